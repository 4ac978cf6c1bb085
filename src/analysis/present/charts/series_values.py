"""What a trend chart draws as data: outcomes, targets and changes of method."""

from datetime import date

import polars as pl

from analysis.base.vocabulary import Sex, TargetLevel
from analysis.chapter.chart import Break, Dot, Line
from analysis.present.doubts import also
from analysis.present.series import Row, Series, called, part_named, stands_alone, when
from analysis.words.codes import SEXES
from analysis.words.mixed_language import swedish
from analysis.words.numbers import digits, unit


def lines(series: Series) -> list[Line]:
    """Give all outcomes as data.

    Args:
        series: What is drawn.

    Returns:
        One line a sex: the total first.
    """
    found = []
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        rows = series.outcomes.filter(pl.col("sex") == sex.value).iter_rows(named=True)
        if points := tuple(_dot(row, series) for row in rows):
            found.append(Line(SEXES[sex], sex.value, unit(series.unit), points))
    return found


def _dot(row: Row, series: Series) -> Dot:
    return Dot(
        when(row),
        digits(row["value"], row.get("printed_decimals")),
        row["period_start"].isoformat(),
        row["period_end"].isoformat(),
        row["operator"] or "",
        f"{series.figure(row)}{also(row)}",
        stands_alone(row),
    )


def target_lines(series: Series) -> list[Line]:
    """Give all targets as data.

    Args:
        series: What is drawn.

    Returns:
        One line a level: whose targets they are.
    """
    found = []
    for level in TargetLevel:
        points: dict[str, list[Dot]] = {}
        for row in series.aims(level):
            points.setdefault(called(row), []).append(_step(row, series))
        for row in series.parts_of(level):
            points.setdefault(called(row), []).append(_part(row, series))
        found += [Line(name, level.value, unit(series.unit_of_targets), tuple(dots)) for name, dots in points.items()]
    return found


def _step(row: Row, series: Series) -> Dot:
    year, value = row["year"], digits(row["target"], row.get("printed_decimals"))
    start, end = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    return Dot(str(year), value, start, end, words=series.asked(row, series.unit_of_targets))


def _part(row: Row, series: Series) -> Dot:
    value = digits(row["target"], row["printed_decimals"])
    start, end = (row[f"period_{side}"].isoformat() for side in ("start", "end"))
    return Dot(part_named(row), value, start, end, words=series.asked(row, series.unit_of_targets))


def breaks(series: Series) -> list[Break]:
    """Give the changes of method as data.

    Args:
        series: What is drawn.

    Returns:
        Those that are drawn.
    """
    return [
        Break(row["from_date"].isoformat(), swedish(row["reason"])) for row in series.drawn_breaks.iter_rows(named=True)
    ]
