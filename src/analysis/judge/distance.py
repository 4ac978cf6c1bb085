"""How far an outcome is from its target, and how that is written: with as many decimals as decide."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from analysis.base.judged import DistanceKind
from analysis.words.numbers import rounded

#: A percentage is told with one decimal, unless it takes more to see it.
USUAL = 1
#: No printed figure has more decimals; a distance with more is one that another unit leaves no end of, and is rounded.
MOST, ENOUGH = 9, 2


class Distance(NamedTuple):
    """How far an outcome is from its target.

    Attributes:
        amount: How far, without sign, rounded as it is written.
        decimals: With how many decimals it is written.
        kind: What it is counted in.
        side: 1 above the target, -1 below it, 0 precisely on it.
    """

    amount: Decimal
    decimals: int
    kind: DistanceKind
    side: int


def distance(outcome: Decimal, target: Decimal, kind: DistanceKind, allowed: Decimal | None = None) -> Distance:
    """Measure how far an outcome is from its target.

    Args:
        outcome: The outcome, in the target's unit.
        target: The target.
        kind: `percent` of the target, `points` of percent, or steps of the `unit`.
        allowed: How far it may miss the target and still be near, in the target's unit.

    Returns:
        A share has one decimal, more only where it would be nothing, or be told as what may be missed and still is near
        though it is not that; steps are told whole, unless they have no end.
    """
    gap = outcome - target
    side = (gap > 0) - (gap < 0)
    if kind is DistanceKind.PERCENT and target:
        share = abs(gap / target) * 100
        limit = None if allowed is None else allowed / abs(target) * 100
        decimals = beside(share, limit, seen(share, USUAL))
        return Distance(rounded(share, decimals), decimals, kind, side)
    steps = abs(gap).normalize()
    decimals = max(0, -int(steps.as_tuple().exponent))
    if decimals > MOST:
        decimals = seen(steps, ENOUGH)
        steps = rounded(steps, decimals)
    return Distance(steps, decimals, DistanceKind.UNIT if kind is DistanceKind.PERCENT else kind, side)


def beside(share: Decimal, limit: Decimal | None, usual: int) -> int:
    """Say with how many decimals a figure is told on its own side of a limit.

    Args:
        share: The figure.
        limit: The limit, nothing for none.
        usual: So many where they are enough.
    """
    if limit is None or share == limit:
        return usual
    sides = (
        decimals for decimals in range(usual, MOST + 1) if _side(rounded(share, decimals), limit) == _side(share, limit)
    )
    return next(sides, MOST)


def _side(share: Decimal, limit: Decimal) -> int:
    return (share > limit) - (share < limit)


def seen(amount: Decimal, usual: int) -> int:
    """Say with how many decimals an amount is more than nothing.

    Args:
        amount: The amount.
        usual: So many where they are enough.

    Returns:
        The usual number, or that of its first digit.
    """
    if not amount or rounded(amount, usual):
        return usual
    return -amount.quantize(Decimal(1).scaleb(amount.adjusted()), ROUND_HALF_UP).adjusted()
