"""The column that names goals and commitments: beside a name stand what it is a part of, and its tags."""

import polars as pl

from analysis.chapter.pieces import Piece, Said
from analysis.present.table import Column, Content, Row
from analysis.present.typed_values import texts
from analysis.words.mixed_language import swedish
from analysis.words.translate import _


def naming_column(heading: str, rows: pl.DataFrame) -> Column:
    """Make the first column of a table of goals or commitments.

    Args:
        heading: What stands at its top.
        rows: `label`; `part_of` and `tags` where goals have part goals and things carry tags.

    Returns:
        The column; what no row has is neither shown nor given to files.
    """
    if not any(rows[name].count() for name in ("part_of", "tags") if name in rows.columns):
        return Column(heading, lambda row: swedish(row["label"]), row_heading=True)
    values = [
        texts(heading, lambda row: swedish(row["label"])),
        texts(_("Del av"), lambda row: swedish(row.get("part_of") or ""), spare=True),
        texts(_("Taggar"), lambda row: swedish(row.get("tags") or ""), spare=True),
    ]
    return Column(heading, _named, row_heading=True, values=values)


def _named(row: Row) -> Content:
    told: list[Piece] = [Said(swedish(row["label"]))]
    if row.get("part_of"):
        told.append(Said(_("Del av: {goal}", goal=swedish(row["part_of"])), "muted"))
    if row.get("tags"):
        told.append(Said(_("Taggar: {tags}", tags=swedish(row["tags"])), "muted"))
    return told
