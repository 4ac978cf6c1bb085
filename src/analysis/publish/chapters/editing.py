"""What publishing decides of a chapter: what it explains, leaves out and tells once, and what its files are called."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from analysis.base.slug import slug
from analysis.chapter.chapter import Block, Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Picture
from analysis.chapter.markup.markdown import paragraphs
from analysis.chapter.markup.place import SECTION
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Said, Symbol
from analysis.chapter.table import Table
from analysis.chapter.text import Part, Text
from analysis.publish.chapters.telling import told_once
from analysis.words.current_language import speaking
from analysis.words.translate import _

CAPTION_LENGTH = 40
#: What a text explains that speaks of hollow points.
HOLLOW = "hollow"


def edited(chapter: Chapter, page: str) -> Chapter:
    """Decide what a page of a chapter shows.

    Args:
        chapter: All that its notebook shows.
        page: Name of its page without ending; the files of its tables are named after it.

    Returns:
        What readers get.
    """
    return told_once(with_files(without_empty_sections(explaining_what_is_shown(chapter)), page))


def explaining_what_is_shown(chapter: Chapter) -> Chapter:
    """Leave out every explanation of a kind of symbol or mark that the page shows none of, and legends left empty.

    Args:
        chapter: A chapter.

    Returns:
        The chapter; its legends explain no more than it shows.
    """
    content = [value for value in chapter.values if not isinstance(value, Legend)]
    symbols = list(_symbols(content))
    kinds = {symbol.subject for symbol in symbols}
    unknown = {symbol.subject for symbol in symbols if symbol.is_unknown}
    marks = kinds | ({HOLLOW} if any(_has_hollow(value) for value in content) else set())
    blocks = (_explained(block, kinds, unknown) for block in chapter.blocks)
    return replace(chapter, blocks=tuple(block for block in blocks if _is_called_for(block, marks)))


def _symbols(values: Iterable[object]) -> Iterator[Symbol]:
    """Every symbol within values, however deep."""
    for value in values:
        if isinstance(value, Symbol):
            yield value
        elif isinstance(value, tuple):
            yield from _symbols(value)
        elif is_dataclass(value):
            yield from _symbols(getattr(value, each.name) for each in fields(value) if each.name != "more")


def _has_hollow(value: Value) -> bool:
    lines = value.series if isinstance(value, Chart) else ()
    return any(dot.hollow for line in lines for dot in line.points)


def _explained(block: Block, kinds: set[str], unknown: set[str]) -> Block:
    if not isinstance(block, Outputs):
        return block
    values = (_pruned(value, kinds, unknown) if isinstance(value, Legend) else value for value in block.values)
    return replace(block, values=tuple(value for value in values if not _is_empty_legend(value)))


def _pruned(legend: Legend, kinds: set[str], unknown: set[str]) -> Legend:
    groups = (group for group in legend.groups if not group.subject or group.subject in kinds)
    return replace(legend, groups=tuple(_known(group, unknown) for group in groups))


def _known(group: Group, unknown: set[str]) -> Group:
    symbols = (symbol for symbol in group.symbols if not symbol.is_unknown or group.subject in unknown)
    return replace(group, symbols=tuple(symbols))


def _is_empty_legend(value: Value) -> bool:
    return isinstance(value, Legend) and not value.groups


def _is_called_for(block: Block, marks: set[str]) -> bool:
    return not isinstance(block, Passage) or set(block.explains) <= marks


# ---- sections ----


def without_empty_sections(chapter: Chapter) -> Chapter:
    """Leave out sections that the document does not have: a heading, and below it only sentences that say so.

    Args:
        chapter: A chapter.

    Returns:
        The chapter; of sections that have something the sentences about what is lacking are left out too. One that
        nothing is left of says so in a sentence.
    """
    kept = (block for section in sections(chapter) if not _is_empty(section) for block in section)
    left = tuple(block for block in kept if not _is_optional(block))
    if any(map(_tells, left)) or not any(map(_says_nothing, chapter.values)):
        return replace(chapter, blocks=left)
    with speaking(chapter.language):
        said = Text(role="nothing", parts=(Part("", (Said(_("Dokumentet har inget om detta.")),)),))
    return replace(chapter, blocks=(*left, Outputs((said,))))


def sections(chapter: Chapter) -> list[list[Block]]:
    """Part a chapter at the headings of its sections.

    Args:
        chapter: A chapter.

    Returns:
        Blocks section by section; the first may have no heading.
    """
    parted: list[list[Block]] = [[]]
    for block in chapter.blocks:
        if begins_section(block):
            parted.append([])
        parted[-1].append(block)
    return parted


def without_sections_of(chapter: Chapter, told: Callable[[Value], bool]) -> Chapter:
    """Take out of a chapter what stands once for all of the report.

    Args:
        chapter: A chapter.
        told: Whether a value stands elsewhere.

    Returns:
        The chapter without sections that hold nothing else.
    """
    kept = (block for section in sections(chapter) if not _holds_only(section, told) for block in section)
    return replace(chapter, blocks=tuple(kept))


def _holds_only(section: Sequence[Block], told: Callable[[Value], bool]) -> bool:
    values = [value for block in section if isinstance(block, Outputs) for value in block.values]
    return bool(values) and all(map(told, values))


def begins_section(block: Block) -> bool:
    """Say whether a block begins a section.

    Args:
        block: A block.

    Returns:
        True for a text that begins with the heading of one.
    """
    return isinstance(block, Passage) and [level for level, __ in paragraphs(block.markdown)][:1] == [SECTION]


def _is_empty(section: list[Block]) -> bool:
    outputs = [block for block in section if isinstance(block, Outputs)]
    return bool(outputs) and begins_section(section[0]) and all(map(_is_optional, outputs))


def _tells(block: Block) -> bool:
    """Whether a block shows anything but which report it is."""
    values = block.values if isinstance(block, Outputs) else ()
    return any(not isinstance(value, Text) or value.role != "report" for value in values)


def _is_optional(block: Block) -> bool:
    return isinstance(block, Outputs) and all(_says_nothing(value) for value in block.values)


def _says_nothing(value: Value) -> bool:
    return isinstance(value, Text) and value.optional


# ---- files ----


def with_files(chapter: Chapter, page: str) -> Chapter:
    """Name the files of every table that readers can take away.

    Args:
        chapter: A chapter.
        page: Name of its page without ending.

    Returns:
        The chapter, each table with a name that is unique in its report.
    """
    numbers = iter(range(1, 1_000_000))
    return replace(chapter, blocks=tuple(_named(block, page, numbers) for block in chapter.blocks))


def _named(block: Block, page: str, numbers: Iterator[int]) -> Block:
    if not isinstance(block, Outputs):
        return block
    return replace(block, values=tuple(_with_file(value, page, numbers) for value in block.values))


def _with_file(value: Any, page: str, numbers: Iterator[int]) -> Value:  # noqa: ANN401 - narrowed below
    if isinstance(value, Picture) and value.table and value.table.columns:
        return replace(value, table=replace(value.table, file=_file(page, next(numbers), value.table.heading)))
    if isinstance(value, Table) and value.columns:
        return replace(value, file=_file(page, next(numbers), value.heading))
    if isinstance(value, Chart) and value.rows and value.columns:
        return replace(value, file=_file(page, next(numbers), value.caption))
    return value  # type: ignore[no-any-return]


def _file(page: str, number: int, heading: str) -> str:
    return "-".join(filter(None, [page, str(number), slug(str(heading), CAPTION_LENGTH)]))
