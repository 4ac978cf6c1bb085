"""Numbers, with their units and signs, in the language of the moment, by way of Babel."""

import re

from babel.numbers import format_decimal

from analysis.base.vocabulary import Operator
from analysis.words.current_language import LOCALES, SWEDISH, current
from analysis.words.translate import Words, _, later, n_

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
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
