"""Where a report stands: a draft, or the same content as its latest approved version."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.base.project import Project
from analysis.intake.approvals import Approval
from analysis.publish.report_names import APPROVED, DRAFT, MANIFEST

#: Folders below the output folder, and pages in them.
KEPT, REVIEWS = "approved", "review"
CORRECTIONS = "rattelser.html"


@dataclass(frozen=True)
class ApprovalState:
    """Where a report stands.

    Attributes:
        content: Hash of what a reader sees of it now.
        approvals: Its approvals, the first version first.
        kept: The versions whose copy lies in place.
    """

    content: str
    approvals: tuple[Approval, ...]
    kept: frozenset[int]

    @property
    def latest(self) -> Approval | None:
        """The latest approved version."""
        return self.approvals[-1] if self.approvals else None

    @property
    def approved(self) -> Approval | None:
        """The version that the content is, when that is the latest one."""
        return self.latest if self.latest and self.latest.says(self.content) else None

    @property
    def fields(self) -> dict[str, Any]:
        """What `report.json` says of it; see `ReportManifest`."""
        return {
            "state": APPROVED if self.approved else DRAFT,
            "version": self.approved.version if self.approved else None,
            "approvals": [self._told(each) for each in self.approvals],
            "content": self.content,
        }

    def _told(self, each: Approval) -> dict[str, Any]:
        path = f"{KEPT}/{each.report}/{each.version}/index.html" if each.version in self.kept else ""
        return {"version": each.version, "name": each.name, "at": each.at, "reason": each.reason, "path": path}


def approval_state_of(project: Project, report: str, content: str, approvals: Iterable[Approval]) -> ApprovalState:
    """Find out where a report stands.

    Args:
        project: The project.
        report: Its id.
        content: Hash of what a reader sees of it.
        approvals: Every approval of the project.

    Returns:
        Its state.
    """
    own = tuple(sorted((each for each in approvals if each.report == report), key=lambda each: each.version))
    kept = frozenset(each.version for each in own if (kept_folder(project, each) / MANIFEST).exists())
    return ApprovalState(content, own, kept)


def kept_folder(project: Project, approval: Approval) -> Path:
    """Say where the copy of an approved version lies.

    Args:
        project: The project.
        approval: The version.

    Returns:
        Its folder.
    """
    return project.output / KEPT / approval.report / str(approval.version)


def reading_folder(project: Project, approval: Approval) -> Path:
    """Say where an approved version of old pages lies as the chapters that an upgrade read it as.

    Args:
        project: The project.
        approval: The version.

    Returns:
        Its folder; comparing is finer with it, and works without it.
    """
    return project.state / "readings" / approval.report / str(approval.version)


def review_page(project: Project, report: str) -> Path:
    """Say where the page that shows a report's differences lies.

    Args:
        project: The project.
        report: Its id.

    Returns:
        The page.
    """
    return project.output / REVIEWS / f"{report}.html"


def is_marked(project: Project, report: str, approvals: Iterable[Approval]) -> bool:
    """Say whether a report's pages tell where it stands, as far as its manifest knows; nothing heavy is loaded.

    Args:
        project: The project.
        report: Its id.
        approvals: Every approval of the project.

    Returns:
        False also when the page of differences that they lead to is missing; true where no report lies.
    """
    try:
        manifest = json.loads((project.output / report / MANIFEST).read_text(encoding="utf-8"))
        state = approval_state_of(project, report, manifest["content"], approvals)
    except (OSError, ValueError, KeyError):
        return True
    leads = state.approved is None and state.latest is not None and state.latest.version in state.kept
    told = {name: manifest.get(name) for name in state.fields}
    return told == state.fields and (not leads or review_page(project, report).exists())
