"""How a figure has moved, in the row of a table: a line the size of a word."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from analysis.base.vocabulary import LIMITS, Sex
from analysis.chapter import pieces
from analysis.present.doubts import also
from analysis.present.series import covers_else, is_doubtful, place, when
from analysis.present.table import Row
from analysis.words.numbers import quantity

#: A line needs two points.
LEAST = 2

Course = Sequence[Row]


def courses(series: pl.DataFrame, breaks: pl.DataFrame) -> dict[tuple[str, int], Course]:
    """Sort out the totals of whole periods, goal by goal, since the method was last changed.

    Args:
        series: `goal`, `measure_no`, `indicator`, `sex`, `period_type`, `period_start`, `period_end`, `value`, ordered
            by time.
        breaks: `indicator`, `from_date`.

    Returns:
        The points of each goal and measure that has two or more, those in doubt among them: no year is dropped in
        silence.
    """
    began = dict(breaks.select("indicator", "from_date").sort("from_date").iter_rows())
    found: dict[tuple[str, int], list[Row]] = {}
    for row in series.iter_rows(named=True):
        before_break = row["period_start"] < began.get(row["indicator"], date.min)
        if row["sex"] == Sex.TOTAL and not _is_apart(row) and not before_break:
            found.setdefault((row["goal"], row["measure_no"]), []).append(row)
    return {key: rows for key, rows in found.items() if len(rows) >= LEAST}


def _is_apart(row: Row) -> bool:
    """Whether a figure is of another kind of period, or a limit: it compares with no other."""
    return covers_else(row) or row["operator"] in LIMITS


def sparkline(course: Course, unit: str, year: int, kind: str | None = None) -> pieces.Course:
    """Say a course point by point.

    Args:
        course: Points in order of time.
        unit: The unit as written after numbers.
        year: The year that is reported: what came later is known to be later.
        kind: What figures of the unit are (`UnitKind`), where that is known.

    Returns:
        What is drawn small in a cell and told in words.
    """
    years = f"{course[0]['period_end']:%Y}–{course[-1]['period_end']:%Y}"
    return pieces.Course(tuple(_point(row, unit, year, kind) for row in course), years)


def _point(row: Row, unit: str, year: int, kind: str | None) -> pieces.Point:
    words = f"{quantity(row['value'], None, unit, row['operator'], kind)}{also(row)}"
    return pieces.Point(
        when(row), words, place(row), row["value"], later=row["period_end"].year > year, hollow=is_doubtful(row)
    )
