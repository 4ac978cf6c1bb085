"""Forms in LibreOffice, which opens and saves them without loss, and works out what is told beside the answers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.libreoffice import converted, needed

from analysis.collect.form import HIDDEN_SHEET, KEY_COLUMN, KEY_HEADING, KEY_ROW, Field, FieldKind, Form, form_of
from analysis.collect.form_workbook import About, form_of_lines, workbook_of
from analysis.collect.lines import COMMITMENTS, FIGURES, TEXTS, Line

pytestmark = needed
STEPS = (("done", "Klart"), ("ongoing", "Pågår, i fas"))


def cell(sheet: str, row: str, column: str, kind: FieldKind, **more: Any) -> Field:  # noqa: ANN401 - any attribute
    return Field(sheet, row, column, sheet, {"code": row}, column, kind, "Något", **more)


def figure(row: str) -> Line:
    total = cell(FIGURES, row, "T", FieldKind.NUMBER, unit="percent", low=0.0, high=100.0, earlier=(4.4, 4.2))
    comment = cell(FIGURES, row, "comment", FieldKind.TEXT)
    shown = {"about": f"Sjukfrånvaro {row}\n2031", "earlier": "2030: 4,4 %", "target": "5 %", "unit": "%", "group": row}
    return Line(row, "HAMN", FIGURES, shown, (total, comment))


def commitment(row: str) -> Line:
    status = cell(COMMITMENTS, row, "status", FieldKind.CHOICE, choices=STEPS)
    done = cell(COMMITMENTS, row, "completion", FieldKind.NUMBER, low=0.0, high=100.0)
    text = cell(COMMITMENTS, row, "done", FieldKind.TEXT)
    return Line(row, "HAMN", COMMITMENTS, {"about": "En ny brygga & «kaj»"}, (status, done, text))


LINES = [
    *map(figure, ("a", "b", "c")),
    *map(commitment, ("d", "e", "f")),
    Line("g", "HAMN", TEXTS, {"about": "Hamnen"}, (cell(TEXTS, "g", "text", FieldKind.TEXT),)),
]
FORM = form_of_lines(Form("delar-hamn", "delar", "HAMN", date(2031, 9, 1)), LINES)
ANSWERS: dict[tuple[str, str], object] = {
    ("a", "T"): 0.044,
    ("b", "T"): 4.6,
    ("c", "T"): 44,
    ("d", "status"): "Klart",
    ("d", "completion"): 40,
    ("d", "done"): "Bryggan är lagd.",
    ("e", "status"): "Pågår, i fas",
    ("g", "text"): "Åtta båtar till.",
}


def places(book: Workbook) -> dict[tuple[str, str], Any]:
    """Every cell of a line, by the line and its column."""
    return {(row, column): place for (_sheet, row, column), place in all_places(book).items()}


def all_places(book: Workbook) -> dict[tuple[str, str, str], Any]:
    """Every cell that is found by the hidden row and column of its sheet."""
    found: dict[tuple[str, str, str], Any] = {}
    for sheet in book.worksheets:
        if code_of(sheet):
            columns = {str(c.value): at for at, c in enumerate(sheet[1][:KEY_COLUMN], start=1) if c.value}
            for row in sheet.iter_rows(min_row=2):
                name = str(row[KEY_COLUMN].value or "")
                at = row[0].row or 1
                found |= {(code_of(sheet), name, code): sheet.cell(at, c) for code, c in columns.items() if name}
    return found


def code_of(sheet: Worksheet) -> str:
    """What a sheet is, whatever it is called now."""
    return str(sheet.cell(KEY_ROW + 1, KEY_COLUMN + 1).value or "").removeprefix(KEY_HEADING)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form that somebody has filled in and LibreOffice has saved."""
    folder = tmp_path_factory.mktemp("libreoffice")
    issued, filled = folder / "issued.xlsx", folder / "filled.xlsx"
    issued.write_bytes(workbook_of(FORM, LINES, About("Delårsrapport 2", "Hamnen")))
    book = load_workbook(issued)
    for place, answer in ANSWERS.items():
        places(book)[place].value = answer
    book.save(filled)
    out = folder / "saved"
    out.mkdir()
    return converted(filled, "xlsx", out)


def test_the_form_comes_back_as_it_went_out(saved: Path) -> None:
    book = load_workbook(saved)
    rows = [[str(value or "") for value in row] for row in book[HIDDEN_SHEET].iter_rows(values_only=True, max_col=29)]
    assert form_of(rows) == FORM
    assert {place: places(book)[place].value for place in ANSWERS} == ANSWERS


def test_answers_are_unlocked_all_else_is_not_and_rules_hold(saved: Path) -> None:
    book = load_workbook(saved)
    found = all_places(book)
    asked = {id(field): found[field.sheet, field.row, field.column] for field in FORM.fields}
    free = {
        (sheet.title, one.coordinate) for sheet in book.worksheets for row in sheet.iter_rows(max_col=15, max_row=15)
        for one in row if not one.protection.locked and one.border.left.style
    }  # fmt: skip
    assert free == {(place.parent.title, place.coordinate) for place in asked.values()}
    for place in asked.values():
        assert any(place.coordinate in rule.sqref for rule in place.parent.data_validations.dataValidation)
        assert "%" not in place.number_format
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert {sheet.title: sheet.sheet_state for sheet in book.worksheets}[HIDDEN_SHEET] != "visible"


def told_in(saved: Path, column: str) -> dict[str, Any]:
    """What a column says, line by line, as LibreOffice has worked it out."""
    found = places(load_workbook(saved, data_only=True))
    return {row: place.value for (row, code), place in found.items() if code == column}


def test_slips_are_told_beside_them(saved: Path) -> None:
    told = {
        row: place.value
        for (row, code), place in places(load_workbook(saved, data_only=True)).items()
        if code == "look"
    }
    assert told["a"] == "Mycket lägre än förut. Är det rätt enhet? 4,4 % skrivs 4,4."
    assert told["c"] == "Mycket högre än förut. Är det rätt enhet?"
    assert told["d"] == "Läget säger klart, men inte 100 %."
    assert told["e"] == "Berätta vad som har gjorts."
    assert not told["b"]
    assert not told["f"]


def test_letters_that_are_left_are_counted(saved: Path) -> None:
    left = {
        row: place.value
        for (row, code), place in places(load_workbook(saved, data_only=True)).items()
        if code == "left"
    }
    assert (left["d"], left["f"], left["g"]) == (600 - len("Bryggan är lagd."), 600, 600 - len("Åtta båtar till."))


def test_it_prints(saved: Path, tmp_path: Path) -> None:
    assert converted(saved, "pdf", tmp_path).read_bytes().startswith(b"%PDF")
