"""PDFs that everyone can read: printed by Chromium, checked by our checker, and the checker checked by broken PDFs."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
from bs4 import Tag
from markupsafe import Markup
from pikepdf import Array, Dictionary, Name, Page, Pdf, String, parse_content_stream
from tests.making import within
from tests.pages import Page as ReadPage
from tests.pages import read_page

from analysis.base.files import digest_of
from analysis.base.project import Project
from analysis.chapter.chapter import Chapter, Outputs, Passage
from analysis.chapter.chart import Chart
from analysis.chapter.pieces import Course, Link, Point, Prose, Said, Sign, Symbol
from analysis.chapter.table import Row, Shown, Table
from analysis.chapter.text import Part, Text
from analysis.errors import BrowserError
from analysis.publish import chromium as browser
from analysis.publish import html
from analysis.publish.about import About
from analysis.publish.chapters.manifest import (
    Entry,
    ReportManifest,
    chapter_file,
    read_manifest,
    write_chapter,
    write_manifest,
)
from analysis.publish.html.surroundings import Look
from analysis.publish.paper.pdf_check import faults_of
from analysis.publish.paper.pdf_text import Letters
from analysis.publish.paper.pdf_tree import alternative, below, elements, role
from analysis.publish.paper.print_report import printed as on_paper
from analysis.publish.paper.printed_document import Outline, outline_of, write_paper

REPORT = "evaluation-2011"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
#: A chapter with lying bars whose words are drawn, a course beside its years, a symbol, a disclosure and a link.
BARS = {
    "data": [{"type": "bar", "orientation": "h", "x": [3], "y": ["Demokrati"], "name": "Klart", "text": ["3"],
              "meta": "circle", "marker": {"color": "#00695c"}}],
    "layout": {"barmode": "stack"},
}  # fmt: skip
COURSE = Course((Point("2020", "3 %", 2020.5, 3.0), Point("2022", "4 %", 2022.5, 4.0)), "2020–2022")
GOOD = Symbol("assessment", "better", "circle", "Bra", "good")
GOALS = Table(
    heading="Mål",
    columns=(),
    layout=(Shown("Mål", "row"), Shown("Över tid"), Shown("Bedömning")),
    rows=(Row((), ((Said("Nöjda"),), (COURSE,), (Sign(GOOD),)), subject="mal-nojda"),),
)
CHAPTER = Chapter(
    title="Läget & annat",
    language="sv",
    blocks=(
        Passage("## Mål"),
        Outputs((Chart(key="a", heading="Tre är klara", summary="Demokrati: Klart 3.", picture=BARS), GOALS)),
        Outputs((Text(role="reading", parts=(Part("Mer", (Prose("Text."),), folded=True),)),)),
        Outputs((Text(role="overview", parts=(Part("", (Link("mal-nojda", "Nöjda"), Link("kapitel-x", "Ut"))),)),)),
    ),
)
LOOK = Look(Markup('<aside class="state"><a href="../x.html">Utkast</a></aside>'), Markup("<aside>Utkast</aside>"))


def report_folder(folder: Path) -> Path:
    """A report of one chapter, as data."""
    entry = Entry("Läget & annat", "01-laget.html")
    about = About("annual", 2022, "KS", [])
    (folder / "chapters").mkdir(parents=True)
    write_chapter(chapter_file(folder, entry), CHAPTER)
    write_manifest(folder, ReportManifest("prov", "Rapport & bilaga", "2022-12-31", [entry], ["Framtagen."], about))
    return folder


needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")
Break = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def printed(taken: Project) -> Path:
    """A report of 2011 with charts and tables, printed by the real command."""
    ran = within(taken, "pdf", REPORT)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    assert "sidor" in ran.stdout
    return taken.output / REPORT / f"{REPORT}.pdf"


@pytest.fixture(scope="module")
def page(taken: Project, printed: Path) -> Outline:
    """What the document that it was printed from has."""
    return outline_of(*manifest_of(taken.output / REPORT), digest_of(taken.output / REPORT / "hela.html"))


def manifest_of(folder: Path) -> tuple[Path, ReportManifest]:
    manifest = read_manifest(folder / "report.json")
    assert manifest is not None
    return folder, manifest


@pytest.fixture
def pdf(printed: Path) -> Iterator[Pdf]:
    """The PDF, to be broken in memory."""
    with pikepdf.open(printed) as opened:
        yield opened


@needs_browser
def test_a_printed_report_has_no_faults(pdf: Pdf, page: Outline) -> None:
    assert faults_of(pdf, page) == []


@needs_browser
def test_it_says_its_title_language_author_and_standard(pdf: Pdf, page: Outline) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == page.title == "KommunKompassen 2011, Eskilstuna kommun"
        assert metadata["dc:language"] == {"sv"}
        assert metadata["dc:creator"] == ["Årshjul"]
        assert metadata["pdfuaid:part"] == "1"
    assert str(pdf.docinfo["/ArshjulPage"]) == page.fingerprint


@needs_browser
def test_every_heading_is_a_bookmark_in_order_and_on_its_level(pdf: Pdf, page: Outline) -> None:
    with pdf.open_outline() as outline:
        (top,) = outline.root
        chapters = [item.title for item in top.children]
    assert top.title == page.title
    assert chapters == [heading.text for heading in page.headings if heading.level == 2]


@needs_browser
def test_its_contents_say_on_what_page_each_chapter_begins(taken: Project, pdf: Pdf) -> None:
    texts = [page_text(page) for page in pdf.pages]
    whole = read_page(taken.output / REPORT / "hela.html")
    contents = 2  # what the report answers is a sheet of its own
    assert squeezed("I korthet") in texts[0]
    assert squeezed("Innehåll") in texts[contents - 1]
    lines = whole.all(".contents a")
    assert [line.text for line in lines][:3] == ["1 Utvärderingen", "1.1 Profil", "1.2 Starkaste och svagaste frågor"]
    for line in lines:
        (heading,) = whole.all(str(line["href"]))
        said = squeezed(heading.text)
        (number,) = [
            n for n, text in enumerate(texts, start=1) if text.count(said) > (n == contents)
        ]  # the contents, there
        assert f"{squeezed(line.text)}{number}" in texts[contents - 1]


@needs_browser
def test_what_it_was_made_from_stands_at_its_end_and_only_the_day_at_its_beginning(pdf: Pdf) -> None:
    first, *_between, last = [page_text(page) for page in pdf.pages]
    assert "Framtagen" in first
    assert "körning" not in first
    assert "körning" in last
    assert "Data:" in last


@needs_browser
def test_every_chart_has_the_words_of_the_page(taken: Project, pdf: Pdf) -> None:
    told = {alternative(element) for element in elements(pdf) if role(element) == "Figure"}
    whole = read_page(taken.output / REPORT / "hela.html")
    assert told == {name_of(whole, chart) for chart in whole.all("[role=img]")}
    assert told


def name_of(page: ReadPage, picture: Tag) -> str:
    """The words that name a picture: those that it refers to, of which it may be one itself, else its own."""
    named_by = [page.one(f"#{key}") for key in str(picture.get("aria-labelledby", "")).split()]
    return " ".join(str(each.get("aria-label") or each.get_text()).strip() for each in named_by or [picture])


@needs_browser
def test_every_cell_of_a_list_and_a_table_is_tagged(pdf: Pdf) -> None:
    items = [element for element in elements(pdf) if role(element) == "LI"]
    assert items
    assert all({role(kid) for kid in item.K} <= {"Lbl", "LBody"} for item in items)
    tables = [element for element in elements(pdf) if role(element) == "Table"]
    assert all(any(role(cell) == "TH" for cell in below(table)) for table in tables)


@needs_browser
def test_pages_are_of_paper_that_is_used_here_and_name_no_folder_of_the_machine(
    pdf: Pdf, printed: Path, taken: Project
) -> None:
    assert {(round(float(each.mediabox[2])), round(float(each.mediabox[3]))) for each in pdf.pages} == {(595, 842)}
    links = [
        str(link.get("/A", Dictionary()).get("/URI", "")) for each in pdf.pages for link in each.get("/Annots", [])
    ]
    assert not any(link.startswith("file:") for link in links)
    assert str(taken.root).encode() not in printed.read_bytes()


@needs_browser
def test_the_first_page_leads_to_it_and_the_report_counts_as_unchanged(taken: Project, printed: Path) -> None:
    first = read_page(taken.output / REPORT / "index.html").all("ul.downloads a")[0]
    assert str(first["href"]) == printed.name
    made = printed.stat().st_mtime_ns
    ran = within(taken, "run", REPORT, "--pdf")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"{REPORT}: oförändrad" in ran.stdout
    assert "redan av den sida" in ran.stdout
    assert printed.stat().st_mtime_ns == made


@needs_browser
def test_nothing_is_left_of_the_printing(taken: Project, printed: Path) -> None:
    assert list((taken.state / "print").iterdir()) == []
    assert [path.name for path in taken.output.glob(".tmp*")] == []


@needs_browser
def test_what_is_shown_and_not_said_is_passed_by_and_pictures_keep_their_words(tmp_path: Path) -> None:
    folder = report_folder(tmp_path / "output" / "report")
    (tmp_path / "output" / "assets").mkdir()
    shutil.copy(Path(html.__file__).parent / "assets" / "page.css", tmp_path / "output" / "assets")
    with on_paper(str(CHROMIUM), folder, LOOK, "f", tmp_path / "output" / ".state" / "print") as made:
        assert made.faults == ()
        with pikepdf.open(made.path) as pdf:
            told = [alternative(element) for element in elements(pdf) if role(element) == "Figure"]
            links = [str(link.Contents) for page in pdf.pages for link in page.get("/Annots", ())]
    assert told == ["Tre är klara. Demokrati: Klart 3.", "2020: 3 %; 2022: 4 %"]
    assert "Till 1 Läget & annat" in links


def page_text(page: Page) -> str:
    """What a page says, without blanks and ligatures."""
    return squeezed(normalize("NFKC", Letters(page.Resources.Font).said(parse_content_stream(page))))


def squeezed(text: str) -> str:
    return "".join(text.split())


def untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def unknown_type(pdf: Pdf) -> None:
    next(element for element in elements(pdf) if role(element) == "P").S = Name.Paragraph


def no_role_map(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.RoleMap


def role_map_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Aside = Name.Strong


def another_meaning(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.P = Name.Span


def nameless(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def hidden_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def wrong_title(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "hela.html"


def english(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en-GB")


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_bookmarks(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def one_bookmark_less(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[0].children[-1]


def plain_heading(pdf: Pdf) -> None:
    next(element for element in elements(pdf) if role(element) == "H2").S = Name.P


def silent_picture(pdf: Pdf) -> None:
    del next(element for element in elements(pdf) if role(element) == "Figure").Alt


def blank_picture(pdf: Pdf) -> None:
    next(element for element in elements(pdf) if role(element) == "Figure").Alt = String(" ")


def no_picture(pdf: Pdf) -> None:
    next(element for element in elements(pdf) if role(element) == "Figure").S = Name.Div


def table_without_headings(pdf: Pdf) -> None:
    for cell in below(next(element for element in elements(pdf) if role(element) == "Table")):
        if role(cell) == "TH":
            cell.S = Name.TD


def headings_of_nothing(pdf: Pdf) -> None:
    del next(element for element in elements(pdf) if role(element) == "TH").A


def text_without_tags(pdf: Pdf) -> None:
    pdf.pages[2].contents_add(b"BT 1 0 0 1 200 400 Tm (x) Tj ET")


def page_without_tree(pdf: Pdf) -> None:
    del pdf.pages[1].obj.StructParents


def font_left_out(pdf: Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        for holder in font.get("/DescendantFonts", Array([font])):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in holder.FontDescriptor:
                    del holder.FontDescriptor[key]


def silent_link(pdf: Pdf) -> None:
    del first_link(pdf).Contents


def link_to_this_machine(pdf: Pdf) -> None:
    first_link(pdf).A = Dictionary(S=Name.URI, URI=String("file:///home/anna/index.html"))


def first_link(pdf: Pdf) -> pikepdf.Object:
    return next(link for each in pdf.pages for link in each.obj.get("/Annots", Array()))


BROKEN: dict[Break, str] = {
    untagged: "PDF:en är inte taggad",
    unmarked: "PDF:en är inte taggad",
    unknown_type: "Taggen Paragraph är inte av PDF 1.7",
    no_role_map: "Taggen Strong är inte av PDF 1.7",
    role_map_in_a_circle: "Taggen Aside är inte av PDF 1.7",
    another_meaning: "Taggen P är av PDF 1.7 och får inte stå för något annat",
    nameless: "Titeln saknas eller är fel: dokumentets är «»",
    hidden_title: "Titeln visas inte i fönstrets namnlist",
    wrong_title: "Titeln saknas eller är fel: metadatas är «hela.html»",
    english: "Språket är «en-GB», sidans är «sv».",
    no_language: "Språket är inte angivet.",
    no_bookmarks: "Bokmärket «KommunKompassen 2011, Eskilstuna kommun» saknas.",
    one_bookmark_less: "Bokmärket «",
    plain_heading: "rubriker på nivå 2 är taggade som rubriker",
    silent_picture: "saknar alternativtext",
    blank_picture: "saknar alternativtext",
    no_picture: "bilder är taggade som bilder",
    table_without_headings: "saknar rubrikceller",
    headings_of_nothing: "inte säger vad de är rubrik för",
    text_without_tags: "Sidan 3 har text utan taggar.",
    page_without_tree: "Sidan 2 hör inte till strukturträdet.",
    font_left_out: "är inte inbäddat",
    silent_link: "säger inte vart den leder",
    link_to_this_machine: "leder till en fil på datorn",
}


@needs_browser
@pytest.mark.parametrize("harm", BROKEN, ids=lambda harm: harm.__name__)
def test_the_checker_finds_what_is_broken(pdf: Pdf, page: Outline, harm: Break) -> None:
    harm(pdf)
    assert any(BROKEN[harm] in fault for fault in faults_of(pdf, page))


@needs_browser
def test_many_faults_of_one_kind_are_counted(pdf: Pdf, page: Outline) -> None:
    del pdf.Root.Outlines
    found = [fault for fault in faults_of(pdf, page) if "okmärke" in fault or "till av samma slag" in fault]
    assert len(found) == 6
    assert found[-1] == f"… och {len(page.headings) - 5} till av samma slag."


@needs_browser
def test_a_pdf_with_faults_is_told_of_and_not_put_in_place(taken: Project, printed: Path) -> None:
    before = printed.read_bytes()
    data = next((taken.output / REPORT / "chapters").glob("01-*.json"))
    whole = data.read_text(encoding="utf-8")
    # A foreign table without headings, larger than what Chromium takes for layout.
    table = "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    foreign = {"kind": "html", "heading": "x", "html": table, "text": "1 2 3 4"}
    chapter = json.loads(whole)
    chapter["blocks"].append({"kind": "outputs", "values": [foreign]})
    data.write_text(json.dumps(chapter), encoding="utf-8")
    ran = within(taken, "pdf", REPORT, "--force")
    data.write_text(whole, encoding="utf-8")
    kept = taken.state / "print" / f"{REPORT}.pdf"
    assert ran.returncode == 1
    assert "PDF:en blev inte godkänd" in ran.stderr
    assert "saknar rubrikceller" in ran.stderr
    assert str(kept) in ran.stderr
    kept.unlink()
    assert printed.read_bytes() == before


def test_a_machine_without_a_browser_is_told_plainly(
    taken: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    ordinary, wanted = within(taken, "run", REPORT, "--pdf-if-possible"), within(taken, "run", REPORT, "--pdf")
    asked = within(taken, "pdf")
    assert (ordinary.returncode, ordinary.stderr) == (0, "")
    assert "skrevs inte ut som PDF: här finns ingen webbläsare" in ordinary.stdout
    assert [wanted.returncode, asked.returncode] == [1, 1]
    assert "Ingen webbläsare av Chromiums slag hittades" in wanted.stderr
    assert "apt-get install chromium" in asked.stderr


def test_a_browser_that_is_named_and_not_there_is_told(taken: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    ran = within(taken, "pdf", REPORT)
    assert ran.returncode == 1
    assert "CHROMIUM är «/nowhere/chromium»" in ran.stderr


def test_a_report_that_is_not_made_is_told(taken: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = browser_that(tmp_path, "exit 0")
    monkeypatch.setenv("CHROMIUM", str(fake))
    (taken.output / REPORT).rename(taken.output / "away")
    ran = within(taken, "pdf", REPORT)
    (taken.output / "away").rename(taken.output / REPORT)
    assert ran.returncode == 1
    assert "Rapporten är inte framtagen" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell script plays the browser")
@pytest.mark.parametrize(
    ("does", "told"),
    [("exit 3", "felkod 3"), ("echo trasig >&2; exit 0", "Den sade: trasig"), ("sleep 60", "hann inte skriva ut")],
)
def test_a_browser_that_does_not_print_is_told(tmp_path: Path, does: str, told: str) -> None:
    with pytest.raises(BrowserError, match=told):
        browser.print_page(
            str(browser_that(tmp_path, does)), tmp_path / "a.html", tmp_path / "a.pdf", tmp_path / "p", seconds=0.5
        )


def browser_that(folder: Path, does: str) -> Path:
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def paper_of(folder: Path, numbers: Mapping[str, int]) -> ReadPage:
    path = folder / "paper.html"
    write_paper(path, *manifest_of(folder), LOOK, numbers)
    return read_page(path)


def test_a_page_for_paper_has_open_disclosures_and_no_links_to_files(tmp_path: Path) -> None:
    paper = paper_of(report_folder(tmp_path / "report"), {})
    assert paper.all("details")
    assert paper.all("details:not([open])") == []
    assert {str(link["href"])[0] for link in paper.all("a[href]")} == {"#"}
    assert str(paper.one("link[rel=stylesheet]")["href"]) == "../../../assets/page.css"
    assert "Utkast" in paper.soup.get_text()


def test_contents_on_paper_name_the_pages_that_are_known(tmp_path: Path) -> None:
    folder = report_folder(tmp_path / "report")
    assert outline_of(*manifest_of(folder), "f").anchors == ["kapitel-1", "k1-avsnitt-mal"]
    assert paper_of(folder, {"kapitel-1": 12}).texts(".at-page") == ["12", ""]


@pytest.mark.skipif(os.name == "nt", reason="a shell script plays the browser")
def test_contents_that_never_name_the_right_page_are_a_fault(tmp_path: Path) -> None:
    folder = report_folder(tmp_path / "report")
    for name, at in (("odd", 0), ("even", 1)):
        with Pdf.new() as pdf:
            pages = [pdf.add_blank_page() for _page in range(2)]
            pdf.Root.Dests = Dictionary({"/kapitel-1": Array([pages[at].obj, Name.Fit])})
            pdf.save(tmp_path / name)
    does = f"""cd {tmp_path}; mv odd last; mv even odd; mv last even
