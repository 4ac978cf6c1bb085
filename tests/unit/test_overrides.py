"""An analyst's word against the rule: it holds for the figures that it was said of, and no longer."""

from pathlib import Path

import pytest
from tests.conftest import copy_of_data

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import InputFaults
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

HEADING = "document;goal;field;value;name;date;reason;outcome;target;previous"
JOBS = "annual-2016;etableringar;assessment;worse;controller;2017-02-01;232 av 300 är långt från målet;232;300;"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The real data with one override."""
    made = copy_of_data(tmp_path)
    override(made, JOBS)
    return made


def override(project: Project, *rows: str) -> None:
    folder = project.data / "reviews"
    folder.mkdir(exist_ok=True)
    (folder / "overrides.csv").write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")


def status(project: Project) -> tuple[str, ...]:
    sql = """SELECT assessment_published, assessment_computed, assessment_final FROM goal_status
    WHERE document = 'annual-2016' AND goal = 'Arbetstillfällen genom etableringar'"""
    with open_database(build_database(project).path) as connection:
        return ask_sql(connection, sql).row(0)


def test_an_override_decides_and_the_others_are_kept_beside_it(project: Project) -> None:
    assert status(project) == ("near", "worse", "worse")
    report = Report(organisation="KLK", year=2016, database=project.database)
    row = next(line for line in report.goals().plain.split("\n") if line.startswith("Arbetstillfällen"))
    assert "Sämre än målet" in row
    assert "Ändrad för hand av controller, 1 februari 2017: 232 av 300 är långt från målet" in row
    assert "Publicerat: Nära målet" in row
    assert "ja\t232 av 300" in report.overrides().plain


def test_an_override_lapses_when_its_figures_change(project: Project) -> None:
    path = project.data / "sources" / "annual-2016" / "observations.csv"
    content = path.read_text(encoding="utf-8")
    jobs = "etablering-jobb;EK;T;year;2016-01-01;2016-12-31;outcome;;232;"
    path.write_text(content.replace(jobs, jobs.replace("232", "295")), encoding="utf-8")
    assert status(project) == ("near", "near", "near")
    report = Report(organisation="KLK", year=2016, database=project.database)
    assert "nej, siffrorna har ändrats: måste ses över igen" in report.overrides().plain
    assert "Ändrad för hand" not in report.goals().plain


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (JOBS.replace("etableringar", "etablering"), "goal", "etablering"),
        (JOBS.replace("worse", "sämre"), "value", "sämre"),
        (JOBS.replace("assessment", "bedömning"), "field", "bedömning"),
        (JOBS.replace("2017-02-01", "1 februari"), "date", "1 februari"),
    ],
)
def test_a_wrong_override_is_told_and_nothing_is_built(project: Project, row: str, column: str, value: str) -> None:
    override(project, row)
    with pytest.raises(InputFaults) as rejected:
        build_database(project)
    assert [(f.file, f.row, f.column, f.value) for f in rejected.value.faults] == [
        ("reviews/overrides.csv", 2, column, value)
    ]
    assert not project.database.exists()


def test_without_overrides_nothing_is_said(built_report: Report) -> None:
    assert built_report.overrides().plain == "Ingen bedömning eller trend är ändrad för hand."


@pytest.fixture
def built_report(built: Built) -> Report:
    """The real report of 2016, without any override."""
    return Report(organisation="KLK", year=2016, database=built.path)
