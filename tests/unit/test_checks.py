"""The checks one by one, on rows that a reader can add up in the head, and the laws that they keep."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import SYMBOLS, with_signs

from analysis.base.vocabulary import Severity
from analysis.intake.unit_kinds import KNOWN
from analysis.judge.checks.amounts import check_amounts
from analysis.judge.checks.breaks import check_breaks
from analysis.judge.checks.changes import check_changes
from analysis.judge.checks.finding import Finding
from analysis.judge.checks.judgements import check_practice
from analysis.judge.checks.relations import check_relations
from analysis.judge.checks.repeats import check_repeats, check_unknown
from analysis.judge.checks.rounding import half_step, holds, verdict
from analysis.judge.checks.scores import check_scores
from analysis.judge.checks.sexes import check_sexes
from analysis.judge.checks.statuses import check_levels_said, check_statuses
from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.trends import check_unfounded_trends
from analysis.judge.checks.variances import check_variances
from analysis.judge.interval import roundness
from analysis.words.numbers import exact

YEAR = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
PLACED: dict[str, Any] = {"document": "d", "place": "p", "heading": None, "file": "f.csv", "source_line": 1}
#: Lines of which no sign is known.
UNSIGNED = {"variance_is": 0, "plus_is_good": 0, "contradicted": False}
MINUS = "\N{MINUS SIGN}"


def lines(
    *amounts: float | None,
    measure: str = "actual",
    decimals: int = 0,
    unit: str = "tkr",
    **other: Any,  # noqa: ANN401
) -> pl.DataFrame:
    """One line an amount, numbered from 1."""
    rows = [
        PLACED | YEAR | {"organisation": "KLK", "statement": "department", "line_no": number, "line": f"Rad {number}"}
        | {"measure": measure, "amount": amount, "decimals": decimals, "unit": unit, "scale": "kr", "factor": 1000.0}
        | {"file_row": number, "is_total": False, "unit_kind": KNOWN.get(unit)} | UNSIGNED
        | {"symbol": SYMBOLS.get(unit, unit)} | other
        for number, amount in enumerate(amounts, start=1)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"amount": pl.Float64})


def total_of(total: int, *parts: int, **other: Any) -> pl.DataFrame:  # noqa: ANN401
    rows = [
        {"document": "d", "organisation": "KLK", "statement": "department", "total": total, "measure": None}
        | {"part_statement": "department", "part": abs(part), "sign": 1 if part > 0 else -1, "part_measure": None}
        | {"way": 2}
        | other
        for part in parts
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"measure": pl.String, "part_measure": pl.String})


def figures(*values: float, **each: list[Any]) -> pl.DataFrame:
    """One printed figure a value; each keyword gives a column, a value a row."""
    rows = [
        PLACED | YEAR | {"indicator": "i", "label": "Talet", "organisation": "KLK", "sex": "T", "period_type": "year"}
        | {"measure": "outcome", "operator": None, "value": value, "printed_decimals": 0, "unit": "count"}
        | {"symbol": "st", "note": None, "scale": None, "factor": 1.0, "third_answer": False}
        | {"doubted": None, "compared_to": None, "document_end": date(2016, 12, 31), "file_row": number + 2}
        | {"scale": None, "factor": 1.0, "preliminary": None, "measured_anew": None, "document_kind": "annual"}
        | {"document_start": date(2016, 1, 1)}
        | {name: column[number] for name, column in each.items()}
        for number, value in enumerate(values)
    ]  # fmt: skip
    rows = [{"unit_kind": KNOWN.get(str(row["unit"]))} | row for row in rows]
    schema = {"operator": pl.String, "doubted": pl.String, "compared_to": pl.Date, "value": pl.Float64}
    schema |= {"scale": pl.String}
    return pl.DataFrame(rows, schema_overrides=schema)


def told(findings: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401
    return [(str(found.severity), found.printed, found.other) for found in findings]


# ---- rounding ----


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=12), st.integers(0, 3))
def test_honestly_rounded_figures_are_never_an_error(true: list[float], decimals: int) -> None:
    printed = [round(value, decimals) for value in true]
    total = round(sum(true), decimals)
    frame = lines(*printed, total, decimals=decimals)
    found = check_sums(frame, total_of(len(printed) + 1, *range(1, len(printed) + 1)))
    assert [f for f in found if f.severity == Severity.ERROR] == []


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=12), st.integers(100, 10**5))
def test_a_wrong_total_is_always_told(parts: list[int], wrong: int) -> None:
    frame = lines(*parts, sum(parts) + wrong)
    found = list(check_sums(frame, total_of(len(parts) + 1, *range(1, len(parts) + 1))))
    assert [abs(f.difference or 0) for f in found] == [wrong]


@given(st.floats(-1e6, 1e6, allow_nan=False), st.floats(0, 1e3, allow_nan=False))
def test_a_greater_slack_never_makes_it_graver(difference: float, slack: float) -> None:
    order = [None, Severity.ROUNDING, Severity.ERROR]
    assert order.index(verdict(difference, slack + 1)) <= order.index(verdict(difference, slack))


@pytest.mark.parametrize(("value", "step"), [(5800, 100), (30, 10), (12, 1), (1.6, 0.1), (2000, 1000), (0.25, 0.01)])
def test_how_rough_a_rough_figure_is(value: float, step: float) -> None:
    assert roundness(exact(value)) == exact(float(step))


@pytest.mark.parametrize(
    ("value", "limit", "operator", "kept"),
    [
        (1.9, 2, "<", True),
        (2, 2, "<", False),
        (2, 2, "≤", True),
        (71, 70, ">", True),
        (5000, 5000, "≥", True),
        (5840, 5800, "≈", True),
        (5900, 5800, "≈", False),
        (3, 3, None, True),
    ],
)
def test_what_a_comparison_sign_says(value: float, limit: float, operator: str | None, kept: bool) -> None:
    assert holds(value, limit, operator) is kept


def test_half_a_step_is_half_of_the_last_printed_digit() -> None:
    assert [half_step(decimals) for decimals in (0, 1, None)] == pytest.approx([0.5, 0.05, 0.5])


# ---- financial tables ----


def test_a_total_explained_by_rounding_is_told_as_such() -> None:
    assert told(check_sums(lines(0.3, 0.3, 0.7, decimals=1), total_of(3, 1, 2))) == [("rounding", "0,7", "0,6")]


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("count", "Rad 3 är 16 st, men 2 poster ger 15 (utfall 2016). Skillnaden är 1 st."),
        ("arsarb", "Rad 3 är 16 årsarb., men 2 poster ger 15 (utfall 2016). Skillnaden är 1 årsarb."),
        ("tkr", "Rad 3 är 16 tkr, men 2 poster ger 15 (utfall 2016). Skillnaden är 1 tkr."),
        ("", "Rad 3 är 16, men 2 poster ger 15 (utfall 2016). Skillnaden är 1."),
    ],
)
def test_amounts_are_told_with_what_is_written_after_them_and_not_with_the_code(unit: str, told: str) -> None:
    (found,) = check_sums(lines(5, 10, 16, unit=unit, unit_kind="count"), total_of(3, 1, 2))
    assert found.message == told


def test_a_part_may_be_counted_with_changed_sign() -> None:
    assert told(check_sums(lines(-5, 2, 3), total_of(1, -2, -3))) == []


def test_an_opposite_sign_is_told_in_words() -> None:
    (found,) = check_sums(lines(3.6, -3.6, decimals=1), total_of(1, 2))
    assert "omvänt tecken" in found.message


def test_a_total_a_thousand_times_its_lines_is_a_matter_of_units() -> None:
    (found,) = check_sums(lines(15000.0, 15.0), total_of(1, 2))
    assert found.kind == "unit"


def test_the_same_total_printed_more_coarsely_is_no_contradiction() -> None:
    coarse = lines(18.7, decimals=1, unit="mnkr", factor=1_000_000.0)
    fine = lines(18698.0).with_columns(line_no=2)
    assert told(check_sums(pl.concat([coarse, fine], how="diagonal_relaxed"), total_of(1, 2))) == []


def test_a_blank_line_is_not_compared() -> None:
    assert told(check_sums(lines(None, None, 3), total_of(3, 1, 2))) == []


def signed_table(*rows: tuple[float, float, float]) -> pl.DataFrame:
    """Outcome, budget and variance of each line."""
    each = [
        lines(*row, line_no=number, line=f"Rad {number}").with_columns(
            measure=pl.Series(["actual", "budget", "variance"])
        )
        for number, row in enumerate(rows, start=1)
    ]
    return with_signs(pl.concat(each))


def test_a_variance_against_its_own_tables_sign_is_told() -> None:
    found = list(check_variances(signed_table((10, 8, 2), (20, 25, -5), (7, 4, -3))))
    assert told(found) == [("error", f"{MINUS}3", "3")]
    assert "omvänt" in found[0].message


def test_a_table_may_count_its_variances_the_other_way_round() -> None:
    assert told(check_variances(signed_table((10, 8, -2), (20, 25, 5)))) == []


def test_the_same_line_with_two_amounts_is_told() -> None:
    other = lines(9.4, decimals=1, statement="other", line="rad 1")
    assert told(check_amounts(pl.concat([lines(9.9, decimals=1), other]))) == [("error", "9,4 tkr", "9,9 tkr")]


# ---- key figures ----


@given(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(-5, 5))
def test_heads_add_up_exactly(women: int, men: int, wrong: int) -> None:
    found = list(check_sexes(figures(women, men, women + men + wrong, sex=["K", "M", "T"])))
    assert bool(found) == (wrong != 0)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 1))
def test_a_level_of_everyone_lies_between_women_and_men(women: float, men: float, share: float) -> None:
    everyone = round(share * women + (1 - share) * men, 1)
    frame = figures(
        round(women, 1), round(men, 1), everyone, sex=["K", "M", "T"], unit=["percent"] * 3, printed_decimals=[1] * 3
    )
    assert list(check_sexes(frame)) == []


def test_a_level_outside_women_and_men_is_told() -> None:
    frame = figures(2.4, 0.9, 3.1, sex=["K", "M", "T"], unit=["percent"] * 3, printed_decimals=[1] * 3)
    assert told(check_sexes(frame)) == [("error", "3,1", "2,4 / 0,9")]


RELATION = {"relation": "r", "indicator": "share", "sex": None, "optional": False, "measure": None}


def test_a_share_that_does_not_follow_from_its_members_is_told() -> None:
    relations = pl.DataFrame(
        [
            RELATION | {"kind": "share", "role": "part", "member": "women"},
            RELATION | {"kind": "share", "role": "whole", "member": "all"},
        ],
        schema_overrides={"sex": pl.String, "measure": pl.String},
    )
    frame = figures(76.5, 67, 102, indicator=["share", "women", "all"], printed_decimals=[1, 0, 0])
    assert told(check_relations(frame, relations)) == [("error", "76,5", "65,7")]
    right = figures(65.7, 67, 102, indicator=["share", "women", "all"], printed_decimals=[1, 0, 0])
    assert told(check_relations(right, relations)) == []


def test_a_change_in_percent_is_recomputed_from_its_ends() -> None:
    days = [date(2015, 12, 31), date(2016, 12, 31), date(2016, 12, 31)]
    each: dict[str, list[Any]] = {
        "period_start": [day.replace(month=1, day=1) for day in days],
        "period_end": days,
        "measure": ["outcome", "outcome", "change"],
        "unit": ["count", "count", "percent"],
        "symbol": ["st", "st", "%"],
    }
    frame = figures(11400, 9500, -12, compared_to=[None, None, days[0]], operator=[None, None, "≈"], **each)
    assert told(check_changes(frame)) == [("warning", f"{MINUS}12", f"{MINUS}16,7")]


def test_the_value_that_most_places_print_is_the_one_that_others_are_held_against() -> None:
    assert told(check_repeats(figures(16, 18, 16))) == [("error", "18", "16")]


def test_a_coarser_print_of_the_same_figure_is_no_contradiction() -> None:
    assert told(check_repeats(figures(4.0, 4.4, printed_decimals=[0, 1], unit=["percent"] * 2))) == []


def test_another_value_in_a_later_document_is_a_warning_and_another_target_a_note() -> None:
    later: dict[str, list[Any]] = {"document": ["a", "b"], "document_end": [date(2016, 12, 31), date(2018, 12, 31)]}
    later["document_title"] = ["Årsberättelsen", "Planen"]
    (warned,) = check_repeats(figures(16, 18, **later))
    assert warned.message == ("Talet, KLK 2016 är 18 st i ”Planen”, men 16 st i ”Årsberättelsen”.")
    assert [row[0] for row in told(check_repeats(figures(16, 18, **later)))] == ["warning"]
    assert (warned.other_document, warned.place, warned.other_place) == ("a", "p", "p")
    (noted,) = check_repeats(figures(16, 18, measure=["target"] * 2, **later))
    assert noted.severity == "note"
    assert noted.message == "Målet 2016 för Talet, KLK är 18 st i ”Planen”, men 16 st i ”Årsberättelsen”."


def test_what_is_noted_of_figures_that_differ_is_told_with_them() -> None:
    found = [finding.message for finding in check_repeats(figures(28, 31, note=[None, "Fast anställda"]))]
    assert found == ["Talet, KLK 2016 är 31 st på ett ställe men 28 st på ett annat (31: Fast anställda)."]


def test_a_figure_that_is_not_known_elsewhere_is_told() -> None:
    part: dict[str, list[Any]] = {
        "period_type": ["year", "part_year"],
        "period_end": [date(2016, 12, 31), date(2016, 8, 31)],
    }
    rows = figures(80, 0, **part).with_columns(
        value=pl.Series([80.0, None]), missing=pl.Series([None, "not_yet"], dtype=pl.String)
    )
    assert told(check_unknown(rows)) == [("warning", "80", "ännu inte känt")]
    assert not list(check_unknown(rows.with_columns(missing=pl.Series([None, "not_reported"], dtype=pl.String))))
    assert not list(check_unknown(rows.with_columns(organisation=pl.Series(["KLK", "EK"]))))


def test_points_must_be_worth_their_percent() -> None:
    row = PLACED | {
        "area_no": 5,
        "question_no": "5.5",
        "label": "Jämförelser",
        "achieved": 9.0,
        "max": 20.0,
        "percent": 37.0,
    }
    wrong = list(check_scores(pl.DataFrame([row | {"file_row": 2}])))
    assert told(wrong) == [("error", "37", "45")]
    # Half a point of 20 is 2.5 %, and a share is itself rounded by half a percent.
    percents = {45.0: True, 48.0: True, 42.0: True, 49.0: False, 41.0: False}
    frames = {percent: pl.DataFrame([row | {"file_row": 2, "percent": percent}]) for percent in percents}
    assert {percent: not list(check_scores(frame)) for percent, frame in frames.items()} == percents
    area = row | {"question_no": None, "achieved": 64.0, "max": 100.0, "percent": 62.0, "file_row": 2}
    schema = {"question_no": pl.String}
    assert told(check_scores(pl.DataFrame([area], schema_overrides=schema))) == [("error", "62", "64")]


# ---- judgements ----


def goals(*rows: tuple[str, float]) -> pl.DataFrame:
    each = [
        PLACED | {"organisation": "KLK", "label": f"Mål {number}", "file_row": number}
        | {"assessment_published": word, "shortfall_pct": missed, "assessment_computed": "worse", "tolerance": None}
        for number, (word, missed) in enumerate(rows, start=2)
    ]  # fmt: skip
    return pl.DataFrame(each)


def test_a_smaller_miss_judged_harder_is_told_with_the_larger_one() -> None:
    found: list[Finding] = list(check_practice(goals(("near", 22.7), ("worse", 2.4), ("worse", 30.0), ("near", 1.0))))
    assert told(found) == [("warning", "2,4 %", "22,7 %")]
    assert "Mål 2" in found[0].message


@pytest.mark.parametrize(
    ("status", "completion", "wrong"),
    [
        ("done", 100, 0),
        ("done", 80, 1),
        ("ongoing", 100, 1),
        ("ongoing", 80, 0),
        ("not_started", 20, 1),
        ("delayed", 80, 0),
    ],
)
def test_status_and_completion_must_both_be_able_to_be_true(status: str, completion: float, wrong: int) -> None:
    row = PLACED | {"label": "Å", "status": status, "completion": float(completion), "file_row": 2}
    assert len(list(check_statuses(pl.DataFrame([row])))) == wrong


def measured(status_level: str | None, previous: float | None, target: float | None) -> pl.DataFrame:
    """A commitment to have less of something, of which there is 7 % now."""
    figures = {"outcome": 7.0, "previous": previous, "target": target}
    row = PLACED | figures | {f"{which}_decimals": 0 for which in figures} | {"file_row": 2, "label": "Mindre"}
    row |= {"outcome_operator": None, "previous_operator": None, "target_operator": "≤"}
    row |= {"status_level": status_level, "status_word": "Ordet", "indicator_label": "Talet", "direction": "lower"}
    row |= {"unit_symbol": "%", "outcome_place": "q", "outcome_type": "year"}
    row |= {"outcome_start": date(2016, 1, 1), "outcome_end": date(2016, 12, 31)}
    row |= {"previous_start": date(2015, 1, 1), "previous_end": date(2015, 12, 31)}
    level = None if target is None else "better" if target >= 7 else "worse"
    trend = None if previous is None else "better" if previous > 7 else "unchanged" if previous == 7 else "worse"
    row |= {"level_computed": level or "not_evaluated", "trend_computed": trend}
    numbers: dict[str, Any] = dict.fromkeys(figures, pl.Float64)
    words: dict[str, Any] = dict.fromkeys(
        ("status_level", "target_operator", "outcome_operator", "previous_operator", "trend_computed"), pl.String
    )
    return pl.DataFrame([row], schema_overrides=numbers | words)


@pytest.mark.parametrize(
    ("said", "previous", "target", "wrong"),
    [
        ("improved", 5, 4, True),
        ("improved", 7, None, True),
        ("improved", 9, 4, False),
        ("improved", None, 4, False),
        ("improved", 5, 8, False),  # the level is reached
        ("reached", 9, 4, True),
        ("reached", 5, 7, False),
        ("reached", 5, None, False),
        (None, 5, 4, False),
    ],
)
def test_what_a_status_says_of_a_level_must_follow_from_the_figure(
    said: str | None, previous: float | None, target: float | None, wrong: bool
) -> None:
    assert bool(list(check_levels_said(measured(said, previous, target)))) == wrong


def test_a_status_against_a_figure_names_what_it_is_held_against() -> None:
    [found] = check_levels_said(measured("improved", 7, None))
    assert found.message.replace("\N{NO-BREAK SPACE}", " ") == (
        "Åtagandet Mindre har statusen «Ordet», men Talet är 7 % 2016 mot 7 % 2015."
    )


def trended(*first_measured: str | None, **each: Any) -> pl.DataFrame:  # noqa: ANN401
    row = PLACED | {"organisation": "KLK", "trend_published": "increased", "outcome": 5.0, "outcome_place": "q"}
    row |= {"previous_end": None, "printed_change": None, "change_told": False} | each
    rows = [
        row | {"label": f"Mål {number}", "file_row": number, "first_measured": why}
        for number, why in enumerate(first_measured, start=2)
    ]
    kinds = dict.fromkeys(("outcome", "printed_change"), pl.Float64) | {"previous_end": pl.Date}
    return pl.DataFrame(rows, schema_overrides={**kinds, "first_measured": pl.String})


def test_a_trend_of_a_first_figure_is_a_warning_and_all_other_unfounded_ones_are_one_note() -> None:
    found = list(check_unfounded_trends(trended("Första mätningen", None, None)))
    assert [(str(each.severity), each.message) for each in found] == [
        (
            "warning",
            "Trenden för Mål 2 är publicerad som ökad, men inget tidigare värde går att jämföra med. Första mätningen.",
        ),
        (
            "note",
            "Trenden för 2 mål är publicerad utan att dokumentet har ett tidigare värde i siffror att jämföra med: "
            "Mål 3; Mål 4.",
        ),
    ]


@pytest.mark.parametrize(
    "founded",
    [
        {"previous_end": date(2015, 12, 31)},
        {"printed_change": 1.0},
        {"change_told": True},
        {"trend_published": "none"},
        {"trend_published": None},
        {"outcome": None},
    ],
)
def test_a_trend_with_something_to_compare_with_or_without_figures_is_not_told(founded: dict[str, Any]) -> None:
    assert not list(check_unfounded_trends(trended(None, **founded)))


def test_figures_in_one_passage_across_a_change_of_method_are_told() -> None:
    ends = [date(2014, 12, 31), date(2016, 12, 31)]
    starts = [date(2014, 1, 1), date(2016, 1, 1)]
    change = pl.DataFrame({"indicator": ["i"], "from_date": [date(2016, 1, 1)], "reason": ["Ny enkät"]})
    told_of: dict[str, list[Any]] = {"period_start": starts, "period_end": ends, "in_table": [False, False]}
    [found] = check_breaks(figures(69, 71, **told_of), change)
    assert (found.printed, found.other) == ("71", "69")
    assert found.message.endswith("mätningen gjordes om däremellan. Ny enkät.")
    assert not list(check_breaks(figures(69, 71, **told_of | {"in_table": [True, True]}), change))
    assert not list(check_breaks(figures(69, 71, **told_of | {"source_line": [1, 2]}), change))
