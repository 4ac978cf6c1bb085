"""Opening the database: readers never write and never reach outside it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analysis.base.project import DATABASE_VARIABLE
from analysis.errors import DatabaseError
from analysis.words.translate import _

# Neither files nor network may be reached from a query, and no query may switch that back on.
SAFE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    # The same rows in the same order each time: several threads hand over what no ORDER BY decides as it comes.
    "threads": "1",
}
# Opening a file takes longer than most queries; the snapshot that a run reads stays as it is, and is opened once.
_LOCK = threading.Lock()
_snapshots: dict[Path, duckdb.DuckDBPyConnection] = {}


@contextmanager
def open_database(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the built database read-only.

    Args:
        path: The DuckDB file.

    Yields:
        A connection without write or outside access, closed afterwards.

    Raises:
        DatabaseError: If the file is missing, unreadable or locked by a writer.
    """
    if not path.exists():
        raise DatabaseError(
            _("Databasen {name} finns inte i {folder}.", name=path.name, folder=path.parent),
            _("Bygg den med «arshjul build»."),
        )
    try:
        connection = _connect(path)
    except duckdb.Error as error:
        raise DatabaseError(
            _("Databasen {path} gick inte att öppna ({error}).", path=path, error=error.__class__.__name__),
            _("Stäng program som skriver i den, eller bygg om den med «arshjul build»."),
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if os.environ.get(DATABASE_VARIABLE) != str(path):
        # An analyst may open the same file in another way, and a build may replace it.
        return duckdb.connect(str(path), read_only=True, config=SAFE)
    with _LOCK:
        if path not in _snapshots:
            _snapshots[path] = duckdb.connect(str(path), read_only=True, config=SAFE)
        return _snapshots[path].cursor()
