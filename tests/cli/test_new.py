"""A project of one's own: from an empty folder to the first report, as the project's own guide tells it."""

import os
import subprocess
import sys
from pathlib import Path

import papermill
import pytest
from tests.howto import HowTo
from tests.making import COMMAND, said, within

from analysis.base.project import ROOT_VARIABLE, Project

#: What only the municipality of this repository says.
FOREIGN = ("Eskilstuna", "KLK", "KoU")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project as `arshjul new` leaves it."""
    folder = tmp_path_factory.mktemp("new")
    ran = within(Project(folder), "new", "minkommun")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"Projektet är skapat: {folder / 'minkommun'}" in said(ran)
    return Project(folder / "minkommun")


def test_a_new_project_has_all_that_one_needs_and_nothing_of_anybody_elses(begun: Project) -> None:
    there = {path.relative_to(begun.root).as_posix() for path in begun.root.rglob("*") if path.is_file()}
    assert {"README.md", ".gitignore", "data/project.yaml", "data/README.md", "parameters/calendar.yaml"} <= there
    assert {"notebooks/explore.ipynb", "docs/forsta-dokumentet.md", "data/mall/observations.csv"} <= there
    own = (*begun.data.rglob("*.csv"), *begun.root.glob("*"), *begun.parameters.iterdir(), *begun.notebooks.iterdir())
    for path in own:
        if path.is_file():
            assert not [word for word in FOREIGN if word in path.read_text(encoding="utf-8")], path


def test_a_new_project_builds_and_says_that_it_has_no_reports(begun: Project) -> None:
    assert within(begun, "build").returncode == 0
    told = f"Det finns inga rapporter i {begun.parameters}. Lägg en YAML-fil för varje rapport där"
    for command in ("list", "run"):
        ran = within(begun, command)
        assert (ran.returncode, told in ran.stderr) == (1, True)
    assert "Inget är att köra." in said(within(begun, "due"))


def test_what_lies_there_is_never_written_over(begun: Project, tmp_path: Path) -> None:
    before = (begun.root / "README.md").read_bytes()
    for name, told in (("minkommun", "finns redan"), ("saknas/minkommun", "finns inte"), (" ", "Säg vad")):
        ran = within(Project(begun.root.parent), "new", name)
        assert (ran.returncode, told in ran.stderr) == (2, True)
    assert (begun.root / "README.md").read_bytes() == before
    empty = tmp_path / "tom mapp"
    empty.mkdir()
    assert within(Project(empty), "new", ".").returncode == 0
    assert (empty / "README.md").read_text(encoding="utf-8").startswith("# tom mapp:")


def test_the_guide_to_the_letter_gives_the_first_report(begun: Project) -> None:
    guide = HowTo((begun.root / "docs" / "forsta-dokumentet.md").read_text(encoding="utf-8"))
    for name, content in guide.files.items():
        path = begun.root / name
        if path.exists():
            heading, _newline, rows = content.partition("\n")
            assert path.read_text(encoding="utf-8-sig").splitlines()[0] == heading
            path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    # From a folder within the project too.
    environment = {name: value for name, value in os.environ.items() if name != ROOT_VARIABLE}
    ran = subprocess.run(
        [sys.executable, "-c", COMMAND, "run", "--build"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=begun.data / "sources",
        env=environment | {"PYTHONUTF8": "1"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    page = (begun.output / "bokslut-2025" / "index.html").read_text(encoding="utf-8")
    assert "Årsredovisning 2025" in page
    whole = (begun.output / "bokslut-2025" / "hela.html").read_text(encoding="utf-8")
    whole = whole.replace("\N{NO-BREAK SPACE}", " ")
    assert all(word in whole for word in ("Trygga elever", "88 %", "Tryggare skolgårdar", "Nära målet"))
    assert not [word for word in FOREIGN if word in whole]


def test_notebooks_of_a_new_project_begin_with_its_first_document(
    begun: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (begun.database.exists(), begun.output.exists()) == (True, True)  # the guide has been followed
    monkeypatch.setenv(ROOT_VARIABLE, str(begun.root))
    for name in ("explore", "summary", "process_area", "scorecard", "commitments"):
        papermill.execute_notebook(
            begun.notebooks / f"{name}.ipynb", tmp_path / f"{name}.ipynb", engine_name="arshjul", progress_bar=False
        )
