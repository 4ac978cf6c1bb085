"""Reports, made: first what need not be made is found, then everything heavy is loaded."""

import os
from dataclasses import replace
from typing import Annotated

from cyclopts import Parameter

from analysis.base.loading import loading
from analysis.base.project import Project
from analysis.errors import CallError, DatabaseError, InputFaults, nearest
from analysis.intake.approvals import Approval, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.make.progress import SHOWN_AS
from analysis.make.report_ids import choose_reports
from analysis.make.settings import ORDINARY, Settings
from analysis.make.verdict import Verdict
from analysis.memory.unchanged import is_built_from, unchanged, write_down
from analysis.refusals import plain
from analysis.signoff.approval_state import is_marked
from analysis.terminal import FAILED, WELL, console, open_project, say_reformed, say_warnings
from analysis.words.translate import _, later

WAITING = later("Godkända med ett tidigare program: {reports}. Kör arshjul upgrade, så gäller det vidare.")
STALE = later("Databasen kunde inte byggas om; rapporterna bygger på den förra.")


def run(
    *reports: str,
    build: Annotated[bool, Parameter(negative="")] = False,
    force: Annotated[bool, Parameter(negative="")] = False,
    workers: int | None = None,
    cluster: str = "",
    share: str = "",
    progress: str = "auto",
    pdf: Annotated[bool, Parameter(negative="")] = False,
    pdf_if_possible: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Ta fram rapporter, alla om ingen nämns. Det som inte ändrats tas inte fram igen.

    Args:
        reports: Rapporternas id, se arshjul list.
        build: Bygg databasen först, om data har ändrats. Går det inte används den gamla, och det sägs.
        force: Ta fram allt på nytt, också det som är oförändrat.
        workers: Hur många notebookar som körs samtidigt; annars avgör kärnor och minne.
        cluster: Adress till en Dask-schemaläggare, till exempel tcp://värd:8786; där körs notebookarna.
        share: Mapp eller adress (fsspec) som klustrets arbetare når; annars output/.arshjul/share.
        progress: auto, bar, lines eller json.
        pdf: Skriv ut rapporterna som PDF efteråt, dem vars PDF saknas eller är av en äldre sida.
        pdf_if_possible: Detsamma där det finns en webbläsare; annars sägs att PDF:erna uteblev.
    """
    project = open_project()
    browser = _browser() if pdf else ""
    if progress not in SHOWN_AS:
        raise CallError(_("Okänt val «{word}».", word=progress), nearest(progress, list(SHOWN_AS)))
    if workers is not None and workers < 1:
        raise CallError(_("--workers ska vara 1 eller mer."))
    chosen = choose_reports(project, list(reports))
    settings = Settings(progress, force=force, workers=workers, cluster=cluster, share=share)
    verdicts = produce(project, chosen, build=build, settings=settings)
    failed = any(verdict.faults for verdict in verdicts)
    _tell_of_upgrade(project)
    if pdf or pdf_if_possible:
        failed |= _print(project, chosen, browser)
    return FAILED if failed else WELL


def _tell_of_upgrade(project: Project) -> None:
    """Say why reports that an earlier program approved are drafts."""
    latest = {each.report: each for each in read_approvals(project.data)}
    if waiting := ", ".join(sorted(report for report, each in latest.items() if each.is_of_old_pages)):
        console.print(_(WAITING, reports=waiting), markup=False)


def _browser() -> str:
    """Find the browser before reports are made, rather than say after minutes that there is none."""
    from analysis.publish.chromium import need_browser

    return need_browser()


def _print(project: Project, reports: list[str], browser: str) -> bool:
    from analysis.commands.pdf import finished, print_if_possible, print_reports

    if browser:
        return bool(print_reports(project, finished(project, reports), browser))
    return bool(print_if_possible(project, reports))


def produce(project: Project, reports: list[str], *, build: bool, settings: Settings = ORDINARY) -> list[Verdict]:
    """Bring reports up to date and tell of it as it goes: what has not changed is left as it is.

    Args:
        project: The project.
        reports: Ids of reports.
        build: Whether to build the database first, if the data have changed.
        settings: How the others are made.

    Returns:
        How each report went.

    Raises:
        InputFaults: If the file of approvals has faults: no page can then say whether it is approved.
    """
    approvals = read_approvals(project.data)
    stale = "" if not build or _is_up_to_date(project) else _build_or_keep(project)
    same = [] if settings.force else unchanged(project, reports)
    refused: dict[str, tuple[str, ...]] = {}
    for report in same:
        console.print(_("{report}: oförändrad sedan den senast togs fram.", report=report), markup=False)
    if same:
        _clear_dead(project)
        refused = _put_marks_right(project, same, approvals)
        write_down(project, same, stale=bool(stale))
    left = [report for report in reports if report not in same]
    made = {verdict.report: verdict for verdict in (_make(project, left, settings, stale=bool(stale)) if left else [])}
    console.print("\n" + _("Öppna {page}", page=project.output / "index.html"), markup=False)
    verdicts = [made.get(report) or Verdict(report, report, refused.get(report, ()), made=False) for report in reports]
    if not stale:
        return verdicts
    told = _(STALE)
    console.print(told, style="red")
    return [replace(verdict, faults=(*verdict.faults, f"{told}\n{stale}")) for verdict in verdicts]


def _make(project: Project, reports: list[str], settings: Settings, *, stale: bool) -> list[Verdict]:
    """Load what making reports takes, meanwhile the process that kernels are forked from does the same; then make."""
    if not settings.cluster:
        from analysis.kernels.forked import is_possible, warm_up
        from analysis.kernels.wire import CELLS

        if is_possible(os.environ):
            warm_up(CELLS)
    with loading():
        from analysis.make.make import make

    return make(project, reports, settings, stale=stale)


def _clear_dead(project: Project) -> None:
    """Clear away what a killed run left, for there may be nothing to run; each living run has a mark there."""
    marks = project.state / "alive"
    if marks.exists() and any(marks.iterdir()):
        from analysis.memory.leftovers import clear_dead

        clear_dead(project)


def _put_marks_right(project: Project, reports: list[str], approvals: list[Approval]) -> dict[str, tuple[str, ...]]:
    """Let unchanged reports say where they stand: somebody may have approved them, or taken the approval from git.

    What the system refuses is said, and given by report.
    """
    refused: dict[str, tuple[str, ...]] = {}
    wrong = [report for report in reports if not is_marked(project, report, approvals)]
    if wrong:
        from analysis.errors import SignoffError
        from analysis.memory.unchanged import as_remembered
        from analysis.signoff.kept_copy import recover
        from analysis.signoff.mark_pages import held, mark_anew

        for report in wrong:
            try:
                with held(project, report), as_remembered(project, report):
                    recover(project, report)
                    mark_anew(project, report)
            except (SignoffError, OSError) as error:
                told = str(plain(error))
                console.print(told, style="red", markup=False)
                refused |= {report: (told,)} if isinstance(error, OSError) else {}
    return refused


def _is_up_to_date(project: Project) -> bool:
    try:
        return is_built_from(project, fingerprint_of(project.data))
    except OSError:
        return False  # the build tells of every file that cannot be read


def _build_or_keep(project: Project) -> str:
    """Rebuild the database; keep on with the old one when the data have faults, and tell which."""
    from analysis.build.database import build_database

    try:
        built = build_database(project)
    except (DatabaseError, InputFaults, OSError) as error:
        if not project.database.exists():
            raise
        told = str(plain(error))
        console.print(told, style="red", markup=False)
        return told
    say_warnings(built.warnings)
    say_reformed(built.reformed)
    return ""
