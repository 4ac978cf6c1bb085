"""Whether a total that something is taken away from is a result or a net cost: its variances say which."""

from collections.abc import Mapping
from typing import NamedTuple

from analysis.base.money import VarianceSign
from analysis.judge.signs.statement_lines import Line, Name, votes_of

#: What a variance is: 1 outcome less budget, -1 budget less outcome.
SUBTRACTED = {VarianceSign.OUTCOME_LESS_BUDGET: 1, VarianceSign.BUDGET_LESS_OUTCOME: -1}


class Side(NamedTuple):
    """What is known of a total that something is taken away from.

    Attributes:
        way: 1 for a result, -1 for a net cost, 0 where nobody knows.
        tied: Whether readings that explain as many variances say different things.
    """

    way: int
    tied: bool


def side_of(
    lines: Mapping[Name, Line], ways: Mapping[Name, int], otherwise: int, stated: VarianceSign | None = None
) -> Side:
    """Say what a total is by the reading that leaves fewest variances unexplained.

    Args:
        lines: The lines of its table.
        ways: 1 for a line that counts for the total, -1 against it.
        otherwise: What it is by its amounts, since variances that are subtracted alike on all lines do not say.
        stated: What the sign of a variance says, if somebody has set that: it goes first among equals.

    Returns:
        What is known.
    """
    votes = [(ways[name], says) for name, says in votes_of(lines) if name in ways]
    if not votes:
        return Side(otherwise, tied=False)
    explained = {
        **{(VarianceSign.FAVOURABLE, way): sum(says == way * own for own, says in votes) for way in (1, -1)},
        **{(sign, otherwise): sum(says == each for _own, says in votes) for sign, each in SUBTRACTED.items()},
    }
    best = [reading for reading, count in explained.items() if count == max(explained.values())]
    first = [reading for reading in best if reading[0] == stated] or best
    sides = {way for _sign, way in first}
    return Side(sides.pop(), tied=False) if len(sides) == 1 else Side(0, tied=True)
