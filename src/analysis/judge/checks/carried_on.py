"""Commitments that a later document carries on, against how far an earlier one says that they have come."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity, Status
from analysis.judge.checks.finding import Finding, Row, where
from analysis.words.codes import STATUSES
from analysis.words.numbers import PERCENT, number, with_unit
from analysis.words.terms import term

#: How far a commitment has come, where only its status says it; what is late may be anywhere between.
COME = {Status.NOT_STARTED: 0.0, Status.ONGOING: 1.0, Status.DELAYED: 1.0, Status.DONE: 100.0}


def check_carried_on(carried_on: pl.DataFrame) -> Iterator[Finding]:
    """Find commitments that have come less far than an earlier document says.

    Args:
        carried_on: `document`, `document_title`, `label`, `status`, `completion` and where they stand, and the same of
            the earlier document: `earlier_document`, `earlier_title`, `earlier_status`, `earlier_completion`,
            `earlier_place`.

    Yields:
        One note a commitment: what is done every year begins anew.
    """
    for row in carried_on.iter_rows(named=True):
        before, now = _come(row, "earlier_"), _come(row, "")
        if before is not None and now is not None and now < before:
            yield _finding(row)


def _come(row: Row, which: str) -> float | None:
    """How far it has come, in percent; a completion that only one of the two prints says nothing beside a status."""
    if row["completion"] is not None and row["earlier_completion"] is not None:
        return float(row[f"{which}completion"])
    status = row[f"{which}status"]
    return None if status is None else COME[Status(status)]


def _finding(row: Row) -> Finding:
    now, before = _said(row, ""), _said(row, "earlier_")
    return Finding(
        **where(row),
        kind=Contradiction.STATUS,
        severity=Severity.NOTE,
        rule="carried-on",
        subject=row["label"],
        printed=now,
        other=before,
        other_place=row["earlier_place"],
        other_document=row["earlier_document"],
        message=f"{term('Commitment').the} {row['label']}: {before} i ”{row['earlier_title']}”, men {now} i "
        f"”{row['document_title']}”. Det kan stämma om det görs om varje år.",
    )


def _said(row: Row, which: str) -> str:
    completion, status = row[f"{which}completion"], row[f"{which}status"]
    words = [STATUSES[Status(status)]] if status else []
    share = [with_unit(number(completion), PERCENT)] if completion is not None else []
    return ", ".join([*words, *(f"färdigt till {each}" for each in share)])
