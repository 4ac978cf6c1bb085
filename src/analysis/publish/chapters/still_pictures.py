"""Still pictures of figures that are not ours to draw: Plotly draws them in a browser."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.markup.charts import UNDRAWN
from analysis.errors import BrowserError
from analysis.publish.chromium import find_browser, read_page
from analysis.words.translate import _, later

#: What stands around the picture in the page that a browser gives back.
BEFORE, AFTER = "[arshjul[", "]arshjul]"
#: Width of the picture where the figure says none, and its height, in pixels.
WIDTH, HEIGHT = 720, 400
#: More letters than this are drawn in points instead.
LARGEST = 300_000
SECONDS = 60.0
#: The same figure gives the same picture: Plotly names parts of it by chance.
PAGE = """<!doctype html><meta charset="utf-8"><body><script>
let seed = 1; Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
</script><script src="{script}"></script><script>
const figure = {figure};
const draw = (format, scale) => Plotly.toImage(figure, {{format, scale, width: {width}, height: {height}}});
draw("svg", 1).then((svg) => (svg.length > {largest} ? draw("png", 2) : svg)).then((picture) => {{
  document.body.textContent = "{before}" + picture + "{after}";
}});
</script>"""
TOLD = later("Bilden av diagrammet ritas först i en webbläsare med skript.")


def with_still(value: Value) -> Value:
    """Draw a figure that is not ours to draw.

    Args:
        value: Any value of a chapter.

    Returns:
        The same; a chart that nobody has drawn yet with its picture, or with a sentence that says where it is drawn.
    """
    if not isinstance(value, Chart) or value.still != UNDRAWN:
        return value
    still = draw(value.picture)
    return replace(value, still=still) if still else replace(value, notes=(*value.notes, _(TOLD)))


def draw(picture: Mapping[str, Any]) -> str:
    """Draw a figure.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        Its picture as a data address; empty without a browser, and for what Plotly cannot draw without the network.
    """
    try:
        browser = find_browser()
        return _drawn(browser, picture) if browser else ""
    except BrowserError:
        return ""


def _drawn(browser: str, picture: Mapping[str, Any]) -> str:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "figure.html"
        page.write_text(_page(picture), encoding="utf-8")
        read = read_page(browser, page, Path(folder) / "profile", SECONDS)
    drawn = read.rpartition(BEFORE)[2].partition(AFTER)[0]
    return drawn if drawn.startswith("data:image/") else ""


def _page(picture: Mapping[str, Any]) -> str:
    layout = picture["layout"]
    script = Path(str(resources.files("plotly"))) / "package_data" / "plotly.min.js"
    return PAGE.format(
        script=script.as_uri(),
        figure=json.dumps({"data": picture["data"], "layout": layout}).replace("<", "\\u003c"),
        width=layout.get("width") or WIDTH,
        height=layout.get("height") or HEIGHT,
        largest=LARGEST,
        before=BEFORE,
        after=AFTER,
    )
