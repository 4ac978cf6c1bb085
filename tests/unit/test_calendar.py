"""The wheel: what is due, what is late, and how the file that says so is read."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.base.project import Project
from analysis.base.vocabulary import EntryState
from analysis.errors import ParameterError
from analysis.make.report_ids import known_reports
from analysis.schedule.calendar import (
    Calendar,
    Entry,
    due_reports,
    due_state,
    due_states,
    end_of,
    read_calendar,
    start_of,
)
from analysis.schedule.cron import ZONE, Schedule

ROOT = Path(__file__).parents[2]
ENTRY: dict[str, Any] = {
    "id": "delar1-2020",
    "report": "interim1-2020-ks",
    "period": "delår 1 2020",
    "data_cutoff": "2020-04-03",
    "deadline": "2020-04-16",
    "board_date": "2020-05-05",
    "schedule": "0 6 * * mon-fri",
}
SCHEDULES = ["0 6 * * *", "30 2 * * *", "*/15 * * * *", "0 0 * * 1-5", "15 */6 1,15 * *", "59 23 * * 0", "*/30 2 * * *"]


def swedish(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZONE)  # type: ignore[arg-type, misc]  # the parts of a moment


def entry(**keys: object) -> Entry:
    return Entry.model_validate(ENTRY | keys)


class Memory(dict[str, datetime]):
    """What has succeeded, as the calendar asks for it."""

    def last_success(self, report: str) -> datetime | None:
        return self.get(report)


# Cron expressions


@pytest.mark.parametrize(
    ("expression", "after", "fired"),
    [
        ("0 6 * * *", (2020, 4, 3, 5, 59), (2020, 4, 3, 6, 0)),
        ("0 6 * * *", (2020, 4, 3, 6, 0), (2020, 4, 4, 6, 0)),
        # Cron counts weekdays from Sunday: 3 April 2020 was a Friday.
        ("0 6 * * 1-5", (2020, 4, 3, 7, 0), (2020, 4, 6, 6, 0)),
        ("0 6 * * 0", (2020, 4, 3, 7, 0), (2020, 4, 5, 6, 0)),
        ("0 6 * * 7", (2020, 4, 3, 7, 0), (2020, 4, 5, 6, 0)),
        ("0 6 * * sat-mon", (2020, 4, 3, 7, 0), (2020, 4, 4, 6, 0)),
        ("0 6 * * */3", (2020, 4, 3, 7, 0), (2020, 4, 4, 6, 0)),
        ("0 6 1 jan,apr *", (2020, 1, 2, 0, 0), (2020, 4, 1, 6, 0)),
    ],
)
def test_a_schedule_fires_as_cron_does(expression: str, after: tuple[int, ...], fired: tuple[int, ...]) -> None:
    assert Schedule(expression).next_after(swedish(*after)) == swedish(*fired).astimezone(UTC)


def test_a_day_that_never_comes_never_fires() -> None:
    assert Schedule("0 6 30 2 *").next_after(swedish(2020, 1, 1)) is None


def firings(expression: str, first: datetime, last: datetime) -> list[datetime]:
    found = []
    at = Schedule(expression).next_after(first)
    while at is not None and at <= last:
        found.append(at)
        at = Schedule(expression).next_after(at)
    return found


#: What fires from midnight to five, in UTC: the night when the clock goes forward at 01:00 UTC, and when it goes back.
NIGHTS = {
    "30 2 * * *": ("01:30", "00:30"),
    "30 2 * * 0": ("01:30", "00:30"),
    "0 2 * * *": ("01:00", "00:00"),
    "0 3 * * *": ("01:00", "02:00"),
    "0 0 * * *": ("23:00", "22:00"),
    "0 */3 * * *": ("23:00 01:00", "22:00 02:00"),
    "30 * * * *": ("23:30 00:30 01:30 02:30", "22:30 23:30 00:30 01:30 02:30 03:30"),
    "*/30 2 * * *": ("01:00 01:30", "00:00 00:30"),
    "*/15 2 * * *": ("01:00 01:15 01:30 01:45", "00:00 00:15 00:30 00:45"),
    "5 1-3 * * *": ("00:05 01:05", "23:05 00:05 02:05"),
    "0 4 * * sat-mon": ("02:00", "03:00"),
    "0 4 30 2 *": ("", ""),
}


@pytest.mark.parametrize("expression", NIGHTS)
def test_nothing_is_missed_or_done_twice_whatever_the_clock_does(expression: str) -> None:
    nights = (date(2022, 3, 27), date(2022, 10, 30))
    until = [datetime.combine(night, time(5), ZONE).astimezone(UTC) for night in nights]
    fired = [
        [f"{at:%H:%M}" for at in firings(expression, start_of(night) - timedelta(minutes=1), end)]
        for night, end in zip(nights, until, strict=True)
    ]
    assert tuple(map(" ".join, fired)) == NIGHTS[expression]


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2022, 3, 27), 23), (date(2022, 10, 30), 25), (date(2022, 5, 1), 24)]
)
def test_every_hour_means_every_hour_that_passes(night: date, hours: int) -> None:
    assert len(firings("30 * * * *", start_of(night), end_of(night))) == hours


moments = st.one_of(
    st.datetimes(datetime(2019, 1, 1), datetime(2023, 1, 1)),
    st.datetimes(datetime(2022, 3, 26, 22), datetime(2022, 3, 27, 6)),
    st.datetimes(datetime(2022, 10, 29, 22), datetime(2022, 10, 30, 6)),
).map(lambda moment: moment.replace(tzinfo=UTC))


@given(st.sampled_from(SCHEDULES), moments, moments)
def test_the_next_firing_is_the_same_from_wherever_one_asks(expression: str, one: datetime, other: datetime) -> None:
    first, last = sorted((one, other))
    schedule = Schedule(expression)
    fired = schedule.next_after(first)
    assert fired is not None
    assert fired > first
    if last < fired:
        assert schedule.next_after(last) == fired
    else:
        assert (schedule.next_after(last) or last) > last


# What is due and late


@pytest.mark.parametrize(
    ("now", "success", "state", "due"),
    [
        ((2020, 4, 2, 23, 59), None, EntryState.COMING, False),
        ((2020, 4, 3, 5, 59), None, EntryState.COMING, False),
        ((2020, 4, 3, 6, 0), None, EntryState.DUE, True),
        ((2020, 4, 16, 23, 59), None, EntryState.DUE, True),
        ((2020, 4, 17, 0, 0), None, EntryState.LATE, True),
        # A run before the cut-off counts for nothing.
        ((2020, 4, 3, 6, 0), (2020, 4, 2, 12, 0), EntryState.DUE, True),
        ((2020, 4, 17, 0, 0), (2020, 4, 2, 12, 0), EntryState.LATE, True),
        ((2020, 4, 3, 6, 1), (2020, 4, 3, 6, 0), EntryState.DONE, False),
        ((2020, 4, 6, 6, 0), (2020, 4, 3, 6, 0), EntryState.DUE, True),
        ((2020, 4, 17, 5, 0), (2020, 4, 16, 6, 0), EntryState.DONE, False),
        # The board's day is the last on which a report that is made is made again.
        ((2020, 5, 5, 23, 59), (2020, 4, 3, 6, 0), EntryState.DUE, True),
        ((2020, 5, 6, 0, 0), (2020, 4, 3, 6, 0), EntryState.DONE, False),
        ((2026, 5, 6, 0, 0), None, EntryState.LATE, True),
    ],
)
def test_how_an_entry_stands(
    now: tuple[int, ...], success: tuple[int, ...] | None, state: EntryState, due: bool
) -> None:
    at = due_state(entry(), swedish(*success) if success else None, swedish(*now))
    assert (at.state, at.due) == (state, due)


def test_the_next_firing_is_told_until_the_report_is_adopted() -> None:
    made = swedish(2020, 5, 5, 6, 0)
    assert due_state(entry(), None, swedish(2020, 1, 1)).next_firing == swedish(2020, 4, 3, 6, 0)
    assert due_state(entry(), made, swedish(2020, 5, 4, 7, 0)).next_firing == swedish(2020, 5, 5, 6, 0)
    assert due_state(entry(), made, swedish(2020, 5, 5, 7, 0)).next_firing is None


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    start = draw(st.dates(date(2020, 1, 1), date(2022, 12, 1)))
    days = [start, *(start + timedelta(days=gap) for gap in sorted(draw(st.tuples(*[st.integers(16, 60)] * 2))))]
    dates = dict(zip(("data_cutoff", "deadline", "board_date"), map(str, days), strict=True))
    return entry(schedule=draw(st.sampled_from(SCHEDULES)), **dates)


successes = st.one_of(st.none(), moments)


@given(entries(), moments)
def test_when_what_is_due_has_run_nothing_is_due(planned: Entry, now: datetime) -> None:
    calendar, memory = Calendar(entries=[planned]), Memory()
    for report in due_reports(calendar, memory, now):
        memory[report] = now
    assert due_reports(calendar, memory, now) == []


@given(entries(), moments, st.timedeltas(timedelta(0), timedelta(days=500)))
def test_one_run_makes_up_for_any_downtime(planned: Entry, up: datetime, down: timedelta) -> None:
    calendar = Calendar(entries=[planned])
    memory = Memory({planned.report: up})
    runs = 0
    while due_reports(calendar, memory, up + down):
        runs += 1
        memory[planned.report] = up + down
    assert runs <= 1


@given(entries(), moments, moments)
def test_what_has_never_been_made_stays_due_and_late(planned: Entry, one: datetime, other: datetime) -> None:
    first, last = (due_state(planned, None, now) for now in sorted((one, other)))
    assert first.due <= last.due
    assert (first.state is EntryState.LATE) <= (last.state is EntryState.LATE)


@given(entries(), moments, moments, moments)
def test_a_later_success_never_makes_more_due(planned: Entry, one: datetime, other: datetime, now: datetime) -> None:
    earlier, later = sorted((one, other))
    assert due_state(planned, later, now).due <= due_state(planned, earlier, now).due


@given(entries(), successes, moments)
def test_what_is_late_is_due_and_nothing_fires_before_the_cut_off(
    planned: Entry, success: datetime | None, now: datetime
) -> None:
    at = due_state(planned, success, now)
    assert at.due or at.state is not EntryState.LATE
    assert not at.due or now >= start_of(planned.data_cutoff)


@given(entries(), successes, moments)
def test_an_adopted_report_is_left_alone(planned: Entry, success: datetime | None, now: datetime) -> None:
    at = due_state(planned, success, now)
    if at.adopted:
        assert (at.due, at.next_firing, at.state) == (False, None, EntryState.DONE)


def test_a_report_of_two_entries_is_run_once() -> None:
    calendar = Calendar(entries=[entry(), entry(id="en-gang-till")])
    assert due_reports(calendar, Memory(), swedish(2020, 4, 10)) == ["interim1-2020-ks"]


# The file


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., str]:
    """Write a calendar that must be rejected, and give the message."""
    for name in ("interim1-2020-ks", "annual-2016-klk"):
        (tmp_path / "parameters").mkdir(exist_ok=True)
        (tmp_path / "parameters" / f"{name}.yaml").touch()

    def message(*rows: dict[str, Any], text: str = "", **keys: object) -> str:
        content = text or yaml.safe_dump({"entries": list(rows)} | keys, allow_unicode=True)
        (tmp_path / "parameters" / "calendar.yaml").write_text(content, encoding="utf-8")
        with pytest.raises(ParameterError) as rejected:
            read_calendar(Project(tmp_path))
        return str(rejected.value)

    return message


MAIL = {"to": "a@b.se", "from": "c@d.se", "host": "smtp.d.se"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"reprt": "x"}, "calendar.yaml: okänd nyckel entries.«delar1-2020».reprt. Menade du «report»?"),
        ({"id": "Delår 1"}, "entries.«Delår 1».id är «Delår 1»: endast små bokstäver"),
        ({"report": "interim1-2020"}, "entries.«delar1-2020».report: okänd rapport «interim1-2020»."),
        ({"report": "interim1-2020"}, "Menade du «interim1-2020-ks»?"),
        ({"deadline": "2020-04-31"}, "entries.«delar1-2020».deadline är «2020-04-31»: den dagen finns inte"),
        ({"deadline": "16 april"}, "entries.«delar1-2020».deadline är «16 april»: datum skrivs som 2017-02-28"),
        ({"deadline": "20200416"}, "datum skrivs som 2017-02-28"),
        ({"deadline": "2020-04-02"}, "entries.«delar1-2020»: data_cutoff 2020-04-03 ligger efter deadline 2020-04-02"),
        ({"board_date": "2020-04-10"}, "deadline 2020-04-16 ligger efter board_date 2020-04-10"),
        ({"schedule": "0 6 * *"}, "fem fält behövs: minut timme dag månad veckodag"),
        ({"schedule": "60 6 * * *"}, "minuten «60» går inte att tolka, 0–59 gäller"),
        ({"schedule": "0 25 * * *"}, "timmen «25» går inte att tolka, 0–23 gäller"),
        ({"schedule": "0 6 0 * *"}, "dagen «0» går inte att tolka, 1–31 gäller"),
        ({"schedule": "0 6 last * *"}, "dagen «last» går inte att tolka"),
        ({"schedule": "0 6 * 13 *"}, "månaden «13» går inte att tolka"),
        ({"schedule": "0 6 * * mån"}, "veckodagen «mån» går inte att tolka"),
        ({"schedule": "0 6 * * mån"}, "Menade du «mon»?"),
        ({"schedule": "0 6 * * 8"}, "veckodagen «8» går inte att tolka"),
        ({"schedule": "0 6 * * 1/0"}, "veckodagen «1/0» går inte att tolka"),
        ({"schedule": "0 6 1 * mon"}, "dag i månaden och veckodag går inte att begränsa på en gång"),
        ({"schedule": "0 6 1 1 *"}, "schedule «0 6 1 1 *» infaller aldrig mellan 2020-04-03 och 2020-04-16"),
        ({"period": ""}, "entries.«delar1-2020».period är «»: får inte vara tomt"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(told: Callable[..., str], keys: dict[str, str], said: str) -> None:
    assert said in told(ENTRY | keys)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"timezon": "UTC"}, "okänd nyckel timezon. Menade du «timezone»?"),
        ({"timezone": "Europe/Stokholm"}, "timezone är «Europe/Stokholm»: tillåtet är Europe/Stockholm"),
        ({"mail": MAIL | {"fron": "x"}}, "okänd nyckel mail.fron. Menade du «from»?"),
        ({"mail": MAIL | {"to": "a@b.se\nBcc: x@y.se"}}, "mail.to.0 är «a@b.se\nBcc: x@y.se»"),
        ({"mail": MAIL | {"port": 70000}}, "mail.port är «70000»: för stort"),
        ({"mail": MAIL | {"starttls": "ja"}}, "mail.starttls är «ja»: ska vara true eller false"),
        ({"mail": MAIL | {"on": ["sucess"]}}, "mail.on.0 är «sucess»: tillåtet är success eller failure"),
        ({"mail": {}}, "nyckeln mail.to saknas"),
        ({"mail": MAIL | {"password": "hemligt"}}, "okänd nyckel mail.password"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(told: Callable[..., str], keys: dict[str, Any], said: str) -> None:
    assert said in told(ENTRY, **keys)


def test_an_id_used_twice_is_told(told: Callable[..., str]) -> None:
    assert "calendar.yaml: id «delar1-2020» finns flera gånger" in told(ENTRY, ENTRY)


@pytest.mark.parametrize("text", ["entries: [", "- a", "{}", "x", "\x00", "!!python/object:os.system {}"])
def test_a_file_that_is_no_calendar_is_told(told: Callable[..., str], text: str) -> None:
    assert told(text=text).startswith("calendar.yaml")


def test_a_calendar_may_have_no_entries_yet(tmp_path: Path) -> None:
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "calendar.yaml").write_text("entries: []", encoding="utf-8")
    assert read_calendar(Project(tmp_path)).entries == []


def test_a_missing_calendar_is_told(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"Det finns ingen kalender: .*calendar\.yaml"):
        read_calendar(Project(tmp_path))


def test_the_calendar_of_the_repository_has_every_report_once_and_is_no_report_itself() -> None:
    project = Project(ROOT)
    calendar = read_calendar(project)
    assert sorted(planned.report for planned in calendar.entries) == known_reports(project)
    assert "calendar" not in known_reports(project)
    assert calendar.mail is None
    assert {at.state for at in due_states(calendar, Memory(), swedish(2010, 1, 1))} == {EntryState.COMING}


def test_the_examples_of_the_docs_are_a_calendar_that_holds(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "schemalaggning.md").read_text(encoding="utf-8")
    wheel, mail = (
        block for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S) if "apiVersion" not in block
    )
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "interim1-2020-ks.yaml").touch()
    (tmp_path / "parameters" / "calendar.yaml").write_text(wheel + mail, encoding="utf-8")
    calendar = read_calendar(Project(tmp_path))
    assert calendar.entries == [entry()]
    assert calendar.mail is not None
    assert (calendar.mail.port, calendar.mail.starttls, calendar.mail.on) == (587, True, ["success", "failure"])
