"""A stated figure is supported by the document's data, or by nothing: never by its own query."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.claim_support import SUPPORTING, check_claims
from analysis.build.database import Built, build_database
from analysis.errors import InputFaults
from analysis.judge.claims import most_slack
from analysis.store.connection import open_database
from analysis.store.query import ask_sql
from analysis.store.select import is_told, numbers_in, parsed, sources_of

VIEWS = ", ".join(SUPPORTING)
INCOME = "FROM ledger WHERE document = $document AND line = 'Summa intäkter' AND measure = 'actual'"
ANYTHING = "och då stämmer nästan vad som helst. Högst"
HALF = "hälften av talet, eller av sista siffran i det tryckta"


@dataclass
class Tried:
    """What became of one claim."""

    recomputed: float | None
    slack: float
    agrees: bool | None


Try = Callable[..., Tried]


@pytest.fixture
def tried(small: Built) -> Try:
    """Try a claim against the harbour office's figures."""

    def try_it(support: str, printed: float = 1505, decimals: int = 0) -> Tried:
        row = {"document": "annual-2031", "claim": "c", "printed": printed, "decimals": decimals, "support": support}
        claims = pl.DataFrame([row | {"file": "sources/annual-2031/claims.csv", "file_row": 7}])
        with open_database(small.path) as connection:
            found = check_claims(connection, claims, strict=True)[0].row(0, named=True)
        return Tried(found["recomputed"], found["slack"], found["agrees"])

    return try_it


def refused(tried: Try, support: str, printed: float = 1505, decimals: int = 0) -> str:
    """What is said of a query that is refused."""
    with pytest.raises(InputFaults) as rejected:
        tried(support, printed, decimals)
    (fault,) = rejected.value.faults
    assert (fault.file, fault.row, fault.column) == ("sources/annual-2031/claims.csv", 7, "support")
    assert fault.value == support
    return fault.allowed


@pytest.mark.parametrize(
    "support",
    [
        "SELECT 24",
        "SELECT $document",
        "SELECT 20 + 4 WHERE $document <> ''",
        "WITH x AS (SELECT 24 AS a) SELECT a FROM x",
        "SELECT a FROM (SELECT 24) AS t(a)",
        "SELECT (SELECT 24)",
        "WITH ledger AS (SELECT 24 AS amount) SELECT amount FROM ledger",
    ],
)
def test_a_query_that_looks_at_no_data_is_refused(tried: Try, support: str) -> None:
    assert refused(tried, support) == (
        f"frågan läser inget ur datat. Fråga en av vyerna {VIEWS}, eller lämna cellen tom"
    )


@pytest.mark.parametrize(
    ("support", "read"),
    [
        ("SELECT count(*) FROM goal WHERE document = $document", "goal"),
        ("SELECT count(*) FROM control_detail WHERE document = $document", "control_detail"),
        ("SELECT printed FROM claim WHERE document = $document AND claim = 'c'", "claim"),
        ("SELECT count(*) FROM inconsistency WHERE document = $document", "inconsistency"),
        ("SELECT amount FROM leger WHERE document = $document", "leger"),
        ("SELECT amount FROM other.ledger WHERE document = $document", "other.ledger"),
        ("SELECT max(a) FROM (VALUES (23), (24)) AS t(a)", "VALUES"),
        ("SELECT max(range) FROM range(25)", "range()"),
        ("SELECT count(*) FROM read_text('README.md')", "read_text()"),
        ("SELECT count(*) FROM information_schema.tables", "information_schema.tables"),
        ("SELECT count(*) FROM ledger WHERE document = $document AND line IN (SELECT label FROM goal)", "goal"),
    ],
)
def test_a_query_reads_public_views_only(tried: Try, support: str, read: str) -> None:
    told = f"frågan läser {read}, som inte kan stödja ett tal. Fråga en av vyerna {VIEWS}"
    assert refused(tried, support) == told


