"""The command `arshjul verify`: whether what was approved is still what it was."""

from contextlib import suppress

from analysis.errors import CallError, SignoffError, nearest
from analysis.intake.approvals import read_approvals
from analysis.make.report_ids import known_reports
from analysis.signoff.kept_copy import recover
from analysis.signoff.mark_pages import held
from analysis.signoff.verify import Verified
from analysis.signoff.verify import verify as verify_kept
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


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
        # A run that is at the report tends to what a killed approval left; where nothing can be written nobody does.
        with suppress(SignoffError, OSError), held(project, report):
            recover(project, report)
    found = verify_kept(project, list(reports))
    if not found:
        console.print(_("Inget är godkänt än."))
    for version in found:
        _say(version)
    return FAILED if any(version.faults for version in found) else WELL


def _say(found: Verified) -> None:
    which = {"report": found.report, "version": found.version}
    if not found.faults:
        same = _(
            "{report} version {version}: {files} filer, oförändrade sedan godkännandet.", files=found.files, **which
        )
        by = _(" Undertecknad av {signer}.", signer=found.signer) if found.signer else ""
        console.print(f"{same}{by}", markup=False)
    for fault in found.faults:
        console.print(_("{report} version {version}: {fault}", fault=fault, **which), style="red", markup=False)
