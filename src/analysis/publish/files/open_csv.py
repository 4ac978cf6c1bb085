"""CSV as open data: comma, decimal point, UTF-8, as RFC 4180 and the defaults of Frictionless Data say."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from analysis.chapter.table import Column, Figure, Kind
from analysis.words.translate import later

ENCODING = "utf-8"
LINE_END = "\r\n"
#: What a data package says of the files.
DIALECT = {"delimiter": ",", "lineTerminator": LINE_END, "quoteChar": '"', "doubleQuote": True, "header": True}
#: Texts that a spreadsheet would calculate. An apostrophe is put before them, which spreadsheets and people read as
#: "this is text"; one is put before those that begin with apostrophes and then so, so that it can be taken away again.
#: Signs as wide as Chinese letters mean the same to them.
WIDE = "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
FORMULA = re.compile(rf"'*[=+\-@\t\r\n{WIDE}]")
#: A figure written as text is no formula.
FIGURE = re.compile(r"[+-]?[0-9][0-9 .,]*%?")
GUARDED = later(
    "Text som börjar med =, +, - eller @ har en apostrof före sig, så att kalkylprogram inte räknar på den."
)


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Figure]]) -> str:
    """Write a table.

    Args:
        columns: Its columns.
        rows: Their figures, written digit by digit as they are; what is missing is an empty cell.

    Returns:
        The file's content.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=LINE_END)
    kinds = [column.kind for column in columns]
    writer.writerow([guarded(str(column.heading)) for column in columns])
    writer.writerows(map(_written, row, kinds) for row in rows)
    return file.getvalue()


def guarded(text: str) -> str:
    """Keep a spreadsheet from calculating a text.

    Args:
        text: Any text.

    Returns:
        The same, with an apostrophe before it where it would be taken for a formula.
    """
    return f"'{text}" if FORMULA.match(text) and not FIGURE.fullmatch(text) else text


def _written(figure: Figure, kind: Kind) -> str:
    if figure is None:
        return ""
    return guarded(str(figure)) if kind is Kind.TEXT else str(figure)
