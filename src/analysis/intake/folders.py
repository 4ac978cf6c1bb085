"""The files of the data folder read one after the other, as they are written: CSV, workbooks and texts alike."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

import polars as pl

from analysis.base.files import WORKBOOK, listed
from analysis.errors import Fault, nearest
from analysis.intake.approvals import approval_faults
from analysis.intake.contracts import Goals
from analysis.intake.csv_file import read_csv_rows, rows_of
from analysis.intake.csv_text import cells_of, unreadable
from analysis.intake.document_header import NOTHING_SAID, DocumentHeader, read_header, table_of
from analysis.intake.goal_figures import as_in_goals, figures_of, known_of, with_measured
from analysis.intake.reference_contracts import Documents, Indicators
from analysis.intake.rows import FileRow, ReferenceRow, ReviewRow, SourceRow
from analysis.intake.tables import CONTRACTS, contracts_of
from analysis.intake.texts import read_text_rows
from analysis.intake.workbook import Sheet, letters_of, others, read_workbook, sheet_name
from analysis.words.translate import _

MARKDOWN = ".md"
Frames = dict[type[FileRow], list[pl.DataFrame]]


class Finish(Protocol):
    """What is made of the rows of a file: they are held against their contract, or kept for later."""

    def __call__(self, rows: pl.DataFrame, contract: type[FileRow]) -> tuple[pl.DataFrame, list[Fault]]:
        """Give what is kept of them, and what is wrong."""


@dataclass
class Walk:
    """A walk through the data folder, and what it has met.

    Attributes:
        data: The data folder.
        finish: What is made of the rows of each file.
        read: What was made, by contract.
        faults: What is wrong, in the order in which it is told.
        letters: The letter of each column of a workbook's sheet, by sheet and heading.
    """

    data: Path
    finish: Finish
    read: Frames = field(default_factory=lambda: {contract: [] for contract in CONTRACTS})
    faults: list[Fault] = field(default_factory=list)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self) -> "Walk":
        """Read every file.

        Returns:
            The walk itself.
        """
        for kind in (ReferenceRow, ReviewRow):
            with self._within(self.data / kind.folder):
                self._files(self.data / kind.folder, kind, NOTHING_SAID)
        self.faults += approval_faults(self.data)
        with self._within(self.data / SourceRow.folder):
            for folder in listed(self.data / SourceRow.folder, "*"):
                if not _hidden(folder) and not folder.is_file():
                    with self._within(folder):
                        self._document(folder)
        return self

    def _document(self, folder: Path) -> None:
        header, faults = read_header(folder, self._name(folder))
        self.faults += faults
        sheets = self._sheets(folder)
        self._files(folder, SourceRow, header, sheets)
        for contract in contracts_of(SourceRow):
            if sheet := sheets.get(table_of(contract)):
                self._take(contract, *self._of_sheet(folder, sheet, contract, header))

    def _files(
        self, folder: Path, kind: type[FileRow], header: DocumentHeader, sheets: Mapping[str, Sheet] | None = None
    ) -> None:
        """Read the files that contracts of one kind know; a document's folder bears its id."""
        for contract in contracts_of(kind):
            there = listed(folder, contract.read_from)
            missing = contract.required and table_of(contract) not in (sheets or {})
            for path in there or ([folder / contract.read_from] if missing else []):
                read = read_text_rows if path.suffix == MARKDOWN else _read_table(contract)
                self._take(contract, *read(path, self._name(path), folder.name, header))

    def _sheets(self, folder: Path) -> Mapping[str, Sheet]:
        """The tables of the document's workbook; one that stands in a file too is refused."""
        path = folder / f"{folder.name}{WORKBOOK}"
        if not path.exists():
            return {}
        name = self._name(path)
        sheets, faults = read_workbook(path, name)
        files = {table_of(contract): contract.read_from for contract in contracts_of(SourceRow) if _is_table(contract)}
        self.faults += faults
        for title in others(sheets, [*files]):
            told = _("bladet läses inte; döp det till en tabell, eller ta bort det.") + f" {nearest(title, [*files])}"
            self.faults.append(Fault(sheet_name(name, title), 0, "", title, told))
        for title, file in files.items():
            if title in sheets and (folder / file).exists():
                told = _(
                    "tabellen finns två gånger: i bladet {sheet} i {workbook} och i {file}; behåll den ena",
                    sheet=title,
                    workbook=path.name,
                    file=file,
                )
                self.faults.append(Fault(sheet_name(name, title), 0, "", "", told))
        return {
            title: sheet for title, sheet in sheets.items() if title in files and not (folder / files[title]).exists()
        }

    def _of_sheet(
        self, folder: Path, sheet: Sheet, contract: type[FileRow], header: DocumentHeader
    ) -> tuple[pl.DataFrame, list[Fault]]:
        name = sheet_name(self._name(folder / f"{folder.name}{WORKBOOK}"), table_of(contract))
        self.letters |= {(name, heading): letter for heading, letter in letters_of(sheet).items()}
        cells, faults = (None, []) if sheet.faults else cells_of(sheet.rows, name)
        if cells is None:
            return pl.DataFrame(), [*sheet.faults, *faults]
        return rows_of(cells, contract, name, folder.name, header)

    def _take(self, contract: type[FileRow], rows: pl.DataFrame, faults: list[Fault]) -> None:
        self.faults += faults
        if contract is not Goals or rows.is_empty():
            self._keep(contract, rows)
            return
        goals = with_measured(rows)
        self._keep(contract, goals)
        known = known_of(self.read[Documents], self.read[Indicators])
        for other, figures in figures_of(goals, known).items():
            self._keep(other, figures, told=partial(as_in_goals, contract=other))

    def _keep(
        self, contract: type[FileRow], rows: pl.DataFrame, told: Callable[[Fault], Fault] = lambda fault: fault
    ) -> None:
        if not rows.is_empty():
            kept, faults = self.finish(rows, contract)
            self.read[contract].append(kept)
            self.faults += map(told, faults)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.data).as_posix()

    @contextmanager
    def _within(self, folder: Path) -> Iterator[None]:
        """Tell of a folder that cannot be read: it is no empty one."""
        try:
            yield
        except OSError as error:
            named = Path(error.filename or folder)
            below = named if named.is_relative_to(self.data) else folder
            self.faults.append(unreadable(self._name(below), error))


def with_letters(faults: list[Fault], letters: Mapping[tuple[str, str], str]) -> list[Fault]:
    """Tell faults of workbooks by the letters that people see.

    Args:
        faults: Faults of all files.
        letters: The letter of each column, by sheet and heading.

    Returns:
        The same, a column of a sheet with its letter.
    """

    def told(fault: Fault) -> Fault:
        letter = letters.get((fault.file, fault.column))
        return replace(fault, column=f"{fault.column} ({letter})") if letter else fault

    return [told(fault) for fault in faults]


def _is_table(contract: type[FileRow]) -> bool:
    return contract.read_from.endswith(".csv")


def _read_table(
    contract: type[FileRow],
) -> Callable[[Path, str, str, DocumentHeader], tuple[pl.DataFrame, list[Fault]]]:
    return lambda path, name, document, header: read_csv_rows(path, contract, name, document, header)


def _hidden(path: Path) -> bool:
    """Folders such as .ipynb_checkpoints are no data."""
    return path.name.startswith(".")
