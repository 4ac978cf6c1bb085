"""Tables: real HTML tables with caption and scoped headers, over frames that stay at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.marked import swedish
from analysis.present.fragment import render
from analysis.present.values import Values, plain_text, texts
from analysis.typed_table import TABLE_JSON, Field, TypedTable, Value, typed

#: A table of more rows may stay folded on paper: to say where fewer are found would save next to nothing.
LONG = 8
Row = dict[str, Any]
Cell = Callable[[Row], str | Markup]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        heading: What stands at its top.
        cell: Makes the content of a cell from a row of the frame; text is escaped, Markup is not.
        numeric: Whether cells are aligned as numbers.
        row_heading: Whether its cells name their rows.
        wide: Whether it holds running text.
        worded: Whether it holds a few words that must not be squeezed to one a line.
        below: Whether it holds running text that stands in full width below the rest of its row; one column at most,
            in tables whose first column names the rows.
        values: What it gives to those who work with the figures, in as many columns as it takes; the words of the cell
            when left out.
    """

    heading: str | Markup
    cell: Cell
    numeric: bool = False
    row_heading: bool = False
    wide: bool = False
    worded: bool = False
    below: bool = False
    values: Sequence[Values] = ()

    @property
    def classes(self) -> str:
        """What pages know its cells by."""
        known = {"number": self.numeric, "wide": self.wide and not self.numeric, "worded": self.worded}
        return " ".join(name for name, is_so in known.items() if is_so)


@dataclass(frozen=True)
class Table:
    """A table that a notebook shows, and the frame behind it.

    Attributes:
        caption: What the table shows.
        columns: Its columns, in order.
        frame: One row a table row.
        lead: What must be known to read its figures, such as what a minus says; it stands above them.
        notes: Sentences below the table.
        source: Where the figures come from.
        is_total: Tells which rows are totals.
        folded: Whether a reader opens the table, because it is long and few need all of it.
        origins: What, place in the document, and file with row, of each figure, folded away below the table.
        slim: Whether its rows become cards only on a telephone: its columns are narrow.
        cards: Whether a row becomes a card on a narrow screen; those of tables with running text always do.
        subject: Tells what a row is about, such as `mal-hme`; that is what links lead to. Empty for nothing that has a
            name of its own.
        measure: Tells which indicator a row's figures are of, empty for none; so that a changed figure is shown at the
            goal that it measures.
        derived: Whether what it shows follows from what other tables show: counts, comparisons.
        log: Whether it tells of builds and not of the organisation; it is no part of what is approved.
    """

    caption: str
    columns: Sequence[Column]
    frame: pl.DataFrame
    lead: str = ""
    notes: Sequence[str] = ()
    source: str = ""
    is_total: Callable[[Row], bool] = field(default=lambda _: False)
    folded: bool = False
    cards: bool = False
    slim: bool = False
    subject: Callable[[Row], str] = field(default=lambda _: "")
    origins: Sequence[tuple[str, str, str]] = ()
    measure: Callable[[Row], str] = field(default=lambda _: "")
    derived: bool = False
    log: bool = False

    @property
    def is_long(self) -> bool:
        """Whether paper says where a folded table is found instead of showing it."""
        return self.frame.height > LONG

    @property
    def form(self) -> str:
        """What becomes of its rows where a page is narrow: `cards`, `slim`, or nothing."""
        if self.cards or any(column.wide or column.below for column in self.columns):
            return "cards"
        return "slim" if self.slim else ""

    @property
    def html(self) -> Markup:
        """The table as safe HTML."""
        rows = [
            (self.is_total(row), self.subject(row), self.measure(row), *self._parted(cells))
            for row, cells in zip(self._rows, self._cells, strict=True)
        ]
        return render("table.html.j2", table=self, rows=rows)

    @property
    def plain(self) -> str:
        """The table as tab-separated text."""
        lines = [[Markup(column.heading).striptags() for column in self.columns]]  # noqa: S704
        lines += [[Markup(cell).striptags() for cell in cells] for cells in self._cells]  # noqa: S704
        return "\n".join([self.caption, *("\t".join(line) for line in lines)])

    @property
    def typed(self) -> TypedTable:
        """The table as figures: what is taken away in Excel and CSV."""
        columns = [column for column in self._values() if not column[0].spare or any(v is not None for v in column[1])]
        headings = _unique([values.heading for values, _ in columns])
        fields = [
            Field(heading, values.kind, values.unit, values.decimals, values.about)
            for heading, (values, _) in zip(headings, columns, strict=True)
        ]
        rows = list(zip(*(found for _, found in columns), strict=True))
        notes = [*([self.lead] if self.lead else []), *self.notes]
        totals = [place for place, row in enumerate(self._rows) if self.is_total(row)]
        return TypedTable(self.caption, fields, rows, totals, tuple(notes), self.source, tuple(self.origins))

    def _parted(
        self, cells: Sequence[str | Markup]
    ) -> tuple[list[str | Markup], tuple[str | Markup, str | Markup] | None]:
        """The cells of a row, and the heading and text of what stands below it."""
        pairs = list(zip(self.columns, cells, strict=True))
        told = next(((column.heading, cell) for column, cell in pairs if column.below and cell), None)
        return [cell for column, cell in pairs if not column.below], told

    def _values(self) -> list[tuple[Values, list[Value]]]:
        """Every column of typed values; which rows are totals and what a row is about come last."""
        columns: list[tuple[Values, list[Value]]] = []
        for place, column in enumerate(self.columns):
            columns += [self._taken(values) for values in column.values] or [
                (_words(column), [plain_text(cells[place]) for cells in self._cells])
            ]
        return columns + [self._taken(values) for values in self._more]

    def _taken(self, values: Values) -> tuple[Values, list[Value]]:
        return values, [typed(values.of(row), values.kind) for row in self._rows]

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
    def _cells(self) -> list[list[str | Markup]]:
        return [[column.cell(row) for column in self.columns] for row in self._rows]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return {"text/html": str(self.html), "text/plain": self.plain, TABLE_JSON: self.typed.as_json()}


def _unique(headings: list[str]) -> list[str]:
    """Number what is called the same, whatever its case: neither Excel nor a table schema takes it otherwise."""
    met: dict[str, int] = {}
    unique = []
    for heading in headings:
        met[heading.casefold()] = again = met.get(heading.casefold(), 0) + 1
        unique.append(heading if again == 1 else f"{heading} ({again})")
    return unique


def _words(column: Column) -> Values:
    return Values(Markup(column.heading).striptags(), lambda _: None)  # noqa: S704 - tags are taken away


def file_row(row: Row) -> str:
    """Say which row of which input file a figure stands on.

    Args:
        row: `file` (below the data folder) and `file_row`.

    Returns:
        For example "data/sources/annual-2016/ledger.csv, rad 12".
    """
    return _("data/{file}, rad {row}", file=row["file"], row=row["file_row"])


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
