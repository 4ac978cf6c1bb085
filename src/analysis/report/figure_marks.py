"""The marks that figures of a report take along: what casts doubt on them, in whatever document it was found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from analysis.chapter.pieces import Mark
from analysis.chapter.text import Text
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several
from analysis.present.marks import Marks, by_figure, marked, marked_text
from analysis.present.table import GOAL, Table
from analysis.report.document_part import DocumentPart

T = TypeVar("T")
#: What a goal is judged by; the outcome before is none of it.
JUDGED_BY = ("target", "outcome")


def marks_of(part: DocumentPart) -> Marks:
    """What is known of every figure that may be shown.

    Args:
        part: Whose database is asked.

    Returns:
        Marks by file and row.
    """
    return by_figure(part.rows("figure_doubts"))


def in_doubt(part: DocumentPart, given: T) -> T:
    """Let what a report shows take its marks along.

    Args:
        part: What it is about.
        given: What is shown.

    Returns:
        The same, with marks behind the figures of tables, charts and first pages that are in doubt.
    """
    if isinstance(given, Table | Chart | Several):
        return marked(given, marks_of(part))
    if isinstance(given, Fragment) and isinstance(given.value, Text) and given.value.role == "answer":
        return replace(given, value=marked_text(given.value, _of_goals(part)))
    return given


def _of_goals(part: DocumentPart) -> Mapping[str, Sequence[Mark]]:
    """The marks of what each goal is judged by."""
    known, found = marks_of(part), defaultdict[str, list[Mark]](list)
    for row in part.rows("goal_origins").iter_rows(named=True):
        if row["which"].startswith(JUDGED_BY):
            found[GOAL(row)] += known.get((f"data/{row['file']}", row["file_row"]), ())
    return found
