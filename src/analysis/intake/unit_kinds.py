"""What kind of unit each one is, where the list of units leaves it blank."""

import polars as pl

from analysis.base.vocabulary import UnitKind

#: Units that lists had before they could say the kind.
KNOWN: dict[str, UnitKind] = {
    **dict.fromkeys(("count",), UnitKind.COUNT),
    **dict.fromkeys(("hours", "mil", "kr", "tkr", "mnkr"), UnitKind.AMOUNT),
    **dict.fromkeys(("fte", "kw", "mw"), UnitKind.STOCK),
    **dict.fromkeys(("percent", "pp", "index", "score", "points", "place", "mbit", "third"), UnitKind.LEVEL),
    "number": UnitKind.NAME,
    **dict.fromkeys(("weeks", "months", "years"), UnitKind.LEVEL),
}
#: What is counted in kronor in the end, or of a hundred.
SCALES = {"kr": UnitKind.AMOUNT, "hundra": UnitKind.LEVEL}


def with_kinds(units: pl.DataFrame) -> pl.DataFrame:
    """Fill in the kinds that are left blank, as far as they follow from what the list says.

    A unit that converts to others is of their kind: tonnes are what kilograms are. Of any other unit nobody knows
    whether it grows with the year or is counted in whole things; neither its name nor its figures tell (40 may be
    pieces, days or points), so its kind stays blank, and nothing is judged that would need it.

    Args:
        units: Rows of `units.csv`, `kind` null where it is blank or the column is left out.

    Returns:
        The same rows with every kind that is known.
    """
    kind = pl.col("kind").cast(pl.String)
    known = pl.col("unit").replace_strict({unit: str(word) for unit, word in KNOWN.items()}, default=None)
    of_scale = pl.col("scale_of").replace_strict({scale: str(word) for scale, word in SCALES.items()}, default=None)
    told = units.with_columns(kind=pl.coalesce(kind, of_scale, known))
    kin = pl.col("kind").drop_nulls().unique().over("scale_of", mapping_strategy="join")
    of_kin = pl.when(pl.col("scale_of").is_not_null() & (kin.list.len() == 1)).then(kin.list.first())
    return told.with_columns(kind=pl.coalesce("kind", of_kin).cast(units.schema["kind"]))
