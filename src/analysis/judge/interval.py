"""What a printed figure says: one value, or every value on one side of a limit or near a rough one."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from analysis.base.vocabulary import Operator

LEAST, MOST = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True)
class Interval:
    """The values that a figure may mean.

    Attributes:
        low: The lowest of them.
        high: The highest.
        low_open: Whether the lowest itself is left out.
        high_open: Whether the highest itself is.
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high

    @property
    def is_limit(self) -> bool:
        """Whether it has no end on one side."""
        return self.low == LEAST or self.high == MOST

    def each(self, change: Callable[[Decimal], Decimal]) -> "Interval":
        """Change every value, as when it is brought to another unit.

        Args:
            change: What becomes of a value; more gives more.

        Returns:
            The changed values.
        """
        return Interval(change(self.low), change(self.high), self.low_open, self.high_open)

    def mirrored(self) -> "Interval":
        """Turn it around zero, so that high is low."""
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def widened(self, by: Decimal) -> "Interval":
        """Let both ends lie further out, the upper one left out as rounding does."""
        return Interval(self.low - by, self.high + by, self.low_open, self.high_open or by > 0)

    def plus(self, other: "Interval") -> "Interval":
        """Add two figures that are both not quite known."""
        opened = self.low_open or other.low_open, self.high_open or other.high_open
        return Interval(self.low + other.low, self.high + other.high, *opened)

    def around(self, other: "Interval") -> "Interval":
        """Span two figures and all that lies between them."""
        low = min((self.low, self.low_open), (other.low, other.low_open))
        high = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low[0], high[0], low[1], not high[1])

    def reaches(self, limit: Decimal, *, strictly: bool = False) -> bool:
        """Whether every value is at or above a limit.

        Args:
            limit: The limit.
            strictly: Whether the limit itself is too low.
        """
        return self.low > limit or (self.low == limit and (self.low_open or not strictly))

    def misses(self, limit: Decimal, *, strictly: bool = False) -> bool:
        """Whether no value is at or above a limit.

        Args:
            limit: The limit.
            strictly: Whether the limit itself is too low.
        """
        return self.high < limit or (self.high == limit and (self.high_open or strictly))

    def is_above(self, other: "Interval") -> bool:
        """Whether every value is more than every value of another figure."""
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))

    def meets(self, other: "Interval") -> bool:
        """Whether both can mean the same value."""
        return not (self.is_above(other) or other.is_above(self))


#: What a limit says of the value that it stands before.
OF_LIMITS: dict[Operator, Callable[[Decimal], Interval]] = {
    Operator.ABOVE: lambda value: Interval(value, MOST, low_open=True),
    Operator.AT_LEAST: lambda value: Interval(value, MOST),
    Operator.BELOW: lambda value: Interval(LEAST, value, high_open=True),
    Operator.AT_MOST: lambda value: Interval(LEAST, value),
}
#: What a rough word says, with how far it reaches.
OF_ROUGH: dict[Operator, Callable[[Decimal, Decimal], Interval]] = {
    Operator.ABOUT: lambda value, reach: Interval(value - reach, value + reach),
    Operator.JUST_OVER: lambda value, reach: Interval(value, value + reach, low_open=True),
    Operator.JUST_UNDER: lambda value, reach: Interval(value - reach, value, high_open=True),
}


def interval_of(
    value: Decimal, operator: str | None = None, decimals: int | None = None, width: Decimal | None = None
) -> Interval:
    """Take a figure for what its sign says.

    Args:
        value: The figure.
        operator: The sign or word before it, nothing for a figure that stands for itself.
        decimals: How many decimals it is printed with.
        width: How far a rough word reaches, in the figure's unit, where that is declared.

    Returns:
        The values that it may mean. "About" reaches as far as is declared to each side, else half of the figure's own
        step; "just over" and "just under" as far as is declared to one, else a whole step: drygt 4 300 is below 4 400.
    """
    if operator is None:
        return Interval(value, value)
    if operator in OF_LIMITS:
        return OF_LIMITS[Operator(operator)](value)
    step = roundness(value, decimals)
    reach = step / 2 if operator == Operator.ABOUT else step
    return OF_ROUGH[Operator(operator)](value, reach if width is None else width)


def roundness(value: Decimal, decimals: int | None = None) -> Decimal:
    """The step that a rough figure is rounded to, read from its last digit that is not zero.

    Args:
        value: A figure printed with "about".
        decimals: How many decimals it is printed with; all that is known of zero.

    Returns:
        For example 100 for 5 800, 10 for 30, 1 for 12 and for 0, and 0.0001 for 0.0004.
    """
    exponent = value.normalize().as_tuple().exponent if value else -(decimals or 0)
    return Decimal(1).scaleb(int(exponent))


def half_step(decimals: int | None) -> Decimal:
    """How far rounding can have moved a printed figure.

    Args:
        decimals: How many decimals are printed.

    Returns:
        Half of the last printed digit's step.
    """
    return Decimal(5).scaleb(-(decimals or 0) - 1)
