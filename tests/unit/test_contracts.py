"""Laws of the contracts: what one refuses its table refuses, and what one refers to must be declared."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import dataframely as dy
import duckdb
import polars as pl
import pytest
from dataframely.random import Generator
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.build.computed_tables import TABLES, table_definitions
from analysis.intake.columns import is_added, meanings
from analysis.intake.contracts import Targets
from analysis.intake.origins import LATER
from analysis.intake.references import reference_faults
from analysis.intake.rows import FileRow, StoredRow
from analysis.intake.rules import Rule, rules_of
from analysis.intake.sources import Sources, read_sources
from analysis.intake.tables import CONTRACTS, references

CHECK = "CHECK "
CODED = [
    pytest.param(contract, name, id=f"{table}.{name}")
    for table, contract in TABLES.items()
    for name, column in contract.stored_columns().items()
    if isinstance(column, dy.Enum)
]
RULES = [
    pytest.param(contract, rule, id=f"{contract.__name__}.{name}")
    for contract in CONTRACTS
    for name, rule in rules_of(contract).items()
    if rule.constraint.startswith(CHECK)
]
REFERENCES = [(contract, name) for contract in CONTRACTS for name, _declared, _pairs in references(contract)]
#: Values that rules tell apart, by kind of column.
TOLD_APART: dict[type[dy.Column], list[Any]] = {
    dy.Int32: [2016, 2017],
    dy.Float64: [1.0, 5000.0],
    dy.Date: [date(2016, 1, 1), date(2016, 12, 31)],
    dy.String: ["x", "con"],
}


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of the database, empty."""
    with duckdb.connect() as connection:
        connection.execute(table_definitions())
        yield connection


@pytest.fixture(scope="module")
def sources(data: Path) -> Sources:
    """What the real files hold."""
    return read_sources(data)


#: Whatever a cell may hold.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
#: A period of its own year: of days drawn by chance hardly any is.
OF_THE_YEAR = {"year": [2016], "period_start": [date(2016, 1, 1)], "period_end": [date(2016, 12, 31)]}

#: A target that is a level: of kinds drawn by chance hardly any has what it needs and nothing else.
OF_A_LEVEL: dict[str, Any] = {"kind": ["level"], "value": [1.0], "missing": [None], "unit": ["x"], "operator": [None]}
OF_A_LEVEL |= {name: [None] for name in ("upper", "base_year", "base_value", "of", "first_year", "last_year", "words")}
#: An origin of one kind: of columns drawn by chance hardly any are.
PRINTED = {name: [None] for name in LATER} | {"origin_kind": ["printed"]}


@cache
def a_row(contract: type[StoredRow]) -> pl.DataFrame:
    """A row that keeps the columns' contracts and its own rules."""
    known = contract.columns()
    dated = OF_THE_YEAR if OF_THE_YEAR.keys() <= known.keys() else {}
    origin = PRINTED if PRINTED.keys() <= known.keys() else {}
    level = OF_A_LEVEL if contract is Targets else {}
    # A step of a scale is kept as the code that it means.
    meant = {name: [str(meanings(column)[0])] for name, column in known.items() if meanings(column)}
    return contract.sample(1, generator=Generator(seed=1), overrides=dated | origin | level | meant or None)


def refusal(tables: duckdb.DuckDBPyConnection, contract: type[StoredRow], row: pl.DataFrame) -> str:
    """What the table says against a row; what it refers to is not there, which is told last."""
    values = row.select(list(contract.stored_columns())).row(0)
    try:
        tables.execute(f"INSERT INTO {contract.stored_in} VALUES ({', '.join('?' * len(values))})", values)
    except duckdb.ConstraintException as error:
        return str(error)
    finally:
        tables.execute(f"DELETE FROM {contract.stored_in}")
    return ""


