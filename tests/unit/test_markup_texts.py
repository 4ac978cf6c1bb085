"""Texts, lists of contradictions, legends, pictures and HTML of other libraries as a browser reads them."""

from collections import Counter
from dataclasses import replace

import pytest
from tests.pages import Page, read_html
from tests.wellformed import faults_in

from analysis.chapter.chapter import Value
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.place import Place, cell_place
from analysis.chapter.markup.values import REVIEW, html_of
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Link, Listing, Piece, Prose, Said, Sign, Symbol
from analysis.chapter.table import Column, Doubt, Row, Shown, Table
from analysis.chapter.text import Contradiction, Contradictions, Part, Text

BETTER = Symbol("assessment", "better", "circle", "Bättre än målet", "good")


def page_of(value: Value, place: Place | None = None) -> Page:
    html = str(html_of(value, replace(place or Place(), sections=Counter({2: 1}))))
    assert faults_in(html) == []
    return read_html(html)


def reading(*parts: Part, contents: bool = False) -> Text:
    return Text(role="reading", parts=parts, contents=contents, source="Källa: missivet.")


def paragraphs(text: str, heading: str = "") -> tuple[Prose, ...]:
    return (Prose(text, heading),)


def test_a_text_has_a_heading_a_part_each_with_an_address() -> None:
    page = page_of(
        reading(
            Part("Ekonomi", paragraphs("Bra."), remark="5 av 6"),
            Part("Ekonomi", paragraphs("Åter.")),
            Part("Mål", (), subject="utvarderat-1"),
            Part("Delmål", (), level=4),
        )
    )
    assert [(tag.name, tag.get("id"), tag.get("class")) for tag in page.all("h3, h4")] == [
        ("h3", "avsnitt-ekonomi", ["part"]),
        ("h3", "avsnitt-ekonomi--2", ["part"]),
        ("h3", "utvarderat-1", None),
        ("h4", None, None),
    ]
    assert page.texts("h3 .muted") == ["5 av 6"]
    assert page.texts(".reading > p") == ["Bra.", "Åter.", "Källa: missivet."]


def test_a_part_that_is_folded_is_opened_by_its_heading_and_its_texts_have_headings_of_their_own() -> None:
    told = reading(Part("Demokrati", paragraphs("Bra.", "Året"), folded=True))
    page = page_of(told)
    assert page.texts("summary, .comment h3, .comment p") == ["Demokrati", "Året", "Bra."]
    assert page.one("h3")["id"] == "avsnitt-aret"
    assert not page.one("details").has_attr("open")
    assert page_of(told, Place(paper=True)).one("details").has_attr("open")


def test_headings_are_moved_down_where_the_page_is_a_document() -> None:
    parts = (Part("A", paragraphs("x")), Part("B", (), level=4))
    assert [tag.name for tag in page_of(reading(*parts), Place(deeper=1)).all("h4, h5")] == ["h4", "h5"]
    assert [tag.attrs for tag in page_of(reading(*parts), cell_place()).all("h4")] == [{"class": ["part"]}]


def test_contents_lead_to_the_parts() -> None:
    text = reading(Part("Ett", (), subject="utvarderat-1"), Part("Två", (), subject="utvarderat-2"), contents=True)
    page = page_of(text, Place(prefix="k4"))
    ids = [str(tag["id"]) for tag in page.all("h3")]
    assert [str(link["href"]) for link in page.all("ul.on-screen a")] == [f"#{name}" for name in ids]
    assert page_of(text, cell_place()).texts("ul.on-screen li") == ["Ett", "Två"]
    assert page_of(reading(text.parts[0], contents=True)).all("ul.on-screen") == []


def test_a_text_without_parts_says_so() -> None:
    assert page_of(reading()).texts("p.muted") == ["Ingen text finns."]


SENTENCES: tuple[Piece, ...] = (Said("Ett mål"), Link("mal-a", "nåddes"))


@pytest.mark.parametrize(
    ("role", "selector", "told"),
    [
        ("nothing", "p.muted", ["Ett målnåddes"]),
        ("amounts", "p.amounts", ["Ett målnåddes"]),
        ("printed", "pre", ["Ett målnåddes"]),
        ("note", "p.note", ["Ett mål", "nåddes"]),
        ("overview", "div.overview > p", ["Ett mål", "nåddes"]),
        ("report", "div.report > p", ["Ett mål", "nåddes"]),
    ],
)
def test_each_kind_of_text_has_its_element(role: str, selector: str, told: list[str]) -> None:
    page = page_of(Text(role=role, parts=(Part("", SENTENCES),)))  # type: ignore[arg-type]
    assert [tag.get_text() for tag in page.all(selector)] == told


