"""What a printed total is made of: which lines are added and which are taken away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from analysis.judge.signs.statement_lines import AMOUNTS, Column, Line, Name

Row = Mapping[str, Any]
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


class Sum(NamedTuple):
    """A total and what it is made of.

    Attributes:
        total: The total.
        parts: What it counts.
    """

    total: Line
    parts: tuple[Part, ...]


def sums_of(lines: Mapping[Name, Line], given: Iterable[Row]) -> list[Sum]:
    """Say what the totals of a table are made of.

    Args:
        lines: The lines of the table.
        given: Rows of the table `ledger_sum` of the same table.

    Returns:
        What is given and comes out in some column; for totals of which nothing is given, what arithmetic finds.
    """
    said = list(_given(lines, given))
    return [*said, *_found(lines.values(), said)]


def comes_out(total: Line, parts: Sequence[Part], measures: Sequence[str] = AMOUNTS) -> list[bool]:
    """Tell in which columns parts give a total, within rounding.

    Args:
        total: The total.
        parts: What it is made of; blank ones count for nothing.
        measures: Which columns are looked at.

    Returns:
        One answer a column in which the total and any of its parts are printed.
    """
    columns = [column for column in total.cells if column[0] in measures]
    return [_fits(total, parts, column) for column in columns if any(column in part.line.cells for part in parts)]


def _fits(total: Line, parts: Sequence[Part], column: Column) -> bool:
    summed, slack = total.cells[column].value, total.cells[column].slack
    for sign, line in parts:
        if column in line.cells:
            summed -= sign * line.cells[column].value
            slack += line.cells[column].slack
    return abs(summed) <= slack


def _given(lines: Mapping[Name, Line], given: Iterable[Row]) -> Iterator[Sum]:
    numbered = by_number(lines)
    groups: dict[tuple[int, str], list[Part]] = {}
    for row in given:
        total, part, measure = row["total"], row["part"], row["measure"] or ""
        if total in numbered and part in numbered and row["part_measure"] is None and measure in ("", *AMOUNTS):
            groups.setdefault((total, measure), []).append(Part(row["sign"], numbered[part]))
    for (total, _measure), parts in sorted(groups.items(), key=lambda group: group[0]):
        if any(comes_out(numbered[total], parts)):
            yield Sum(numbered[total], tuple(sorted(parts, key=lambda part: part.line.name)))


def by_number(lines: Mapping[Name, Line]) -> dict[int, Line]:
    """Find lines by number.

    Args:
        lines: The lines of a table.

    Returns:
        Those whose number no other has.
    """
    numbers = [number for number, _name in lines]
    return {name[0]: line for name, line in lines.items() if numbers.count(name[0]) == 1}


def _found(lines: Iterable[Line], said: Sequence[Sum]) -> Iterator[Sum]:
    """Read a table from above: a total counts lines above it that no other total has counted."""
    known = {each.total.name: each for each in said}
    waiting: list[Line] = []
    for line in lines:
        total = known.get(line.name) or (_made_of(line, waiting) if line.is_total else None)
        if total:
            counted = {part.line.name for part in total.parts}
            waiting = [each for each in waiting if each.name not in counted]
            if line.name not in known:
                yield total
        waiting.append(line)


def _made_of(total: Line, waiting: Sequence[Line]) -> Sum | None:
    """The most lines just above that add up to a total, else those that do when some of all are taken away."""
    for first in range(len(waiting)):
        parts = [Part(1, line) for line in waiting[first:]]
        if _sure(total, parts):
            return Sum(total, tuple(parts))
    return _signed(total, waiting) if len(waiting) <= MOST_LINES else None


def _signed(total: Line, waiting: Sequence[Line]) -> Sum | None:
    """The lines whose sign is the same in every way to make the total of all; nothing where that is no line."""
    ways = [
        signs
        for signs in product((1, -1), repeat=len(waiting))
        if _sure(total, [Part(sign, line) for sign, line in zip(signs, waiting, strict=True)])
    ]
    alike = [set(signs) for signs in zip(*ways, strict=True)]
    parts = [Part(min(signs), line) for signs, line in zip(alike, waiting, strict=False) if len(signs) == 1]
    return Sum(total, tuple(parts)) if parts else None


def _sure(total: Line, parts: Sequence[Part]) -> bool:
    """Whether parts give a total in every column, and in some column all of them are printed and the total is seen."""
    columns = [column for column, _amount in total.amounts()]
    whole = any(
        all(column in part.line.cells for part in parts) and abs(total.cells[column].value) > Decimal(0)
        for column in columns
    )
    return whole and all(comes_out(total, parts))
