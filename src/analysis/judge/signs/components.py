"""Lines that hang together by sums: whether each counts for or against the total that they end in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.judge.signs.statement_lines import Column, Line, Name
from analysis.judge.signs.sums import Sum


@dataclass(frozen=True)
class Component:
    """A total that no other counts, and all lines below it.

    Attributes:
        root: The total.
        relative: 1 for a line that counts for it, -1 against it, 0 where sums contradict each other.
        single: The lines that are no totals.
    """

    root: Line
    relative: Mapping[Name, int]
    single: Sequence[Line]

    @property
    def is_mixed(self) -> bool:
        """Whether some lines are taken away."""
        return -1 in self.relative.values()

    @property
    def is_surplus(self) -> bool:
        """Whether what is left after taking away is a result by its amounts, and what comes first is added."""
        first = min((line.name for line in self.single), default=self.root.name)
        return self.is_result and self.relative[first] == 1

    @property
    def has_both(self) -> bool:
        """Whether single lines stand above and below zero, in most columns."""
        return self._most(lambda above, below, _total: min(above, below) > 0)

    @property
    def is_result(self) -> bool:
        """Whether lines are incomes and costs: mostly more cancels out than is left, or less than nothing.

        The latter where lines are single, since a total of unknown lines may be a deficit itself.
        """
        known = not any(line.is_total for line in self.single)
        return self._most(lambda above, below, total: min(above, below) > abs(total) or (known and above > 0 > total))

    def _most(self, holds: Callable[[Decimal, Decimal, Decimal], bool]) -> bool:
        told = [holds(*self._sides(column), amount.value) for column, amount in self.root.amounts()]
        return sum(told) * 2 > len(told)

    def _sides(self, column: Column) -> tuple[Decimal, Decimal]:
        """How much of the single lines is above zero, and how much below."""
        counted = [line for line in self.single if column in line.cells]
        amounts = [line.cells[column].value * (self.relative[line.name] or 1) for line in counted]
        above = sum((amount for amount in amounts if amount > 0), Decimal(0))
        return above, above - sum(amounts, Decimal(0))


def components(sums: Sequence[Sum]) -> Iterator[Component]:
    """Part the lines of a table by the totals that they end in.

    Args:
        sums: What its totals are made of.

    Yields:
        One a total that no other counts, the one with most lines first; a line stands in one of them.
    """
    below: dict[Name, list[tuple[int, Line]]] = {}
    for each in sums:
        below.setdefault(each.total.name, []).extend((part.sign, part.line) for part in each.parts)
    totals = {each.total.name: each.total for each in sums}
    counted = {line.name for parts in below.values() for _sign, line in parts}
    found = [_component(total, below) for name, total in sorted(totals.items()) if name not in counted]
    taken: set[Name] = set()
    for component in sorted(found, key=lambda each: -len(each.relative)):
        if taken.isdisjoint(component.relative):
            taken |= component.relative.keys()
            yield component


def _component(root: Line, below: Mapping[Name, list[tuple[int, Line]]]) -> Component:
    relative, lines = {root.name: 1}, {root.name: root}
    waiting = [root.name]
    while waiting:
        name = waiting.pop()
        for sign, line in below.get(name, ()):
            if line.name not in relative:
                relative[line.name] = relative[name] * sign
                lines[line.name] = line
                waiting.append(line.name)
            elif relative[line.name] != relative[name] * sign:
                relative[line.name] = 0
    return Component(root, relative, [line for name, line in lines.items() if name not in below])
