"""Kinds of columns that contracts are made of, and how to say what each accepts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import dataframely as dy

from analysis.base.scale import KNOWN_CODES
from analysis.base.vocabulary import SymbolSubject
from analysis.words import numbers
from analysis.words.translate import _, later

CODE = r"^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9_-]{0,59}$"
LABEL_LENGTH = 120
#: A step of a scale: its code, or the percent that is reached.
STEP = CODE + r"|^[0-9]{1,3}(,[0-9]{1,2})?( ?%)?$"
#: Numbers of lines, `1-7`, `7, 16` or `-9, -10`: no table has lines of five digits, and no sum so many parts.
LINES = r"^-?[0-9]{1,4}(-[0-9]{1,4})?( *, *-?[0-9]{1,4}(-[0-9]{1,4})?){0,99}$"
#: Addresses on the web: no blanks, and nothing but the two ways to get there.
ADDRESS = r"^https?://[^\s]+$"
#: How a file says that something is so; a blank cell says that it is not.
YES = "yes"


@dataclass(frozen=True)
class Reference:
    """Where a column's values are declared.

    Attributes:
        table: The table that must hold them.
        column: In which column.
        within: The column that says in which document, for what documents declare each for itself.
    """

    table: str
    column: str
    within: str


@dataclass(frozen=True)
class Filled:
    """What stands for a blank cell.

    Attributes:
        value: A value as typed; nothing where another column says it.
        of: The column that says it.
    """

    value: str = ""
    of: str = ""


def code(*, nullable: bool = False, key: bool = False, optional: bool = False) -> dy.String:
    """A code: letters, digits, hyphens and underscores, 60 at most; a file may leave out an optional column."""
    return dy.String(nullable=nullable, primary_key=key, regex=CODE, metadata={"optional": optional})


def reference(
    table: str,
    column: str = "",
    *,
    within: str = "document",
    nullable: bool = False,
    key: bool = False,
    optional: bool = False,
    added: bool = False,
) -> dy.String:
    """A code that a table declares, in the column of the same name unless told otherwise."""
    known = {"references": Reference(table, column or table, within), "optional": optional, "added": added}
    return dy.String(nullable=nullable, primary_key=key, metadata=known)


def codes(table: str = "", *, optional: bool = False) -> dy.List:
    """Codes with commas between, or none; codes that a table declares when one is named."""
    known = {"references": Reference(table, table, "document")} if table else {}
    return dy.List(dy.String(), metadata={**known, "optional": optional})


def step(subject: SymbolSubject, *, optional: bool = False) -> dy.String:
    """A step of a scale as a file writes it, a code of the owner's or a percent; what it means once that is known."""
    return dy.String(nullable=True, regex=STEP, metadata={"means": KNOWN_CODES[subject], "optional": optional})


def own_step() -> dy.String:
    """The step as the file wrote it, beside what it means."""
    return dy.String(nullable=True, metadata={"added": True})


def one_of(kind: type[StrEnum], *, nullable: bool = False, key: bool = False, optional: bool = False) -> dy.Enum:
    """One of the words of the vocabulary; a file may leave out an optional column."""
    words = [member.value for member in kind]
    return dy.Enum(words, nullable=nullable, primary_key=key, metadata={"optional": optional})


def text(*, nullable: bool = False, key: bool = False, longest: int = 1000, optional: bool = False) -> dy.String:
    """Free text; a file may leave out an optional column."""
    return dy.String(
        nullable=nullable, primary_key=key, min_length=1, max_length=longest, metadata={"optional": optional}
    )


def label(*, nullable: bool = False, optional: bool = False) -> dy.String:
    """A short name."""
    return text(nullable=nullable, longest=LABEL_LENGTH, optional=optional)


def line_numbers() -> dy.String:
    """Which lines of a table are meant."""
    return dy.String(regex=LINES)


def flag(*, optional: bool = False) -> dy.Enum:
    """`yes` or nothing, kept as written; a file may leave out an optional column."""
    return dy.Enum([YES], nullable=True, metadata={"optional": optional})


def decimals(column: str) -> dy.Int32:
    """How many decimals a figure is printed with, counted when the file is read."""
    return dy.Int32(min=0, metadata={"added": True, "decimals_of": column})


#: Days of the year in the column `year`, for those who leave both days of a period blank.
FIRST_DAY, LAST_DAY = "01-01", "12-31"


#: Days of which a figure may be; one of another year is a slip of the finger, or a spreadsheet's own count of days.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def day(*, nullable: bool = False, key: bool = False, optional: bool = False) -> dy.Date:
    """A day; a file may leave out an optional column."""
    return dy.Date(nullable=nullable, primary_key=key, min=EARLIEST, max=LATEST, metadata={"optional": optional})


def line_of_source(*, key: bool = False) -> dy.Int32:
    """The line of the text that was read, counted from 1; 0 for what stands on none."""
    return dy.Int32(min=0, primary_key=key, metadata={"optional": True, "line": True})


def is_line(column: dy.Column) -> bool:
    """Whether the column is the line of a source, which is 0 for what stands on none and is never written so."""
    return bool((column.metadata or {}).get("line"))


def origin() -> dy.String:
    """Something of where a fact comes from, in the words of whoever knows."""
    return text(nullable=True, optional=True, longest=300)


def own_kind() -> dy.String:
    """The owner's own word for a kind, kept beside the one that the program knows."""
    return dy.String(nullable=True, metadata={"added": True})


def kept_elsewhere() -> dy.String:
    """What becomes a cell of another table, whose contract holds it; its own file may leave out the column."""
    return dy.String(nullable=True, metadata={"optional": True, "elsewhere": True})


