"""Numbers that a claim's query adds to its figures or multiplies them by: an answer is not to be typed in parts."""

import math
from collections.abc import Collection, Iterator

from analysis.build.no_support import NoSupportError
from analysis.store.select import Node, nodes_of, selected
from analysis.words.translate import _

#: A few years on, a mean of a few, the months of a year: whole numbers up to this mean much the same everywhere.
FEW = 12
#: What a percentage is part of.
WHOLE = 100
#: What a day, an hour and a year are counted in.
COUNTED_IN = {24, 52, 60, 365, 366, 3600}
SCALING = {"*", "/", "//"}
SIGNS = {"+", "-", *SCALING}


def refuse_typed(tree: Node, factors: Collection[float]) -> None:
    """Refuse a query that makes a figure come out by a number of its own.

    Args:
        tree: The query, as `parsed` gives it.
        factors: What brings figures from one unit of the project to another.

    Raises:
        NoSupportError: If it adds, takes away or multiplies by a number that is neither small and whole nor what a
            percentage is part of; it may multiply by what units and times are counted in too.
    """
    for written in _operands(selected(tree), factors):
        told = _(
            "frågan räknar med ett eget tal ({number}). Hämta talet ur databasen, eller lämna cellen tom",
            number=written,
        )
        raise NoSupportError(told)


def _operands(expression: Node, factors: Collection[float]) -> Iterator[str]:
    """Numbers beside a sign of arithmetic, as written, but for those that mean the same everywhere."""
    for node in nodes_of(expression):
        name = node.get("function_name")
        sides = [argument["expression"] for argument in node["arguments"]] if name in SIGNS else []
        written = [side["literal"]["text"] for side in sides if side["class"] == "CONSTANT"]
        yield from (each for each in written if not _is_usual(each, factors if name in SCALING else None))


def _is_usual(written: str, factors: Collection[float] | None) -> bool:
    """Whether a number says nothing of its own; `factors` where it multiplies."""
    try:
        number = abs(float(written))
    except ValueError:  # a day or a word
        return True
    if (number <= FEW and number.is_integer()) or number == WHOLE:
        return True
    return factors is not None and (number in COUNTED_IN or number in factors or _is_power_of_ten(number))


def _is_power_of_ten(number: float) -> bool:
    return math.isfinite(number) and math.isclose(number, 10.0 ** round(math.log10(number)), rel_tol=1e-12)