@pytest.mark.parametrize(
    "support",
    [
        "SELECT 24 FROM goal_status LIMIT 1",
        "SELECT 24 FROM goal_status WHERE document = $document LIMIT 1",
        "SELECT max(24) FROM goal_status WHERE document = $document",
        "SELECT max(24) FILTER (unit = 'percent') FROM goal_status WHERE document = $document",
        "SELECT count(DISTINCT 24) FROM goal_status WHERE document = $document",
        "SELECT (SELECT 24 FROM goal_status WHERE document = $document LIMIT 1)",
        "SELECT a FROM (SELECT 24 AS a, goal FROM goal_status WHERE document = $document LIMIT 1)",
        "SELECT a FROM (SELECT 24, goal FROM goal_status WHERE document = $document LIMIT 1) AS t(a, b)",
        "WITH x AS (SELECT 24 AS a FROM goal_status WHERE document = $document LIMIT 1) SELECT max(a) FROM x",
        "WITH x AS (SELECT 24 AS a FROM goal_status), y AS (SELECT a + 1 AS b FROM x) SELECT max(b) FROM y",
        "SELECT list_sum(list_transform([24], x -> x)) FROM goal_status WHERE document = $document LIMIT 1",
        "SELECT 24 FROM goal_status UNION SELECT 24 FROM goal_status",
    ],
)
def test_a_query_that_holds_its_own_answer_is_refused(tried: Try, support: str) -> None:
    assert refused(tried, support) == (
        "talet står i själva frågan och kommer inte ur goal_status. Välj en kolumn eller räkna rader, "
        "eller lämna cellen tom"
    )


@pytest.mark.parametrize(
    ("support", "value"),
    [
        ("SELECT 24 + 0 * count(*) FROM goal_status WHERE document = $document", "24"),
        (
            "SELECT coalesce(max(amount) * 0, 0) + 1505 FROM ledger WHERE document = $document",
            "1\N{NARROW NO-BREAK SPACE}505",
        ),
    ],
)
def test_an_answer_that_needs_no_row_is_refused(tried: Try, support: str, value: str) -> None:
    assert refused(tried, support) == (
        f"frågan ger {value} också för ett dokument som inte finns, så svaret kommer inte ur dokumentets data"
    )


def test_a_query_says_which_document(tried: Try) -> None:
    assert refused(tried, "SELECT count(*) FROM goal_status") == (
        "frågan säger inte vilket dokument den gäller. Skriv «document = $document» i villkoret"
    )


@pytest.mark.parametrize(
    ("support", "told"),
    [
        ("DELETE FROM goal", "en enda SELECT mot de publika vyerna"),
        ("SELECT 1; SELECT 2", "en enda SELECT mot de publika vyerna"),
        ("SELECT amount FROM ledger WHERE document = $document", "frågan ska ge en rad med ett tal, men ger 9 rader"),
        (f"SELECT amount {INCOME} AND amount < 0", "frågan ska ge en rad med ett tal, men ger 0 rader"),
        (f"SELECT line {INCOME}", "frågan ska ge ett tal, men ger «Summa intäkter»"),
        (f"SELECT amount, NULL {INCOME}", "frågan ska ge ett tal, men ger «NULL»"),
    ],
)
def test_a_query_gives_one_number(tried: Try, support: str, told: str) -> None:
    assert refused(tried, support) == told


def test_what_duckdb_says_of_a_query_is_told(tried: Try) -> None:
    assert refused(tried, "SELECT amont FROM ledger WHERE document = $document").startswith(
        "en SELECT mot de publika vyerna som ger ett tal (Binder Error"
    )


@pytest.mark.parametrize(
    ("support", "printed", "decimals", "expected"),
    [
        pytest.param(f"SELECT amount {INCOME}", 1505, 0, Tried(1505.0, 0.0, True), id="a column"),
        pytest.param(f"SELECT amount / 1000, 0.0005 {INCOME}", 1.5, 1, Tried(1.505, 0.0005, True), id="and its slack"),
        pytest.param(
            "SELECT count(*) FROM goal_status WHERE document = $document AND unit = 'tkr'",
            0,
            0,
            Tried(0.0, 0.0, True),
            id="none of them",
        ),
        pytest.param(
            "WITH g AS (SELECT 1 AS one, goal FROM Goal_Status WHERE document = $document) SELECT count(goal) FROM g",
            2,
            0,
            Tried(2.0, 0.0, True),
            id="a query in two steps, beside a constant that is not asked for",
        ),
        pytest.param(
            "SELECT sum(CASE WHEN status = 'done' THEN 1 ELSE 0 END) FROM main.commitment_status "
            "WHERE document = $document",
            1,
            0,
            Tried(1.0, 0.0, True),
            id="a count by hand",
        ),
    ],
)
def test_a_query_that_reads_the_document_supports_a_figure(
    tried: Try, support: str, printed: float, decimals: int, expected: Tried
) -> None:
    assert tried(support, printed, decimals) == expected


