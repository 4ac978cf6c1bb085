"""What the system refuses is said: what, where, and what to do."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.refusals import as_refusal, in_words, is_of_machine
from analysis.words.current_language import ENGLISH, speaking

numbers = st.sampled_from(sorted(errno.errorcode))


def refusal(number: int, *files: str | None) -> OSError:
    return OSError(number, os.strerror(number), *(file for file in files[:1] if file))


@given(numbers, st.sampled_from([None, "/a/b.csv"]))
def test_whatever_is_refused_is_said_with_its_file_and_a_remedy(number: int, file: str | None) -> None:
    for language in ("sv", ENGLISH):
        with speaking(language):
            told = in_words(refusal(number, file))
        assert told.message.endswith(".")
        assert told.remedy.endswith(".")
        assert "{" not in str(told)
        assert "Errno" not in str(told)
        assert (file or "fil") in told.message or language == ENGLISH


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "/a/b.csv får inte läsas eller ändras."),
        (errno.EISDIR, "/a/b.csv är en mapp och ska vara en fil."),
        (errno.ENOTDIR, "/a/b.csv är en fil, eller ligger under en, och ska vara en mapp."),
        (errno.ELOOP, "/a/b.csv är en länk som leder i ring."),
        (errno.EROFS, "/a/b.csv går inte att ändra: disken är skrivskyddad."),
        (errno.ENOSPC, "Disken är full, eller så får inget mer skrivas dit (/a/b.csv)."),
        (errno.EMFILE, "Fler filer än systemet tillåter är öppna på en gång (/a/b.csv)."),
    ],
)
def test_each_kind_is_told_apart(number: int, told: str) -> None:
    assert in_words(refusal(number, "/a/b.csv")).message == told


def test_of_a_file_that_is_written_beside_its_place_the_folder_is_named() -> None:
    refused = OSError(errno.EACCES, "nej", "/a/b/.tmp-12345678-approvals.csv")
    assert in_words(refused).message.startswith("/a/b får inte")


def test_of_two_files_the_one_that_was_to_be_is_named() -> None:
    assert in_words(OSError(errno.EISDIR, "nej", "/a/.tmp-1-x", None, "/a/x")).message.startswith("/a/x är en mapp")


def test_of_several_files_copied_the_first_is_named(tmp_path: Path) -> None:
    refused = shutil.Error([("/a/x", "/b/x", str(refusal(errno.ENOSPC, "/b/x"))), ("/a/y", "/b/y", "…")])
    assert in_words(refused).message == "Disken är full, eller så får inget mer skrivas dit (/b/x)."
    assert is_of_machine(refused)


def test_what_sqlite_cannot_open_says_why(tmp_path: Path) -> None:
    for name, number in (("folder", errno.EISDIR), ("ring", errno.ELOOP)):
        path = tmp_path / name
        path.mkdir() if name == "folder" else path.symlink_to(path)
        with pytest.raises(sqlite3.OperationalError) as raised:
            sqlite3.connect(path).execute("SELECT * FROM sqlite_master")
        refused = as_refusal(raised.value, path)
        assert refused is not None
        assert refused.errno == number


def test_what_a_library_says_in_the_words_of_the_system_is_the_systems(tmp_path: Path) -> None:
    refused = as_refusal(duckdb.IOException('Could not write "x": No space left on device'), tmp_path)
    assert refused is not None
    assert (refused.errno, refused.filename) == (errno.ENOSPC, str(tmp_path))


def test_what_a_library_itself_objects_to_is_its_own(tmp_path: Path) -> None:
    assert as_refusal(duckdb.ConstraintException("NOT NULL constraint failed"), tmp_path) is None
    assert as_refusal(sqlite3.IntegrityError("UNIQUE constraint failed"), tmp_path) is None
