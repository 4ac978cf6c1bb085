"""Tags: what carries the chosen one, and how it goes."""

import polars as pl

from analysis.base.vocabulary import TaggedType
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.table import Table
from analysis.present.tables.tag_table import SCALES, tag_table
from analysis.present.text.glance import tally, tally_of_level
from analysis.report.document_part import DocumentPart
from analysis.words.translate import _

#: What is counted of a tag: what has a noun and a state.
COUNTED = (TaggedType.AREA, TaggedType.COMMITMENT, TaggedType.CONTROL)


def tagged_frame(part: DocumentPart) -> pl.DataFrame:
    """What carries the chosen tag, or any where none is chosen.

    Returns:
        `tag`, `tag_name`, `kind`, `subject_type`, `subject`, `name`, `state`, a row a thing and tag.
    """
    return part.rows("tagged")


def tag_at_a_glance(part: DocumentPart) -> Several | Fragment:
    """How many of what carries the chosen tag are in which state.

    Returns:
        One line of symbols a kind of thing; a sentence when nothing carries it.
    """
    tagged = tagged_frame(part)
    each = tagged.unique(["subject_type", "subject"], maintain_order=True)
    counted = {kind: each.filter(pl.col("subject_type") == kind.value)["state"] for kind in COUNTED}
    goals = each.filter(pl.col("subject_type") == TaggedType.GOAL.value).group_by("level", maintain_order=True)
    found = [
        *(tally_of_level(str(level), rows["state"], part.symbols) for (level,), rows in goals),
        *(tally(states, part.symbols, SCALES[kind]) for kind, states in counted.items() if states.len()),
    ]
    return Several(found) if found else nothing(_("Inget med den taggen räknas."), optional=True)


def tagged(part: DocumentPart) -> Table | Fragment:
    """Everything that carries the chosen tag, with its state.

    Returns:
        One row a thing, or a sentence when nothing carries it.
    """
    found = tagged_frame(part)
    if found.is_empty():
        return nothing(_("Inget i dokumentet är märkt med någon tagg."))
    return tag_table(found, part.symbols, _("Märkt med taggen {where}", where=part.where), part.source)