@pytest.mark.parametrize(("contract", "column"), CODED)
@settings(max_examples=2)
@given(words=st.lists(WORDS, min_size=3, max_size=3, unique=True))
def test_a_code_outside_the_vocabulary_is_refused_by_contract_and_table(
    tables: duckdb.DuckDBPyConnection, contract: type[StoredRow], column: str, words: list[str]
) -> None:
    coded = contract.columns()[column]
    assert isinstance(coded, dy.Enum)
    assume(not {*words} & {*coded.categories})
    row = a_row(contract)
    wrong = [row.with_columns(pl.lit(word).alias(column)) for word in words]
    assert CHECK not in refusal(tables, contract, row)
    valid, failure = contract.filter(pl.concat(wrong), cast=True)
    assert (valid.height, failure.counts().get(f"{column}|dtype")) == (0, len(words))
    assert all(CHECK in refusal(tables, contract, each) for each in wrong)


@pytest.mark.parametrize(("contract", "rule"), RULES)
def test_a_rule_says_the_same_of_frames_and_of_rows(contract: type[FileRow], rule: Rule) -> None:
    condition = rule.constraint.removeprefix(CHECK)
    named = {name: column for name, column in contract.columns().items() if re.search(rf"\b{name}\b", condition)}
    values = [
        [*(column.categories if isinstance(column, dy.Enum) else TOLD_APART[type(column)])]
        + ([None] if column.nullable else [])
        for column in named.values()
    ]
    schema = {name: column.dtype for name, column in named.items()}
    frame = pl.DataFrame(list(itertools.product(*values)), schema=schema, orient="row")
    by_frame = frame.select(rule.expression).to_series().to_list()
    with duckdb.connect() as connection:
        select = ", ".join(f"? AS {name}" for name in named)
        by_table = [
            connection.execute(f"SELECT {condition} FROM (SELECT {select})", row).fetchall()[0][0]
            for row in frame.iter_rows()
        ]
    assert by_frame == by_table
    assert set(by_frame) == {True, False}


def undeclared(contract: type[FileRow], column: str) -> str:
    """A code of this column's own, which no other column's mistake may declare."""
    return f"nobody-{contract.__name__}-{column}"


@pytest.fixture(scope="module")
def told(sources: Sources) -> set[tuple[str, str]]:
    """Columns and values of what is told where every reference once names what nothing declares."""
    frames = dict(sources.frames)
    for contract, column in REFERENCES:
        frame = sources.frames[contract]
        known = a_row(contract).select(frame.columns) if frame.is_empty() else frame.head(1)
        code = undeclared(contract, column)
        unknown = pl.lit([code]) if isinstance(contract.columns()[column], dy.List) else pl.lit(code)
        wrong = known.with_columns(unknown.alias(column))
        frames[contract] = pl.concat([frames[contract], wrong], how="vertical_relaxed")
    # Of a folder that no document declares nothing else is told.
    return {(fault.column or "document", fault.value) for fault in reference_faults(frames)}


@pytest.mark.parametrize(
    ("contract", "column"), [pytest.param(*each, id=f"{each[0].__name__}.{each[1]}") for each in REFERENCES]
)
def test_a_code_that_nothing_declares_is_told(told: set[tuple[str, str]], contract: type[FileRow], column: str) -> None:
    assert (column, undeclared(contract, column)) in told


def test_no_file_and_no_table_has_two_contracts() -> None:
    read = [(contract.folder, contract.read_from) for contract in CONTRACTS]
    kept = [contract.stored_in for contract in CONTRACTS if contract.stored_in]
    assert len(set(read)) == len(read) == len(CONTRACTS)
    assert len(set(kept)) == len(kept)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_column_of_a_file_is_described(data: Path, contract: type[FileRow]) -> None:
    sections = (data / "README.md").read_text(encoding="utf-8").split("\n## ")
    about = next(section for section in sections if section.startswith(f"`{contract.folder}/"))
    if contract.read_from.endswith(".csv"):
        row = next(line for line in about.splitlines() if line.startswith(f"| `{contract.read_from}` |"))
        columns = [name for name, column in contract.columns().items() if not is_added(column)]
        # Where a row comes from is described once for all files.
        assert [name for name in columns if f"`{name}`" not in (about if name in LATER else row)] == []


def test_the_database_has_the_tables_of_the_contracts(database: duckdb.DuckDBPyConnection) -> None:
    made = "SELECT table_name FROM duckdb_tables() WHERE NOT starts_with(table_name, 'settled_')"
    assert {table for (table,) in database.execute(made).fetchall()} == {*TABLES}
