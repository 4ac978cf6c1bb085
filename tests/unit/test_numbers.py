"""Swedish numbers as printed in the documents."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.printed_numbers import count_decimals, is_printed_number, parse_number

NO_BREAK, THIN, NARROW_NO_BREAK = "\u00a0", "\u2009", "\u202f"


def parsed(text: str | None) -> float | None:
    value: float | None = pl.select(parse_number(pl.lit(text, dtype=pl.String))).item()
    return value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("40 047", 40047.0),
        ("-93 234", -93234.0),
        ("3,16", 3.16),
        ("99,9959", 99.9959),
        ("21367", 21367.0),
        ("-0", 0.0),
        ("0,0", 0.0),
        ("-2,0", -2.0),
        ("100 000", 100000.0),
        ("1 234 567,89", 1234567.89),
    ],
)
def test_figures_of_the_document_are_read_as_printed(printed: str, value: float) -> None:
    assert parsed(printed) == value


@pytest.mark.parametrize("space", [" ", NO_BREAK, THIN, NARROW_NO_BREAK])
def test_every_space_that_typesetters_use_parts_thousands(space: str) -> None:
    assert parsed(f"-102{space}081") == -102081.0


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_hyphen_minus_sign_and_dash_all_mean_minus(minus: str) -> None:
    assert parsed(f"{minus}1,4") == -1.4


@pytest.mark.parametrize("text", ["3.16", "1,234.5", "1.234,5", "359.4"])
def test_decimal_point_is_rejected(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize(
    "text", ["12 34", "1234 567", "1  234", "5 %", ">70", "+5", ",5", "5,", "1,2,3", "--1", "1-2", "e3", "NaN", "inf"]
)
def test_what_is_no_swedish_number_is_rejected(text: str) -> None:
    assert parsed(text) is None


def test_missing_stays_missing() -> None:
    assert parsed(None) is None


@pytest.mark.parametrize(
    ("printed", "decimals"), [("49", 0), ("359,4", 1), ("3,16", 2), ("99,9995", 4), ("93,0", 1), ("-1 003", 0)]
)
def test_decimals_are_counted_as_printed(printed: str, decimals: int) -> None:
    assert pl.select(count_decimals(pl.lit(printed))).item() == decimals


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, float]:
    """A figure in Swedish notation, and its value."""
    decimals = draw(st.integers(0, 4))
    steps = draw(st.integers(-(10**12), 10**12))
    space, minus = draw(st.sampled_from([" ", NO_BREAK, THIN, NARROW_NO_BREAK, ""])), draw(st.sampled_from("-−–"))
    text = f"{abs(steps) / 10**decimals:,.{decimals}f}".replace(",", space).replace(".", ",")
    return (minus if steps < 0 else "") + text, float(f"{steps / 10**decimals:.{decimals}f}")


@given(printed_figures())
def test_a_figure_survives_being_printed_and_read(figure: tuple[str, float]) -> None:
    printed, value = figure
    assert parsed(printed) == pytest.approx(value, rel=1e-15, abs=0)


@given(printed_figures())
def test_decimals_count_what_stands_after_the_comma(figure: tuple[str, float]) -> None:
    printed, _ = figure
    assert pl.select(count_decimals(pl.lit(printed))).item() == len(printed.partition(",")[2])


@given(st.text(alphabet="0123456789 ,.-−–+%>e" + NO_BREAK + THIN + NARROW_NO_BREAK, max_size=12))
def test_a_text_is_read_exactly_when_it_is_a_printed_number(text: str) -> None:
    recognised = pl.select(is_printed_number(pl.lit(text))).item()
    assert recognised == (parsed(text) is not None)
