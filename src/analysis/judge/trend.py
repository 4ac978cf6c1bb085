"""Movement since the nearest earlier value that is like this one."""

from decimal import Decimal
from typing import NamedTuple

from analysis.base.judged import Untrended
from analysis.base.vocabulary import Direction, Trend
from analysis.judge.facts import Row
from analysis.judge.interval import Interval
from analysis.judge.outcome import Outcome
from analysis.judge.units import Units
from analysis.words.numbers import exact

VALUE_SCALE = "value"
BY_VALUE = {1: Trend.INCREASED, 0: Trend.UNCHANGED, -1: Trend.DECREASED}
BY_GAIN = {1: Trend.BETTER, 0: Trend.UNCHANGED, -1: Trend.WORSE}


class Movement(NamedTuple):
    """Which way an outcome goes.

    Attributes:
        trend: The way; nothing where figures do not say it.
        why_not: Why they do not.
    """

    trend: Trend | None
    why_not: Untrended | None


def movement_of(
    about: Row, outcome: Outcome | None, previous: Outcome | None, change: Row | None, units: Units, *, anew: bool
) -> Movement:
    """Say which way an outcome goes, by the figures, else by the change that the document prints itself.

    Args:
        about: `direction`, `trend_scale`.
        outcome: What came out.
        previous: What came out before.
        change: The printed change.
        units: Every unit.
        anew: Whether what came out before that was measured in another way.

    Returns:
        The trend, or why there is none.
    """
    before = None
    why_not = _incomparable(about, outcome, previous, units, anew=anew)
    if outcome and previous and why_not is None and (factor := units.factor(previous.unit, outcome.unit)):
        before = previous.interval.each(factor.of)
    step = moved(outcome.interval, before) if outcome and before else None
    if before is None and change is not None:
        step = way(exact(change["value"]))
    trend = judge_trend(step, about["direction"], about["trend_scale"])
    if trend is not None:
        return Movement(trend, None)
    if step is not None:
        return Movement(None, Untrended.RANGE if about["direction"] == Direction.RANGE else Untrended.NO_DIRECTION)
    return Movement(None, why_not or (Untrended.SEXES if outcome and outcome.value is None else Untrended.ROUGH))


def _incomparable(
    about: Row, outcome: Outcome | None, previous: Outcome | None, units: Units, *, anew: bool
) -> Untrended | None:
    """Why an outcome is not compared with the one before."""
    if previous is None:
        return Untrended.METHOD if anew else Untrended.NO_EARLIER
    if outcome is None:
        return Untrended.NO_OUTCOME
    if units.factor(previous.unit, outcome.unit) is None:
        return Untrended.UNITS
    # Arrows say what happened since last year; words may look further back.
    recent = about["trend_scale"] == VALUE_SCALE or previous.period.end.year >= outcome.period.end.year - 1
    return None if recent else Untrended.OLD


def judge_trend(step: int | None, direction: str, scale: str) -> Trend | None:
    """Say where a value is heading.

    Args:
        step: 1 when it rose, 0 when it stood still, -1 when it fell; nothing when that is not known.
        direction: A `Direction` code.
        scale: `value` for documents with words (increased, unchanged, decreased), `improvement` for arrows (better,
            unchanged, worse).

    Returns:
        The trend; nothing when there is nothing to tell, or when an improvement is asked for and the indicator has no
        direction.
    """
    if step is None:
        return None
    if scale == VALUE_SCALE:
        return BY_VALUE[step]
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return BY_GAIN[step if direction == Direction.HIGHER else -step]


def gain_of(trend: str | None, direction: str) -> bool | None:
    """Say whether a trend is for the better, in whichever scale it is told.

    Args:
        trend: A `Trend` code.
        direction: A `Direction` code.

    Returns:
        True for better, False for worse; nothing where nothing moved, or where nobody says which way is good.
    """
    if trend in (Trend.BETTER, Trend.WORSE):
        return trend == Trend.BETTER
    if trend not in (Trend.INCREASED, Trend.DECREASED) or direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return (trend == Trend.INCREASED) == (direction == Direction.HIGHER)


def moved(now: Interval | None, before: Interval | None) -> int | None:
    """Compare a figure with an earlier one in the same unit.

    Args:
        now: What it may be.
        before: What the earlier one may be.

    Returns:
        1, 0 or -1; nothing where either is missing, where both are limits, or where they may be equal or not.
    """
    if now is None or before is None or (now.is_limit and before.is_limit):
        return None
    if now.is_exact and before.is_exact:
        return way(now.low - before.low)
    if now.is_above(before):
        return 1
    return -1 if before.is_above(now) else None


def way(change: Decimal) -> int:
    """Which way a change goes.

    Args:
        change: The change.

    Returns:
        1, 0 or -1.
    """
    return (change > 0) - (change < 0)
