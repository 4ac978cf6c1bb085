"""Swedish numbers as printed: `40 047`, `-93 234`, `3,16`."""

import polars as pl

from analysis.words.numbers import SURE_DIGITS

#: Space, no-break space, thin space and narrow no-break space may all part thousands.
SPACES = r"[ \x{a0}\x{2009}\x{202f}]"
PRINTED = rf"^[-−–]?([0-9]{{1,3}}({SPACES}[0-9]{{3}})+|[0-9]+)(,[0-9]+)?$"


def is_printed_number(text: pl.Expr) -> pl.Expr:
    """Tell which texts are numbers in Swedish notation.

    Args:
        text: String expression; null stays null.

    Returns:
        Boolean expression; false for one with more digits than are kept to the last.
    """
    digits = text.str.replace_all("[^0-9]", "").str.strip_chars_start("0").str.len_chars()
    return text.str.contains(PRINTED) & (digits <= SURE_DIGITS)


def parse_number(text: pl.Expr) -> pl.Expr:
    """Read numbers in Swedish notation.

    Args:
        text: String expression.

    Returns:
        Float64 expression, null where the text is not a Swedish number.
    """
    plain = text.str.replace_all(SPACES, "").str.replace(r"^[−–]", "-").str.replace(",", ".", literal=True)
    return pl.when(is_printed_number(text)).then(plain).cast(pl.Float64)


def count_decimals(text: pl.Expr) -> pl.Expr:
    """Count the decimals that a number is printed with.

    Args:
        text: String expression of Swedish numbers.

    Returns:
        Int64 expression, 0 for whole numbers.
    """
    return text.str.extract(r",([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64)
