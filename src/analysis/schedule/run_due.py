"""One turn of the wheel: what is due is run once, and those who wait for it are told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from analysis.base.project import Project
from analysis.errors import MailError, UserError
from analysis.make.verdict import Verdict
from analysis.refusals import plain
from analysis.schedule.calendar import Calendar, Successes, due_reports
from analysis.schedule.cron import ZONE
from analysis.schedule.mail import compose, send, wanted
from analysis.words.translate import _

#: Runs reports and remembers those that succeed.
Run = Callable[[list[str]], list[Verdict]]


@dataclass(frozen=True)
class DueRun:
    """What a turn did.

    Attributes:
        verdicts: How each report that was due went; nothing when none was.
        trouble: Why those who wait could not be told, nothing when they were.
        busy: Whether somebody else was running, so that nothing was done.
    """

    verdicts: list[Verdict]
    trouble: MailError | None = None
    busy: bool = False

    @property
    def well(self) -> bool:
        """Whether nothing failed, the mail included."""
        return self.trouble is None and not any(verdict.faults for verdict in self.verdicts)


def run_due(project: Project, calendar: Calendar, successes: Successes, run: Run, *, wait: bool) -> DueRun:
    """Run what is due now; two turns never overlap, and a second one finds nothing left to do.

    Args:
        project: The project.
        calendar: The calendar.
        successes: The memory of past runs.
        run: Runs the reports.
        wait: Whether to wait for a turn that is going on; otherwise nothing is done.

    Returns:
        How it went. What is wrong with a report or a mail is told there, never raised.
    """
    project.state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(project.state / "run.lock", timeout=-1 if wait else 0):
            reports = due_reports(calendar, successes, datetime.now(UTC))
            if not reports:
                return DueRun([])
            verdicts = _run(project, calendar, reports, run)
            return DueRun(verdicts, _tell(project, calendar, verdicts))
    except Timeout:
        return DueRun([], busy=True)


def _run(project: Project, calendar: Calendar, reports: list[str], run: Run) -> list[Verdict]:
    try:
        return run(reports)
    except (UserError, OSError) as error:
        return _none_made(reports, str(plain(error)))
    except Exception as error:
        # A fault of ours keeps its traceback; those who are not at the screen are told all the same.
        reason = _("Oväntat fel i Årshjul: {error}", error=f"{type(error).__name__}: {error}")
        trouble = _tell(project, calendar, _none_made(reports, reason))
        if trouble:
            error.add_note(str(trouble))
        raise


def _none_made(reports: list[str], reason: str) -> list[Verdict]:
    return [Verdict(report, report, (reason,), made=False) for report in reports]


def _tell(project: Project, calendar: Calendar, verdicts: list[Verdict]) -> MailError | None:
    if calendar.mail is None or not wanted(calendar.mail, verdicts):
        return None
    missing = missing_lines(project, [verdict.report for verdict in verdicts])
    pages = project.output / "index.html"
    try:
        send(calendar.mail, compose(calendar.mail, verdicts, missing, datetime.now(ZONE), pages))
    except MailError as error:
        return error
    return None


def missing_lines(project: Project, reports: list[str]) -> list[str]:
    """Say who has not delivered figures for reports.

    Args:
        project: The project.
        reports: Ids of reports.

    Returns:
        A line an organisation and area, or why it cannot be told.
    """
    from analysis.schedule.missing_figures import undelivered

    try:
        return [f"{row.document}: {row}" for row in undelivered(project, reports)]
    except (UserError, OSError) as error:
        return [_("Det går inte att säga vilka: {error}", error=plain(error))]
