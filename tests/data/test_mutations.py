"""One figure changed at a time: what the checks would say if a single digit were misprinted."""

import random
from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from analysis.base.vocabulary import Measure
from analysis.build.database import facts_of
from analysis.judge.checks import contradictions
from analysis.store.query import ask_sql

SEED, ENOUGH = 20261122, 0.95
Facts = dict[str, pl.DataFrame]
FIGURE = ("indicator", "organisation", "sex", "period_type", "period_start", "period_end", "measure")


@pytest.fixture(scope="module")
def facts(database: duckdb.DuckDBPyConnection) -> Facts:
    """Everything that the checks look at."""
    return dict(facts_of(database))


def in_sums(facts: Facts) -> Iterator[tuple[str, int]]:
    """Amounts that a total sums, and totals; and variances with both their columns."""
    parts = facts["sums"].select("document", "organisation", statement="part_statement", line_no="part")
    totals = facts["sums"].select("document", "organisation", "statement", line_no="total")
    keys = {(*row[:3], row[3]) for row in pl.concat([parts, totals], how="vertical_relaxed").iter_rows()}
    for place, row in enumerate(facts["lines"].iter_rows(named=True)):
        key = (row["document"], row["organisation"], row["statement"], row["line_no"])
        # A part of another total than the one in its own table is compared for some measures only.
        if row["amount"] is not None and key in keys and row["statement"] not in ("investment", "other"):
            yield "lines", place


def repeated(facts: Facts) -> Iterator[tuple[str, int]]:
    """Figures that a document prints more than once, without a rough sign."""
    known = facts["figures"].with_row_index("at").filter(pl.col("value").is_not_null() & pl.col("operator").is_null())
    firm = known.filter(pl.col("doubted").is_null() & (pl.col("measure") == Measure.OUTCOME.value))
    several = firm.filter((pl.len() > 1).over("document", *FIGURE))
    yield from (("figures", place) for place in several["at"])


def stated(facts: Facts) -> Iterator[tuple[str, int]]:
    """Figures in prose that rows support."""
    supported = facts["claims"].with_row_index("at").filter(pl.col("recomputed").is_not_null())
    yield from (("claims", place) for place in supported["at"])


#: What is read together with what is misprinted: a check of nothing else finds what it found before.
TOGETHER = {
    "lines": ("lines", "sums", "conventions"),
    "figures": ("figures", "relations", "breaks"),
    "claims": ("claims",),
}
COLUMNS = {"lines": ("amount", "decimals"), "figures": ("value", "printed_decimals"), "claims": ("printed", "decimals")}


def misprinted(value: float, decimals: int, chance: random.Random) -> float:
    """The same figure with another digit somewhere."""
    text = f"{abs(value):.{decimals}f}"
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([other for other in "0123456789" if other != text[place]])
    return float(text[:place] + digit + text[place + 1 :]) * (-1 if value < 0 else 1)


def changed(facts: Facts, frame: str, place: int, chance: random.Random) -> Facts:
    column, decimals = COLUMNS[frame]
    row = facts[frame].row(place, named=True)
    new = misprinted(row[column], row[decimals] or 0, chance)
    values = facts[frame][column].to_list()
    values[place] = new
    other = facts[frame].with_columns(pl.Series(column, values, dtype=pl.Float64))
    if frame == "claims":
        agrees = other["agrees"].to_list()
        step = 10.0 ** -(row["decimals"] or 0)
        agrees[place] = abs(new - row["recomputed"]) < step / 2 if row["agrees"] else False
        other = other.with_columns(pl.Series("agrees", agrees, dtype=pl.Boolean))
    return facts | {frame: other}


def messages(facts: Facts, frame: str) -> set[str]:
    """What the checks say that read a frame, as if there were nothing else."""
    read = {name: told if name in TOGETHER[frame] else told.clear() for name, told in facts.items()}
    return set(contradictions(read)["message"])


@pytest.mark.parametrize("how_many", [40, pytest.param(200, marks=pytest.mark.long)])
def test_a_misprinted_digit_is_reported(facts: Facts, how_many: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    before = {frame: messages(facts, frame) for frame in TOGETHER}
    candidates = [*in_sums(facts), *repeated(facts), *stated(facts)]
    assert len(candidates) > 400
    sample = chance.sample(candidates, how_many)
    missed = [
        (frame, place)
        for frame, place in sample
        if not messages(changed(facts, frame, place, chance), frame) - before[frame]
    ]
    assert len(missed) <= (1 - ENOUGH) * how_many, missed


def test_nothing_is_reported_anew_when_nothing_changed(facts: Facts, database: duckdb.DuckDBPyConnection) -> None:
    what = ["document", "rule", "subject", "printed", "other", "place"]
    stored = ask_sql(database, "FROM inconsistency")
    assert set(contradictions(facts).select(what).rows()) == set(stored.select(what).rows())
