"""The two commands that the field uses, a notebook at a time."""

import subprocess
import sys
from pathlib import Path

from work import chapters

BIN = Path(sys.executable).parent

for place, chapter, folder in chapters():
    executed = folder / f"{place}.ipynb"
    values = [word for name, value in chapter["parameters"].items() for word in ("-p", name, str(value))]
    subprocess.run(
        [BIN / "papermill", chapter["notebook"], executed, *values, "--no-progress-bar"],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", executed], check=True, capture_output=True
    )
