"""Codes that no file declares."""

import shutil
from collections.abc import Callable
from typing import NamedTuple

import pytest
from tests.conftest import copy_of_data

from analysis.base.project import Project
from analysis.errors import Fault, InputFaults
from analysis.intake.sources import read_sources

SOURCE = "sources/annual-2016"
DEMOCRACY = f"{SOURCE}/texts/klk-demokrati.md"

Edit = Callable[[str, str, str], int]
Faults = Callable[[], list[Fault]]


class Mistake(NamedTuple):
    """What stands in a file and what somebody wrote instead; the column and value to be told, and what was meant."""

    file: str
    right: str
    wrong: str
    column: str
    value: str
    nearest: str


UNKNOWN: list[Mistake] = [
    Mistake(
        f"{SOURCE}/goals.csv", ";sjukfranvaro;KLK;", ";sjukfranvro;KLK;", "indicator", "sjukfranvro", "sjukfranvaro"
    ),
    Mistake(f"{SOURCE}/goals.csv", ";demokrati;", ";demokratin;", "process_area", "demokratin", "demokrati"),
    Mistake(
        f"{SOURCE}/targets.csv",
        "avtalstrohet;KLK;2017",
        "avtalstroget;KLK;2017",
        "goal",
        "avtalstroget",
        "avtalstrohet",
    ),
    Mistake(f"{SOURCE}/observations.csv", "anstallda;KLK;", "anstallda;KLKK;", "organisation", "KLKK", "KLK"),
    Mistake(f"{SOURCE}/ledger.csv", ";tkr;", ";tkrr;", "unit", "tkrr", "tkr"),
    Mistake(f"{SOURCE}/parts.csv", ";words-2016;", ";word-2016;", "symbol_set", "word-2016", "words-2016"),
    Mistake(f"{SOURCE}/commitments.csv", ";KLK,KFAST;", ";KLK, KFST;", "owners", "KFST", "KFAST"),
    Mistake(f"{SOURCE}/claims.csv", ";mnkr;", ";mkr;", "unit", "mkr", "mnkr"),
    Mistake("reference/indicators.csv", ";percent;", ";procent;", "unit", "procent", "percent"),
    Mistake(
        "reference/process_areas.csv",
        ";hallbar-utveckling;",
        ";hallbar-utvekling;",
        "perspective",
        "hallbar-utvekling",
        "hallbar-utveckling",
    ),
]
IN_TEXTS: list[Mistake] = [
    Mistake(
        DEMOCRACY,
        "## goal nojd-inflytande (KLK)",
        "## goal nojd-inflytand (KLK)",
        "subject",
        "nojd-inflytand",
        "nojd-inflytande",
    ),
    Mistake(DEMOCRACY, "## goal delaktighet (KLK)", "## goal delaktighet (KLKK)", "organisation", "KLKK", "KLK"),
]


def meant(mistake: Mistake) -> str:
    """A name for a case."""
    return f"{mistake.column}: {mistake.value}"


class Told(NamedTuple):
    """The rows where mistakes were made, by file and value, and what is told of all of them at once."""

    rows: dict[tuple[str, str], int]
    faults: list[Fault]

    def of(self, file: str, value: str) -> list[Fault]:
        """What is told of one of them."""
        return [fault for fault in self.faults if (fault.file, fault.value) == (file, value)]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The real data with every mistake."""
    project = copy_of_data(tmp_path_factory.mktemp("okänt"))
    rows = {}
    for file, right, wrong, _column, value, _nearest in UNKNOWN + IN_TEXTS:
        path = project.data / file
        content = path.read_text(encoding="utf-8")
        path.write_text(content.replace(right, wrong, 1), encoding="utf-8")
        rows[file, value] = content[: content.index(right)].count("\n") + 1
    with pytest.raises(InputFaults) as rejected:
        read_sources(project.data)
    return Told(rows, rejected.value.faults)


@pytest.mark.parametrize("mistake", UNKNOWN, ids=meant)
def test_an_unknown_code_is_told_with_the_nearest_known_one(told: Told, mistake: Mistake) -> None:
    file, value = mistake.file, mistake.value
    fault = Fault(file, told.rows[file, value], mistake.column, value, f"okänd kod. Menade du «{mistake.nearest}»?")
    assert told.of(file, value) == [fault]


@pytest.mark.parametrize("mistake", IN_TEXTS, ids=meant)
def test_a_text_about_something_unknown_is_told(told: Told, mistake: Mistake) -> None:
    (fault,) = told.of(mistake.file, mistake.value)
    assert fault.column == mistake.column
    assert fault.allowed == f"okänd kod. Menade du «{mistake.nearest}»?"


def test_nothing_else_is_told_than_what_is_wrong(told: Told) -> None:
    assert {(fault.file, fault.value) for fault in told.faults} == set(told.rows)


def test_a_code_far_from_every_known_one_lists_them(edit: Edit, faults: Faults) -> None:
    edit("reference/process_areas.csv", ";effektiv-organisation;", ";xyz;")
    assert faults()[0].allowed == "okänd kod. Tillåtna: hallbar-utveckling, effektiv-organisation."


def test_a_goal_of_another_document_does_not_count(project: Project, edit: Edit, faults: Faults) -> None:
    year_after = project.data / "sources" / "annual-2017"
    year_after.mkdir()
    edit(
        "reference/documents.csv",
        "annual-2016;annual;2016;",
        "annual-2017;annual;2017;Året efter;2017-01-01;2017-12-31;\nannual-2016;annual;2016;",
    )
    for file in ("parts.csv", "targets.csv"):
        shutil.copy(project.data / SOURCE / file, year_after / file)
    assert {(fault.file, fault.column) for fault in faults()} == {("sources/annual-2017/targets.csv", "goal")}


def test_a_folder_that_no_document_declares_is_told(project: Project, faults: Faults) -> None:
    (project.data / SOURCE).rename(project.data / "sources" / "annual-2061")
    told = "mappens namn är inget dokument i reference/documents.csv. Menade du «annual-2016»?"
    assert Fault("sources/annual-2061", 0, "", "annual-2061", told) in faults()
