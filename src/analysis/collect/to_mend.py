"""A form to be mended: made anew, with every answer in it, and the cells marked that could not be taken, with why."""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.base.files import fresh_folder, move_whole
from analysis.base.project import Project
from analysis.collect.answers import Answers
from analysis.collect.asked import asked, parts_of_document
from analysis.collect.changes import Kind
from analysis.collect.form import HIDDEN_SHEET, Form
from analysis.collect.form_grid import Grid, Place
from analysis.collect.form_workbook import About, form_of_lines, workbook_of
from analysis.collect.received import Outcome
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database

#: Below the folder of a document's forms.
FOLDER = "att-ratta"
#: How a cell is marked, and how large a note beside it is, in pixels.
MARK, WIDTH, HEIGHT = "FFF4B6B6", 320, 110


def write_to_mend(project: Project, folder: Path, outcome: Outcome) -> Path | None:
    """Write a form anew for whoever is to mend it.

    Args:
        project: The project; its database knows the document.
        folder: The folder of forms, in which those of each document have their own.
        outcome: What the form gave.

    Returns:
        The file; nothing where there is nothing to mend, or nothing of the form is asked for any more.
    """
    answers = outcome.answers
    why = _why(outcome)
    if answers is None or not why:
        return None
    made = _made_anew(project, answers)
    if made is None:
        return None
    form = answers.returned.form
    there = hashlib.sha256(outcome.path.read_bytes()).hexdigest()[:8]
    path = folder / form.document / FOLDER / f"{form.owner.lower()}-{there}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    with fresh_folder(path.parent / "ny") as new:
        (new / path.name).write_bytes(_marked(made, answers, why))
        move_whole(new / path.name, path)
    return path


def _why(outcome: Outcome) -> Mapping[Place, str]:
    """Why cells could not be taken, by where they stand."""
    wrong = outcome.answers.wrong if outcome.answers else ()
    refused = {(each.cell.asked.sheet, each.cell.asked.row, each.cell.asked.column): each.why for each in wrong}
    conflicts = [change for change in outcome.changes if change.kind is Kind.CONFLICT]
    asked_of = [(change.answer.asked, change.why) for change in conflicts]
    return refused | {(field.sheet, field.row, field.column): why for field, why in asked_of}


def _made_anew(project: Project, answers: Answers) -> bytes | None:
    old = answers.returned.form
    places = {(field.sheet, field.row) for field in old.fields}
    with open_database(project.database) as connection:
        parts = parts_of_document(connection, old.document)
        known = [line for lines in asked(connection, old.document).values() for line in lines]
        names = {row["owner"]: row["name"] for row in ask_rows(connection, "asked_owners", document=old.document)}
    lines = [line for line in known if (line.sheet, line.row) in places]
    if not parts or not lines:
        return None
    form = form_of_lines(Form(old.form, old.document, old.owner, old.issued_on), lines)
    return workbook_of(form, lines, About(parts[0]["document_title"], names.get(old.owner, old.owner)))


def _marked(made: bytes, answers: Answers, why: Mapping[Place, str]) -> bytes:
    """The workbook with the answers, as they were written, and a note at each that could not be taken."""
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes its time to load
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    book = load_workbook(io.BytesIO(made))
    cells = _places(book)
    for cell in answers.returned.cells:
        place = (cell.asked.sheet, cell.asked.row, cell.asked.column)
        target = cells.get(place)
        if target is None:
            continue
        if cell.text and cell.text != cell.asked.issued:
            target.value = _typed(cell.text)
        if place in why:
            target.fill = PatternFill("solid", start_color=MARK)
            target.comment = Comment(why[place], "Årshjul", height=HEIGHT, width=WIDTH)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _typed(text: str) -> str | float:
    """A number as one, so that a spreadsheet takes it for what it is; all else as it was written."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text if not text.startswith("=") else f"'{text}"
    return number if repr(number).rstrip("0").rstrip(".").replace(".", ",") == text else text


def _places(book: Any) -> dict[Place, Any]:  # noqa: ANN401 - openpyxl's own
    """The cells of a form by what they are found by."""
    found: dict[Place, Any] = {}
    for sheet in book.worksheets:
        grid = Grid()
        for row in sheet.iter_rows() if sheet.title != HIDDEN_SHEET else ():
            found |= {place: row[column] for column, place in grid.places(row)}
    return found
