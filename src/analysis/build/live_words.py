"""The words that a text may ask the database in, each with what answers it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import duckdb
import polars as pl

from analysis.base.judged import Level
from analysis.base.money import LedgerMeasure, Statement
from analysis.base.vocabulary import Assessment, Measure, Sex, Status
from analysis.build.live_expression import UnknownError
from analysis.errors import nearest
from analysis.judge.units import Units
from analysis.store.query import ask, ask_sql
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.numbers import after_operator
from analysis.words.numbers import number as number_in_words
from analysis.words.translate import _

PERCENT = "%"
#: Whether the sign or word printed before a figure is written, or the text says it in words of its own.
WITH_SIGN, WITHOUT_SIGN = "ja", "nej"
SIGNS = [WITH_SIGN, WITHOUT_SIGN]
#: A year, a month or a day.
PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
#: No figure is told with more decimals.
MOST_DECIMALS = 6
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """Every figure that a text may ask for, by document.

    Attributes:
        figures: Key figures by document, measure and indicator.
        amounts: Amounts by document, table and line.
        goals: Every goal.
        commitments: Every commitment.
        units: Every unit.
        organisations: The code of each organisation.
        perspectives: The code of each perspective.
        own_statements: The code of each financial table that the owner has named.
    """

    figures: Mapping[tuple[str, ...], list[Row]]
    amounts: Mapping[tuple[str, ...], list[Row]]
    goals: pl.DataFrame
    commitments: pl.DataFrame
    units: Units
    organisations: list[str]
    perspectives: list[str]
    own_statements: list[str]

    @classmethod
    def fetch(cls, connection: duckdb.DuckDBPyConnection) -> "Answers":
        """Fetch all of it at once.

        Args:
            connection: A database with figures, goals and commitments.
        """
        figures, lines = ask(connection, "check_figures"), ask(connection, "check_lines")
        return cls(
            _by(figures, ("document", "measure", "indicator")),
            _by(lines, ("document", "statement", "line")),
            ask_sql(connection, "SELECT document, organisation, perspective, level, assessment_final FROM goal_detail"),
            ask_sql(connection, "SELECT document, organisation, status FROM commitment_detail"),
            Units(ask_sql(connection, "SELECT unit, scale_of, factor FROM unit")),
            ask_sql(connection, "SELECT organisation FROM organisation ORDER BY ALL").to_series().to_list(),
            ask_sql(connection, "SELECT perspective FROM perspective ORDER BY ALL").to_series().to_list(),
            ask(connection, "own_statements")["kind"].to_list(),
        )


def words_of(answers: Answers, text: Row, *, signs: bool) -> dict[str, Callable[..., str]]:
    """Give the words that an expression of one text may use.

    Args:
        answers: What there is to ask for.
        text: `document`, `source_line`.
        signs: Whether figures have the signs that are printed before them where an expression does not say.

    Returns:
        What answers each word; the annotations of its parameters say what it takes.
    """
    own = _Words(answers, text["document"], text["source_line"], WITH_SIGN if signs else WITHOUT_SIGN)
    return {
        "utfall": partial(own.figure, Measure.OUTCOME),
        "mål": partial(own.figure, Measure.TARGET),
        "prognos": partial(own.figure, Measure.FORECAST),
        "förändring": partial(own.figure, Measure.CHANGE),
        "belopp": own.amount,
        "antal_mål": own.goals,
        "antal_åtaganden": own.commitments,
    }


@dataclass(frozen=True)
class _Words:
    """What one text may ask; parameters are called what the writer of a text calls them."""

    answers: Answers
    document: str
    line: int
    usual_sign: str

    def figure(
        self,
        measure: Measure,
        indikator: str,
        period: int | str,
        organisation: str = "",
        kon: str = "T",
        tecken: str = "",
    ) -> str:
        asked = _period(period), self._organisation(organisation), _known("kon", kon, Sex)
        rows = list(_matching(self._printed(measure, indikator), *asked))
        sign = _any("tecken", tecken, SIGNS) or self.usual_sign
        return _told(_one(rows, self.line), signed=sign == WITH_SIGN)

    def amount(
        self, tabell: str, rad: str, matt: str, period: int | str, enhet: str = "", decimaler: int | None = None
    ) -> str:
        table = _known("tabell", tabell, [*Statement, *self.answers.own_statements])
        rows = self.answers.amounts.get((self.document, table, rad), [])
        measure, until = _known("matt", matt, LedgerMeasure), _period(period)
        found = [row for row in rows if row["measure"] == measure and _within(row, until)]
        return _told_amount(_one_amount(found, tabell, rad), enhet, _decimals(decimaler), self.answers.units)

    def goals(self, bedomning: str = "", organisation: str = "", perspektiv: str = "") -> str:
        return self._count(
            self.answers.goals,
            level=Level.GOAL,
            assessment_final=_any("bedomning", bedomning, Assessment),
            organisation=self._organisation(organisation),
            perspective=_any("perspektiv", perspektiv, self.answers.perspectives),
        )

    def commitments(self, status: str = "", organisation: str = "") -> str:
        return self._count(
            self.answers.commitments,
            status=_any("status", status, Status),
            organisation=self._organisation(organisation),
        )

    def _count(self, frame: pl.DataFrame, **wanted: str) -> str:
        """How many rows of the document are as is wanted; nothing wanted chooses nothing."""
        chosen = {name: value for name, value in wanted.items() if value}
        return number(frame.filter(document=self.document, **chosen).height)

    def _organisation(self, code: str) -> str:
        return _any("organisation", code, self.answers.organisations)

    def _printed(self, measure: Measure, indicator: str) -> list[Row]:
        """What the document prints of an indicator; the nearest that it has is told where that is nothing."""
        figures, own = self.answers.figures, (self.document, str(measure))
        rows = figures.get((*own, indicator), [])
        if rows:
            return rows
        lacking = _("«{indicator}» har inget sådant tal i dokumentet.", indicator=indicator)
        raise UnknownError(f"{lacking} {nearest(indicator, [key[2] for key in figures if key[:2] == own])}")


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