@pytest.mark.parametrize("slack", ["1e9", "752.6", "amount", "-1", "'inf'::DOUBLE", "'nan'::DOUBLE"])
def test_a_slack_that_lets_anything_pass_is_refused(tried: Try, slack: str) -> None:
    told = refused(tried, f"SELECT amount, {slack} {INCOME}", 3)
    assert told.startswith("avrundningen får flytta talet 1\N{NARROW NO-BREAK SPACE}505 med ")
    assert told.endswith(f"{ANYTHING} 752,5 går: {HALF}")


def test_a_slack_of_half_the_number_is_what_rounding_can_do(tried: Try) -> None:
    assert tried(f"SELECT amount + 0, 752.5 {INCOME}", 2000).agrees is True


WHOLE = "FROM ledger WHERE document = $document AND line = 'Summa intäkter'"


@pytest.mark.parametrize(
    ("support", "why"),
    [
        (f"SELECT amount, 0.6 {INCOME}", "kan inte flytta det med mer än 0,5"),
        ("SELECT count(*), 1 FROM goal_status WHERE document = $document", "ett antal är inte avrundat"),
        (f"SELECT sum(amount) {WHOLE} AND line = 'Sumsa'", "letar efter «Sumsa», som inte finns i kolumnen line"),
        ("SELECT count(*) FROM goal_status WHERE document = $document AND goal IN ('x')", "letar efter «x»"),
        (f"SELECT max(amount) {WHOLE} AND measure = 'forecast'", "frågan hittar inget tal i dokumentet"),
        (f"SELECT amount + 190 {INCOME}", "räknar med ett eget tal (190)"),
        (f"SELECT amount + 60 {INCOME}", "räknar med ett eget tal (60)"),
        (f"SELECT amount * 1.14 {INCOME}", "räknar med ett eget tal (1.14)"),
        (f"SELECT -3.5 + sum(amount) {INCOME}", "räknar med ett eget tal (-3.5)"),
        (f"SELECT ceil(amount) {INCOME}", "avrundar mer än det tryckta talet (ceil)"),
        (f"SELECT round(amount / 7) {INCOME}", "avrundar mer än det tryckta talet (round)"),
        (f"SELECT round(amount, -2) {INCOME}", "avrundar mer än det tryckta talet (round)"),
    ],
)
def test_a_query_that_means_something_else_is_refused(tried: Try, support: str, why: str) -> None:
    assert why in refused(tried, support, 1505, 1)


def test_rows_of_other_documents_are_no_support(database: duckdb.DuckDBPyConnection) -> None:
    where = "FROM goal_status WHERE document = $document"
    row = {"document": "annual-2016", "claim": "c", "decimals": 0, "file": "claims.csv", "file_row": 7, "printed": 1}
    every = f"SELECT (SELECT count(*) {where}) * (SELECT count(*) FROM goal_status WHERE document <> $document)"
    with pytest.raises(InputFaults, match="räknar med rader ur andra dokument"):
        check_claims(database, pl.DataFrame([row | {"support": every}]), strict=True)
    twice = f"SELECT (SELECT count(*) {where}) + (SELECT count(*) {where})"
    (found,) = check_claims(database, pl.DataFrame([row | {"support": twice}]), strict=True)[0].rows(named=True)
    assert found["recomputed"] > 0


def test_a_count_of_a_code_that_nothing_has_is_none(tried: Try) -> None:
    """Nothing is delayed, or counted in square metres; both are asked for in the project's own codes."""
    for asked in ("commitment_status WHERE document = $document AND status = 'delayed'",):
        assert tried(f"SELECT count(*) FROM {asked}", 0).agrees is True


@pytest.mark.parametrize("unit", ["mnkr", "percent"])
def test_a_figure_in_another_unit_is_refused(small: Built, unit: str) -> None:
    read = ask_unit(small)
    with pytest.raises(InputFaults) as rejected:
        claimed(small, f"SELECT max(amount) {INCOME}", unit=unit)
    assert f"frågan ger ett tal i {read}, men talet är tryckt i {unit}" in str(rejected.value)
    assert claimed(small, f"SELECT max(amount) / 1000 {INCOME}", unit=unit)["recomputed"] == 1.505


