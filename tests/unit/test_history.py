"""What was published before is never lost, and every figure can tell where it comes from."""

import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.commits import commit_of
from analysis.build.database import Built, build_database
from analysis.build.provenance import Origin, explain
from analysis.errors import DatabaseError
from analysis.store.connection import open_database
from analysis.store.history import changes as compared
from analysis.store.query import ask_sql

OBSERVATIONS = "data/sources/annual-2031/observations.csv"
BATHING = "badvatten;SJO;T;year;2031-01-01;2031-12-31;outcome;;66;"
CORRECTED = BATHING.replace("66", "65")


@pytest.fixture
def project(small: Built, tmp_path: Path) -> Project:
    """The small data and their database in a folder of its own."""
    return small_project(tmp_path, small)


@pytest.fixture(scope="module")
def once_corrected(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, one figure of it corrected and built again; nobody may change it."""
    made = small_project(tmp_path_factory.mktemp("rättat"), small)
    correct(made, BATHING, CORRECTED)
    return made


@pytest.fixture
def corrected(once_corrected: Project, tmp_path: Path) -> Project:
    """A copy of that, to go on with."""
    return Project(shutil.copytree(once_corrected.root, tmp_path / "vidare"))


@pytest.fixture
def real(built: Built, tmp_path: Path) -> Project:
    """The real database in a folder of its own."""
    (tmp_path / "data").mkdir()
    (made := Project(tmp_path)).database.symlink_to(built.path)
    return made


def correct(project: Project, old: str, new: str) -> None:
    path = project.root / OBSERVATIONS
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")
    build_database(project)


def changes(project: Project) -> list[tuple[str, ...]]:
    with open_database(project.database) as connection:
        return ask_sql(connection, "SELECT fact, field, before, after FROM history ORDER BY changed_at, fact").rows()


def outcome(project: Project) -> Origin:
    return next(origin for origin in explain(project, "badvatten", 2031, "SJO") if "utfall SJO 2031: " in origin.said)


def test_the_first_build_has_no_history_and_the_same_data_adds_none(project: Project) -> None:
    build_database(project)
    assert changes(project) == []


def test_every_corrected_value_is_kept_with_what_it_replaced(corrected: Project) -> None:
    assert ("observation", "value", "66.0", "65.0") in changes(corrected)
    correct(corrected, CORRECTED, BATHING)
    found = [change for change in changes(corrected) if change[0] == "observation"]
    assert found == [("observation", "value", "66.0", "65.0"), ("observation", "value", "65.0", "66.0")]


def test_a_value_printed_in_another_unit_is_another_value(project: Project) -> None:
    correct(project, "2031-12-31;outcome;;66;;index;", "2031-12-31;outcome;;66;;percent;")
    assert outcome(project).replaced[0].startswith("66 → 66\N{NO-BREAK SPACE}%, ")
    correct(project, "2031-12-31;outcome;;66;;percent;", "2031-12-31;outcome;;6,5;;tkr;")
    assert outcome(project).replaced[0].startswith("66\N{NO-BREAK SPACE}% → 6,5\N{NO-BREAK SPACE}tkr, ")


def test_a_program_that_kept_no_units_hands_on_values_that_have_not_changed(corrected: Project) -> None:
    with duckdb.connect(str(corrected.database)) as old:
        for (view,) in old.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            old.execute(f"DROP VIEW {view}")
        old.execute("ALTER TABLE published DROP COLUMN unit")
        for column in ("unit_before", "unit_after"):
            old.execute(f"ALTER TABLE history DROP COLUMN {column}")
    before = len(changes_kept(corrected))
    build_database(corrected)
    assert len(changes(corrected)) == before
    correct(corrected, CORRECTED, BATHING)
    with open_database(corrected.database) as connection:
        kept = ask_sql(
            connection, "SELECT before, after, unit_before, unit_after FROM history WHERE fact = 'observation'"
        )
    assert kept.rows() == [("66.0", "65.0", None, None), ("65.0", "66.0", "index", "index")]


def published(*values: tuple[str, str]) -> pl.DataFrame:
    """Figures of one document, by key."""
    rows = [("observation", "d", key, "value", value, "percent", "p") for key, value in values]
    return pl.DataFrame(rows, schema=["fact", "document", "key", "field", "value", "unit", "place"], orient="row")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([("k", "87"), ("k", "60")], [("k", "87"), ("k | rolling_12", "61")], [("k | rolling_12", "60", "61")]),
        ([("k", "60"), ("k", "87")], [("k", "88"), ("k | rolling_12", "60")], [("k", "87", "88")]),
        ([("k", "60")], [("k | rolling_12", "61")], [("k | rolling_12", "60", "61")]),
        ([("k", "60")], [("k", "60"), ("k | rolling_12", "61")], [("k | rolling_12", None, "61")]),
        ([("k", "60"), ("k | quarter", "61")], [("k", "60"), ("k | quarter", "61")], []),
        ([("k | a place", "60")], [("k", "60")], [("k", None, "60"), ("k | a place", "60", None)]),
    ],
)
def test_an_older_program_knew_no_kinds_of_periods(
    before: list[tuple[str, str]], after: list[tuple[str, str]], found: list[tuple[str | None, ...]]
) -> None:
    told = compared(published(*before), published(*after), datetime(2031, 1, 1), "f", None)
    assert told.select("key", "before", "after").rows() == found


def changes_kept(project: Project) -> list[tuple[object, ...]]:
    with duckdb.connect(str(project.database), read_only=True) as old:
        return old.execute("FROM history").fetchall()


def test_a_history_that_cannot_be_read_is_not_lost(corrected: Project) -> None:
    before = corrected.database.read_bytes()
    holding = f"import duckdb; held = duckdb.connect({str(corrected.database)!r}); print('held', flush=True); input()"
    command = [sys.executable, "-c", holding]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(DatabaseError, match="Stäng program som skriver i den"):
            build_database(corrected)
        other.communicate("\n")
    assert corrected.database.read_bytes() == before


def test_a_database_from_before_there_was_a_history_starts_one(project: Project) -> None:
    project.database.write_bytes(b"not a database")
    build_database(project)
    assert changes(project) == []


def test_a_database_of_an_older_program_hands_its_history_on(corrected: Project) -> None:
    """Only what was published and its history are asked for, whatever has become of the other tables since."""
    with duckdb.connect(str(corrected.database)) as old:
        for (view,) in old.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            old.execute(f"DROP VIEW {view}")
        old.execute("DROP TABLE override")
        old.execute("ALTER TABLE text RENAME COLUMN template TO written")
    correct(corrected, CORRECTED, BATHING)
    found = [change for change in changes(corrected) if change[0] == "observation"]
    assert found == [("observation", "value", "66.0", "65.0"), ("observation", "value", "65.0", "66.0")]


def test_a_figure_tells_document_place_file_row_and_what_it_replaced(corrected: Project) -> None:
    origin = outcome(corrected)
    row = next(
        number
        for number, line in enumerate(
            (corrected.root / OBSERVATIONS).read_text(encoding="utf-8-sig").splitlines(), start=1
        )
        if line.startswith(CORRECTED)
    )
    assert origin.said == "Badvattenindex, utfall SJO 2031: 65"
    assert (origin.document, origin.file) == ("annual-2031", f"{OBSERVATIONS}, rad {row}")
    assert re.fullmatch(r"66 → 65, 20\d\d-\d\d-\d\d kl\. \d\d\.\d\d", origin.replaced[0])
    assert origin.entered == "inte i git än"
    assert origin.earlier == "71 (2030), Del 1 › Badet › Mål"
    assert origin.shown_by == ["Processområde", "Nyckeltal", "Utveckling över åren", "Granskning"]


def test_an_amount_is_explained_by_the_name_of_its_line(real: Project) -> None:
    origins = explain(real, "summa intäkter", 2016, "KLK")
    assert [origin.said.rpartition(": ")[0] for origin in origins] == [
        f"SUMMA INTÄKTER, {measure} KLK 2016" for measure in ("utfall", "budget", "avvikelse")
    ]
    assert any("6 poster ger 358" in doubt for doubt in origins[0].doubts)


def test_git_tells_when_a_row_came_in(project: Project) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(project.root), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "data")
    git("commit", "-qm", "data")
    assert outcome(project).entered.partition(",")[0].startswith(commit_of(project.root) or "?")
    correct(project, BATHING, CORRECTED)
    assert (commit_of(project.root) or "").endswith("+")
    assert outcome(project).entered == "ändrad, inte incheckad än"
