"""What is set of a table's signs, against how its lines are printed."""

from collections.abc import Iterator

import polars as pl

from analysis.base.money import CostSign, VarianceSign
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, where

COSTS = {CostSign.POSITIVE: "kostnader utan minus", CostSign.NEGATIVE: "kostnader med minus"}
VARIANCES = {
    VarianceSign.FAVOURABLE: "plus är bättre",
    VarianceSign.OUTCOME_LESS_BUDGET: "avvikelse är utfall minus budget",
    VarianceSign.BUDGET_LESS_OUTCOME: "avvikelse är budget minus utfall",
}


def check_conventions(conventions: pl.DataFrame) -> Iterator[Finding]:
    """Tell of what somebody has set of signs and most lines contradict.

    Args:
        conventions: `document`, `organisation`, `statement`, `costs`, `variance` as set, `costs_found`,
            `variance_found` as lines have it, `place`, `file`, `file_row`: what is contradicted.

    Yields:
        One warning a table.
    """
    for row in conventions.iter_rows(named=True):
        printed, other = _words(row, ""), _words(row, "_found") or "annat"
        yield Finding(
            **where(row),
            kind=Contradiction.VARIANCE,
            severity=Severity.WARNING,
            rule="sign-convention",
            subject=f"Tecken i {row['statement']}, {row['organisation']}",
            printed=printed,
            other=other,
            message=f"För tabellen {row['statement']} ({row['organisation']}) är det satt: {printed}. De flesta rader "
            f"säger: {other}. Sidorna följer det som är satt.",
            part=row["organisation"],
        )


def _words(row: Row, end: str) -> str:
    """What is set, and what arithmetic says of just that."""
    told = [
        words[kind]
        for name, words in (("costs", COSTS), ("variance", VARIANCES))
        if row[name] and (kind := row[f"{name}{end}"])
    ]
    return ", ".join(told)
