"""The first page: reports chosen among and searched, as a person would."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.base.project import Project
from tests.browser.conftest import Opened

FOUND = re.compile("träffar|Inget")
Open = Callable[..., Opened]


@pytest.fixture
def first(site: Project, open_page: Open) -> Opened:
    return open_page(site.output / "index.html")


def shown(page: Opened) -> list[str]:
    found = page.tab.locator(".reports > li:visible").evaluate_all("items => items.map(item => item.dataset.report)")
    return [str(report) for report in found]


def search(page: Opened, words: str) -> list[str]:
    box = page.tab.get_by_label("Sök i rubriker, mål och texter")
    box.fill("")
    page.tab.get_by_role("status").filter(has_not_text=FOUND).wait_for(state="attached")
    box.fill(words)
    page.tab.get_by_role("status").filter(has_text=FOUND).wait_for()
    return page.tab.locator(".hits a > span:first-child").all_inner_texts()


def test_all_reports_are_there_at_first_the_latest_first(first: Opened) -> None:
    found = shown(first)
    assert len(found) == 8
    assert found[0].endswith("2022-ks")
    assert found[-1] == "evaluation-2011"


@pytest.mark.parametrize(
    ("label", "value", "reports"),
    [
        ("År", "2016", {"annual-2016-klk", "annual-2016-kou"}),
        ("Organisation", "Konsult och uppdrag", {"annual-2016-kou", "plan-2019-kou"}),
        ("Slag", "Internkontroll", {"control-2022-ks"}),
        ("Slag", "Delårsrapport", {"interim1-2020-ks"}),
        # Whatever a document calls the area: "Att värna demokrati" in some.
        (
            "Processområde",
            "Demokrati",
            {
                *("annual-2016-klk", "annual-2016-kou", "annual-2022-ks"),
                *("control-2022-ks", "interim1-2020-ks", "plan-2019-klk"),
            },
        ),
    ],
)
def test_reports_are_chosen_by(first: Opened, label: str, value: str, reports: set[str]) -> None:
    first.tab.get_by_label(label, exact=True).select_option(value)
    assert set(shown(first)) == reports
    assert first.tab.get_by_role("status").inner_text() == f"{len(reports)} av 8 rapporter."


def test_what_was_chosen_and_searched_is_there_again_when_somebody_comes_back(first: Opened) -> None:
    first.tab.get_by_label("År", exact=True).select_option("2016")
    search(first, "avtalstrohet")
    first.tab.wait_for_url("**/index.html#words=avtalstrohet&year=2016")
    for leave, come_back in ((first.tab.locator(".hits a").first.click, first.tab.go_back), (None, first.tab.reload)):
        if leave:
            leave()
        come_back()
        first.tab.get_by_role("status").filter(has_text=FOUND).wait_for()
        assert first.tab.get_by_label("År", exact=True).input_value() == "2016"
        assert set(shown(first)) == {"annual-2016-klk", "annual-2016-kou"}
        assert first.tab.locator(".hits mark").first.inner_text().lower() == "avtalstrohet"
    first.tab.get_by_role("button", name="Rensa").click()
    first.tab.get_by_role("status").filter(has_text="8 av 8 rapporter.").wait_for()
    first.tab.wait_for_url("**/index.html")


def test_what_leaves_no_report_is_said_where_the_reports_were(first: Opened) -> None:
    none = first.tab.get_by_text("Inga rapporter passar det som är valt.")
    assert not none.is_visible()
    first.tab.get_by_label("År", exact=True).select_option("2011")
    first.tab.get_by_label("Organisation", exact=True).select_option("Kommunstyrelsen")
    none.wait_for()
    assert shown(first) == []
    first.tab.get_by_role("button", name="Rensa").click()
    none.wait_for(state="hidden")


def test_there_is_no_choice_between_one(first: Opened) -> None:
    # Every report is a draft.
    assert first.tab.locator(".finder select").evaluate_all("all => all.map(each => each.name)") == [
        *("year", "organisation", "kind", "area")
    ]


def test_choices_narrow_each_other_and_are_cleared(first: Opened) -> None:
    first.tab.get_by_label("År", exact=True).select_option("2019")
    first.tab.get_by_label("Organisation", exact=True).select_option("Konsult och uppdrag")
    assert shown(first) == ["plan-2019-kou"]
    first.tab.get_by_role("button", name="Rensa").click()
    first.tab.get_by_role("status").filter(has_text="8 av 8 rapporter.").wait_for()
    assert len(shown(first)) == 8


def test_a_goal_is_found_by_its_name_and_leads_to_its_row(first: Opened) -> None:
    hits = search(first, "avtalstrohet")
    assert "Avtalstrohet vid inköp" in hits
    first.tab.locator(".hits a", has_text="Avtalstrohet vid inköp").first.click()
    assert first.tab.locator("tr:target th").inner_text() == "Avtalstrohet vid inköp"


def test_a_hit_says_report_and_chapter_and_leads_to_its_section(first: Opened) -> None:
    search(first, "utveckling per mål")
    hit = first.tab.locator(".hits li").first
    report = "Verksamhetsberättelse 2016, Kommunledningskontoret"
    hits = first.tab.locator(".hits li", has_text=f"{report} › Att värna demokrati")
    assert hits.locator("a > span:first-child").first.inner_text() == "Utveckling per mål"
    assert hits.locator("a").first.inner_text().endswith(f"{report} › Att värna demokrati")
    assert hit.locator("a").get_attribute("href") != ""
    hits.locator("a").first.click()
    assert first.tab.url.endswith("02-att-varna-demokrati.html#avsnitt-utveckling-per-mal")
    assert first.tab.locator("h2:target").inner_text() == "Utveckling per mål"


def test_what_is_shown_of_a_text_is_whole_words(first: Opened, site: Project) -> None:
    search(first, "kvalitet")
    for hit in first.tab.locator(".hits li").all():
        report, _, address = str(hit.locator("a").get_attribute("href")).partition("/")
        rows = json.loads((site.output / report / "search.json").read_text(encoding="utf-8"))
        texts = [f" {text} " for place, _title, text, *_more in rows if place == address]
        told = hit.locator("p").inner_text().removeprefix("… ").removesuffix(" …")
        assert any(f" {told} " in text for text in texts), told


def test_a_search_that_cannot_be_made_is_told(site: Project, open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "assets/page.css", "assets/page.js", "assets/site.js"):
        shutil.copy(site.output / name, tmp_path / name)
    page = open_page(tmp_path / "index.html")
    page.tab.get_by_label("Sök i rubriker, mål och texter").fill("mål")
    page.tab.get_by_role("status").filter(has_text="Sökningen kan inte göras").wait_for()
    assert page.tab.get_by_role("status").inner_text().endswith("8 av 8 rapporter.")


def test_words_are_found_by_their_beginning_in_any_case_and_all_of_them(first: Opened) -> None:
    assert search(first, "AVTALSTRO") == search(first, "avtalstro") != []
    assert search(first, "talstrohet") == []
    both = search(first, "sjukfrånvaro kvinnor")
    assert 0 < len(both) < len(search(first, "sjukfrånvaro"))


def test_what_is_found_is_marked_where_it_stands(first: Opened) -> None:
    search(first, "medborgare")
    marks = first.tab.locator(".hits mark").all_inner_texts()
    assert marks
    assert {mark.lower()[:7] for mark in marks} == {"medborg"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sjukfranvaro", "sjukfrånvaro"),
        ("SJUKFRANVARO KVINNOR", "sjukfrånvaro kvinnor"),
        ("avtalstrohetens", "avtalstrohet"),
    ],
)
def test_what_is_typed_without_marks_or_in_another_form_is_found(first: Opened, typed: str, meant: str) -> None:
    expected = search(first, meant)
    assert expected
    assert set(expected) <= set(search(first, typed))


def test_forms_that_are_written_are_found_by_one_that_is_not(first: Opened) -> None:
    search(first, "medborgarens")
    marks = {mark.lower() for mark in first.tab.locator(".hits mark").all_inner_texts()}
    assert {"medborgare", "medborgarna"} <= marks


@pytest.mark.parametrize("typed", ["avtalstrohrt", "avtalstrhet", "avtalstroohet", "avtalsrtohet"])
def test_a_word_with_a_letter_wrong_is_found_and_that_is_told(first: Opened, typed: str) -> None:
    assert "Avtalstrohet vid inköp" in search(first, typed)
    told = first.tab.get_by_role("status").inner_text()
    assert told.endswith(f"Ingen text har ordet {typed}; det som visas liknar det.")
    assert {mark.lower() for mark in first.tab.locator(".hits mark").all_inner_texts()} == {"avtalstrohet"}


def test_a_search_keeps_to_the_chosen_reports(first: Opened) -> None:
    first.tab.get_by_label("År", exact=True).select_option("2022")
    search(first, "åtaganden")
    links = first.tab.locator(".hits a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links
    assert {link.partition("/")[0] for link in links} <= {"annual-2022-ks", "control-2022-ks"}


def test_nothing_found_is_said(first: Opened) -> None:
    assert search(first, "xyzzy") == []
    assert first.tab.get_by_role("status").inner_text().startswith("Inget hittades.")


@pytest.mark.parametrize("words", ["(", "a.*b", "[", "\\", "50 %"])
def test_signs_are_searched_as_they_are(first: Opened, words: str) -> None:
    search(first, words)
    assert first.complaints == []


def test_every_hit_leads_to_something_that_exists(first: Opened, site: Project) -> None:
    search(first, "mål")
    for link in first.tab.locator(".hits a").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        path, _, anchor = link.partition("#")
        page = Path(site.output / path).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in page


def test_a_search_with_its_hits_has_no_faults(first: Opened) -> None:
    search(first, "kvalitet")
    assert first.faults() == []
    assert first.complaints == []
    first.tab.set_viewport_size({"width": 320, "height": 640})
    assert first.tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_all_reports_are_there_and_no_search(site: Project, open_page: Open) -> None:
    page = open_page(site.output / "index.html", scripts=False)
    assert page.tab.locator(".reports > li:visible").count() == 8
    assert not page.tab.locator(".finder").is_visible()
