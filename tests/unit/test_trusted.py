"""Notebooks that we made are trusted by the JupyterLab of whoever made them, and nothing else is."""

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat.sign import MemorySignatureStore, NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output
from tests.examples import examples

from analysis.make import trust as trusted
from analysis.make.trust import DATABASE, Notary, trust

TABLE = "<style>.a { color: red }</style><table class='a'><tr><td>7 %</td></tr></table>"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of signatures, which is not the one of whoever runs the tests."""
    made = tmp_path / "jupyter"
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(made))
    return made


def executed(path: Path, html: str = TABLE) -> Path:
    output = new_output("display_data", data={"text/html": html, "text/plain": "7 %"})  # type: ignore[no-untyped-call]
    cell = new_code_cell("report.goals()", execution_count=1, outputs=[output])  # type: ignore[no-untyped-call]
    nbformat.write(new_notebook(cells=[cell]), path)  # type: ignore[no-untyped-call]
    return path


@pytest.fixture
def notebooks(tmp_path: Path) -> list[Path]:
    """Executed notebooks of a report."""
    return [executed(tmp_path / f"{number}.ipynb", f"{TABLE}{number}") for number in range(3)]


def is_trusted(path: Path) -> bool:
    with NotebookNotary() as notary:  # type: ignore[no-untyped-call]
        return bool(notary.check_signature(nbformat.read(path, as_version=4)))  # type: ignore[no-untyped-call]


def opened(path: Path) -> Iterator[Any]:
    """The cells of a notebook as the server of JupyterLab hands them out."""
    contents = LargeFileManager(root_dir=str(path.parent))
    with contents.notary:
        yield from contents.get(path.name)["content"]["cells"]  # type: ignore[no-untyped-call]


NOTARIES: tuple[Any, Any] = (Notary, NotebookNotary)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
)


@examples(30)
@given(st.dictionaries(st.sampled_from(["cells", "metadata", "other"]), json_values))
def test_a_signature_is_the_one_that_nbformat_gives(content: dict[str, Any]) -> None:
    metadata = content.get("metadata")
    signature = {"signature": "1"} if not isinstance(metadata, dict) else metadata | {"signature": "1"}
    notebook = nbformat.from_dict(content | {"metadata": signature})  # type: ignore[no-untyped-call]
    ours, theirs = (made(store_factory=MemorySignatureStore, secret=b"1") for made in NOTARIES)
    assert ours.compute_signature(notebook) == theirs.compute_signature(notebook)


def test_what_is_signed_is_trusted_and_what_is_not_is_not(notebooks: list[Path]) -> None:
    assert trust(*notebooks[:2]) == 2
    assert [is_trusted(path) for path in notebooks] == [True, True, False]


def test_jupyterlab_takes_its_cells_for_its_own(notebooks: list[Path]) -> None:
    assert trust(notebooks[0]) == 1
    trusts = [[cell["metadata"]["trusted"] for cell in opened(path)] for path in notebooks[:2]]
    assert trusts == [[True], [False]]


def test_a_copy_is_trusted_and_a_changed_one_is_not(notebooks: list[Path], tmp_path: Path) -> None:
    trust(notebooks[0])
    copy = tmp_path / "copy.ipynb"
    copy.write_bytes(notebooks[0].read_bytes())
    assert is_trusted(copy)
    copy.write_text(copy.read_text(encoding="utf-8").replace("7 %", "8 %"), encoding="utf-8")
    assert not is_trusted(copy)


def test_signing_again_adds_nothing(notebooks: list[Path], folder: Path) -> None:
    for _ in range(2):
        trust(*notebooks, *notebooks)
    connection = sqlite3.connect(folder / DATABASE)
    assert connection.execute("SELECT count(*) FROM nbsignatures").fetchone() == (3,)
    connection.close()


def test_what_jupyter_signed_before_stays_trusted(notebooks: list[Path]) -> None:
    trust()
    with NotebookNotary() as notary:  # type: ignore[no-untyped-call]
        notary.sign(nbformat.read(notebooks[0], as_version=4))  # type: ignore[no-untyped-call]
    trust(notebooks[1])
    assert [is_trusted(path) for path in notebooks] == [True, True, False]


def test_a_notebook_that_cannot_be_read_is_no_reason_to_leave_the_others(notebooks: list[Path], tmp_path: Path) -> None:
    torn, odd = tmp_path / "torn.ipynb", tmp_path / "odd.ipynb"
    torn.write_bytes(notebooks[0].read_bytes()[:-50])
    odd.write_text("[]", encoding="utf-8")
    assert trust(torn, tmp_path / "gone.ipynb", odd, notebooks[0]) == 1
    assert is_trusted(notebooks[0])


def test_a_broken_database_fails_nothing_and_is_left_as_it_is(notebooks: list[Path], folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"no database at all" * 1000)
    assert trust(*notebooks) == 0
    assert [path.name for path in folder.iterdir()] == [DATABASE]


def test_a_folder_that_cannot_be_made_fails_nothing(notebooks: list[Path], folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    assert trust(*notebooks) == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_fails_nothing(notebooks: list[Path], folder: Path) -> None:
    trust(notebooks[0])
    (folder / DATABASE).chmod(0o400)
    folder.chmod(0o500)
    assert trust(notebooks[1]) == 0


def test_a_database_that_only_answers_fails_nothing(notebooks: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    usual = sqlite3.connect

    def read_only(path: str, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - options of sqlite3
        connection: sqlite3.Connection = usual(path, **options)
        connection.execute("PRAGMA query_only = ON")
        return connection

    assert trust(notebooks[0]) == 1
    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert trust(notebooks[1]) == 0


def test_somebody_else_who_signs_is_waited_for_but_not_for_long(
    notebooks: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust()
    other = sqlite3.connect(folder / DATABASE, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(trusted, "PATIENCE", 0.1)
    assert trust(notebooks[0]) == 0
    monkeypatch.setattr(trusted, "PATIENCE", 30.0)
    threading.Timer(0.3, other.rollback).start()
    assert trust(notebooks[0]) == 1
    other.close()
    assert is_trusted(notebooks[0])
    assert {path.name for path in folder.iterdir()} == {DATABASE, "notebook_secret"}
