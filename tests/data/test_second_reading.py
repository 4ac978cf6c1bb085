"""The data files against an independent second reading of the whole document.

`annual-2016-second-reading.csv` was read by others, from the document alone. Left out of it are rows that are no figure
or word of the data: legends, definitions (time limits, steps of a model), the article "en" read as one, shares in words
("hälften") and status told in prose.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "data" / "sources" / "annual-2016"
READING = HERE / "annual-2016-second-reading.csv"

#: How far apart the two readings may place the same figure: a paragraph and its heading.
LINES_APART = 3
SHARE_THAT_MUST_AGREE = 0.99

FIGURES = {
    "targets.csv": "value",
    "observations.csv": "value",
    "ledger.csv": "amount",
    "claims.csv": "printed",
    "commitments.csv": "completion",
}
NUMBER_WORDS = {
    word: float(value)
    for value, words in enumerate(
        [
            "noll ingen inget inga",
            "en ett",
            "två",
            "tre",
            "fyra",
            "fem",
            "sex",
            "sju",
            "åtta",
            "nio",
            "tio",
            "elva",
            "tolv",
        ]
    )
    for word in words.split()
} | {
    "sexton": 16.0,
    "30-tal": 30.0,
    "en eller två": 2.0,  # the data holds "at most two"
    "42 5": 42.0,  # printed so, in a row of percentages: a slip for "42 %"
}
WORDS = {
    "Bättre än målet": "better",
    "Nära målet": "near",
    "Sämre än målet": "worse",
    "Sämrre än målet": "worse",  # misprinted so
    "Ej utvärderad": "not_evaluated",
    "Ökad": "increased",
    "Oförändrad": "unchanged",
    "Minskad": "decreased",
    "Inget värde angivet": "none",
    "Klart, avslutat": "done",
    "Pågår": "ongoing",
    "Försenat": "delayed",
    "Ej påbörjad": "not_started",
    "●": "done",
    "◆": "ongoing",
    "": None,  # the symbol was lost
}

#: Lines of the large tables: here the readings must agree on sex, measure and period too.
TABLES = [*range(1117, 1136), *range(1140, 1148), *range(1160, 1163), *range(1782, 1863)]
MEASURES = {"actual": "outcome", "change_pct": "change"}


class Figure(NamedTuple):
    """A figure and the line where it stands."""

    line: int
    value: float
    where: str


class Cell(NamedTuple):
    """A cell of a table."""

    line: int
    sex: str
    measure: str
    year: str
    value: float | None


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text: str) -> float:
    word = text.strip().lower()
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    return float(word.replace(" ", "").replace("%", "").replace("+", "").replace(",", "."))


@cache
def reading() -> list[dict[str, str]]:
    return rows(READING)


@cache
def read_twice() -> list[Figure]:
    figures = (row for row in reading() if row["kind"] not in {"assessment", "trend", "status"} and row["value"])
    return [Figure(int(row["line"]), number(row["value"]), row["subject"]) for row in figures]


@cache
def in_data() -> list[Figure]:
    return [
        Figure(int(row["source_line"]), number(row[column]), f"{file}: {next(iter(row.values()))}")
        for file, column in FIGURES.items()
        for row in rows(SOURCE / file)
        if row[column]
    ]


def without_match(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    known = {(other.line, abs(other.value)) for other in others}
    around = range(-LINES_APART, LINES_APART + 1)
    return [
        figure for figure in figures if not any((figure.line + step, abs(figure.value)) in known for step in around)
    ]


def data_cells() -> Iterator[Cell]:
    for file, column in (("observations.csv", "value"), ("ledger.csv", "amount")):
        for row in rows(SOURCE / file):
            if int(row["source_line"]) in TABLES:
                measure, value = (
                    MEASURES.get(row["measure"], row["measure"]),
                    number(row[column]) if row[column] else None,
                )
                yield Cell(int(row["source_line"]), row.get("sex", "T"), measure, row["period_end"][:4], value)


def cells_read_twice() -> Iterator[Cell]:
    for row in reading():
        if int(row["line"]) in TABLES:
            value = number(row["value"]) if row["value"] else None
            measure = "outcome" if row["measure"] == "count" else row["measure"]
            yield Cell(int(row["line"]), row["sex"] or "T", measure, row["period"][:4], value)


def test_the_second_reading_is_of_the_whole_document() -> None:
    assert len(read_twice()) > 900
    assert {min(figure.line for figure in read_twice()), max(figure.line for figure in read_twice())} == {10, 1879}


def test_every_figure_of_the_second_reading_is_in_the_data() -> None:
    assert without_match(read_twice(), in_data()) == []


def test_every_figure_in_the_data_is_in_the_second_reading() -> None:
    assert without_match(in_data(), read_twice()) == []


def test_the_two_readings_count_nearly_the_same_number_of_figures() -> None:
    assert len(in_data()) == pytest.approx(len(read_twice()), rel=1 - SHARE_THAT_MUST_AGREE)


def test_every_cell_of_the_tables_agrees_in_sex_measure_period_sign_and_value() -> None:
    assert set(data_cells()) == set(cells_read_twice())


@pytest.mark.parametrize(
    ("file", "kind"), [("goals.csv", "assessment"), ("goals.csv", "trend"), ("commitments.csv", "status")]
)
def test_every_word_and_symbol_of_the_second_reading_is_in_the_data(file: str, kind: str) -> None:
    known = [
        (int(row["source_line"]), row[kind] if row[f"{kind}_source"] == "printed" else None)
        for row in rows(SOURCE / file)
    ]
    words = [(int(row["line"]), WORDS[row["value"]]) for row in reading() if row["kind"] == kind]
    # A word stands below the heading of the goal or commitment that it judges.
    nearest = [max((other for other in known if other[0] <= line), key=lambda other: other[0]) for line, _ in words]
    assert [word for _, word in words] == [word for _, word in nearest]


@pytest.mark.parametrize(("file", "kind", "count"), [("goals.csv", "assessment", 31), ("goals.csv", "trend", 31)])
def test_no_word_is_in_the_data_that_the_second_reading_lacks(file: str, kind: str, count: int) -> None:
    printed = sum(row[f"{kind}_source"] == "printed" for row in rows(SOURCE / file))
    assert printed == sum(row["kind"] == kind for row in reading()) == count
