"""The year at a glance as a browser reads it."""

from collections import Counter

import pytest
from tests.pages import Page, read_html

from analysis.build.database import Built
from analysis.chapter.markup.place import Place, cell_place
from analysis.chapter.markup.values import html_of
from analysis.chapter.overview import Glance
from analysis.present.fragment import Several
from analysis.report import Report


@pytest.fixture(scope="module")
def glance(built: Built) -> Glance:
    """Översikt of KLK 2016."""
    shown = Report(organisation="KLK", year=2016, database=built.path).at_a_glance().value
    assert isinstance(shown, Glance)
    return shown


@pytest.fixture(scope="module")
def addresses(glance: Glance) -> dict[str, str]:
    """Where the goals are told about."""
    return {mark.subject: f"02-mal.html#{mark.subject}" for mark in glance.worse.marks}


@pytest.fixture(scope="module")
def page(glance: Glance, addresses: dict[str, str]) -> Page:
    """It on a page that leads to the goals that are worse."""
    return read_html(str(html_of(glance, Place(addresses, sections=Counter({2: 1})))))


def test_the_whole_is_counted_with_the_total_last(page: Page) -> None:
    assert page.texts(".tally li") == [
        "10 Bättre än målet",
        "5 Nära målet",
        "10 Sämre än målet",
        "6 Ej utvärderad av 31 processmål",
        "18 Klart, avslutat",
        "27 Pågår",
        "2 Försenat",
        "2 Ej påbörjad av 49 åtaganden",
    ]
    assert [str(found["aria-label"]) for found in page.all(".tally")] == ["31 processmål", "49 åtaganden"]


def test_the_goals_that_are_worse_are_listed_with_links_to_them(
    page: Page, glance: Glance, addresses: dict[str, str]
) -> None:
    links = page.all(".lagging")[0].select("a")
    assert {str(link["href"]): link.get_text() for link in links} == {
        addresses[mark.subject]: mark.label for mark in glance.worse.marks
    }
    assert len(links) == 10
    assert page.texts(".overview .part") == ["Sämre än målet"]
    assert len(page.texts(".overview .differing")) == 2


def test_what_is_told_nowhere_is_named_without_a_link(glance: Glance) -> None:
    page = read_html(str(html_of(glance, cell_place())))
    assert page.all("a") == []
    assert page.texts(".lagging:first-of-type li")[:2] == ["Delaktighetsindex", "Trygg kommun, index"]


def test_a_card_has_a_mark_a_goal_with_its_name_and_its_word(page: Page, glance: Glance) -> None:
    cards = {card.select("h3")[0].get_text(): card for card in page.all("ul.glance > li")}
    assert list(cards) == [card.name for card in glance.cards]
    told = [" ".join(found.get_text().split()) for found in cards["Medarbetare"].select("p")]
    assert told[0] == "4 processmål: bättre än målet 3 · sämre än målet 1"
    (staff,) = [card for card in glance.cards if card.name == "Medarbetare"]
    marks = cards["Medarbetare"].select("ul.marks > li > *")
    assert [str(mark["title"]) for mark in marks] == [f"{mark.label}: {mark.symbol.word}" for mark in staff.marks]
    assert [str(mark.get("aria-label", mark.get_text())) for mark in marks] == [str(mark["title"]) for mark in marks]


def test_what_the_judgements_rest_on_is_one_note(built: Built) -> None:
    ks = Report(organisation="KS", year=2022, database=built.path).at_a_glance()
    (note,) = read_html(str(html_of(ks.value, Place()))).texts(".overview .note")
    assert "Beräknat ur siffrorna, för att rapporten själv inte bedömer dem: 3 processmål." in note
    assert note.endswith("Har ett sådant mål flera mått avgör det svagaste.")


def test_controls_begin_with_a_tally(built: Built) -> None:
    shown = Report(organisation="KS", year=2022, database=built.path).controls_at_a_glance()
    assert isinstance(shown, Several)
    page = read_html(str(html_of(shown[0].value, Place())))
    assert page.texts(".tally li") == ["1 Utan anmärkning", "1 Inte tillfredsställande", "5 Okänd av 7 kontroller"]