def test_a_sentence_about_what_many_documents_lack_says_that_it_may_go() -> None:
    lacking = Text(role="nothing", parts=(Part("", (Said("Inga mål."),)),), optional=True)
    assert page_of(lacking).one("p")["class"] == ["muted", "optional"]


def test_symbols_and_lists_among_sentences() -> None:
    pieces = (
        Sign(BETTER, "2016"),
        Listing(((Said("a"),),)),
        Sign(BETTER, "Beräknat", ("39 når 39.",), differs=True),
    )
    page = page_of(Text(role="overview", parts=(Part("", pieces),)))
    assert page.texts("p.part") == ["2016: Bättre än målet"]
    assert page.texts("div.differs") == ["Beräknat: Bättre än målet 39 når 39."]
    assert page.texts("ul.plain > li") == ["a"]


def test_what_contradicts_a_text_stands_below_it_whatever_its_kind() -> None:
    doubts = (Doubt("f1", "Går inte ihop: 3 < 4."), Doubt("f2", "Nej."))
    for role in ("reading", "nothing", "note"):
        text = Text(role=role, parts=(Part("", (Said("x"),)),), doubts=doubts)
        assert page_of(text).texts("p.note")[-2:] == ["Går inte ihop: 3 < 4.", "Nej."]


def test_contradictions_are_a_list_and_lead_to_the_review_where_there_is_one() -> None:
    found = Contradictions(items=(Contradiction("f1", "A är 3 men 4."),), rest="Här står 1 av 2 fel.")
    page = page_of(found, Place({REVIEW: "09-granskning.html"}))
    assert page.texts("li") == ["A är 3 men 4."]
    assert page.one("p > a.on-screen")["href"] == "09-granskning.html"
    for place in (Place(), cell_place(), Place({REVIEW: "#kapitel-9"}, single=True)):
        assert page_of(found, place).texts("p, a") == ["Här står 1 av 2 fel."]
    assert page_of(Contradictions(items=())).all("*") == []


def test_a_legend_is_a_list_a_kind_and_says_what_the_edition_printed_in_its_own_language() -> None:
    english = Symbol("status", "done", "circle", "Done", "good", "Klart")
    groups = (
        Group("status", "Status", (english,), note="Så."),
        Group("", "Förkortningar", names=(("KLK", "Kommunledningskontoret"),)),
    )
    page = page_of(Legend(groups=groups))
    assert page.texts(".legend-heading") == [str(found["aria-label"]) for found in page.all("ul")]
    assert page.texts("li") == ["Done (Klart)", "KLK Kommunledningskontoret"]
    assert page.one("[lang=sv]").get_text() == "(Klart)"
    assert page.texts(".note") == ["Så."]


@pytest.mark.parametrize(
    ("media", "data", "address"),
    [
        ("image/png", "iVBO\nRw0K", "data:image/png;base64,iVBORw0K"),
        ("image/svg+xml", "<svg a='1'/>", "data:image/svg%2Bxml,"),
    ],
)
def test_a_picture_lies_in_the_page_and_has_its_words(media: str, data: str, address: str) -> None:
    figures = Table(
        heading="Siffror", columns=(Column("A"),), layout=(Shown("A", "row"),), rows=(Row((None,), ((Said("1"),),)),)
    )
    page = page_of(
        Picture(heading="Kurvan", text='Den "stiger"', media=media, data=data, table=figures, source="Källa."),  # type: ignore[arg-type]
        Place(paper=True),
    )
    assert page.one("img")["alt"] == 'Den "stiger"'
    assert str(page.one("img")["src"]).replace("svg+", "svg%2B").startswith(address)
    assert "<" not in str(page.one("img")["src"])
    assert page.texts("figcaption h3, caption, .source") == ["Kurvan", "Siffror", "Källa."]
    assert page.one("details").has_attr("open")


def test_html_of_other_libraries_is_clean_whatever_it_was_read_from() -> None:
    spoilt = '<table><tr><td onclick="x()">1<script>alert(1)</script></td></tr></table><h1>Stor</h1>'
    page = page_of(Hypertext(heading="Ram", html=spoilt, text="1"))
    assert page.all("script, h1, [onclick]") == []
    assert page.texts(".finding, td, .foreign h4") == ["Ram", "1", "Stor"]
