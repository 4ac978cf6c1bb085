"""Where the cells of a form stand: found by a hidden row and column, wherever somebody has moved them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.collect.form import KEY_HEADING

#: Sheet, row and column of a cell, as the form calls them.
Place = tuple[str, str, str]


@dataclass
class Grid:
    """A sheet read from its first row to its last.

    Attributes:
        sheet: What the form calls it; empty before its hidden row has been met.
        names: The column with the names of rows.
        columns: The names of columns, by where they stand.
    """

    sheet: str = ""
    names: int = -1
    columns: dict[int, str] = field(default_factory=dict)

    def places(self, row: Sequence[Any]) -> Iterator[tuple[int, Place]]:
        """Say which cells of the next row a form knows.

        Args:
            row: Cells as openpyxl has them.

        Yields:
            Where a cell stands in the row, counted from 0, and what the form calls it.
        """
        mark = next((at for at, cell in enumerate(row) if _is_mark(cell.value)), None)
        if mark is not None:
            self.sheet, self.names = str(row[mark].value).removeprefix(KEY_HEADING), mark
            self.columns = {at: str(cell.value) for at, cell in enumerate(row) if cell.value and at != mark}
        elif 0 <= self.names < len(row) and row[self.names].value:
            name = str(row[self.names].value)
            yield from ((at, (self.sheet, name, column)) for at, column in self.columns.items() if at < len(row))


def _is_mark(value: object) -> bool:
    return isinstance(value, str) and value.startswith(KEY_HEADING)
