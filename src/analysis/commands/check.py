"""The command `arshjul check`: contradictions shown, or what of the project leads nowhere."""

from collections.abc import Callable, Sequence
from typing import Annotated

import polars as pl
from cyclopts import Parameter
from rich.markup import escape
from rich.table import Table

from analysis.base.project import Project
from analysis.base.vocabulary import Severity
from analysis.build.findings import find, lapsed, unacknowledged_errors
from analysis.errors import CallError, nearest
from analysis.make.report_ids import known_reports
from analysis.store.connection import open_database
from analysis.store.query import ask
from analysis.terminal import FAILED, WELL, console, open_project, say_error
from analysis.words.translate import _


def check(
    *ids: str,
    severity: Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)] = None,
    kind: Annotated[list[str] | None, Parameter(negative="", consume_multiple=True)] = None,
    format: str = "table",  # noqa: A002 - the word of the command line
    project: Annotated[bool, Parameter(name="--project", negative="")] = False,
) -> int:
    """Visa motsägelser i de publicerade uppgifterna. Felkod 1 när ett fel inte är kvitterat.

    Args:
        ids: Rapporters eller dokuments id, eller motsägelsers; alla dokument om inget nämns.
        severity: Bara dessa: error, warning, rounding, note. Utan val visas allt utom note.
        kind: Bara dessa slag: sum, variance, repeat, count, percentage, assessment, trend, status, unit, missing.
        format: table, json, csv eller html.
        project: I stället det i projektet som inget använder, och det som används utan att finnas (felkod 1).
    """
    if project:
        return _check_project(open_project())
    return _check_figures(open_project(), ids, severity, kind, format)


def _check_project(project: Project) -> int:
    """Say what leads nowhere."""
    from analysis.schedule.loose_ends import loose_ends

    found = loose_ends(project)
    for error in found.undeclared:
        say_error(str(error))
    for fault in sorted(found.unused):
        console.print(str(fault), markup=False)
    if not found.unused and not found.undeclared:
        console.print(_("Allt i projektet används."))
    return FAILED if found.undeclared else WELL


def _check_figures(
    project: Project,
    ids: tuple[str, ...],
    severity: list[str] | None,
    kind: list[str] | None,
    format: str,  # noqa: A002 - the word of the command line
) -> int:
    """Show contradictions."""
    if format not in SHOWN_AS:
        raise CallError(_("Okänt format «{word}».", word=format), nearest(format, list(SHOWN_AS)))
    found = find(project.database, severities=severity, kinds=kind)
    if not severity:  # notes are shown to whoever asks for them
        found = found.filter((pl.col("severity") != Severity.NOTE.value) | pl.col("finding").is_in(ids))
    found = _named(project, ids, found) if ids else found
    SHOWN_AS[format](found)
    if format == "table":
        _say_counts(found, lapsed(project.database))
    return FAILED if unacknowledged_errors(found) else WELL


def _named(project: Project, ids: Sequence[str], found: pl.DataFrame) -> pl.DataFrame:
    """Choose by reports, and by what the table itself prints: documents and contradictions."""
    from analysis.make.plan import parts_of

    reports, findings = known_reports(project), find(project.database)["finding"].to_list()
    with open_database(project.database) as connection:
        documents = ask(connection, "parts")["document"].unique(maintain_order=True).to_list()
    for word in ids:
        if word not in {*reports, *documents, *findings}:
            raise CallError(_("Okänt id «{id}».", id=word), nearest(word, [*reports, *documents]))
    parts = parts_of(project, [word for word in ids if word in reports])
    own = pl.concat_str("document", "part", separator="|").is_in(
        [f"{p['document']}|{p['organisation']}" for p in parts]
    )
    others = [word for word in ids if word not in reports]
    return found.filter(own | pl.col("document").is_in(others) | pl.col("finding").is_in(others))


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
