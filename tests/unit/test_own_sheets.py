"""A workbook of one's own beside the database: rows are found by code or name, and what is wrong is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.examples import examples

from analysis.build.database import Built
from analysis.errors import ParameterError
from analysis.report import Report

GOALS = ["Båtplatserna är uthyrda", "Vattnet går att bada i"]


@pytest.fixture(scope="module")
def harbour(small: Built) -> Report:
    """The harbour office in 2031."""
    return Report(organisation="HAMN", year=2031, database=small.path)


def sheet(path: Path, *rows: Sequence[object]) -> Path:
    book = Workbook(write_only=True)
    only = book.create_sheet("Blad1")
    for row in rows:
        only.append([*row])
    book.save(path)
    return path


def test_goals_are_found_by_name_in_any_case_and_the_rest_stays_blank(harbour: Report, tmp_path: Path) -> None:
    rows = ("Mål", "Vikt"), ("vattnet GÅR att bada i", 2.5), ("Något annat", 1), ("Båtplatserna är uthyrda", 3)
    joined = harbour.join_excel(sheet(tmp_path / "min.xlsx", *rows), on="Mål")
    assert joined.columns == ["Mål", "Vikt", "label", "target", "outcome", "assessment_final", "trend_final"]
    assert joined["Vikt"].to_list() == [2.5, 1.0, 3.0]
    assert joined["outcome"].to_list() == [66.0, None, 87.0]
    assert joined["label"].to_list() == [GOALS[1], None, GOALS[0]]


def test_key_figures_are_found_by_code_and_a_heading_that_both_have_stands_twice(
    harbour: Report, tmp_path: Path
) -> None:
    rows = ("kod", "value"), ("batplatser", "min siffra")
    joined = harbour.join_excel(sheet(tmp_path / "min.xlsx", *rows), on="kod")
    assert joined.select("value", "value_database").rows() == [("min siffra", 87.0)]


@examples(4)
@given(st.lists(st.sampled_from([*GOALS, "Annat", "", "kvalitet"]), min_size=1, max_size=6))
def test_every_row_of_the_sheet_is_there_once_and_in_order(
    harbour: Report, tmp_path_factory: pytest.TempPathFactory, named: list[str]
) -> None:
    rows = [(name, place) for place, name in enumerate([GOALS[0], *named])]
    joined = harbour.join_excel(sheet(tmp_path_factory.mktemp("bok") / "b.xlsx", ("m", "n"), *rows), on="m")
    assert joined["n"].to_list() == list(range(len(rows)))
    assert [name in GOALS for name, _place in rows] == joined["label"].is_not_null().to_list()


@pytest.mark.parametrize(
    ("on", "sheet_name", "told"),
    [
        ("mal", "", "Bladet har ingen kolumn «mal». Menade du «Mål»?"),
        ("Vikt", "", "Ingen rad i kolumnen «Vikt» är något som databasen känner."),
        ("Mål", "Blad2", "min.xlsx har inget blad «Blad2». Menade du «Blad1»?"),
    ],
)
def test_a_wrong_question_is_told(harbour: Report, tmp_path: Path, on: str, sheet_name: str, told: str) -> None:
    path = sheet(tmp_path / "min.xlsx", ("Mål", "Vikt"), (GOALS[0], 2))
    with pytest.raises(ParameterError) as raised:
        harbour.join_excel(path, on=on, sheet=sheet_name)
    assert str(raised.value).startswith(told)


def test_what_is_no_workbook_is_told(harbour: Report, tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("Mål;Vikt\n", encoding="utf-8")
    sheet(tmp_path / "tom.xlsx")
    wrong = {"saknas.xlsx": "saknas.xlsx: ", "text.xlsx": "text.xlsx: ", "tom.xlsx": "tom.xlsx har inget"}
    for name, told in wrong.items():
        with pytest.raises(ParameterError) as raised:
            harbour.join_excel(tmp_path / name, on="Mål")
        assert str(raised.value).startswith(told)
