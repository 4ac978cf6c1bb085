"""The whole judgement of goals: assessment, trend and how far from the target."""

import polars as pl

from analysis.judge.assessment import assess, lead
from analysis.judge.trend import VALUE_SCALE, judge_trend


def judge_goals(basis: pl.DataFrame) -> pl.DataFrame:
    """Judge every goal by rule.

    Args:
        basis: Rows of the view `goal_basis`.

    Returns:
        One row a goal and indicator: `document`, `goal`, `measure_no`, `assessment_computed`, `trend_computed`,
        `shortfall` (how much the outcome misses the target by, in the target's unit, negative when it is beaten) and
        `shortfall_pct` (the same in percent of the target).
    """
    outcome, target, direction = pl.col("outcome_compared"), pl.col("target"), pl.col("direction")
    # Arrows say what happened since last year; words may look further back.
    recent = pl.col("previous_end").dt.year() >= pl.col("year") - 1
    previous = pl.when((pl.col("trend_scale") == VALUE_SCALE) | recent).then(pl.col("previous_outcome"))
    shortfall = 0.0 - lead(outcome, target, direction)  # a plain minus would make an exact hit minus zero
    return basis.select(
        "document",
        "goal",
        "measure_no",
        assess(
            outcome, target, direction, pl.col("tolerance"), pl.col("tolerance_kind"), pl.col("target_operator")
        ).alias("assessment_computed"),
        judge_trend(pl.col("outcome"), previous, pl.col("printed_change"), direction, pl.col("trend_scale")).alias(
            "trend_computed"
        ),
        shortfall.alias("shortfall"),
        pl.when(target != 0).then(shortfall / target.abs() * 100).alias("shortfall_pct"),
    )
