"""Symbols explained, counted and seen at a glance, as HTML."""

from collections.abc import Iterator

from markupsafe import Markup

from analysis.base.scale import Tone
from analysis.chapter.markup.drawing import percent, tag, token
from analysis.chapter.markup.palette import COLOURS
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.template import fill
from analysis.chapter.overview import Count, Glance, Legend
from analysis.words.mixed_language import joined


def legend_html(legend: Legend, _place: Place) -> Markup:
    """Write a legend.

    Args:
        legend: The legend.

    Returns:
        A list for each kind of symbol.
    """
    return fill("legend", legend=legend)


def count_html(count: Count, _place: Place) -> Markup:
    """Write counts as one line of symbols.

    Args:
        count: The counts.

    Returns:
        A list.
    """
    return fill("count", count=count)


def glance_html(glance: Glance, place: Place) -> Markup:
    """Write the year at a glance.

    Args:
        glance: The overview.
        place: Where it stands.

    Returns:
        Counts, the goals that are worse, and one card an area.
    """
    return fill("glance", glance=glance, place=place, kept=_kept, strip=_strip, joined=joined)


def _kept(count: Count) -> str:
    """Counts in words, broken over lines only between them."""
    told = "\N{NO-BREAK SPACE}· ".join(
        f"{symbol.word.lower()}\N{NO-BREAK SPACE}{amount}" for symbol, amount in count.counts
    )
    return f"{count.what}: {told}" if told else str(count.what)


def _strip(count: Count) -> Markup:
    """The counts as one bar; it is told in words beside it."""
    return Markup("").join(_pieces(count))


def _pieces(count: Count) -> Iterator[Markup]:
    left, whole = 0.0, count.total or 1
    for symbol, amount in count.counts:
        width = 100 * amount / whole
        colour = token(COLOURS[Tone(symbol.tone)])
        yield Markup(tag("rect", x=percent(left), width=percent(width), height="100%", fill=colour))  # noqa: S704 - ours
        left += width
