"""An analyst's word against the rule: it holds for the figures that it was said of, and no longer."""

from pathlib import Path

import pytest
from tests.editions import Edition, Editions
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import InputFaults
from analysis.report import Report

HEADING = "document;goal;field;value;name;date;reason;outcome;target;previous"
BERTHS = "annual-2031;full-hamn;assessment;worse;controller;2032-02-01;87 av 90 är långt från målet;87;90;84"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small data, to be overridden wrongly."""
    return small_project(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """An edition whose figures an override was said of, and one whose figures have changed since."""
    return Editions(tmp_path_factory.mktemp("ändrat"), [overridden, changed_since])


def override(data: Path, *rows: str) -> None:
    """Write overrides beside those that are there."""
    path = data / "reviews" / "overrides.csv"
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else HEADING + "\n"
    path.write_text(before + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def overridden(edition: Edition) -> None:
    override(edition.reference.parent, edition.dated(BERTHS))


def changed_since(edition: Edition) -> None:
    overridden(edition)
    berths = "batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;87;"
    edition.edit("observations.csv", (berths, berths.replace("87", "88")))


STATUS = """SELECT assessment_published, assessment_computed, assessment_final FROM goal_status
    WHERE document = $document AND goal = 'Båtplatserna är uthyrda'"""


def test_an_override_decides_and_the_others_are_kept_beside_it(made: Editions) -> None:
    assert made.asked(overridden, STATUS) == [("near", "worse", "worse")]
    report = made.report(overridden)
    row = next(line for line in report.goals().plain.split("\n") if line.startswith("Båtplatserna"))
    assert "Motvind" in row
    assert "Ändrad för hand av controller, 1 februari 2032: 87 av 90 är långt från målet" in row
    assert "Publicerat: Stiltje" in row
    assert "ja\t87 av 90" in report.overrides().plain


def test_an_override_lapses_when_its_figures_change(made: Editions) -> None:
    assert made.asked(changed_since, STATUS) == [("near", "near", "near")]
    report = made.report(changed_since)
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
    override(project.data, row)
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
