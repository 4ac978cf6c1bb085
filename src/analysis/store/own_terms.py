"""What the owner of a database calls things."""

from pathlib import Path
from typing import Any

import duckdb

from analysis.errors import DatabaseError
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.words.terms import Term, Terminology
from analysis.words.translate import _


def terms_in(connection: duckdb.DuckDBPyConnection) -> Terminology:
    """Read what the owner of a database calls things.

    Args:
        connection: The database; where questions are recorded, this is one of them.

    Returns:
        The owner's words.

    Raises:
        DatabaseError: If an older program has built it.
    """
    rows = {(row["language"], row["code"], row["brief"]): row for row in _asked(connection)}
    full = {(language, code): row for (language, code, brief), row in rows.items() if not brief}
    return Terminology({place: _term(row, rows.get((*place, True))) for place, row in full.items()})


def terms_of(database: Path) -> Terminology:
    """Read what the owner of a database calls things.

    Args:
        database: The DuckDB file.

    Returns:
        The owner's words.

    Raises:
        DatabaseError: If there is no database yet.
    """
    with open_database(database) as connection:
        return terms_in(connection)


def _asked(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    try:
        return ask_rows(connection, "terms")
    except duckdb.CatalogException as error:
        told = _("Databasen är byggd av en äldre version av Årshjul.")
        raise DatabaseError(told, _("Bygg om den med «arshjul build».")) from error


def _term(row: dict[str, Any], brief: dict[str, Any] | None = None) -> Term:
    briefly = _term(brief) if brief else None
    return Term(row["one"], row["the_one"], row["many"], row["the_many"], row["second"], briefly)
