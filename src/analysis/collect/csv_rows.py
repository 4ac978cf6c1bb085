"""Rows of a document's CSV file, put in and changed where they stand; all else in the file stays as it is written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.base.files import write_whole
from analysis.errors import InputFaults
from analysis.intake.csv_text import ROW, read_cells

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
Cells = dict[str, str]


@dataclass
class CsvRows:
    """A file as rows of cells.

    Attributes:
        columns: Its headings in order.
        rows: Its rows, a cell for each heading; a heading that a row lacks is a blank cell.
        changed: Whether anything was put in or changed.
    """

    columns: list[str]
    rows: list[Cells]
    changed: bool = False

    def matching(self, key: Mapping[str, str], usual: Mapping[str, str]) -> list[Cells]:
        """Find the rows that a key tells.

        Args:
            key: Columns and values.
            usual: What the document says of rows whose cells are blank.

        Returns:
            Those rows, to be changed where they are.
        """
        return [row for row in self.rows if all(_value(row, name, usual) == value for name, value in key.items())]

    def add(self, row: Cells) -> None:
        """Put a row last; columns that the file lacks come last too."""
        self._widen(row)
        self.rows.append(row)

    def change(self, row: Cells, values: Cells) -> None:
        """Write values into a row of these.

        Args:
            row: One of `rows`.
            values: By column; columns that the file lacks come last.
        """
        self._widen(values)
        row.update(values)

    def _widen(self, row: Iterable[str]) -> None:
        self.changed = True
        self.columns += [name for name in row if name not in self.columns]


def read_rows(path: Path) -> CsvRows:
    """Read a file.

    Args:
        path: The file; one that is not there has no columns and no rows.

    Returns:
        Its rows, texts as they are written; wholly blank ones are none.

    Raises:
        InputFaults: If it is no file of the data folder.
    """
    if not path.exists():
        return CsvRows([], [])
    cells, faults = read_cells(path, path.name)
    if cells is None:
        raise InputFaults(faults)
    written = cells.drop(ROW)
    return CsvRows(written.columns, [{name: cell or "" for name, cell in row.items()} for row in written.to_dicts()])


def write_rows(path: Path, rows: CsvRows) -> None:
    """Write a file whole or not at all.

    Args:
        path: The file.
        rows: What it is to hold.
    """
    write_whole(path, text_of(rows.columns, ([row.get(name, "") for name in rows.columns] for row in rows.rows)))


def text_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as the text of a file of the data folder.

    Args:
        columns: The headings.
        rows: The cells.

    Returns:
        The text, which Excel opens as it is meant.
    """
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([columns, *rows])
    return BOM + text.getvalue()


def _value(row: Mapping[str, str], name: str, usual: Mapping[str, str]) -> str:
    written = row.get(name, "")
    return written or usual.get(name, "")
