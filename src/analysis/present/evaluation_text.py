"""What evaluators wrote: area by area with its points, section by section."""

from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.language import number
from analysis.marked import swedish
from analysis.present.fragment import Fragment, markdown, render
from analysis.present.tables import Row
from analysis.vocabulary import STEP


@dataclass(frozen=True)
class AreaText:
    """What is written of one area.

    Attributes:
        subject: What links lead to.
        name: Its heading in the document.
        points: What it reached of what it could, when it has points.
        sections: Heading and text of each section.
    """

    subject: str
    name: str
    points: str
    sections: list[tuple[str, Markup]]


def evaluation_text(texts: pl.DataFrame, areas: pl.DataFrame, source: str) -> Fragment:
    """Lay out what evaluators wrote.

    Args:
        texts: `place`, which names area and section, and `text`.
        areas: `area`, `achieved`, `max`.
        source: Where the texts come from.

    Returns:
        Links to the areas, and each area with its points under a heading of its own, above those of its sections.
    """
    steps = pl.col("place").str.split(STEP)
    placed = texts.with_columns(heading=steps.list.get(-2, null_on_oob=True).fill_null(""), section=steps.list.last())
    told = [
        AreaText(
            f"utvarderat-{place}",
            swedish(str(heading)),
            next((_points(area) for area in areas.iter_rows(named=True) if str(heading).endswith(area["area"])), ""),
            [(swedish(name), markdown(text)) for name, text in rows.select("section", "text").iter_rows()],
        )
        for place, ((heading,), rows) in enumerate(placed.group_by("heading", maintain_order=True), start=1)
    ]
    html = render("evaluation_text.html.j2", areas=told, source=source)
    return Fragment(html, "\n\n".join(texts["text"]) or _("Ingen text finns."))


def _points(area: Row) -> str:
    return _("{achieved} av {most} poäng", achieved=number(area["achieved"]), most=number(area["max"]))
