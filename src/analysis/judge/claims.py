"""Whether a figure in prose agrees with the rows that should support it."""

from collections.abc import Sequence

import polars as pl

from analysis.judge.checks.rounding import Printed, same_figure
from analysis.judge.interval import interval_of
from analysis.words.numbers import exact

#: Binary noise of decimal figures, far below any printed precision.
NOISE = 1e-9


def agrees(printed: pl.Expr, decimals: pl.Expr, recomputed: pl.Expr, slack: pl.Expr) -> pl.Expr:
    """Compare a printed figure with the recomputed one at the precision that is printed.

    Args:
        printed: Float64 as printed.
        decimals: Integer, how many decimals were printed.
        recomputed: Float64, null when nothing supports the figure.
        slack: Float64, how far the rounding of the supporting rows can move `recomputed`, 0 when they are exact.

    Returns:
        Boolean expression: true when some value holds with both as rounded; null when unsupported.
    """
    half_step = pl.lit(10.0).pow(-decimals.cast(pl.Float64)) / 2
    return (printed - recomputed).abs() <= half_step + slack + NOISE


def keeps_word(printed: float, decimals: int | None, operator: str, recomputed: float, slack: float) -> bool:
    """Say whether what rows give is what a figure with a sign or word before it says.

    Args:
        printed: The figure.
        decimals: How many decimals are printed.
        operator: The sign or word before it: cirka, drygt, more than.
        recomputed: What rows give.
        slack: How far rounding of the rows can move that.

    Returns:
        Whether some value is both.
    """
    said = interval_of(exact(printed), operator, decimals)
    return said.meets(interval_of(exact(recomputed)).widened(exact(slack)))


def slack_of(rows: Sequence[float]) -> float:
    """Say how far rounding can have moved the sum of rows.

    Args:
        rows: The figures, of one table and so with as many decimals as that of them which has most.

    Returns:
        Half of the last digit of each, together.
    """
    decimals = max((-int(exact(row).normalize().as_tuple().exponent) for row in rows), default=0)
    return len(rows) * 10.0 ** -max(decimals, 0) / 2 + NOISE


def most_slack(recomputed: float, decimals: int) -> float:
    """Say how far rounding can move what rows give.

    A row is rounded by half of its last digit, and a row that is not zero has one such digit at least: what could move
    rows that add up by more than half of their sum is no rounding, and lets any figure of that size pass. What is
    smaller than the half step that the printed figure itself is rounded by lets hardly anything pass that would not
    pass anyway.

    Args:
        recomputed: What the rows give.
        decimals: How many decimals are printed of the figure that is held against it.

    Returns:
        The most that a slack may be.
    """
    return max(abs(recomputed) / 2, 10.0**-decimals / 2) + NOISE


def judge_prose(figures: pl.DataFrame) -> pl.DataFrame:
    """Hold key figures in running text against the same figure printed elsewhere, as the check of repeats does.

    Args:
        figures: Rows of the query `prose_figures`.

    Returns:
        One row for each figure in running text, beside the same one in a table of its document before anywhere else,
        with `agrees`; null where the figure is printed nowhere else.
    """
    figures = _beside_one(figures)
    verdicts = [
        None
        if row["recomputed"] is None
        else same_figure(
            Printed(row["printed"], row["decimals"], row["operator"]),
            Printed(row["recomputed"], row["other_decimals"], row["other_operator"]),
        )
        for row in figures.iter_rows(named=True)
    ]
    return figures.with_columns(agrees=pl.Series(verdicts, dtype=pl.Boolean))


def _beside_one(figures: pl.DataFrame) -> pl.DataFrame:
    """Which of the same figures printed elsewhere is the one to hold against."""
    own, table = pl.col("other_document") == pl.col("document"), pl.col("other_shown_in") == "table"
    order = [~own, ~table, pl.col("other_doubted").is_not_null(), "other_line", "other_place"]
    ordered = figures.sort(order, nulls_last=True, maintain_order=True)
    return ordered.unique(["file", "file_row"], keep="first", maintain_order=True).sort(
        "document", "source_line", "claim", "file", "file_row"
    )
