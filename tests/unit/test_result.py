"""The result in a sentence or two, and tables without what the source leaves blank."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.present.table import Table
from analysis.report import Report
from analysis.report.money import _expected, _result, _with_amounts

MARCH, YEAR = date(2020, 3, 31), date(2020, 12, 31)


def results(*amounts: tuple[str, date, float | None]) -> pl.DataFrame:
    """A line of results: measure, last day and amount of each column."""
    rows: list[dict[str, Any]] = [
        {
            "organisation": "KS",
            "line_no": 1,
            "line": "Resultat",
            "measure": measure,
            "unit": "mnkr",
            "period_start": date(2020, 1, 1),
            "period_end": until,
            "amount": amount,
            "decimals": 1,
            "missing": "not_reported" if amount is None else None,
        }
        for measure, until, amount in amounts
    ]
    return pl.DataFrame(rows, schema_overrides={"amount": pl.Float64, "missing": pl.String})


@pytest.mark.parametrize(
    ("actual", "budget", "told"),
    [
        (17.1, 0.7, "Resultatet för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr bättre än budgeten på 0,7 mnkr."),
        (-2.0, 1.0, "Resultatet för jan.–mars 2020 är −2,0 mnkr, 3,0 mnkr sämre än budgeten på 1,0 mnkr."),
        (1.0, 1.0, "Resultatet för jan.–mars 2020 är 1,0 mnkr, precis som budgeten."),
    ],
)
def test_a_result_is_told_against_the_budget_of_the_same_months(actual: float, budget: float, told: str) -> None:
    assert _result(results(("actual", MARCH, actual), ("budget", MARCH, budget)), MARCH) == told


def test_a_result_without_budget_is_not_compared() -> None:
    assert _result(results(("actual", MARCH, 1.0), ("budget", YEAR, 1.0)), MARCH) == ""


@pytest.mark.parametrize(
    ("variance", "good", "told"),
    [
        (7.8, 1, "Prognosen för 2020 är 5,0 mnkr, 7,8 mnkr bättre än budget."),
        (7.8, -1, "Prognosen för 2020 är 5,0 mnkr, 7,8 mnkr sämre än budget."),
        (7.8, 0, "Prognosen för 2020 är 5,0 mnkr."),
    ],
)
def test_a_forecast_is_told_on_the_side_that_the_tables_signs_mean(variance: float, good: int, told: str) -> None:
    assert _expected(results(("forecast", YEAR, 5.0), ("variance", YEAR, variance)), good) == told


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
