"""Texts that say that all commitments are done or that none is late, against the statuses of those that are listed."""

import re
from collections.abc import Iterator

import polars as pl

from analysis.base.live_figure import by_hand
from analysis.base.vocabulary import Contradiction, Severity, Status
from analysis.judge.checks.called import several
from analysis.judge.checks.counted_texts import AMOUNT, SAID, START, end, number_of
from analysis.judge.checks.finding import Finding, Row, where
from analysis.judge.checks.listed import Counted, Listed, is_of_another_year, lists_of
from analysis.words.terms import term

#: What is said of one: "inget åtagande är klart", "ingen aktivitet är klar".
OF_ONE = {
    Status.DONE: r"(?:helt )?(?:klart?|avslutat|avslutad|slutfört|slutförd|genomfört|genomförd)",
    Status.DELAYED: r"försena[td]",
    Status.NOT_STARTED: r"(?:inte|ej) påbörja[td]",
}
HOW = "|".join(f"(?P<{status}>{words}|{OF_ONE.get(status, words)})" for status, words in SAID.items())
NONE = ("inga", "inget", "ingen")


def check_counted_statuses(texts: pl.DataFrame, listed: pl.DataFrame) -> Iterator[Finding]:
    """Find texts that say of all commitments, or of none, what their statuses do not.

    Args:
        texts: `document`, `year`, `place`, `organisation`, `subject_type`, `subject`, `template`, `file`, `file_row`.
        listed: `document`, `organisation`, `what`, `process_area`, `heading`, `whose`, `status`.

    Yields:
        One note a statement that no list of commitments which the text may mean bears out; an unknown status may be
        any.
    """
    lists, every = lists_of(listed, "commitment"), _every()
    for row in texts.iter_rows(named=True):
        text = by_hand(row["template"])
        for found in re.finditer(every, text, re.IGNORECASE):
            meant = [each.counted for each in lists.get(row["document"], ()) if _is_meant(row, each, found)]
            if meant and not is_of_another_year(row, text[found.end() :]) and not any(_holds(found, c) for c in meant):
                yield _finding(row, found, max(meant, key=Counted.total))


def _every() -> str:
    """Nothing before it in its sentence may say which ones are meant."""
    return (
        rf"{START}(?P<every>alla|samtliga|{'|'.join(NONE)})(?: de| våra)?(?: (?P<all>{AMOUNT}))? "
        rf"{several('commitment')} (?:är |har )?(?:{HOW}){end()}"
    )


def _is_meant(row: Row, listed: Listed, found: re.Match[str]) -> bool:
    if number := found["all"]:
        return listed.counted.total() == number_of(number)
    return listed.may_be_all_of(row)


def _status(found: re.Match[str]) -> Status:
    return next(status for status in SAID if found[status])


def _holds(found: re.Match[str], counted: Counted) -> bool:
    """Whether it may be so."""
    if found["every"].lower() in NONE:
        return not counted[_status(found)]
    return counted[_status(found)] + counted[None] == counted.total()


def _finding(row: Row, found: re.Match[str], counted: Counted) -> Finding:
    quoted, status = " ".join(found.group().strip(".!? \n").split()), _status(found)
    told = f"{counted[status]} av {counted.total()}"
    return Finding(
        **where(row),
        kind=Contradiction.COUNT,
        severity=Severity.NOTE,
        rule="counted-statuses",
        subject=str(row["subject"]),
        printed=found["every"],
        other=told,
        message=f"Texten säger ”{quoted}”, men enligt statusarna i dokumentet är det {told} {term('commitment').many}. "
        "Rätta texten eller statusen.",
    )
