"""One column of a frame that we know nothing of: what its values are, in digits and in words."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from analysis.chapter.table import Figure, Kind
from analysis.words.days import day, moment
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import MINUS, digits, number
from analysis.words.translate import _

#: So many decimals are shown as they are; more are the tail of a computation.
FEW_DECIMALS = 4
#: Of a computed number at least so many are shown, and at most so many are tried to tell numbers apart.
LEAST_DECIMALS, MOST_DECIMALS = 2, 12
#: Digits that a computation leaves right; what comes after them is noise.
SURE_DIGITS = 12
#: Numbers from here on have more digits than a double knows.
BEYOND = 1e15
#: Whole numbers that all lie here are years, which have no thousands.
YEARS = range(1900, 2101)
MIDNIGHT = time()
#: A text longer than this is read as running text.
LONG = 60


@dataclass(frozen=True)
class FrameColumn:
    """A column of a frame.

    Attributes:
        heading: What stands at its top.
        values: Its values as Python has them; what is missing is None.
        usual: What its type says that its values are; decides where there are none.
    """

    heading: str
    values: Sequence[Any]
    usual: Kind = Kind.TEXT

    @cached_property
    def kind(self) -> Kind:
        """What its figures are."""
        known = [value for value in self.values if value is not None]
        return next((kind for kind, holds in _TESTS if all(map(holds, known))), Kind.TEXT) if known else self.usual

    @property
    def is_number(self) -> bool:
        """Whether its cells are aligned as numbers."""
        return self.kind in (Kind.NUMBER, Kind.WHOLE)

    @property
    def is_long(self) -> bool:
        """Whether it holds running text."""
        return self.kind is Kind.TEXT and any(len(str(value)) > LONG for value in self.values if value is not None)

    @cached_property
    def decimals(self) -> int:
        """With how many decimals its numbers are shown: those that they have, or as many as tell them apart."""
        numbers = {_sure(value) for value in self.values if value is not None and _is_usual(value)}
        most = max(map(_decimals, numbers), default=0)
        if most <= FEW_DECIMALS:
            return most
        apart = range(LEAST_DECIMALS, min(most, MOST_DECIMALS))
        # Zero is among them: no number must look like none.
        different = numbers | {Decimal()}
        rounded = (places for places in apart if len({round(each, places) for each in different}) == len(different))
        return next(rounded, min(most, MOST_DECIMALS))

    @property
    def is_even(self) -> bool:
        """Whether all its numbers have the decimals that they are shown with, and no more."""
        return all(
            _decimals(Decimal(str(value))) <= self.decimals
            for value in self.values
            if value is not None and math.isfinite(value)
        )

    def figure(self, place: int) -> Figure:
        """Write a value in digits, as JSON and files can hold it.

        Args:
            place: Its row, counted from 0.

        Returns:
            The figure, complete; nothing for what is missing.
        """
        value = self.values[place]
        if value is None or value == "":
            return None
        if self.kind is Kind.NUMBER:
            return digits(value, self.decimals)
        if self.kind is Kind.WHOLE:
            return int(value)
        if self.kind is Kind.DAY:
            return str(value.isoformat()[: len("2016-12-31")])
        return _as_json(value) if self.kind in (Kind.LIST, Kind.TRUTH) or isinstance(value, dict) else _text(value)

    def words(self, place: int) -> str:
        """Write a value for readers.

        Args:
            place: Its row, counted from 0.

        Returns:
            The words; empty for what is missing.
        """
        value = self.values[place]
        if value is None:
            return ""
        if self.kind is Kind.NUMBER and _is_usual(value):
            return number(value, self.decimals)
        if self.kind is Kind.WHOLE and self._is_years:
            return str(int(value))
        if isinstance(value, datetime) and self.kind is not Kind.DAY:
            return moment(value)
        return said(value)

    @cached_property
    def _is_years(self) -> bool:
        return all(value in YEARS for value in self.values if value is not None)


def said(value: object) -> str:
    """Write any value for readers.

    Args:
        value: The value.

    Returns:
        Numbers, days, moments and lists the way of the language, texts as the data have them.
    """
    written: str = next(write(value) for kinds, write in _WRITERS if isinstance(value, kinds))
    return written


def _number(value: float | Decimal) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return number(float(_sure(value))) if _is_usual(value) else f"{value:.{SURE_DIGITS}g}"


def _day(value: date) -> str:
    return moment(value) if isinstance(value, datetime) and not _is_midnight(value) else day(value)


def _items(value: Sequence[Any]) -> str:
    words = [said(each) for each in value]
    return joined(words, "; " if any("," in each for each in words) else ", ")


def _pairs(value: Mapping[str, Any]) -> str:
    return joined(filled("{name}: {words}", name=name, words=said(each)) for name, each in value.items())


def _text(value: object) -> str:
    if isinstance(value, timedelta):
        minutes, seconds = divmod(abs(int(value.total_seconds())), 60)
        return f"{'-' if value < timedelta() else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, bytes):
        return value.hex(" ")
    return str(value)


def _is_usual(value: float | Decimal) -> bool:
    """Whether a number is one that people write out; others have a power of ten."""
    return math.isfinite(value) and abs(float(value)) < BEYOND


def _sure(value: Any) -> Decimal:  # noqa: ANN401 - any kind of number
    """The number without the noise of its computation; what is exact stays so."""
    if isinstance(value, Decimal):
        return value
    return Decimal(f"{value:.{SURE_DIGITS}g}" if value % 1 else int(value))


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_text)


def _is_midnight(value: datetime) -> bool:
    return value.time() == MIDNIGHT


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and (not isinstance(value, datetime) or _is_midnight(value))


_TESTS = (
    (Kind.TRUTH, lambda value: isinstance(value, bool)),
    (Kind.WHOLE, _is_whole),
    (Kind.NUMBER, _is_number),
    (Kind.DAY, _is_day),
    (Kind.LIST, lambda value: isinstance(value, list | tuple)),
)
#: In this order: truth is a whole number to Python, and every value is an object.
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (type(None), lambda _none: ""),
    (bool, lambda value: _("ja") if value else _("nej")),
    ((int, float, Decimal), _number),
    (date, _day),
    (dict, _pairs),
    ((list, tuple), _items),
    (object, lambda value: swedish(_text(value))),
)
