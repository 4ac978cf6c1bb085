"""The statement that makes a table, derived from its contract: types, codes, bounds, keys, references and rules."""

from collections.abc import Iterable, Iterator
from datetime import date

import dataframely as dy

from analysis.intake.columns import meanings
from analysis.intake.rows import StoredRow
from analysis.intake.rules import rules_of
from analysis.intake.tables import references

TYPES: dict[type[dy.Column], str] = {
    dy.String: "VARCHAR",
    dy.Enum: "VARCHAR",
    dy.Int32: "INTEGER",
    dy.Float64: "DOUBLE",
    dy.Bool: "BOOLEAN",
    dy.Date: "DATE",
    dy.Datetime: "TIMESTAMP",
}
#: Bounds of numbers, and how SQL says them.
BOUNDS = {"min": ">=", "min_exclusive": ">", "max": "<=", "max_exclusive": "<"}


def create_table(contract: type[StoredRow]) -> str:
    """Write the statement that makes a table.

    Args:
        contract: What its rows hold; the contracts that it refers to must have their tables before it.

    Returns:
        A `CREATE TABLE` statement, a line a column or constraint.
    """
    lines = [_column(name, column) for name, column in contract.stored_columns().items()]
    if key := contract.primary_key():
        lines.append(f"PRIMARY KEY ({_listed(key)})")
    lines += [*_foreign_keys(contract), *(rule.constraint for rule in rules_of(contract).values())]
    return f"CREATE TABLE {contract.stored_in} (\n    " + ",\n    ".join(lines) + "\n);"


def _column(name: str, column: dy.Column) -> str:
    needed = "" if column.nullable else " NOT NULL"
    checks = "".join(f" CHECK ({check})" for check in _checks(name, column))
    return f'"{name}" {_type(column)}{needed}{checks}'


def _type(column: dy.Column) -> str:
    return f"{TYPES[type(column.inner)]}[]" if isinstance(column, dy.List) else TYPES[type(column)]


def _checks(name: str, column: dy.Column) -> Iterator[str]:
    known = column.categories if isinstance(column, dy.Enum) else meanings(column)
    if len(known):
        codes = ", ".join(f"'{code}'" for code in known)
        yield f'"{name}" IN ({codes})'
    for bound, sign in BOUNDS.items():
        if (limit := getattr(column, bound, None)) is not None:
            yield f'"{name}" {sign} {_literal(limit)}'


def _literal(limit: date | float) -> str:
    return f"DATE '{limit}'" if isinstance(limit, date) else str(limit)


def _foreign_keys(contract: type[StoredRow]) -> Iterator[str]:
    for name, declared, pairs in references(contract):
        # Neither a part of a key nor a list can be one, and rows inserted together cannot refer to each other.
        whole = set(pairs.values()) == set(declared.primary_key()) and not isinstance(contract.columns()[name], dy.List)
        if whole and declared is not contract:
            yield f"FOREIGN KEY ({_listed(pairs)}) REFERENCES {declared.stored_in} ({_listed(pairs.values())})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
