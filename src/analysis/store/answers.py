"""What the database answered, as plain rows; and a record of what was asked, when somebody keeps one.

A named query is answered once a process as long as the database is the same: the parts of a chapter ask much alike, and
asking takes a third of all that a chapter takes.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb

from analysis.store.named import named_queries

Value = str | int | float | bool | None
#: Names the file that every question is recorded in; nothing is recorded without it.
TRACE_VARIABLE = "ARSHJUL_TRACE"
_recorded: set[tuple[str, str]] = set()
#: So many answers of one state of a database are kept, none of more rows than this.
MOST, LONGEST = 200, 5_000


@dataclass(frozen=True, eq=False)
class Answer:
    """Rows of a statement.

    Attributes:
        columns: Name and DuckDB type of each column.
        rows: The rows.
    """

    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits; other columns, rows or order give others."""
        return hashlib.sha256(repr((self.columns, self.rows)).encode()).hexdigest()[:16]

    @property
    def named(self) -> list[dict[str, Any]]:
        """The rows, each value by the name of its column."""
        names = [name for name, __ in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


class Known:
    """The answers of one state of a database, the oldest forgotten first."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}

    def get(self, question: str) -> Answer | None:
        """Give the answer to a question; nothing where it is not known."""
        return self._answers.get(question)

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer that is not long."""
        if len(answer.rows) > LONGEST:
            return
        while len(self._answers) >= MOST:
            # Another thread may have forgotten it at the same time.
            self._answers.pop(next(iter(list(self._answers))), None)
        self._answers[question] = answer


#: What is known of what a connection reads; of one that may write, nothing is.
known: WeakKeyDictionary[duckdb.DuckDBPyConnection, Known] = WeakKeyDictionary()


def fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Value], asked_as: str | None = None
) -> Answer:
    """Run one SELECT statement, or give its answer where that is known, and record it, if questions are recorded.

    Args:
        connection: An open database.
        sql: The statement, with `$name` where values go.
        values: Bound parameters.
        asked_as: Name of the statement in `queries.sql`, if it has one.

    Returns:
        Its answer.
    """
    answer = _known(connection, sql, values) if asked_as else _asked(connection, sql, values)
    if path := os.environ.get(TRACE_VARIABLE):
        _record(Path(path), {"query": asked_as, "sql": None if asked_as else sql, "values": dict(values)}, answer)
    return answer


def ask_rows(connection: duckdb.DuckDBPyConnection, name: str, **values: Value) -> list[dict[str, Any]]:
    """Run a named query, where a few rows are not worth loading Polars.

    Args:
        connection: An open database.
        name: Name of a query in `queries.sql`.
        values: Bound parameters of the query.

    Returns:
        The rows, each value by the name of its column.
    """
    return fetch(connection, named_queries()[name], values, name).named


def _known(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Value]) -> Answer:
    answers = known.get(connection)
    if answers is None:
        return _asked(connection, sql, values)
    question = repr((sql, sorted(values.items())))
    answer = answers.get(question)
    if answer is None:
        answer = _asked(connection, sql, values)
        answers.keep(question, answer)
    return answer


def _asked(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Value]) -> Answer:
    result = connection.execute(sql, dict(values) or None)
    columns = [(name, str(kind)) for name, kind, *__ in result.description or []]
    return Answer(columns, result.fetchall())


def _record(path: Path, question: Mapping[str, Any], answer: Answer) -> None:
    line = json.dumps({**question, "answer": answer.fingerprint}, sort_keys=True, ensure_ascii=False)
    if (str(path), line) not in _recorded:
        _recorded.add((str(path), line))
        with path.open("a", encoding="utf-8") as trace:
            trace.write(line + "\n")
