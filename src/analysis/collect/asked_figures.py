"""The figures that owners are asked for: one line a yardstick, beside it what has been known of it before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from analysis.base.vocabulary import DocumentKind, Measure, PeriodType, Sex
from analysis.collect.form import Field, FieldKind, row_of
from analysis.collect.lines import (
    ABOUT,
    COMMENT,
    EARLIER,
    FIGURES,
    FORECAST,
    GROUP,
    PRELIMINARY,
    TARGET,
    UNIT,
    YES,
    Line,
    Row,
    as_written,
)
from analysis.present.goal_text import target_text
from analysis.store.answers import ask_rows
from analysis.words.days import day, period
from analysis.words.numbers import quantity

#: So many earlier values are shown.
_SHOWN = 3
_KEY = ("indicator", "organisation", "sex", "period_type", "period_start", "period_end", "measure")
_FEBRUARY, _SHORT = 2, 28
#: The owner is asked for the whole first, then for women and men.
_SEXES = (Sex.TOTAL, Sex.WOMEN, Sex.MEN)


@dataclass(frozen=True)
class _Known:
    """What is known when the form is made.

    Attributes:
        owners: Who answers, by goal.
        indicators: What is told of each.
        history: Outcomes of each indicator and organisation, the latest first.
        now: The figures that the document has already.
        names: Names of organisations.
        few: Organisations with so few people that women and men are not told apart.
    """

    owners: Mapping[str, str]
    indicators: Mapping[str, Row]
    history: Mapping[tuple[str, str], list[Row]]
    now: Mapping[tuple[str, ...], Row]
    names: Mapping[str, str]
    few: frozenset[str]


def figure_lines(connection: duckdb.DuckDBPyConnection, part: Row) -> Iterator[Line]:
    """Ask for the figures of a part of a document.

    Args:
        connection: The database.
        part: A row of the query `parts`.

    Yields:
        A line for each indicator, organisation and period, as the yardsticks of its goals name them.
    """
    known = _known(connection, part)
    merged: dict[str, Line] = {}
    for yardstick in _yardsticks(connection, part):
        if yardstick["indicator"]:
            line = _line(part, yardstick, known)
            before = merged.get(line.row)
            merged[line.row] = _together(before, line) if before else line
    yield from (line for line in merged.values() if line.fields)


def _known(connection: duckdb.DuckDBPyConnection, part: Row) -> _Known:
    document = part["document"]
    people = ask_rows(connection, "asked_people", document=document)
    history: dict[tuple[str, str], list[Row]] = {}
    for row in ask_rows(connection, "asked_history", document=document):
        history.setdefault((row["indicator"], row["organisation"]), []).append(row)
    return _Known(
        {row["goal"]: row["owner"] for row in ask_rows(connection, "asked_goals", document=document)},
        {row["indicator"]: row for row in ask_rows(connection, "asked_indicators")},
        history,
        {_key_of(row): row for row in ask_rows(connection, "asked_now", document=document)},
        {row["organisation"]: row["name"] for row in people},
        frozenset(row["organisation"] for row in people if row["few"]),
    )


def _yardsticks(connection: duckdb.DuckDBPyConnection, part: Row) -> list[Row]:
    everything = dict.fromkeys(("process_area", "level", "node", "tag"))
    about = {"document": part["document"], "organisation": part["organisation"]}
    return ask_rows(connection, "goal_measures", **about, **everything)


def _line(part: Row, yardstick: Row, known: _Known) -> Line:
    about, whose = known.indicators[yardstick["indicator"]], yardstick["measured_for"] or part["organisation"]
    history = known.history.get((yardstick["indicator"], whose), [])
    start, end, kind = _period(part, yardstick, history)
    key = {"indicator": about["indicator"], "organisation": whose, "period_type": str(kind)}
    key |= {"period_start": start.isoformat(), "period_end": end.isoformat()}
    row = row_of("observations", key)
    before = [each for each in history if each["period_type"] == kind and each["period_end"] < end]
    # Where nothing has been given of such a period, others say at least what it is about.
    others = [each for each in history if each["period_end"] < end]
    blank = Field(FIGURES, row, "", "observations", key, "value", FieldKind.NUMBER, about["label"])
    sexes = _sexes(yardstick, before, few=whose in known.few)
    fields = [_figure(blank, sex, key, about, before, known) for sex in sexes]
    if fields and part["kind"] == DocumentKind.INTERIM and kind != PeriodType.YEAR:
        fields.append(_forecast(blank, sexes[0], part, about, before, known))
    when = day(end) if kind == PeriodType.POINT else period(start, end, kind)
    shown = {
        GROUP: yardstick["area"] or "",
        ABOUT: _about(part, yardstick, about, whose, when, known),
        EARLIER: _earlier(_of(sexes[:1], before) or _of(sexes[:1], others)),
        TARGET: target_text(yardstick),
        UNIT: about["symbol"] or about["unit_name"] or "",
    }
    beside = _beside(blank, fields[0], known) if fields else ()
    return Line(row, known.owners[yardstick["goal"]], FIGURES, shown, (*fields, *beside))


def _of(sexes: Sequence[Sex], rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["sex"] in sexes]


def _about(part: Row, yardstick: Row, about: Row, whose: str, when: str, known: _Known) -> str:
    """What a line is of: the goal, what it is measured by, whose and when."""
    goal, indicator = yardstick["label"], about["label"]
    named = [goal] if yardstick["measure_label"] or goal == indicator else [goal, indicator]
    who = [known.names.get(whose, whose)] if whose != part["organisation"] else []
    return "\n".join([*named, ", ".join([*who, when])])


def _together(first: Line, second: Line) -> Line:
    """One line of two goals that are measured by the same; neither's cells are lost, and each is told."""
    named = [text for text in second.shown[ABOUT].split("\n")[:1] if text not in first.shown[ABOUT]]
    columns = {each.column for each in first.fields}
    more = tuple(each for each in second.fields if each.column not in columns)
    target = first.shown[TARGET] or second.shown[TARGET]
    shown = {**first.shown, ABOUT: "\n".join([*named, first.shown[ABOUT]]), TARGET: target}
    return replace(first, shown=shown, fields=(*first.fields, *more))


