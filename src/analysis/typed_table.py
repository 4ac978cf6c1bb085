"""A table as figures rather than as looks: what an executed notebook carries beside each table that it shows."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

#: The form in which a notebook output holds one.
TABLE_JSON = "application/vnd.arshjul.table+json"
#: A day is written as 2016-12-31; what is missing is nothing, never zero and never an empty text.
Value = str | int | float | None


class Kind(StrEnum):
    """What a column's values are; the names are those of Frictionless table schemas."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"
    DAY = "date"
    TRUTH = "boolean"
    LIST = "array"


@dataclass(frozen=True)
class Field:
    """One column of values.

    Attributes:
        heading: What stands at its top, unique in its table.
        kind: What its values are.
        unit: Their unit, where all have the same; it stands in the heading too.
        decimals: How many decimals they are printed with, where all have the same number.
        about: What a reader should know of it.
    """

    heading: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    decimals: int | None = None
    about: str = ""


@dataclass(frozen=True)
class TypedTable:
    """A table as figures.

    Attributes:
        caption: What it shows.
        fields: Its columns in order.
        rows: One value a field; nothing where it is missing.
        totals: Which rows are totals, counted from 0.
        notes: Sentences below it.
        source: Where the figures come from.
        origins: What, place in the document, and file with row, of each figure.
    """

    caption: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[int] = ()
    notes: Sequence[str] = ()
    source: str = ""
    origins: Sequence[Sequence[str]] = ()

    def as_json(self) -> dict[str, Any]:
        """The table as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read a table back.

        Args:
            stored: What `as_json` gave.

        Returns:
            The same table.
        """
        fields = [Field(**field | {"kind": Kind(field["kind"])}) for field in stored["fields"]]
        return cls(**dict(stored) | {"fields": fields})


def typed(value: object, kind: Kind) -> Value:
    """Hold a value against what its column says.

    Args:
        value: From a frame.
        kind: What it should be.

    Returns:
        The value as JSON and files can hold it; nothing for what is missing, an empty text or no number.

    Raises:
        TypeError: If a column of numbers holds something else: that is a fault of ours.
    """
    if value is None or value == "":
        return None
    if kind is Kind.NUMBER:
        number = float(value)  # type: ignore[arg-type]
        return number if math.isfinite(number) else None
    if kind is Kind.WHOLE:
        if not isinstance(value, int):
            raise TypeError(f"{value!r} is no whole number")
        return value
    return str(value)
