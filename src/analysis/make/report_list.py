"""What the list of reports says of each, kept while nothing that it follows from has changed."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass

from analysis.base.files import is_odd, write_whole
from analysis.base.program import code_fingerprint
from analysis.base.project import Project
from analysis.errors import UserError
from analysis.store.snapshots import state_of

FILE = "report_list.json"


@dataclass(frozen=True)
class ReportRow:
    """A report as the list shows it.

    Attributes:
        report: Its id.
        title: Its title.
        chapters: How many chapters it has.
    """

    report: str
    title: str
    chapters: int


def report_list(project: Project, reports: list[str]) -> tuple[list[ReportRow], list[UserError]]:
    """Tell of reports; those of which it is known are not planned again.

    Args:
        project: The project.
        reports: Ids of the reports.

    Returns:
        The reports that can run, and what is wrong with the others.
    """
    all_follow = _followed_by_all(project)
    now = {report: _made_of(project, report, all_follow) for report in reports}
    known = _known(project)
    missing = [report for report in reports if report not in known or known[report][0] != now[report]]
    planned, errors = _planned(project, missing)
    told = {report: row for report, (__, row) in known.items()} | {row.report: row for row in planned}
    faulty = set(missing) - {row.report for row in planned}
    rows = [told[report] for report in reports if report not in faulty]
    if planned:
        _keep(project, {row.report: (now[row.report], row) for row in rows})
    return rows, errors


def _planned(project: Project, reports: list[str]) -> tuple[list[ReportRow], list[UserError]]:
    if not reports:
        return [], []
    from analysis.make.plan import plan_reports

    planned, errors = plan_reports(project, reports)
    return [ReportRow(each.report, each.title, len(each.jobs)) for each in planned], errors


def _followed_by_all(project: Project) -> bytes:
    """What the plan of every report follows from: the notebooks, the database and the program."""
    files = [path for path in (project.database, *project.notebook_files) if path.exists()]
    return repr((code_fingerprint(), [(str(path), tuple(state_of(path))) for path in files])).encode()


def _made_of(project: Project, report: str, all_follow: bytes) -> str:
    """What the plan of a report follows from, its own file before all."""
    digest = hashlib.sha256(all_follow)
    path = project.parameters / f"{report}.yaml"
    with suppress(OSError):  # whoever plans it tells
        digest.update(b"" if is_odd(path) else path.read_bytes())
    return digest.hexdigest()


def _known(project: Project) -> dict[str, tuple[str, ReportRow]]:
    try:
        stored = json.loads((project.state / FILE).read_text(encoding="utf-8"))
        return {report: (made_of, ReportRow(**row)) for report, (made_of, row) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(project: Project, rows: dict[str, tuple[str, ReportRow]]) -> None:
    stored = {report: (made_of, asdict(row)) for report, (made_of, row) in rows.items()}
    with suppress(OSError):  # what is not kept is planned again
        project.state.mkdir(parents=True, exist_ok=True)
        write_whole(project.state / FILE, json.dumps(stored, ensure_ascii=False))