@pytest.mark.parametrize(
    ("printed", "word", "agrees"),
    [
        *((1500, "≈", True), (1400, "≈", False), (1500, "drygt", True), (1600, "drygt", False)),
        *((1510, "knappt", True), (1400, "knappt", False), (1400, ">", True), (1600, "<", True), (1500, None, False)),
    ],
)
def test_a_word_before_a_figure_is_taken_at_its_word(small: Built, printed: int, word: str, agrees: bool) -> None:
    assert claimed(small, f"SELECT amount {INCOME}", printed=printed, operator=word)["agrees"] is agrees


def ask_unit(small: Built) -> str:
    with open_database(small.path) as connection:
        return str(connection.execute(f"SELECT unit {INCOME}", {"document": "annual-2031"}).fetchall()[0][0])


def claimed(small: Built, support: str, **other: object) -> dict[str, object]:
    """What becomes of a claim of the harbour office's incomes."""
    row = {
        "document": "annual-2031",
        "claim": "c",
        "printed": 1505,
        "decimals": 0,
        "support": support,
        "operator": None,
    }
    where = {"file": "sources/annual-2031/claims.csv", "file_row": 7}
    with open_database(small.path) as connection:
        frame = pl.DataFrame([row | where | {"operator": None} | other], schema_overrides={"operator": pl.String})
        return check_claims(connection, frame, strict=True)[0].row(0, named=True)


def test_a_figure_near_nothing_may_move_by_its_own_half_step(tried: Try) -> None:
    """Rows in thousands, a figure in whole millions: how the rows are rounded is seen nowhere."""
    nothing = f"SELECT amount - amount, 0.0005 {INCOME}"
    assert tried(nothing, 0).agrees is True
    assert refused(tried, f"SELECT amount - amount, 0.6 {INCOME}", 0).startswith(
        "avrundningen får flytta talet 0 med 0,6"
    )


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12), st.integers(0, 2))
def test_rounded_rows_that_add_up_never_need_more_slack(rows: list[int], decimals: int) -> None:
    step = 10.0**-decimals
    assert len(rows) * step / 2 <= most_slack(sum(rows) * step, decimals)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_what_is_allowed_never_lets_the_double_pass_nor_nothing_but_what_rounds_to_it(
    value: float, decimals: int
) -> None:
    most = most_slack(value, decimals)
    assert most <= max(abs(value), 1.1 * 10.0**-decimals)


SHARES = (
    *("sum(CASE WHEN amount > 0 THEN 1 ELSE 0 END)", "CASE WHEN amount > 0 THEN amount END"),
    *("100 * avg((amount > 0)::INTEGER)", "count(*) FILTER (amount > 0)"),
)
COLUMNS = st.sampled_from(
    ["amount", "line", "count(*)", "max(amount)", "amount / 1000", "coalesce(amount, 0)", *SHARES]
)
CONSTANTS = st.sampled_from(
    [
        *("24", "20 + 4", "max(24)", "'24'::INTEGER", "$document", "CASE WHEN true THEN 24 END"),
        *("CASE WHEN amount > 0 THEN 24 END", "CASE line WHEN 'a' THEN 24 ELSE 23 END", "if(amount > 0, 24, 0)"),
        *("(amount > 0)::INTEGER * 24", "23 + (line IS NOT NULL)::INTEGER", "23 + (line IN ('a', 'b'))::INTEGER"),
        *("greatest(24, amount)", "least(amount, '24')", "CASE WHEN amount > 0 THEN 24 ELSE amount END"),
        *("23 + (amount BETWEEN 0 AND 4)::INTEGER", "avg(24)", "23 + (NOT (amount > 0 AND is_total))::INTEGER"),
    ]
)
AROUND = st.sampled_from(
    [
        "SELECT {} FROM ledger",
        "SELECT a FROM (SELECT {} AS a FROM ledger)",
        "SELECT b FROM (SELECT {} FROM ledger) AS t(b)",
        "WITH x AS (SELECT {} AS c FROM ledger) SELECT c * 2 FROM x",
        "WITH x(d) AS (SELECT {} FROM ledger) SELECT max(d) FROM x",
        "SELECT (SELECT {} FROM ledger LIMIT 1)",
        "SELECT e FROM (SELECT {} AS e FROM ledger UNION ALL SELECT {} FROM ledger)",
    ]
)


