"""Finished chapters into the pages of a report."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from analysis.catalogue import _
from analysis.language import day
from analysis.marked import swedish
from analysis.publish.contents import ReportManifest, write_contents
from analysis.publish.document import LEGEND, write_document
from analysis.publish.downloads import Made, write_downloads, write_table_files
from analysis.publish.links import Told, in_document, in_pages, linked, subjects_in
from analysis.publish.named_table import FOLDER, LINKS, NamedTable, read_tables, write_tables
from analysis.publish.page import ChapterPage, Entry, chapter_body, chapter_html, notebook_exporter
from analysis.publish.search import Found, pieces_of, write_pieces
from analysis.publish.single import write_single
from analysis.publish.standing import standing_in
from analysis.publish.terms import Terms
from analysis.runs.plan import Job, PlannedReport
from analysis.speech import SWEDISH, current, speaking


@dataclass(frozen=True)
class Chapter:
    """A chapter of a report that is to be published.

    Attributes:
        job: What ran.
        executed: The executed notebook, as far as it came.
        page: The file that holds its content, nothing when it failed.
        made: Facts of the run that made it.
    """

    job: Job
    executed: Path | None
    page: Path | None
    made: Mapping[str, Any]

    @property
    def tables(self) -> Sequence[NamedTable]:
        """Its tables, read each time."""
        return [] if self.page is None else read_tables(_tables_of(self.page))

    @property
    def body(self) -> Markup:
        """Its content, read each time: all chapters of a long report at once would fill the memory."""
        if self.page is None:
            return Markup()
        with self.page.open(encoding="utf-8", newline="") as file:
            content = Markup(file.read())  # noqa: S704 - made by our own template
        # A notebook without the parameter is written in Swedish, whatever its report is.
        return (
            content
            if self.job.language == current()
            else Markup('<div lang="{}">{}</div>').format(self.job.language, content)
        )


def publish(
    folder: Path, report: PlannedReport, chapters: Sequence[Chapter], made: Mapping[str, Any], terms: Terms
) -> None:
    """Write all pages of a report in its language, and what its readers can take away.

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
    (folder / FOLDER).mkdir()
    entries = [_entry(each) for each in chapters]
    told = list(_told(chapters))
    addresses = in_pages(told)
    for each in chapters:
        if each.executed is not None:
            shutil.copyfile(each.executed, folder / "notebooks" / f"{each.job.slug}.ipynb")
        if each.page is not None:
            page = _page(each.job, report, entries, _chapter_facts(each.made, made))
            (folder / page.file).write_text(chapter_html(linked(each.body, addresses), page), encoding="utf-8")
            _move_files(each.page, folder / FOLDER)
    run = {name: made[name] for name in ("data", "run", "version")}
    tables = ((each.job.title, each.tables) for each in chapters)
    downloads = write_downloads(folder, Made(report.report, report.title, _facts(made), run), tables, terms)
    manifest = ReportManifest(
        report.report,
        report.title,
        made["day"],
        entries,
        _facts(made),
        report.about,
        downloads,
        report.language,
        standing=standing_in(chapters[0].body) if chapters[0].page else (),
    )
    write_pieces(folder, _pieces(chapters))
    within = in_document(told)
    whole = ((_title(each.job), linked(each.body, within)) for each in chapters if _is_in_document(each))
    write_document(folder, manifest, whole)
    write_single(folder, report.report)
    write_contents(folder, manifest)


def _title(job: Job) -> str:
    return swedish(job.title) if job.named_by_data else job.title


def _day(made: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(made["day"]))


def _is_in_document(chapter: Chapter) -> bool:
    return chapter.job.in_document and chapter.page is not None


def _told(chapters: Sequence[Chapter]) -> Iterator[Told]:
    number = 0
    for each in chapters:
        number += _is_in_document(each)
        area = str(each.job.parameters.get("process_area") or "")
        place = number if _is_in_document(each) else None
        yield Told(f"{each.job.slug}.html", place, area, subjects_in(each.body), each.job.notebook.stem)


def _pieces(chapters: Sequence[Chapter]) -> Iterator[Found]:
    for each in chapters:
        if each.page is not None:
            found = pieces_of(f"{each.job.slug}.html", _title(each.job), LINKS.sub("", each.body))
            yield from (piece for piece in found if piece.title != _(LEGEND))


def write_body(executed: Path, slug: str, page: Path, language: str = SWEDISH) -> None:
    """Convert a finished chapter to the content of its page and the files of its tables.

    Args:
        executed: The executed notebook.
        slug: Name of its page without ending.
        page: Where the content is put; the tables are put beside it.
        language: The language that the notebook was executed in.
    """
    notebook = nbformat.read(executed, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    with speaking(language):
        body = chapter_body(_exporter(), notebook, slug)
        write_table_files(_files_of(page), body.tables)
    page.write_text(body.html, encoding="utf-8", newline="")
    write_tables(_tables_of(page), body.tables)


def _tables_of(page: Path) -> Path:
    return page.with_suffix(".tables.json")


def _files_of(page: Path) -> Path:
    return page.with_suffix(".tables")


def _move_files(page: Path, folder: Path) -> None:
    for file in _files_of(page).iterdir():
        shutil.move(file, folder / file.name)


@cache
def _exporter() -> HTMLExporter:
    return notebook_exporter()


def _entry(chapter: Chapter) -> Entry:
    job = chapter.job
    return Entry(
        job.title,
        f"{job.slug}.html",
        failed=chapter.page is None,
        in_document=job.in_document,
        named_by_data=job.named_by_data,
    )


def _page(job: Job, report: PlannedReport, entries: list[Entry], facts: list[str]) -> ChapterPage:
    values = ", ".join(f"{name} = {value}" for name, value in job.parameters.items())
    said = [*facts, _("Parametrar: {values}.", values=values)]
    return ChapterPage(_title(job), f"{job.slug}.html", report.title, entries, said, f"notebooks/{job.slug}.ipynb")


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
