"""Approvals of old pages, read by the rule of today: only where what was approved is what the report says now.

Nothing is approved anew and no row of approvals is changed. What a version's content is by the rule of today is written
beside them when two things hold: the old pages are those that were approved, and the report of today says the same.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.base.files import fresh_folder, put_in_place
from analysis.base.project import Project
from analysis.errors import SignoffError
from analysis.intake.approvals import Approval, Reading, add_reading
from analysis.notebook_files.meaning import meaning_of
from analysis.publish.files.data_package import PACKAGE
from analysis.publish.report_names import CHAPTERS, MANIFEST
from analysis.signoff.approval_state import kept_folder, reading_folder
from analysis.signoff.approve import approvable
from analysis.signoff.changes import Differences
from analysis.signoff.legacy_pages import differences_in_text, figures_apart, read_old_report
from analysis.signoff.report_on_disk import ReportText
from analysis.signoff.verify import verify_version
from analysis.words.translate import _

INJECTED = "injected-parameters"


@dataclass(frozen=True)
class Recipe:
    """What a chapter is made of, but for the data.

    Attributes:
        title: Its heading.
        in_document: Whether it is part of the document that is adopted.
        page: Name of its page without ending.
        notebook: The notebook file's content.
        parameters: Value by name.
    """

    title: str
    in_document: bool
    page: str
    notebook: bytes
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class OldPages:
    """The pages that were approved.

    Attributes:
        text: What they say.
        folder: Where they lie.
        data: Fingerprint of the data that they were made of; empty where nothing tells.
        notebooks: What each chapter was made of: its title, whether it is part of the document, its page, the meaning
            of its notebook and its parameters.
    """

    text: ReportText
    folder: Path
    data: str
    notebooks: Sequence[object]

    def is_made_of(self, chapters: Iterable[Recipe]) -> bool:
        """Say whether the report would be made of the same notebooks and parameters today.

        Args:
            chapters: What its chapters are made of today.

        Returns:
            True where all but the data is the same.
        """
        return list(self.notebooks) == [_made_of(each) for each in chapters]


@dataclass(frozen=True)
class Mapped:
    """An approval that reads by the rule of today.

    Attributes:
        approval: The approval.
        found: What a reader sees differ between the old pages and those of today, though the answers are the same.
    """

    approval: Approval
    found: Differences


def old_pages(project: Project, approval: Approval) -> OldPages:
    """Find the pages that were approved: the kept copy, else the report as it lies.

    Args:
        project: The project.
        approval: The approval.

    Returns:
        The pages; what they say is what was approved.

    Raises:
        SignoffError: If they are nowhere, or no longer what was approved.
    """
    kept, lying = kept_folder(project, approval), project.output / approval.report
    faults = verify_version(project, approval).faults
    for folder in (lying,) if faults else (kept, lying):
        text = read_old_report(folder)
        if text is not None and text.content == approval.content:
            return OldPages(text, folder, _data_of(folder), list(_notebooks(folder, text)))
    told = {"report": approval.report} | approval.told
    if kept.is_dir() and faults:
        raise SignoffError(
            _(
                "{report} version {version}: det godkända exemplaret är inte som det godkändes ({fault}).",
                fault=faults[0],
                **told,
            ),
            _("Hämta tillbaka det ur en säkerhetskopia och kör kommandot igen, annars godkänn rapporten på nytt."),
        )
    raise SignoffError(
        _("{report} version {version}: de sidor som godkändes finns inte kvar att jämföra med.", **told),
        _("Hämta tillbaka det ur en säkerhetskopia och kör kommandot igen, annars godkänn rapporten på nytt."),
    )


def map_approval(
    project: Project, approval: Approval, old: OldPages, chapters: Sequence[Recipe], fingerprint: str
) -> Mapped:
    """Write down what an approved version's content is by the rule of today, if the report still says what it did.

    Args:
        project: The project; the report lies in place, made by this program, and is held.
        approval: The approval of old pages.
        old: Those pages.
        chapters: What the report's chapters are made of today.
        fingerprint: Of the data of today.

    Returns:
        What was mapped.

    Raises:
        SignoffError: If the report is not made, or does not say what was approved; nothing is then written.
    """
    new = approvable(project, approval.report)
    found = differences_in_text(old.text, new)
    if found:
        _need_same_answers(approval, old, chapters, fingerprint, renamed=bool(found.title or found.chapters))
        _need_same_figures(approval, figures_apart(old.text, new, found))
    _keep_reading(project, approval)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    add_reading(project.data, Reading(approval.report, approval.version, new.content, at))
    return Mapped(approval, found)


def _need_same_answers(
    approval: Approval, old: OldPages, chapters: Sequence[Recipe], fingerprint: str, *, renamed: bool
) -> None:
    told = {"report": approval.report} | approval.told
    anew = _("Se vad som skiljer med arshjul review {report}, och godkänn den på nytt.", **told)
    if old.data != fingerprint:
        raise SignoffError(
            _("{report} version {version}: uppgifterna har ändrats sedan godkännandet, och sidorna med dem.", **told),
            anew,
        )
    if renamed or not old.is_made_of(chapters):
        raise SignoffError(
            _("{report} version {version}: parameterfil eller notebookar är andra än vid godkännandet.", **told), anew
        )


def _need_same_figures(approval: Approval, apart: Sequence[str]) -> None:
    if apart:
        told = {"report": approval.report} | approval.told
        raise SignoffError(
            _(
                "{report} version {version}: samma uppgifter, men sidorna visar andra siffror: {figures}.",
                figures=", ".join(apart),
                **told,
            ),
            _("Se vad som skiljer med arshjul review {report}, och godkänn den på nytt.", **told),
        )


def _keep_reading(project: Project, approval: Approval) -> None:
    """Keep the approved version as data too, so that what differs later is told goal by goal; its copy is untouched."""
    folder, source = reading_folder(project, approval), project.output / approval.report
    folder.parent.mkdir(parents=True, exist_ok=True)
    with fresh_folder(folder) as fresh:
        shutil.copytree(source / CHAPTERS, fresh / CHAPTERS)
        shutil.copyfile(source / MANIFEST, fresh / MANIFEST)
        put_in_place(fresh, folder)


# ---- what old pages were made of ----


def _data_of(folder: Path) -> str:
    """What the data package of a report says of its data."""
    try:
        about = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        return str(about["arshjul"]["data"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _notebooks(folder: Path, text: ReportText) -> Iterable[object]:
    for entry in text.manifest["chapters"]:
        page = entry["file"].rpartition(".")[0]
        try:
            executed = json.loads((folder / "notebooks" / f"{page}.ipynb").read_text(encoding="utf-8"))
            parameters = executed["metadata"]["papermill"]["parameters"]
            executed["cells"] = [cell for cell in executed["cells"] if INJECTED not in cell["metadata"].get("tags", [])]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        recipe = Recipe(entry["title"], entry["in_document"], page, json.dumps(executed).encode(), parameters)
        yield _made_of(recipe)


def _made_of(chapter: Recipe) -> object:
    parameters = json.loads(json.dumps(dict(chapter.parameters)))
    return [chapter.title, chapter.in_document, chapter.page, meaning_of(chapter.notebook), parameters]
