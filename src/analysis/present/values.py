"""What a column of a table gives to those who work with the figures: typed values instead of what a cell shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analysis.catalogue import _
from analysis.typed_table import Kind

Row = dict[str, Any]
#: Where a new line begins when the tags of a piece of a page are taken away.
LINE_END = re.compile(r"<(?:br|/p|/li|/div|/ul|/ol)\b[^>]*>")


@dataclass(frozen=True)
class Values:
    """One column of typed values.

    Attributes:
        heading: What stands at its top.
        of: Takes the value from a row of the frame; nothing where it is missing.
        kind: What the values are.
        unit: Their unit, where all rows have the same.
        decimals: How many decimals they are printed with, where all rows have the same number.
        spare: Whether the column is left out when no row has a value: signs before figures, remarks.
        about: What a reader should know of it.
    """

    heading: str
    of: Callable[[Row], object]
    kind: Kind = Kind.TEXT
    unit: str = ""
    decimals: int | None = None
    spare: bool = False
    about: str = ""


def texts(heading: str, of: Callable[[Row], object], *, spare: bool = False) -> Values:
    """A column of texts.

    Args:
        heading: What stands at its top.
        of: Takes the text from a row; markup is taken away.
        spare: Whether it is left out when no row has one.

    Returns:
        The column.
    """
    return Values(heading, lambda row: plain_text(of(row)), spare=spare)


def numbers(heading: str, of: Callable[[Row], object], unit: str = "", decimals: int | None = None) -> Values:
    """A column of numbers.

    Args:
        heading: What stands at its top.
        of: Takes the number from a row.
        unit: The unit, where all rows have the same.
        decimals: How many decimals are printed, where all rows have the same number.

    Returns:
        The column.
    """
    return Values(heading, of, Kind.NUMBER, unit, decimals)


def whole(heading: str, of: Callable[[Row], object]) -> Values:
    """A column of whole numbers.

    Args:
        heading: What stands at its top.
        of: Takes the number from a row.

    Returns:
        The column.
    """
    return Values(heading, of, Kind.WHOLE)


def days(heading: str, of: Callable[[Row], object], *, spare: bool = False) -> Values:
    """A column of days.

    Args:
        heading: What stands at its top.
        of: Takes the day from a row.
        spare: Whether it is left out when no row has one.

    Returns:
        The column.
    """
    return Values(heading, of, Kind.DAY, spare=spare)


def printed(heading: str, of: Callable[[Row], object], sign: Callable[[Row], object]) -> tuple[Values, Values]:
    """A number as printed, and the sign before it in a column of its own.

    Args:
        heading: What stands at its top.
        of: Takes the number from a row.
        sign: Takes the sign, such as `>`.

    Returns:
        The two columns; that of the signs is left out when there are none.
    """
    about = _(
        "Tecknet som är tryckt före talet: > mer än, < mindre än, ≥, ≤ eller ≈ (cirka). Tomt: talet står för sig."
    )
    return numbers(heading, of), Values(_("{heading}, tecken", heading=heading), sign, spare=True, about=about)


def plain_text(shown: object) -> str | None:
    """Take the tags from a piece of a page, line by line.

    Args:
        shown: Text, markup or nothing.

    Returns:
        The words; nothing when there are none.
    """
    if shown is None or shown == "":
        return None
    if not isinstance(shown, Markup):
        return str(shown)
    lines = [Markup(line).striptags() for line in LINE_END.sub("\n", str(shown)).split("\n")]  # noqa: S704 - tags are taken away
    return "\n".join(line for line in lines if line) or None
