"""A form: what one owner is asked for one document, cell by cell, as it stands in the hidden sheet of its workbook."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

#: The sheet that a program reads and nobody sees, and the version of its layout.
HIDDEN_SHEET = "_arshjul"
LAYOUT = "1"
#: The hidden row and column that say what columns and rows are found by, wherever they have been moved; where they
#: meet stands this and the code of the sheet, which may have been renamed.
KEY_HEADING, KEY_ROW, KEY_COLUMN = "_rad:", 0, 25
#: The rows that end a sheet: that it is filled in, and why there is nothing to fill in.
DONE_ROW, REASON_ROW = "klar", "ingen uppgift"
HEAD = ("layout", "form", "document", "owner", "issued_on", "checksum")
TABLE = ("sheet", "row", "column", "table", "key", "name", "kind", "unit", "choices", "low", "high", "issued", "label")


class FieldKind(StrEnum):
    """What may be written in a cell."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """A cell to fill in.

    Attributes:
        sheet: The sheet that it stands in.
        row: What its row is found by.
        column: What its column is found by.
        table: The table of the data folder that it belongs to; empty for what is about the sheet itself.
        key: The columns and values that tell the row of that table.
        name: The column of that table.
        kind: What may be written.
        label: What it is about, for people.
        unit: The unit's code, of a number.
        choices: Codes and words of a list.
        low: The least that a number may be.
        high: The most.
        issued: What stood there when the form went out, as it is written.
        earlier: Earlier values, the latest first, as numbers.
    """

    sheet: str
    row: str
    column: str
    table: str
    key: Mapping[str, str]
    name: str
    kind: FieldKind
    label: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    issued: str = ""
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True)
class Form:
    """What one owner is asked.

    Attributes:
        form: Its id: the document and the owner.
        document: The document that the answers belong to.
        owner: Code of the owner.
        issued_on: The day when it was made.
        fields: Its cells.
    """

    form: str
    document: str
    owner: str
    issued_on: date
    fields: tuple[Field, ...] = field(default=())


class NoFormError(Exception):
    """A workbook's hidden sheet is not what a form has.

    Attributes:
        altered: Whether there is one that somebody has changed.
    """

    def __init__(self, *, altered: bool) -> None:
        super().__init__()
        self.altered = altered


def row_of(table: str, key: Mapping[str, str]) -> str:
    """Name a row so that it is found wherever it stands.

    Args:
        table: The table that it belongs to.
        key: What tells it there.

    Returns:
        A short name, the same each time.
    """
    told = json.dumps([table, dict(key)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def hidden_rows(form: Form) -> list[list[str]]:
    """Write a form as the rows of its hidden sheet.

    Args:
        form: The form.

    Returns:
        Rows of texts: the head a line each, then a row a field.
    """
    told = [_written(each) for each in form.fields]
    head = dict(zip(HEAD, (LAYOUT, form.form, form.document, form.owner, form.issued_on.isoformat()), strict=False))
    head["checksum"] = _checksum([*head.values()], told)
    return [[name, head[name]] for name in HEAD] + [[*TABLE, "earlier"], *told]


def form_of(rows: Sequence[Sequence[str]]) -> Form:
    """Read a form out of the rows of its hidden sheet.

    Args:
        rows: As `hidden_rows` gives them; blanks at the end of a row may be lacking.

    Returns:
        The form.

    Raises:
        NoFormError: If the rows are no form's, or have been changed.
    """
    head = {row[0]: row[1] for row in rows[: len(HEAD)] if len(row) > 1}
    if tuple(head) != HEAD or head["layout"] != LAYOUT:
        raise NoFormError(altered=False)
    # Lists to choose from stand beside, and may be longer.
    told = [row for row in map(_evened, rows[len(HEAD) + 1 :]) if any(row)]
    if head.pop("checksum") != _checksum([*head.values()], told):
        raise NoFormError(altered=True)
    fields = tuple(_field(row) for row in told)
    return Form(head["form"], head["document"], head["owner"], date.fromisoformat(head["issued_on"]), fields)


def _evened(row: Sequence[str]) -> list[str]:
    width = len(TABLE) + 1
    return [*row, *[""] * width][:width]


def _checksum(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    told = json.dumps([list(head), [list(row) for row in rows]], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _written(asked: Field) -> list[str]:
    return [*_texts(asked), json.dumps(asked.earlier)]


def _texts(asked: Field) -> Iterator[str]:
    for name in TABLE:
        value: Any = getattr(asked, name)
        if isinstance(value, Mapping | tuple):
            yield json.dumps(value, ensure_ascii=False, sort_keys=True)
        else:
            yield "" if value is None else str(value)


def _field(row: Sequence[str]) -> Field:
    told = dict(zip(TABLE, row, strict=False))
    choices = tuple((code, word) for code, word in json.loads(told["choices"]))
    return Field(
        sheet=told["sheet"],
        row=told["row"],
        column=told["column"],
        table=told["table"],
        key=json.loads(told["key"]),
        name=told["name"],
        kind=FieldKind(told["kind"]),
        label=told["label"],
        unit=told["unit"],
        choices=choices,
        low=float(told["low"]) if told["low"] else None,
        high=float(told["high"]) if told["high"] else None,
        issued=told["issued"],
        earlier=tuple(json.loads(row[-1])),
    )
