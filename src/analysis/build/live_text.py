"""Figures in texts: written as expressions that ask the database, so that a sentence cannot drift from its figure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb
import polars as pl
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from analysis.base.live_figure import EXPRESSION
from analysis.base.vocabulary import Measure
from analysis.errors import Fault, nearest
from analysis.judge.units import Units
from analysis.store.query import ask, ask_sql
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.numbers import after_operator
from analysis.words.numbers import number as number_in_words
from analysis.words.translate import _

#: Signs of templates that texts may not hold: statements and comments.
FORBIDDEN = re.compile(r"\{[%#]|[%#]\}")
PERCENT = "%"
#: Whether the sign or word printed before a figure is written, or the text says it in words of its own.
WITH_SIGN, WITHOUT_SIGN = "ja", "nej"
SIGNS = [WITH_SIGN, WITHOUT_SIGN]
_SANDBOX = SandboxedEnvironment()
Row = Mapping[str, Any]


class _Unknown(Exception):  # noqa: N818 - told to the writer as a fault
    """What an expression asks for is not there, or is there with several values."""


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
    answers = _Answers.fetch(connection)
    faults: list[Fault] = []
    rendered = [_render(row, answers, faults, signs=signs) for row in texts.iter_rows(named=True)]
    shown = texts.with_columns(template=pl.col("text"), text=pl.Series(rendered, dtype=pl.String))
    return shown, faults


def _render(row: Row, answers: "_Answers", faults: list[Fault], *, signs: bool) -> str:
    text: str = row["text"]
    allowed = _("bara uttryck som {example} får stå i texter, inga satser", example="{{ utfall(…) }}")
    faults += [_fault(row, found, allowed) for found in FORBIDDEN.finditer(text)]
    words = answers.words(row, signs=signs)

    def put_in(found: re.Match[str]) -> str:
        try:
            return _evaluate(found["code"].strip(), words)
        except _Unknown as error:
            faults.append(_fault(row, found, str(error)))
        return found.group()

    return EXPRESSION.sub(put_in, text)


def _evaluate(code: str, words: Mapping[str, Callable[..., str]]) -> str:
    try:
        value = _compiled(code)(**words)
        shown = str(value)  # an unknown word is told when it is used
    except UndefinedError as error:
        name = code.partition("(")[0].strip()
        raise _Unknown(_("okänt ord i uttrycket.") + f" {nearest(name, list(words))}") from error
    except TypeError as error:
        raise _Unknown(_("uttrycket har fel antal värden eller okända namn ({error})", error=error)) from error
    except (TemplateSyntaxError, SecurityError) as error:
        raise _Unknown(_("uttrycket går inte att läsa ({error})", error=error)) from error
    except (ArithmeticError, LookupError, ValueError, AttributeError) as error:
        raise _Unknown(_("uttrycket går inte att räkna ut ({error})", error=error)) from error
    if not shown or callable(value):
        raise _Unknown(_("uttrycket ger inget; skriv till exempel {example}", example='utfall("nmi", 2016)'))
    return shown


@lru_cache(maxsize=1024)
def _compiled(code: str) -> Callable[..., Any]:
    """Compile an expression once: texts repeat some, and so does who builds again; to ask for its figure is quick."""
    return _SANDBOX.compile_expression(code, undefined_to_none=False)


def _fault(row: Row, found: re.Match[str], allowed: str) -> Fault:
    line = row["file_row"] + 1 + row["text"][: found.start()].count("\n")
    return Fault(row["file"], line, "", found.group(), allowed)


@dataclass(frozen=True)
class _Answers:
    """Every figure that a text may ask for, by document."""

    figures: Mapping[tuple[str, ...], list[Row]]
    amounts: Mapping[tuple[str, ...], list[Row]]
    goals: pl.DataFrame
    commitments: pl.DataFrame
    units: Units

    @classmethod
    def fetch(cls, connection: duckdb.DuckDBPyConnection) -> "_Answers":
        figures, lines = ask(connection, "check_figures"), ask(connection, "check_lines")
        return cls(
            _by(figures, ("document", "measure", "indicator")),
            _by(lines, ("document", "statement", "line")),
            ask(connection, "check_goals"),
            ask(connection, "check_commitments"),
            Units(ask_sql(connection, "SELECT unit, scale_of, factor FROM unit")),
        )

    def words(self, text: Row, *, signs: bool) -> dict[str, Callable[..., str]]:
        """The words that an expression may use, for one text."""
        document, line = text["document"], text["source_line"]
        usual = WITH_SIGN if signs else WITHOUT_SIGN

        def figure_of(measure: Measure) -> Callable[..., str]:
            def told(
                indikator: str, period: int | str, organisation: str = "", kon: str = "T", tecken: str = usual
            ) -> str:
                rows = list(_matching(self._printed(document, measure, indikator), period, organisation, kon))
                return _told(_one(rows, line), signed=_is_signed(tecken))

            return told

        def amount(
            tabell: str, rad: str, matt: str, period: int | str, enhet: str = "", decimaler: int | None = None
        ) -> str:
            rows = self.amounts.get((document, tabell, rad), [])
            found = [row for row in rows if row["measure"] == matt and _within(row, period)]
            return _told_amount(_one_amount(found, tabell, rad), enhet, decimaler, self.units)

        def goals(bedomning: str = "", organisation: str = "", perspektiv: str = "") -> str:
            own = self.goals.filter(pl.col("document") == document)
            return _count(own, assessment_final=bedomning, organisation=organisation, perspective=perspektiv)

        def commitments(status: str = "", organisation: str = "") -> str:
            own = self.commitments.filter(pl.col("document") == document)
            return _count(own, status=status, organisation=organisation)

        return {
            "utfall": figure_of(Measure.OUTCOME),
            "mål": figure_of(Measure.TARGET),
            "prognos": figure_of(Measure.FORECAST),
            "förändring": figure_of(Measure.CHANGE),
            "belopp": amount,
            "antal_mål": goals,
            "antal_åtaganden": commitments,
        }

    def _printed(self, document: str, measure: Measure, indicator: str) -> list[Row]:
        """What a document prints of an indicator; the nearest that it has is told where that is nothing."""
        rows = self.figures.get((document, str(measure), indicator), [])
        if rows:
            return rows
        known = [key[2] for key in self.figures if key[:2] == (document, str(measure))]
        lacking = _("«{indicator}» har inget sådant tal i dokumentet.", indicator=indicator)
        raise _Unknown(f"{lacking} {nearest(indicator, known)}")


def _is_signed(word: str) -> bool:
    if word not in SIGNS:
        raise _Unknown(_("okänt värde på tecken: «{word}».", word=word) + f" {nearest(word, SIGNS)}")
    return word == WITH_SIGN


def _by(frame: pl.DataFrame, keys: tuple[str, ...]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found


def _within(row: Row, period: int | str) -> bool:
    """A year, or a month such as 2018-08, is the one that a period ends in."""
    return f"{row['period_end']:%Y-%m-%d}".startswith(str(period))


def _matching(rows: list[Row], period: int | str, organisation: str, sex: str) -> Iterator[Row]:
    for row in rows:
        right = row["sex"] == sex and (not organisation or row["organisation"] == organisation)
        if right and row["value"] is not None and _within(row, period):
            yield row


def _one(rows: list[Row], line: int) -> Row:
    """The figure asked for. Printed with several values, it is the one nearest to the text; the checks tell of it."""
    if not rows:
        raise _Unknown(_("talet finns inte för den perioden, organisationen och det könet"))
    # A text retells its own lines, doubted or not.
    nearest_first = sorted(
        rows, key=lambda row: (row["source_line"] != line, bool(row["doubted"]), abs(row["source_line"] - line))
    )
    alike = {(row["organisation"], row["period_start"], row["period_end"], row["value"]) for row in rows}
    things = {key[:-1] for key in alike}
    own = {key for key in alike for row in rows if row["source_line"] == line and key[-1] == row["value"]}
    if len(things) == 1 or len({key[-1] for key in alike}) == 1 or len(own) == 1:
        return nearest_first[0]
    whose = sorted(
        {_("{organisation} till {day}", organisation=row["organisation"], day=row["period_end"]) for row in rows}
    )
    raise _Unknown(
        _("flera tal passar ({figures}); ange organisation eller en kortare period", figures=", ".join(whose))
    )


def _one_amount(rows: list[Row], statement: str, line: str) -> Row:
    known = [row for row in rows if row["amount"] is not None]
    if not known or len({row["amount"] for row in known}) > 1:
        raise _Unknown(
            _(
                "beloppet «{line}» i {statement} finns inte, eller finns med flera värden, för den perioden",
                line=line,
                statement=statement,
            )
        )
    return known[0]


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Write a number for a text, which is data: in Swedish, whoever builds."""
    with speaking(SWEDISH):
        return number_in_words(value, decimals)


def _told(row: Row, *, signed: bool) -> str:
    unit = f"\N{NO-BREAK SPACE}{PERCENT}" if row["symbol"] == PERCENT else ""
    with speaking(SWEDISH):
        figure = number(row["value"], row["printed_decimals"]) + unit
        return after_operator(figure, row["operator"]) if signed else figure


def _told_amount(row: Row, unit: str, decimals: int | None, units: Units) -> str:
    if not unit or unit == row["unit"]:
        return number(row["amount"], row["decimals"] if decimals is None else decimals)
    told = units.converted(row["amount"], row["unit"], unit)
    if told is None:
        known = units.like(row["unit"])
        raise _Unknown(_("okänd enhet «{unit}».", unit=unit) + f" {nearest(unit, known)}")
    return number(told, 1 if decimals is None else decimals)


def _count(frame: pl.DataFrame, **wanted: str) -> str:
    for column, value in wanted.items():
        if value:
            frame = frame.filter(pl.col(column) == value)
    return number(frame.height)
