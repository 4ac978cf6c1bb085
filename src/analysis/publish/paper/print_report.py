"""A finished report as PDF: printed, put right, checked, and put in place only when nothing is wrong with it."""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from analysis.base.files import remove
from analysis.errors import BrowserError
from analysis.publish.chapters.manifest import ReportManifest, read_manifest
from analysis.publish.chromium import print_page
from analysis.publish.html.surroundings import Look
from analysis.publish.paper.pdf_check import faults_of
from analysis.publish.paper.pdf_finish import FINGERPRINT, claim, finish
from analysis.publish.paper.printed_document import Outline, outline_of, write_paper
from analysis.publish.report_names import DOCUMENT, MANIFEST
from analysis.words.current_language import speaking
from analysis.words.translate import _

OWN, HOUR = "print-", 3600
#: The contents name pages that are known once all is printed, and may then take a line more.
ROUNDS = 4


@dataclass(frozen=True)
class Printed:
    """A PDF that was made.

    Attributes:
        path: The file.
        pages: How many pages it has.
        fingerprint: Of the page that it was printed from.
        faults: What is wrong with it; nothing when it may be published.
    """

    path: Path
    pages: int
    fingerprint: str
    faults: tuple[str, ...]


@contextmanager
def printed(browser: str, folder: Path, look: Look, fingerprint: str, desk: Path) -> Iterator[Printed]:
    """Print a report's document and check it.

    Args:
        browser: The browser's path.
        folder: The report's folder.
        look: What stands around the content of its pages.
        fingerprint: Of its document.
        desk: Folder to work in, two levels below the output folder; made when it is missing.

    Yields:
        The PDF, which is removed afterwards unless it is moved.

    Raises:
        BrowserError: If the browser made none.
    """
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        raise BrowserError(_("Rapporten är framtagen av ett äldre Årshjul."), _("Kör arshjul run först."))
    outline = outline_of(folder, manifest, fingerprint)
    desk.mkdir(parents=True, exist_ok=True)
    _clear_dead(desk)
    own = Path(tempfile.mkdtemp(prefix=OWN, dir=desk))
    try:
        path = own / "finished.pdf"
        with speaking(manifest.language):
            raw, unsettled = _print(browser, folder, manifest, look, outline, own)
        with pikepdf.open(raw) as pdf:
            with speaking(outline.language):
                finish(pdf, outline)
            faults = [*unsettled, *faults_of(pdf, outline)]
            if not faults:
                claim(pdf)
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
            pages = len(pdf.pages)
        yield Printed(path, pages, fingerprint, tuple(faults))
    finally:
        remove(own)


def _print(
    browser: str, folder: Path, manifest: ReportManifest, look: Look, outline: Outline, own: Path
) -> tuple[Path, list[str]]:
    """Print until the contents name the pages that they lead to: twice, as a rule."""
    page, raw = own / DOCUMENT, own / "raw.pdf"
    numbers: Mapping[str, int] = {}
    for _round in range(ROUNDS):
        write_paper(page, folder, manifest, look, numbers)
        print_page(browser, page, raw, own / "profile")
        named, numbers = numbers, _pages_of(raw, outline.anchors)
        if named == numbers:
            return raw, []
    return raw, [_("Innehållets sidnummer stämmer inte med sidorna.")]


def _pages_of(path: Path, anchors: Sequence[str]) -> dict[str, int]:
    """On what pages anchors stand, counted from 1."""
    with pikepdf.open(path) as pdf:
        places = pdf.Root.get("/Dests", pikepdf.Dictionary())
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return {each: numbers[places[f"/{each}"][0].objgen] for each in anchors if f"/{each}" in places}


def _clear_dead(desk: Path) -> None:
    """Remove what a killed run left: nobody prints for an hour."""
    for folder in desk.glob(f"{OWN}*"):
        if folder.stat().st_mtime < time.time() - HOUR:
            remove(folder)


def printed_from(path: Path) -> str:
    """Say which page a PDF was printed from.

    Args:
        path: A PDF of ours.

    Returns:
        The page's fingerprint; empty when there is no PDF, or one of another make.
    """
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get(FINGERPRINT, ""))
    except (OSError, pikepdf.PdfError):
        return ""
