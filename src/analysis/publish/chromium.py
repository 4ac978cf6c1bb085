"""Chromium on this machine: where it is, a page printed by it, and what a page's scripts leave."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from analysis.errors import BrowserError
from analysis.words.numbers import number
from analysis.words.translate import _, later

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
USUAL = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
#: How long a report may take, and the page's own clock, which runs as fast as its scripts do.
SECONDS, PAGE_MILLISECONDS = 180.0, 30_000
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    # No address leads anywhere: a page has all that it needs beside it.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
    "--run-all-compositor-stages-before-draw",
    f"--virtual-time-budget={PAGE_MILLISECONDS}",
)
REMEDY = later("Installera Chromium (Debian: apt-get install chromium), eller namnge en webbläsare i CHROMIUM.")
LAST_WORDS = 300


def find_browser() -> str | None:
    """Find a browser of the Chromium family.

    Returns:
        Its path: the one that the environment variable `CHROMIUM` names, else one on the path or in a usual place.

    Raises:
        BrowserError: If `CHROMIUM` names none.
    """
    if named := os.environ.get(VARIABLE):
        if found := shutil.which(named):
            return found
        raise BrowserError(
            _("{variable} är «{value}», men där finns ingen webbläsare.", variable=VARIABLE, value=named), _(REMEDY)
        )
    on_path = (shutil.which(name) for name in NAMES)
    return next((found for found in on_path if found), None) or next((p for p in USUAL if Path(p).is_file()), None)


def need_browser() -> str:
    """Find a browser of the Chromium family.

    Returns:
        Its path.

    Raises:
        BrowserError: If there is none.
    """
    if (found := find_browser()) is None:
        raise BrowserError(
            _("Ingen webbläsare av Chromiums slag hittades, och utan den blir det ingen PDF."), _(REMEDY)
        )
    return found


def print_page(browser: str, page: Path, pdf: Path, profile: Path, seconds: float = SECONDS) -> None:
    """Print a page to PDF.

    Args:
        browser: The browser's path.
        page: The page.
        pdf: Where the PDF is put.
        profile: A folder of its own for the browser, made by it; the caller removes it.
        seconds: How long it may take.

    Raises:
        BrowserError: If no PDF came out.
    """
    said, last = _run(browser, page, profile, seconds, f"--print-to-pdf={pdf}")
    if said is None or not pdf.exists():
        raise BrowserError(_("Webbläsaren skrev ingen PDF (felkod {code}). Den sade: {words}", **last))


def read_page(browser: str, page: Path, profile: Path, seconds: float = SECONDS) -> str:
    """Let a page's scripts run and read what they leave.

    Args:
        browser: The browser's path.
        page: The page.
        profile: A folder of its own for the browser, made by it; the caller removes it.
        seconds: How long it may take.

    Returns:
        The page as it is then; empty where the browser failed.

    Raises:
        BrowserError: If it did not come to an end.
    """
    said, _last = _run(browser, page, profile, seconds, "--dump-dom")
    return said or ""


def _run(browser: str, page: Path, profile: Path, seconds: float, what: str) -> tuple[str | None, dict[str, object]]:
    """What the browser wrote, nothing when it failed; and how it ended."""
    words = [browser, *OPTIONS, *_sandbox(), f"--user-data-dir={profile}", what, page.as_uri()]
    # A session of its own, so that its helper processes can be ended with it.
    with subprocess.Popen(  # noqa: S603 - a browser that the user has installed
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            written, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise BrowserError(
                _(
                    "Webbläsaren hann inte skriva ut {page} på {seconds} sekunder.",
                    page=page.name,
                    seconds=number(seconds),
                )
            ) from error
        finally:
            _end(process)
    last = {"code": process.returncode, "words": said.decode(errors="replace").strip()[-LAST_WORDS:]}
    return (None if process.returncode else written.decode(errors="replace")), last


def _sandbox() -> list[str]:
    """The sandbox is only left out where it cannot be used: Chromium refuses to start as root with it."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ["--no-sandbox"] if is_root else []


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the browser with all its helpers, should any be left."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
