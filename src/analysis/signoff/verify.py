"""Whether what was approved is still what it was: its files, its row, its place in the chain, and its signature."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from analysis.base.files import UNFINISHED
from analysis.base.project import Project
from analysis.errors import SignoffError
from analysis.intake.approvals import APPROVALS, TRUSTED_KEYS, UNSIGNED, Approval, held_unsigned, read_approvals
from analysis.publish.report_names import CHAPTERS, TABLES
from analysis.refusals import in_words
from analysis.signoff.approval_state import KEPT, kept_folder, reading_folder
from analysis.signoff.kept_files import Listed, file_faults, printable
from analysis.signoff.lost_rows import Lost, lost_rows
from analysis.signoff.report_on_disk import read_report
from analysis.signoff.seal import FORM, SEAL, Seal, seal_of
from analysis.signoff.ssh_signature import ENDING, signer_of
from analysis.signoff.visible_content import RULE
from analysis.words.translate import _

#: Folders of a report, which may have been empty when an early seal listed its files alone.
OWN_FOLDERS = (CHAPTERS, TABLES, "assets", "notebooks")


@dataclass(frozen=True)
class Verified:
    """How one approved version was found.

    Attributes:
        report: Id of the report.
        version: The version.
        files: How many files its list names.
        faults: What is not as it was, each a sentence that begins with the file.
        signer: Who has signed it, as the file of trusted keys says; empty where nobody has.
    """

    report: str
    version: int
    files: int
    faults: tuple[str, ...]
    signer: str = ""


def verify(project: Project, reports: list[str]) -> list[Verified]:
    """Hold every kept version against what was written down at approval, and against each other.

    Args:
        project: The project.
        reports: Ids; every report that was ever approved when empty.

    Returns:
        One entry a version, also for folders that nobody has approved.

    Raises:
        InputFaults: If a file of approvals has faults.
    """
    every = read_approvals(project.data)
    approvals = [each for each in every if not reports or each.report in reports]
    lost = [each for each in lost_rows(project, every) if not reports or each.report in reports]
    return [*_versions(project, approvals), *map(_gone, lost), *_unknown(project, approvals, reports)]


def _versions(project: Project, approvals: Sequence[Approval]) -> Iterator[Verified]:
    trusts, excepted = (project.data / TRUSTED_KEYS).exists(), held_unsigned(project.data)
    for _report, each in groupby(approvals, key=lambda approval: approval.report):
        own = list(each)
        found = [verify_version(project, approval) for approval in own]
        vouched = _vouched(own, found, excepted) if trusts else {approval.version for approval in own}
        for approval, before, version in zip(own, [None, *own], found, strict=False):
            chain = [] if approval.version in vouched else [_unsigned(approval)]
            yield replace(version, faults=(*version.faults, *_chain_faults(approval, before), *chain))


def verify_version(project: Project, approval: Approval) -> Verified:
    """Hold one version against its seal, and the seal against its row and its signature.

    Args:
        project: The project.
        approval: The version.

    Returns:
        How it was found.
    """
    folder = kept_folder(project, approval)
    found = Verified(approval.report, approval.version, 0, ())
    where = folder.relative_to(project.root).as_posix()
    if folder.is_symlink() or folder.parent.is_symlink():
        return replace(found, faults=(_("{folder}: är en länk till något annat, inte det sparade", folder=where),))
    if not folder.is_dir():
        gone = _("exemplaret saknas i {folder}; hämta tillbaka det ur en säkerhetskopia", folder=where)
        return replace(found, faults=(gone,))
    try:
        seal = seal_of(folder)
    except FileNotFoundError:
        return replace(found, faults=(_("{file}: saknas, så ingen fil kan kontrolleras", file=SEAL),))
    except (OSError, ValueError):
        return replace(found, faults=(_("{file}: går inte att läsa, så ingen fil kan kontrolleras", file=SEAL),))
    try:
        return _held(project, folder, approval, seal)
    except OSError as error:
        return replace(found, faults=(str(in_words(error)),))


def _held(project: Project, folder: Path, approval: Approval, seal: Seal) -> Verified:
    """Hold a copy that has a seal against it."""
    faults = [*_seal_faults(seal, approval), *file_faults(folder, _listed(seal, approval))]
    signer, unsigned = _signed(project, folder, approval)
    if not faults:
        faults += [*_content_faults(folder, seal, approval), *_reading_faults(project, approval)]
    faults += unsigned
    return Verified(approval.report, approval.version, len(seal.files), tuple(faults), signer)


def _seal_faults(seal: Seal, approval: Approval) -> Iterator[str]:
    if seal.digest != approval.manifest:
        yield _("{file}: ändrad; raden i approvals.csv säger en annan kontrollsumma", file=SEAL)
    else:
        yield from seal.differences(approval)
    if approval.readings and approval.content.startswith(RULE):
        yield _("content_versions.csv ger versionen ett annat innehåll än det som godkändes")


def _listed(seal: Seal, approval: Approval) -> Listed:
    own = (SEAL, f"{SEAL}{ENDING}") if approval.key else (SEAL,)
    return Listed(seal.files, own, OWN_FOLDERS if seal.form < FORM else ())


def _signed(project: Project, folder: Path, approval: Approval) -> tuple[str, list[str]]:
    """Who has signed a version, or why that is not known."""
    if not approval.key:
        return "", []
    try:
        return signer_of(folder / SEAL, approval.key, approval.at, project.data), []
    except (SignoffError, OSError) as error:
        return "", [str(error)]


def _content_faults(folder: Path, seal: Seal, approval: Approval) -> Iterator[str]:
    """Hold the pages that are kept against the content that the row says is approved."""
    if seal.form < FORM or not approval.content.startswith(RULE):
        return
    text = read_report(folder)
    if text is not None and text.content != approval.content:
        yield _("exemplarets sidor säger något annat än det innehåll som raden i approvals.csv godkänner")


def _reading_faults(project: Project, approval: Approval) -> Iterator[str]:
    """Hold what an old approval reads as against the chapters that it was read from, where they lie."""
    text = read_report(reading_folder(project, approval)) if approval.readings else None
    if text is not None and text.content not in approval.readings:
        yield _("content_versions.csv ger versionen ett annat innehåll än det som arshjul upgrade läste")


# ---- one version after the other ----


def _chain_faults(approval: Approval, before: Approval | None) -> Iterator[str]:
    told = {"version": approval.version - 1}
    if before is None:
        if approval.previous:
            yield _("raden i approvals.csv bygger på ett tidigare godkännande, men är den första")
    elif approval.previous and approval.previous != before.manifest:
        yield _("kedjan är bruten: godkännandet bygger på en annan version {version} än den i approvals.csv", **told)
    elif not approval.previous and (before.previous or before.key):
        yield _("kedjan är bruten: raden säger inte vilken version {version} den bygger på", **told)


def _vouched(
    approvals: Sequence[Approval], found: Sequence[Verified], excepted: frozenset[tuple[str, int, str]]
) -> set[int]:
    """Find the versions that a signature stands for: their own, or of a later one that holds the hash of theirs."""
    vouched: set[int] = set()
    held = ""
    for each, version in reversed(list(zip(approvals, found, strict=True))):
        is_excepted = not each.key and (each.report, each.version, each.manifest) in excepted
        is_held = not each.key and each.manifest == held
        if version.signer or is_excepted or is_held:
            vouched.add(each.version)
            held = each.previous
        else:
            held = ""
    return vouched | {each.version for each in approvals if each.key}  # what is wrong with a signature is said already


def _unsigned(approval: Approval) -> str:
    reason = _("skäl")
    return _(
        "inte undertecknad, och data/{keys} finns. Godkändes den innan dess, skriv i data/{file}: {row}",
        keys=TRUSTED_KEYS,
        file=UNSIGNED,
        row=f"{approval.report};{approval.version};{approval.manifest};{reason}",
    )


def _gone(lost: Lost) -> Verified:
    told = _(
        "raden är borta ur approvals.csv, eller utbytt; rader tas aldrig bort. Hämta tillbaka den ur git: "
        "git show {commit}:data/{file}",
        commit=lost.commit,
        file=APPROVALS,
    )
    return Verified(lost.report, lost.version, 0, (told,))


def _unknown(project: Project, approvals: Iterable[Approval], reports: list[str]) -> Iterator[Verified]:
    """Folders that look like approved versions and that nobody has approved."""
    known = {kept_folder(project, each) for each in approvals}
    for folder in sorted((project.output / KEPT).glob("*/*")):
        report = folder.parent.name
        if folder in known or folder.name.startswith(UNFINISHED) or (reports and report not in reports):
            continue
        version = int(folder.name) if folder.name.isdecimal() else 0
        where = printable(folder.relative_to(project.root).as_posix())
        said = _("{folder}: finns utan rad i approvals.csv, ingen har godkänt det", folder=where)
        yield Verified(report, version, 0, (said,))
