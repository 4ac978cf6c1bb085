"""What a figure of Plotly shows, as data: its traces as lists, as series and as a table."""

import array
import base64
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from analysis.chapter.chart import Dot, Line
from analysis.chapter.table import Table
from analysis.present.foreign.frame_column import FrameColumn, said
from analysis.present.foreign.frame_table import MOST_ROWS, table_of
from analysis.words.numbers import digits
from analysis.words.translate import _

Picture = dict[str, Any]
#: Traces that are points with two coordinates.
POINTS = ("scatter", "scattergl", "bar")
#: Columns that a table of several series may have; more are told below each other.
MOST_SERIES = 8
#: How Plotly names what its packed arrays hold, and how Python does.
PACKED = {"i1": "b", "i2": "h", "i4": "i", "u1": "B", "u2": "H", "u4": "I", "f4": "f", "f8": "d"}


def picture_of(figure: Any) -> Picture:  # noqa: ANN401 - Plotly has no types
    """Write a figure as Plotly does, its arrays as lists.

    Args:
        figure: A figure of Plotly.

    Returns:
        Its traces and layout as JSON has them.
    """
    written: Picture = _unpacked(json.loads(figure.to_json()))
    return {"data": written["data"], "layout": written["layout"]}


def _unpacked(written: Any) -> Any:  # noqa: ANN401 - anything that JSON has
    if isinstance(written, list):
        return [_unpacked(each) for each in written]
    if not isinstance(written, dict):
        return written
    if "bdata" not in written:
        return {key: _unpacked(each) for key, each in written.items()}
    numbers = array.array(PACKED[written["dtype"]])
    numbers.frombytes(base64.b64decode(written["bdata"]))
    flat = [None if isinstance(value, float) and math.isnan(value) else value for value in numbers]
    return _shaped(flat, [int(size) for size in str(written.get("shape", "")).split(",") if size.strip()][1:])


def _shaped(flat: list[Any], sizes: Sequence[int]) -> list[Any]:
    for size in reversed(sizes):
        flat = [flat[start : start + size] for start in range(0, len(flat), size)]
    return flat


def series_of(picture: Picture) -> tuple[Line, ...]:
    """Take the series of a figure.

    Args:
        picture: What `picture_of` gave.

    Returns:
        One a trace with points.
    """
    return tuple(
        Line(str(trace.get("name") or ""), points=tuple(_dot(*point) for point in _points(trace)))
        for trace in shown_traces(picture)
        if trace["type"] in POINTS
    )


def _dot(at: Any, value: Any) -> Dot:  # noqa: ANN401 - whatever an axis holds
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Dot(_at(at), None if value is None else str(value), words=said(value))
    return Dot(_at(at), digits(value, 0), words=said(value))


def _at(value: Any) -> str:  # noqa: ANN401 - whatever an axis holds
    """A place on an axis: whole numbers there are most often years, which have no thousands."""
    return str(value) if isinstance(value, int) else said(value)


def table_of_figure(picture: Picture, heading: str) -> Table | None:
    """Lay out the figures behind a figure.

    Args:
        picture: What `picture_of` gave.
        heading: What they show.

    Returns:
        A table; nothing where the figures are not to be had, as where Plotly itself computes what it draws.
    """
    traces = shown_traces(picture)
    if any(trace["type"] == "pie" for trace in traces) and len(traces) == 1:
        columns = _columns_of_pie(traces[0])
    elif traces and all(trace["type"] in POINTS for trace in traces):
        columns = _columns(traces, picture["layout"])
    else:
        return None
    rows = max(len(column.values) for column in columns)
    cut = [FrameColumn(each.heading, each.values[:MOST_ROWS]) for each in columns]
    return table_of(cut, rows, heading)


def shown_traces(picture: Picture) -> list[Picture]:
    """The traces that a reader is told of.

    Args:
        picture: What `picture_of` gave.

    Returns:
        Those that are visible and answer when they are pointed at.
    """
    named = ({"type": "scatter"} | trace for trace in picture["data"])
    return [trace for trace in named if trace.get("visible", True) is True and trace.get("hoverinfo") != "skip"]


def _columns_of_pie(trace: Picture) -> list[FrameColumn]:
    return [
        FrameColumn(_("Namn"), trace.get("labels") or []),
        FrameColumn(trace.get("name") or _("Värde"), trace.get("values") or []),
    ]


def _columns(traces: Sequence[Picture], layout: Mapping[str, Any]) -> list[FrameColumn]:
    lying = traces[0].get("orientation") == "h"
    at = _title(layout, "yaxis" if lying else "xaxis") or _name_of_places(traces)
    value = _title(layout, "xaxis" if lying else "yaxis") or _("Värde")
    found = [dict(_points(trace)) for trace in traces]
    is_wide = len(traces) <= MOST_SERIES and all(
        len(values) == sum(1 for _point in _points(trace)) for values, trace in zip(found, traces, strict=True)
    )
    if not is_wide:
        return _long(traces, at, value)
    places = list(dict.fromkeys(place for values in found for place in values))
    names = [str(trace.get("name") or value) for trace in traces]
    return [
        FrameColumn(at, _as_days(places)),
        *(
            FrameColumn(name, [values.get(place) for place in places])
            for name, values in zip(names, found, strict=True)
        ),
    ]


def _long(traces: Sequence[Picture], at: str, value: str) -> list[FrameColumn]:
    rows = [(trace.get("name"), *point) for trace in traces for point in _points(trace)]
    names, places, values = ([row[column] for row in rows] for column in range(3))
    columns = [FrameColumn(at, _as_days(places)), FrameColumn(value, values)]
    return [FrameColumn(_("Serie"), names), *columns] if any(names) else columns


def _points(trace: Picture) -> Iterator[tuple[Any, Any]]:
    """Where each point stands and its value; points without a place are numbered, as Plotly does."""
    places, values = trace.get("x"), trace.get("y")
    if trace.get("orientation") == "h":
        places, values = values, places
    values = values or []
    yield from zip(places if places is not None else range(len(values)), values, strict=False)


def _title(layout: Mapping[str, Any], axis: str) -> str:
    return str(layout.get(axis, {}).get("title", {}).get("text") or "")


def _name_of_places(traces: Sequence[Picture]) -> str:
    places = [place for trace in traces for place, _value in _points(trace)]
    if all(map(is_day, places)):
        return _("Dag")
    return _("Period") if all(isinstance(place, int | float) for place in places) else _("Namn")


def is_day(place: object) -> bool:
    """Say whether a place on an axis is a day or a moment as Plotly writes it.

    Args:
        place: The place.

    Returns:
        True for 2016-12-31, with or without a time.
    """
    try:
        return isinstance(place, str) and "-" in place and datetime.fromisoformat(place) is not None
    except ValueError:
        return False


def _as_days(places: Sequence[Any]) -> list[Any]:
    return [datetime.fromisoformat(place) for place in places] if all(map(is_day, places)) else list(places)
