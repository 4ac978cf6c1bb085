"""Nothing that never ends is opened, and nothing of any length is reckoned with: it is told, soon."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.errors import InputFaults, ParameterError
from analysis.intake import unreadable
from analysis.intake.columns import LINES
from analysis.intake.csv_text import read_cells
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.sources import read_sources
from analysis.parameters import read_plan
from analysis.schedule.cron import Schedule

OBSERVATIONS = "sources/annual-2031/observations.csv"
SUMS = "reference/ledger_sums.csv"
ENDLESS: list[Callable[[Path], None]] = [os.mkfifo, lambda path: path.symlink_to("/dev/zero")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The harbour office in a folder of its own."""
    return small_project(tmp_path)


def told_of(project: Project) -> list[tuple[str, str]]:
    with pytest.raises(InputFaults) as told:
        read_sources(project.data)
    return [(fault.file, fault.allowed) for fault in told.value.faults]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("make", ENDLESS, ids=["pipe", "device"])
@pytest.mark.parametrize("name", [OBSERVATIONS, "sources/annual-2031/texts/hamnen.md", "project.yaml"])
def test_what_has_no_end_is_told_instead_of_read(project: Project, name: str, make: Callable[[Path], None]) -> None:
    (project.data / name).unlink(missing_ok=True)
    make(project.data / name)
    assert told_of(project) == [(name, "är ingen vanlig fil utan en enhet eller ett rör; lägg dit filen själv")]
    assert fingerprint_of(project.data)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("make", ENDLESS, ids=["pipe", "device"])
def test_a_parameter_file_has_an_end(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "r.yaml")
    with pytest.raises(ParameterError, match=r"r\.yaml är ingen vanlig fil"):
        read_plan(tmp_path / "r.yaml")


def test_a_file_of_any_size_is_told(project: Project) -> None:
    with (project.data / OBSERVATIONS).open("r+b") as file:
        file.truncate(unreadable.LARGEST + 1)  # no room is taken: what is not written is not there
    assert told_of(project) == [(OBSERVATIONS, "är större än 100 MB; dela upp filen")]


def with_parts(project: Project, parts: str) -> None:
    path = project.data / SUMS
    cells, faults = read_cells(path, SUMS)
    assert cells is not None
    assert not faults
    heading, first, *rest = path.read_text(encoding="utf-8-sig").splitlines()
    row = first.split(";")
    row[heading.split(";").index("parts")] = parts
    path.write_text("\n".join([heading, ";".join(row), *rest, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    ("parts", "allowed"),
    [
        ("1-2000000000", "radnummer som 1-7, 9 eller -10, högst 9999"),
        ("1-99999999999999999999", "radnummer som 1-7, 9 eller -10, högst 9999"),
        ("1, " * 2000 + "1", "radnummer som 1-7, 9 eller -10, högst 9999"),
        ("2-1", "radnummer i parts går nedifrån och upp: 1-7, inte 7-1"),
    ],
    ids=["long", "longer", "many", "backwards"],
)
def test_lines_that_no_table_has_are_told(project: Project, parts: str, allowed: str) -> None:
    with_parts(project, parts)
    assert told_of(project) == [(SUMS, allowed)]


def test_as_many_lines_as_may_be_are_built(project: Project) -> None:
    with_parts(project, "1-2, 5-9999")
    assert build_database(project).rows["ledger_sum"] >= 1


@given(st.from_regex(LINES, fullmatch=True))
def test_no_sum_has_parts_without_end(parts: str) -> None:
    ends = [[int(end) for end in part.strip(" -").split("-")] for part in parts.split(",")]
    assert sum(each[-1] - each[0] + 1 for each in ends) <= 100 * 10_000


@pytest.mark.parametrize(
    "junk", ["## goal " + " " * 300_000, "## goal " + "a " * 150_000 + "(", "Plats: " + " ·" * 90_000]
)
def test_a_line_of_any_length_is_told_at_once(project: Project, junk: str) -> None:
    path = project.data / "sources/annual-2031/texts/hamnen.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{junk}\n", encoding="utf-8")
    assert {file for file, _allowed in told_of(project)} == {"sources/annual-2031/texts/hamnen.md"}


@pytest.mark.parametrize("expression", ["1," * 20_000 + "1 * * * *", "1-2000000000 * * * *", "*/2000000000 * * * *"])
def test_a_schedule_of_any_length_is_told(expression: str) -> None:
    with pytest.raises(ValueError, match=r"fem fält|går inte att tolka"):
        Schedule(expression)
