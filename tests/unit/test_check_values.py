"""Figures that cannot be what they say: range, decimal sign, minus, year and direction, on both sides of each limit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import Row, cell, figure, frame, told

from analysis.judge.checks.dates import check_dates
from analysis.judge.checks.directions import check_directions
from analysis.judge.checks.finding import Finding
from analysis.judge.checks.levels_of_year import check_levels_of_year
from analysis.judge.checks.ranges import check_ranges, check_signs

NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
PERCENT = {"unit": "percent", "symbol": "%", "scale": "hundra"}


def year(when: int, value: float, **other: object) -> Row:
    """One percentage of a year."""
    span = {"period_start": date(when, 1, 1), "period_end": date(when, 12, 31)}
    return figure(value, **{**PERCENT, **span, **other})


def ranged(*rows: Row) -> list[Finding]:
    return list(check_ranges(frame(*rows)))


def found(*rows: Row) -> list[tuple[str, str, str]]:
    return [(each.rule, each.printed, each.other) for each in ranged(*rows)]


# ---- beyond the range ----


def test_a_digit_too_many_in_both_places_is_told_once_with_all_that_speaks_against_it() -> None:
    rows = [year(2015, 90, place="Året före"), year(2016, 920, place="Tabell", file_row=7)]
    rows = [row | {"minimum": 0.0, "maximum": 100.0} for row in (*rows, year(2016, 920, place="Text"))]
    assert told(ranged(*rows)) == [
        {
            "document": "d",
            "kind": "value",
            "severity": "warning",
            "rule": "range",
            "subject": "Talet, KLK 2016",
            "printed": "920",
            "other": "100 %",
            "message": "Talet, KLK 2016 är 920 %, men indikatorn kan inte vara över 100 % och det är ungefär tio "
            "gånger värdet för 2015, 90 %. Kontrollera siffrorna och decimaltecknet.",
            "place": "Tabell",
            "other_place": "Text; Året före",
            "file": "f.csv",
            "file_row": 7,
        }
    ]


@pytest.mark.parametrize(
    ("value", "low", "high", "right"),
    [(100, 0, 100, True), (100.1, 0, 100, False), (0, 0, 100, True), (-1, 0, 100, False), (920, None, None, True)],
)
def test_the_ends_of_a_range_belong_to_it_and_nothing_is_assumed_of_others(
    value: float, low: float | None, high: float | None, right: bool
) -> None:
    assert (found(year(2016, value, minimum=low, maximum=high)) == []) is right


def test_what_lies_below_is_told_so() -> None:
    (one,) = ranged(year(2016, 0.5, minimum=1.0, printed_decimals=1))
    assert one.message == (
        "Talet, KLK 2016 är 0,5 %, men indikatorn kan inte vara under 1 %. Kontrollera siffrorna och decimaltecknet."
    )


def test_a_target_is_told_as_one_and_a_change_may_be_anything() -> None:
    (one,) = ranged(year(2016, 750, measure="target", operator="≥", maximum=100.0))
    assert one.message.startswith("Målet 2016 för Talet, KLK är ≥750 %, men indikatorn kan inte vara över 100 %.")
    assert found(year(2016, -20, measure="change", minimum=0.0)) == []
    assert found(year(2016, 920, doubted="yes", maximum=100.0)) == []


# ---- ten times, or a tenth ----


def test_ten_times_all_others_is_told_and_a_tenth_too() -> None:
    tenths = {"printed_decimals": 1}
    rows = [year(2014, 4.4, **tenths), year(2015, 41.0, **tenths), year(2016, 4.2, **tenths)]
    (one,) = ranged(*rows)
    assert one.message == (
        "Talet, KLK 2015 är 41,0 %, men det är ungefär tio gånger värdet för 2014, 4,4 %. "
        "Kontrollera siffrorna och decimaltecknet."
    )
    (one,) = ranged(year(2014, 44), year(2015, 4.1, **tenths), year(2016, 42))
    assert "ungefär en tiondel av värdet för 2014, 44 %" in one.message


@pytest.mark.parametrize(
    ("values", "slipped"),
    [
        ((4, 40, 5), True),
        ((4, 33, 4), True),
        ((4, 31, 4), False),  # less than eight times
        ((4, 50, 4), True),
        ((4, 51, 4), False),  # more than twelve and a half
        ((4, 40, 11), False),  # the series itself swings
        ((4, 5, 40, 6, 4), False),
        ((4, 40), True),  # the same digits
        ((4, 41), True),  # of a rate; a note, for two figures alone may differ so
        ((90, 920), True),  # but hardly on both sides of all there is
        ((9, 92), True),
        ((110, 1220), True),
        ((4, 52), False),
        ((40, 4), True),
        ((40, 4, -4), False),
        ((0, 40, 0), False),
    ],
)
def test_which_figures_have_slipped(values: tuple[float, ...], slipped: bool) -> None:
    assert bool(found(*(year(2014 + at, value) for at, value in enumerate(values)))) is slipped


def test_of_two_figures_with_the_same_digits_the_later_is_looked_at() -> None:
    assert found(year(2015, 3.1, printed_decimals=1), year(2016, 31)) == [("tenfold", "31", "3,1 %")]


def test_few_things_may_well_become_ten_times_as_many() -> None:
    pieces = {"unit": "count", "symbol": "st", "scale": None}
    assert found(*(year(2014 + at, value, **pieces) for at, value in enumerate((9, 90, 9)))) == []
    assert found(*(year(2014 + at, value, **pieces) for at, value in enumerate((12, 120, 12)))) != []


PIECES = {"unit": "count", "symbol": "st", "scale": None}
MONEY = {"unit": "tkr", "symbol": "tkr", "scale": "kr", "factor": 1e3}


@pytest.mark.parametrize(
    ("values", "other", "severity"),
    [
        ((52000, 5100, 48000), PIECES, "note"),  # visitors may stay away for a year
        ((52000, 5200, 48000), PIECES, "warning"),  # the same digits
        ((1000, 12000, 1200), MONEY, "note"),
        ((9, 95, 97), {}, "note"),  # what is rolled out begins from little
        ((95, 9, 97), {}, "warning"),
        ((97, 95, 9), {}, "warning"),
        ((9, 8, 91), {}, "warning"),
        ((9, 95, 97), {"minimum": 50.0}, "warning"),
    ],
)
def test_what_may_have_become_so_by_itself_is_a_note(values: tuple[float, ...], other: Row, severity: str) -> None:
    (one,) = ranged(*(year(2014 + at, value, **other) for at, value in enumerate(values)))
    assert one.severity == severity


def test_a_share_and_a_wrong_unit_are_a_hundred_and_a_thousand_times_off() -> None:
    (one,) = ranged(year(2014, 81), year(2015, 82), year(2016, 0.83, printed_decimals=2))
    assert (one.severity, one.rule) == ("warning", "tenfold")
    assert one.message == (
        "Talet, KLK 2016 är 0,83 %, men det är ungefär en hundradel av värdet för 2015, 82 %. "
        "Är talet tryckt som andel och inte i procent?"
    )
    mnkr = MONEY | {"unit": "mnkr", "symbol": "mnkr", "factor": 1e6}
    (one,) = ranged(year(2014, 1200, **MONEY), year(2015, 1250, **MONEY), year(2016, 1300, **mnkr))
    assert (one.severity, one.message) == (
        "warning",
        f"Talet, KLK 2016 är 1{NO_BREAK}300 mnkr, men det är ungefär tusen gånger värdet för 2015, 1{NO_BREAK}250 tkr. "
        "Kontrollera enheten.",
    )
    (one,) = ranged(year(2014, 0.81, printed_decimals=2), year(2015, 0.82, printed_decimals=2), year(2016, 83))
    assert "ungefär hundra gånger värdet för 2015, 0,82 %. Kontrollera siffrorna" in one.message
    assert ranged(year(2014, 81), year(2015, 82), year(2016, 0.5, printed_decimals=1)) == []


def test_units_are_brought_together_first() -> None:
    money = {"scale": "kr", "unit": "tkr", "symbol": "tkr", "factor": 1e3}
    mnkr = money | {"unit": "mnkr", "symbol": "mnkr", "factor": 1e6, "printed_decimals": 1}
    assert found(year(2014, 1200, **money), year(2015, 1.3, **mnkr), year(2016, 1250, **money)) == []
    assert found(year(2014, 1200, **money), year(2015, 13.0, **mnkr), year(2016, 1250, **money)) == [
        ("tenfold", "13,0", f"1{NO_BREAK}200 tkr")
    ]
    # Of two units with no common ground nothing is known.
    assert found(year(2014, 4), year(2015, 40, unit="count", scale=None), year(2016, 4)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"organisation": "KS"},
        {"sex": "K"},
        {"measure": "target"},
        {"indicator": "j"},
        {"period_start": date(2015, 10, 1)},
        {"operator": "<"},
        {"measured_anew": [date(2015, 1, 1), date(2016, 1, 1)]},
    ],
)
def test_only_like_figures_are_neighbours(other: Row) -> None:
    assert found(year(2014, 4.1), year(2015, 42) | other, year(2016, 4.3)) == []


@given(st.lists(st.floats(30, 100), min_size=1, max_size=6), st.integers(0, 2))
def test_a_series_within_its_range_that_moves_less_than_eightfold_is_never_accused(
    values: list[float], decimals: int
) -> None:
    rows = [
        year(2010 + at, round(value, decimals), minimum=0.0, maximum=100.0, printed_decimals=decimals)
        for at, value in enumerate(values)
    ]
    assert ranged(*rows) == list(check_signs(frame(*rows))) == []


@given(st.lists(st.integers(41, 99), min_size=3, max_size=6), st.data())
def test_a_digit_too_many_is_always_found(values: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    rows = [year(2010 + each, value * (10 if each == at else 1), maximum=100.0) for each, value in enumerate(values)]
    assert [one.printed for one in ranged(*rows)] == [str(values[at] * 10)]


@given(st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=6))
def test_a_series_below_zero_is_told_of_as_one_above(values: list[float]) -> None:
    above, below = ([year(2010 + at, sign * value) for at, value in enumerate(values)] for sign in (1, -1))
    assert [one.subject for one in ranged(*above)] == [one.subject for one in ranged(*below)]


def test_a_digit_too_many_is_found_below_zero_too() -> None:
    (one,) = ranged(year(2014, -4.9), year(2015, -5.3), year(2016, -52), year(2017, -5.0))
    assert (one.rule, one.printed) == ("tenfold", "\N{MINUS SIGN}52")


# ---- a minus too many ----


def test_a_minus_that_nothing_else_has_is_told() -> None:
    (one,) = check_signs(frame(year(2014, 4), year(2015, 5), year(2016, -5)))
    assert (one.rule, one.printed, one.other) == ("sign", "\N{MINUS SIGN}5", "5 %")
    assert one.message == (
        "Talet, KLK 2016 är \N{MINUS SIGN}5 %, men alla andra värden i serien är större än noll, till exempel 5 % för "
        "2015. Kontrollera tecknet."
    )


@pytest.mark.parametrize(
    ("values", "told_of"),
    [
        ((4, -4), False),  # one other says nothing of a series
        ((4, 5, -4), True),
        ((4, -5, -4), True),  # the only one without a minus
        ((-5.1, -4.9, -5.3, -5.0, 5.2), True),
        ((-4, -5, 0, 4), False),
        ((4, 5, 0, -4), False),
        ((4, 5, -1), False),  # a small deficit after two small surpluses
        ((4, 5, -2), False),
        ((4, 5, -3.3), True),
        ((4, 5, -11), False),
    ],
)
def test_which_minus_signs_are_too_many(values: tuple[float, ...], told_of: bool) -> None:
    rows = [year(2012 + at, value) for at, value in enumerate(values)]
    assert bool(list(check_signs(frame(*rows)))) is told_of
    mirrored = [row | {"value": -row["value"]} for row in rows]
    assert bool(list(check_signs(frame(*mirrored)))) is told_of
    changes = [row | {"measure": "change"} for row in rows]
    assert not list(check_signs(frame(*changes)))


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ((2.1, 1.8, 1.9, -1.9), "warning"),
        ((2.1, 1.8, 0.5, -1.2), "note"),  # it falls, and may have passed zero
        ((-1.2, 0.5, 1.8, 2.1), "note"),
        ((4.4, -4.5, 4.6), "warning"),
    ],
)
def test_what_falls_past_zero_is_a_note(values: tuple[float, ...], severity: str) -> None:
    (one,) = check_signs(frame(*(year(2012 + at, value) for at, value in enumerate(values))))
    assert one.severity == severity


@pytest.mark.parametrize(
    ("other", "told_of"),
    [
        (MONEY, False),  # a first deficit
        (MONEY | {"minimum": 0.0}, True),
        (MONEY | {"minimum": -500.0}, False),
        ({"minimum": -500.0}, False),
        ({}, True),
        (PIECES, True),
        ({"unit": "hours", "symbol": "tim", "scale": None}, True),
    ],
)
def test_a_result_may_be_the_first_below_zero(other: Row, told_of: bool) -> None:
    rows = [year(2014 + at, value, **other) for at, value in enumerate((400, 350, -310))]
    assert bool(list(check_signs(frame(*rows)))) is told_of


# ---- a part of a year beside the year ----


def part(months: int, value: float, **other: object) -> Row:
    end = date(2016, months, 30)
    return year(2016, value, period_start=date(2016, 1, 1), period_end=end, **{"period_type": "part_year"} | other)


@pytest.mark.parametrize(
    ("value", "whole", "told_of"),
    [
        (6.8, 66, True),
        (660, 66, True),
        (0.66, 66, True),
        (-6.6, 66, False),
        (20, 66, False),
        (66, 66, False),
        (0, 66, False),
    ],
)
def test_a_rate_of_a_part_is_no_tenth_of_that_of_the_year(value: float, whole: float, told_of: bool) -> None:
    rows = [part(8, value), year(2016, whole)]
    assert bool(list(check_levels_of_year(frame(*rows)))) is told_of
    assert bool(list(check_levels_of_year(frame(*rows[::-1])))) is told_of
    assert not list(check_levels_of_year(frame(*(row | PIECES for row in rows))))  # what grows with the year
    assert not list(check_levels_of_year(frame(part(8, value, operator="<"), rows[1])))
    assert not list(check_levels_of_year(frame(rows[0], year(2015, whole))))


def test_a_rate_of_a_part_is_told_with_that_of_its_year() -> None:
    (one,) = check_levels_of_year(frame(*[part(6, 6.8, document="e", printed_decimals=1)] * 2, year(2016, 66)))
    assert (one.rule, one.severity, one.printed, one.other, one.other_document) == (
        "tenfold",
        "warning",
        "6,8 %",
        "66 %",
        "d",
    )
    assert one.message == (
        "Talet, KLK jan.–juni 2016 är 6,8 %, men det är ungefär en tiondel av värdet för hela 2016, 66 %. "
        "Kontrollera siffrorna och decimaltecknet."
    )


# ---- a year typed wrong ----


def dates_of(*rows: Row) -> list[tuple[str, str]]:
    """What is said of figures of 2016's document."""
    return [(each.printed, each.message) for each in check_dates(frame(*rows), frame(cell(1, 5.0)))]


