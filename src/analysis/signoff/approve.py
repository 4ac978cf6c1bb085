"""The act of approving a report: checked, kept, written down, shown; whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analysis.base.project import Project
from analysis.errors import CallError, SignoffError
from analysis.intake.approvals import TRUSTED_KEYS, Approval, add_approval, read_approvals
from analysis.refusals import in_words
from analysis.signoff.approval_state import approval_state_of
from analysis.signoff.changes import Differences
from analysis.signoff.kept_copy import recover, remove, settle, stage
from analysis.signoff.mark_pages import mark_anew, since
from analysis.signoff.report_on_disk import ReportText, read_report
from analysis.signoff.ssh_signature import fingerprint_of, trusted_line
from analysis.signoff.verify import verify_version
from analysis.words.translate import _


@dataclass(frozen=True)
class Approved:
    """What an approval did.

    Attributes:
        approval: What was written down.
        folder: The copy that is kept.
        found: What differs from the version before; nothing for the first one, or when that one's copy is gone.
    """

    approval: Approval
    folder: Path
    found: Differences | None


def approve(
    project: Project, report: str, name: str, reason: str, browser: str | None = None, key: Path | None = None
) -> Approved:
    """Approve a report as it lies in place. Whoever calls holds it, and has seen to it that it is not out of date.

    Args:
        project: The project.
        report: Its id.
        name: Who approves it.
        reason: Why.
        browser: What prints the kept copy as PDF; it has none when left out.
        key: What the approval is signed with; needed where the project trusts keys.

    Returns:
        What was done.

    Raises:
        CallError: If name or reason is empty.
        SignoffError: If there is nothing that can be approved, or nothing new, or it is not signed as it must be.
    """
    name, reason = " ".join(name.split()), " ".join(reason.split())
    if not name or not reason:
        raise CallError(_("Både --name och --reason måste ha ett innehåll."))
    fingerprint = _fingerprint(project, key)
    recover(project, report)
    text = approvable(project, report)
    state = approval_state_of(project, report, text.content, read_approvals(project.data))
    if state.approved:
        is_so = _(
            "{report} är redan godkänd: innehållet är version {version}, {day}, av {name}.",
            **state.approved.told | {"report": report},
        )
        raise SignoffError(is_so, _("Ingen ny version behövs."))
    latest = state.latest
    found = since(project, latest, text) if latest else None
    if latest and latest.is_of_old_pages and found is not None:
        _need_another_content(project, latest, found)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    version_no = latest.version + 1 if latest else 1
    previous = latest.manifest if latest else ""
    new = Approval(report, version_no, name, at, text.content, "", reason, previous, fingerprint)
    return _carry_out(project, new, found, browser, key)


def _fingerprint(project: Project, key: Path | None) -> str:
    """Name the key that is signed with, before anything is made; none is needed where no key is trusted."""
    trusts = (project.data / TRUSTED_KEYS).exists()
    if key is None:
        if trusts:
            needed = _("data/{file} finns, så godkännanden undertecknas här.", file=TRUSTED_KEYS)
            raise SignoffError(needed, _("Ange din SSH-nyckel: --key ~/.ssh/id_ed25519."))
        return ""
    fingerprint = fingerprint_of(key)
    if not trusts:
        raise SignoffError(
            _("Ingen nyckel är betrodd än: data/{file} saknas.", file=TRUSTED_KEYS),
            _("Skriv raden i den, låt någon granska den, och godkänn sedan: {line}", line=trusted_line(key)),
        )
    return fingerprint


def _need_another_content(project: Project, latest: Approval, found: Differences) -> None:
    """Refuse a new version of what an approval of old pages still says word by word."""
    if not found and not verify_version(project, latest).faults:
        told = {"report": latest.report} | latest.told
        raise SignoffError(
            _("{report} säger ordagrant vad version {version} säger, {day}, av {name}.", **told),
            _("Kör arshjul upgrade {report}: då gäller det godkännandet.", **told),
        )


def approvable(project: Project, report: str) -> ReportText:
    """Read the report that is to be approved.

    Args:
        project: The project.
        report: Its id.

    Returns:
        The report.

    Raises:
        SignoffError: If it is not made, made by an earlier program, or lacks chapters.
    """
    text = read_report(project.output / report)
    if text is None:
        raise SignoffError(
            _("{report} är inte framtagen, eller framtagen av ett äldre Årshjul.", report=report),
            _("Kör arshjul run {report} först.", report=report),
        )
    if text.failures:
        missing = ", ".join(f"«{title}»" for title in text.failures)
        raise SignoffError(
            _("{report} saknar kapitel som inte kunde tas fram: {missing}.", report=report, missing=missing),
            _("Rätta felet och kör arshjul run {report}.", report=report),
        )
    return text


def _carry_out(
    project: Project, approval: Approval, found: Differences | None, browser: str | None, key: Path | None
) -> Approved:
    staged, signed = stage(project, approval, found, browser, key)
    try:
        # From here on it is approved: the copy is whole, and gets its name even if we die before that.
        add_approval(project.data, signed)
    except BaseException:
        remove(staged)
        raise
    folder = settle(project, signed, staged)
    try:
        mark_anew(project, approval.report)
    except OSError as error:
        done = _("Rapporten är godkänd och exemplaret sparat; alla dess sidor säger det inte än.")
        remedy = _("Kör arshjul run {report} när det går.", report=approval.report)
        raise SignoffError(f"{in_words(error)} {done}", remedy) from error
    return Approved(signed, folder, found)
