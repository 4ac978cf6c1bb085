"""Which reports there are."""

from analysis.base.project import Project
from analysis.errors import CallError, UserError, nearest
from analysis.words.translate import _, later

#: The file in the folder of parameters that is no report.
CALENDAR = "calendar.yaml"
#: What is said of a project that has none.
NONE = later("Projektet har inga rapporter än. Skriv en fil i parameters/; docs/nytt-dokument.md visar hur.")


def known_reports(project: Project) -> list[str]:
    """List the reports that have a parameter file.

    Args:
        project: The project.

    Returns:
        Report ids in order.
    """
    return sorted(path.stem for path in project.parameters.glob("*.yaml") if path.name != CALENDAR)


def choose_reports(project: Project, wanted: list[str]) -> list[str]:
    """Check the ids of reports.

    Args:
        project: The project.
        wanted: Ids; all reports when empty.

    Returns:
        The ids.

    Raises:
        CallError: Naming the nearest report.
        UserError: If the project has none.
    """
    known = known_reports(project)
    if not known:
        raise UserError(_(NONE))
    for report in wanted:
        if report not in known:
            raise CallError(_("Okänd rapport «{report}».", report=report), nearest(report, known))
    return wanted or known
