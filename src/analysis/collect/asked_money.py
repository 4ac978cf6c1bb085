"""The money that owners are asked for: each line of a statement that has a budget, and why where it differs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import duckdb

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import DocumentKind, Section, SubjectType
from analysis.collect.form import Field, FieldKind, row_of
from analysis.collect.lines import (
    ABOUT,
    ACTION,
    ACTUAL,
    BUDGET,
    EFFECT,
    FORECAST,
    GROUP,
    MONEY,
    START,
    UNIT,
    WHY,
    Line,
    Row,
    as_written,
    text_field,
)
from analysis.store.answers import ask_rows
from analysis.words.codes import STATEMENTS
from analysis.words.numbers import number

_KEY = ("organisation", "statement", "line_no", "measure", "period_start", "period_end")
Amounts = Mapping[tuple[str, ...], Row]


def money_lines(connection: duckdb.DuckDBPyConnection, part: Row) -> Iterator[Line]:
    """Ask for the money of a part of a document.

    Args:
        connection: The database.
        part: A row of the query `parts`.

    Yields:
        A line for each line of a statement with a budget; a plan, whose budget it is, asks for none.
    """
    if part["kind"] == DocumentKind.PLAN:
        return
    about = {"document": part["document"], "organisation": part["organisation"]}
    now = {_key_of(row): row for row in ask_rows(connection, "asked_amounts", document=part["document"])}
    for row in ask_rows(connection, "asked_lines", **about):
        yield _line(part, row, now)


def _line(part: Row, row: Row, now: Amounts) -> Line:
    key = {name: str(row[name]) for name in ("organisation", "statement", "line_no", "line", "unit")}
    key["is_total"] = "yes" if row["is_total"] else ""
    blank = Field(MONEY, row_of("ledger", key), "", "ledger", key, "amount", FieldKind.NUMBER, row["line"], row["unit"])
    year = part["period_end"].year
    whole = date(year, 1, 1), date(year, 12, 31)
    fields = [_amount(blank, ACTUAL, LedgerMeasure.ACTUAL, (part["period_start"], part["period_end"]), row, now)]
    if part["kind"] == DocumentKind.INTERIM:
        fields.append(_amount(blank, FORECAST, LedgerMeasure.FORECAST, whole, row, now))
    shown = {
        GROUP: str(row["statement_name"] or STATEMENTS.get(row["statement"], row["statement"])),
        ABOUT: row["line"],
        BUDGET: "" if row["budget"] is None else number(row["budget"], row["decimals"]),
        UNIT: row["symbol"] or row["unit"],
    }
    return Line(blank.row, row["owner"], MONEY, shown, (*fields, *_reasons(blank, row)))


def _reasons(blank: Field, row: Row) -> Iterator[Field]:
    """Why a line differs, and what is done about a deficit: what, with what effect, from when."""
    subject = {"subject": row["statement"], "organisation": row["organisation"], "line": row["line"]}
    yield text_field(blank, WHY, SubjectType.STATEMENT, subject, Section.ANALYSIS)
    action = text_field(blank, ACTION, SubjectType.STATEMENT, subject, Section.ACTION)
    yield action
    yield replace(action, column=EFFECT, name=EFFECT, kind=FieldKind.NUMBER, unit=row["unit"])
    yield replace(action, column=START, name=START)


def _amount(
    blank: Field, column: str, measure: LedgerMeasure, days: tuple[date, date], row: Row, now: Amounts
) -> Field:
    about = {"measure": measure.value, "period_start": days[0].isoformat(), "period_end": days[1].isoformat()}
    key = {**blank.key, **about}
    there = now.get(_key_of(key))
    earlier = () if row["budget"] is None else (row["budget"],)
    issued = as_written(there["amount"], there["decimals"]) if there else ""
    return replace(blank, column=column, key=key, issued=issued, earlier=earlier)


def _key_of(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in _KEY)
