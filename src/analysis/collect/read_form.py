"""A form that has come back: its workbook, and what stands in each of its cells, wherever somebody has moved them.

Nothing is calculated, run or fetched, and a workbook of more than cells is refused before it is opened.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from analysis.base.files import WORKBOOK
from analysis.collect.form import HIDDEN_SHEET, Field, Form, NoFormError, form_of
from analysis.collect.form_grid import Grid, Place
from analysis.intake.workbook import letter_of, refused_because, told_of
from analysis.refusals import in_words
from analysis.words.numbers import number
from analysis.words.translate import _, later

#: The largest file, in bytes: a form is a hundredth of it.
LARGEST = 20_000_000
#: What other programs save, and what to do with it.
OTHERS = {
    ".xls": later("är i ett gammalt format; öppna den i Excel och spara som .xlsx"),
    ".ods": later("är sparad i LibreOffices eget format; spara den som .xlsx"),
    ".csv": later("är ett ensamt blad utan sin blankett; lämna arbetsboken själv (.xlsx)"),
    ".numbers": later("är sparad i Numbers; exportera den som .xlsx"),
    ".xlsm": later("får innehålla makron; spara den som .xlsx"),
}
ALTERED = later("det dolda bladet är ändrat; ta fram blanketten igen och klistra in svaren")
FOREIGN = later("är ingen blankett härifrån: det dolda bladet saknas; ta fram blanketten igen och klistra in svaren")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell of a form.

    Attributes:
        asked: The cell as it was issued.
        text: What stands there now, as it is shown; empty where nothing does.
        address: Where: the sheet's name and the cell.
        why: Why it cannot be read; empty where it can.
    """

    asked: Field
    text: str
    address: str
    why: str = ""


@dataclass(frozen=True)
class Returned:
    """A form that has come back.

    Attributes:
        path: The file.
        form: The form as it was issued.
        cells: Every cell that it asks for.
    """

    path: Path
    form: Form
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Refused:
    """A file that is not read.

    Attributes:
        path: The file.
        why: Why, and what to do.
    """

    path: Path
    why: str


def read_form(path: Path) -> Returned | Refused:
    """Read a form that somebody has filled in.

    Args:
        path: The file.

    Returns:
        What stands in its cells, or why it is refused as a whole.
    """
    try:
        why = _unfit(path)
        return Refused(path, why) if why else _read(path, path.read_bytes())
    except OSError as error:
        return Refused(path, in_words(error, _("filen")).message.rstrip("."))
    except NoFormError as error:
        return Refused(path, str(ALTERED if error.altered else FOREIGN))
    except Exception:
        return Refused(path, _("arbetsboken går inte att läsa; öppna den i Excel och spara om den"))


def _unfit(path: Path) -> str:
    if told := OTHERS.get(path.suffix.lower()):
        return str(told)
    if path.suffix.lower() != WORKBOOK:
        return _("är ingen arbetsbok; öppna den i Excel och spara som .xlsx")
    if path.stat().st_size > LARGEST:
        return _("är större än {size} MB; en blankett är det aldrig", size=number(LARGEST // 1_000_000))
    return refused_because(path)


def _read(path: Path, content: bytes) -> Returned:
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes its time to load

    values, formulas = (
        load_workbook(BytesIO(content), read_only=True, data_only=plain, keep_links=False) for plain in (True, False)
    )
    try:
        if HIDDEN_SHEET not in values.sheetnames:
            raise NoFormError(altered=False)
        form = form_of(_texts(values[HIDDEN_SHEET]))
        found: defaultdict[Place, list[tuple[str, str, str]]] = defaultdict(list)
        for title in values.sheetnames:
            if title != HIDDEN_SHEET:
                for place, cell in _cells(title, values[title], formulas[title]):
                    found[place].append(cell)
    finally:
        values.close()
        formulas.close()
    return Returned(path, form, tuple(_cell(asked, found) for asked in form.fields))


def _texts(sheet: Any) -> list[list[str]]:  # noqa: ANN401 - openpyxl's own
    sheet.reset_dimensions()
    rows = ([("" if value is None else str(value)) for value in row] for row in sheet.iter_rows(values_only=True))
    return [row for row in rows if any(row)]


def _cells(title: str, values: Any, formulas: Any) -> Iterator[tuple[Place, tuple[str, str, str]]]:  # noqa: ANN401
    """Every cell of a sheet that stands in a row and a column that a form knows."""
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    grid = Grid()
    for at, (cells, written) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=True), start=1):
        for column, place in grid.places(cells):
            text, why = told_of(cells[column], written[column])
            yield place, (text.strip(), f"{title}!{letter_of(column + 1)}{at}", why)


def _cell(asked: Field, found: Mapping[Place, list[tuple[str, str, str]]]) -> Cell:
    """The answer to a question; of rows that somebody has copied the one that is filled in."""
    there = found.get((asked.sheet, asked.row, asked.column), [])
    if not there:
        return Cell(asked, asked.issued, "", _("raden eller kolumnen är borta ur blanketten"))
    filled = [cell for cell in there if cell[0] not in ("", asked.issued)] or there[:1]
    if len({text for text, _address, _why in filled}) > 1:
        told = _("raden finns flera gånger med olika svar: {places}", places=", ".join(cell[1] for cell in filled))
        return Cell(asked, filled[0][0], filled[0][1], told)
    return Cell(asked, *filled[0])
