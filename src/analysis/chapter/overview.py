"""Symbols explained, counted and seen at a glance, as data."""

from dataclasses import dataclass
from typing import Literal

from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.pieces import Symbol


@dataclass(frozen=True)
class Group(Extensible):
    """What one kind of symbol, or of abbreviation, means.

    Attributes:
        subject: What the symbols speak of; empty for abbreviations.
        heading: What stands above them.
        symbols: The symbols.
        names: Abbreviations, each with what it means.
        note: What is to be known of them.
    """

    subject: str
    heading: Words
    symbols: tuple[Symbol, ...] = ()
    names: tuple[tuple[str, Words], ...] = ()
    note: Words = ""


@dataclass(frozen=True, kw_only=True)
class Legend(Extensible):
    """What symbols and abbreviations mean. A page explains only what it shows.

    Attributes:
        groups: Kind by kind.
        heading: What it is called.
        subject: What it is about.
        audience: Whom it is for; empty for everybody.
    """

    groups: tuple[Group, ...]
    heading: Words = ""
    subject: str = ""
    audience: str = ""
    kind: Literal["legend"] = "legend"


@dataclass(frozen=True, kw_only=True)
class Count(Extensible):
    """How many of something have which symbol.

    Attributes:
        heading: What is counted, and by whose judgement where that is not the document's.
        what: What is counted, such as "31 mål".
        counts: Symbols with their number, those that occur.
        subject: What it is about.
        audience: Whom it is for; empty for everybody.
    """

    heading: Words
    what: Words
    counts: tuple[tuple[Symbol, int], ...]
    subject: str = ""
    audience: str = ""
    kind: Literal["count"] = "count"

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(amount for __, amount in self.counts)

    @property
    def words(self) -> str:
        """For example "31 mål: bättre än målet 10 · nära målet 5", for words that stand in the singular."""
        told = " · ".join(f"{symbol.word.lower()} {number}" for symbol, number in self.counts)
        return f"{self.heading}: {told}" if told else str(self.heading)


@dataclass(frozen=True)
class Mark(Extensible):
    """One goal in an overview.

    Attributes:
        subject: What links lead to.
        label: Its name.
        symbol: How it stands.
    """

    subject: str
    label: Words
    symbol: Symbol


@dataclass(frozen=True)
class Marks(Extensible):
    """Goals that something is said of.

    Attributes:
        words: What is said; empty where the symbol of the first says it.
        marks: The goals.
    """

    words: Words
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Card(Extensible):
    """One process area in an overview.

    Attributes:
        subject: What links lead to.
        name: Its name.
        judged: Its assessment and trend as a whole, where the document gives any.
        marks: Its goals.
        goals: The goals counted.
        commitments: The commitments counted.
    """

    subject: str
    name: Words
    judged: tuple[Symbol, ...]
    marks: tuple[Mark, ...]
    goals: Count
    commitments: Count


@dataclass(frozen=True, kw_only=True)
class Glance(Extensible):
    """The year at a glance.

    Attributes:
        counts: Counts of the whole.
        notes: What the judgements rest on.
        worse: The goals that are worse than their target.
        differing: The goals that figures judge in another way than the report does.
        cards: One a process area.
        heading: What it is called.
        subject: What it is about.
        audience: Whom it is for; empty for everybody.
    """

    counts: tuple[Count, ...]
    notes: tuple[Words, ...]
    worse: Marks
    differing: tuple[Marks, ...]
    cards: tuple[Card, ...]
    heading: Words = ""
    subject: str = ""
    audience: str = ""
    kind: Literal["glance"] = "glance"
