"""The limits that a target sets: a level has one, a range two, a movement its base; words have none."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from analysis.base.judged import AddingUp
from analysis.base.vocabulary import Assessment, Direction, Operator, TargetKind
from analysis.judge.adding_up import add_up
from analysis.judge.assessment import Aim, aim_at, allowance, assess
from analysis.judge.facts import Row
from analysis.judge.interval import Interval
from analysis.judge.units import Factor, Units
from analysis.words.numbers import exact

HUNDRED = Decimal(100)
#: Signs of targets that something is to rise to, or not to fall from.
RISING = (Operator.ABOVE, Operator.AT_LEAST)


class Limit(NamedTuple):
    """One level that an outcome is held against.

    Attributes:
        aim: The level, with what is still near it.
        direction: On which side of it is good.
    """

    aim: Aim
    direction: str


def kind_of(target: Row) -> TargetKind:
    """Say what a target asks for; what is printed in a table is a level.

    Args:
        target: `kind`, where it is known.
    """
    return TargetKind(target.get("kind") or TargetKind.LEVEL)


def limits_of(about: Row, target: Row | None, units: Units) -> list[Limit]:
    """Say what an outcome is held against, in the target's unit.

    Args:
        about: `direction`, `indicator_unit`, `tolerance`, `tolerance_kind`, and the edition's own `near_higher` and
            `near_lower`, where it has any.
        target: `kind`, `value`, `operator`, `decimals`, `unit`, `width`; `upper` of a range. That of a movement is its
            base, that of a rank a place or a share of all.
        units: Every unit.

    Returns:
        The limits, each of which must hold. Only levels, means and ranges have something near them: nobody has said how
        far from rising is still nearly rising.
    """
    if target is None or target["value"] is None:
        return []
    kind, factor = kind_of(target), units.factor(about["indicator_unit"], target["unit"])
    if kind is TargetKind.RANGE:
        low, high = exact(target["value"]), exact(target["upper"])
        return [
            Limit(Aim(low, None, _near(about, low, factor, Direction.HIGHER)), Direction.HIGHER),
            Limit(Aim(high, None, _near(about, high, factor, Direction.LOWER)), Direction.LOWER),
        ]
    if kind is TargetKind.DIRECTION:
        return [Limit(aim_at(target), Direction.HIGHER if target["operator"] in RISING else Direction.LOWER)]
    if kind is TargetKind.RANK:
        return [Limit(aim_at(target), Direction.LOWER)]
    return [Limit(aim_at(target, near=_allowed(about, exact(target["value"]), factor)), about["direction"])]


def hold(outcome: Interval | None, limits: Sequence[Limit]) -> Assessment:
    """Judge an outcome against every limit: the weakest decides, and what is not known may be anything.

    Args:
        outcome: What the outcome may be, in the unit of the limits.
        limits: The limits.

    Returns:
        The judgement; not evaluated where there is no limit.
    """
    return add_up([assess(outcome, *limit) for limit in limits], AddingUp.WEAKEST).assessment


def nearest(value: Decimal, limits: Sequence[Limit]) -> Limit:
    """Choose the limit that an outcome is measured from: the one that it misses, else the one that it is closest to.

    Args:
        value: The outcome.
        limits: The limits, at least one.
    """

    def missed_by(limit: Limit) -> Decimal:
        gap = limit.aim.value - value
        return gap if limit.direction == Direction.HIGHER else -gap

    return max(limits, key=missed_by)


def _near(about: Row, value: Decimal, factor: Factor | None, side: Direction) -> Decimal | None:
    """How far outside an end of a range is near it: as the edition says of that side, else as the indicator."""
    own = about.get("near_higher" if side is Direction.HIGHER else "near_lower")
    if own is None:
        return _allowed(about, value, factor)
    return abs(value) * abs(HUNDRED - exact(own)) / HUNDRED


def _allowed(about: Row, value: Decimal, factor: Factor | None) -> Decimal | None:
    tolerance = None if about["tolerance"] is None else exact(about["tolerance"])
    return allowance(value, factor, tolerance, about["tolerance_kind"])
