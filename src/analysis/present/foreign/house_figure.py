"""A figure that an analyst made in the house style, completed so that it can be drawn without a browser."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from analysis.base.scale import Tone
from analysis.chapter.chart import Chart
from analysis.chapter.markup.charts import drawing
from analysis.chapter.markup.drawing import Scale
from analysis.chapter.markup.palette import COLOURS, FONT, HALO, INK, MEN, TOTAL, WOMEN
from analysis.present.chart import AXIS, BASE
from analysis.present.charts.label_places import Label, Plane
from analysis.present.charts.trend_labels import PLOT_HEIGHT, WIDE
from analysis.present.foreign.traces import Picture, is_day, shown_traces
from analysis.words.numbers import number

#: What traces, their parts and the layout may say; whoever says more is drawn by Plotly itself.
TRACE = {"type", "mode", "name", "x", "y", "text", "line", "marker", "hovertemplate", "hoverinfo", "orientation"} | {
    *("showlegend", "cliponaxis", "customdata", "textposition", "textfont", "meta")
}
MARKER = {"color", "symbol", "size", "line"}
LINE = {"color", "width", "dash"}
LAYOUT = {*BASE, "height", "separators", "xaxis", "yaxis", "barmode", "bargap", "legend", "template"}
AXES = {*AXIS, "range", "title", "tickvals", "ticktext", "tickmode", "dtick", "tick0", "nticks", "rangemode", "type"}
TYPES = {None, "-", "linear", "date", "category"}
#: Told apart by mark as well as by colour.
SHADES = (TOTAL, WOMEN, MEN, COLOURS[Tone.GOOD], INK, COLOURS[Tone.CAUTION])
MARKS = ("circle", "triangle-up", "square")
#: Plotly joins points by lines only, where there are more.
MARKED = 20
#: Names that fit below an axis, their letters together, and letters that fit above the upright one.
MOST_NAMES, MOST_LETTERS, UNIT_LETTERS = 12, 80, 14
#: Longest axis that has a mark for each whole number, and most words below it.
LONGEST, MOST_TICKS = 40, 7
#: Air above and below the figures; an axis begins at zero where the figures come this near to it.
AIR, NEAR_ZERO = 0.2, 0.35
TOO_MUCH = (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError)


def completed(picture: Picture) -> Picture | None:
    """Say in a figure everything that our own drawing must know.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        A figure that looks the same in Plotly and can be drawn without it; nothing where it cannot.
    """
    try:
        if not _is_plain(picture):
            return None
        whole = _completed(picture)
        if whole is not None:
            drawing(Chart(key="", heading="", summary="", picture=whole))
    except TOO_MUCH:
        return None
    return whole


def _is_plain(picture: Picture) -> bool:
    layout, traces = picture["layout"], picture["data"]
    plain_axes = all(
        set(layout[axis]) <= AXES and layout[axis].get("type") in TYPES for axis in ("xaxis", "yaxis") if axis in layout
    )
    return (
        layout.get("font", {}).get("family") == FONT
        and set(layout) <= LAYOUT
        and plain_axes
        and not layout["xaxis"].get("title", {}).get("text")
        and len(layout["yaxis"].get("title", {}).get("text") or "") <= UNIT_LETTERS
        and bool(traces)
        and len(traces) == len(shown_traces(picture)) <= len(SHADES)
        and all(set(trace) <= TRACE for trace in traces)
    )


def _completed(picture: Picture) -> Picture | None:
    kinds = {trace.get("type", "scatter") for trace in picture["data"]}
    lying = {trace.get("orientation") for trace in picture["data"]} == {"h"}
    if kinds == {"scatter"}:
        return _lines(picture)
    if kinds != {"bar"}:
        return None
    if lying:
        return _lying(picture) if len(picture["data"]) == 1 else None
    return _upright(picture) if picture["layout"].get("barmode", "group") == "group" else None


# ---- bars ----


def _upright(picture: Picture) -> Picture | None:
    bars = [_bar(trace, place, "y") for place, trace in enumerate(picture["data"])]
    groups = {str(name): None for bar in bars for name in bar["x"]}
    low = min(value for bar in bars for value in bar["y"] if value is not None)
    if low < 0 or len(groups) > MOST_NAMES or any(isinstance(bar["marker"]["color"], list) for bar in bars):
        return None
    layout = picture["layout"]
    names = layout["xaxis"] | {"type": "category"}
    return {"data": bars, "layout": layout | {"xaxis": names, "showlegend": len(bars) > 1}}


def _lying(picture: Picture) -> Picture:
    return {"data": [_bar(picture["data"][0], 0, "x")], "layout": picture["layout"]}


def _bar(trace: Picture, place: int, axis: str) -> Picture:
    marker = {"color": SHADES[place]} | trace.get("marker", {})
    if not set(marker) <= {"color", "pattern"} or not isinstance(marker["color"], str | list):
        raise ValueError(marker)
    words = [_figure(value) for value in trace[axis]]
    return {"name": "", "text": words} | trace | {"marker": marker}


# ---- lines and points ----


def _lines(picture: Picture) -> Picture | None:
    layout, traces = picture["layout"], picture["data"]
    across = _across([place for trace in traces for place in trace["x"]])
    if across is None:
        return None
    at, axis = across
    values = [value for trace in traces for value in trace["y"] if value is not None]
    up = layout["yaxis"].get("range") or _up(values)
    ends = axis | layout["xaxis"] if "tickvals" in layout["xaxis"] else layout["xaxis"] | axis
    styled = [_styled(trace, place) for place, trace in enumerate(traces)]
    whole = layout | {"xaxis": ends | {"type": "linear"}, "yaxis": layout["yaxis"] | {"range": list(up)}}
    drawn = [part for trace in styled for part in _parts(trace, at)]
    if len(styled) > 1:
        whole["annotations"] = list(_names(styled, drawn, tuple(ends["range"]), tuple(up)))
    return {"data": drawn, "layout": whole}


def _styled(trace: Picture, place: int) -> Picture:
    """A trace with everything that Plotly would choose itself, chosen."""
    mode = trace.get("mode") or ("lines+markers" if len(trace["x"]) <= MARKED else "lines")
    marker = {"symbol": MARKS[place % len(MARKS)], "size": 9} | trace.get("marker", {})
    line = {"color": marker.get("color", SHADES[place]), "width": 2} | trace.get("line", {})
    plain = set(marker) <= MARKER and set(line) <= LINE and marker["symbol"].removesuffix("-open") in MARKS
    if not plain or "text" in mode or not all(isinstance(each, str) for each in (line["color"], marker["symbol"])):
        raise ValueError(trace)
    words = [f"{name}: {_figure(value)}".removeprefix(": ") for name, value in _told(trace)]
    hover = {"hovertemplate": "%{text}<extra></extra>"} if "hovertemplate" not in trace and "text" not in trace else {}
    return {"name": "", "text": words} | trace | hover | {"mode": mode, "marker": marker, "line": line}


def _told(trace: Picture) -> Iterator[tuple[str, Any]]:
    for place, value in zip(trace["x"], trace["y"], strict=True):
        yield " ".join(filter(None, [trace.get("name"), str(place)])), value


def _parts(trace: Picture, at: Callable[[Any], float]) -> Iterator[Picture]:
    """Cut a trace where figures are missing: no line is drawn over them."""
    points = [*zip(trace["x"], trace["y"], trace["text"], strict=True)]
    holes = [-1, *(place for place, point in enumerate(points) if point[1] is None), len(points)]
    for before, after in pairwise(holes):
        if run := points[before + 1 : after]:
            xs, ys, words = zip(*run, strict=True)
            yield trace | {"x": list(map(at, xs)), "y": list(ys), "text": list(words)}


def _names(
    traces: Sequence[Picture], drawn: Sequence[Picture], across: tuple[float, float], up: tuple[float, float]
) -> Iterator[Picture]:
    """Name each line at its end, where that covers nothing."""
    plane = Plane(across, up, WIDE.width, PLOT_HEIGHT, WIDE.margin)
    for part in drawn:
        points = list(zip(part["x"], part["y"], strict=True))
        for point in points:
            plane.mark(*point)
        for ends in pairwise(points):
            plane.stroke(*ends)
    for trace in traces:
        last = [part for part in drawn if part["line"] == trace["line"] and part["name"] == trace["name"]][-1]
        label = plane.place(Label(last["x"][-1], last["y"][-1], str(trace["name"]), trace["line"]["color"]))
        if label.is_far:
            raise ValueError(label)
        yield {
            "x": label.x,
            "y": label.y,
            "text": label.words,
            "showarrow": False,
            "xshift": label.far,
            "xanchor": label.anchor,
            "yanchor": "middle",
            "bgcolor": HALO,
            "font": {"color": label.colour, "size": 13},
        }


def _across(places: Sequence[Any]) -> tuple[Callable[[Any], float], Picture] | None:
    """Where points stand on the axis, and what is written below it: for numbers, days and names."""
    if all(isinstance(place, int | float) for place in places):
        return _over_numbers(float, places, whole=all(place == int(place) for place in places))
    if not all(isinstance(place, str) for place in places):
        return None
    if all(map(is_day, places)):
        return _over_numbers(_in_years, [_in_years(place) for place in places], whole=True)
    names = list(dict.fromkeys(places))
    if len(names) > MOST_NAMES or sum(map(len, names)) > MOST_LETTERS:
        return None
    ticks = {"tickvals": list(range(len(names))), "ticktext": names}
    return (lambda name: float(names.index(name))), {"range": [-0.5, len(names) - 0.5]} | ticks


def _over_numbers(
    at: Callable[[Any], float], places: Sequence[float], *, whole: bool
) -> tuple[Callable[[Any], float], Picture] | None:
    low, high = min(places), max(places)
    if not 0 < high - low <= LONGEST:
        return None
    air = (high - low) * 0.05
    round_ones = (tick for tick in Scale(low, high).ticks() if low <= tick <= high)
    ticks = [tick for tick in round_ones if not whole or tick == int(tick)][:MOST_TICKS]
    if not ticks:
        return None
    words = [f"{tick:g}" if tick == int(tick) else number(tick) for tick in ticks]
    return at, {"range": [low - air, high + air], "tickvals": ticks, "ticktext": words}


def _in_years(day: str) -> float:
    moment = datetime.fromisoformat(day)
    first = moment.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    return moment.year + (moment - first) / (first.replace(year=moment.year + 1) - first)


def _up(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    air = max((high - low) * AIR, abs(high) * 0.04) or 1.0
    return (0.0 if 0 <= low < high * NEAR_ZERO else low - air), high + air


def _figure(value: Any) -> str:  # noqa: ANN401 - whatever an axis holds
    return "" if value is None else number(value)
