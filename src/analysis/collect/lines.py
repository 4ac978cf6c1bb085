"""What one owner is asked, line by line: the sheet, what is shown, and the cells to fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.base.vocabulary import Section, SubjectType
from analysis.collect.form import DONE_ROW, REASON_ROW, Field, FieldKind
from analysis.words.numbers import digits
from analysis.words.translate import _

#: The sheets of a form, in order.
FIGURES, COMMITMENTS, MONEY, CONTROLS, TEXTS = "figures", "commitments", "money", "controls", "texts"
SHEETS = (FIGURES, COMMITMENTS, MONEY, CONTROLS, TEXTS)
#: The columns to fill in, by what they are found by.
WOMEN, MEN, TOTAL, FORECAST, PRELIMINARY, COMMENT = "K", "M", "T", "forecast", "preliminary", "comment"
STATUS, COMPLETION, DONE = "status", "completion", "done"
ACTUAL, WHY, ACTION, EFFECT, START = "actual", "why", "action", "effect", "start"
ASSESSMENT, TEXT, UNCHANGED = "assessment", "text", "unchanged"
#: The columns that are shown before them.
ABOUT, EARLIER, TARGET, UNIT, BUDGET, OTHERS, RISK = "about", "earlier", "target", "unit", "budget", "others", "risk"
GROUP = "group"
#: The longest text that a cell takes, by letters.
LONGEST = 600
#: So many times more or less than before is looked at.
FAR = 5
#: What a flag says.
YES = "yes"
Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of a sheet.

    Attributes:
        row: What it is found by.
        owner: Who is asked.
        sheet: The sheet.
        shown: What is shown of it, by column.
        fields: Its cells to fill in.
    """

    row: str
    owner: str
    sheet: str
    shown: Mapping[str, str]
    fields: tuple[Field, ...] = ()


def text_field(blank: Field, column: str, kind: SubjectType, about: Mapping[str, str], section: Section) -> Field:
    """Ask for a text.

    Args:
        blank: A field of the same line.
        column: The column that it stands in.
        kind: What the text is about.
        about: That subject, and whose it is.
        section: The part of the text.

    Returns:
        The field; no text is ever shown beforehand.
    """
    key = {"subject_type": kind.value, **about, "section": section.value}
    text = replace(blank, column=column, table="texts", key=key, name="text", kind=FieldKind.TEXT)
    return replace(text, unit="", issued="", choices=(), low=None, high=None, earlier=())


def unchanged(line: Line) -> Line:
    """Let a line that has answers from before say that they still hold.

    Args:
        line: The line.

    Returns:
        The same, with one cell more where something is known of it already.
    """
    known = [each for each in line.fields if each.issued]
    if not known:
        return line
    about = Field(line.sheet, line.row, UNCHANGED, "", {}, UNCHANGED, FieldKind.FLAG, known[0].label)
    return replace(line, fields=(*line.fields, about))


def ends_of(sheet: str, column: str) -> Iterator[Field]:
    """Ask at the end of a sheet whether it is filled in, or why there is nothing to fill in.

    Args:
        sheet: The sheet.
        column: The column that the answers stand in.

    Yields:
        The two cells.
    """
    yield Field(sheet, DONE_ROW, column, "", {}, DONE_ROW, FieldKind.FLAG, _("Klar"))
    yield Field(sheet, REASON_ROW, column, "", {}, REASON_ROW, FieldKind.TEXT, _("Ingen uppgift, därför att …"))


def as_written(value: float | None, decimals: int | None = None) -> str:
    """Write a figure that is known already as people write it.

    Args:
        value: The figure, if there is one.
        decimals: How many decimals it is printed with.

    Returns:
        Its digits; empty for none.
    """
    return "" if value is None else (digits(value, decimals) or "").replace(".", ",")
