"""A chart as a picture of its own: SVG that stands alone, in the colours of light paper."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from analysis.chapter.chart import Chart
from analysis.chapter.markup.bar_drawing import HEIGHT, rows_of_bars
from analysis.chapter.markup.charts import is_lying
from analysis.chapter.markup.drawing import Picture, standing_alone, tag, text
from analysis.chapter.markup.line_drawing import content_of_lines, key_of, letters_of
from analysis.chapter.markup.palette import FONT, INK, MUTED, RULE
from analysis.chapter.markup.shapes import drawing_of
from analysis.chapter.markup.theme_style import themed

WIDTH = 640
#: Pixels around what is drawn over axes: right, above and below it; left of it at the least, and what a letter takes.
RIGHT, ABOVE, BELOW, LEFT, LETTER = 92, 34, 44, 52, 8
#: Letters of the heading and of what is told in small that fit on a line, and pixels that a line of them takes.
HEADING, SMALL = (64, 21), (92, 17)
#: Pixels that a lying bar takes with its name above it.
LINE, ROW = 20, 52
STYLE = (
    f"text{{font:13px {FONT};fill:{INK}}}.tick{{fill:{MUTED}}}.grid{{stroke:{RULE}}}.axis{{stroke:{MUTED}}}"
    ".note.tight{display:none}.on{fill:#fff;color:#fff;font-weight:600}.value{font-weight:600}"
    ".heading{font-size:15px;font-weight:600}.small{font-size:12px}"
    "text.note{paint-order:stroke;stroke:#fff;stroke-width:4px}"
)


def still_svg(chart: Chart) -> str:
    """Draw a chart as SVG that needs no style beside it.

    Args:
        chart: The chart, drawn by us.

    Returns:
        An SVG document.
    """
    picture: Picture = chart.picture
    with standing_alone():
        content, drawn = _lying(picture) if is_lying(picture) else _upright(picture)
    above, top = _told(((str(chart.heading), HEADING, "heading"), (str(chart.lead), SMALL, "tick small")))
    below, bottom = _told(((str(chart.source), SMALL, "tick small"),), top + drawn)
    height = top + drawn + bottom
    head = tag("title", str(chart.heading).replace("&", "&amp;").replace("<", "&lt;")) + tag("style", STYLE)
    ground = tag("rect", width=WIDTH, height=height, fill="#ffffff")
    middle = tag("svg", content, y=top, width=WIDTH, height=drawn, overflow="visible")
    return themed(_alone(head + ground + above + middle + below, height))


def _alone(content: str, height: int) -> str:
    return tag(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        role="img",
    )


def _told(said: Iterable[tuple[str, tuple[int, int], str]], top: int = 0) -> tuple[str, int]:
    """Words on as many lines as they need; and how high they are together, with the air below them."""
    lines, y = [], 0
    for words, (letters, height), kind in said:
        for line in wrap(words, letters, break_on_hyphens=False):
            y += height
            lines.append(text(line, x=8, y=top + y, class_=kind))
    return "".join(lines), y + LINE // 2 if lines else 0


def _upright(picture: Picture) -> tuple[str, int]:
    content, height = content_of_lines(picture)
    key, below = _key(key_of(picture))
    top = ABOVE + below
    left = max(LEFT, LETTER * letters_of(picture) + 12)
    drawn = tag("svg", content, x=left, y=top, width=WIDTH - left - RIGHT, height=height, overflow="visible")
    return key + drawn, top + height + BELOW


def _key(named: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """What colours are, on lines above the drawing; and how high they are together."""
    parts, x, line = [], 8, 0
    for sample, name in named:
        width = 36 + LETTER * len(name)
        if x > LINE and x + width > WIDTH:
            x, line = 8, line + 1
        y = 6 + LINE * line
        parts.append(tag("svg", sample, x=x, y=y, width=14, height=14) + text(name, x=x + 20, y=y + 12))
        x += width
    return "".join(parts), LINE * (line + 1) if parts else 0


def _lying(picture: Picture) -> tuple[str, int]:
    key, below = _key(_meanings(picture))
    rows = rows_of_bars(picture)
    drawn = [_bar(*row, top=8 + below + ROW * place) for place, row in enumerate(rows)]
    return key + "".join(drawn), 16 + below + ROW * len(rows)


def _meanings(picture: Picture) -> list[tuple[str, str]]:
    """What the colours of lying bars mean, each with its symbol, as beside their drawing on a page."""
    told = [trace for trace in picture["data"] if trace.get("meta") and any(trace["x"])]
    return [(_symbol(trace), str(trace["name"])) for trace in told]


def _symbol(trace: Picture) -> str:
    colour = f"color: {trace['marker']['color']}"
    return tag("svg", drawing_of(trace["meta"]), viewBox="0 0 16 16", style=colour, fill="currentColor")


def _bar(name: str, value: str, content: str, *, top: int) -> str:
    named = text(name, x=8, y=top + 14) + text(value, x=WIDTH - 8, y=top + 14, text_anchor="end", class_="value")
    return named + tag("svg", content, x=8, y=top + LINE, width=WIDTH - 16, height=HEIGHT)
