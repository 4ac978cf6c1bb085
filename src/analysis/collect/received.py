"""Forms taken in: held against the document's files, tried on a copy of the data, written, and remembered."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from analysis.base.files import fresh_folder, put_in_place
from analysis.base.project import SOURCES, Project
from analysis.base.vocabulary import DocumentState
from analysis.collect.answers import Answers, answers_of
from analysis.collect.changes import TABLES, Change, DocumentFiles, Kind, apply, read_files
from analysis.collect.csv_rows import CsvRows, read_rows, write_rows
from analysis.collect.looks_wrong import doubts
from analysis.collect.read_form import Refused, Returned, read_form
from analysis.collect.reported_texts import FILE as TEXTS_FILE
from analysis.collect.reported_texts import write_texts
from analysis.errors import Fault, InputFaults
from analysis.intake.contracts import Parts
from analysis.intake.reference_contracts import Documents
from analysis.intake.sources import read_sources
from analysis.words.translate import _

#: Where forms that have come in are kept as they came, and the list of what was taken from them.
RECEIVED, REGISTER = "received", "answers.csv"
COLUMNS = ("form", "owner", "received_on", "file", "cell", "about", "before", "value")


@dataclass(frozen=True)
class Outcome:
    """What a file gives.

    Attributes:
        path: The file.
        refused: Why it is refused as a whole; empty where it is not.
        answers: Its cells, sorted.
        changes: What its answers do.
        doubts: What looks wrong, by cell.
    """

    path: Path
    refused: str = ""
    answers: Answers | None = None
    changes: tuple[Change, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def writes(self) -> bool:
        """Whether anything of it is to be written."""
        return any(change.kind in (Kind.NEW, Kind.CHANGED) for change in self.changes) or bool(
            self.answers and self.answers.reasons
        )

    @property
    def well(self) -> bool:
        """Whether all of it could be taken."""
        amiss = self.refused or (self.answers and self.answers.wrong)
        return not amiss and all(change.kind is not Kind.CONFLICT for change in self.changes)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """List the files that paths name.

    Args:
        paths: Files, and folders of files.

    Yields:
        Each file once, in order; what programs leave behind is none.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file not in seen and not file.is_dir() and not file.name.startswith((".", "~$")):
                seen.add(file)
                yield file


def receive(project: Project, paths: Sequence[Path], on: date, *, dry: bool, whole: bool) -> list[Outcome]:
    """Take forms in.

    Args:
        project: The project.
        paths: Files and folders.
        on: The day.
        dry: Only tell what would happen.
        whole: Write nothing of anything unless all of everything can be taken.

    Returns:
        What each file gives, in order.

    Raises:
        InputFaults: If the data folder would not be valid afterwards; then nothing is written.
    """
    lock = project.state / "locks" / "receive.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        outcomes, documents = _tried(project, [_read(project, path) for path in files_in(paths)], on)
        if dry or (whole and not all(outcome.well for outcome in outcomes)):
            return outcomes
        if any(outcome.writes for outcome in outcomes):
            _check(project, documents)
            for document, files in documents.items():
                _write(project.data, document, files)
        for outcome in outcomes:
            if outcome.answers and not outcome.refused:
                _remember(project.data, outcome, on)
    return outcomes


def _read(project: Project, path: Path) -> Outcome:
    read = read_form(path)
    if isinstance(read, Refused):
        return Outcome(path, read.why)
    if why := _not_open(project, read):
        return Outcome(path, why)
    return Outcome(path, answers=answers_of(read))


