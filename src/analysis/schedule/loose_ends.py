"""What of a project leads nowhere: codes, notebooks, documents and reports that nothing uses, and what is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.base.project import Project
from analysis.errors import Fault, UserError
from analysis.intake.reference_contracts import Documents
from analysis.intake.sources import read_sources
from analysis.intake.unused import unused_rows
from analysis.make.plan import PlannedReport, plan_reports
from analysis.make.report_ids import CALENDAR, known_reports
from analysis.notebook_files.opened_copy import is_untouched
from analysis.refusals import plain
from analysis.schedule.calendar import read_calendar
from analysis.words.translate import _


@dataclass
class LooseEnds:
    """What leads nowhere.

    Attributes:
        unused: What is there and nothing uses, each with its file and what to do.
        undeclared: What is used and not there.
    """

    unused: list[Fault] = field(default_factory=list)
    undeclared: list[UserError] = field(default_factory=list)


def loose_ends(project: Project) -> LooseEnds:
    """Look through a project.

    Args:
        project: The project; its database is built.

    Returns:
        What leads nowhere.

    Raises:
        InputFaults: If its files have faults; they come first.
    """
    frames = read_sources(project.data).frames
    found = LooseEnds(unused_rows(frames))
    planned, found.undeclared = plan_reports(project, known_reports(project))
    if not found.undeclared:  # a report that cannot be read may use anything
        found.unused += [*_documents(planned, frames[Documents].select("document", "file", "file_row").rows())]
        found.unused += _notebooks(project, planned)
    try:
        made = {entry.report for entry in read_calendar(project).entries}
    except (UserError, OSError) as error:
        found.undeclared.append(plain(error))
    else:
        found.unused += _uncalled(project, planned, made)
    return found


def _documents(planned: Sequence[PlannedReport], documents: Sequence[tuple[str, str, int]]) -> Iterator[Fault]:
    shown = {document for report in planned for document, __ in report.parts}
    for document, file, row in documents:
        if document not in shown:
            yield Fault(
                file, row, "document", document, _("ingen rapport visar dokumentet. Lägg en fil för den i parameters/.")
            )


def _notebooks(project: Project, planned: Sequence[PlannedReport]) -> Iterator[Fault]:
    used = {job.notebook.resolve() for report in planned for job in report.jobs}
    for path in project.notebook_files:
        if path.resolve() not in used and not is_untouched(path.read_bytes()):
            told = _("ingen rapport använder den. Ta med den som kapitel, eller ha den för egna frågor.")
            yield Fault(path.relative_to(project.root).as_posix(), 0, "", "", told)


def _uncalled(project: Project, planned: Sequence[PlannedReport], made: set[str]) -> Iterator[Fault]:
    folder = project.parameters.relative_to(project.root).as_posix()
    for report in planned:
        if report.report not in made:
            told = _(
                "ingen post i {calendar} tar fram rapporten. Lägg till en, om den ska göras igen.", calendar=CALENDAR
            )
            yield Fault(f"{folder}/{report.report}.yaml", 0, "", "", told)