def address() -> dy.String:
    """The address of a page on the web."""
    return dy.String(nullable=True, regex=ADDRESS, max_length=1000, metadata={"optional": True})


def filled_date(day: str) -> dy.Date:
    """A day that a file may leave out: the first or last of the year in the column `year`."""
    return dy.Date(primary_key=True, min=EARLIEST, max=LATEST, metadata={"optional": True, "day_of_year": day})


def filled(column: dy.Column, *, value: str = "", of: str = "") -> Any:  # noqa: ANN401 - the column that was given
    """A column that a file may leave out: a blank cell is a value, or what another column of the row says."""
    column.metadata = {**(column.metadata or {}), "optional": True, "filled": Filled(value, of)}
    return column


def filled_as(column: dy.Column) -> "Filled | None":
    """What stands for a blank cell, if anything does."""
    return (column.metadata or {}).get("filled")


def numbered(within: str) -> dy.Int32:
    """The number of a row within its group, from 1; a blank cell is the row's own place, from 2, down the document."""
    return dy.Int32(primary_key=True, min=1, max=99, metadata={"optional": True, "numbered_within": within})


def numbered_within(column: dy.Column) -> str | None:
    """The column that says within what rows are numbered, if they are."""
    return (column.metadata or {}).get("numbered_within")


def meanings(column: dy.Column) -> tuple[str, ...]:
    """The codes that a step of a scale may mean; none for a column of other things."""
    return tuple((column.metadata or {}).get("means", ()))


def day_of_year(column: dy.Column) -> str | None:
    """The day of the year that stands for a blank cell, if one does."""
    return (column.metadata or {}).get("day_of_year")


def is_optional(column: dy.Column) -> bool:
    """Whether a file may do without the column; every cell is empty then, as each of them may be."""
    if isinstance(column, dy.List | dy.Bool):
        return True
    return column.nullable or bool((column.metadata or {}).get("optional"))


def is_kept_elsewhere(column: dy.Column) -> bool:
    """Whether what a file says in the column is kept as rows of another table."""
    return bool((column.metadata or {}).get("elsewhere"))


def is_added(column: dy.Column) -> bool:
    """Whether the column is added when a file is read, and stands in none."""
    return bool((column.metadata or {}).get("added"))


def decimals_of(column: dy.Column) -> str | None:
    """The column whose printed decimals this one counts, if it counts any."""
    return (column.metadata or {}).get("decimals_of")


def reference_of(column: dy.Column) -> Reference | None:
    """Where the column's values are declared, if they are declared anywhere."""
    return (column.metadata or {}).get("references")


def year(*, nullable: bool = False, key: bool = False, optional: bool = False) -> dy.Int32:
    """A calendar year; a file may leave out an optional column."""
    return dy.Int32(nullable=nullable, primary_key=key, min=1990, max=2100, metadata={"optional": optional})


def number(*, nullable: bool = True, optional: bool = False, **bounds: Any) -> dy.Float64:  # noqa: ANN401 - min and max go straight through
    """A number in Swedish notation; a file may leave out an optional column."""
    return dy.Float64(nullable=nullable, metadata={"optional": optional}, **bounds)


def _number() -> str:
    return _("ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5")


_DESCRIBED: list[tuple[type[dy.Column], Callable[[Any], str]]] = [
    (dy.Enum, lambda column: _("tillåtna värden: {words}", words=", ".join(column.categories))),
    (dy.Bool, lambda _column: _("tillåtna värden: {words}", words=YES)),
    (dy.Float64, lambda column: _number() + _bounds(column)),
    (dy.Int32, lambda column: _("ett heltal") + _bounds(column)),
    (dy.Date, lambda column: _("ett datum som 2016-12-31") + _days(column)),
]


def _bounds(column: dy.Float64 | dy.Int32) -> str:
    least = 1 if is_line(column) else column.min
    low = _("minst {number}", number=_as_typed(least)) if least is not None else ""
    high = _("högst {number}", number=_as_typed(column.max)) if column.max is not None else ""
    if low and high:
        return _(", {low} och {high}", low=low, high=high)
    return f", {low}{high}" if low or high else ""


def _days(column: dy.Date) -> str:
    return _(", från {first} till {last}", first=column.min, last=column.max) if column.min and column.max else ""


#: What each pattern accepts.
_PATTERNS = {
    CODE: later("en kod av bokstäver, siffror, bindestreck och understreck, högst 60 tecken"),
    ADDRESS: later("en adress som börjar med https:// eller http://"),
    STEP: later("en kod ur skalan i reference/symbols.csv, eller procent som 75 där den är i procent"),
    LINES: later("radnummer som 1-7, 9 eller -10, högst {most}"),
}


def allowed(column: dy.Column) -> str:
    """Say what a column accepts.

    Args:
        column: A column of one of the contracts.

    Returns:
        A phrase such as "tillåtna värden: K, M, T".
    """
    for kind, describe in _DESCRIBED:
        if isinstance(column, kind):
            return describe(column)
    if isinstance(column, dy.String) and column.regex in _PATTERNS:
        return _(_PATTERNS[column.regex], most=9999)
    if isinstance(column, dy.String) and column.max_length:
        return _("en text på högst {length} tecken", length=column.max_length)
    return _("ett värde av rätt slag")


def _as_typed(bound: float) -> str:
    """A bound the way a cell would have it: nothing between thousands."""
    return numbers.numbered(bound) if float(bound).is_integer() else numbers.number(bound)
