"""An outcome held against its target: how far it is from it, and whether rounding could turn that."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from analysis.base.judged import DistanceKind, Turn, Unjudged
from analysis.base.vocabulary import Assessment, Direction, Operator, TargetKind, UnitKind
from analysis.judge.distance import Distance, distance
from analysis.judge.facts import Row
from analysis.judge.interval import Interval, half_step
from analysis.judge.limits import hold, kind_of, limits_of, nearest
from analysis.judge.outcome import Outcome
from analysis.judge.units import Units
from analysis.words.numbers import PERCENT, exact

Values = dict[str, Any]
#: Shares of a hundred and of a thousand: between them, points are told.
SHARES = {PERCENT, "‰"}


@dataclass(frozen=True)
class Held:
    """An outcome held against a target.

    Attributes:
        interval: What the outcome may be, in the target's unit.
        value: The outcome in that unit, where it is one figure.
        why_not: Why it is not judged.
    """

    interval: Interval | None = None
    value: Decimal | None = None
    why_not: Unjudged | None = None


def distance_values(
    about: Row, target: Row | None, outcome: Outcome | None, held: Held, verdict: Assessment, units: Units
) -> Values:
    """Say how far an outcome is from its target, to the end of a range that it is nearest to.

    Args:
        about: As of `limits_of`.
        target: The target that holds.
        outcome: What came out.
        held: What of it is held against the target.
        verdict: What it is judged to be.
        units: Every unit.
    """
    names = ("shortfall", "shortfall_pct", "distance", "distance_decimals", "distance_kind", "distance_side")
    unjudged = held.why_not or verdict is Assessment.NOT_EVALUATED
    if target is None or outcome is None or held.value is None or unjudged or not is_measured(held, target, verdict):
        return dict.fromkeys((*names, "within_rounding"))
    limit = nearest(held.value, limits_of(about, target, units))
    aim, higher = limit.aim.value, limit.direction == Direction.HIGHER
    gap = aim - held.value if higher else held.value - aim
    far = distance_of({**target, "value": aim}, outcome.row, held.value, limit.aim.allowance)
    share = float(gap / abs(aim) * 100) if aim else None
    # A plain zero, for an exact hit may be minus zero.
    values = (float(gap or 0), share, float(far.amount), far.decimals, str(far.kind), far.side)
    return {
        **dict(zip(names, values, strict=True)),
        "within_rounding": _turn(about, target, outcome, units) if gap else None,
    }


def is_measured(held: Held, target: Row, verdict: Assessment) -> bool:
    """Whether it can be said how far an outcome is from its target.

    Args:
        held: The outcome in the target's unit.
        target: `value`, `operator`.
        verdict: What the outcome is judged to be.

    Returns:
        False for a limit or a rough figure, which may be several values, and for what stands at a strict limit: it is
        not on it; and for what lies within a range, and for places, which are not counted in their figure's unit.
    """
    kind = kind_of(target)
    if held.interval is None or not held.interval.is_exact or target["operator"] == Operator.ABOUT:
        return False
    if kind is TargetKind.RANK or (kind is TargetKind.RANGE and verdict is Assessment.BETTER):
        return False
    return kind is TargetKind.RANGE or verdict is Assessment.BETTER or held.value != exact(target["value"])


def distance_of(target: Row, outcome: Row, value: Decimal, allowed: Decimal | None = None) -> Distance:
    """Measure how far an outcome is from a target.

    Args:
        target: `value`, `unit`, `symbol`, `unit_kind`.
        outcome: `unit`, `symbol`.
        value: The outcome in the target's unit.
        allowed: How far it may miss the target and still be near.

    Returns:
        Points where the target is a percentage and the outcome a share, steps of the unit where the two are printed in
        different ones or it only names something, else a share of the target.
    """
    kind = DistanceKind.PERCENT
    if target["symbol"] == PERCENT and outcome["symbol"] in SHARES:
        kind = DistanceKind.POINTS
    elif target["unit"] != outcome["unit"] or target.get("unit_kind") == UnitKind.NAME:
        kind = DistanceKind.UNIT
    return distance(value, exact(target["value"]), kind, allowed)


def _turn(about: Row, target: Row, outcome: Outcome, units: Units) -> Turn | None:
    """The limit that the outcome, before it was rounded for print, may have been beyond; what is counted was not."""
    factor, limits = units.factor(outcome.unit, target["unit"]), limits_of(about, target, units)
    if factor is None or not limits or outcome.is_counted or outcome.sexes or outcome.row["operator"]:
        return None
    if kind_of(target) is TargetKind.MEAN:  # of several figures, each rounded by itself
        return None
    printed = outcome.interval.each(factor.of)
    widened = outcome.interval.widened(half_step(outcome.decimals)).each(factor.of)
    exactly = [limit._replace(aim=limit.aim._replace(allowance=Decimal(0))) for limit in limits]
    for turn, those in ((Turn.TARGET, exactly), (Turn.NEAR, limits)):
        if hold(widened, those) is not hold(printed, those):
            return turn
    return None
