"""Every page of a report, written from its chapters as data; nothing is run for that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.place import Place
from analysis.publish.chapters.manifest import (
    Entry,
    ReportManifest,
    read_chapters,
    read_manifest,
)
from analysis.publish.html.answer import answer_html, first_chapter, without_answer
from analysis.publish.html.document import write_document, write_single
from analysis.publish.html.subject_links import Told, in_pages, subjects_in
from analysis.publish.html.surroundings import Look
from analysis.publish.html.template import page
from analysis.publish.report_names import CONTENTS, DOCUMENT, MANIFEST
from analysis.words.current_language import speaking


@dataclass(frozen=True)
class Neighbours:
    """The chapters before and after one, among those that were made.

    Attributes:
        previous: The one before.
        next: The one after.
    """

    previous: Entry | None
    next: Entry | None


def write_pages(folder: Path, look: Look) -> None:
    """Write every page of a report's folder.

    Args:
        folder: The folder; its manifest and its chapters as data lie there.
        look: What stands around the content.
    """
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        return
    with speaking(manifest.language):
        write_chapter_pages(folder, manifest, look)
        write_document(folder / DOCUMENT, folder, manifest, look)
        write_single(folder / f"{manifest.report}.html", folder, manifest, look)
        write_contents(folder, manifest, look)


def write_contents(folder: Path, manifest: ReportManifest, look: Look, to: Path | None = None) -> None:
    """Write a report's first page.

    Args:
        folder: The report's folder; its chapters as data lie there.
        manifest: What it says about itself.
        look: What stands around the content.
        to: Where the page is written, if not there.
    """
    with speaking(manifest.language):
        written = page("contents", report=manifest, answer=_answer(folder, manifest), look=look)
        ((to or folder) / CONTENTS).write_text(written, encoding="utf-8")


def _answer(folder: Path, manifest: ReportManifest) -> Markup:
    """What the first chapter says at a glance; nothing where it could not be made, or is not kept as data."""
    first = first_chapter(folder, manifest)
    return answer_html(first, Place(in_pages(_told(folder, manifest)))) if first else Markup("")


def write_chapter_pages(folder: Path, manifest: ReportManifest, look: Look) -> None:
    """Write the page of each chapter that was made, in the language of the moment.

    Args:
        folder: The report's folder; its chapters as data lie there.
        manifest: What it says about itself.
        look: What stands around the content.
    """
    addresses = in_pages(_told(folder, manifest))
    for entry, chapter in read_chapters(folder, manifest):
        body = body_html(without_answer(chapter, entry, manifest), Place(addresses, with_code=True))
        around = _neighbours(manifest.made_chapters, entry)
        written = page("chapter", chapter=entry, report=manifest, body=body, around=around, look=look)
        (folder / entry.file).write_text(written, encoding="utf-8")


def _told(folder: Path, manifest: ReportManifest) -> Iterator[Told]:
    for entry, chapter in read_chapters(folder, manifest):
        yield Told(entry.file, None, chapter.area, subjects_in(chapter), chapter.notebook)


def _neighbours(made: Sequence[Entry], entry: Entry) -> Neighbours:
    place = made.index(entry)
    return Neighbours(made[place - 1] if place else None, made[place + 1] if place + 1 < len(made) else None)
