"""PDFs that everyone can read: printed by Chromium, checked by our checker, and the checker checked by broken PDFs."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
from bs4 import Tag
from pikepdf import Array, Dictionary, Name, Page, Pdf, String, parse_content_stream
from tests.making import arshjul
from tests.pages import Page as ReadPage
from tests.pages import read_page

from analysis.errors import BrowserError
from analysis.files import digest_of
from analysis.project import Project
from analysis.publish import browser
from analysis.publish.paper import Outline, in_contents, outline_of, printable
from analysis.publish.pdf import printed as on_paper
from analysis.publish.pdf_check import faults_of
from analysis.publish.pdf_text import Letters
from analysis.publish.pdf_tree import alternative, below, elements, role

REPORT = "evaluation-2011"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PAGE = """<h1 class="x">Rapport &amp; bilaga</h1><h2 id="k1">1 <span>Läget</span></h2><h3>1.1 Mål</h3>
<h4>djupt</h4><a class="y" href="index.html">Kapitel</a><a href="#k1">1</a><a href="https://example.org/">ut</a>
<details><summary>x</summary></details><details open></details><div role="img" aria-label="a"></div>
<link href="../assets/page.css"><script src="../assets/page.js"></script>"""

#: A picture whose content is hidden, an inline drawing, a mark beside a word, words for eyes only, page numbers.
DRAWN = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<style>@page { size: A4; margin: 18mm; @bottom-right { content: counter(page) " (" counter(pages) ")"; } }
</style></head>
<body><main><h1>Prov</h1><h2 id="a">1 Läget</h2>
<figure><figcaption>Åtaganden</figcaption><div role="img" aria-label="Tre klara.">
<ul aria-hidden="true"><li>Klart</li></ul>
<div aria-hidden="true"><div>Demokrati</div></div></div></figure>
<figure><figcaption>Frånvaro</figcaption>
<svg role="img" aria-label="3 % 2020, 4 % 2021." viewBox="0 0 200 99" width="400">
<g><path d="M0 0L200 99" stroke="red"/><text x="9" y="20">3 %</text></g></svg></figure>
<p><svg viewBox="0 0 9 9" width="16" aria-hidden="true"><circle cx="4" cy="4" r="4"/></svg> <span>Bra</span></p>
<p><span aria-hidden="true">2016–2022</span> <a href="#a">Läget</a></p></main></body></html>"""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")
Break = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def printed(taken: Project) -> Path:
    """A report of 2011 with charts and tables, printed by the real command."""
    ran = arshjul(taken, "pdf", REPORT)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    assert "sidor" in ran.stdout
    return taken.output / REPORT / f"{REPORT}.pdf"


