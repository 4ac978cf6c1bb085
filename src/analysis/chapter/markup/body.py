"""The content of a chapter as HTML, for a page of its own or a part of the whole document."""

from collections.abc import Iterator

from markupsafe import Markup

from analysis.chapter.chapter import Block, Chapter, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.markdown import passage
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.template import fill
from analysis.chapter.markup.values import html_of
from analysis.chapter.table import Table
from analysis.words.current_language import current, speaking


def body_html(chapter: Chapter, place: Place) -> Markup:
    """Write the content of a chapter.

    Args:
        chapter: The chapter, as it is published.
        place: Where it stands.

    Returns:
        Safe HTML; in an element of its own language where the page has another.
    """
    around = current()
    with speaking(chapter.language):
        body = Markup("").join(_blocks(chapter, place))
    # A notebook without the parameter is written in Swedish, whatever its report is.
    return body if chapter.language == around else Markup('<div lang="{}">{}</div>').format(chapter.language, body)


def _blocks(chapter: Chapter, place: Place) -> Iterator[Markup]:
    for block in chapter.blocks:
        if isinstance(block, Passage):
            if block.markdown:
                yield Markup('<div class="prose">{}</div>\n').format(passage(block.markdown, place))
        elif block.values:
            yield Markup('<div class="outputs">{}</div>\n').format(Markup("").join(_outputs(block, place)))


def _outputs(block: Block, place: Place) -> Iterator[Markup]:
    if not isinstance(block, Passage):
        for value in block.values:
            code = _code(block.source, value) if place.with_code else ""
            yield Markup('<div class="output">\n{}{}</div>\n').format(html_of(value, place), code)


def _code(source: str, value: Value) -> Markup:
    """The code that makes a table or chart, for whoever wants to go on from there."""
    if not source or not isinstance(value, Table | Chart | Picture | Hypertext):
        return Markup("")
    return fill("code", source=source, heading=value.heading)
