"""Contracts of what the build computes, and the order in which all tables are made and filled."""

from graphlib import TopologicalSorter

import dataframely as dy

from analysis.base import money
from analysis.base import vocabulary as words
from analysis.build.judged_tables import JUDGED
from analysis.build.tree_tables import TREE
from analysis.intake import columns
from analysis.intake.contracts import Narratives
from analysis.intake.rows import StoredRow
from analysis.intake.table_sql import create_table
from analysis.intake.tables import INPUT_TABLES, references


class Build(StoredRow, table="build"):
    """When, from which data and by which program the database was built; one row."""

    built_at = dy.Datetime()
    fingerprint = dy.String()
    code_version = dy.String()
    code_fingerprint = dy.String()


class Terms(StoredRow, table="own_term"):
    """What the owner calls things, a row a term; a brief one is for where the context says the rest."""

    language = dy.String(primary_key=True)
    code = dy.String(primary_key=True)
    brief = dy.Bool(primary_key=True)
    one = dy.String()
    the_one = dy.String()
    many = dy.String()
    the_many = dy.String()
    second = dy.Bool()


class LedgerParts(StoredRow, table="ledger_sum"):
    """Which lines a printed total is the sum of, a row a part; without a measure it holds for every measure.

    Parts of one `way` make the total together; another way must give it too.
    """

    document = columns.reference("document")
    organisation = columns.reference("organisation")
    statement = columns.code()
    total = dy.Int32()
    way = dy.Int32()
    measure = columns.one_of(money.LedgerMeasure, nullable=True)
    part_statement = columns.code()
    part = dy.Int32()
    sign = dy.Int32(min=-1, max=1)
    part_measure = columns.one_of(money.LedgerMeasure, nullable=True)


class SignConventions(StoredRow, table="sign_convention"):
    """How the signs of each line of a financial table are read: what is set, else what arithmetic finds.

    Of the last four 1 is yes, -1 the other way round, 0 unknown or neither.
    """

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    statement = columns.code(key=True)
    line_no = dy.Int32(primary_key=True)
    line = dy.String(primary_key=True)
    costs = columns.one_of(money.CostSign, nullable=True)
    costs_found = columns.one_of(money.CostSign, nullable=True)
    variance = columns.one_of(money.VarianceSign, nullable=True)
    variance_found = columns.one_of(money.VarianceSign, nullable=True)
    contradicted = dy.Bool()
    is_result = dy.Bool()
    more_is_good = dy.Int32(min=-1, max=1)
    variance_is = dy.Int32(min=-1, max=1)
    plus_is_good = dy.Int32(min=-1, max=1)
    plus_is_more = dy.Int32(min=-1, max=1)


class Texts(Narratives, table="text"):
    """Follow-up texts with their figures put in; `template` is the text as written."""

    template = dy.String()


class ClaimChecks(StoredRow, table="claim_check"):
    """What the queries of stated figures give."""

    document = columns.reference("document", key=True)
    claim = columns.reference("stated_claim", "claim", key=True)
    recomputed = dy.Float64(nullable=True)
    agrees = dy.Bool(nullable=True)


class ProseClaims(StoredRow, table="prose_claim"):
    """Key figures in running text, held against the same figure printed elsewhere."""

    document = columns.reference("document")
    place = dy.String()
    claim = dy.String()
    printed = dy.Float64()
    recomputed = dy.Float64(nullable=True)
    unit = dy.String(nullable=True)
    agrees = dy.Bool(nullable=True)


class Contradictions(StoredRow, table="contradiction"):
    """What the checks found, written in once every other table is filled."""

    document = columns.reference("document")
    kind = columns.one_of(words.Contradiction)
    severity = columns.one_of(words.Severity)
    rule = dy.String()
    subject = dy.String()
    printed = dy.String()
    other = dy.String()
    difference = dy.Float64(nullable=True)
    place = dy.String(nullable=True)
    other_place = dy.String(nullable=True)
    other_document = columns.reference("document", nullable=True)
    message = dy.String()
    file = dy.String(nullable=True)
    file_row = dy.Int32(nullable=True)
    part = dy.String(nullable=True)
    finding = dy.String(primary_key=True)


class Published(StoredRow, table="published"):
    """Every published value with what tells it apart from the others, as this build published it."""

    fact = dy.String()
    document = dy.String()
    key = dy.String()
    field = dy.String()
    value = dy.String()
    unit = dy.String(nullable=True)
    place = dy.String(nullable=True)


class History(StoredRow, table="history"):
    """Every change of a published value since the first build, carried over from database to database."""

    changed_at = dy.Datetime()
    fact = dy.String()
    document = dy.String()
    key = dy.String()
    field = dy.String()
    before = dy.String(nullable=True)
    after = dy.String(nullable=True)
    unit_before = dy.String(nullable=True)
    unit_after = dy.String(nullable=True)
    place = dy.String(nullable=True)
    fingerprint = dy.String()
    commit_id = dy.String(nullable=True)


COMPUTED = (
    *(Build, Terms, LedgerParts, SignConventions, Texts, *TREE, *JUDGED, ClaimChecks, ProseClaims),
    *(Contradictions, Published, History),
)
EVERY: dict[str, type[StoredRow]] = {**INPUT_TABLES, **{kind.stored_in: kind for kind in COMPUTED}}


def _needed(contract: type[StoredRow]) -> list[str]:
    """Tables that must be there before this one."""
    return [found[1].stored_in for found in references(contract) if found[1] is not contract]


#: Every table of the database, in the order that foreign keys ask for.
TABLES: dict[str, type[StoredRow]] = {
    name: EVERY[name]
    for name in TopologicalSorter({name: _needed(kind) for name, kind in EVERY.items()}).static_order()
}


def table_definitions() -> str:
    """Write the statements that make every table."""
    return "\n".join(create_table(contract) for contract in TABLES.values())
