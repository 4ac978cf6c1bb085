"""Tables as Excel: typed cells, styled and frozen headers, sources below; the same content gives the same bytes."""

import io
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.base.logo import PNG
from analysis.base.theme import current_theme
from analysis.chapter.table import Figure, Kind, Table
from analysis.publish.files.sheet_style import Styles, number_format, widths
from analysis.publish.files.takeaway import ORIGINS, noted, origins_of, sentences_of
from analysis.words.current_language import current
from analysis.words.translate import _

AUTHOR = "Årshjul"
#: A workbook says when it was made; the run does that here, or no two files were alike.
CREATED = datetime(2000, 1, 1)
#: What a sheet, and a cell, can hold.
NAME_LENGTH, TEXT_LENGTH = 31, 32_767
CUT = " […]"
#: Where the words of a link lead, as a cell says it, and how long an address may be. Any other address is a text.
ADDRESS = re.compile(r"\(((?:https?://|mailto:)[^\s()<>\"]+)\)", re.IGNORECASE)
ADDRESS_LENGTH = 2_000
#: Excel has no days before this one.
FIRST_DAY = "1900-01-01"
#: How a figure says that something is so.
TRUE = "true"
UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
#: What XML cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TAGS = {"sv": "sv-SE", "en": "en-GB"}
#: Caption above, then headings: where the rows begin.
HEADINGS, FIRST = 1, 2
#: How a note at a figure looks.
NOTE = {"x_scale": 2.5, "y_scale": 2, "author": AUTHOR}
#: Where the owner's logo stands, and how many pixels high.
LOGO_COLUMN, LOGO_HEIGHT = 5, 48


def write_table(path: Path, table: Table) -> None:
    """Write one table as a workbook of its own, with where its figures come from on a second sheet.

    Args:
        path: The file.
        table: The table.
    """
    with new_workbook(path, table.heading) as (book, styles):
        add_sheet(book, styles, _("Tabell"), table)
        if table.origins:
            add_origins(book, styles, [_(heading) for heading in ORIGINS], origins_of(table))


@contextmanager
def new_workbook(path: Path, title: str) -> Iterator[tuple[xlsxwriter.Workbook, Styles]]:
    """Start a workbook; it is written when all went well.

    Args:
        path: The file.
        title: What it holds.

    Yields:
        The workbook and its styles.
    """
    # Texts stay texts whatever they begin with; everything is kept in memory, as no table is large.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, options)
    book.set_properties({"title": writable(title), "author": AUTHOR, "created": CREATED})
    book.set_custom_property("Language", TAGS[current()])
    yield book, Styles(book)
    book.close()
    # By ourselves: of a full disk the library has words of its own, and some more when the file is forgotten.
    path.write_bytes(whole.getvalue())


def add_sheet(book: xlsxwriter.Workbook, styles: Styles, name: str, table: Table) -> None:
    """Add a table as a sheet.

    Args:
        book: The workbook.
        styles: Its styles.
        name: Name of the sheet, unique in the workbook.
        table: The table.
    """
    sheet = book.add_worksheet(name)
    write(sheet, 0, 0, table.heading, styles.caption)
    for place, row in enumerate(table.rows, start=FIRST):
        for at, (column, figure) in enumerate(zip(table.columns, row.figures, strict=True)):
            style = styles.cell(column.kind, number_format(column.kind, figure), bold=row.total)
            write(sheet, place, at, figure, style, column.kind)
    for (row_at, column_at), words in noted(table).items():
        sheet.write_comment(FIRST + row_at, column_at, writable(words), NOTE)
    _add_headings(sheet, styles, [column.heading for column in table.columns], len(table.rows))
    for at, width in enumerate(widths(table)):
        sheet.set_column(at, at, width)
    for place, sentence in enumerate(sentences_of(table), start=FIRST + len(table.rows) + 1):
        write(sheet, place, 0, sentence, styles.note)