def _period(part: Row, yardstick: Row, history: Sequence[Row]) -> tuple[date, date, str]:
    """The period that a figure is asked for: what the yardstick says, else as it has been given before."""
    start, end = part["period_start"], part["period_end"]
    year = date(end.year, 1, 1), date(end.year, 12, 31)
    interim = part["kind"] == DocumentKind.INTERIM
    usual = PeriodType.PART_YEAR if interim else PeriodType.YEAR
    kinds = [row["period_type"] for row in history if (_same_part(row, start, end) if interim else _of_whole(row))]
    kind = yardstick["period_type"] or next(iter(kinds), usual)
    if kind == PeriodType.POINT:
        return end, end, kind
    if kind in (PeriodType.YEAR, PeriodType.ROLLING_12):
        before = date(end.year - 1, end.month, end.day if end.month != _FEBRUARY else _SHORT) + timedelta(days=1)
        return (*year, kind) if kind == PeriodType.YEAR else (before, end, kind)
    if kind == PeriodType.MONTH:
        return end.replace(day=1), end, kind
    return start, end, kind


def _of_whole(row: Row) -> bool:
    """Whether a figure is of a year, or told once a year."""
    return row["period_type"] not in (PeriodType.PART_YEAR, PeriodType.MONTH)


def _same_part(row: Row, start: date, end: date) -> bool:
    """Whether a figure was given for the same part of another year."""
    begun, ended = row["period_start"], row["period_end"]
    if row["period_type"] == PeriodType.PART_YEAR:
        return bool((begun.month, begun.day, ended.month) == (start.month, start.day, end.month))
    return bool(ended.month == end.month and row["period_type"] != PeriodType.YEAR)


def _sexes(yardstick: Row, before: Sequence[Row], *, few: bool) -> list[Sex]:
    """Whom a figure is asked of; women and men apart where it has been so before and nobody can be recognised."""
    if yardstick["sex"] not in (None, Sex.TOTAL):
        return [] if few else [Sex(yardstick["sex"])]
    apart = not few and {Sex.WOMEN, Sex.MEN} & {row["sex"] for row in before}
    return list(_SEXES) if apart else [Sex.TOTAL]


def _figure(blank: Field, sex: Sex, key: Mapping[str, str], about: Row, before: Sequence[Row], known: _Known) -> Field:
    return _number(blank, sex.value, {**key, "sex": sex.value, "measure": Measure.OUTCOME.value}, about, before, known)


def _forecast(blank: Field, sex: Sex, part: Row, about: Row, before: Sequence[Row], known: _Known) -> Field:
    year = part["period_end"].year
    whole = {"period_type": PeriodType.YEAR.value, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    key = {**blank.key, **whole, "sex": sex.value, "measure": Measure.FORECAST.value}
    return _number(blank, FORECAST, key, about, before, known)


def _number(
    blank: Field, column: str, key: Mapping[str, str], about: Row, before: Sequence[Row], known: _Known
) -> Field:
    there = known.now.get(_key_of(key)) or {}
    # Earlier values in another unit are no measure of these.
    alike = [row["value"] for row in before if row["sex"] == key["sex"] and row["unit"] == about["unit"]]
    return replace(
        blank,
        column=column,
        key=key,
        unit=about["unit"] or "",
        low=about["minimum"],
        high=about["maximum"],
        issued=as_written(there.get("value"), there.get("printed_decimals")),
        earlier=tuple(alike[:_SHOWN]),
    )


def _beside(blank: Field, first: Field, known: _Known) -> Iterator[Field]:
    """What may be said of the figures of a line: that they are preliminary, and a comment."""
    there = known.now.get(_key_of(first.key)) or {}
    about = replace(blank, key=first.key)
    preliminary = YES if there.get("preliminary") else ""
    yield replace(about, column=PRELIMINARY, kind=FieldKind.FLAG, name="preliminary", issued=preliminary)
    yield replace(about, column=COMMENT, kind=FieldKind.TEXT, name="note", issued=there.get("note") or "")


def _earlier(rows: Sequence[Row]) -> str:
    """The latest values, the earliest of them first, a line each."""
    latest: dict[date, Row] = {}
    for row in rows:
        latest.setdefault(row["period_end"], row)
    told = [
        period(row["period_start"], row["period_end"], row["period_type"])
        + ": "
        + quantity(row["value"], row["printed_decimals"], row["symbol"], row["operator"], row["unit_kind"])
        for row in list(latest.values())[:_SHOWN]
    ]
    return "\n".join(told[::-1])


def _key_of(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in _KEY)
