"""Shares of so few that only some percentages are possible."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from math import floor

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, RelationKind, RelationRole, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, weighed, where
from analysis.judge.checks.rounding import half_step
from analysis.judge.checks.units import is_counted
from analysis.words.numbers import number, with_unit

#: Whose figure it is, and for which period: as many as there were in December say nothing of the year.
MOMENT = ("document", "organisation", "period_start", "period_end")
HUNDRED = 100
#: Of more than this nearly every whole percentage is possible.
FEW = 200
Known = defaultdict[tuple[object, ...], list[Row]]


def check_few(figures: pl.DataFrame, relations: pl.DataFrame) -> Iterator[Finding]:
    """Hold shares whose whole is known, but not their part, against what so many can give.

    Args:
        figures: Rows of the view `key_figure_detail`.
        relations: `relation`, `kind`, `indicator` (the share), `measure`, `role`, `member`, `sex`.

    Yields:
        One warning a share that no whole number of so few gives, rounded as it is printed.
    """
    used = figures.filter(
        pl.col("measure") == Measure.OUTCOME.value,
        pl.col("value").is_not_null() & pl.col("operator").is_null() & pl.col("doubted").is_null(),
    )
    known: Known = defaultdict(list)
    for row in used.iter_rows(named=True):
        known[row["indicator"], row["sex"], *(row[name] for name in MOMENT)].append(row)
    shares = relations.filter(pl.col("kind") == RelationKind.SHARE.value, pl.col("measure").is_null())
    for __, members in shares.group_by("relation", maintain_order=True):
        rows: list[Row] = list(members.iter_rows(named=True))
        for key, found in list(known.items()):
            if key[0] == rows[0]["indicator"]:
                yield from _check(found, known, key, rows)


def _check(shares: list[Row], known: Known, key: tuple[object, ...], members: list[Row]) -> Iterator[Finding]:
    printed = [(member["role"], known.get((member["member"], member["sex"] or key[1], *key[2:]))) for member in members]
    wholes = [rows for role, rows in printed if role == RelationRole.WHOLE]
    # Where every part is printed too, the share is recomputed from them.
    if not any(rows is None for role, rows in printed if role != RelationRole.WHOLE):
        return
    choices = list(product(*(rows or () for rows in wholes)))
    counted = [choice for choice in choices if choice and all(map(_is_one_by_one, choice))]
    of = [choice for choice in counted if 0 < _sum(choice) <= FEW]
    if not of or len(of) < len(choices):
        return
    yield from (_finding(share, of[0]) for share in shares if not any(_possible(share, _sum(each)) for each in of))


def _is_one_by_one(row: Row) -> bool:
    """Whether a figure counts whole things, and not dozens or thousands of them."""
    return is_counted(row) and row["factor"] == 1


def _sum(choice: tuple[Row, ...]) -> int:
    return sum(int(row["value"]) for row in choice)


def _possible(share: Row, whole: int) -> bool:
    """Whether some whole number of so many gives the share as it is printed."""
    slack = half_step(share["printed_decimals"])
    return any(abs(HUNDRED * part / whole - share["value"]) <= slack + NOISE for part in _nearest(share, whole))


def _nearest(share: Row, whole: int) -> tuple[int, int]:
    below = min(max(floor(share["value"] * whole / HUNDRED), 0), whole - 1)
    return below, below + 1


def _finding(share: Row, wholes: tuple[Row, ...]) -> Finding:
    whole, decimals = _sum(wholes), share["printed_decimals"] or 0
    printed = number(share["value"], decimals)
    given = [number(HUNDRED * part / whole, max(decimals, 1)) for part in _nearest(share, whole)]
    said = [f"{part} är {text} %" for part, text in zip(_nearest(share, whole), given, strict=True)]
    return Finding(
        **where(share),
        kind=Contradiction.PERCENTAGE,
        severity=weighed(Severity.WARNING, share, *wholes),
        rule="few",
        subject=f"{share['label']}, {share['organisation']} {share['period_end'].year}",
        printed=printed,
        other=" / ".join(given),
        other_place=wholes[0]["place"],
        message=f"{share['label']} är tryckt som {with_unit(printed, share['symbol'])}, men inget helt antal av "
        f"{whole} ({wholes[0]['label']}) ger det: {' och '.join(said)}. Kontrollera andelen och antalet.",
    )
