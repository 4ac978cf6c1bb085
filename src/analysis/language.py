"""Words of codes, numbers and dates in the language of the moment, by way of Babel."""

import re
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.catalogue import Words, _, later, later_as, n_
from analysis.marked import joined
from analysis.speech import SWEDISH, current
from analysis.vocabulary import (
    Assessment,
    CommitmentKind,
    DocumentKind,
    EntryState,
    LedgerMeasure,
    Measure,
    Missing,
    Operator,
    PeriodType,
    Section,
    Severity,
    Sex,
    Statement,
    Status,
    SymbolSource,
    TargetLevel,
    Trend,
)

#: How numbers, days and months are written in each language.
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DECEMBER = 12
#: A figure asked for in a text, such as {{ utfall("nmi", 2016) }}.
EXPRESSION = re.compile(r"\{\{(?P<code>.*?)\}\}", re.DOTALL)

SEXES = Words({Sex.WOMEN: later("Kvinnor"), Sex.MEN: later("Män"), Sex.TOTAL: later("Totalt")})
SECTIONS = Words(
    {
        Section.SUMMARY: later("Sammanfattning"),
        Section.RESULT: later("Resultat"),
        Section.ANALYSIS: later("Analys"),
        Section.CONCLUSION: later("Slutsats"),
        Section.LESSON: later("Lärdom"),
    }
)
MISSING = Words(
    {
        Missing.NOT_REPORTED: later("ej redovisat"),
        Missing.NOT_APPLICABLE: later("ej tillämpligt"),
        Missing.SECRET: later("sekretess"),
        Missing.NOT_YET: later("ännu inget värde"),
        Missing.REMOVED: later("borttaget"),
        Missing.LOST: later("saknas i vårt textutdrag"),
    }
)
#: Said beside a symbol that was not printed; nothing is said beside one that was.
SYMBOL_REMARKS = Words(
    {
        SymbolSource.PRINTED: "",
        SymbolSource.PROSE: later("Framgår av texten, symbolen följde inte med i vårt textutdrag."),
        SymbolSource.LOST: later("Symbolen följde inte med i vårt textutdrag."),
    }
)
COMMITMENT_KINDS = Words({CommitmentKind.ANNUAL_PLAN: later("Ur årsplanen"), CommitmentKind.OWN: later("Eget")})
#: Judgements in running text; on pages each edition has words of its own.
ASSESSMENTS = Words(
    {
        Assessment.BETTER: later("bättre än målet"),
        Assessment.NEAR: later("nära målet"),
        Assessment.WORSE: later("sämre än målet"),
        Assessment.NOT_EVALUATED: later("ej utvärderad"),
    }
)
TRENDS = Words(
    {
        Trend.INCREASED: later("ökad"),
        Trend.DECREASED: later("minskad"),
        Trend.NONE: later("inget värde"),
        Trend.BETTER: later("bättre"),
        Trend.UNCHANGED: later("oförändrad"),
        Trend.WORSE: later("sämre"),
    }
)
STATUSES = Words(
    {
        Status.DONE: later("klart"),
        Status.ONGOING: later("pågår"),
        Status.DELAYED: later("försenat"),
        Status.NOT_STARTED: later("ej påbörjat"),
    }
)
ENTRY_STATES = Words(
    {
        EntryState.COMING: later("kommande"),
        EntryState.DUE: later("att köra"),
        EntryState.LATE: later("försenad"),
        EntryState.DONE: later("klar"),
    }
)
MEASURES = Words(
    {
        Measure.OUTCOME: later("Utfall"),
        Measure.TARGET: later_as("mått", "Mål"),
        Measure.BUDGET: later("Budget"),
        Measure.FORECAST: later("Prognos"),
        Measure.VARIANCE: later("Avvikelse"),
        Measure.CHANGE: later("Förändring"),
        Measure.CHANGE_PCT: later("Förändring, %"),
        LedgerMeasure.ACTUAL: later_as("belopp", "Utfall"),
        LedgerMeasure.TARGET: later_as("mått", "Mål"),
        LedgerMeasure.APPROPRIATION: later("Anslag"),
        LedgerMeasure.USED: later("Använt"),
        LedgerMeasure.REQUESTED: later("Begärt"),
        LedgerMeasure.LIMIT: later("Högsta belopp"),
    }
)
SEVERITIES = Words(
    {
        Severity.ERROR: later("Fel"),
        Severity.WARNING: later("Varning"),
        Severity.ROUNDING: later("Förklaras av avrundning"),
        Severity.NOTE: later("Upplysning"),
    }
)
DOCUMENT_KINDS = Words(
    {
        DocumentKind.ANNUAL: later("Verksamhetsberättelse"),
        DocumentKind.INTERIM: later("Delårsrapport"),
        DocumentKind.PLAN: later("Plan"),
        DocumentKind.CONTROL: later("Internkontroll"),
        DocumentKind.EVALUATION: later("Utvärdering"),
    }
)
TARGET_LEVELS = Words({TargetLevel.OWN: later_as("mått", "Mål"), TargetLevel.MUNICIPALITY: later("Kommunens mål")})
STATEMENTS = Words(
    {
        Statement.INCOME_STATEMENT: later("Resultaträkning"),
        Statement.DEPARTMENT: later("Resultat per avdelning"),
        Statement.UNIT: later("Resultat per enhet"),
        Statement.INVESTMENT: later("Investeringar"),
        Statement.PROJECT_FUND: later("Överföring av projektmedel"),
        Statement.DEVELOPMENT_FUND: later("Utvecklingsfond"),
        Statement.VARIANCE_EXPLANATION: later("Vad avvikelsen består av"),
        Statement.OTHER: later("Övriga belopp i texten"),
    }
)


