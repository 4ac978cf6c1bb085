"""A figure of Plotly that an analyst made, as a chart."""

import hashlib
import json
import re
from typing import Any

from analysis.base.slug import slug
from analysis.chapter.chart import Chart
from analysis.chapter.markup.charts import UNDRAWN
from analysis.chapter.table import OWN
from analysis.present.chart import SEPARATORS
from analysis.present.foreign.house_figure import completed
from analysis.present.foreign.own_figures import own_figures
from analysis.present.foreign.traces import Picture, picture_of, series_of, table_of_figure
from analysis.words.current_language import current
from analysis.words.translate import _

SENTENCE = re.compile(r"(?<=[.!?])\s+")
#: What every chart says of its size; Plotly has its own.
ROOM: Picture = {"height": 400, "margin": {"l": 60, "r": 24, "t": 24, "b": 48}}
KEY_LENGTH, HASH_LENGTH = 30, 6


def chart_of(figure: Any, text: str, title: str = "", source: str = "") -> Chart:  # noqa: ANN401 - Plotly has no types
    """Make a chart of a figure.

    Args:
        figure: A figure of Plotly.
        text: What it shows, read instead of the picture.
        title: The finding; the figure's own title or the first sentence of the text when left out.
        source: Where its figures come from.

    Returns:
        A chart that we draw where the figure was made in the house style and is simple enough; else one that
        publishing has drawn by Plotly.
    """
    picture = picture_of(figure)
    heading, summary = _told(picture["layout"], text, title)
    whole = completed(picture)
    table = table_of_figure(picture, heading)
    return Chart(
        key=_key(heading, picture),
        heading=heading,
        summary=summary,
        picture=whole or _with_room(picture),
        series=series_of(picture),
        caption=heading if table else "",
        columns=table.columns if table else (),
        layout=table.layout if table else (),
        rows=table.rows if table else (),
        notes=table.notes if table else (_("Siffrorna i diagrammet går inte att ge som tabell."),),
        source=source,
        origins=own_figures(heading),
        origin_kind=OWN,
        still="" if whole else UNDRAWN,
    )


def _told(layout: Picture, text: str, title: str) -> tuple[str, str]:
    """The heading and what is read beside it; a title that becomes the heading is no longer in the figure."""
    own = layout.get("title") or {}
    words = own if isinstance(own, str) else str(own.get("text") or "")
    if not title and words:
        layout.pop("title")
    if title or words:
        return title or words, text
    first, *others = SENTENCE.split(text.strip(), maxsplit=1)
    return first.rstrip("."), " ".join(others)


def _with_room(picture: Picture) -> Picture:
    numbers = {"separators": SEPARATORS[current()]}
    layout = ROOM | numbers | {key: value for key, value in picture["layout"].items() if value is not None}
    layout["margin"] = ROOM["margin"] | layout["margin"]
    return {"data": picture["data"], "layout": layout}


def _key(heading: str, picture: Picture) -> str:
    """A name that two figures of a chapter do not share."""
    mark = hashlib.sha256(json.dumps(picture, sort_keys=True).encode()).hexdigest()[:HASH_LENGTH]
    return "-".join(filter(None, [slug(heading, KEY_LENGTH), mark]))
