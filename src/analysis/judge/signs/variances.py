"""What the sign of a printed variance says, by the votes of the lines of its table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.base.money import VarianceSign
from analysis.judge.signs.roles import Roles
from analysis.judge.signs.sides import SUBTRACTED
from analysis.judge.signs.statement_lines import Line, Name, votes_of


@dataclass(frozen=True)
class Reading:
    """How the variances of a table are read.

    Attributes:
        sign: What their sign says, nothing where that is not known.
        found: What arithmetic says that it says.
        contradicted: Whether most lines say otherwise than what is set.
        relation: 1 for a line whose variance is outcome less budget, -1 the other way round; others are left out.
    """

    sign: VarianceSign | None
    found: VarianceSign | None
    contradicted: bool
    relation: Mapping[Name, int]


def reading_of(lines: Mapping[Name, Line], roles: Roles, stated: VarianceSign | None = None) -> Reading:
    """Say how the variances of a table are read.

    Args:
        lines: Its lines.
        roles: Which way their amounts are good.
        stated: What the sign says, if somebody has set that.

    Returns:
        What is set, else what most lines say.
    """
    votes = votes_of(lines)
    found = _elected(votes, roles)
    sign = stated or found
    relation = dict(_relations(sign, roles, lines if stated else roles.alike)) if sign else {}
    told = [says == relation[name] for name, says in votes if name in relation]
    return Reading(sign, found, bool(stated) and sum(told) * 2 < len(told), relation)


def _relations(sign: VarianceSign, roles: Roles, lines: Iterable[Name]) -> Iterator[tuple[Name, int]]:
    if sign == VarianceSign.FAVOURABLE:
        yield from roles.good.items()
    else:
        yield from ((name, SUBTRACTED[sign]) for name in lines)


def _elected(votes: list[tuple[Name, int]], roles: Roles) -> VarianceSign | None:
    """What most lines of known roles say; nothing where two that say different things have as many."""
    known = [(name, says) for name, says in votes if name in roles.alike]
    counts = {
        sign: sum(says == relation.get(name) for name, says in known)
        for sign in VarianceSign
        if (relation := dict(_relations(sign, roles, roles.alike)))
    }
    most = max(counts.values(), default=0)
    best = [sign for sign, count in counts.items() if count == most]
    if not most:
        return None
    # Favourable stands first: a rule of its own where incomes and costs are printed alike, else one of the two.
    return None if SUBTRACTED.keys() <= set(best) else best[0]