#: Units as data have them after numbers.
UNITS = Words(
    {
        unit: unit
        for unit in (
            later("procentenheter"),
            later("tkr"),
            later("mnkr"),
            later("kr"),
            later("mil"),
            later("tim"),
            later("årsarbetare"),
            later("mån"),
            later("veckor"),
            later("poäng"),
            later("år"),
        )
    }
)
#: English counts without a word for pieces, and has no blank before a percentage.
PIECES, PERCENT = "st", "%"
#: What begins the unit of a fraction, which stands close to its figure.
FRACTION = "/"
MONEY = ("kr", "tkr", "mnkr")


FIGURE_AND_UNIT = re.compile(r"(?<=\d) (?=[a-z]{2,4}\b|%)")
#: The unit of numbers that name something, such as a year: they have no thousands.
NUMBERED = "number"


def number(value: float, decimals: int | None = None) -> str:
    """Write a number the way of the language.

    Args:
        value: The number.
        decimals: Number of decimals; as many as the value has (at most four) when left out.

    Returns:
        For example "−93 234" or "3,16", with a narrow no-break space between thousands; in English "−93,234", "3.16".
    """
    pattern = "#,##0.####" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    # A small minus that is rounded away leaves no sign behind.
    whole = value if decimals is None else round(value, decimals)
    text = str(format_decimal(whole or 0.0, format=pattern, locale=LOCALES[current()]))
    return text.replace("\N{NO-BREAK SPACE}", THIN).replace("-", MINUS)


def signed(value: float, decimals: int | None = None) -> str:
    """Write a number with its sign, plus included.

    Args:
        value: The number.
        decimals: Number of decimals.

    Returns:
        For example "+11 674" or "−0,5"; zero has no sign.
    """
    return ("+" if value > 0 else "") + number(value, decimals)


def unit(symbol: str | None) -> str:
    """Write a unit.

    Args:
        symbol: The unit as data have it after numbers, or nothing.

    Returns:
        The same in Swedish; "SEK thousand" for "tkr" in English. A unit that the catalogue lacks stays as it is.
    """
    if not symbol or current() == SWEDISH:
        return symbol or ""
    return "" if symbol == PIECES else UNITS.get(symbol, symbol)


def with_unit(figure: str, symbol: str | None, gap: str = " ") -> str:
    """Write the unit after a figure that is written already.

    Args:
        figure: The figure.
        symbol: The unit as data have it, or nothing.
        gap: What stands between them.

    Returns:
        For example "4,4 %", in English "4.4%".
    """
    written = unit(symbol)
    if written == PERCENT and current() != SWEDISH:
        return f"{figure}{written}"
    if written.startswith(FRACTION):
        return f"{figure}{written}"
    return f"{figure}{gap}{written}" if written else figure


