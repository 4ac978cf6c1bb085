"""How what a report is about stands, in a line each: what the page that leads to it tells of it."""

from collections.abc import Iterator

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.overview import Count, Glance
from analysis.chapter.text import Text

HARD = "\N{NO-BREAK SPACE}"
AMOUNTS = "amounts"


def status_lines_of(chapter: Chapter) -> list[str]:
    """Take the counts that a chapter begins with.

    Args:
        chapter: The chapter.

    Returns:
        For example "31 processmål: bättre än målet 10, nära målet 5", in the language of the chapter; only how many
        there are where nothing else is known of them.
    """
    return [line for value in chapter.values for line in _lines(value)]


def _lines(value: Value) -> Iterator[str]:
    if isinstance(value, Glance):
        yield from map(_counted, value.counts)
    elif isinstance(value, Count):
        yield _counted(value)
    elif isinstance(value, Text) and value.role == AMOUNTS:
        yield from (cell_words(part.pieces) for part in value.parts)


def _counted(count: Count) -> str:
    if all(symbol.is_unknown for symbol, __ in count.counts):
        return str(count.heading)
    told = ", ".join(f"{symbol.word.lower()}{HARD}{amount}" for symbol, amount in count.counts)
    return f"{count.heading}: {told}"
