"""What contradicts what in a part of a document, and how that follows each text, table and chart that it concerns."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from analysis.base.vocabulary import STEP, Severity
from analysis.build.findings import find, places
from analysis.chapter.table import Doubt
from analysis.chapter.text import Contradiction as Told
from analysis.chapter.text import Contradictions
from analysis.present.fragment import Fragment, doubted, nothing
from analysis.present.table import Table
from analysis.report.document_part import DocumentPart
from analysis.words.mixed_language import swedish
from analysis.words.numbers import together
from analysis.words.translate import _

#: The rule that finds comparisons across a change of method.
BREAK = "break"
#: What tells the row of an input file.
ROW = ["file", "file_row"]


def contradictions_frame(part: DocumentPart) -> pl.DataFrame:
    """Everything in this part that contradicts something, or is lacking.

    Returns:
        Rows of the view `inconsistency`.
    """
    return within(part, find(part.database, parts=[part.row]))


def errors_in_brief(part: DocumentPart) -> Fragment:
    """What does not add up, for readers who do not see the review.

    Returns:
        Every error, with the table that it stands below where it does; a page lists those that it tells nowhere
        else. A sentence when there are none.
    """
    every = contradictions_frame(part).filter(pl.col("severity") == Severity.ERROR.value)
    if every.is_empty():
        return nothing(_("Inget sådant hittades."), optional=True)
    in_tables = set(part.rows("errors_in_tables")["finding"])
    whole = _headings(part)
    items = (_told(row, whole if row["finding"] in in_tables else None) for row in every.iter_rows(named=True))
    return Fragment(Contradictions(items=tuple(items)))


def with_doubts(part: DocumentPart, shown: Fragment, texts: pl.DataFrame) -> Fragment:
    """Say below texts which of their figures something else in the document contradicts."""
    return doubted(shown, _doubts(part, texts))


def with_notes(part: DocumentPart, table: Table, texts: pl.DataFrame) -> Table:
    """Say the same below a table whose cells hold the texts."""
    return replace(table, doubts=[*table.doubts, *_doubts(part, texts)])


def _doubts(part: DocumentPart, texts: pl.DataFrame) -> list[Doubt]:
    """What does not hold where texts stand: a sentence an error, and one a comparison of what does not compare."""
    own = texts["place"].unique().sort().to_list()
    whole = _headings(part)
    theirs = places().list.eval(pl.element().replace(whole).is_in(own)).list.any()
    told = (pl.col("severity") == Severity.ERROR.value) | (pl.col("rule") == BREAK)
    return doubts_of(contradictions_frame(part).filter(told & theirs))


def doubts_of(errors: pl.DataFrame) -> list[Doubt]:
    """What does not add up, all of it wherever it is asked for: a page tells it once."""
    return [Doubt(row["finding"], _doubt(row)) for row in errors.iter_rows(named=True)]


def errors_in(part: DocumentPart, rows: pl.DataFrame) -> pl.DataFrame:
    """What the checks found that does not add up in the rows of a table of amounts or points."""
    return part.rows("errors_in_tables").join(rows.select(ROW), on=ROW)


def within(part: DocumentPart, rows: pl.DataFrame) -> pl.DataFrame:
    """Those that stand in the reviewed part of the document."""
    if not part.place:
        return rows
    starts = [pl.col("place").str.starts_with(start) for start in part.place.split(", ")]
    return rows.filter(pl.any_horizontal(starts))


def _doubt(finding: Mapping[str, Any]) -> str:
    message = swedish(together(finding["message"]))
    if finding["rule"] == BREAK:
        return _("Går inte att jämföra: {message}", message=message)
    return _("Går inte ihop: {message}", message=message)


def _headings(part: DocumentPart) -> dict[str, str]:
    """Which heading each column of a table stands under."""
    return dict(part.rows("headings").iter_rows())


def _told(finding: Mapping[str, Any], headings: Mapping[str, str] | None) -> Told:
    """What does not add up; of the cell of a table also in which."""
    whole = "" if headings is None else headings.get(finding["place"], finding["place"])
    table = swedish(whole.split(STEP)[-1]) if whole else ""
    return Told(finding["finding"], swedish(together(finding["message"])), table)
