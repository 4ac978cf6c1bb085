"""Laws of reading: whatever a file holds is read or refused in words, and what is read the database takes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.damage import CSV, YAMLS

from analysis.base.project import Project
from analysis.base.unseen import UNSEEN
from analysis.build.computed_tables import table_definitions
from analysis.errors import UserError
from analysis.intake.columns import is_added
from analysis.intake.csv_file import read_csv
from analysis.intake.project_settings import read_settings
from analysis.intake.rows import FileRow
from analysis.intake.texts import read_texts
from analysis.parameters import read_plan
from analysis.publish.files.terms_of_use import read_terms
from analysis.schedule.calendar import read_calendar
from analysis.store.writer import insert

#: Of each kind: as many as other laws, and so many before something is done.
MANY = 10_000
LONGEST_TOLD = 4_000

NASTY = [
    *"\0\a\u202e\ufffd\"';,\t\n#=",
    "",
    " ",
    "\u00a0",
    "-1",
    "0",
    "1",
    "7",
    "1,5",
    "1.5",
    "1e5",
    "NaN",
    "9" * 400,
    "9" * 12,
]
NASTY += [
    "2031-01-01",
    "2031-12-31",
    "0001-01-01",
    "2916-12-31",
    "2031-02-30",
    "yes",
    "nej",
    "x",
    "ABC",
    "å-ö",
    "K",
    "T",
]
NASTY += [
    "year",
    "outcome",
    "done",
    "printed",
    "lost",
    "annual",
    "percent",
    "1-7",
    "7, 16",
    "1-2000000000",
    "x" * 5_000,
]
CELL = st.sampled_from(NASTY) | st.text(max_size=12)
SEPARATOR = st.sampled_from([";", ";", ";", ";", ";", ";", ",", "\t"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[type[FileRow], bytes]:
    """A file of a contract: its heading, usually; cells that are right, wrong or monstrous; then some bytes changed."""
    contract = draw(st.sampled_from(list(CSV.values())))
    heading = [name for name, column in contract.columns().items() if not is_added(column)]
    if draw(st.integers(0, 9)) == 0:
        heading = draw(st.permutations([*heading, draw(CELL)]))
    cells = st.lists(CELL, min_size=len(heading), max_size=len(heading))
    rows = draw(st.lists(cells, max_size=3))
    mark = draw(SEPARATOR)
    content = "".join(mark.join(row) + "\n" for row in [heading, *rows]).encode("utf-8", "replace")
    return contract, draw(damaged(content))


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content, one time of four with bytes in its midst that nobody wrote, or without its end."""
    if draw(st.integers(0, 3)) or not content:
        return content
    at = draw(st.integers(0, len(content) - 1))
    return content[:at] + draw(st.binary(max_size=8)) + content[at + draw(st.integers(0, len(content))) :]


LINES = [
    "# Rubrik",
    "## goal full-hamn (HAMN)",
    "##goal x (HAMN)",
    "## unit A  B (XK)",
    "## gaol",
    "### Analys",
    "###Analys",
]
LINES += [
    "### Analyss",
    "Plats: Del 1 › Mål · rad 22",
    "Plats: Del 1",
    "Plats: D · rad " + "9" * 30,
    "Text.",
    "",
    "{{ utfall(",
]
TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=12).map("\n".join)