def _not_open(project: Project, returned: Returned) -> str:
    """Why a document takes no answers; nothing where it does."""
    document = returned.form.document
    known = [row["document"] for row in read_rows(project.data / "reference" / Documents.read_from).rows]
    folder = project.data / SOURCES / document
    if document not in known or not folder.is_dir():
        return _("hör till dokumentet «{document}», som inte finns här", document=document)
    files = read_files(folder, f"{SOURCES}/{document}")
    parts = read_rows(folder / Parts.read_from)
    usual = files.header.values(Parts).get("state", "")
    if DocumentState.OPEN not in {row.get("state") or usual for row in parts.rows}:
        return _(
            "hör till «{document}», som inte är öppet; skriv raden «state: open» i dokumentets document.yaml",
            document=document,
        )
    if closed(project, document):
        return _("hör till «{document}», som är stängt; en rättelse kräver ett nytt beslut", document=document)
    return ""


def closed(project: Project, document: str) -> bool:
    """Say whether somebody has closed a document.

    Args:
        project: The project.
        document: Its id.
    """
    rows = read_rows(project.data / "reviews" / "closings.csv")
    return any(row.get("document") == document for row in rows.rows)


def _tried(project: Project, read: Sequence[Outcome], on: date) -> tuple[list[Outcome], dict[str, DocumentFiles]]:
    """What each form does to the files as the forms before it leave them, in memory."""
    documents: dict[str, DocumentFiles] = {}
    outcomes = []
    for outcome in read:
        if outcome.answers is None:
            outcomes.append(outcome)
            continue
        document = outcome.answers.returned.form.document
        if document not in documents:
            documents[document] = read_files(project.data / SOURCES / document, f"{SOURCES}/{document}")
        changes = apply(documents[document], outcome.answers, on)
        told = tuple((cell, words) for cell, all_words in doubts(outcome.answers.taken).items() for words in all_words)
        outcomes.append(replace(outcome, changes=tuple(changes), doubts=told))
    return outcomes, documents


def _check(project: Project, documents: dict[str, DocumentFiles]) -> None:
    """Read the data as they would be; whatever is wrong with them then is told, and nothing is written."""
    with TemporaryDirectory() as place:
        data = Path(place) / "data"
        shutil.copytree(project.data, data, ignore=shutil.ignore_patterns("*.duckdb*", RECEIVED, "feeds"))
        for document, files in documents.items():
            _into(data / SOURCES / document, files)
        try:
            read_sources(data)
        except InputFaults as error:
            raise InputFaults(_shown(error.faults), _("Ingenting är skrivet.")) from error


def _shown(faults: Sequence[Fault]) -> list[Fault]:
    return list(faults)


def _write(data: Path, document: str, files: DocumentFiles) -> None:
    """Exchange the document's folder in one step."""
    final = data / SOURCES / document
    with fresh_folder(final) as folder:
        shutil.copytree(final, folder, dirs_exist_ok=True)
        _into(folder, files)
        put_in_place(folder, final)


def _into(folder: Path, files: DocumentFiles) -> None:
    for table, rows in files.tables.items():
        if rows.rows:
            write_rows(folder / TABLES[table].read_from, rows)
    if files.texts.texts or (folder / TEXTS_FILE).exists():
        write_texts(folder, files.texts)


def _remember(data: Path, outcome: Outcome, on: date) -> None:
    """Keep the form as it came, and what was taken from it; the same file is kept once."""
    if outcome.answers is None:
        return
    form = outcome.answers.returned.form
    content = outcome.path.read_bytes()
    folder = data / RECEIVED / form.document
    name = f"{form.owner.lower()}-{hashlib.sha256(content).hexdigest()[:8]}{outcome.path.suffix.lower()}"
    if (folder / name).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    register = read_rows(folder / REGISTER)
    register = register if register.columns else CsvRows([*COLUMNS], [])
    for change in outcome.changes:
        if change.kind in (Kind.NEW, Kind.CHANGED):
            answer = change.answer
            told = (
                form.form,
                form.owner,
                on.isoformat(),
                name,
                answer.address,
                answer.asked.label,
                change.before,
                answer.value,
            )
            register.add(dict(zip(COLUMNS, told, strict=True)))
    write_rows(folder / REGISTER, register)
