"""The command `arshjul`: one function a command, nothing else."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated

import polars as pl
from cyclopts import App, CycloptsError, Group, Parameter
from cyclopts.exceptions import CoercionError, MissingArgumentError, UnknownCommandError, UnknownOptionError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from analysis.build import build_database
from analysis.errors import CallError, DatabaseError, InputFaults, UserError, nearest
from analysis.findings import acknowledge, find, lapsed, unacknowledged_errors
from analysis.present.finding_table import finding_rows_table
from analysis.project import Project, find_project
from analysis.provenance import explain
from analysis.runs.job import Executed
from analysis.runs.outcome import Outcome
from analysis.runs.plan import PlannedReport, choose_reports, known_reports, parts_of, plan_reports
from analysis.runs.remember import Remembered
from analysis.runs.run import ReportResult, run_reports
from analysis.vocabulary import Severity

WELL, FAILED, WRONG_CALL = 0, 1, 2
OPTIONS = ["--build", "--run", "--at", "--severity", "--kind", "--format", "--name", "--reason", "--organisation"]
OPTIONS += ["--help", "--version"]
STALE = "Databasen kunde inte byggas om; rapporterna bygger på den förra."
#: Wide enough for whole rows where there is no terminal, as in a log.
LOG_WIDTH = 160
console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console.width = LOG_WIDTH
app = App(
    name="arshjul",
    help="Årshjul: från publicerade siffror till sidor som alla kan läsa.",
    usage="arshjul KOMMANDO [VAL]",
    help_flags=["--help", "-h"],
    version=version("arshjul"),
    version_flags=["--version"],
    group_commands=Group("Kommandon"),
    group_parameters=Group("Val"),
    group_arguments=Group("Argument"),
)
app["--help"].help = "Visa den här hjälpen."
app["--version"].help = "Visa versionen."


@app.command
def build() -> int:
    """Bygg databasen av filerna i data/."""
    built = build_database(open_project())
    console.print(f"Databasen är byggd: {built.path}")
    console.print(f"{sum(built.rows.values())} rader, data {built.fingerprint}.")
    return WELL


@app.command
def run(*reports: str, build: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Ta fram rapporter, alla om ingen nämns.

    Args:
        reports: Rapporternas id, se arshjul list.
        build: Bygg databasen först. Går det inte används den gamla, och det sägs.
    """
    project = open_project()
    outcomes = produce(project, choose_reports(project, list(reports)), build=build)
    return FAILED if any(outcome.faults for outcome in outcomes) else WELL


@app.command(name="list")
def list_() -> int:
    """Visa vilka rapporter som finns och vad de bygger på."""
    project = open_project()
    planned, errors = plan_reports(project, known_reports(project))
    table = Table("Rapport", "Titel", "Kapitel", "Framtagen")
    for report in planned:
        made = project.output / report.report / "index.html"
        shown = str(made.relative_to(project.root)) if made.exists() else "nej"
        table.add_row(report.report, report.title, str(len(report.jobs)), shown)
    console.print(table)
    for error in errors:
        console.print(str(error), style="red")
    return FAILED if errors else WELL


@app.command
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
        raise CallError(f"Okänt format «{format}».", nearest(format, list(SHOWN_AS)))
    parts = parts_of(project, choose_reports(project, list(reports))) if reports else None
    severities = severity or [level.value for level in Severity if level is not Severity.NOTE]
    found = find(project.database, parts=parts, severities=severities, kinds=kind)
    SHOWN_AS[format](found)
    if format == "table":
        _say_counts(found, lapsed(project.database))
    return FAILED if unacknowledged_errors(found) else WELL


@app.command(name="acknowledge")
def acknowledge_(finding: str, *, name: str, reason: str) -> int:
    """Kvittera en motsägelse. Kvitteringen gäller så länge uppgifterna är desamma.

    Args:
        finding: Motsägelsens id, se arshjul check.
        name: Vem som kvitterar, gärna som roll.
        reason: Varför uppgifterna får stå.
    """
    path = acknowledge(open_project(), finding, name, reason)
    console.print(f"Kvitterad i {path}. Den syns efter arshjul build.", markup=False)
    return WELL


@app.command(name="explain")
def explain_(what: str, year: int | None = None, *, organisation: str = "") -> int:
    """Visa var en siffra kommer ifrån: dokument, plats, fil, rad, incheckning, tidigare värden och motsägelser.

    Args:
        what: Indikatorns kod eller namn, eller radens namn i en ekonomisk tabell.
        year: Bara siffror för det året.
        organisation: Bara siffror för den organisationen.
    """
    origins = explain(open_project(), what, year, organisation)
    for origin in origins:
        console.print(origin.said, style="bold", markup=False)
        facts = [("Dokument", f"{origin.document} › {origin.place}"), ("Fil", origin.file), ("Infört", origin.entered)]
        facts += [("Ersatte", text) for text in origin.replaced] + [("Motsägs", text) for text in origin.doubts]
        for name, text in [*facts, ("Visas av", ", ".join(origin.shown_by))]:
            console.print(f"  {name:<9} {text}", markup=False)
    if not origins:
        console.print("Inga siffror för det året och den organisationen.")
    return WELL if origins else FAILED


#: Imported when they are called, so that the other commands start without a scheduler.
app.command(
    "analysis.cli_calendar:due",
    help="Visa kalendern: vad som ska köras, vad som är försenat och vem som inte har lämnat uppgifter.\n\n"
    "Felkod 1 när något ska köras, annars 0. Med --run: 0 när allt gick bra, 1 när något misslyckades.",
)
app.command(
    "analysis.cli_calendar:schedule",
    help="Kör kalendern som tjänst: ta igen det som missats, kör sedan efter klockan.",
)


