"""Reports, made: first what need not be made is found, then everything heavy is loaded."""

from typing import Annotated

from cyclopts import Parameter

from analysis.console import FAILED, WELL, console, open_project
from analysis.errors import CallError, nearest
from analysis.intake.fingerprint import fingerprint_of
from analysis.project import Project
from analysis.runs.catalogue import choose_reports
from analysis.runs.lean import leave_out
from analysis.runs.progress import SHOWN_AS, Shown
from analysis.runs.unchanged import is_built_from, unchanged, write_down


def run(
    *reports: str,
    build: Annotated[bool, Parameter(negative="")] = False,
    force: Annotated[bool, Parameter(negative="")] = False,
    workers: int | None = None,
    cluster: str = "",
    share: str = "",
    progress: str = "auto",
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
    """
    project = open_project()
    if progress not in SHOWN_AS:
        raise CallError(f"Okänt val «{progress}».", nearest(progress, list(SHOWN_AS)))
    if workers is not None and workers < 1:
        raise CallError("--workers ska vara 1 eller mer.")
    chosen = choose_reports(project, list(reports))
    stale = build and not is_built_from(project, fingerprint_of(project.data)) and _build_or_keep(project)
    skipped = [] if force else unchanged(project, chosen)
    left = [report for report in chosen if report not in skipped]
    for report in skipped:
        console.print(f"{report}: oförändrad sedan den senast togs fram.", markup=False)
    if skipped:
        write_down(project, skipped)
    well = (
        _make(project, left, SHOWN_AS[progress](), force=force, workers=workers, cluster=cluster, share=share)
        if left
        else True
    )
    console.print(f"\nÖppna {project.output / 'index.html'}", markup=False)
    if stale:
        console.print("Databasen kunde inte byggas om; rapporterna bygger på den förra.", style="red")
    return WELL if well and not stale else FAILED


def _make(
    project: Project, reports: list[str], shown: Shown, *, force: bool, workers: int | None, cluster: str, share: str
) -> bool:
    """Load what making reports takes, meanwhile the process that kernels are forked from does the same; then make."""
    if not cluster:
        from analysis.kernels.forked import warm_up

        warm_up()
    leave_out()
    from analysis.runs.make import make

    return make(project, reports, shown, force=force, workers=workers, cluster=cluster, share=share)


def _build_or_keep(project: Project) -> bool:
    """Rebuild the database; keep on with the old one when the data has faults. Tells whether it is the old one."""
    from analysis.build import build_database
    from analysis.errors import InputFaults

    try:
        build_database(project)
    except InputFaults as error:
        if not project.database.exists():
            raise
        console.print(str(error), style="red", markup=False)
        return True
    return False
