"""Several judgements become one: a goal over its yardsticks, a node over what hangs below, the whole over its areas."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from analysis.base.judged import AddingUp
from analysis.base.vocabulary import Assessment

#: What is known of a judgement, the weakest first.
KNOWN = (Assessment.WORSE, Assessment.NEAR, Assessment.BETTER)


K = TypeVar("K", bound=Hashable)


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


@dataclass(frozen=True)
class Node(Generic[K]):
    """A node of the goal tree, a goal or what goals hang below.

    Attributes:
        parts: What hangs right under it.
        said: What somebody decided, else what is printed.
        own: What its own yardsticks say together; nothing where it has none.
        rule: How what hangs below becomes one judgement; nothing where it does not.
        is_judged: Whether its level is judged at all; one that is not is looked through to what hangs below it.
        some: Whether the scale has a step for some of several.
    """

    parts: Sequence[K] = ()
    said: str | None = None
    own: str | None = None
    rule: AddingUp | None = None
    is_judged: bool = True
    some: bool = True


def add_up_tree(nodes: Mapping[K, Node[K]]) -> Mapping[K, Sum]:
    """Judge every node by what hangs below it.

    What is printed of a part goes before what is computed of it; a part that has figures of its own is judged by them.

    Args:
        nodes: Every node of a tree; parts are among them, and nothing hangs below itself.

    Returns:
        What the parts of each node with a rule say together.
    """
    found: dict[K, Sum] = {}
    for key in _lowest_first(nodes):
        if rule := nodes[key].rule:
            parts = [_known(nodes[part], found.get(part)) for part in _judged_parts(nodes, key)]
            found[key] = add_up(parts, rule, some=nodes[key].some)
    return found


def _lowest_first(nodes: Mapping[K, Node[K]]) -> Iterator[K]:
    """Every node, after all that hangs below it."""
    seen: set[K] = set()

    def below(key: K) -> Iterator[K]:
        if key not in seen:
            seen.add(key)
            for part in nodes[key].parts:
                yield from below(part)
            yield key

    for key in nodes:
        yield from below(key)


def _judged_parts(nodes: Mapping[K, Node[K]], key: K) -> list[K]:
    """What a node is added up of, each once: the nearest below it whose level is judged."""
    found: dict[K, None] = {}
    for part in nodes[key].parts:
        found |= dict.fromkeys([part] if nodes[part].is_judged else _judged_parts(nodes, part))
    return list(found)


def _known(node: Node[K], together: Sum | None) -> str | None:
    """What is known of a part: what is said of it, else what its own figures say, else what its parts do."""
    return node.said or node.own or (together.assessment if together else None)
