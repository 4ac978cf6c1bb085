"""A report as it lies on disk: its chapters as data, and what a reader sees of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from analysis.chapter.chapter import Chapter
from analysis.chapter.markup.markdown import words as prose_words
from analysis.chapter.pieces import Prose, Symbol
from analysis.errors import ReportError
from analysis.publish.chapters.manifest import read_chapter_file
from analysis.publish.report_names import CHAPTERS, MANIFEST
from analysis.signoff.blocks import Block
from analysis.signoff.chapter_blocks import read_blocks
from analysis.signoff.visible_content import Seen, content_of, seen_of, text_of
from analysis.words.current_language import SWEDISH
from analysis.words.mixed_language import MixedText


class Readable(Protocol):
    """A chapter that can be held against another: one of today, or the text of an old page."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def in_document(self) -> bool:
        """Whether it is part of the document that is adopted."""

    @property
    def words(self) -> str:
        """What a reader sees of it."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The same, piece by piece."""


@dataclass(frozen=True)
class ChapterText:
    """A chapter as it lies on disk.

    Attributes:
        title: Its heading.
        file: Name of its page.
        in_document: Whether it is part of the document that is adopted.
        chapter: What it shows.
    """

    title: str
    file: str
    in_document: bool
    chapter: Chapter

    @cached_property
    def words(self) -> str:
        """What a reader sees of it."""
        return " ".join(_flat(seen_of(self.chapter)))

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The same, piece by piece."""
        return tuple(read_blocks(self.title, self.chapter))


@dataclass(frozen=True)
class ReportText:
    """A report as it lies on disk.

    Attributes:
        title: Its title.
        chapters: Its chapters in order, those that were made.
        content: Hash of what a reader sees of it.
        manifest: What `report.json` says.
    """

    title: str
    chapters: Sequence[Readable]
    content: str
    manifest: dict[str, Any]

    @property
    def language(self) -> str:
        """The language of its pages."""
        return str(self.manifest.get("language", SWEDISH))

    @property
    def failures(self) -> list[str]:
        """Titles of the chapters that could not be made."""
        return [entry["title"] for entry in self.manifest["chapters"] if entry["failed"]]


def read_report(folder: Path) -> ReportText | None:
    """Read a report's chapters.

    Args:
        folder: Its folder.

    Returns:
        The report; nothing where none lies, or one that an earlier program made.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        made = [entry for entry in manifest["chapters"] if not entry["failed"]]
        chapters = [_chapter(folder, entry) for entry in made]
        title = manifest["title"]
    except (OSError, ValueError, KeyError, TypeError, ReportError):
        return None
    return report_text(title, chapters, manifest)


def report_text(title: str, chapters: Sequence[ChapterText], manifest: dict[str, Any]) -> ReportText:
    """Put a report together.

    Args:
        title: Its title.
        chapters: Its chapters.
        manifest: What it says about itself.

    Returns:
        The report, with the hash of what a reader sees of it.
    """
    content = content_of(title, ((each.title, each.in_document, each.chapter) for each in chapters))
    return ReportText(title, chapters, content, manifest)


def _chapter(folder: Path, entry: dict[str, Any]) -> ChapterText:
    chapter = read_chapter_file((folder / CHAPTERS / entry["file"]).with_suffix(".json"))
    return ChapterText(entry["title"], entry["file"], entry["in_document"], chapter)


def _flat(seen: Iterator[Seen]) -> Iterator[str]:
    for each in seen:
        if isinstance(each, str):
            yield each
        else:
            yield from (words for row in each for words in row if words)


# ---- which words are Swedish ----


def swedish_texts(report: ReportText) -> frozenset[str]:
    """Find what a report in another language says is in Swedish.

    Args:
        report: The report.

    Returns:
        The words of each such text; none of a report in Swedish.
    """
    if report.language == SWEDISH:
        return frozenset()
    chapters = [each.chapter for each in report.chapters if isinstance(each, ChapterText)]
    found = {text_of(words) for chapter in chapters for words in _swedish_in(chapter)}
    return frozenset(found - {""})


def _swedish_in(chapter: Chapter) -> Iterator[str]:
    # A notebook without the parameter is written in Swedish, whatever its report is.
    return _flat(seen_of(chapter)) if chapter.language == SWEDISH else _marked(chapter)


def _marked(thing: object) -> Iterator[str]:
    """Texts within a value that are said to be in Swedish."""
    if isinstance(thing, MixedText):
        yield from (words for words, language in thing.runs if language == SWEDISH)
    elif isinstance(thing, tuple):
        yield from (words for each in thing for words in _marked(each))
    elif isinstance(thing, Prose) and thing.language == SWEDISH:
        yield from (thing.heading, *prose_words(thing.markdown).splitlines())
    elif is_dataclass(thing):
        yield thing.printed if isinstance(thing, Symbol) else ""
        yield from (words for each in fields(thing) for words in _marked(getattr(thing, each.name)))
