"""What the queries behind stated figures give, and which queries support nothing."""

import math
from collections.abc import Mapping
from decimal import Decimal
from textwrap import shorten
from typing import Any

import duckdb
import polars as pl

from analysis.build.claim_limits import MOST_SLOW, SlowError, in_time, refuse_endless, shallow
from analysis.build.claim_meaning import Meanings
from analysis.build.claim_moves import follows_data
from analysis.build.no_support import NoSupportError
from analysis.errors import Fault, InputFaults
from analysis.judge.claims import agrees, keeps_word, most_slack
from analysis.store.select import Node, is_told, numbers_in, parsed, sources_of
from analysis.words.numbers import number
from analysis.words.translate import _

#: What a query may read: the public views, but for those that tell how figures agree. They are not worked out yet when
#: figures are tried, and a figure that is its own support agrees with anything.
SUPPORTING = (
    "goal_status",
    "node_status",
    "tag_status",
    "goal_yardstick",
    "goal_target",
    "commitment_status",
    "process_area_status",
    "key_figure",
    "ledger",
    "control_status",
    "evaluation_score",
    "evaluation_finding",
    "narrative",
)
#: The one value that a query asks for.
DOCUMENT = "document"
#: Numbers that a query may hold without holding its answer: none, one, and what brings one unit to another.
SCALING = frozenset({0.0, *(10.0**power for power in range(-6, 13))})
#: No document has this id.
NOWHERE = ""
#: More rows than this are not counted.
MANY = 1000
#: So much of what is no number is told.
SHOWN = 60


def check_claims(
    connection: duckdb.DuckDBPyConnection, claims: pl.DataFrame, *, strict: bool
) -> tuple[pl.DataFrame, list[Fault]]:
    """Recompute every figure stated in prose.

    Args:
        connection: A database whose tables of facts are filled.
        claims: Rows of `claims.csv`.
        strict: Whether a query that supports nothing is refused; a folder of the first format is only warned.

    Returns:
        The same with `recomputed`, `slack` and `agrees`; and every query that supports nothing.

    Raises:
        InputFaults: With every query that gives no number; where that is refused also with those that look at none of
            the document's data, or let anything pass.
    """
    faults: list[Fault] = []
    refused: list[Fault] = []
    meanings = Meanings(connection)
    answers = _answers(meanings, claims, faults, refused)
    if faults or (refused and strict):
        raise InputFaults(faults + refused)
    found = pl.DataFrame(answers, schema={"recomputed": pl.Float64, "slack": pl.Float64}, orient="row")
    verdict = agrees(pl.col("printed"), pl.col("decimals"), pl.col("recomputed"), pl.col("slack"))
    judged = pl.concat([claims, found], how="horizontal").with_columns(verdict.alias("agrees"))
    verdicts = pl.Series([_with_word(row) for row in judged.iter_rows(named=True)], dtype=pl.Boolean)
    return judged.with_columns(agrees=verdicts), refused


def _with_word(row: Mapping[str, Any]) -> bool | None:
    """Whether a claim agrees; one with a word before its figure is held against what the word says."""
    if not row.get("operator") or row["recomputed"] is None:
        verdict: bool | None = row["agrees"]
        return verdict
    return keeps_word(row["printed"], row["decimals"], row["operator"], row["recomputed"], row["slack"])


def _answers(
    meanings: Meanings, claims: pl.DataFrame, faults: list[Fault], refused: list[Fault]
) -> list[tuple[float | None, float]]:
    """What each claim's query gives; none after several that take too long, which nothing is built of."""
    answers, slow = [], 0
    for row in claims.iter_rows(named=True):
        try:
            answers.append(_recomputed(meanings, row, faults, refused))
        except SlowError as why:
            faults.append(_fault(row, str(why)))
            slow += 1
        if slow == MOST_SLOW:
            break
    return answers


def _recomputed(
    meanings: Meanings, claim: Mapping[str, Any], faults: list[Fault], refused: list[Fault]
) -> tuple[float | None, float]:
    connection, refusals = meanings.connection, list[str]()
    if claim["support"] is None:
        return None, 0.0
    try:
        with in_time(connection):
            value, slack = _tried(meanings, claim, refusals)
    except SlowError:
        raise
    except NoSupportError as why:
        faults.append(_fault(claim, [*refusals, str(why)][0]))
    except (duckdb.Error, ValueError) as error:
        told = _("en SELECT mot de publika vyerna som ger ett tal ({reason})", reason=str(error).splitlines()[0][:200])
        faults.append(_fault(claim, [*refusals, told][0]))
    else:
        refused += [_fault(claim, why) for why in refusals[:1]]
        return value, slack
    return None, 0.0


def _tried(meanings: Meanings, claim: Mapping[str, Any], refusals: list[str]) -> tuple[float | None, float]:
    """What a query gives, with why it supports nothing; one that could take anything is not asked."""
    connection = meanings.connection
    statement, tree = _statement(connection, claim["support"]), shallow(connection, claim["support"])
    refusals += filter(None, [_refusal(tree, statement)])
    refuse_endless(tree)
    value, slack = _answer(connection, statement, claim["document"])
    if not refusals:
        refusals += filter(None, [_refusal_of(meanings, claim, statement, value, slack)])
    return value, slack


