"""A small report as its folder holds it: chapters as data and what it says of itself, without a run."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.chapter.chapter import Block, Chapter
from analysis.publish.about import About
from analysis.publish.chapters.manifest import Entry, ReportManifest, chapter_file, write_chapter, write_manifest
from analysis.publish.report_names import CHAPTERS

ABOUT = About("annual", 2016, "Kommunledningskontoret", [])


def chapter(title: str, *blocks: Block, notebook: str = "", area: str = "") -> Chapter:
    return Chapter(title=title, language="sv", blocks=blocks, notebook=notebook, area=area)


def write_report(
    folder: Path, chapters: Sequence[Chapter], *, web_only: Sequence[str] = (), language: str = "sv"
) -> ReportManifest:
    """Write chapters as publishing keeps them, and the manifest that names them."""
    (folder / CHAPTERS).mkdir(parents=True, exist_ok=True)
    entries = [
        Entry(each.title, f"{at:02}-kapitel.html", in_document=each.title not in web_only)
        for at, each in enumerate(chapters, 1)
    ]
    for entry, each in zip(entries, chapters, strict=True):
        write_chapter(chapter_file(folder, entry), each)
    manifest = ReportManifest("prov", "Verksamhetsberättelse 2016", "2016-12-31", entries, ["Data: x."], ABOUT)
    manifest = replace(manifest, language=language)
    write_manifest(folder, manifest)
    return manifest
