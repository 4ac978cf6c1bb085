"""Which printed figure a goal is judged by, and which earlier one it is set against: rows made up for the question."""

from collections.abc import Iterator
from datetime import date
from importlib import resources

import duckdb
import polars as pl
import pytest

from analysis.judge.goals import judge_goals
from analysis.store.query import ask_sql

#: Where a row stands, whatever it tells of.
SPOT = {"place": "p", "source_line": 1, "file": "f.csv", "file_row": 2}
GOAL_LINE = 100


#: The tables that the view reads, with the columns that it reads and no others.
TABLES = {
    "organisation": "organisation name kind parent",
    "document": "document kind year period_start period_end",
    "unit": "unit scale_of factor kind",
    "indicator": "indicator label unit decimals direction tolerance tolerance_kind",
    "method_break": "indicator from_date",
    "part": "document organisation symbol_set place source_line",
    "symbol": "symbol_set subject code",
    "goal": "document goal organisation decided_by label indicator measured_for process_area strategic_goal"
    " assessment assessment_source trend trend_source place source_line file file_row",
    "goal_indicator": "document goal indicator measured_for source_line",
    "target": "document goal organisation year operator value decimals missing unit place source_line file file_row",
    "observation": "document indicator organisation sex period_type period_start period_end measure operator value"
    " decimals missing unit compared_to preliminary doubted note place source_line file file_row",
}
KINDS = {
    **dict.fromkeys(("year", "decimals", "source_line", "file_row"), "INTEGER"),
    **dict.fromkeys(("value", "factor", "tolerance"), "DOUBLE"),
    **dict.fromkeys(("period_start", "period_end", "from_date", "compared_to"), "DATE"),
}


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with one goal on line 100 of a report of 2016, measured by one indicator, and no figures."""
    views = (resources.files("analysis.store") / "views.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        for table, columns in TABLES.items():
            typed = ", ".join(f"{name} {KINDS.get(name, 'VARCHAR')}" for name in columns.split())
            connection.execute(f"CREATE TABLE {table} ({typed})")
        for statement in duckdb.extract_statements(views):
            connection.execute(statement)
            if "CREATE VIEW goal_basis " in statement.query:
                break
        days = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
        put(connection, "document", document="annual-2016", kind="annual", year=2016, **days)
        put(connection, "unit", unit="percent", scale_of="percent", factor=1.0, kind="level")
        how = {"decimals": 0, "direction": "higher", "tolerance": 5.0, "tolerance_kind": "relative"}
        put(connection, "indicator", indicator="i", label="Talet", unit="percent", **how)
        who = {"organisation": "KLK", "measured_for": "KLK", "label": "Målet", "indicator": "i"}
        put(connection, "goal", document="annual-2016", goal="g", **who, **SPOT | {"source_line": GOAL_LINE})
        yield connection


@pytest.fixture
def store(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same database, as it was when a test has filled it."""
    made.begin()
    yield made
    made.rollback()


def put(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    """Insert one row."""
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))


def figure(
    connection: duckdb.DuckDBPyConnection, value: float, line: int, place: str, year: int = 2016, **other: object
) -> None:
    """One printed figure in the report of 2016; the name of its place would sort it in its own way."""
    days = {"period_type": "year", "period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    row = {"document": "annual-2016", "indicator": "i", "organisation": "KLK", "sex": "T", "measure": "outcome"}
    rest = {"value": value, "decimals": 0, "unit": "percent", **SPOT, "place": place, "source_line": line}
    put(connection, "observation", **row | days | rest | other)


def basis(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    return ask_sql(connection, "FROM goal_basis").row(0, named=True)


@pytest.mark.parametrize(
    ("lines", "nearest"),
    [
        ((10, 90), 90),  # the last one before the goal, not the first of the document
        ((110, 500), 110),  # the first one after the goal, not the last of the document
        ((80, 110), 110),  # a little after goes before further ahead
        ((90, 120), 90),  # and a little ahead before further after
    ],
)
@pytest.mark.parametrize("places", [("a", "b"), ("b", "a")])
def test_the_outcome_is_the_one_that_stands_nearest_to_the_goal(
    store: duckdb.DuckDBPyConnection, lines: tuple[int, int], nearest: int, places: tuple[str, str]
) -> None:
    for line, place in zip(lines, places, strict=True):
        figure(store, float(line), line, place)
    assert basis(store)["outcome"] == nearest


@pytest.mark.parametrize("places", [("a", "b"), ("b", "a")])
def test_the_earlier_value_and_the_printed_change_stand_nearest_to_the_goal_too(
    store: duckdb.DuckDBPyConnection, places: tuple[str, str]
) -> None:
    near, far = places
    figure(store, 50.0, 99, "c")
    for value, line, place in ((40.0, 95, near), (30.0, 20, far)):
        figure(store, value, line, place, year=2015)
        figure(store, value / 10, line, place, measure="change")
    row = basis(store)
    assert (row["previous_outcome"], row["printed_change"]) == (40.0, 4.0)


def test_a_doubted_figure_is_the_outcome_only_where_there_is_no_other(store: duckdb.DuckDBPyConnection) -> None:
    figure(store, 1.0, GOAL_LINE, "a", doubted="Talet är felskrivet.")
    assert basis(store)["outcome"] == 1.0
    figure(store, 2.0, 900, "b")
    assert basis(store)["outcome"] == 2.0


# ---- how far back arrows look ----


@pytest.mark.parametrize(
    ("earlier", "arrow", "word"),
    [(2015, "better", "increased"), (2014, None, "increased"), (2013, None, "increased")],
)
def test_an_arrow_says_what_happened_since_last_year_and_a_word_looks_further_back(
    store: duckdb.DuckDBPyConnection, earlier: int, arrow: str | None, word: str
) -> None:
    figure(store, 50.0, 99, "a")
    figure(store, 40.0, 99, "a", year=earlier)
    goal = ask_sql(store, "FROM goal_basis")
    judged = [
        judge_goals(goal.with_columns(trend_scale=pl.lit(scale)))["trend_computed"].item()
        for scale in ("improvement", "value")
    ]
    assert judged == [arrow, word]


def test_the_latest_earlier_value_is_the_one_to_compare_with(store: duckdb.DuckDBPyConnection) -> None:
    figure(store, 50.0, 99, "a")
    for year in (2013, 2015, 2014):
        figure(store, float(year), 99, "a", year=year)
    assert basis(store)["previous_outcome"] == 2015.0
