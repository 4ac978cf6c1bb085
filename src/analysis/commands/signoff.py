"""The commands of sign-off: `arshjul review`, `arshjul approve` and `arshjul verify`."""

import webbrowser
from contextlib import suppress
from typing import Annotated

from cyclopts import Parameter

from analysis.base.project import Project
from analysis.base.vocabulary import Severity
from analysis.build.findings import find
from analysis.errors import CallError, SignoffError, nearest
from analysis.intake.approvals import Approval, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.make.plan import parts_of
from analysis.make.report_ids import choose_reports, known_reports
from analysis.memory.unchanged import as_remembered, is_built_from, is_remembered, unchanged
from analysis.publish.chromium import REMEDY, find_browser
from analysis.signoff.approval_state import approval_state_of, review_page
from analysis.signoff.approve import approvable
from analysis.signoff.approve import approve as approve_report
from analysis.signoff.changes import Differences
from analysis.signoff.changes_page import summary
from analysis.signoff.kept_copy import recover
from analysis.signoff.mark_pages import held, show_differences
from analysis.signoff.verify import Verified, verify_version
from analysis.signoff.verify import verify as verify_kept
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _, later

#: How many contradictions are listed when a report is approved in spite of them.
LISTED = 10
OLDER = later("{report} är äldre än data, parametrar, notebookar eller program: en ny körning skulle ändra den.")
UNBUILT = later("Databasen är inte byggd av dagens data och program: {report} kan vara inaktuell.")
OTHERS, DERIVED = later("Övrigt"), later("Sammanställning")


def review(report: str, *, open_page: Annotated[bool, Parameter(name="--open", negative="--no-open")] = True) -> int:
    """Visa vad som skiljer en rapport från den senast godkända versionen, sida vid sida.

    Args:
        report: Rapportens id.
        open_page: Öppna sidan i webbläsaren; --no-open skriver den bara.
    """
    project = open_project()
    choose_reports(project, [report])
    with held(project, report):
        recover(project, report)
        text = approvable(project, report)
        state = approval_state_of(project, report, text.content, read_approvals(project.data))
        if outdated := _outdated(project, report):
            as_it_lies = _("Granskningen gäller rapporten som den ligger.")
            console.print(f"{outdated} {as_it_lies}", style="yellow", markup=False)
        latest = state.latest
        if latest is None:
            _say_nothing_approved(report)
            return WELL
        which = {"report": report} | latest.told
        if state.approved:
            same = _("{report}: inget skiljer från godkänd version {version}, {day}, av {name}.", **which)
            console.print(same, markup=False)
            return WELL
        _need_untouched(project, latest)
        found = show_differences(project, report, text, state)
    if found is None:
        raise SignoffError(
            _(
                "{report} går inte att jämföra med godkänd version {version}, {day}, av {name}: "
                "dess sidor går inte att läsa.",
                **which,
            )
        )
    page = review_page(project, report)
    against = _("{report}: mot godkänd version {version}, {day}, av {name}.", **which)
    console.print(f"{against} {summary(found)}", markup=False)
    if latest.is_of_old_pages:
        _say_of_old_pages(report)
    _say_entries(found)
    console.print(_("Öppna {page}", page=page), markup=False)
    if open_page:
        webbrowser.open(page.as_uri())
    return WELL


def _need_untouched(project: Project, approval: Approval) -> None:
    """Refuse to compare with a copy that is not what was approved."""
    if faults := verify_version(project, approval).faults:
        listing = "\n".join(f"  {fault}" for fault in faults[:LISTED])
        told = _(
            "Det godkända exemplaret är inte som det godkändes (version {version}, {day}, av {name}):", **approval.told
        )
        raise SignoffError(
            f"{told}\n{listing}\n",
            _("Hämta tillbaka det ur en säkerhetskopia; «arshjul verify» kontrollerar det."),
        )


