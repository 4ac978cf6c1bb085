"""The commands of sign-off: `arshjul review`, `arshjul approve` and `arshjul verify`."""

import webbrowser
from contextlib import suppress
from typing import Annotated

from cyclopts import Parameter

from analysis.console import FAILED, WELL, console, open_project
from analysis.errors import CallError, SignoffError, nearest
from analysis.findings import find
from analysis.intake.approvals import read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.project import Project
from analysis.publish.browser import REMEDY, find_browser
from analysis.runs.catalogue import choose_reports, known_reports
from analysis.runs.plan import parts_of
from analysis.runs.unchanged import as_remembered, is_built_from, is_remembered, unchanged
from analysis.signoff.approve import approvable
from analysis.signoff.approve import approve as approve_report
from analysis.signoff.kept import recover
from analysis.signoff.marking import held, show_differences
from analysis.signoff.page import summary
from analysis.signoff.standing import review_page, standing_of
from analysis.signoff.verify import Verified, verify_version
from analysis.signoff.verify import verify as verify_kept
from analysis.vocabulary import Severity

#: How many contradictions are listed when a report is approved in spite of them.
LISTED = 10
OLDER = "{} är äldre än data, parametrar, notebookar eller program: en ny körning skulle ändra den."
UNBUILT = "Databasen är inte byggd av dagens data och program: {} kan vara inaktuell."


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
        standing = standing_of(project, report, text.content, read_approvals(project.data))
        if outdated := _outdated(project, report):
            console.print(f"{outdated} Granskningen gäller rapporten som den ligger.", style="yellow", markup=False)
        latest = standing.latest
        if latest is None:
            console.print(
                f"{report}: ingen version är godkänd än, så det finns inget att jämföra med.\n"
                f"«arshjul approve {report} --name … --reason …» sparar rapporten som den är nu som version 1, "
                "märker sidorna som godkända och skriver vem, när och varför i data/reviews/approvals.csv.",
                markup=False,
            )
            return WELL
        told = f"version {latest.version}, {latest.day}, av {latest.name}"
        if standing.approved:
            console.print(f"{report}: inget skiljer från godkänd {told}.", markup=False)
            return WELL
        if faults := verify_version(project, latest).faults:
            listing = "\n".join(f"  {fault}" for fault in faults[:LISTED])
            raise SignoffError(
                f"Det godkända exemplaret är inte som det godkändes ({told}):\n{listing}\n",
                "Hämta tillbaka det ur en säkerhetskopia; «arshjul verify» kontrollerar det.",
            )
        found = show_differences(project, report, text, standing)
    if found is None:
        raise SignoffError(f"{report} går inte att jämföra med godkänd {told}: dess sidor går inte att läsa.")
    page = review_page(project, report)
    console.print(f"{report}: mot godkänd {told}. {summary(found)}", markup=False)
    for what, entries in (("", found.subjects), ("Övrigt", found.others), ("Sammanställning", found.derived)):
        for entry in entries:
            console.print(f"  {entry.what or what}: {entry.heading}", markup=False)
    console.print(f"Öppna {page}", markup=False)
    if open_page:
        webbrowser.open(page.as_uri())
    return WELL


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
            raise SignoffError(f"{outdated} Den godkänns inte.", f"Kör arshjul run --build {report} först.")
        if not is_remembered(project, report):
            console.print(
                "En notebook läser annat än databasen: det går inte att veta om rapporten är aktuell.", style="yellow"
            )
        _warn_of_contradictions(project, report)
        with as_remembered(project, report):
            done = approve_report(project, report, name, reason, _browser() if pdf else None)
    approval = done.approval
    console.print(f"{report}: version {approval.version} är godkänd av {approval.name}, {approval.day}.", markup=False)
    if approval.version > 1:
        told = (
            summary(done.found) if done.found is not None else "Förra versionens exemplar fanns inte att jämföra med."
        )
        console.print(f"Rättelser sedan version {approval.version - 1}: {told}", markup=False)
    console.print(f"Exemplaret ligger i {done.folder}. Spara en kopia av den mappen.", markup=False)
    console.print("Checka in data/reviews/approvals.csv.", markup=False)
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
            raise CallError(f"Okänd rapport «{report}».", nearest(report, known))
    for report in {each.report for each in approvals if not reports or each.report in reports}:
        # A run that is at the report tends to what a killed approval left.
        with suppress(SignoffError), held(project, report):
            recover(project, report)
    found = verify_kept(project, list(reports))
    if not found:
        console.print("Inget är godkänt än.")
    for version in found:
        _say(version)
    return FAILED if any(version.faults for version in found) else WELL


def _browser() -> str | None:
    """Find what prints; without one the copy has no PDF, and that is said."""
    browser = find_browser()
    if browser is None:
        console.print(f"Exemplaret får ingen PDF: här finns ingen webbläsare av Chromiums slag. {REMEDY}")
    return browser


def _say(found: Verified) -> None:
    which = f"{found.report} version {found.version}"
    if not found.faults:
        console.print(f"{which}: {found.files} filer, oförändrade sedan godkännandet.", markup=False)
    for fault in found.faults:
        console.print(f"{which}: {fault}", style="red", markup=False)


def _outdated(project: Project, report: str) -> str:
    """Say why a run would change a report, nothing when it would not; found without running anything."""
    if not is_built_from(project, fingerprint_of(project.data)):
        return UNBUILT.format(report)
    if is_remembered(project, report) and not unchanged(project, [report]):
        return OLDER.format(report)
    return ""


def _warn_of_contradictions(project: Project, report: str) -> None:
    """List the errors that nobody has acknowledged: they may be approved, but not unseen."""
    found = find(project.database, parts=parts_of(project, [report]), severities=[Severity.ERROR.value])
    messages = found.filter(found["acknowledged_by"].is_null())["message"].to_list()
    if not messages:
        return
    console.print(f"{len(messages)} fel i uppgifterna har ingen kvitterat (arshjul check {report}):", style="yellow")
    for message in messages[:LISTED]:
        console.print(f"  {message}", markup=False)
    if len(messages) > LISTED:
        console.print(f"  … och {len(messages) - LISTED} till.", markup=False)
