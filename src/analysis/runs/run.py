"""Whole reports: every chapter executed and published, and the finished folder put in place in one step."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from analysis.language import day
from analysis.project import Project
from analysis.publish.contents import ReportManifest, write_contents, write_site
from analysis.publish.document import write_document
from analysis.publish.page import ChapterPage, Entry, chapter_html, page_exporter
from analysis.runs.job import Executed, Failure, execute
from analysis.runs.plan import Job, PlannedReport
from analysis.store.connection import open_database
from analysis.store.query import ask

#: Called once a chapter is executed: the report, the chapter, how many are done and how many there are.
Progress = Callable[[PlannedReport, Executed, int, int], None]


@dataclass(frozen=True)
class ReportResult:
    """How a report went.

    Attributes:
        report: Its id.
        path: Its first page, nothing when no chapter came out and the old report was left in place.
        failures: Chapters that could not be made.
    """

    report: str
    path: Path | None
    failures: list[Failure]


def run_reports(
    project: Project, reports: list[PlannedReport], progress: Progress, workers: int | None = None
) -> list[ReportResult]:
    """Run reports and write the page that leads to them.

    Args:
        project: The project.
        reports: Planned reports.
        progress: Told of every chapter.
        workers: How many notebooks run at a time; the number of cores when left out.

    Returns:
        How each report went.
    """
    project.output.mkdir(exist_ok=True)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        results = [_run_report(project, report, progress, pool) for report in reports]
    write_site(project.output)
    return results


def _run_report(project: Project, report: PlannedReport, progress: Progress, pool: ThreadPoolExecutor) -> ReportResult:
    with _fresh_folder(project.output, report.report) as folder:
        executed = _execute(report, folder / "notebooks", progress, pool)
        failures = [done.failure for done in executed if done.failure]
        if len(failures) == len(executed):
            return ReportResult(report.report, None, failures)
        _publish(folder, report, executed, _facts(project))
        final = _put_in_place(folder, project.output / report.report)
    return ReportResult(report.report, final / "index.html", failures)


def _execute(report: PlannedReport, folder: Path, progress: Progress, pool: ThreadPoolExecutor) -> list[Executed]:
    folder.mkdir()
    executed = []
    for done in pool.map(lambda job: execute(job, folder / f"{job.slug}.ipynb"), report.jobs):
        executed.append(done)
        progress(report, done, len(executed), len(report.jobs))
    return executed


def _publish(folder: Path, report: PlannedReport, executed: list[Executed], facts: list[str]) -> None:
    exporter = page_exporter()
    entries = [Entry(done.job.title, f"{done.job.slug}.html", failed=done.notebook is None) for done in executed]
    for done in executed:
        if done.notebook is not None:
            page = _page(done.job, report, entries, facts)
            (folder / page.file).write_text(chapter_html(exporter, done.notebook, page), encoding="utf-8")
    manifest = ReportManifest(report.report, report.title, day(datetime.now().date()), entries, facts)
    whole = [done for done in executed if done.job.in_document]
    made = [(done.job.title, done.notebook) for done in whole if done.notebook is not None]
    write_document(folder, manifest, page_exporter("body.html.j2"), made)
    write_contents(folder, manifest)


def _page(job: Job, report: PlannedReport, entries: list[Entry], facts: list[str]) -> ChapterPage:
    values = ", ".join(f"{name} = {value}" for name, value in job.parameters.items())
    said = [*facts, f"Parametrar: {values}."]
    return ChapterPage(job.title, f"{job.slug}.html", report.title, entries, said, f"notebooks/{job.slug}.ipynb")


def _facts(project: Project) -> list[str]:
    run = uuid4().hex[:8]
    with open_database(project.database) as connection:
        about = ask(connection, "build_info").row(0, named=True)
    return [
        f"Framtagen {day(datetime.now().date())} med Årshjul {about['code_version']}, körning {run}.",
        f"Data: {about['fingerprint']}, byggt {about['built_at']:%Y-%m-%d %H:%M} UTC.",
    ]


@contextmanager
def _fresh_folder(output: Path, report: str) -> Iterator[Path]:
    """Work in a folder of its own; whatever is left of it afterwards is removed."""
    folder = output / f".tmp-{report}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, final: Path) -> Path:
    """Swap a finished folder in; when that fails the old one comes back."""
    old = final.with_name(f".old-{final.name}-{os.getpid()}")
    if final.exists():
        final.rename(old)
    try:
        folder.rename(final)
    except OSError:
        if old.exists():
            old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return final
