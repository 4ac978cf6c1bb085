"""Finished reports as PDF beside their pages: printed, checked, and led to from the report's first page."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.base.files import digest_of, move_whole
from analysis.base.project import Project
from analysis.memory.unchanged import as_remembered
from analysis.publish.chapters.manifest import read_manifest
from analysis.publish.files.downloads import Download
from analysis.publish.html.surroundings import Look
from analysis.publish.paper.print_report import OWN, Printed, printed, printed_from
from analysis.publish.report_names import CONTENTS, DOCUMENT, MANIFEST
from analysis.signoff.page_mark import look_of
from analysis.signoff.pdf_link import lead_to, pdf_download
from analysis.words.translate import _, later

#: How long another run may be at the report before the PDF is left out.
WAIT = 30.0
BUSY = later("En annan körning håller på med rapporten; PDF:en lades inte dit. Kör arshjul pdf igen.")
REMADE = later("Rapporten gjordes om medan den skrevs ut; PDF:en lades inte dit. Kör arshjul pdf igen.")
NOT_MADE = later("Rapporten är inte framtagen. Kör arshjul run först.")


@dataclass(frozen=True)
class Paper:
    """How it went for a report.

    Attributes:
        report: Its id.
        path: The PDF in its place, nothing when there is none.
        faults: What is wrong.
        pages: How many pages were printed.
        seconds: How long it took; nothing was printed when it took none.
    """

    report: str
    path: Path | None
    faults: Sequence[str] = ()
    pages: int = 0
    seconds: float = 0.0


def make_pdf(project: Project, report: str, browser: str, *, force: bool = False) -> Paper:
    """Print a finished report, unless its PDF is of the page as it is.

    Args:
        project: The project.
        report: Id of the report.
        browser: The browser's path.
        force: Whether it is printed anyway.

    Returns:
        How it went. A PDF with faults is not put in place: it is kept aside, where the faults say.

    Raises:
        BrowserError: If the browser printed nothing.
    """
    folder = project.output / report
    if not (folder / DOCUMENT).exists():
        return Paper(report, None, [_(NOT_MADE)])
    final, fingerprint, started = folder / f"{report}.pdf", digest_of(folder / DOCUMENT), time.monotonic()
    if not force and final.exists() and printed_from(final) == fingerprint:
        return Paper(report, final)
    manifest = read_manifest(folder / MANIFEST)
    look = look_of(manifest) if manifest else Look()
    with printed(browser, folder, look, fingerprint, desk_of(project)) as made:
        faults = [*made.faults, _set_aside(project, report, made)] if made.faults else _place(project, report, made)
    seconds = time.monotonic() - started
    return Paper(report, None if faults else final, faults, made.pages, seconds)


def desk_of(project: Project) -> Path:
    """Say where PDFs are made: two levels below the output folder, as `printed` wants it, and on its disk.

    Args:
        project: The project.

    Returns:
        The folder; it need not be there.
    """
    return project.state / "print"


def _set_aside(project: Project, report: str, made: Printed) -> str:
    kept = desk_of(project) / f"{report}.pdf"
    shutil.move(made.path, kept)
    return _("PDF:en lades inte bland rapporterna, den ligger i {path}.", path=kept)


def _place(project: Project, report: str, made: Printed) -> list[str]:
    """Put the PDF beside the pages that it was printed from, if nobody else is at them."""
    folder, locks = project.output / report, project.state / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(locks / f"{report}.lock", timeout=WAIT):
            if digest_of(folder / DOCUMENT) != made.fingerprint:
                return [_(REMADE)]
            with as_remembered(project, report):
                move_whole(made.path, folder / f"{report}.pdf")
                _lead_to(project, folder, pdf_download(folder, report, made.pages))
    except Timeout:
        return [_(BUSY)]
    return []


def _lead_to(project: Project, folder: Path, file: Download) -> None:
    """Write the report's first page anew, with a link to the PDF."""
    with tempfile.TemporaryDirectory(prefix=OWN, dir=desk_of(project)) as name:
        for file_name in (CONTENTS, MANIFEST):
            shutil.copyfile(folder / file_name, Path(name) / file_name)
        lead_to(Path(name), file, chapters=folder)
        for page in Path(name).iterdir():
            move_whole(page, folder / page.name)
