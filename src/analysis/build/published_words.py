"""What a published value is called and what it says, in the words and figures of readers."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.base.scale import percent_of
from analysis.base.vocabulary import Measure, Missing, PeriodType, Sex, SymbolSubject
from analysis.build.past import parts_of
from analysis.judge.checks.finding import span
from analysis.present.symbol_words import MEANINGS
from analysis.words.codes import (
    ASSESSMENTS,
    MEASURES,
    MISSING,
    SECTIONS,
    SEXES,
    STATUSES,
    TRENDS,
)
from analysis.words.days import period
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import after_operator, exact, number, percentage, quantity, with_unit
from analysis.words.targets import written
from analysis.words.translate import Words, _, later, p_

Row = Mapping[str, Any]

#: What is published of a thing beside figures.
FIELDS = Words(
    {
        "assessment": later("bedömning"),
        "trend": later("trend"),
        "status": later("status"),
        "completion": later("färdiggrad"),
        "label": later("namn"),
        "owners": later("ansvariga"),
        "printed": later("tryckt"),
        "achieved": later("poäng"),
        "max": later("högsta poäng"),
        "percent": later("procent"),
        "text": later("text"),
    }
)
#: Whose judgement a code is, where kinds of facts have scales of their own.
_SCALES = {"area": SymbolSubject.AREA, "node": SymbolSubject.AREA, "control": SymbolSubject.CONTROL}
_BY_FIELD: Mapping[str, Mapping[Any, str]] = {"assessment": ASSESSMENTS, "trend": TRENDS, "status": STATUSES}
#: A figure as the history keeps it: the sign printed before it, and a double in digits.
FIGURE = re.compile(r"(?P<operator>[<>≤≥≈]?)(?P<value>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = ("period_start", "period_end")
#: So much of a text is shown.
TEXT_LENGTH = 80


def said(row: Row) -> str:
    """Say what a published value is and what it says now.

    Args:
        row: A row of the query `explained`.

    Returns:
        For example "Sjukfrånvaro, utfall KLK 2022, kvinnor: 2,4 %".
    """
    return filled("{title}: {value}", title=title(row), value=_now(row))


def title(row: Row) -> str:
    """Say what a published value is.

    Args:
        row: A row of the query `explained`, or what `gone` makes of a key.

    Returns:
        For example "Sjukfrånvaro, utfall KLK 2022, kvinnor".
    """
    if row["fact"] in ("observation", "amount"):
        who = f", {SEXES[Sex(row['sex'])].lower()}" if row.get("sex") in (Sex.WOMEN, Sex.MEN) else ""
        whose = f"{row['organisation']} {_when(row)}{who}"
    else:
        whose = " ".join(str(part) for part in (row["organisation"], row["year"]) if part)
    return filled("{name}, {what} {whose}", name=swedish(row["name"]), what=_what(row), whose=whose)


def value(row: Row, text: str | None, unit: str | None = None) -> str:
    """Say a value as the history keeps it.

    Args:
        row: What it is a value of.
        text: The value, or nothing for none.
        unit: What is written after it, where that is known: an older program kept none, and it may have been another.

    Returns:
        Codes as words; figures in the way of the language, with as many decimals as are known of it or of what is
        printed now.
    """
    if text is None:
        return _("inget")
    if row["fact"] == "text":
        return swedish(f"«{text if len(text) <= TEXT_LENGTH else text[:TEXT_LENGTH].rstrip() + '…'}»")
    if row["field"] in ("label", "owners"):
        return swedish(text)
    if row["field"] in ("completion", "percent"):
        return percentage(float(text))
    figure = FIGURE.fullmatch(text)
    if figure is None or row["field"] in _BY_FIELD:
        return _own_step(row, text) or _word(row, text)
    # How many decimals are printed now says nothing of another unit.
    decimals = row.get("decimals") if unit in (None, row.get("symbol")) else None
    told = with_unit(_digits(float(figure["value"]), decimals), unit, "\N{NO-BREAK SPACE}")
    return after_operator(told, figure["operator"])


def missing(code: str | None) -> str:
    """Say why a figure is missing.

    Args:
        code: The reason, or nothing.

    Returns:
        For example "saknas (sekretess)".
    """
    lacking = p_("siffra", "saknas")
    return f"{lacking} ({MISSING[Missing(code)]})" if code else lacking


def earlier(row: Row) -> str:
    """Say the outcome that a trend compares with.

    Args:
        row: A row of the query `explained`.

    Returns:
        For example "71 (2030), Del 1 › Badet › Mål"; empty when there is none.
    """
    if row["earlier"] is None:
        return ""
    figure = quantity(row["earlier"], row["earlier_decimals"], row["earlier_symbol"], row["earlier_operator"])
    when = period(row["earlier_start"], row["earlier_end"], row["earlier_type"])
    return filled("{figure} ({when}), {place}", figure=figure, when=when, place=swedish(row["earlier_place"] or ""))


def of_key(fact: str, key: str, field: str, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Tell of a value that is gone what its key tells.

    Args:
        fact: The kind of fact.
        key: Its key.
        field: What of it.
        names: Names by kind of thing and code.

    Returns:
        As much of a row of the query `explained` as `title` and `value` ask for, with `subject` and `code`.
    """
    parts = parts_of(fact, key)
    subject = {"observation": "indicator", "amount": "line", "target": "goal", "override": "goal"}.get(fact, fact)
    code = {"observation": parts.get("indicator"), "amount": parts.get("name"), "score": parts.get("question")}.get(
        fact, parts.get("code")
    )
    if fact == "text":
        subject = parts.get("kind", fact)
    days = {name: date.fromisoformat(parts[name]) for name in _DAYS if DAY.fullmatch(parts.get(name, ""))}
    year = parts.get("year") or (str(days["period_end"].year) if "period_end" in days else "")
    return {
        "fact": fact,
        "field": field,
        "subject": subject,
        "code": code or parts.get("area", key),
        "name": names.get((subject, code or ""), code or key),
        "organisation": parts.get("organisation"),
        "year": int(year) if year.isdecimal() else None,
        "sex": parts.get("sex"),
        "measure": parts.get("measure"),
        "section": parts.get("section"),
        "place": parts.get("place"),
        "period_type": parts.get("period_type") or None,
        **days,
    }


