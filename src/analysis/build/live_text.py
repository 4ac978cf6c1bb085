"""Figures in texts: written as expressions that ask the database, so that a sentence cannot drift from its figure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import polars as pl

from analysis.base.live_figure import EXPRESSION
from analysis.build.live_expression import UnknownError, evaluate
from analysis.build.live_words import Answers, words_of
from analysis.errors import Fault
from analysis.words.translate import _

#: Signs of templates that texts may not hold: statements and comments.
FORBIDDEN = re.compile(r"\{[%#]|[%#]\}")
#: What is left of an expression that is not closed, or not opened, and how much is told of what is wrong.
STRAY, TOLD = re.compile(r"(?P<open>\{\{)[^\n]*|\}\}"), 120
Row = Mapping[str, Any]


def render_texts(
    connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame, *, signs: bool = True
) -> tuple[pl.DataFrame, list[Fault]]:
    """Put figures into texts.

    Args:
        connection: A database with figures, goals and commitments.
        texts: Validated texts; `text` may hold expressions.
        signs: Whether figures have the signs that are printed before them where an expression does not say.

    Returns:
        The texts with figures put in and the text as written in `template`, and one fault for each expression that
        cannot be answered: unknown words, unknown figures, figures printed with several values.
    """
    answers = Answers.fetch(connection)
    faults: list[Fault] = []
    rendered = [_render(row, answers, faults, signs=signs) for row in texts.iter_rows(named=True)]
    shown = texts.with_columns(template=pl.col("text"), text=pl.Series(rendered, dtype=pl.String))
    return shown, faults


def _render(row: Row, answers: Answers, faults: list[Fault], *, signs: bool) -> str:
    text: str = row["text"]
    faults += _misplaced(row, text)
    words = words_of(answers, row, signs=signs)

    def put_in(found: re.Match[str]) -> str:
        try:
            return evaluate(found["code"].strip(), words)
        except UnknownError as error:
            faults.append(_fault(row, found, str(error)))
        return found.group()

    return EXPRESSION.sub(put_in, text)


def _misplaced(row: Row, text: str) -> Iterator[Fault]:
    """Statements and comments of templates, and braces without their others."""
    allowed = _("bara uttryck som {example} får stå i texter, inga satser", example="{{ utfall(…) }}")
    for found in FORBIDDEN.finditer(text):
        yield _fault(row, found, allowed)
    for found in STRAY.finditer(EXPRESSION.sub(_blank, text)):
        lacking = "}}" if found["open"] else "{{"
        yield _fault(row, found, _("uttrycket saknar {braces}", braces=lacking))


def _blank(found: re.Match[str]) -> str:
    """As many letters on as many lines."""
    return re.sub(r"[^\n]", " ", found.group())


def _fault(row: Row, found: re.Match[str], allowed: str) -> Fault:
    line = row["text_row"] + row["text"][: found.start()].count("\n")
    return Fault(row["file"], line, "", _shortened(found.group()), allowed)


def _shortened(written: str) -> str:
    one_line = " ".join(written.split())
    return one_line if len(one_line) <= TOLD else f"{one_line[:TOLD].rstrip()} …"
