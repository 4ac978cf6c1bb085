"""What a column of a table gives to those who work with the figures: typed figures instead of what a cell shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.pieces import Piece
from analysis.chapter.table import Figure, Kind, Origin
from analysis.words.numbers import digits
from analysis.words.translate import _

Row = dict[str, Any]


@dataclass(frozen=True)
class Values:
    """One column of typed figures.

    Attributes:
        heading: What stands at its top.
        of: Takes the figure from a row of the frame; nothing where it is missing.
        kind: What the figures are.
        unit: Their unit, where all rows have the same.
        decimals: How many decimals they are printed with, where all rows have the same number.
        printed: Takes from a row with how many decimals its figure is printed; as many as it has where nobody knows.
        spare: Whether the column is left out when no row has a figure: signs before figures, remarks.
        about: What a reader should know of it.
        ours: Whether its texts are words of ours, though they stand beside words of the data.
        origins: Takes from a row each place that its figure comes from; where the whole row does when left out.
    """

    heading: str
    of: Callable[[Row], object]
    kind: Kind = Kind.TEXT
    unit: str = ""
    decimals: int | None = None
    printed: Callable[[Row], int | None] = lambda _row: None
    spare: bool = False
    about: str = ""
    ours: bool = False
    origins: Callable[[Row], Sequence[Origin]] | None = None

    def figure(self, row: Row) -> Figure:
        """Take the figure of a row as JSON and files can hold it."""
        value = self.of(row)
        if value is None or value == "":
            return None
        if self.kind is Kind.NUMBER:
            places = self.printed(row)
            return digits(value, self.decimals if places is None else places)  # type: ignore[arg-type]
        if self.kind is Kind.WHOLE:
            return _whole(value)
        return str(value)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def texts(heading: str, of: Callable[[Row], object], *, spare: bool = False, ours: bool = False) -> Values:
    """A column of texts.

    Args:
        heading: What stands at its top.
        of: Takes the text, or pieces of a cell, from a row.
        spare: Whether it is left out when no row has one.
        ours: Whether they are words of ours, though they stand beside words of the data.

    Returns:
        The column.
    """
    return Values(heading, lambda row: plain_text(of(row)), spare=spare, ours=ours)


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


def printed(
    heading: str,
    of: Callable[[Row], object],
    sign: Callable[[Row], object],
    decimals: Callable[[Row], int | None] = lambda _row: None,
) -> tuple[Values, Values]:
    """A number as printed, and the sign before it in a column of its own.

    Args:
        heading: What stands at its top.
        of: Takes the number from a row.
        sign: Takes the sign, such as `>`.
        decimals: Takes from a row with how many decimals the number is printed.

    Returns:
        The two columns; that of the signs is left out when there are none.
    """
    about = _(
        "Tecknet som är tryckt före talet: > mer än, < mindre än, ≥, ≤ eller ≈ (cirka). Tomt: talet står för sig."
    )
    number = Values(heading, of, Kind.NUMBER, printed=decimals)
    return number, Values(_("{heading}, tecken", heading=heading), sign, spare=True, about=about)


def plain_text(shown: object) -> str | None:
    """Take the words of what a cell shows, line by line.

    Args:
        shown: Text, a piece, pieces or nothing.

    Returns:
        The words; nothing when there are none.
    """
    if shown is None or shown == "":
        return None
    if isinstance(shown, str):
        return shown
    pieces: Sequence[Piece] = shown if isinstance(shown, tuple | list) else [shown]  # type: ignore[list-item]
    return cell_words(pieces) or None
