"""A report's first page after its run: led to a PDF or not, with the mark that it had."""

from dataclasses import replace
from pathlib import Path

from analysis.catalogue import _
from analysis.publish.contents import CONTENTS, ReportManifest, read_manifest, write_contents
from analysis.publish.downloads import Download
from analysis.publish.names import MANIFEST
from analysis.signoff.mark import mark_in, put_mark, put_title, title_in
from analysis.speech import SWEDISH, speaking


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


def lead_to(folder: Path, file: Download) -> None:
    """Let a report's first page lead to one file more.

    Args:
        folder: The report's folder.
        file: The file; another of the same name is led to no more.
    """
    _change_downloads(folder, file.file, [file])


def leave_out_pdf(folder: Path, report: str) -> None:
    """Remove the PDF of a report that is about to say something else, and the way to it.

    Args:
        folder: The report's folder.
        report: Its id.
    """
    pdf = folder / f"{report}.pdf"
    if pdf.exists():
        pdf.unlink()
        _change_downloads(folder, pdf.name, [])


def _change_downloads(folder: Path, name: str, files: list[Download]) -> None:
    manifest = read_manifest(folder / MANIFEST)
    if manifest is not None:  # one of another version of the program is made anew by its next run
        others = [file for file in manifest.downloads if file.file != name]
        _write_contents_anew(folder, replace(manifest, downloads=[*files, *others]))


def _write_contents_anew(folder: Path, manifest: ReportManifest) -> None:
    """Write a report's first page and what it says about itself anew; its mark and title are as they were."""
    page = folder / CONTENTS
    before = page.read_text(encoding="utf-8")
    write_contents(folder, manifest)
    marked = put_mark(page.read_text(encoding="utf-8"), mark_in(before))
    page.write_text(put_title(marked, title_in(before)), encoding="utf-8")
