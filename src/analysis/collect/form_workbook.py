"""A form as a workbook: for someone who sees it twice a year, in Excel, LibreOffice or on a phone."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from analysis.collect.form import (
    DONE_ROW,
    HIDDEN_SHEET,
    KEY_COLUMN,
    KEY_HEADING,
    KEY_ROW,
    Field,
    FieldKind,
    Form,
    hidden_rows,
)
from analysis.collect.form_sheets import LEFT, LOOK, Column, columns_of, name_of, told_of
from analysis.collect.form_style import FormStyles
from analysis.collect.lines import BUDGET, LONGEST, SHEETS, TARGET, YES, Line, ends_of
from analysis.collect.slips import slip_formula
from analysis.words.translate import _

#: Where a sheet's title, what is told of it, its headings and its first line stand.
TITLE, TOLD, HEADINGS, FIRST = 1, 2, 3, 4
#: How high a line of letters is, and a cell for text, in points.
_LETTERS, _HIGH = 15, 75
#: Excel takes a list of words from here; a list of its own may hold no comma.
_LISTS = 30
_A4, _CREATED = 9, datetime(2000, 1, 1)
_NAME_LENGTH, _TITLE_LENGTH, _HINT_LENGTH = 31, 32, 255
_UNNAMEABLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class About:
    """What a form tells of itself.

    Attributes:
        document: The document's title.
        who: The owner's name.
        deadline: The last day to hand it in, if there is one.
    """

    document: str
    who: str
    deadline: date | None = None


@dataclass(frozen=True)
class _Book:
    book: xlsxwriter.Workbook
    styles: FormStyles
    names: Mapping[str, str]
    lists: dict[tuple[str, ...], str]


def form_of_lines(form: Form, lines: Sequence[Line]) -> Form:
    """Take the cells of lines into a form, the ends of its sheets with them.

    Args:
        form: The form without cells.
        lines: What is asked.

    Returns:
        The form.
    """
    fields = [field for line in lines for field in line.fields]
    for sheet, its in _by_sheet(lines).items():
        fields += ends_of(sheet, columns_of(sheet, its)[1].code)
    return Form(form.form, form.document, form.owner, form.issued_on, tuple(fields))


def workbook_of(form: Form, lines: Sequence[Line], about: About) -> bytes:
    """Write a form.

    Args:
        form: The form, with its cells.
        lines: What is asked, as `form_of_lines` has taken it.
        about: What it tells of itself.

    Returns:
        An Excel workbook; the same form gives the same bytes.
    """
    whole = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(whole, options)
    title = _("{document}: blankett för {who}", document=about.document, who=about.who)
    book.set_properties({"title": title, "author": "Årshjul", "created": _CREATED, "subject": form.form})
    sheets = _by_sheet(lines)
    made = _Book(book, FormStyles.of(book), _sheet_names(sheets), {})
    _add_first(made, form, sheets, about, title)
    for sheet, its in sheets.items():
        _add_sheet(made, form, sheet, its, about)
    _add_hidden(made, form)
    book.close()
    return whole.getvalue()


def _by_sheet(lines: Sequence[Line]) -> Mapping[str, list[Line]]:
    found = {sheet: [line for line in lines if line.sheet == sheet] for sheet in SHEETS}
    return {sheet: its for sheet, its in found.items() if its}


def _sheet_names(sheets: Mapping[str, list[Line]]) -> Mapping[str, str]:
    """What sheets are called, each in a name of its own: an owner's word may be that of another sheet."""
    taken = {_("Läs först").lower(), HIDDEN_SHEET}
    names = {}
    for sheet in sheets:
        words = name_of(sheet).translate(_UNNAMEABLE)[: _NAME_LENGTH - 2].strip()
        names[sheet] = next(
            each for each in (words, *(f"{words} {n}" for n in range(2, 9))) if each.lower() not in taken
        )
        taken.add(names[sheet].lower())
    return names


# ---- the first sheet ----


