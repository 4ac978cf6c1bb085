"""What a notebook asked the database, and whether it would get the same answers today."""

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from analysis.store.answers import Value, fetch
from analysis.store.named import named_queries

#: What a notebook may import and still show nothing but answers to recorded questions.
TRACED = {
    "analysis.report",
    "analysis.report.indicator_series",
    "analysis.base.vocabulary",
    "polars",
    "plotly",
    "datetime",
}
#: Words with which code reaches files, clocks and other programs.
REACHING = {"connect", "exec", "eval", "now", "today", "import_module", "__import__", "system", "deserialize"}
READING = ("read_", "scan_", "open", "duckdb")


@dataclass(frozen=True)
class Asked:
    """One question and a fingerprint of its answer.

    Attributes:
        query: Name of the query, if it has one.
        sql: The statement otherwise.
        values: Bound parameters.
        answer: Fingerprint of the rows.
    """

    query: str | None
    sql: str | None
    values: Mapping[str, Value]
    answer: str

    @property
    def question(self) -> str:
        """The question alone, the same text for the same question."""
        return json.dumps([self.query, self.sql, dict(self.values)], sort_keys=True)


def read_trace(path: Path) -> list[Asked]:
    """Read what a kernel recorded.

    Args:
        path: The file that it recorded in; a notebook that asks nothing has none.

    Returns:
        The questions with their answers.
    """
    if not path.exists():
        return []
    return as_asked(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def as_asked(rows: Iterable[Mapping[str, Any]]) -> list[Asked]:
    """Make questions of stored rows.

    Args:
        rows: Mappings with the attributes of `Asked`.

    Returns:
        The questions.
    """
    return [Asked(row["query"], row["sql"], row["values"], row["answer"]) for row in rows]


class Answers:
    """Asks a database again, every question once.

    Args:
        connection: An open database.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._known: dict[str, str | None] = {}

    def same(self, asked: Iterable[Asked]) -> bool:
        """Say whether every question still has the answer that it had.

        Args:
            asked: Questions with their answers.

        Returns:
            False as soon as one answer differs, or a question can no longer be asked.
        """
        return all(self._answer(question) == question.answer for question in asked)

    def ask(self, query: str, **values: Value) -> Asked:
        """Ask a named query.

        Args:
            query: Its name.
            values: Bound parameters.

        Returns:
            The question with today's answer.
        """
        question = Asked(query, None, values, "")
        return replace(question, answer=self._answer(question) or "")

    def _answer(self, asked: Asked) -> str | None:
        key = asked.question
        if key not in self._known:
            self._known[key] = self._ask(asked)
        return self._known[key]

    def _ask(self, asked: Asked) -> str | None:
        sql = named_queries().get(asked.query) if asked.query else asked.sql
        if sql is None:
            return None
        try:
            return fetch(self._connection, sql, asked.values).fingerprint
        except duckdb.Error:
            return None


def is_traceable(notebook: str) -> bool:
    """Say whether all that a notebook shows comes from recorded questions, as far as its code tells.

    Args:
        notebook: The notebook file's text.

    Returns:
        False for code that imports other things than the suite, or reaches files, clocks or programs: such a notebook
        is never skipped.
    """
    try:
        cells = json.loads(notebook)["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        return all(_keeps_to_the_suite(ast.parse(source)) for source in code)
    except (ValueError, KeyError, TypeError, SyntaxError):
        return False


def _keeps_to_the_suite(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and not {name.name for name in node.names} <= TRACED:
            return False
        if isinstance(node, ast.ImportFrom) and node.module not in TRACED:
            return False
        if any(word in REACHING or word.startswith(READING) for word in _words(node)):
            return False
    return True


def _words(node: ast.AST) -> list[str]:
    """The words of a piece of code; what is imported counts by its own name, whatever it is called afterwards."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [name.name for name in node.names] if isinstance(node, ast.ImportFrom) else []
