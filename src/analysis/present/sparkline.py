"""A line the size of a word: how a figure has moved, in the row of a table."""

from collections.abc import Sequence
from datetime import date

import polars as pl
from markupsafe import Markup

from analysis.language import quantity
from analysis.present.drawing import Scale, tag
from analysis.present.fragment import render
from analysis.present.series import also, place, stands_alone, when
from analysis.present.tables import Row
from analysis.vocabulary import Sex

WIDTH, HEIGHT, DOT = 88.0, 22.0, 3.0
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
        The points of each goal and measure that has two or more.
    """
    began = dict(breaks.select("indicator", "from_date").sort("from_date").iter_rows())
    found: dict[tuple[str, int], list[Row]] = {}
    for row in series.iter_rows(named=True):
        before_break = row["period_start"] < began.get(row["indicator"], date.min)
        if row["sex"] == Sex.TOTAL and not stands_alone(row) and not before_break:
            found.setdefault((row["goal"], row["measure_no"]), []).append(row)
    return {key: rows for key, rows in found.items() if len(rows) >= LEAST}


def sparkline(course: Course, unit: str, year: int) -> Markup:
    """Draw a course.

    Args:
        course: Points in order of time.
        unit: The unit as written after numbers.
        year: The year that is reported: its point is stressed, and what came later is toned down.

    Returns:
        A small drawing, and the same in words for whoever does not see it.
    """
    times = [place(row) for row in course]
    values = [row["value"] for row in course]
    across, up = Scale(times[0], times[-1]), Scale(min(values), max(values))
    points = [(_share(across, x, WIDTH), HEIGHT - _share(up, y, HEIGHT)) for x, y in zip(times, values, strict=True)]
    known = sum(row["period_end"].year <= year for row in course)
    later = _line(points[max(known - 1, 0) :], "line later") if known < len(points) else ""
    stressed = points[known - 1] if known else points[-1]
    dot = tag("circle", cx=stressed[0], cy=stressed[1], r=DOT, class_=None if known else "later")
    line = later + (_line(points[:known], "line") if known else "")
    told = "; ".join(f"{when(row)}: {quantity(row['value'], None, unit, row['operator'])}{also(row)}" for row in course)
    drawing = Markup(line + dot)  # noqa: S704 - numbers only
    years = f"{course[0]['period_end']:%Y}–{course[-1]['period_end']:%Y}"
    return render("sparkline.html.j2", drawing=drawing, width=WIDTH, height=HEIGHT, told=told, years=years)


def _line(points: Sequence[tuple[float, float]], kind: str) -> str:
    return tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=kind)


def _share(scale: Scale, value: float, length: float) -> float:
    """Leave room for the dot at both ends; what never changes lies in the middle."""
    if scale.low == scale.high:
        return length / 2
    return DOT + scale.at(value) / 100 * (length - 2 * DOT)
