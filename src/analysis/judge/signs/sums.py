"""What a printed total is made of: which lines are added and which are taken away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.judge.signs.choices import Part, choices, gives
from analysis.judge.signs.statement_lines import AMOUNTS, Column, Line, Name

Row = Mapping[str, Any]


class Sum(NamedTuple):
    """A total and what it is made of.

    Attributes:
        total: The total.
        parts: What it counts; nothing where lines give it in several ways, and nobody knows which.
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
    return [gives(total, parts, column) for column in columns if any(column in part.line.cells for part in parts)]


def _given(lines: Mapping[Name, Line], given: Iterable[Row]) -> Iterator[Sum]:
    numbered = by_number(lines)
    groups: dict[tuple[int, str, int], list[Part]] = {}
    for row in given:
        total, part, measure = row["total"], row["part"], row["measure"] or ""
        if total in numbered and part in numbered and row["part_measure"] is None and measure in ("", *AMOUNTS):
            groups.setdefault((total, measure, row["way"]), []).append(Part(row["sign"], numbered[part]))
    said: set[tuple[int, str]] = set()
    for (total, measure, _way), parts in sorted(groups.items(), key=lambda group: group[0]):
        # Several ways to a total are of the same lines in the end: the first that comes out says what they are.
        if (total, measure) not in said and any(comes_out(numbered[total], parts)):
            said.add((total, measure))
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
    """The most lines just above that add up to a total, else those that do when some are taken away or details."""
    for first in range(len(waiting)):
        parts = [Part(1, line) for line in waiting[first:]]
        if _sure(total, parts):
            return Sum(total, tuple(parts))
    return _chosen(total, waiting)


def _chosen(total: Line, waiting: Sequence[Line]) -> Sum | None:
    """The one choice of lines that gives a total; of several one that adds amounts of both signs as they stand."""
    waiting = [line for line in waiting if any(amount.value for _column, amount in line.amounts())]
    columns = [column for column, _amount in total.amounts()]
    whole = [column for column in columns if all_printed(waiting, column)]
    if not whole:
        return None
    ways = list(choices(total, waiting, [whole[0], *(column for column in columns if column != whole[0])]))
    added = [tuple(parts) for parts in ways if all(part.sign == 1 for part in parts)]
    if added and any(line.cells[whole[0]].value < 0 for line in waiting):
        return Sum(total, min(added, key=len)) if any(total.cells[column].value for column in columns) else None
    return Sum(total, _agreed(total, ways)) if ways else None


def _agreed(total: Line, ways: Sequence[Sequence[Part]]) -> tuple[Part, ...]:
    """What all ways to a total count alike, where that gives it too: they differ in what rounding hides."""
    common = tuple(part for part in ways[0] if all(part in way for way in ways))
    one_kind = all(part.sign == 1 for part in common) and any(part.sign == -1 for way in ways for part in way)
    return () if one_kind or not all(comes_out(total, common)) else common


def _sure(total: Line, parts: Sequence[Part]) -> bool:
    """Whether parts give a total in every column, and in some column all of them are printed and the total is seen."""
    lines = [part.line for part in parts]
    whole = any(amount.value and all_printed(lines, column) for column, amount in total.amounts())
    return whole and all(comes_out(total, parts))


def all_printed(lines: Iterable[Line], column: Column) -> bool:
    """Whether lines have an amount each in a column.

    Args:
        lines: The lines.
        column: The column.
    """
    return all(column in line.cells for line in lines)
