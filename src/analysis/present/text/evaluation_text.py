"""What evaluators wrote: area by area with its points, section by section."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import STEP
from analysis.chapter.text import Part
from analysis.present.fragment import Fragment, prose
from analysis.present.table import Row
from analysis.present.text.running_text import read
from analysis.words.mixed_language import swedish
from analysis.words.numbers import number
from analysis.words.translate import _


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
    return read(list(_parts(placed, areas)), source, contents=True)


def _parts(placed: pl.DataFrame, areas: pl.DataFrame) -> Iterator[Part]:
    for place, ((heading,), rows) in enumerate(placed.group_by("heading", maintain_order=True), start=1):
        points = (_points(area) for area in areas.iter_rows(named=True) if str(heading).endswith(area["area"]))
        yield Part(swedish(str(heading)), (), next(points, ""), f"utvarderat-{place}")
        for section, text in rows.select("section", "text").iter_rows():
            yield Part(swedish(section), (prose(text),), level=4)


def _points(area: Row) -> str:
    return _("{achieved} av {most} poäng", achieved=number(area["achieved"]), most=number(area["max"]))
