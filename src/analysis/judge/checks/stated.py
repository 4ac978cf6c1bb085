"""Figures stated in prose against the rows that should support them."""

from collections.abc import Iterator

import polars as pl

from analysis.judge.checks.finding import Finding, where
from analysis.language import NUMBERED, number
from analysis.vocabulary import Contradiction, Severity

COUNT, PERCENT = "count", "percent"


def check_claims(claims: pl.DataFrame) -> Iterator[Finding]:
    """Tell every claim that its own query contradicts.

    Args:
        claims: Rows of the table of claims with `recomputed` and `agrees`.

    Yields:
        One finding a claim that does not agree.
    """
    for row in claims.filter(~pl.col("agrees")).iter_rows(named=True):
        printed, other = number(row["printed"], row["decimals"]), number(round(row["recomputed"], 6))
        if row["unit"] == NUMBERED:
            printed, other = f"{row['printed']:.0f}", f"{row['recomputed']:.0f}"
        unit = f" {row['symbol']}" if row["symbol"] else ""
        kinds = {COUNT: Contradiction.COUNT, PERCENT: Contradiction.PERCENTAGE}
        yield Finding(
            **where(row),
            kind=kinds.get(row["unit"], Contradiction.REPEAT),
            severity=Severity.ERROR,
            rule="claim",
            subject=row["label"],
            printed=printed,
            other=other,
            difference=round(row["printed"] - row["recomputed"], 6),
            message=f"Texten säger {printed}{unit} ({row['label']}), "
            f"men raderna som talet bygger på ger {other}{unit}.",
            part=row["part"],
        )
