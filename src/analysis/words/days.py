"""Days, moments and periods in the language of the moment, by way of Babel."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from analysis.base.vocabulary import PeriodType
from analysis.words.current_language import ENGLISH, SWEDISH, current
from analysis.words.translate import _

#: How days and months are written in each language.
LOCALES = {SWEDISH: "sv_SE", ENGLISH: "en_GB"}
DECEMBER = 12
#: The clock on the wall wherever the reports are read.
ZONE = ZoneInfo("Europe/Stockholm")


def day(value: date) -> str:
    """Write a date in words.

    Args:
        value: The date.

    Returns:
        For example "31 december 2016".
    """
    return str(format_date(value, format="d MMMM y", locale=LOCALES[current()]))


def moment(value: datetime) -> str:
    """Write a date and time in words.

    Args:
        value: The moment, in the zone that it is told in.

    Returns:
        For example "31 december 2016 kl. 06.30".
    """
    at = f"{value:%H.%M}" if current() == SWEDISH else f"{value:%H:%M}"
    return _("{day} kl. {time}", day=day(value.date()), time=at)


def local(value: datetime) -> datetime:
    """Take a moment to the clock on the wall.

    Args:
        value: The moment, with its zone, or in UTC without one as databases have it.

    Returns:
        The same moment in Swedish time.
    """
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(ZONE)


def stamp(value: datetime) -> str:
    """Write a moment in digits, by the clock on the wall.

    Args:
        value: The moment, with its zone, or in UTC without one.

    Returns:
        For example "2026-11-30 kl. 13.05", in English "2026-11-30 at 13:05".
    """
    at = local(value)
    return _("{day} kl. {time}", day=f"{at:%Y-%m-%d}", time=f"{at:%H.%M}" if current() == SWEDISH else f"{at:%H:%M}")


def month(value: date) -> str:
    """Write a month in words.

    Args:
        value: Any day of the month.

    Returns:
        For example "okt. 2015", in English "October 2015".
    """
    return f"{_month(value)} {value.year}"


def _month(value: date) -> str:
    """English has no abbreviations with a full stop; the names of its months are short enough."""
    form = "MMM" if current() == SWEDISH else "MMMM"
    return str(format_date(value, format=form, locale=LOCALES[current()]))


def period(start: date, end: date, kind: str) -> str:
    """Write a period the way a table heading would.

    Args:
        start: First day.
        end: Last day.
        kind: A `PeriodType` code.

    Returns:
        For example "2016", "aug. 2016", "jan.–aug. 2016" or "12 mån till dec. 2016".
    """
    if kind == PeriodType.YEAR:
        return str(end.year) if start.year == end.year else f"{start.year}–{end.year}"
    if kind == PeriodType.ROLLING_12:
        return _("12 mån till {month}", month=month(end))
    if kind in (PeriodType.MONTH, PeriodType.POINT) or (start.year, start.month) == (end.year, end.month):
        return month(end)
    # A period that crosses New Year names both years.
    first = _month(start) if start.year == end.year else month(start)
    return f"{first}–{month(end)}"
