"""A report of 2022 with everything that its readers can take away, made once."""

import shutil
from pathlib import Path

import pytest
from tests.making import within

from analysis.base.project import Project

TAKEN = ["annual-2022-ks", "evaluation-2011"]


@pytest.fixture
def own(taken: Project, tmp_path: Path) -> Project:
    """A copy of those finished reports, for tests that make them again."""
    shutil.copytree(taken.root, tmp_path / "own")
    return Project(tmp_path / "own")


@pytest.fixture(scope="session")
def taken(site: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two finished reports, by the real command; nobody may change it."""
    project = Project(Path(shutil.copytree(site.root, tmp_path_factory.mktemp("taken") / "project")))
    for path in project.parameters.glob("*.yaml"):
        if path.stem not in TAKEN:
            path.unlink()
            shutil.rmtree(project.output / path.stem, ignore_errors=True)
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project
