"""Whose a row of figures is: those of several organisations are never one."""

import polars as pl

from analysis.present.table import Row
from analysis.words.mixed_language import joined, swedish


def with_whose(rows: pl.DataFrame) -> pl.DataFrame:
    """Say of rows whose they are, where that does not go without saying: figures of several are never one.

    Args:
        rows: `organisation`, `organisation_name`, and `own`: whether that is the part of the document, or a part of it.

    Returns:
        The rows, with `whose`: empty where all are of one that goes without saying.
    """
    several = rows["organisation"].n_unique() > 1
    return rows.with_columns(whose=pl.when(pl.lit(several) | ~pl.col("own")).then("organisation_name").fill_null(""))


def named_for(row: Row, name: str) -> str:
    """Name a row, with whose it is where that is said.

    Args:
        row: The name, and `whose`.
        name: The column of the name.
    """
    return joined([swedish(str(row[name])), swedish(row["whose"])]) if row["whose"] else swedish(str(row[name]))
