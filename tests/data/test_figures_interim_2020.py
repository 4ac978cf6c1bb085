"""Figures of the first interim report of 2020, read in the document by eye."""

from datetime import date

import duckdb
import pytest

from analysis.store.query import ask_sql

MARCH_2019, MARCH_2020, YEAR = date(2019, 3, 31), date(2020, 3, 31), date(2020, 12, 31)
AMOUNTS = """
SELECT measure, period_end, amount FROM ledger
WHERE document = 'interim1-2020' AND statement = $statement AND line = $line AND unit = 'mnkr'
"""
KEY_FIGURES = """
SELECT DISTINCT sex, value FROM key_figure
WHERE document = 'interim1-2020' AND organisation = 'KLK' AND indicator = $indicator AND measure = 'outcome'
AND period_end = $day::DATE AND value IS NOT NULL
"""


@pytest.mark.parametrize(
    ("line", "actual_2019", "actual", "budget", "variance", "forecast", "forecast_variance"),
    [
        ("INTÄKTER", 111.7, 113.7, 110.3, 3.4, 441.0, 0.0),
        ("KOSTNADER", -99.3, -96.6, -109.5, 12.9, -433.2, 7.8),
        ("Varav personalkostnader", -23.3, -27.5, -26.4, -1.1, -107.9, 0.7),
        ("Lokalkostnader", -1.4, -1.3, -1.3, 0.0, -5.2, 0.0),
        ("Köp av verksamhet", None, None, None, None, None, None),
        ("Resultat inkl över-/underskott", 12.4, 17.1, 0.7, 16.4, 7.8, 7.8),
    ],
)
def test_a_line_of_the_income_statement(
    database: duckdb.DuckDBPyConnection,
    line: str,
    actual_2019: float | None,
    actual: float | None,
    budget: float | None,
    variance: float | None,
    forecast: float | None,
    forecast_variance: float | None,
) -> None:
    cells = ask_sql(database, AMOUNTS, statement="income_statement", line=line).rows()
    assert {(measure, end): amount for measure, end, amount in cells} == {
        ("actual", MARCH_2019): actual_2019,
        ("actual", MARCH_2020): actual,
        ("budget", MARCH_2020): budget,
        ("variance", MARCH_2020): variance,
        ("forecast", YEAR): forecast,
        ("variance", YEAR): forecast_variance,
    }


@pytest.mark.parametrize(
    ("line", "variance_2019", "variance", "budget", "forecast_variance"),
    [
        ("KS/kommunledningskontoret", -2.1, -2.2, 0.0, 0.0),
        ("KLK Ledning", 0.4, 2.9, -80.5, 2.3),
        ("KLK Ekonomi och kvalitet", -0.4, -0.2, -52.7, 1.3),
        ("KLK HR", -0.9, 2.8, -85.9, 1.0),
        ("KLK Välfärd", 3.7, 1.8, -17.8, 1.6),
        ("KLK Näringsliv", 5.7, 8.7, -61.8, 0.0),
        ("KLK Kommunikation, IT och digitalisering", 2.4, 1.5, -93.1, 0.4),
        ("KLK Miljö och samhällsbyggnad", 2.6, 1.0, -37.7, 1.2),
        ("Summa Kommunstyrelsen", 11.5, 16.4, -429.5, 7.8),
    ],
)
def test_a_department_of_the_interim_report(
    database: duckdb.DuckDBPyConnection,
    line: str,
    variance_2019: float,
    variance: float,
    budget: float,
    forecast_variance: float,
) -> None:
    cells = ask_sql(database, AMOUNTS, statement="department", line=line).rows()
    assert {(measure, end): amount for measure, end, amount in cells} == {
        ("variance", MARCH_2019): variance_2019,
        ("variance", MARCH_2020): variance,
        ("budget", YEAR): budget,
        ("variance", YEAR): forecast_variance,
    }


