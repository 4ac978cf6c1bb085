"""Figures stated in prose, against what the rows give."""

import polars as pl

from analysis.language import number, quantity
from analysis.present.tables import Column, Row, Table
from analysis.present.values import numbers, texts

#: More rows than this are folded away.
LONG = 12
VERDICTS = {True: "stämmer", False: "stämmer inte", None: "inget i datat kan stödja talet"}


def claim_table(claims: pl.DataFrame, caption: str, source: str) -> Table:
    """Show printed and recomputed figures side by side.

    Args:
        claims: Rows of the view `claim_detail`.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a claim.
    """
    columns = [
        Column("Uppgift i texten", lambda row: row["label"], row_heading=True),
        Column(
            "Tryckt",
            lambda row: quantity(row["printed"], row["decimals"], row["symbol"]),
            numeric=True,
            values=[numbers("Tryckt", lambda row: row["printed"]), texts("Enhet", lambda row: row["symbol"])],
        ),
        Column("Omräknat", _recomputed, numeric=True, values=[numbers("Omräknat", _recomputed_value)]),
        Column("Jämförelse", lambda row: VERDICTS[row["agrees"]]),
        Column("Plats i dokumentet", lambda row: row["place"], wide=True),
    ]
    return Table(caption, columns, claims, source=source, folded=claims.height > LONG, derived=True)


def _recomputed_value(row: Row) -> float | None:
    """As exact as it is shown: what agrees is shown with the decimals of the printed figure."""
    recomputed: float | None = row["recomputed"]
    return recomputed if recomputed is None or not row["agrees"] else round(recomputed, row["decimals"])


def _recomputed(row: Row) -> str:
    if row["recomputed"] is None:
        return ""
    return number(row["recomputed"], row["decimals"] if row["agrees"] else None)
