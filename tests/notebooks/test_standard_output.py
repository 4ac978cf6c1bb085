"""A notebook written to standard output is one JSON document, whatever its kernel and what it calls write (case D1)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.kernels.forked import SETTING

PRINTED = "print('skrivet')"
#: Written past Python: by a program that a cell calls, and to the descriptor itself.
MUTTERED = "import os; os.system('echo muttrat'); os.write(1, b'mummel\\n'); os.write(2, b'fel\\n'); None"
FORKED, ORDINARY = "1", "0"


def run(folder: Path, code: str, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a notebook of one cell by plain papermill, which writes it to standard output."""
    path = folder / "n.ipynb"
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])  # type: ignore[no-untyped-call]
    made.metadata.kernelspec = {"name": "arshjul", "display_name": "Årshjul", "language": "python"}
    nbformat.write(made, path)  # type: ignore[no-untyped-call]
    # ipykernel follows what is written to the descriptors, except below a test.
    usual = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    command = [sys.executable, "-m", "papermill", str(path), "-", "--no-progress-bar", *words]
    return subprocess.run(command, capture_output=True, check=True, env=usual | environment, cwd=folder)


def cells_of(ran: subprocess.CompletedProcess[bytes]) -> list[Any]:
    assert ran.stdout[:1] == b"{"
    cells: list[Any] = json.loads(ran.stdout)["cells"]
    return cells


@pytest.mark.parametrize("words", [(), ("-k", "arshjul"), ("-k", "python3")], ids="".join)
def test_the_first_byte_is_of_the_notebook(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run(tmp_path, PRINTED, *words)
    (cell,) = cells_of(ran)
    assert cell["outputs"][0]["text"] == ["skrivet\n"]
    # Nor does a kernel that is somebody's child tell how to connect to it.
    assert b"--existing" not in ran.stderr


@pytest.mark.parametrize("way", [FORKED, ORDINARY], ids=["forked", "ordinary"])
def test_what_a_kernel_mutters_is_told_beside_the_notebook(tmp_path: Path, way: str) -> None:
    ran = run(tmp_path, MUTTERED, **{SETTING: way})
    assert cells_of(ran)[0]["execution_count"] == 1
    assert {b"muttrat", b"mummel", b"fel"} <= set(ran.stderr.split())


def test_what_a_kernel_mutters_below_a_test_is_told_beside_it_too(tmp_path: Path) -> None:
    """Nothing then stands between the kernel and the descriptors that it inherits."""
    ran = run(tmp_path, MUTTERED, PYTEST_CURRENT_TEST="prov")
    assert cells_of(ran)[0]["outputs"] == []
    assert {b"muttrat", b"mummel", b"fel"} <= set(ran.stderr.split())
