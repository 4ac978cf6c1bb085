"""A document's tables as sheets of one workbook: cells as they are shown, and nothing else of it.

Nothing is calculated, run or fetched: a formula is its stored value, and a workbook of more than cells is refused.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from analysis.base.files import SHEET, is_odd
from analysis.errors import Fault
from analysis.refusals import in_words
from analysis.words.numbers import number
from analysis.words.translate import _

#: The largest workbook when unpacked, in bytes, and how many files it may be packed of.
LARGEST, MOST = 200_000_000, 2_000
#: How a file begins that is encrypted, or of the time before zip.
SEALED = b"\xd0\xcf\x11\xe0"
MACROS, LINKS = "vbaproject.bin", "externallinks/"
#: What only somebody with other purposes writes into the XML of a sheet.
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
#: A format that shows a number with its decimals, and one that shows it in percent; colours and signs say nothing here.
SHOWN = re.compile(r"[#0, \u00a0]*0?(\.(?P<decimals>0+)#*)?(?P<percent> ?%)?")
ASIDE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\(.)|_.|\*.|[+\-()]|kr|€')
GENERAL = "General"
#: A sheet of this name is for people.
README = "readme"
Cells = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook.

    Attributes:
        rows: The number of each row and its cells as texts, the heading first.
        faults: What is wrong with its cells.
    """

    rows: Cells
    faults: tuple[Fault, ...] = ()


def sheet_name(workbook: str, table: str) -> str:
    """Name a table of a workbook, as rows and faults do.

    Args:
        workbook: Path of the workbook below the data folder.
        table: The sheet.

    Returns:
        Both.
    """
    return f"{workbook}{SHEET}{table}"


