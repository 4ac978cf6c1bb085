"""Amounts that look like slips of the pen: a digit too many, or a minus, among lines that are all of a size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from analysis.base.vocabulary import Contradiction, LedgerMeasure, Severity
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


def check_slips(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[Finding]:
    """Find amounts that do not look like the others of their line, in tables whose other lines are ordinary.

    Lines that a total counts or whose variance is printed are held against those, by rules of their own.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.
        sums: Rows of the table `ledger_sum`.

    Yields:
        A note each: an ordinary document may have such an amount; a warning where it is a thousand times another of its
        line, which looks like another unit.
    """
    for table in printed_tables(lines, sums):
        told = {line.name: _amounts(line) for line in table.lines if not line.is_total}
        for name in _alone(table):
            others = [amounts for other, amounts in told.items() if other != name]
            yield from _thousandfold(table, name, told[name])
            yield from _tenfold(table, name, told[name], others)
            # What a table ends in may be its result, which is now above zero and now below.
            if name != table.lines[-1].name:
                yield from _turned(table, name, told[name], others)


def _amounts(line: Line) -> Amounts:
    """What is printed of a line, but for a few of the smallest unit: those may be anything."""
    told = ((column, amount) for column, amount in line.cells.items() if column[0] in SUMMED)
    return {column: amount.value for column, amount in told if abs(amount.value) >= FEW * 2 * amount.slack}


def _alone(table: PrintedTable) -> list[Name]:
    """Lines that neither a total nor a variance says anything of."""
    counted = {name for names in table.said.values() for name in names}
    counted |= {part.line.name for each in table.likely() for part in each.parts}
    varied = {line.name for line in table.lines if any(column[0] == LedgerMeasure.VARIANCE for column in line.cells)}
    return [line.name for line in table.lines if not line.is_total and line.name not in counted | varied]


def _tenfold(table: PrintedTable, name: Name, amounts: Amounts, others: Sequence[Amounts]) -> Iterator[Finding]:
    for column, budget in _pairs(amounts):
        beside = [each for each in others if column in each and budget in each]
        ordinary = all(_times(each[column], each[budget]) <= ORDINARY for each in beside)
        if len(beside) >= LINES and ordinary and _is_slip(column, budget, amounts):
            yield _tenfold_finding(table.rows[name, column], table.rows[name, budget], column, budget)


def _thousandfold(table: PrintedTable, name: Name, amounts: Amounts) -> Iterator[Finding]:
    """An amount a thousand times all others of its line, or all others so of it."""
    for column, amount in amounts.items():
        rest = [other for other in amounts if other != column]
        times = [_times(amount, amounts[other]) for other in rest]
        # Of two amounts nobody knows which is wrong: it is told once, of the outcome.
        alone = len(rest) > 1 or column[0] == LedgerMeasure.ACTUAL
        if rest and alone and all(THOUSANDFOLD[0] <= each <= THOUSANDFOLD[1] for each in times):
            row, other = table.rows[name, column], table.rows[name, rest[0]]
            told = f"men {column_name(rest[0])} är {written_amount(other)}. Kontrollera enheten."
            yield replace(_finding(row, other, "tenfold", f"{_said(row, column)}, {told}"), severity=Severity.WARNING)
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


def _turned(table: PrintedTable, name: Name, amounts: Amounts, others: Sequence[Amounts]) -> Iterator[Finding]:
    """An amount whose sign no other of its line has, where all are of a size and no other line changes its sign."""
    steady = all(len({value > 0 for value in each.values()}) == 1 for each in others)
    if len(amounts) < COLUMNS or not steady or max((len(each) for each in others), default=0) < COLUMNS:
        return
    for column, amount in amounts.items():
        rest = {other: value for other, value in amounts.items() if other != column}
        if all(value * amount < 0 and _times(value, amount) <= NEAR for value in rest.values()):
            yield _turned_finding(table, name, column, list(rest))


def _tenfold_finding(row: Row, budget: Row, column: Column, aim: Column) -> Finding:
    wanted = column_name(aim)
    told = f"men {wanted} är {written_amount(budget)}, medan tabellens andra rader ligger nära sin {wanted}"
    return _finding(row, budget, "tenfold", f"{_said(row, column)}, {told}. Kontrollera siffrorna.")


def _turned_finding(table: PrintedTable, name: Name, column: Column, rest: Sequence[Column]) -> Finding:
    row, first = table.rows[name, column], table.rows[name, rest[0]]
    told = " och ".join(f"{column_name(other)} är {written_amount(table.rows[name, other])}" for other in rest)
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
