"""Charts: Plotly figures with a title that says the finding, a text instead of the picture, and their figures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import plotly.graph_objects as go

from analysis.chapter import chart as chapter
from analysis.chapter.markup.cells import bundle
from analysis.chapter.markup.palette import FONT, INK, MUTED, RULE
from analysis.chapter.pieces import Sign
from analysis.present.table import Table, documents_of
from analysis.words.current_language import current

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
        verdicts: How what it shows is judged.
        subject: What it is about, as `Table.subject` says it; empty for several things.
        measure: The indicator that it draws, as `Table.measure` says it.
        series: Its figures.
        targets: Levels to reach.
        breaks: Changes of method.
        language: The language that it was made in.
    """

    key: str
    title: str
    figure: go.Figure
    summary: str
    table: Table
    source: str = ""
    verdicts: Sequence[Sign] = ()
    subject: str = ""
    measure: str = ""
    series: Sequence[chapter.Line] = ()
    targets: Sequence[chapter.Line] = ()
    breaks: Sequence[chapter.Break] = ()
    language: str = field(default_factory=current, kw_only=True)

    @cached_property
    def value(self) -> chapter.Chart:
        """The chart as data."""
        table = self.table.value
        return chapter.Chart(
            key=self.key,
            heading=self.title,
            summary=self.summary,
            picture=json.loads(self.figure.to_json()),
            series=tuple(self.series),
            targets=tuple(self.targets),
            breaks=tuple(self.breaks),
            verdicts=tuple(self.verdicts),
            caption=table.heading,
            columns=table.columns,
            layout=table.layout,
            rows=table.rows,
            subject=self.subject,
            measure=self.measure,
            lead=table.lead,
            notes=table.notes,
            doubts=table.doubts,
            source=self.source or table.source,
            documents=documents_of(self.source) or table.documents,
            origins=table.origins,
            derived=table.derived,
            origin_kind=table.origin_kind,
        )

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return bundle(self.value, self.language)


def new_figure(height: int, **layout: Any) -> go.Figure:  # noqa: ANN401 - layout options of Plotly
    """Start a figure in the house style.

    Args:
        height: Height in pixels; the width follows the page.
        layout: Further layout options.

    Returns:
        An empty figure.
    """
    own = {"height": height, "separators": SEPARATORS[current()], "xaxis": AXIS, "yaxis": AXIS}
    return go.Figure(layout=BASE | own | layout)
