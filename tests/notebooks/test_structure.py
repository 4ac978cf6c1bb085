"""Every notebook as it lies in the repository: short cells, declared parameters, nothing stored from a run."""

import ast
import json
import re
import shutil
import subprocess
import tokenize
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.making import read_notebook

from analysis.kernels.manager import SPEC, WARM
from analysis.notebook_files.git_filter import without_outputs
from analysis.notebook_files.git_setup import SETTING

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = ["commitments", "economy", "explore", "process_area", "scorecard", "staff", "summary"]
SQL = re.compile(r"\b(select\b.+\bfrom|insert\s+into|duckdb|read_csv|create\s+(table|view))\b", re.I | re.S)
PATH = re.compile(r"(\.\./|\.csv|\.duckdb|/home/|/Users/|\b[A-Z]:\\|\bopen\(|\bPath\()")

Cells = list[Any]


@pytest.fixture(params=[path.stem for path in NOTEBOOKS])
def notebook(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Each notebook."""
    return read_notebook(FOLDER / f"{request.param}.ipynb")


@pytest.fixture
def code(notebook: Any) -> Cells:  # noqa: ANN401 - nbformat is untyped
    """Its code cells but the parameters."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and not is_parameters(cell)]


@pytest.fixture
def parameters(notebook: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    """The source of its parameter cell, of which there is one."""
    (cell,) = [cell for cell in notebook.cells if is_parameters(cell)]
    return str(cell.source)


def is_parameters(cell: Any) -> bool:  # noqa: ANN401 - nbformat is untyped
    return "parameters" in cell.metadata.get("tags", [])


def test_the_notebooks_of_the_main_job_are_there() -> None:
    assert {path.stem for path in NOTEBOOKS} >= set(EXPECTED)


def test_it_can_be_read_and_its_cells_have_ids_of_their_own(notebook: Any) -> None:  # noqa: ANN401
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


def test_it_starts_with_a_heading_and_has_no_other_of_that_level(notebook: Any) -> None:  # noqa: ANN401
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert notebook.cells[0].source.startswith("# ")
    assert sum(line.startswith("# ") for text in prose for line in text.splitlines()) == 1


def test_its_headings_skip_no_level(notebook: Any) -> None:  # noqa: ANN401
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    levels = [len(found) for found in re.findall(r"^(#+) ", prose, re.M)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_parameter_has_a_type_a_value_and_a_comment(parameters: str) -> None:
    statements = ast.parse(parameters).body
    assert all(isinstance(line, ast.AnnAssign) and line.value is not None for line in statements)
    tokens = list(tokenize.generate_tokens(StringIO(parameters).readline))
    commented = {token.start[0] for token in tokens if token.type == tokenize.COMMENT and len(token.string) > 5}
    assert {line.lineno for line in statements} == commented


@pytest.mark.parametrize("notebook", EXPECTED, indirect=True)
def test_organisation_and_year_are_parameters_of_every_notebook_of_2016(parameters: str) -> None:
    assert parameters.startswith('organisation: str = "')
    assert "\nyear: int = 2016" in parameters


def test_a_code_cell_has_at_most_five_lines(code: Cells) -> None:
    assert [cell.source for cell in code if len(cell.source.splitlines()) > 5] == []


def test_a_code_cell_asks_and_shows_and_decides_nothing(code: Cells) -> None:
    kinds = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    assert [cell.source for cell in code for line in ast.parse(cell.source).body if not isinstance(line, kinds)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_of_a_run_is_stored(path: Path) -> None:
    """Where git filters notebooks their outputs lie on disk, and what it stores is looked at."""
    stored = kept_by_git(path) if is_filtered() else path.read_bytes()
    assert stored == without_outputs(stored)


def is_filtered() -> bool:
    if shutil.which("git") is None:
        return False
    return subprocess.run(["git", "config", SETTING], cwd=FOLDER, capture_output=True, check=False).returncode == 0


def kept_by_git(path: Path) -> bytes:
    return subprocess.run(["git", "show", f":./{path.name}"], cwd=FOLDER, capture_output=True, check=True).stdout


def test_no_cell_holds_sql_or_a_path(notebook: Any) -> None:  # noqa: ANN401
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert [source for source in code if SQL.search(source) or PATH.search(source)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_names_our_kernel_no_machine_and_no_version(path: Path) -> None:
    metadata = json.loads(without_outputs(path.read_bytes()))["metadata"]
    installed = json.loads((SPEC / "kernel.json").read_text(encoding="utf-8"))
    spec = {"display_name": installed["display_name"], "language": installed["language"], "name": WARM}
    assert metadata == {"kernelspec": spec, "language_info": {"name": "python"}}