def open_project() -> Project:
    """Find the project, and see that it is one.

    Returns:
        The project.

    Raises:
        DatabaseError: If the folder is no project.
    """
    project = find_project()
    if not project.notebooks.is_dir() or not project.data.is_dir():
        raise DatabaseError(
            f"{project.root} är ingen projektmapp.", "Gå till mappen med data/, notebooks/ och parameters/."
        )
    return project


def produce(project: Project, reports: list[str], *, build: bool) -> list[Outcome]:
    """Run reports, tell of it as it goes, and remember what succeeded.

    Args:
        project: The project.
        reports: Ids of reports.
        build: Whether to build the database first.

    Returns:
        How each report went.
    """
    begun = datetime.now(UTC)
    stale = _build_or_keep(project) if build else ""
    planned, errors = plan_reports(project, reports)
    for error in errors:
        console.print(str(error), style="red", markup=False)
    results = run_reports(project, planned, _say_progress)
    _say_results(project, results)
    if stale:
        console.print(STALE, style="red")
    outcomes = _outcomes(reports, planned, errors, results, f"{STALE}\n{stale}" if stale else "")
    memory = Remembered(project)
    for outcome in outcomes:
        if not outcome.faults:
            memory.succeeded(outcome.report, begun)
    return outcomes


def main() -> None:
    """Run the command line; exit 0 all well, 1 something failed and was said, 2 the call was wrong."""
    try:
        code = app(exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        code = _say_wrong_call(_in_swedish(error))
    except CallError as error:
        code = _say_wrong_call(str(error))
    except UserError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(str(error), style="red", markup=False)
        code = FAILED
    sys.exit(code or WELL)


def _build_or_keep(project: Project) -> str:
    """Rebuild the database; keep on with the old one when the data has faults, and tell which."""
    try:
        build_database(project)
    except InputFaults as error:
        if not project.database.exists():
            raise
        console.print(str(error), style="red", markup=False)
        return str(error)
    return ""


def _outcomes(
    reports: list[str], planned: list[PlannedReport], errors: list[UserError], results: list[ReportResult], stale: str
) -> list[Outcome]:
    """Put together how each report went: what was wrong with its plan, what failed, and what it was built on."""
    titles = {report.report: report.title for report in planned}
    ran = {result.report: result for result in results}
    unplanned = iter(errors)
    outcomes = []
    for report in reports:
        result = ran.get(report)
        faults = [str(failure) for failure in result.failures] if result else [str(next(unplanned))]
        made = result is not None and result.path is not None
        outcomes.append(Outcome(report, titles.get(report, report), (*faults, *([stale] if stale else [])), made))
    return outcomes


def _show_table(found: pl.DataFrame) -> None:
    table = Table("Dokument", "Slag", "Grad", "Tryckt", "Annan uppgift", "Vad", "Kvitterad", "Id")
    columns = ("document", "kind", "severity", "printed", "other", "message", "acknowledged_by", "finding")
    for row in found.select(columns).iter_rows():
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    console.print(table)


def _show_html(found: pl.DataFrame) -> None:
    print(finding_rows_table(found, "Motsägelser i de publicerade uppgifterna").html)


def _say_counts(found: pl.DataFrame, gone: pl.DataFrame) -> None:
    console.print(f"{found.height} motsägelser, {unacknowledged_errors(found)} fel som ingen har kvitterat.")
    for row in gone.iter_rows(named=True):
        now = row["now"] or "motsägelsen finns inte längre"
        console.print(f"Kvitteringen av {row['subject']} ({row['document']}) gäller inte längre: {now}", markup=False)


#: How `arshjul check` can answer.
SHOWN_AS: dict[str, Callable[[pl.DataFrame], None]] = {
    "table": _show_table,
    "json": lambda found: print(found.write_json()),
    "csv": lambda found: print(found.write_csv(separator=";", decimal_comma=True), end=""),
    "html": _show_html,
}


def _say_progress(report: PlannedReport, executed: Executed, done: int, total: int) -> None:
    verdict = "misslyckades" if executed.failure else f"klart på {executed.seconds:.1f} s".replace(".", ",")
    console.print(f"{report.report}  {done}/{total}  {executed.job.title}: {verdict}", markup=False)


def _say_results(project: Project, results: list[ReportResult]) -> None:
    for result in results:
        for failure in result.failures:
            console.print(f"\n{result.report}\n{failure}", style="red", markup=False)
        if result.path is None:
            console.print(
                f"{result.report}: inget kapitel gick att ta fram, den förra rapporten ligger kvar.", style="red"
            )
    console.print(f"\nÖppna {project.output / 'index.html'}", markup=False)


def _say_wrong_call(message: str) -> int:
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        f"{message} Se «arshjul --help».", style="red", markup=False
    )
    return WRONG_CALL


def _in_swedish(error: CycloptsError) -> str:
    """Say what is wrong with a call; cyclopts itself only speaks English."""
    if isinstance(error, UnknownCommandError):
        word = (error.unused_tokens or ["?"])[0]
        return f"Okänt kommando «{word}». {nearest(word, [name for name in app if not name.startswith('-')])}"
    if isinstance(error, UnknownOptionError):
        word = error.token.keyword or error.token.value
        return f"Okänt val «{word}». {nearest(word, OPTIONS)}"
    if isinstance(error, MissingArgumentError):
        return "Ett argument saknas."
    if isinstance(error, CoercionError):
        return "Ett värde är av fel slag."
    return "Anropet går inte att tolka."
