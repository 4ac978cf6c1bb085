"""What the first page of a report answers before it lists anything: what its first chapter says at a glance."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from markupsafe import Markup

from analysis.chapter.chapter import Chapter, Outputs, Value
from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.place import Place
from analysis.chapter.overview import Count, Glance
from analysis.chapter.text import Part, Text
from analysis.publish.chapters.editing import without_sections_of
from analysis.publish.chapters.manifest import Entry, ReportManifest, chapter_file, read_chapter
from analysis.words.translate import later

#: What stands above it.
IN_BRIEF, IN_BRIEF_KEY = later("I korthet"), "i-korthet"
#: The role of a text that answers, and of those that sum up where a chapter has none.
ANSWER = "answer"
SUMMING_UP = ("overview", "amounts")


def first_chapter(folder: Path, manifest: ReportManifest) -> Chapter | None:
    """Read the chapter that a report's first page answers with.

    Args:
        folder: The report's folder.
        manifest: What it says about itself.

    Returns:
        The first chapter; nothing where it could not be made, or is not kept as data.
    """
    first = next(iter(manifest.chapters), None)
    if first is None or first.failed or not chapter_file(folder, first).exists():
        return None
    return read_chapter(folder, first)


def answer_html(chapter: Chapter, place: Place) -> Markup:
    """Write what a chapter answers.

    Args:
        chapter: The first chapter of a report.
        place: Where it stands.

    Returns:
        Safe HTML; nothing where the chapter neither answers nor begins with a summary.
    """
    values = tuple(_answers(chapter)) or tuple(_summary(chapter))
    return body_html(replace(chapter, blocks=(Outputs(values),)), place) if values else Markup("")


def parts_of_answer(chapter: Chapter | None) -> list[Part]:
    """List the parts of what a chapter answers.

    Args:
        chapter: The first chapter of a report, if there is one.

    Returns:
        Those that have a heading.
    """
    values = _answers(chapter) if chapter else ()
    return [part for value in values if isinstance(value, Text) for part in value.parts if part.heading]


def without_answer(chapter: Chapter, entry: Entry, manifest: ReportManifest) -> Chapter:
    """Leave out what the first page of the report, or of the document, tells already.

    Args:
        chapter: A chapter.
        entry: Its place in the contents.
        manifest: What its report says about itself.

    Returns:
        The chapter; the first one without the section that answers.
    """
    return without_sections_of(chapter, is_answer) if entry == manifest.chapters[0] else chapter


def _answers(chapter: Chapter) -> Iterator[Value]:
    return filter(is_answer, chapter.values)


def is_answer(value: Value) -> bool:
    """Say whether a value answers what a report's first page is asked.

    Args:
        value: A value of a chapter.

    Returns:
        True for a text that answers.
    """
    return isinstance(value, Text) and value.role == ANSWER


def _summary(chapter: Chapter) -> Iterator[Value]:
    """Its summary, without the cards of areas and the rules behind it, which the chapter itself shows."""
    for value in takewhile(_sums_up, chapter.values):
        yield replace(value, cards=(), notes=()) if isinstance(value, Glance) else value


def _sums_up(value: Value) -> bool:
    return isinstance(value, Glance | Count) or (isinstance(value, Text) and value.role in SUMMING_UP)
