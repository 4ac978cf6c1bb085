"""Which periods are alike: as long, and the same part of their years."""

from datetime import date, timedelta
from typing import NamedTuple

#: Shorter than this is a part of a year, longer than that more than one; years differ by a day.
WHOLE, LONGEST = 360, 372
FEBRUARY, END = 2, 28


class Period(NamedTuple):
    """What a figure covers, both days included.

    Attributes:
        start: First day.
        end: Last day; the same as the first for what is counted on a day.
    """

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of it."""
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days + 1

    def later(self, years: int) -> "Period":
        """The same part of another year.

        Args:
            years: How many years later.
        """
        return Period(*(_moved(day, years) for day in self))


def is_part_of_year(period: Period) -> bool:
    """Say whether a figure covers more than a day and less than a year, so that it says nothing of a year yet.

    Args:
        period: What it covers.
    """
    return 1 < period.days < WHOLE


def is_as_a_year(period: Period) -> bool:
    """Say whether a figure can be held against one for a year: it is of a day, or of about twelve months.

    Args:
        period: What it covers.
    """
    return period.days == 1 or WHOLE <= period.days <= LONGEST


def years_between(earlier: Period, later: Period) -> int | None:
    """Say how many years lie between two periods that are the same part of their years.

    Args:
        earlier: A period.
        later: Another.

    Returns:
        For example 1 for January to September of two years; nothing where the periods are not alike. The 28th and 29th
        of February are both its end.
    """
    years = later.end.year - earlier.end.year
    alike = later.start.year - earlier.start.year == years and all(
        _day(one) == _day(other) for one, other in zip(earlier, later, strict=True)
    )
    return years if alike else None


def alike(one: Period, other: Period) -> bool:
    """Whether two periods are the same part of their years, or the same.

    Args:
        one: A period.
        other: Another.
    """
    return years_between(one, other) is not None


def _moved(day: date, years: int) -> date:
    """The same day of another year; the end of February stays its end."""
    is_end = _day(day) == (FEBRUARY, END) and day.day >= END
    return date(day.year + years, 3, 1) - timedelta(days=1) if is_end else day.replace(year=day.year + years)


def _day(day: date) -> tuple[int, int]:
    return day.month, min(day.day, END) if day.month == FEBRUARY else day.day
