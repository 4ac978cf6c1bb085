"""Points of an outside evaluation: within their maximum, worth their percent, summing to their area."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, where
from analysis.judge.checks.rounding import half_step
from analysis.words.numbers import number
from analysis.words.terms import term

HUNDRED = 100


def check_scores(scores: pl.DataFrame) -> Iterator[Finding]:
    """Recompute percentages and area sums.

    Args:
        scores: Rows of the table of scores; a row without `question_no` is an area's printed total.

    Yields:
        One finding a question or area whose figures do not hold together.
    """
    for row in scores.iter_rows(named=True):
        yield from _check_row(row)
    for area in scores.filter(pl.col("question_no").is_null()).iter_rows(named=True):
        own = (pl.col("document") == area["document"]) & (pl.col("area_no") == area["area_no"])
        yield from _check_area(area, scores.filter(own & pl.col("question_no").is_not_null()))


def _check_row(row: Row) -> Iterator[Finding]:
    achieved, most, percent = row["achieved"], row["max"], row["percent"]
    if achieved is None or not most:
        return
    name = row["question_no"] or _area(row)
    if achieved > most:
        yield _finding(row, "score-max", Contradiction.SUM, achieved, most, f"{name}: fler poäng än det går att få")
    if percent is None:
        return
    share = HUNDRED * achieved / most
    # Points are rounded to whole ones and percent too: more than both can explain is a misprint.
    slack = half_step(0) + HUNDRED * half_step(0) / most
    if abs(percent - share) > slack + NOISE:
        said = (
            f"{name}: {number(achieved)} av {number(most)} poäng är {number(share, 1)} %, men {number(percent)} % står"
        )
        yield _finding(row, "score-percent", Contradiction.PERCENTAGE, percent, round(share, 1), said)


def _area(row: Row) -> str:
    return f"{term('Evaluation_area').one} {row['area_no']}"


def _check_area(area: Row, questions: pl.DataFrame) -> Iterator[Finding]:
    for column, word in (("achieved", "poäng"), ("max", "möjliga poäng")):
        if area[column] is None or questions[column].count() < questions.height or questions.is_empty():
            continue
        summed = float(questions[column].sum())
        slack = half_step(0) * (questions.height + 1) if column == "achieved" else 0.0
        difference = area[column] - summed
        if abs(difference) > NOISE:
            severity = Severity.ROUNDING if abs(difference) <= slack + NOISE else Severity.ERROR
            said = f"{_area(area)}: {number(area[column])} {word}, men frågorna ger {number(summed)}" + (
                ", vilket avrundning kan förklara" if severity == Severity.ROUNDING else ""
            )
            yield _finding(area, f"score-{column}", Contradiction.SUM, area[column], summed, said, severity)


def _finding(
    row: Row,
    rule: str,
    kind: Contradiction,
    printed: float,
    other: float,
    said: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        **where(row),
        kind=kind,
        severity=severity,
        rule=rule,
        subject=f"{row['question_no'] or row['area_no']} {row['label']}",
        printed=number(printed),
        other=number(other),
        difference=round(printed - other, 6),
        message=f"{said}.",
    )
