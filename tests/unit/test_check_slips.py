"""Slips of the pen in financial tables: a digit too many, a minus."""

from datetime import date

import pytest
from tests.rows import Row, cell, frame, parts_of

from analysis.judge.checks.slips import check_slips

THIN, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"
BEFORE: Row = {"period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31)}
#: Outcome, budget and the outcome of the year before.
Line = tuple[float | None, float | None, float | None]


def told(*lines: Line, total: Line | None = None, variances: tuple[float, ...] = ()) -> list[str]:
    rows = []
    for number, (outcome, budget, before) in enumerate((*lines, *([total] if total else [])), start=1):
        rows += [cell(number, outcome), cell(number, budget, "budget"), cell(number, before, **BEFORE)]
        rows = [row | {"is_total": total is not None and row["line_no"] > len(lines)} for row in rows]
    rows += [cell(number, amount, "variance") for number, amount in enumerate(variances, start=1)]
    return [found.message for found in check_slips(frame(*rows), parts_of(1))]


ORDINARY: list[Line] = [(300, 310, None), (200, 190, None)]
TENFOLD = (
    f"Rad 1, KLK: utfall 2016 är 4{THIN}500 tkr, men budget 2016 är 450 tkr, medan tabellens andra rader ligger nära "
    "sin budget 2016. Kontrollera siffrorna."
)


def test_the_same_digits_with_another_power_of_ten_are_a_note() -> None:
    assert told((4500, 450, None), *ORDINARY) == [TENFOLD]
    assert len(told((45, 450, None), *ORDINARY)) == 1
    # Nearly ten times as much is one where the year before says which is right.
    assert len(told((4600, 450, 440), *ORDINARY)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [(4600, 450, None), *ORDINARY],
        [(1000, 100, None), *ORDINARY],  # one digit alone may be a round budget
        [(-4500, 450, None), *ORDINARY],
        [(9, 90, 9), *ORDINARY],
        [(4500, 450, None), ORDINARY[0]],  # one line says nothing of what is ordinary
        [(4500, 450, None), (300, 10, None), ORDINARY[1]],
    ],
)
def test_what_may_be_so_is_not_told(lines: list[Line]) -> None:
    assert told(*lines) == []


def test_lines_that_a_total_counts_or_a_variance_follows_are_told_elsewhere() -> None:
    assert told((4500, 450, None), *ORDINARY, total=(5000, 950, None)) == []
    assert told((4500, 450, None), *ORDINARY, variances=(-4050, 10, -10)) == []


def test_of_a_column_that_a_total_leaves_blank_it_says_nothing() -> None:
    lines: list[Line] = [(9100, 9000, 8800), (6310, -6200, -6050), (-388, -410, -395)]
    assert len(told(*lines, total=(None, 2390, 2355))) == 1
    assert told(*lines, total=(15022, 2390, 2355)) == []


def test_a_thousandfold_that_its_total_counts_is_a_note_and_else_a_warning() -> None:
    lines: list[Line] = [(310120, 300, None), (415, 410, None), (199, 205, None)]
    assert [severity_of(*lines, total=total) for total in ((310734, 915, None), (None, 915, None))] == [
        ["note"],
        ["warning"],
    ]


def severity_of(*lines: Line, total: Line) -> list[str]:
    rows = []
    for number, (outcome, budget, _before) in enumerate((*lines, total), start=1):
        last = number > len(lines)
        rows += [cell(number, outcome, is_total=last), cell(number, budget, "budget", is_total=last)]
    return [found.severity for found in check_slips(frame(*rows), parts_of(1))]


STEADY: Line = (300, 310, 305)


def test_a_sign_that_no_other_column_has_is_a_note() -> None:
    assert told((100, -100, 98), STEADY) == [
        f"Rad 1, KLK: budget 2016 är {MINUS}100 tkr, men utfall 2016 är 100 tkr och utfall 2015 är 98 tkr. "
        "Kontrollera tecknet."
    ]
    assert len(told((-100, 100, 98), STEADY)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [(100, -20, 98), STEADY],  # a result swings
        [(100, -100, None), STEADY],
        [(100, -100, 98), (50, -40, 45)],  # so do others
        [(100, -100, 98)],
        [STEADY, (100, -100, 98)],  # what the table ends in
        [(5, -5, 4), STEADY],
        [(100, -100, -98), (300, None, 305)],
    ],
)
def test_signs_that_may_be_right_are_not_told(lines: list[Line]) -> None:
    assert told(*lines) == []
