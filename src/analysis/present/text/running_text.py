"""Follow-up texts: sections of one subject put together."""

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from analysis.base.vocabulary import STEP, Section
from analysis.chapter.pieces import Prose, Said
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment, prose
from analysis.words.codes import SECTIONS
from analysis.words.mixed_language import swedish
from analysis.words.translate import _

ORDER = {section.value: position for position, section in enumerate(Section)}


def comments(texts: pl.DataFrame, *, named: bool = False) -> dict[str, list[Prose]]:
    """Put together the texts of each subject.

    Args:
        texts: Rows with `subject`, `section`, `text`.
        named: Whether a section starts with its name also when it is the only one.

    Returns:
        Texts by subject; each section starts with its name when there are several.
    """
    return {
        str(subject): _sections(rows, named=named)
        for (subject,), rows in texts.group_by("subject", maintain_order=True)
    }


def reading(texts: pl.DataFrame, source: str = "") -> Fragment:
    """Show texts as running text.

    Args:
        texts: Rows with `section`, `text`, and `place`, whose last step is the heading where there are several.
        source: Where the texts come from.

    Returns:
        The texts in order under their headings; a sentence when there are none.
    """
    headings = _headings(texts["place"].to_list()) if texts.height > 1 else [""] * texts.height
    placed = groupby(zip(headings, texts["text"], strict=True), key=lambda each: each[0])
    parts = [Part(swedish(heading), tuple(prose(text) for _heading, text in rows)) for heading, rows in placed]
    return read(parts, source)


def headed(texts: pl.DataFrame) -> Fragment:
    """Show texts one by one, each under the name of what it is about.

    Args:
        texts: Rows with `subject`, `section`, `text`.

    Returns:
        One disclosure a subject, open in print; a sentence when there are none.
    """
    told = comments(texts)
    return read([Part(swedish(subject), tuple(sections), folded=True) for subject, sections in told.items()])


def read(parts: Sequence[Part], source: str = "", *, contents: bool = False) -> Fragment:
    """Show a text of the document.

    Args:
        parts: Its parts in order.
        source: Where it comes from.
        contents: Whether links to its parts stand before them.

    Returns:
        The text; a sentence when there is none.
    """
    shown = tuple(parts) or (Part("", (Said(_("Ingen text finns."), "muted"),)),)
    return Fragment(Text(role="reading", parts=shown, source=source, contents=contents))


def _headings(places: list[str]) -> list[str]:
    """The last step of each place; with the step before where several places end alike."""
    last = [place.split(STEP)[-1] for place in places]
    alike = {name for name in last if len({place for place, own in zip(places, last, strict=True) if own == name}) > 1}
    return [
        STEP.join(place.split(STEP)[-2:]) if name in alike else name for place, name in zip(places, last, strict=True)
    ]


def _sections(rows: pl.DataFrame, *, named: bool) -> list[Prose]:
    ordered = rows.sort(pl.col("section").replace_strict(ORDER), maintain_order=True)
    is_named = named or ordered.height > 1
    return [
        prose(text, SECTIONS[Section(section)] if is_named else "")
        for section, text in ordered.select("section", "text").iter_rows()
    ]