def of_years(*years: int, **other: object) -> list[tuple[str, str]]:
    return dates_of(*(year(when, 5.0, **other) for when in years))


@pytest.mark.parametrize(
    ("years", "wrong", "said"),
    [
        ((2014, 2015, 2006), "2006", "står ensamt bland 2014 och 2015, där 2016 saknas"),
        ((2014, 2015, 2061), "2061", "står ensamt bland 2014 och 2015, där 2016 saknas"),
        ((2013, 2041, 2015, 2016), "2041", "står ensamt bland 2013, 2015 och 2016, där 2014 saknas"),
        ((2004, 2015, 2016), "2004", "står ensamt bland 2015 och 2016, där 2014 saknas"),
        ((1995, 2005, 2015, 2016), None, ""),  # every tenth year
        ((2006, 2015, 2016), None, ""),  # ten years before
        ((2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016), None, ""),
        ((2006, 2008, 2010, 2012, 2014), None, ""),  # every second year
        ((2006,), None, ""),
        ((2006, 2015), None, ""),
        ((2009, 2015, 2016), None, ""),
        ((1916,), "1916", "är kanske 2016"),
        ((1990, 2015, 2016), None, ""),
    ],
)
def test_a_year_typed_wrong_leaves_a_gap_and_stands_apart(years: tuple[int, ...], wrong: str | None, said: str) -> None:
    found = [each for each in of_years(*years) if "tryckt som utfall" not in each[1]]
    assert found == ([(wrong, f"Talet, KLK {wrong} {said}. Kontrollera årtalet.")] if wrong else [])


