"""The trend chart: outcomes over time against targets as steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.language import MONEY, PERCENT, PIECES, SEXES, TARGET_LEVELS, number, period, quantity, unit, with_unit
from analysis.marked import joined, swedish
from analysis.present.charts import Chart, new_figure
from analysis.present.labels import Label, Plane
from analysis.present.palette import BAND, HALO, INK, MEN, MUTED, TOTAL, WOMEN
from analysis.present.series_table import series_table
from analysis.present.tables import Table
from analysis.vocabulary import PeriodType, Sex, TargetLevel, ToleranceKind

COLOURS = {Sex.TOTAL: TOTAL, Sex.WOMEN: WOMEN, Sex.MEN: MEN}
MARKERS = {Sex.TOTAL: "circle", Sex.WOMEN: "triangle-up", Sex.MEN: "square"}
PART_PERIODS = {PeriodType.PART_YEAR, PeriodType.QUARTER, PeriodType.MONTH}
TARGET_COLOURS = {TargetLevel.OWN: INK, TargetLevel.MUNICIPALITY: MUTED}
DASHES = {TargetLevel.OWN: "dash", TargetLevel.MUNICIPALITY: "solid"}
WIDTHS = {TargetLevel.OWN: 2, TargetLevel.MUNICIPALITY: 1}
HEIGHT = 270
#: What is left within the margins; the width where two charts stand beside each other.
PLOT_HEIGHT, PLOT_WIDTH = 215.0, 330.0
#: Pixels right of the drawing that letters may use.
ROOM = 84.0
#: Units of amounts, half of which is half as much: they are drawn from zero.
AMOUNTS = {PIECES, *MONEY}
#: No share is more than this.
WHOLE = 100.0
#: Time between the figures of two years, with a little to spare.
ONE_YEAR = 1.01
Point = tuple[float, dict[str, Any]]


@dataclass(frozen=True)
class Series:
    """Everything about one indicator of one organisation that a trend chart shows.

    Attributes:
        outcomes: `sex`, `period_type`, `period_start`, `period_end`, `operator`, `value`, `also_printed` (other values
            that documents print for the same period), ordered by time.
        targets: `year`, `target`, `level` (whose target), ordered by level and year; may be empty.
        breaks: `from_date`, `reason` for changes of method.
        unit: The unit as written after numbers.
        tolerance: How far from the target is still near it, or nothing.
        tolerance_kind: `relative` or `absolute`.
        direction: `higher`, `lower` or `none`.
        year: The year that is reported; what came later is drawn without stress. Nothing stresses all.
    """

    outcomes: pl.DataFrame
    targets: pl.DataFrame
    breaks: pl.DataFrame
    unit: str = ""
    tolerance: float | None = None
    tolerance_kind: str | None = None
    direction: str = "none"
    year: int | None = None

    def is_later(self, year: int) -> bool:
        """Whether a year comes after the one that is reported."""
        return self.year is not None and year > self.year


def trend_chart(
    key: str, title: str, series: Series, source: str = "", symbol: Markup | None = None, caption: str = ""
) -> Chart:
    """Draw outcomes as points and lines, targets as steps with their tolerance band.

    A line is never drawn across a change of method, nor from a calendar year to a part of a year or to twelve months
    that begin within a year; women and men have their own marks.

    Args:
        key: Short name, unique on a page.
        title: The finding.
        series: What to draw.
        source: Where the figures come from.
        symbol: The status of the last point.
        caption: What the table behind the picture shows; the title when left out.

    Returns:
        The chart with its figures in a table.
    """
    figure = new_figure(HEIGHT, margin={"l": 52, "r": 92, "t": 12, "b": 40})
    figure.update_yaxes(title={"text": unit(series.unit), "font": {"color": MUTED}}, range=_value_range(series))
    for level in reversed(TargetLevel):
        _draw_targets(figure, series, level)
    for sex in (Sex.WOMEN, Sex.MEN, Sex.TOTAL):
        _draw_outcomes(figure, series.outcomes.filter(pl.col("sex") == sex.value), sex, series)
    _draw_breaks(figure, series)
    _label(figure, series)
    _name_years(figure, series)
    return Chart(key, title, figure, _summary(series), _table(series, caption or title), source, symbol or Markup(""))


def sources(outcomes: pl.DataFrame, measured_by: str | None) -> str:
    """Name every document that the outcomes of a chart come from, and who measures.

    Args:
        outcomes: `document_title`.
        measured_by: Who measures the indicator, or nothing.

    Returns:
        One line for below the chart.
    """
    titles = outcomes["document_title"].unique(maintain_order=True).to_list()
    by = _("Mätning: {who}.", who=swedish(measured_by or "") or _("ej angiven"))
    if not titles:
        return by
    named = joined(map(swedish, titles), "; ")
    first = _("Källor: {titles}.", titles=named) if len(titles) > 1 else _("Källa: {titles}.", titles=named)
    return joined([first, by], " ")


def course(series: Series) -> str:
    """Say in a title where the totals of whole periods began and where they are, as far as one method goes.

    Args:
        series: What is drawn.

    Returns:
        For example "från 2,1 % (2015) till 1,9 % (2022)", "4 % (2016)" when there is one; empty when there is none.
    """
    rows = [row for row in series.outcomes.iter_rows(named=True) if row["sex"] == Sex.TOTAL and not stands_alone(row)]
    breaks = [moment(day, day, PeriodType.POINT) for day in series.breaks["from_date"]]
    parts = _between(
        [(moment(row["period_start"], row["period_end"], row["period_type"]), row) for row in rows], breaks
    )
    alike = [row for _, row in parts[-1]] if parts else []
    ends = [alike[0], alike[-1]] if len(alike) > 1 else alike
    told = [f"{quantity(row['value'], None, series.unit, row['operator'])} ({when(row)})" for row in ends]
    return _("från {first} till {last}", first=told[0], last=told[1]) if len(told) > 1 else "".join(told)


def moment(start: date, end: date, kind: str) -> float:
    """Place a period on a time axis counted in years.

    Args:
        start: First day.
        end: Last day.
        kind: A `PeriodType` code.

    Returns:
        The middle of the year for whole years, the last day for everything else.
    """
    if kind in (PeriodType.YEAR, PeriodType.ROLLING_12) and start.year == end.year:
        return end.year + 0.5
    return end.year + end.timetuple().tm_yday / 366


def _draw_outcomes(figure: go.Figure, rows: pl.DataFrame, sex: Sex, series: Series) -> None:
    points = [(moment(r["period_start"], r["period_end"], r["period_type"]), r) for r in rows.iter_rows(named=True)]
    breaks = [moment(day, day, PeriodType.POINT) for day in series.breaks["from_date"]]
    whole = [point for point in points if not stands_alone(point[1])]
    for part in _between(whole, breaks):
        _join(figure, part, sex, series)
        for run in _runs(part, series):
            _draw_run(figure, run, sex, series)
    alone = [point for point in points if stands_alone(point[1])]
    _draw_alone(figure, [point for point in alone if not _is_later(point[1], series)], sex, series, COLOURS[sex])
    _draw_alone(figure, [point for point in alone if _is_later(point[1], series)], sex, series, MUTED)


def _join(figure: go.Figure, part: Sequence[Point], sex: Sex, series: Series) -> None:
    """Lead the eye over years without figures, and on to what came after the year that is reported."""
    for (x, row), (later_x, later_row) in pairwise(part):
        is_later, gap = series.is_later(later_row["period_end"].year), later_x - x > ONE_YEAR
        if gap or is_later:
            figure.add_scatter(
                x=[x, later_x],
                y=[row["value"], later_row["value"]],
                mode="lines",
                line={
                    "color": MUTED if is_later else COLOURS[sex],
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
            and series.is_later(point[1]["period_end"].year) == series.is_later(before[1]["period_end"].year)
        )
        runs = [*runs[:-1], [*runs[-1], point]] if joined else [*runs, [point]]
    return runs


def _draw_run(figure: go.Figure, run: Sequence[Point], sex: Sex, series: Series) -> None:
    is_later = series.is_later(run[0][1]["period_end"].year)
    figure.add_scatter(
        x=[x for x, _ in run],
        y=[row["value"] for _, row in run],
        mode="lines+markers",
        name=SEXES[sex],
        line={"color": MUTED if is_later else COLOURS[sex], "width": 1.5 if is_later else 2},
        marker={"symbol": MARKERS[sex], "size": 9},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{SEXES[sex]} {when(row)}: {_figure(row, series)}{_also(row)}" for _x, row in run],
    )


def stands_alone(row: dict[str, Any]) -> bool:
    """Say whether a figure covers something else than a calendar year or a day.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        True for parts of years, and for twelve months that begin within a year.
    """
    within = row["period_type"] == PeriodType.ROLLING_12 and row["period_start"].year != row["period_end"].year
    return within or row["period_type"] in PART_PERIODS


def _draw_alone(figure: go.Figure, points: list[Point], sex: Sex, series: Series, colour: str) -> None:
    """Figures of other periods are hollow marks of their own: they must not be joined with whole years."""
    if not points:
        return
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[row["value"] for _, row in points],
        mode="markers",
        name=SEXES[sex],
        marker={"symbol": f"{MARKERS[sex]}-open", "size": 10, "color": colour, "line": {"width": 2}},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{SEXES[sex]} {when(row)}: {_figure(row, series)}" for _x, row in points],
    )


def _label(figure: go.Figure, series: Series) -> None:
    """Write the figures that the report is about beside their marks, then the latest, each where there is room."""
    plane = Plane(_span(series), _value_range(series), PLOT_WIDTH, PLOT_HEIGHT, ROOM)
    for row in series.outcomes.iter_rows(named=True):
        plane.mark(moment(row["period_start"], row["period_end"], row["period_type"]), row["value"])
    for year, value in series.targets.select("year", "target").iter_rows():
        plane.line(year, year + 1, value)
    for label in [*_labels_of_breaks(series, plane), *_labels_of_outcomes(series), *_labels_of_targets(series)]:
        placed = plane.place(label)
        figure.add_annotation(
            x=placed.x,
            y=placed.y,
            text=placed.words,
            showarrow=False,
            xanchor=placed.anchor,
            yanchor="middle",
            xshift=placed.far,
            font={"color": placed.colour, "size": 13},
            bgcolor=HALO,
        )


def _labels_of_outcomes(series: Series) -> Iterator[Label]:
    """The year that is reported comes first; the latest figure after it is told with its year.

    Figures of parts of years are told with their month where there are no others. Of several lines only that of all is
    told where it is later or of a part of a year.
    """
    rows = list(series.outcomes.iter_rows(named=True))
    several = len({row["sex"] for row in rows}) > 1
    told = [
        row
        for row in rows
        if row["sex"] == Sex.TOTAL or not (several and (_is_later(row, series) or stands_alone(row)))
    ]
    ends: dict[tuple[bool, str], dict[str, Any]] = {}
    for row in told:
        known = ends.get((_is_later(row, series), row["sex"]))
        if known is None or stands_alone(known) or not stands_alone(row):
            ends[_is_later(row, series), row["sex"]] = row
    for (later, sex), row in sorted(ends.items(), key=lambda end: (end[0][0], end[1]["value"])):
        name = f"{SEXES[Sex(sex)]} " if several else ""
        end = row["period_end"]
        year = f" ({period(end, end, PeriodType.POINT)})" if stands_alone(row) else f" ({end:%Y})" if later else ""
        yield Label(
            moment(row["period_start"], end, row["period_type"]),
            row["value"],
            f"{name}{quantity(row['value'], None, '', row['operator'])}{year}{_doubt(row)}",
            MUTED if later else COLOURS[Sex(sex)],
        )


def _is_later(row: dict[str, Any], series: Series) -> bool:
    return series.is_later(row["period_end"].year)


def _doubt(row: dict[str, Any]) -> str:
    doubtful = _("tveksam")
    return f" ({doubtful})" if row.get("doubted") else ""


def _labels_of_targets(series: Series) -> Iterator[Label]:
    """Each level once for the year that is reported, and once for its last year where that is another figure."""
    for level in TargetLevel:
        steps = [(row["year"], row["target"]) for row in _levels(series, level).iter_rows(named=True)]
        reported = [step for step in steps if not series.is_later(step[0])]
        told = [reported[-1]] if reported else []
        if steps and (not reported or steps[-1][1] != reported[-1][1]):
            told.append(steps[-1])
        for year, value in told:
            dated = f" {year}:" if series.is_later(year) else ""
            colour = MUTED if series.is_later(year) else TARGET_COLOURS[level]
            words = f"{TARGET_LEVELS[level]}{dated} {number(value)}"
            last = year == _years(series)[1]
            # At the end of the drawing beside the line, else above or below the middle of its step.
            sides = ("right", "above", "below", "left") if last else ("above", "below", "right", "left")
            yield Label(year + 1 if last else year + 0.5, value, words, colour, sides)


def _labels_of_breaks(series: Series, plane: Plane) -> Iterator[Label]:
    for row in series.breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        yield Label(x, plane.up[1], _("Nytt mätsätt"), MUTED, ("right", "left"))


def _value_range(series: Series) -> tuple[float, float]:
    """Show the values with air around them; from zero when zero is near anyway, and amounts always."""
    values = [*series.outcomes["value"], *series.targets["target"]]
    low, high = min(values, default=0.0), max(values, default=1.0)
    air = max((high - low) * 0.35, abs(high) * 0.04, 0.5)
    from_zero = low >= 0 and (series.unit in AMOUNTS or low < high * 0.35)
    top = WHOLE if series.unit == PERCENT and WHOLE - air < high <= WHOLE else high + air
    return (0.0 if from_zero else low - air), top


def _between(points: list[Point], breaks: list[float]) -> list[list[Point]]:
    """Cut a series wherever the method changed."""
    parts: dict[int, list[Point]] = {}
    for point in points:
        parts.setdefault(sum(point[0] >= moment_of_break for moment_of_break in breaks), []).append(point)
    return list(parts.values())


def _draw_targets(figure: go.Figure, series: Series, level: TargetLevel) -> None:
    """Draw yearly targets as steps; a year without a target breaks the line."""
    run: list[tuple[int, float]] = []
    for year, value in _levels(series, level).select("year", "target").iter_rows():
        if run and (year > run[-1][0] + 1 or series.is_later(year) != series.is_later(run[-1][0])):
            _draw_steps(figure, run, series, level)
            run = []
        run.append((year, value))
    if run:
        _draw_steps(figure, run, series, level)


def _levels(series: Series, level: TargetLevel) -> pl.DataFrame:
    return series.targets.filter(pl.col("level") == level.value)


def _draw_steps(figure: go.Figure, run: Sequence[tuple[int, float]], series: Series, level: TargetLevel) -> None:
    """Draw one unbroken run of yearly targets; an organisation's own with the band that is still near."""
    xs = [x for year, _ in run for x in (year, year + 1)]
    ys = [value for _, value in run for _ in range(2)]
    is_later = series.is_later(run[0][0])
    slack = [_allowance(series, value) for value in ys] if level == TargetLevel.OWN and not is_later else []
    if any(slack):
        side = -1 if series.direction == "higher" else 1
        edge = [value + side * extra for value, extra in zip(ys, slack, strict=True)]
        figure.add_scatter(x=xs, y=ys, mode="lines", line={"width": 0}, hoverinfo="skip")
        figure.add_scatter(
            x=xs, y=edge, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=BAND, hoverinfo="skip"
        )
    name = TARGET_LEVELS[level]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        name=name,
        line={
            "color": MUTED if is_later else TARGET_COLOURS[level],
            "width": min(WIDTHS[level], 1.5) if is_later else WIDTHS[level],
            "dash": DASHES[level],
        },
        hovertemplate="%{text}<extra></extra>",
        text=[f"{name}: {with_unit(number(y), series.unit)}" for y in ys],
    )


