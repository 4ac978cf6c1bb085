"""What totals are probably made of, where nobody says it: lines that give them in some columns, or in the whole table.

`sums` asks for lines that give a total in every column, for what signs mean follows from that. Here one column may
contradict the others: that is what is looked for.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from analysis.base.money import LedgerMeasure
from analysis.judge.signs.choices import Part, choices
from analysis.judge.signs.statement_lines import AMOUNTS, Column, Line, Name
from analysis.judge.signs.sums import all_printed

#: What adds up from line to total without any sign of its own.
SUMMED = (*AMOUNTS, LedgerMeasure.APPROPRIATION, LedgerMeasure.USED, LedgerMeasure.REQUESTED)
#: So many lines can be combined in so many ways that some would come out by chance.
MOST_COMBINED = 8
#: A line is added, taken away or a detail of another.
SIGNS = 3
#: What rounding may be of all that is added, for a sum that comes out to say anything; and chance of what comes out.
TWENTIETH = Decimal("0.05")
#: How far a total with nothing to support it may be from its lines: beyond that they are a choice of lines.
TENTH = Decimal("0.1")
Meant = dict[tuple[Name, Column], Decimal]


class Support(Enum):
    """What says that lines make a total."""

    COLUMN = auto()
    WHOLE = auto()
    NEARNESS = auto()


class Likely(NamedTuple):
    """A total and the lines that probably make it.

    Attributes:
        total: The total.
        parts: What it probably counts.
        support: What says so.
        right: Columns in which they give it.
        wrong: What they give where that is another figure.
    """

    total: Line
    parts: Sequence[Part]
    support: Support
    right: Sequence[Column]
    wrong: Mapping[Column, Decimal]


def likely_sums(lines: Iterable[Line], said: Mapping[Name, Collection[Name]]) -> list[Likely]:
    """Read a table from above: a total counts lines above it that no other total has counted.

    Args:
        lines: The lines of one printed table in order.
        said: Totals of which it is given what they count, with that; they are not looked at.

    Returns:
        One a total of which something is known, whether or not any column is wrong.
    """
    ordered = list(lines)
    found: list[Likely] = []
    meant: Meant = {}
    waiting: list[Line] = []
    unknown: list[tuple[Line, list[Line]]] = []
    for line in ordered:
        counted = said.get(line.name, ())
        if line.is_total and line.name not in said:
            likely = _best(line, waiting, meant)
            if likely is None:
                unknown.append((line, waiting))
            else:
                found.append(likely)
                meant |= {(line.name, column): amount for column, amount in likely.wrong.items()}
                counted = [part.line.name for part in likely.parts]
        waiting = [each for each in waiting if each.name not in counted] + [line]
    return found + list(_of_the_whole(ordered, unknown, known={*said, *(each.total.name for each in found)}))


def _best(total: Line, waiting: Sequence[Line], meant: Meant) -> Likely | None:
    """The lines just above that give a total in most columns; of several the most, those added before others."""
    added = [[Part(1, line) for line in waiting[first:]] for first in range(len(waiting) - 1)]
    every = [each for parts in (*added, *_signed(total, waiting)) if (each := _likely(total, parts, meant))]
    best = max(every, key=lambda each: len(each.right), default=None)
    return (_whole(total, waiting) or best) if best and best.wrong else best


def _whole(total: Line, waiting: Sequence[Line]) -> Likely | None:
    """Lines that give a total in every column, if some do: what is left out are details of those above."""
    columns = [column for column in total.cells if column[0] in SUMMED]
    columns.sort(key=lambda column: not all_printed(waiting, column))
    several = (parts for parts in choices(total, waiting, columns) if len(parts) > 1)
    parts = min(several, key=len, default=None)
    return Likely(total, parts, Support.COLUMN, columns, {}) if parts else None


def _likely(total: Line, parts: Sequence[Part], meant: Meant) -> Likely | None:
    columns = [column for column in total.cells if column[0] in SUMMED]
    right = [column for column in columns if _gives(total, parts, column, meant)]
    telling = [column for column in right if _is_telling(total, parts, column, meant)]
    sure = [part for part in parts if any(_value(part.line, column, {}) for column in telling)]
    wrong = {
        column: _summed(parts, column, meant)
        for column in columns
        if column not in right
        and all_printed((part.line for part in sure), column)
        and not _comes_out_without(total, parts, sure, column)
    }
    # Where most columns contradict, it is chance that one does not.
    return Likely(total, parts, Support.COLUMN, telling, wrong) if len(telling) >= max(1, len(wrong)) else None


def _gives(total: Line, parts: Sequence[Part], column: Column, meant: Meant) -> bool:
    """Whether parts give a total within rounding: as printed, or as a total among them was meant."""
    slack = _slack(total, parts, column)
    return any(abs(total.cells[column].value - _summed(parts, column, told)) <= slack for told in ({}, meant))


def _is_telling(total: Line, parts: Sequence[Part], column: Column, meant: Meant) -> bool:
    amounts = [amount for part in parts if (amount := abs(_value(part.line, column, {})))]
    exact = any(total.cells[column].value == _summed(parts, column, told) for told in ({}, meant))
    clear = exact or _slack(total, parts, column) <= sum(amounts) * TWENTIETH
    return len(amounts) > 1 and bool(total.cells[column].value) and clear


def _comes_out_without(total: Line, parts: Sequence[Part], sure: Sequence[Part], column: Column) -> bool:
    """Whether lines that no right column counts are details here, or taken away."""
    doubtful = [value for part in parts if part not in sure and (value := _value(part.line, column, {}))]
    rest = total.cells[column].value - _summed(sure, column, {})
    return len(doubtful) > MOST_COMBINED or _some(rest, doubtful, _slack(total, parts, column))


def _some(rest: Decimal, values: Sequence[Decimal], slack: Decimal) -> bool:
    """Whether some of several values, added or taken away, give a figure."""
    if not values:
        return abs(rest) <= slack
    return any(_some(rest - sign * values[0], values[1:], slack) for sign in (0, 1, -1))


def _signed(total: Line, waiting: Sequence[Line]) -> Iterator[list[Part]]:
    """The only choice of lines, added or taken away, that gives a total to the last digit, where that is no chance."""
    if not 1 < len(waiting) <= MOST_COMBINED:
        return
    for column, printed in total.cells.items():
        if column[0] in SUMMED and all_printed(waiting, column):
            cells = [line.cells[column] for line in waiting]
            steps = sum(abs(cell.value) for cell in cells) / min(cell.slack for cell in (printed, *cells))
            if SIGNS ** len(waiting) <= steps * TWENTIETH:
                found = choices(total, waiting, [column])
                exact = [parts for parts in found if _summed(parts, column, {}) == printed.value]
                yield from exact if len(exact) == 1 else ()


def _of_the_whole(
    lines: Sequence[Line], unknown: Sequence[tuple[Line, list[Line]]], known: set[Name]
) -> Iterator[Likely]:
    """What the last total says: of the only other one of which nothing is known, or of itself in the only column."""
    columns = {column for line in lines for column in line.cells if column[0] in SUMMED}
    if len(columns) != 1 or not lines[-1].is_total or lines[-1].name in known:
        return
    (column,), last = columns, lines[-1]
    others = [total for total, _waiting in unknown if total is not last]
    if len(others) == 1 and known:
        yield from _one_subtotal(others[0], lines, column)
    if not others:
        yield from _nearly(last, unknown[-1][1], column)


def _one_subtotal(total: Line, lines: Sequence[Line], column: Column) -> Iterator[Likely]:
    """A subtotal that its block does not give, where all single lines give the last total."""
    single = [Part(1, line) for line in lines if not line.is_total]
    at = next(number for number, line in enumerate(lines) if line is total)
    above = next((number for number in range(at - 1, -1, -1) if lines[number].is_total), -1)
    block = [Part(1, line) for line in lines[above + 1 : at]]
    if lines[-1].cells[column].value == _summed(single, column, {}) and _is_contradicted(total, block, column):
        yield Likely(total, block, Support.WHOLE, [], {column: _summed(block, column, {})})


def _nearly(total: Line, waiting: Sequence[Line], column: Column) -> Iterator[Likely]:
    """The only total of a table, not far from all lines above it."""
    parts = [Part(1, line) for line in waiting]
    summed = _summed(parts, column, {})
    near = abs(total.cells[column].value - summed) <= TENTH * max(abs(total.cells[column].value), abs(summed))
    if near and _is_contradicted(total, parts, column):
        yield Likely(total, parts, Support.NEARNESS, [], {column: summed})


def _is_contradicted(total: Line, parts: Sequence[Part], column: Column) -> bool:
    """Whether no choice of lines, added or taken away, gives a total."""
    lines = [part.line for part in parts]
    if not (1 < len(lines) <= MOST_COMBINED and column in total.cells and all_printed(lines, column)):
        return False
    values = [line.cells[column].value for line in lines]
    return not _some(total.cells[column].value, values, _slack(total, parts, column))


def _summed(parts: Iterable[Part], column: Column, meant: Mapping[tuple[Name, Column], Decimal]) -> Decimal:
    return sum((part.sign * _value(part.line, column, meant) for part in parts), Decimal(0))


def _value(line: Line, column: Column, meant: Mapping[tuple[Name, Column], Decimal]) -> Decimal:
    printed = line.cells[column].value if column in line.cells else Decimal(0)
    return meant.get((line.name, column), printed)


def _slack(total: Line, parts: Iterable[Part], column: Column) -> Decimal:
    lines = (total, *(part.line for part in parts))
    return sum((line.cells[column].slack for line in lines if column in line.cells), Decimal(0))
