"""The two sides of a balance sheet, which are equal whatever their lines are called."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, difference_of, where, written_amount
from analysis.judge.checks.printed_tables import PrintedTable, column_name, printed_tables
from analysis.judge.checks.rounding import exact_verdict
from analysis.judge.signs.likely import SUMMED, TENTH
from analysis.judge.signs.statement_lines import Amount, Column, Line
from analysis.judge.statement_kinds import of_kind
from analysis.judge.units import to_ground
from analysis.words.numbers import number, rounded

#: What there is, and what it is paid with.
SIDES = ("assets", "liabilities")
Sides = Mapping[Column, tuple[Amount, Amount]]


def check_balance(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[Finding]:
    """Hold the two totals of a balance sheet that no other total counts against each other.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.
        sums: Rows of the table `ledger_sum`.

    Yields:
        One error a column that does not balance; two totals that are nowhere nearly equal are no two sides.
    """
    for table in printed_tables(lines.filter(of_kind(lines) == Statement.BALANCE_SHEET.value), sums):
        tops = _tops(table)
        if len(tops) == len(SIDES):
            yield from _compare(table, *tops)


def _tops(table: PrintedTable) -> list[Line]:
    """Totals that no other counts."""
    counted = {name for names in table.said.values() for name in names}
    counted |= {part.line.name for each in table.likely() for part in each.parts}
    return [line for line in table.lines if line.is_total and line.name not in counted]


def _compare(table: PrintedTable, one: Line, other: Line) -> Iterator[Finding]:
    shared = (column for column in one.cells if column in other.cells and column[0] in SUMMED)
    sides = {column: (one.cells[column], other.cells[column]) for column in shared}
    balanced = any(abs(_apart(*pair)) <= _slack(*pair) for pair in sides.values())
    for column, (first, second) in sides.items():
        apart = _apart(first, second)
        if balanced or abs(apart) <= TENTH * abs(first.value):
            severity = exact_verdict(apart, _slack(first, second))
            rows = table.rows[one.name, column], table.rows[other.name, column]
            if severity and (severity is Severity.ERROR or first.slack == second.slack):
                yield _finding(*rows, column, apart, severity)


def _apart(first: Amount, second: Amount) -> Decimal:
    """How far apart two sides are; what assets are paid with may be printed with a minus."""
    return abs(first.value) - abs(second.value)


def _slack(first: Amount, second: Amount) -> Decimal:
    return first.slack + second.slack


def _finding(first: Row, second: Row, column: Column, apart: Decimal, severity: Severity) -> Finding:
    printed, other = (number(row["amount"], row["decimals"]) for row in (first, second))
    difference = rounded(to_ground(first).back(apart), 6)
    told = other if first["unit"] == second["unit"] else written_amount(second)
    reason = difference_of(difference, first)
    if severity is Severity.ROUNDING:
        reason = "Avrundning kan förklara skillnaden."
    return Finding(
        **where(first),
        kind=Contradiction.SUM,
        severity=severity,
        rule="balance",
        subject=f"{first['line']}, {column_name(column)}",
        printed=printed,
        other=other,
        difference=float(difference),
        other_place=second["place"],
        message=f"{first['line']} är {written_amount(first)}, men {second['line']} är {told} "
        f"({column_name(column)}). {reason}",
    )
