"""Laws of whole documents, built for real: what says nothing of a fact changes no judgement, trend or finding of it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from tests.invented import WHO, Invented, asked
from tests.meanings import EVERY

from analysis.base.project import Project
from analysis.words.current_language import ENGLISH, speaking

Row = Mapping[str, object]
JUDGED = "document, goal, assessment_computed, assessment_final, trend_computed, trend_final, yardsticks_known"
MONEY = {"tkr": 1000, "mnkr": 1_000_000}
LATER = 4
DAY = re.compile(r"\b(20\d\d)(?=-\d\d-\d\d$)")


def filled(folder: Path) -> Invented:
    made = Invented(folder)
    for fill in EVERY:
        fill(made)
    return made


def judgements(project: Project) -> pl.DataFrame:
    return asked(project, f"SELECT {JUDGED} FROM goal_status WHERE document = 'd' ORDER BY goal")


def findings(project: Project) -> list[tuple[object, ...]]:
    sql = "SELECT rule, severity, subject FROM inconsistency WHERE document = 'd' ORDER BY ALL"
    return asked(project, sql).rows()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return filled(tmp_path_factory.mktemp("som-den-ar")).build()


def changed(made: Invented, change: Callable[[Row], Row]) -> None:
    """Change every row of every file."""
    for key, rows in made.rows.items():
        made.rows[key] = [change(row) for row in rows]


def in_kronor(row: Row) -> Row:
    """The same amount in kronor, the same unit of an indicator, and its tolerance."""
    factor = MONEY.get(str(row.get("unit")))
    if factor is None or "factor" in row:
        return row
    told = {
        name: format(Decimal(str(row[name]).replace(" ", "").replace(",", ".")) * factor, "f").replace(".", ",")
        for name in ("value", "about_width", *(("tolerance",) if row.get("tolerance_kind") == "absolute" else ()))
        if row.get(name)
    }
    return {**row, **told, "unit": "kr"}


def say_units(made: Invented) -> None:
    """Write out the units that are left out, which are the indicators'."""
    units = {row["indicator"]: row["unit"] for row in made.rows["reference", "indicators"]}
    changed(made, lambda row: {**row, "unit": units[row["indicator"]]} if row.get("unit") == "" else row)


def years_later(row: Row) -> Row:
    moved = {name: DAY.sub(lambda year: str(int(year[1]) + LATER), str(value)) for name, value in row.items()}
    return {**moved, **({"year": int(str(row["year"])) + LATER} if "year" in row else {})}


def test_the_order_of_rows_changes_nothing(usual: Project, tmp_path: Path) -> None:
    made = filled(tmp_path)
    for rows in made.rows.values():
        rows.reverse()
    project = made.build()
    assert judgements(project).equals(judgements(usual))
    assert findings(project) == findings(usual)


def test_an_unrelated_document_changes_nothing(usual: Project, tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.document("e", 2023)
    made.reference("organisations", organisation="ANNAN", name="En annan kommun", kind="municipality")
    made.source("parts", "e", organisation="ANNAN", title="Annan del", symbol_set="ord", place="Q")
    for row in list(made.rows["sources/d", "observations"]):
        made.source("observations", "e", **{**row, "organisation": "ANNAN"})
    project = made.build()
    assert judgements(project).equals(judgements(usual))
    assert findings(project) == findings(usual)


def test_another_unit_changes_nothing(usual: Project, tmp_path: Path) -> None:
    made = filled(tmp_path)
    say_units(made)
    changed(made, in_kronor)
    project = made.build()
    assert judgements(project).equals(judgements(usual))
    assert findings(project) == findings(usual)


def test_whole_years_later_everything_is_the_same(usual: Project, tmp_path: Path) -> None:
    made = filled(tmp_path)
    changed(made, years_later)
    project = made.build()
    assert judgements(project).equals(judgements(usual))
    assert [found[:2] for found in findings(project)] == [found[:2] for found in findings(usual)]


def test_whoever_builds_judges_the_same(usual: Project, tmp_path: Path) -> None:
    with speaking(ENGLISH):
        project = filled(tmp_path).build()
    assert judgements(project).equals(judgements(usual))
    assert findings(project) == findings(usual)


def test_the_document_says_something_to_change(usual: Project) -> None:
    said = judgements(usual)
    assert {"better", "near", "worse", "not_evaluated"} == set(said["assessment_computed"])
    assert said.filter(pl.col("trend_computed").is_not_null()).height >= 2
    assert asked(usual, f"SELECT count(*) AS n FROM observation WHERE organisation = '{WHO}'")["n"].item() > 30
