"""Tables: frames laid out for readers, and the frames themselves at hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, Literal

import polars as pl

from analysis.chapter import table as chapter
from analysis.chapter.markup.cells import bundle
from analysis.chapter.markup.spoken import cell_words, plain_of
from analysis.chapter.pieces import Cell, Listing, Piece, Said, Symbol
from analysis.chapter.table import Doubt, Figure, Kind, Origin
from analysis.present.origins import NUMBERS, gathered
from analysis.present.typed_values import Values, texts
from analysis.words.current_language import SWEDISH, current, speaking
from analysis.words.mixed_language import MixedText, Source, joined, plain, swedish
from analysis.words.terms import Terminology, current_terms, named_by
from analysis.words.translate import _

Row = dict[str, Any]
#: What a cell shows: words, or pieces, each a line.
Content = str | Piece | Sequence[Piece]
CellOf = Callable[[Row], Content]
#: A column of figures, its figures row by row, and the language of its texts.
Taken = tuple[Values, list[Figure], str]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        heading: What stands at its top.
        cell: Makes the content of a cell from a row of the frame.
        numeric: Whether cells are aligned as numbers.
        row_heading: Whether its cells name their rows.
        wide: Whether it holds running text.
        worded: Whether it holds a few words that must not be squeezed to one a line.
        below: Whether it holds running text that stands in full width below the rest of its row; one column at most,
            in tables whose first column names the rows.
        values: What it gives to those who work with the figures, in as many columns as it takes; the words of the cell
            when left out.
        symbol: The symbol that the column counts, shown instead of the heading.
    """

    heading: str
    cell: CellOf
    numeric: bool = False
    row_heading: bool = False
    wide: bool = False
    worded: bool = False
    below: bool = False
    values: Sequence[Values] = ()
    symbol: Symbol | None = None

    @property
    def look(self) -> Literal["", "row", "number", "wide", "worded", "below"]:
        """How its cells are laid out."""
        if self.row_heading:
            return "row"
        if self.below:
            return "below"
        if self.numeric:
            return "number"
        return "wide" if self.wide else "worded" if self.worded else ""


