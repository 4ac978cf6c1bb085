"""Files and folders that are whole or not there."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analysis.base import files
from analysis.base.files import digest_of, fresh_folder, left_behind, listed, put_in_place, remove, sweep, write_whole


def make(folder: Path, content: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(params=["in one step", "in two steps"])
def exchanging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to let folders change places; the second is for systems that cannot do the first."""
    if request.param == "in two steps":
        monkeypatch.setattr(files, "_exchange", lambda one, other: False)
    return str(request.param)


@pytest.mark.usefixtures("exchanging")
def test_a_finished_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    final = make(tmp_path / "report", "gammal")
    with fresh_folder(final) as folder:
        (folder / "index.html").write_text("ny", encoding="utf-8")
        put_in_place(folder, final)
    assert (final / "index.html").read_text(encoding="utf-8") == "ny"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take two steps")
def test_a_reader_always_finds_a_report_while_it_is_replaced(tmp_path: Path) -> None:
    final = make(tmp_path / "report", "0")
    missing: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            # Always the whole folder, old or new: one look, for between two looks it may have been replaced.
            if not final.is_dir():
                missing.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(300):
        with fresh_folder(final) as folder:
            (folder / "index.html").write_text(str(number), encoding="utf-8")
            put_in_place(folder, final)
    done.set()
    reader.join()
    assert missing == []
    assert (final / "index.html").read_text(encoding="utf-8") == "299"


def test_what_a_killed_run_left_is_swept_and_what_it_set_aside_comes_back(tmp_path: Path) -> None:
    make(tmp_path / ".old-report", "gammal")
    make(tmp_path / ".tmp-report-12345678", "halv")
    make(tmp_path / ".tmp-other-12345678", "en annans")
    sweep(tmp_path / "report")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".tmp-other-12345678", "report"]
    make(tmp_path / ".old-report", "gammal")
    sweep(tmp_path / "report")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".tmp-other-12345678", "report"]


def test_a_folder_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    final = make(tmp_path / "report", "gammal")
    with pytest.raises(RuntimeError), fresh_folder(final):
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("gammal", encoding="utf-8")
    code = (
        "import resource, signal, sys; from pathlib import Path; from analysis.base.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_whole(Path(sys.argv[1]), 'ny' * 10000)"
    )
    ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert "OSError: [Errno 27] File too large" in ran.stderr
    assert path.read_text(encoding="utf-8") == "gammal"
    assert [other.name for other in tmp_path.iterdir()] == ["file"]


def test_a_digest_tells_contents_apart(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "1\n")
    write_whole(tmp_path / "b", "1\r\n")
    assert digest_of(tmp_path / "a") != digest_of(tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"1\r\n"


def test_a_folder_lists_what_lies_in_it_and_below_it_and_says_where_it_is_none(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("b.md", "a.md", "texts/c.md"):
        (tmp_path / name).touch()
    assert [path.name for path in listed(tmp_path, "*.md")] == ["a.md", "b.md"]
    assert [path.name for path in listed(tmp_path, "texts/*.md")] == ["c.md"]
    assert listed(tmp_path / "elsewhere", "*") == []
    with pytest.raises(NotADirectoryError):
        listed(tmp_path / "a.md", "*")


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
def test_a_link_in_a_circle_is_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(OSError, match="symbolic links"):
        listed(tmp_path / "ring", "*")


def test_what_is_removed_is_gone_with_all_that_it_holds_and_a_link_with_nothing_else(tmp_path: Path) -> None:
    make(tmp_path / "folder", "innehåll")
    make(tmp_path / "other", "någons")
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "other")
    for name in ("folder", "file", "link", "nothing"):
        remove(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert (tmp_path / "other" / "index.html").exists()
    assert left_behind == set()


def test_a_file_where_a_folder_is_to_be_is_somebodys(tmp_path: Path) -> None:
    final = tmp_path / "report"
    final.write_text("någons", encoding="utf-8")
    with pytest.raises(NotADirectoryError), fresh_folder(final) as folder:
        put_in_place(folder, final)
    assert final.read_text(encoding="utf-8") == "någons"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_write_that_fails_names_the_file_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="file") as refused:
        write_whole(tmp_path / "file", "ny")
    assert refused.value.filename2 == str(tmp_path / "file")
