"""Every printed figure stands on the line of the document that its row names."""

import csv
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "data" / "sources" / "annual-2016"
FIGURES = {
    "targets.csv": "value",
    "observations.csv": "value",
    "ledger.csv": "amount",
    "claims.csv": "printed",
    "commitments.csv": "completion",
}
#: A commitment's row names its heading; its completion is printed in a small table below.
FIGURES_BELOW = {"commitments.csv": 3}
WORDS = {
    "0": "noll|ingen|inget|inga",
    "1": "en|ett|första",
    "2": "två|andra",
    "3": "tre|tredje",
    "4": "fyra",
    "5": "fem",
    "6": "sex",
    "7": "sju",
    "8": "åtta",
    "9": "nio",
    "10": "tio",
    "11": "elva",
    "12": "tolv",
}


def rows(file: str) -> list[tuple[int, dict[str, str]]]:
    with (SOURCE / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(enumerate(csv.DictReader(opened, delimiter=";"), start=2))


def stands_in(figure: str, line: str) -> bool:
    digits = re.escape(figure.lstrip("-")).replace(r"\ ", r"\s?")
    as_word = f"|\\b({WORDS[figure]})" if figure in WORDS else ""
    return re.search(rf"(?<![\d,])({digits})(?!\d|,\d){as_word}", line, re.IGNORECASE) is not None


def printed_at(lines: list[str], number: int, below: int) -> str:
    return "\n".join(lines[number - 1 : number + below])


@pytest.mark.parametrize(("file", "column"), FIGURES.items())
def test_every_printed_figure_stands_on_its_line(seed_lines: list[str], file: str, column: str) -> None:
    lost = [
        (number, row[column], row["source_line"])
        for number, row in rows(file)
        if row[column]
        and not stands_in(row[column], printed_at(seed_lines, int(row["source_line"]), FIGURES_BELOW.get(file, 0)))
    ]
    assert lost == []
