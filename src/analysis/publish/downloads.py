"""What a reader of a report can take away: each table in Excel and CSV, all in one workbook, one data package."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.catalogue import _
from analysis.publish.named_table import FOLDER, NamedTable
from analysis.publish.package import PACKAGE, Resource, write_package, write_resource
from analysis.publish.sheet_style import Styles
from analysis.publish.terms import Terms
from analysis.publish.workbook import (
    ORIGINS,
    add_origins,
    add_sheet,
    new_workbook,
    sheet_name,
    write,
    write_table,
)
from analysis.typed_table import Field, Kind, TypedTable

#: A workbook of more sheets than this is of no use, and must be held in memory whole; the contents lead to the files.
MOST_SHEETS = 200
ORIGIN_FILE = "ursprung"
#: How a source line names documents, in either language.
SOURCES = re.compile(r"(?:Källa|Källor|Sources?): (?P<titles>.*?)\.(?: (?:Mätning|Measured by): .*)?$")


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


def write_table_files(folder: Path, tables: Iterable[NamedTable]) -> None:
    """Write the Excel files of a chapter's tables.

    Args:
        folder: Where they are put.
        tables: The tables.
    """
    folder.mkdir()
    for each in tables:
        write_table(folder / f"{each.name}.xlsx", each.table)


def write_downloads(
    folder: Path, about: Made, chapters: Iterable[tuple[str, Sequence[NamedTable]]], terms: Terms
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
        """The documents; one that is named with its reference too is not listed without it."""
        return [title for title in self._sources if not any(o.startswith(f"{title}, ") for o in self._sources)]

    def take(self, book: Workbook, styles: Styles, chapters: Iterable[tuple[str, Sequence[NamedTable]]]) -> None:
        for title, tables in chapters:
            for each in tables:
                self._take(book, styles, title, each)

    def _take(self, book: Workbook, styles: Styles, chapter: str, each: NamedTable) -> None:
        table, number = each.table, len(self.listed) + 1
        link = f"external:{FOLDER}/{each.name}.xlsx"
        if number <= MOST_SHEETS:
            name = sheet_name(number, table.caption)
            add_sheet(book, styles, name, table)
            link = f"internal:'{name}'!A1"
        self.listed.append((table.caption, chapter, len(table.rows), link))
        self.resources.append(self._written(each.name, table).described)
        self.origins += [(table.caption, *origin) for origin in table.origins]
        self._sources |= dict.fromkeys(_documents(table.source))

    def add_origins_file(self) -> None:
        if not self.origins:
            return
        fields = [Field(heading) for heading in (_("Tabell"), *map(_, ORIGINS))]
        table = TypedTable(_("Var siffrorna kommer ifrån"), fields, self.origins)
        self.resources.append(self._written(ORIGIN_FILE, table).described)

    def _written(self, name: str, table: TypedTable) -> Resource:
        return write_resource(self._folder, name, f"{FOLDER}/{name}.csv", table)


def _documents(source: str) -> Iterator[str]:
    """The documents that a source line names: "Källa: one." or "Källor: one; another. Mätning: whose."."""
    if found := SOURCES.match(source):
        yield from found["titles"].split("; ")


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
