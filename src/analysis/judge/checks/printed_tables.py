"""Financial tables as they are printed: the lines under one heading, and the row that each amount stands on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure, Statement
from analysis.judge.checks.finding import Row, span
from analysis.judge.signs.likely import Likely, likely_sums
from analysis.judge.signs.links import within
from analysis.judge.signs.statement_lines import Column, Line, Name, tables_of
from analysis.judge.signs.sums import by_number
from analysis.judge.statement_kinds import of_kind
from analysis.words.codes import MEASURES

#: Amounts that are told of for themselves and make no table.
LOOSE = (Statement.OTHER, Statement.VARIANCE_EXPLANATION)


class PrintedTable(NamedTuple):
    """The lines under one heading.

    Attributes:
        lines: Its lines in order.
        said: Totals of which it is given what they count, with that.
        rows: The row of each amount, by line and column.
    """

    lines: Sequence[Line]
    said: Mapping[Name, Collection[Name]]
    rows: Mapping[tuple[Name, Column], Row]

    def likely(self) -> list[Likely]:
        """Say what totals are probably made of, of which nothing is given."""
        return likely_sums(self.lines, self.said)


def printed_tables(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[PrintedTable]:
    """Part amounts by the table that they are printed in.

    Args:
        lines: Rows of the view `ledger_detail`.
        sums: Rows of the table `ledger_sum`.

    Yields:
        One a heading of a statement; amounts in texts are in none.
    """
    given = sums.rows(named=True)
    told = lines.filter(pl.col("heading").is_not_null(), ~of_kind(lines).is_in([str(kind) for kind in LOOSE]))
    for _heading, printed in told.group_by("document", "organisation", "statement", "heading", maintain_order=True):
        for key, table in tables_of(printed).items():
            rows = {_place(row): row for row in printed.iter_rows(named=True) if row["amount"] is not None}
            yield PrintedTable(list(table.values()), _said(table, within(key, given)), rows)


def _said(table: Mapping[Name, Line], given: Iterable[Row]) -> Mapping[Name, Collection[Name]]:
    numbered, found = by_number(table), defaultdict[Name, set[Name]](set)
    for row in given:
        if row["total"] in numbered and row["part"] in numbered:
            found[numbered[row["total"]].name].add(numbered[row["part"]].name)
    return found


def _place(row: Row) -> tuple[Name, Column]:
    return (row["line_no"], row["line"]), (row["measure"], row["period_start"], row["period_end"])


def column_name(column: Column) -> str:
    """Name a column of a table.

    Args:
        column: Measure, first and last day.

    Returns:
        For example "utfall 2016".
    """
    measure, start, end = column
    return f"{MEASURES[LedgerMeasure(measure)].lower()} {span(start, end)}"
