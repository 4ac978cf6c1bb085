"""Writing the database: built beside the old one, then put in its place in one step."""

import os
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import mkstemp

import duckdb
import polars as pl
import yaml

from analysis.base.files import remove
from analysis.errors import DatabaseError
from analysis.refusals import as_refusal
from analysis.words.translate import _, said

#: Many small tables: each column takes at least one block, and the ordinary block has 262 144 bytes.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "default_block_size": "16384",
    # Every statement is small: to share it out takes longer than to run it.
    "threads": "1",
}
#: How tables are called that hold the rows of a view.
SETTLED = "settled_"
HOUR = 3600


@contextmanager
def replaced_database(path: Path, tables: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build a new database file and swap it in when all went well.

    Args:
        path: The file that readers open. They see the old or the new one, never a mixture.
        tables: The statements that make its tables.

    Yields:
        A writable connection to the new file, with tables and views in place and no outside access.

    Raises:
        DatabaseError: If the old file cannot be replaced, for example when another program holds it open.
    """
    _sweep(path.parent)
    handle, name = mkstemp(prefix=".tmp-", suffix=".duckdb", dir=path.parent)
    os.close(handle)
    new = Path(name)
    new.unlink()
    try:
        with duckdb.connect(str(new), config=SETTINGS) as connection:
            # On a busy machine DuckDB would draw a bar on standard output, in the middle of what a command answers.
            connection.execute("SET enable_progress_bar = false")
            # Nobody reads the file before it is whole: one transaction writes once what hundreds write each.
            connection.begin()
            connection.execute(tables)
            connection.execute(_sql("views.sql"))
            yield connection
            connection.commit()
            connection.execute("CHECKPOINT")
        _swap(new, path)
    except duckdb.Error as error:
        if refused := as_refusal(error, path):
            raise refused from error
        raise
    finally:
        for leftover in (new, new.with_name(new.name + ".wal")):
            remove(leftover)


def settle_views(connection: duckdb.DuckDBPyConnection, *, but: Collection[str] = ()) -> None:
    """Work out every view once, when the tables that it reads are filled: nobody changes them afterwards.

    A question then reads rows instead of planning and joining through layers of views, which takes ten times as long.
    The views keep their names, columns, order and comments.

    Args:
        connection: The database being built.
        but: Views that something is still to be filled in for.
    """
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_oid").fetchall()
    tables = {table for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for (view,) in views:
        if f"{SETTLED}{view}" not in tables and view not in but:
            settle_view(connection, view)


def settle_view(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    """Work out one view, when what it reads is in place.

    Args:
        connection: The database being built.
        view: The view; it keeps its name and columns.
    """
    connection.execute(f"CREATE TABLE {SETTLED}{view} AS FROM {view}")
    connection.execute(f"CREATE OR REPLACE VIEW {view} AS FROM {SETTLED}{view}")


def insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Insert rows.

    Args:
        connection: The database being built.
        table: Its table.
        frame: The rows, with the columns of the table in its order.
    """
    if frame.is_empty():
        return
    types = connection.execute(f"SELECT column_type FROM (DESCRIBE {table})").fetchall()  # noqa: S608
    # A value a column: to read and plan a statement with a mark for every cell takes four times as long.
    columns = ", ".join(f"unnest(?::{kind}[])" for (kind,) in types)
    values = [column.to_list() for column in frame.iter_columns()]
    connection.execute(f"INSERT INTO {table} SELECT {columns}", values)


def _sweep(folder: Path) -> None:
    """Remove what a build that was killed left; none takes an hour."""
    for unfinished in folder.glob(".tmp-*.duckdb*"):
        with suppress(OSError):
            if unfinished.stat().st_mtime < time.time() - HOUR:
                remove(unfinished)


def _swap(new: Path, path: Path) -> None:
    try:
        new.replace(path)
    except PermissionError as error:
        raise DatabaseError(
            _("Databasen {path} kan inte bytas ut; den är öppen i ett annat program.", path=path),
            _("Stäng programmet och bygg om."),
        ) from error


def _sql(name: str) -> str:
    return (resources.files("analysis.store") / name).read_text(encoding="utf-8")


def write_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of every public view and column what it is, when all views are settled.

    Args:
        connection: The database being built.
    """
    comments = _comments()
    columns = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    connection.execute(
        "".join(
            [
                *(f"COMMENT ON VIEW {view} IS {_quoted(said(text))};" for view, text in comments["views"].items()),
                *(
                    f'COMMENT ON COLUMN {view}."{column}" IS {_quoted(said(_meaning(comments, view, column)))};'
                    for view, column in columns
                    if view in comments["views"]
                ),
            ]
        )
    )


def _meaning(comments: Mapping[str, Mapping[str, str]], view: str, column: str) -> str:
    return comments["exceptions"].get(f"{view}.{column}") or comments["columns"][column]


@cache
def _comments() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(_sql("comments.yaml"))
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
