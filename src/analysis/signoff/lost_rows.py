"""Approvals that git remembers and the file of approvals no longer has: rows are never taken away."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from analysis.base.project import Project
from analysis.build.commits import past_contents
from analysis.intake.approvals import APPROVALS, Approval


@dataclass(frozen=True)
class Lost:
    """A row that was committed once.

    Attributes:
        report: Id of the report.
        version: The version.
        commit: The latest commit that has it.
    """

    report: str
    version: int
    commit: str


def lost_rows(project: Project, approvals: Sequence[Approval]) -> list[Lost]:
    """Find rows of approvals that were committed and are there no more, or are of another copy now.

    Args:
        project: The project.
        approvals: All rows that are there.

    Returns:
        One entry a row, by report and version; nothing outside git.
    """
    there = {(each.report, str(each.version), each.manifest) for each in approvals}
    found: dict[tuple[str, str, str], Lost] = {}
    file = (project.data / APPROVALS).relative_to(project.root).as_posix()
    for commit, content in past_contents(project.root, file):
        for key in _rows(content):
            if key not in there and key[1].isdecimal():
                found.setdefault(key, Lost(key[0], int(key[1]), commit))
    return sorted(found.values(), key=lambda each: (each.report, each.version))


def _rows(content: str) -> Iterator[tuple[str, str, str]]:
    """What identifies each row, whatever else somebody has done to the file."""
    # What nobody can read any more names no row.
    with suppress(csv.Error):
        for row in csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"):
            report, version, manifest = ((row.get(name) or "").strip() for name in ("report", "version", "manifest"))
            yield report, version, manifest
