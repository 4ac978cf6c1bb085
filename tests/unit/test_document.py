"""The whole report as one page: numbered, one legend, each place named once; the same in one file and for paper."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from markupsafe import Markup
from tests.examples import examples
from tests.pages import Page, read_page
from tests.shown import shown_chapters
from tests.wellformed import faults_in
from tests.written import chapter, write_report

from analysis.chapter.chapter import Chapter, Outputs, Passage
from analysis.chapter.markup.values import REVIEW
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Link, Listing, Said, Symbol
from analysis.chapter.table import Column, Origin, Row, Shown, Table
from analysis.chapter.text import Contradictions, Part, Text
from analysis.publish.chapters.manifest import ReportManifest
from analysis.publish.html.document import document_of, without_legend, write_document, write_single
from analysis.publish.html.surroundings import Look
from analysis.publish.paper.printed_document import outline_of, write_paper

BETTER = Symbol("assessment", "better", "circle", "Bättre", "good")
LOST = Symbol("assessment", "", "empty", "Okänd")
NAMES = Group("", "Förkortningar", names=(("KLK", "Kontoret"),))


def legend(*groups: Group) -> tuple[Passage, Outputs]:
    return Passage("## Teckenförklaring"), Outputs((Legend(groups=groups),))


def goals(*subjects: str, **more: object) -> Outputs:
    rows = tuple(Row((None,), ((Link(subject, subject),),), subject=subject) for subject in subjects)
    made = Table(heading="Mål", columns=(Column("Mål"),), layout=(Shown("Mål", "row"),), rows=rows, **more)  # type: ignore[arg-type]
    return Outputs((made,))


ORIGINS = (Origin("Nöjda", "Bilaga 1", "data/a.csv", 2),)
FOLDED = Text(
    role="reading",
    parts=(
        Part("Mål", (Listing(((Said("sid. 1"),),), summary="1 plats"),)),
        Part("Demokrati", (Said("Bra."),), folded=True),
    ),
)
CHAPTERS = (
    chapter("Året i korthet", *legend(Group("assessment", "Bedömning", (BETTER,)), NAMES), Passage("## Mål\n\nText.")),
    chapter(
        "Mål",
        Outputs((FOLDED,)),
        Passage("## Mål"),
        goals("mal-a", "mal-b", file="02-mal-1", folded=True, origins=ORIGINS),
        Passage("## Mål\n\n### Djupare"),
        goals("mal-a"),
        *legend(Group("assessment", "Bedömning", (BETTER, LOST))),
        area="demokrati",
    ),
    chapter("Granskning", Passage("## Fel"), goals("mal-c"), notebook="review"),
    chapter("Fel", goals("mal-c", "mal-a"), Outputs((Contradictions(items=(), rest="Här står 0 av 1 fel."),))),
)


@pytest.fixture
def manifest(tmp_path: Path) -> ReportManifest:
    return write_report(tmp_path, CHAPTERS, web_only=["Granskning"])


@pytest.fixture
def page(tmp_path: Path, manifest: ReportManifest) -> Page:
    """The document as a page beside the others."""
    write_document(tmp_path / "hela.html", tmp_path, manifest, Look())
    return read_page(tmp_path / "hela.html")


@pytest.fixture
def single(tmp_path: Path, manifest: ReportManifest) -> Page:
    """The document in one file."""
    look = Look(
        mark=Markup('<p class="state"><a href="../index.html">Utkast</a></p>'), mark_alone=Markup("<p>Utkast</p>")
    )
    write_single(tmp_path / "prov.html", tmp_path, manifest, look)
    return read_page(tmp_path / "prov.html")


@pytest.fixture
def paper(tmp_path: Path, manifest: ReportManifest) -> Page:
    """The document as it is printed."""
    numbers = {"kapitel-1": 2, "k2-avsnitt-mal--2": 5}
    write_paper(tmp_path / "paper.html", tmp_path, manifest, Look(), numbers)
    return read_page(tmp_path / "paper.html")


def within(page: Page) -> set[str]:
    return {str(found["id"]) for found in page.all("[id]")}


# ---- numbers ----


def test_chapters_and_sections_are_numbered_in_order(page: Page) -> None:
    assert page.texts("main section > h2") == ["Teckenförklaring", "1 Året i korthet", "2 Mål", "3 Fel"]
    assert page.texts(".prose h3") == ["1.1 Mål", "2.1 Mål", "2.2 Mål"]
    assert page.texts("h4") == ["Djupare"]


def test_the_contents_lead_to_every_chapter_and_section_by_its_number(page: Page) -> None:
    assert page.texts("ol.contents > li > a") == ["1 Året i korthet", "2 Mål", "3 Fel"]
    assert page.texts("ol.contents ol a") == ["1.1 Mål", "2.1 Mål", "2.2 Mål"]
    for link in page.all("nav a[href^='#']"):
        (found,) = page.all(f"[id='{str(link['href'])[1:]}']")
        assert found.get_text() == link.get_text()


def test_a_long_document_names_its_chapters_only(tmp_path: Path) -> None:
    many = chapter("Mål", *(Passage(f"## M{at}") for at in range(15)))
    for amount, is_told in ((1, True), (2, False)):
        manifest = write_report(tmp_path / str(amount), [many] * amount)
        assert document_of(tmp_path / str(amount), manifest).with_sections == is_told


# ---- the legend ----


def test_there_is_one_legend_before_the_first_chapter(page: Page) -> None:
    assert page.texts(".legend-heading") == ["Bedömning", "Förkortningar"]
    assert page.texts(".legend .symbol") == ["Bättre", "Okänd"]
    assert page.one("section:has(.legend) > h2")["id"] == "teckenforklaring"
    assert page.all("main section")[0].select(".legend") != []


def test_symbols_are_explained_before_abbreviations_whichever_came_first(tmp_path: Path) -> None:
    chapters = [chapter("A", *legend(NAMES)), chapter("B", *legend(Group("trend", "Trend", (LOST,))))]
    merged = document_of(tmp_path, write_report(tmp_path, chapters)).legend
    assert merged is not None
    assert [group.subject for group in merged.groups] == ["trend", ""]


def test_without_symbols_there_is_no_legend(tmp_path: Path) -> None:
    manifest = write_report(tmp_path, [chapter("A", Passage("Text."))])
    write_document(tmp_path / "hela.html", tmp_path, manifest, Look())
    page = read_page(tmp_path / "hela.html")
    assert (page.all(".legend"), page.texts("nav a")[-1:]) == ([], ["1 A"])


def test_only_sections_of_nothing_but_legends_go() -> None:
    own = chapter("A", *legend(NAMES), Passage("## Mål"), *legend(NAMES)[1:], goals("mal-a"))
    assert without_legend(own).blocks == own.blocks[2:]


# ---- places ----


def test_every_place_is_named_once_and_every_link_within_leads_somewhere(page: Page) -> None:
    assert faults_in(page.html) == []
    led = {address[1:] for address in page.addresses() if address.startswith("#")}
    assert led <= within(page)
    assert {"k2-mal-a", "k2-mal-b", "k3-mal-c"} <= within(page)


def test_links_lead_to_the_first_place_within_and_what_is_left_out_to_its_own_page(page: Page) -> None:
    links = {link.get_text(): str(link["href"]) for link in page.all("table a[href]")}
    assert links == {"mal-a": "#k2-mal-a", "mal-b": "#k2-mal-b", "mal-c": "#k3-mal-c"}
    assert page.texts("nav p.muted") == ["Bara på webben: Granskning."]
    assert document_of_addresses(page)[REVIEW] == "03-kapitel.html"
    assert page.one("p > a.on-screen[href='03-kapitel.html']").get_text() == "Alla fel finns i Granskning"


def document_of_addresses(page: Page) -> dict[str, str]:
    folder = page.path.parent
    return dict(document_of(folder, write_report(folder, CHAPTERS, web_only=["Granskning"])).addresses)


def test_an_area_is_the_chapter_about_it(page: Page) -> None:
    assert document_of_addresses(page)["omrade-demokrati"] == "#kapitel-2"


@examples(20)
@given(shown_chapters(), shown_chapters())
def test_the_outline_is_that_of_the_page_whatever_it_shows(
    tmp_path_factory: pytest.TempPathFactory, one: Chapter, other: Chapter
) -> None:
    folder = tmp_path_factory.mktemp("report")
    named = [replace(each, title=f"Kapitel {at}", language="sv") for at, each in enumerate((one, other))]
    manifest = write_report(folder, named)
    write_document(folder / "hela.html", folder, manifest, Look())
    page = read_page(folder / "hela.html")
    assert faults_in(page.html) == []
    told = [(str(tag["id"]), tag.get_text()) for tag in page.all("main section > h2, .prose h3[id]")]
    sections = [(key, words) for key, words in told if words[0].isdigit()]
    outlined: list[tuple[str, str]] = []
    for part in document_of(folder, manifest).parts:
        outlined += [(part.key, part.title), *((section.key, section.title) for section in part.sections)]
    assert sections == outlined
    outline = outline_of(folder, manifest, "")
    assert outline.anchors == [key for key, _ in told if key in {*outline.anchors}]
    assert outline.pictures <= len(page.all("main [role=img], main img"))


# ---- one file ----


def test_one_file_leads_to_no_other(single: Page) -> None:
    assert [address for address in single.addresses() if not address.startswith(("#", "data:"))] == []
    assert single.all("script, link[rel=stylesheet], .files, .state a") == []
    assert "--paper" in single.one("style").get_text()
    assert single.html.count("Utkast") == 1
    assert single.one("title").get_text() == "Verksamhetsberättelse 2016"
    assert str(single.one("meta[http-equiv]")["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_one_file_has_the_words_of_the_page(single: Page, page: Page) -> None:
    left_out = (".files", ".on-screen", "script")
    for read in (single, page):
        for found in read.all(", ".join(left_out)):
            found.decompose()
    assert single.text == page.text


# ---- paper ----


def test_paper_opens_everything_that_is_folded_and_has_no_links_to_files(paper: Page, page: Page) -> None:
    assert len(paper.all("details")) == len(page.all("details")) > 3
    assert paper.all("details:not([open])") == []
    assert paper.all(".files, main a:not([href^='#'])") == []
    assert list(filter(None, paper.texts(".at-page"))) == ["2", "5"]


def test_paper_must_have_what_the_page_has(tmp_path: Path, manifest: ReportManifest, paper: Page) -> None:
    outline = outline_of(tmp_path, manifest, "f")
    assert [(heading.level, heading.text) for heading in outline.headings] == [
        (1, "Verksamhetsberättelse 2016"),
        (2, "Innehåll"),
        (2, "Teckenförklaring"),
        (2, "1 Året i korthet"),
        (3, "1.1 Mål"),
        (2, "2 Mål"),
        (3, "2.1 Mål"),
        (3, "2.2 Mål"),
        (2, "3 Fel"),
    ]
    assert [heading.text for heading in outline.headings] == [
        " ".join(tag.get_text().split()) for tag in paper.all("h1, h2, .prose h3")
    ]
    assert set(outline.anchors) <= within(paper)


def test_what_stands_in_no_section_leaves_no_level_out(tmp_path: Path) -> None:
    """A chapter may be one table, and a document drops legends that were sections of their own."""
    legended = (*legend(Group("assessment", "Bedömning", (BETTER,))), Outputs((FOLDED,)))
    manifest = write_report(tmp_path, (chapter("Utan", Outputs((FOLDED,))), chapter("Med", *legended)))
    write_document(tmp_path / "hela.html", tmp_path, manifest, Look())
    page = read_page(tmp_path / "hela.html")
    levels = [int(found.name[1]) for found in page.all("h1, h2, h3, h4, h5, h6")]
    assert 3 in levels
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels
