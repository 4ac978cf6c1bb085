"""Figures of one line or column brought to one unit; what has no common ground with it is told apart."""

from typing import NamedTuple

import polars as pl

from analysis.words.mixed_language import swedish
from analysis.words.numbers import SURE_DIGITS
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _


class InOneUnit(NamedTuple):
    """What became of figures.

    Attributes:
        rows: Those in the wanted unit.
        apart: Those that no factor leads there.
    """

    rows: pl.DataFrame
    apart: pl.DataFrame


def in_one_unit(rows: pl.DataFrame, conversions: pl.DataFrame, to: pl.Expr, value: str = "value") -> InOneUnit:
    """Bring figures to one unit.

    Args:
        rows: `unit`, the figures, `printed_decimals`, and `also_printed` where others are printed for the same.
        conversions: Rows of the query `unit_conversions`.
        to: The wanted unit of each row; a row without one stays as it is.
        value: Name of the column of figures.

    Returns:
        The same columns; figures that were printed in another unit have the decimals that they need.
    """
    pairs = conversions.select("unit", wanted="to_unit", factor="factor")
    wanted = rows.with_columns(wanted=pl.coalesce(to, "unit"), unit=pl.coalesce("unit", to))
    joined = wanted.join(pairs, on=["unit", "wanted"], how="left", maintain_order="left")
    same = pl.col("unit").eq_missing("wanted") | (pl.col("factor") == 1).fill_null(value=False)
    scaled = (pl.col(value) * pl.col("factor")).round_sig_figs(SURE_DIGITS)
    changed = {value: pl.when(same).then(value).otherwise(scaled)}
    if "also_printed" in rows.columns:
        others = (pl.col("also_printed") * pl.col("factor")).list.eval(pl.element().round_sig_figs(SURE_DIGITS))
        changed["also_printed"] = pl.when(same).then("also_printed").otherwise(others)
    if "printed_decimals" in rows.columns:
        changed["printed_decimals"] = pl.when(same).then("printed_decimals")
    known = joined.filter(same | pl.col("factor").is_not_null()).with_columns(**changed)
    apart = joined.filter(~same & pl.col("factor").is_null())
    return InOneUnit(*(found.select(rows.columns) for found in (known, apart)))


def left_out(apart: pl.DataFrame, conversions: pl.DataFrame) -> tuple[str, ...]:
    """Say which figures are not drawn, for their units have no common ground with the line's.

    Args:
        apart: Rows that were told apart: `unit`, `period_end`.
        conversions: Rows of the query `unit_conversions`.

    Returns:
        One note, or none.
    """
    if apart.is_empty():
        return ()
    known = dict(conversions.select("unit", "name").iter_rows())
    units = enumerate_words([swedish(known.get(unit, unit)) for unit in apart["unit"].unique(maintain_order=True)])
    years = enumerate_words([str(year) for year in apart["period_end"].dt.year().unique().sort()])
    return (
        _(
            "Siffror i {units} ({years}) ritas inte: de går inte att räkna om till linjens enhet.",
            units=units,
            years=years,
        ),
    )