KEYS = [
    "format",
    "adding_up",
    "report",
    "title",
    "parameters",
    "chapters",
    "entries",
    "mail",
    "language",
    "licences",
    "a",
]
VALUES = [
    "2",
    "1",
    "[]",
    "{}",
    "{goal: weakest}",
    "{goal: [1]}",
    "&a 1",
    "*a",
    "!!str 2",
    "2001-99-99",
    ".inf",
    "~",
    "'",
    "|",
    "con",
]
VALUES += ["[" * 30, "9999-12-31", "9" * 5000, "x" * 5000, "[{notebook: con, title: x}]", "[{id: nul, report: index}]"]
PAIR = st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES) | st.text(max_size=12)).map(": ".join)
SETTINGS = st.sampled_from([*YAMLS.values()]) | st.lists(PAIR, max_size=4).map("\n".join) | st.text(max_size=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every example writes its file into."""
    return tmp_path_factory.mktemp("intake")


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of the database, empty."""
    with duckdb.connect() as connection:
        connection.execute(table_definitions())
        yield connection


def is_plain(told: str) -> bool:
    """Whether a message can be read: as long as people read, and nothing in it that does things to a terminal."""
    return len(told) <= LONGEST_TOLD and not UNSEEN.search(told)


def refused_by(database: duckdb.DuckDBPyConnection, contract: type[FileRow], frame: Any) -> str:  # noqa: ANN401 - typed by its contract
    """What the table says against rows; that others must be there before them is told when all files are read."""
    database.begin()
    try:
        insert(database, contract.stored_in, frame.select(list(contract.stored_columns())))
    except duckdb.ConstraintException as error:
        return "" if "foreign key" in str(error) else str(error)
    except duckdb.Error as error:
        return str(error)
    finally:
        database.rollback()
    return ""


def _table_is_read_or_told(
    folder: Path, database: duckdb.DuckDBPyConnection, example: tuple[type[FileRow], bytes]
) -> None:
    contract, content = example
    path = folder / "table.csv"
    path.write_bytes(content)
    frame, faults = read_csv(path, contract, "table.csv", "annual-2031")
    assert all(is_plain(str(fault)) for fault in faults)
    if not faults and contract.stored_in:
        assert refused_by(database, contract, frame) == ""


def _text_is_read_or_told(folder: Path, example: str) -> None:
    path = folder / "text.md"
    path.write_bytes(example.encode("utf-8", "replace"))
    _frame, faults = read_texts(path, "text.md", "annual-2031")
    assert all(is_plain(str(fault)) for fault in faults)


def _settings_are_read_or_told(folder: Path, example: str) -> None:
    project = Project(folder)
    for part in (project.data, project.parameters):
        part.mkdir(exist_ok=True)
    for path in (project.data / "project.yaml", project.data / "open_data.yaml", project.parameters / "calendar.yaml"):
        path.write_bytes(example.encode("utf-8", "replace"))
    assert all(is_plain(str(fault)) for fault in read_settings(project.data)[1])
    readers = (
        lambda: read_terms(project.data),
        lambda: read_calendar(project),
        lambda: read_plan(project.parameters / "calendar.yaml"),
    )
    for read in readers:
        try:
            read()
        except UserError as error:
            assert is_plain(str(error))


@given(example=tables())
def test_a_table_is_read_or_told(
    folder: Path, database: duckdb.DuckDBPyConnection, example: tuple[type[FileRow], bytes]
) -> None:
    _table_is_read_or_told(folder, database, example)


@pytest.mark.long
@settings(max_examples=MANY)
@given(example=tables())
def test_many_tables_are_read_or_told(
    folder: Path, database: duckdb.DuckDBPyConnection, example: tuple[type[FileRow], bytes]
) -> None:
    _table_is_read_or_told(folder, database, example)


@given(example=TEXTS)
def test_a_text_is_read_or_told(folder: Path, example: str) -> None:
    _text_is_read_or_told(folder, example)


@pytest.mark.long
@settings(max_examples=MANY)
@given(example=TEXTS)
def test_many_texts_are_read_or_told(folder: Path, example: str) -> None:
    _text_is_read_or_told(folder, example)


@given(example=SETTINGS)
def test_settings_are_read_or_told(folder: Path, example: str) -> None:
    _settings_are_read_or_told(folder, example)


@pytest.mark.long
@settings(max_examples=MANY)
@given(example=SETTINGS)
def test_many_settings_are_read_or_told(folder: Path, example: str) -> None:
    _settings_are_read_or_told(folder, example)
