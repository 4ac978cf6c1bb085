"""A report of 2022 with everything that its readers can take away, made once."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.making import arshjul, whole_project

from analysis.build import Built
from analysis.project import Project

TAKEN = ["annual-2022-ks", "evaluation-2011"]


@pytest.fixture
def own(taken: Project, tmp_path: Path) -> Project:
    """A copy of those finished reports, for tests that make them again."""
    shutil.copytree(taken.root, tmp_path / "own")
    return Project(tmp_path / "own")


@pytest.fixture(scope="session")
def taken(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two finished reports as they are, by the real command; nobody may change them."""
    project = whole_project(tmp_path_factory.mktemp("taken"), built)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    for report in TAKEN:
        shutil.copy(ROOT / "parameters" / f"{report}.yaml", project.parameters)
    ran = arshjul(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project
