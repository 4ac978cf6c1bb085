"""Replacing the database in one step, and what its constraints reject."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from analysis.build.computed_tables import table_definitions
from analysis.store.connection import open_database
from analysis.store.writer import insert, replaced_database

ASK_NAME = """
import duckdb, sys
print(duckdb.connect(sys.argv[1], read_only=True).execute("SELECT name FROM organisation").fetchone()[0])
"""


def organisation(name: str) -> pl.DataFrame:
    own = {"organisation": ["KLK"], "name": [name], "kind": ["administration"]}
    return pl.DataFrame({**own, "parent": [None], "own_kind": [None], "people": [None]})


def write(path: Path, name: str) -> None:
    with replaced_database(path, table_definitions()) as connection:
        insert(connection, "organisation", organisation(name))


def write_and_fail(path: Path) -> None:
    with replaced_database(path, table_definitions()) as connection:
        insert(connection, "organisation", organisation("halvfärdig"))
        raise RuntimeError


def name_seen_by_a_new_reader(path: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", ASK_NAME, str(path)], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "arshjul.duckdb"


def test_what_is_written_can_be_read(path: Path) -> None:
    write(path, "Kommunledningskontoret")
    with open_database(path) as connection:
        assert connection.execute("FROM organisation").fetchall() == [
            ("KLK", "Kommunledningskontoret", "administration", None, None, None)
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be replaced; the build says so")
def test_an_open_reader_keeps_the_old_file_and_a_new_reader_gets_the_new(path: Path) -> None:
    write(path, "gammalt")
    with open_database(path) as old_reader:
        write(path, "nytt")
        assert old_reader.execute("SELECT name FROM organisation").fetchall() == [("gammalt",)]
        assert name_seen_by_a_new_reader(path) == "nytt"
    with open_database(path) as reader:
        assert reader.execute("SELECT name FROM organisation").fetchall() == [("nytt",)]


def test_nobody_sees_the_new_file_before_it_is_whole(path: Path) -> None:
    write(path, "gammalt")
    with replaced_database(path, table_definitions()) as connection:
        insert(connection, "organisation", organisation("nytt"))
        assert name_seen_by_a_new_reader(path) == "gammalt"


def test_a_failed_write_leaves_the_old_file_as_it_was(path: Path) -> None:
    write(path, "gammalt")
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        write_and_fail(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_first_write_leaves_nothing(path: Path) -> None:
    with pytest.raises(RuntimeError):
        write_and_fail(path)
    assert list(path.parent.iterdir()) == []


def test_no_temporary_file_is_left(path: Path) -> None:
    write(path, "gammalt")
    write(path, "nytt")
    assert list(path.parent.iterdir()) == [path]


def test_what_is_written_never_reaches_other_files(path: Path) -> None:
    with pytest.raises(duckdb.PermissionException), replaced_database(path, table_definitions()) as connection:
        connection.execute("COPY organisation TO 'organisation.csv'")


SETUP = """
INSERT INTO organisation VALUES ('KLK', 'Kommunledningskontoret', 'administration', NULL, NULL, NULL);
INSERT INTO document VALUES ('annual-2016', 'annual', 2016, 'Verksamhetsberättelse', '2016-01-01', '2016-12-31', NULL,
    NULL);
INSERT INTO strategic_period VALUES ('2016-2019', 2016, 2019);
INSERT INTO perspective VALUES ('effektiv-organisation', 'Effektiv organisation', '2016-2019', 2);
INSERT INTO process_area VALUES ('medarbetare', 'Medarbetare', 'effektiv-organisation', 8);
INSERT INTO unit VALUES ('percent', '%', 'procent', NULL, NULL, 'level');
INSERT INTO indicator VALUES
    ('sjukfranvaro', 'Sjukfrånvaro', 'percent', 1, 'lower', 5, 'relative', NULL, NULL, NULL, NULL, NULL, 0, 100,
    NULL, NULL);
