"""The trend chart: outcomes over time against targets as steps."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analysis.base.vocabulary import PeriodType, Sex, TargetKind, TargetLevel, ToleranceKind, UnitKind
from analysis.chapter.markup.line_drawing import ROOMY, TIGHT
from analysis.chapter.markup.palette import BAND, HALO, LEADER, MUTED, SEX_COLOURS, TARGET_COLOURS
from analysis.chapter.pieces import Sign
from analysis.present.chart import Chart, new_figure
from analysis.present.charts.label_places import MARK, Label
from analysis.present.charts.series_values import breaks, lines, target_lines
from analysis.present.charts.trend_labels import NARROW, PLOT_HEIGHT, WIDE, labels_of, untold
from analysis.present.doubts import also
from analysis.present.series import (
    AMOUNTS,
    Point,
    Row,
    Series,
    asks_for,
    called,
    ends_of,
    moment,
    place,
    stands_alone,
    stretch,
    summary,
    when,
)
from analysis.present.series_table import figures
from analysis.words.codes import SEXES
from analysis.words.numbers import PERCENT, unit

MARKERS = {Sex.TOTAL: "circle", Sex.WOMEN: "triangle-up", Sex.MEN: "square"}
DASHES = {TargetLevel.OWN: "dash", TargetLevel.MUNICIPALITY: "solid"}
WIDTHS = {TargetLevel.OWN: 2, TargetLevel.MUNICIPALITY: 1}
HEIGHT = 270
#: No share is more than this.
WHOLE = 100.0
#: Time between the figures of two years, with a little to spare.
ONE_YEAR = 1.01


def trend_chart(
    key: str, title: str, series: Series, source: str = "", verdicts: Sequence[Sign] = (), caption: str = ""
) -> Chart:
    """Draw outcomes as points and lines, targets as steps with their tolerance band.

    A line is never drawn across a change of method, nor from a calendar year to a part of a year or to twelve months
    that begin within a year; women and men have their own marks.

    Args:
        key: Short name, unique on a page.
        title: The finding.
        series: What to draw.
        source: Where the figures come from.
        verdicts: How the figure of the reported year is judged.
        caption: What the table behind the picture shows; the title when left out.

    Returns:
        The chart with its figures in a table.
    """
    figure = new_figure(HEIGHT, margin={"l": 52, "r": 92, "t": 12, "b": 40})
    up = _value_range(series)
    figure.update_yaxes(title={"text": unit(series.shared_unit), "font": {"color": MUTED}}, range=up)
    if series.kind == UnitKind.NAME:
        figure.update_yaxes(separatethousands=False)
    for level in reversed(TargetLevel):
        _draw_targets(figure, series, level)
    for sex in (Sex.WOMEN, Sex.MEN, Sex.TOTAL):
        _draw_outcomes(figure, series.outcomes.filter(pl.col("sex") == sex.value), sex, series)
    _draw_breaks(figure, series)
    wide, narrow = list(labels_of(series, up, WIDE)), list(labels_of(series, up, NARROW))
    _label(figure, wide, narrow, up)
    _name_years(figure, series)
    table = figures(series, caption or title)
    table = replace(table, notes=[*untold(series, wide, narrow), *table.notes])
    return Chart(
        key,
        title,
        figure,
        summary(series),
        table,
        source,
        verdicts,
        series=lines(series),
        targets=target_lines(series),
        breaks=breaks(series),
    )


def _draw_outcomes(figure: go.Figure, rows: pl.DataFrame, sex: Sex, series: Series) -> None:
    every = list(rows.iter_rows(named=True))
    for part in series.points(row for row in every if not stands_alone(row)):
        _join(figure, part, sex, series)
        for run in _runs(part, series):
            _draw_run(figure, run, sex, series)
    alone = [(place(row), row) for row in every if stands_alone(row)]
    for later in (False, True):
        _draw_alone(figure, [point for point in alone if _is_later(point, series) == later], sex, series)


def _join(figure: go.Figure, part: Sequence[Point], sex: Sex, series: Series) -> None:
    """Lead the eye over years without figures, and on to what came after the year that is reported."""
    for (x, row), (later_x, later_row) in pairwise(part):
        is_later, gap = _is_later((later_x, later_row), series), later_x - x > ONE_YEAR
        if gap or is_later:
            figure.add_scatter(
                x=[x, later_x],
                y=[row["value"], later_row["value"]],
                mode="lines",
                line={
                    "color": MUTED if is_later else SEX_COLOURS[sex],
                    "width": 1.5,
                    "dash": "dot" if gap else "solid",
                },
                hoverinfo="skip",
            )


def _runs(part: Sequence[Point], series: Series) -> list[list[Point]]:
    """Cut a series where years lack figures, and after the year that is reported."""
    runs: list[list[Point]] = []
    for point in part:
        before = runs[-1][-1] if runs else None
        joined = (
            before is not None
            and point[0] - before[0] <= ONE_YEAR
            and _is_later(point, series) == _is_later(before, series)
        )
        runs = [*runs[:-1], [*runs[-1], point]] if joined else [*runs, [point]]
    return runs


def _is_later(point: Point, series: Series) -> bool:
    return series.is_later(point[1]["period_end"].year)


def _draw_run(figure: go.Figure, run: Sequence[Point], sex: Sex, series: Series) -> None:
    is_later = _is_later(run[0], series)
    figure.add_scatter(
        x=[x for x, __ in run],
        y=[row["value"] for __, row in run],
        mode="lines+markers",
        name=SEXES[sex],
        line={"color": MUTED if is_later else SEX_COLOURS[sex], "width": 1.5 if is_later else 2},
        marker={"symbol": MARKERS[sex], "size": 9},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{SEXES[sex]} {when(row)}: {series.figure(row)}{also(row)}" for _x, row in run],
    )


def _draw_alone(figure: go.Figure, points: list[Point], sex: Sex, series: Series) -> None:
    """Figures of other periods are hollow marks of their own: they must not be joined with whole years."""
    if not points:
        return
    colour = MUTED if _is_later(points[0], series) else SEX_COLOURS[sex]
    figure.add_scatter(
        x=[x for x, __ in points],
        y=[row["value"] for __, row in points],
        mode="markers",
        name=SEXES[sex],
        marker={"symbol": f"{MARKERS[sex]}-open", "size": 10, "color": colour, "line": {"width": 2}},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{SEXES[sex]} {when(row)}: {series.figure(row)}" for _x, row in points],
    )


def _label(figure: go.Figure, wide: Sequence[Label], narrow: Sequence[Label], up: tuple[float, float]) -> None:
    """Write the words, and those of a narrow drawing beside them, which the page shows instead where it is narrow."""
    words = [_annotation(label, up, "" if label in narrow else ROOMY) for label in wide]
    words += [_annotation(label, up, TIGHT) for label in narrow if label not in wide]
    # All at once: for each one that is added Plotly goes through those that are there.
    figure.update_layout(annotations=words)


def _annotation(label: Label, up: tuple[float, float], name: str) -> dict[str, Any]:
    pixel = (up[1] - up[0]) / PLOT_HEIGHT
    where = (
        {"y": label.y - label.lift * pixel, "showarrow": True, "ax": label.far, "ay": -label.lift}
        | {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": LEADER, "standoff": MARK}
        if label.is_far
        else {"y": label.y, "showarrow": False, "xshift": label.far}
    )
    return where | {
        "x": label.x,
        "text": label.words,
        "name": name or None,
        "visible": name != TIGHT,
        "xanchor": label.anchor,
        "yanchor": "middle",
        "font": {"color": label.colour, "size": 13},
        "bgcolor": HALO,
    }


def _value_range(series: Series) -> tuple[float, float]:
    """Show the values with air around them; from zero when zero is near anyway, and amounts always."""
    aims = (*series.targets.iter_rows(named=True), *series.parts)
    values = [*series.outcomes["value"], *(value for aim in aims for value in ends_of(aim))]
    low, high = min(values, default=0.0), max(values, default=1.0)
    air = max((high - low) * 0.35, abs(high) * 0.04, 0.5)
    from_zero = low >= 0 and (series.kind in AMOUNTS or low < high * 0.35)
    top = WHOLE if series.shared_unit == PERCENT and WHOLE - air < high <= WHOLE else high + air
    return (0.0 if from_zero else low - air), top


def _draw_targets(figure: go.Figure, series: Series, level: TargetLevel) -> None:
    """Draw yearly targets as steps; a year without a target, or with one of another kind, breaks the line."""
    run: list[Row] = []
    for aim in series.aims(level):
        if run and not _goes_on(run[-1], aim, series):
            _draw_steps(figure, run, series, level)
            run = []
        run.append(aim)
    if run:
        _draw_steps(figure, run, series, level)
    for part in series.parts_of(level):
        _draw_aims(figure, stretch(part), [part, part], series, level)


def _goes_on(last: Row, aim: Row, series: Series) -> bool:
    """Whether a target is drawn on from the one of the year before."""
    in_time = aim["year"] <= last["year"] + 1 and series.is_later(aim["year"]) == series.is_later(last["year"])
    return in_time and asks_for(aim) is asks_for(last)


def _draw_steps(figure: go.Figure, run: Sequence[Row], series: Series, level: TargetLevel) -> None:
    """Draw one unbroken run of yearly targets."""
    xs = [x for aim in run for x in (aim["year"], aim["year"] + 1)]
    _draw_aims(figure, xs, [aim for aim in run for __ in range(2)], series, level)


def _draw_aims(figure: go.Figure, xs: Sequence[float], aims: Sequence[Row], series: Series, level: TargetLevel) -> None:
    """Draw targets of one kind: a line, or of ranges two with the band between them."""
    is_later, kind = series.is_later(aims[0]["year"]), asks_for(aims[0])
    if kind is TargetKind.RANGE:
        _draw_band(figure, xs, [[aim["target"] for aim in aims], [aim["upper"] for aim in aims]])
        _draw_line(figure, xs, [aim["upper"] for aim in aims], aims, series, is_later=is_later)
    elif kind is TargetKind.LEVEL and level == TargetLevel.OWN and not is_later:
        _draw_near(figure, xs, [aim["target"] for aim in aims], series)
    _draw_line(figure, xs, [aim["target"] for aim in aims], aims, series, is_later=is_later)


def _draw_near(figure: go.Figure, xs: Sequence[float], ys: Sequence[float], series: Series) -> None:
    """Draw the band that is still near a level."""
    slack = [_allowance(series, value) for value in ys]
    if any(slack):
        side = -1 if series.direction == "higher" else 1
        _draw_band(figure, xs, [ys, [value + side * extra for value, extra in zip(ys, slack, strict=True)]])


def _draw_band(figure: go.Figure, xs: Sequence[float], ends: Sequence[Sequence[float]]) -> None:
    """Fill what lies between two lines."""
    for ys, fill in zip(ends, ({}, {"fill": "tonexty", "fillcolor": BAND}), strict=True):
        figure.add_scatter(x=xs, y=ys, mode="lines", line={"width": 0}, hoverinfo="skip", **fill)


def _draw_line(
    figure: go.Figure, xs: Sequence[float], ys: Sequence[float], aims: Sequence[Row], series: Series, *, is_later: bool
) -> None:
    """Draw a line of targets, or of what something is to rise or fall from."""
    level, name = TargetLevel(aims[0]["level"]), called(aims[0])
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        name=name,
        line={
            "color": MUTED if is_later else TARGET_COLOURS[level],
            "width": min(WIDTHS[level], 1.5) if is_later else WIDTHS[level],
            "dash": "dot" if asks_for(aims[0]) is TargetKind.DIRECTION else DASHES[level],
        },
        hovertemplate="%{text}<extra></extra>",
        text=[f"{name}: {series.asked(aim, series.unit_of_targets)}" for aim in aims],
    )


def _allowance(series: Series, target: float) -> float:
    if series.tolerance is None or series.direction == "none":
        return 0.0
    return series.tolerance * (abs(target) / 100 if series.tolerance_kind == ToleranceKind.RELATIVE else 1)


def _draw_breaks(figure: go.Figure, series: Series) -> None:
    for row in series.drawn_breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        figure.add_vline(x=x, line={"color": MUTED, "width": 1, "dash": "dot"})


def _name_years(figure: go.Figure, series: Series) -> None:
    first, last = series.years
    marks = list(range(first, last + 1))
    step = max(1, -(-len(marks) // 6))
    figure.update_xaxes(
        range=[first, last + 1],
        tickvals=[year + 0.5 for year in marks[::step]],
        ticktext=[str(year) for year in marks[::step]],
    )
