"""What each owner is asked for a document: figures, statuses, money, controls and texts, a field a cell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb

from analysis.collect.asked_figures import figure_lines
from analysis.collect.asked_money import money_lines
from analysis.collect.asked_words import commitment_lines, control_lines, text_lines
from analysis.collect.lines import SHEETS, Line, Row, unchanged
from analysis.store.answers import ask_rows

#: The questions in the order of the sheets.
_QUESTIONS = (figure_lines, commitment_lines, money_lines, control_lines, text_lines)


def parts_of_document(connection: duckdb.DuckDBPyConnection, document: str) -> list[Row]:
    """Find the parts of a document.

    Args:
        connection: The database.
        document: Its id.

    Returns:
        Rows of the query `parts`; none where there is no such document.
    """
    return [row for row in ask_rows(connection, "parts") if row["document"] == document]


def asked(
    connection: duckdb.DuckDBPyConnection, document: str, organisation: str | None = None
) -> Mapping[str, list[Line]]:
    """List what is asked for a document.

    Args:
        connection: The database, with the document in it.
        document: Its id.
        organisation: Only its part of the document; all parts where none is named.

    Returns:
        Lines by owner, each owner's in the order of sheets and files; nothing of a document that is not there.
    """
    parts = [part for part in parts_of_document(connection, document) if organisation in (None, part["organisation"])]
    return by_owner(line for question in _QUESTIONS for part in parts for line in question(connection, part))


def by_owner(lines: Iterable[Line]) -> Mapping[str, list[Line]]:
    """Sort lines by who is asked.

    Args:
        lines: Any lines.

    Returns:
        Each owner's, sheet by sheet, a line that several parts ask for once.
    """
    found: defaultdict[str, dict[tuple[str, str], Line]] = defaultdict(dict)
    for line in lines:
        found[line.owner].setdefault((line.sheet, line.row), unchanged(line))
    return {owner: sorted(found[owner].values(), key=lambda line: SHEETS.index(line.sheet)) for owner in sorted(found)}
