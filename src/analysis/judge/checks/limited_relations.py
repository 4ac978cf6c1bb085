"""Indicators that hang together where a limit such as "fewer than five" is printed of one: what cannot be is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, RelationKind, RelationRole, Severity
from analysis.judge.checks.finding import Finding, Row, weighed, where, written
from analysis.judge.checks.meant import can_add_up, can_be_share, is_limited
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.checks.relations import MOMENT
from analysis.words.phrases import enumerate_words

Known = Mapping[tuple[object, ...], Sequence[Row]]


def check_limited_relations(figures: pl.DataFrame, relations: pl.DataFrame) -> Iterator[Finding]:
    """Hold wholes and shares against what they are made of, where any of it is a limit.

    Where all is exact, `relations` recomputes it.

    Args:
        figures: Rows of the view `key_figure_detail`.
        relations: Rows of the table `indicator_relation`.

    Yields:
        One finding a sum or share that no values printed so give; of something printed twice nothing is said, nor
        where something is taken away.
    """
    used = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null())
    known: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in used.filter(pl.col("measure") == Measure.OUTCOME.value).iter_rows(named=True):
        known[row["indicator"], row["sex"], *(row[name] for name in MOMENT)].append(row)
    for __, members in relations.group_by("relation", maintain_order=True):
        rows: list[Row] = list(members.iter_rows(named=True))
        if rows[0]["measure"] in (None, Measure.OUTCOME) and all(row["role"] != RelationRole.MINUS for row in rows):
            for key in [key for key in known if key[0] == rows[0]["indicator"]]:
                yield from _check(known, key, rows)


def _check(known: Known, key: tuple[object, ...], members: Sequence[Row]) -> Iterator[Finding]:
    results = known[key]
    found = [known.get((member["member"], member["sex"] or key[1], *key[2:]), ()) for member in members]
    # What is left out may be anything.
    if any(len(rows) != 1 for rows in (results, *found)):
        return
    result, rows = results[0], [row for (row,) in found]
    if not is_limited(result, *rows):
        return
    share = members[0]["kind"] == RelationKind.SHARE
    if not (_can_share(result, rows, members) if share else _can_sum(result, rows)):
        yield _finding(result, rows, share=share)


def _can_sum(result: Row, parts: list[Row]) -> bool:
    return not have_one_ground((result, *parts)) or can_add_up(result, parts)


def _can_share(share: Row, rows: list[Row], members: Sequence[Row]) -> bool:
    """Whether one part of one whole can be the share; of several of either nothing is said."""
    by_role = {RelationRole(member["role"]): row for member, row in zip(members, rows, strict=True)}
    part, whole = by_role.get(RelationRole.PART), by_role.get(RelationRole.WHOLE)
    if len(rows) > len(by_role) or not part or not whole or is_limited(whole) or whole["value"] <= 0:
        return True
    return not have_one_ground((part, whole)) or can_be_share(share, part, whole)


def _finding(result: Row, rows: Sequence[Row], *, share: bool) -> Finding:
    each = [f"{written(row)} ({row['label']})" for row in rows]
    of = f"{enumerate_words(each[:-1])} av {each[-1]}" if share else enumerate_words(each)
    return Finding(
        **where(result),
        kind=Contradiction.PERCENTAGE if share else Contradiction.SUM,
        severity=weighed(Severity.ERROR, result, *rows),
        rule="relation-limit",
        subject=f"{result['label']}, {result['organisation']} {result['period_end'].year}",
        printed=written(result),
        other=" / ".join(written(row) for row in rows),
        other_place=rows[0]["place"],
        message=f"{result['label']} är tryckt som {written(result)}, men {of} kan inte ge det.",
    )