def test_the_year_of_a_base_is_not_one_typed_wrong() -> None:
    rows = [year(2015, 61.0), year(2014, 58.0)]
    assert len(dates_of(*rows, year(2006, 59.0))) == 1
    assert dates_of(*rows, year(2006, 100.0)) == []


@pytest.mark.parametrize(
    ("measure", "end", "right"),
    [
        ("outcome", date(2017, 6, 30), True),  # half a year after
        ("outcome", date(2017, 7, 31), False),
        ("target", date(2045, 12, 31), True),
        ("forecast", date(2035, 12, 31), True),
        ("budget", date(2026, 12, 31), True),
    ],
)
def test_only_what_is_expected_lies_ahead(measure: str, end: date, right: bool) -> None:
    ahead = year(2016, 5.0, measure=measure, period_end=end, period_start=end.replace(day=1), period_type="month")
    found = dates_of(year(2016, 5.0), ahead)
    assert (found == []) is right
    if found:
        text = "Talet, KLK juli 2017 är tryckt som utfall, men dokumentet gäller 2016. Kontrollera årtalet."
        assert found == [("juli 2017", text)]


def test_the_columns_of_an_amount_are_years_in_a_row() -> None:
    old = cell(1, 5.0, period_start=date(1996, 1, 1), period_end=date(1996, 12, 31))
    assert not list(check_dates(frame(year(2016, 5.0)), frame(old)))
    old = cell(1, 5.0, period_start=date(1995, 1, 1), period_end=date(1995, 12, 31))
    assert not list(check_dates(frame(year(2016, 5.0)), frame(old, cell(1, 6.0))))
    old = cell(1, 5.0, period_start=date(2005, 1, 1), period_end=date(2005, 12, 31))
    (one,) = check_dates(frame(year(2016, 5.0)), frame(old, cell(1, 6.0, "budget")))
    assert (one.rule, one.subject, one.printed, one.other) == ("period", "Rad 1, KLK", "2005", "2015")
    assert one.message == "Rad 1, KLK 2005 står ensamt bredvid 2016, där 2015 saknas. Kontrollera årtalet."


