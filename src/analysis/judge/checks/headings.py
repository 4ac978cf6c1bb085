"""Areas that a document announces and then says nothing of."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, Severity
from analysis.judge.checks.finding import Finding, where
from analysis.words.phrases import enumerate_words
from analysis.words.terms import term

#: The list of areas itself says nothing of any of them.
ANNOUNCED = "area"


def check_headings(areas: pl.DataFrame, listed: pl.DataFrame) -> Iterator[Finding]:
    """Find areas without any goal, commitment, activity, control or text.

    Args:
        areas: Rows of the view `area_detail`.
        listed: `document`, `organisation`, `what`, `process_area`.

    Yields:
        One note a part of a document that fills some of its areas and leaves others empty.
    """
    filled = listed.filter((pl.col("what") != ANNOUNCED) & pl.col("process_area").is_not_null())
    keys = ["document", "organisation", "process_area"]
    empty = areas.join(filled.select(keys).unique(), on=keys, how="anti", maintain_order="left")
    told = empty.join(filled.select(keys[:2]).unique(), on=keys[:2], how="semi", maintain_order="left")
    for __, rows in told.group_by("document", "organisation", maintain_order=True):
        first, names = rows.row(0, named=True), rows["name"].to_list()
        yield Finding(
            **where(first),
            other_place=PLACES.join(place for place in dict.fromkeys(rows["place"]) if place != first["place"]),
            kind=Contradiction.MISSING,
            severity=Severity.NOTE,
            rule="missing-area",
            subject=term("Area").short.many,
            printed="",
            other="",
            message=_empty(names),
        )


def _empty(names: list[str]) -> str:
    goals, commitments, controls = term("goal").short.many, term("commitment").many, term("control").many
    area = term("area").short
    return (
        f"Utan {goals}, {commitments}, {controls} och text står {enumerate_words(names)} i listan över {area.many}. "
        f"Lägg till det som saknas, eller ta bort {area.the} ur process_areas.csv."
    )
