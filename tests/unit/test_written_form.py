"""A table saved by a spreadsheet gets its form back, byte for byte, and no value changes."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from analysis.intake.written_form import BOM, Reformed, put_back

DATA = Path(__file__).parents[2] / "data"
FILES = [path.read_bytes().decode("utf-8") for path in sorted(DATA.rglob("*.csv"))]
BEFORE = f'{BOM}line;amount;note\nOktober 2022;40 047;"ett; två"\nHyror;3,0;\nBidrag;-93 234;1-2\n'


def by_spreadsheet(text: str) -> str:
    """The table as a spreadsheet saves it: no thousands, no last zeros, other quotes and line ends, no mark first."""
    rows = csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";")
    saved = io.StringIO()
    csv.writer(saved, delimiter=";", quoting=csv.QUOTE_ALL).writerows([[_saved(cell) for cell in row] for row in rows])
    return saved.getvalue()


def _saved(cell: str) -> str:
    if not re.fullmatch(r"-?[0-9 ]+(,[0-9]+)?", cell):
        return cell
    plain = cell.replace(" ", "")
    return plain.rstrip("0").rstrip(",") if "," in plain else plain


def test_form_comes_back_and_the_rows_are_told() -> None:
    now = BEFORE.removeprefix(BOM).replace("Oktober 2022;40 047", "2022-10-01;40047").replace("3,0", "3")
    assert put_back(now, BEFORE) == (BEFORE, [Reformed(2, "2022-10-01", "Oktober 2022"), Reformed(3, "3", "3,0")])


@pytest.mark.parametrize("text", FILES)
def test_every_file_of_ours_comes_back_as_it_was(text: str) -> None:
    assert put_back(by_spreadsheet(text), text)[0] == text
    assert put_back(text, text) == (text, [])


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("3", "3,1"),
        ("2022-10-01", "Oktober 2023"),
        ("2022-10-02", "Oktober 2022"),
        ("40047", "40 048"),
        ("7", "sju"),
        ("-3", "3"),
        ("", "0"),
    ],
)
def test_another_value_stays(now: str, then: str) -> None:
    changed = f"a;b\n{now};x\n"
    assert put_back(changed, f"a;b\n{then};x\n") == (changed, [])


def test_a_corrected_row_keeps_its_correction_and_gets_the_form_of_its_other_cells() -> None:
    before, now = "a;b;c\n3,0;5,50;x\n1,0;2;y\n", "a;b;c\n3;5,60;x\n1;2;y\n"
    assert put_back(now, before) == ("a;b;c\n3,0;5,60;x\n1,0;2;y\n", [Reformed(2, "3", "3,0"), Reformed(3, "1", "1,0")])


def test_rows_added_and_taken_away_stay_so() -> None:
    before, now = "a;b\n1,0;x\n2,0;y\n3,0;z\n", "a;b\n1;x\n9;ny\n3;z\n4,5;slut\n"
    assert put_back(now, before)[0] == "a;b\n1,0;x\n9;ny\n3,0;z\n4,5;slut\n"


@pytest.mark.parametrize("other", ["", "x\n", "a,b\n1,2\n", 'a;b\n"1;2\n', "b;a\n1;2\n"])
def test_what_is_no_such_table_is_left_alone(other: str) -> None:
    assert put_back(other, "a;b\n1,0;x\n") == (other, [])


@examples(100)
@given(
    rows=st.lists(
        st.lists(st.sampled_from(["3,0", "3", "3,00", "-1 000", "x", "", "maj 2022", '"']), min_size=2, max_size=2)
    ),
    data=st.data(),
)
def test_whatever_form_is_changed_comes_back(rows: list[list[str]], data: st.DataObject) -> None:
    """Each cell is written in another way that means the same; then nothing tells the file from what it was."""
    same = {"3,0": "3", "3": "3,000", "3,00": "3", "-1 000": "−1000,0", "maj 2022": "2022-05-01"}
    changed = [[same.get(cell, cell) if data.draw(st.booleans()) else cell for cell in row] for row in rows]
    before, now = _written([["a", "b"], *rows]), _written([["a", "b"], *changed])
    text, reformed = put_back(now, before)
    assert text == before
    assert [each.row for each in reformed] == [
        number for number, (one, other) in enumerate(zip(rows, changed, strict=True), start=2) if one != other
    ]


def _written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()
