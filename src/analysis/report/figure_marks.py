"""The marks that figures of a report take along: what casts doubt on them, in whatever document it was found."""

from typing import TypeVar

from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.marks import Marks, by_figure, marked
from analysis.present.table import Table
from analysis.report.document_part import DocumentPart

T = TypeVar("T")


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
        The same, with marks behind the figures of tables and charts that are in doubt.
    """
    return marked(given, marks_of(part)) if isinstance(given, Table | Chart | Several) else given
