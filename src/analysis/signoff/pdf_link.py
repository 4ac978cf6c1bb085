"""A report's first page after its run: led to a PDF or not."""

from dataclasses import replace
from pathlib import Path

from analysis.publish.chapters.manifest import ReportManifest, read_manifest, write_manifest
from analysis.publish.files.downloads import Download
from analysis.publish.html.pages import write_contents
from analysis.publish.html.surroundings import Look
from analysis.publish.report_names import MANIFEST
from analysis.signoff.page_mark import look_of
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.translate import _


def pdf_download(folder: Path, report: str, pages: int) -> Download:
    """Name the PDF of a report, in the report's language.

    Args:
        folder: The report's folder.
        report: Its id.
        pages: How many pages it has.

    Returns:
        What the report's first page leads to.
    """
    manifest = read_manifest(folder / MANIFEST)
    with speaking(manifest.language if manifest else SWEDISH):
        return Download(_("Hela rapporten som PDF ({pages} sidor)", pages=pages), f"{report}.pdf")


def lead_to(folder: Path, file: Download, look: Look | None = None, chapters: Path | None = None) -> None:
    """Let a report's first page lead to one file more.

    Args:
        folder: The report's folder, or one that what it says about itself has been copied to.
        file: The file; another of the same name is led to no more.
        look: What stands around the content of its pages; that of a report's present pages when left out.
        chapters: The report's folder, where the other one is a copy.
    """
    manifest = _with_downloads(folder, file.file, [file])
    if manifest is not None:
        write_contents(chapters or folder, manifest, look or look_of(manifest), folder)


def leave_out_pdf(folder: Path, report: str) -> None:
    """Remove the PDF of a report whose pages are about to be written anew, saying something else.

    Args:
        folder: The report's folder.
        report: Its id.
    """
    pdf = folder / f"{report}.pdf"
    if pdf.exists():
        pdf.unlink()
        _with_downloads(folder, pdf.name, [])


def _with_downloads(folder: Path, name: str, files: list[Download]) -> ReportManifest | None:
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:  # one of another version of the program is made anew by its next run
        return None
    others = [file for file in manifest.downloads if file.file != name]
    changed = replace(manifest, downloads=[*files, *others])
    write_manifest(folder, changed)
    return changed
