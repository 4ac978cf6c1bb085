"""What is not the same in two editions, put together by what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from analysis.signoff.matching import ChapterPair, Pair, compare, in_order
from analysis.signoff.reading import Block, Cell
from analysis.signoff.words import ReportText

#: What subjects are, by how their names begin on a page.
SUBJECTS = {
    "matt": "Nyckeltal",
    "mal": "Mål",
    "atagande": "Åtagande",
    "kontroll": "Kontroll",
    "omrade": "Processområde",
}
_NUMBER = re.compile(r"[-\N{MINUS SIGN}+]?[0-9](?:[0-9 ]*[0-9])?(?:,[0-9]+)?")


class Kind(StrEnum):
    """What a change is a change of."""

    SYMBOL = "symbol"
    FIGURE = "figure"
    TEXT = "text"
    CHART = "chart"


@dataclass(frozen=True)
class Change:
    """One thing that differs, with every place where it shows.

    Attributes:
        kind: What it is a change of.
        name: What it is: the column's heading, or which text.
        before: As it was; nothing when it is new.
        after: As it is; nothing when it is gone.
        places: Where it stands, in words.
    """

    kind: Kind
    name: str
    before: str | None
    after: str | None
    places: tuple[str, ...]


@dataclass(frozen=True)
class ChartChange:
    """One chart that differs, with every place where it shows.

    Attributes:
        before: As it was; nothing when it is new.
        after: As it is; nothing when it is gone.
        places: Where it stands, in words.
    """

    before: Block | None
    after: Block | None
    places: tuple[str, ...]


@dataclass
class Entry:
    """Everything that differs of one goal, commitment, row or table.

    Attributes:
        heading: What it is, in words.
        what: What kind of thing that is; empty for a table or text.
        changes: What differs.
        charts: Charts that differ.
    """

    heading: str
    what: str = ""
    changes: list[Change] = field(default_factory=list)
    charts: list[ChartChange] = field(default_factory=list)


@dataclass(frozen=True)
class Differences:
    """What differs between two editions of a report.

    Attributes:
        subjects: By goal, commitment, control or key figure.
        others: By row or text that the page does not name a subject for.
        derived: Compilations: what follows from what stands elsewhere, by table or chart.
        chapters: Chapters that came, went, changed name or part in the document.
        title: The titles, when they differ.
    """

    subjects: list[Entry]
    others: list[Entry]
    derived: list[Entry]
    chapters: list[ChapterPair]
    title: tuple[str, str] | None = None

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind; one that shows in several places counts once."""
        found = Counter(change.kind for entry in self.entries for change in entry.changes)
        found[Kind.CHART] += sum(len(entry.charts) for entry in self.entries)
        return {kind: found[kind] for kind in Kind}

    @property
    def entries(self) -> list[Entry]:
        """All entries."""
        return [*self.subjects, *self.others, *self.derived]

    def __bool__(self) -> bool:
        return bool(self.entries or self.chapters or self.title)


def differences(before: ReportText, after: ReportText) -> Differences:
    """Find what differs between two editions of a report.

    Args:
        before: The one, usually the approved version.
        after: The other.

    Returns:
        What differs; nothing when their content is the same.
    """
    if before.content == after.content:
        return Differences([], [], [], [])
    compared = compare(before.chapters, after.chapters)
    owners = _owners(compared.pairs)
    named: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, owner in zip(compared.pairs, owners, strict=True):
        named[owner].append(pair)
    labels = _labels(compared.blocks)
    entries: dict[str, list[Entry]] = {"subject": [], "other": [], "derived": []}
    for (group, name), pairs in named.items():
        entries[group].append(_entry(group, name, labels, pairs))
    title = None if before.title == after.title else (before.title, after.title)
    found = Differences(entries["subject"], entries["other"], entries["derived"], compared.chapters, title)
    return found or Differences([], [_rearranged(before, after)], [], [])


# ---- what belongs together ----


