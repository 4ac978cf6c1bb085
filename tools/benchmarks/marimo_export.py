"""marimo's own command for one notebook after another, of notebooks that were converted beforehand."""

import subprocess
import sys
from pathlib import Path

from work import chapters

MARIMO = Path(sys.executable).parent / "marimo"

for place, chapter, folder in chapters():
    page = folder / f"{place}.html"
    subprocess.run(
        [MARIMO, "export", "html", "--no-include-code", "--output", page, chapter["marimo"]],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
