"""The wheel: which report is due when, and what is late. Time is always passed in."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Literal, Protocol, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from analysis.base.plain_yaml import read_yaml
from analysis.base.project import Project
from analysis.base.vocabulary import EntryState
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import ParameterError, nearest, told_of_yaml
from analysis.make.report_ids import CALENDAR, known_reports
from analysis.parameters import SafeName, check_file, explain
from analysis.refusals import in_words
from analysis.schedule.cron import INSTANT, ZONE, Schedule
from analysis.schedule.mail import MailSettings
from analysis.words.translate import _

#: No report is made before or after: a day of another year is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Successes(Protocol):
    """What the calendar needs to know of past runs."""

    def last_success(self, report: str) -> datetime | None:
        """Tell when the last run of a report that succeeded wholly began, in UTC; nothing when none has."""


def _day(written: object) -> object:
    if not isinstance(written, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise ValueError(_("datum skrivs som 2017-02-28"))
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(_("den dagen finns inte")) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("årtalet ska vara mellan {first} och {last}", first=FIRST_YEAR, last=LAST_YEAR))
    return day


def _expression(written: str) -> str:
    Schedule(written)
    return written


Day = Annotated[date, BeforeValidator(_day)]


class Entry(BaseModel):
    """One report in one period.

    Attributes:
        id: Name of the entry.
        report: Id of the report.
        period: What the report is about, as people say it.
        data_cutoff: The day when figures are to be there; nothing fires before it.
        deadline: The last day for the report to be made.
        board_date: The day when the board adopts the report; what has been made is not made again after it.
        schedule: When it is made: a cron expression in Swedish time.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: SafeName
    report: str
    period: str = Field(min_length=1, max_length=80)
    data_cutoff: Day
    deadline: Day
    board_date: Day
    schedule: Annotated[str, AfterValidator(_expression)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        days = {"data_cutoff": self.data_cutoff, "deadline": self.deadline, "board_date": self.board_date}
        for (name, first), (next_name, second) in pairwise(days.items()):
            if first > second:
                raise ValueError(
                    _(
                        "{name} {day} ligger efter {next} {next_day}",
                        name=name,
                        day=first,
                        next=next_name,
                        next_day=second,
                    )
                )
        fired = Schedule(self.schedule).next_after(start_of(self.data_cutoff) - INSTANT)
        if fired is None or fired >= end_of(self.deadline):
            raise ValueError(
                _(
                    "schedule «{schedule}» infaller aldrig mellan {first} och {last}",
                    schedule=self.schedule,
                    first=self.data_cutoff,
                    last=self.deadline,
                )
            )
        return self


class Calendar(BaseModel):
    """The file `parameters/calendar.yaml`.

    Attributes:
        timezone: The zone of every date and time in it.
        entries: Reports in their periods.
        mail: Whom to tell how runs went; nobody when left out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    timezone: Literal["Europe/Stockholm"] = "Europe/Stockholm"
    entries: list[Entry]
    mail: MailSettings | None = None

    @model_validator(mode="after")
    def _has_ids_of_their_own(self) -> Self:
        ids = [entry.id for entry in self.entries]
        for name in ids:
            if ids.count(name) > 1:
                raise ValueError(_("id «{name}» finns flera gånger", name=name))
        return self


@dataclass(frozen=True)
class DueState:
    """How an entry stands at a moment.

    Attributes:
        entry: The entry.
        state: Coming, due, late or done.
        due: Whether it is to be run now; what is late is also due.
        adopted: Whether the report is made and the board's day is over.
        last_success: When the last run that succeeded wholly began.
        next_firing: The next firing after the moment, nothing when the report is adopted.
    """

    entry: Entry
    state: EntryState
    due: bool
    adopted: bool
    last_success: datetime | None
    next_firing: datetime | None


def start_of(day: date) -> datetime:
    """Find the moment when a day begins in Sweden.

    Args:
        day: The day.

    Returns:
        Midnight, in UTC.
    """
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Find the moment when a day is over in Sweden.

    Args:
        day: The day.

    Returns:
        The midnight that ends it, in UTC.
    """
    return start_of(day + timedelta(days=1))


def due_state(entry: Entry, last_success: datetime | None, now: datetime) -> DueState:
    """Tell how an entry stands.

    It is due when its schedule has fired since its last success (since the cut-off, if it has none) and no later
    success has begun: one run makes up for any number of missed firings. It is late when the deadline is over and
    nothing has succeeded since the cut-off. An adopted report is left alone.

    Args:
        entry: The entry.
        last_success: When the last run that succeeded wholly began.
        now: The moment asked about, with time zone.

    Returns:
        The entry's state.
    """
    opens = start_of(entry.data_cutoff)
    made = last_success is not None and last_success >= opens
    adopted = made and now >= end_of(entry.board_date)
    since = last_success if last_success is not None and made else opens - INSTANT
    schedule = Schedule(entry.schedule)
    fired = schedule.next_after(since)
    due = not adopted and fired is not None and fired <= now
    late = not made and now >= end_of(entry.deadline)
    coming = schedule.next_after(max(now, opens - INSTANT))
    if adopted or (made and coming is not None and coming >= end_of(entry.board_date)):
        coming = None
    return DueState(entry, _state(late=late, due=due, made=made), due, adopted, last_success, coming)


def _state(*, late: bool, due: bool, made: bool) -> EntryState:
    if late:
        return EntryState.LATE
    if due:
        return EntryState.DUE
    return EntryState.DONE if made else EntryState.COMING


def due_states(calendar: Calendar, successes: Successes, now: datetime) -> list[DueState]:
    """Tell how every entry stands.

    Args:
        calendar: The calendar.
        successes: The memory of past runs.
        now: The moment asked about, with time zone.

    Returns:
        One state an entry, in the calendar's order.
    """
    return [due_state(entry, successes.last_success(entry.report), now) for entry in calendar.entries]


def due_reports(calendar: Calendar, successes: Successes, now: datetime) -> list[str]:
    """List the reports to run.

    Args:
        calendar: The calendar.
        successes: The memory of past runs.
        now: The moment asked about, with time zone.

    Returns:
        Ids of reports, each once, in the calendar's order.
    """
    found = [at.entry.report for at in due_states(calendar, successes, now) if at.due]
    return list(dict.fromkeys(found))


def read_calendar(project: Project) -> Calendar:
    """Read `parameters/calendar.yaml`.

    Args:
        project: The project.

    Returns:
        The calendar, with every key, report, date and schedule checked.

    Raises:
        ParameterError: Naming the file, the entry, what stands there and the nearest right word.
    """
    path = project.parameters / CALENDAR
    check_file(path)
    try:
        # Every value as it is written: a date that does not exist, or the key «on», is not for YAML to judge.
        content = read_yaml(path, as_texts=True)
        calendar = Calendar.model_validate(content)
    except FileNotFoundError as error:
        raise ParameterError(
            _("Det finns ingen kalender: {path}.", path=path), _("Se docs/schemalaggning.md.")
        ) from error
    except OSError as error:
        raise in_words(error) from error
    except UnreadableYaml as error:
        raise ParameterError(f"{told_of_yaml(CALENDAR, error)}.", _("Rätta filen.")) from error
    except ValidationError as error:
        raise ParameterError(f"{CALENDAR}: {explain(error, Calendar, content)}", _("Rätta filen.")) from error
    known = known_reports(project)
    for entry in calendar.entries:
        if entry.report not in known:
            unknown = _("okänd rapport «{report}».", report=entry.report)
            what = f"{CALENDAR}: entries.«{entry.id}».report: {unknown}"
            raise ParameterError(what, nearest(entry.report, known))
    return calendar
