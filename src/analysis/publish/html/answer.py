"""What the first page of a report answers before it lists anything: what its first chapter says at a glance."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from markupsafe import Markup

from analysis.chapter.chapter import Chapter, Outputs, Value
from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.place import Place
from analysis.chapter.overview import Count, Glance
from analysis.chapter.text import Text

#: Roles of texts that sum up.
SUMMING_UP = ("overview", "amounts")


def answer_html(chapter: Chapter, addresses: Mapping[str, str]) -> Markup:
    """Write what a chapter says at a glance.

    Args:
        chapter: The first chapter of a report.
        addresses: Where each subject is told about, by name.

    Returns:
        Safe HTML; nothing where the chapter does not begin with a summary.
    """
    values = tuple(_answers(chapter))
    return body_html(replace(chapter, blocks=(Outputs(values),)), Place(dict(addresses))) if values else Markup("")


def _answers(chapter: Chapter) -> Iterator[Value]:
    """Its summary, without the cards of areas and the rules behind it, which the chapter itself shows."""
    for value in takewhile(_sums_up, chapter.values):
        yield replace(value, cards=(), notes=()) if isinstance(value, Glance) else value


def _sums_up(value: Value) -> bool:
    return isinstance(value, Glance | Count) or (isinstance(value, Text) and value.role in SUMMING_UP)
