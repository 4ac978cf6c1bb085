"""Outcome against target: better, near, worse, or not to be judged."""

import polars as pl

from analysis.base.vocabulary import Assessment, Direction, Operator, ToleranceKind

#: Figures are decimal as printed and binary in the machine; differences below this share of the target are noise.
NOISE = 1e-9


def assess(
    outcome: pl.Expr,
    target: pl.Expr,
    direction: pl.Expr,
    tolerance: pl.Expr,
    tolerance_kind: pl.Expr,
    target_operator: pl.Expr,
) -> pl.Expr:
    """Judge outcomes against targets.

    Equality reaches the target, unless the target is printed as a strict limit (`>70`). An outcome that misses the
    target by no more than the tolerance is near it. Without outcome, target or direction nothing is judged.

    Args:
        outcome: Float64, the unit of the target.
        target: Float64.
        direction: `higher`, `lower` or `none`.
        tolerance: Float64, percent of the target when relative, steps of the unit when absolute; null means none.
        tolerance_kind: `relative` or `absolute`.
        target_operator: Sign printed before the target, may be null.

    Returns:
        String expression of `Assessment` codes, never null.
    """
    gap = lead(outcome, target, direction)
    noise = target.abs() * NOISE
    strict = target_operator.is_in([Operator.ABOVE, Operator.BELOW]).fill_null(value=False)
    reached = pl.when(strict).then(gap > noise).otherwise(gap >= -noise)
    near = gap >= -(allowance(target, tolerance, tolerance_kind) + noise)
    return (
        pl.when(gap.is_null())
        .then(pl.lit(Assessment.NOT_EVALUATED.value))
        .when(reached)
        .then(pl.lit(Assessment.BETTER.value))
        .when(near)
        .then(pl.lit(Assessment.NEAR.value))
        .otherwise(pl.lit(Assessment.WORSE.value))
    )


def lead(outcome: pl.Expr, target: pl.Expr, direction: pl.Expr) -> pl.Expr:
    """How far the outcome is on the good side of the target.

    Args:
        outcome: Float64.
        target: Float64, same unit.
        direction: `higher`, `lower` or `none`.

    Returns:
        Float64 expression, negative when the target is missed; null when it cannot be said.
    """
    return (
        pl.when(direction == Direction.HIGHER)
        .then(outcome - target)
        .when(direction == Direction.LOWER)
        .then(target - outcome)
    )


def allowance(target: pl.Expr, tolerance: pl.Expr, tolerance_kind: pl.Expr) -> pl.Expr:
    """How far an outcome may miss its target and still be near it.

    Args:
        target: Float64.
        tolerance: Float64, null means none.
        tolerance_kind: `relative` (percent of the target) or `absolute` (steps of the unit).

    Returns:
        Float64 expression in the unit of the target, never negative.
    """
    share = pl.when(tolerance_kind == ToleranceKind.RELATIVE).then(target.abs() / 100).otherwise(1.0)
    return tolerance.fill_null(0) * share
