"""What a reader of a report can take away: each table in Excel and CSV, all in one workbook, one data package."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.chapter.table import Column, Kind, Row, Table
from analysis.publish.files.data_package import PACKAGE, Resource, write_package, write_resource
from analysis.publish.files.sheet_style import Styles
from analysis.publish.files.takeaway import FOLDER, ORIGINS, origins_of
from analysis.publish.files.terms_of_use import Terms
from analysis.publish.files.workbook import (
    add_logo,
    add_origins,
    add_sheet,
    new_workbook,
    sheet_name,
    write,
    write_table,
)
from analysis.words.translate import _

#: A workbook of more sheets than this is of no use, and must be held in memory whole; the contents lead to the files.
MOST_SHEETS = 200
ORIGIN_FILE = "ursprung"


@dataclass(frozen=True)
class Download:
    """A file that a report's first page leads to.

    Attributes:
        title: What it is.
        file: Its path below the report's folder.
    """

    title: str
    file: str


@dataclass(frozen=True)
class Made:
    """What the files say of their report.

    Attributes:
        report: Its id.
        title: Its title.
        facts: Sentences about the run.
        made: Version of the program, run and fingerprint of the data, by name.
    """

    report: str
    title: str
    facts: Sequence[str]
    made: Mapping[str, str]


def write_table_files(folder: Path, tables: Iterable[Table]) -> None:
    """Write the Excel files of a chapter's tables.

    Args:
        folder: Where they are put; made where it is not there.
        tables: The tables, each with the name of its files.
    """
    folder.mkdir(exist_ok=True)
    for table in tables:
        write_table(folder / f"{table.file}.xlsx", table)


def write_downloads(
    folder: Path, about: Made, chapters: Iterable[tuple[str, Sequence[Table]]], terms: Terms
) -> list[Download]:
    """Write the CSV files, the workbook and the data package of a report.

    Args:
        folder: The report's folder; Excel files of its tables may lie there already.
        about: What they say of the report.
        chapters: Title and tables of each chapter; read one at a time.
        terms: On what terms the data may be used.

    Returns:
        What the report's first page leads to, nothing when it has no tables.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    collected = _Collected(folder)
    workbook = folder / f"{about.report}.xlsx"
    with new_workbook(workbook, about.title) as (book, styles):
        contents = book.add_worksheet(_("Innehåll"))
        collected.take(book, styles, chapters)
        _write_contents(contents, styles, about, collected.listed)
        add_logo(contents)
        if collected.origins:
            add_origins(book, styles, [_("Tabell"), *map(_, ORIGINS)], collected.origins)
    if not collected.listed:
        workbook.unlink()
        (folder / FOLDER).rmdir()
        return []
    collected.add_origins_file()
    write_package(folder, about.report, about.title, collected.resources, terms, about.made, collected.sources)
    return [
        Download(_("Alla tabeller i en arbetsbok (Excel)"), workbook.name),
        Download(_("Öppna data: beskrivning av alla CSV-filer (Frictionless datapaket)"), PACKAGE),
    ]


class _Collected:
    """What is gathered from the chapters on the way: less than the tables themselves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.listed: list[tuple[str, str, int, str]] = []
        self.resources: list[dict[str, Any]] = []
        self.origins: list[tuple[str, ...]] = []
        self._sources: dict[str, None] = {}

    @property
    def sources(self) -> list[str]:
        """Where the figures come from, in the order of the chapters."""
        return [title for title in self._sources if not any(o.startswith(f"{title}, ") for o in self._sources)]

    def take(self, book: Workbook, styles: Styles, chapters: Iterable[tuple[str, Sequence[Table]]]) -> None:
        for title, tables in chapters:
            for each in tables:
                self._take(book, styles, title, each)

    def _take(self, book: Workbook, styles: Styles, chapter: str, table: Table) -> None:
        number, heading = len(self.listed) + 1, str(table.heading)
        link = f"external:{FOLDER}/{table.file}.xlsx"
        if number <= MOST_SHEETS:
            name = sheet_name(number, heading)
            add_sheet(book, styles, name, table)
            link = f"internal:'{name}'!A1"
        self.listed.append((heading, chapter, len(table.rows), link))
        self.resources.append(self._written(table.file, table).described)
        self.origins += [(heading, *origin) for origin in origins_of(table)]
        self._sources |= dict.fromkeys(map(str, table.documents or filter(None, [table.source])))

    def add_origins_file(self) -> None:
        if not self.origins:
            return
        columns = tuple(Column(heading) for heading in (_("Tabell"), *map(_, ORIGINS)))
        rows = tuple(Row(origin, ()) for origin in self.origins)
        table = Table(heading=_("Var siffrorna kommer ifrån"), columns=columns, layout=(), rows=rows)
        self.resources.append(self._written(ORIGIN_FILE, table).described)

    def _written(self, name: str, table: Table) -> Resource:
        return write_resource(self._folder, name, f"{FOLDER}/{name}.csv", table)


def _write_contents(
    sheet: Worksheet,
    styles: Styles,
    about: Made,
    listed: Sequence[tuple[str, str, int, str]],
) -> None:
    """The first sheet: what the workbook is, and a link to each table."""
    write(sheet, 0, 0, about.title, styles.caption)
    for row, fact in enumerate(about.facts, start=1):
        write(sheet, row, 0, fact, styles.note)
    first = len(about.facts) + 2
    for column, heading in enumerate((_("Tabell"), _("Kapitel"), _("Rader"))):
        write(sheet, first, column, heading, styles.heading)
    for row, (caption, chapter, rows, link) in enumerate(listed, start=first + 1):
        sheet.write_url(row, 0, link, styles.link, string=caption)
        write(sheet, row, 1, chapter, styles.text)
        write(sheet, row, 2, rows, styles.text, Kind.WHOLE)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 40)
    sheet.freeze_panes(first + 1, 0)
