"""Printed figures are rounded: what their precision allows, and what it does not explain."""

from decimal import Decimal
from typing import NamedTuple

from analysis.base.vocabulary import ROUGH, Operator, Severity
from analysis.judge import interval
from analysis.judge.checks.finding import NOISE
from analysis.judge.interval import Interval, interval_of, roundness
from analysis.judge.units import Factor
from analysis.words.numbers import exact


class Printed(NamedTuple):
    """A figure as printed.

    Attributes:
        value: The figure.
        decimals: How many decimals are printed.
        operator: Sign printed before it.
        width: How far a rough word reaches, in the figure's unit, where that is declared.
        factor: How many of the unit that figures are compared in one of its unit is.
    """

    value: float
    decimals: int | None = None
    operator: str | None = None
    width: float | None = None
    factor: float = 1

    @property
    def to_ground(self) -> Factor:
        """What brings it to the unit that figures are compared in."""
        return Factor(exact(float(self.factor)))

    @property
    def worth(self) -> Decimal:
        """The figure in the unit that figures are compared in."""
        return self.to_ground.of(exact(self.value))

    @property
    def slack(self) -> Decimal:
        """How far rounding can have moved it there."""
        return self.to_ground.of(interval.half_step(self.decimals))


def half_step(decimals: int | None) -> float:
    """How far rounding can have moved a figure.

    Args:
        decimals: How many decimals are printed; negative for tens and hundreds.

    Returns:
        Half of the last printed digit's step, in the figure's unit.
    """
    return float(interval.half_step(decimals))


def reach(value: float, decimals: int | None, operator: str | None = None) -> float:
    """How far the true figure can be from the printed one.

    Args:
        value: The printed figure.
        decimals: How many decimals are printed.
        operator: Sign or word printed before it; rough figures allow more.

    Returns:
        The greatest distance, in the figure's unit.
    """
    if operator not in ROUGH:
        return half_step(decimals)
    step = float(roundness(exact(value), decimals))
    return step / 2 if operator == Operator.ABOUT else step


def verdict(difference: float, slack: float) -> Severity | None:
    """Judge a difference between a printed figure and what follows from others.

    Args:
        difference: How far apart they are.
        slack: How far rounding of all figures involved can have moved them apart.

    Returns:
        Nothing when they are equal, `rounding` when intervals of the printed precision hold together, else `error`.
    """
    if abs(difference) <= NOISE:
        return None
    return Severity.ROUNDING if abs(difference) <= slack + NOISE else Severity.ERROR


def exact_verdict(difference: Decimal, slack: Decimal) -> Severity | None:
    """Judge a difference between decimal figures, which have no noise.

    Args:
        difference: How far apart they are.
        slack: How far rounding of all figures involved can have moved them apart.

    Returns:
        As `verdict`.
    """
    if not difference:
        return None
    return Severity.ROUNDING if abs(difference) <= slack else Severity.ERROR


def holds(value: float, limit: float, operator: str | None, width: float | None = None) -> bool:
    """Whether a value keeps what a figure printed with a comparison sign says.

    Args:
        value: The value.
        limit: The figure after the sign.
        operator: The sign; nothing means that nothing is compared.
        width: How far a rough word reaches, where that is declared.

    Returns:
        Whether it is above, below or at the limit as the sign says; "about" within half of the rough figure's step.
    """
    if not operator:
        return abs(value - limit) <= NOISE
    return _interval(Printed(limit, None, operator, width)).meets(interval_of(exact(value)))


def _interval(figure: Printed) -> Interval:
    width = None if figure.width is None else exact(figure.width)
    told = interval_of(exact(figure.value), figure.operator, figure.decimals, width)
    return told.each(figure.to_ground.of)


def same_figure(one: Printed, other: Printed) -> bool:
    """Whether two printed figures can be the same one.

    Args:
        one: A printed figure.
        other: Another, with a `factor` to the same unit.

    Returns:
        Whether the coarser print is the finer one rounded; with a comparison sign, whether the other keeps it.
    """
    if one.operator and other.operator:
        return _interval(one).meets(_interval(other))
    if one.operator or other.operator:
        loose, firm = (one, other) if one.operator else (other, one)
        coarser = firm.slack if firm.slack > loose.slack else Decimal(0)
        # A rough figure and the firm one that it was made of are the same where either is printed more coarsely.
        return one.worth == other.worth or _interval(loose).meets(_interval(firm).widened(coarser))
    slack = Decimal(0) if one.slack == other.slack else max(one.slack, other.slack)
    return abs(one.worth - other.worth) <= slack + exact(NOISE)
