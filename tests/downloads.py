"""Files that readers take away, read back by other libraries than those that wrote them."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from analysis.publish.files.open_csv import FORMULA

Cell = str | int | float | date | None
TYPES = {
    "string": str,
    "number": float,
    "integer": int,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "array": json.loads,
}


@dataclass(frozen=True)
class Taken:
    """One table as its CSV file holds it, with the types that the data package tells, and digit by digit."""

    name: str
    caption: str
    types: dict[str, str]
    rows: list[dict[str, Cell]]
    written: list[dict[str, str | None]]

    @property
    def headings(self) -> list[str]:
        return list(self.types)

    @property
    def figures(self) -> int:
        return sum(isinstance(row[name], int | float) for row in self.rows for name in self.headings)


def package_of(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def tables_of(folder: Path) -> list[Taken]:
    return [read_resource(folder, resource) for resource in package_of(folder)["resources"]]


def read_resource(folder: Path, resource: dict[str, Any]) -> Taken:
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    frame = pl.read_csv(folder / resource["path"], infer_schema=False)
    assert frame.columns == list(types)
    written = list(frame.iter_rows(named=True))
    rows = [{name: typed(text, types[name]) for name, text in row.items()} for row in written]
    return Taken(resource["name"], resource["title"], types, rows, written)


def typed(text: str | None, kind: str) -> Cell:
    return None if text is None or text == "" else TYPES[kind](text)  # type: ignore[operator]


def read_sheet(path: Path, sheet: str | int = 0) -> list[list[Cell]]:
    """The table of a sheet: its headings and rows, without caption, notes and source."""
    book = openpyxl.load_workbook(path)
    shown = book[sheet] if isinstance(sheet, str) else book.worksheets[sheet]
    ((_, place),) = shown.tables.items()  # type: ignore[no-untyped-call]
    return [[plain(cell.value) for cell in row] for row in shown[place]]


def plain(value: Any) -> Cell:  # noqa: ANN401 - whatever a cell holds
    return value.date() if isinstance(value, datetime) else value


def read_rows(content: str) -> list[list[str]]:
    """The rows of a CSV file, headings first."""
    return list(csv.reader(io.StringIO(content, newline="")))


def unguarded(text: str) -> str:
    """Take away what keeps a spreadsheet from calculating a text."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