def _what(row: Row) -> str:
    """What of a thing is published; what an older program published may have a code that we do not know."""
    if row["fact"] in ("observation", "amount", "target"):
        measure = row["measure"] if row.get("measure") else Measure.TARGET
        return MEASURES.get(measure, str(measure)).lower()
    if row["fact"] == "text":
        return _("text ({section})", section=SECTIONS.get(row["section"], str(row["section"])).lower())
    what = FIELDS.get(row["field"], row["field"])
    return _("{what} ändrad för hand", what=what) if row["fact"] == "override" else what


def _when(row: Row) -> str:
    if not row.get("period_start") or not row.get("period_end"):
        return ""
    kind = row.get("period_type")
    if kind is None or row["fact"] == "amount":
        return span(row["period_start"], row["period_end"])
    return period(row["period_start"], row["period_end"], PeriodType(kind))


def _now(row: Row) -> str:
    if row["fact"] == "target":
        return missing(row["missing"]) if row["missing"] else written({**row, "value": row["figure"]})
    if row["fact"] in ("observation", "amount", "claim"):
        if row["figure"] is None:
            return missing(row["missing"])
        return quantity(row["figure"], row["decimals"], row["symbol"], row["operator"])
    return value(row, row["value"])


def _digits(figure: float, decimals: int | None) -> str:
    """As many decimals as the figure has, and no fewer than are printed now."""
    exponent = exact(figure).normalize().as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    return number(figure, max(own, decimals or 0))


def _own_step(row: Row, text: str) -> str:
    """The word of a step of the document's own scale, or the percent that is reached; empty for anything else."""
    words = dict(told.split("\n", 1) for told in row.get("own_steps") or ())
    if text in words:
        return swedish(words[text])
    percent = percent_of(text) if row["field"] in _BY_FIELD else None
    return "" if percent is None else percentage(percent)


def _word(row: Row, code: str) -> str:
    """The word of a code; what an older program published may be none that we know."""
    scale = _SCALES.get(row["fact"]) if row["field"] == "assessment" else None
    words: Mapping[Any, str] = MEANINGS if scale else _BY_FIELD.get(row["field"], MISSING)
    return words.get((scale, code) if scale else code, code)
