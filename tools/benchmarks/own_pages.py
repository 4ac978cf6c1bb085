"""Notebooks run by our engine and their pages written, as `arshjul run` does it, and nothing else made of them."""

from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import date
from pathlib import Path

import nbformat
from work import chapters

from analysis.base.project import DATABASE_VARIABLE, find_project
from analysis.base.vocabulary import DocumentKind
from analysis.make.execute import execute
from analysis.make.plan import Job
from analysis.make.pool import worker_count
from analysis.make.report_folder import chapter_data
from analysis.publish.about import About
from analysis.publish.chapters.manifest import Entry, ReportManifest, chapter_file, write_chapter
from analysis.publish.html.pages import write_chapter_pages
from analysis.publish.report_names import CHAPTERS
from analysis.signoff.page_mark import look_of
from analysis.words.current_language import speaking


def make_pages() -> None:
    """Run every notebook and write its page."""
    environment = {DATABASE_VARIABLE: str(find_project().database)}
    entries: dict[int, Entry] = {}
    running: dict[Future[object], tuple[int, Job, Path]] = {}
    with ThreadPoolExecutor(worker_count()) as pool:
        for place, chapter, folder in chapters():
            (folder / CHAPTERS).mkdir(exist_ok=True)
            notebook = Path(chapter["notebook"])
            job = Job(notebook, chapter["parameters"], notebook.stem, str(place))
            executed = folder / f"{place}.ipynb"
            running[pool.submit(execute, job, executed, environment)] = place, job, executed
        for done in as_completed(running):
            place, job, executed = running[done]
            if failure := done.result():
                raise SystemExit(str(failure))
            entries[place] = keep(job, executed)
    in_order = [entries[place] for place in sorted(entries)]
    about = About(DocumentKind.ANNUAL, date.today().year, "", ())
    report = ReportManifest("bench", "Mätning", date.today().isoformat(), in_order, (), about)
    write_chapter_pages(folder, report, look_of(report))


def keep(job: Job, executed: Path) -> Entry:
    """Keep what an executed notebook shows as data, while other notebooks run.

    Args:
        job: What ran.
        executed: The executed notebook.

    Returns:
        Its place in the contents.
    """
    entry = Entry(job.title, f"{job.slug}.html")
    notebook = nbformat.v4.reads(executed.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call]
    with speaking(job.language):
        write_chapter(chapter_file(executed.parent, entry), chapter_data(job, notebook))
    return entry