def percentage(value: float, decimals: int | None = None) -> str:
    """Write a share.

    Args:
        value: Per cent.
        decimals: Number of decimals.

    Returns:
        For example "80 %", in English "80%".
    """
    return with_unit(number(value, decimals), PERCENT, "\N{NO-BREAK SPACE}")


def quantity(value: float, decimals: int | None, symbol: str | None, operator: str | None = None) -> str:
    """Write a number with the sign printed before it and its unit after.

    Args:
        value: The number.
        decimals: Number of decimals.
        symbol: The unit as written after numbers, or nothing.
        operator: Sign printed before the figure, such as `>`.

    Returns:
        For example "> 70", "cirka 1 500 st" or "4,4 %".
    """
    return after_operator(with_unit(number(value, decimals), symbol, "\N{NO-BREAK SPACE}"), operator)


def after_operator(figure: str, operator: str | None) -> str:
    """Write the sign that is printed before a figure.

    Args:
        figure: The figure as written, with its unit.
        operator: The sign, such as `>`, or nothing.

    Returns:
        For example "> 70" or "cirka −12 %".
    """
    if operator == Operator.ABOUT:
        return _("cirka {figure}", figure=figure)
    return f"{operator}{THIN}{figure}" if operator else figure


def together(text: str) -> str:
    """Keep numbers on one line with the short word after them, which most often is their unit.

    Args:
        text: Swedish text of ours.

    Returns:
        The same with no-break spaces there.
    """
    return FIGURE_AND_UNIT.sub("\N{NO-BREAK SPACE}", text)


def day(value: date) -> str:
    """Write a date in words.

    Args:
        value: The date.

    Returns:
        For example "31 december 2016".
    """
    return str(format_date(value, format="d MMMM y", locale=LOCALES[current()]))


def moment(value: datetime) -> str:
    """Write a date and time in words.

    Args:
        value: The moment, in the zone that it is told in.

    Returns:
        For example "31 december 2016 kl. 06.30".
    """
    at = f"{value:%H.%M}" if current() == SWEDISH else f"{value:%H:%M}"
    return _("{day} kl. {time}", day=day(value.date()), time=at)


def month(value: date) -> str:
    """Write a month in words.

    Args:
        value: Any day of the month.

    Returns:
        For example "okt. 2015", in English "October 2015".
    """
    return f"{_month(value)} {value.year}"


def _month(value: date) -> str:
    """English has no abbreviations with a full stop; the names of its months are short enough."""
    form = "MMM" if current() == SWEDISH else "MMMM"
    return str(format_date(value, format=form, locale=LOCALES[current()]))


def period(start: date, end: date, kind: str) -> str:
    """Write a period the way a table heading would.

    Args:
        start: First day.
        end: Last day.
        kind: A `PeriodType` code.

    Returns:
        For example "2016", "aug. 2016", "jan.–aug. 2016" or "12 mån till dec. 2016".
    """
    if kind == PeriodType.YEAR:
        return str(end.year) if start.year == end.year else f"{start.year}–{end.year}"
    if kind == PeriodType.ROLLING_12:
        return _("12 mån till {month}", month=month(end))
    if kind in (PeriodType.MONTH, PeriodType.POINT):
        return month(end)
    return f"{_month(start)}–{month(end)}"


def enumerate_words(words: list[str]) -> str:
    """Join words with commas and "och".

    Args:
        words: One or more words.

    Returns:
        For example "KS, KLK och KoU".
    """
    if len(words) <= 1:
        return "".join(words) if not words else words[0]
    return _("{others} och {last}", others=joined(words[:-1]), last=words[-1])


def count_of(amount: int, one: str, many: str) -> str:
    """Write how many there are of something.

    Args:
        amount: How many.
        one: The noun for one, noted for the catalogue by `either`.
        many: The noun for none or several.

    Returns:
        For example "1 mål" or "27 åtaganden".
    """
    return f"{number(amount)} {n_(one, many, amount)}"
