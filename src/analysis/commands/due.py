"""The command `arshjul due`: what is to be run, shown or done."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated

from cyclopts import Parameter
from rich.markup import escape
from rich.table import Table

from analysis.base.project import Project
from analysis.base.vocabulary import EntryState
from analysis.collect.handed_in import After, handed_in_after
from analysis.collect.owed import Owed, owed
from analysis.errors import BrowserError, CallError
from analysis.make.verdict import Verdict
from analysis.memory.journal import Journal
from analysis.schedule.calendar import Calendar, DueState, due_states, end_of, read_calendar
from analysis.schedule.cron import ZONE
from analysis.schedule.figures_due import figures_due
from analysis.schedule.run_due import DueRun, missing_lines, run_due
from analysis.store.connection import open_database
from analysis.terminal import FAILED, WELL, console, open_project, say_error
from analysis.words.codes import ENTRY_STATES
from analysis.words.days import day
from analysis.words.numbers import count_of, number
from analysis.words.translate import _, either, later

NAMES = ("Id", later("Rapport"), later("Period"))
DAYS = (
    later("Uppgifter"),
    later("Klar senast"),
    later("{Board.one}"),
    later("Nästa körning"),
    later("Senast lyckad"),
    later("Läge"),
)
#: A day is never broken over two lines, however narrow the terminal.
DAY_WIDTH = 10
STYLES = {EntryState.LATE: "red", EntryState.DUE: "yellow", EntryState.DONE: "green"}
NOTHING = later("Inget är att köra.")
LATE = either("försenad", "försenade")
#: So many of what somebody owes are named.
MOST_NAMES = 8


def due(
    *,
    run: Annotated[bool, Parameter(negative="")] = False,
    build: Annotated[bool, Parameter(negative="")] = False,
    at: str | None = None,
) -> int:
    """Visa kalendern: vad som ska köras, vad som är försenat och vem som inte har lämnat uppgifter.

    Args:
        run: Kör det som ska köras. Körs det om direkt händer inget.
        build: Bygg databasen först, tillsammans med --run.
        at: För att prova: visa läget vid en annan tidpunkt, till exempel 2022-04-01T08:00.
    """
    project = open_project()
    if run and at:
        raise CallError(_("--at visar bara; det går inte att förena med --run."))
    calendar = read_calendar(project)
    if run:
        turn = run_and_tell(project, calendar, build=build, wait=False)
        return WELL if turn.well else FAILED
    return _show(project, calendar, _moment(at) if at else datetime.now(UTC))


def run_and_tell(project: Project, calendar: Calendar, *, build: bool, wait: bool) -> DueRun:
    """Run what is due and say how it went.

    Args:
        project: The project.
        calendar: The calendar.
        build: Whether the database is built first.
        wait: Whether to wait for somebody else who runs what is due.

    Returns:
        What was done.
    """
    from analysis.commands.run import produce

    def run(reports: list[str]) -> list[Verdict]:
        log_line(_("Kör {reports}.", reports=", ".join(reports)))
        return _on_paper(project, produce(project, reports, build=build))

    turn = run_due(project, calendar, Journal(project.state), run, wait=wait)
    if turn.busy:
        console.print(_("En annan körning pågår; den tar hand om det som är att köra."))
    elif not turn.verdicts:
        console.print(_(NOTHING))
    if turn.trouble:
        say_error(str(turn.trouble))
    return turn


def log_line(line: str) -> None:
    """Say something with the time of day, as a log does.

    Args:
        line: What is said.
    """
    console.print(f"{datetime.now(ZONE):%Y-%m-%d %H:%M:%S} {line}", markup=False)


def _on_paper(project: Project, verdicts: list[Verdict]) -> list[Verdict]:
    """Print what was made where there is a browser; what is wrong with a PDF is told with the rest."""
    from analysis.commands.pdf import print_if_possible

    reports = [verdict.report for verdict in verdicts]
    try:
        faults = print_if_possible(project, reports)
    except BrowserError as error:
        faults = dict.fromkeys(reports, (str(error),))
    return [replace(each, faults=(*each.faults, *faults.get(each.report, ()))) for each in verdicts]


def _show(project: Project, calendar: Calendar, now: datetime) -> int:
    found = due_states(calendar, Journal(project.state), now)
    table = Table()
    for name in NAMES:
        table.add_column(_(name), overflow="fold")
    for name in DAYS:
        table.add_column(_(name), min_width=DAY_WIDTH)
    for at in found:
        table.add_row(*_row(at))
    console.print(table)
    _say_missing(project, [at.entry.report for at in found if not at.adopted and at.state is not EntryState.COMING])
    _say_owed(project, calendar, now)
    waiting = [at for at in found if at.due]
    late = [at for at in found if at.state is EntryState.LATE]
    told = _("{amount} att köra, varav {late}.", amount=len(waiting), late=count_of(len(late), *LATE))
    console.print(told if waiting else _(NOTHING))
    return FAILED if waiting or late else WELL


def _row(at: DueState) -> list[str]:
    entry = at.entry
    days = [f"{day:%Y-%m-%d}" for day in (entry.data_cutoff, entry.deadline, entry.board_date)]
    state = ENTRY_STATES[at.state]
    shown = f"[{STYLES[at.state]}]{state}[/]" if at.state in STYLES else state
    coming = _("nu") if at.due else _clock(at.next_firing)
    return [entry.id, entry.report, escape(entry.period), *days, coming, _clock(at.last_success), shown]


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else "–"


def _say_missing(project: Project, reports: list[str]) -> None:
    if not reports:
        return
    missing = missing_lines(project, reports)
    console.print(_("Har inte lämnat uppgifter:") if missing else _("Alla har lämnat sina uppgifter."))
    for line in missing:
        console.print(f"  {line}", markup=False)


def _say_owed(project: Project, calendar: Calendar, now: datetime) -> None:
    """Say what owners owe documents that are open, until when, and what came or was changed afterwards."""
    if not project.database.exists():
        return
    with open_database(project.database) as connection:
        rows = owed(connection)
    if not rows:
        return
    console.print(_("Öppna dokument:"))
    last_days = figures_due(project, calendar)
    for row in rows:
        console.print(_owed_line(row), markup=False)
        if last_day := last_days.get(row.document):
            after = handed_in_after(project.data, row.document, last_day).get(row.owner, After())
            console.print(_last_day_line(last_day, after, now), markup=False)


def _last_day_line(last_day: date, after: After, now: datetime) -> str:
    if now < end_of(last_day):
        return _("    Lämnas senast {day}.", day=day(last_day))
    told = {"late": number(after.late), "changed": number(after.changed)}
    return _(
        "    Skulle lämnas senast {day}. Svar efter det: {late} nya, {changed} ändrade.", day=day(last_day), **told
    )


def _owed_line(row: Owed) -> str:
    told = {"document": row.document, "owner": row.owner, "given": number(row.given), "all": number(row.all)}
    when = _(", senast {day}", day=day(row.given_on)) if row.given_on else ""
    line = _("  {document}, {owner}: {given} av {all} lämnat{when}", **told, when=when)
    if not row.lacking:
        return line + "."
    names = list(dict.fromkeys(row.lacking))
    first = ", ".join(names[:MOST_NAMES])
    more = (
        _(" och {amount} till", amount=number(len(row.lacking) - MOST_NAMES)) if len(row.lacking) > MOST_NAMES else ""
    )
    return line + _(". Saknas: {names}{more}.", names=first, more=more)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise CallError(
            _("Okänd tidpunkt «{moment}».", moment=written), _("Skriv till exempel --at 2022-04-01T08:00.")
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
