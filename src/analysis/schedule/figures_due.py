"""When the figures of a document are to be there."""

from datetime import date

from analysis.base.project import Project
from analysis.parameters import read_plan
from analysis.schedule.calendar import Calendar


def figures_due(project: Project, calendar: Calendar) -> dict[str, date]:
    """Find the day when figures are to be there, by document.

    Args:
        project: The project.
        calendar: Its calendar.

    Returns:
        The cut-off of the first report that is made of a document; documents that no entry is about are not there.

    Raises:
        ParameterError: If a parameter file cannot be read.
    """
    found: dict[str, date] = {}
    for entry in sorted(calendar.entries, key=lambda entry: entry.data_cutoff):
        document = read_plan(project.parameters / f"{entry.report}.yaml").parameters.get("document")
        found.setdefault(str(document), entry.data_cutoff)
    return found
