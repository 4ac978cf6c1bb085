"""How sheets look: formats made once a workbook, decimals as printed, columns as wide as what they hold."""

from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from analysis.base.theme import current_theme
from analysis.chapter.table import Figure, Kind, Table

NARROWEST, WIDEST = 9, 60
#: More decimals than this are no figure of a document; the cell holds them, and Excel shows so many.
MOST_DECIMALS = 6
TOP: dict[str, Any] = {"valign": "top"}
WRAPPED: dict[str, Any] = TOP | {"text_wrap": True}

#: What a sheet has of the owner's colours, and what it has where none is chosen.
_COLOURS = {"muted": "#56606A", "link": "#0B5394", "tint": "#E6ECF1"}


class Styles:
    """The formats of one workbook.

    Args:
        book: The workbook.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book, theme = book, current_theme()
        face = {"font_name": theme.faces["body"]} if "body" in theme.faces else {}
        self._text, self._wrapped = TOP | face, WRAPPED | face
        muted, link, tint = (theme.colours.get(role, (usual,))[0] for role, usual in _COLOURS.items())
        self._cells: dict[tuple[str, bool], Format] = {}
        self.caption: Format = book.add_format(face | {"bold": True, "font_size": 13})
        self.heading: Format = book.add_format(
            face | {"bold": True, "text_wrap": True, "valign": "top", "bg_color": tint, "bottom": 1}
        )
        self.note: Format = book.add_format(face | {"font_color": muted})
        self.text: Format = self._made("", bold=False)
        self.link: Format = book.add_format(face | {"font_color": link, "underline": 1})

    def cell(self, kind: Kind, form: str, *, bold: bool) -> Format:
        """Find the format of a cell.

        Args:
            kind: What it holds.
            form: Number format.
            bold: Whether it stands in a total's row.

        Returns:
            The format.
        """
        return self._made("yyyy-mm-dd" if kind is Kind.DAY else form, bold=bold)

    def _made(self, form: str, *, bold: bool) -> Format:
        key = (form, bold)
        if key not in self._cells:
            looks = self._text | {"num_format": form} if form else self._wrapped
            self._cells[key] = self._book.add_format(looks | {"bold": bold})
        return self._cells[key]


def number_format(kind: Kind, figure: Figure) -> str:
    """Write a figure with the decimals that it is printed with; Excel puts in its user's own signs.

    Args:
        kind: What it is.
        figure: The figure.

    Returns:
        An Excel number format; empty for what is no number.
    """
    if kind is Kind.WHOLE:
        return "0"  # years, counts
    if kind is not Kind.NUMBER or figure is None:
        return ""
    decimals = min(len(str(figure).partition(".")[2]), MOST_DECIMALS)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def widths(table: Table) -> list[int]:
    """Find how wide each column should be.

    Args:
        table: The table.

    Returns:
        Widths in characters.
    """
    return [
        min(
            max(
                NARROWEST,
                _heading_width(column.heading),
                *(_width(row.figures[place], column.kind) for row in table.rows),
            ),
            WIDEST,
        )
        for place, column in enumerate(table.columns)
    ]


def _heading_width(heading: str) -> int:
    """A heading is broken over lines: its longest word, and room for the arrow of the filter."""
    return max((len(word) for word in heading.split()), default=0) + 4


def _width(figure: Figure, kind: Kind) -> int:
    if figure is None:
        return 0
    if kind is Kind.NUMBER:
        return len(f"{Decimal(figure):,f}") + 2
    return max((len(line) for line in str(figure).splitlines()), default=0) + 1
