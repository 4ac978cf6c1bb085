"""Figures set against each other across a change of method."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, Severity, Sex
from analysis.judge.checks.finding import Finding, Row, period_of, where
from analysis.words.numbers import number

#: One sentence or paragraph about one figure.
PASSAGE = ("document", "indicator", "organisation", "source_line")


def check_breaks(figures: pl.DataFrame, breaks: pl.DataFrame) -> Iterator[Finding]:
    """Find text that sets an outcome against an earlier one that was measured in another way.

    Tables of key figures list years beside each other and say nothing of how they compare. A figure that stands beside
    an earlier one by its own method is compared with that.

    Args:
        figures: Rows of the view `key_figure_detail`.
        breaks: `indicator`, `from_date` (first day of the new method), `reason`.

    Yields:
        One finding a passage: the only figure since the change with the latest of those from before it.
    """
    told = figures.filter(
        (pl.col("measure") == Measure.OUTCOME.value)
        & (pl.col("sex") == Sex.TOTAL.value)
        & pl.col("value").is_not_null()
        & ~pl.col("in_table")
    ).join(breaks, on="indicator", maintain_order="left")
    for __, rows in told.group_by(*PASSAGE, "from_date", maintain_order=True):
        before = rows.filter(pl.col("period_end") < pl.col("from_date")).sort("period_end")
        after = rows.filter(pl.col("period_end") >= pl.col("from_date")).sort("period_end")
        if before.height and after["period_end"].n_unique() == 1:
            yield _compared(after.row(-1, named=True), before.row(-1, named=True))


def _compared(now: Row, earlier: Row) -> Finding:
    ends = [(number(row["value"], row["printed_decimals"]), period_of(row)) for row in (now, earlier)]
    (value, when), (previous, then) = ends
    return Finding(
        **where(now),
        kind=Contradiction.TREND,
        severity=Severity.WARNING,
        rule="break",
        subject=f"{now['label']}, {now['organisation']}",
        printed=value,
        other=previous,
        other_place=earlier["place"] if earlier["place"] != now["place"] else "",
        message=f"{now['label']}, {now['organisation']}: {value} för {when} ställs mot {previous} för {then}, "
        f"men mätningen gjordes om däremellan. {now['reason']}.",
    )
