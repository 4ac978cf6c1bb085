"""Numbers as they are written: decimal, rounded half away from zero, the same on pages and in files."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from analysis.words.current_language import speaking
from analysis.words.numbers import MINUS, THIN, beside_sign, digits, exact, number, numbered, rounded, signed

#: Figures as documents print them.
PRINTED = st.decimals(-10_000_000, 10_000_000, places=4, allow_nan=False)
PLACES = st.integers(0, 4)


def plain(written: str) -> Decimal:
    return Decimal(written.replace(THIN, "").replace(",", ".").replace(MINUS, "-"))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (0.125, 2, "0,13"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (57 / 60 * 100, 0, "95"),
        (0.285 * 100, 0, "29"),
        (0.1 + 0.2, None, "0,3"),
        (1234567.5, 1, f"1{THIN}234{THIN}567,5"),
        (-93234, None, f"{MINUS}93{THIN}234"),
        (12.34565, None, "12,3457"),
        (-0.04, 1, "0,0"),
        (-0.0, None, "0"),
        (9_876_543_210.25, 1, f"9{THIN}876{THIN}543{THIN}210,3"),
        (Decimal("0.30"), 2, "0,30"),
        (10**18, None, THIN.join(["1", *["000"] * 6])),
    ],
)
def test_a_number_is_rounded_half_away_from_zero(value: float, decimals: int | None, written: str) -> None:
    assert number(value, decimals) == written


@given(PRINTED, PLACES)
def test_what_is_written_is_the_printed_figure_rounded(value: Decimal, decimals: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert (
        plain(number(float(value), decimals)) == expected == rounded(value, decimals) == rounded(float(value), decimals)
    )


@given(PRINTED, PLACES)
def test_mirroring_a_figure_mirrors_what_is_written(value: Decimal, decimals: int) -> None:
    written = number(abs(value), decimals)
    mirrored = number(-abs(value), decimals)
    assert mirrored == (f"{MINUS}{written}" if plain(written) else written)


@given(PRINTED, PLACES, st.sampled_from([("sv", "sv_SE"), ("en", "en_GB")]))
def test_separators_are_those_of_the_language(value: Decimal, decimals: int, language: tuple[str, str]) -> None:
    near = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    kept = format_decimal(near, format=pattern, locale=language[1]).replace("\N{NO-BREAK SPACE}", THIN)
    with speaking(language[0]):
        assert number(value, decimals) == kept.replace("-", MINUS)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.04, 1, "0,0"), (-0.04, 1, "0,0"), (0.05, 1, "+0,1"), (-0.5, None, f"{MINUS}0,5"), (11674, 0, f"+11{THIN}674")],
)
def test_zero_has_no_sign(value: float, decimals: int | None, written: str) -> None:
    assert signed(value, decimals) == written


@given(st.floats(allow_nan=False, allow_infinity=False), st.none() | PLACES)
def test_digits_give_the_same_number_back(value: float, decimals: int | None) -> None:
    written = digits(value, decimals)
    assert written is not None
    assert float(written) == value
    assert "e" not in written.lower()
    assert not written.startswith("-0") or float(written) < 0
    assert len(written.partition(".")[2]) >= (decimals or 0)


@pytest.mark.parametrize(
    ("value", "decimals", "written"), [(3.0, 1, "3.0"), (3.0, None, "3"), (1e22, 0, "1" + "0" * 22)]
)
def test_digits_are_as_printed(value: float, decimals: int | None, written: str) -> None:
    assert digits(value, decimals) == written


def test_what_is_no_number_has_no_digits() -> None:
    assert [digits(value) for value in (float("nan"), float("inf"), float("-inf"))] == [None, None, None]


def test_a_double_is_what_was_written() -> None:
    assert (exact(0.1 + 0.2), exact(28.499999999999996), exact(7)) == (Decimal("0.3"), Decimal("28.5"), Decimal(7))


def test_a_year_has_no_thousands() -> None:
    assert (numbered(2016.0), numbered(17), numbered(12016.5)) == ("2016", "17", "12017")


@pytest.mark.parametrize(
    ("operator", "written"), [(None, "70"), (">", ">70"), ("≈", "≈70"), ("drygt", "drygt 70"), ("knappt", "knappt 70")]
)
def test_a_word_before_a_figure_stands_apart_from_it_and_a_sign_close_to_it(operator: str | None, written: str) -> None:
    assert beside_sign("70", operator) == written
