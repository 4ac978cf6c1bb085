"""A chart as HTML: caption, drawing, figures and source; it needs no script."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from analysis.chapter.chart import Chart
from analysis.chapter.markup.bar_drawing import draw_bars, words_of_bars
from analysis.chapter.markup.line_drawing import draw_lines, words_of_lines
from analysis.chapter.markup.pieces import cell, line, one
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.shapes import with_word
from analysis.chapter.markup.tables import figures_html
from analysis.chapter.markup.template import fill
from analysis.chapter.pieces import Mark, Sign
from analysis.chapter.table import Row

#: Stands for the picture of a figure that is not ours to draw until publishing has drawn it: nothing.
UNDRAWN = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E"


def chart_html(chart: Chart, place: Place) -> Markup:
    """Write a chart.

    Args:
        chart: The chart.
        place: Where it stands.

    Returns:
        Safe HTML; on a page with its figure as JSON, for whoever wants to explore it.
    """
    # What is to be known of the figures stands below the picture, where nobody has to unfold it.
    bare = replace(
        chart.table, rows=_unmarked(chart.rows), lead="", notes=(), doubts=(), source="", file="", subject=""
    )
    figures = figures_html(bare, place) if chart.rows else ""
    verdicts = Markup(" ").join(_verdict(sign, place) for sign in chart.verdicts)
    live = bool(chart.picture) and not place.in_cell and not place.single
    return fill(
        "chart",
        chart=chart,
        drawing=drawing(chart),
        is_undrawn=chart.still == UNDRAWN,
        figures=figures,
        marks=_marks(chart, place),
        verdicts=verdicts,
        live=live,
        place=place,
    )


def _unmarked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows without the marks that stand below the picture."""
    return tuple(
        replace(row, words=tuple(tuple(each for each in words if not isinstance(each, Mark)) for words in row.words))
        for row in rows
    )


def _marks(chart: Chart, place: Place) -> list[Markup]:
    """The figures of a chart that are in doubt, each by the first words of its row, with its marks."""
    names = next((at for at, column in enumerate(chart.layout) if column.look == "row"), 0)
    return [
        Markup("{} {}").format(cell(row.words[names], Place(in_cell=True)), line(marks, place))
        for row in chart.rows
        if (marks := [piece for words in row.words for piece in words if isinstance(piece, Mark)])
    ]


def drawing(chart: Chart) -> Markup:
    """Draw a chart in shares of its width.

    Args:
        chart: The chart.

    Returns:
        Safe SVG, or HTML with SVG for lying bars; a still picture of a figure that is not ours to draw.
    """
    if chart.still:
        return still_image(chart.still)
    picture: Any = chart.picture
    return (draw_bars if is_lying(picture) else draw_lines)(picture)


def drawn_words(chart: Chart) -> list[str]:
    """List the words of a chart's drawing, which says in letters what its summary says.

    Args:
        chart: The chart.

    Returns:
        Every word or figure that is drawn.
    """
    picture: Any = chart.picture
    if chart.still or not picture:
        return []
    return words_of_bars(picture) if is_lying(picture) else words_of_lines(picture)


def is_lying(picture: Any) -> bool:  # noqa: ANN401 - as Plotly writes it
    """Say whether a figure consists of lying bars.

    Args:
        picture: The figure as Plotly writes it.

    Returns:
        True for bars beside their names, false for everything over an axis.
    """
    return any(trace.get("orientation") == "h" for trace in picture["data"])


def still_image(still: str) -> Markup:
    """Show a still picture whose words stand beside it.

    Args:
        still: A data address.

    Returns:
        An image without words of its own.
    """
    return Markup('<img src="{}" alt="">').format(still)


def _verdict(sign: Sign, place: Place) -> Markup:
    if not sign.label:
        return one(sign, place)
    return Markup('<span class="verdict">{}: {}</span>').format(sign.label, with_word(sign.symbol))
