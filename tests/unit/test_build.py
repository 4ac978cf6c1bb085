"""From data folder to database, or to a full list of faults."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from tests.editions import Edition, Editions
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import Fault, InputFaults
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.sources import read_sources
from analysis.intake.tables import INPUT_TABLES

SOURCE = "sources/annual-2031"

#: A claim asks for one number; each of these does something else.
NO_SINGLE_NUMBER = [
    "DELETE FROM goal",
    "SELECT 1; SELECT 2",
    "SELECT amount FROM ledger",
    "SELECT 'sex'",
    "SELECT count(*) FROM read_text('README.md')",
    "ATTACH 'other.duckdb'",
    "SELECT amount FROM leger",
]
BERTHS = "batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;"

Edit = Callable[[str, str, str], int]
Faults = Callable[[], list[Fault]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The data of the harbour office, to be broken and built."""
    return small_project(tmp_path)


def files_in(project: Project) -> set[str]:
    return {path.relative_to(project.data).as_posix() for path in project.data.rglob("*") if path.is_file()}


@pytest.fixture
def wrong(edit: Edit) -> list[Fault]:
    """Break three files in different ways; gives the faults that must be told."""
    rows = [
        edit(f"{SOURCE}/ledger.csv", ";1 410;", ";1.410;"),
        edit("reference/units.csv", "symbol", "symbl"),
        edit(f"{SOURCE}/texts/hamnen.md", "### Resultat", "### Utfall"),
    ]
    return [
        Fault(
            f"{SOURCE}/ledger.csv",
            rows[0],
            "amount",
            "1.410",
            "ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5",
        ),
        Fault("reference/units.csv", rows[1], "symbl", "symbl", "Menade du «symbol»?"),
        Fault(
            f"{SOURCE}/texts/hamnen.md",
            rows[2],
            "",
            "Utfall",
            "tillåtna delar: Sammanfattning, Resultat, Analys, Slutsats, Lärdom, Beslut, Orsak, Åtgärd",
        ),
    ]


def test_every_input_row_reaches_its_table(built: Built, database: duckdb.DuckDBPyConnection) -> None:
    counted = {table: database.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in built.rows}
    assert counted == built.rows
    assert set(INPUT_TABLES) < set(counted)


def test_the_database_says_what_it_was_built_from(built: Built, database: duckdb.DuckDBPyConnection) -> None:
    assert database.execute("SELECT fingerprint FROM build").fetchall() == [(built.fingerprint,)]


def test_faults_of_several_files_are_told_at_once(wrong: list[Fault], faults: Faults) -> None:
    assert set(wrong) <= set(faults())


def test_a_failed_build_leaves_the_old_database_untouched(project: Project, edit: Edit) -> None:
    project.database.write_bytes(b"the database of yesterday")
    before = files_in(project)
    edit(f"{SOURCE}/goals.csv", ";near;", ";nearly;")
    with pytest.raises(InputFaults):
        build_database(project)
    assert project.database.read_bytes() == b"the database of yesterday"
    assert files_in(project) == before


class Refused(NamedTuple):
    """A build that claims stopped: its project, the files before it, and what it told."""

    project: Project
    before: set[str]
    faults: list[Fault]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """What became of claims that do not ask for one number, where there was a database."""
    project = small_project(tmp_path_factory.mktemp("påståenden"))
    project.database.write_bytes(b"the database of yesterday")
    path = project.data / SOURCE / "claims.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    rows = [
        f'c{number};HAMN;Påstående {number};5;count;"{sql}";Missiv;10' for number, sql in enumerate(NO_SINGLE_NUMBER)
    ]
    path.write_text("\n".join([heading, *rows]), encoding="utf-8")
    before = files_in(project)
    with pytest.raises(InputFaults) as rejected:
        build_database(project)
    return Refused(project, before, rejected.value.faults)


def test_a_claim_that_cannot_be_recomputed_is_told_and_leaves_the_old_database(refused: Refused) -> None:
    fault = refused.faults[NO_SINGLE_NUMBER.index("SELECT amount FROM leger")]
    assert (fault.file, fault.column) == (f"{SOURCE}/claims.csv", "support")
    kept = refused.project.database.read_bytes(), files_in(refused.project)
    assert kept == (b"the database of yesterday", refused.before)


