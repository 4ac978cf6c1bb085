"""The command `arshjul forms`: forms for those who know this year's figures."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import duckdb
from cyclopts import Parameter

from analysis.base.project import Project
from analysis.base.vocabulary import DocumentKind
from analysis.collect.issue import By, Issued, Order, issue, sheaves
from analysis.errors import CallError, NothingFoundError, nearest
from analysis.make.plan import parts_of
from analysis.make.report_ids import CALENDAR, known_reports
from analysis.schedule.calendar import Entry, read_calendar
from analysis.schedule.cron import ZONE
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.terminal import FAILED, WELL, console, open_project, say_error
from analysis.words.numbers import count_of
from analysis.words.translate import _, either

#: Below the folder of output: whose folder no report has.
FOLDER = "blanketter"
LINES = either("rad", "rader")


def forms(
    what: str,
    *,
    to: Path | None = None,
    owner: str | None = None,
    by: By = By.OWNER,
    mail: Annotated[bool, Parameter(negative="")] = False,
    plan: str = "",
    until: str = "",
) -> int:
    """Lämna ut blanketter i Excel till dem som vet: siffror, läge, ekonomi och texter.

    Args:
        what: En rad i kalendern, en rapport eller ett dokument.
        to: Mappen som blanketterna läggs i; annars output/blanketter/ och dokumentet.
        owner: Bara blanketten för den ansvariga, med kod.
        by: owner ger en blankett för varje ansvarig, indicator en för varje sak som mäts.
        mail: Lägg ett brev (.eml) bredvid varje blankett, utan mottagare.
        plan: Börja ett nytt dokument ur den här planen, tillsammans med --until, och ta fram blanketterna till det.
        until: Sista dagen som det nya dokumentet handlar om, till exempel 2026-08-31.
    """
    project = open_project()
    if plan or until:
        _begin(project, what, plan, until)
    with open_database(project.database) as connection:
        order = _order(project, connection, what, by, mail=mail)
        chosen = sheaves(connection, order)
        if not chosen:
            raise NothingFoundError(
                _("Ingen är ansvarig för något i «{document}».", document=order.document),
                _("Det som frågas efter är det som dokumentets tabeller har: {goal.many}, {commitment.many}, "
                  "{control.many} och rader med budget."),
            )  # fmt: skip
        if owner is not None:
            owners = list(dict.fromkeys(each.owner for each in chosen))
            chosen = [each for each in chosen if each.owner == owner]
            if not chosen:
                raise CallError(_("Ingen blankett är för «{owner}».", owner=owner), nearest(owner, owners))
        done = issue(connection, order, chosen, to or project.output / FOLDER / order.document)
    return _tell(done)


def _begin(project: Project, document: str, plan: str, until: str) -> None:
    """Begin an open document from a plan: of a part of a year an interim report, of a whole year an annual one."""
    from analysis.build.database import build_database
    from analysis.collect.opening import Begun, open_document

    if not (plan and until):
        raise CallError(_("Ett nytt dokument behöver både --plan och --until."))
    try:
        last = date.fromisoformat(until)
    except ValueError as error:
        raise CallError(_("«{day}» är ingen dag; skriv till exempel 2026-08-31.", day=until)) from error
    whole = (last.month, last.day) == (12, 31)
    folder = open_document(project, Begun(document, plan, DocumentKind.ANNUAL if whole else DocumentKind.INTERIM, last))
    console.print(_("Dokumentet är påbörjat: {folder}", folder=folder), markup=False)
    build_database(project)


def _order(project: Project, connection: duckdb.DuckDBPyConnection, what: str, by: By, *, mail: bool) -> Order:
    """Find the document that is meant: by an entry of the calendar, a report, or by its own id."""
    today = datetime.now(ZONE).date()
    entries = {entry.id: entry for entry in _entries(project)}
    reports = known_reports(project)
    documents = list(dict.fromkeys(str(row["document"]) for row in ask_rows(connection, "parts")))
    report = entries[what].report if what in entries else what
    if report in reports:
        part, deadline = parts_of(project, [report])[0], _cutoff(entries, what, report)
        return Order(part["document"], part["organisation"], deadline, today, by, mail)
    if what in documents:
        return Order(what, None, None, today, by, mail)
    raise CallError(
        _("«{what}» är varken en rad i kalendern, en rapport eller ett dokument.", what=what),
        nearest(what, list(dict.fromkeys([*entries, *reports, *documents]))),
    )


def _entries(project: Project) -> list[Entry]:
    return list(read_calendar(project).entries) if (project.parameters / CALENDAR).exists() else []


def _cutoff(entries: dict[str, Entry], what: str, report: str) -> date | None:
    """The day when the figures are to be there, of the entry that is meant or the only one of the report."""
    meant = [entries[what]] if what in entries else [entry for entry in entries.values() if entry.report == report]
    return meant[0].data_cutoff if len(meant) == 1 else None


def _tell(done: list[Issued]) -> int:
    for each in done:
        if not each.left:
            told = count_of(each.lines, *LINES)
            console.print(_("{path}: {who}, {lines}", path=each.path, who=each.who, lines=told), markup=False)
    left = [each for each in done if each.left]
    for each in left:
        say_error(_("{path} finns redan och lämnades orörd.", path=each.path))
    if left:
        say_error(_("Flytta de filerna, som någon kan ha fyllt i, eller välj en annan mapp med --to."))
    return FAILED if left else WELL
