"""What the database answered, as plain rows; and a record of what was asked, when somebody keeps one."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

Value = str | int | float | bool | None
#: Names the file that every question is recorded in; nothing is recorded without it.
TRACE_VARIABLE = "ARSHJUL_TRACE"
_recorded: set[tuple[str, str]] = set()


class Answer(NamedTuple):
    """Rows of a statement.

    Attributes:
        columns: Name and DuckDB type of each column.
        rows: The rows.
    """

    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits; other columns, rows or order give others."""
        return hashlib.sha256(repr((self.columns, self.rows)).encode()).hexdigest()[:16]


def fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Value], asked_as: str | None = None
) -> Answer:
    """Run one SELECT statement and record it, if questions are recorded.

    Args:
        connection: An open database.
        sql: The statement, with `$name` where values go.
        values: Bound parameters.
        asked_as: Name of the statement in `queries.sql`, if it has one.

    Returns:
        Its answer.
    """
    result = connection.execute(sql, dict(values) or None)
    columns = [(name, str(kind)) for name, kind, *__ in result.description or []]
    answer = Answer(columns, result.fetchall())
    if path := os.environ.get(TRACE_VARIABLE):
        _record(Path(path), {"query": asked_as, "sql": None if asked_as else sql, "values": dict(values)}, answer)
    return answer


def _record(path: Path, question: Mapping[str, Any], answer: Answer) -> None:
    line = json.dumps({**question, "answer": answer.fingerprint}, sort_keys=True, ensure_ascii=False)
    if (str(path), line) not in _recorded:
        _recorded.add((str(path), line))
        with path.open("a", encoding="utf-8") as trace:
            trace.write(line + "\n")
