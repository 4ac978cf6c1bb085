"""Outcome against target: better, near, worse, or not to be judged."""

from decimal import Decimal
from typing import NamedTuple

from analysis.base.vocabulary import Assessment, Direction, Operator, ToleranceKind
from analysis.judge.facts import Row
from analysis.judge.figures import said_by
from analysis.judge.interval import Interval
from analysis.judge.units import SAME, Factor
from analysis.words.numbers import exact

#: What a sign becomes when high is low.
MIRRORED = {
    Operator.ABOVE: Operator.BELOW,
    Operator.BELOW: Operator.ABOVE,
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.JUST_OVER: Operator.JUST_UNDER,
    Operator.JUST_UNDER: Operator.JUST_OVER,
}
#: Signs of levels that are passed, not reached; and those that bound from above.
STRICT, CEILINGS = (Operator.ABOVE, Operator.JUST_OVER), (Operator.BELOW, Operator.AT_MOST)


class Aim(NamedTuple):
    """What an outcome is held against.

    Attributes:
        value: The target.
        operator: The sign or word before it.
        allowance: How far an outcome may miss it and still be near, in its unit; nothing where that is not known.
        reach: How far short of it still reaches it, for "cirka 80" means what is near 80.
    """

    value: Decimal
    operator: str | None = None
    allowance: Decimal | None = Decimal(0)
    reach: Decimal = Decimal(0)


def assess(outcome: Interval | None, aim: Aim | None, direction: str) -> Assessment:
    """Judge an outcome against a target.

    Equality reaches the target, unless it is a strict limit (`>70`); so does what a rough one (`≈70`) may mean. What
    misses it by no more than the allowance is near; where nothing is allowed, nothing is. A figure that may mean
    several values is judged when all of them say the same.

    Args:
        outcome: What the outcome may be, in the target's unit.
        aim: The target.
        direction: A `Direction` code.

    Returns:
        The judgement; not evaluated where anything is missing, or a limit goes against the direction.
    """
    directed = direction in (Direction.HIGHER, Direction.LOWER)
    if outcome is None or aim is None or not directed or opposed(aim.operator, direction):
        return Assessment.NOT_EVALUATED
    now, level, sign = _upwards(outcome, aim, direction)
    strictly = sign in STRICT
    enough = level - aim.reach
    if now.reaches(enough, strictly=strictly):
        return Assessment.BETTER
    if not now.misses(enough, strictly=strictly) or aim.allowance is None:
        return Assessment.NOT_EVALUATED
    least, strictly = level - max(aim.allowance, aim.reach), strictly and not aim.allowance
    if now.reaches(least, strictly=strictly):
        return Assessment.NEAR
    return Assessment.WORSE if now.misses(least, strictly=strictly) else Assessment.NOT_EVALUATED


def aim_at(target: Row, factor: Factor = SAME, near: Decimal | None = Decimal(0)) -> Aim:
    """Take a printed target for what an outcome is held against.

    Args:
        target: `value`, `operator`, `decimals`, and `width`, how far "about" reaches, where that is declared.
        factor: What brings it to the unit of the outcome.
        near: How far an outcome may miss it and still be near, in that unit; nothing where that is not known.

    Returns:
        The target; a rough one is reached by what is as near as a rough figure may be.
    """
    value = exact(target["value"])
    reach = value - said_by(target).low if target["operator"] == Operator.ABOUT else Decimal(0)
    return Aim(factor.of(value), target["operator"], near, factor.of(reach))


def opposed(operator: str | None, direction: str) -> bool:
    """Whether a limit goes against the way that is good: at most 75 where higher is better.

    Args:
        operator: The sign or word before the target.
        direction: A `Direction` code.
    """
    return direction in (Direction.HIGHER, Direction.LOWER) and _sign(operator, direction) in CEILINGS


def allowance(target: Decimal, factor: Factor | None, tolerance: Decimal | None, kind: str | None) -> Decimal | None:
    """How far an outcome may miss its target and still be near it.

    Args:
        target: The target.
        factor: What brings figures in the indicator's unit to the target's.
        tolerance: Percent of the target when relative, steps of the indicator's unit when absolute; nothing is none.
        kind: A `ToleranceKind` code.

    Returns:
        The distance in the target's unit, never negative; nothing where the units have no common ground.
    """
    if tolerance is None:
        return Decimal(0)
    if kind == ToleranceKind.RELATIVE:
        return abs(target) * tolerance / 100
    return None if factor is None else factor.of(tolerance)


def _upwards(outcome: Interval, aim: Aim, direction: str) -> tuple[Interval, Decimal, str | None]:
    """The same with higher as better."""
    sign = _sign(aim.operator, direction)
    if direction == Direction.LOWER:
        return outcome.mirrored(), -aim.value, sign
    return outcome, aim.value, sign


def _sign(operator: str | None, direction: str) -> str | None:
    if operator is None or direction != Direction.LOWER:
        return operator
    return MIRRORED.get(Operator(operator), operator)
