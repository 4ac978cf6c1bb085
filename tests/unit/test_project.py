"""Finding the project folder."""

from pathlib import Path

import pytest

from analysis.base.project import ROOT_VARIABLE, Project, find_project


@pytest.fixture(autouse=True)
def without_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)


@pytest.mark.parametrize("below", [".", "notebooks", "data/sources/annual-2016/texts"])
def test_a_project_is_found_from_anywhere_inside_it(project: Project, below: str) -> None:
    assert find_project(project.root / below).root == project.root.resolve()


def test_a_project_is_found_from_the_current_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.notebooks)
    assert find_project().root == project.root.resolve()


def test_the_variable_names_the_project_wherever_one_stands(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(project.root))
    assert find_project(tmp_path_factory.mktemp("elsewhere")).root == project.root.resolve()


def test_outside_a_project_the_folder_itself_is_meant(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert find_project(tmp_path).root == tmp_path.resolve()


def test_the_folders_of_a_project() -> None:
    project = Project(Path("kommun"))
    named = [project.data, project.database, project.notebooks, project.parameters, project.output]
    assert [path.as_posix() for path in named] == [
        "kommun/data",
        "kommun/data/arshjul.duckdb",
        "kommun/notebooks",
        "kommun/parameters",
        "kommun/output",
    ]
