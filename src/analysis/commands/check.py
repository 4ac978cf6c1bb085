"""The command `arshjul check`: contradictions shown."""

from collections.abc import Callable
from typing import Annotated, Any

import polars as pl
from cyclopts import Parameter
from rich.markup import escape
from rich.table import Table

from analysis.base.project import Project
from analysis.base.vocabulary import Severity
from analysis.build.findings import find, lapsed, unacknowledged_errors
from analysis.errors import CallError, nearest
from analysis.make.report_ids import choose_reports
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


def check(
    *reports: str,
    severity: Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)] = None,
    kind: Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)] = None,
    format: str = "table",  # noqa: A002 - the word of the command line
) -> int:
    """Visa motsägelser i de publicerade uppgifterna. Felkod 1 när ett fel inte är kvitterat.

    Args:
        reports: Rapporternas id; alla dokument om ingen nämns.
        severity: Bara dessa: error, warning, rounding, note. Utan val visas allt utom note.
        kind: Bara dessa slag: sum, variance, repeat, count, percentage, assessment, trend, status, unit, missing.
        format: table, json, csv eller html.
    """
    project = open_project()
    if format not in SHOWN_AS:
        raise CallError(_("Okänt format «{word}».", word=format), nearest(format, list(SHOWN_AS)))
    parts = _parts(project, list(reports)) if reports else None
    severities = severity or [level.value for level in Severity if level is not Severity.NOTE]
    found = find(project.database, parts=parts, severities=severities, kinds=kind)
    SHOWN_AS[format](found)
    if format == "table":
        _say_counts(found, lapsed(project.database))
    return FAILED if unacknowledged_errors(found) else WELL


def _parts(project: Project, reports: list[str]) -> list[dict[str, Any]]:
    from analysis.make.plan import parts_of

    return parts_of(project, choose_reports(project, reports))


def _show_table(found: pl.DataFrame) -> None:
    table = Table(_("Dokument"), _("Slag"), _("Grad"), _("Tryckt"), _("Annan uppgift"), _("Vad"), _("Kvitterad"), "Id")
    columns = ("document", "kind", "severity", "printed", "other", "message", "acknowledged_by", "finding")
    for row in found.select(columns).iter_rows():
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    console.print(table)


def _show_html(found: pl.DataFrame) -> None:
    from analysis.chapter.markup.cells import cell_html
    from analysis.present.tables.finding_table import finding_rows_table

    print(cell_html(finding_rows_table(found, _("Motsägelser i de publicerade uppgifterna")).value))


def _say_counts(found: pl.DataFrame, gone: pl.DataFrame) -> None:
    open_errors = unacknowledged_errors(found)
    told = _("{amount} motsägelser, {errors} fel som ingen har kvitterat.", amount=found.height, errors=open_errors)
    console.print(told)
    for row in gone.iter_rows(named=True):
        lapsed_one = _(
            "Kvitteringen av {subject} ({document}) gäller inte längre: {now}",
            subject=row["subject"],
            document=row["document"],
            now=row["now"] or _("motsägelsen finns inte längre"),
        )
        console.print(lapsed_one, markup=False)


#: How `arshjul check` can answer.
SHOWN_AS: dict[str, Callable[[pl.DataFrame], None]] = {
    "table": _show_table,
    "json": lambda found: print(found.write_json()),
    "csv": lambda found: print(found.write_csv(separator=";", decimal_comma=True), end=""),
    "html": _show_html,
}
