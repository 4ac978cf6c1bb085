"""Cron expressions: five fields as every cron reads them, in Swedish time."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from analysis.errors import nearest
from analysis.words.translate import _, later

ZONE = ZoneInfo("Europe/Stockholm")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The fields by APScheduler's names, each with what to call it and what it takes.
FIELDS = {
    "minute": (later("minuten"), "0–59"),
    "hour": (later("timmen"), "0–23"),
    "day": (later("dagen"), "1–31"),
    "month": (later("månaden"), later("1–12 eller jan–dec")),
    "day_of_week": (later("veckodagen"), later("0–7 (0 och 7 är söndag) eller mon–sun")),
}
NAMES = {"month": MONTHS, "day_of_week": WEEKDAYS}
PART = re.compile(r"(?P<first>\*|\w+)(-(?P<last>\w+))?(/(?P<step>\d+))?")
#: What is longer is no schedule of five fields.
LONGEST = 200
#: Longer than any change of the clock.
SHIFT = timedelta(hours=2)
INSTANT = timedelta(microseconds=1)


class Schedule:
    """When something fires, by a cron expression in Swedish time.

    The night when the clock goes forward a time that does not exist fires an hour later by the clock; the night when it
    goes back a time that comes twice fires the first time only, unless the hour is `*` or `*/n`.

    Args:
        expression: Minute, hour, day of month, month and weekday. 0 and 7 are Sunday, as cron has it.

    Raises:
        ValueError: Saying which field is wrong and what it takes.
    """

    def __init__(self, expression: str) -> None:
        words = expression.lower().split() if len(expression) <= LONGEST else []
        if len(words) != len(FIELDS):
            raise ValueError(_("fem fält behövs: minut timme dag månad veckodag, till exempel «0 6 * 1-2 *»"))
        fields = dict(zip(FIELDS, words, strict=True))
        if "*" not in (fields["day"], fields["day_of_week"]):
            raise ValueError(_("dag i månaden och veckodag går inte att begränsa på en gång; låt den ena vara *"))
        for name, word in fields.items():
            _check(name, word)
        fields["day_of_week"] = _weekdays(fields["day_of_week"])
        # The clock on the wall, as if it were never moved: across a change of the clock APScheduler's own reckoning of
        # zones skips the midnight that follows, and answers differently for different starting points.
        self._wall = CronTrigger(**fields, timezone=UTC)
        self._every_hour = fields["hour"].startswith("*")

    def next_after(self, moment: datetime) -> datetime | None:
        """Find the next firing.

        Args:
            moment: Any moment, with time zone.

        Returns:
            The first firing after it, in UTC; nothing when there is none, as on 30 February.
        """
        wall = moment.astimezone(ZONE).replace(tzinfo=UTC) - SHIFT
        found: list[datetime] = []
        until: datetime | None = None
        # On the two nights what comes later on the wall may come earlier in time, so a little more is looked at.
        while fired := self._wall.get_next_fire_time(None, wall + INSTANT):
            if until is not None and fired > until:
                break
            found += [instant for instant in self._instants(fired) if instant > moment]
            until = until or (fired + SHIFT if found else None)
            wall = fired
        return min(found, default=None)

    def _instants(self, wall: datetime) -> list[datetime]:
        """Find the moments when the clock shows a time; a time that is skipped counts as an hour later."""
        shown = wall.replace(tzinfo=None)
        first, second = (shown.replace(tzinfo=ZONE, fold=fold).astimezone(UTC) for fold in (0, 1))
        if not self._every_hour:
            return [first]
        return [instant for instant in (first, second) if instant.astimezone(ZONE).replace(tzinfo=None) == shown]


def _check(field: str, word: str) -> None:
    """Let APScheduler try one field; it says what is wrong in English only."""
    name, takes = (_(words) for words in FIELDS[field])
    wrong = _("{field} «{word}» går inte att tolka, {takes} gäller", field=name, word=word, takes=takes)
    unknown = [part for part in re.findall(r"[^\W\d]+", word) if part not in NAMES.get(field, ())]
    if unknown:
        near = f" {nearest(unknown[0], list(NAMES[field]))}" if field in NAMES else ""
        raise ValueError(f"{wrong}.{near}")
    try:
        CronTrigger(**{field: _weekdays(word) if field == "day_of_week" else word}, timezone=ZONE)
    except ValueError as error:
        raise ValueError(wrong) from error


def _weekdays(word: str) -> str:
    """Spell weekdays out: APScheduler counts them from Monday, cron from Sunday."""
    if word == "*":
        return word
    days: list[int] = []
    for part in word.split(","):
        parsed = PART.fullmatch(part)
        if parsed is None:
            raise ValueError(part)
        days += _range(parsed)
    return ",".join(WEEKDAYS[day] for day in sorted({day % 7 for day in days}))


def _range(parsed: re.Match[str]) -> list[int]:
    step = int(parsed["step"] or 1)
    first, last = (0, 6) if parsed["first"] == "*" else (_number(parsed["first"]), None)
    if parsed["last"]:
        last = _number(parsed["last"])
        last += 7 if last < first else 0
    elif last is None:
        last = 6 if parsed["step"] else first
    if not step or first > 7 or last > first + 7:  # noqa: PLR2004 - days of a week
        raise ValueError(parsed[0])
    return list(range(first, last + 1, step))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WEEKDAYS.index(word)
