"""The headings of a chapter that are addressed by their words, in the order of its page."""

from collections.abc import Iterator

from analysis.chapter.chapter import Chapter, Passage, Value
from analysis.chapter.markup.markdown import headings
from analysis.chapter.overview import Glance
from analysis.chapter.pieces import Prose
from analysis.chapter.text import Part, Text

#: The level of the headings within a value.
WITHIN = 3


def headings_of(chapter: Chapter) -> Iterator[tuple[int, str]]:
    """List the headings of a chapter.

    Args:
        chapter: The chapter.

    Yields:
        Level and words of each.
    """
    for block in chapter.blocks:
        if isinstance(block, Passage):
            yield from headings(block.markdown)
        else:
            yield from ((WITHIN, words) for value in block.values for words in headings_in(value))


def headings_in(value: Value) -> Iterator[str]:
    """List the headings of a value.

    Args:
        value: The value.

    Yields:
        The words of each; a part that is named after its subject has its address from that.
    """
    if isinstance(value, Glance):
        yield from (card.name for card in value.cards)
    elif isinstance(value, Text):
        for part in value.parts:
            yield from _in_part(part)


def _in_part(part: Part) -> Iterator[str]:
    if part.folded:
        yield from (piece.heading for piece in part.pieces if isinstance(piece, Prose) and piece.heading)
    elif part.heading and not part.subject and part.level == WITHIN:
        yield part.heading
