"""What the document says in words, the figures that it repeats there, and what its abbreviations mean."""

from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import SubjectType
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Said
from analysis.chapter.text import Part as TextPart
from analysis.chapter.text import Text
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Table
from analysis.present.tables.claim_table import claim_table
from analysis.present.text.running_text import headed, reading
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_doubts
from analysis.words.days import day
from analysis.words.mixed_language import swedish
from analysis.words.translate import _

#: The unit of what is counted.
COUNTED = "count"


def about(part: DocumentPart) -> Fragment:
    """What this report is about.

    Returns:
        Its title, the organisation, the period and the source.
    """
    facts = (
        swedish(part.row["organisation_name"]),
        f"{day(part.row['period_start'])}–{day(part.row['period_end'])}",
        part.source,
    )
    return Fragment(Text(role="report", parts=(TextPart(swedish(part.title), tuple(map(Said, facts))),)))


def summary_text(part: DocumentPart, place: str = "") -> Fragment:
    """The organisation's own summary of the year.

    Args:
        place: How the place of the texts begins, such as `Bilaga 2`; all when left out.

    Returns:
        Running text.
    """
    texts = part.texts(SubjectType.ORGANISATION).filter(pl.col("place").str.starts_with(place))
    return with_doubts(part, reading(texts, part.source), texts)


def unit_texts(part: DocumentPart) -> Fragment:
    """What each unit did during the year.

    Returns:
        One disclosure a unit.
    """
    texts = part.texts(SubjectType.UNIT)
    return with_doubts(part, headed(texts), texts)


def claims(part: DocumentPart, *, counts: bool = True) -> Table | Fragment:
    """Figures stated in prose against what the rows give.

    Args:
        counts: Whether to show counts too, which `headline_counts` shows.

    Returns:
        One row a claim.
    """
    every = part.rows("claims")
    claims = every if counts else every.filter(pl.col("unit") != COUNTED)
    if claims.is_empty():
        return nothing(_("Inga sådana uppgifter."))
    table = claim_table(claims, _("Upprepade uppgifter {where}", where=part.where), part.source)
    if claims.height == every.height:
        return table
    return replace(table, lead=_("Antal som dokumentet anger jämförs i kapitlet som inleder rapporten."))


def headline_counts(part: DocumentPart) -> Table | Fragment:
    """The published counts of goals and commitments, recomputed from the lists.

    Returns:
        One row a published count.
    """
    claims = part.rows("claims").filter(pl.col("unit") == COUNTED)
    if claims.is_empty():
        return nothing(_("Dokumentet anger inga antal."), optional=True)
    return claim_table(claims, _("Antal som dokumentet anger {where}", where=part.where), part.source)


def abbreviations(part: DocumentPart, place: str = "") -> Fragment:
    """What abbreviations and codes of organisations mean.

    Args:
        place: How the place of the texts begins, such as `Bilaga 2`; all when left out.

    Returns:
        A list of codes with names, or a sentence when there are none.
    """
    found = part.rows("abbreviations", place=place)
    if found.is_empty():
        return nothing(_("Inga förkortningar behöver förklaras."), optional=True)
    names = tuple((code, swedish(name)) for code, name in found.iter_rows())
    return Fragment(Legend(groups=(Group("", _("Förkortningar"), names=names),)))
