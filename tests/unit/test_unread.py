"""What lies in the data folder and is not read is told with its remedy; in a folder of the first format as warnings."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.making import SMALL_DATA, small_project

from analysis.base.project import Project
from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.intake.unread import unread_faults

DOCUMENT = "sources/annual-2031"
TEXT = f"{DOCUMENT}/texts/hamnen.md"
TABLE = "filen läses inte här; flytta den till sources/<dokument>/, eller ta bort den"
TEXTS = "filen läses inte här; flytta den till sources/<dokument>/texts/, eller ta bort den"
AWAY = "filen läses inte; flytta den utanför data/, eller ta bort den"
BOOK = "arbetsböcker läses inte; spara bladet som CSV UTF-8 med semikolon, och lägg boken utanför data/"
OWN_BOOK = "dokumentets arbetsbok heter annual-2031.xlsx; byt namn på den, eller lägg den utanför data/"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The data of the harbour office, to be broken."""
    return small_project(tmp_path)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"{DOCUMENT}/goals.xlsx", OWN_BOOK),
        ("budget.ods", BOOK),
        (f"{DOCUMENT}/goals.CSV", "filen läses inte, för ändelsen ska ha små bokstäver; byt namn till goals.csv"),
        (f"{DOCUMENT}/texts/a.MD", "filen läses inte, för ändelsen ska ha små bokstäver; byt namn till a.md"),
        (f"{DOCUMENT}/texts/a.md.txt", "texter slutar på .md; byt namn till a.md"),
        (f"{DOCUMENT}/texts/gamla/a.md", TEXTS),
        (f"{DOCUMENT}/a.md", TEXTS),
        ("reference/units - Kopia.csv", "okänd fil; är den en kopia, ta bort den. Menade du «units.csv»?"),
        (f"{DOCUMENT}/kopior/goals.csv", TABLE),
        ("observations.csv", TABLE),
        ("reference/ledger.csv", TABLE),
        ("sources/units.csv", "filen läses inte här; flytta den till reference/, eller ta bort den"),
        ("project.yml", AWAY),
        (f"{DOCUMENT}/texts/bild.png", AWAY),
    ],
)
def test_a_file_that_nobody_reads_is_told_with_its_remedy(project: Project, name: str, told: str) -> None:
    path = project.data / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    assert [str(fault) for fault in unread_faults(project.data)] == [f"{name}: {told}"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        f"{DOCUMENT}/README.md",
        "open_data.yaml",
        "arshjul.duckdb",
        "arshjul.duckdb.wal",
        "feeds/kolada/svar.json",
        f"{DOCUMENT}/.~lock.goals.csv#",
        f"{DOCUMENT}/~$goals.xlsx",
        f"{DOCUMENT}/texts/.ipynb_checkpoints/a.md",
        f"{DOCUMENT}/Thumbs.db",
    ],
)
def test_what_belongs_there_or_is_left_by_programs_is_not_told(project: Project, name: str) -> None:
    path = project.data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    assert unread_faults(project.data) == []


@pytest.mark.parametrize("content", ["", "\n \n", "# Hamnen\n", "\ufeff# Hamnen\r\n\r\n"])
def test_a_text_that_was_emptied_is_told(project: Project, content: str) -> None:
    (project.data / TEXT).write_text(content, encoding="utf-8")
    (fault,) = unread_faults(project.data)
    assert str(fault) == f"{TEXT}: filen är tom på text; skriv texten, eller ta bort filen"


@pytest.mark.parametrize(("right", "wrong"), [("## goal full", "##goal full"), ("### Analys", "###Analys")])
def test_a_heading_without_a_blank_is_told(project: Project, right: str, wrong: str) -> None:
    path = project.data / TEXT
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace(right, wrong, 1), encoding="utf-8")
    marks = wrong[: wrong.rindex("#") + 1]
    line = next(line for line in content.splitlines() if line.startswith(right)).replace(right, wrong)
    row = content[: content.index(right)].count("\n") + 1
    assert [str(fault) for fault in unread_faults(project.data)] == [
        f"{TEXT}, rad {row}: «{line}» – ett mellanslag behövs efter {marks} för att det ska bli en rubrik"
    ]


@pytest.fixture
def refused(project: Project) -> Callable[[], list[str]]:
    """Read the folder, which must be refused, and give its faults."""

    def collect() -> list[str]:
        with pytest.raises(InputFaults) as rejected:
            read_sources(project.data)
        return [str(fault) for fault in rejected.value.faults]

    return collect


def test_the_newest_format_refuses_what_the_first_warns_of(project: Project, refused: Callable[[], list[str]]) -> None:
    shutil.copy(SMALL_DATA / DOCUMENT / "goals.csv", project.data / DOCUMENT / "goals.xlsx")
    (warning,) = read_sources(project.data).warnings
    (project.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    assert refused() == [str(warning)] == [f"{DOCUMENT}/goals.xlsx: {OWN_BOOK}"]


def test_a_table_that_nobody_knows_is_refused_in_every_format(
    project: Project, refused: Callable[[], list[str]]
) -> None:
    shutil.copy(SMALL_DATA / DOCUMENT / "goals.csv", project.data / DOCUMENT / "goals - Kopia.csv")
    assert refused() == [
        f"{DOCUMENT}/goals - Kopia.csv: okänd fil; är den en kopia, ta bort den. Menade du «goals.csv»?"
    ]


def test_a_copied_text_is_one_fault_that_names_the_copy(project: Project, refused: Callable[[], list[str]]) -> None:
    copy = f"{DOCUMENT}/texts/hamnen - Kopia.md"
    shutil.copy(project.data / TEXT, project.data / copy)
    (told,) = refused()
    assert told.startswith(f"{copy}, rad 6: «HAMN, goal, full-hamn, analysis, ")
    assert told.endswith(f" som i {TEXT}, från rad 6; är filen en kopia, ta bort den")
    assert " – 3 rader har samma nyckel (" in told
