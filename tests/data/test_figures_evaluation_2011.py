"""Figures of the outside evaluation of 2011, read in the document by eye."""

import duckdb
import pytest

from analysis.store.query import ask_sql


@pytest.mark.parametrize(
    ("area_no", "area", "questions", "achieved", "percent", "summed"),
    [
        (1, "Offentlighet och demokrati", 5, 51, 51, 51),
        (2, "Tillgänglighet och brukarorientering", 6, 54, 54, 55),
        (3, "Politisk styrning och kontroll", 5, 81, 81, 81),
        (4, "Ledarskap, ansvar och delegation", 6, 63, 63, 64),
        (5, "Resultat och effektivitet", 6, 64, 62, 64),
        (6, "Kommunen som arbetsgivare - personalpolitik", 6, 66, 66, 67),
        (7, "Verksamhetsutveckling", 5, 56, 56, 56),
        (8, "Kommunen som samhällsbyggare", 6, 68, 68, 69),
    ],
)
def test_an_area_of_the_evaluation(
    database: duckdb.DuckDBPyConnection,
    area_no: int,
    area: str,
    questions: int,
    achieved: float,
    percent: float,
    summed: float,
) -> None:
    query = "SELECT area, achieved, max, percent, summed FROM evaluation_area WHERE area_no = $area_no"
    assert ask_sql(database, query, area_no=area_no).rows() == [(area, achieved, 100, percent, summed)]
    asked = "SELECT count(*), sum(max) FROM evaluation_score WHERE area_no = $area_no"
    assert ask_sql(database, asked, area_no=area_no).rows() == [(questions, 100)]


@pytest.mark.parametrize(
    ("question", "achieved", "most", "percent"),
    [
        ("1.3", 6, 25, 26),
        ("1.5", 2, 10, 16),
        ("2.1", 14, 15, 90),
        ("2.2", 6, 25, 23),
        ("3.1", 14, 15, 95),
        ("3.4", 19, 20, 95),
        ("4.2", 3, 10, 30),
        ("5.5", 9, 20, 37),
        ("6.5", 13, 15, 88),
        ("7.4", 1, 20, 7),
        ("8.6", 17, 20, 83),
    ],
)
def test_a_question_of_the_evaluation(
    database: duckdb.DuckDBPyConnection, question: str, achieved: float, most: float, percent: float
) -> None:
    query = "SELECT achieved, max, percent FROM evaluation_score WHERE question_no = $question"
    assert ask_sql(database, query, question=question).rows() == [(achieved, most, percent)]


def test_the_strongest_and_the_weakest_question(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT question_no FROM evaluation_score ORDER BY percent"
    order = ask_sql(database, query).to_series().to_list()
    assert order[0] == "7.4"
    assert set(order[-2:]) == {"3.1", "3.4"}
    assert len(order) == 45


def test_findings_by_kind(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT kind, count(*) FROM evaluation_finding WHERE document = 'evaluation-2011' GROUP BY ALL"
    assert dict(ask_sql(database, query).rows()) == {"strength": 39, "partly": 28, "improvement": 25}


@pytest.mark.parametrize(
    ("indicator", "measure", "value"),
    [
        ("invanare", "outcome", 95577),
        ("invanare", "change", 792),
        ("anstallda", "outcome", 7457),
        ("servicedeklarationer", "outcome", 26),
        ("vanorter", "outcome", 13),
        ("kommunkompassen-poang", "outcome", None),
    ],
)
def test_a_fact_about_the_municipality(
    database: duckdb.DuckDBPyConnection, indicator: str, measure: str, value: float | None
) -> None:
    query = """SELECT value FROM key_figure WHERE document = 'evaluation-2011' AND organisation = 'EK'
        AND indicator = $indicator AND measure = $measure"""
    assert ask_sql(database, query, indicator=indicator, measure=measure).rows() == [(value,)]
