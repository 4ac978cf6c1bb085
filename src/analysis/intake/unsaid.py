"""What the files leave unsaid, said: everything after this reads columns, whatever format the folder has."""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import OrganisationKind, SymbolSource
from analysis.intake import format_1
from analysis.intake.columns import YES
from analysis.intake.contracts import Claims, Observations, Parts
from analysis.intake.origins import unplaced
from analysis.intake.printed_form import with_form
from analysis.intake.project_settings import OLDEST
from analysis.intake.reference_contracts import Organisations
from analysis.intake.rows import FileRow
from analysis.intake.symbol_families import with_sources, with_steps

Frames = Mapping[type[FileRow], pl.DataFrame]


def say_unsaid(frames: Frames, number: int) -> Frames:
    """Fill in what rows leave blank and follows from the others.

    Args:
        frames: Validated frames by contract.
        number: The format of the folder.

    Returns:
        The frames, with where symbols come from and how figures are printed; in the first format also what it says in
        words and codes.
    """
    old = number == OLDEST
    # Files of the first format have no word for a completion that is not set yet: what is blank was lost.
    stepped = with_steps(frames)
    placed = stepped[Parts].with_columns(place=pl.when(unplaced()).then("title").otherwise("place"))
    told = with_sources({**stepped, Parts: placed}, untold=SymbolSource.LOST if old else SymbolSource.NOT_SET)
    return with_form(_from_words(told) if old else told, number)


def _from_words(frames: Frames) -> Frames:
    """What the first format says in notes, labels and codes."""
    first, kind = format_1.first_of_its_kind(pl.col("note")), pl.col("kind")
    collective = format_1.collective(pl.col("organisation"), kind)
    figures, organisations, claims = frames[Observations], frames[Organisations], frames[Claims]
    counted = format_1.counted(pl.col("claim")).cast(claims.schema["counted"])
    expected = format_1.expected(pl.col("label"))
    return {
        **frames,
        Observations: figures.with_columns(
            first_of_its_kind=_when(first, YES, pl.col("first_of_its_kind"), figures.schema["first_of_its_kind"])
        ),
        Claims: claims.with_columns(
            counted=pl.coalesce("counted", counted),
            expected=_when(expected, YES, pl.col("expected"), claims.schema["expected"]),
        ),
        Organisations: organisations.with_columns(
            kind=_when(collective, OrganisationKind.COLLECTIVE.value, kind, organisations.schema["kind"])
        ),
    }


def _when(true: pl.Expr, value: str, otherwise: pl.Expr, kind: pl.DataType) -> pl.Expr:
    return pl.when(true).then(pl.lit(value)).otherwise(otherwise.cast(pl.String)).cast(kind)
