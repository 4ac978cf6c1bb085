"""What owners are asked to write and choose: commitments, controls and texts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import duckdb

from analysis.base.vocabulary import DocumentKind, Section, SubjectType, SymbolSubject
from analysis.collect.form import Field, FieldKind, row_of
from analysis.collect.lines import (
    ABOUT,
    ACTION,
    ASSESSMENT,
    COMMITMENTS,
    COMPLETION,
    CONTROLS,
    DONE,
    GROUP,
    OTHERS,
    RISK,
    STATUS,
    TEXT,
    TEXTS,
    Line,
    Row,
    as_written,
    text_field,
)
from analysis.store.answers import ask_rows

#: The most that is done of a commitment, in percent.
_ALL = 100.0


def commitment_lines(connection: duckdb.DuckDBPyConnection, part: Row) -> Iterator[Line]:
    """Ask how the commitments of a part of a document go.

    Args:
        connection: The database.
        part: A row of the query `parts`.

    Yields:
        A line each: status, how much is done, and what has been done.
    """
    if part["kind"] == DocumentKind.PLAN:
        return  # nothing has been done of it yet
    steps = _steps(connection, SymbolSubject.STATUS, part)
    for row in ask_rows(connection, "asked_commitments", **_of(part)):
        key = {"commitment": row["commitment"]}
        blank = Field(
            COMMITMENTS, row_of("commitments", key), "", "commitments", key, "", FieldKind.CHOICE, row["label"]
        )
        about = {"subject": row["commitment"], "organisation": row["organisation"]}
        now = row["status_step"] or row["status"] or ""
        done = replace(blank, column=COMPLETION, name="completion", kind=FieldKind.NUMBER, unit="percent")
        fields = (
            replace(blank, column=STATUS, name="status", choices=steps, issued=now),
            replace(done, low=0.0, high=_ALL, issued=as_written(row["completion"])),
            text_field(blank, DONE, SubjectType.COMMITMENT, about, Section.RESULT),
        )
        shown = {GROUP: row["area"] or "", ABOUT: row["label"], OTHERS: ", ".join((row["owners"] or [])[1:])}
        yield Line(blank.row, row["owner"], COMMITMENTS, shown, fields)


def control_lines(connection: duckdb.DuckDBPyConnection, part: Row) -> Iterator[Line]:
    """Ask what the controls of a part of a document have found.

    Args:
        connection: The database.
        part: A row of the query `parts`.

    Yields:
        A line each: the assessment and what follows.
    """
    steps = _steps(connection, SymbolSubject.CONTROL, part)
    for row in ask_rows(connection, "asked_controls", **_of(part)):
        key = {"control": row["control"]}
        blank = Field(CONTROLS, row_of("controls", key), "", "controls", key, "", FieldKind.CHOICE, row["label"])
        now = row["assessment_step"] or row["assessment"] or ""
        fields = (
            replace(blank, column=ASSESSMENT, name="assessment", choices=steps, issued=now),
            replace(blank, column=ACTION, name="action", kind=FieldKind.TEXT, issued=row["action"] or ""),
        )
        shown = {RISK: row["risk"], ABOUT: row["label"]}
        yield Line(blank.row, row["owner"], CONTROLS, shown, fields)


def text_lines(connection: duckdb.DuckDBPyConnection, part: Row) -> Iterator[Line]:
    """Ask for the texts of a part of a document.

    Args:
        connection: The database.
        part: A row of the query `parts`.

    Yields:
        A line for each place of the goal tree that goals or commitments hang in.
    """
    for row in ask_rows(connection, "asked_nodes", **_of(part)):
        kind = SubjectType.AREA if row["level"] == SubjectType.AREA else SubjectType.NODE
        about = {"subject": row["node"], "organisation": row["organisation"]}
        blank = Field(TEXTS, row_of("texts", about), "", "texts", about, "", FieldKind.TEXT, row["label"])
        field = text_field(blank, TEXT, kind, about, Section.SUMMARY)
        yield Line(blank.row, row["owner"], TEXTS, {ABOUT: row["label"]}, (field,))


def _of(part: Row) -> dict[str, str]:
    return {"document": part["document"], "organisation": part["organisation"]}


def _steps(connection: duckdb.DuckDBPyConnection, subject: SymbolSubject, part: Row) -> tuple[tuple[str, str], ...]:
    """The steps that somebody may choose, code and word; none where the document has no symbols of them."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in ask_rows(connection, "asked_steps", subject=subject.value):
        found[row["symbol_set"]].append((row["code"], row["word"]))
    return tuple(found.get(part["symbol_set"], ()))
