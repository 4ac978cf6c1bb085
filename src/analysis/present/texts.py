"""Follow-up texts: sections of one subject put together."""

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.language import SECTIONS
from analysis.marked import swedish
from analysis.present.fragment import Fragment, markdown, render
from analysis.vocabulary import STEP, Section

ORDER = {section.value: position for position, section in enumerate(Section)}


def comments(texts: pl.DataFrame, *, named: bool = False) -> dict[str, Markup]:
    """Put together the texts of each subject.

    Args:
        texts: Rows with `subject`, `section`, `text`.
        named: Whether a section starts with its name also when it is the only one.

    Returns:
        Safe HTML by subject; each section starts with its name when there are several.
    """
    return _by_subject(texts, "p", named=named)


def reading(texts: pl.DataFrame, source: str = "") -> Fragment:
    """Show texts as running text.

    Args:
        texts: Rows with `section`, `text`, and `place` which becomes the source.
        source: Where the texts come from, when not from their places.

    Returns:
        The texts in order, or nothing when there are none.
    """
    headings = _headings(texts["place"].to_list()) if texts.height > 1 else [""] * texts.height
    parts = list(zip(map(swedish, _first_of_each(headings)), [markdown(text) for text in texts["text"]], strict=True))
    return Fragment(
        render("reading.html.j2", parts=parts, source=source), "\n\n".join(texts["text"]) or _("Ingen text finns.")
    )


def headed(texts: pl.DataFrame) -> Fragment:
    """Show texts one by one, each under the name of what it is about.

    Args:
        texts: Rows with `subject`, `section`, `text`.

    Returns:
        One disclosure a subject, open in print.
    """
    plain = "\n\n".join(f"{subject}\n{text}" for subject, text in texts.select("subject", "text").iter_rows())
    return Fragment(render("headed.html.j2", texts=_by_subject(texts, "h3")), plain or _("Ingen text finns."))


def _headings(places: list[str]) -> list[str]:
    """The last step of each place; with the step before where several places end alike."""
    last = [place.split(STEP)[-1] for place in places]
    alike = {name for name in last if len({place for place, own in zip(places, last, strict=True) if own == name}) > 1}
    return [
        STEP.join(place.split(STEP)[-2:]) if name in alike else name for place, name in zip(places, last, strict=True)
    ]


def _by_subject(texts: pl.DataFrame, tag: str, *, named: bool = False) -> dict[str, Markup]:
    return {
        str(subject[0]): _joined(rows, tag, named=named)
        for subject, rows in texts.group_by("subject", maintain_order=True)
    }


def _joined(rows: pl.DataFrame, tag: str, *, named: bool) -> Markup:
    ordered = rows.sort(pl.col("section").replace_strict(ORDER), maintain_order=True)
    sections = [
        (SECTIONS[Section(section)], markdown(text)) for section, text in ordered.select("section", "text").iter_rows()
    ]
    return render("comment.html.j2", sections=sections, tag=tag, named=named or len(sections) > 1)


def _first_of_each(headings: list[str]) -> list[str]:
    """Keep a heading where it begins; blank where it only goes on."""
    return [heading if heading != before else "" for before, heading in zip(["", *headings], headings, strict=False)]
