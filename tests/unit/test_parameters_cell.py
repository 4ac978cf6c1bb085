"""The parameters cell of a notebook read and written with other values, and a report that is one notebook."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.notebook_files.parameters_cell import values_of, with_values
from analysis.parameters import read_plan

CELL = """organisation: str = "ÅÄÖ"  # organisationens kod, å ä ö
year: int = 2016  # rapportår
share = -1.5
shown: bool = True  # "citat"
places = ["a", "b"]
text = \"\"\"två
rader\"\"\"  # sist"""


def notebook(source: str, title: str = "# Badande\n\nText.") -> dict[str, object]:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": title},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source.splitlines(keepends=True)},
    ]
    return {"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}


def test_plain_values_are_read_and_others_are_not() -> None:
    assert values_of(notebook(CELL)) == {
        "organisation": "ÅÄÖ", "year": 2016, "share": -1.5, "shown": True, "text": "två\nrader",
    }  # fmt: skip
    assert values_of(notebook("year: int = (")) == {}


def test_values_are_written_where_they_stand_and_all_else_stays() -> None:
    given: dict[str, bool | int | float | str] = {
        "organisation": 'Ö"K', "year": 2031, "shown": False, "text": "en", "places": "c", "unknown": 1,
    }  # fmt: skip
    assert with_values(CELL, given).splitlines() == [
        "organisation: str = 'Ö\"K'  # organisationens kod, å ä ö", "year: int = 2031  # rapportår", "share = -1.5",
        'shown: bool = False  # "citat"', 'places = ["a", "b"]', 'text = "en"  # sist',
    ]  # fmt: skip


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)))
def test_what_is_written_is_what_is_read(value: str | int | float) -> None:
    written = with_values(CELL, {"organisation": value, "year": value})
    found = values_of(notebook(written))
    assert (found["organisation"], found["year"], found["share"]) == (value, value, -1.5)


def plan_of(folder: Path, said: str) -> dict[str, object]:
    (folder / "notebooks" / "egna").mkdir(parents=True)
    (folder / "parameters").mkdir()
    source = 'organisation: str = "HAMN"\nyear: int = 2031\nlanguage: str = "sv"'
    (folder / "notebooks" / "egna" / "bad.ipynb").write_text(json.dumps(notebook(source)), encoding="utf-8")
    file = folder / "parameters" / "mitt.yaml"
    file.write_text(said, encoding="utf-8")
    return read_plan(file).model_dump(include={"report", "title", "language", "parameters", "chapters"})


def test_a_line_is_a_report_and_what_the_file_says_goes_first(tmp_path: Path) -> None:
    one = plan_of(tmp_path / "one", "notebook: egna/bad\n")
    assert (one["report"], one["title"]) == ("mitt", "Badande")
    assert one["parameters"] == {"organisation": "HAMN", "year": 2031}
    said = "notebook: egna/bad\ntitle: Bathing\nlanguage: en\nparameters: {year: 2030}\n"
    other = plan_of(tmp_path / "other", said)
    assert (other["title"], other["language"]) == ("Bathing", "en")
    assert other["parameters"] == {"organisation": "HAMN", "year": 2030}


@pytest.mark.parametrize("name", ["../egna/bad", "egna/../bad", "egna/con", "andra/bad", "egna/Bad"])
def test_only_names_of_notebooks_are_looked_for(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParameterError, match=r"mitt\.yaml: "):
        plan_of(tmp_path, f"notebook: {name}\n")
