"""Lying bars, each below its name, drawn without a script."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from analysis.chapter.markup.drawing import Picture, Scale, percent, tag, text, token
from analysis.chapter.markup.shapes import drawing_of
from analysis.words.mixed_language import in_swedish

HEIGHT = 24
#: Pixels that a symbol beside its count takes.
SIZE = 12
#: Share of a bar that a count with its symbol needs; narrower segments have the count alone.
ROOM = 9.0
#: The same on a telephone, where the page leaves such a symbol out.
TIGHT = 13.0


def draw_bars(picture: Picture) -> Markup:
    """Draw a figure of lying bars.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Safe HTML: one name, one value and one bar a row, and what the colours mean where there are several.
    """
    traces = [trace for trace in picture["data"] if trace["type"] == "bar"]
    names = list(traces[0]["y"])
    stacked = picture["layout"].get("barmode") == "stack"
    scale = _scale(traces, stacked=stacked)
    rows = [_row(names, place, traces, scale, stacked=stacked) for place in reversed(range(len(names)))]
    return Markup(f'{_legend(traces)}<div class="bars">{"".join(rows)}</div>')  # noqa: S704 - escaped


def words_of_bars(picture: Picture) -> list[str]:
    """List the words that `draw_bars` writes.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Names, values and what the colours mean.
    """
    traces = [trace for trace in picture["data"] if trace["type"] == "bar"]
    names = [str(name).replace("<br>", " ") for name in traces[0]["y"]]
    stacked = picture["layout"].get("barmode") == "stack"
    values = [_value(traces, place, stacked=stacked) for place in range(len(names))]
    counts = [str(words) for trace in traces for words in trace.get("text") or ()]
    return [*names, *values, *counts, *(str(trace.get("name", "")) for trace in traces)]


def _scale(traces: Sequence[Any], *, stacked: bool) -> Scale:
    rows = list(zip(*([value or 0 for value in trace["x"]] for trace in traces), strict=True))
    highest = max((sum(row) if stacked else max(row) for row in rows), default=1)
    return Scale(min(0, *(min(row) for row in rows)), max(0, highest))


def rows_of_bars(picture: Picture) -> list[tuple[str, str, str]]:
    """Draw the rows of a figure of lying bars, from top to bottom.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Name, value and the elements of each bar, in shares of its width.
    """
    traces = [trace for trace in picture["data"] if trace["type"] == "bar"]
    stacked = picture["layout"].get("barmode") == "stack"
    scale = _scale(traces, stacked=stacked)
    names = [str(name).replace("<br>", " ") for name in traces[0]["y"]]
    return [
        (
            names[place],
            _value(traces, place, stacked=stacked),
            "".join(_stack(traces, place, scale) if stacked else _overlaid(traces, place, scale)),
        )
        for place in reversed(range(len(names)))
    ]


def _row(names: Sequence[str], place: int, traces: Sequence[Any], scale: Scale, *, stacked: bool) -> str:
    name = Markup.escape(str(names[place]).replace("<br>", " "))
    segments = _stack(traces, place, scale) if stacked else _overlaid(traces, place, scale)
    bar = tag("svg", "".join(segments), width="100%", height=HEIGHT, focusable="false")
    value = f'<span class="bar-value">{Markup.escape(_value(traces, place, stacked=stacked))}</span>'
    return f'<div class="bar-row"><span class="bar-name"{in_swedish()}>{name}</span> {value} {bar}</div>'


def _value(traces: Sequence[Any], place: int, *, stacked: bool) -> str:
    if stacked:
        return str(sum(trace["x"][place] or 0 for trace in traces))
    told = [trace["text"][place] for trace in traces if trace.get("text")]
    return str(told[-1]) if told else ""


def _stack(traces: Sequence[Any], place: int, scale: Scale) -> Iterator[str]:
    left = 0.0
    for trace in traces:
        value = trace["x"][place] or 0
        width = scale.at(value) - scale.at(0)
        if value:
            yield _segment(left, width, trace["marker"]["color"])
            yield from _count(str(trace["text"][place]), left + width / 2, width, trace)
        left += width


def _overlaid(traces: Sequence[Any], place: int, scale: Scale) -> Iterator[str]:
    zero = scale.at(0)
    for trace in traces:
        value = trace["x"][place] or 0
        colour = trace["marker"]["color"]
        end = scale.at(value)
        yield _segment(min(zero, end), abs(end - zero), colour[place] if isinstance(colour, list) else colour)
    if scale.low < 0:
        yield tag("line", x1=percent(zero), x2=percent(zero), y1=0, y2=HEIGHT, class_="axis")


def _segment(left: float, width: float, colour: str) -> str:
    return tag("rect", x=percent(left), width=percent(width), height=HEIGHT, fill=token(colour), class_="segment")


def _count(words: str, middle: float, width: float, trace: Picture) -> Iterator[str]:
    """The number, and beside it the symbol that the colour stands for."""
    shape = str(trace.get("meta", ""))
    with_symbol = shape != "" and width >= ROOM
    on = "on tight" if with_symbol and width < TIGHT else "on"
    yield text(
        words, x=percent(middle), dx=9 if with_symbol else None, y="50%", dy=".34em", text_anchor="middle", class_=on
    )
    if with_symbol:
        yield tag(
            "svg",
            tag("svg", drawing_of(shape), x=-15, y=-SIZE / 2, width=SIZE, height=SIZE, viewBox="0 0 16 16"),
            x=percent(middle),
            y="50%",
            overflow="visible",
            class_=on,
        )


def _legend(traces: Sequence[Any]) -> str:
    """What the colours mean, each with its symbol; a single colour needs no words."""
    named = [trace for trace in traces if trace.get("meta") and any(trace["x"])]
    if not named:
        return ""
    return f'<ul class="key">{"".join(_key(trace) for trace in named)}</ul>'


def _key(trace: Picture) -> str:
    colour = f"color: {token(trace['marker']['color'])}"
    drawing = tag(
        "svg",
        drawing_of(trace["meta"]),
        viewBox="0 0 16 16",
        width=14,
        height=14,
        style=colour,
        fill="currentColor",
        focusable="false",
    )
    return f"<li>{drawing} {Markup.escape(trace['name'])}</li>"
