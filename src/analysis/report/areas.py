"""Process areas: the year at a glance, their assessment, and what is said of them as wholes."""

import polars as pl

from analysis.base.vocabulary import STEP, SubjectType, SymbolSource
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Table
from analysis.present.tables.area_table import area_table
from analysis.present.text.glance import glance
from analysis.present.text.running_text import headed, reading
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_doubts
from analysis.report.goals import IS_GOAL, goals_frame
from analysis.words.numbers import number
from analysis.words.translate import _

#: What is known of an area that is judged.
KNOWN = ("assessment_step", "assessment_computed", "trend_step")


def at_a_glance(part: DocumentPart) -> Fragment:
    """What is better, worse and unknown: counts of the whole, and one card a process area.

    Returns:
        Symbols of areas, goals and commitments, each goal linked to its place; a sentence when there are none.
    """
    areas = part.areas.select("process_area", "name").join(
        part.rows("area_status").select(
            "process_area",
            "assessment_step",
            "assessment",
            "assessment_computed",
            "assessment_source",
            "trend",
            "trend_step",
        ),
        on="process_area",
        how="left",
        maintain_order="left",
    )
    goals, commitments = goals_frame(part), commitments_frame(part)
    if goals.is_empty() and commitments.is_empty() and not areas["assessment_step"].count():
        return nothing(
            _("Dokumentet har varken bedömda {area.many}, {goal.many} eller {commitment.many}."), optional=True
        )
    own, below = goals.filter(IS_GOAL), goals.filter(~IS_GOAL)
    return glance(areas, own, commitments, part.symbols, part.rows("part_status"), below)


def area_status(part: DocumentPart) -> Table | Fragment:
    """Process areas with assessment and trend.

    Returns:
        A table, or a sentence when the document judges no areas.
    """
    areas = part.rows("area_status")
    if areas.is_empty() or not any(areas[name].count() for name in KNOWN):
        return nothing(_unjudged(areas), optional=True)
    return area_table(areas, part.symbols, _("{Area.many} {where}", where=part.where), part.source)


def area_state(part: DocumentPart) -> Table | Fragment:
    """How the chosen process area stands: its assessment and trend.

    Returns:
        One row, or a sentence when the document does not judge it.
    """
    own = part.rows("area_status").filter(process_area=part.process_area)
    if own.is_empty() or not any(own[name].count() for name in KNOWN):
        return nothing(_unjudged(own), optional=True)
    return area_table(own, part.symbols, _("Läget {where}", where=part.where), part.source)


def _unjudged(areas: pl.DataFrame) -> str:
    """Say why no area is judged as a whole."""
    lost = areas.filter(pl.col("assessment_source") == SymbolSource.LOST.value).height
    if lost and lost == areas.height:
        return _("Bedömningen av {area.many} som helhet framgår inte av vårt textutdrag.")
    if lost:
        told = {"lost": number(lost), "all": number(areas.height)}
        return _("Bedömningen av {lost} av {all} {area.many} framgår inte av vårt textutdrag.", **told)
    if SymbolSource.NOT_SET in {*areas["assessment_source"], *areas["trend_source"]}:
        return _("{Area.the_many} är inte bedömda som helhet än.")
    return _("Dokumentet bedömer inga {area.many} som helhet.")


def area_text(part: DocumentPart) -> Fragment:
    """What the document says about the process area as a whole.

    Returns:
        Running text, or a sentence when there is none.
    """
    texts = part.texts(SubjectType.AREA).filter(pl.col("subject") == part.process_area)
    # What is said of an organisation below the place where the area is told of belongs to the area.
    spots = texts["place"].unique(maintain_order=True)
    below = [pl.col("place").str.starts_with(f"{spot}{STEP}") for spot in spots]
    further = part.texts(SubjectType.ORGANISATION).filter(pl.any_horizontal(pl.lit(value=False), *below))
    found = pl.concat([texts, further])
    if found.is_empty():
        return nothing(_("Dokumentet säger inget om {area.short.the} som helhet."), optional=True)
    return with_doubts(part, reading(found), found)


def area_texts(part: DocumentPart) -> Fragment:
    """What the document says about each process area as a whole.

    Returns:
        One disclosure an area, or a sentence when the document says nothing.
    """
    texts = part.texts(SubjectType.AREA)
    if texts.is_empty():
        return nothing(_("Dokumentet säger inget om {area.short.the_many} som helhet."), optional=True)
    names = dict(part.areas.select("process_area", "name").iter_rows())
    return with_doubts(part, headed(texts.with_columns(pl.col("subject").replace(names))), texts)