def _say_entries(found: Differences) -> None:
    for what, entries in (("", found.subjects), (OTHERS, found.others), (DERIVED, found.derived)):
        for entry in entries:
            kind, heading = _(entry.what or what), _(entry.heading) if entry.is_ours else entry.heading
            console.print(f"  {kind}: {heading}", markup=False)


def _say_of_old_pages(report: str) -> None:
    older = _(
        "Det är ett äldre Årshjuls sidor som är godkända. Om det gäller än prövas med arshjul upgrade {report}.",
        report=report,
    )
    console.print(older, style="yellow", markup=False)


def _say_nothing_approved(report: str) -> None:
    nothing = _("{report}: ingen version är godkänd än, så det finns inget att jämföra med.", report=report)
    how = _(
        "«arshjul approve {report} --name … --reason …» sparar rapporten som den är nu som version 1, "
        "märker sidorna som godkända och skriver vem, när och varför i data/reviews/approvals.csv.",
        report=report,
    )
    console.print(f"{nothing}\n{how}", markup=False)


def approve(report: str, *, name: str, reason: str, pdf: bool = True) -> int:
    """Godkänn en rapport som den är nu. Den sparas oföränderlig, och sidorna märks som godkända.

    Args:
        report: Rapportens id.
        name: Vem som godkänner, gärna som roll.
        reason: Varför: beslut, diarienummer, eller vad som rättats.
        pdf: Skriv ut det godkända exemplaret som PDF; --no-pdf låter bli.
    """
    project = open_project()
    choose_reports(project, [report])
    with held(project, report):
        approvable(project, report)
        if outdated := _outdated(project, report):
            raise SignoffError(
                f"{outdated} " + _("Den godkänns inte."), _("Kör arshjul run --build {report} först.", report=report)
            )
        if not is_remembered(project, report):
            unsure = _("En notebook läser annat än databasen: det går inte att veta om rapporten är aktuell.")
            console.print(unsure, style="yellow")
        _warn_of_contradictions(project, report)
        with as_remembered(project, report):
            done = approve_report(project, report, name, reason, _browser() if pdf else None)
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


def verify(*reports: str) -> int:
    """Kontrollera att det som godkänts är oförändrat, fil för fil. Felkod 1 när något har ändrats.

    Args:
        reports: Rapporternas id; allt som godkänts om ingen nämns.
    """
    project = open_project()
    approvals = read_approvals(project.data)
    known = sorted({*known_reports(project), *(each.report for each in approvals)})
    for report in reports:
        if report not in known:
            raise CallError(_("Okänd rapport «{report}».", report=report), nearest(report, known))
    for report in {each.report for each in approvals if not reports or each.report in reports}:
        # A run that is at the report tends to what a killed approval left.
        with suppress(SignoffError), held(project, report):
            recover(project, report)
    found = verify_kept(project, list(reports))
    if not found:
        console.print(_("Inget är godkänt än."))
    for version in found:
        _say(version)
    return FAILED if any(version.faults for version in found) else WELL


def _browser() -> str | None:
    """Find what prints; without one the copy has no PDF, and that is said."""
    browser = find_browser()
    if browser is None:
        without = _("Exemplaret får ingen PDF: här finns ingen webbläsare av Chromiums slag.")
        console.print(without, _(REMEDY))
    return browser


def _say(found: Verified) -> None:
    which = {"report": found.report, "version": found.version}
    if not found.faults:
        same = _(
            "{report} version {version}: {files} filer, oförändrade sedan godkännandet.", files=found.files, **which
        )
        console.print(same, markup=False)
    for fault in found.faults:
        console.print(_("{report} version {version}: {fault}", fault=fault, **which), style="red", markup=False)


def _outdated(project: Project, report: str) -> str:
    """Say why a run would change a report, nothing when it would not; found without running anything."""
    if not is_built_from(project, fingerprint_of(project.data)):
        return _(UNBUILT, report=report)
    if is_remembered(project, report) and not unchanged(project, [report]):
        return _(OLDER, report=report)
    return ""


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
