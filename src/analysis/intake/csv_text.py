"""The text of a CSV file as rows of cells, before anybody asks what they mean."""

import csv
import io
from pathlib import Path

import polars as pl

from analysis.errors import Fault, uneven
from analysis.refusals import in_words
from analysis.words.translate import _

ROW = "file_row"


def read_cells(path: Path, name: str) -> tuple[pl.DataFrame | None, list[Fault]]:
    """Read a file's cells.

    Args:
        path: The file: semicolon separated, UTF-8 with or without BOM.
        name: Path below the data folder, used in messages.

    Returns:
        One String column a heading plus `file_row` (row in the file, the heading is row 1), blanks as null and wholly
        blank rows left out; nothing when the file cannot be read. And every fault.
    """
    content, faults = _decode(path, name)
    if faults:
        return None, faults
    try:
        reader = csv.reader(io.StringIO(content), delimiter=";", strict=True)
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error:
        return None, [
            Fault(name, 0, "", "", _("filen går inte att läsa som CSV; kontrollera citattecken och semikolon"))
        ]
    heading = [cell.strip() for cell in rows[0][1]]
    faults = _uneven(rows, len(heading), name) + _repeated(heading, name)
    return (None, faults) if faults else (_frame(heading, rows[1:]), [])


def unreadable(name: str, error: OSError) -> Fault:
    """Say that a file, or a folder, cannot be read.

    Args:
        name: Its path below the data folder.
        error: What the system answers.

    Returns:
        The fault.
    """
    return Fault(name, 0, "", "", in_words(error, _("filen")).message.rstrip("."))


def _decode(path: Path, name: str) -> tuple[str, list[Fault]]:
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return "", [Fault(name, 0, "", "", _("filen saknas"))]
    except OSError as error:
        return "", [unreadable(name, error)]
    except UnicodeDecodeError:
        return "", [Fault(name, 0, "", "", _("filen är inte UTF-8; spara om den som «CSV UTF-8»"))]
    if not content.strip():
        return "", [Fault(name, 1, "", "", _("filen är tom; första raden ska vara kolumnnamnen"))]
    return content.lstrip("\r\n"), []


def _uneven(rows: list[tuple[int, list[str]]], width: int, name: str) -> list[Fault]:
    return [
        Fault(name, number, "", *uneven(len(cells), width)) for number, cells in rows if cells and len(cells) != width
    ]


def _repeated(heading: list[str], name: str) -> list[Fault]:
    twice = {column for column in heading if heading.count(column) > 1}
    return [Fault(name, 1, column, column, _("kolumnen finns två gånger")) for column in sorted(twice)]


def _frame(heading: list[str], rows: list[tuple[int, list[str]]]) -> pl.DataFrame:
    filled = [[number, *cells] for number, cells in rows if any(cell.strip() for cell in cells)]
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64, **dict.fromkeys(heading, pl.String)}
    trimmed = pl.col(pl.String).str.strip_chars()
    frame = pl.DataFrame(filled, schema=schema, orient="row")
    return frame.with_columns(pl.when(trimmed == "").then(None).otherwise(trimmed).name.keep())