def test_the_explained_deviation_is_the_forecast(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT list(amount ORDER BY line), round(sum(amount), 1) FROM ledger
        WHERE document = 'interim1-2020' AND statement = 'variance_explanation'"""
    assert ask_sql(database, query).rows() == [([1.0, 1.0, 4.0, 1.8], 7.8)]


def test_the_tables_on_the_pandemic_and_investments_are_empty(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT line FROM ledger WHERE document = 'interim1-2020' AND amount IS NULL
        AND (line LIKE 'Prognostiserad%' OR statement = 'investment') ORDER BY line"""
    assert ask_sql(database, query).to_series().to_list() == [
        "Investeringar",
        "Prognostiserad intäktsminskning",
        "Prognostiserad kostnadsminskning",
        "Prognostiserad kostnadsökning",
    ]


@pytest.mark.parametrize(
    ("indicator", "day", "figures"),
    [
        ("anstallda", "2020-03-31", {"T": 108, "K": 74, "M": 34}),
        ("anstallda-visstid", "2020-03-31", {"T": 9}),
        ("avgangar", "2020-03-31", {"T": 3}),
        ("sjukfranvaro", "2020-02-29", {"K": 3.4, "M": 0.6, "T": 2.5}),
        ("sjukfranvaro", "2019-02-28", {"K": 3.1, "M": 1.4, "T": 2.6}),
        ("sjukfranvaro-0-14", "2020-02-29", {"K": 1.0, "M": 0.6, "T": 0.8}),
        ("sjukfranvaro-0-14", "2019-02-28", {"K": 1.6, "M": 0.7, "T": 1.3}),
        ("sjukfranvaro-15", "2020-02-29", {"K": 2.4, "T": 1.7}),
        ("sjukfranvaro-15", "2019-02-28", {"K": 1.5, "M": 0.7, "T": 1.3}),
    ],
)
def test_staff_and_sick_leave_by_sex(
    database: duckdb.DuckDBPyConnection, indicator: str, day: str, figures: dict[str, float]
) -> None:
    assert dict(ask_sql(database, KEY_FIGURES, indicator=indicator, day=day).rows()) == figures


@pytest.mark.parametrize(
    ("indicator", "points"), [("sjukfranvaro", -0.1), ("sjukfranvaro-0-14", -0.5), ("sjukfranvaro-15", 0.4)]
)
def test_a_change_is_in_points_though_the_heading_says_percent(
    database: duckdb.DuckDBPyConnection, indicator: str, points: float
) -> None:
    query = """SELECT value, unit FROM key_figure
        WHERE document = 'interim1-2020' AND indicator = $indicator AND measure = 'change'"""
    assert ask_sql(database, query, indicator=indicator).rows() == [(points, "pp")]


def test_long_sick_leave_of_men_is_a_dash_and_not_zero(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT period_end, value FROM key_figure WHERE document = 'interim1-2020'
        AND indicator = 'sjukfranvaro-15' AND sex = 'M' ORDER BY period_end"""
    assert ask_sql(database, query).rows() == [(date(2019, 2, 28), 0.7), (date(2020, 2, 29), None)]


def test_commitments_of_the_interim_report_have_lost_their_status(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT kind, status, completion_pct, count(*) FROM commitment_status
        WHERE document = 'interim1-2020' AND organisation = 'KS' GROUP BY ALL ORDER BY kind"""
    assert ask_sql(database, query).rows() == [("annual_plan", None, None, 16), ("own", None, None, 7)]


@pytest.mark.parametrize(
    ("label", "owners"),
    [
        (
            "Tillväxt, jobb och kompetensförsörjning",
            ["KS", "SBN", "MRN", "AVN", "FSN", "GSN", "GN", "TSN", "VON", "ALLA-BOLAG"],
        ),
        ("Koncernens service till näringslivet", ["KS", "SBN", "MRN", "SEN", "ALLA-BOLAG"]),
        (
            "Prioriterade stadsdelar under flera år",
            ["KS", "AVN", "FSN", "GSN", "GN", "KFN", "MRN", "SN", "VON", "ÖFNES", "KFAST"],
        ),
        ("Bättre tillgänglighet med servicemodellen", ["KS", "ALLA-NAMNDER"]),
        ("Effektiviseringar och högre intäkter till 2022", ["KS", "ALLA-NAMNDER", "ALLA-BOLAG"]),
        ("Klimatplan tas fram", ["KS", "KLK"]),
    ],
)
def test_owners_of_a_commitment(database: duckdb.DuckDBPyConnection, label: str, owners: list[str]) -> None:
    query = "SELECT owners FROM commitment_status WHERE document = 'interim1-2020' AND commitment = $label"
    assert ask_sql(database, query, label=label).to_series().to_list() == [owners]


def test_every_commitment_says_what_was_done(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT commitment FROM commitment_status WHERE document = 'interim1-2020' AND commitment NOT IN (
        SELECT subject FROM narrative WHERE document = 'interim1-2020' AND subject_type = 'commitment')"""
    assert ask_sql(database, query).rows() == []
