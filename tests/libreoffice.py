"""A workbook as LibreOffice opens and saves it; tests that need it are skipped only where there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
needed = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
SECONDS = 120


def converted(workbook: Path, kind: str, folder: Path) -> Path:
    """Open a workbook, let it be worked out anew and save it as another kind of file."""
    assert PROGRAM
    home = f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}"
    words = [PROGRAM, home, "--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder), str(workbook)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    made = folder / f"{workbook.stem}.{kind.split(':', maxsplit=1)[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made
