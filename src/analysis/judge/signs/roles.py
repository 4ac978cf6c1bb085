"""Which way an amount is good: whether more of it is to the good, line by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.base.money import CostSign, LedgerMeasure, Statement, VarianceSign
from analysis.judge.signs.components import Component, components
from analysis.judge.signs.sides import side_of
from analysis.judge.signs.statement_lines import Line, Name
from analysis.judge.signs.sums import Sum

#: Statements of lines of one kind, net costs or results.
BY_ORGANISATION = {Statement.OPERATING_ACCOUNT, Statement.DEPARTMENT, Statement.UNIT}
#: Statements of lines of one kind that are spent, which is neither good nor bad.
SPENT = {Statement.INVESTMENT, Statement.PROJECT_FUND, Statement.DEVELOPMENT_FUND}
#: What a sign of costs says of an amount: a higher one is to the bad, or to the good.
HIGHER = {CostSign.POSITIVE: -1, CostSign.NEGATIVE: 1}


@dataclass(frozen=True)
class Roles:
    """What is known of the lines of a table.

    Attributes:
        good: 1 for a line of which more is to the good, -1 to the bad; a line of which that is not known is left out.
        alike: Lines whose variances may be held together: of known ways, or all spent.
        kin: Lines of one kind, net costs or results, whichever that is.
        costs: How arithmetic says that costs are printed.
        mixed: Whether both incomes and costs are printed without a minus.
        judged: Whether anything in such a table is good or bad.
        results: Totals of incomes and costs.
    """

    good: Mapping[Name, int]
    alike: frozenset[Name]
    kin: frozenset[Name] = frozenset()
    costs: CostSign | None = None
    mixed: bool = False
    judged: bool = False
    results: frozenset[Name] = frozenset()


def roles_of(
    statement: str,
    lines: Mapping[Name, Line],
    sums: Sequence[Sum],
    stated: CostSign | None = None,
    linked: Mapping[Name, int] | None = None,
    variance: VarianceSign | None = None,
) -> Roles:
    """Say which way the amounts of a table are good.

    Args:
        statement: Code of the table.
        lines: Its lines.
        sums: What its totals are made of.
        stated: How costs are printed, if somebody has set that.
        linked: Which way lines are good that another table sums.
        variance: What the sign of a variance says, if somebody has set that.

    Returns:
        What can be known.
    """
    clear = [each for each in sums if each.parts]
    parts = list(components(clear))
    if statement in SPENT:
        return _spent(lines, parts)
    judged = statement in BY_ORGANISATION or statement == Statement.INCOME_STATEMENT
    if not judged and not (statement == Statement.CASH_FLOW and _has_budget(lines)):
        return Roles({}, frozenset())
    if mixed := [part for part in parts if part.is_mixed]:
        surplus = statement not in BY_ORGANISATION and all(part.is_surplus for part in mixed)
        return _taken_away(lines, mixed, surplus, linked or {}, variance)
    if statement in BY_ORGANISATION:
        if len(clear) < len(sums):
            return Roles({}, frozenset(), judged=True)
        return _of_one_kind(lines, parts, stated, linked or {})
    return _incomes_and_costs(lines, parts, stated, variance)


def _spent(lines: Mapping[Name, Line], parts: Sequence[Component]) -> Roles:
    """Amounts of both signs are no longer of one kind: something was got back, nobody knows where."""
    way = _one_sided(lines)
    return Roles({}, _relative(lines, parts) if way else frozenset(), costs=_cost_sign(way))


def _taken_away(
    lines: Mapping[Name, Line],
    mixed: Sequence[Component],
    surplus: bool,
    linked: Mapping[Name, int],
    variance: VarianceSign | None,
) -> Roles:
    """A total that something is taken away from: incomes less costs are a result, costs less incomes a net cost."""
    ways = {name: way for part in mixed for name, way in part.relative.items() if way}
    said = _agreed(way * ways[name] for name, way in linked.items() if name in ways)
    side, tied = (said, False) if said else side_of(lines, ways, int(surplus), variance)
    good = {name: way * side for name, way in ways.items()} if side else {}
    results = frozenset(part.root.name for part in mixed if side == 1)
    alike = frozenset() if tied else frozenset(ways)
    return Roles(good, alike, costs=CostSign.POSITIVE, mixed=True, judged=True, results=results)


def _of_one_kind(
    lines: Mapping[Name, Line], parts: Sequence[Component], stated: CostSign | None, linked: Mapping[Name, int]
) -> Roles:
    kin, by_amounts = _relative(lines, parts), _one_sided(lines)
    way = HIGHER[stated] if stated else _agreed(linked.values()) or by_amounts
    good = dict.fromkeys(sorted(kin), way) if way else {}
    return Roles(good, frozenset(good), kin, _cost_sign(by_amounts), judged=True)


def _incomes_and_costs(
    lines: Mapping[Name, Line], parts: Sequence[Component], stated: CostSign | None, variance: VarianceSign | None
) -> Roles:
    if stated == CostSign.POSITIVE:
        # Nothing is taken away: incomes stand below zero, as in the books, and what is left above it is a cost.
        results = [part for part in parts if part.has_both and _single(lines) <= part.relative.keys()]
        way = -1 if results else 0
    else:
        known = bool(stated or variance or _one_sided(lines) == 1 or _begins_with_incomes(lines))
        results = [part for part in parts if part.is_result and known]
        way = 1 if results or stated or _one_sided(lines) == 1 else 0
    printed_below = any(part.is_result for part in parts) or _one_sided(lines) == 1
    good = dict.fromkeys(sorted(lines), way) if way else {}
    names = frozenset(part.root.name for part in results)
    found = CostSign.NEGATIVE if printed_below else None
    return Roles(good, frozenset(good), costs=found, judged=True, results=names)


def _begins_with_incomes(lines: Mapping[Name, Line]) -> bool:
    """Whether what comes first stands above zero: incomes below it, as in the books, leave costs above."""
    first = next((line for name, line in lines.items() if name in _single(lines)), None)
    return first is None or all(amount.value >= 0 for _column, amount in first.amounts())


def _relative(lines: Mapping[Name, Line], parts: Sequence[Component]) -> frozenset[Name]:
    """Lines that are single, or totals of such: nobody knows of another total what it is made of."""
    return frozenset(_single(lines) | {name for part in parts for name, way in part.relative.items() if way})


def _single(lines: Mapping[Name, Line]) -> set[Name]:
    return {name for name, line in lines.items() if not line.is_total}


def _one_sided(lines: Mapping[Name, Line]) -> int:
    """-1 where costs are printed without a minus, since all lines are; 1 where all have one; 0 where some have."""
    told = [lines[name] for name in _single(lines) or lines]
    above = {amount.value > 0 for line in told for _column, amount in line.amounts() if amount.value}
    return 0 if len(above) != 1 else -1 if above.pop() else 1


def _cost_sign(way: int) -> CostSign | None:
    return next((sign for sign, higher in HIGHER.items() if higher == way), None)


def _agreed(ways: Iterable[int]) -> int:
    known = set(ways)
    return known.pop() if len(known) == 1 else 0


def _has_budget(lines: Mapping[Name, Line]) -> bool:
    return any(column[0] == LedgerMeasure.BUDGET for line in lines.values() for column in line.cells)
