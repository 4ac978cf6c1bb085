"""Outcomes of financial tables that a later document prints anew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure, Statement
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, span, table_of, where, written_amount
from analysis.judge.checks.one_name import same_amount
from analysis.judge.checks.repeats import WRITTEN
from analysis.judge.statement_kinds import of_kind
from analysis.judge.units import amount_in_ground, to_ground
from analysis.words.numbers import rounded

#: What makes tables of several documents the same one, for a period.
TABLE = ("organisation", "statement", "period_start", "period_end")
#: So many names must all differ before a whole table is taken to be worked out anew.
SEVERAL = 3
#: Amounts of texts and explanations are told in words that do not recur.
LOOSE = (Statement.OTHER, Statement.VARIANCE_EXPLANATION)
Names = Mapping[str, Row]


class Pair(NamedTuple):
    """An amount and the same line of an earlier document."""

    later: Row
    first: Row


def check_restated_amounts(lines: pl.DataFrame) -> Iterator[Finding]:
    """Hold the outcomes of each table against those of the document before that has the line.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, `document_title`, `document_kind`, `document_start` and
            `document_end`.

    Yields:
        A warning an amount that differs, a note where a remark stands beside it; one note where nothing of several
        lines agrees, for then the table is worked out anew. A sign alone is a matter of how documents count.
    """
    outcomes = lines.filter(
        pl.col("amount").is_not_null(),
        pl.col("measure") == LedgerMeasure.ACTUAL.value,
        ~of_kind(lines).is_in([str(kind) for kind in LOOSE]),
    ).with_columns(written=WRITTEN)
    several = outcomes.filter((pl.col("document").n_unique() > 1).over(*TABLE)).sort("written", maintain_order=True)
    for __, rows in several.group_by(*TABLE, maintain_order=True):
        yield from _of_table([_named(group) for _document, group in rows.group_by("document", maintain_order=True)])


def _named(rows: pl.DataFrame) -> Names:
    """The lines of a document by name; a name of several amounts is no name."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["line"].strip().casefold()].append(row)
    return {name: same[0] for name, same in found.items() if all(same_amount(same[0], row) for row in same)}


def _of_table(documents: Sequence[Names]) -> Iterator[Finding]:
    for at, names in enumerate(documents):
        pairs: defaultdict[str, list[Pair]] = defaultdict(list)
        for name, row in names.items():
            earlier = next((before[name] for before in reversed(documents[:at]) if name in before), None)
            if earlier is not None:
                pairs[earlier["document"]].append(Pair(row, earlier))
        for told in pairs.values():
            yield from _compare(told)


def _compare(pairs: Sequence[Pair]) -> Iterator[Finding]:
    apart = [pair for pair in pairs if not _agree(pair)]
    if len(apart) == len(pairs) >= SEVERAL:
        yield _table_finding(apart)
    else:
        yield from (_finding(pair) for pair in apart)


def _agree(pair: Pair) -> bool:
    turned = {**pair.later, "amount": -pair.later["amount"]}
    return same_amount(pair.later, pair.first) or same_amount(turned, pair.first)


def _finding(pair: Pair) -> Finding:
    later = pair.later
    here, there = (f"{written_amount(row)} i ”{row['document_title']}”" for row in pair)
    noted = f" ({later['note']})" if later["note"] else ""
    severity = Severity.NOTE if later["note"] else Severity.WARNING
    return _told(pair, severity, f"{_what(later)} är {here}, men {there}{noted}.")


def _table_finding(pairs: Sequence[Pair]) -> Finding:
    later, first = pairs[0]
    when = span(later["period_start"], later["period_end"])
    said = (
        f"Inget av {len(pairs)} belopp för {when} i {table_of(later)} är detsamma i ”{later['document_title']}” som i "
        f"”{first['document_title']}”: {_what(later)} är {written_amount(later)} mot {written_amount(first)}. "
        "Kontrollera om tabellen är omräknad."
    )
    return _told(pairs[0], Severity.NOTE, said)


def _told(pair: Pair, severity: Severity, message: str) -> Finding:
    later, first = pair
    difference = to_ground(later).back(amount_in_ground(later) - amount_in_ground(first))
    return Finding(
        **where(later),
        kind=Contradiction.REPEAT,
        severity=severity,
        rule="restated",
        subject=_what(later),
        printed=written_amount(later),
        other=written_amount(first),
        difference=float(rounded(difference, 6)),
        other_place=first["place"],
        other_document=first["document"],
        message=message,
    )


def _what(row: Row) -> str:
    return f"{row['line']}, {row['organisation']} {span(row['period_start'], row['period_end'])}"
