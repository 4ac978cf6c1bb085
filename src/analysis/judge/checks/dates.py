"""Periods far outside the document that prints them: most often a year typed wrong."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, named, span, where

#: How many years back a report looks, and how far ahead a plan.
BACK, AHEAD = 10, 5


def check_dates(figures: pl.DataFrame, lines: pl.DataFrame) -> Iterator[Finding]:
    """Find figures and amounts for periods that the document can hardly tell of.

    Args:
        figures: Rows of the view `key_figure_detail` with `document_start` and `document_end`.
        lines: Rows of the view `ledger_detail` with the same.

    Yields:
        One warning a figure whose period ended more than ten years before the document's, or begins more than five
        years after it.
    """
    for row in _far(figures).iter_rows(named=True):
        yield _finding(row, f"{row['label']}, {row['organisation']}", named(row))
    for row in _far(lines).iter_rows(named=True):
        what = f"{row['line']}, {row['organisation']}"
        yield _finding(row, what, f"{what} {span(row['period_start'], row['period_end'])}")


def _far(rows: pl.DataFrame) -> pl.DataFrame:
    began, ended = (pl.col(name).dt.year() for name in ("document_start", "document_end"))
    before = pl.col("period_end").dt.year() < began - BACK
    after = pl.col("period_start").dt.year() > ended + AHEAD
    return rows.filter(before | after)


def _finding(row: Row, subject: str, said: str) -> Finding:
    own = span(row["document_start"], row["document_end"])
    return Finding(
        **where(row),
        kind=Contradiction.VALUE,
        severity=Severity.WARNING,
        rule="period",
        subject=subject,
        printed=span(row["period_start"], row["period_end"]),
        other=own,
        message=f"{said} gäller en period långt från dokumentets egen, {own}. Kontrollera årtalet.",
    )