@given(AROUND, COLUMNS, CONSTANTS)
@examples(50)
def test_the_source_of_a_number_is_seen_through_whatever_is_around_it(
    database: duckdb.DuckDBPyConnection, around: str, column: str, constant: str
) -> None:
    for inner, told in ((column, True), (constant, False)):
        tree = parsed(database, around.replace("{}", inner))
        assert (sources_of(tree), is_told(tree)) == (["ledger"], told)


@pytest.mark.parametrize(
    "number",
    [
        *("1505 + 0 * amount", "1505 * amount / amount", "nullif(1506, amount) - 1", "1505 + (amount - amount)"),
        *("1500 + 5 * amount / amount", "coalesce(nullif(amount, amount), '1505')"),
    ],
)
def test_a_number_that_stays_when_the_data_are_others_is_refused(tried: Try, number: str) -> None:
    assert refused(tried, f"SELECT {number} {INCOME}") == (
        "frågan ger 1 505 också när siffror, ord och dagar i datat är andra, så talet står i själva frågan"
    )


@pytest.mark.parametrize(
    ("support", "gives"),
    [
        (f"SELECT amount * 12 / 12 {INCOME}", 1505),
        (f"SELECT amount * 1000 * 0.001 {INCOME}", 1505),
        (f"SELECT amount / 60 * 3600 / 60 {INCOME}", 1505),
        (f"SELECT 100 - amount / 10000 {INCOME}", 99.8495),
        (f"SELECT sum(amount) + 7 - 7 {INCOME}", 1505),
        ("SELECT count(*) + 5 - 5 FROM goal_status WHERE document = $document", 2),
        ("SELECT count(*) FILTER (status = 'done') * 2 FROM commitment_status WHERE document = $document", 2),
        ("SELECT max(year) + 2 FROM goal_status WHERE document = $document", 2033),
        ("SELECT count(DISTINCT goal) * 3 FROM goal_status WHERE document = $document", 6),
    ],
)
def test_a_number_that_follows_the_data_may_be_worked_out_with_others(tried: Try, support: str, gives: float) -> None:
    assert tried(support, gives).recomputed == gives


def test_numbers_that_a_query_compares_with_are_no_part_of_its_answer(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT sum(amount) / 1000 - 2.5 + '7' FROM ledger WHERE amount > 24 AND line IN ('8') LIMIT 1"
    assert numbers_in(parsed(database, sql)) == {1000, 2.5, 7, 1}


def test_a_fault_stops_the_build_and_says_where(tmp_path: Path) -> None:
    project: Project = small_project(tmp_path)
    (project.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    path = project.data / "sources" / "annual-2031" / "claims.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{heading}\nc;HAMN;Båtar;24;count;SELECT 24;Missiv;5\n", encoding="utf-8")
    with pytest.raises(InputFaults) as rejected:
        build_database(project)
    assert str(rejected.value) == (
        "1 fel:\n  sources/annual-2031/claims.csv, rad 2, kolumn support: «SELECT 24» – frågan läser inget ur datat. "
        f"Fråga en av vyerna {VIEWS}, eller lämna cellen tom\n Rätta filerna och bygg om. Databasen är orörd."
    )


def test_every_claim_of_the_five_documents_is_supported_by_data(database: duckdb.DuckDBPyConnection) -> None:
    """None was refused: the build went through. Nearly all have a query."""
    rows = ask_sql(database, "SELECT count(*), count(support) FROM stated_claim").row(0)
    assert rows[0] == 158
    assert rows[1] > 140


def test_only_public_views_support(database: duckdb.DuckDBPyConnection) -> None:
    public = ask_sql(database, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL")
    assert {*SUPPORTING, "claim", "inconsistency"} == set(public["view_name"])


def test_a_folder_of_the_first_format_is_warned_and_built(tmp_path: Path) -> None:
    project: Project = small_project(tmp_path)
    path = project.data / "sources" / "annual-2031" / "claims.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{heading}\nc;HAMN;Båtar;24;count;SELECT 24;Missiv;5\n", encoding="utf-8")
    (warning,) = build_database(project).warnings
    assert (warning.file, warning.row, warning.column) == ("sources/annual-2031/claims.csv", 2, "support")
    assert warning.allowed.startswith("frågan läser inget ur datat.")
    with open_database(project.database) as connection:
        rows = connection.execute("SELECT recomputed, agrees FROM claim WHERE claim = 'Båtar'").fetchall()
    assert rows == [(24, True)]
