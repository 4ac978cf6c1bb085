"""What a process asks again while the database is the same: nothing; and what it records all the same."""

import json
from pathlib import Path

import polars as pl
import pytest
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.store.answers import LONGEST, MOST, TRACE_VARIABLE, Answer, Known, ask_rows, fetch
from analysis.store.connection import open_database
from analysis.store.named import named_queries
from analysis.store.query import ask, ask_sql


@pytest.fixture
def project(small: Built, tmp_path: Path) -> Project:
    return small_project(tmp_path, small)


def answer(project: Project, query: str = "parts") -> Answer:
    with open_database(project.database) as connection:
        return fetch(connection, named_queries()[query], {}, query)


def test_a_named_query_is_answered_once_until_a_build_replaces_the_database(project: Project) -> None:
    first = answer(project)
    assert answer(project) is first
    path = project.data / "reference" / "organisations.csv"
    content = path.read_text(encoding="utf-8-sig")
    path.write_text(content.replace(first.named[0]["organisation_name"], "Nytt namn"), encoding="utf-8-sig")
    build_database(project)
    assert answer(project).named[0]["organisation_name"] == "Nytt namn"


def test_a_statement_of_ones_own_is_asked_each_time(project: Project) -> None:
    with open_database(project.database) as connection:
        asked = [ask_sql(connection, "SELECT random() AS a")["a"].item() for _ in range(2)]
    assert asked[0] != asked[1]


def test_other_values_are_another_question(database_rows: list[dict[str, object]], built: Built) -> None:
    with open_database(built.path) as connection:
        for row in database_rows:
            values = {"document": str(row["document"]), "organisation": str(row["organisation"])}
            areas = ask(connection, "areas", **values)
            assert areas.rows(named=True) == ask_rows(connection, "areas", **values)
            fresh = ask_sql(connection, named_queries()["areas"], **values)
            assert areas.equals(fresh, null_equal=True)


@pytest.fixture
def database_rows(built: Built) -> list[dict[str, object]]:
    """The parts of all documents."""
    with open_database(built.path) as connection:
        return ask_rows(connection, "parts")


def test_whoever_changes_a_frame_changes_nobody_elses(project: Project) -> None:
    with open_database(project.database) as connection:
        one = ask(connection, "parts")
        width = one.width
        one.insert_column(0, pl.lit(1).alias("mine"))
        one[0, "document"] = "other"
        two = ask(connection, "parts")
    assert (two.width, "other" in two["document"]) == (width, False)


def test_a_known_answer_is_recorded_by_everyone_who_asks(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        monkeypatch.setenv(TRACE_VARIABLE, str(tmp_path / name))
        fingerprint = answer(project).fingerprint
        (line,) = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        assert (json.loads(line)["query"], json.loads(line)["answer"]) == ("parts", fingerprint)


def test_neither_many_nor_long_answers_are_kept() -> None:
    known = Known()
    for number in range(MOST + 2):
        known.keep(str(number), Answer([], []))
    assert [known.get(str(number)) is None for number in (0, 1, 2, MOST + 1)] == [True, True, False, False]
    known.keep("long", Answer([], [()] * (LONGEST + 1)))
    assert known.get("long") is None
