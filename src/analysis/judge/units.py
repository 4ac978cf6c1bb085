"""Bringing figures to one unit: what has no common ground is never compared, summed or drawn in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from analysis.base.vocabulary import UnitKind
from analysis.words.numbers import exact

#: What adds up over people, places and parts whatever is told of it; money may be a price or a wage.
ADDING = {UnitKind.COUNT, UnitKind.STOCK}


@dataclass(frozen=True)
class Unit:
    """What a unit counts.

    Attributes:
        ground: What it counts in the end: kronor for millions of them; itself where nothing else is said.
        factor: How many of that one of it is.
    """

    ground: str
    factor: Decimal


def is_counted(kind: str | None, decimals: int | None) -> bool:
    """Whether a figure is of whole things, which are counted and not rounded.

    Args:
        kind: A `UnitKind` code, nothing where nobody knows it.
        decimals: How many decimals it is printed with.

    Returns:
        False also for averages of counts, which are printed with decimals.
    """
    return kind == UnitKind.COUNT and not decimals


def adds_up(kind: str | None, decimals: int | None) -> bool | None:
    """Whether parts of a figure add up to it.

    Args:
        kind: A `UnitKind` code, nothing where nobody knows it.
        decimals: How many decimals it is printed with.

    Returns:
        True for counts and stocks, False for levels, which lie between those of their parts; nothing where it can be
        either: an amount or an average may be the sum or the price of each.
    """
    if kind in (UnitKind.LEVEL, UnitKind.NAME):
        return False
    average = kind == UnitKind.COUNT and bool(decimals)
    return True if kind in ADDING and not average else None


@dataclass(frozen=True)
class Factor:
    """What brings figures from one unit to another.

    Attributes:
        times: What they are multiplied by.
        over: What they are divided by after that: 60 minutes are one hour, and not nearly one.
    """

    times: Decimal
    over: Decimal = Decimal(1)

    @property
    def changes(self) -> bool:
        """Whether figures are others in the new unit."""
        return self.times != self.over

    def of(self, value: Decimal) -> Decimal:
        """Bring a figure to the new unit.

        Args:
            value: The figure.
        """
        return value * self.times / self.over if self.changes else value

    def back(self, value: Decimal) -> Decimal:
        """Bring a figure back to the unit that it had.

        Args:
            value: The figure in the new unit.
        """
        return value * self.over / self.times if self.changes else value


#: What figures are brought by to the unit that they have.
SAME = Factor(Decimal(1))


def ground(row: Mapping[str, Any]) -> str | None:
    """Say what a figure counts in the end.

    Args:
        row: `scale`, `unit`.

    Returns:
        For example kronor for millions of them; the unit itself where nothing else is said.
    """
    counted: str | None = row["scale"] or row["unit"]
    return counted


def to_ground(row: Mapping[str, Any]) -> Factor:
    """Say what brings a figure of a row to what its unit counts in the end.

    Args:
        row: `factor`, how many of that one of its unit is; nothing where the unit says nothing.

    Returns:
        The factor: 1 000 for thousands of kronor.
    """
    factor = row.get("factor")
    return SAME if factor is None else Factor(exact(float(factor)))


def between(row: Mapping[str, Any], to: Mapping[str, Any]) -> Factor:
    """Say what brings a figure of a row to the unit of another.

    Args:
        row: `factor` of the figure's unit.
        to: `factor` of the wanted unit, which has the same ground.

    Returns:
        The factor.
    """
    return Factor(to_ground(row).times, to_ground(to).times)


def amount_in_ground(row: Mapping[str, Any]) -> Decimal:
    """Say what a printed amount is in the unit that its own counts in the end.

    Args:
        row: `amount`, `factor`.

    Returns:
        1 300 000 for 1,3 million kronor.
    """
    return to_ground(row).of(exact(row["amount"]))


@dataclass(frozen=True)
class Units:
    """Every unit that is declared.

    Attributes:
        table: Rows of the table `unit`: `unit`, `scale_of`, `factor`.
    """

    table: pl.DataFrame

    @cached_property
    def _known(self) -> Mapping[str, Unit]:
        rows = self.table.select("unit", "scale_of", "factor").iter_rows()
        # A ground may bear the name of a unit that says nothing itself: that unit is one of it.
        return {
            unit: Unit(ground or unit, Decimal(1) if factor is None else exact(factor)) for unit, ground, factor in rows
        }

    def factor(self, unit: str | None, to: str | None) -> Factor | None:
        """Say what brings a figure to another unit.

        Args:
            unit: The figure's unit.
            to: The wanted one.

        Returns:
            The factor; nothing where the units have no common ground, or either is unknown.
        """
        if unit is None or to is None:
            return None
        if unit == to:
            return SAME
        one, other = self._known.get(unit), self._known.get(to)
        if one is None or other is None or one.ground != other.ground:
            return None
        return Factor(one.factor, other.factor)

    def converted(self, value: float | Decimal, unit: str | None, to: str | None) -> Decimal | None:
        """Bring a figure to another unit.

        Args:
            value: The figure.
            unit: Its unit.
            to: The wanted one.

        Returns:
            The figure in that unit; nothing where there is no common ground.
        """
        factor = self.factor(unit, to)
        return None if factor is None else factor.of(exact(value))

    def like(self, unit: str) -> list[str]:
        """List what a unit converts to.

        Args:
            unit: The unit.

        Returns:
            Every unit with the same ground, itself included.
        """
        return [other for other in self._known if self.factor(unit, other) is not None]

    def every_pair(self) -> pl.DataFrame:
        """List all that can be converted.

        Returns:
            `unit`, `to_unit`, `factor`: one row for each two units with a common ground, and each with itself.
        """
        pairs = ((one, other, self.factor(one, other)) for one in self._known for other in self._known)
        rows = [(one, other, float(factor.of(Decimal(1)))) for one, other, factor in pairs if factor is not None]
        return pl.DataFrame(rows, schema={"unit": pl.String, "to_unit": pl.String, "factor": pl.Float64}, orient="row")
