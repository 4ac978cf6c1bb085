"""Amounts that look like slips of the pen: a digit too many, or a minus, among lines that are all of a size."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, where, written_amount
from analysis.judge.checks.printed_tables import PrintedTable, column_name, printed_tables
from analysis.judge.signs.likely import SUMMED
from analysis.judge.signs.statement_lines import Column, Line, Name

#: How many times as much the columns of an ordinary line may be of each other.
ORDINARY = 3
#: How far from ten times as much a slip can be where a third column says which is right, and how near that is.
TENFOLD, NEAR = (Decimal(8), Decimal("12.5")), Decimal("1.25")
#: A thousand times as much, with room for how an amount changes by itself.
THOUSANDFOLD = Decimal(500), Decimal(2000)
#: Powers of ten that a slip multiplies by where the digits are the same.
POWERS = (10, 100, 1000)
#: So many lines and columns beside it make a slip one.
LINES, COLUMNS = 2, 3
#: Fewer than so many of the last printed digit may be any number of times another amount.
FEW = 10
#: What a line was meant to be, and what became of it.
PAIRS = ((LedgerMeasure.ACTUAL, LedgerMeasure.BUDGET), (LedgerMeasure.FORECAST, LedgerMeasure.BUDGET))
Amounts = Mapping[Column, Decimal]
Settled = Set[tuple[Name, Column]]


class _Beside(NamedTuple):
    """A line with what stands beside it: its table, the other lines, and amounts that other rules look at."""

    table: PrintedTable
    name: Name
    amounts: Amounts
    others: Sequence[Amounts]
    settled: Settled

    def is_settled(self, *columns: Column) -> bool:
        return all((self.name, column) in self.settled for column in columns)

    def row(self, column: Column) -> Row:
        return self.table.rows[self.name, column]


def check_slips(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[Finding]:
    """Find amounts that do not look like the others of their line, in tables whose other lines are ordinary.

    Amounts that a total counts or whose variance is printed are held against those, by rules of their own.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.
        sums: Rows of the table `ledger_sum`.

    Yields:
        A note each: an ordinary document may have such an amount; a warning where it is a thousand times another of its
        line, which looks like another unit, and no total counts it.
    """
    for table in printed_tables(lines, sums):
        told = {line.name: _amounts(line) for line in table.lines if not line.is_total}
        settled = _settled(table)
        for name, amounts in told.items():
            beside = _Beside(table, name, amounts, [told[other] for other in told if other != name], settled)
            yield from _thousandfold(beside)
            yield from _tenfold(beside)
            # What a table ends in may be its result, which is now above zero and now below.
            if name != table.lines[-1].name:
                yield from _turned(beside)


def _amounts(line: Line) -> Amounts:
    """What is printed of a line, but for a few of the smallest unit: those may be anything."""
    told = ((column, amount) for column, amount in line.cells.items() if column[0] in SUMMED)
    return {column: amount.value for column, amount in told if abs(amount.value) >= FEW * 2 * amount.slack}


def _settled(table: PrintedTable) -> Settled:
    """Amounts of which a total or a variance says something: of a column that a total leaves blank it says nothing."""
    totals = {line.name: line for line in table.lines}
    settled = {
        (name, column)
        for total, names in table.said.items()
        for name in names
        for column in (totals[total].cells if total in totals else ())
    }
    for each in table.likely():
        settled |= {(part.line.name, column) for part in each.parts for column in (*each.right, *each.wrong)}
    for line in table.lines:
        varied = {column[1:] for column in line.cells if column[0] == LedgerMeasure.VARIANCE}
        settled |= {(line.name, column) for column in line.cells if column[1:] in varied}
    return settled


def _tenfold(line: _Beside) -> Iterator[Finding]:
    for column, budget in _pairs(line.amounts):
        both = [each for each in line.others if column in each and budget in each]
        ordinary = all(_times(each[column], each[budget]) <= ORDINARY for each in both)
        is_odd = len(both) >= LINES and ordinary and _is_slip(column, budget, line.amounts)
        if is_odd and not line.is_settled(column, budget):
            yield _tenfold_finding(line.row(column), line.row(budget), column, budget)


def _thousandfold(line: _Beside) -> Iterator[Finding]:
    """An amount a thousand times all others of its line, or all others so of it."""
    for column, amount in line.amounts.items():
        rest = [other for other in line.amounts if other != column]
        times = [_times(amount, line.amounts[other]) for other in rest]
        # Of two amounts nobody knows which is wrong: it is told once, of the outcome.
        alone = len(rest) > 1 or column[0] == LedgerMeasure.ACTUAL
        if rest and alone and all(THOUSANDFOLD[0] <= each <= THOUSANDFOLD[1] for each in times):
            row, other = line.row(column), line.row(rest[0])
            told = f"men {column_name(rest[0])} är {written_amount(other)}. Kontrollera enheten."
            found = _finding(row, other, "tenfold", f"{_said(row, column)}, {told}")
            yield found if line.is_settled(column) else replace(found, severity=Severity.WARNING)
            return


def _pairs(amounts: Amounts) -> Iterator[tuple[Column, Column]]:
    for outcome, aim in PAIRS:
        for column in amounts:
            budget = (aim, *column[1:])
            if column[0] == outcome and budget in amounts:
                yield column, budget


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times as much the greater of two amounts is."""
    low, high = sorted((abs(one), abs(other)))
    return high / low