@dataclass(frozen=True)
class Table:
    """A table that a notebook shows, and the frame behind it.

    Attributes:
        caption: What the table shows.
        columns: Its columns, in order.
        frame: One row a table row.
        lead: What must be known to read its figures, such as what a minus says; it stands above them.
        notes: Sentences below the table.
        doubts: What contradicts its figures.
        source: Where the figures come from.
        is_total: Tells which rows are totals.
        folded: Whether a reader opens the table, because it is long and few need all of it.
        origins: Where each figure comes from.
        row_origins: Takes from a row where its numbers come from, those whose column does not say so itself.
        slim: Whether its rows become cards only on a telephone: its columns are narrow.
        cards: Whether a row becomes a card on a narrow screen; those of tables with running text always do.
        subject: Tells what a row is about, such as `mal-hme`; that is what links lead to. Empty for nothing that has a
            name of its own.
        measure: Tells which indicator a row's figures are of, empty for none; so that a changed figure is shown at the
            goal that it measures.
        derived: Whether what it shows follows from what other tables show: counts, comparisons.
        log: Whether it tells of builds and not of the organisation; it is no part of what is approved.
        finish: What is done with it as data in the end, such as marks of figures in doubt.
        language: The language that it was made in; its cells are made when they are asked for, and in no other.
        terms: What the owner calls things; nor are its cells made in other words.
    """

    caption: str
    columns: Sequence[Column]
    frame: pl.DataFrame
    lead: str = ""
    notes: Sequence[str] = ()
    source: str = ""
    is_total: Callable[[Row], bool] = field(default=lambda __: False)
    folded: bool = False
    cards: bool = False
    slim: bool = False
    subject: Callable[[Row], str] = field(default=lambda __: "")
    origins: Sequence[Origin] = ()
    measure: Callable[[Row], str] = field(default=lambda __: "")
    derived: bool = False
    log: bool = False
    doubts: Sequence[Doubt] = ()
    row_origins: Callable[[Row], Sequence[Origin]] = field(default=lambda __: ())
    finish: Callable[[chapter.Table], chapter.Table] = field(default=lambda made: made)
    language: str = field(default_factory=current, kw_only=True)
    terms: Terminology = field(default_factory=current_terms, kw_only=True)

    @property
    def form(self) -> Literal["", "cards", "slim"]:
        """What becomes of its rows where a page is narrow."""
        if self.cards or any(column.wide or column.below for column in self.columns):
            return "cards"
        return "slim" if self.slim else ""

    @cached_property
    def value(self) -> chapter.Table:
        """The table as data."""
        with speaking(self.language), named_by(self.terms):
            return self.finish(self._made())

    def _made(self) -> chapter.Table:
        columns, owners, figures = self._figures()
        origins = gathered(self.origins, self._traced, self._named)
        return chapter.Table(
            heading=self.caption,
            columns=tuple(columns),
            layout=tuple(_shown(column, owners[at]) for at, column in enumerate(self.columns)),
            rows=tuple(map(self._row, self._rows, self._cells, figures)),
            lead=self.lead,
            notes=tuple(self.notes),
            doubts=tuple(self.doubts),
            source=self.source,
            documents=documents_of(self.source),
            origins=origins,
            folded=self.folded,
            form=self.form,
            derived=self.derived,
            log=self.log,
            origin_kind=_common_kind(origins),
        )

    @property
    def plain(self) -> str:
        """The table as tab-separated text."""
        with speaking(self.language):
            return plain_of(self.value)

    def _row(self, row: Row, cells: tuple[Cell, ...], figures: Sequence[Figure]) -> chapter.Row:
        return chapter.Row(tuple(figures), cells, self.subject(row), self.measure(row), self.is_total(row))

    @property
    def _traced(self) -> Iterator[tuple[tuple[int, int], Origin]]:
        """Every figure by its row and column, with each place that it comes from."""
        for at, row in enumerate(self._rows):
            for column, (values, figures, __) in enumerate(self._kept):
                # A judgement in words comes from somewhere too, where its column says so.
                if figures[at] is not None and (values.origins or values.kind in NUMBERS):
                    of = values.origins or self.row_origins
                    yield from (((at, column), origin) for origin in of(row))

    def _named(self, spots: Sequence[tuple[int, int]]) -> str:
        """Name figures by their rows and columns."""
        columns: dict[int, list[str]] = {}
        for row, column in spots:
            columns.setdefault(row, []).append(self._kept[column][0].heading)
        return joined((joined([self._name(row), ", ".join(each)], ": ") for row, each in columns.items()), "; ")

    def _name(self, row: int) -> str:
        """The first words of the cell that names a row."""
        at = next((place for place, column in enumerate(self.columns) if column.row_heading), None)
        first = self._cells[row][at][:1] if at is not None else ()
        # Words of the data stay marked as such.
        return getattr(first[0], "words", "") or cell_words(first) if first else ""

    def _figures(self) -> tuple[list[chapter.Column], list[tuple[int, ...]], list[tuple[Figure, ...]]]:
        """Columns of figures, which of them each shown column has, and the figures row by row."""
        kept, owners = self._kept, self._owners
        headings = _unique([each[0].heading for each in kept])
        columns = [_column(heading, each[0], each[2]) for heading, each in zip(headings, kept, strict=True)]
        return columns, owners, list(zip(*(each[1] for each in kept), strict=True))

    @cached_property
    def _kept(self) -> list[Taken]:
        """The columns of figures: those of every shown column in turn, then what is told of whole rows."""
        more = [(values, [values.figure(row) for row in self._rows], current()) for values in self._more]
        own = (each for taken in self._taken for each in taken)
        return [*own, *(each for each in more if _is_kept(*each[:2]))]

    @property
    def _owners(self) -> list[tuple[int, ...]]:
        """Which columns of figures each shown column has."""
        ends = list(accumulate(map(len, self._taken), initial=0))
        return [tuple(range(*pair)) for pair in pairwise(ends)]

    @cached_property
    def _taken(self) -> list[list[Taken]]:
        """What each shown column gives to those who work with the figures."""
        return [
            [each for each in self._given(column, at) or [self._words(at)] if _is_kept(*each[:2])]
            for at, column in enumerate(self.columns)
        ]

    def _given(self, column: Column, at: int) -> list[Taken]:
        language = self._language(at)
        return [(values, [values.figure(row) for row in self._rows], language) for values in column.values]

    def _words(self, place: int) -> Taken:
        """The words of a shown column that gives nothing else."""
        heading = Values(plain(self.columns[place].heading), lambda __: None)
        return heading, [cell_words(cells[place]) or None for cells in self._cells], self._language(place)

    def _language(self, place: int) -> str:
        """The language of a shown column's words: Swedish where they come from the data."""
        pieces = (piece for cells in self._cells for piece in cells[place])
        return SWEDISH if any(_is_of_data(piece) for piece in pieces) else current()

    @property
    def _more(self) -> list[Values]:
        return [
            texts(_("Summarad"), lambda row: _("ja") if self.is_total(row) else None, spare=True),
            texts(_("Id"), self.subject, spare=True),
        ]

    @cached_property
    def _rows(self) -> list[Row]:
        return list(self.frame.iter_rows(named=True))

    @cached_property
    def _cells(self) -> list[tuple[Cell, ...]]:
        return [tuple(as_cell(column.cell(row)) for column in self.columns) for row in self._rows]

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return bundle(self.value, self.language)


