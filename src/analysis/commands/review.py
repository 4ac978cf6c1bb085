"""The command `arshjul review`: what differs from the version that is approved."""

import webbrowser
from typing import Annotated

from cyclopts import Parameter

from analysis.base.project import Project
from analysis.errors import SignoffError
from analysis.intake.approvals import Approval, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.make.report_ids import choose_reports
from analysis.memory.unchanged import is_built_from, is_remembered, unchanged
from analysis.signoff.approval_state import approval_state_of, review_page
from analysis.signoff.approve import approvable
from analysis.signoff.changes import Differences
from analysis.signoff.changes_page import summary
from analysis.signoff.kept_copy import recover
from analysis.signoff.mark_pages import held, show_differences
from analysis.signoff.verify import verify_version
from analysis.terminal import WELL, console, open_project
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
        if outdated := why_outdated(project, report):
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


def why_outdated(project: Project, report: str) -> str:
    """Say why a run would change a report, nothing when it would not; found without running anything."""
    if not is_built_from(project, fingerprint_of(project.data)):
        return _(UNBUILT, report=report)
    if is_remembered(project, report) and not unchanged(project, [report]):
        return _(OLDER, report=report)
    return ""


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
