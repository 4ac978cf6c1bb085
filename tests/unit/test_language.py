"""Numbers, dates and words in Swedish and English."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words.current_language import speaking
from analysis.words.days import day, moment, month, period
from analysis.words.numbers import count_of, number, percentage, quantity, signed, with_unit
from analysis.words.phrases import enumerate_words

THIN, HARD, MINUS = "\u202f", "\u00a0", "\u2212"
YEAR = date(2016, 1, 1), date(2016, 12, 31)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (40047, None, f"40{THIN}047"),
        (-93234, None, f"{MINUS}93{THIN}234"),
        (3.16, None, "3,16"),
        (0.5, None, "0,5"),
        (-0.4, 1, f"{MINUS}0,4"),
        (7.0, 1, "7,0"),
        (7.0, None, "7"),
        (999, None, "999"),
        (1000, None, f"1{THIN}000"),
        (1234567.8, 1, f"1{THIN}234{THIN}567,8"),
        (81.6, 0, "82"),
        (0, None, "0"),
    ],
)
def test_a_number_has_decimal_comma_thin_spaces_and_a_real_minus(
    value: float, decimals: int | None, written: str
) -> None:
    assert number(value, decimals) == written


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_written_number_reads_back_as_itself(whole: int, decimals: int) -> None:
    value = whole / 10**decimals
    plain = number(value, decimals).replace(MINUS, "-").replace(THIN, "").replace(",", ".")
    assert float(plain) == value


@given(st.floats(-1e9, 1e9))
def test_a_number_never_breaks_over_two_lines(value: float) -> None:
    assert set(number(value)) <= set(f"0123456789,{THIN}{MINUS}")


@pytest.mark.parametrize(
    ("value", "written"), [(11674, f"+11{THIN}674"), (-0.5, f"{MINUS}0,5"), (0, "0"), (18.5, "+18,5")]
)
def test_a_signed_number_has_plus_or_minus_and_zero_has_neither(value: float, written: str) -> None:
    assert signed(value) == written


@pytest.mark.parametrize(
    ("value", "symbol", "operator", "written"),
    [
        (4.4, "%", None, f"4,4{HARD}%"),
        (70, None, ">", f">{THIN}70"),
        (1500, "st", "≈", f"cirka 1{THIN}500{HARD}st"),
        (4, "%", "≤", f"≤{THIN}4{HARD}%"),
        (39, "", "", "39"),
    ],
)
def test_a_quantity_keeps_operator_number_and_unit_together(
    value: float, symbol: str | None, operator: str | None, written: str
) -> None:
    assert quantity(value, None, symbol, operator) == written


def test_dates_and_months_are_written_in_swedish() -> None:
    assert day(date(2016, 12, 31)) == "31 december 2016"
    assert day(date(2017, 3, 1)) == "1 mars 2017"
    assert re.fullmatch(r"okt(ober|\.) 2015", month(date(2015, 10, 7)))


@pytest.mark.parametrize(
    ("start", "end", "kind", "written"),
    [
        (*YEAR, "year", "2016"),
        (date(2015, 1, 1), date(2016, 12, 31), "year", "2015–2016"),
        (date(2016, 1, 1), date(2016, 8, 31), "part_year", r"jan(uari|\.)–aug(usti|\.) 2016"),
        (date(2016, 4, 1), date(2016, 6, 30), "quarter", r"apr(il|\.)–juni 2016"),
        (date(2016, 8, 1), date(2016, 8, 31), "month", r"aug(usti|\.) 2016"),
        (date(2016, 12, 31), date(2016, 12, 31), "point", r"dec(ember|\.) 2016"),
        (date(2016, 12, 31), date(2016, 12, 31), "part_year", r"dec(ember|\.) 2016"),
        (*YEAR, "rolling_12", r"12 mån(ader)? till dec(ember|\.) 2016"),
    ],
)
def test_a_period_is_written_as_a_table_heading_would(start: date, end: date, kind: str, written: str) -> None:
    assert re.fullmatch(written, period(start, end, kind))


@pytest.mark.parametrize(
    ("words", "written"),
    [([], ""), (["KS"], "KS"), (["KS", "KLK"], "KS och KLK"), (["KS", "KLK", "KoU"], "KS, KLK och KoU")],
)
def test_words_are_joined_with_commas_and_och(words: list[str], written: str) -> None:
    assert enumerate_words(words) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0 åtaganden"), (1, "1 åtagande"), (49, "49 åtaganden"), (1200, f"1{THIN}200 åtaganden")],
)
def test_a_count_has_the_right_noun(amount: int, written: str) -> None:
    assert count_of(amount, "åtagande", "åtaganden") == written


# ---- English ----


@pytest.fixture
def english() -> Iterator[None]:
    """Everything is written in English."""
    with speaking("en"):
        yield


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1193, None, "1,193"),
        (40047, None, "40,047"),
        (-93234, None, f"{MINUS}93,234"),
        (3.16, None, "3.16"),
        (7.0, 1, "7.0"),
        (1234567.8, 1, "1,234,567.8"),
    ],
)
def test_an_english_number_has_decimal_point_and_commas(value: float, decimals: int | None, written: str) -> None:
    assert number(value, decimals) == written


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_an_english_number_reads_back_as_itself(whole: int, decimals: int) -> None:
    value = whole / 10**decimals
    with speaking("en"):
        assert float(number(value, decimals).replace(MINUS, "-").replace(",", "")) == value
        assert float(number(value).replace(MINUS, "-").replace(",", "")) == value


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from(["%", "st", "tkr", "mnkr", "år", None]))
def test_a_quantity_has_the_same_figure_in_both_languages(whole: int, decimals: int, symbol: str | None) -> None:
    value = whole / 10**decimals
    swedish = re.match(rf"[0-9,{THIN}{MINUS}]+", quantity(value, decimals, symbol))
    with speaking("en"):
        english = re.match(rf"[0-9,.{MINUS}]+", quantity(value, decimals, symbol))
    assert swedish is not None
    assert english is not None
    assert swedish[0].replace(THIN, "").replace(",", ".") == english[0].replace(",", "")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("value", "symbol", "operator", "written"),
    [
        (4.4, "%", None, "4.4%"),
        (70, None, ">", f">{THIN}70"),
        (1500, "st", "≈", "about 1,500"),
        (1193, "tkr", None, f"1,193{HARD}SEK thousand"),
        (4, "%", "≤", f"≤{THIN}4%"),
        (12, "Mbit/s", None, f"12{HARD}Mbit/s"),
    ],
)
def test_an_english_quantity_has_its_unit_in_english(
    value: float, symbol: str | None, operator: str | None, written: str
) -> None:
    assert quantity(value, None, symbol, operator) == written


@pytest.mark.usefixtures("english")
def test_english_days_and_months_are_written_out() -> None:
    assert day(date(2016, 12, 31)) == "31 December 2016"
    assert month(date(2022, 12, 7)) == "December 2022"
    assert moment(datetime(2016, 12, 31, 6, 30)) == "31 December 2016 at 06:30"
    assert signed(11674) == "+11,674"
    assert percentage(80, 0) == "80%"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("start", "end", "kind", "written"),
    [
        (*YEAR, "year", "2016"),
        (date(2016, 1, 1), date(2018, 12, 31), "year", "2016–2018"),
        (date(2016, 1, 1), date(2016, 8, 31), "part_year", "January–August 2016"),
        (date(2016, 4, 1), date(2016, 6, 30), "quarter", "April–June 2016"),
        (date(2022, 12, 31), date(2022, 12, 31), "point", "December 2022"),
        (*YEAR, "rolling_12", "12 months to December 2016"),
    ],
)
def test_an_english_period(start: date, end: date, kind: str, written: str) -> None:
    assert period(start, end, kind) == written


@pytest.mark.usefixtures("english")
def test_english_words_are_joined_and_counted() -> None:
    assert enumerate_words(["KS", "KLK", "KoU"]) == "KS, KLK and KoU"
    assert count_of(1, "{commitment.one}", "{commitment.many}") == "1 commitment"
    assert count_of(1200, "{commitment.one}", "{commitment.many}") == "1,200 commitments"


@pytest.mark.parametrize(
    ("figure", "symbol", "written"), [("38", "", "38"), ("38", "%", "38 %"), ("+4", "tkr", "+4 tkr"), ("1", None, "1")]
)
def test_a_written_figure_gets_its_unit(figure: str, symbol: str | None, written: str) -> None:
    assert with_unit(figure, symbol) == written
