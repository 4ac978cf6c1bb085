"""Movement since the nearest earlier value that was measured in the same way."""

import polars as pl

from analysis.base.vocabulary import Direction, Trend

VALUE_SCALE = "value"
NOISE = 1e-9


def judge_trend(
    outcome: pl.Expr, previous: pl.Expr, printed_change: pl.Expr, direction: pl.Expr, scale: pl.Expr
) -> pl.Expr:
    """Say where a value is heading.

    Args:
        outcome: Float64, the value now.
        previous: Float64, the earlier value.
        printed_change: Float64, the change when the document prints that and not the earlier value.
        direction: `higher`, `lower` or `none`.
        scale: `value` for documents with words (increased, unchanged, decreased), `improvement` for arrows
            (better, unchanged, worse).

    Returns:
        String expression of `Trend` codes; null when there is nothing earlier to compare with, or when an
        improvement is asked for and the indicator has no direction.
    """
    step = change(outcome, previous, printed_change)
    gain = pl.when(direction == Direction.HIGHER).then(step).when(direction == Direction.LOWER).then(-step)
    by_value = _three_way(step, Trend.INCREASED, Trend.DECREASED)
    by_gain = _three_way(gain, Trend.BETTER, Trend.WORSE)
    return pl.when(scale == VALUE_SCALE).then(by_value).otherwise(by_gain)


def change(outcome: pl.Expr, previous: pl.Expr, printed_change: pl.Expr) -> pl.Expr:
    """The change between two values, or the printed one where the earlier value is not known.

    Args:
        outcome: Float64.
        previous: Float64.
        printed_change: Float64.

    Returns:
        Float64 expression in the indicator's unit.
    """
    return (outcome - previous).fill_null(printed_change)


def _three_way(step: pl.Expr, up: Trend, down: Trend) -> pl.Expr:
    return (
        pl.when(step > NOISE)
        .then(pl.lit(up.value))
        .when(step < -NOISE)
        .then(pl.lit(down.value))
        .when(step.is_not_null())
        .then(pl.lit(Trend.UNCHANGED.value))
    )
