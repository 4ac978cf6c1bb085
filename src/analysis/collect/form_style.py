"""How the cells of a form look: what is to be filled in is yellow, framed and unlocked, all else is locked."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

#: A format that is not the general one: a cell of that kind becomes a percentage when somebody writes a percent sign.
AS_TYPED = "General;-General;0"
_TOP: dict[str, Any] = {"valign": "top", "text_wrap": True}
_FRAME: dict[str, Any] = {"border": 1, "border_color": "#8A8A8A"}


@dataclass(frozen=True)
class FormStyles:
    """The formats of one form."""

    title: Format
    told: Format
    heading: Format
    shown: Format
    unit: Format
    number: Format
    text: Format
    list: Format
    not_asked: Format
    computed: Format
    ending: Format
    bold: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "FormStyles":
        """Make the formats of a workbook.

        Args:
            book: The workbook.

        Returns:
            Its formats.
        """
        grey = {"bg_color": "#EDEDED", "font_color": "#56606A", "align": "center"}
        answer = {"locked": False, "bg_color": "#FFF8D6", **_FRAME}
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            told=book.add_format({"valign": "top"}),
            heading=book.add_format({**_TOP, **_FRAME, "bold": True, "bg_color": "#E6ECF1"}),
            shown=book.add_format({**_TOP, **_FRAME}),
            unit=book.add_format({**_TOP, **_FRAME, "align": "right"}),
            number=book.add_format({**_TOP, **answer, "num_format": AS_TYPED, "align": "right"}),
            text=book.add_format({**_TOP, **answer, "num_format": "@"}),
            list=book.add_format({**_TOP, **answer}),
            not_asked=book.add_format({**_TOP, **_FRAME, **grey}),
            computed=book.add_format({**_TOP, **_FRAME, "font_color": "#8A3B00", "hidden": True}),
            ending=book.add_format({**_TOP, **_FRAME, "bold": True, "bg_color": "#E6ECF1"}),
            bold=book.add_format({"bold": True, "valign": "top"}),
        )
