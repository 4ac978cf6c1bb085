"""Figures stated in prose, against what the rows give."""

import polars as pl

from analysis.language import number, quantity
from analysis.present.tables import Column, Row, Table

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
        Column("Tryckt", lambda row: quantity(row["printed"], row["decimals"], row["symbol"]), numeric=True),
        Column("Omräknat", _recomputed, numeric=True),
        Column("Jämförelse", lambda row: VERDICTS[row["agrees"]]),
        Column("Plats i dokumentet", lambda row: row["place"], wide=True),
    ]
    return Table(caption, columns, claims, source=source, folded=claims.height > LONG, derived=True)


def _recomputed(row: Row) -> str:
    if row["recomputed"] is None:
        return ""
    return number(row["recomputed"], row["decimals"] if row["agrees"] else None)
