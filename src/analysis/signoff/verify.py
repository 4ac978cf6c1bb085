"""Whether what was approved is still what it was, file by file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.base.files import UNFINISHED
from analysis.base.project import Project
from analysis.intake.approvals import Approval, read_approvals
from analysis.refusals import in_words
from analysis.signoff.approval_state import KEPT, kept_folder
from analysis.signoff.kept_copy import MANIFEST, digest, hashes
from analysis.words.translate import _


@dataclass(frozen=True)
class Verified:
    """How one approved version was found.

    Attributes:
        report: Id of the report.
        version: The version.
        files: How many files its list names.
        faults: What is not as it was, each a sentence that begins with the file.
    """

    report: str
    version: int
    files: int
    faults: tuple[str, ...]


def verify(project: Project, reports: list[str]) -> list[Verified]:
    """Hash every kept file again and hold it against what was written down at approval.

    Args:
        project: The project.
        reports: Ids; every report that was ever approved when empty.

    Returns:
        One entry a version, also for folders that nobody has approved.

    Raises:
        InputFaults: If the file of approvals has faults.
    """
    approvals = [each for each in read_approvals(project.data) if not reports or each.report in reports]
    return [*(verify_version(project, each) for each in approvals), *_unknown(project, approvals, reports)]


def verify_version(project: Project, approval: Approval) -> Verified:
    """Hash the files of one version again.

    Args:
        project: The project.
        approval: The version.

    Returns:
        How it was found.
    """
    folder = kept_folder(project, approval)
    if not folder.is_dir():
        where = folder.relative_to(project.root).as_posix()
        gone = _("exemplaret saknas i {folder}; hämta tillbaka det ur en säkerhetskopia", folder=where)
        return Verified(approval.report, approval.version, 0, (gone,))
    try:
        files, faults = _listed(folder, approval)
        return Verified(approval.report, approval.version, len(files), (*faults, *_file_faults(folder, files)))
    except OSError as error:
        return Verified(approval.report, approval.version, 0, (str(in_words(error)),))


def _listed(folder: Path, approval: Approval) -> tuple[dict[str, str], list[str]]:
    """What the list of files says, and whether it is the one that was approved."""
    path = folder / MANIFEST
    try:
        same = digest(path) == approval.manifest
        about = json.loads(path.read_text(encoding="utf-8"))
        files = {str(name): str(value) for name, value in about["files"].items()}
    except FileNotFoundError:
        return {}, [_("{file}: saknas, så ingen fil kan kontrolleras", file=MANIFEST)]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}, [_("{file}: går inte att läsa, så ingen fil kan kontrolleras", file=MANIFEST)]
    if same:
        return files, []
    return files, [_("{file}: ändrad; raden i approvals.csv säger en annan kontrollsumma", file=MANIFEST)]


def _file_faults(folder: Path, files: dict[str, str]) -> Iterator[str]:
    if not files:
        return
    found = hashes(folder)
    for name in sorted(files.keys() | found.keys()):
        if name not in found:
            yield _("{file}: saknas", file=name)
        elif name not in files:
            yield _("{file}: tillagd efter godkännandet", file=name)
        elif found[name] != files[name]:
            yield _("{file}: ändrad efter godkännandet", file=name)


def _unknown(project: Project, approvals: list[Approval], reports: list[str]) -> Iterator[Verified]:
    """Folders that look like approved versions and that nobody has approved."""
    known = {kept_folder(project, each) for each in approvals}
    for folder in sorted((project.output / KEPT).glob("*/*")):
        report = folder.parent.name
        if folder in known or folder.name.startswith(UNFINISHED) or (reports and report not in reports):
            continue
        version = int(folder.name) if folder.name.isdecimal() else 0
        where = folder.relative_to(project.root).as_posix()
        said = _("{folder}: finns utan rad i approvals.csv, ingen har godkänt det", folder=where)
        yield Verified(report, version, 0, (said,))
