"""Lines of a financial table with their amounts in one unit, exact, each with what rounding can have moved it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.judge.units import amount_in_ground, ground, to_ground

#: Document, organisation, statement.
TableKey = tuple[str, str, str]
#: Number and name of a line: amounts in running text may share a number.
Name = tuple[int, str]
#: Measure, first and last day.
Column = tuple[str, date, date]
#: What something costs or brings in, or is meant to.
AMOUNTS = (LedgerMeasure.ACTUAL, LedgerMeasure.BUDGET, LedgerMeasure.FORECAST)
#: What a variance may be reckoned from, besides the budget.
BASES = (LedgerMeasure.ACTUAL, LedgerMeasure.FORECAST)


class Amount(NamedTuple):
    """A printed amount.

    Attributes:
        value: In the scale's own unit, kronor.
        slack: How far rounding can have moved it.
    """

    value: Decimal
    slack: Decimal


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a financial table.

    Attributes:
        name: Its number and name.
        is_total: Whether it is marked as a total.
        cells: What is printed, by measure and period.
    """

    name: Name
    is_total: bool
    cells: dict[Column, Amount]

    def amounts(self) -> Iterator[tuple[Column, Amount]]:
        """What it costs or brings in, or is meant to: no variances."""
        return ((column, amount) for column, amount in self.cells.items() if column[0] in AMOUNTS)


class Compared(NamedTuple):
    """A printed variance beside what it is reckoned from.

    Attributes:
        printed: The variance.
        far: Outcome (or forecast) less budget.
        slack: How far rounding of all three can have moved them apart.
    """

    printed: Decimal
    far: Decimal
    slack: Decimal

    def fits(self, relation: int) -> bool:
        """Whether it is outcome less budget (1), or budget less outcome (-1), within rounding."""
        return abs(self.printed - relation * self.far) <= self.slack

    @property
    def says(self) -> int:
        """Which of the two it is: 1 or -1, 0 where it is neither, or either within rounding."""
        return self.fits(1) - self.fits(-1)


def half_step(decimals: int | None) -> Decimal:
    """How far rounding can have moved a figure.

    Args:
        decimals: How many decimals are printed; negative for tens and hundreds.

    Returns:
        Half of the last printed digit's step, in the figure's unit.
    """
    return Decimal(5).scaleb(-(decimals or 0) - 1)


def amount_of(row: Mapping[str, Any]) -> Amount:
    """Take a printed amount in the unit of its scale.

    Args:
        row: `amount`, `decimals`, and `factor`, the unit's worth in its scale.

    Returns:
        The amount with its slack.
    """
    return Amount(amount_in_ground(row), to_ground(row).of(half_step(row["decimals"])))


def tables_of(lines: pl.DataFrame) -> dict[TableKey, dict[Name, Line]]:
    """Part lines by table.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        The lines of each table by name, in the order of their numbers, with what they have in the table's unit.
    """
    found: dict[TableKey, dict[Name, Line]] = {}
    ordered = lines.sort("line_no", "line", maintain_order=True).rows(named=True)
    counted = _counted_in(ordered)
    for row in ordered:
        key = _table(row)
        name = (row["line_no"], row["line"])
        line = found.setdefault(key, {}).setdefault(name, Line(name, bool(row["is_total"]), {}))
        if row["amount"] is not None and ground(row) == counted[key]:
            line.cells[row["measure"], row["period_start"], row["period_end"]] = amount_of(row)
    return found


def _table(row: Mapping[str, Any]) -> TableKey:
    return row["document"], row["organisation"], row["statement"]


def _counted_in(rows: Iterable[Mapping[str, Any]]) -> Mapping[TableKey, str | None]:
    """What most amounts of each table count in the end: a column of percentages beside them is no money."""
    grounds: dict[TableKey, Counter[str | None]] = {}
    for row in rows:
        grounds.setdefault(_table(row), Counter())[ground(row)] += row["amount"] is not None
    return {table: each.most_common(1)[0][0] for table, each in grounds.items()}


def bases_of(lines: Iterable[Line]) -> Sequence[str]:
    """Say what the variances of a table are reckoned from, where it has both outcomes and forecasts.

    Args:
        lines: Its lines.

    Returns:
        `BASES`, first the one that most variances follow from; the outcome where both explain as many.
    """
    every = list(lines)
    return sorted(BASES, key=lambda base: -sum(_follows(each) for line in every for each in compared(line, [base])))


def _follows(each: Compared) -> bool:
    return each.fits(1) or each.fits(-1)


def compared(line: Line, bases: Sequence[str]) -> Iterator[Compared]:
    """Hold every variance of a line beside what it is reckoned from and its budget of the same period.

    Args:
        line: A line.
        bases: What variances of its table are reckoned from, the first that the line has.

    Yields:
        Each that has all three.
    """
    for (measure, *period), printed in line.cells.items():
        if measure != LedgerMeasure.VARIANCE:
            continue
        base, budget = (_first(line, measures, period) for measures in (bases, [LedgerMeasure.BUDGET]))
        if base and budget:
            yield Compared(printed.value, base.value - budget.value, printed.slack + base.slack + budget.slack)


def votes_of(lines: Mapping[Name, Line]) -> list[tuple[Name, int]]:
    """Say what each variance of a table is by arithmetic.

    Args:
        lines: Its lines.

    Returns:
        1 for outcome less budget, -1 for budget less outcome; what says nothing is left out.
    """
    bases = bases_of(lines.values())
    return [(name, says) for name, line in lines.items() for each in compared(line, bases) if (says := each.says)]


def _first(line: Line, measures: Sequence[str], period: Sequence[date]) -> Amount | None:
    start, end = period
    return next((line.cells[key] for measure in measures if (key := (measure, start, end)) in line.cells), None)