def _allowance(series: Series, target: float) -> float:
    if series.tolerance is None or series.direction == "none":
        return 0.0
    return series.tolerance * (abs(target) / 100 if series.tolerance_kind == ToleranceKind.RELATIVE else 1)


def _draw_breaks(figure: go.Figure, series: Series) -> None:
    for row in series.breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        figure.add_vline(x=x, line={"color": MUTED, "width": 1, "dash": "dot"})


def _name_years(figure: go.Figure, series: Series) -> None:
    first, last = _years(series)
    marks = list(range(first, last + 1))
    step = max(1, -(-len(marks) // 6))
    figure.update_xaxes(
        range=list(_span(series)),
        tickvals=[year + 0.5 for year in marks[::step]],
        ticktext=[str(year) for year in marks[::step]],
    )


def _years(series: Series) -> tuple[int, int]:
    """First and last year of anything that is drawn."""
    years = [end.year for end in series.outcomes["period_end"]] + series.targets["year"].to_list()
    return (min(years), max(years)) if years else (0, 0)


def _span(series: Series) -> tuple[float, float]:
    first, last = _years(series)
    return float(first), float(last + 1)


def when(row: dict[str, Any]) -> str:
    """Name the period of a figure.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        For example "2022" or "januari–mars 2020".
    """
    return period(row["period_start"], row["period_end"], row["period_type"])


def _figure(row: dict[str, Any], series: Series) -> str:
    return quantity(row["value"], None, series.unit, row["operator"])


def _also(row: dict[str, Any]) -> str:
    """Other values that documents print for the same period; none is chosen in silence."""
    others = row["also_printed"]
    told = _("även tryckt: {values}", values=", ".join(map(number, others or ())))
    return (f" ({told})" if others else "") + _doubt(row)


def _summary(series: Series) -> str:
    sentences = []
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        rows = series.outcomes.filter(pl.col("sex") == sex.value)
        values = [f"{when(row)}: {_figure(row, series)}{_also(row)}" for row in rows.iter_rows(named=True)]
        if values:
            sentences.append(f"{SEXES[sex]} – {'; '.join(values)}.")
    for level in TargetLevel:
        rows = series.targets.filter(pl.col("level") == level.value)
        steps = [
            f"{year}: {quantity(value, None, series.unit)}" for year, value in rows.select("year", "target").iter_rows()
        ]
        if steps:
            sentences.append(f"{TARGET_LEVELS[level]} – {'; '.join(steps)}.")
    sentences += [
        _("Nytt mätsätt från {year}: {reason}.", year=row["from_date"].year, reason=row["reason"])
        for row in series.breaks.iter_rows(named=True)
    ]
    return " ".join(sentences) or _("Inga siffror finns.")


def _table(series: Series, title: str) -> Table:
    outcomes = [
        {
            "when": when(row),
            "start": row["period_start"],
            "end": row["period_end"],
            "what": SEXES[Sex(row["sex"])],
            "value": row["value"],
            "operator": row["operator"],
            "also": _also(row),
        }
        for row in series.outcomes.iter_rows(named=True)
    ]
    targets = [
        {
            "when": str(year),
            "start": date(year, 1, 1),
            "end": date(year, 12, 31),
            "what": TARGET_LEVELS[TargetLevel(level)],
            "value": value,
            "also": "",
        }
        for year, value, level in series.targets.select("year", "target", "level").iter_rows()
    ]
    return series_table(title, series.unit, outcomes + targets)