# ---- a target that goes the wrong way ----


@pytest.mark.parametrize(
    ("operator", "direction", "right"),
    [
        ("≤", "higher", False),
        ("<", "higher", False),
        ("≥", "lower", False),
        (">", "lower", False),
        ("≤", "lower", True),
        ("≥", "higher", True),
        ("≈", "higher", True),
        (None, "lower", True),
        ("≤", "none", True),
    ],
)
def test_a_limit_against_the_direction_of_its_indicator(operator: str | None, direction: str, right: bool) -> None:
    row = year(2016, 75, measure="target", operator=operator, direction=direction)
    assert (not list(check_directions(frame(row)))) is right
    assert not list(check_directions(frame(row | {"measure": "outcome"})))


def test_such_a_target_is_told_with_what_to_do() -> None:
    row = year(2016, 75, measure="target", operator="≤", direction="higher", file="targets.csv", file_row=9)
    (one,) = check_directions(frame(row))
    assert (one.kind, one.severity, one.file, one.file_row) == ("assessment", "warning", "targets.csv", 9)
    assert one.message == (
        "Målet 2016 för Talet, KLK är ≤75 %, men för indikatorn står att högre är bättre: målet går åt fel håll. Rätta "
        "tecknet på målet eller indikatorns riktning (direction i indicators.csv)."
    )


def test_targets_that_fall_from_year_to_year_are_no_limits() -> None:
    rows = [year(2016 + at, 80 - at, measure="target", direction="higher") for at in range(4)]
    assert not list(check_directions(frame(*rows)))
