"""Small signs with a great effect: noise that is no movement, minus zero, ties, formulas, rows of files."""

import csv
import io
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import with_signs

from analysis.chapter.table import Column, Kind
from analysis.judge.checks.variances import check_variances
from analysis.judge.interval import interval_of
from analysis.judge.trend import judge_trend, moved
from analysis.publish.files.open_csv import csv_text, guarded
from analysis.signoff.legacy_pages import words_of
from analysis.words.current_language import LANGUAGES, speaking
from analysis.words.numbers import exact, number, percentage, quantity, signed

MINUS = "\N{MINUS SIGN}"
#: Outcome, budget and variance of a line.
Line = tuple[float, float, float]


# ---- what is movement, and what is noise ----


def trend(outcome: float, previous: float, scale: str) -> str | None:
    step = moved(interval_of(exact(outcome)), interval_of(exact(previous)))
    return judge_trend(step, "higher", scale)


@pytest.mark.parametrize("decimals", [0, 1, 2, 3, 4, 9])
def test_one_step_of_the_last_printed_decimal_is_movement(decimals: int) -> None:
    step = 10.0**-decimals
    assert [trend(3 + step, 3, "value"), trend(3, 3 + step, "value")] == ["increased", "decreased"]
    assert [trend(3 + step, 3, "improvement"), trend(3, 3 + step, "improvement")] == ["better", "worse"]


@pytest.mark.parametrize(("outcome", "previous"), [(0.1 + 0.2, 0.3), (0.3, 0.1 + 0.2), (1.1 * 3, 3.3)])
def test_what_only_the_machine_tells_apart_has_not_moved(outcome: float, previous: float) -> None:
    assert outcome != previous
    assert trend(outcome, previous, "value") == trend(outcome, previous, "improvement") == "unchanged"


# ---- minus zero ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("value", "decimals"),
    [(-0.0, None), (-4e-8, None), (-0.0, 0), (-0.4, 0), (-0.04, 1), (-0.00004, 4), (0.04, 1), (4e-8, None)],
)
def test_a_minus_that_is_rounded_away_leaves_no_sign(value: float, decimals: int | None, language: str) -> None:
    with speaking(language):
        written = {
            *(number(value, decimals), signed(value, decimals)),
            *(percentage(value, decimals)[: -1 if language == "en" else -2], quantity(value, decimals, None)),
        }
        assert written == {number(0, decimals)}
        assert MINUS not in written.pop()


@given(st.integers(-200, 200), st.integers(0, 2))
def test_a_number_has_a_minus_exactly_when_a_digit_of_it_says_so(thousandths: int, decimals: int) -> None:
    written = number(thousandths / 1000, decimals)
    assert written.startswith(MINUS) == (thousandths < 0 and any(digit in "123456789" for digit in written))


# ---- the sign that a table of variances counts with ----


def table(*rows: Line) -> pl.DataFrame:
    """Outcome, budget and variance of each line."""
    common: dict[str, object] = {"document": "d", "place": "p", "file": "f.csv", "organisation": "KLK"}
    common |= {"statement": "department", "unit": "tkr", "symbol": "tkr", "scale": "kr", "factor": 1000.0}
    common |= {"is_total": False}
    return pl.DataFrame(
        [
            common
            | {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31), "decimals": 0}
            | {"file_row": no, "line_no": no, "line": f"Rad {no}", "measure": measure, "amount": float(amount)}
            for no, row in enumerate(rows, start=1)
            for measure, amount in zip(("actual", "budget", "variance"), row, strict=True)
        ]
    )


LESS_BUDGET: Line = (10, 8, 2)
LESS_OUTCOME: Line = (20, 25, 5)


@pytest.mark.parametrize("rows", [(LESS_BUDGET, LESS_OUTCOME), (LESS_OUTCOME, LESS_BUDGET)])
def test_where_as_many_lines_say_either_no_sign_is_accused(rows: tuple[Line, ...]) -> None:
    assert list(check_variances(with_signs(table(*rows)))) == []


def test_where_no_line_says_either_a_variance_is_what_it_comes_nearest_to() -> None:
    (found,) = check_variances(with_signs(table((10, 8, 1))))
    assert (found.printed, found.other, found.difference) == ("1", "2", -1)


def test_one_line_more_decides_for_the_other_sign() -> None:
    found = list(check_variances(with_signs(table(LESS_BUDGET, LESS_OUTCOME, (30, 35, 5)))))
    assert [(each.printed, each.other) for each in found] == [("2", f"{MINUS}2")]


# ---- formulas in files for spreadsheets ----


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+SUM(A1)", "-SUM(A1)", "@SUM(A1)", "\tSUM(A1)", "\rSUM(A1)", "\n=1+1", "@", "-5+cmd", "+46 31 ring"),
        # Signs as wide as Chinese letters.
        *("\uff1d1+1", "\uff0bSUM(A1)", "\uff0dSUM(A1)", "\uff20SUM(A1)", "\uff0d5"),
        *("'@a", "''=b", "'\uff1da"),
    ],
)
def test_a_text_that_a_spreadsheet_would_calculate_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert list(csv.reader(io.StringIO(csv_text([Column(text)], [[text]]), newline=""))) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["a@b.se", "KLK", "a=b", "'a", "", "-5", "+4,5", "1 234", "-12 %"])
def test_any_other_text_is_written_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_figures_are_no_texts_and_are_never_guarded() -> None:
    assert csv_text([Column("Värde", Kind.NUMBER)], [["-5"], ["+4"]]) == "Värde\r\n-5\r\n+4\r\n"


# ---- rows of files ----


@pytest.mark.parametrize("row", ["rad 12", "rad 9", "row 12", "row 9"])
def test_the_row_of_a_file_is_no_content_in_either_language(row: str) -> None:
    assert words_of(f"<li>Utfall (data/sources/a/b.csv, {row})</li>") == "Utfall (data/sources/a/b.csv)"


def test_a_row_that_is_not_of_a_file_is_content() -> None:
    assert words_of("<p>See row 12 and rad 9, b.csv, row 3.</p>") == "See row 12 and rad 9, b.csv, row 3."
