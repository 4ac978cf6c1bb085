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
from analysis.intake.columns import is_added
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
REFERENCES = [
    pytest.param(contract, name, id=f"{contract.__name__}.{name}")
    for contract in CONTRACTS
    for name, _declared, _pairs in references(contract)
]
#: Values that rules tell apart, by kind of column.
TOLD_APART: dict[type[dy.Column], list[Any]] = {
    dy.Int32: [2016, 2017],
    dy.Float64: [1.0],
    dy.Date: [date(2016, 1, 1), date(2016, 12, 31)],
    dy.String: ["x"],
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


#: A period of its own year: of days drawn by chance hardly any is.
OF_THE_YEAR = {"year": [2016], "period_start": [date(2016, 1, 1)], "period_end": [date(2016, 12, 31)]}


@cache
def a_row(contract: type[StoredRow]) -> pl.DataFrame:
    """A row that keeps the columns' contracts and its own rules."""
    overrides = OF_THE_YEAR if OF_THE_YEAR.keys() <= contract.columns().keys() else None
    return contract.sample(1, generator=Generator(seed=1), overrides=overrides)


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
@settings(max_examples=5)
@given(word=st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_a_code_outside_the_vocabulary_is_refused_by_contract_and_table(
    tables: duckdb.DuckDBPyConnection, contract: type[StoredRow], column: str, word: str
) -> None:
    coded = contract.columns()[column]
    assert isinstance(coded, dy.Enum)
    assume(word not in coded.categories)
    row = a_row(contract)
    wrong = row.with_columns(pl.lit(word).alias(column))
    assert CHECK not in refusal(tables, contract, row)
    valid, failure = contract.filter(wrong, cast=True)
    assert (valid.height, failure.counts().get(f"{column}|dtype")) == (0, 1)
    assert CHECK in refusal(tables, contract, wrong)


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


@pytest.mark.parametrize(("contract", "column"), REFERENCES)
def test_a_code_that_nothing_declares_is_told(sources: Sources, contract: type[FileRow], column: str) -> None:
    frame = sources.frames[contract]
    known = a_row(contract).select(frame.columns) if frame.is_empty() else frame.head(1)
    unknown = pl.lit(["nobody"]) if isinstance(contract.columns()[column], dy.List) else pl.lit("nobody")
    wrong = known.with_columns(unknown.alias(column))
    faults = reference_faults({**sources.frames, contract: pl.concat([frame, wrong], how="vertical_relaxed")})
    assert (column, "nobody") in {(fault.column, fault.value) for fault in faults}


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
        assert [name for name in columns if f"`{name}`" not in row] == []


def test_the_database_has_the_tables_of_the_contracts(database: duckdb.DuckDBPyConnection) -> None:
    made = "SELECT table_name FROM duckdb_tables() WHERE NOT starts_with(table_name, 'settled_')"
    assert {table for (table,) in database.execute(made).fetchall()} == {*TABLES}
