"""Targets with a limit that goes against their indicator's direction."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Direction, Measure, Severity
from analysis.judge.assessment import opposed
from analysis.judge.checks.finding import Finding, Row, named, where, written
from analysis.words.terms import term

SAID = {Direction.HIGHER: "högre är bättre", Direction.LOWER: "lägre är bättre"}


def check_directions(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find targets such as "at most 75" of an indicator that should be high.

    Which of the two is wrong cannot be seen from here; targets that fall from year to year are no limits.

    Args:
        figures: Rows of the view `key_figure_detail`, targets of goals among them.

    Yields:
        One warning a target.
    """
    targets = figures.filter(
        pl.col("measure") == Measure.TARGET.value, pl.col("value").is_not_null(), pl.col("operator").is_not_null()
    )
    for row in targets.iter_rows(named=True):
        if opposed(row["operator"], row["direction"]):
            yield _finding(row, SAID[row["direction"]])


def _finding(row: Row, direction: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.WARNING,
        rule="direction",
        subject=f"{row['label']}, {row['organisation']} {row['period_end'].year}",
        printed=written(row),
        other=direction,
        message=f"{named(row)} är {written(row)}, men för {term('indicator').the} står att {direction}: "
        "målet går åt fel håll. "
        f"Rätta tecknet på målet eller {term('indicator').the}s riktning (direction i indicators.csv).",
    )
