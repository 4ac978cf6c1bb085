"""The invented municipality that a newcomer begins with: made, built and run by the real program, and read."""

import re
from pathlib import Path

import pytest
from tests.making import said, within
from tests.pages import Page, read_page

from analysis.base.project import Project
from analysis.errors import CallError
from analysis.starter.new_project import EXAMPLE, FOR_EMPTY_ONES, begin_project

#: Names and words of the municipality of this repository, and of the documents that its tests invent.
FOREIGN = re.compile(r"Eskilstuna|\bKLK\b|\bKoU\b|\bEK\b|[Pp]rocess(mål|område)|Sjövik|Parknämnden")
ANNUAL = "bokslut-2025"
REPORTS = (ANNUAL, "bokslut-2024", "delar1-2025", "delar2-2025", "internkontroll-2025", "plan-2025")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example as its README's first command leaves it."""
    folder = tmp_path_factory.mktemp("example")
    ran = within(Project(folder), "new", "prova", "--example")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "arshjul run --build" in said(ran)
    project = Project(folder / "prova")
    ran = within(project, "run", "--build")
    assert ran.returncode == 0, said(ran) + ran.stderr
    return project


def page(project: Project, report: str, chapter: str) -> Page:
    return read_page(project.output / report / f"{chapter}.html")


def words(project: Project, report: str) -> str:
    """All that a report says, on one page."""
    return page(project, report, "hela").text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_report_is_there_and_speaks_of_nobody_else(made: Project) -> None:
    for report in REPORTS:
        whole = words(made, report)
        assert not FOREIGN.search(whole), (report, FOREIGN.search(whole))
        assert not re.search(r"\b(område|åtagande)", whole), report


def test_what_is_wrong_on_purpose_is_found_and_nothing_else(made: Project) -> None:
    ran = within(made, "check", "--format", "csv")
    assert ran.returncode == 1  # one error that nobody has acknowledged
    rows = ran.stdout.splitlines()[1:]
    assert len(rows) == 2, rows
    assert any("25,8 mnkr" in row and "25,5 mnkr" in row and "error" in row for row in rows)
    assert any("Fler bostäder blir färdiga" in row and "warning" in row for row in rows)


def test_only_notebooks_for_other_documents_lead_nowhere(made: Project) -> None:
    told = said(within(made, "check", "--project")).splitlines()
    assert {line.split(":")[0] for line in told if line} == {
        f"notebooks/{name}.ipynb" for name in ("evaluation", "explore", "units")
    }


def test_nothing_is_due_once_it_has_run(made: Project) -> None:
    assert "Inget är att köra." in said(within(made, "due"))
