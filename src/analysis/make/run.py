"""Whole reports: every chapter executed or found unchanged, published, and put in place in one step."""

import math
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
from filelock import FileLock, Timeout

from analysis.base.files import fresh_folder, put_in_place, remove, sweep
from analysis.base.program import code_fingerprint
from analysis.base.project import Project
from analysis.chapter.codec import UnreadableValue
from analysis.errors import ClusterError
from analysis.make.begun import Begun, ReportResult
from analysis.make.chapter_task import NOTEBOOK, TRACE, Done, Task, carry_out, not_made, text_of
from analysis.make.execute import Failure
from analysis.make.plan import Job, PlannedReport
from analysis.make.pool import at_once, finished, worker_count
from analysis.make.progress import Progress
from analysis.make.report_folder import Chapter, publish, write_body
from analysis.make.shared_files import Room, room_of, taken
from analysis.memory import journal
from analysis.memory.chapter_cache import ChapterCache
from analysis.memory.journal import ChapterEntry, Journal
from analysis.memory.leftovers import hold_mark
from analysis.memory.recorded_questions import Answers, Asked, read_trace
from analysis.memory.unchanged import remember
from analysis.publish.chapters.foreign_outputs import Unshowable
from analysis.publish.files.terms_of_use import read_terms
from analysis.publish.html.contents import write_site
from analysis.refusals import in_words
from analysis.signoff.kept_copy import recover
from analysis.signoff.mark_pages import mark_folder
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.store.own_terms import terms_in
from analysis.words.terms import project_names
from analysis.words.translate import _


def run_reports(
    project: Project,
    reports: list[PlannedReport],
    progress: Callable[[Progress], None],
    *,
    pool: Executor | None = None,
    share: str = "",
    force: bool = False,
    stale: bool = False,
) -> list[ReportResult]:
    """Run reports and write the page that leads to them.

    Args:
        project: The project.
        reports: Planned reports.
        progress: Told of every chapter.
        pool: Where chapters are made; threads of this process when left out.
        share: Folder or address where the pool's workers read the database and leave what they made.
        force: Whether chapters are made again though nothing has changed.
        stale: Whether the database is an old one, because the data have faults; that is no success to remember.

    Returns:
        How each report went.
    """
    project.output.mkdir(exist_ok=True)
    run = uuid4().hex[:8]
    with (
        hold_mark(project, run),
        _snapshot(project, run) as database,
        open_database(database) as connection,
        _words_of(connection),
    ):
        (about,) = ask_rows(connection, "build_info")
        journal_ = Journal(project.state)
        journal_.begin(run, about["fingerprint"], code_fingerprint())
        made = {
            "run": run,
            "day": datetime.now().date().isoformat(),
            "version": about["code_version"],
            "data": about["fingerprint"],
            "built": f"{about['built_at']:%Y-%m-%d %H:%M}",
        }
        meeting = room_of(share, run, database, project.state / "work" / run)
        with meeting as room, at_once(pool or ThreadPoolExecutor(worker_count())) as workers:
            whole = _Run(project, run, made, journal_, (database, connection), room, workers, progress, stale=stale)
            results = whole.carry_out(reports, force=force)
        results = _with_front_page(project, results)
        journal_.end(run, _worst(results))
    return results


