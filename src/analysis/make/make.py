"""From chosen reports to what is said of how they went."""

from concurrent.futures import Executor, ThreadPoolExecutor

from analysis.base.project import Project
from analysis.errors import UserError
from analysis.make.begun import ReportResult
from analysis.make.cluster import cluster_pool
from analysis.make.plan import PlannedReport, plan_reports
from analysis.make.pool import worker_count
from analysis.make.progress import SHOWN_AS
from analysis.make.run import run_reports
from analysis.make.settings import Settings
from analysis.make.shared_files import reached
from analysis.make.verdict import Verdict
from analysis.terminal import console
from analysis.words.translate import _, later

BUSY = later("En annan körning håller redan på med rapporten; den lämnas orörd.")
KEPT = later("Den förra rapporten ligger kvar; färdiga kapitel tas inte fram igen nästa gång.")


def make(project: Project, reports: list[str], settings: Settings, *, stale: bool) -> list[Verdict]:
    """Plan and run reports and say how it went.

    Args:
        project: The project.
        reports: Ids of the reports.
        settings: How they are made.
        stale: Whether the database is an old one, because the data have faults.

    Returns:
        How each report went.
    """
    planned, errors = plan_reports(project, reports)
    for error in errors:
        console.print(str(error), style="red", markup=False)
    pool = _pool(settings)
    share = reached(settings.share) or (str(project.state / "share") if settings.cluster else "")
    with SHOWN_AS[settings.progress]() as tell:
        results = run_reports(project, planned, tell, pool=pool, share=share, force=settings.force, stale=stale)
    for result in results:
        _say(result)
    return _outcomes(reports, planned, errors, results)


def _pool(settings: Settings) -> Executor:
    if settings.cluster:
        return cluster_pool(settings.cluster)
    return ThreadPoolExecutor(settings.workers or worker_count())


def _say(result: ReportResult) -> None:
    if result.busy:
        busy = _(BUSY)
        console.print(f"{result.report}: {busy}", style="red")
        return
    for failure in result.failures:
        console.print(f"\n{result.report}\n{failure}", style="red", markup=False)
    if result.lost:
        console.print(f"{result.report}: {_lost(result)}", style="red", markup=False)
    elif result.path is None:
        nothing = _("{report}: inget kapitel gick att ta fram, den förra rapporten ligger kvar.", report=result.report)
        console.print(nothing, style="red")


def _faults(result: ReportResult) -> tuple[str, ...]:
    said = [_(BUSY) if result.busy else "", _lost(result) if result.lost else ""]
    return (*filter(None, said), *(str(failure) for failure in result.failures))


def _lost(result: ReportResult) -> str:
    return result.lost if result.path else f"{result.lost} " + _(KEPT)


def _outcomes(
    reports: list[str], planned: list[PlannedReport], errors: list[UserError], results: list[ReportResult]
) -> list[Verdict]:
    """Put together how each report went: what was wrong with its plan, or what failed."""
    titles = {report.report: report.title for report in planned}
    ran = {result.report: result for result in results}
    unplanned = iter(errors)
    verdicts = []
    for report in reports:
        result = ran.get(report)
        if result is None:
            faults: tuple[str, ...] = (str(next(unplanned)),)
        else:
            faults = _faults(result)
        made = result is not None and result.path is not None
        verdicts.append(Verdict(report, titles.get(report, report), faults, made))
    return verdicts
