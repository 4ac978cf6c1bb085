"""Numbers, with their units and signs, in the language of the moment, and in digits for files.

Everything that shows or writes a number asks here. Arithmetic is decimal; Python writes decimals exactly, so the
library that knows of days is not needed.
"""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from analysis.base.vocabulary import Operator, UnitKind
from analysis.words.current_language import ENGLISH, SWEDISH, current
from analysis.words.translate import Words, _, later, n_

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
#: What stands between thousands, and before decimals.
SEPARATORS = {SWEDISH: (THIN, ","), ENGLISH: (",", ".")}
#: So many decimals are written of a number that nobody has printed.
MOST_DECIMALS = 4
#: No figure of a document has more; what is left of smaller numbers is what a machine's arithmetic leaves.
ALL_DECIMALS = 7
#: Digits that a double knows of what was written.
SURE_DIGITS = 15
#: No number that can be written has more digits.
_ENOUGH = Context(prec=400)
#: Signs that are words.
WORDS_BEFORE = {
    Operator.ABOUT: later("cirka {figure}"),
    Operator.JUST_OVER: later("drygt {figure}"),
    Operator.JUST_UNDER: later("knappt {figure}"),
}
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
FIGURE_AND_UNIT = re.compile(r"(?<=\d) (?=[a-z]{2,4}\b|%)")


def exact(value: float | Decimal) -> Decimal:
    """Take a number for what it is written as.

    Args:
        value: The number.

    Returns:
        Its decimals as they are printed. A double knows fifteen digits; what comes after is noise.
    """
    return Decimal(f"{value:.{SURE_DIGITS}g}") if isinstance(value, float) else Decimal(value)


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round a number as Swedish print does, half away from zero.

    Args:
        value: The number.
        decimals: How many decimals are left.

    Returns:
        For example 2,68 for 2,675 and −3 for −2,5; what is rounded away leaves no minus behind.
    """
    near = exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ENOUGH)
    return near if near else abs(near)


def digits(value: float | Decimal, decimals: int | None = None) -> str | None:
    """Write a number for files.

    Args:
        value: The number.
        decimals: How many decimals it is printed with, if that is known; none of its own is lost for that.

    Returns:
        The shortest digits that give the same number back, a point before its decimals and no exponent, for example
        "3.0"; nothing for what is no number.
    """
    if not math.isfinite(value):
        return None
    # Zeros at the end are none that anybody printed.
    whole, _point, rest = f"{Decimal(str(value)):f}".partition(".")
    rest = rest.rstrip("0").ljust(decimals or 0, "0")
    written = f"{whole}.{rest}" if rest else whole
    return written if value else written.removeprefix("-")


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Write a number the way of the language.

    Args:
        value: The number.
        decimals: Number of decimals; when left out as many as the value has, at most four unless it would be nothing.

    Returns:
        For example "−93 234" or "3,16", with a narrow no-break space between thousands; in English "−93,234", "3.16".
    """
    near = rounded(value, _own_decimals(value) if decimals is None else decimals)
    whole, _point, rest = f"{near:,f}".partition(".")
    shown = rest.rstrip("0") if decimals is None else rest
    thousands, point = SEPARATORS[current()]
    written = whole.replace(",", thousands).replace("-", MINUS)
    return f"{written}{point}{shown}" if shown else written


def _own_decimals(value: float | Decimal) -> int:
    """As many as are written of a number that nobody has printed: two digits of what is nearly nothing."""
    return min(max(MOST_DECIMALS, 1 - exact(value).adjusted()), ALL_DECIMALS) if value else 0


def numbered(value: float | Decimal) -> str:
    """Write a number that names something, such as a year.

    Args:
        value: The number, a whole one.

    Returns:
        For example "2016", without anything between thousands.
    """
    return f"{rounded(value, 0):f}"


def signed(value: float | Decimal, decimals: int | None = None) -> str:
    """Write a number with its sign, plus included.

    Args:
        value: The number.
        decimals: Number of decimals.

    Returns:
        For example "+11 674" or "−0,5"; zero has no sign, nor has what is rounded to it.
    """
    near = rounded(value, _own_decimals(value) if decimals is None else decimals)
    return ("+" if near > 0 else "") + number(value, decimals)


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


def quantity(
    value: float, decimals: int | None, symbol: str | None, operator: str | None = None, kind: str | None = None
) -> str:
    """Write a number with the sign printed before it and its unit after.

    Args:
        value: The number.
        decimals: Number of decimals.
        symbol: The unit as written after numbers, or nothing.
        operator: Sign printed before the figure, such as `>`.
        kind: What figures of the unit are (`UnitKind`); a name has nothing between its thousands.

    Returns:
        For example "> 70", "cirka 1 500 st" or "4,4 %".
    """
    written = number(value, decimals)
    if kind == UnitKind.NAME:
        written = written.replace(SEPARATORS[current()][0], "")
    return after_operator(with_unit(written, symbol, "\N{NO-BREAK SPACE}"), operator)


def beside_sign(figure: str, operator: str | None) -> str:
    """Write the sign or word that is printed before a figure close to it, as findings are told apart by.

    Args:
        figure: The figure as written.
        operator: The sign or word, or nothing.

    Returns:
        For example ">70" or "drygt 70".
    """
    return f"{operator or ''}{' ' if operator and operator.isalpha() else ''}{figure}"


def after_operator(figure: str, operator: str | None) -> str:
    """Write the sign that is printed before a figure.

    Args:
        figure: The figure as written, with its unit.
        operator: The sign, such as `>`, or nothing.

    Returns:
        For example "> 70" or "cirka −12 %".
    """
    if operator in WORDS_BEFORE:
        return _(WORDS_BEFORE[Operator(operator)], figure=figure)
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
