"""The trend chart: outcomes over time against targets as steps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.language import SEXES, TARGET_LEVELS, number, period, quantity, unit, with_unit
from analysis.marked import joined, swedish
from analysis.present.charts import Chart, new_figure
from analysis.present.palette import BAND, HALO, INK, MEN, MUTED, TOTAL, WOMEN
from analysis.present.series_table import series_table
from analysis.present.tables import Table
from analysis.vocabulary import PeriodType, Sex, TargetLevel, ToleranceKind

COLOURS = {Sex.TOTAL: TOTAL, Sex.WOMEN: WOMEN, Sex.MEN: MEN}
MARKERS = {Sex.TOTAL: "circle", Sex.WOMEN: "triangle-up", Sex.MEN: "square"}
PART_PERIODS = {PeriodType.PART_YEAR, PeriodType.QUARTER, PeriodType.MONTH}
TARGET_COLOURS = {TargetLevel.OWN: INK, TargetLevel.MUNICIPALITY: MUTED}
DASHES = {TargetLevel.OWN: "dash", TargetLevel.MUNICIPALITY: "dot"}
HEIGHT = 270
PLOT_HEIGHT = 215
#: Least distance between two labels, in pixels.
LABEL_GAP = 17


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
    """

    outcomes: pl.DataFrame
    targets: pl.DataFrame
    breaks: pl.DataFrame
    unit: str = ""
    tolerance: float | None = None
    tolerance_kind: str | None = None
    direction: str = "none"


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
    _label_ends(figure, series)
    _draw_breaks(figure, series)
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
        For example "från 2,1 % 2015 till 1,9 % 2022", "4 % 2016" when there is one figure; empty when there is none.
    """
    rows = [row for row in series.outcomes.iter_rows(named=True) if row["sex"] == Sex.TOTAL and not stands_alone(row)]
    breaks = [moment(day, day, PeriodType.POINT) for day in series.breaks["from_date"]]
    parts = _between(
        [(moment(row["period_start"], row["period_end"], row["period_type"]), row) for row in rows], breaks
    )
    alike = [row for _, row in parts[-1]] if parts else []
    ends = [alike[0], alike[-1]] if len(alike) > 1 else alike
    told = [f"{quantity(row['value'], None, series.unit, row['operator'])} {when(row)}" for row in ends]
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
    _draw_alone(figure, [point for point in points if stands_alone(point[1])], sex, series)
    for part in _between(whole, breaks):
        figure.add_scatter(
            x=[x for x, _ in part],
            y=[row["value"] for _, row in part],
            mode="lines+markers",
            name=SEXES[sex],
            line={"color": COLOURS[sex], "width": 2},
            marker={"symbol": MARKERS[sex], "size": 9},
            hovertemplate="%{text}<extra></extra>",
            text=[f"{SEXES[sex]} {when(row)}: {_figure(row, series)}{_also(row)}" for _x, row in part],
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


def _draw_alone(figure: go.Figure, points: list[tuple[float, dict[str, Any]]], sex: Sex, series: Series) -> None:
    """Figures of other periods are hollow marks of their own: they must not be joined with whole years."""
    if not points:
        return
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[row["value"] for _, row in points],
        mode="markers",
        name=SEXES[sex],
        marker={"symbol": f"{MARKERS[sex]}-open", "size": 10, "color": COLOURS[sex], "line": {"width": 2}},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{SEXES[sex]} {when(row)}: {_figure(row, series)}" for _x, row in points],
    )


def _label_ends(figure: go.Figure, series: Series) -> None:
    """Write the last value of each line beside it, moved apart where they would lie on each other."""
    ends = series.outcomes.group_by("sex").last().sort("value")
    low, high = _value_range(series)
    pixel = (high - low) / PLOT_HEIGHT
    floor = low - LABEL_GAP * pixel
    for row in ends.iter_rows(named=True):
        place = max(row["value"], floor + LABEL_GAP * pixel)
        floor = place
        name = "" if ends.height == 1 else f"{SEXES[Sex(row['sex'])]} "
        figure.add_annotation(
            x=moment(row["period_start"], row["period_end"], row["period_type"]),
            y=place,
            text=f"{name}{number(row['value'])}",
            showarrow=False,
            xanchor="left",
            xshift=9,
            font={"color": COLOURS[Sex(row["sex"])], "size": 13},
            bgcolor=HALO,
        )


def _value_range(series: Series) -> tuple[float, float]:
    """Show the values with air around them; from zero when zero is near anyway."""
    values = [*series.outcomes["value"], *series.targets["target"]]
    low, high = min(values, default=0.0), max(values, default=1.0)
    air = max((high - low) * 0.35, abs(high) * 0.04, 0.5)
    return (0.0 if 0 <= low < high * 0.35 else low - air), high + air


def _between(
    points: list[tuple[float, dict[str, Any]]], breaks: list[float]
) -> list[list[tuple[float, dict[str, Any]]]]:
    """Cut a series wherever the method changed."""
    parts: dict[int, list[tuple[float, dict[str, Any]]]] = {}
    for point in points:
        parts.setdefault(sum(point[0] >= moment_of_break for moment_of_break in breaks), []).append(point)
    return list(parts.values())


def _draw_targets(figure: go.Figure, series: Series, level: TargetLevel) -> None:
    levels = series.targets.filter(pl.col("level") == level.value)
    if levels.is_empty():
        return
    xs: list[float] = []
    ys: list[float] = []
    for year, value in levels.select("year", "target").iter_rows():
        if xs and year > xs[-1]:
            _draw_steps(figure, xs, ys, series, level)
            xs, ys = [], []
        xs += [year, year + 1]
        ys += [value, value]
    _draw_steps(figure, xs, ys, series, level)
    # Beside its line where there is room, else above its end; below it where the own target has its name already.
    room = xs[-1] < _years(series)[1]
    anchor = "middle" if room else "bottom"
    figure.add_annotation(
        x=xs[-1],
        y=ys[-1],
        text=f"{TARGET_LEVELS[level]} {number(ys[-1])}",
        showarrow=False,
        xanchor="left" if room else "right",
        yanchor="top" if _is_beside_own(series, level, ys[-1]) else anchor,
        font={"color": TARGET_COLOURS[level]},
        bgcolor=HALO,
    )


def _is_beside_own(series: Series, level: TargetLevel, value: float) -> bool:
    """Whether another's target ends where the organisation's own does, so that their names would lie on each other."""
    own = series.targets.filter(pl.col("level") == TargetLevel.OWN.value)
    if level == TargetLevel.OWN or own.is_empty():
        return False
    low, high = _value_range(series)
    return bool(abs(own["target"][-1] - value) < LABEL_GAP * (high - low) / PLOT_HEIGHT)


def _draw_steps(figure: go.Figure, xs: list[float], ys: list[float], series: Series, level: TargetLevel) -> None:
    """Draw one unbroken run of yearly targets; an organisation's own with the band that is still near."""
    slack = [_allowance(series, value) for value in ys] if level == TargetLevel.OWN else []
    if any(slack):
        side = -1 if series.direction == "higher" else 1
        edge = [value + side * extra for value, extra in zip(ys, slack, strict=True)]
        figure.add_scatter(x=xs, y=ys, mode="lines", line={"width": 0}, hoverinfo="skip")
        figure.add_scatter(
            x=xs, y=edge, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=BAND, hoverinfo="skip"
        )
    name = TARGET_LEVELS[level]
    figure.add_scatter(
        x=xs, y=ys, mode="lines", name=name, line={"color": TARGET_COLOURS[level], "width": 2, "dash": DASHES[level]},
        hovertemplate="%{text}<extra></extra>", text=[f"{name}: {with_unit(number(y), series.unit)}" for y in ys],
    )  # fmt: skip