def add_logo(sheet: Worksheet) -> None:
    """Put the owner's logo beside what a sheet holds, where it is a picture that Excel shows.

    Args:
        sheet: The sheet.
    """
    logo = current_theme().logo
    if logo and logo.name.endswith(PNG):
        _width, height = struct.unpack(">II", logo.content[16:24])
        scale = min(1, LOGO_HEIGHT / height)
        look = {"image_data": io.BytesIO(logo.content), "description": logo.alt, "x_scale": scale, "y_scale": scale}
        sheet.insert_image(0, LOGO_COLUMN, logo.name, look)


def add_origins(
    book: xlsxwriter.Workbook, styles: Styles, headings: Sequence[str], origins: Sequence[Sequence[str]]
) -> None:
    """Add a sheet that says where every figure comes from.

    Args:
        book: The workbook.
        styles: Its styles.
        headings: Names of its columns.
        origins: One text a column.
    """
    sheet = book.add_worksheet(_("Ursprung"))
    write(sheet, 0, 0, _("Var siffrorna kommer ifrån"), styles.caption)
    for row, texts in enumerate(origins, start=FIRST):
        for column, text in enumerate(texts):
            write(sheet, row, column, text, styles.text)
    _add_headings(sheet, styles, headings, len(origins))
    sheet.set_column(0, len(headings) - 1, 50)


def _add_headings(sheet: Worksheet, styles: Styles, headings: Sequence[str], rows: int) -> None:
    """Headings of an Excel table: they stay in sight, are filtered by, and are read out with each cell."""
    columns = [{"header": writable(str(heading)), "header_format": styles.heading} for heading in headings]
    last = HEADINGS + max(rows, 1)
    sheet.add_table(HEADINGS, 0, last, len(columns) - 1, {"columns": columns, "style": "Table Style Light 1"})
    sheet.set_row(HEADINGS, None, styles.heading)
    sheet.freeze_panes(FIRST, 1)
    # Paper: headings on each page, as wide as the page.
    sheet.repeat_rows(HEADINGS)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def write(sheet: Worksheet, row: int, column: int, figure: Figure, style: Format, kind: Kind = Kind.TEXT) -> None:
    """Write one cell as what it is.

    Args:
        sheet: The sheet.
        row: Its row, counted from 0.
        column: Its column, counted from 0.
        figure: What it holds; nothing leaves it empty.
        style: How it looks.
        kind: What it is.
    """
    if figure is None:
        return
    if kind is Kind.DAY and str(figure) >= FIRST_DAY:
        sheet.write_datetime(row, column, date.fromisoformat(str(figure)), style)
    elif kind in (Kind.NUMBER, Kind.WHOLE):
        sheet.write_number(row, column, float(figure), style)
    elif kind is Kind.TRUTH:
        sheet.write_boolean(row, column, figure == TRUE, style)
    else:
        _write_text(sheet, row, column, writable(str(figure)), style)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write words; a cell can lead to one place, so that of several links each is only told."""
    addresses = ADDRESS.findall(text)
    if len(addresses) == 1 and len(addresses[0]) <= ADDRESS_LENGTH:
        sheet.write_url(row, column, addresses[0], style, text)
    else:
        sheet.write_string(row, column, text, style)


def writable(text: str) -> str:
    """Make a text one that a cell can hold.

    Args:
        text: Any text.

    Returns:
        The text with plain line ends, a sign for what XML lacks, cut with a mark where it is longer than Excel takes.
    """
    plain = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= TEXT_LENGTH else plain[: TEXT_LENGTH - len(CUT)] + CUT


def sheet_name(number: int, caption: str) -> str:
    """Name a sheet after its table.

    Args:
        number: Its number in the workbook, which makes it unique.
        caption: The table's caption.

    Returns:
        As much of it as Excel takes.
    """
    return f"{number} {UNNAMEABLE.sub(' ', writable(caption))}"[:NAME_LENGTH].strip()
