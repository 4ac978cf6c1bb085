"""What owners owe an open document: who has given what, when, and what is lacking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from analysis.base.vocabulary import DocumentState
from analysis.collect.asked import asked
from analysis.collect.lines import ACTUAL, ASSESSMENT, FORECAST, MONEY, STATUS, TOTAL, Line
from analysis.store.answers import ask_rows

#: What a line is not complete without; texts are asked for, and owed where nobody has written any.
NEEDED = (TOTAL, STATUS, ASSESSMENT, ACTUAL)


@dataclass(frozen=True)
class Owed:
    """What one owner owes a document.

    Attributes:
        document: The document.
        owner: Code of the owner.
        given: How many of the figures and statuses that are asked for are there.
        lacking: What they are of that are not, in the order of the form.
        given_on: When the owner last gave anything; nothing where never.
    """

    document: str
    owner: str
    given: int
    lacking: tuple[str, ...]
    given_on: date | None

    @property
    def all(self) -> int:
        """How many are asked for."""
        return self.given + len(self.lacking)


def owed(connection: duckdb.DuckDBPyConnection) -> list[Owed]:
    """List what is owed to every open document.

    Args:
        connection: The database.

    Returns:
        One row an owner of each, those that lack most first.
    """
    parts = ask_rows(connection, "parts")
    open_ones = dict.fromkeys(part["document"] for part in parts if part["state"] == DocumentState.OPEN)
    return [row for document in open_ones for row in _of_document(connection, document)]


def _of_document(connection: duckdb.DuckDBPyConnection, document: str) -> list[Owed]:
    given = {row["owner"]: row["given_on"] for row in ask_rows(connection, "given_on", document=document)}
    rows = []
    for owner, lines in asked(connection, document).items():
        needed = [found for line in lines for found in _needed(line)]
        lacking = tuple(label for label, there in needed if not there)
        rows.append(Owed(document, owner, len(needed) - len(lacking), lacking, given.get(owner)))
    return sorted(rows, key=lambda row: (-len(row.lacking), row.owner))


def _needed(line: Line) -> Iterator[tuple[str, bool]]:
    """What a line is not complete without, and whether it is there; of money the forecast where one is asked for."""
    for field in line.fields:
        if field.column in NEEDED or (line.sheet == MONEY and field.column == FORECAST):
            yield field.label, bool(field.issued)
