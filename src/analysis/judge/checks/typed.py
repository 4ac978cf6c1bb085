"""Figures typed by hand in our own texts, against everything that the document holds."""

import re
from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from analysis.judge.checks.finding import Finding, Row, where
from analysis.language import EXPRESSION
from analysis.vocabulary import Contradiction, Severity

#: A number on its own: not a part of a date, a reference, a heading's number or a word.
NUMBER = re.compile(
    r"(?<![\w,.:/§–−+-])(\d{1,3}(?:[ \u202f\u00a0]\d{3})+|\d+)(,\d+)?(?![\w:/§]|[,.]\d|[–-]\d|\.\s*[a-zåäö])"
)
YEARS = range(1990, 2036)
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
#: Numbers below this are more often words than figures: one, two, three.
SMALL = 4
#: Kronor, thousands and millions are told as each other in running text.
SCALES = (1.0, 1_000.0, 1_000_000.0)
SHOWN = 40


def check_typed(texts: pl.DataFrame, known: pl.DataFrame) -> Iterator[Finding]:
    """Find numbers in texts that nothing in the document supports.

    Args:
        texts: `document`, `place`, `subject`, `template` (the text as written), `file`, `file_row`.
        known: `document`, `value`, `money`: every figure that the document holds, whatever it is, and whether it is
            an amount of money, which may be told in kronor, thousands or millions.

    Yields:
        One note a number; years, dates and numbers below four are left alone.
    """
    values: defaultdict[str, set[float]] = defaultdict(set)
    for document, value, money in known.drop_nulls().iter_rows():
        scales = SCALES if money else (1.0,)
        values[document].update(round(abs(value) * one / other, 6) for one in scales for other in scales)
    for row in texts.iter_rows(named=True):
        yield from _unsupported(row, values[row["document"]])


def _unsupported(row: Row, values: set[float]) -> Iterator[Finding]:
    text = EXPRESSION.sub(lambda found: " " * len(found.group()), row["template"])
    for found in NUMBER.finditer(text):
        value = float(re.sub(r"\s", "", found[1]) + (found[2] or "").replace(",", "."))
        if not _is_figure(text, found, value) or value in values:
            continue
        around = " ".join(row["template"][max(0, found.start() - SHOWN) : found.end() + SHOWN].split())
        yield Finding(
            **where(row),
            kind=Contradiction.MISSING,
            severity=Severity.NOTE,
            rule="typed",
            subject=str(row["subject"]),
            printed=found.group(),
            other="",
            message=f"Talet {found.group()} i texten om {row['subject']} stöds inte av någon uppgift: «… {around} …».",
        )


def _is_figure(text: str, found: re.Match[str], value: float) -> bool:
    after = text[found.end() :].split(maxsplit=1)
    is_date = bool(after) and after[0].strip(".,;)") in MONTHS
    whole = value == int(value)
    return not (is_date or (whole and int(value) in YEARS) or (whole and value < SMALL))
