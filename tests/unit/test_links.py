"""Links between chapters: where each goal, commitment and area is told about, and pages that lead there."""

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup
from tests.pages import Page, read_page
from tests.wellformed import faults_in
from tests.written import chapter, write_report

from analysis.chapter.chapter import Outputs, Passage
from analysis.chapter.chart import Chart
from analysis.chapter.pieces import Link, Said
from analysis.chapter.table import Column, Row, Shown, Table
from analysis.chapter.text import Part, Text
from analysis.publish.chapters.manifest import write_manifest
from analysis.publish.html.pages import write_pages
from analysis.publish.html.subject_links import Told, in_document, in_pages, on_paper, subjects_in
from analysis.publish.html.surroundings import Look

CHAPTERS = [
    Told("01-kort.html", 1, "", []),
    Told("02-demokrati.html", 2, "demokrati", ["mal-a", "atagande-b"], "process_area"),
    Told("03-granskning.html", None, "", ["mal-a", "mal-c"], "review"),
    Told("04-alla.html", 3, "", ["atagande-b"]),
]


def goals(*subjects: str) -> Table:
    rows = tuple(Row((None,), ((Link(subject, subject),),), subject=subject) for subject in subjects)
    return Table(heading="Mål", columns=(Column("Mål"),), layout=(Shown("Mål", "row"),), rows=rows)


def test_a_subject_is_found_on_the_first_page_that_tells_of_it() -> None:
    found = in_pages(CHAPTERS)
    assert found["mal-a"] == "02-demokrati.html#mal-a"
    assert found["mal-c"] == "03-granskning.html#mal-c"
    assert found["omrade-demokrati"] == "02-demokrati.html"
    assert found["kapitel-review"] == "03-granskning.html"


def test_in_a_document_links_stay_within_the_page_but_for_what_it_leaves_out() -> None:
    found = in_document(CHAPTERS)
    assert found["mal-a"] == "#k2-mal-a"
    assert found["omrade-demokrati"] == "#kapitel-2"
    assert "mal-c" not in found
    assert found["kapitel-review"] == "03-granskning.html"


def test_on_paper_only_links_within_the_page_are_left() -> None:
    assert on_paper({"mal-a": "#k2-mal-a", "kapitel-review": "03-granskning.html"}) == {"mal-a": "#k2-mal-a"}


def test_what_has_a_place_of_its_own_is_found_once_in_order() -> None:
    chart = Chart(key="k", heading="x", summary="x", picture={}, rows=goals("mal-z").rows, subject="mal-y")
    text = Text(role="reading", parts=(Part("Ett", (), subject="utvarderat-1"), Part("Två", ())))
    told = chapter("x", Passage("## A"), Outputs((goals("mal-b", "", "mal-a"), chart)), Outputs((text, goals("mal-b"))))
    assert subjects_in(told) == ["mal-b", "mal-a", "utvarderat-1"]


# ---- pages ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report of three chapters, one of which could not be made, with its pages."""
    lead = Text(
        role="overview",
        parts=(
            Part(
                "",
                (Said("Se "), Link("omrade-demokrati", "Demokrati")),
            ),
        ),
    )
    chapters = [
        chapter("Kort & gott", Outputs((lead, goals("mal-b"))), Passage("## Slut")),
        chapter("Saknat"),
        chapter("Demokrati", Outputs((goals("mal-a", "mal-b"),)), area="demokrati"),
    ]
    manifest = write_report(tmp_path, chapters)
    entries = [replace(entry, failed=entry.title == "Saknat") for entry in manifest.chapters]
    write_manifest(tmp_path, replace(manifest, chapters=entries))
    mark = Markup('<div class="state draft"><p>Utkast</p></div>')
    write_pages(tmp_path, Look(mark=mark, mark_alone=mark, named="Version 1"))
    return tmp_path


def page(folder: Path, name: str) -> Page:
    return read_page(folder / name)


def test_a_report_has_a_page_a_chapter_that_was_made_and_the_whole_in_two_ways(folder: Path) -> None:
    pages = sorted(path.name for path in folder.glob("*.html"))
    assert pages == ["01-kapitel.html", "03-kapitel.html", "hela.html", "index.html", "prov.html"]
    for name in pages:
        read = page(folder, name)
        assert faults_in(read.html.removeprefix("<!doctype html>")) == [], name
        assert read.texts(".state") == ["Utkast"]
        assert read.one("title").get_text().startswith("Version 1 – ")


def test_links_lead_from_page_to_page(folder: Path) -> None:
    links = {link.get_text(): str(link["href"]) for link in page(folder, "01-kapitel.html").all("main .outputs a")}
    assert links == {"Demokrati": "03-kapitel.html", "mal-b": "01-kapitel.html#mal-b"}
    links = {link.get_text(): str(link["href"]) for link in page(folder, "03-kapitel.html").all("main .outputs a")}
    assert links == {"mal-a": "03-kapitel.html#mal-a", "mal-b": "01-kapitel.html#mal-b"}


def test_every_address_of_a_page_leads_to_a_page_and_a_place(folder: Path) -> None:
    for name in ("01-kapitel.html", "03-kapitel.html", "hela.html", "index.html", "prov.html"):
        for address in page(folder, name).addresses():
            file, _, anchor = address.partition("#")
            if address.startswith(("data:", "../", "notebooks/")) or not (file or anchor):
                continue
            assert (folder / (file or name)).exists(), (name, address)
            assert not anchor or page(folder, file or name).all(f"[id='{anchor}']"), (name, address)


def test_pages_lead_to_the_chapters_before_and_after_that_were_made(folder: Path) -> None:
    first, last = page(folder, "01-kapitel.html"), page(folder, "03-kapitel.html")
    assert [(str(link["rel"][0]), str(link["href"])) for link in first.all("nav.turn a")] == [
        ("next", "03-kapitel.html")
    ]
    assert [(str(link["rel"][0]), str(link["href"])) for link in last.all("nav.turn a")] == [
        ("prev", "01-kapitel.html")
    ]
    assert first.texts("nav.chapters .missing") == ["Saknat (saknas)"]
    assert first.one("nav.chapters a[aria-current][href='01-kapitel.html']").get_text() == "Kort & gott"


def test_pages_are_written_again_without_a_trace_of_what_was_there(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.html")}
    write_pages(folder, Look())
    assert "Utkast" not in (folder / "index.html").read_text(encoding="utf-8")
    mark = Markup('<div class="state draft"><p>Utkast</p></div>')
    write_pages(folder, Look(mark=mark, mark_alone=mark, named="Version 1"))
    assert {path.name: path.read_bytes() for path in folder.glob("*.html")} == before


def test_what_another_version_wrote_has_no_pages_until_it_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    write_pages(tmp_path, Look())
    assert list(tmp_path.glob("*.html")) == []
