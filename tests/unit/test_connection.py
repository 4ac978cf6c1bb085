"""Opening the database: readers never write and never reach outside it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
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
        "INSERT INTO organisation VALUES ('X', 'Y', 'board', NULL, NULL, NULL)",
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


# ---- one connection a process, to a snapshot ----

FORKS = """
import os, sys
from pathlib import Path
from analysis.store.connection import open_database
def rows():
    with open_database(Path(sys.argv[1])) as connection:
        return connection.execute("SELECT count(*) FROM goal_status").fetchall()
asked = rows()
if (child := os.fork()) == 0:
    os._exit(0 if rows() == asked else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


SHARED = """
import os, sys
from pathlib import Path
import duckdb
from analysis.store.connection import open_database, open_for_forks
path, tasks = Path(sys.argv[1]), Path("/proc/self/task")
before = len(list(tasks.iterdir()))
open_for_forks(path)
open_for_forks(Path("/no/such.duckdb"))
open_for_forks(path)
assert len(list(tasks.iterdir())) == before, "it left threads"
duckdb.connect = lambda *_, **__: os._exit(3)
def rows():
    with open_database(path) as connection:
        return connection.execute("SELECT count(*), min(label) FROM indicator").fetchall()
asked = rows()
for _ in range(3):
    if (child := os.fork()) == 0:
        same = all(rows() == asked for _ in range(20))
        os._exit(0 if same else 1)
    if code := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(code)
"""


def snapshots(project: Project) -> list[str]:
    return sorted(path.name for path in (project.state / "snapshots").iterdir())


def labels(project: Project) -> set[str]:
    with open_database(project.database) as connection:
        return set(ask_sql(connection, "SELECT label FROM indicator")["label"])


def rename(project: Project, old: str, new: str) -> None:
    path = project.data / "reference" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new), encoding="utf-8-sig")


@pytest.fixture
def project(small: Built, tmp_path: Path) -> Project:
    return small_project(tmp_path, small)


def test_an_analyst_may_open_the_file_beside_us(project: Project) -> None:
    with open_database(project.database) as ours:
        own = duckdb.connect(str(project.database), read_only=True)
        asked = "SELECT count(*) FROM goal_status"
        assert own.execute(asked).fetchall() == ours.execute(asked).fetchall()
        own.close()
    assert "Badvattenindex" in labels(project)


def test_one_who_has_it_open_already_hinders_nobody(project: Project) -> None:
    with duckdb.connect(str(project.database), read_only=True):
        assert "Badvattenindex" in labels(project)


def test_a_build_is_seen_at_the_next_question_and_old_snapshots_go(project: Project) -> None:
    with open_database(project.database) as reader:
        (first,) = snapshots(project)
        rename(project, "Badvattenindex", "Badindex")
        build_database(project)
        assert ("Badvattenindex",) in reader.execute("SELECT label FROM indicator").fetchall()
        assert "Badindex" in labels(project)
        assert ("Badvattenindex",) in reader.execute("SELECT label FROM indicator").fetchall()
    (second,) = snapshots(project)
    assert second != first


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell")
def test_a_process_opens_the_file_once(project: Project) -> None:
    snapshot = project.state / "snapshots"
    with open_database(project.database) as one, open_database(project.database) as other:
        assert one.execute("SELECT 1").fetchall() == other.execute("SELECT 1").fetchall()
        labels(project)
        opened = [link.resolve() for link in Path("/proc/self/fd").iterdir() if link.exists()]
        assert len([path for path in opened if path.parent == snapshot]) == 1


def test_threads_ask_at_the_same_time(project: Project) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: labels(project), range(40)))
    assert all(answer == answers[0] for answer in answers)
    assert len(snapshots(project)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_child_opens_it_anew(project: Project) -> None:
    done = subprocess.run([sys.executable, "-c", FORKS, str(project.database)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system does not tell of threads")
def test_forks_of_a_process_without_threads_share_what_it_opened(project: Project) -> None:
    done = subprocess.run([sys.executable, "-c", SHARED, str(project.database)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs another file system")  # noqa: S108 - to be another one
def test_where_no_link_leads_a_copy_is_read(project: Project) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        project.output.symlink_to(elsewhere)
        assert "Badvattenindex" in labels(project)
        (copy,) = (project.state / "snapshots").iterdir()
        assert copy.stat().st_ino != project.database.stat().st_ino
        assert copy.read_bytes() == project.database.read_bytes()


def test_where_no_snapshot_can_lie_the_file_itself_is_read(project: Project) -> None:
    project.output.write_text("ingen mapp", encoding="utf-8")
    assert "Badvattenindex" in labels(project)


def test_only_our_own_old_snapshots_are_removed(project: Project) -> None:
    folder = project.state / "snapshots"
    folder.mkdir(parents=True)
    for name in ("0123456789abcdef.duckdb", "min egen.duckdb", "abc.duckdb"):
        (folder / name).touch()
    labels(project)
    assert {"min egen.duckdb", "abc.duckdb"} < set(snapshots(project))
    assert "0123456789abcdef.duckdb" not in snapshots(project)
