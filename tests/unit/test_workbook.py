"""Workbooks: cells as they are shown; what is damaged or holds more than cells is refused in plain words."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from tests.examples import examples
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.build.provenance import explain
from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.intake.workbook import letter_of, read_workbook
from analysis.intake.workbook_text import text_of
from analysis.notebook_files.git_setup import SHOWING, TEXT, filter_command, install

NAME = "sources/d/d.xlsx"
HEADING = "indicator;organisation;sex;period_type;period_start;period_end;measure;value;unit;place;source_line"
ROW = ["i", WHO, "T", "year", date(2023, 1, 1), date(2023, 12, 31), "outcome", 93.5, "percent", "A › T", 7]
Damage = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Invented(tmp_path, "format: 2\n")
    made.indicator("i")
    return made.write()


def book(project: Project, *rows: list[object], title: str = "observations") -> Path:
    """Write the document's workbook with rows of observations."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = title
    sheet.append(HEADING.split(";"))
    for row in rows:
        sheet.append(row)
    path = project.data / NAME
    made.save(path)
    return path


def told(project: Project) -> list[str]:
    with pytest.raises(InputFaults) as faults:
        read_sources(project.data)
    return [str(fault) for fault in faults.value.faults]


def test_a_sheet_is_a_table_and_is_told_as_one(project: Project) -> None:
    book(project, ROW)
    build_database(project)
    assert asked(project, "SELECT value, unit, file_row, file FROM observation").rows() == [
        (93.5, "percent", 2, f"{NAME}#observations")
    ]
    (origin,) = explain(project, "i")
    assert (origin.file, origin.place) == (f"data/{NAME}, blad observations, rad 2", "A › T")


def test_a_fault_names_sheet_row_and_letter(project: Project) -> None:
    book(project, ROW, [*ROW[:7], "åtta", *ROW[8:10], 8], ["okänd", *ROW[1:]])
    spot = f"{NAME}, blad observations"
    number = "ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5"
    assert told(project) == [
        f"{spot}, rad 3, kolumn value (H): «åtta» – {number}",
        f"{spot}, rad 4, kolumn indicator (A): «okänd» – okänd kod. Tillåtna: i.",
    ]


def test_a_table_in_both_is_refused_and_both_are_named(project: Project) -> None:
    book(project, ROW)
    (project.data / "sources" / "d" / "observations.csv").write_text(f"{HEADING}\n", encoding="utf-8")
    both = "tabellen finns två gånger: i bladet observations i d.xlsx och i observations.csv; behåll den ena"
    assert told(project) == [f"{NAME}, blad observations: {both}"]


def test_a_sheet_that_is_no_table_is_told_and_one_for_people_is_not(project: Project) -> None:
    book(project, ROW, title="README")
    read_sources(project.data)
    book(project, ROW, title="observation")
    assert told(project) == [
        f"{NAME}, blad observation: «observation» – bladet läses inte; döp det till en tabell, eller ta bort det. "
        "Menade du «observations»?"
    ]


def shown(path: Path, value: object, form: str = "General") -> tuple[str, list[str]]:
    """What a cell of some value and format is read as, and what is wrong with it."""
    made = Workbook()
    sheet: Any = made.active
    sheet.append(["value"])
    sheet["A2"] = value
    sheet["A2"].number_format = form
    made.save(path)
    (read,) = read_workbook(path, "x.xlsx")[0].values()
    return read.rows[-1][1][0], [fault.allowed for fault in read.faults]


