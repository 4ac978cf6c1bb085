"""Figures stated in prose against the rows that should support them."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, Severity, UnitKind
from analysis.judge.checks.finding import Finding, Row, where
from analysis.words.numbers import PERCENT, beside_sign, number, numbered, with_unit

#: What makes claims one and the same: who it is about, the figure, and what it is recomputed from.
SAME = ("document", "part", "organisation", "printed", "decimals", "unit", "support")
#: The end of a label that tells where the claim stands.
PLACE_AT_END = r" \([^()]*\)$"
#: How many other places repeat a claim, in words as far as a reader expects them.
ELSEWHERE = {1: "ett ställe", 2: "två ställen", 3: "tre ställen"}


def check_claims(claims: pl.DataFrame) -> Iterator[Finding]:
    """Tell every claim that its own query contradicts.

    Args:
        claims: Rows of the table of claims with `symbol`, `unit_kind`, `recomputed` and `agrees`.

    Yields:
        One finding a claim that does not agree; the same claim in several places is told once, with all of them.
    """
    for __, rows in claims.filter(~pl.col("agrees")).group_by(*SAME, maintain_order=True):
        yield _finding(*rows.iter_rows(named=True))


def _finding(row: Row, *again: Row) -> Finding:
    printed, other = number(row["printed"], row["decimals"]), number(round(row["recomputed"], 6))
    if row["unit_kind"] == UnitKind.NAME:
        printed, other = numbered(row["printed"]), numbered(row["recomputed"])
    printed = beside_sign(printed, row["operator"])
    said = f"{_called(row, again)}: texten säger {with_unit(printed, row['symbol'])}"
    return Finding(
        **where(row),
        kind=_kind(row),
        severity=Severity.ERROR,
        rule="claim",
        subject=row["label"],
        printed=printed,
        other=other,
        difference=round(row["printed"] - row["recomputed"], 6),
        other_place=PLACES.join(dict.fromkeys(claim["place"] for claim in again)),
        message=f"{said}, men dokumentets egna uppgifter ger {with_unit(other, row['symbol'])}.{_repeated(again)}",
        part=row["part"],
    )


def _kind(row: Row) -> Contradiction:
    if row["symbol"] == PERCENT:
        return Contradiction.PERCENTAGE
    return Contradiction.COUNT if row["unit_kind"] == UnitKind.COUNT else Contradiction.REPEAT


def _called(row: Row, again: Sequence[Row]) -> str:
    """The name of a claim, without the place in brackets at its end where several places make it."""
    return re.sub(PLACE_AT_END, "", row["label"]) if again else str(row["label"])


def _repeated(again: Sequence[Row]) -> str:
    amount = len(again)
    return f" Samma tal står på {ELSEWHERE.get(amount, f'{amount} ställen')} till." if again else ""