def _owners(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Say of each pair which group and entry it belongs to."""
    subjects = [_subject(pair) for pair in pairs]
    by_measure = {_block(pair).measure: subject for pair, subject in zip(pairs, subjects, strict=True) if subject}
    by_measure.pop("", None)
    subjects = [subject or _of_measure(_block(pair), by_measure) for pair, subject in zip(pairs, subjects, strict=True)]
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
        if label := _block(pair).label:
            self._labels[label.casefold()] = subject

    def owner(self, pair: Pair) -> tuple[str, str]:
        """Say where something without a subject belongs: to the one that it names, or whose figures it repeats."""
        block = _block(pair)
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
    block = _block(pair)
    return "" if block.derived else block.subject


def _block(pair: Pair) -> Block:
    found = pair[1] or pair[0]
    if found is None:
        raise ValueError("a pair has a block")
    return found


def _replaced(pair: Pair) -> set[tuple[str, str]]:
    """The figures that took the place of others, where that is all that differs."""
    one, other = pair
    if one is None or other is None:
        return set()
    cells, _, _ = in_order(one.cells, other.cells, lambda cell: cell.name or "-")
    return {
        figures
        for old, new in cells
        if old.words != new.words
        for figures in zip(_NUMBER.findall(old.words), _NUMBER.findall(new.words), strict=False)
        if figures[0] != figures[1]
    }


def _labels(blocks: Iterable[Block]) -> dict[str, str]:
    """What subjects and key figures are called: by the heading of their rows, else by their charts."""
    labels: dict[str, str] = {}
    for block in sorted(blocks, key=lambda block: block.shape == "chart"):
        for name in (block.subject, f"matt-{block.measure}"):
            if block.label:
                labels.setdefault(name, block.label)
    return labels


# ---- entries ----

_Told = tuple[Kind, str, str | None, str | None]


def _entry(group: str, name: str, labels: Mapping[str, str], pairs: list[Pair]) -> Entry:
    subject = group == "subject"
    what = SUBJECTS.get(name.partition("-")[0], "") if subject else ""
    charts: defaultdict[tuple[object, object], list[Pair]] = defaultdict(list)
    places: defaultdict[_Told, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        if _block(pair).shape == "chart":
            charts[pair[0] and pair[0].cells, pair[1] and pair[1].cells].append(pair)
            continue
        for change in _cell_changes(pair, named=not subject):
            places[change][_place(pair)] = None
    return Entry(
        labels.get(name, name) if subject else name,
        what,
        [Change(*change, places=tuple(where)) for change, where in places.items()],
        [ChartChange(*same[0], tuple(dict.fromkeys(map(_place, same)))) for same in charts.values()],
    )


def _place(pair: Pair) -> str:
    one, other = pair
    if one is not None and other is not None and one.cells == other.cells:
        return f"{one.place} → {other.place}"
    return _block(pair).place


def _cell_changes(pair: Pair, *, named: bool) -> list[_Told]:
    """What differs of one block; where an entry is about a whole table, the row is named."""
    one, other = pair
    block = _block(pair)
    row = f"{block.label}: " if named and block.shape == "row" else ""
    if one is None or other is None:
        words = _told(block)
        return [(Kind.TEXT, _WHOLE.get(block.shape, "Text"), words if one else None, words if other else None)]
    if one.cells == other.cells:
        return [(Kind.TEXT, "Flyttad", _told(one), _told(other))]
    both, gone, come = in_order(one.cells, other.cells, lambda cell: cell.name or "-")
    changed: list[_Told] = [(_kind(old, new), row + new.name, old.words, new.words) for old, new in both if old != new]
    changed += [(_kind(cell, cell), row + cell.name, cell.words, None) for cell in gone]
    return [*changed, *((_kind(cell, cell), row + cell.name, None, cell.words) for cell in come)]


#: What a block that came or went is called.
_WHOLE = {"row": "Hela raden", "head": "Hela tabellen", "origin": "Var siffran kommer ifrån"}


def _told(block: Block) -> str:
    if block.shape == "row":
        return "; ".join(f"{cell.name}: {cell.words}" if cell.name else cell.words for cell in block.cells)
    return block.words


def _kind(old: Cell, new: Cell) -> Kind:
    if old.symbols != new.symbols:
        return Kind.SYMBOL
    return Kind.FIGURE if new.is_figure or old.is_figure else Kind.TEXT


def _rearranged(before: ReportText, after: ReportText) -> Entry:
    """The content differs and no block does: the same words are laid out in another way."""
    old = {chapter.title: chapter.words for chapter in before.chapters}
    places = tuple(chapter.title for chapter in after.chapters if old.get(chapter.title) != chapter.words)
    order = [" · ".join(chapter.title for chapter in report.chapters) for report in (before, after)]
    return Entry("Uppställning och ordning", changes=[Change(Kind.TEXT, "Kapitel", order[0], order[1], places)])


def words_apart(before: str, after: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Lay two texts side by side, word by word.

    Args:
        before: The one.
        after: The other.

    Returns:
        Pieces of either, each with whether the other text lacks it.
    """
    old, new = before.split(), after.split()
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = step != "equal"
        left += [(differs, " ".join(old[i:j]))] if j > i else []
        right += [(differs, " ".join(new[k:m]))] if m > k else []
    return left, right