@pytest.mark.parametrize(
    ("value", "form", "cell"),
    [
        (3, "0.0", "3,0"),
        (3, "General", "3"),
        (1234.5, "#,##0.00", "1234,50"),
        (0.1 + 0.2, "0.0", "0,3"),
        (2.675, "0.00", "2,68"),
        (0.915, "0.0%", "91,5"),
        (0.07, "0%", "7"),
        (-93234, "# ##0", "-93234"),
        (12, '0" kr"', "12"),
        (1e15, "General", "1000000000000000"),
        (0.00001, "General", "0,00001"),
        ("1 234,50", "General", "1 234,50"),
        (datetime(2023, 4, 30), "yyyy-mm-dd", "2023-04-30"),
        (date(2023, 4, 30), "d mmm", "2023-04-30"),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, value: object, form: str, cell: str) -> None:
    assert shown(tmp_path / "x.xlsx", value, form) == (cell, [])


@pytest.mark.parametrize(
    ("value", "form", "why"),
    [
        (0.5, "# ?/?", "visar talet på ett sätt som inte läses"),
        (12345, "0.00E+00", "visar talet på ett sätt som inte läses"),
        (12345, "#,##0,", "visar talet på ett sätt som inte läses"),
        (True, "General", "sant och falskt skrivs som yes och tomt"),
        (datetime(2023, 4, 30, 12, 5), "yyyy-mm-dd hh:mm", "ett klockslag; skriv bara dagen"),
        ("=1+1", "General", "formeln har inget sparat värde"),
        ("#N/A", "General", "cellen visar ett fel"),
    ],
)
def test_a_cell_that_says_something_else_is_refused(tmp_path: Path, value: object, form: str, why: str) -> None:
    (fault,) = shown(tmp_path / "x.xlsx", value, form)[1]
    assert why in fault


@examples(20)
@given(value=st.decimals(min_value=-(10**9), max_value=10**9, places=3), places=st.integers(0, 3))
def test_a_number_has_the_decimals_that_its_format_shows(
    tmp_path_factory: pytest.TempPathFactory, value: object, places: int
) -> None:
    form = "0" if not places else f"0.{'0' * places}"
    cell, wrong = shown(tmp_path_factory.mktemp("tal") / "x.xlsx", float(str(value)), form)
    assert not wrong
    assert len(cell.partition(",")[2]) == places
    assert abs(float(cell.replace(",", ".")) - float(str(value))) <= 0.5 * 10**-places + 1e-9


@examples(20)
@given(column=st.integers(1, 16_384))
def test_a_column_is_called_as_in_spreadsheets(column: int) -> None:
    assert letter_of(column) == get_column_letter(column)


def test_a_formula_is_its_stored_value(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert shown(path, "=40+1")[1]
    stored = re.compile(rb"<v ?/>|<v></v>")
    changed(path, {"xl/worksheets/sheet1.xml": lambda xml: stored.sub(b"<v>41</v>", xml)})
    (read,) = read_workbook(path, "x.xlsx")[0].values()
    assert (read.rows[-1][1], read.faults) == (["41"], ())


def changed(path: Path, parts: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None) -> None:
    """Pack a workbook anew with other parts."""
    with zipfile.ZipFile(path) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    content |= {name: change(content[name]) for name, change in parts.items()} | (added or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in content.items():
            packed.writestr(name, text)


def bomb(path: Path) -> None:
    changed(path, {}, {"xl/media/image1.bin": b"\0" * 250_000_000})


def many(path: Path) -> None:
    changed(path, {}, {f"xl/media/{number}": b"" for number in range(2_100)})


def entities(path: Path) -> None:
    evil = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
    changed(path, {"xl/worksheets/sheet1.xml": lambda xml: evil + xml})


def sealed(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def hollow(path: Path) -> None:
    changed(path, {"xl/worksheets/sheet1.xml": lambda _xml: b"<worksheet"})


def flipped(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    for at in range(200, len(whole) - 400, 97):
        whole[at] ^= 0x5A
    path.write_bytes(bytes(whole))


DAMAGES: dict[str, tuple[Damage, str]] = {
    "bomb": (bomb, "är större än 200 MB uppackad"),
    "many parts": (many, "är större än 200 MB uppackad"),
    "entities": (entities, "innehåller annat än celler"),
    "sealed": (sealed, "är lösenordsskyddad eller i ett gammalt format"),
    "macros": (lambda path: changed(path, {}, {"xl/vbaProject.bin": b"x"}), "innehåller makron"),
    "links": (
        lambda path: changed(path, {}, {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "hämtar värden ur andra arbetsböcker",
    ),
    "cut off": (cut, "är ingen arbetsbok"),
    "text": (lambda path: path.write_text("indicator;value\n", encoding="utf-8"), "är ingen arbetsbok"),
    "nothing": (lambda path: path.write_bytes(b""), "är ingen arbetsbok"),
    "hollow": (hollow, "går inte att läsa"),
    "flipped bits": (flipped, "arbetsbok"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_workbook_is_told_in_words(project: Project, name: str) -> None:
    harm, why = DAMAGES[name]
    harm(book(project, ROW))
    (fault,) = told(project)
    assert fault.startswith(f"{NAME}: ")
    assert why in fault


@examples(30)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    path = tmp_path_factory.mktemp("byte") / "x.xlsx"
    shown(path, 3, "0.0")
    whole = bytearray(path.read_bytes())
    whole[at % len(whole)] = byte
    path.write_bytes(bytes(whole))
    sheets, faults = read_workbook(path, "x.xlsx")
    assert sheets or len(faults) == 1


def test_git_shows_cells(project: Project) -> None:
    path = book(project, ROW)
    assert (
        text_of(path)
        == f"## observations\n{HEADING}\ni;{WHO};T;year;2023-01-01;2023-12-31;outcome;93,5;percent;A › T;7\n"
    )
    git(project, "init", "-q")
    install(project.root)
    command = git(project, "config", SHOWING).strip()
    assert command == filter_command(Path(sys.executable), TEXT)
    # What is installed may be another copy than the one that is tried.
    git(project, "config", SHOWING, command.replace(" -I", ""))
    git(project, "add", "-A")
    git(project, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    book(project, [*ROW[:7], 94, *ROW[8:]])
    changes = [line for line in git(project, "diff").splitlines() if line[:2] in ("-i", "+i")]
    assert [line.split(";")[7] for line in changes] == ["93,5", "94"]


def git(project: Project, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(project.root), *words], capture_output=True, text=True, check=True)
    return done.stdout
