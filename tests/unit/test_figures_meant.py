"""Which printed figures a goal is judged by: rows made up for the question, and laws over any of them."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.judge.facts import Facts
from analysis.judge.goals import judge_goals
from analysis.judge.periods import Apart, Period, alike, apart, is_part_of_year
from analysis.judge.plans import judge_plans

GOAL_LINE = 100
Row = dict[str, Any]
YEARLY = "2016"


def days(when: str) -> tuple[date, date]:
    """A year, or two days with a slash between."""
    start, end = when.split("/") if "/" in when else (f"{when}-01-01", f"{when}-12-31")
    return date.fromisoformat(start), date.fromisoformat(end)


def yardstick(**other: object) -> Row:
    row: Row = {"document": "d", "goal": "g", "measure_no": 1, "indicator": "i", "measured_for": "KLK"}
    row |= {"organisation": "KLK", "year": 2016, "first_day": date(2016, 1, 1), "last_day": date(2016, 12, 31)}
    row |= {"source_line": GOAL_LINE, "indicator_unit": "percent", "direction": "higher", "tolerance": 5.0}
    row |= {"tolerance_kind": "relative", "lag_years": 0, "third_answer": False, "trend_scale": "value"}
    return row | other


def figure(value: float, when: str = YEARLY, line: int = GOAL_LINE, place: str = "p", **other: object) -> Row:
    start, end = days(when)
    row: Row = {"document": "d", "indicator": "i", "organisation": "KLK", "sex": "T", "measure": "outcome"}
    row |= {"period_type": "year", "period_start": start, "period_end": end, "operator": None, "value": value}
    row |= {"decimals": 0, "missing": None, "unit": "percent", "symbol": "%", "compared_to": None, "doubted": None}
    row |= {"preliminary": None, "place": place, "source_line": line, "file": "o.csv", "file_row": 2}
    return row | {"document_end": date(2016, 12, 31), "unit_kind": "level", "of_goal": False} | other


def target(value: float | None, when: str = YEARLY, **other: object) -> Row:
    start, end = days(when)
    row: Row = {"document": "d", "goal": "g", "organisation": "KLK", "year": end.year, "operator": None, "value": value}
    row |= {"yardstick": 1, "set_by": "KLK", "kind": "level", "upper": None, "words": None}
    row |= {"period_start": start, "period_end": end, "decimals": 0, "missing": None, "unit": "percent", "symbol": "%"}
    return row | {"doubted": None, "place": "p", "source_line": 1, "file": "t.csv", "file_row": 2} | other


UNITS = [("percent", None, None), ("tkr", "kr", 1000.0), ("mnkr", "kr", 1_000_000.0), ("count", None, None)]


def facts_of(*rows: Row, about: Row | None = None, breaks: tuple[date, ...] = ()) -> Facts:
    figures = [row for row in rows if "sex" in row]
    return Facts(
        pl.DataFrame([about or yardstick()]),
        pl.DataFrame(figures or [figure(0.0)], infer_schema_length=None).head(len(figures)),
        pl.DataFrame([row for row in rows if "goal" in row] or [target(0.0)]).head(len(rows) - len(figures)),
        pl.DataFrame({"indicator": ["i"] * len(breaks), "from_date": breaks}, schema_overrides={"from_date": pl.Date}),
        pl.DataFrame(UNITS, schema={"unit": pl.String, "scale_of": pl.String, "factor": pl.Float64}, orient="row"),
    )


def judged(*rows: Row, about: Row | None = None, breaks: tuple[date, ...] = ()) -> Row:
    """Judge one goal by figures and targets."""
    return judge_goals(facts_of(*rows, about=about, breaks=breaks)).row(0, named=True)


# ---- the outcome ----


@pytest.mark.parametrize(
    ("lines", "nearest"),
    [
        ((10, 90), 90),  # the last one before the goal, not the first of the document
        ((110, 500), 110),  # the first one after the goal, not the last of the document
        ((80, 110), 110),  # a little after goes before further ahead
        ((90, 120), 90),  # and a little ahead before further after
    ],
)
@pytest.mark.parametrize("places", [("a", "b"), ("b", "a")])
def test_the_outcome_is_the_one_that_stands_nearest_to_the_goal(
    lines: tuple[int, int], nearest: int, places: tuple[str, str]
) -> None:
    rows = [figure(float(line), line=line, place=place) for line, place in zip(lines, places, strict=True)]
    assert judged(*rows)["outcome"] == nearest


def test_a_doubted_figure_is_the_outcome_only_where_there_is_no_other() -> None:
    doubted = figure(1.0, doubted="yes")
    assert judged(doubted)["outcome"] == 1.0
    assert judged(doubted, figure(2.0, line=900))["outcome"] == 2.0


@pytest.mark.parametrize("first", [0, 1])
def test_a_preliminary_figure_is_the_outcome_only_where_there_is_no_final_one(first: int) -> None:
    rows = [figure(88.0, preliminary="yes", line=90), figure(85.0, line=95)]
    assert judged(*rows[first:], *rows[:first])["outcome"] == 85.0
    assert judged(rows[0])["outcome"] == 88.0


@pytest.mark.parametrize(
    ("outcome", "told", "verdict"),
    [(56999, (5.002, 3), "worse"), (57000, (5.0, 1), "near"), (57001, (4.998, 3), "near"), (50000, (16.7, 1), "worse")],
)
def test_a_share_is_told_on_its_own_side_of_what_is_near(outcome: int, told: tuple[float, int], verdict: str) -> None:
    unit: Row = {"unit": "count", "symbol": "st", "unit_kind": "count"}
    found = judged(figure(outcome, **unit), target(60000, **unit), about=yardstick(indicator_unit="count"))
    assert (found["distance"], found["distance_decimals"]) == told
    assert found["assessment_computed"] == verdict


@pytest.mark.parametrize(
    ("others", "meant"),
    [
        (["2016-12-01/2016-12-31"], YEARLY),
        (["2016-10-01/2016-12-31"], YEARLY),
        (["2016-12-31/2016-12-31"], YEARLY),
        (["2015-11-01/2016-10-31"], YEARLY),
        (["2017"], YEARLY),
        (["2015"], YEARLY),
    ],
)
def test_a_figure_for_the_year_goes_before_any_other(others: list[str], meant: str) -> None:
    rows = [figure(1.0, when) for when in others]
    assert judged(*rows, figure(2.0, meant, line=5000))["outcome"] == 2.0


def test_without_one_for_the_year_what_covers_a_whole_goes_before_a_part() -> None:
    rows = [figure(1.0, "2016-11-01/2016-11-30"), figure(2.0, "2015-11-01/2016-10-31")]
    assert judged(*rows)["outcome"] == 2.0
    assert judged(*rows[:1])["outcome"] == 1.0


def test_figures_of_another_document_are_no_outcome() -> None:
    assert judged(figure(1.0, document="e"))["outcome"] is None


# ---- the earlier value ----


@pytest.mark.parametrize("places", [("a", "b"), ("b", "a")])
def test_the_earlier_value_and_the_printed_change_stand_nearest_to_the_goal_too(places: tuple[str, str]) -> None:
    rows = [figure(50.0, place="c")]
    for value, line, place in ((40.0, 95, places[0]), (30.0, 20, places[1])):
        rows += [figure(value, "2015", line, place), figure(value / 10, YEARLY, line, place, measure="change")]
    row = judged(*rows)
    assert (row["previous_outcome"], row["printed_change"]) == (40.0, 4.0)


@pytest.mark.parametrize(
    ("earlier", "arrow", "word"),
    [(2015, "better", "increased"), (2014, None, "increased"), (2013, None, "increased")],
)
def test_an_arrow_says_what_happened_since_last_year_and_a_word_looks_further_back(
    earlier: int, arrow: str | None, word: str
) -> None:
    rows = figure(50.0), figure(40.0, str(earlier))
    found = [judged(*rows, about=yardstick(trend_scale=scale)) for scale in ("improvement", "value")]
    assert [row["trend_computed"] for row in found] == [arrow, word]


def test_the_latest_earlier_value_is_the_one_to_compare_with() -> None:
    rows = [figure(float(year), str(year)) for year in (2013, 2015, 2014)]
    assert judged(figure(50.0), *rows)["previous_outcome"] == 2015.0


@pytest.mark.parametrize(
    ("outcome", "earlier", "like"),
    [
        ("2016-01-01/2016-09-30", "2015-01-01/2015-09-30", True),
        ("2016-01-01/2016-09-30", "2015", False),
        ("2016-01-01/2016-09-30", "2015-01-01/2015-08-31", False),
        ("2016-02-01/2016-02-29", "2015-02-01/2015-02-28", True),
        ("2015-03-01/2016-02-29", "2014-03-01/2015-02-28", True),
        ("2015-03-01/2016-02-29", "2014-02-01/2015-01-31", False),
        ("2016-10-31/2016-10-31", "2015-10-31/2015-10-31", True),
        ("2016-10-31/2016-10-31", "2015-10-01/2015-10-31", False),
        ("2016-10-15/2016-10-15", "2015-10-14/2015-10-14", True),
        ("2016-10-31/2016-10-31", "2015-11-01/2015-11-01", True),
        ("2016-10-31/2016-10-31", "2015-10-01/2015-10-01", True),
        ("2016-10-31/2016-10-31", "2015-11-14/2015-11-14", True),
        ("2016-10-31/2016-10-31", "2015-11-15/2015-11-15", False),
        ("2016-01-03/2016-01-03", "2014-12-28/2014-12-28", True),
        ("2016-10-31/2016-10-31", "2015-10-01/2015-10-30", False),
        ("2016-01-02/2016-09-30", "2015-01-01/2015-09-30", False),
    ],
)
def test_like_is_compared_with_like(outcome: str, earlier: str, like: bool) -> None:
    row = judged(figure(50.0, outcome), figure(40.0, earlier))
    assert (row["previous_outcome"], row["trend_computed"]) == ((40.0, "increased") if like else (None, None))


@pytest.mark.parametrize(("day", "compared"), [(date(2016, 1, 1), False), (date(2015, 12, 31), True)])
def test_nothing_from_before_a_change_of_method_is_compared(day: date, compared: bool) -> None:
    row = judged(figure(50.0), figure(40.0, "2015"), breaks=(day,))
    assert (row["previous_outcome"] == 40.0) is compared


def test_the_nearest_day_of_the_year_before_is_the_one_to_compare_with() -> None:
    rows = [figure(float(day), f"2015-10-{day}/2015-10-{day}") for day in (10, 16, 30)]
    older = figure(1.0, "2014-10-15/2014-10-15")
    row = judged(figure(50.0, "2016-10-15/2016-10-15"), older, *rows)
    assert row["previous_outcome"] == 16.0


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2014-12-28", "2016-01-03", Apart(1, 6)),
        ("2015-01-03", "2015-12-28", Apart(1, 6)),
        ("2015-10-01", "2015-10-02", None),
        ("2015-10-01", "2015-10-01", Apart(0)),
        ("2012-02-29", "2015-02-28", Apart(3)),
        ("2015-02-20", "2016-03-06", Apart(1, 14)),
        ("2015-02-20", "2016-03-07", None),
    ],
)
def test_days_are_about_whole_years_apart(one: str, other: str, found: Apart | None) -> None:
    earlier, later = (Period(date.fromisoformat(day), date.fromisoformat(day)) for day in (one, other))
    assert apart(earlier, later) == found


def test_what_a_document_prints_itself_goes_before_what_others_print() -> None:
    rows = [figure(1.0, "2015", document="e"), figure(2.0, "2015", line=9000)]
    assert judged(figure(50.0), *rows)["previous_outcome"] == 2.0
    late = [figure(3.0, "2015", document="f", document_end=date(2017, 12, 31)), *rows[:1]]
    assert judged(figure(50.0), *late)["previous_outcome"] == 3.0


def test_a_trend_has_figures_in_one_unit() -> None:
    row = judged(figure(1.3, unit="mnkr"), figure(1200.0, "2015", unit="tkr"))
    assert (row["trend_computed"], row["unit"], row["unit_previous"]) == ("increased", "mnkr", 1.2)
    assert judged(figure(1.3, unit="count"), figure(1200.0, "2015", unit="tkr"))["trend_computed"] is None


# ---- the target ----


def test_the_goals_own_target_goes_before_the_one_for_whom_is_measured_and_others_judge_nothing() -> None:
    about = yardstick(organisation="KS", measured_for="KLK")
    levels = {whose: target(value, organisation=whose) for whose, value in (("KS", 60.0), ("KLK", 70.0), ("EK", 40.0))}
    every = [judged(figure(65.0), *[levels[name] for name in names], about=about) for names in (
        ("EK", "KLK", "KS"), ("EK", "KLK"), ("EK",)
    )]  # fmt: skip
    assert [(row["target"], row["target_only_for"], row["assessment_computed"]) for row in every] == [
        (60.0, None, "better"),
        (70.0, None, "worse"),
        (40.0, "EK", "not_evaluated"),
    ]
    assert every[2]["unjudged"] == "other_target"


@pytest.mark.parametrize(
    ("outcome", "targets", "expected", "why"),
    [
        ("2016-01-01/2016-04-30", {YEARLY: 100.0}, 100.0, "part_of_year"),
        ("2016-01-01/2016-04-30", {YEARLY: 100.0, "2016-01-01/2016-04-30": 30.0}, 30.0, None),
        ("2016-01-01/2016-08-31", {YEARLY: 100.0, "2016-01-01/2016-04-30": 30.0}, 100.0, "part_of_year"),
        (YEARLY, {"2016-01-01/2016-04-30": 30.0}, 30.0, "part_of_year"),
        (YEARLY, {YEARLY: 30.0, "2016-01-01/2016-04-30": 90.0}, 30.0, None),
        ("2016-10-31/2016-10-31", {YEARLY: 30.0}, 30.0, None),
        ("2015-11-01/2016-10-31", {YEARLY: 30.0}, 30.0, None),
        (YEARLY, {"2015": 30.0}, None, "no_target"),
    ],
)
def test_a_part_of_a_year_is_held_against_a_target_for_that_part_or_not_at_all(
    outcome: str, targets: dict[str, float], expected: float | None, why: str | None
) -> None:
    row = judged(figure(40.0, outcome), *[target(value, when) for when, value in targets.items()])
    assert (row["target"], row["unjudged"]) == (expected, why)


def test_a_goal_without_figures_says_so() -> None:
    assert judged(target(None, missing="not_yet"))["unjudged"] == "no_figures"
    assert judged(target(5.0))["unjudged"] == "no_outcome"
    assert judged(target(5.0), figure(4.0, "2015"))["unjudged"] == "old_outcome"


# ---- how far ----


@pytest.mark.parametrize(
    ("level", "direction", "shortfall", "percent"),
    [
        (50.0, "higher", -20.0, -40.0),
        (-50.0, "higher", -120.0, -240.0),
        (50.0, "lower", 20.0, 40.0),
        (0.0, "higher", -70.0, None),
        (0.5, "higher", -69.5, -13900.0),
        (50.0, "none", None, None),
    ],
)
def test_how_far_a_goal_is_missed_is_told_in_percent_of_its_size(
    level: float, direction: str, shortfall: float | None, percent: float | None
) -> None:
    row = judged(figure(70.0), target(level), about=yardstick(direction=direction))
    assert (row["shortfall"], row["shortfall_pct"]) == (shortfall, percent)


def test_an_exact_hit_is_no_minus_zero() -> None:
    for direction in ("higher", "lower"):
        row = judged(figure(70.0), target(70.0), about=yardstick(direction=direction))
        assert (str(row["shortfall"]), row["distance_side"], row["within_rounding"]) == ("0.0", 0, None)


def test_a_printed_change_serves_where_no_earlier_value_does() -> None:
    change = figure(-1.0, measure="change")
    arrows = yardstick(trend_scale="improvement")
    assert judged(figure(70.0), change, about=arrows)["trend_computed"] == "worse"
    assert judged(figure(70.0), figure(60.0, "2014"), change, about=arrows)["trend_computed"] == "worse"
    assert judged(figure(70.0), figure(60.0, "2015"), change, about=arrows)["trend_computed"] == "better"


def test_goals_with_words_for_trends_are_told_how_their_value_moved() -> None:
    rows = figure(70.0), figure(60.0, "2015")
    found = [
        judged(*rows, about=yardstick(trend_scale=scale, direction="lower"))["trend_computed"]
        for scale in ("value", "improvement")
    ]
    assert found == ["increased", "worse"]


# ---- women and men ----


@pytest.mark.parametrize(
    ("kind", "decimals", "outcome", "assessment"),
    [
        ("count", 0, 157.0, "better"),
        ("stock", 1, 157.0, "better"),
        ("level", 0, None, "worse"),
        ("amount", 0, None, "not_evaluated"),  # wages of 80 and 77 are not one of 157
        ("count", 1, None, "not_evaluated"),  # nor are averages
        (None, 0, None, "not_evaluated"),
    ],
)
def test_women_and_men_are_added_only_where_parts_add_up(
    kind: str | None, decimals: int, outcome: float | None, assessment: str
) -> None:
    told: dict[str, Any] = {"unit_kind": kind, "decimals": decimals}
    row = judged(figure(80.0, sex="K", **told), figure(77.0, sex="M", **told), target(150.0))
    assert (row["outcome"], row["assessment_computed"]) == (outcome, assessment)
    assert (row["outcome_women"], row["outcome_men"]) == (80.0, 77.0)


# ---- signs and units together ----


def test_nobody_knows_how_far_a_rough_figure_is_from_a_target() -> None:
    rough = figure(990.0, unit="tkr", operator="drygt")
    held = judged(rough, target(0.99, unit="mnkr", operator=">"), about=yardstick(indicator_unit="tkr"))
    assert (held["assessment_computed"], held["distance"]) == ("better", None)
    far = judged(rough, target(0.5, unit="mnkr"), about=yardstick(indicator_unit="tkr"))
    assert (far["assessment_computed"], far["distance"], far["shortfall"]) == ("better", None, None)


def test_two_years_together_are_not_held_against_one() -> None:
    row = judged(figure(140.0, "2015-01-01/2016-12-31"), target(100.0))
    assert row["unjudged"] == "part_of_year"


def test_a_limit_in_a_plan_has_no_distance() -> None:
    limit = figure(95.0, "2015", operator=">")
    goal = judge_plans(facts_of(limit, target(80.0), about=yardstick(direction="lower"))).row(0, named=True)
    assert (goal["against_plan"], goal["plan_distance"]) == ("worse", None)
    plain = judge_plans(facts_of(figure(95.0, "2015"), target(80.0), about=yardstick(direction="lower")))
    assert plain.select("against_plan", "plan_distance", "plan_distance_side").row(0) == ("worse", 15.0, 1)


# ---- laws ----

spans = st.tuples(st.dates(date(2001, 1, 1), date(2020, 12, 31)), st.integers(0, 800))
Span = tuple[date, int]


def period(span: Span, later: int = 0) -> Period:
    start, length = span
    end = date.fromordinal(start.toordinal() + length)
    return Period(*(moved(day, later) for day in (start, end)))


def moved(day: date, years: int) -> date:
    last = day.month == 2 and day.day == 29
    return date(day.year + years, day.month, 28 if last else day.day)


@given(spans, st.integers(0, 9))
def test_a_period_is_like_itself_years_later(span: Span, years: int) -> None:
    assert apart(period(span), period(span, years)) == Apart(years)


@given(spans, spans, st.integers(-9, 9))
def test_moving_both_by_whole_years_changes_nothing(one: Span, other: Span, years: int) -> None:
    assert alike(period(one), period(other)) == alike(period(one, years), period(other, years))
    assert is_part_of_year(period(one)) == is_part_of_year(period(one, 4))


@given(spans, spans)
def test_to_be_alike_is_mutual(one: Span, other: Span) -> None:
    assert alike(period(one), period(other)) == alike(period(other), period(one))


whens = st.sampled_from(
    [YEARLY, "2015", "2014", "2016-01-01/2016-04-30", "2015-01-01/2015-04-30", "2016-12-31/2016-12-31"]
)
values = st.integers(0, 200)
drawn = st.lists(st.tuples(values, whens, st.integers(1, 300), st.sampled_from("ab")), min_size=1, max_size=7)
Drawn = list[tuple[int, str, int, str]]


def rows_of(drawn: Drawn, factor: float = 1.0, unit: str = "tkr") -> list[Row]:
    return [figure(value * factor, when, line, place, unit=unit, symbol=unit) for value, when, line, place in drawn]


@given(drawn, values, st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(drawn: Drawn, level: int, random: Any) -> None:  # noqa: ANN401
    rows = [row | {"file_row": number} for number, row in enumerate(rows_of(drawn), start=2)]
    shuffled = random.sample(rows, len(rows))
    aim = target(float(level), unit="tkr")
    assert judged(*rows, aim) == judged(*shuffled, aim)


@given(drawn, values)
def test_another_unit_changes_no_judgement(drawn: Drawn, level: int) -> None:
    aim = target(float(level), unit="tkr", symbol="tkr")
    about = yardstick(indicator_unit="tkr")
    small = judged(*rows_of(drawn), aim, about=about)
    large = judged(*rows_of(drawn, 1e-3, "mnkr"), aim, about=about)
    same = ("assessment_computed", "trend_computed", "unit", "unit_outcome", "unit_previous", "shortfall", "unjudged")
    assert [large[name] for name in same] == [small[name] for name in same]


@given(drawn, values)
def test_an_unrelated_document_changes_nothing(drawn: Drawn, level: int) -> None:
    rows, aim = rows_of(drawn), target(float(level), unit="tkr")
    others = [row | {"document": "e", "indicator": "j"} for row in rows]
    assert judged(*rows, *others, aim) == judged(*rows, aim)


@given(drawn, values)
def test_direction_and_figures_mirrored_mirror_the_judgement(drawn: Drawn, level: int) -> None:
    up = judged(*rows_of(drawn), target(float(level), unit="tkr"), about=yardstick(trend_scale="improvement"))
    about = yardstick(direction="lower", trend_scale="improvement")
    down = judged(*rows_of(drawn, -1.0), target(-float(level), unit="tkr"), about=about)
    same = ("assessment_computed", "trend_computed", "shortfall", "unjudged")
    assert [down[name] for name in same] == [up[name] for name in same]
