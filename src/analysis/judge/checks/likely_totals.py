"""Totals of which nobody says what they sum, against lines that give them in other columns or in the whole table."""

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, where, written_amount
from analysis.judge.checks.printed_tables import PrintedTable, column_name, printed_tables
from analysis.judge.signs.likely import Likely, Support
from analysis.judge.signs.statement_lines import Column
from analysis.judge.units import to_ground
from analysis.words.numbers import exact, number, rounded


def check_likely_totals(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[Finding]:
    """Recompute totals that `ledger_sums.csv` says nothing of.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.
        sums: Rows of the table `ledger_sum`.

    Yields:
        A warning for a column in which lines do not give a total that they give in others, or that contradicts the
        last total; a note for the only total of a table with one column.
    """
    for table in printed_tables(lines, sums):
        for likely in table.likely():
            yield from (_finding(table, likely, column, summed) for column, summed in likely.wrong.items())


def _finding(table: PrintedTable, likely: Likely, column: Column, summed: Decimal) -> Finding:
    total, first = (table.rows[line.name, column] for line in (likely.total, likely.parts[0].line))
    given = to_ground(total).back(summed)
    printed, shown = number(total["amount"], total["decimals"]), number(rounded(given, 6), total["decimals"])
    return Finding(
        **where(total),
        kind=Contradiction.SUM,
        severity=Severity.NOTE if likely.support is Support.NEARNESS else Severity.WARNING,
        rule="sum-likely",
        subject=f"{total['line']}, {column_name(column)}",
        printed=printed,
        other=shown,
        difference=float(rounded(exact(total["amount"]) - given, 6)),
        other_place=first["place"],
        message=f"{total['line']} är {written_amount(total)}, men raderna ovanför ger {shown} "
        f"({column_name(column)}). {_why(likely)}",
    )


def _why(likely: Likely) -> str:
    if likely.support is Support.COLUMN:
        columns = " och ".join(column_name(column) for column in likely.right)
        return f"I {columns} går summan ut."
    if likely.support is Support.WHOLE:
        return "Tabellens sista summa går ut med samma rader."
    return "Kontrollera summan, om tabellen har alla rader som räknas."
