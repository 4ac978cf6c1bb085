"""The result so far and the one expected, each against its budget, in a sentence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from analysis.base.vocabulary import PeriodType
from analysis.words.days import period
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import exact, number, with_unit
from analysis.words.translate import _

DECEMBER = 12
Row = Mapping[str, Any]


def result_told(lines: pl.DataFrame, until: date) -> str:
    """Say what came out and how far that is from the budget of the same months.

    Args:
        lines: Rows of the view `ledger_detail`, one line.
        until: The day that the document reports to.

    Returns:
        A sentence; empty when outcome or budget is not printed.
    """
    now = lines.filter(pl.col("period_end") == until)
    cells = {row["measure"]: row for row in now.iter_rows(named=True)}
    if not {"actual", "budget"} <= set(cells):
        return ""
    actual, budget = cells["actual"], cells["budget"]
    when = period(actual["period_start"], actual["period_end"], PeriodType.PART_YEAR)
    told = {"when": when, "actual": _money(actual), "budget": _money(budget)}
    side = actual["from_budget_side"]
    if side is None:
        return ""
    told["far"] = with_unit(number(actual["from_budget"], actual["from_budget_decimals"]), actual["symbol"])
    better = side * actual["more_is_good"]
    if not actual["is_result"]:
        return _of_another_line(swedish(actual["line"]), side, better, told)
    if not side:
        return _("Resultatet för {when} är {actual}, precis som budgeten.", **told)
    if better > 0:
        return _("Resultatet för {when} är {actual}, {far} bättre än budgeten på {budget}.", **told)
    return _("Resultatet för {when} är {actual}, {far} sämre än budgeten på {budget}.", **told)


def _of_another_line(line: str, side: int, better: int, told: Mapping[str, str]) -> str:
    """A total that nobody knows to be a result is called by its name."""
    if not side:
        return _("{line} för {when} är {actual}, precis som budgeten.", line=line, **told)
    if better > 0:
        return _("{line} för {when} är {actual}, {far} bättre än budgeten på {budget}.", line=line, **told)
    if better < 0:
        return _("{line} för {when} är {actual}, {far} sämre än budgeten på {budget}.", line=line, **told)
    return _("{line} för {when} är {actual}. Budgeten är {budget}.", line=line, **told)


def unjudged_told(lines: pl.DataFrame, year: int) -> str:
    """Say what a line that nobody knows to be a result ends in, beside its budget; neither is called better.

    Args:
        lines: Rows of the view `ledger_detail`, one line.
        year: The year.

    Returns:
        A sentence about the forecast, else about the outcome of the year; empty where neither is printed.
    """
    ended = lines.filter(pl.col("period_end").dt.year() == year, pl.col("period_end").dt.month() == DECEMBER)
    cells = {row["measure"]: row for row in ended.iter_rows(named=True)}
    row = cells.get("forecast") or cells.get("actual")
    if row is None:
        return ""
    told = {"line": swedish(row["line"]), "year": year, "amount": _money(row)}
    is_ahead = row["measure"] == "forecast"
    said = _("{line}, prognos {year}: {amount}.", **told) if is_ahead else _("{line}, utfall {year}: {amount}.", **told)
    budget = _("Budgeten är {budget}.", budget=_money(cells["budget"])) if "budget" in cells else ""
    return filled("{said} {budget}", said=said, budget=budget) if budget else said


def budget_told(lines: pl.DataFrame, year: int) -> str:
    """Say what a year's budget ends in.

    Args:
        lines: Rows of the view `ledger_detail`, the line of the result.
        year: The year.

    Returns:
        A sentence; empty when no such budget is printed.
    """
    ends = (pl.col("measure") == "budget") & (pl.col("period_end").dt.year() == year)
    budget = lines.filter(ends)
    if budget.is_empty():
        return ""
    row = budget.row(0, named=True)
    return _("{line}, budget {year}: {budget}.", line=swedish(row["line"]), year=year, budget=_money(row))


def expected_told(lines: pl.DataFrame) -> str:
    """Say what the year is expected to give, and on which side of the budget that is.

    Args:
        lines: Rows of the view `ledger_detail`, the line of the result.

    Returns:
        A sentence; empty when nothing is expected.
    """
    forecast = lines.filter((pl.col("measure") == "forecast") & pl.col("is_result"))
    if forecast.is_empty():
        return ""
    row = forecast.row(0, named=True)
    told = {"year": row["period_end"].year, "forecast": _money(row)}
    variance = _of_same_period(lines, row, "variance")
    if variance is None or not variance["plus_is_good"]:
        return _("Prognosen för {year} är {forecast}.", **told)
    far = _gain(variance)
    told["far"] = with_unit(number(abs(far), variance["decimals"]), variance["symbol"])
    if not far:
        return _("Prognosen för {year} är {forecast}, precis som budget.", **told)
    if far < 0:
        return _("Prognosen för {year} är {forecast}, {far} sämre än budget.", **told)
    return _("Prognosen för {year} är {forecast}, {far} bättre än budget.", **told)


def expected_short(lines: pl.DataFrame) -> bool:
    """Say whether the year is expected to give less than its budget.

    Args:
        lines: As `expected_told` takes them.

    Returns:
        True where a printed variance of the forecast says so.
    """
    forecast = lines.filter((pl.col("measure") == "forecast") & pl.col("is_result"))
    variance = _of_same_period(lines, forecast.row(0, named=True), "variance") if forecast.height else None
    return variance is not None and bool(variance["plus_is_good"]) and _gain(variance) < 0


def _gain(variance: Row) -> Decimal:
    return exact(variance["amount"]) * int(variance["plus_is_good"])


def _of_same_period(lines: pl.DataFrame, row: Row, measure: str) -> dict[str, Any] | None:
    same = [pl.col(name) == row[name] for name in ("period_start", "period_end")]
    return next(lines.filter(pl.col("measure") == measure, *same).iter_rows(named=True), None)


def _money(row: Row) -> str:
    return with_unit(number(row["amount"], row["decimals"]), row["symbol"])
