"""Who has not delivered figures, by what the real documents lack."""

from collections.abc import Callable

import duckdb
import pytest

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.schedule.missing_figures import Undelivered, undelivered
from analysis.store.query import ask
from tests.making import whole_project

Rows = list[tuple[str, str, str, list[str]]]
GOALS_2016 = [
    ("KLK", "Att värna demokrati", "outcome", ["Delaktighetsindex"]),
    (
        "KLK",
        "Att tillgodose behovet av berikande kultur och fritid",
        "outcome",
        ["Påbörjat införande av e-arkiv"],
    ),
    (
        "KLK",
        "Att tillgodose behovet av miljö- och samhällsbyggnadsarbete",
        "outcome",
        ["Tillgång till bredband"],
    ),
    (
        "KLK",
        "Att bedriva samhällsskydd och beredskap",
        "outcome",
        ["Kontinuitetsplaner för samhällsviktig verksamhet"],
    ),
    ("KLK", "Processkvalitet", "outcome", ["Verksamheter med handlingsplan för jämställdhet"]),
]
#: The symbols of the interim report were lost; its statuses are blank.
COMMITMENTS_2020 = {
    "Näringsliv och arbete": 2,
    "Utbildning": 1,
    "Hållbar samhällsbyggnad": 3,
    "Samhällsskydd och beredskap": 4,
    "Demokrati": 3,
    "Berikande kultur och fritid": 1,
    "God kvalitet och värdeskapande processer": 7,
    "Attraktiv arbetsgivare": 1,
    "Ekonomi": 1,
}


def rows_of(database: duckdb.DuckDBPyConnection, document: str, organisation: str) -> Rows:
    found = ask(database, "undelivered", document=document, organisation=organisation)
    return [(row["organisation"], row["area"], row["what"], row["names"]) for row in found.iter_rows(named=True)]


def test_goals_without_outcome_are_told_unless_the_document_does_not_evaluate_them(
    database: duckdb.DuckDBPyConnection,
) -> None:
    assert rows_of(database, "annual-2016", "KLK") == GOALS_2016


def test_commitments_without_status_are_told_area_by_area(database: duckdb.DuckDBPyConnection) -> None:
    rows = rows_of(database, "interim1-2020", "KS")
    assert {area: len(names) for _, area, _, names in rows} == COMMITMENTS_2020
    assert {(organisation, what) for organisation, _, what, _ in rows} == {("KS", "status")}
    assert rows[0][3] == ["Koncernens service till näringslivet", "Tillväxt, jobb och kompetensförsörjning"]


@pytest.mark.parametrize(
    ("document", "organisation"),
    [
        ("annual-2016", "KoU"),
        # Goals of 2022 without an indicator are not measured, and a plan has no outcomes yet.
        ("annual-2022", "KS"),
        ("plan-2019", "KLK"),
        ("plan-2019", "KoU"),
        ("evaluation-2011", "EK"),
    ],
)
def test_nothing_is_missing_elsewhere(database: duckdb.DuckDBPyConnection, document: str, organisation: str) -> None:
    assert rows_of(database, document, organisation) == []


def test_a_figure_that_is_taken_away_is_missing(
    project: Project, edit: Callable[[str, str, str], int], built: Built
) -> None:
    whole_project(project.root, built)
    row = "annual_plan;hallbar-utveckling;demokrati;Eskilstuna Direkt, e-tjänster och webb;KLK;"
    edit("sources/annual-2016/commitments.csv", f"{row}done;printed;100;", f"{row};lost;100;")
    build_database(project)
    found = [row for row in undelivered(project, ["annual-2016-klk", "annual-2016-klk"]) if row.what == "status"]
    assert found == [
        Undelivered(
            document="annual-2016",
            organisation="KLK",
            organisation_name="Kommunledningskontoret",
            area="Att värna demokrati",
            what="status",
            names=("Eskilstuna Direkt, e-tjänster och webb",),
        )
    ]
    assert str(found[0]) == (
        "Kommunledningskontoret (KLK), Att värna demokrati: 1 åtagande saknar status: "
        "Eskilstuna Direkt, e-tjänster och webb"
    )
