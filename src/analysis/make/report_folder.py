"""Finished chapters into the folder of a report: data, files and notebooks; whoever marks it writes the pages."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import nbformat

from analysis.chapter.chapter import Chapter as ChapterData
from analysis.chapter.table import Table
from analysis.make.plan import Job, PlannedReport
from analysis.make.trust import trust
from analysis.publish.chapters.editing import edited, without_sections_of
from analysis.publish.chapters.executed import chapter_of
from analysis.publish.chapters.filling import filled_notebook
from analysis.publish.chapters.manifest import (
    Entry,
    ReportManifest,
    chapter_file,
    read_chapter_file,
    write_chapter,
    write_manifest,
)
from analysis.publish.chapters.status_line import status_lines_of
from analysis.publish.files.downloads import Made, write_downloads, write_table_files
from analysis.publish.files.takeaway import tables_of
from analysis.publish.files.terms_of_use import Terms
from analysis.publish.html.answer import is_answer
from analysis.publish.html.document import LEGEND
from analysis.publish.html.search_index import Found, pieces_of, write_pieces
from analysis.publish.report_names import CHAPTERS, TABLES
from analysis.words.current_language import speaking
from analysis.words.days import day
from analysis.words.translate import _


@dataclass(frozen=True)
class Chapter:
    """A chapter of a report that is to be published.

    Attributes:
        job: What ran.
        executed: The executed notebook, as far as it came.
        stored: The file that holds it as data, nothing when it failed.
        made: Facts of the run that made it.
    """

    job: Job
    executed: Path | None
    stored: Path | None
    made: Mapping[str, Any]

    @property
    def data(self) -> ChapterData | None:
        """The chapter, read each time: all chapters of a long report at once would fill the memory."""
        return None if self.stored is None else read_chapter_file(self.stored)


def publish(
    folder: Path, report: PlannedReport, chapters: Sequence[Chapter], made: Mapping[str, Any], terms: Terms
) -> None:
    """Write what a report consists of in its language, and what its readers can take away; its pages are made of this.

    Args:
        folder: The report's new folder.
        report: The report.
        chapters: Its chapters in order.
        made: Facts of this run.
        terms: On what terms the data may be used.
    """
    with speaking(report.language):
        _publish(folder, report, chapters, made, terms)


def _publish(
    folder: Path, report: PlannedReport, chapters: Sequence[Chapter], made: Mapping[str, Any], terms: Terms
) -> None:
    (folder / "notebooks").mkdir()
    (folder / TABLES).mkdir()
    (folder / CHAPTERS).mkdir()
    entries = [_entry(report.report, each, made) for each in chapters]
    standing: Sequence[str] = ()
    tables: list[tuple[str, list[Table]]] = []
    pieces: list[Found] = []
    for each, entry in zip(chapters, entries, strict=True):
        _copy_notebook(each, folder)
        data = each.data
        if data is None or each.stored is None:
            continue
        standing = status_lines_of(data) if each is chapters[0] else standing
        _move_files(each.stored, folder / TABLES)
        shutil.move(each.stored, chapter_file(folder, entry))
        tables.append((each.job.title, tables_of(data)))
        pieces += _pieces(entry, without_sections_of(data, is_answer) if each is chapters[0] else data)
    trust(*(folder / "notebooks").iterdir())
    run = {name: made[name] for name in ("data", "run", "version")}
    downloads = write_downloads(folder, Made(report.report, report.title, _facts(made), run), tables, terms)
    write_pieces(folder, pieces)
    write_manifest(
        folder,
        ReportManifest(
            report.report,
            report.title,
            made["day"],
            entries,
            _facts(made),
            report.about,
            downloads,
            report.language,
            standing=standing,
        ),
    )


def _copy_notebook(chapter: Chapter, folder: Path) -> None:
    target = folder / "notebooks" / f"{chapter.job.slug}.ipynb"
    filled = None if chapter.stored is None else _notebook_of(chapter.stored)
    if filled is not None and filled.exists():
        shutil.move(filled, target)
    elif chapter.executed is not None:
        shutil.copyfile(chapter.executed, target)


def _pieces(entry: Entry, data: ChapterData) -> Iterator[Found]:
    found = pieces_of(entry.file, entry.name, data)
    return (piece for piece in found if piece.title != _(LEGEND))


def chapter_data(job: Job, notebook: nbformat.NotebookNode) -> ChapterData:
    """Take what an executed notebook shows for the chapter that it is, in the language of the moment.

    Args:
        job: The chapter.
        notebook: The executed notebook.

    Returns:
        The chapter, with what a page explains and without what it leaves out.

    Raises:
        Unshowable: If a cell shows something that no reader could see.
    """
    area = str(job.parameters.get("process_area") or "")
    return edited(chapter_of(notebook, job.title, job.name, area), job.slug)


def write_body(job: Job, executed: Path, stored: Path) -> None:
    """Convert a finished chapter to data, and write the files of its tables and the notebook that readers get.

    Args:
        job: The chapter.
        executed: The executed notebook.
        stored: Where the data are put; what else is made is put beside them.

    Raises:
        Unshowable: If a cell shows something that no reader could see.
    """
    # papermill has just checked and written it.
    notebook = nbformat.v4.reads(executed.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call]
    with speaking(job.language):
        data = chapter_data(job, notebook)
        write_table_files(_files_of(stored), tables_of(data))
        filled_notebook(notebook)
    write_chapter(stored, data)
    # On one line: nobody reads it as text, and an indented one takes ten times as long to write.
    _notebook_of(stored).write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def _files_of(stored: Path) -> Path:
    return stored.with_suffix(".tables")


def _notebook_of(stored: Path) -> Path:
    return stored.with_suffix(".ipynb")


def _move_files(stored: Path, folder: Path) -> None:
    for file in _files_of(stored).iterdir():
        shutil.move(file, folder / file.name)


def _entry(report: str, chapter: Chapter, made: Mapping[str, Any]) -> Entry:
    job = chapter.job
    failed = chapter.stored is None
    values = ", ".join(f"{name} = {value}" for name, value in job.parameters.items())
    facts = [] if failed else [*_chapter_facts(chapter.made, made), _("Parametrar: {values}.", values=values)]
    facts += [] if failed else [_("I JupyterLab: arshjul open {report} {chapter}", report=report, chapter=job.slug)]
    return Entry(
        job.title,
        f"{job.slug}.html",
        failed=failed,
        in_document=job.in_document,
        named_by_data=job.named_by_data,
        facts=facts,
        notebook=f"notebooks/{job.slug}.ipynb",
    )


def _day(made: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(made["day"]))


def _facts(made: Mapping[str, Any]) -> list[str]:
    return [
        _("Framtagen {day} med Årshjul {version}, körning {run}.", **dict(made) | {"day": _day(made)}),
        _("Data: {data}, byggt {built} UTC.", **made),
    ]


def _chapter_facts(own: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What the chapter was made from; and that it was held against the data of a later run and would be the same."""
    if own["run"] == now["run"]:
        return _facts(own)
    checked = _("Oförändrad {day}: samma svar ur data {data}, körning {run}.", **dict(now) | {"day": _day(now)})
    return [*_facts(own), checked]
