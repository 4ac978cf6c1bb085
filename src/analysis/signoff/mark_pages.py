"""Pages that say where their report stands, put right without running anything."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.base.files import fresh_folder, put_in_place
from analysis.base.project import Project
from analysis.errors import SignoffError
from analysis.intake.approvals import Approval, read_approvals
from analysis.publish.chapters.manifest import read_manifest
from analysis.publish.html.contents import write_site
from analysis.publish.html.pages import write_pages
from analysis.publish.report_names import MANIFEST
from analysis.signoff.approval_state import ApprovalState, approval_state_of, kept_folder, reading_folder, review_page
from analysis.signoff.changes import Differences
from analysis.signoff.changes_page import write_review
from analysis.signoff.differences import differences
from analysis.signoff.late_doubts import found_since
from analysis.signoff.legacy_pages import differences_in_text, read_old_report
from analysis.signoff.page_mark import look_of
from analysis.signoff.pdf_link import leave_out_pdf
from analysis.signoff.report_on_disk import ReportText, read_report
from analysis.words.current_language import speaking
from analysis.words.translate import _


@contextmanager
def held(project: Project, report: str) -> Iterator[None]:
    """Hold a report, so that no run and no other sign-off is at it.

    Args:
        project: The project.
        report: Its id.

    Yields:
        Nothing.

    Raises:
        SignoffError: If somebody else is at it.
    """
    folder = project.state / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"{report}.lock", timeout=0):
            yield
    except Timeout as error:
        raise SignoffError(
            _("En körning håller på med {report}.", report=report), _("Vänta tills den är klar och försök igen.")
        ) from error


def mark_folder(project: Project, report: str, folder: Path) -> ApprovalState | None:
    """Write every page of a report, saying where it stands, and the page of differences that a draft leads to.

    Args:
        project: The project.
        report: Its id.
        folder: The report's new folder, not yet in place: its chapters as data, and what it says about itself.

    Returns:
        Where it stands; nothing when the folder holds no report.

    Raises:
        InputFaults: If the file of approvals has faults.
    """
    text = read_report(folder)
    if text is None:
        return None
    state = approval_state_of(project, report, text.content, read_approvals(project.data))
    late = {"found_since": _late(project, state, text)}
    told = json.dumps(text.manifest | state.fields | late, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(told, encoding="utf-8")
    if manifest := read_manifest(folder / MANIFEST):
        write_pages(folder, look_of(manifest))
    show_differences(project, report, text, state)
    return state


def _late(project: Project, state: ApprovalState, text: ReportText) -> list[str]:
    """What casts doubt on an approved report's figures and was found after it was approved."""
    if state.approved is None:
        return []
    with speaking(text.language):
        return list(found_since(approved_text(project, state.approved), text))


def show_differences(project: Project, report: str, text: ReportText, state: ApprovalState) -> Differences | None:
    """Write the page of differences of a draft; an approved report has none.

    Args:
        project: The project.
        report: Its id.
        text: The report as it is.
        state: Where it stands.

    Returns:
        What differs; nothing when no approved copy can be compared with.
    """
    if state.latest is None or state.approved:
        review_page(project, report).unlink(missing_ok=True)
        return None
    found = since(project, state.latest, text)
    if found is not None:
        write_review(project, state.latest, text, found)
    return found


def since(project: Project, approval: Approval, text: ReportText) -> Differences | None:
    """Find what differs from an approved version.

    Args:
        project: The project.
        approval: The version.
        text: The report.

    Returns:
        What differs; nothing when the version's copy is not in place.
    """
    if kept := approved_text(project, approval):
        return differences(kept, text)
    old = read_old_report(kept_folder(project, approval))
    return None if old is None else differences_in_text(old, text)


def approved_text(project: Project, approval: Approval) -> ReportText | None:
    """Read what an approved version shows, as data.

    Args:
        project: The project.
        approval: The version.

    Returns:
        What its copy holds, or what it was read as by an upgrade; nothing for a copy of old pages that was not.
    """
    kept = read_report(kept_folder(project, approval))
    if kept is not None:
        return kept
    read = read_report(reading_folder(project, approval))
    return read if read is not None and approval.says(read.content) else None


def mark_anew(project: Project, report: str) -> None:
    """Put the marks of a finished report right, in one step; nothing is run. Whoever calls holds the report.

    Args:
        project: The project.
        report: Its id.
    """
    final = project.output / report
    with fresh_folder(final) as folder:
        shutil.copytree(final, folder, dirs_exist_ok=True)
        # It says where the report stood when it was printed.
        leave_out_pdf(folder, report)
        if mark_folder(project, report, folder) is None:
            return
        put_in_place(folder, final)
    with FileLock(project.state / "site.lock"):
        write_site(project.output)