def _add_first(made: _Book, form: Form, sheets: Mapping[str, list[Line]], about: About, title: str) -> None:
    page = made.book.add_worksheet(_("Läs först"))
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 78)
    page.write_string(0, 0, title, made.styles.title)
    row = 2
    for name, text in _facts(form, sheets, about):
        page.write_string(row, 0, name, made.styles.bold)
        page.write_string(row, 1, text, made.book.add_format({"text_wrap": True, "valign": "top"}))
        page.set_row(row, _LETTERS * (1 + len(text) // 78))
        row += 1
    _add_what_is_left(made, page, row + 1, sheets)
    _protect_and_print(page, form, landscape=False)


def _add_what_is_left(made: _Book, page: Worksheet, row: int, sheets: Mapping[str, list[Line]]) -> None:
    """Which sheets are filled in, as it stands at the moment."""
    page.write_string(row, 0, _("Vad som är kvar"), made.styles.heading)
    page.write_blank(row, 1, None, made.styles.heading)
    for at, (sheet, its) in enumerate(sheets.items(), start=row + 1):
        name = made.names[sheet]
        done, reason = (f"'{name}'!{xl_rowcol_to_cell(_end_row(its) + step, 1)}" for step in (0, 1))
        page.write_url(at, 0, f"internal:'{name}'!A1", made.styles.shown, name_of(sheet))
        yes, *told = _("Ja"), _("Klart"), _("Inget att lämna"), _("Inte klart än")
        formula = f'=IF({done}="{yes}","{told[0]}",IF({reason}<>"","{told[1]}","{told[2]}"))'
        page.write_formula(at, 1, formula, made.styles.computed, told[2])


def _end_row(lines: Sequence[Line]) -> int:
    return FIRST + len(lines) + 1


def _facts(form: Form, sheets: Mapping[str, list[Line]], about: About) -> list[tuple[str, str]]:
    asked = ", ".join(_("{sheet} ({amount})", sheet=name_of(sheet), amount=len(its)) for sheet, its in sheets.items())
    issued = any(field.issued for field in form.fields)
    known = (_("Står det redan något?"), _("Ändra det om det är fel. Stämmer det, välj Ja under Oförändrat."))
    facts = [(_("För"), about.who), (_("Gäller"), about.document)]
    facts += [(_("Lämnas senast"), about.deadline.isoformat())] if about.deadline else []
    return [
        *facts,
        (_("Blad att fylla i"), _("{asked}; antal rader inom parentes. Bläddra med flikarna längst ned.", asked=asked)),
        (_("Gula celler"), _("Fyll i de gula cellerna. Allt annat är låst och ska vara som det är.")),
        (_("Tal"), _("Skriv bara talet, i den enhet som står på raden: 4,4 för 4,4 %, utan %-tecken.")),
        (_("Tomt eller noll"), _("Noll är ett svar. Det du inte vet lämnar du tomt; skriv varför i kommentaren.")),
        *([known] if issued else []),
        (_("Klar"), _("Välj Ja vid Klar längst ned på varje blad. Har du inget att lämna: skriv varför där.")),
        (_("Skicka tillbaka"), _("Spara filen under samma namn och skicka den till den som gav dig den.")),
        (_("Blankettens id"), _("{form}, utlämnad {day}", form=form.form, day=form.issued_on.isoformat())),
    ]  # fmt: skip


# ---- a sheet to fill in ----


def _add_sheet(made: _Book, form: Form, sheet: str, lines: Sequence[Line], about: About) -> None:
    name, columns = made.names[sheet], columns_of(sheet, lines)
    page = made.book.add_worksheet(name)
    page.write_string(KEY_ROW, KEY_COLUMN, f"{KEY_HEADING}{sheet}")
    page.write_string(TITLE, 0, f"{name_of(sheet)}, {about.document} ({about.who})", made.styles.title)
    page.write_string(TOLD, 0, told_of(sheet, lines), made.styles.told)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(KEY_ROW, at, column.code)
    for row, line in enumerate(lines, start=FIRST):
        _add_line(made, page, row, columns, line)
    _add_headings(made, page, sheet, columns, len(lines))
    _add_end(made, page, _end_row(lines), list(ends_of(sheet, columns[1].code)))
    page.set_row(KEY_ROW, None, None, {"hidden": True})
    page.set_column(KEY_COLUMN, KEY_COLUMN, 12, None, {"hidden": True})
    page.freeze_panes(FIRST, 0)
    page.repeat_rows(HEADINGS)
    page.print_area(0, 0, _end_row(lines) + 1, len(columns) - 1)
    page.set_selection(FIRST, next(at for at, column in enumerate(columns) if column.asked), FIRST, 0)
    _protect_and_print(page, form, landscape=True)


def _add_headings(made: _Book, page: Worksheet, sheet: str, columns: Sequence[Column], lines: int) -> None:
    """Headings of an Excel table, which are read out with each cell."""
    headings = [{"header": column.heading, "header_format": made.styles.heading} for column in columns]
    look = {"columns": headings, "style": None, "autofilter": False, "name": f"blankett_{sheet}"}
    page.add_table(HEADINGS, 0, FIRST + lines - 1, len(columns) - 1, look)
    page.set_row(HEADINGS, _LETTERS * 2 + 2)


def _add_line(made: _Book, page: Worksheet, row: int, columns: Sequence[Column], line: Line) -> None:
    fields = {field.column: field for field in line.fields}
    places = {column.code: at for at, column in enumerate(columns)}
    for at, column in enumerate(columns):
        if column.code in fields:
            _add_field(made, page, row, at, fields[column.code], column)
        elif column.asked:
            page.write_string(row, at, "–", made.styles.not_asked)
        elif column.code == LEFT:
            page.write_formula(row, at, _left(row, places[column.of]), made.styles.computed, LONGEST)
        elif column.code == LOOK:
            page.write_formula(row, at, slip_formula(row, places, fields), made.styles.computed, "")
        else:
            style = made.styles.unit if column.code in (BUDGET, TARGET) else made.styles.shown
            page.write_string(row, at, line.shown.get(column.code, ""), style)
    page.write_string(row, KEY_COLUMN, line.row)
    page.set_row(row, _height(columns, line))


def _height(columns: Sequence[Column], line: Line) -> int:
    """As high as what is shown needs, and room to write where something is to be told."""
    told = [
        sum(1 + len(text) // column.width for text in line.shown.get(column.code, "").split("\n")) for column in columns
    ]
    room = _HIGH if any(column.of for column in columns) else 0
    return max(_LETTERS * max(told) + 3, room, _LETTERS * 2)


def _left(row: int, at: int) -> str:
    return f"={LONGEST}-LEN({xl_rowcol_to_cell(row, at)})"


def _add_field(made: _Book, page: Worksheet, row: int, at: int, field: Field, column: Column) -> None:
    style = _style(made.styles, field)
    if not field.issued:
        page.write_blank(row, at, None, style)
    elif field.kind is FieldKind.NUMBER:
        page.write_number(row, at, float(field.issued.replace(",", ".")), style)
    else:
        page.write_string(row, at, shown_answer(field), style)
    page.data_validation(row, at, row, at, _rule(made, field, column.hint) | _hint(column))


def shown_answer(field: Field) -> str:
    """Say what stands in a cell that goes out filled in.

    Args:
        field: The field.

    Returns:
        Words where its answers are chosen in a list, else the text itself.
    """
    return dict(_choices(field)).get(field.issued, field.issued)


def _choices(field: Field) -> tuple[tuple[str, str], ...]:
    return ((YES, _("Ja")),) if field.kind is FieldKind.FLAG else field.choices


def _style(styles: FormStyles, field: Field) -> Format:
    if field.kind is FieldKind.NUMBER:
        return styles.number
    return styles.text if field.kind is FieldKind.TEXT else styles.list


def _hint(column: Column) -> dict[str, str]:
    return {"input_title": column.heading[:_TITLE_LENGTH], "input_message": column.hint[:_HINT_LENGTH]}


def _rule(made: _Book, field: Field, hint: str) -> dict[str, object]:
    """What may be written in a cell, and what is said of anything else."""
    wrong = {"error_title": _("Det går inte att läsa"), "error_message": hint[:_HINT_LENGTH]}
    words = tuple(word for _code, word in _choices(field))
    if words:
        return {"validate": "list", "source": _list(made, words), **wrong}
    if field.kind is FieldKind.NUMBER:
        low, high = (-1e15 if field.low is None else field.low), (1e15 if field.high is None else field.high)
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high, **wrong}
    return {"validate": "length", "criteria": "<=", "value": LONGEST, **wrong}


def _list(made: _Book, words: tuple[str, ...]) -> str:
    """The name of a list in the hidden sheet."""
    name = made.lists.setdefault(words, f"val_{len(made.lists) + 1}")
    return f"={name}"


def _add_end(made: _Book, page: Worksheet, row: int, ends: Sequence[Field]) -> None:
    for at, field in enumerate(ends, start=row):
        done = field.row == DONE_ROW
        told = _("Klar? Välj Ja när bladet är ifyllt") if done else field.label
        hint = _("Välj Ja när bladet är ifyllt.") if done else _("Bara om du inte har något att lämna på bladet.")
        page.write_string(at, 0, told, made.styles.ending)
        page.write_blank(at, 1, None, _style(made.styles, field))
        page.data_validation(at, 1, at, 1, _rule(made, field, hint) | _hint(Column("", field.label, 0, hint)))
        page.write_string(at, KEY_COLUMN, field.row)
        page.set_row(at, _LETTERS * 3)


def _protect_and_print(page: Worksheet, form: Form, *, landscape: bool) -> None:
    page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{form.form.replace('&', '&&')}&C&A&R&P/&N")
    if landscape:
        page.set_landscape()


# ---- what a program reads ----


def _add_hidden(made: _Book, form: Form) -> None:
    page = made.book.add_worksheet(HIDDEN_SHEET)
    for row, cells in enumerate(hidden_rows(form)):
        for at, cell in enumerate(cells):
            page.write_string(row, at, cell)
    for at, (words, name) in enumerate(made.lists.items(), start=_LISTS):
        for row, word in enumerate(words):
            page.write_string(row, at, word)
        made.book.define_name(name, f"={HIDDEN_SHEET}!{xl_range_abs(0, at, len(words) - 1, at)}")
    page.protect()
    page.very_hidden()
