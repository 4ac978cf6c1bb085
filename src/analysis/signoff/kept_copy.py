"""The copy of an approved version: whole, on its own, read-only, sealed with a list of what it holds.

An approval is the row in `approvals.csv`. The copy is finished under another name before that row is written, and gets
its own name after; whoever comes next after a death in between finishes that, or removes a copy without a row.
"""

import shutil
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from analysis.base.files import UNFINISHED, put_in_place
from analysis.base.files import remove as remove_folder
from analysis.base.project import Project
from analysis.errors import SignoffError
from analysis.intake.approvals import Approval, read_approvals
from analysis.publish.chapters.manifest import read_manifest, write_manifest
from analysis.publish.html.contents import ASSETS
from analysis.publish.html.pages import write_pages
from analysis.publish.html.surroundings import Look
from analysis.publish.report_names import APPROVED, DOCUMENT
from analysis.publish.report_names import MANIFEST as REPORT
from analysis.signoff.approval_state import CORRECTIONS, KEPT, ApprovalState, approval_state_of, kept_folder
from analysis.signoff.changes import Differences
from analysis.signoff.changes_page import corrections_page
from analysis.signoff.kept_files import digest
from analysis.signoff.page_mark import look_of_kept
from analysis.signoff.pdf_link import lead_to, leave_out_pdf, pdf_download
from analysis.signoff.seal import SEAL, write_seal
from analysis.signoff.ssh_signature import sign, signer_of
from analysis.words.translate import _

#: Whoever wants to change a kept file has to say so first.
_FILE, _FOLDER = 0o444, 0o555


def stage(
    project: Project, approval: Approval, found: Differences | None, browser: str | None, key: Path | None = None
) -> tuple[Path, Approval]:
    """Make the copy of a version that is being approved, under another name.

    Args:
        project: The project; the report lies in place and is held.
        approval: The version, its `manifest` still empty.
        found: What differs from the version before; nothing when that cannot be told.
        browser: What prints the copy as PDF, with the mark of the version; without it the copy has no PDF.
        key: What it is signed with, the approval's; without it the copy is not signed.

    Returns:
        The copy's folder, and the approval with the hash of its list of files.

    Raises:
        BrowserError: If the browser printed nothing.
        SignoffError: If the report is of another version of the program, its PDF is not readable for everyone, or it
            cannot be signed with a key that the project trusts.
    """
    folder = _folder(project, approval.report) / f"{UNFINISHED}{approval.version}-{uuid4().hex[:8]}"
    try:
        _fill(project, folder, approval, found, browser)
        seal = write_seal(folder, approval)
        if key:
            sign(seal, key)
            # What nobody could verify is no approval.
            signer_of(seal, approval.key, approval.at, project.data)
        return folder, replace(approval, manifest=digest(seal))
    except BaseException:
        remove(folder)
        raise


def settle(project: Project, approval: Approval, folder: Path) -> Path:
    """Give a finished copy its name and make it read-only.

    Args:
        project: The project.
        approval: The version; its row is written.
        folder: The copy.

    Returns:
        Its folder.
    """
    final = kept_folder(project, approval)
    for path in folder.rglob("*"):
        path.chmod(_FOLDER if path.is_dir() else _FILE)
    put_in_place(folder, final)
    # Last of all: a folder that nobody may write in cannot be renamed everywhere.
    final.chmod(_FOLDER)
    return final


def recover(project: Project, report: str) -> None:
    """Finish or undo what a killed approval left. Whoever calls holds the report.

    Args:
        project: The project.
        report: Its id.
    """
    by_manifest = {each.manifest: each for each in read_approvals(project.data) if each.report == report}
    for staged in _folder(project, report).glob(f"{UNFINISHED}*"):
        approval = by_manifest.get(_digest_or_nothing(staged / SEAL))
        if approval is not None and not kept_folder(project, approval).exists():
            settle(project, approval, staged)
        else:
            remove(staged)


def remove(folder: Path) -> None:
    """Remove an unfinished copy.

    Args:
        folder: The copy.
    """
    # Not where a link leads: that is nothing of ours.
    for path in (each for each in (folder, *folder.rglob("*")) if each.is_dir() and not each.is_symlink()):
        with suppress(OSError):
            path.chmod(path.stat().st_mode | stat.S_IRWXU)
    remove_folder(folder)


def _digest_or_nothing(path: Path) -> str:
    return digest(path) if path.is_file() else ""


def _folder(project: Project, report: str) -> Path:
    return project.output / KEPT / report


def _fill(project: Project, folder: Path, approval: Approval, found: Differences | None, browser: str | None) -> None:
    state = approval_state_of(project, approval.report, approval.content, read_approvals(project.data))
    shutil.copytree(project.output / approval.report, folder)
    leave_out_pdf(folder, approval.report)
    look = _sign(folder, approval, state, found)
    _copy_assets(project.output, folder)
    if browser:
        _print(project, folder, approval.report, browser, look)
    _remove_empty(folder)


def _print(project: Project, folder: Path, report: str, browser: str, look: Look) -> None:
    """Print the copy; what a board adopts must be readable."""
    from analysis.publish.paper.print_report import printed

    with printed(browser, folder, look, digest(folder / DOCUMENT), project.state / "print") as made:
        if made.faults:
            told = "\n".join(f"  {fault}" for fault in made.faults)
            raise SignoffError(
                _("PDF:en av {report} blev inte godkänd, och inget är sparat:", report=report) + f"\n{told}\n",
                _("Rätta felen, eller godkänn utan PDF med --no-pdf."),
            )
        shutil.move(made.path, folder / f"{report}.pdf")
    lead_to(folder, pdf_download(folder, report, made.pages), look)


def _sign(folder: Path, approval: Approval, before: ApprovalState, found: Differences | None) -> Look:
    """Write every page anew: it says that it is approved, and leads to files of the copy alone."""
    manifest = read_manifest(folder / REPORT)
    if manifest is None:
        raise SignoffError(
            _("{report} är framtagen av ett äldre Årshjul.", report=approval.report), _("Kör arshjul run först.")
        )
    told = {name: getattr(approval, name) for name in ("version", "name", "at", "reason")}
    path = f"{KEPT}/{approval.report}/{approval.version}/index.html"
    has_corrections = approval.version > 1
    signed = replace(
        manifest,
        state=APPROVED,
        version=approval.version,
        approvals=[*before.fields["approvals"], told | {"path": path}],
        content=approval.content,
        corrections=CORRECTIONS if has_corrections else "",
    )
    look = look_of_kept(approval, manifest.language)
    write_manifest(folder, signed)
    write_pages(folder, look)
    if has_corrections:
        (folder / CORRECTIONS).write_text(corrections_page(signed, approval, found, look), encoding="utf-8")
    return look


def _remove_empty(folder: Path) -> None:
    """A seal lists files: a folder without any would be one that somebody added."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def _copy_assets(output: Path, folder: Path) -> None:
    """Copy the style and scripts that pages ask for."""
    (folder / "assets").mkdir(exist_ok=True)
    for name in ASSETS:
        source = output / "assets" / name
        if source.is_file():
            shutil.copyfile(source, folder / "assets" / name)
