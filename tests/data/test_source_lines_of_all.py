"""Every printed figure of the four later documents stands on the line of the document that its row names."""

from functools import cache

import pytest

from tests.conftest import SEED
from tests.data.readings import COLUMNS, LINES_APART, data
from tests.data.test_source_lines import stands_in

SEEDS = {
    "plan-2019": "001_0d82a35fffd88bb5.txt",
    "interim1-2020": "002_f1d947dbb9d665cd.txt",
    "annual-2022": "003_706e2e96afce6266.txt",
    "evaluation-2011": "004_a597db6653276a27.txt",
}
#: What is printed as a longer word than the numbers up to twelve.
AS_WORDS = {"15": "femton", "50": "femtio"}


@cache
def lines_of(document: str) -> list[str]:
    path = SEED.parent / SEEDS[document]
    if not path.exists():
        pytest.skip("the source documents lie outside the repository and are not here")
    return path.read_text(encoding="utf-8").split("\n")


def printed_on(figure: str, line: str) -> bool:
    # The text that was taken out of the documents uses the decimal point in places: "3.0%".
    return (
        stands_in(figure, line)
        or stands_in(figure, line.replace(".", ","))
        or (figure in AS_WORDS and AS_WORDS[figure] in line.lower())
    )


@pytest.mark.parametrize("document", LINES_APART)
@pytest.mark.parametrize("file", COLUMNS)
def test_every_printed_figure_stands_on_its_line(document: str, file: str) -> None:
    lines = lines_of(document)
    lost = [
        (number, column, row[column], row["source_line"])
        for number, row in enumerate(data(document, file), start=2)
        for column in COLUMNS[file]
        if row[column] and not printed_on(row[column], lines[int(row["source_line"]) - 1])
    ]
    assert lost == []


@pytest.mark.parametrize("document", LINES_APART)
@pytest.mark.parametrize(
    "file", ["parts.csv", "process_areas.csv", "goals.csv", "activities.csv", "controls.csv", "findings.csv"]
)
def test_every_other_row_names_a_line_that_is_not_empty(document: str, file: str) -> None:
    lines = lines_of(document)
    assert [row for row in data(document, file) if not lines[int(row["source_line"]) - 1].strip()] == []