class _Run:
    """One run: what is common to all its reports."""

    def __init__(
        self,
        project: Project,
        run: str,
        made: dict[str, Any],
        journal_: Journal,
        database: tuple[Path, duckdb.DuckDBPyConnection],
        room: Room,
        pool: Executor,
        progress: Callable[[Progress], None],
        *,
        stale: bool,
    ) -> None:
        self._stale = stale
        self._project, self._run, self._made, self._journal = project, run, made, journal_
        self._snapshot, connection = database
        self._answers = Answers(connection)
        self._room, self._pool, self._progress = room, pool, progress
        self._cache = ChapterCache(project.state / "chapters", code_fingerprint())
        self._work = project.state / "work" / run
        self._notebooks: dict[Path, str] = {}
        self._terms = read_terms(project.data)
        self._lost = ""
        self._done = self._total = 0

    def carry_out(self, reports: list[PlannedReport], *, force: bool) -> list[ReportResult]:
        self._total = sum(len(report.jobs) for report in reports)
        self._work.mkdir(parents=True)
        results: dict[str, ReportResult] = {}
        locks = [(report, self._lock(report)) for report in reports]
        try:
            begun = []
            for report, lock in locks:
                if isinstance(lock, ReportResult):
                    results[report.report] = lock
                    continue
                self._journal.begin_report(self._run, report.report)
                begun.append(Begun(report))
                with begun[-1].refused():
                    sweep(self._project.output / report.report)
                    recover(self._project, report.report)
            self._find_and_submit(begun, results, force=force)
        finally:
            for __, lock in locks:
                if isinstance(lock, FileLock):
                    lock.release()
            remove(self._work)
        self._cache.tidy()
        return [results[report.report] for report in reports]

    def _find_and_submit(self, begun: list[Begun], results: dict[str, ReportResult], *, force: bool) -> None:
        futures: dict[Future[Done], tuple[Begun, int]] = {}
        for report in begun:
            to_make = [] if report.lost else list(self._to_make(report, force=force))
            for place in self._longest_first(report, to_make):
                task = self._task(report, report.planned.jobs[place])
                futures[self._pool.submit(carry_out, task)] = report, place
        for report in begun:
            for place in report.kept:
                self._tell(report, place, journal.UNCHANGED)
            for place in report.failures:
                self._tell(report, place, journal.FAILED)
            self._end_if_complete(report, results)
        try:
            self._collect(futures, results)
        finally:
            # Interrupted: what nobody has begun with is not begun.
            for future in futures:
                future.cancel()
        for report in begun:
            self._give_up(report, results)

    def _to_make(self, report: Begun, *, force: bool) -> Iterator[int]:
        """Which chapters are to be made: those not kept, and whose notebook can be read."""
        for place, job in enumerate(report.planned.jobs):
            try:
                self._notebooks.setdefault(job.notebook, text_of(job.notebook))
                kept = None if force else self._cache.find(job, self._answers)
            except OSError as error:
                report.failures[place] = not_made(job, report.stopped_by(error))
                continue
            if kept is None:
                yield place
            else:
                report.keep(place, kept)

    def _longest_first(self, report: Begun, places: list[int]) -> list[int]:
        """Begin with what takes longest, so that no core waits at the end; what is not known comes first of all."""
        seconds = self._journal.usual_seconds(report.id)
        return sorted(places, key=lambda place: -seconds.get(report.planned.jobs[place].slug, math.inf))

    def _collect(self, futures: dict[Future[Done], tuple[Begun, int]], results: dict[str, ReportResult]) -> None:
        for future in finished(list(futures)):
            report, place = futures.pop(future)
            job = report.planned.jobs[place]
            try:
                done = future.result()
            except ClusterError as error:
                self._lost = str(error)
                continue
            except Exception as error:  # whatever stopped one chapter, the others must still come out
                done = Done(not_made(job, report.stopped_by(error)), 0.0, 1)
            self._take(report, place, done)
            self._end_if_complete(report, results)

    def _give_up(self, report: Begun, results: dict[str, ReportResult]) -> None:
        if report.id in results:
            return
        failures = [report.failures[place] for place in sorted(report.failures)]
        lost = report.lost or self._lost
        results[report.id] = ReportResult(report.id, None, failures, lost=lost, made=report.made)
        self._journal.end_report(self._run, report.id, results[report.id].outcome)

    def _task(self, report: Begun, job: Job) -> Task:
        target = f"{self._room.folder}/{report.id}--{job.slug}"
        return Task(
            report.id,
            job,
            self._notebooks[job.notebook],
            self._room.database,
            self._room.digest,
            code_fingerprint(),
            target,
        )

    def _take(self, report: Begun, place: int, done: Done) -> None:
        job = report.planned.jobs[place]
        executed, trace = (self._work / f"{report.id}--{job.slug}{ending}" for ending in (NOTEBOOK, TRACE))
        asked: list[Asked] = []
        try:
            for path in (executed, trace):
                if path.suffix in done.endings:
                    taken(done.made + path.suffix, path)
            asked = read_trace(trace)
        except Exception as error:  # any kind of address, any kind of fault
            done = replace(done, failure=not_made(job, report.stopped_by(error)))
        if done.failure is None:
            done = replace(done, failure=self._convert(report, place, executed))
        if done.failure is None:
            with report.refused():
                report.keep(place, self._cache.put(job, executed, asked, self._made))
                report.made += 1
        if report.lost:
            done = replace(done, failure=done.failure or not_made(job, report.lost))
        if done.failure is None:
            self._tell(report, place, journal.MADE, done)
        else:
            report.failures[place] = done.failure
            if executed.exists():
                report.broken[place] = executed
            self._tell(report, place, journal.FAILED, done)

    def _convert(self, report: Begun, place: int, executed: Path) -> Failure | None:
        """Make the chapter's data and files, and say why that cannot be done.

        Now, while the kernels of other chapters have the cores that this thread has not; and to a file, so that a
        report of a thousand chapters takes no more memory than one of ten.
        """
        job = report.planned.jobs[place]
        try:
            with report.refused():
                report.bodies[place] = self._body(report.id, job, executed)
        except Unshowable as error:
            return not_made(job, str(error))
        except UnreadableValue as error:
            return not_made(job, _("en utdata i notebooken går inte att läsa ({error})", error=error))
        return None

    def _tell(self, report: Begun, place: int, outcome: str, done: Done | None = None) -> None:
        job = report.planned.jobs[place]
        self._done += 1
        seconds, attempts = (done.seconds, done.attempts) if done else (0.0, 0)
        reason = report.failures[place].reason if place in report.failures else ""
        answers = report.answers.get(place, "")
        self._journal.add(
            self._run, ChapterEntry(report.id, job.slug, job.title, outcome, seconds, attempts, answers, reason)
        )
        self._progress(Progress(report.id, job.title, outcome, seconds, self._done, self._total))

    def _end_if_complete(self, report: Begun, results: dict[str, ReportResult]) -> None:
        if report.id in results or report.lost or len(report.kept) + len(report.failures) < len(report.planned.jobs):
            return
        with report.refused():
            results[report.id] = self._publish(report)
        if report.id not in results:
            return
        outcome = results[report.id].outcome
        stale = self._stale and outcome in journal.WELL
        self._journal.end_report(self._run, report.id, journal.STALE if stale else outcome)

    def _publish(self, report: Begun) -> ReportResult:
        failures = [report.failures[place] for place in sorted(report.failures)]
        if not report.kept:
            return ReportResult(report.id, None, failures)
        final = self._project.output / report.id
        chapters = [self._chapter(report, place) for place in range(len(report.planned.jobs))]
        with fresh_folder(final) as folder:
            publish(folder, report.planned, chapters, self._made, self._terms)
            mark_folder(self._project, report.id, folder)
            put_in_place(folder, final)
        with suppress(OSError):  # it stands there; the end of the run writes the page of all reports anew, and tells
            # Before the report is remembered as whole: a run killed in between has it to do again.
            _write_site(self._project)
            if not failures:
                notebooks = [job.notebook for job in report.planned.jobs]
                asked = [*report.asked.values(), *self._asked_by_plan(report)]
                remember(self._project, report.id, notebooks, asked, self._snapshot, self._made["data"])
        return ReportResult(report.id, final / "index.html", failures, made=report.made)

    def _chapter(self, report: Begun, place: int) -> Chapter:
        job, kept = report.planned.jobs[place], report.kept.get(place)
        if kept is None:
            return Chapter(job, report.broken.get(place), None, {})
        body = report.bodies.get(place) or self._body(report.id, job, kept.notebook)
        return Chapter(job, kept.notebook, body, kept.made)

    def _body(self, report: str, job: Job, executed: Path) -> Path:
        path = self._work / f"{report}--{job.slug}.json"
        write_body(job, executed, path)
        return path

    def _asked_by_plan(self, report: Begun) -> Iterator[Asked]:
        yield self._answers.ask("terms")  # pages name things
        yield self._answers.ask("parts")
        for document, organisation in report.planned.parts:
            yield self._answers.ask("areas", document=document, organisation=organisation)

    def _lock(self, report: PlannedReport) -> FileLock | ReportResult:
        """Hold a report, or say why that cannot be."""
        folder = self._project.state / "locks"
        lock = FileLock(folder / f"{report.report}.lock", timeout=0)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            return ReportResult(report.report, None, busy=True)
        except OSError as error:
            return ReportResult(report.report, None, lost=str(in_words(error)))
        return lock


