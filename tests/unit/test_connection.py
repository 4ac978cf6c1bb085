"""Opening the database: readers never write and never reach outside it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analysis.build.database import Built
from analysis.errors import DatabaseError
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

WRITER = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def held_by_writer(tmp_path: Path) -> Iterator[Path]:
    """A database that another program has open for writing."""
    path = tmp_path / "arshjul.duckdb"
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        yield path
        writer.communicate()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO organisation VALUES ('X', 'Y', 'board', NULL)",
        "UPDATE goal SET assessment = 'better'",
        "DELETE FROM target",
        "DROP VIEW goal_status",
        "CREATE TABLE mine (a INTEGER)",
    ],
)
def test_a_reader_cannot_write(database: duckdb.DuckDBPyConnection, statement: str) -> None:
    with pytest.raises(duckdb.Error, match="read-only"):
        database.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_csv('{file}')",
        "FROM read_text('{file}')",
        "FROM glob('{folder}/*')",
        "ATTACH '{folder}/other.duckdb'",
        "COPY goal_status TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
    ],
)
def test_a_reader_cannot_reach_files(database: duckdb.DuckDBPyConnection, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(duckdb.PermissionException):
        database.execute(statement.format(file=file.as_posix(), folder=tmp_path.as_posix()))
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("extension", ["INSTALL httpfs", "LOAD httpfs"])
def test_a_reader_cannot_load_extensions(database: duckdb.DuckDBPyConnection, extension: str) -> None:
    with pytest.raises(duckdb.Error):
        database.execute(extension)


@pytest.mark.parametrize(
    "statement",
    [
        "SET enable_external_access = true",
        "SET GLOBAL enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "SET allowed_directories = ['/']",
    ],
)
def test_no_query_switches_outside_access_back_on(database: duckdb.DuckDBPyConnection, statement: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="Cannot change configuration"):
        database.execute(statement)


def test_a_missing_database_is_told_with_the_command_that_builds_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="arshjul build"), open_database(tmp_path / "arshjul.duckdb"):
        pass


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.duckdb"
    path.write_text("mål;utfall\n" * 1000, encoding="utf-8")
    with pytest.raises(DatabaseError, match="gick inte att öppna"), open_database(path):
        pass


def test_a_database_that_a_writer_holds_is_told(held_by_writer: Path) -> None:
    with pytest.raises(DatabaseError, match="Stäng program som skriver"), open_database(held_by_writer):
        pass


def test_the_connection_is_closed_afterwards(built: Built) -> None:
    with open_database(built.path) as connection:
        pass
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")


def test_values_are_bound_and_never_run(database: duckdb.DuckDBPyConnection) -> None:
    hostile = "x' OR true --"
    assert ask_sql(database, "FROM goal_status WHERE goal = $goal", goal=hostile).height == 0
