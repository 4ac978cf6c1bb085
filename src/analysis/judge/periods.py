"""Which periods are alike: as long, and the same part of their years."""

from datetime import date, timedelta
from typing import NamedTuple

#: Shorter than this is a part of a year, longer than that more than one; years differ by a day.
WHOLE, YEAR, LONGEST = 360, 365, 372
FEBRUARY, END = 2, 28
#: So many days from the same day of another year is a count on a day made again, as on another weekday.
DAYS_OFF = 14


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


class Apart(NamedTuple):
    """How far two periods that are the same part of their years are from each other.

    Attributes:
        years: Whole years.
        days: How many days beside that.
    """

    years: int
    days: int = 0


def apart(earlier: Period, later: Period) -> Apart | None:
    """Say how far apart two periods are that are the same part of their years.

    Args:
        earlier: A period.
        later: Another.

    Returns:
        For example one year for January to September of two years; nothing where the periods are not alike. The 28th
        and 29th of February are both its end. A day is like one of the same month of another year, and like one within
        two weeks of it.
    """
    if _is_day(earlier) and _is_day(later):
        return _between_days(earlier.end, later.end)
    years = later.end.year - earlier.end.year
    alike = later.start.year - earlier.start.year == years and all(
        _day(one) == _day(other) for one, other in zip(earlier, later, strict=True)
    )
    return Apart(years) if alike else None


def _is_day(period: Period) -> bool:
    return period.start.year == period.end.year and _day(period.start) == _day(period.end)


def _between_days(earlier: date, later: date) -> Apart | None:
    years, days = later.year - earlier.year, _place(later) - _place(earlier)
    if abs(days) > YEAR / 2:
        # The new year lies between them.
        turn = 1 if days > 0 else -1
        years, days = years + turn, days - turn * YEAR
    near = abs(days) <= DAYS_OFF or earlier.month == later.month
    return Apart(years, abs(days)) if near and (years or not days) else None


def _place(day: date) -> int:
    """Which day of a year without the 29th of February it is."""
    return date(2001, *_day(day)).timetuple().tm_yday


def alike(one: Period, other: Period) -> bool:
    """Whether two periods are the same part of their years, or the same.

    Args:
        one: A period.
        other: Another.
    """
    return apart(one, other) is not None


def _moved(day: date, years: int) -> date:
    """The same day of another year; the end of February stays its end."""
    is_end = _day(day) == (FEBRUARY, END) and day.day >= END
    return date(day.year + years, 3, 1) - timedelta(days=1) if is_end else day.replace(year=day.year + years)


def _day(day: date) -> tuple[int, int]:
    return day.month, min(day.day, END) if day.month == FEBRUARY else day.day
