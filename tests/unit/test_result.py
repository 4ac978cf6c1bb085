"""The result in a sentence or two, and tables without what the source leaves blank."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.judge.amounts import judge_amounts
from analysis.present.table import Table
from analysis.present.text.result_told import expected_told, result_told
from analysis.report import Report
from analysis.report.money import _with_amounts

THOUSANDS = "17\N{NARROW NO-BREAK SPACE}104"
MARCH, YEAR = date(2020, 3, 31), date(2020, 12, 31)


def results(*amounts: tuple[str, date, float | None], good: int = 1, first: int = 2, **other: object) -> pl.DataFrame:
    """A line of results: measure, last day and amount of each column; plus in its variance is good."""
    rows: list[dict[str, Any]] = [
        {
            "file": "ledger.csv",
            "file_row": row,
            "document": "d",
            "statement": "income_statement",
            "scale": "kr",
            "organisation": "KS",
            "line_no": 1,
            "line": "Resultat",
            "measure": measure,
            "unit": "mnkr",
            "factor": 1e6,
            "is_result": True,
            "more_is_good": 1,
            "plus_is_good": good,
            "period_start": date(2020, 1, 1),
            "period_end": until,
            "amount": amount,
            "decimals": 1,
            "missing": "not_reported" if amount is None else None,
        }
        | other
        for row, (measure, until, amount) in enumerate(amounts, start=first)
    ]
    rows = [{"symbol": row["unit"]} | row for row in rows]
    return pl.DataFrame(rows, schema_overrides={"amount": pl.Float64, "missing": pl.String})


def told_of(lines: pl.DataFrame) -> str:
    """What is told of lines once their amounts are judged."""
    return result_told(lines.join(judge_amounts(lines), on=["file", "file_row"], how="left"), MARCH)


@pytest.mark.parametrize(
    ("actual", "budget", "told"),
    [
        (17.1, 0.7, "Resultatet för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr bättre än budgeten på 0,7 mnkr."),
        (-2.0, 1.0, "Resultatet för jan.–mars 2020 är −2,0 mnkr, 3,0 mnkr sämre än budgeten på 1,0 mnkr."),
        (1.0, 1.0, "Resultatet för jan.–mars 2020 är 1,0 mnkr, precis som budgeten."),
    ],
)
def test_a_result_is_told_against_the_budget_of_the_same_months(actual: float, budget: float, told: str) -> None:
    assert told_of(results(("actual", MARCH, actual), ("budget", MARCH, budget))) == told


def test_what_has_no_common_ground_is_not_compared() -> None:
    places = results(("budget", MARCH, 12.0), unit="st", factor=1.0, scale=None, first=3)
    assert told_of(pl.concat([results(("actual", MARCH, 17.1)), places], how="vertical_relaxed")) == ""


def test_how_far_from_a_budget_is_exact_and_has_the_decimals_that_show_it() -> None:
    minutes = results(("budget", MARCH, 90.0), unit="min", factor=1.0, scale="min", decimals=0, first=3)
    hours = results(("actual", MARCH, 1.5), unit="h", factor=60.0, scale="min")
    (own, other) = judge_amounts(pl.concat([hours, minutes])).rows(named=True)
    assert (own["in_ground"], own["from_budget"], own["from_budget_side"]) == (90.0, 0.0, 0)
    assert (other["in_ground"], other["from_budget"]) == (90.0, None)
    near = judge_amounts(results(("actual", MARCH, 9.999), ("budget", MARCH, 10.0))).row(0, named=True)
    assert (near["from_budget"], near["from_budget_decimals"], near["from_budget_side"]) == (0.001, 3, -1)


def test_a_result_without_budget_is_not_compared() -> None:
    assert told_of(results(("actual", MARCH, 1.0), ("budget", YEAR, 1.0))) == ""


@pytest.mark.parametrize(
    ("variance", "good", "told"),
    [
        (7.8, 1, "Prognosen för 2020 är 5,0 mnkr, 7,8 mnkr bättre än budget."),
        (7.8, -1, "Prognosen för 2020 är 5,0 mnkr, 7,8 mnkr sämre än budget."),
        (7.8, 0, "Prognosen för 2020 är 5,0 mnkr."),
    ],
)
def test_a_forecast_is_told_on_the_side_that_the_tables_signs_mean(variance: float, good: int, told: str) -> None:
    assert expected_told(results(("forecast", YEAR, 5.0), ("variance", YEAR, variance), good=good)) == told


def test_a_forecast_that_is_the_budget_is_told_so() -> None:
    assert expected_told(results(("forecast", YEAR, 5.0), ("variance", YEAR, 0.0))) == (
        "Prognosen för 2020 är 5,0 mnkr, precis som budget."
    )


def test_a_variance_is_told_with_its_own_unit_and_decimals() -> None:
    thousands = results(("variance", YEAR, -400.0), unit="tkr", factor=1e3, decimals=0)
    lines = pl.concat([results(("forecast", YEAR, 5.0)), thousands])
    assert expected_told(lines) == "Prognosen för 2020 är 5,0 mnkr, 400 tkr sämre än budget."


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        (17100.0, "Resultatet för jan.–mars 2020 är 17,1 mnkr, precis som budgeten."),
        (700.0, "Resultatet för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr bättre än budgeten på 700 tkr."),
        (
            17104.0,
            f"Resultatet för jan.–mars 2020 är 17,1 mnkr, 0,004 mnkr sämre än budgeten på {THOUSANDS} tkr.",
        ),
    ],
)
def test_outcome_and_budget_are_compared_in_one_unit(budget: float, told: str) -> None:
    thousands = results(("budget", MARCH, budget), unit="tkr", factor=1e3, decimals=0, first=3)
    assert told_of(pl.concat([results(("actual", MARCH, 17.1)), thousands])) == told


@pytest.mark.parametrize(
    ("good", "told"),
    [
        (1, "Resultat för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr bättre än budgeten på 0,7 mnkr."),
        (-1, "Resultat för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr sämre än budgeten på 0,7 mnkr."),
        (0, "Resultat för jan.–mars 2020 är 17,1 mnkr. Budgeten är 0,7 mnkr."),
    ],
)
def test_a_total_that_nobody_knows_to_be_a_result_is_called_by_its_name(good: int, told: str) -> None:
    lines = results(("actual", MARCH, 17.1), ("budget", MARCH, 0.7), is_result=False, more_is_good=good)
    assert told_of(lines) == told


def test_only_lines_and_columns_without_any_amount_are_left_out() -> None:
    lines = results(("actual", MARCH, 1.0), ("budget", MARCH, None))
    blank = lines.with_columns(line_no=2, line=pl.lit("Tom"), amount=None, missing=pl.lit("not_reported"))
    shown, empty = _with_amounts(pl.concat([lines, blank.select(lines.columns).cast(lines.schema)]))
    assert (shown.select("line", "measure").rows(), empty) == ([("Resultat", "actual")], ["Tom"])
    secret = lines.with_columns(missing=pl.lit("secret"), amount=pl.lit(None, pl.Float64))
    assert _with_amounts(secret)[0].height == secret.height


def test_a_plan_names_its_departments_table_after_the_budget(built: Built) -> None:
    plan = Report(organisation="KLK", year=2019, database=built.path).statement("department")
    year = Report(organisation="KLK", year=2016, database=built.path).statement("department")
    assert isinstance(plan, Table)
    assert isinstance(year, Table)
    assert plan.caption == "Budget och resultat per avdelning, KLK 2019"
    assert year.caption == "Resultat per avdelning, KLK 2016"
