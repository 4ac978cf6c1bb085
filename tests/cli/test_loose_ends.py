"""What of a project leads nowhere: each with its file and what to do, and nothing that somebody uses."""

from pathlib import Path

import pytest
from tests.making import SMALL, said, small_project, within, write_notebook, write_report

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.schedule.loose_ends import loose_ends

CALENDAR = """entries:
  - {id: bokslut, report: one, period: helår 2031, data_cutoff: 2032-01-15, deadline: 2032-02-15,
     board_date: 2032-03-01, schedule: "0 6 * * *"}
"""


@pytest.fixture
def whole(tmp_path: Path, small: Built) -> Project:
    """A project in which everything leads somewhere."""
    project = small_project(tmp_path, small)
    write_notebook(project, "hello", "print(organisation)")
    write_report(project, "one", {"notebook": "hello", "title": "Hej"}, **SMALL)
    (project.parameters / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    for file, row, *_rest in sorted(told(project), reverse=True):
        path = project.data / file
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join(line for n, line in enumerate(lines, 1) if n != row) + "\n", encoding="utf-8")
    assert told(project) == set()
    return project


def told(project: Project) -> set[tuple[str, int, str]]:
    found = loose_ends(project)
    assert found.undeclared == []
    return {(fault.file, fault.row, fault.value) for fault in found.unused}


def append(project: Project, file: str, line: str) -> int:
    """Add a line to a table, and say which one it is."""
    path = project.data / file
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(f"{text.rstrip()}\n{line}\n", encoding="utf-8")
    return len(text.rstrip().splitlines()) + 1


@pytest.mark.parametrize(
    ("file", "line", "code"),
    [
        ("reference/units.csv", "fartyg;fartyg;antal fartyg;;", "fartyg"),
        ("reference/strategic_periods.csv", "2040-2043;2040;2043", "2040-2043"),
        ("reference/abbreviations.csv", "XYZ;Xylofoner", "XYZ"),
    ],
)
def test_what_nothing_uses_is_told_with_its_row(whole: Project, file: str, line: str, code: str) -> None:
    columns = (whole.data / file).read_text(encoding="utf-8-sig").splitlines()[0].count(";")
    row = append(whole, file, line + ";" * (columns - line.count(";")))
    assert told(whole) == {(file, row, code)}


def test_a_chain_of_codes_is_as_used_as_its_last(whole: Project) -> None:
    path = whole.data / "reference" / "organisations.csv"
    heading = path.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    row = {"organisation": "NYSK", "name": "Nyskapelsen", "kind": "department", "parent": "HAMN"}
    number = append(whole, "reference/organisations.csv", ";".join(row.get(name, "") for name in heading))
    # Nothing speaks of it, though it names one that is used.
    assert told(whole) == {("reference/organisations.csv", number, "NYSK")}


def test_notebooks_and_reports_that_nobody_calls_are_told(whole: Project) -> None:
    write_notebook(whole, "alone", "print(year)")
    write_report(whole, "two", {"notebook": "hello", "title": "Hej"}, **SMALL)
    assert told(whole) == {("notebooks/alone.ipynb", 0, ""), ("parameters/two.yaml", 0, "")}
    ran = within(whole, "check", "--project")
    assert ran.returncode == 0
    assert "notebooks/alone.ipynb: ingen rapport använder den." in said(ran)
    assert "parameters/two.yaml: ingen post i calendar.yaml tar fram rapporten." in said(ran)


def test_a_document_that_no_report_shows_is_told(whole: Project) -> None:
    (whole.parameters / "one.yaml").unlink()
    (whole.parameters / "calendar.yaml").write_text("entries: []\n", encoding="utf-8")
    assert {each[2] for each in told(whole) if each[0].endswith("documents.csv")} == {"annual-2031"}


def test_an_area_without_goals_and_commitments_is_told(whole: Project) -> None:
    source = whole.data / "sources" / "annual-2031"
    before = told(whole)
    for name in ("goals.csv", "commitments.csv", "targets.csv"):
        path = source / name
        path.write_text(path.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
    for path in source.glob("texts/*.md"):
        path.unlink()
    assert before == set()
    files = {each[0] for each in told(whole) if each[0].startswith("sources")}
    assert files == {"sources/annual-2031/process_areas.csv"}


def test_what_is_used_and_not_there_fails_the_check(whole: Project) -> None:
    write_report(whole, "two", {"notebook": "helo", "title": "Hej"}, **SMALL)
    ran = within(whole, "check", "--project")
    assert (ran.returncode, "helo" in ran.stderr) == (1, True)
    (whole.parameters / "two.yaml").unlink()
    (whole.parameters / "calendar.yaml").write_text(CALENDAR.replace("report: one", "report: on"), encoding="utf-8")
    ran = within(whole, "check", "--project")
    assert (ran.returncode, "okänd rapport «on»" in ran.stderr) == (1, True)


def test_a_project_in_which_all_is_used_says_so(whole: Project) -> None:
    build_database(whole)
    ran = within(whole, "check", "--project")
    assert (ran.returncode, said(ran)) == (0, "Allt i projektet används.\n")
