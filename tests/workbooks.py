"""A document's tables as sheets of its workbook, as somebody keeps them who works in a spreadsheet."""

import csv
import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


def as_workbook(folder: Path, *, typed: bool = False) -> None:
    """Put the tables of a document into its workbook, numbers as texts or typed with as many decimals as they show."""
    book = Workbook()
    first: Any = book.active
    book.remove(first)
    for path in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(path.stem)
        for row, line in enumerate(table(path), start=1):
            for column, cell in enumerate(line, start=1):
                number = typed and row > 1 and cell.replace(",", "").isdigit()
                value = float(cell.replace(",", ".")) if number else cell or None
                written = sheet.cell(row, column, value)
                if number:
                    places = len(cell.partition(",")[2])
                    written.number_format = f"#,##0.{'0' * places}" if places else "0"
        path.unlink()
    book.save(folder / f"{folder.name}.xlsx")
