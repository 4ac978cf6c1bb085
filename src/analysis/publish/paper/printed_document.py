"""The whole document made for paper, and what a PDF of it must have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.base.theme import current_theme
from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Picture
from analysis.chapter.markup.charts import drawn_words
from analysis.chapter.pieces import Course
from analysis.chapter.table import Table
from analysis.publish.chapters.manifest import ReportManifest, read_chapter
from analysis.publish.html.answer import IN_BRIEF, parts_of_answer
from analysis.publish.html.document import LEGEND, LEGEND_KEY, Document, adopted, document_of, write_document
from analysis.publish.html.surroundings import Look
from analysis.words.current_language import speaking
from analysis.words.translate import _

#: The way from where paper is made to what pages share: two levels below the output folder.
ASSETS = "../../../assets"


@dataclass(frozen=True)
class Heading:
    """One heading of a page.

    Attributes:
        level: 1, 2 or 3.
        text: Its words.
        key: Its anchor, empty when it has none.
    """

    level: int
    text: str
    key: str


@dataclass(frozen=True)
class Outline:
    """What a document made of a page must have.

    Attributes:
        title: The page's main heading.
        headings: Its headings of three levels, in order.
        pictures: How many pictures it has that say something.
        fingerprint: Of the page's file.
        hidden: Words in its drawings, which assistive technology is told in another way; without blanks.
        language: The page's language.
    """

    title: str
    headings: Sequence[Heading]
    pictures: int
    fingerprint: str
    hidden: str = ""
    language: str = "sv"

    @property
    def anchors(self) -> list[str]:
        """What the contents of the page lead to, in order."""
        return [heading.key for heading in self.headings if heading.key]


def write_paper(path: Path, folder: Path, manifest: ReportManifest, look: Look, numbers: Mapping[str, int]) -> None:
    """Write the whole document for paper: every disclosure open, no links to files, its contents numbered.

    Args:
        path: The page, three levels below the output folder.
        folder: The report's folder.
        manifest: What it says about itself.
        look: What stands around the content of the report's pages.
        numbers: Page by anchor; an anchor without one has none.
    """
    paper = replace(look, mark=look.mark_alone, named="", assets=ASSETS, paper=True)
    write_document(path, folder, manifest, paper, numbers)


def outline_of(folder: Path, manifest: ReportManifest, fingerprint: str) -> Outline:
    """Find what a document made of a report must have.

    Args:
        folder: The report's folder.
        manifest: What it says about itself.
        fingerprint: Of its document.

    Returns:
        Its title, headings, number of pictures and drawn words.
    """
    with speaking(manifest.language):
        document = document_of(folder, manifest)
        headings = list(_headings(manifest, document))
        # The owner's logo is one, too.
        pictures, drawn = int(current_theme().logo is not None), []
        for part in document.parts:
            chapter = adopted(read_chapter(folder, part.entry), part.entry, manifest)
            with speaking(chapter.language):
                pictures += sum(_pictures(value) for value in chapter.values)
                drawn += list(_drawn(chapter))
    return Outline(manifest.title, headings, pictures, fingerprint, "\n".join(drawn), manifest.language)


def _headings(manifest: ReportManifest, document: Document) -> Iterator[Heading]:
    yield Heading(1, manifest.title, "")
    if document.answering:
        yield Heading(2, _(IN_BRIEF), "")
        yield from (Heading(3, str(part.heading), "") for part in parts_of_answer(document.answering))
    yield Heading(2, _("Innehåll"), "")
    if document.legend:
        yield Heading(2, _(LEGEND), LEGEND_KEY)
    for part in document.parts:
        yield Heading(2, str(part.title), part.key)
        yield from (Heading(3, str(section.title), section.key) for section in part.sections)


def _pictures(value: Value) -> int:
    if isinstance(value, Chart | Picture):
        return 1
    return sum(1 for _course in _courses(value))


def _courses(value: Value) -> Iterator[Course]:
    cells = (cell for row in value.rows for cell in row.words) if isinstance(value, Table) else ()
    return (piece for cell in cells for piece in cell if isinstance(piece, Course))


def _drawn(chapter: Chapter) -> Iterator[str]:
    """The words of its drawings, each without blanks."""
    for value in chapter.values:
        words = drawn_words(value) if isinstance(value, Chart) else [course.years for course in _courses(value)]
        yield from ("".join(each.split()) for each in words)
