"""Frames that an analyst shows: numbers, days and headings the way of the language, nothing cut, no digit lost."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.table import Figure, Kind, Table
from analysis.present.foreign.frame_column import FrameColumn
from analysis.present.foreign.frame_table import MOST_ROWS, frame_table, heading_of
from analysis.words.current_language import ENGLISH, speaking
from analysis.words.mixed_language import runs_of
from analysis.words.numbers import digits

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def column(values: list[Any], **options: Any) -> tuple[Kind, list[Figure], list[str]]:  # noqa: ANN401 - any values
    return first(frame_table(pl.DataFrame({"x": pl.Series(values, **options)})))


def first(table: Table) -> tuple[Kind, list[Figure], list[str]]:
    figures = [row.figures[0] for row in table.rows]
    return table.columns[0].kind, figures, [cell_words(row.words[0]) for row in table.rows]


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def test_figures_keep_their_decimals_and_are_written_the_swedish_way() -> None:
    assert column([4.4, 12345.0, None]) == (Kind.NUMBER, ["4.4", "12345.0", None], ["4,4", f"12{THIN}345,0", ""])
    assert column([-3, 93234]) == (Kind.WHOLE, [-3, 93234], [f"{MINUS}3", f"93{THIN}234"])


def test_years_have_no_thousands() -> None:
    assert column([2015, 2016])[2] == ["2015", "2016"]
    assert column([2015, 93234])[2] == [f"2{THIN}015", f"93{THIN}234"]


def test_whole_numbers_among_floats_have_no_decimals_of_their_own() -> None:
    assert column([1.0, 2.0]) == (Kind.NUMBER, ["1", "2"], ["1", "2"])


def test_computed_numbers_are_shown_with_what_tells_them_apart_and_kept_whole() -> None:
    assert column([1 / 3, 2 / 3]) == (Kind.NUMBER, ["0.3333333333333333", "0.6666666666666666"], ["0,33", "0,67"])
    assert column([1 / 3, 0.3331])[2] == ["0,3333", "0,3331"]
    assert column([1 / 3, 0.00001])[2] == ["0,33333", "0,00001"]


def test_the_noise_of_a_computation_tells_nothing_apart() -> None:
    assert column([0.1 + 0.2, 0.3])[1:] == (["0.30000000000000004", "0.3"], ["0,3", "0,3"])


def test_exact_numbers_are_shown_as_they_are_printed() -> None:
    assert column([Decimal("3.10"), Decimal("2.50")])[1:] == (["3.10", "2.50"], ["3,10", "2,50"])


def test_what_is_no_number_is_missing_and_what_is_beyond_numbers_is_said() -> None:
    assert column([float("nan"), float("inf"), 1.5])[1:] == ([None, None, "1.5"], ["", "∞", "1,5"])
    assert column([1e300])[2] == ["1e+300"]


def test_days_moments_and_truth_are_written_in_words() -> None:
    assert column([date(2016, 12, 31)]) == (Kind.DAY, ["2016-12-31"], ["31 december 2016"])
    assert column([datetime(2016, 12, 31)]) == (Kind.DAY, ["2016-12-31"], ["31 december 2016"])
    moments = column([datetime(2016, 12, 31, 6, 30), None])
    assert moments == (Kind.TEXT, ["2016-12-31 06:30:00", None], ["31 december 2016 kl. 06.30", ""])
    assert column([True, False, None]) == (Kind.TRUTH, ["true", "false", None], ["ja", "nej", ""])


def test_lists_are_told_one_by_one() -> None:
    assert column([["a", "b"], [], None]) == (Kind.LIST, ['["a", "b"]', "[]", None], ["a, b", "", ""])
    assert column([[1.5, 2.0]])[2] == ["1,5; 2"]


def test_what_has_no_kind_of_its_own_is_told_in_words() -> None:
    assert column([{"a": 1, "b": "x"}]) == (Kind.TEXT, ['{"a": 1, "b": "x"}'], ["a: 1, b: x"])
    assert column([timedelta(hours=30), timedelta(seconds=-90)])[2] == ["30:00:00", "-0:01:30"]
    assert column(["x", "y"], dtype=pl.Categorical)[:2] == (Kind.TEXT, ["x", "y"])
    assert column([b"ab"])[2] == ["61 62"]


def test_long_texts_and_lines_are_whole() -> None:
    text = "Ett långt ord " * 500 + "\nand another line"
    table = frame_table(pl.DataFrame({"n": ["x"], "text": [text]}))
    assert table.rows[0].figures == ("x", text)
    assert cell_words(table.rows[0].words[1]) == text
    assert [shown.look for shown in table.layout] == ["row", "wide"]
    assert table.form == "cards"


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        *((pl.Int8, Kind.WHOLE), (pl.Float64, Kind.NUMBER), (pl.Boolean, Kind.TRUTH), (pl.Date, Kind.DAY)),
        *((pl.List(pl.Int64), Kind.LIST), (pl.String, Kind.TEXT), (pl.Null, Kind.TEXT)),
    ],
)
def test_an_empty_column_has_the_kind_of_its_type(dtype: Any, kind: Kind) -> None:  # noqa: ANN401 - types of Polars
    assert frame_table(pl.DataFrame({"x": pl.Series([], dtype=dtype)})).columns[0].kind is kind
    assert frame_table(pl.DataFrame({"x": pl.Series([None], dtype=dtype)})).columns[0].kind is kind


def test_columns_of_ours_have_swedish_headings_and_others_their_own() -> None:
    frame = pl.DataFrame(
        {name: [1] for name in ("label", "outcome", "assessment_computed", "target_unit", "min_kolumn")}
    )
    assert headings(frame_table(frame)) == [*("Namn", "Utfall", "Bedömning, beräknad", "Målnivå, enhet", "min_kolumn")]
    with speaking(ENGLISH):
        assert headings(frame_table(frame))[1] == "Outcome"


def test_headings_are_unique_and_what_is_half_ours_is_left_as_it_is() -> None:
    assert headings(frame_table(pl.DataFrame({"name": ["a"], "label": ["b"]}))) == ["Namn", "Namn (2)"]
    assert [heading_of(name) for name in ("weight_unit", "_unit", "unit", "x")] == [
        "weight_unit",
        "_unit",
        "Enhet",
        "x",
    ]


def test_texts_of_the_data_are_swedish_in_an_english_report() -> None:
    with speaking(ENGLISH):
        table = frame_table(pl.DataFrame({"name": ["Skola"], "value": [4.4]}))
    assert runs_of(table.rows[0].words[0][0].words) == (("Skola", "sv"),)  # type: ignore[union-attr]
    assert [column.language for column in table.columns] == ["sv", ""]
    assert cell_words(table.rows[0].words[1]) == "4.4"


def test_of_a_long_frame_it_is_said_how_much_is_left_out() -> None:
    table = frame_table(pl.DataFrame({"x": range(MOST_ROWS + 234)}))
    assert len(table.rows) == MOST_ROWS
    assert table.notes == (f"Här står de första 1{THIN}000 av 1{THIN}234 rader.",)
    assert frame_table(pl.DataFrame({"x": range(MOST_ROWS)})).notes == ()


def test_a_series_is_a_table_of_one_column_and_words_are_kept() -> None:
    table = frame_table(pl.Series("outcome", [1.5]), "Rubrik", "Läs så här.", "Källa: egen.")
    assert (headings(table), table.heading, table.lead, table.source) == (
        *(["Utfall"], "Rubrik", "Läs så här.", "Källa: egen."),
    )
    assert frame_table(pl.DataFrame({"x": [1]})).heading == "Tabell"


def test_a_frame_without_columns_is_a_table_without_any() -> None:
    assert frame_table(pl.DataFrame()).rows == ()


def test_frames_of_pandas_are_told_in_the_same_way() -> None:
    frame = pd.DataFrame(
        {
            "label": ["a", None],
            "whole": pd.array([1, None], dtype="Int64"),
            "outcome": [1.5, float("nan")],
            "day": pd.to_datetime(["2016-12-31", None]),
            "kind": pd.Categorical(["x", "y"]),
            "truth": [True, False],
        },
    )
    table = frame_table(frame)
    assert headings(table) == ["Namn", "whole", "Utfall", "day", "Slag", "truth"]
    assert [column.kind for column in table.columns] == [
        *(Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.DAY, Kind.TEXT, Kind.TRUTH)
    ]
    assert table.rows[0].figures == ("a", 1, "1.5", "2016-12-31", "x", "true")
    assert table.rows[1].figures == (None, None, None, None, "y", "false")


def test_what_names_the_rows_of_pandas_is_kept() -> None:
    frame = pd.DataFrame({"goal": ["a", "a", "b"], "year": [2015, 2016, 2015], "value": [1.0, 2.0, 3.5]})
    assert headings(frame_table(frame)) == ["Mål", "År", "Värde"]
    table = frame_table(frame.groupby(["goal", "year"]).sum())
    assert headings(table) == ["Mål", "År", "Värde"]
    assert table.rows[1].figures == ("a", 2016, "2.0")
    wide = frame_table(frame.pivot_table(index="goal", columns="year", values=["value"]))
    assert headings(wide) == ["Mål", "Värde 2015", "Värde 2016"]
    assert wide.rows[1].figures == ("b", "3.5", None)
    assert headings(frame_table(frame["value"])) == ["Värde"]


def test_columns_of_the_same_name_and_moments_with_a_zone_are_told() -> None:
    twice = frame_table(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert (headings(twice), twice.rows[0].figures) == (["a", "a (2)"], (1, 2))
    at = datetime(2016, 12, 31, 6, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert first(frame_table(pd.DataFrame({"t": [at]})))[2] == ["31 december 2016 kl. 06.30"]


def test_a_long_frame_of_pandas_is_cut_in_the_same_way() -> None:
    table = frame_table(pd.DataFrame({"x": range(MOST_ROWS + 1)}))
    assert (len(table.rows), len(table.notes)) == (MOST_ROWS, 1)


@given(FLOATS, st.integers(0, 8))
def test_digits_give_the_same_number_back(value: float, decimals: int) -> None:
    written = digits(value, decimals)
    assert written is not None
    assert float(written) == value
    assert set(written) <= set("-.0123456789")
    assert len(written.partition(".")[2]) >= decimals


@given(st.lists(FLOATS | st.none(), min_size=1, max_size=30))
def test_every_figure_of_a_frame_is_there_and_every_word_is_near_it(values: list[float | None]) -> None:
    known = FrameColumn("x", values, Kind.NUMBER)
    for place, value in enumerate(values):
        figure, words = known.figure(place), known.words(place)
        if value is None:
            assert (figure, words) == (None, "")
            continue
        assert float(str(figure)) == value
        shown = float(words.replace(THIN, "").replace(MINUS, "-").replace(",", "."))
        assert shown == pytest.approx(value, rel=1e-11, abs=0.5 * 10.0**-known.decimals * (1 + 1e-9))


@given(st.lists(st.integers(-(10**9), 10**9).map(lambda number: number / 10_000), min_size=2, unique=True))
def test_different_numbers_never_look_alike(values: list[float]) -> None:
    known = FrameColumn("x", values)
    assert len({known.words(place) for place in range(len(values))}) == len(values)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), min_size=1))
def test_no_text_is_cut(values: list[str]) -> None:
    assert column(values)[1:] == (values, values)
