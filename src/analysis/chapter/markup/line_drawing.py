"""Lines, points and standing bars over an axis, drawn without a script."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil, copysign, floor, hypot
from typing import Any

from markupsafe import Markup

from analysis.base.vocabulary import UnitKind
from analysis.chapter.markup.drawing import Picture, Scale, frame, percent, tag, text, token
from analysis.chapter.markup.palette import PAPER
from analysis.words.numbers import quantity

MARKS = {
    "circle": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "triangle-up": "M0-5.5 5.5 4.5H-5.5z",
    "square": "M-4.2-4.2h8.4v8.4h-8.4z",
}
DASHES = {"dash": "7 5", "dot": "2 4"}
OPEN = "-open"
#: What a page calls open marks where it explains them: after `explains-` in the tags of the cell that does.
HOLLOW = "hollow"
ANCHORS = {"left": "start", "right": "end", "center": "middle"}
LIFTS = {"middle": ".32em", "bottom": "-.35em", "top": "1em"}
#: Share of a group of bars that is air, and letters of a group's name on a line.
AIR, LETTERS = 0.3, 12
HEADROOM = 1.16
#: Words that stand somewhere else where a drawing is narrow, and where they stand there: names of annotations, and
#: classes that the page's style knows.
ROOMY, TIGHT = "roomy", "tight"
#: Names of years that fit on a telephone.
FEW_YEARS = 4
#: How far the turn of a year hangs below the axis, in pixels.
TURN = 6
#: Widest that a group of bars gets, in rem.
GROUP_WIDTH = 14
#: Of a line of words, in pixels.
LETTERS_HEIGHT = 14
#: The unit square that lines are drawn in.
BOX = "0 0 100 100"


def draw_lines(picture: Picture) -> Markup:
    """Draw a figure of lines, points or standing bars.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Safe SVG.
    """
    layout, groups = picture["layout"], _groups(picture["data"])
    content, height = content_of_lines(picture)
    style = f"--letters: {letters_of(picture)}"
    if not groups:
        return frame(content, height, "xy" if _unit(layout) else "xy bare", style)
    drawn = frame(content, height, "xy grouped", f"{style}; max-width: {len(groups) * GROUP_WIDTH}rem")
    return _key(picture["data"]) + drawn


def content_of_lines(picture: Picture) -> tuple[str, int]:
    """Draw what stands between the margins, in shares of its width and height.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        The elements, escaped, and the height in pixels.
    """
    layout = picture["layout"]
    groups = _groups(picture["data"])
    across = Scale(0, len(groups)) if groups else Scale(*layout["xaxis"]["range"])
    up = _up(picture)
    parts = [*_grid(up, layout), *_names_of_groups(groups), *_years(across, layout)]
    parts += _bars(picture["data"], groups, up) if groups else _traces(picture["data"], across, up)
    parts += [_rule(shape, across) for shape in layout.get("shapes", ())]
    parts += [_note(note, across, up) for note in layout.get("annotations", ())]
    margin = layout["margin"]
    return "".join(parts), layout["height"] - margin["t"] - margin["b"]


def letters_of(picture: Picture) -> int:
    """Say how many letters the longest word at the upright axis has.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        How many.
    """
    return _letters(_up(picture), picture["layout"])


def key_of(picture: Picture) -> list[tuple[str, str]]:
    """Say what standing bars are.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        A sample, drawn in 14 x 14 pixels, and its name; nothing where there are no bars.
    """
    return [(_sample(trace), str(trace["name"])) for trace in picture["data"] if trace["type"] == "bar"]


def words_of_lines(picture: Picture) -> list[str]:
    """List the words that `draw_lines` writes.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Ticks, names, values and notes.
    """
    layout, groups = picture["layout"], _groups(picture["data"])
    ticks = [name for _tick, name in _ticks(_up(picture), layout)]
    years = [str(name) for name in layout["xaxis"].get("ticktext", ())]
    notes = [str(note["text"]) for note in layout.get("annotations", ())]
    bars = [trace for trace in picture["data"] if trace["type"] == "bar"]
    values = [str(words or "") for trace in bars for words in trace.get("text", ())]
    names = [str(trace.get("name", "")) for trace in bars]
    return [
        _unit(layout),
        *ticks,
        *years,
        *notes,
        *values,
        *names,
        *(_broken(name).replace("<br>", "") for name in groups),
    ]


def _key(traces: Sequence[Any]) -> Markup:
    """Say what the bars are: the first filled, the others lined, so that it holds without colours."""
    items = [
        f"<li>{tag('svg', _sample(trace), width=14, height=14, focusable='false')} {Markup.escape(trace['name'])}</li>"
        for trace in traces
    ]
    return Markup(f'<ul class="key">{"".join(items)}</ul>')  # noqa: S704 - names are escaped


def _sample(trace: Picture) -> str:
    return tag("rect", x=1, y=1, width=12, height=12, **_paint(trace["marker"]))


def _paint(marker: Picture) -> dict[str, object]:
    colour = token(marker["color"])
    if not marker.get("pattern", {}).get("shape"):
        return {"fill": colour}
    return {"fill": colour, "fill_opacity": 0.22, "stroke": colour, "stroke_width": 2}


def _up(picture: Picture) -> Scale:
    known = picture["layout"]["yaxis"].get("range")
    if known:
        return Scale(*known)
    values = [value for trace in picture["data"] for value in trace["y"] if value is not None]
    return Scale(min(0, *values), HEADROOM * max(0, *values))


def _groups(traces: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(str(x) for trace in traces if trace["type"] == "bar" for x in trace["x"]))


def _grid(up: Scale, layout: Picture) -> Iterator[str]:
    for tick, name in _ticks(up, layout):
        y = percent(100 - up.at(tick))
        yield tag("line", x1=0, x2="100%", y1=y, y2=y, class_="grid")
        yield text(name, x=0, dx=-8, y=y, dy=LIFTS["middle"], text_anchor="end", class_="tick")
    if unit := _unit(layout):
        yield text(unit, x=0, dx=-8, y=0, dy="-.9em", text_anchor="end", class_="tick")
    yield tag("line", x1=0, x2="100%", y1="100%", y2="100%", class_="axis")


def _ticks(up: Scale, layout: Picture) -> list[tuple[float, str]]:
    ticks = up.ticks()
    decimals = max((len(f"{tick:g}".partition(".")[2]) for tick in ticks), default=0)
    kind = None if layout["yaxis"].get("separatethousands", True) else UnitKind.NAME
    return [(tick, quantity(tick, decimals, None, None, kind)) for tick in ticks]


def _letters(up: Scale, layout: Picture) -> int:
    """How wide the words at the axis are: the page gives them that much room."""
    return max(len(words) for words in (_unit(layout), *(name for _tick, name in _ticks(up, layout))))


def _unit(layout: Picture) -> str:
    return str(layout["yaxis"].get("title", {}).get("text") or "")


def _years(across: Scale, layout: Picture) -> Iterator[str]:
    axis = layout["xaxis"]
    names = list(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True))
    if names:
        yield from _turns_of_years(across)
    for at, (place, name) in enumerate(names):
        # Where there is little room every second name is left out, never the last.
        kind = "tick second" if len(names) > FEW_YEARS and (len(names) - 1 - at) % 2 else "tick"
        yield text(str(name), x=percent(across.at(place)), y="100%", dy="1.5em", text_anchor="middle", class_=kind)


def _turns_of_years(across: Scale) -> Iterator[str]:
    """Mark where years begin and end: a figure of the first months stands left of the name of its year."""
    for year in range(ceil(across.low), floor(across.high) + 1):
        mark = tag("line", x1=0, y1=0, x2=0, y2=TURN, class_="axis")
        yield tag("svg", mark, x=percent(across.at(year)), y="100%", overflow="visible")


def _names_of_groups(groups: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(groups):
        x = percent(100 * (place + 0.5) / len(groups))
        yield text(_broken(name), x=x, y="100%", dy="1.5em", text_anchor="middle", class_="tick")


def _broken(name: str) -> str:
    """Break a long name before its last word: a group is no wider than that on a phone."""
    head, blank, tail = name.rpartition(" ")
    return f"{head}<br>{tail}" if blank and len(name) > LETTERS else name


def _traces(traces: Sequence[Any], across: Scale, up: Scale) -> Iterator[str]:
    before: list[str] = []
    for trace in traces:
        points = [f"{across.at(x):.2f},{100 - up.at(y):.2f}" for x, y in zip(trace["x"], trace["y"], strict=True)]
        if trace.get("fill") == "tonexty":
            area = tag("polygon", points=" ".join([*before, *reversed(points)]), fill=token(trace["fillcolor"]))
            yield _stretched(area)
        elif "lines" in trace["mode"] and trace["line"]["width"]:
            yield _stretched(_line(points, trace["line"]), overflow="visible")  # at the edge as thick as elsewhere
        if "markers" in trace["mode"]:
            yield from _marks(trace, across, up)
        before = points


def _stretched(content: str, overflow: str | None = None) -> str:
    """Lines and areas are stretched over the drawing; their strokes are not."""
    return tag("svg", content, viewBox=BOX, preserveAspectRatio="none", width="100%", height="100%", overflow=overflow)


def _line(points: Sequence[str], line: Picture) -> str:
    return tag(
        "polyline",
        points=" ".join(points),
        fill="none",
        stroke=token(line["color"]),
        stroke_width=line["width"],
        stroke_dasharray=DASHES.get(line.get("dash", "")),
        vector_effect="non-scaling-stroke",
    )


def _marks(trace: Picture, across: Scale, up: Scale) -> Iterator[str]:
    marker = trace["marker"]
    shape = marker["symbol"].removesuffix(OPEN)
    colour = token(marker.get("color") or trace["line"]["color"])
    hollow = marker["symbol"].endswith(OPEN)
    paint = {"fill": token(PAPER), "stroke": colour, "stroke_width": 2} if hollow else {"fill": colour}
    for x, y, words in zip_longest(trace["x"], trace["y"], trace.get("text", ())):
        mark = tag("path", d=MARKS[shape], **paint)
        told = tag("title", str(Markup.escape(words))) if words else ""
        yield tag(
            "svg",
            told + mark,
            data_kind=HOLLOW if hollow else None,
            x=percent(across.at(x)),
            y=percent(100 - up.at(y)),
            overflow="visible",
            class_="mark",
        )


def _bars(traces: Sequence[Any], groups: Sequence[str], up: Scale) -> Iterator[str]:
    bars = [trace for trace in traces if trace["type"] == "bar"]
    width = (1 - AIR) / len(bars)
    for place, trace in enumerate(bars):
        for x, y, words in zip_longest(trace["x"], trace["y"], trace.get("text", ())):
            if y is None:
                continue
            left = 100 * (groups.index(str(x)) + AIR / 2 + place * width) / len(groups)
            base, top = 100 - up.at(0), 100 - up.at(y)
            yield tag(
                "rect",
                x=percent(left),
                width=percent(100 * width / len(groups) * 0.94),
                y=percent(min(base, top)),
                height=percent(abs(base - top)),
                **_paint(trace["marker"]),
            )
            middle = percent(left + 50 * width / len(groups))
            yield text(str(words or ""), x=middle, y=percent(top), dy="-.4em", text_anchor="middle", class_="value")


def _rule(shape: Picture, across: Scale) -> str:
    x = percent(across.at(shape["x0"]))
    line = shape["line"]
    dash = DASHES.get(line.get("dash", ""))
    return tag("line", x1=x, x2=x, y1=0, y2="100%", stroke=token(line["color"]), stroke_dasharray=dash)


def _note(note: Picture, across: Scale, up: Scale) -> str:
    on_paper = note.get("yref") == "paper"
    x, y = percent(across.at(note["x"])), percent(100 - (100 * note["y"] if on_paper else up.at(note["y"])))
    kind = f"note {note.get('name') or ''}".strip()
    away = (note["ax"], note["ay"]) if note.get("showarrow") else None
    words = text(
        note["text"],
        x=x,
        y=y,
        dx=away[0] if away else note.get("xshift", 4 if note.get("xanchor") == "left" else None),
        dy=LIFTS["top" if on_paper else note.get("yanchor", "middle")],
        text_anchor=ANCHORS[note.get("xanchor", "center")],
        style=f"fill: {token(note['font']['color'])}",
        transform=f"translate(0 {away[1]:g})" if away else None,
        class_=kind,
    )
    return (_leader(x, y, away, note, kind) if away else "") + words


def _leader(x: str, y: str, away: tuple[float, float], note: Picture, kind: str) -> str:
    """A thin line from a point to the nearest edge of its words, where they found no room beside it."""
    far, lift = float(away[0]), away[1] - copysign(LETTERS_HEIGHT / 2, away[1])
    start = note["standoff"] / hypot(far, lift)
    ends = {"x1": far * start, "y1": lift * start, "x2": far, "y2": lift}
    line = tag("line", **ends, stroke=token(note["arrowcolor"]), class_="leader")
    return tag("svg", line, x=x, y=y, overflow="visible", class_=kind)
