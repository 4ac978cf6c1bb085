"""Which reports there are."""

from rich.table import Table

from analysis.make.report_ids import choose_reports
from analysis.make.report_list import report_list
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


def list_reports() -> int:
    """Visa vilka rapporter som finns och vad de bygger på."""
    project = open_project()
    rows, errors = report_list(project, choose_reports(project, []))
    table = Table(_("Rapport"), _("Titel"), _("Kapitel"), _("Framtagen"))
    for row in rows:
        made = project.output / row.report / "index.html"
        shown = str(made.relative_to(project.root)) if made.exists() else _("nej")
        table.add_row(row.report, row.title, str(row.chapters), shown)
    console.print(table)
    for error in errors:
        console.print(str(error), style="red")
    return FAILED if errors else WELL
