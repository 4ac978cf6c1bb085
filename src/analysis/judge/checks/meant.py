"""What a printed figure of which something is counted or measured may be, rounding and sign and all."""

from dataclasses import replace
from decimal import Decimal

from analysis.base.vocabulary import LIMITS
from analysis.judge.checks.finding import Row
from analysis.judge.checks.units import is_counted
from analysis.judge.interval import LEAST, Interval, half_step, interval_of
from analysis.judge.units import between
from analysis.words.numbers import exact


def meant(row: Row, to: Row, *, counted: bool) -> Interval:
    """Say what a figure may be, in the unit of another.

    Args:
        row: The figure: `value`, `operator`, `printed_decimals`, and its unit.
        to: The other figure.
        counted: Whether it is of things, of which there are not less than none.

    Returns:
        Every value that is printed so.
    """
    told = interval_of(exact(row["value"]), row["operator"], row["printed_decimals"])
    rounded = Decimal(0) if is_counted(row) else half_step(row["printed_decimals"])
    brought_to = told.widened(rounded).each(between(row, to).of)
    none = Decimal(0) if counted and row["value"] >= 0 else LEAST
    return replace(brought_to, low=max(none, brought_to.low))


def is_limited(*rows: Row) -> bool:
    """Whether any figure is a limit, such as fewer than five.

    Args:
        *rows: Figures: `operator`.
    """
    return any(row["operator"] in LIMITS for row in rows)


def can_add_up(whole: Row, parts: list[Row]) -> bool:
    """Whether some values that are printed so add up.

    Args:
        whole: What they are to add up to.
        parts: The parts, in units that convert to its own.
    """
    summed = Interval(Decimal(0), Decimal(0))
    for part in parts:
        summed = summed.plus(meant(part, whole, counted=True))
    return meant(whole, whole, counted=True).meets(summed)


def can_be_share(share: Row, part: Row, whole: Row) -> bool:
    """Whether some values that are printed so give a percentage.

    Args:
        share: The percentage.
        part: What is a part, itself perhaps a limit.
        whole: What it is a part of, more than nothing and no limit.
    """
    given = meant(part, whole, counted=True).each(lambda value: 100 * value / exact(whole["value"]))
    return meant(share, share, counted=True).meets(given)
