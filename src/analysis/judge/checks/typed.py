"""Figures typed by hand in our own texts, against everything that the document holds."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

import polars as pl

from analysis.base.live_figure import EXPRESSION, by_hand
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, where

#: A number on its own: not a part of a date, a reference, a heading's number or a word.
NUMBER = re.compile(
    r"(?<![\w,.:/§–−+-])(\d{1,3}(?:[ \u202f\u00a0]\d{3})+|\d+)(,\d+)?(?![\w:/§]|[,.]\d|[–-]\d|-talet|\.\s*[a-zåäö])"
)
#: Words whose number is a part of a name: standards and products.
NAMED = re.compile(r"\b(?:ISO|Office|Windows)\s+$")
#: The limits of a scale: what else the same text says of one of them is about the scale, not a figure of its own.
LIMITS = re.compile(r"(?<![\w,.:/§–−+-])(\d+)–(\d+)(?![\w:/§–-]|[,.]\d)")
YEARS = range(1990, 2036)
MONTH = re.compile(r"\s+(?:januari|februari|mars|april|maj|ju[nl]i|augusti|(?:sept|nov|dec)ember|oktober)\b")
#: Numbers below this are more often words than figures: one, two, three.
SMALL = 4
SHOWN = 40


def check_typed(texts: pl.DataFrame, known: pl.DataFrame) -> Iterator[Finding]:
    """Find numbers in texts that nothing in the document supports.

    Args:
        texts: `document`, `place`, `subject`, `template` (the text as written), `file`, `file_row`.
        known: `document`, `value`, `factors`: every figure that the document holds, whatever it is, and what it is
            multiplied by to be told in each unit that it converts to: thousands are told as millions in running text.

    Yields:
        One note a number; years, dates, limits of scales and numbers below four are left alone.
    """
    values: defaultdict[str, set[float]] = defaultdict(set)
    for document, value, factors in known.drop_nulls("value").iter_rows():
        values[document].update(round(abs(value) * factor, 6) for factor in factors or (1.0,))
    for row in texts.iter_rows(named=True):
        yield from _unsupported(row, values[row["document"]])


def _unsupported(row: Row, values: set[float]) -> Iterator[Finding]:
    text = by_hand(row["template"])
    supported = values | {float(end) for limits in LIMITS.findall(text) for end in limits}
    for found in NUMBER.finditer(text):
        value = float(re.sub(r"\s", "", found[1]) + (found[2] or "").replace(",", "."))
        if not _is_figure(text, found, value) or value in supported:
            continue
        said = _last(row["template"][: found.start()]) + found.group() + _first(row["template"][found.end() :])
        yield Finding(
            **where(row),
            kind=Contradiction.MISSING,
            severity=Severity.NOTE,
            rule="typed",
            subject=str(row["subject"]),
            printed=found.group(),
            other="",
            message=f"Talet {found.group()} i texten stöds inte av någon uppgift: ”…{said.strip('… ')}…”.",
        )


def _last(text: str) -> str:
    """The last words before a number, without the expressions of the text: nobody reads those."""
    words = re.split(r"(?<=\s)", EXPRESSION.sub("…", text))
    return "".join(_kept(words[::-1])[::-1])


def _first(text: str) -> str:
    return "".join(_kept(re.split(r"(?=\s)", EXPRESSION.sub("…", text))))


def _kept(words: list[str]) -> list[str]:
    """As many whole words as there is room for."""
    lengths = accumulate(map(len, words))
    return [word for word, length in zip(words, lengths, strict=True) if length <= SHOWN]


def _is_figure(text: str, found: re.Match[str], value: float) -> bool:
    is_date = MONTH.match(text, found.end()) is not None
    whole = value == int(value)
    is_name = NAMED.search(text, 0, found.start()) is not None
    return not (is_date or is_name or (whole and int(value) in YEARS) or (whole and value < SMALL))
