"""Which reports there are."""

from analysis.base.files import listed
from analysis.base.project import Project
from analysis.errors import CallError, NothingFoundError, nearest
from analysis.words.translate import _

#: The file in the folder of parameters that is no report.
CALENDAR = "calendar.yaml"


def known_reports(project: Project) -> list[str]:
    """List the reports that have a parameter file.

    Args:
        project: The project.

    Returns:
        Report ids in order.
    """
    return [path.stem for path in listed(project.parameters, "*.yaml") if path.name != CALENDAR]


def choose_reports(project: Project, wanted: list[str]) -> list[str]:
    """Check the ids of reports.

    Args:
        project: The project.
        wanted: Ids; all reports when empty.

    Returns:
        The ids.

    Raises:
        CallError: Naming the nearest report.
        NothingFoundError: If there are none.
    """
    known = known_reports(project)
    for report in wanted:
        if report not in known:
            raise CallError(_("Okänd rapport «{report}».", report=report), nearest(report, known))
    if not known:
        raise NothingFoundError(
            _("Det finns inga rapporter i {folder}.", folder=project.parameters),
            _("Lägg en YAML-fil för varje rapport där, eller gå till rätt mapp."),
        )
    return wanted or known
