"""What is not the same in two editions: changes, put together by what they are about."""

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from analysis.signoff.blocks import Block
from analysis.signoff.matching import ChapterPair


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
        row: The row, where the entry is about a whole table.
    """

    kind: Kind
    name: str
    before: str | None
    after: str | None
    places: tuple[str, ...]
    row: str = ""


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
        what: What kind of thing that is, noted for the catalogue; empty for a table or text.
        is_ours: Whether the heading is ours, noted for the catalogue, and not words of the page.
        changes: What differs.
        charts: Charts that differ.
    """

    heading: str
    what: str = ""
    changes: list[Change] = field(default_factory=list)
    charts: list[ChartChange] = field(default_factory=list)
    is_ours: bool = False


@dataclass(frozen=True)
class Differences:
    """What differs between two editions of a report.

    Attributes:
        subjects: By goal, commitment, control or key figure.
        others: By row or text that the page does not name a subject for.
        derived: Compilations: what follows from what stands elsewhere, by table or chart.
        chapters: Chapters that came, went, changed name or part in the document.
        title: The titles, when they differ.
        swedish: Texts of either edition that their pages say are in Swedish, where that is not their language.
    """

    subjects: list[Entry]
    others: list[Entry]
    derived: list[Entry]
    chapters: list[ChapterPair]
    title: tuple[str, str] | None = None
    swedish: frozenset[str] = frozenset()

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
