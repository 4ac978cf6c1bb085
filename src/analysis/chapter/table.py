"""A table as data: its figures, and the words that they are shown in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.pieces import Cell, Symbol

#: A number is a text of digits with a decimal point, decimals as printed ("3.0" is not "3"); a day is 2016-12-31; what
#: is missing is nothing, never zero and never an empty text.
Figure = str | int | None


class Kind(StrEnum):
    """What a column's figures are; the names are those of Frictionless table schemas."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"
    DAY = "date"
    TRUTH = "boolean"
    LIST = "array"


@dataclass(frozen=True)
class Column(Extensible):
    """One column of figures.

    Attributes:
        heading: What stands at its top, unique in its table.
        kind: What its figures are.
        unit: Their unit, where all have the same; it stands in the heading too.
        decimals: How many decimals they are printed with, where all have the same number.
        language: The language of its texts; empty for what is no text.
        about: What a reader should know of it.
    """

    heading: Words
    kind: Kind = Kind.TEXT
    unit: str = ""
    decimals: int | None = None
    language: str = ""
    about: Words = ""


@dataclass(frozen=True)
class Shown(Extensible):
    """One column as it is laid out for readers.

    Attributes:
        heading: What stands at its top.
        look: `row` where its cells name their rows, `number` for figures, `wide` for running text, `worded` for a few
            words that must not be squeezed to one a line, `below` for running text in full width below the rest of its
            row (one column at most, in tables whose first column names the rows); empty for short words.
        symbol: The symbol that the column counts, shown instead of the heading.
        columns: Places of the columns that hold its figures.
    """

    heading: Words
    look: Literal["", "row", "number", "wide", "worded", "below"] = ""
    symbol: Symbol | None = None
    columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row(Extensible):
    """One row.

    Attributes:
        figures: One a column.
        words: What a reader sees: one cell a shown column.
        subject: What it is about, such as `mal-hme`; that is what links lead to. Empty for nothing that has a name.
        measure: Code of the indicator that its figures are of; empty for none.
        total: Whether it is a total.
    """

    figures: tuple[Figure, ...]
    words: tuple[Cell, ...]
    subject: str = ""
    measure: str = ""
    total: bool = False


#: The kind of origin of what an analyst brought: it has no place and no file.
OWN = "own"


@dataclass(frozen=True)
class Origin(Extensible):
    """Where a figure comes from.

    Attributes:
        what: The figure in words.
        place: Where it stands in its document.
        file: The file of the data folder that holds it, such as `data/sources/annual-2016/ledger.csv`.
        row: Its row in that file.
        form: The form that it was reported by.
        cell: Its cell in that form.
        reply: The recorded reply that it was fetched with.
        origin_kind: `printed`, `reported`, `fetched` or `imported`; `own` for what an analyst brought; `computed` of
            what we have counted or worked out.
        view: The view of the database that it is computed from.
        figures: Row and column, counted from 0, of each figure of its table that comes from there; empty for all that
            no other origin names.
    """

    what: Words
    place: Words = ""
    file: str = ""
    row: int | None = None
    form: str = ""
    cell: str = ""
    reply: str = ""
    origin_kind: str = ""
    view: str = ""
    figures: tuple[tuple[int, int], ...] = ()


#: The kind of an origin that is no fact of a document: what we have counted or worked out ourselves.
COMPUTED = "computed"


@dataclass(frozen=True)
class Doubt(Extensible):
    """Something that contradicts what is shown.

    Attributes:
        finding: Id of the contradiction.
        words: What is said of it.
    """

    finding: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Table(Extensible):
    """A table.

    Attributes:
        heading: What it shows.
        columns: Its columns of figures.
        layout: Its columns as readers see them.
        rows: Its rows in order.
        subject: What all of it is about, as `Row.subject`; empty for several things.
        lead: What must be known to read its figures, such as what a minus says; it stands above them.
        notes: Sentences below it.
        doubts: What contradicts its figures.
        source: Where the figures come from.
        documents: Titles of the documents that it names.
        origins: Where each figure comes from.
        folded: Whether a reader opens it, because it is long and few need all of it.
        form: What becomes of its rows where a page is narrow: `cards`, `slim` (on a telephone only) or nothing.
        derived: Whether what it shows follows from what other tables show: counts, comparisons.
        log: Whether it tells of builds and not of the organisation; it is no part of what is approved.
        hidden: Whether figures were left out to protect somebody.
        preliminary: Whether figures may still change.
        origin_kind: Where its figures come from, where all come from the same kind of origin.
        audience: Whom it is for; empty for everybody.
        file: What its files are called, without folder and ending; set when it is published.
    """

    heading: Words
    columns: tuple[Column, ...]
    layout: tuple[Shown, ...]
    rows: tuple[Row, ...]
    subject: str = ""
    lead: Words = ""
    notes: tuple[Words, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    source: Words = ""
    documents: tuple[Words, ...] = ()
    origins: tuple[Origin, ...] = ()
    folded: bool = False
    form: Literal["", "cards", "slim"] = ""
    derived: bool = False
    log: bool = False
    hidden: bool = False
    preliminary: bool = False
    origin_kind: str = ""
    audience: str = ""
    file: str = ""
    kind: Literal["table"] = "table"

    @property
    def totals(self) -> Sequence[int]:
        """Places of the rows that are totals, counted from 0."""
        return [place for place, row in enumerate(self.rows) if row.total]
