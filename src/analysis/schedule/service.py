"""The calendar as a service: fires by the clock, catches up at start, ends after the report that is running."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from filelock import FileLock, Timeout

from analysis.base.project import Project
from analysis.errors import UserError
from analysis.make.report_ids import CALENDAR
from analysis.refusals import plain
from analysis.schedule.calendar import Calendar, read_calendar
from analysis.schedule.cron import ZONE, Schedule
from analysis.words.numbers import count_of
from analysis.words.translate import _, either

#: How often the calendar file is looked at, and the clock, which may have been moved or stood still.
WATCH_SECONDS = 2.0
ENTRIES = either("post", "poster")


class Wake(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Wakes the service when a schedule fires.

    Args:
        schedule: The schedule.
    """

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """Tell APScheduler when to wake next.

        Args:
            previous_fire_time: The last firing, nothing before the first.
            now: What the clock shows.

        Returns:
            The next firing.
        """
        return self._schedule.next_after(previous_fire_time or now)


class Service:
    """Runs what is due whenever an entry of the calendar fires.

    APScheduler only wakes it: whether a report is run is decided by what has succeeded, so that a firing too many does
    nothing and a firing too few is made up for by the next. One thread runs everything, in the order of firing.

    Args:
        project: The project.
        turn: Runs what is due; gets the calendar.
        say: Tells the log.
    """

    def __init__(self, project: Project, turn: Callable[[Calendar], None], say: Callable[[str], None]) -> None:
        self._project = project
        self._turn = turn
        self._say = say
        self._stopping = Event()
        self._scheduler = BackgroundScheduler(
            timezone=ZONE,
            executors={"default": ThreadPoolExecutor(1)},
            # However late a firing is, it counts; however many were missed, they count as one.
            # One instance may run while another waits for the thread: what fires during a run is looked at after it.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)

    def stop(self) -> None:
        """Ask the service to end once the running report is done."""
        self._stopping.set()

    def serve(self) -> None:
        """Serve until somebody stops it.

        Raises:
            UserError: If another service serves the same project, or the calendar cannot be read.
        """
        self._project.state.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._project.state / "schedule.lock", timeout=0):
                self._serve()
        except Timeout as error:
            raise UserError(
                _("En schemaläggare är redan i gång för den här mappen."),
                _("Avsluta den först, om den ska startas om."),
            ) from error

    def _serve(self) -> None:
        seen = _changed(self._path)
        self._fill(read_calendar(self._project))
        self._scheduler.start()
        while not self._stopping.wait(WATCH_SECONDS):
            if (now := _changed(self._path)) != seen:
                seen = now
                self._read_again()
            self._scheduler.wakeup()
        self._say(_("Avslutar; det som körs får bli klart."))
        self._scheduler.shutdown(wait=True)
        self._say(_("Schemaläggaren är avslutad."))

    @property
    def _path(self) -> Path:
        return self._project.parameters / CALENDAR

    def _read_again(self) -> None:
        try:
            self._fill(read_calendar(self._project))
        except (UserError, OSError) as error:
            self._say(f"{plain(error)} " + _("Den förra kalendern gäller."))

    def _fill(self, calendar: Calendar) -> None:
        """Put the calendar's firings in, and one at once that catches up."""
        self._scheduler.remove_all_jobs()
        for entry in calendar.entries:
            self._scheduler.add_job(self._fire, Wake(Schedule(entry.schedule)), [calendar], id=entry.id)
        self._scheduler.add_job(self._fire, None, [calendar], next_run_time=datetime.now(UTC))
        self._say(_("Kalendern är läst: {entries}.", entries=count_of(len(calendar.entries), *ENTRIES)))

    def _fire(self, calendar: Calendar) -> None:
        if self._stopping.is_set():
            return
        try:
            self._turn(calendar)
        except (UserError, OSError) as error:  # the next firing tries again
            self._say(str(plain(error)))


def _changed(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return (0, 0)
    return about.st_mtime_ns, about.st_size
