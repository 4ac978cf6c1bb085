"""Which block of one edition is which of the other: by what it is about, else by its heading and caption."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from analysis.signoff.blocks import ORDER, TEXT, TITLE, Block, Cell
from analysis.signoff.report_on_disk import Readable

#: How much of two texts must be the same words for them to be one that has been changed.
ALIKE = 0.5
Pair = tuple[Block | None, Block | None]
ChapterPair = tuple[Readable | None, Readable | None]
Thing = TypeVar("Thing")
Matched = tuple[list[tuple[Thing, Thing]], list[Thing], list[Thing]]


@dataclass(frozen=True)
class Compared:
    """Two editions of a report, held against each other.

    Attributes:
        pairs: Blocks that are not the same in both, or not at the same place; nothing stands for what one lacks.
        chapters: Chapters that came, went, changed name, order or part in the document.
        blocks: Every block of the chapters that differ, of both editions.
    """

    pairs: list[Pair]
    chapters: list[ChapterPair]
    blocks: list[Block]


def compare(before: Sequence[Readable], after: Sequence[Readable]) -> Compared:
    """Hold two editions of a report against each other; chapters with the same words are not looked at.

    Args:
        before: Chapters of the one.
        after: Chapters of the other.

    Returns:
        What is not the same.
    """
    matched, gone, come = in_order(before, after, lambda chapter: chapter.title)
    renamed, gone, come = _most_alike(gone, come, lambda chapter: chapter.words)
    both = [*matched, *renamed]
    pairs: list[Pair] = []
    blocks: list[Block] = []
    for one, other in both:
        if one.words != other.words:
            # A chapter with another name holds what it held: its name is a change of its own.
            old, new = [replace(block, chapter=other.title) for block in one.blocks], list(other.blocks)
            blocks += [*old, *new]
            pairs += _pair_blocks(old, new)
    changed: list[ChapterPair] = [*_changed_chapters(both)]
    return Compared(_across(pairs), [*changed, *((one, None) for one in gone), *((None, one) for one in come)], blocks)


def in_order(old: Sequence[Thing], new: Sequence[Thing], key: Callable[[Thing], Hashable]) -> Matched[Thing]:
    """Pair things that have the same key, the first with the first.

    Args:
        old: Things of one edition.
        new: Things of the other.
        key: What they are known by; what has none is not paired.

    Returns:
        The pairs, and what is left of either side, in its order.
    """
    waiting: defaultdict[Hashable, list[Thing]] = defaultdict(list)
    for thing in reversed(new):
        waiting[key(thing)].append(thing)
    pairs, left = [], []
    for thing in old:
        known = key(thing)
        if known != "" and waiting[known]:
            pairs.append((thing, waiting[known].pop()))
        else:
            left.append(thing)
    taken = {id(other) for __, other in pairs}
    return pairs, left, [thing for thing in new if id(thing) not in taken]


def _most_alike(old: Sequence[Thing], new: Sequence[Thing], text: Callable[[Thing], str]) -> Matched[Thing]:
    """Pair texts that share most words; the most alike are paired first, and it is the same from both sides."""
    counts = [[(place, Counter(text(thing).split())) for place, thing in enumerate(side)] for side in (old, new)]
    likeness = [
        (2 * (one & other).total() / (one.total() + other.total()), -(i + j), i, j)
        for i, one in counts[0]
        for j, other in counts[1]
        if one and other
    ]
    pairs: dict[int, int] = {}
    for score, __, i, j in sorted(likeness, reverse=True):
        if score >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    left_old = [thing for place, thing in enumerate(old) if place not in pairs]
    left_new = [thing for place, thing in enumerate(new) if place not in pairs.values()]
    return [(old[i], new[j]) for i, j in sorted(pairs.items())], left_old, left_new


def _changed_chapters(both: list[tuple[Readable, Readable]]) -> list[tuple[Readable, Readable]]:
    return [(one, other) for one, other in both if (one.title, one.in_document) != (other.title, other.in_document)]


# ---- blocks ----


def _pair_blocks(all_old: list[Block], all_new: list[Block]) -> list[Pair]:
    same, old, new = in_order(all_old, all_new, lambda block: (_place(block), block.key, block.cells))
    moved, old, new = in_order(old, new, lambda block: block.key and (block.shape, block.key, block.cells))
    changed: list[tuple[Block, Block]] = []
    for key in _KEYS:
        found, old, new = in_order(old, new, key)
        changed += found
    headings, old, new = _most_alike(old, new, lambda block: _running(block, TITLE))
    texts, old, new = _most_alike(old, new, lambda block: _running(block, TEXT))
    both = {_place(block) for block in all_old} & {_place(block) for block in all_new}
    # What stands below a caption or heading that has another name now has not moved.
    moved = [pair for pair in moved if {_place(block) for block in pair} <= both]
    pairs: list[Pair] = [*changed, *headings, *texts, *moved, *_reordered(same, all_old, all_new)]
    return [*pairs, *((block, None) for block in old), *((None, block) for block in new)]


def _place(block: Block) -> tuple[str, str, str]:
    return block.section, "" if block.shape == "chart" else block.holder, block.shape


#: From strict to loose; what has no key of its own is running text, found by its words.
_KEYS: list[Callable[[Block], Hashable]] = [
    lambda block: block.key and (_place(block), block.key),
    lambda block: block.key and (block.section, block.nth, block.shape, block.key),
    lambda block: block.subject and (tuple(cell.name for cell in block.cells), block.shape, block.key),
]


def _running(block: Block, name: str) -> str:
    """The words of a heading, or of a text; nothing for what is known by a key of its own."""
    return "" if block.key or block.cells[0].name != name else block.words


def _reordered(same: list[tuple[Block, Block]], old: list[Block], new: list[Block]) -> list[tuple[Block, Block]]:
    """Find tables and sections where what is unchanged stands in another order than before."""
    places = {id(block): place for side in (old, new) for place, block in enumerate(side)}
    groups: defaultdict[Hashable, list[tuple[Block, Block]]] = defaultdict(list)
    for pair in same:
        groups[_place(pair[0])].append(pair)
    mixed = [pairs for pairs in groups.values() if not _ascends([places[id(new)] for __, new in pairs])]
    return [
        (
            _order([old for old, __ in pairs]),
            _order(sorted((new for __, new in pairs), key=lambda new: places[id(new)])),
        )
        for pairs in mixed
    ]


def _ascends(places: list[int]) -> bool:
    return all(one < other for one, other in pairwise(places))


def _order(blocks: list[Block]) -> Block:
    words = " · ".join(block.label or block.words for block in blocks)
    cells = (Cell(ORDER, words),)
    return replace(blocks[0], shape="order", key="", label="", subject="", measure="", cells=cells, picture=None)


def _across(pairs: list[Pair]) -> list[Pair]:
    """What left one chapter and came as it was into another has moved: that is one change, not two."""
    gone = [one for one, other in pairs if one is not None and other is None]
    come = [other for one, other in pairs if other is not None and one is None]
    moved, gone, come = in_order(gone, come, lambda block: block.subject and (block.shape, block.key, block.cells))
    kept = [pair for pair in pairs if None not in pair]
    return [*kept, *moved, *((block, None) for block in gone), *((None, block) for block in come)]