def test_a_claim_may_only_ask_for_one_number(refused: Refused) -> None:
    told = [(fault.row, fault.column, fault.value) for fault in refused.faults]
    assert told == [(row, "support", sql) for row, sql in enumerate(NO_SINGLE_NUMBER, start=2)]


def test_a_rebuild_of_the_same_data_gives_the_same_fingerprint(small: Built, project: Project) -> None:
    assert build_database(project).fingerprint == small.fingerprint
    assert [name for name in files_in(project) if ".tmp" in name or name.endswith(".wal")] == []


def test_line_ends_do_not_change_the_fingerprint(small: Built, project: Project) -> None:
    goals = project.data / SOURCE / "goals.csv"
    goals.write_bytes(goals.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint_of(project.data) == small.fingerprint


@pytest.mark.parametrize("file", [f"{SOURCE}/observations.csv", f"{SOURCE}/texts/hamnen.md", "reference/units.csv"])
def test_any_changed_input_changes_the_fingerprint(small: Built, project: Project, file: str) -> None:
    path = project.data / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert fingerprint_of(project.data) != small.fingerprint


@pytest.mark.parametrize("file", ["reference/indicators.csv", f"{SOURCE}/parts.csv"])
def test_a_required_file_that_is_absent_is_told(project: Project, faults: Faults, file: str) -> None:
    (project.data / file).unlink()
    assert faults() == [Fault(file, 0, "", "", "filen saknas")]


def test_a_file_that_no_contract_knows_is_told(project: Project, faults: Faults) -> None:
    (project.data / SOURCE / "goal.csv").write_text("a;b\n", encoding="utf-8")
    (fault,) = faults()
    assert fault.file == f"{SOURCE}/goal.csv"
    assert "goals.csv" in fault.allowed


def corrected(edition: Edition) -> None:
    edition.edit("observations.csv", (f"{BERTHS}87;", f"{BERTHS}91;"))


def without_common_ground(edition: Edition) -> None:
    edition.edit("observations.csv", (f"{BERTHS}87;;percent", f"{BERTHS}87;;tkr"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """A figure corrected in one edition, and its unit changed in another."""
    return Editions(tmp_path_factory.mktemp("bedömt"), [corrected, without_common_ground])


def test_a_corrected_figure_is_judged_anew_and_the_published_word_stays(made: Editions) -> None:
    columns = "outcome, assessment_published, assessment_computed, assessment_final"
    sql = f"SELECT {columns} FROM goal_detail WHERE document = $document AND goal = 'full-hamn'"
    assert made.asked(corrected, sql) == [(91.0, "near", "better", "near")]


def test_outcome_and_target_in_units_without_common_ground_are_not_judged(made: Editions) -> None:
    sql = "SELECT assessment_computed FROM goal_status WHERE indicator = 'batplatser' AND document = $document"
    assert made.asked(without_common_ground, sql) == [("not_evaluated",)]


@pytest.mark.parametrize("day", ["31-01-01", "2031-1-1", "2031-02-30"])
def test_a_date_in_another_form_is_told(edit: Edit, faults: Faults, day: str) -> None:
    row = edit("reference/documents.csv", "2031-01-01", day)
    assert [(fault.row, fault.column, fault.value) for fault in faults()] == [(row, "period_start", day)]


def test_a_target_of_an_organisation_that_the_goal_does_not_touch_is_told(edit: Edit, faults: Faults) -> None:
    edit(f"{SOURCE}/targets.csv", "full-hamn;HAMN;2031;", "full-hamn;BIB;2031;")
    assert [(fault.column, fault.value) for fault in faults()] == [("organisation", "BIB")]


def test_hidden_folders_are_no_data(project: Project) -> None:
    before = fingerprint_of(project.data)
    hidden = project.data / "sources" / ".ipynb_checkpoints"
    hidden.mkdir()
    (hidden / "goals.csv").write_text("skräp", encoding="utf-8")
    assert fingerprint_of(project.data) == before
    read_sources(project.data)
