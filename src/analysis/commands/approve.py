"""The command `arshjul approve`: a report as it is now, approved and kept."""

from pathlib import Path

from analysis.base.project import Project
from analysis.base.vocabulary import Severity
from analysis.build.findings import find
from analysis.commands.review import why_outdated
from analysis.errors import SignoffError
from analysis.make.plan import parts_of
from analysis.make.report_ids import choose_reports
from analysis.memory.unchanged import as_remembered, is_remembered
from analysis.publish.chromium import REMEDY, find_browser
from analysis.signoff.approve import approvable
from analysis.signoff.approve import approve as approve_report
from analysis.signoff.changes_page import summary
from analysis.signoff.mark_pages import held
from analysis.terminal import WELL, console, open_project
from analysis.words.translate import _

#: How many contradictions are listed when a report is approved in spite of them.
LISTED = 10


def approve(report: str, *, name: str, reason: str, pdf: bool = True, key: Path | None = None) -> int:
    """Godkänn en rapport som den är nu. Den sparas oföränderlig, och sidorna märks som godkända.

    Args:
        report: Rapportens id.
        name: Vem som godkänner, gärna som roll.
        reason: Varför: beslut, diarienummer, eller vad som rättats.
        pdf: Skriv ut det godkända exemplaret som PDF; --no-pdf låter bli.
        key: SSH-nyckel att underteckna med; dess publika del ska stå i data/reviews/allowed_signers.
    """
    project = open_project()
    choose_reports(project, [report])
    with held(project, report):
        approvable(project, report)
        if outdated := why_outdated(project, report):
            raise SignoffError(
                f"{outdated} " + _("Den godkänns inte."), _("Kör arshjul run --build {report} först.", report=report)
            )
        if not is_remembered(project, report):
            unsure = _("En notebook läser annat än databasen: det går inte att veta om rapporten är aktuell.")
            console.print(unsure, style="yellow")
        _warn_of_contradictions(project, report)
        with as_remembered(project, report):
            done = approve_report(project, report, name, reason, _browser() if pdf else None, key)
    approval = done.approval
    signed = _("{report}: version {version} är godkänd av {name}, {day}.", report=report, **approval.told)
    console.print(signed, markup=False)
    if approval.version > 1:
        told = (
            summary(done.found)
            if done.found is not None
            else _("Förra versionens exemplar fanns inte att jämföra med.")
        )
        since = _("Rättelser sedan version {version}: {told}", version=approval.version - 1, told=told)
        console.print(since, markup=False)
    kept = _("Exemplaret ligger i {folder}. Spara en kopia av den mappen.", folder=done.folder)
    console.print(kept, markup=False)
    console.print(_("Checka in data/reviews/approvals.csv."), markup=False)
    return WELL


def _browser() -> str | None:
    """Find what prints; without one the copy has no PDF, and that is said."""
    browser = find_browser()
    if browser is None:
        without = _("Exemplaret får ingen PDF: här finns ingen webbläsare av Chromiums slag.")
        console.print(without, _(REMEDY))
    return browser


def _warn_of_contradictions(project: Project, report: str) -> None:
    """List the errors that nobody has acknowledged: they may be approved, but not unseen."""
    found = find(project.database, parts=parts_of(project, [report]), severities=[Severity.ERROR.value])
    messages = found.filter(found["acknowledged_by"].is_null())["message"].to_list()
    if not messages:
        return
    head = _(
        "{amount} fel i uppgifterna har ingen kvitterat (arshjul check {report}):", amount=len(messages), report=report
    )
    console.print(head, style="yellow")
    for message in messages[:LISTED]:
        console.print(f"  {message}", markup=False)
    if len(messages) > LISTED:
        console.print(_("  … och {amount} till.", amount=len(messages) - LISTED), markup=False)
