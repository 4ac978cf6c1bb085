"""From chosen reports to what is said of how they went."""

from concurrent.futures import Executor, ThreadPoolExecutor

from analysis.console import console
from analysis.project import Project
from analysis.runs.cluster import cluster_pool
from analysis.runs.plan import plan_reports
from analysis.runs.progress import Shown
from analysis.runs.run import ReportResult, run_reports, worker_count


def make(
    project: Project, reports: list[str], shown: Shown, *, force: bool, workers: int | None, cluster: str, share: str
) -> bool:
    """Plan and run reports and say how it went.

    Args:
        project: The project.
        reports: Ids of the reports.
        shown: How progress is shown.
        force: Whether unchanged chapters are made again.
        workers: How many notebooks run at a time.
        cluster: Address of a Dask scheduler, empty for this machine.
        share: Folder or address that the cluster's workers reach.

    Returns:
        Whether everything came out.
    """
    planned, errors = plan_reports(project, reports)
    for error in errors:
        console.print(str(error), style="red", markup=False)
    pool: Executor = cluster_pool(cluster) if cluster else ThreadPoolExecutor(workers or worker_count())
    where = share or (str(project.state / "share") if cluster else "")
    with shown:
        results = run_reports(project, planned, shown.tell, pool=pool, share=where, force=force)
    for result in results:
        _say(result)
    return not errors and all(result.path and not result.failures for result in results)


def _say(result: ReportResult) -> None:
    if result.busy:
        console.print(f"{result.report}: en annan körning håller redan på med den; den lämnas orörd.", style="red")
        return
    for failure in result.failures:
        console.print(f"\n{result.report}\n{failure}", style="red", markup=False)
    if result.path is None:
        console.print(f"{result.report}: inget kapitel gick att ta fram, den förra rapporten ligger kvar.", style="red")
