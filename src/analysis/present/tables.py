"""Tables: real HTML tables with caption and scoped headers, over frames that stay at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from markupsafe import Markup

from analysis.present.fragment import render

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
    """

    heading: str | Markup
    cell: Cell
    numeric: bool = False
    row_heading: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """A table that a notebook shows, and the frame behind it.

    Attributes:
        caption: What the table shows.
        columns: Its columns, in order.
        frame: One row a table row.
        notes: Sentences below the table.
        source: Where the figures come from.
        is_total: Tells which rows are totals.
        folded: Whether a reader opens the table, because it is long and few need all of it.
        origins: What, place in the document, and file with row, of each figure, folded away below the table.
        cards: Whether a row becomes a card on a narrow screen; tables of running text always do.
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
    notes: Sequence[str] = ()
    source: str = ""
    is_total: Callable[[Row], bool] = field(default=lambda _: False)
    folded: bool = False
    cards: bool = False
    subject: Callable[[Row], str] = field(default=lambda _: "")
    origins: Sequence[tuple[str, str, str]] = ()
    measure: Callable[[Row], str] = field(default=lambda _: "")
    derived: bool = False
    log: bool = False

    @property
    def html(self) -> Markup:
        """The table as safe HTML."""
        rows = [
            (self.is_total(row), self.subject(row), self.measure(row), [column.cell(row) for column in self.columns])
            for row in self._rows()
        ]
        return render("table.html.j2", table=self, rows=rows)

    @property
    def plain(self) -> str:
        """The table as tab-separated text."""
        lines = [[Markup(column.heading).striptags() for column in self.columns]]  # noqa: S704
        lines += [[Markup(column.cell(row)).striptags() for column in self.columns] for row in self._rows()]  # noqa: S704
        return "\n".join([self.caption, *("\t".join(line) for line in lines)])

    def _rows(self) -> list[Row]:
        return list(self.frame.iter_rows(named=True))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - IPython's protocol
        return {"text/html": str(self.html), "text/plain": self.plain}


def file_row(row: Row) -> str:
    """Say which row of which input file a figure stands on.

    Args:
        row: `file` (below the data folder) and `file_row`.

    Returns:
        For example "data/sources/annual-2016/ledger.csv, rad 12".
    """
    return f"data/{row['file']}, rad {row['file_row']}"


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
    """A column that shows a text column of the frame as it is.

    Args:
        heading: What stands at its top.
        name: Name of the frame's column; null is shown as an empty cell.
        options: Further options of `Column`.

    Returns:
        The column.
    """
    return Column(heading, lambda row: "" if row[name] is None else str(row[name]), **options)
