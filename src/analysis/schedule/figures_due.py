"""When the figures of a document are to be there."""

from contextlib import suppress
from datetime import date

from analysis.base.project import Project
from analysis.errors import ParameterError
from analysis.make.plan import parts_of
from analysis.schedule.calendar import Calendar


def figures_due(project: Project, calendar: Calendar) -> dict[str, date]:
    """Find the day when figures are to be there, by document.

    Args:
        project: The project; its database is there.
        calendar: Its calendar.

    Returns:
        The cut-off of the first report that is made of a document; documents that no entry is about are not there.
    """
    found: dict[str, date] = {}
    for entry in sorted(calendar.entries, key=lambda entry: entry.data_cutoff):
        # What is wrong with a parameter file is told when its report is made.
        with suppress(ParameterError):
            (part,) = parts_of(project, [entry.report])
            found.setdefault(part["document"], entry.data_cutoff)
    return found
