"""Which reports there are."""

from rich.table import Table

from analysis.make.plan import plan_reports
from analysis.make.report_ids import NONE, known_reports
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


def list_reports() -> int:
    """Visa vilka rapporter som finns och vad de bygger på."""
    project = open_project()
    known = known_reports(project)
    if not known:
        console.print(_(NONE), markup=False)
        return WELL
    planned, errors = plan_reports(project, known)
    table = Table(_("Rapport"), _("Titel"), _("Kapitel"), _("Framtagen"))
    for report in planned:
        made = project.output / report.report / "index.html"
        shown = str(made.relative_to(project.root)) if made.exists() else _("nej")
        table.add_row(report.report, report.title, str(len(report.jobs)), shown)
    console.print(table)
    for error in errors:
        console.print(str(error), style="red")
    return FAILED if errors else WELL