def read_workbook(path: Path, name: str) -> tuple[Mapping[str, Sheet], list[Fault]]:
    """Read a workbook's sheets.

    Args:
        path: The workbook.
        name: Path below the data folder, used in messages.

    Returns:
        Sheets that hold anything by name, none of a workbook that is refused; and why it is.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - few folders have a workbook, and it takes its time to load

    try:
        if why := refused_because(path):
            return {}, [Fault(name, 0, "", "", why)]
        content = path.read_bytes()
        values, formulas = (
            load_workbook(BytesIO(content), read_only=True, data_only=plain, keep_links=False)
            for plain in (True, False)
        )
        try:
            sheets = [title for title in values.sheetnames if title.strip().lower() != README]
            read = {title: _sheet(values[title], formulas[title], sheet_name(name, title)) for title in sheets}
        finally:
            values.close()
            formulas.close()
    except OSError as error:
        return {}, [Fault(name, 0, "", "", in_words(error, _("filen")).message.rstrip("."))]
    except Exception:
        return {}, [Fault(name, 0, "", "", _("arbetsboken går inte att läsa; öppna den i Excel och spara om den"))]
    return {title: sheet for title, sheet in read.items() if sheet.rows}, []


def letters_of(sheet: Sheet) -> Mapping[str, str]:
    """Tell in which column of a sheet each heading stands.

    Args:
        sheet: The sheet.

    Returns:
        Letters by heading.
    """
    return {heading.strip(): letter_of(at) for at, heading in enumerate(sheet.rows[0][1], start=1)}


def letter_of(column: int) -> str:
    """Say how a spreadsheet calls a column.

    Args:
        column: Its number, counted from 1.

    Returns:
        A, B … Z, AA, AB …
    """
    before, last = divmod(column - 1, len(ascii_uppercase))
    return (letter_of(before) if before else "") + ascii_uppercase[last]


def refused_because(path: Path) -> str:
    """Say why a workbook is not opened.

    Args:
        path: The workbook.

    Returns:
        Nothing where it may be opened: it is zipped, of its size, and holds no more than cells.
    """
    if is_odd(path):
        return _("är ingen vanlig fil utan en enhet eller ett rör; lägg dit filen själv")
    with path.open("rb") as file:
        begin = file.read(len(SEALED))
    if begin == SEALED:
        return _("arbetsboken är lösenordsskyddad eller i ett gammalt format; spara den som .xlsx utan lösenord")
    if not zipfile.is_zipfile(path):
        return _("är ingen arbetsbok; öppna den i Excel och spara som .xlsx")
    with zipfile.ZipFile(path) as packed:
        return _holds_more(packed)


def _holds_more(packed: zipfile.ZipFile) -> str:
    parts = packed.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST or sum(part.file_size for part in parts) > LARGEST:
        size = number(LARGEST // 1_000_000)
        return _("arbetsboken är större än {size} MB uppackad; dela upp den", size=size)
    if any(part.flag_bits & 1 for part in parts):
        return _("arbetsboken är lösenordsskyddad eller i ett gammalt format; spara den som .xlsx utan lösenord")
    if any(name.endswith(MACROS) for name in names):
        return _("arbetsboken innehåller makron; spara den som .xlsx utan makron")
    if any(LINKS in name for name in names):
        return _(
            "arbetsboken hämtar värden ur andra arbetsböcker; bryt länkarna (Data, Redigera länkar) och spara om den"
        )
    if any(DOCTYPE.search(packed.read(part)) for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
        return _("arbetsboken innehåller annat än celler; öppna den i Excel och spara om den")
    return ""


def _sheet(values: Any, formulas: Any, name: str) -> Sheet:  # noqa: ANN401 - openpyxl's own
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    rows: Cells = []
    faults: list[Fault] = []
    heading: list[str] = []
    for at, (cells, written) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=True), start=1):
        told = [told_of(cell, source) for cell, source in zip(cells, written, strict=True)]
        texts = [text for text, _why in told]
        heading = heading or texts
        faults += [
            Fault(name, at, _heading(heading, place), text, why) for place, (text, why) in enumerate(told) if why
        ]
        rows.append((at, texts))
    return Sheet(_evened([row for row in rows if any(map(str.strip, row[1]))]), tuple(faults))


def _heading(heading: list[str], place: int) -> str:
    return heading[place].strip() if place < len(heading) and heading[place].strip() else letter_of(place + 1)


def _evened(rows: Cells) -> Cells:
    """Cells of a sheet have no end: each row is as long as the heading, or as what stands beside it."""
    width = max((last for _at, row in rows for last in [_filled(row)]), default=0)
    return [(at, (row + [""] * width)[:width]) for at, row in rows]


def _filled(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


def told_of(cell: Any, source: Any) -> tuple[str, str]:  # noqa: ANN401 - openpyxl's own
    """Read a cell as it is shown.

    Args:
        cell: The cell with its value.
        source: The same cell with its formula.

    Returns:
        Its text and nothing, or what is written there and why that is not read.
    """
    value = cell.value
    if value is None:
        formula = getattr(source, "value", None)
        return ("", "") if formula is None else (_formula(formula), _unsaved())
    if cell.data_type == "e":
        return str(value), _("cellen visar ett fel; rätta formeln, eller skriv värdet")
    if isinstance(value, bool):
        return str(value), _("sant och falskt skrivs som yes och tomt")
    if isinstance(value, datetime | date | time):
        return _day(value)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return str(value), ""


def _formula(formula: object) -> str:
    return str(getattr(formula, "text", formula))


def _unsaved() -> str:
    return _("formeln har inget sparat värde; öppna arbetsboken i Excel och spara den, eller skriv värdet")


def _day(value: datetime | date | time) -> tuple[str, str]:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat(), ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat(), ""
    return str(value), _("ett klockslag; skriv bara dagen, som 2016-12-31")


def _number(value: float, form: str) -> tuple[str, str]:
    """A number with the decimals that its format shows, with a comma as everywhere else."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value), _("inget tal")
    positive = form.split(";", maxsplit=1)[0]
    if positive in (GENERAL, "@", ""):
        return _plain(exact.normalize()), ""
    first = ASIDE.sub(lambda found: found[1] or "", positive)
    shown = SHOWN.fullmatch(first.strip())
    if not shown or first.rstrip().endswith(","):
        told = _("cellens format ({form}) visar talet på ett sätt som inte läses; välj Allmänt eller Tal", form=form)
        return _plain(exact.normalize()), told
    whole = exact * 100 if shown["percent"] else exact
    step = Decimal(1).scaleb(-len(shown["decimals"] or ""))
    return _plain(whole.quantize(step, ROUND_HALF_UP)), ""


def _plain(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def others(sheets: Mapping[str, Sheet], known: list[str]) -> Iterator[str]:
    """List the sheets that are no tables.

    Args:
        sheets: Sheets by name.
        known: Names of tables.

    Yields:
        Their names.
    """
    yield from (title for title in sheets if title not in known)
