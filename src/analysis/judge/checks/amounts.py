"""The same amount printed in several tables or texts of one document."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, heading_of, span, where, written_amount
from analysis.judge.checks.one_name import Names, same_amount
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.statement_kinds import behaviour
from analysis.judge.units import amount_in_ground, to_ground
from analysis.words.numbers import rounded

AMOUNT = ("document", "organisation", "measure", "period_start", "period_end")


def check_amounts(lines: pl.DataFrame) -> Iterator[Finding]:
    """Compare amounts that stand under the same name in several tables or texts of one document.

    Which of one name are of one thing is for `one_name` to say. Two lines of one table that are called the same may be
    two things: one name for two values is a warning there.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.

    Yields:
        One finding an amount that differs from the first one printed.
    """
    named = lines.filter(pl.col("amount").is_not_null()).with_columns(name=pl.col("line").str.to_lowercase())
    several = named.filter((pl.len() > 1).over(*AMOUNT, "name")).sort(
        "is_total", "source_line", descending=[True, False]
    )
    names = Names(tuple(named.iter_rows(named=True)))
    for __, rows in several.group_by(*AMOUNT, "name", maintain_order=True):
        yield from _compare(list(rows.iter_rows(named=True)), names)


def _compare(cells: list[Row], names: Names) -> Iterator[Finding]:
    for at, row in enumerate(cells):
        alike = (first for first in cells[:at] if have_one_ground((row, first)))
        held = next((first for first in alike if names.are_one(row, first)), None)
        if held is not None and not same_amount(row, held) and not _is_told_elsewhere(row, held, cells):
            found = _amount_finding(row, held, two=names.are_two_lines(row, held))
            details = names.is_detail(row) and names.is_detail(held) and found.rule == "name"
            yield replace(found, severity=Severity.NOTE) if details else found


def _is_told_elsewhere(row: Row, held: Row, cells: list[Row]) -> bool:
    """Whether what a text tells stands in another table: one name may be several things, and it means that one."""
    return any(
        behaviour(text) == Statement.OTHER != behaviour(table)
        and any(same_amount(text, other) for other in cells if behaviour(other) != Statement.OTHER)
        for text, table in ((row, held), (held, row))
    )


def _amount_finding(row: Row, first: Row, *, two: bool) -> Finding:
    printed, other = map(written_amount, (row, first))
    what = f"{row['line']}, {row['organisation']} {span(row['period_start'], row['period_end'])}"
    message = f"{what} är {printed} på ett ställe men {other} på ett annat."
    two = two and heading_of(row) == heading_of(first)
    if two:
        message = (
            f"Två rader i samma tabell heter {row['line']}: {what} är {printed} på den ena och {other} på den andra. "
            "Ge raderna olika namn, eller rätta det belopp som är fel."
        )
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=Severity.WARNING if two else Severity.ERROR,
        rule="name" if two else "repeat",
        subject=what,
        printed=printed,
        other=other,
        difference=float(rounded(to_ground(row).back(amount_in_ground(row) - amount_in_ground(first)), 6)),
        other_place=first["place"],
        message=message,
    )
