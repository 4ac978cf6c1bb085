"""Swedish words, numbers and dates, by way of Babel."""

import re
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.vocabulary import (
    Assessment,
    CommitmentKind,
    Contradiction,
    DocumentKind,
    EntryState,
    LedgerMeasure,
    Measure,
    Missing,
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

LOCALE = "sv_SE"
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DECEMBER = 12
#: A figure asked for in a text, such as {{ utfall("nmi", 2016) }}.
EXPRESSION = re.compile(r"\{\{(?P<code>.*?)\}\}", re.DOTALL)

SEXES = {Sex.WOMEN: "Kvinnor", Sex.MEN: "Män", Sex.TOTAL: "Totalt"}
SECTIONS = {
    Section.SUMMARY: "Sammanfattning",
    Section.RESULT: "Resultat",
    Section.ANALYSIS: "Analys",
    Section.CONCLUSION: "Slutsats",
    Section.LESSON: "Lärdom",
}
MISSING = {
    Missing.NOT_REPORTED: "ej redovisat",
    Missing.NOT_APPLICABLE: "ej tillämpligt",
    Missing.SECRET: "sekretess",
    Missing.NOT_YET: "ännu inget värde",
    Missing.REMOVED: "borttaget",
    Missing.LOST: "saknas i källan",
}
#: Said beside a symbol that was not printed; nothing is said beside one that was.
SYMBOL_REMARKS = {
    SymbolSource.PRINTED: "",
    SymbolSource.PROSE: "Framgår av texten, symbolen saknas i källan.",
    SymbolSource.LOST: "Symbolen saknas i källan.",
}
COMMITMENT_KINDS = {CommitmentKind.ANNUAL_PLAN: "Ur årsplanen", CommitmentKind.OWN: "Eget"}
#: Judgements in running text; on pages each edition has words of its own.
ASSESSMENTS = {
    Assessment.BETTER: "bättre än målet",
    Assessment.NEAR: "nära målet",
    Assessment.WORSE: "sämre än målet",
    Assessment.NOT_EVALUATED: "ej utvärderad",
}
TRENDS = {
    Trend.INCREASED: "ökad",
    Trend.DECREASED: "minskad",
    Trend.NONE: "inget värde",
    Trend.BETTER: "bättre",
    Trend.UNCHANGED: "oförändrad",
    Trend.WORSE: "sämre",
}
STATUSES = {
    Status.DONE: "klart",
    Status.ONGOING: "pågår",
    Status.DELAYED: "försenat",
    Status.NOT_STARTED: "ej påbörjat",
}
ENTRY_STATES = {
    EntryState.COMING: "kommande",
    EntryState.DUE: "att köra",
    EntryState.LATE: "försenad",
    EntryState.DONE: "klar",
}
MEASURES = {
    Measure.OUTCOME: "Utfall",
    Measure.TARGET: "Mål",
    Measure.BUDGET: "Budget",
    Measure.FORECAST: "Prognos",
    Measure.VARIANCE: "Avvikelse",
    Measure.CHANGE: "Förändring",
    Measure.CHANGE_PCT: "Förändring, %",
    LedgerMeasure.ACTUAL: "Utfall",
    LedgerMeasure.TARGET: "Mål",
    LedgerMeasure.APPROPRIATION: "Anslag",
    LedgerMeasure.USED: "Använt",
    LedgerMeasure.REQUESTED: "Begärt",
}
SEVERITIES = {
    Severity.ERROR: "Fel",
    Severity.WARNING: "Varning",
    Severity.ROUNDING: "Förklaras av avrundning",
    Severity.NOTE: "Upplysning",
}
DOCUMENT_KINDS = {
    DocumentKind.ANNUAL: "Verksamhetsberättelse",
    DocumentKind.INTERIM: "Delårsrapport",
    DocumentKind.PLAN: "Plan",
    DocumentKind.CONTROL: "Internkontroll",
    DocumentKind.EVALUATION: "Utvärdering",
}
KINDS = {
    Contradiction.SUM: "Summa",
    Contradiction.VARIANCE: "Avvikelse",
    Contradiction.REPEAT: "Samma uppgift, två värden",
    Contradiction.COUNT: "Antal",
    Contradiction.PERCENTAGE: "Andel",
    Contradiction.ASSESSMENT: "Bedömning",
    Contradiction.TREND: "Trend",
    Contradiction.STATUS: "Status",
    Contradiction.UNIT: "Enhet",
    Contradiction.MISSING: "Saknas",
}
TARGET_LEVELS = {TargetLevel.OWN: "Mål", TargetLevel.MUNICIPALITY: "Kommunens mål"}
STATEMENTS = {
    Statement.INCOME_STATEMENT: "Resultaträkning",
    Statement.DEPARTMENT: "Resultat per avdelning",
    Statement.UNIT: "Resultat per enhet",
    Statement.INVESTMENT: "Investeringar",
    Statement.PROJECT_FUND: "Överföring av projektmedel",
    Statement.DEVELOPMENT_FUND: "Utvecklingsfond",
    Statement.VARIANCE_EXPLANATION: "Vad avvikelsen består av",
    Statement.OTHER: "Övriga belopp i texten",
}


def number(value: float, decimals: int | None = None) -> str:
    """Write a number the Swedish way.

    Args:
        value: The number.
        decimals: Number of decimals; as many as the value has (at most four) when left out.

    Returns:
        For example "−93 234" or "3,16", with a narrow no-break space between thousands.
    """
    pattern = "#,##0.####" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    text = str(format_decimal(value, format=pattern, locale=LOCALE))
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
    lead = {"≈": "cirka "}.get(operator or "", f"{operator}{THIN}" if operator else "")
    return lead + number(value, decimals) + (f"\N{NO-BREAK SPACE}{symbol}" if symbol else "")


def day(value: date) -> str:
    """Write a date in words.

    Args:
        value: The date.

    Returns:
        For example "31 december 2016".
    """
    return str(format_date(value, format="d MMMM y", locale=LOCALE))


def moment(value: datetime) -> str:
    """Write a date and time in words.

    Args:
        value: The moment, in the zone that it is told in.

    Returns:
        For example "31 december 2016 kl. 06.30".
    """
    return f"{day(value.date())} kl. {value:%H.%M}"


def month(value: date) -> str:
    """Write a month in words.

    Args:
        value: Any day of the month.

    Returns:
        For example "okt. 2015".
    """
    return str(format_date(value, format="MMM y", locale=LOCALE))


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
        return f"12 mån till {month(end)}"
    if kind in (PeriodType.MONTH, PeriodType.POINT):
        return month(end)
    return f"{format_date(start, format='MMM', locale=LOCALE)}–{month(end)}"


def enumerate_words(words: list[str]) -> str:
    """Join words with commas and "och".

    Args:
        words: One or more words.

    Returns:
        For example "KS, KLK och KoU".
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""


def count_of(amount: int, one: str, many: str) -> str:
    """Write how many there are of something.

    Args:
        amount: How many.
        one: The noun for one.
        many: The noun for none or several.

    Returns:
        For example "1 mål" or "27 åtaganden".
    """
    return f"{number(amount)} {one if amount == 1 else many}"
