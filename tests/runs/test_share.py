"""Files on their way between a run and its workers: whole, by name, and cleared away."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from analysis.base.files import digest_of
from analysis.errors import CallError
from analysis.make.shared_files import Room, fetched, reached, room_of, sent, taken

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="who owns a file is told otherwise")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Any file will do."""
    path = tmp_path / "run.duckdb"
    path.write_bytes(b"siffror" * 1_000)
    return path


@pytest.fixture(params=["folder", "file", "memory"])
def share(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A folder, an address of a folder, and one that is no folder of any machine."""
    yield {"folder": str(tmp_path / "delad"), "file": f"file://{tmp_path}/delad", "memory": "memory://delad"}[
        request.param
    ]
    fsspec.filesystem("memory").store.clear()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def files_of(share: str) -> list[str]:
    system, path = fsspec.core.url_to_fs(share)
    return [Path(found).name for found in system.find(path)] if system.exists(path) else []


def test_the_database_goes_there_and_results_come_back_once(share: str, database: Path, tmp_path: Path) -> None:
    made, here = tmp_path / "made.ipynb", tmp_path / "here.ipynb"
    made.write_text("{}", encoding="utf-8")
    with room_of(share, "run", database, tmp_path) as room:
        assert fetched(room.database, room.digest).read_bytes() == database.read_bytes()
        sent(made, f"{room.folder}/one--1.ipynb")
        assert sorted(files_of(share)) == ["one--1.ipynb", "run.duckdb"]
        taken(f"{room.folder}/one--1.ipynb", here)
        assert here.read_text(encoding="utf-8") == "{}"
        assert files_of(share) == ["run.duckdb"]
        with pytest.raises(FileNotFoundError):
            taken(f"{room.folder}/one--1.ipynb", here)
        sent(here, f"{room.folder}/left-by-a-worker-thought-dead.ipynb")
    assert files_of(share) == []


def test_two_runs_in_one_share_leave_each_other_alone(share: str, database: Path, tmp_path: Path) -> None:
    with room_of(share, "one", database, tmp_path) as one:
        with room_of(share, "two", database, tmp_path) as two:
            assert one.folder != two.folder
        assert fetched(one.database, one.digest).read_bytes() == database.read_bytes()


def test_threads_of_ours_need_no_room(database: Path, tmp_path: Path) -> None:
    with room_of("", "run", database, tmp_path / "work") as room:
        assert room == Room(str(database), "", str(tmp_path / "work"))


@pytest.mark.parametrize("share", ["{}/fil", "nosuch://plats", "file://{}/fil"])
def test_a_share_that_cannot_be_written_is_a_wrong_call(share: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    share = share.format(tmp_path)
    with (
        pytest.raises(CallError, match=f"Det går inte att skriva i «{share}»"),
        room_of(share, "r", database, tmp_path),
    ):
        pass


def test_workers_are_told_the_whole_path() -> None:
    assert reached("") == ""
    assert reached("delad") == str(Path.cwd() / "delad")
    assert reached("~/delad") == str(Path.home() / "delad")
    assert reached("s3://delad") == "s3://delad"


# ---- what a worker keeps ----


def test_a_database_is_fetched_once_for_each_content(database: Path, temporary: Path) -> None:
    address, first = f"file://{database}", digest_of(database)
    here = fetched(address, first)
    database.write_bytes(b"andra siffror")
    assert fetched(address, first) == here
    second = fetched(address, digest_of(database))
    assert second.read_bytes() == b"andra siffror"
    assert here.parent == second.parent
    assert here.parent.stat().st_mode & 0o777 == 0o700
    os.utime(here, (0, 0))
    database.write_bytes(b"tredje")
    third = fetched(address, digest_of(database))
    assert sorted(third.parent.iterdir()) == sorted([second, third])


def test_a_database_that_does_not_come_whole_is_not_kept(database: Path, temporary: Path) -> None:
    with pytest.raises(OSError, match="kom inte fram hel"):
        fetched(f"file://{database}", "0" * 16)
    assert [path for path in temporary.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("planted", ["open", "link"])
def test_a_folder_that_others_can_put_files_in_is_not_used(database: Path, temporary: Path, planted: str) -> None:
    folder = temporary / f"arshjul-{os.getuid()}"
    if planted == "open":
        folder.mkdir()
        folder.chmod(0o777)
    else:
        (temporary / "elsewhere").mkdir()
        folder.symlink_to(temporary / "elsewhere")
    with pytest.raises(PermissionError, match="tillhör någon annan eller är öppen"):
        fetched(f"file://{database}", digest_of(database))
