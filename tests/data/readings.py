"""The data files and the second readings of the documents that came after annual-2016."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import yaml

from analysis.base.project import HEADER_FILE
from tests.data.test_second_reading import HERE, Figure, number, rows

SOURCES = HERE.parents[1] / "data" / "sources"

#: How far apart the two readings may place the same figure. Plan and interim report are flattened: a line is a page.
LINES_APART = {"plan-2019": 0, "interim1-2020": 0, "annual-2022": 3, "evaluation-2011": 3}
COLUMNS = {
    "targets.csv": ["value"],
    "observations.csv": ["value"],
    "ledger.csv": ["amount"],
    "claims.csv": ["printed"],
    "commitments.csv": ["completion"],
    "scores.csv": ["achieved", "max", "percent"],
}
#: Kinds of rows in a second reading that tell of something else than a figure.
NO_FIGURES = {
    "commitment",
    "activity",
    "goal",
    "control",
    "area_assessment",
    "area_trend",
    "strength",
    "partly",
    "improvement",
}

Row = dict[str, str]


@cache
def data(document: str, file: str) -> list[Row]:
    """The rows of a data file, with what is said once of them all; none when the document has no such file."""
    path = SOURCES / document / file
    said = said_once(document).get(file.removesuffix(".csv"), {})
    return (
        [defaultdict(str, said | {name: cell for name, cell in row.items() if cell}) for row in rows(path)]
        if path.exists()
        else []
    )


@cache
def said_once(document: str) -> dict[str, dict[str, str]]:
    """What a document says of every row of a table; its five documents say it table by table."""
    path = SOURCES / document / HEADER_FILE
    told: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return told


@cache
def reading(document: str) -> list[Row]:
    """The second reading of a document."""
    return rows(HERE / f"{document}-second-reading.csv")


def read_twice(document: str, *kinds: str) -> list[Row]:
    """The rows of some kinds in the second reading."""
    return [row for row in reading(document) if row["kind"] in kinds]


def figures_in_data(document: str) -> list[Figure]:
    """Every figure of the data, with file and subject."""
    return [
        Figure(int(row["source_line"]), number(row[column]), f"{file}: {next(iter(row.values()))}")
        for file, columns in COLUMNS.items()
        for row in data(document, file)
        for column in columns
        if row[column]
    ]


def figures_read_twice(document: str) -> list[Figure]:
    """Every figure of the second reading."""
    return [
        Figure(int(row["line"]), number(row["value"]), f"{row['kind']}: {row['subject']}")
        for row in reading(document)
        if row["kind"] not in NO_FIGURES and row["value"]
    ]


def without_match(document: str, figures: list[Figure], others: list[Figure]) -> Iterator[Figure]:
    """Figures whose value does not stand near enough among the others; signs are held in the tables."""
    apart = LINES_APART[document]
    known = {(other.line + step, abs(other.value)) for other in others for step in range(-apart, apart + 1)}
    return (figure for figure in figures if (figure.line, abs(figure.value)) not in known)


def codes(text: str) -> frozenset[str]:
    """Codes separated by commas, without their order."""
    return frozenset(code.strip() for code in text.split(",") if code.strip())
