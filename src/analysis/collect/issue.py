"""Forms handed out: a workbook an owner, none of which takes the place of one that somebody may have filled in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count
from pathlib import Path

import duckdb

from analysis.base.files import fresh_folder, move_whole
from analysis.base.slug import is_device
from analysis.collect.asked import asked, parts_of_document
from analysis.collect.form import Form
from analysis.collect.form_workbook import About, form_of_lines, workbook_of
from analysis.collect.letter import letter_of
from analysis.collect.lines import FIGURES, Line
from analysis.store.answers import ask_rows


class By(StrEnum):
    """What each form is about: all that one owner answers for, or one indicator of everybody's."""

    OWNER = "owner"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Order:
    """What is to be handed out.

    Attributes:
        document: The document.
        organisation: Only its part of it; all parts where none is named.
        deadline: The last day to answer, if there is one.
        issued_on: The day that forms say they are of.
        by: What each form is about.
        mail: Whether a letter is laid beside each.
    """

    document: str
    organisation: str | None
    deadline: date | None
    issued_on: date
    by: By = By.OWNER
    mail: bool = False


@dataclass(frozen=True)
class Issued:
    """A form as it was handed out.

    Attributes:
        path: The workbook.
        who: Whom it is for.
        lines: How many lines it has.
        left: Whether another file stood there, which was left as it is.
    """

    path: Path
    who: str
    lines: int
    left: bool


@dataclass(frozen=True)
class _Sheaf:
    """What stands in one form.

    Attributes:
        name: What the form and its file are called after.
        owner: Code of whoever answers.
        who: Whom it is for, by name.
        lines: Its lines.
    """

    name: str
    owner: str
    who: str
    lines: Sequence[Line]


def sheaves(connection: duckdb.DuckDBPyConnection, order: Order) -> list[_Sheaf]:
    """Find what is to be handed out.

    Args:
        connection: The database.
        order: What is wanted.

    Returns:
        One a form; nothing where nobody is asked for anything.
    """
    owed = asked(connection, order.document, order.organisation)
    known = ask_rows(connection, "asked_owners", document=order.document)
    names = {row["owner"]: row["name"] for row in known}
    if order.by is By.INDICATOR:
        return [*_by_indicator(owed, names)]
    return [_Sheaf(owner, owner, names.get(owner, owner), lines) for owner, lines in owed.items()]


def _by_indicator(owed: Mapping[str, Sequence[Line]], names: Mapping[str, str]) -> Iterator[_Sheaf]:
    """Figures of one indicator together, whoever owes them; all else is left out."""
    figures = [line for lines in owed.values() for line in lines if line.sheet == FIGURES]
    for indicator in dict.fromkeys(line.fields[0].key["indicator"] for line in figures):
        its = [line for line in figures if line.fields[0].key["indicator"] == indicator]
        who = ", ".join(names.get(owner, owner) for owner in dict.fromkeys(line.owner for line in its))
        yield _Sheaf(indicator, its[0].owner, f"{its[0].fields[0].label} ({who})", its)


def issue(connection: duckdb.DuckDBPyConnection, order: Order, chosen: Sequence[_Sheaf], folder: Path) -> list[Issued]:
    """Hand out forms.

    Args:
        connection: The database.
        order: What is wanted.
        chosen: What stands in each form.
        folder: Where they are laid.

    Returns:
        What was handed out, and what was left because something else stood there.
    """
    title = parts_of_document(connection, order.document)[0]["document_title"]
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    done = []
    with fresh_folder(folder / "blanketter") as new:
        for sheaf in chosen:
            name = _file_name(sheaf.name, taken)
            form = Form(f"{order.document}-{sheaf.name}".lower(), order.document, sheaf.owner, order.issued_on)
            form, about = form_of_lines(form, sheaf.lines), About(title, sheaf.who, order.deadline)
            files = {f"{name}.xlsx": workbook_of(form, sheaf.lines, about)}
            if order.mail:
                files[f"{name}.eml"] = letter_of(f"{name}.xlsx", files[f"{name}.xlsx"], about)
            left = [file for file, content in files.items() if not _put(new, folder, file, content)]
            done.append(Issued(folder / f"{name}.xlsx", sheaf.who, len(sheaf.lines), bool(left)))
    return done


def _put(new: Path, folder: Path, name: str, content: bytes) -> bool:
    """Lay a file in a folder unless another one of that name is there; whether it is there now."""
    if (folder / name).exists():
        return (folder / name).read_bytes() == content
    (new / name).write_bytes(content)
    move_whole(new / name, folder / name)
    return True


def _file_name(name: str, taken: set[str]) -> str:
    """A name that no other form has, on a disk that knows no capitals neither."""
    plain = f"{name.lower()}-" if is_device(name) else name.lower()
    free = next(each for number in count(1) if (each := f"{plain}-{number}" if number > 1 else plain) not in taken)
    taken.add(free)
    return free