def documents_of(source: str) -> tuple[str, ...]:
    """Name the documents of a source line.

    Args:
        source: The line.

    Returns:
        Their titles; none of a line that knows none.
    """
    return source.documents if isinstance(source, Source) else ()


def as_cell(content: Content) -> Cell:
    """Make a cell of what a column gives.

    Args:
        content: Words, a piece or pieces.

    Returns:
        Pieces; none for no words.
    """
    if isinstance(content, str):
        return (Said(content),) if content else ()
    return tuple(content) if isinstance(content, list | tuple) else (content,)  # type: ignore[return-value]


def _is_kept(values: Values, figures: Sequence[Figure]) -> bool:
    return not values.spare or any(figure is not None for figure in figures)


def _is_of_data(piece: Piece) -> bool:
    if isinstance(piece, Listing):
        return any(_is_of_data(part) for item in piece.items for part in item)
    words = getattr(piece, "words", "")
    return isinstance(words, MixedText) or getattr(piece, "language", "") == SWEDISH


def _column(heading: str, values: Values, language: str) -> chapter.Column:
    spoken = "" if values.kind is not Kind.TEXT else current() if values.ours else language
    return chapter.Column(heading, values.kind, values.unit, values.decimals, spoken, values.about)


def _shown(column: Column, owned: tuple[int, ...]) -> chapter.Shown:
    return chapter.Shown(column.heading, column.look, column.symbol, owned)


def _common_kind(origins: Sequence[Origin]) -> str:
    kinds = {origin.origin_kind for origin in origins}
    return kinds.pop() if len(kinds) == 1 else ""


def _unique(headings: list[str]) -> list[str]:
    """Number what is called the same, whatever its case: neither Excel nor a table schema takes it otherwise."""
    met: dict[str, int] = {}
    unique = []
    for heading in headings:
        met[heading.casefold()] = again = met.get(heading.casefold(), 0) + 1
        unique.append(heading if again == 1 else f"{heading} ({again})")
    return unique


def subject_of(kind: str, column: str) -> Callable[[Row], str]:
    """Name rows after what they are about.

    Args:
        kind: Swedish word for it, such as `mal`.
        column: Name of the frame's column that holds its code.

    Returns:
        What `Table.subject` takes.
    """
    return lambda row: f"{kind}-{row[column]}"


def indicator_of(row: Row) -> str:
    """Say which indicator a row's figures are of.

    Args:
        row: `indicator`, null for a goal that is not measured.

    Returns:
        Its code.
    """
    return row["indicator"] or ""


GOAL = subject_of("mal", "goal")
COMMITMENT = subject_of("atagande", "code")
AREA = subject_of("omrade", "process_area")
CONTROL = subject_of("kontroll", "code")


def plain_column(heading: str, name: str, **options: Any) -> Column:  # noqa: ANN401 - options of Column
    """A column that shows a text column of the frame as the data have it.

    Args:
        heading: What stands at its top.
        name: Name of the frame's column; null is shown as an empty cell.
        options: Further options of `Column`.

    Returns:
        The column.
    """
    return Column(heading, lambda row: "" if row[name] is None else swedish(str(row[name])), **options)
