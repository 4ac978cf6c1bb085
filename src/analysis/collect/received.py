"""Forms taken in: held against the document's files, tried on a copy of the data, written, and remembered."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock

from analysis.base.files import fresh_folder, move_whole, put_in_place
from analysis.base.project import SOURCES, Project
from analysis.base.vocabulary import DocumentState
from analysis.collect.answers import Answers, answers_of
from analysis.collect.changes import TABLES, Change, DocumentFiles, Kind, apply, read_files
from analysis.collect.csv_rows import Cells, CsvRows, read_rows, write_rows
from analysis.collect.form import Form
from analysis.collect.looks_wrong import doubts
from analysis.collect.read_form import Refused, read_form
from analysis.collect.reported_texts import write_texts
from analysis.collect.trial import RECEIVED, try_out
from analysis.collect.written import Written, as_written
from analysis.intake.contracts import Parts
from analysis.intake.reference_contracts import Organisations
from analysis.intake.review_contracts import Closings
from analysis.words.translate import _

#: The list of what was taken from the forms of a document, beside the forms themselves.
REGISTER = "answers.csv"
COLUMNS = ("form", "owner", "received_on", "file", "cell", "about", "before", "value", "row", "column")


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
        InputFaults: If the data folder is not valid, or would not be afterwards; then nothing is written.
    """
    lock = project.state / "locks" / "receive.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        known = as_written(project.data)
        outcomes, documents = _tried(project, [_read(known, path) for path in files_in(paths)], on)
        if dry or (whole and not all(outcome.well for outcome in outcomes)):
            return outcomes
        if any(outcome.writes for outcome in outcomes):
            try_out(project.data, lambda data: _write_all(data, documents))
            _write_all(project.data, documents)
        for outcome in outcomes:
            if outcome.answers and not outcome.refused:
                _remember(project.data, outcome, on)
    return outcomes


def _read(known: Written, path: Path) -> Outcome:
    read = read_form(path)
    if isinstance(read, Refused):
        return Outcome(path, read.why)
    if why := _not_taken(known, read.form):
        return Outcome(path, why)
    return Outcome(path, answers=answers_of(read))


def _not_taken(known: Written, form: Form) -> str:
    """Why a form is not taken, by what it says of itself and what is known; nothing where it is."""
    document = form.document
    parts = known(Parts).filter(document=document)
    if parts.is_empty():
        return _("hör till dokumentet «{document}», som inte finns här", document=document)
    # A file takes its name after the owner, and rows say who it is.
    if form.owner not in known(Organisations)["organisation"]:
        return _("är från «{owner}», som inte finns bland organisationerna", owner=form.owner)
    if DocumentState.OPEN not in parts["state"]:
        return _(
            "hör till «{document}», som inte är öppet; skriv raden «state: open» i dokumentets document.yaml",
            document=document,
        )
    if document in known(Closings)["document"]:
        return _("hör till «{document}», som är stängt; en rättelse kräver ett nytt beslut", document=document)
    return ""


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
            register = read_rows(project.data / RECEIVED / document / REGISTER)
            documents[document] = read_files(project.data, document, register)
        changes = apply(documents[document], outcome.answers, on)
        told = tuple((cell, words) for cell, all_words in doubts(outcome.answers.taken).items() for words in all_words)
        outcomes.append(replace(outcome, changes=tuple(changes), doubts=told))
    return outcomes, documents


def _write_all(data: Path, documents: Mapping[str, DocumentFiles]) -> None:
    """Exchange the folder of each document in one step."""
    for document, files in documents.items():
        final = data / SOURCES / document
        with fresh_folder(final) as folder:
            shutil.copytree(final, folder, dirs_exist_ok=True)
            _write_changed(folder, files)
            put_in_place(folder, final)


def _write_changed(folder: Path, files: DocumentFiles) -> None:
    for table, rows in files.tables.items():
        if rows.changed:
            write_rows(folder / TABLES[table].read_from, rows)
    if files.texts.changed:
        write_texts(folder, files.texts)


def _remember(data: Path, outcome: Outcome, on: date) -> None:
    """Keep what was taken from a form, and the form as it came; the same file is kept once."""
    if outcome.answers is None:
        return
    form = outcome.answers.returned.form
    content = outcome.path.read_bytes()
    folder = data / RECEIVED / form.document
    kept = folder / f"{form.owner.lower()}-{hashlib.sha256(content).hexdigest()[:8]}{outcome.path.suffix.lower()}"
    if kept.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    register = read_rows(folder / REGISTER)
    register = register if register.columns else CsvRows([*COLUMNS], [])
    for change in outcome.changes:
        if change.kind in (Kind.NEW, Kind.CHANGED):
            register.add(_registered(form, change, on, kept.name))
    write_rows(folder / REGISTER, register)
    # Last: whoever is interrupted before is asked to hand the file in again.
    with fresh_folder(folder / "ny") as new:
        (new / kept.name).write_bytes(content)
        move_whole(new / kept.name, kept)


def _registered(form: Form, change: Change, on: date, file: str) -> Cells:
    answer = change.answer
    who = (form.form, form.owner, on.isoformat(), file)
    what = (answer.address, answer.asked.label, change.before, change.after, answer.asked.row, answer.asked.column)
    return dict(zip(COLUMNS, (*who, *what), strict=True))
