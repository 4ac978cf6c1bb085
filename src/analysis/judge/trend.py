"""Movement since the nearest earlier value that is like this one."""

from decimal import Decimal

from analysis.base.vocabulary import Direction, Trend
from analysis.judge.interval import Interval

VALUE_SCALE = "value"
BY_VALUE = {1: Trend.INCREASED, 0: Trend.UNCHANGED, -1: Trend.DECREASED}
BY_GAIN = {1: Trend.BETTER, 0: Trend.UNCHANGED, -1: Trend.WORSE}


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