def _allowance(series: Series, target: float) -> float:
    if series.tolerance is None or series.direction == "none":
        return 0.0
    return series.tolerance * (abs(target) / 100 if series.tolerance_kind == ToleranceKind.RELATIVE else 1)


def _draw_breaks(figure: go.Figure, series: Series) -> None:
    for row in series.breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        figure.add_vline(x=x, line={"color": MUTED, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            text=_("Nytt mätsätt"),
            showarrow=False,
            xanchor="left",
            font={"color": MUTED, "size": 12},
        )


def _name_years(figure: go.Figure, series: Series) -> None:
    first, last = _years(series)
    marks = list(range(first, last + 1))
    step = max(1, -(-len(marks) // 6))
    figure.update_xaxes(
        range=[first, last + 1],
        tickvals=[year + 0.5 for year in marks[::step]],
        ticktext=[str(year) for year in marks[::step]],
    )


def _years(series: Series) -> tuple[int, int]:
    """First and last year of anything that is drawn."""
    years = [end.year for end in series.outcomes["period_end"]] + series.targets["year"].to_list()
    return (min(years), max(years)) if years else (0, 0)


def when(row: dict[str, Any]) -> str:
    """Name the period of a figure.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        For example "2022" or "januari–mars 2020".
    """
    return period(row["period_start"], row["period_end"], row["period_type"])


def _figure(row: dict[str, Any], series: Series) -> str:
    return with_unit(number(row["value"]), series.unit)


def _also(row: dict[str, Any]) -> str:
    """Other values that documents print for the same period; none is chosen in silence."""
    others = row["also_printed"]
    told = _("även tryckt: {values}", values=", ".join(map(number, others or ())))
    return f" ({told})" if others else ""


def _summary(series: Series) -> str:
    sentences = []
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        rows = series.outcomes.filter(pl.col("sex") == sex.value)
        values = [f"{_figure(row, series)} {when(row)}{_also(row)}" for row in rows.iter_rows(named=True)]
        if values:
            sentences.append(f"{SEXES[sex]}: {', '.join(values)}.")
    for level in TargetLevel:
        rows = series.targets.filter(pl.col("level") == level.value)
        steps = [f"{number(value)} {year}" for year, value in rows.select("year", "target").iter_rows()]
        if steps:
            sentences.append(f"{TARGET_LEVELS[level]}: {', '.join(steps)}.")
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
