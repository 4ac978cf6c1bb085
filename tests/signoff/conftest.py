"""A small report of real figures, approved once, and the sign-off commands called within this process."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from tests.conftest import Once, copy_of_data
from tests.making import whole_project, within, write_notebook, write_report
from tests.signed import REPORT, Build, correct

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built, build_database
from analysis.commands.approve import approve
from analysis.intake.fingerprint import fingerprint_of

GOALS = "from analysis.report import Report\nreport = Report(organisation=organisation, year=year)"
AREA = "Report(organisation=organisation, year=year, process_area='demokrati')"
Approve = Callable[[Project], int]


@pytest.fixture(scope="session")
def made(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report of goals, commitments, counts, texts and findings, made once; nobody may change it."""
    project = whole_project(tmp_path_factory.mktemp("signoff"), built)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    write_notebook(project, "area", GOALS, f"{AREA}.goals()", f"{AREA}.goal_charts()", f"{AREA}.commitments()")
    counts = (
        "report.at_a_glance()",
        "report.goals_chart()",
        "report.commitments_chart()",
    )
    write_notebook(project, "counts", GOALS, *counts, "report.summary_text('Bilaga 1')")
    write_notebook(project, "figures", GOALS, "report.text_figures()", "report.contradictions()", "report.changes()")
    titles = {"area": "Att värna demokrati", "counts": "Året i korthet", "figures": "Nyckeltal"}
    write_report(project, REPORT, *({"notebook": name, "title": title} for name, title in titles.items()))
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project


@pytest.fixture(scope="session")
def corrected(once: Once) -> Built:
    """The database with one outcome corrected, built once; nobody may change it."""

    def make(folder: Path) -> Built:
        project = copy_of_data(folder)
        correct(project)
        return build_database(project)

    return cast(Built, once("corrected", make))


@pytest.fixture
def build_corrected(corrected: Built) -> Build:
    """Lay the database of a project in place in which nothing is changed but that outcome: it is built already."""

    def building(project: Project) -> None:
        assert fingerprint_of(project.data) == corrected.fingerprint
        shutil.copy(corrected.path, project.database)

    return building


@pytest.fixture
def draft(made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The report in a project of its own, not approved."""
    return _copied(made, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def signed(made: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The report approved once; nobody may change it."""
    project = Project(tmp_path_factory.mktemp("signed"))
    shutil.copytree(made.root, project.root, dirs_exist_ok=True)
    ran = within(project, "approve", REPORT, "--name", "Kommunstyrelsen", "--reason", "KSKF/2017:75", "--no-pdf")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project


@pytest.fixture
def approved(signed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The approved report in a project of its own."""
    return _copied(signed, tmp_path, monkeypatch)


@pytest.fixture
def sign(monkeypatch: pytest.MonkeyPatch) -> Approve:
    """Approve the report within this process."""

    def signing(project: Project) -> int:
        monkeypatch.setenv(ROOT_VARIABLE, str(project.root))
        return approve(REPORT, name="Kommunstyrelsen", reason="Rättat utfall", pdf=False)

    return signing


def _copied(project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shutil.copytree(project.root, folder, dirs_exist_ok=True)
    monkeypatch.setenv(ROOT_VARIABLE, str(folder))
    return Project(folder)
