"""Codes that no file declares."""

import shutil
from collections.abc import Callable

import pytest

from analysis.base.project import Project
from analysis.errors import Fault

SOURCE = "sources/annual-2016"
DEMOCRACY = f"{SOURCE}/texts/klk-demokrati.md"

Edit = Callable[[str, str, str], int]
Faults = Callable[[], list[Fault]]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "column", "value", "nearest"),
    [
        (f"{SOURCE}/goals.csv", ";sjukfranvaro;KLK;", ";sjukfranvro;KLK;", "indicator", "sjukfranvro", "sjukfranvaro"),
        (f"{SOURCE}/goals.csv", ";demokrati;", ";demokratin;", "process_area", "demokratin", "demokrati"),
        (
            f"{SOURCE}/targets.csv",
            "avtalstrohet;KLK;2017",
            "avtalstroget;KLK;2017",
            "goal",
            "avtalstroget",
            "avtalstrohet",
        ),
        (f"{SOURCE}/observations.csv", "anstallda;KLK;", "anstallda;KLKK;", "organisation", "KLKK", "KLK"),
        (f"{SOURCE}/ledger.csv", ";tkr;", ";tkrr;", "unit", "tkrr", "tkr"),
        (f"{SOURCE}/parts.csv", ";words-2016;", ";word-2016;", "symbol_set", "word-2016", "words-2016"),
        (f"{SOURCE}/commitments.csv", ";KLK,KFAST;", ";KLK, KFST;", "owners", "KFST", "KFAST"),
        (f"{SOURCE}/claims.csv", ";mnkr;", ";mkr;", "unit", "mkr", "mnkr"),
        ("reference/indicators.csv", ";percent;", ";procent;", "unit", "procent", "percent"),
        (
            "reference/process_areas.csv",
            ";hallbar-utveckling;",
            ";hallbar-utvekling;",
            "perspective",
            "hallbar-utvekling",
            "hallbar-utveckling",
        ),
    ],
)
def test_an_unknown_code_is_told_with_the_nearest_known_one(
    edit: Edit, faults: Faults, file: str, right: str, wrong: str, column: str, value: str, nearest: str
) -> None:
    row = edit(file, right, wrong)
    assert faults() == [Fault(file, row, column, value, f"okänd kod. Menade du «{nearest}»?")]


@pytest.mark.parametrize(
    ("right", "wrong", "column", "value", "nearest"),
    [
        (
            "## goal nojd-inflytande (KLK)",
            "## goal nojd-inflytand (KLK)",
            "subject",
            "nojd-inflytand",
            "nojd-inflytande",
        ),
        ("## goal nojd-inflytande (KLK)", "## goal nojd-inflytande (KLKK)", "organisation", "KLKK", "KLK"),
    ],
)
def test_a_text_about_something_unknown_is_told(
    edit: Edit, faults: Faults, right: str, wrong: str, column: str, value: str, nearest: str
) -> None:
    edit(DEMOCRACY, right, wrong)
    (fault,) = faults()
    assert (fault.file, fault.column, fault.value) == (DEMOCRACY, column, value)
    assert fault.allowed == f"okänd kod. Menade du «{nearest}»?"


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
    allowed = {fault.allowed for fault in faults() if fault.column == "document"}
    assert allowed == {"okänd kod. Menade du «annual-2016»?"}
