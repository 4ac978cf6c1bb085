"""Whose a difference is: the goal, commitment or key figure that it concerns, or the table that follows from them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.signoff.blocks import Block
from analysis.signoff.matching import Pair, in_order

_NUMBER = re.compile(r"[-\N{MINUS SIGN}+]?[0-9](?:[0-9 ]*[0-9])?(?:,[0-9]+)?(?:\.[0-9]+)?")


def owners(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Say of each pair which group and entry it belongs to.

    Args:
        pairs: Blocks that differ.

    Returns:
        `subject`, `other` or `derived`, and the entry's name there.
    """
    subjects = [_subject(pair) for pair in pairs]
    by_measure = {block_of(pair).measure: subject for pair, subject in zip(pairs, subjects, strict=True) if subject}
    by_measure.pop("", None)
    subjects = [
        subject or _of_measure(block_of(pair), by_measure) for pair, subject in zip(pairs, subjects, strict=True)
    ]
    known = _Known()
    for pair, subject in zip(pairs, subjects, strict=True):
        if subject:
            known.add(subject, pair)
    return [
        ("subject", subject) if subject else known.owner(pair) for pair, subject in zip(pairs, subjects, strict=True)
    ]


def _of_measure(block: Block, goals: Mapping[str, str]) -> str:
    """The goal that a key figure measures, if that differs too; else the key figure itself."""
    return goals.get(block.measure, f"matt-{block.measure}") if block.measure else ""


class _Known:
    """What is known of the subjects that differ: what they are called, and which figures took the place of which."""

    def __init__(self) -> None:
        self._figures: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._labels: dict[str, str] = {}

    def add(self, subject: str, pair: Pair) -> None:
        self._figures[subject] |= _replaced(pair)
        if label := block_of(pair).label:
            self._labels[label.casefold()] = subject

    def owner(self, pair: Pair) -> tuple[str, str]:
        """Say where something without a subject belongs: to the one that it names, or whose figures it repeats."""
        block = block_of(pair)
        if block.shape in ("text", "row", "origin"):
            changed = _replaced(pair)
            named = self._named(block.words.casefold())
            same = {subject for subject, own in self._figures.items() if changed and changed <= own}
            found = named & same if changed else named
            if len(found or same) == 1:
                return "subject", (found or same).pop()
        return _group(block)

    def _named(self, words: str) -> set[str]:
        labels = [label for label in self._labels if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", words)]
        # "HME" is not named by what speaks of "HME, chefer".
        longest = [label for label in labels if not any(label != other and label in other for other in labels)]
        return {self._labels[label] for label in longest}


def _group(block: Block) -> tuple[str, str]:
    if block.derived:
        return "derived", block.holder or " › ".join(filter(None, (block.chapter, block.section)))
    if block.shape == "chart":
        return "other", block.label
    if block.shape in ("row", "origin"):
        return "other", f"{block.label or block.key} ({block.holder})"
    return "other", " › ".join(filter(None, (block.chapter, block.section)))


def _subject(pair: Pair) -> str:
    block = block_of(pair)
    return "" if block.derived else block.subject


def block_of(pair: Pair) -> Block:
    """Take the block of a pair: the present one, where there is one.

    Args:
        pair: Two blocks, or one.

    Returns:
        The block.
    """
    found = pair[1] or pair[0]
    if found is None:
        raise ValueError("a pair has a block")
    return found


def _replaced(pair: Pair) -> set[tuple[str, str]]:
    """The figures that took the place of others, where that is all that differs."""
    one, other = pair
    if one is None or other is None:
        return set()
    cells, __, __ = in_order(one.cells, other.cells, lambda cell: cell.name or "-")
    return {
        figures
        for old, new in cells
        if old.words != new.words
        for figures in zip(_NUMBER.findall(old.words), _NUMBER.findall(new.words), strict=False)
        if figures[0] != figures[1]
    }