@pytest.fixture(scope="module")
def page(taken: Project, printed: Path) -> Outline:
    """What the page that it was printed from has."""
    document = taken.output / REPORT / "hela.html"
    return outline_of(document.read_text(encoding="utf-8"), digest_of(document))


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
    lines = whole.all(".contents a")
    assert [line.text for line in lines][:3] == ["1 Utvärderingen", "1.1 Profil", "1.2 Starkaste och svagaste frågor"]
    for line in lines:
        (heading,) = whole.all(str(line["href"]))
        said = squeezed(heading.text)
        (number,) = [n for n, text in enumerate(texts, start=1) if text.count(said) > (n == 1)]  # the contents, there
        assert f"{squeezed(line.text)}{number}" in texts[0]


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
    ran = arshjul(taken, "run", REPORT, "--pdf")
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
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "hela.html").write_text(DRAWN, encoding="utf-8")
    with on_paper(str(CHROMIUM), tmp_path / "report", "f", tmp_path / "state" / "print") as made:
        assert made.faults == ()
        with pikepdf.open(made.path) as pdf:
            told = [alternative(element) for element in elements(pdf) if role(element) == "Figure"]
            content = pdf.pages[0].Contents.read_bytes()
            (link,) = pdf.pages[0].Annots
            assert str(link.Contents) == "Till 1 Läget"
    assert told == ["Tre klara.", "3 % 2020, 4 % 2021."]
    assert content.count(b"/Artifact BMC") >= 3


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
    document, before = taken.output / REPORT / "hela.html", printed.read_bytes()
    whole = document.read_text(encoding="utf-8")
    table = (
        "<table><caption>x</caption><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )
    # A table without headings, larger than what Chromium takes for layout.
    document.write_text(whole.replace("</main>", f"{table}</main>"), encoding="utf-8")
    ran = arshjul(taken, "pdf", REPORT)
    document.write_text(whole, encoding="utf-8")
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
    ordinary, wanted = arshjul(taken, "run", REPORT, "--pdf-if-possible"), arshjul(taken, "run", REPORT, "--pdf")
    asked = arshjul(taken, "pdf")
    assert (ordinary.returncode, ordinary.stderr) == (0, "")
    assert "skrevs inte ut som PDF: här finns ingen webbläsare" in ordinary.stdout
    assert [wanted.returncode, asked.returncode] == [1, 1]
    assert "Ingen webbläsare av Chromiums slag hittades" in wanted.stderr
    assert "apt-get install chromium" in asked.stderr


def test_a_browser_that_is_named_and_not_there_is_told(taken: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    ran = arshjul(taken, "pdf", REPORT)
    assert ran.returncode == 1
    assert "CHROMIUM är «/nowhere/chromium»" in ran.stderr


def test_a_report_that_is_not_made_is_told(taken: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = browser_that(tmp_path, "exit 0")
    monkeypatch.setenv("CHROMIUM", str(fake))
    (taken.output / REPORT).rename(taken.output / "away")
    ran = arshjul(taken, "pdf", REPORT)
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


def test_a_page_for_paper_has_open_disclosures_and_no_links_to_files() -> None:
    paper = printable(PAGE, "../../../", {})
    assert paper.count("<details open") == 2
    assert 'href="index.html"' not in paper
    assert '<a class="y">Kapitel</a>' in paper
    assert 'href="#k1"' in paper
    assert 'href="https://example.org/"' in paper
    assert 'href="../../../assets/page.css"' in paper
    assert 'src="../../../assets/page.js"' in paper


def test_contents_on_paper_name_the_pages_that_are_known() -> None:
    line = '<a href="#k{0}">Läget<span class="at-page" data-page="k{0}">{1}</span></a>'
    assert in_contents(line.format(1, "") + line.format(2, "")) == ["k1", "k2"]
    paper = printable(line.format(1, "") + line.format(2, ""), "", {"k1": 12})
    assert paper == line.format(1, 12) + line.format(2, "")


@pytest.mark.skipif(os.name == "nt", reason="a shell script plays the browser")
def test_contents_that_never_name_the_right_page_are_a_fault(tmp_path: Path) -> None:
    document = tmp_path / "report" / "hela.html"
    document.parent.mkdir()
    document.write_text(
        '<html lang="sv"><h1>Prov</h1><span class="at-page" data-page="a"></span><h2 id="a">A</h2>', encoding="utf-8"
    )
    for name, at in (("odd", 0), ("even", 1)):
        with Pdf.new() as pdf:
            pages = [pdf.add_blank_page() for _page in range(2)]
            pdf.Root.Dests = Dictionary({"/a": Array([pages[at].obj, Name.Fit])})
            pdf.save(tmp_path / name)
    does = f"""cd {tmp_path}; mv odd last; mv even odd; mv last even
for word; do case $word in --print-to-pdf=*) cp odd "${{word#*=}}";; esac; done"""
    with on_paper(str(browser_that(tmp_path, does)), document.parent, "f", tmp_path / "state" / "print") as made:
        assert "Innehållets sidnummer stämmer inte med sidorna." in made.faults


def test_what_a_picture_is_made_of_is_not_hidden_on_paper() -> None:
    hidden = '<p aria-hidden="true">a  b</p>'
    picture = f'<div class="x" role="img" aria-label="y"><div>{hidden}<div/></div>{hidden}</div>'
    paper = printable(f"{hidden}{picture}{hidden}", "", {})
    assert paper.count('aria-hidden="true"') == 2
    assert outline_of(picture, "").hidden == "ab\nab"


def test_the_outline_of_a_page_is_its_headings_of_three_levels() -> None:
    outline = outline_of(PAGE, "f")
    assert outline.title == "Rapport & bilaga"
    assert [(heading.level, heading.text, heading.key) for heading in outline.headings] == [
        (1, "Rapport & bilaga", ""),
        (2, "1 Läget", "k1"),
        (3, "1.1 Mål", ""),
    ]
    assert (outline.pictures, outline.fingerprint) == (1, "f")
