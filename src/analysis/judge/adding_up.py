"""Several judgements become one: a goal over its yardsticks, an area over its goals, the whole over its areas."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.base.judged import AddingUp
from analysis.base.vocabulary import Assessment

#: What is known of a judgement, the weakest first.
KNOWN = (Assessment.WORSE, Assessment.NEAR, Assessment.BETTER)


class Sum(NamedTuple):
    """What several judgements say together.

    Attributes:
        assessment: The judgement; not evaluated where it may be one or another.
        parts: How many there are.
        known: How many of them are known.
        reached: How many of them reach their target.
    """

    assessment: Assessment
    parts: int
    known: int
    reached: int


def add_up(parts: Sequence[str | None], rule: AddingUp, *, some: bool = True) -> Sum:
    """Judge a whole by its parts.

    A part that is not known may be anything from worse to better: the whole is judged when it would be the same
    whatever that part is.

    Args:
        parts: `Assessment` codes; nothing, and not evaluated, are not known.
        rule: `weakest`, or `share`: better when all are, worse when none is better and not all are near, else near.
        some: Whether the scale has a step for some of them; where it has none, it takes all.

    Returns:
        The judgement and what it rests on.
    """
    known = [Assessment(part) for part in parts if part in KNOWN]
    unknown = len(parts) - len(known)
    ends = (
        {_together([*known, *[part] * unknown], rule, some=some) for part in (KNOWN[0], KNOWN[-1])} if parts else set()
    )
    assessment = ends.pop() if len(ends) == 1 else Assessment.NOT_EVALUATED
    return Sum(assessment, len(parts), len(known), known.count(Assessment.BETTER))


def _together(parts: Sequence[Assessment], rule: AddingUp, *, some: bool) -> Assessment:
    weakest, best = (end(parts, key=KNOWN.index) for end in (min, max))
    if rule == AddingUp.WEAKEST or weakest == best:
        return weakest
    return Assessment.NEAR if some and best is Assessment.BETTER else Assessment.WORSE
