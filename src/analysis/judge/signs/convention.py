"""The signs of every financial table, worked out once: what the build stores and everybody else reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from analysis.base.money import CostSign, LedgerMeasure, Statement, VarianceSign
from analysis.judge.signs.links import Tables, linked, within
from analysis.judge.signs.roles import BY_ORGANISATION, HIGHER, SPENT, Roles, roles_of
from analysis.judge.signs.sides import SUBTRACTED
from analysis.judge.signs.statement_lines import AMOUNTS, Line, Name, TableKey, bases_of, compared, tables_of
from analysis.judge.signs.sums import sums_of
from analysis.judge.signs.variances import Reading, reading_of
from analysis.judge.statement_kinds import kinds_of

Row = Mapping[str, Any]
#: What tells tables apart.
TABLE = ("document", "organisation", "statement")
#: What is said of each line.
SCHEMA = {
    **dict.fromkeys(TABLE, pl.String()),
    "line_no": pl.Int64(),
    "line": pl.String(),
    **dict.fromkeys(("costs", "costs_found", "variance", "variance_found"), pl.String()),
    **dict.fromkeys(("contradicted", "is_result"), pl.Boolean()),
    **dict.fromkeys(("more_is_good", "variance_is", "plus_is_good", "plus_is_more"), pl.Int64()),
}
#: Tables whose totals sum lines of others come before those.
ORDER = (Statement.INCOME_STATEMENT, Statement.OPERATING_ACCOUNT, Statement.DEPARTMENT)


@dataclass(frozen=True)
class Signs:
    """How one table is read.

    Attributes:
        costs: How costs are printed.
        roles: Which way its amounts are good.
        reading: What its variances say.
        plus: 1 for a line whose variance is to the good with a plus, -1 with a minus; others are left out, and those
            whose sign is wrong.
        contradicted: Whether arithmetic contradicts what is set.
    """

    costs: CostSign | None
    roles: Roles
    reading: Reading
    plus: Mapping[Name, int]
    contradicted: bool


def sign_conventions(lines: pl.DataFrame, sums: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Say how the signs of every financial table are read.

    Args:
        lines: Rows of the view `ledger_detail`.
        sums: Rows of the table `ledger_sum`.
        stated: What is set: `document`, `organisation`, `statement`, `costs`, `variance`.

    Returns:
        A row a line: how `costs` are printed and what a `variance` says in its table, whether arithmetic has
        `contradicted` what is set; whether the line `is_result` of incomes and costs. Then, where 1 is yes, -1 the
        other way round, 0 unknown or neither: `more_is_good` of its amounts; of its variance what it `variance_is` (1
        outcome less budget, -1 budget less outcome), whether `plus_is_good` and, of what is spent, `plus_is_more`.
    """
    tables, given = tables_of(lines), sums.rows(named=True)
    said = {tuple(row[name] for name in TABLE): row for row in stated.iter_rows(named=True)}
    read: dict[TableKey, Signs] = {}
    kinds = kinds_of(lines)
    for key in sorted(tables, key=lambda key: _order(key, kinds)):
        signs = _read(key, tables, given, {**said.get(key, {}), "kind": kinds[key[2]]}, read)
        read[key] = signs if signs.reading.sign else _inherited(key, tables, given, signs, read)
    return pl.DataFrame([row for key in tables for row in _rows(key, read[key], tables)], schema=SCHEMA)


def _order(key: TableKey, kinds: Mapping[str, str]) -> tuple[int, TableKey]:
    kind = kinds[key[2]]
    return (ORDER.index(Statement(kind)) if kind in ORDER else len(ORDER), key)


def _read(key: TableKey, tables: Tables, given: Sequence[Row], said: Row, read: Mapping[TableKey, Signs]) -> Signs:
    lines, ways = tables[key], {other: signs.roles.good for other, signs in read.items()}
    costs = CostSign(said["costs"]) if said.get("costs") else None
    variance = VarianceSign(said["variance"]) if said.get("variance") else None
    own, others = sums_of(lines, within(key, given)), linked(key, tables, given, ways, AMOUNTS)
    roles = roles_of(said["kind"], lines, own, costs, others, variance)
    reading = reading_of(lines, roles, variance)
    plus = {name: way * reading.relation[name] for name, way in roles.good.items() if name in reading.relation}
    if variance == VarianceSign.FAVOURABLE and roles.judged:
        plus = dict.fromkeys(lines, 1)
    if not reading.contradicted:
        bases = bases_of(lines.values())
        plus = {name: way for name, way in plus.items() if not _is_turned(lines[name], reading, bases)}
    contradicted = reading.contradicted or _costs_contradicted(costs, roles, reading, variance)
    return Signs(costs or roles.costs, roles, reading, plus, contradicted)


def _is_turned(line: Line, reading: Reading, bases: Sequence[str]) -> bool:
    """Whether a variance of a line has the wrong sign: what it says by it is not so."""
    relation = reading.relation.get(line.name, 0)
    turned = (not each.fits(relation) and each.fits(-relation) for each in compared(line, bases))
    return bool(relation) and any(turned)


def _costs_contradicted(costs: CostSign | None, roles: Roles, reading: Reading, variance: VarianceSign | None) -> bool:
    """Whether costs are printed otherwise than is set: amounts say so, and variances do not say that it makes sense."""
    if not costs or not roles.costs or costs == roles.costs:
        return False
    return roles.mixed or not (variance or reading.found == VarianceSign.FAVOURABLE)


def _inherited(
    key: TableKey, tables: Tables, given: Sequence[Row], signs: Signs, read: Mapping[TableKey, Signs]
) -> Signs:
    """A table whose own lines do not say what a variance is counts like the total that its variances add up to."""
    known = {other: each.plus for other, each in read.items()}
    ways = set(linked(key, tables, given, known, (LedgerMeasure.VARIANCE,)).values())
    if key[2] not in BY_ORGANISATION or len(ways) != 1:
        return signs
    (way,) = ways
    relation = {name: way * good for name, good in signs.roles.good.items()}
    sign = VarianceSign.FAVOURABLE if way == 1 else _subtraction(set(relation.values()))
    reading = replace(signs.reading, sign=sign, found=sign, relation=relation)
    return replace(signs, reading=reading, plus=dict.fromkeys(signs.roles.kin, way))


def _subtraction(relations: set[int]) -> VarianceSign | None:
    return next((sign for sign, relation in SUBTRACTED.items() if relations == {relation}), None)


def _rows(key: TableKey, signs: Signs, tables: Tables) -> Iterator[dict[str, object]]:
    table = dict(zip(TABLE, key, strict=True)) | {
        "costs": signs.costs,
        "costs_found": signs.roles.costs,
        "variance": signs.reading.sign,
        "variance_found": signs.reading.found,
        "contradicted": signs.contradicted,
    }
    spent = -HIGHER[signs.costs] if signs.costs and key[2] in SPENT else 0
    for name in tables[key]:
        number, line = name
        relation = signs.reading.relation.get(name, 0)
        yield table | {
            "line_no": number,
            "line": line,
            "is_result": name in signs.roles.results,
            "more_is_good": signs.roles.good.get(name, 0),
            "variance_is": relation,
            "plus_is_good": signs.plus.get(name, 0),
            "plus_is_more": relation * spent,
        }
