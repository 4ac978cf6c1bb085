"""Any value of a chapter as HTML."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from analysis.chapter.chapter import Value
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.charts import chart_html
from analysis.chapter.markup.cleaning import cleaned
from analysis.chapter.markup.overviews import count_html, glance_html, legend_html
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.tables import figures_html, table_html
from analysis.chapter.markup.template import fill
from analysis.chapter.text import Contradictions, Text

#: The chapter of a reviewer, as links know it.
REVIEW = "kapitel-review"


def html_of(value: Value, place: Place) -> Markup:
    """Write a value.

    Args:
        value: The value.
        place: Where it stands.

    Returns:
        Safe HTML.
    """
    return _WRITERS[value.kind](value, place)


def _text(text: Text, place: Place) -> Markup:
    return fill("text", text=text, place=place)


def _contradictions(found: Contradictions, place: Place) -> Markup:
    review = "" if place.single else place.addresses.get(REVIEW, "")
    return fill("contradictions", found=found, review=review)


def _picture(picture: Picture, place: Place) -> Markup:
    figures = figures_html(picture.table, place) if picture.table else ""
    return fill("picture", picture=picture, source=data_address(picture), figures=figures, place=place)


def data_address(picture: Picture) -> str:
    """Write a picture as an address that holds it.

    Args:
        picture: The picture.

    Returns:
        A data address; nothing is fetched for it.
    """
    if picture.media == "image/png":
        return f"data:image/png;base64,{''.join(picture.data.split())}"
    return f"data:image/svg+xml,{quote(picture.data)}"


def _hypertext(foreign: Hypertext, place: Place) -> Markup:
    heading = place.heading(3)
    title = Markup('<{0} class="finding">{1}</{0}>').format(heading, foreign.heading) if foreign.heading else Markup("")
    body = Markup('<div class="foreign table">{}</div>\n').format(Markup(cleaned(foreign.html)))  # noqa: S704 - see
    return title + body + fill("origins", origins=foreign.origins, heading=foreign.heading, place=place)


_WRITERS: dict[str, Callable[[Any, Place], Markup]] = {
    "table": table_html,
    "chart": chart_html,
    "text": _text,
    "contradictions": _contradictions,
    "legend": legend_html,
    "count": count_html,
    "glance": glance_html,
    "picture": _picture,
    "html": _hypertext,
}
