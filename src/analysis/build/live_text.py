"""Figures in texts: written as expressions that ask the database, so that a sentence cannot drift from its figure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl

from analysis.base.live_figure import EXPRESSION
from analysis.base.vocabulary import Assessment, LedgerMeasure, Measure, Sex, Statement, Status
from analysis.build.live_expression import UnknownError, evaluate
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
#: A year, a month or a day.
PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
#: No figure is told with more decimals.
MOST_DECIMALS = 6
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
    answers = _Answers.fetch(connection)
    faults: list[Fault] = []
    rendered = [_render(row, answers, faults, signs=signs) for row in texts.iter_rows(named=True)]
    shown = texts.with_columns(template=pl.col("text"), text=pl.Series(rendered, dtype=pl.String))
    return shown, faults


def _render(row: Row, answers: "_Answers", faults: list[Fault], *, signs: bool) -> str:
    text: str = row["text"]
    faults += _misplaced(row, text)
    words = answers.words(row, signs=signs)

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


@dataclass(frozen=True)
class _Answers:
    """Every figure that a text may ask for, by document."""

    figures: Mapping[tuple[str, ...], list[Row]]
    amounts: Mapping[tuple[str, ...], list[Row]]
    goals: pl.DataFrame
    commitments: pl.DataFrame
    units: Units
    organisations: list[str]
    perspectives: list[str]

    @classmethod
    def fetch(cls, connection: duckdb.DuckDBPyConnection) -> "_Answers":
        figures, lines = ask(connection, "check_figures"), ask(connection, "check_lines")
        return cls(
            _by(figures, ("document", "measure", "indicator")),
            _by(lines, ("document", "statement", "line")),
            ask(connection, "check_goals"),
            ask(connection, "check_commitments"),
            Units(ask_sql(connection, "SELECT unit, scale_of, factor FROM unit")),
            ask_sql(connection, "SELECT organisation FROM organisation ORDER BY ALL").to_series().to_list(),
            ask_sql(connection, "SELECT perspective FROM perspective ORDER BY ALL").to_series().to_list(),
        )

    def words(self, text: Row, *, signs: bool) -> dict[str, Callable[..., str]]:
        """The words that an expression may use, for one text."""
        document, line = text["document"], text["source_line"]
        usual = WITH_SIGN if signs else WITHOUT_SIGN

        def figure_of(measure: Measure) -> Callable[..., str]:
            def told(
                indikator: str, period: int | str, organisation: str = "", kon: str = "T", tecken: str = usual
            ) -> str:
                asked = _period(period), self._organisation(organisation), _known("kon", kon, Sex)
                rows = list(_matching(self._printed(document, measure, indikator), *asked))
                return _told(_one(rows, line), signed=_known("tecken", tecken, SIGNS) == WITH_SIGN)

            return told

        def amount(
            tabell: str, rad: str, matt: str, period: int | str, enhet: str = "", decimaler: int | None = None
        ) -> str:
            rows = self.amounts.get((document, _known("tabell", tabell, Statement), rad), [])
            measure, until = _known("matt", matt, LedgerMeasure), _period(period)
            found = [row for row in rows if row["measure"] == measure and _within(row, until)]
            return _told_amount(_one_amount(found, tabell, rad), enhet, _decimals(decimaler), self.units)

        def goals(bedomning: str = "", organisation: str = "", perspektiv: str = "") -> str:
            own = self.goals.filter(pl.col("document") == document)
            judged, perspective = (
                _any("bedomning", bedomning, Assessment),
                _any("perspektiv", perspektiv, self.perspectives),
            )
            whose = self._organisation(organisation)
            return _count(own, assessment_final=judged, organisation=whose, perspective=perspective)

        def commitments(status: str = "", organisation: str = "") -> str:
            own = self.commitments.filter(pl.col("document") == document)
            reached, whose = _any("status", status, Status), self._organisation(organisation)
            return _count(own, status=reached, organisation=whose)

        return {
            "utfall": figure_of(Measure.OUTCOME),
            "mål": figure_of(Measure.TARGET),
            "prognos": figure_of(Measure.FORECAST),
            "förändring": figure_of(Measure.CHANGE),
            "belopp": amount,
            "antal_mål": goals,
            "antal_åtaganden": commitments,
        }

    def _organisation(self, code: str) -> str:
        return _any("organisation", code, self.organisations)

    def _printed(self, document: str, measure: Measure, indicator: str) -> list[Row]:
        """What a document prints of an indicator; the nearest that it has is told where that is nothing."""
        rows = self.figures.get((document, str(measure), indicator), [])
        if rows:
            return rows
        known = [key[2] for key in self.figures if key[:2] == (document, str(measure))]
        lacking = _("«{indicator}» har inget sådant tal i dokumentet.", indicator=indicator)
        raise UnknownError(f"{lacking} {nearest(indicator, known)}")


def _known(name: str, value: str, known: Iterable[str]) -> str:
    """A value that there is; of any other the nearest is told."""
    words = [str(word) for word in known]
    if value not in words:
        raise UnknownError(_("okänt värde på {name}: «{value}».", name=name, value=value) + f" {nearest(value, words)}")
    return value


def _any(name: str, value: str, known: Iterable[str]) -> str:
    """The same, or nothing, which chooses nothing."""
    return _known(name, value, known) if value else value


def _period(period: int | str) -> str:
    if not PERIOD.fullmatch(str(period)):
        raise UnknownError(
            _("perioden «{period}» ska vara ett år, eller en månad som {example}", period=period, example='"2018-08"')
        )
    return str(period)


def _decimals(decimals: int | None) -> int | None:
    if decimals is not None and decimals > MOST_DECIMALS:
        raise UnknownError(_("högst {most} decimaler", most=MOST_DECIMALS))
    return decimals


def _by(frame: pl.DataFrame, keys: tuple[str, ...]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found


def _within(row: Row, period: str) -> bool:
    """A year, or a month such as 2018-08, is the one that a period ends in."""
    return f"{row['period_end']:%Y-%m-%d}".startswith(period)


def _matching(rows: list[Row], period: str, organisation: str, sex: str) -> Iterator[Row]:
    for row in rows:
        right = row["sex"] == sex and (not organisation or row["organisation"] == organisation)
        if right and row["value"] is not None and _within(row, period):
            yield row


def _one(rows: list[Row], line: int) -> Row:
    """The figure asked for. Printed with several values, it is the one nearest to the text; the checks tell of it."""
    if not rows:
        raise UnknownError(_("talet finns inte för den perioden, organisationen och det könet"))
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
    raise UnknownError(
        _("flera tal passar ({figures}); ange organisation eller en kortare period", figures=", ".join(whose))
    )


def _one_amount(rows: list[Row], statement: str, line: str) -> Row:
    known = [row for row in rows if row["amount"] is not None]
    if not known or len({row["amount"] for row in known}) > 1:
        raise UnknownError(
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
        raise UnknownError(_("okänd enhet «{unit}».", unit=unit) + f" {nearest(unit, known)}")
    return number(told, 1 if decimals is None else decimals)


def _count(frame: pl.DataFrame, **wanted: str) -> str:
    for column, value in wanted.items():
        if value:
            frame = frame.filter(pl.col(column) == value)
    return number(frame.height)