def _worst(results: list[ReportResult]) -> str:
    order = (journal.FAILED, journal.BUSY, journal.PARTLY, journal.MADE, journal.UNCHANGED)
    outcomes = [result.outcome for result in results]
    return next((outcome for outcome in order if outcome in outcomes), journal.UNCHANGED)


def _with_front_page(project: Project, results: list[ReportResult]) -> list[ReportResult]:
    """Write the page that leads to the reports; where that is refused, they are told to stand without it."""
    try:
        _write_site(project)
    except OSError as error:
        return [replace(result, lost=result.lost or str(in_words(error))) for result in results]
    return results


def _write_site(project: Project) -> None:
    """Write the page that leads to the reports, and what they share; one run at a time, so that none is left out."""
    with FileLock(project.state / "site.lock"):
        write_site(project.output)


@contextmanager
def _words_of(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Call things as the owner did when the run's database was built, in all its threads."""
    terms = terms_in(connection)
    with project_names(lambda: terms):
        yield


@contextmanager
def _snapshot(project: Project, run: str) -> Iterator[Path]:
    """Hold the database as it is now: a build in the middle of a run changes nothing for it."""
    folder = project.state / "work"
    folder.mkdir(parents=True, exist_ok=True)
    with open_database(project.database):
        pass  # says what is wrong with it, if anything is
    snapshot = folder / f"{run}.duckdb"
    try:
        os.link(project.database, snapshot)
    except OSError:
        shutil.copyfile(project.database, snapshot)
    try:
        yield snapshot
    finally:
        remove(snapshot)
