"""Charts: Plotly figures with a title that says the finding, a text instead of the picture, and their figures."""

import json
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from analysis.present.bar_drawing import draw_bars
from analysis.present.fragment import render
from analysis.present.line_drawing import draw_lines
from analysis.present.palette import FONT, INK, MUTED, RULE
from analysis.present.tables import Table
from analysis.speech import current
from analysis.typed_table import TABLE_JSON

PLOTLY_JSON = "application/vnd.plotly.v1+json"
#: What every chart looks like; written into each figure instead of Plotly's 6 kB default template.
BASE: dict[str, Any] = {
    "template": "none",
    "font": {"family": FONT, "size": 13, "color": INK},
    "margin": {"l": 52, "r": 24, "t": 12, "b": 40},
    "paper_bgcolor": "#ffffff",
    "plot_bgcolor": "#ffffff",
    "showlegend": False,
    "hovermode": "closest",
    "dragmode": False,
}
#: Decimal sign, then what stands between thousands.
SEPARATORS = {"sv": ",\u202f", "en": ".,"}
TITLE_HEIGHT = 32
NO_SYMBOL = Markup("")
AXIS: dict[str, Any] = {
    "gridcolor": RULE,
    "linecolor": MUTED,
    "zeroline": False,
    "ticks": "outside",
    "tickcolor": RULE,
    "fixedrange": True,
    "automargin": True,
    "exponentformat": "none",
    "separatethousands": True,
}


@dataclass(frozen=True)
class Chart:
    """A figure with everything a reader needs around it.

    Attributes:
        key: Short name, unique on a page.
        title: The finding.
        figure: The Plotly figure.
        summary: The course of the figures in words, read instead of the picture.
        table: The figures behind the picture.
        source: Where the figures come from.
        symbol: The status of the last point, as a symbol.
        subject: What it is about, as `Table.subject` says it; empty for several things.
        measure: The indicator that it draws, as `Table.measure` says it.
    """

    key: str
    title: str
    figure: go.Figure
    summary: str
    table: Table
    source: str = ""
    symbol: Markup = NO_SYMBOL
    subject: str = ""
    measure: str = ""

    @property
    def html(self) -> Markup:
        """The chart as a page shows it: caption, drawing, figures and source; it needs no script."""
        return self._html(self._picture())

    def _html(self, picture: dict[str, Any]) -> Markup:
        lying = any(trace.get("orientation") == "h" for trace in picture["data"])
        drawing = (draw_bars if lying else draw_lines)(picture)
        # What is to be known of the figures stands below the picture, where nobody has to unfold it.
        return render("chart.html.j2", chart=self, drawing=drawing, figures=replace(self.table, lead="", notes=()))

    def _picture(self) -> dict[str, Any]:
        picture: dict[str, Any] = json.loads(self.figure.to_json())
        return picture

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        picture = self._picture()
        html = str(self._html(picture))
        # JupyterLab shows the picture alone; on pages the caption says this, and the script takes it away.
        picture["layout"] |= {"title": {"text": self.title, "x": 0, "xref": "container", "font": {"size": 15}}}
        picture["layout"]["margin"] |= {"t": 44}
        picture["layout"]["height"] += TITLE_HEIGHT
        picture["config"] = {"displayModeBar": False, "responsive": True}
        return {
            PLOTLY_JSON: picture,
            "text/html": html,
            "text/plain": f"{self.title}\n{self.summary}",
            TABLE_JSON: self.table.typed.as_json() | {"source": self.source or self.table.source},
        }


def new_figure(height: int, **layout: Any) -> go.Figure:  # noqa: ANN401 - layout options of Plotly
    """Start a figure in the house style.

    Args:
        height: Height in pixels; the width follows the page.
        layout: Further layout options.

    Returns:
        An empty figure.
    """
    figure = go.Figure(layout=BASE | {"height": height, "separators": SEPARATORS[current()]} | layout)
    figure.update_xaxes(AXIS)
    figure.update_yaxes(AXIS)
    return figure
