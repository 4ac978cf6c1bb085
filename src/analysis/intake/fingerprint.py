"""What the input files hold, as one fingerprint."""

import hashlib
from pathlib import Path

from analysis.base.files import WORKBOOK, is_odd
from analysis.base.logo import PNG, SVG
from analysis.base.project import HEADER_FILE, SETTINGS_FILE, SOURCES, TEMPLATES, THEME_FILE
from analysis.intake.approvals import NO_FIGURES


def fingerprint_of(data: Path) -> str:
    """Hash the input files.

    Args:
        data: The data folder.

    Returns:
        Twelve hexadecimal digits; line ends do not count, so that Windows and Linux agree.
    """
    digest = hashlib.sha256()
    files = [path for kind in ("csv", "md") for path in data.rglob(f"*/**/*.{kind}")]
    files += [path for path in (data / SETTINGS_FILE, data / THEME_FILE) if path.exists()]
    files += [path for kind in (SVG, PNG) for path in data.glob(f"*{kind}")]
    for name in (HEADER_FILE, f"*{WORKBOOK}"):
        files += data.glob(f"{SOURCES}/*/{name}")
    # Who has approved which report changes no figure: a sign-off makes no report anew.
    signed = {data / name for name in NO_FIGURES}
    # What is no file is told when it is read.
    files = [path for path in files if path not in signed and not is_odd(path)]
    for path in sorted(path for path in files if _is_data(path.relative_to(data))):
        digest.update(path.relative_to(data).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _is_data(place: Path) -> bool:
    """Whether it is one of the project's own: what is hidden is nobody's, and headings to copy say nothing."""
    return place.parts[0] != TEMPLATES and not any(part.startswith(".") for part in place.parts)
