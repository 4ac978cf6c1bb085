"""Opening the database: readers never write and never reach outside it."""

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import duckdb

from analysis.base.project import DATABASE_VARIABLE
from analysis.errors import DatabaseError
from analysis.store.answers import Known, known
from analysis.store.snapshots import State, is_ours, state_of, sweep, take
from analysis.words.translate import _

# Neither files nor network may be reached from a query, and no query may switch that back on.
SAFE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    # The same rows in the same order each time: several threads hand over what no ORDER BY decides as it comes.
    "threads": "1",
    # Nothing is read from far away: without threads that wait for such, a database opens in two thirds of the time.
    "async_threads": "0",
    # It makes room for sorting what does not fit in memory, and to plan it takes a third of a question's time.
    "disabled_optimizers": "compressed_materialization",
}
#: So often a file may be replaced between looking at it and opening it.
ATTEMPTS = 5
_LOCK = threading.Lock()
_held: dict[Path, "_Held"] = {}
#: Connections of the process that this one was forked from: used by nobody here, and closed by nobody.
_of_others: list["_Held"] = []
#: What is opened once for all forks of a process that has one thread and goes on with none of DuckDB's.
_for_forks: set[Path] = set()


class _Held(NamedTuple):
    """The one connection that this process has to a database, the state that it reads, and what is known of that."""

    state: State
    connection: duckdb.DuckDBPyConnection
    known: Known


@contextmanager
def open_database(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the built database read-only.

    To open a file takes longer than most questions: a process opens it once, until a build has replaced it. What is
    opened is a snapshot of ours, so an analyst may open the file itself in another way, and a build may replace it.

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
        connection = _cursor(path)
    except (duckdb.Error, OSError) as error:
        raise DatabaseError(
            _("Databasen {path} gick inte att öppna ({error}).", path=path, error=error.__class__.__name__),
            _("Stäng program som skriver i den, eller bygg om den med «arshjul build»."),
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def open_for_forks(path: Path) -> None:
    """Open a database once for all processes that will be forked from this one, which has no threads but its own.

    Args:
        path: The DuckDB file; what was opened so before is let go of. Nothing is said of what cannot be opened: whoever
            asks it is told.
    """
    if path in _for_forks and path in _held:
        return
    for before in _for_forks:
        if held := _held.pop(before, None):
            held.connection.close()
    _for_forks.clear()
    with suppress(DatabaseError), open_database(path):
        _for_forks.add(path)


def _cursor(path: Path) -> duckdb.DuckDBPyConnection:
    with _LOCK:
        held = _held.get(path)
        if held is None or held.state != state_of(path):
            # The old one is let go of and not closed: whoever reads it reads on.
            _held[path] = held = _opened(path)
            if not is_ours(path):
                sweep(path)
        cursor = held.connection.cursor()
        known[cursor] = held.known
        return cursor


def _opened(path: Path) -> _Held:
    """Open what stands there now; what was replaced meanwhile is looked at again."""
    for _attempt in range(ATTEMPTS - 1):
        with suppress(duckdb.IOException):
            return _opened_now(path)
    return _opened_now(path)


def _opened_now(path: Path) -> _Held:
    state = state_of(path)
    return _Held(state, duckdb.connect(str(_to_read(path, state)), read_only=True, config=SAFE), Known())


def _to_read(path: Path, state: State) -> Path:
    """The file to open: a run has taken a snapshot for its kernels, and where none can lie the file itself is read."""
    if os.environ.get(DATABASE_VARIABLE) == str(path) or is_ours(path):
        return path
    try:
        return take(path, state)
    except OSError:
        return path


def _let_go() -> None:
    for held in _held.values():
        held.connection.close()
    _held.clear()


def _forked() -> None:
    """In a child: the locks and threads of its parent's connections are not there, but of those that have none."""
    global _LOCK  # noqa: PLW0603 - the parent's may be held by a thread that is not here
    _LOCK = threading.Lock()
    _of_others.extend(_held.pop(path) for path in _held.keys() - _for_forks)


atexit.register(_let_go)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
