"""A file or folder that is not to be had, whatever the reason: a sentence, exit code 1, and the rest goes on."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.refusals.conftest import Ended, Refusing

NO_RIGHT = "får inte läsas eller ändras"
FOLDER, FILE, LOOP = "är en mapp och ska vara en fil", "och ska vara en mapp", "är en länk som leder i ring"
WRITE_PROTECTED = {"REFUSE_ERROR": str(errno.EROFS)}
WRITERS = [("build",), ("run", "--force"), ("export",), ("approve", "one", "--name", "x", "--reason", "y")]
Spoil = Callable[[Path], None]


def folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def file_there(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("någons", encoding="utf-8")


def loop_there(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(path)


def hidden(refusing: Refusing, name: str, number: int = errno.EACCES) -> dict[str, str]:
    """What makes the system refuse a file or folder."""
    return {"REFUSE_NAMED": str(refusing.project.root / name), "REFUSE_ERROR": str(number)}


def refused(ended: Ended, *told: str) -> str:
    """What a command said that failed in words."""
    assert ended.code == 1, ended
    assert all(words in ended.said for words in told), ended.said
    return ended.said


@pytest.fixture(autouse=True)
def _anew(refusing: Refusing) -> None:
    refusing.restore()


@pytest.mark.parametrize(
    ("file", "spoil", "told"),
    [
        ("reference/units.csv", folder_there, FOLDER),
        ("reviews/approvals.csv", folder_there, FOLDER),
        ("sources/annual-2031/goals.csv", loop_there, LOOP),
        ("sources/annual-2031", loop_there, LOOP),
    ],
)
def test_a_build_tells_of_every_file_that_is_none(refusing: Refusing, file: str, spoil: Spoil, told: str) -> None:
    spoil(refusing.project.data / file)
    before = refusing.project.database.read_bytes()
    parts = refusing.project.data / "sources" / "annual-2031" / "parts.csv"
    if parts.exists():
        parts.write_text("x\n", encoding="utf-8")
    said = refused(refusing("build"), f"{file}: filen {told}")
    assert ("annual-2031/parts.csv" in said) == parts.exists()
    assert refusing.project.database.read_bytes() == before


@pytest.mark.parametrize("name", ["sources/annual-2031", "sources/annual-2031/texts", "reference/units.csv"])
def test_a_build_tells_of_what_may_not_be_read(refusing: Refusing, name: str) -> None:
    refused(refusing("build", environment=hidden(refusing, f"data/{name}")), name, NO_RIGHT)


def test_data_that_may_not_be_read_leave_the_old_database_to_the_reports(refusing: Refusing) -> None:
    said = refused(refusing("run", "--build", environment=hidden(refusing, "data/reference/units.csv")), NO_RIGHT)
    assert "Databasen kunde inte byggas om; rapporterna bygger på den förra." in said
    assert "one: oförändrad" in said


@pytest.mark.parametrize("spoil", [folder_there, loop_there])
def test_a_parameter_file_stops_its_own_report_only(refusing: Refusing, spoil: Spoil) -> None:
    spoil(refusing.project.parameters / "one.yaml")
    said = refused(refusing("run", "--force"), "one.yaml")
    assert "other  1/1  Mål: klart" in said
    assert "other" in refused(refusing("list"), "one.yaml")


def test_a_notebook_that_may_not_be_read_is_missing_from_its_reports_only(refusing: Refusing) -> None:
    said = refused(refusing("run", "--force", environment=hidden(refusing, "notebooks/hello.ipynb")), NO_RIGHT)
    assert "Kapitlet «Hej» kunde inte tas fram" in said
    assert "Mål: klart" in said
    assert "other  3/3" in said or "other  2/3" in said or "other  1/3" in said


def test_a_report_that_may_not_be_written_leaves_the_others(refusing: Refusing) -> None:
    name = "output/.arshjul/locks/one.lock"
    said = refused(
        refusing("run", "--force", environment=hidden(refusing, name)),
        f"one: {refusing.project.root / name} {NO_RIGHT}",
    )
    assert "Den förra rapporten ligger kvar" in said
    assert f"other: {refusing.project.root}" not in said
    refusing.well("run")


def test_what_somebody_put_where_a_report_is_to_be_is_not_removed(refusing: Refusing) -> None:
    file_there(refusing.project.output / "one")
    refused(refusing("run", "--force"), f"one: {refusing.project.output / 'one'} är en fil", FILE)
    assert (refusing.project.output / "one").read_text(encoding="utf-8") == "någons"


@pytest.mark.parametrize("name", ["output/.arshjul/runs.sqlite", "data/arshjul.duckdb"])
def test_a_database_that_is_a_folder_is_told(refusing: Refusing, name: str) -> None:
    folder_there(refusing.project.root / name)
    refused(refusing("run", "--force"), name.rpartition("/")[2])


def test_approved_copies_are_verified_where_nothing_may_be_written(refusing: Refusing) -> None:
    ended = refusing("verify", first=1, environment=WRITE_PROTECTED)
    assert (ended.code, "oförändrade sedan godkännandet" in ended.said) == (0, True)


@pytest.mark.parametrize("command", [("list",), ("check",), ("explain", "full-hamn"), ("verify",)])
def test_who_only_reads_needs_no_disk_to_write_on(refusing: Refusing, command: tuple[str, ...]) -> None:
    usual, ended = refusing(*command), refusing(*command, first=1, environment=WRITE_PROTECTED)
    assert (ended.code, ended.said) == (usual.code, usual.said)


@pytest.mark.parametrize(
    "command", [("build",), ("run", "--force"), ("export",), ("approve", "one", "--name", "x", "--reason", "y")]
)
def test_who_writes_is_told_that_the_disk_is_write_protected(refusing: Refusing, command: tuple[str, ...]) -> None:
    refused(refusing(*command, first=1, environment=WRITE_PROTECTED), "disken är skrivskyddad")


def test_a_leftover_that_cannot_be_removed_is_stepped_around_and_told(refusing: Refusing) -> None:
    left = refusing.project.output / ".tmp-one-12345678"
    left.mkdir()
    (left / "index.html").write_text("halv", encoding="utf-8")
    ended = refusing("run", "--force", environment=hidden(refusing, f"output/{left.name}"))
    assert ended.code == 0, ended.said
    assert ended.error == f"{left} gick inte att ta bort och behövs inte; ta bort den när det går.\n"
    refusing.well("run", "--force")
    assert not left.exists()
