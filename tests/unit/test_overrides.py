"""An analyst's word against the rule: it holds for the figures that it was said of, and no longer."""

from pathlib import Path

import pytest
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import InputFaults
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

HEADING = "document;goal;field;value;name;date;reason;outcome;target;previous"
BERTHS = "annual-2031;full-hamn;assessment;worse;controller;2032-02-01;87 av 90 är långt från målet;87;90;84"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small data with one override."""
    made = small_project(tmp_path)
    override(made, BERTHS)
    return made


def override(project: Project, *rows: str) -> None:
    folder = project.data / "reviews"
    folder.mkdir(exist_ok=True)
    (folder / "overrides.csv").write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")


def status(project: Project) -> tuple[str, ...]:
    sql = """SELECT assessment_published, assessment_computed, assessment_final FROM goal_status
    WHERE document = 'annual-2031' AND goal = 'Båtplatserna är uthyrda'"""
    with open_database(build_database(project).path) as connection:
        return ask_sql(connection, sql).row(0)


def test_an_override_decides_and_the_others_are_kept_beside_it(project: Project) -> None:
    assert status(project) == ("near", "worse", "worse")
    report = Report(organisation="HAMN", year=2031, database=project.database)
    row = next(line for line in report.goals().plain.split("\n") if line.startswith("Båtplatserna"))
    assert "Motvind" in row
    assert "Ändrad för hand av controller, 1 februari 2032: 87 av 90 är långt från målet" in row
    assert "Publicerat: Stiltje" in row
    assert "ja\t87 av 90" in report.overrides().plain


def test_an_override_lapses_when_its_figures_change(project: Project) -> None:
    path = project.data / "sources" / "annual-2031" / "observations.csv"
    content = path.read_text(encoding="utf-8")
    berths = "batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;87;"
    path.write_text(content.replace(berths, berths.replace("87", "88")), encoding="utf-8")
    assert status(project) == ("near", "near", "near")
    report = Report(organisation="HAMN", year=2031, database=project.database)
    assert "nej, siffrorna har ändrats: måste ses över igen" in report.overrides().plain
    assert "Ändrad för hand" not in report.goals().plain


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (BERTHS.replace("full-hamn", "ful-hamn"), "goal", "ful-hamn"),
        (BERTHS.replace("worse", "sämre"), "value", "sämre"),
        (BERTHS.replace("assessment", "bedömning"), "field", "bedömning"),
        (BERTHS.replace("2032-02-01", "1 februari"), "date", "1 februari"),
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
