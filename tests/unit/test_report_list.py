"""The list of reports: kept, and planned again when anything that it follows from has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.making import SMALL, small_project, write_notebook, write_report

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.make.plan import plan_reports
from analysis.make.report_ids import known_reports
from analysis.make.report_list import FILE, report_list


@pytest.fixture
def project(small: Built, tmp_path: Path) -> Project:
    """A project with two reports, one of them with a chapter an area."""
    made = small_project(tmp_path, small)
    write_notebook(made, "hello", 'process_area: str = ""', "print(1)")
    write_notebook(made, "other", "print(2)")
    write_report(made, "areas", {"notebook": "other", "title": "En"}, **SMALL)
    write_report(made, "one", {"notebook": "other", "title": "En"}, **SMALL)
    return made


def told(project: Project) -> tuple[list[tuple[str, str, int]], list[str]]:
    rows, errors = report_list(project, known_reports(project))
    return [(row.report, row.title, row.chapters) for row in rows], [str(error) for error in errors]


def planned(project: Project) -> tuple[list[tuple[str, str, int]], list[str]]:
    reports, errors = plan_reports(project, known_reports(project))
    return [(each.report, each.title, len(each.jobs)) for each in reports], [str(error) for error in errors]


def retitle(project: Project) -> None:
    path = project.parameters / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Prov one", "Annan titel"), encoding="utf-8")


def add_chapter(project: Project) -> None:
    write_report(project, "one", *({"notebook": "other", "title": title} for title in "AB"), **SMALL)


def misspell(project: Project) -> None:
    write_report(project, "one", {"notebook": "other", "title": "En"}, **SMALL | {"yaer": 2031})


def rename_parameter(project: Project) -> None:
    path = project.notebooks / "other.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("year: int", "yaer: int"), encoding="utf-8")


def remove_notebook(project: Project) -> None:
    (project.notebooks / "other.ipynb").unlink()


def build_without_its_organisation(project: Project) -> None:
    for path in (project.data / "reference", project.data / "sources"):
        for file in path.rglob("*.csv"):
            file.write_text(file.read_text(encoding="utf-8-sig").replace("HAMN", "KAJ"), encoding="utf-8-sig")
    for file in (project.data / "sources").rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("HAMN", "KAJ"), encoding="utf-8")
    build_database(project)


def remove_database(project: Project) -> None:
    project.database.unlink()


CHANGES = (
    retitle,
    add_chapter,
    misspell,
    rename_parameter,
    remove_notebook,
    build_without_its_organisation,
    remove_database,
)


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_the_list_says_what_a_plan_says(project: Project, change: Callable[[Project], None]) -> None:
    before = told(project)
    assert before == planned(project)
    change(project)
    assert told(project) == planned(project)
    assert told(project) != before


def test_what_is_known_is_not_planned_again(project: Project) -> None:
    before = told(project)
    kept = project.state / FILE
    kept.write_text(kept.read_text(encoding="utf-8").replace("Prov one", "Ur minnet"), encoding="utf-8")
    assert [row[1] for row in told(project)[0]] == ["Prov areas", "Ur minnet"]
    kept.write_text("{torn", encoding="utf-8")
    assert told(project) == before
