"""The harbour office five years after five years: a document a case, so that one build shows what many would."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from analysis.build.database import build_database
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql
from tests.making import SMALL, SMALL_DATA, small_project

FIRST, FAMILY = "annual-2031", "flaggor"
#: A document tells of that many years, and no other one tells of them; the last that a file may name is 2100.
SPAN = 5
YEAR = re.compile(r"(?<!\d)20(?:29|3[0-3])(?!\d)")
#: The shared files with lines of a document's own.
OWN_LINES = ("documents", "ledger_sums", "symbols")
FORMAT_2 = "format: 2\n"
ENDED = object()


class Edition:
    """One of the documents, with files and symbols of its own; whoever changes it writes years as in the first one.

    Args:
        data: The data folder.
        number: How many spans of years it is later than the first.
    """

    def __init__(self, data: Path, number: int) -> None:
        self.number = number
        self.year = int(SMALL["year"]) + SPAN * number
        self.document = f"annual-{self.year}"
        self.reference = data / "reference"
        self.source = data / "sources" / self.document
        shutil.copytree(SMALL_DATA / "sources" / FIRST, self.source, dirs_exist_ok=True)
        for path in [path for path in self.source.rglob("*") if path.is_file()]:
            path.write_text(self.dated(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
        for table in OWN_LINES if number else ():
            first = (SMALL_DATA / "reference" / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()
            self.refer(table, *first[1:])

    def dated(self, text: str) -> str:
        """What is written of the first one, written of this one."""
        later = YEAR.sub(lambda year: str(int(year.group()) + SPAN * self.number), text)
        return later.replace(FAMILY, f"{FAMILY}{self.number or ''}")

    def undated(self, text: str) -> str:
        """What is told of this one, told of the first one."""
        for year in (2029, 2030, 2031, 2032, 2033):
            text = text.replace(str(year + SPAN * self.number), str(year))
        return text

    def write(self, file: str, *lines: str) -> None:
        """Write one of its files anew."""
        (self.source / file).write_text(self.dated("\n".join([*lines, ""])), encoding="utf-8")

    def append(self, file: str, *lines: str) -> None:
        """Add lines to one of its files."""
        _append(self.source / file, map(self.dated, lines))

    def edit(self, file: str, *pairs: tuple[str, str]) -> None:
        """Replace texts in one of its files, each of which stands there once."""
        path = self.source / file
        content = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert content.count(self.dated(old)) == 1, f"{file} does not hold {old!r} once"
            content = content.replace(self.dated(old), self.dated(new))
        path.write_text(content, encoding="utf-8")

    def refer(self, table: str, *lines: str) -> None:
        """Add lines to a file that documents share."""
        _append(self.reference / f"{table}.csv", map(self.dated, lines))

    def forget(self, table: str, *begins: str) -> None:
        """Take lines out of a file that documents share, by how they begin."""
        path = self.reference / f"{table}.csv"
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for begin in map(self.dated, begins):
            kept = [line for line in lines if not line.startswith(begin)]
            assert len(kept) < len(lines), f"{table} holds no {begin!r}"
            lines = kept
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")


#: What makes an edition another one; where it yields, the folder is built, and it goes on with what has changed since.
Case = Callable[[Edition], Iterator[None] | None]


class Editions:
    """A data folder with an edition a case, and its database.

    Args:
        folder: An empty folder.
        cases: What makes each edition another one.
        settings: What `project.yaml` says, nothing for no such file.
    """

    def __init__(self, folder: Path, cases: Iterable[Case], settings: str = "") -> None:
        self.project = small_project(folder)
        if settings:
            (self.project.data / "project.yaml").write_text(settings, encoding="utf-8")
        self.editions: dict[Case, Edition] = {}
        going = []
        for number, case in enumerate(cases):
            self.editions[case] = Edition(self.project.data, number)
            going.append(iter(case(self.editions[case]) or ()))
        while going:
            going = [story for story in going if next(story, ENDED) is not ENDED]
            build_database(self.project)

    def report(self, case: Case, language: str = "sv") -> Report:
        """What pages on an edition ask."""
        year, database = self.editions[case].year, self.project.database
        return Report(organisation=str(SMALL["organisation"]), year=year, database=database, language=language)

    def asked(self, case: Case, sql: str) -> list[tuple[object, ...]]:
        """Ask of an edition's document, `$document`."""
        with open_database(self.project.database) as connection:
            return ask_sql(connection, sql, document=self.editions[case].document).rows()


def _append(path: Path, lines: Iterable[str]) -> None:
    before = path.read_text(encoding="utf-8-sig").rstrip("\n")
    path.write_text("\n".join([before, *lines, ""]), encoding="utf-8")