def _fault(claim: Mapping[str, Any], reason: str) -> Fault:
    return Fault(claim["file"], int(claim["file_row"]), "support", claim["support"], reason)


def _refusal(tree: Node, statement: duckdb.Statement) -> str:
    """Why a query supports nothing, whatever it answers; empty where it may."""
    try:
        _refuse_unsupporting(tree, statement)
    except NoSupportError as why:
        return str(why)
    return ""


def _refusal_of(
    meanings: Meanings,
    claim: Mapping[str, Any],
    statement: duckdb.Statement,
    value: float | None,
    slack: float,
) -> str:
    """Why an answer supports nothing; empty where it does."""
    connection = meanings.connection
    try:
        _refuse_the_same_anywhere(connection, statement, value)
        _refuse_unmoved(connection, claim, value)
        _refuse_wide(claim, value, slack)
        meanings.refuse_others(claim, value, slack)
    except NoSupportError as why:
        return str(why)
    return ""


def _statement(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """One SELECT."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type is not duckdb.StatementType.SELECT:
        raise NoSupportError(_("en enda SELECT mot de publika vyerna"))
    return statements[0]


def _refuse_unsupporting(tree: Node, statement: duckdb.Statement) -> None:
    """A query is to read public views of its document and answer with what stands there."""
    read, views = sources_of(tree), ", ".join(SUPPORTING)
    if other := [name for name in read if name not in SUPPORTING]:
        told = _(
            "frågan läser {name}, som inte kan stödja ett tal. Fråga en av vyerna {views}", name=other[0], views=views
        )
        raise NoSupportError(told)
    if not read:
        told = _("frågan läser inget ur datat. Fråga en av vyerna {views}, eller lämna cellen tom", views=views)
        raise NoSupportError(told)
    if not is_told(tree):
        told = _(
            "talet står i själva frågan och kommer inte ur {view}. Välj en kolumn eller räkna rader, "
            "eller lämna cellen tom",
            view=read[0],
        )
        raise NoSupportError(told)
    if set(statement.named_parameters) != {DOCUMENT}:
        told = _("frågan säger inte vilket dokument den gäller. Skriv «document = $document» i villkoret")
        raise NoSupportError(told)


def _answer(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, document: str
) -> tuple[float | None, float]:
    """The number that a query gives, and how far the rounding of its rows can move it."""
    asked = {DOCUMENT: document} if DOCUMENT in statement.named_parameters else {}
    rows = connection.execute(statement, asked).fetchmany(MANY)
    if len(rows) != 1:
        amount = number(len(rows)) if len(rows) < MANY else _("minst {amount}", amount=number(MANY))
        told = _("frågan ska ge en rad med ett tal, men ger {amount} rader", amount=amount)
        raise NoSupportError(told)
    value, *slack = rows[0]
    if value is not None and not math.isfinite(_as_number(value)):
        raise _no_number(value)
    return (None if value is None else _as_number(value)), sum(map(_as_number, slack))


def _as_number(value: object) -> float:
    if not isinstance(value, int | float | Decimal):
        raise _no_number(value)
    return float(value)


def _no_number(value: object) -> NoSupportError:
    told = "NULL" if value is None else shorten(str(value), SHOWN, placeholder=" …")
    return NoSupportError(_("frågan ska ge ett tal, men ger «{value}»", value=told))


def _refuse_the_same_anywhere(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, value: float | None
) -> None:
    """A number that no row is needed for comes out of the query; none and nothing are what no rows give."""
    if not value:
        return
    if DOCUMENT not in statement.named_parameters:
        return
    elsewhere = connection.execute(statement, {DOCUMENT: NOWHERE}).fetchmany(MANY)
    if len(elsewhere) == 1 and elsewhere[0][0] is not None and float(elsewhere[0][0]) == value:
        told = _(
            "frågan ger {value} också för ett dokument som inte finns, så svaret kommer inte ur dokumentets data",
            value=number(value),
        )
        raise NoSupportError(told)


def _refuse_unmoved(connection: duckdb.DuckDBPyConnection, claim: Mapping[str, Any], value: float | None) -> None:
    """A number that a query holds itself stays what it is when the data are others."""
    if not value:
        return
    tree = parsed(connection, claim["support"])
    if numbers_in(tree) <= SCALING:
        return
    if not follows_data(connection, claim["support"], sources_of(tree), {DOCUMENT: claim["document"]}, value):
        told = _(
            "frågan ger {value} också när siffror, ord och dagar i datat är andra, så talet står i själva frågan",
            value=number(value),
        )
        raise NoSupportError(told)


def _refuse_wide(claim: Mapping[str, Any], value: float | None, slack: float) -> None:
    if value is None or not slack:
        return
    most = most_slack(value, claim["decimals"])
    if not math.isfinite(slack) or not 0 <= slack <= most:
        told = _(
            "avrundningen får flytta talet {value} med {slack}, och då stämmer nästan vad som helst. "
            "Högst {most} går: hälften av talet, eller av sista siffran i det tryckta",
            value=number(value),
            slack=number(slack) if math.isfinite(slack) else str(slack),
            most=number(most),
        )
        raise NoSupportError(told)
