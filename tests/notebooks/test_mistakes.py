"""What a user does wrong in a notebook is one plain sentence, and nothing English stands above it (case C10)."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.base.project import ROOT_VARIABLE
from analysis.build.database import Built

WAYS = [("-k", "arshjul"), ("-k", "python3"), ("--engine", "arshjul", "-k", "arshjul")]
PARAMETERS = 'organisation: str = "HAMN"  # kod\nyear: int = 2031  # år'
REPORT = "from analysis.report import Report\nreport = Report(organisation=organisation, year=year)\nreport"


def notebook(folder: Path, *last: str, tags: Sequence[str] = ()) -> Path:
    """A notebook with a report and some cells after it, with tags of theirs."""
    made = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    cell: Any = nbformat.v4.new_code_cell
    own = [cell(source, metadata={"tags": list(tags)}) for source in last]
    made.cells = [cell(PARAMETERS, metadata={"tags": ["parameters"]}), cell(REPORT), *own]
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python", "language": "python"}
    nbformat.write(made, folder / "n.ipynb")  # type: ignore[no-untyped-call]
    return folder / "n.ipynb"


def run(small: Built, path: Path, *words: str) -> tuple[int, list[Any]]:
    """How plain papermill ends, and the errors that stand in the notebook that it leaves."""
    out = path.with_name("ut.ipynb")
    command = [sys.executable, "-m", "papermill", str(path), str(out), "--no-progress-bar", *words]
    root = {ROOT_VARIABLE: str(small.path.parents[1])}
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | root)
    cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return done.returncode, [output for output in outputs if output["output_type"] == "error"]


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_parameter_that_no_notebook_declares_is_an_error(small: Built, tmp_path: Path, way: tuple[str, ...]) -> None:
    code, errors = run(small, notebook(tmp_path, "None"), *way, "-p", "yaer", "2022")
    assert code == 1
    said = "Notebooken har ingen parameter «yaer». Menade du «year»?"
    assert [(error["evalue"], error["traceback"]) for error in errors] == [(said, [f"Fel: {said}"])]


def test_a_parameter_that_it_declares_is_none(small: Built, tmp_path: Path) -> None:
    assert run(small, notebook(tmp_path, "None"), *WAYS[-1], "-p", "year", "2031") == (0, [])


#: Wrong lines of an analyst's, and how what is said of each begins.
MISTAKES = {
    "report.gaols()": "Rapporten har ingen fråga «gaols». Menade du «goals»?",
    "report.goal_charts(oops=1)": "goal_charts har inget värde som heter «oops».",
    "Report(organization='HAMN', year=2031)": "Report har inget värde som heter «organization». Menade du",
    "Report('HAMN', 2031)": "Report har fått för få eller för många värden. Skriv Report(organisation=…, year=…",
    "Report(organisation='HAMM', year=2031)": "Okänd organisation «HAMM». Menade du «HAMN»?",
    "report.series('batplats')": "Okänd indikator «batplats». Menade du «batplatser»?",
}


def test_a_mistake_is_one_sentence_alone(small: Built, tmp_path: Path) -> None:
    # All of them in one notebook, which goes on after each as its author says it may.
    __, errors = run(small, notebook(tmp_path, *MISTAKES, tags=["raises-exception"]), *WAYS[-1])
    assert len(errors) == len(MISTAKES)
    for error, said in zip(errors, MISTAKES.values(), strict=True):
        (line,) = error["traceback"]
        assert line.startswith(f"Fel: {said}")


def test_a_mistake_ends_the_run(small: Built, tmp_path: Path) -> None:
    code, errors = run(small, notebook(tmp_path, *MISTAKES), *WAYS[-1])
    assert (code, len(errors)) == (1, 1)


def test_a_cell_of_ones_own_that_is_called_so_is_nobodys_parameters(small: Built, tmp_path: Path) -> None:
    path = notebook(tmp_path, "None")
    made = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    made.cells[0] = nbformat.v4.new_code_cell(f"# Parameters\n{PARAMETERS}")  # type: ignore[no-untyped-call]
    nbformat.write(made, path)  # type: ignore[no-untyped-call]
    assert run(small, path, *WAYS[-1]) == (0, [])