"""
GOAL = """INSERT INTO goal BY NAME SELECT
    '{document}' AS document, '{goal}' AS goal, '{organisation}' AS organisation, 'KLK' AS decided_by,
    'effektiv-organisation' AS perspective, 'medarbetare' AS process_area, '{label}' AS label,
    '{indicator}' AS indicator, 'KLK' AS measured_for, {assessment} AS assessment, '{source}' AS assessment_source,
    'decreased' AS trend, 'printed' AS trend_source, 'T' AS sex, 0 AS base_decimals, 'goal' AS level, [] AS owners,
    {assessment} AS assessment_step, 'decreased' AS trend_step, 'Medarbetare' AS place, 735 AS source_line,
    'printed' AS origin_kind, 'goals.csv' AS file, 3 AS file_row"""
WHOLE = {
    "document": "annual-2016",
    "goal": "frisk",
    "organisation": "KLK",
    "label": "Frisk",
    "indicator": "sjukfranvaro",
    "assessment": "'near'",
    "source": "printed",
}
FIRST = {"goal": "sjukfranvaro", "label": "Sjukfrånvaro", "assessment": "'better'"}
TARGET = """INSERT INTO target BY NAME SELECT
    'annual-2016' AS document, '{goal}' AS goal, 'KLK' AS organisation, 2016 AS year, DATE '2016-01-01' AS period_start,
    DATE '2016-12-31' AS period_end, 1 AS yardstick, 'KLK' AS set_by, 'level' AS kind, 0 AS upper_decimals,
    0 AS base_decimals, {value} AS value, 1 AS decimals, {missing} AS missing, 'percent' AS unit,
    'goal' AS shown_in, 'Målvärde' AS place, 737 AS source_line, 'printed' AS origin_kind,
    'targets.csv' AS file, 2 AS file_row"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database as it was written, with what a goal needs."""
    path = tmp_path_factory.mktemp("fylld") / "arshjul.duckdb"
    with replaced_database(path, table_definitions()) as connection:
        connection.execute(SETUP + GOAL.format_map(WHOLE | FIRST))
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture
def connection(filled: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same as it was, whatever was written to it before."""
    filled.begin()
    yield filled
    filled.rollback()


def test_a_whole_goal_is_accepted(connection: duckdb.DuckDBPyConnection) -> None:
    assert connection.execute(GOAL.format_map(WHOLE)).fetchone() == (1,)


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        pytest.param({"goal": "sjukfranvaro"}, "Duplicate key", id="goal code used twice"),
        pytest.param({"label": "Sjukfrånvaro"}, "Duplicate key", id="label used twice"),
        pytest.param({"document": "annual-2061"}, "foreign key", id="unknown document"),
        pytest.param({"organisation": "KKK"}, "foreign key", id="unknown organisation"),
        pytest.param({"indicator": "halsa"}, "foreign key", id="unknown indicator"),
        pytest.param({"assessment": "'green'"}, "CHECK constraint", id="unknown assessment"),
        pytest.param({"source": "lost"}, "CHECK constraint", id="known assessment called lost"),
        pytest.param({"assessment": "NULL"}, "CHECK constraint", id="lost assessment called printed"),
    ],
)
def test_a_wrong_goal_is_rejected_by_the_database_itself(
    connection: duckdb.DuckDBPyConnection, wrong: dict[str, str], kind: str
) -> None:
    with pytest.raises(duckdb.ConstraintException, match=kind):
        connection.execute(GOAL.format_map(WHOLE | wrong))


@pytest.mark.parametrize(
    ("goal", "value", "missing", "kind"),
    [
        ("halsa", "7.3", "NULL", "foreign key"),
        ("sjukfranvaro", "NULL", "NULL", "CHECK constraint"),
        ("sjukfranvaro", "7.3", "'not_yet'", "CHECK constraint"),
    ],
)
def test_a_wrong_target_is_rejected_by_the_database_itself(
    connection: duckdb.DuckDBPyConnection, goal: str, value: str, missing: str, kind: str
) -> None:
    with pytest.raises(duckdb.ConstraintException, match=kind):
        connection.execute(TARGET.format(goal=goal, value=value, missing=missing))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicator SET direction = 'up'",
        "UPDATE indicator SET tolerance = -1",
        "UPDATE document SET period_end = '2015-12-31'",
        "INSERT INTO indicator VALUES ('x', 'X', 'percent', 0, 'higher', 5, 'share'" + ", NULL" * 9 + ")",
        "UPDATE unit SET kind = 'rate'",
        "UPDATE indicator SET maximum = minimum",
    ],
)
def test_values_out_of_range_are_rejected_by_the_database_itself(
    connection: duckdb.DuckDBPyConnection, statement: str
) -> None:
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(statement)


def test_a_build_that_takes_its_time_draws_no_bar_on_standard_output(tmp_path: Path) -> None:
    with replaced_database(tmp_path / "a.duckdb", table_definitions()) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]
