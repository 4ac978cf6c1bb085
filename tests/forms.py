"""Forms as their owners send them back: the real workbook, filled in cell by cell."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from analysis.base.project import Project
from analysis.base.vocabulary import DocumentKind
from analysis.build.database import build_database
from analysis.collect.asked import asked
from analysis.collect.form import DONE_ROW, HIDDEN_SHEET, REASON_ROW, Form
from analysis.collect.form_grid import Grid
from analysis.collect.form_workbook import About, form_of_lines, workbook_of
from analysis.collect.opening import Begun, open_document
from analysis.starter.new_project import begin_project
from analysis.store.connection import open_database

DOCUMENT, PLAN, UNTIL = "delar2-2026", "plan-2025", date(2025, 8, 31)
DONE = "Ja"
#: A cell by what its line is about, where several are about the same its number, and its column.
Spot = tuple[str, str]


def opened_example(folder: Path) -> Project:
    """The example municipality with a document that is open and that nobody has answered yet."""
    begin_project(folder, example=True)
    project = Project(folder)
    open_document(project, Begun(DOCUMENT, PLAN, DocumentKind.INTERIM, UNTIL))
    build_database(project)
    return project


def forms_of(project: Project) -> dict[str, tuple[Form, bytes]]:
    """The forms of that document by owner."""
    with open_database(project.database) as connection:
        lines = asked(connection, DOCUMENT)
    made = {}
    for owner, its in lines.items():
        form = form_of_lines(Form(f"{DOCUMENT}-{owner.lower()}", DOCUMENT, owner, date(2025, 9, 1)), its)
        made[owner] = (form, workbook_of(form, its, About("Delårsrapport", owner)))
    return made


def filled(
    form: tuple[Form, bytes],
    values: Mapping[Spot, Any],
    *,
    done: bool = True,
    reason: str = "",
    also: Callable[[openpyxl.Workbook], None] = lambda book: None,
) -> bytes:
    """A form with answers in it, saved as spreadsheets save it."""
    book = openpyxl.load_workbook(io.BytesIO(form[1]))
    labels = {(field.row, field.column): field for field in form[0].fields}
    left = dict(values)
    for sheet in book.worksheets:
        if sheet.title == HIDDEN_SHEET:
            continue
        grid = Grid()
        for row in sheet.iter_rows():
            for at, (_sheet, name, column) in grid.places(row):
                field = labels.get((name, column))
                if name == DONE_ROW and done:
                    row[at].value = DONE
                elif name == REASON_ROW and reason:
                    row[at].value = reason
                elif field and (field.label, column) in left:
                    row[at].value = left.pop((field.label, column))
    assert not left, f"no such cells: {[*left]}"
    also(book)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
