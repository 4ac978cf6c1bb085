"""A whole report as one page: the form in which a board adopts it; and the same in one file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from analysis.chapter.chapter import Chapter
from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.headings import headings_of
from analysis.chapter.markup.overviews import legend_html
from analysis.chapter.markup.place import SECTION, Place, address_of
from analysis.chapter.markup.theme_style import page_theme
from analysis.chapter.overview import Group, Legend
from analysis.publish.chapters.editing import without_sections_of
from analysis.publish.chapters.manifest import Entry, ReportManifest, read_chapter, read_chapters
from analysis.publish.html.answer import IN_BRIEF, IN_BRIEF_KEY, answer_html, parts_of_answer, without_answer
from analysis.publish.html.subject_links import Told, in_document, on_paper, subjects_in
from analysis.publish.html.surroundings import Look
from analysis.publish.html.template import stream_page
from analysis.words.mixed_language import filled
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, later

#: As the notebooks call it, and the catalogue after them.
LEGEND, LEGEND_KEY = later("Teckenförklaring"), "teckenforklaring"
#: The contents name the sections of chapters as well, while they stay as short as this.
SHORT_CONTENTS = 30


@dataclass(frozen=True)
class Section:
    """One numbered section of a chapter.

    Attributes:
        key: Its anchor.
        title: Its heading, with number.
    """

    key: str
    title: str


@dataclass(frozen=True)
class Part:
    """One numbered chapter of the document.

    Attributes:
        key: Its anchor.
        title: Its heading, with number.
        sections: Its sections in order.
        entry: Its place in the contents.
        number: Its number.
    """

    key: str
    title: str
    sections: Sequence[Section]
    entry: Entry
    number: int


@dataclass(frozen=True)
class Document:
    """What the whole document consists of; its chapters are read when it is written.

    Attributes:
        parts: Its chapters.
        legend: What its symbols mean; nothing when no chapter has a legend.
        answering: The chapter whose answer stands before its contents, if any.
        addresses: Where each subject is told about, within the page.
    """

    parts: Sequence[Part]
    legend: Legend | None
    addresses: Mapping[str, str]
    answering: Chapter | None = None

    @property
    def with_sections(self) -> bool:
        """Whether the contents name sections as well."""
        return len(self.parts) + sum(len(part.sections) for part in self.parts) <= SHORT_CONTENTS


def document_of(folder: Path, manifest: ReportManifest) -> Document:
    """Lay out the whole document.

    Args:
        folder: The report's folder.
        manifest: What it says about itself.

    Returns:
        Its outline.
    """
    parts: list[Part] = []
    told: list[Told] = []
    groups: list[Group] = []
    answering: Chapter | None = None
    for entry, whole in read_chapters(folder, manifest):
        chapter = adopted(whole, entry, manifest)
        number = len(parts) + 1 if entry.in_document else None
        told.append(Told(entry.file, number, chapter.area, subjects_in(chapter), chapter.notebook))
        if number is not None:
            parts.append(_part(entry, chapter, number))
            groups += (group for legend in _legends(whole) for group in legend.groups)
            answering = whole if entry == manifest.chapters[0] and parts_of_answer(whole) else answering
    return Document(parts, _merged(groups), in_document(told), answering)


def adopted(chapter: Chapter, entry: Entry, manifest: ReportManifest) -> Chapter:
    """Take out of a chapter what the document has before its first one: its legend and what the report answers.

    Args:
        chapter: A chapter.
        entry: Its place in the contents.
        manifest: What its report says about itself.

    Returns:
        What stands under its number.
    """
    return without_legend(without_answer(chapter, entry, manifest))


def _part(entry: Entry, chapter: Chapter, number: int) -> Part:
    title = filled("{place} {title}", place=number, title=entry.name)
    return Part(f"kapitel-{number}", title, list(_sections(chapter, number)), entry, number)


def _sections(chapter: Chapter, number: int) -> Iterator[Section]:
    place = Place(prefix=f"k{number}")
    at = 0
    for level, words in headings_of(chapter):
        key = place.named(address_of(words, place.headings))
        if level == SECTION:
            at += 1
            yield Section(key, f"{number}.{at} {words}")


# ---- the legend: one for the document, before its first chapter ----


def without_legend(chapter: Chapter) -> Chapter:
    """Take the legends out of a chapter: the document has one.

    Args:
        chapter: A chapter.

    Returns:
        The chapter without sections that hold nothing but legends.
    """
    return without_sections_of(chapter, lambda value: isinstance(value, Legend))


def _legends(chapter: Chapter) -> Iterator[Legend]:
    return (value for value in chapter.values if isinstance(value, Legend))


def _merged(groups: Sequence[Group]) -> Legend | None:
    """Each kind of symbol once; a chapter explains the unknown only where it shows it, so the first need not."""
    merged: dict[str, Group] = {}
    for group in groups:
        known = merged.setdefault(group.heading, group)
        missing = [symbol for symbol in group.symbols if symbol not in known.symbols and symbol.is_unknown]
        merged[group.heading] = replace(known, symbols=(*known.symbols, *missing))
    # Symbols first, then abbreviations: what has no kind of its own would look like part of what comes before it.
    in_order = sorted(merged.values(), key=lambda group: not group.subject)
    return Legend(groups=tuple(in_order)) if in_order else None


# ---- the page ----


def write_document(
    path: Path, folder: Path, manifest: ReportManifest, look: Look, numbers: Mapping[str, int] | None = None
) -> None:
    """Write all chapters as one page with contents and numbered headings.

    Args:
        path: The page.
        folder: The report's folder.
        manifest: What it says about itself.
        look: What stands around the content.
        numbers: On what page of the paper each anchor stands, where that is known.
    """
    document = document_of(folder, manifest)
    stream_page(
        path,
        "document",
        report=manifest,
        look=look,
        parts=document.parts,
        content=lambda part: _content(folder, manifest, part, document, look),
        legend=document.legend and legend_html(document.legend, Place()),
        legend_title=_(LEGEND),
        legend_key=LEGEND_KEY,
        answer=_answer(document, look),
        answer_title=_(IN_BRIEF),
        answer_key=IN_BRIEF_KEY,
        with_sections=document.with_sections,
        web_only=_web_only(manifest),
        numbers=numbers or {},
    )


def _content(folder: Path, manifest: ReportManifest, part: Part, document: Document, look: Look) -> Markup:
    """The content of a chapter, read when it is written."""
    chapter = adopted(read_chapter(folder, part.entry), part.entry, manifest)
    return body_html(chapter, replace(_place(document, look, f"k{part.number}"), number=part.number))


def _place(document: Document, look: Look, prefix: str) -> Place:
    alone = look.single or look.paper
    addresses = on_paper(dict(document.addresses)) if alone else document.addresses
    return Place(addresses, prefix=prefix, deeper=1, single=alone, paper=look.paper)


def _answer(document: Document, look: Look) -> Markup:
    """What stands before the contents; nothing where the first chapter answers nothing."""
    return answer_html(document.answering, _place(document, look, "svar")) if document.answering else Markup("")


def _web_only(manifest: ReportManifest) -> str:
    """Name the chapters that the document leaves out; those that could not be made are missing everywhere."""
    return enumerate_words([entry.name for entry in manifest.made_chapters if not entry.in_document])


def write_single(path: Path, folder: Path, manifest: ReportManifest, look: Look) -> None:
    """Write the whole document as one file that needs nothing beside it: to send by e-mail and to keep.

    Args:
        path: The file.
        folder: The report's folder.
        manifest: What it says about itself.
        look: What stands around the content of the report's pages.
    """
    style = (resources.files("analysis.publish.html") / "assets" / "page.css").read_text(encoding="utf-8")
    style += page_theme()
    alone = replace(look, mark=look.mark_alone, stylesheet=Markup(style))  # noqa: S704 - our own style
    write_document(path, folder, manifest, alone)
