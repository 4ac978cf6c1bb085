"""The goal tree: all of it, and one node with where it hangs, what is said of it and what hangs below."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from analysis.base.judged import Level
from analysis.base.vocabulary import SubjectType
from analysis.chapter.pieces import Inline, Link, Listing, Said
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Row, Table
from analysis.present.tables.node_table import node_subject, node_table
from analysis.present.text.running_text import reading
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_doubts
from analysis.words.mixed_language import swedish
from analysis.words.translate import _

#: Levels that every report shows otherwise: a tree of these alone says nothing new.
SHOWN = (Level.PERSPECTIVE.value, Level.AREA.value, Level.GOAL.value)


def nodes_frame(part: DocumentPart) -> pl.DataFrame:
    """The goal tree, each node after what it hangs under.

    Returns:
        Rows of the view `node_status`, with `depth`, `tags` and where symbols come from.
    """
    return part.rows("nodes")


def goal_tree(part: DocumentPart) -> Table | Fragment:
    """The goal tree above the goals, and goals that have part goals.

    Returns:
        One row a node with what is said of it and how many goals hang below; a sentence where the tree has no more than
        perspectives, areas and goals, and nobody judges perspectives.
    """
    nodes = _from_the_top(nodes_frame(part), part.rows("nodes_under"))
    judged = pl.col("assessment_final").is_not_null() & (pl.col("level") == Level.PERSPECTIVE.value)
    if nodes.filter(~pl.col("level").is_in(SHOWN) | judged).is_empty():
        return nothing(_("Målträdet har inga andra nivåer än de som visas här."), optional=True)
    shown = nodes.filter(~pl.col("is_goal") | (pl.col("part_goals") > 0) | (pl.col("level") != Level.GOAL.value))
    return node_table(shown, part.symbols, _("Målträdet {where}", where=part.where), part.source, "tree")


def node_path(part: DocumentPart) -> Fragment:
    """Where the chosen node hangs in the tree.

    Returns:
        Links to what hangs above it, from the top down; a sentence at the top.
    """
    above = list(_above(nodes_frame(part).rows(named=True), part))
    if not above:
        return nothing(_("Ingenting hänger ovanför."), optional=True)
    steps: list[tuple[Inline, ...]] = [(Link(node_subject(row), swedish(row["name"])),) for row in above]
    shown = (Said(_("Hör till:"), "muted"), Listing(tuple(steps)))
    return Fragment(Text(role="overview", parts=(Part("", shown),)))


def node_state(part: DocumentPart) -> Table | Fragment:
    """What is said of the chosen node: printed and computed, its trend, who answers for it, the goals below.

    Returns:
        One row.
    """
    own = _own(part)
    if own.is_empty():
        return nothing(_("Ingen nod är vald."))
    return node_table(own, part.symbols, _("Läget {where}", where=part.where), part.source, "own")


def node_text(part: DocumentPart) -> Fragment:
    """What the document says of the chosen node itself.

    Returns:
        Its wording and running text, or a sentence when there is none.
    """
    told = pl.concat(part.texts(kind) for kind in _kinds(part))
    found = told.filter(subject=part.node) if part.node else told.clear()
    wording = next(iter(_own(part)["wording"].to_list()), None)
    if found.is_empty() and not wording:
        return nothing(_("Dokumentet säger inget om den som helhet."), optional=True)
    if found.is_empty():
        return Fragment(Text(role="reading", parts=(Part("", (Said(swedish(str(wording))),)),), source=part.source))
    return with_doubts(part, reading(found, part.source), found)


def node_parts(part: DocumentPart) -> Table | Fragment:
    """What hangs right under the chosen node.

    Returns:
        One row a node or goal with what is known of it, or a sentence when nothing does.
    """
    parts = part.rows("node_parts")
    if parts.is_empty():
        return nothing(_("Ingenting hänger under."), optional=True)
    return node_table(parts, part.symbols, _("Närmast under {where}", where=part.where), part.source, "parts")


def _from_the_top(nodes: pl.DataFrame, under: pl.DataFrame) -> pl.DataFrame:
    """Every node below what it hangs under: an area that hangs under two strategic goals is there twice."""
    below: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in under.iter_rows(named=True):
        below[row["under_level"], row["under"]].append(row)
    hanging = {(row["level"], row["node"]) for rows in below.values() for row in rows}

    def walk(row: Row, depth: int) -> Iterator[Row]:
        yield {**row, "depth": depth}
        for other in below[row["level"], row["node"]]:
            yield from walk(other, depth + 1)

    highest = (row for row in nodes.iter_rows(named=True) if (row["level"], row["node"]) not in hanging)
    rows = [row for top in highest for row in walk(top, 0)]
    return pl.DataFrame([{name: row[name] for name in nodes.columns} for row in rows], schema=nodes.schema)


def _own(part: DocumentPart) -> pl.DataFrame:
    nodes = nodes_frame(part)
    return nodes.filter(level=part.level, node=part.node) if part.node else nodes.clear()


def _kinds(part: DocumentPart) -> tuple[SubjectType, ...]:
    """What texts on the chosen node may call it."""
    named = {Level.AREA.value: SubjectType.AREA}
    is_goal = any(_own(part)["is_goal"].to_list())
    more = SubjectType.GOAL if is_goal else named.get(str(part.level))
    return (SubjectType.NODE, more) if more else (SubjectType.NODE,)


def _above(nodes: list[Row], part: DocumentPart) -> Iterator[Row]:
    """What hangs above the chosen node, the highest first."""
    known = {(row["level"], row["node"]): row for row in nodes}
    row, found = known.get((part.level, part.node)), list[Row]()
    while row is not None and row["parent"] is not None:
        row = known[row["parent_level"], row["parent"]]
        found.append(row)
    return reversed(found)
