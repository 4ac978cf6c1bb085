"""What a financial table behaves like: the owner may call it anything, the rules know the kinds of the vocabulary."""

from collections.abc import Mapping
from typing import Any

import polars as pl

COLUMN = "behaves_as"


def behaviour(row: Mapping[str, Any]) -> str:
    """Say which kind of table an amount stands in.

    Args:
        row: An amount; one that says nothing is of the kind that its table is called.

    Returns:
        A `Statement` code.
    """
    return str(row.get(COLUMN) or row["statement"])


def of_kind(lines: pl.DataFrame) -> pl.Expr:
    """Say the same of every row of a frame.

    Args:
        lines: Amounts.

    Returns:
        String expression.
    """
    own = pl.col("statement").cast(pl.String)
    return pl.coalesce(pl.col(COLUMN).cast(pl.String), own) if COLUMN in lines.columns else own


def kinds_of(lines: pl.DataFrame) -> Mapping[str, str]:
    """List what the tables of a frame behave like.

    Args:
        lines: Amounts.

    Returns:
        `Statement` codes by the codes that tables are called.
    """
    return dict(lines.select(pl.col("statement").cast(pl.String), of_kind(lines).alias(COLUMN)).unique().iter_rows())
