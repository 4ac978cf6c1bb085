"""What a cell of a notebook shows: the value as data, and as HTML that is complete in itself."""

import json
import os
from typing import Any

from markupsafe import Markup

from analysis.base.project import DATA_ONLY
from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.codec import MEDIA_TYPE, to_json
from analysis.chapter.markup.place import cell_place
from analysis.chapter.markup.spoken import plain_of
from analysis.chapter.markup.still import still_svg
from analysis.chapter.markup.style import style_of
from analysis.chapter.markup.theme_style import themed
from analysis.chapter.markup.values import html_of
from analysis.words.current_language import current, speaking

PLOTLY = "application/vnd.plotly.v1+json"
HTML, SVG, PNG, PLAIN = "text/html", "image/svg+xml", "image/png", "text/plain"
#: Nothing that sends figures to somebody else's server.
_CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "displayModeBar": "hover",
    "plotlyServerURL": "",
    "modeBarButtonsToRemove": ["sendChartToCloud"],
}
#: The ground of the host, and pixels that a title takes, with the air above it.
GROUND, TITLE, MARGIN = "rgba(0,0,0,0)", 32, 12
_CELL = Markup('<div class="arshjul" lang="{}"><style>{}</style>{}</div>')


def bundle(value: Value, language: str = "") -> dict[str, Any]:
    """Show a value the way IPython asks for it.

    Args:
        value: The value.
        language: The language that it was made in; the one written now when left out.

    Returns:
        The value as data by media type, and unless the environment says otherwise what `filled_in` adds.
    """
    with speaking(language or current()):
        shown: dict[str, Any] = {MEDIA_TYPE: to_json(value), PLAIN: plain_of(value)}
        return shown if os.environ.get(DATA_ONLY) else shown | filled_in(value)


def filled_in(value: Value) -> dict[str, Any]:
    """Write what people see of a value in a notebook.

    Args:
        value: The value.

    Returns:
        HTML with its own style; of a chart also a still picture and a figure that can be explored.
    """
    shown: dict[str, Any] = {HTML: str(cell_html(value))}
    if isinstance(value, Chart) and value.picture:
        shown |= {PLOTLY: explorable(value)} | ({} if value.still else {SVG: still_svg(value)})
    return shown


def cell_html(value: Value) -> Markup:
    """Write a value as HTML that is complete in itself.

    Args:
        value: The value.

    Returns:
        Safe HTML with the style that its elements need, and no other's.
    """
    return _CELL.format(current(), style_of(value), html_of(value, cell_place()))


def explorable(chart: Chart) -> dict[str, Any]:
    """Write a chart's figure for whoever wants to zoom, pan and hover.

    Args:
        chart: The chart.

    Returns:
        A figure as Plotly reads it, on transparent ground, its finding as title.
    """
    picture = json.loads(themed(json.dumps(chart.picture)))
    layout = {**picture.get("layout", {}), "paper_bgcolor": GROUND, "plot_bgcolor": GROUND, "dragmode": "zoom"}
    layout["title"] = {"text": str(chart.heading), "x": 0, "xref": "container", "font": {"size": 15}}
    layout["margin"] = {**layout.get("margin", {}), "t": TITLE + MARGIN}
    if "height" in layout:
        layout["height"] += TITLE
    for axis in [name for name in layout if name.startswith(("xaxis", "yaxis"))]:
        layout[axis] = {key: value for key, value in layout[axis].items() if key != "fixedrange"}
    return {"data": picture["data"], "layout": layout, "config": _CONFIG}