def _is_slip(column: Column, budget: Column, amounts: Amounts) -> bool:
    one, other = amounts[column], amounts[budget]
    if one * other < 0:
        return False
    times = _times(one, other)
    alike = times in POWERS and len(one.normalize().as_tuple().digits) > 1
    third = [amount for name, amount in amounts.items() if name not in (column, budget)]
    witnessed = any(min(_times(each, one), _times(each, other)) <= NEAR for each in third)
    return alike or (witnessed and TENFOLD[0] <= times <= TENFOLD[1])


def _turned(line: _Beside) -> Iterator[Finding]:
    """An amount whose sign no other of its line has, where all are of a size and no other line changes its sign."""
    steady = all(len({value > 0 for value in each.values()}) == 1 for each in line.others)
    several = max((len(each) for each in line.others), default=0) >= COLUMNS
    if len(line.amounts) < COLUMNS or not steady or not several:
        return
    for column, amount in line.amounts.items():
        rest = {other: value for other, value in line.amounts.items() if other != column}
        odd = all(value * amount < 0 and _times(value, amount) <= NEAR for value in rest.values())
        if odd and not line.is_settled(column):
            yield _turned_finding(line, column, list(rest))


def _tenfold_finding(row: Row, budget: Row, column: Column, aim: Column) -> Finding:
    wanted = column_name(aim)
    told = f"men {wanted} är {written_amount(budget)}, medan tabellens andra rader ligger nära sin {wanted}"
    return _finding(row, budget, "tenfold", f"{_said(row, column)}, {told}. Kontrollera siffrorna.")


def _turned_finding(line: _Beside, column: Column, rest: Sequence[Column]) -> Finding:
    row, first = line.row(column), line.row(rest[0])
    told = " och ".join(f"{column_name(other)} är {written_amount(line.row(other))}" for other in rest)
    return _finding(row, first, "sign", f"{_said(row, column)}, men {told}. Kontrollera tecknet.")


def _finding(row: Row, other: Row, rule: str, message: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.VALUE,
        severity=Severity.NOTE,
        rule=rule,
        subject=f"{row['line']}, {row['organisation']} {row['period_end'].year}",
        printed=written_amount(row),
        other=written_amount(other),
        other_place=other["place"],
        message=message,
    )


def _said(row: Row, column: Column) -> str:
    return f"{row['line']}, {row['organisation']}: {column_name(column)} är {written_amount(row)}"
