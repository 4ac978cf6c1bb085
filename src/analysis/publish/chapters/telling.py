"""What a chapter says of contradictions: each is told once, where a reader meets it first."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from analysis.chapter.chapter import Block, Chapter, Outputs, Value
from analysis.chapter.chart import Chart
from analysis.chapter.table import Doubt, Table
from analysis.chapter.text import Contradiction, Contradictions, Text
from analysis.words.current_language import speaking
from analysis.words.mixed_language import joined
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, n_

#: What a doubt can stand below.
DOUBTED = (Table, Chart, Text)


def told_once(chapter: Chapter) -> Chapter:
    """Tell each contradiction once.

    Args:
        chapter: A chapter whose values carry every doubt that concerns them.

    Returns:
        The chapter with each doubt where it is met first, and in a list of what does not add up only what no doubt
        tells and what stands below no table in another chapter; the others are counted there.
    """
    doubted = {doubt.finding for value in chapter.values for doubt in _doubts(value)}
    met: set[str] = set()
    with speaking(chapter.language):
        return replace(chapter, blocks=tuple(_block(block, doubted, met) for block in chapter.blocks))


def _block(block: Block, doubted: Set[str], met: set[str]) -> Block:
    if not isinstance(block, Outputs):
        return block
    return replace(block, values=tuple(_value(value, doubted, met) for value in block.values))


def _value(value: Value, doubted: Set[str], met: set[str]) -> Value:
    if isinstance(value, Contradictions):
        return _listed(value, doubted)
    if isinstance(value, DOUBTED) and value.doubts:
        return replace(value, doubts=tuple(_first(value.doubts, met)))
    return value


def _doubts(value: Value) -> Sequence[Doubt]:
    return value.doubts if isinstance(value, DOUBTED) else ()


def _first(doubts: Iterable[Doubt], met: set[str]) -> Iterable[Doubt]:
    """Those that nothing before has told; they are told now."""
    for doubt in doubts:
        if doubt.finding not in met:
            met.add(doubt.finding)
            yield doubt


def _listed(found: Contradictions, doubted: Set[str]) -> Contradictions:
    if found.rest:
        return found  # it has been told already where the others are
    others = [item for item in found.items if item.finding not in doubted]
    shown = [item for item in others if not item.table]
    in_tables = [item for item in others if item.table]
    below_texts = len(found.items) - len(others)
    return replace(found, items=tuple(shown), rest=_told_elsewhere(len(shown), below_texts, in_tables))


def _told_elsewhere(shown: int, below_texts: int, in_tables: Sequence[Contradiction]) -> str:
    """Say how many errors are not listed, and below what they are; nothing when all are."""
    every = shown + below_texts + len(in_tables)
    if every == shown:
        return ""
    sentences = [_("Här står {shown} av {every} fel.", shown=shown, every=every)]
    if below_texts:
        sentences.append(_("{others} till står under texterna ovan.", others=below_texts))
    if in_tables:
        sentences.append(_in_tables(in_tables))
    return joined(sentences, " ")


def _in_tables(errors: Sequence[Contradiction]) -> str:
    tables = Counter(error.table for error in errors)
    which = enumerate_words([joined([table, f"({amount})"], " ") for table, amount in tables.items()])
    return n_(
        "{others} till gäller {tables} och står under tabellen.",
        "{others} till gäller {tables} och står under tabellerna.",
        len(errors),
        others=len(errors),
        tables=which,
    )
