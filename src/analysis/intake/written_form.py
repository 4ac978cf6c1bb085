"""How a table is written, put back: a spreadsheet that saves a file rewrites cells whose values nobody changed.

`3,0` becomes `3`, `40 047` becomes `40047`, `Oktober 2022` becomes `2022-10-01`. The figure is the same, but how it is
printed is data too: decimals are shown as they are given, and places are names.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from babel.dates import get_month_names

NUMBER = re.compile(r"[-−–]?[0-9]+(,[0-9]+)?")
SPACES = re.compile("[ \u00a0\u2009\u202f]")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})( 00:00:00)?")
MONTHS = tuple(get_month_names("wide", locale="sv").values())
#: The shortest that spreadsheets cut a month to.
SHORT = 3
MONTH = re.compile(r"([^\W\d_]{3,9})\.?[ -]([0-9]{4})")
BOM = "\ufeff"


@dataclass(frozen=True)
class Reformed:
    """A row whose form has changed and whose value has not.

    Attributes:
        row: Its row in the file.
        now: The first cell that differs, as it is written.
        before: The same, as it was written.
    """

    row: int
    now: str
    before: str


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]
    raw: str

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(map(_value, self.cells))


def put_back(now: str, before: str) -> tuple[str, list[Reformed]]:
    """Give cells their form back where their value is the same.

    Args:
        now: The text of the file.
        before: Its text as it was written before.

    Returns:
        The text of the file with every row that it has now, and the rows that get their form back. A text that is no
        table, or of other columns, is left as it is.
    """
    try:
        new, old = list(_rows(now)), list(_rows(before))
    except csv.Error:
        return now, []
    if not new or not old or new[0].values != old[0].values:
        return now, []
    written, reformed = [], []
    for row, like in _paired(new, old):
        cells = _merged(row, like)
        written.append(like.raw if like and cells == like.cells else row.raw if cells == row.cells else _line(cells))
        if like and cells != row.cells:
            told = next((a, b) for a, b in zip(row.cells, cells, strict=True) if a != b)
            reformed.append(Reformed(row.number, *told))
    return (BOM if before.startswith(BOM) else "") + "".join(written), reformed


def _rows(text: str) -> Iterator[_Row]:
    lines = text.removeprefix(BOM).replace("\r\n", "\n").splitlines(keepends=True)
    reader, start = csv.reader(io.StringIO("".join(lines)), delimiter=";", strict=True), 0
    for cells in reader:
        raw = "".join(lines[start : reader.line_num])
        yield _Row(reader.line_num, cells, raw if raw.endswith("\n") else f"{raw}\n")
        start = reader.line_num


def _paired(new: list[_Row], old: list[_Row]) -> Iterator[tuple[_Row, _Row | None]]:
    """Each row with the one that it was: of the same values, or in the same place among rows of the same values."""
    matcher = SequenceMatcher(None, [row.values for row in old], [row.values for row in new], autojunk=False)
    for _tag, first, last, start, end in matcher.get_opcodes():
        like = old[first:last] if last - first == end - start else [None] * (end - start)
        yield from zip(new[start:end], like, strict=True)


def _merged(row: _Row, like: _Row | None) -> list[str]:
    if like is None or len(row.cells) != len(like.cells):
        return row.cells
    return [b if _value(a) == _value(b) else a for a, b in zip(row.cells, like.cells, strict=True)]


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerow(cells)
    return text.getvalue()


def _value(cell: str) -> str:
    """What a cell says, however it is written."""
    text = cell.strip()
    close = SPACES.sub("", text)
    if NUMBER.fullmatch(close):
        plain = re.sub("^[−–]", "-", close).replace(",", ".")
        return f"number {Decimal(plain).normalize():f}"
    if day := ISO_DAY.fullmatch(text):
        return f"day {day[1]}-{day[2]}-{day[3]}"
    if (month := MONTH.fullmatch(text.lower())) and (number := _month(month[1])):
        return f"day {month[2]}-{number:02}-01"
    return f"text {text}"


def _month(word: str) -> int:
    found = [number for number, name in enumerate(MONTHS, start=1) if len(word) >= SHORT and name.startswith(word)]
    return found[0] if len(found) == 1 else 0
