"""Totals that sum lines of another table: what is known of the one holds for the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.judge.signs.choices import Part
from analysis.judge.signs.statement_lines import Line, Name, TableKey
from analysis.judge.signs.sums import by_number, comes_out

Row = Mapping[str, Any]
Tables = Mapping[TableKey, Mapping[Name, Line]]


def within(key: TableKey, given: Sequence[Row]) -> list[Row]:
    """Choose what is given of totals that sum lines of their own table.

    Args:
        key: The table.
        given: Rows of the table `ledger_sum`.

    Returns:
        Those of it.
    """
    return [row for row in given if _table(row, "statement") == key == _table(row, "part_statement")]


def linked(
    key: TableKey,
    tables: Tables,
    given: Sequence[Row],
    known: Mapping[TableKey, Mapping[Name, int]],
    measures: Sequence[str],
) -> dict[Name, int]:
    """Say what lines have from totals of other tables that sum them, where the figures come out.

    Args:
        key: The table that the lines stand in.
        tables: Every table of the document.
        given: Rows of the table `ledger_sum`.
        known: 1 or -1 for lines of tables of which it is known.
        measures: Which columns are held together.

    Returns:
        The same for lines of this table, each with its sign in the sum.
    """
    found: dict[Name, int] = {}
    for total, parts, way in _totals(key, tables, given, known):
        told = comes_out(total, parts, measures)
        if told and all(told):
            found |= {part.line.name: part.sign * way for part in parts}
    return found


def _totals(
    key: TableKey, tables: Tables, given: Sequence[Row], known: Mapping[TableKey, Mapping[Name, int]]
) -> Iterator[tuple[Line, list[Part], int]]:
    groups: dict[tuple[TableKey, int, str, int], list[Row]] = {}
    for row in given:
        table = _table(row, "statement")
        if table != key == _table(row, "part_statement") and table in known and row["part_measure"] is None:
            groups.setdefault((table, row["total"], row["measure"] or "", row["way"]), []).append(row)
    own = by_number(tables[key])
    for (table, number, _measure, _way), rows in groups.items():
        total = by_number(tables[table]).get(number)
        if total and total.name in known[table]:
            parts = [Part(row["sign"], own[row["part"]]) for row in rows if row["part"] in own]
            yield total, parts, known[table][total.name]


def _table(row: Row, statement: str) -> TableKey:
    return row["document"], row["organisation"], row[statement]
