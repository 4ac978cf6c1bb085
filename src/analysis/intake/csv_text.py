"""The text of a CSV file as rows of cells, before anybody asks what they mean."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import dropwhile
from operator import not_
from pathlib import Path

import polars as pl

from analysis.base.unseen import UNSEEN
from analysis.errors import Fault, uneven, unseen
from analysis.refusals import in_words
from analysis.words.translate import _, later, n_

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
    if faults := _other_separator(content, heading, name):
        return None, faults
    return cells_of(rows, name)


def cells_of(rows: list[tuple[int, list[str]]], name: str) -> tuple[pl.DataFrame | None, list[Fault]]:
    """Make a frame of rows of cells, wherever they were read.

    Args:
        rows: The number of each row and its cells, the heading first.
        name: Path below the data folder, used in messages.

    Returns:
        As `read_cells`.
    """
    heading = [cell.strip() for cell in rows[0][1]]
    faults = _trailing(rows, heading, name) or [
        *_uneven(rows, len(heading), name),
        *_wrong_names(heading, name),
        *_unseen(rows, heading, name),
    ]
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


#: What other programs part columns with, and what people call it.
_SEPARATORS = {"\t": later("tabb"), ",": later("komma"), "|": later("lodstreck")}
_SEP = re.compile(r"sep=.?", re.I)


def _other_separator(content: str, heading: list[str], name: str) -> list[Fault]:
    """A file that was saved in another way has one fault, not one a row."""
    first = content.partition("\n")[0].strip()
    if _SEP.fullmatch(first.strip('"').rstrip(";")):
        return [
            Fault(name, 1, "", first, _("raden är bara till för Excel; ta bort den, så att kolumnnamnen står först"))
        ]
    marks = [mark for mark in _SEPARATORS if mark in first]
    if len(heading) > 1 or not marks:
        return []
    mark = max(marks, key=first.count)
    told = _("kolumnerna skiljs åt med {mark}; spara om filen med semikolon", mark=_(_SEPARATORS[mark]))
    return [Fault(name, 0, "", "", told)]


def _trailing(rows: list[tuple[int, list[str]]], heading: list[str], name: str) -> list[Fault]:
    """Empty columns that a spreadsheet has put last are one fault, wherever they are."""
    width = len([*dropwhile(not_, reversed(heading))])
    longer = [number for number, cells in rows if len(cells) > width]
    others = [cells for _number, cells in rows if len(cells) <= width]
    if not longer or any(any(map(str.strip, cells[width:])) for _number, cells in rows):
        return []
    if any(cells and len(cells) != width for cells in others):
        return []
    told = n_(
        "{amount} rad slutar med tomma kolumner (;;); ta bort dem, först här",
        "{amount} rader slutar med tomma kolumner (;;); ta bort dem, först här",
        len(longer),
        amount=len(longer),
    )
    return [Fault(name, longer[0], "", "", told)]


def _uneven(rows: list[tuple[int, list[str]]], width: int, name: str) -> list[Fault]:
    return [
        Fault(name, number, "", *uneven(len(cells), width)) for number, cells in rows if cells and len(cells) != width
    ]


def _wrong_names(heading: list[str], name: str) -> Iterator[Fault]:
    for column in sorted({column for column in heading if column and heading.count(column) > 1}):
        yield Fault(name, 1, column, column, _("kolumnen finns två gånger"))
    if "" in heading:
        yield Fault(name, 1, "", "", _("kolumn {number} saknar namn", number=heading.index("") + 1))
    if ROW in heading:
        yield Fault(name, 1, ROW, ROW, _("kolumnen fylls i av programmet; ta bort den"))


def _unseen(rows: list[tuple[int, list[str]]], heading: list[str], name: str) -> Iterator[Fault]:
    for number, cells in rows:
        for column, cell in zip(heading, cells, strict=False):
            if found := UNSEEN.search(cell):
                yield Fault(name, number, column, cell, unseen(found))


def _frame(heading: list[str], rows: list[tuple[int, list[str]]]) -> pl.DataFrame:
    filled = [[number, *cells] for number, cells in rows if any(cell.strip() for cell in cells)]
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64, **dict.fromkeys(heading, pl.String)}
    trimmed = pl.col(pl.String).str.strip_chars()
    frame = pl.DataFrame(filled, schema=schema, orient="row")
    return frame.with_columns(pl.when(trimmed == "").then(None).otherwise(trimmed).name.keep())
