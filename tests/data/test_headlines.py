"""The headline counts of the document, recomputed from the public views."""

import duckdb
import pytest

from analysis.store.query import ask_sql

Counts = dict[str | None, int]

ASSESSED = """
SELECT assessment_published, count(*) FROM goal_status
WHERE document = 'annual-2016' AND organisation = 'KLK' AND perspective = $perspective GROUP BY ALL
"""
COMMITTED = """
SELECT status, count(*) FROM commitment_status
WHERE document = 'annual-2016' AND organisation = $organisation GROUP BY ALL
"""


@pytest.mark.parametrize(
    ("perspective", "counts"),
    [
        ("effektiv-organisation", {"better": 6, "near": 1, "worse": 3, "not_evaluated": 4}),
        ("hallbar-utveckling", {"better": 4, "near": 4, "worse": 7, "not_evaluated": 2}),
    ],
)
def test_goals_by_published_assessment(database: duckdb.DuckDBPyConnection, perspective: str, counts: Counts) -> None:
    assert dict(ask_sql(database, ASSESSED, perspective=perspective).rows()) == counts


@pytest.mark.parametrize(
    ("organisation", "counts"),
    [("KLK", {"done": 18, "ongoing": 27, "delayed": 2, "not_started": 2}), ("KoU", {"done": 10, "ongoing": 6})],
)
def test_commitments_by_status(database: duckdb.DuckDBPyConnection, organisation: str, counts: Counts) -> None:
    assert dict(ask_sql(database, COMMITTED, organisation=organisation).rows()) == counts


@pytest.mark.parametrize(
    ("view", "counts"),
    [
        ("goal_status", {"KLK": 31, "KoU": 1}),
        ("commitment_status", {"KLK": 49, "KoU": 16}),
        ("process_area_status", {"KLK": 9, "KoU": 6}),
    ],
)
def test_rows_by_organisation(database: duckdb.DuckDBPyConnection, view: str, counts: Counts) -> None:
    query = f"SELECT organisation, count(*) FROM {view} WHERE document = 'annual-2016' GROUP BY ALL"
    assert dict(ask_sql(database, query).rows()) == counts


def test_the_council_decided_the_goals_of_the_organisation_and_the_board_the_others(
    database: duckdb.DuckDBPyConnection,
) -> None:
    query = "SELECT decided_by, count(*) FROM goal WHERE document = 'annual-2016' AND organisation = 'KLK' GROUP BY ALL"
    assert dict(ask_sql(database, query).rows()) == {"KF": 14, "KS": 17}


def test_six_commitments_of_kou_are_carried_over_to_2017(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT status, count(*) FROM commitment WHERE organisation = 'KoU' AND carried_to = 2017 GROUP BY ALL"
    assert ask_sql(database, query).rows() == [("ongoing", 6)]