for word; do case $word in --print-to-pdf=*) cp odd "${{word#*=}}";; esac; done"""
    with on_paper(str(browser_that(tmp_path, does)), folder, LOOK, "f", tmp_path / "state" / "print") as made:
        assert "Innehållets sidnummer stämmer inte med sidorna." in made.faults


def test_what_a_picture_is_made_of_is_not_hidden_on_paper_and_its_words_are_known(tmp_path: Path) -> None:
    folder = report_folder(tmp_path / "report")
    assert paper_of(folder, {}).all("[role=img] [aria-hidden]") == []
    assert {"Demokrati", "Klart", "3", "2020–2022"} <= set(outline_of(*manifest_of(folder), "f").hidden.split("\n"))


def test_the_outline_of_a_report_is_its_headings_of_three_levels(tmp_path: Path) -> None:
    outline = outline_of(*manifest_of(report_folder(tmp_path / "report")), "f")
    assert [(heading.level, heading.text, heading.key) for heading in outline.headings] == [
        (1, "Rapport & bilaga", ""),
        (2, "Innehåll", ""),
        (2, "1 Läget & annat", "kapitel-1"),
        (3, "1.1 Mål", "k1-avsnitt-mal"),
    ]
    assert (outline.title, outline.pictures, outline.fingerprint) == ("Rapport & bilaga", 2, "f")
