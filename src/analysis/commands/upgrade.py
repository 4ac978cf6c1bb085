"""The command `arshjul upgrade`: a project goes on with a newer program, its files and its approvals."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from analysis.base.project import Project
from analysis.build.findings import lapsed
from analysis.commands.run import produce
from analysis.errors import CallError, DatabaseError, SignoffError, nearest
from analysis.intake.approvals import Approval, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.make.plan import plan_reports
from analysis.make.report_ids import known_reports
from analysis.make.verdict import Verdict
from analysis.memory.unchanged import as_remembered
from analysis.refusals import plain
from analysis.signoff.changes import Differences
from analysis.signoff.changes_page import summary
from analysis.signoff.kept_copy import recover
from analysis.signoff.mark_pages import held, mark_anew
from analysis.signoff.upgrade_approvals import Mapped, OldPages, Recipe, map_approval, old_pages
from analysis.starter.renewal import Fate, Renewed, renew
from analysis.store.connection import open_database
from analysis.store.query import ask_sql
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _, later

#: How many differences in appearance are listed a report.
LISTED = 10
#: What is said of a file of the suite; nothing of one that was as it should be.
WHAT_BECAME = {
    Fate.ADDED: later("ny."),
    Fate.RENEWED: later("förnyad."),
    Fate.TAKEN: later("svitens version; er egen ligger i mappen ersatta."),
    Fate.CHANGED: later("ändrad av er och lämnad som den är. Svitens version: «arshjul upgrade --take {place}»."),
    Fate.REMOVED: later("borttagen av er och inte tillbakalagd. Svitens version: «arshjul upgrade --take {place}»."),
    Fate.DROPPED: later("sviten har den inte längre; den ligger kvar och är er egen."),
}


def upgrade(
    *reports: str, take: Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)] = None
) -> int:
    """Förnya svitens filer i projektet och läs äldre godkännanden med dagens regel. Det ni har ändrat lämnas.

    Felkod 1 när en rapport inte längre säger det som godkändes.

    Args:
        reports: Rapporternas id; allt som godkänts om ingen nämns.
        take: Filer som ni har ändrat eller tagit bort och vill ha svitens version av; er egen sparas i mappen ersatta.
    """
    project = open_project()
    _say_files(renew(project.root, take or ()))
    return _upgrade_approvals(project, reports)


def _say_files(files: Sequence[Renewed]) -> None:
    """Say what became of the suite's files, where that is anything."""
    for each in files:
        if told := WHAT_BECAME.get(each.fate):
            console.print(f"{each.place}: " + _(told, place=each.place), markup=False)


def _upgrade_approvals(project: Project, reports: Sequence[str]) -> int:
    waiting = _waiting(project, list(reports))
    if not waiting:
        console.print(_("Inget att göra: alla godkännanden gäller med dagens regel."))
        return WELL
    pages, failed = _old_pages(project, waiting)
    verdicts = produce(project, [each.report for each in pages], build=True) if pages else []
    told = {each.report: each for each in pages}
    mapped = [_map(project, told[each.report], pages[told[each.report]], each) for each in verdicts]
    failed |= not all(mapped)
    if any(mapped):
        console.print(_("Checka in data/reviews/content_versions.csv."), markup=False)
    _say_lapsed(project)
    return FAILED if failed else WELL


def _waiting(project: Project, reports: list[str]) -> list[Approval]:
    """The latest approval of each report, where it stands on old pages."""
    latest = {each.report: each for each in read_approvals(project.data)}
    known = known_reports(project)
    for report in reports:
        if report not in {*known, *latest}:
            raise CallError(_("Okänd rapport «{report}».", report=report), nearest(report, sorted({*known, *latest})))
    old = [each for each in latest.values() if each.is_of_old_pages and (not reports or each.report in reports)]
    for each in old:
        if each.report not in known:
            gone = _(
                "{report}: rapporten finns inte längre; det godkända exemplaret ligger kvar som det är.",
                report=each.report,
            )
            console.print(gone, markup=False)
    return [each for each in old if each.report in known]


def _old_pages(project: Project, waiting: Sequence[Approval]) -> tuple[dict[Approval, OldPages], bool]:
    """Read what was approved before anything is made anew; what cannot be read is said."""
    found: dict[Approval, OldPages] = {}
    failed = False
    for approval in waiting:
        try:
            with held(project, approval.report):
                recover(project, approval.report)
                found[approval] = old_pages(project, approval)
        except (SignoffError, OSError) as error:
            _say_error(error)
            failed = True
    return found, failed


def _map(project: Project, approval: Approval, old: OldPages, verdict: Verdict) -> bool:
    report = approval.report
    if verdict.faults:
        not_made = _("{report} version {version}: rapporten gick inte att ta fram.", report=report, **approval.told)
        console.print(not_made, style="red", markup=False)
        return False
    try:
        with held(project, report), as_remembered(project, report):
            chapters = _recipes(project, report)
            mapped = map_approval(project, approval, old, chapters, fingerprint_of(project.data))
            mark_anew(project, report)
    except (SignoffError, OSError) as error:
        _say_error(error)
        return False
    _say_mapped(mapped)
    return True


def _recipes(project: Project, report: str) -> list[Recipe]:
    planned, errors = plan_reports(project, [report])
    if errors:
        raise SignoffError(str(errors[0]))
    return [
        Recipe(job.title, job.in_document, job.slug, Path(job.notebook).read_bytes(), job.parameters)
        for job in planned[0].jobs
    ]


def _say_error(error: SignoffError | OSError) -> None:
    console.print(str(plain(error)), style="red", markup=False)


def _say_mapped(mapped: Mapped) -> None:
    which = {"report": mapped.approval.report} | mapped.approval.told
    if not mapped.found:
        same = _("{report}: version {version}, {day}, av {name} gäller; sidorna säger ordagrant detsamma.", **which)
        console.print(same, markup=False)
        return
    told = _(
        "{report}: version {version}, {day}, av {name} gäller; samma svar ur samma uppgifter, men förändrat utseende:",
        **which,
    )
    console.print(f"{told} {summary(mapped.found)}", markup=False)
    lines = _lines(mapped.found)
    for line in lines[:LISTED]:
        console.print(f"  {line}", markup=False)
    if len(lines) > LISTED:
        console.print(_("  … och {amount} till.", amount=len(lines) - LISTED), markup=False)


def _lines(found: Differences) -> list[str]:
    return [
        f"{change.places[0]}: {change.before or '–'} → {change.after or '–'}"
        for entry in found.entries
        for change in entry.changes
    ]


def _say_lapsed(project: Project) -> None:
    """List what somebody has taken a stand on that no longer holds, whatever the reason."""
    try:
        with open_database(project.database) as connection:
            overrides = ask_sql(connection, "FROM checked_override WHERE NOT holds ORDER BY ALL")
        acknowledged = lapsed(project.database)
    except DatabaseError:
        return
    for row in acknowledged.iter_rows(named=True):
        now = row["now"] or _("motsägelsen finns inte längre")
        told = {"subject": row["subject"], "document": row["document"], "now": now}
        console.print(_("Kvitteringen av {subject} ({document}) gäller inte längre: {now}", **told), markup=False)
    for row in overrides.iter_rows(named=True):
        _say_override(row)


def _say_override(row: dict[str, object]) -> None:
    told = {"goal": row["label"], "document": row["document"]}
    console.print(
        _("Den egna bedömningen av {goal} ({document}) gäller inte längre: siffrorna är andra.", **told), markup=False
    )
