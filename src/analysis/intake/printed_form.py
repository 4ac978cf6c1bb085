"""How figures are printed: in a table, beside goals and commitments, or in running text; and under which heading.

Nothing is read from the words of a place, only from its steps. What the first format reads from words is `format_1`.
"""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import STEP, ShownIn
from analysis.intake import format_1
from analysis.intake.contracts import Claims, Commitments, GoalIndicators, Goals, Ledger, Observations, Parts, Targets
from analysis.intake.origins import unplaced
from analysis.intake.project_settings import OLDEST
from analysis.intake.rows import FileRow

Frames = Mapping[type[FileRow], pl.DataFrame]
#: What prints figures, and how where a row does not say.
USUAL: dict[type[FileRow], ShownIn] = {
    Observations: ShownIn.TABLE,
    Ledger: ShownIn.TABLE,
    Targets: ShownIn.GOAL,
    Claims: ShownIn.TEXT,
}
#: Stands between the parts of a key.
BETWEEN = "\n"


def with_form(frames: Frames, number: int) -> dict[type[FileRow], pl.DataFrame]:
    """Say of every figure how it is printed, and under which heading, where the files do not.

    Args:
        frames: Validated frames by contract.
        number: The format of the folder.

    Returns:
        The frames, `shown_in` filled in; `heading` is the place without the figure's own column, nothing where it has
        none.
    """
    frames = {**frames, **{contract: _headed(frames, contract, usual) for contract, usual in USUAL.items()}}
    formed = {
        contract: _of_format_1(frames, contract) if number == OLDEST else _of_newest(frames, contract, usual)
        for contract, usual in USUAL.items()
    }
    return {**frames, **formed}


def above(place: pl.Expr) -> pl.Expr:
    """The place without its last step; one of a single step as it is."""
    steps = place.str.split(STEP)
    whole = pl.when(steps.list.len() > 1).then(steps.list.head(steps.list.len() - 1)).otherwise(steps)
    return whole.list.join(STEP)


def _headed(frames: Frames, contract: type[FileRow], usual: ShownIn) -> pl.DataFrame:
    """Put figures of tables that have no place of their own under the heading of whose part it is, or of the first."""
    rows = frames[contract]
    parts = frames[Parts].sort("document", "source_line", "file_row")
    own = parts.select("document", "organisation", own_part="place")
    first = parts.unique("document", keep="first", maintain_order=True).select("document", first_part="place")
    known = rows.join(own, on=["document", "organisation"], how="left", maintain_order="left")
    known = known.join(first, on="document", how="left", maintain_order="left")
    shown = pl.coalesce(pl.col("shown_in").cast(pl.String), _form(usual))
    heading = (
        pl.when(unplaced() & (shown == ShownIn.TABLE.value))
        .then(pl.coalesce("heading", "own_part", "first_part"))
        .otherwise("heading")
    )
    return known.with_columns(heading=heading).select(rows.columns)


def _of_format_1(frames: Frames, contract: type[FileRow]) -> pl.DataFrame:
    """As words say, but for a table that is a goal's own, whatever its columns are called."""
    place = pl.col("place")
    column = format_1.heading(place)
    own = _found(frames, contract, (Goals, Commitments), column)
    shown = pl.when(own).then(_form(ShownIn.GOAL)).otherwise(format_1.shown_in(place))
    shown = pl.when(unplaced()).then(_form(USUAL[contract])).otherwise(shown)
    return _told(frames[contract], shown, column, in_table=pl.coalesce(column, above(place)))


def _of_newest(frames: Frames, contract: type[FileRow], usual: ShownIn) -> pl.DataFrame:
    """What stands in a goal's own row, or is a column of it, is printed beside the goal; all else as usual."""
    place, whole = pl.col("place"), above(pl.col("place"))
    measured = (Goals, Commitments, GoalIndicators)
    row = _found(frames, contract, measured, place)
    shown = pl.when(row | _found(frames, contract, measured, whole)).then(_form(ShownIn.GOAL)).otherwise(_form(usual))
    beside = pl.when(~place.is_in(_places(frames)) & ~unplaced()).then(whole)
    given = pl.coalesce(pl.col("shown_in").cast(pl.String), shown)
    return _told(frames[contract], shown, pl.when(given == ShownIn.GOAL.value).then(beside), in_table=whole)


def _told(rows: pl.DataFrame, shown: pl.Expr, heading: pl.Expr, *, in_table: pl.Expr) -> pl.DataFrame:
    """Fill in what a row does not say itself."""
    kind = rows.schema["shown_in"]
    filled = rows.with_columns(shown_in=pl.coalesce(pl.col("shown_in").cast(pl.String), shown).cast(kind))
    table = pl.col("shown_in").cast(pl.String) == ShownIn.TABLE.value
    return filled.with_columns(heading=pl.coalesce("heading", pl.when(table).then(in_table).otherwise(heading)))


def _found(frames: Frames, contract: type[FileRow], measured: tuple[type[FileRow], ...], place: pl.Expr) -> pl.Expr:
    """Whether a place is that of a goal or commitment which the figure's own indicator measures."""
    if "indicator" not in frames[contract].columns:
        return pl.lit(value=False)
    known = pl.concat([_keys(frames[kind], pl.col("place")) for kind in measured])
    key = pl.concat_str("document", "indicator", place, separator=BETWEEN)
    return key.is_in(known.unique().implode()).fill_null(value=False) & ~unplaced()


def _keys(rows: pl.DataFrame, place: pl.Expr) -> pl.Series:
    keys = rows.select(key=pl.concat_str("document", "indicator", place, separator=BETWEEN))
    return keys["key"].drop_nulls()


def _places(frames: Frames) -> list[str]:
    return sorted({place for kind in (Goals, Commitments, GoalIndicators) for place in frames[kind]["place"]})


def _form(form: ShownIn) -> pl.Expr:
    return pl.lit(form.value)
