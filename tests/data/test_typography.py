"""Our own words are set as Swedish is: no number breaks over lines, minus is minus, a range has a dash."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
#: Columns that hold our own sentences; codes, places and names of printed lines are left as they are.
OWN_WORDS = {"label", "note", "action", "risk", "frequency", "method", "definition", "reason"}
EXPRESSION = re.compile(r"\{\{.*?\}\}")
#: What is quoted stands as printed.
QUOTED = re.compile("”[^”]*”")
UNIT = r"(?:%|tkr|mnkr|mkr|kr|st|kW|MW)(?!\w)"
MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
FAULTS = {
    "a number that breaks between its thousands": re.compile(r"(?<![\d,.])\d{1,3} \d{3}(?!\d)"),
    "a number that breaks before its unit": re.compile(rf"[\d}}] {UNIT}"),
    "a hyphen for minus": re.compile(r"(?:^|(?<=[\s(+]))-\d"),
    "a hyphen in a range": re.compile(r"(?<![\d-])(?!\d{4}-(?:0\d|1[0-2])\b)\d+(?:,\d+)?-\d+(?![\d-])"),
    "a hyphen between months": re.compile(rf"\b(?:{MONTHS})-(?:{MONTHS})\b"),
    "a row of our text extract, which no reader has": re.compile(r"\brad(?:en)? \d+"),
    "straight or foreign quotation marks": re.compile('["«»]'),
}


def faults(text: str) -> list[str]:
    """What is wrong in one text; an expression counts as the figure that it becomes."""
    own = QUOTED.sub("", EXPRESSION.sub("}", text))
    return [f"{fault}: {found[0]}" for fault, pattern in FAULTS.items() for found in pattern.finditer(own)]


def own_words() -> Iterator[tuple[str, str]]:
    for path in sorted(DATA.glob("sources/*/texts/*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.startswith(("#", "Plats:")):
                yield f"{path.relative_to(DATA)}:{number}", line
    for path in sorted(DATA.glob("**/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter=";"), start=2):
                for column in OWN_WORDS & row.keys():
                    yield f"{path.relative_to(DATA)}:{number} {column}", row[column] or ""


def test_our_own_words_are_set_as_swedish_is() -> None:
    wrong = {where: found for where, text in own_words() if (found := faults(text))}
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "kostade 1 500 tkr",
        "blev 75 %.",
        '{{ belopp("other", "Driftram", "budget", 2020) }} tkr',
        "blev -138 tkr",
        "åren 2016-2019",
        "miljöplan för 2017-18.",
        "nivån 90-99 är gul",
        "januari-mars",
        'mässan "Skapa framtiden"',
    ],
)
def test_a_fault_is_found(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "kostade 1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr",
        "år 2016 480 bostäder",
        "till 2022-06-30, i 2018-08 och KSKF/2016:554",
        '{{ utfall("nmi", "2018-08", "EK-1 000") }} var 4-åriga',
        "blev \N{MINUS SIGN}138, åren 2016\N{EN DASH}2019",
        "chefer (80-90-gruppen)",
        "tryckt ”-1,7”",
    ],
)
def test_what_is_right_is_left(text: str) -> None:
    assert not faults(text)
