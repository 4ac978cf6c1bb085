"""Statuses of commitments against how far they are said to have come, and against the figures that measure them."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Assessment, Contradiction, DocumentKind, LevelSaid, Severity, Status, Trend
from analysis.judge.checks.finding import Finding, Row, where
from analysis.words.codes import STATUSES
from analysis.words.days import period
from analysis.words.numbers import number, quantity
from analysis.words.terms import term

FULL = 100.0


def check_statuses(commitments: pl.DataFrame) -> Iterator[Finding]:
    """Compare the status of commitments with how complete they are said to be.

    Args:
        commitments: Rows of the view `commitment_detail` with `file` and `file_row`.

    Yields:
        One finding a commitment whose status and completion cannot both be true.
    """
    for row in commitments.filter(pl.col("status").is_not_null() & pl.col("completion").is_not_null()).iter_rows(
        named=True
    ):
        status, completion = Status(row["status"]), row["completion"]
        wrong = {
            Status.DONE: completion < FULL,
            Status.NOT_STARTED: completion > 0,
            Status.ONGOING: completion >= FULL,
            Status.DELAYED: completion >= FULL,
        }
        if wrong[status]:
            yield Finding(
                **where(row),
                kind=Contradiction.STATUS,
                severity=Severity.WARNING,
                rule="status",
                subject=row["label"],
                printed=str(status),
                other=f"{number(completion)} %",
                message=f"{term('Commitment').the} {row['label']} har statusen {STATUSES[status]} "
                f"men är {term('commitment'):färdig|färdigt} till {number(completion)} %.",
            )


def check_carried(commitments: pl.DataFrame, controls: pl.DataFrame) -> Iterator[Finding]:
    """Find what is carried over to a year that is not ahead, or though it is done.

    Args:
        commitments: Rows of the view `commitment_detail` with `document_kind`, `file` and `file_row`.
        controls: `document`, `document_kind`, `year`, `label`, `carried_to` and where they stand.

    Yields:
        One warning a commitment or control.
    """
    for noun, rows in ((term("Commitment").the, commitments), (term("Control").the, controls)):
        for row in rows.filter(pl.col("carried_to").is_not_null()).iter_rows(named=True):
            if _is_behind(row):
                yield _carried(row, noun, f"men dokumentet gäller {row['year']}. Kontrollera årtalet", str(row["year"]))
    done = (pl.col("status") == Status.DONE.value) & (pl.col("completion") >= FULL)
    for row in commitments.filter(done & pl.col("carried_to").is_not_null()).iter_rows(named=True):
        but = f"men är {STATUSES[Status.DONE]} till 100 %"
        yield _carried(row, term("Commitment").the, but, STATUSES[Status.DONE])


def _is_behind(row: Row) -> bool:
    """Whether a year is none to carry over to; a plan has what is carried over to its own."""
    planned = row["document_kind"] == DocumentKind.PLAN
    return bool(row["carried_to"] < row["year"] or (row["carried_to"] == row["year"] and not planned))


def _carried(row: Row, noun: str, but: str, other: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.STATUS,
        severity=Severity.WARNING,
        rule="carried",
        subject=row["label"],
        printed=str(row["carried_to"]),
        other=other,
        message=f"{noun} {row['label']} förs över till {row['carried_to']}, {but}.",
    )


def check_levels_said(commitments: pl.DataFrame) -> Iterator[Finding]:
    """Compare what a status says of a level, by the legend of its edition, with the figure that measures it.

    Args:
        commitments: Rows of the view `commitment_detail`.

    Yields:
        One finding a commitment said to improve whose figure has not, or said to have reached a level that it misses.
    """
    judged = commitments.filter(pl.col("outcome").is_not_null())
    said, assessment = pl.col("status_level"), pl.col("level_computed")
    missed, reached = (assessment == word.value for word in (Assessment.WORSE, Assessment.BETTER))
    not_better = pl.col("trend_computed").is_in([Trend.UNCHANGED.value, Trend.WORSE.value])
    wrong = ((said == LevelSaid.REACHED.value) & missed) | ((said == LevelSaid.IMPROVED.value) & not_better & ~reached)
    for row in judged.filter(wrong).iter_rows(named=True):
        yield _said_otherwise(row)


def _said_otherwise(row: Row) -> Finding:
    against = [f"{_figure(row, 'previous')} {_time(row, 'previous')}"] if row["previous"] is not None else []
    against += [f"målet {_figure(row, 'target')}"] if row["target"] is not None else []
    figure = _figure(row, "outcome")
    but = f"{row['indicator_label']} är {figure} {_time(row, 'outcome')} mot {' och '.join(against)}"
    return level_said(row, figure, row["outcome_place"], but)


def level_said(row: Row, figure: str, place: str, but: str) -> Finding:
    """Tell of a status that says of a level what a figure does not.

    Args:
        row: A row of the view `commitment_detail`.
        figure: The figure.
        place: Where it stands.
        but: What it says, as the sentence goes on.
    """
    return Finding(
        **where(row),
        kind=Contradiction.STATUS,
        severity=Severity.WARNING,
        rule="level-said",
        subject=row["label"],
        printed=row["status_word"],
        other=figure,
        other_place=place,
        message=f"{term('Commitment').the} {row['label']} har statusen «{row['status_word']}», men {but}.",
    )


def _figure(row: Row, which: str) -> str:
    return quantity(row[which], row[f"{which}_decimals"], row["unit_symbol"], row[f"{which}_operator"])


def _time(row: Row, which: str) -> str:
    return period(row[f"{which}_start"], row[f"{which}_end"], row["outcome_type"])
