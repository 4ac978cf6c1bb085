"""Figures printed in several units, brought to one: what has no common ground is never compared."""

from collections.abc import Iterable

from analysis.base.vocabulary import UnitKind
from analysis.judge.checks.finding import Row
from analysis.judge.checks.rounding import reach
from analysis.judge.checks.units import is_counted
from analysis.judge.units import between, ground
from analysis.words.numbers import PERCENT, exact

#: Kinds of units that no difference between percentages is printed in.
SIZES = {UnitKind.COUNT, UnitKind.AMOUNT, UnitKind.STOCK}


def have_one_ground(rows: Iterable[Row]) -> bool:
    """Whether figures can be brought to one unit.

    Args:
        rows: Figures.
    """
    return len({ground(row) for row in rows}) == 1


def are_points(difference: Row, one: Row, other: Row) -> bool:
    """Whether a difference is printed in points of the percentages that it is between.

    Args:
        difference: `unit_kind`.
        one: `symbol` of one end.
        other: `symbol` of the other.
    """
    percent = one["symbol"] == other["symbol"] == PERCENT
    return percent and difference["unit_kind"] not in SIZES


def brought(value: float, row: Row, to: Row) -> float:
    """Bring what is counted as one figure is to the unit of another.

    Args:
        value: For example the figure, or half of its printed step.
        row: `factor` of the figure's unit.
        to: `factor` of the wanted unit, which has the same ground.

    Returns:
        The same in that unit, exact to the last digit that a number can hold.
    """
    factor = between(row, to)
    return float(factor.of(exact(value))) if factor.changes else value


def value_in(row: Row, to: Row) -> float:
    """Bring a figure to the unit of another.

    Args:
        row: `value`, `factor`.
        to: `factor`.
    """
    return brought(row["value"], row, to)


def slack_in(row: Row, to: Row) -> float:
    """How far from the truth rounding can have moved a figure, in the unit of another.

    Args:
        row: `value`, `printed_decimals`, `operator`, `unit_kind`, `factor`.
        to: `factor`.

    Returns:
        Nothing for what is counted one by one, unless a word says that it is rough.
    """
    if is_counted(row) and row["factor"] == 1 and not row["operator"]:
        return 0.0
    return brought(reach(row["value"], row["printed_decimals"], row["operator"]), row, to)
