"""Choices of lines that give a total: some added, some taken away, others details of the line above them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from analysis.judge.signs.statement_lines import Column, Line

#: So many lines can be added and taken away in so many ways that some would come out by chance.
MOST_LINES = 12


class Part(NamedTuple):
    """A line that a total counts.

    Attributes:
        sign: 1 where it is added, -1 where it is taken away.
        line: The line.
    """

    sign: int
    line: Line


def choices(total: Line, waiting: Sequence[Line], columns: Sequence[Column]) -> Iterator[list[Part]]:
    """Try every way to count lines; what is left out is part of the counted line above it, and no more than that.

    Args:
        total: What they are to give.
        waiting: The lines above it.
        columns: In which columns, the first of which has an amount of every line.

    Yields:
        What is counted, each time that it gives the total in every column within rounding.
    """
    if not waiting or not columns or len(waiting) > MOST_LINES:
        return
    values = [[_value(line, column) for column in columns] for line in waiting]
    lines = (total, *waiting)
    slacks = [sum((line.cells[each].slack for line in lines if each in line.cells), Decimal(0)) for each in columns]
    tried = _Tried(values, [sum((abs(row[0]) for row in values[at:]), slacks[0]) for at in range(len(values) + 1)])
    for signs in _signs(tried, 0, total.cells[columns[0]].value, []):
        parts = [Part(sign, line) for sign, line in zip(signs, waiting, strict=True) if sign]
        if all(gives(total, parts, column) for column in columns):
            yield parts


def gives(total: Line, parts: Sequence[Part], column: Column) -> bool:
    """Tell whether parts give a total in a column, within rounding.

    Args:
        total: The total, printed in it.
        parts: What it is made of; blank ones count for nothing.
        column: The column.
    """
    summed, slack = total.cells[column].value, total.cells[column].slack
    for sign, line in parts:
        if column in line.cells:
            summed -= sign * line.cells[column].value
            slack += line.cells[column].slack
    return abs(summed) <= slack


class _Tried(NamedTuple):
    """The amounts of each line, and from each line on how far the first column can be moved."""

    values: Sequence[Sequence[Decimal]]
    reach: Sequence[Decimal]


def _signs(tried: _Tried, at: int, rest: Decimal, left: Sequence[Decimal]) -> Iterator[tuple[int, ...]]:
    """Signs from a line on, 0 for a detail; `left` is what is left of the counted line above."""
    if abs(rest) > tried.reach[at]:
        return
    if at == len(tried.values):
        yield ()
        return
    own = tried.values[at]
    sizes = [abs(value) for value in own]
    for sign in (1, -1):
        yield from ((sign, *others) for others in _signs(tried, at + 1, rest - sign * own[0], sizes))
    if left and all(size <= most for size, most in zip(sizes, left, strict=True)):
        smaller = [most - size for size, most in zip(sizes, left, strict=True)]
        yield from ((0, *others) for others in _signs(tried, at + 1, rest, smaller))


def _value(line: Line, column: Column) -> Decimal:
    return line.cells[column].value if column in line.cells else Decimal(0)
