"""What the checks of key figures say, to the letter, and which figures they hold together."""

from collections.abc import Iterable
from datetime import date

import polars as pl
import pytest
from tests.rows import SPOT, YEAR, Row, figure, frame, told

from analysis.judge.checks.breaks import check_breaks
from analysis.judge.checks.changes import check_changes
from analysis.judge.checks.finding import Finding
from analysis.judge.checks.gaps import check_units
from analysis.judge.checks.relations import check_relations
from analysis.judge.checks.repeats import check_levels, check_repeats, check_unknown
from analysis.judge.checks.sexes import check_sexes

MINUS = "\N{MINUS SIGN}"
EARLIER = {"period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31)}


def messages(findings: Iterable[Finding]) -> list[str]:
    return [found.message for found in findings]


# ---- women and men ----


def sexes(women: float, men: float, total: float, **other: object) -> list[Row]:
    return [figure(value, sex=sex) | other for value, sex in ((women, "K"), (men, "M"), (total, "T"))]


def test_heads_that_do_not_add_up_are_told() -> None:
    rows = sexes(3, 4, 9)
    rows[0]["place"], rows[2]["place"], rows[2]["file_row"] = "kvinnor", "totalt", 8
    assert told(check_sexes(frame(*rows))) == [
        {
            "document": "d",
            "kind": "sum",
            "severity": "error",
            "rule": "sexes",
            "subject": "Talet, KLK 2016",
            "printed": "9",
            "other": "7",
            "message": "Talet 2016: 3 kvinnor och 4 män är 7, men totalt står 9.",
            "difference": 2.0,
            "place": "totalt",
            "other_place": "kvinnor",
            "file": "f.csv",
            "file_row": 8,
        }
    ]


def test_a_level_outside_both_is_told() -> None:
    (found,) = check_sexes(frame(*sexes(3, 4, 9, unit="percent")))
    assert (found.kind, found.other, found.difference) == ("percentage", "3 / 4", None)
    assert found.message == "Talet 2016: totalt 9 ligger inte mellan kvinnor 3 och män 4."


@pytest.mark.parametrize(
    ("women", "men", "total", "other", "right"),
    [
        (3, 4, 7, {}, True),
        (3, 4, 8, {}, False),
        (3, 4, 6, {}, False),
        (3, 4, 9, {"unit": "fte"}, False),
        (3, 5, 4, {"unit": "fte"}, False),  # between the two, and no sum of them
        (3, 4, 8.5, {"operator": "<"}, True),  # half a step of each
        (3, 4, 8.6, {"operator": "<"}, True),  # fewer than three and four are fewer than seven
        (3, 4, 5.5, {"operator": "<"}, True),
        (40, 30, 80, {"operator": "≈"}, True),  # rough to tens: five of each
        (40, 30, 90, {"operator": "≈"}, False),
        (3, 4, 5.5, {"unit": "percent"}, True),
        (4, 3, 5.5, {"unit": "percent"}, True),
        (3, 4, 5.6, {"unit": "percent"}, False),
        (3, 4, 1.5, {"unit": "percent"}, True),
        (3, 4, 1.4, {"unit": "percent"}, False),
    ],
)
def test_which_totals_fit_women_and_men(women: float, men: float, total: float, other: Row, right: bool) -> None:
    assert (not list(check_sexes(frame(*sexes(women, men, total, **other))))) is right


def test_heads_counted_roughly_anywhere_may_differ() -> None:
    rows = sexes(3, 4, 8)
    rows[0]["operator"] = "≈"
    assert not list(check_sexes(frame(*rows)))
    assert [each.difference for each in check_sexes(frame(*sexes(0.1, 0.2, 0.6)))] == [0.3]


@pytest.mark.parametrize("measure", ["outcome", "budget", "forecast", "target", "change", "change_pct", "variance"])
def test_only_what_is_true_of_a_whole_must_be_true_of_its_parts(measure: str) -> None:
    found = list(check_sexes(frame(*sexes(3, 4, 9, measure=measure))))
    assert bool(found) is (measure in {"outcome", "budget", "forecast", "target"})


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"period_type": "month"},
        {"period_start": date(2016, 2, 1)},
        {"period_end": date(2016, 11, 30)},
        {"measure": "target"},
        {"value": None},
        {"doubted": "Felskrivet"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_women_men_and_everyone_are_of_the_same_thing_and_sure(other: Row) -> None:
    women, men, total = sexes(3, 4, 9)
    assert list(check_sexes(frame(women, men, total | other))) == []
    assert len(list(check_sexes(frame(women, men, total)))) == 1


def test_one_pair_that_fits_is_enough_and_every_total_is_held_against_all() -> None:
    women, men, total = sexes(3, 4, 9)
    assert list(check_sexes(frame(women, women | {"value": 5}, men, total))) == []
    assert [
        each.printed for each in check_sexes(frame(women, men, total, total | {"value": 7}, total | {"value": 8}))
    ] == [*("9", "8")]
    assert [each.other for each in check_sexes(frame(women, women | {"value": 1}, men, total))] == ["7"]


# ---- figures that hang together ----


def relation(*roles: tuple[str, str], kind: str = "sum", **other: object) -> pl.DataFrame:
    """What the indicator `i` is made of: a role and an indicator each."""
    row = {"relation": "r", "kind": kind, "indicator": "i", "measure": None, "sex": None, "optional": False} | other
    return frame(*(row | {"role": role, "member": member} for role, member in roles))


def member(name: str, value: float, **other: object) -> Row:
    return figure(value, indicator=name, label=name.upper(), place=f"om {name}") | other


SUM = relation(("part", "a"), ("minus", "b"), ("part", "c"))
SHARE = relation(("part", "a"), ("whole", "b"), kind="share")


def test_a_whole_that_its_parts_do_not_give_is_told() -> None:
    rows = frame(figure(9, file_row=5), member("a", 3), member("b", 1), member("c", 4))
    assert told(check_relations(rows, SUM)) == [
        {
            "document": "d",
            "kind": "sum",
            "severity": "error",
            "rule": "relation-sum",
            "subject": "Talet, KLK 2016",
            "printed": "9",
            "other": "6",
            "message": "Talet är tryckt som 9 st, men 3 (A) plus 4 (C) minus 1 (B) ger 6 st.",
            "difference": 3.0,
            "place": "p",
            "other_place": "om a",
            "file": "f.csv",
            "file_row": 5,
        }
    ]


PERCENT = {"unit": "percent", "symbol": "%"}


def share(value: float, part: float, whole: float, **other: object) -> list[Finding]:
    return list(check_relations(frame(figure(value, **PERCENT) | other, member("a", part), member("b", whole)), SHARE))


def test_a_share_that_does_not_follow_is_told() -> None:
    (found,) = share(50.0, 67, 102)
    assert (found.kind, found.severity, found.rule) == ("percentage", "error", "relation-share")
    assert (found.printed, found.other, found.difference) == ("50", "66", round(50 - 6700 / 102, 6))
    assert found.message == "Talet är tryckt som 50 %, men 67 (A) av 102 (B) är 66 %."


def test_a_share_that_is_cut_instead_of_rounded_is_a_warning() -> None:
    (found,) = share(65.6, 657, 1000, printed_decimals=1)
    assert found.severity == "error"
    (found,) = share(65.6, 6569, 10000, printed_decimals=1)
    assert (found.severity, found.other) == ("warning", "65,7")
    assert found.message == (
        "Talet är tryckt som 65,6 %, men 6 569 (A) av 10 000 (B) är 65,7 %. Talet är avkortat eller fel avrundat."
    ).replace("6 569", "6\N{NARROW NO-BREAK SPACE}569").replace("10 000", "10\N{NARROW NO-BREAK SPACE}000")
    assert [each.severity for each in share(65.0, 66, 100)] == ["error"]
    assert [each.severity for each in share(65.0, 659, 1000)] == ["warning"]


@pytest.mark.parametrize(
    ("value", "part", "whole", "right"),
    [(66, 655, 1000, True), (66, 665, 1000, True), (66, 654, 1000, False), (66, 666, 1000, False)],
)
def test_half_a_step_of_the_share_explains_it(value: float, part: float, whole: float, right: bool) -> None:
    assert (share(value, part, whole) == []) is right


def test_a_share_of_nothing_says_nothing() -> None:
    assert share(50.0, 0, 0) == []


@pytest.mark.parametrize(
    ("unit", "value", "right"),
    [
        ("percent", 7.5, True),
        ("percent", 8.0, True),
        ("percent", 8.6, False),
        ("count", 7.5, False),
        ("hours", 7.5, True),
        ("hours", 8.6, False),
    ],
)
def test_what_is_rounded_may_be_off_by_half_a_step_of_each_and_what_is_counted_not_at_all(
    unit: str, value: float, right: bool
) -> None:
    rows = [row | {"unit": unit} for row in (figure(value), member("a", 3), member("c", 4))]
    found = check_relations(frame(*rows), relation(("part", "a"), ("part", "c")))
    assert (not list(found)) is right


def test_the_nearest_of_several_printed_members_counts() -> None:
    rows = [figure(9.0), member("a", 3), member("a", 5, place="om a igen"), member("c", 3)]
    (found,) = check_relations(frame(*rows), relation(("part", "a"), ("part", "c")))
    assert (found.other, found.other_place) == ("8", "om a igen")
    assert list(check_relations(frame(*rows, member("c", 4)), relation(("part", "a"), ("part", "c")))) == []


def test_every_printed_result_is_recomputed() -> None:
    rows = [figure(9.0), figure(7.0), figure(8.0), member("a", 3), member("c", 4)]
    found = check_relations(frame(*rows), relation(("part", "a"), ("part", "c")))
    assert [(each.printed, each.difference) for each in found] == [("9", 2.0), ("8", 1.0)]


def test_a_member_that_is_not_printed_is_left_out_where_it_may_be() -> None:
    rows = [figure(9.0), member("a", 3)]
    assert list(check_relations(frame(*rows), relation(("part", "a"), ("part", "c")))) == []
    optional = relation(("part", "a"), ("part", "c")).with_columns(optional=pl.col("member") == "c")
    assert messages(check_relations(frame(*rows), optional)) == ["Talet är tryckt som 9 st, men 3 (A) ger 3 st."]


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"organisation": "SLK"},
        {"period_end": date(2016, 11, 30)},
        {"sex": "K"},
        {"measure": "target"},
        {"value": None},
        {"operator": ">"},
        {"doubted": "Felskrivet"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_members_are_sure_figures_of_the_same_moment(other: Row) -> None:
    rows = [figure(9.0), member("a", 3), member("c", 4)]
    whole = relation(("part", "a"), ("part", "c"))
    assert len(list(check_relations(frame(*rows), whole))) == 1
    assert list(check_relations(frame(*rows[:2], rows[2] | other), whole)) == []


def test_members_of_one_sex_are_named_so_where_the_figure_is_of_everyone() -> None:
    rows = [figure(9.0), member("a", 3, sex="K"), member("a", 4, sex="M")]
    by_sex = pl.concat([relation(("part", "a"), sex="K"), relation(("part", "a"), sex="M")])
    assert messages(check_relations(frame(*rows), by_sex)) == [
        "Talet är tryckt som 9 st, men 3 (A, kvinnor) plus 4 (A, män) ger 7 st."
    ]
    women = [figure(9.0, sex="K"), member("a", 3, sex="K")]
    assert messages(check_relations(frame(*women), relation(("part", "a")))) == [
        "Talet är tryckt som 9 st, men 3 (A) ger 3 st."
    ]


def test_a_change_is_recomputed_from_outcomes_and_called_one() -> None:
    rows = [figure(9.0, measure="change"), figure(100.0), member("a", 3, printed_decimals=1), member("c", 4)]
    found = check_relations(frame(*rows), relation(("part", "a"), ("part", "c"), measure="change"))
    assert messages(found) == ["Förändringen av Talet är tryckt som 9 st, men 3,0 (A) plus 4 (C) ger 7 st."]


def test_several_parts_of_a_share_are_named_together_and_relations_do_not_mix() -> None:
    both = relation(("part", "a"), ("part", "c"), ("whole", "b"), kind="share")
    rows = [
        figure(50.0, **PERCENT),
        member("a", 3),
        member("c", 4),
        member("b", 10),
        figure(9.0, indicator="j", label="J"),
    ]
    other = relation(("part", "a")).with_columns(relation=pl.lit("q"), indicator=pl.lit("j"))
    assert messages(check_relations(frame(*rows), pl.concat([both, other]))) == [
        "Talet är tryckt som 50 %, men 3 (A) och 4 (C) av 10 (B) är 70 %.",
        "J är tryckt som 9 st, men 3 (A) ger 3 st.",
    ]


def test_answers_are_written_without_the_noise_of_the_machine() -> None:
    rows = [row | {"unit": "percent"} for row in (figure(2.0), member("a", 0.1), member("c", 0.2))]
    rows = [row | {"printed_decimals": None} for row in rows]
    (found,) = check_relations(frame(*rows), relation(("part", "a"), ("part", "c")))
    assert (found.other, found.difference, found.printed) == ("0,3", 1.7, "2")


# ---- changes ----


def change(value: float, **other: object) -> Row:
    return figure(value, measure="change", compared_to=EARLIER["period_end"], place="om det") | other


def changed(*rows: Row) -> list[Finding]:
    return list(check_changes(frame(*rows)))


BEFORE, NOW = figure(10.0, **EARLIER), figure(14.0, place="nu")


def test_a_change_that_its_ends_do_not_give_is_told() -> None:
    assert told(changed(BEFORE, NOW, change(7.0, file_row=9))) == [
        {
            "document": "d",
            "kind": "count",
            "severity": "error",
            "rule": "change",
            "subject": "Talet, förändring KLK 2016",
            "printed": "7",
            "other": "4",
            "message": "Förändringen av Talet är tryckt som 7, men 10 och 14 ger 4.",
            "difference": 3.0,
            "place": "om det",
            "other_place": "nu",
            "file": "f.csv",
            "file_row": 9,
        }
    ]


def test_a_change_in_percent_is_written_with_a_decimal_more() -> None:
    (found,) = changed(BEFORE, NOW, change(7.0, measure="change_pct"))
    assert found.kind == "percentage"
    assert found.message == "Förändringen av Talet är tryckt som 7 %, men 10 och 14 ger 40,0 %."
    (found,) = changed(BEFORE, NOW, change(7.0, **PERCENT))
    assert found.message == "Förändringen av Talet är tryckt som 7 %, men 10 och 14 ger 40,0 %."
    (found,) = changed(BEFORE, NOW, change(7.0, measure="change_pct", printed_decimals=1))
    assert found.message == "Förändringen av Talet är tryckt som 7,0 %, men 10 och 14 ger 40,00 %."


def test_a_change_of_a_percentage_is_in_steps() -> None:
    (found,) = changed(BEFORE | PERCENT, NOW | PERCENT, change(7.0, **PERCENT))
    assert (found.kind, found.other, found.difference) == ("count", "4", 3.0)


def test_a_rough_change_is_a_warning() -> None:
    (found,) = changed(BEFORE, NOW, change(7.0, operator="≈"))
    assert found.severity == "warning"
    assert found.message == "Förändringen av Talet är tryckt som cirka 7, men 10 och 14 ger 4."


@pytest.mark.parametrize(
    ("value", "own", "ends", "right"),
    [
        (4.0, {}, {}, True),
        (4.4, {}, {}, False),  # heads are counted
        (4.4, {"operator": "≈"}, {}, False),
        (4.4, {"unit": "percent"}, {"unit": "percent"}, True),
        (5.5, {"unit": "percent"}, {"unit": "percent"}, True),  # half a step of all three
        (5.6, {"unit": "percent"}, {"unit": "percent"}, False),
        (2.5, {"unit": "percent"}, {"unit": "percent"}, True),
        (2.4, {"unit": "percent"}, {"unit": "percent"}, False),
        (5.0, {}, {"operator": "≈"}, True),  # rough heads may be half a step off each
        (5.1, {}, {"operator": "≈"}, False),
        (9.0, {"operator": "≈"}, {}, False),
        (4.5, {"operator": "≈"}, {}, False),
        (20.0, {"operator": "≈"}, {}, False),
        (-4.0, {}, {}, False),
        (4.5, {"unit": "percent", "printed_decimals": 1}, {"unit": "percent", "printed_decimals": 1}, False),
        (4.1, {"unit": "percent", "printed_decimals": 1}, {"unit": "percent", "printed_decimals": 1}, True),
        (40.0, {"measure": "change_pct"}, {}, True),
        (40.5, {"measure": "change_pct", "unit": "percent"}, {}, True),
        (40.6, {"measure": "change_pct", "unit": "percent"}, {}, False),
        (50.5, {"measure": "change_pct", "unit": "percent"}, {"unit": "kr"}, True),  # a step of ten is ten per cent
        (50.6, {"measure": "change_pct", "unit": "percent"}, {"unit": "kr"}, False),
    ],
)
def test_which_changes_their_ends_give(value: float, own: Row, ends: Row, right: bool) -> None:
    assert (changed(BEFORE | ends, NOW | ends, change(value) | own) == []) is right


def test_a_rough_change_reaches_half_of_its_own_step() -> None:
    rough = {"operator": "≈"}
    before, now = figure(100.0, **EARLIER), figure(145.0)
    assert changed(before, now, change(40.0, **rough)) == []
    assert len(changed(before, now, change(50.0, **rough))) == 0
    assert len(changed(before, now | {"value": 146.0}, change(40.0, **rough))) == 1


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert changed(BEFORE | {"value": 0.0}, NOW, change(7.0, measure="change_pct")) == []
    assert len(changed(BEFORE | {"value": 0.0}, NOW, change(7.0))) == 1
    (found,) = changed(BEFORE | {"value": -10.0}, NOW, change(7.0, measure="change_pct"))
    assert found.other == "240,0"


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"sex": "K"},
        {"period_end": date(2014, 12, 31)},
        {"measure": "target"},
        {"doubted": "Felskrivet"},
        {"value": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_change_is_held_against_sure_outcomes_of_the_same_series(other: Row) -> None:
    assert len(changed(BEFORE, NOW, change(7.0))) == 1
    assert changed(BEFORE | other, NOW, change(7.0)) == []
    assert changed(BEFORE, NOW | other, change(7.0)) == []
    assert changed(BEFORE, NOW, change(7.0, compared_to=None)) == []


def test_the_value_now_is_of_the_same_document_and_the_one_before_too_where_it_has_one() -> None:
    elsewhere = {"document": "c", "value": 11.0}
    assert changed(BEFORE, NOW | {"document": "c"}, change(7.0)) == []
    assert [each.other for each in changed(BEFORE | elsewhere, NOW, change(7.0))] == ["3"]
    assert [each.other for each in changed(BEFORE | elsewhere, BEFORE, NOW, change(3.0))] == ["4"]


def test_one_pair_of_figures_that_gives_the_change_is_enough() -> None:
    assert changed(BEFORE, NOW, NOW | {"value": 17.0}, change(7.0)) == []
    assert changed(BEFORE, BEFORE | {"value": 7.0}, NOW, change(7.0)) == []
    assert [each.printed for each in changed(BEFORE, NOW, change(7.0), change(4.0), change(8.0))] == ["7", "8"]


def test_a_change_is_written_without_the_noise_of_the_machine() -> None:
    tenth = {"printed_decimals": 1, "unit": "kr"}
    (found,) = changed(BEFORE | tenth | {"value": 0.1}, NOW | tenth | {"value": 0.4}, change(0.9) | tenth)
    assert (found.other, found.difference) == ("0,3", 0.6)
    assert found.message == "Förändringen av Talet är tryckt som 0,9, men 0,1 och 0,4 ger 0,3."


# ---- the same figure in several places ----


def repeated(*rows: Row) -> list[Finding]:
    return list(check_repeats(frame(*rows)))


def test_a_figure_printed_otherwise_is_told_with_every_place() -> None:
    rows = [figure(value, place=place, source_line=n, file_row=n) for n, (value, place) in enumerate(
        ((5.0, "ett"), (6.0, "två"), (5.0, "tre"), (6.0, "fyra")), start=1)]  # fmt: skip
    assert told(repeated(*rows)) == [
        {
            "document": "d",
            "kind": "repeat",
            "severity": "error",
            "rule": "repeat",
            "subject": "Talet, KLK 2016",
            "printed": "6",
            "other": "5",
            "message": "Talet, KLK 2016 är 6 st på ett ställe men 5 st på ett annat.",
            "difference": 1.0,
            "place": "två",
            "other_place": "ett; tre; fyra",
            "file": "f.csv",
            "file_row": 2,
        }
    ]


def test_two_values_on_one_place_name_that_place() -> None:
    (found,) = repeated(figure(5.0), figure(6.0))
    assert found.other_place == "p"


def test_the_order_of_the_document_decides_between_values_as_common() -> None:
    first, second = figure(5.0, source_line=3), figure(6.0, source_line=7)
    assert [(each.printed, each.other) for each in repeated(second, first)] == [("6", "5")]
    assert [each.printed for each in repeated(second, first, second)] == ["5"]


def test_a_sure_figure_goes_before_a_rough_or_doubted_one() -> None:
    rough, doubted, sure = figure(6.0, operator=">"), figure(7.0, doubted="Felskrivet"), figure(5.0, source_line=2)
    (found,) = repeated(rough, sure)
    assert (found.printed, found.other, found.severity) == (">6", "5", "warning")
    assert found.message == "Talet, KLK 2016 är >6 st på ett ställe men 5 st på ett annat."
    (found,) = repeated(doubted, sure)
    assert (found.printed, found.other, found.severity) == ("7", "5", "error")
    assert [(each.printed, each.other) for each in repeated(doubted, doubted | {"value": 8.0})] == [("8", "7")]
    assert repeated(rough | {"value": 4.0}, sure) == []


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"sex": "K"},
        {"period_type": "point"},
        {"period_start": date(2016, 2, 1)},
        {"period_end": date(2016, 11, 30)},
        {"measure": "target"},
        {"value": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_other_figures_are_not_repeats(other: Row) -> None:
    assert repeated(figure(5.0), figure(6.0) | other) == []


LATER = {"document": "e", "document_end": date(2017, 12, 31), "document_title": "Nästa år"}


def test_a_later_document_is_held_against_the_one_before_it() -> None:
    rows = [figure(6.0, **LATER), figure(5.0, operator=None)]
    (found,) = told(repeated(*rows))
    assert found == {
        "document": "e",
        "kind": "repeat",
        "severity": "warning",
        "rule": "restated",
        "subject": "Talet, KLK 2016",
        "printed": "6",
        "other": "5",
        "message": "Talet, KLK 2016 är 6 st i ”Nästa år”, men 5 st i ”Året”.",
        "difference": 1.0,
        "place": "p",
        "other_place": "p",
        "other_document": "d",
        "file": "f.csv",
        "file_row": 2,
    }
    third = {"document": "f", "document_end": date(2018, 12, 31), "document_title": "Sist"}
    found_of_three = repeated(*rows, figure(6.0, **third))
    assert [(each.document, each.printed, each.other) for each in found_of_three] == [("e", "6", "5")]
    found_of_three = repeated(*rows, figure(5.0, **third))
    assert [(each.document, each.printed, each.other) for each in found_of_three] == [("e", "6", "5"), ("f", "5", "6")]
    # What agrees with the first is passed over, and the first still counts.
    same = repeated(figure(5.0), figure(5.0, **LATER), figure(6.0, **third))
    assert [(each.document, each.other_document) for each in same] == [("f", "d")]


@pytest.mark.parametrize(
    ("measure", "name", "severity"),
    [
        ("target", "Målet 2016 för Talet, KLK är 6 st", "note"),
        ("budget", "Budgeten 2016 för Talet, KLK är 6 st", "note"),
        ("variance", "Avvikelsen 2016 för Talet, KLK är 6 st", "warning"),
        ("change", "Förändringen 2016 för Talet, KLK är 6 st", "warning"),
        ("change_pct", "Förändringen 2016 för Talet, KLK är 6 %", "warning"),
    ],
)
def test_every_measure_is_called_by_its_name(measure: str, name: str, severity: str) -> None:
    (found,) = repeated(figure(5.0, measure=measure), figure(6.0, measure=measure, **LATER))
    assert (found.message.partition(" i ”")[0], found.severity) == (name, severity)


def test_what_is_noted_of_either_figure_is_told_once_each() -> None:
    rows = figure(5.0, note="Alla"), figure(6.0, note="Fast anställda", printed_decimals=1), figure(5.0)
    assert messages(repeated(*rows)) == [
        "Talet, KLK 2016 är 6,0 st på ett ställe men 5 st på ett annat (6,0: Fast anställda; 5: Alla)."
    ]
    (found,) = repeated(figure(0.1, printed_decimals=1), figure(0.4, printed_decimals=1))
    assert found.difference == 0.3


# ---- what is not known yet ----

UNKNOWN = figure(None, missing="not_yet", period_type="part_year", period_end=date(2016, 8, 31), place="okänt")


def test_a_figure_that_another_place_does_not_know_yet_is_told() -> None:
    assert told(check_unknown(frame(UNKNOWN, figure(5.0, file_row=3)))) == [
        {
            "document": "d",
            "kind": "repeat",
            "severity": "warning",
            "rule": "not-yet",
            "subject": "Talet, KLK 2016",
            "printed": "5",
            "other": "ännu inte känt",
            "message": "Talet, KLK 2016 är 5 st på ett ställe men ännu inte känt på ett annat.",
            "place": "p",
            "other_place": "okänt",
            "file": "f.csv",
            "file_row": 3,
        }
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"sex": "K"},
        {"measure": "target"},
        EARLIER,
        {"value": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_is_unknown_is_of_the_same_series_and_year(other: Row) -> None:
    assert list(check_unknown(frame(UNKNOWN, figure(5.0) | other))) == []


# ---- levels of several organisations ----


def target(value: float | None, organisation: str = "KS", **other: object) -> Row:
    row: Row = SPOT | {"goal": "g", "label": "Målet", "goal_organisation": "KLK", "organisation": organisation}
    row |= {"year": 2016, "value": value, "decimals": 0, "symbol": "%", "file_row": 4, "yardstick": 1}
    return row | {"scale": "percent", "factor": 1.0} | other


def test_a_title_and_a_table_that_set_different_levels_are_told() -> None:
    rows = [target(6.1, decimals=1, symbol="st"), target(5.0, "KLK", place="tabellen")]
    assert told(check_levels(frame(*rows))) == [
        {
            "document": "d",
            "kind": "repeat",
            "severity": "note",
            "rule": "level",
            "subject": "Målet, mål 2016",
            "printed": "6,1",
            "other": "5",
            "message": "Rubriken för Målet sätter målet 6,1 st för KS 2016, tabellen 5 % för KLK.",
            "difference": 1.1,
            "place": "p",
            "other_place": "tabellen",
            "file": "f.csv",
            "file_row": 4,
        }
    ]


@pytest.mark.parametrize(
    "other",
    [{"document": "e"}, {"goal": "h"}, {"year": 2017}, {"value": None}, {"value": 5.0}, {"organisation": "KLK"}],
)
def test_levels_of_other_goals_and_years_and_equal_ones_say_nothing(other: Row) -> None:
    assert list(check_levels(frame(target(6.0) | other, target(5.0, "KLK")))) == []
    assert list(check_levels(frame(target(6.0)))) == []


# ---- units and methods that change ----

NO_BREAKS = pl.DataFrame(schema={"indicator": pl.String, "from_date": pl.Date, "reason": pl.String})


def test_a_series_that_changes_unit_is_told() -> None:
    # A unit that converts to no other is of a ground of its own.
    pieces = {"unit": "count", "symbol": "st", "scale": None}
    rows = [figure(5.0, place="först", **pieces), figure(6.0, unit="%", symbol="%", scale="hundra", file_row=7)]
    assert told(check_units(frame(*rows), NO_BREAKS)) == [
        {
            "document": "d",
            "kind": "unit",
            "severity": "note",
            "rule": "unit",
            "subject": "Talet, KLK",
            "printed": "%",
            "other": "count",
            "message": "Talet är tryckt både som st och som %, utan att bytet är märkt.",
            "place": "p",
            "other_place": "först",
            "file": "f.csv",
            "file_row": 7,
        }
    ]
    marked = frame({"indicator": "i"})
    assert list(check_units(frame(*rows), marked)) == []
    assert len(list(check_units(frame(*rows), frame({"indicator": "j"})))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"measure": "target"},
        {"value": None},
        {"unit": None, "scale": None},
        {"scale": "pieces"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_only_outcomes_of_one_series_are_counted_in_one_thing(other: Row) -> None:
    rows = [figure(5.0), figure(6.0, unit="%", scale="percent") | other]
    assert list(check_units(frame(*rows), NO_BREAKS)) == []


BREAK = frame({"indicator": "i", "from_date": date(2016, 1, 1), "reason": "Ny enkät"})


def test_figures_across_a_change_of_method_are_told() -> None:
    rows = [figure(69.5, printed_decimals=1, place="sid. 1", **EARLIER), figure(71.0, file_row=3)]
    assert told(check_breaks(frame(*rows), BREAK)) == [
        {
            "document": "d",
            "kind": "trend",
            "severity": "warning",
            "rule": "break",
            "subject": "Talet, KLK",
            "printed": "71",
            "other": "69,5",
            "message": "Talet, KLK: 71 för 2016 ställs mot 69,5 för 2015, men mätningen gjordes om däremellan. "
            "Ny enkät.",
            "place": "p",
            "other_place": "sid. 1",
            "file": "f.csv",
            "file_row": 3,
        }
    ]
    (found,) = check_breaks(frame(rows[0] | {"place": "p"}, rows[1]), BREAK)
    assert found.other_place == ""


def test_a_figure_is_compared_with_the_latest_before_a_change_where_none_is_by_its_own_method() -> None:
    old = {"period_start": date(2013, 1, 1), "period_end": date(2013, 12, 31)}
    new = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
    rows = [figure(4.0, **new), figure(2.0, **EARLIER), figure(1.0, **old)]
    for order in (rows, rows[::-1]):
        assert [(each.printed, each.other) for each in check_breaks(frame(*order), BREAK)] == [("4", "2")]
    assert list(check_breaks(frame(figure(3.0), *rows), BREAK)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"indicator": "j"},
        {"organisation": "SLK"},
        {"source_line": 2},
        {"measure": "target"},
        {"sex": "K"},
        {"value": None},
        {"in_table": True},
        YEAR,
    ],
    ids=lambda other: next(iter(other)),
)
def test_only_outcomes_of_everyone_in_one_passage_are_set_against_each_other(other: Row) -> None:
    assert list(check_breaks(frame(figure(69.0, **EARLIER) | other, figure(71.0)), BREAK)) == []


def test_a_figure_of_the_first_day_of_a_method_is_of_it() -> None:
    first_day = {"period_start": date(2016, 1, 1), "period_end": date(2016, 1, 1)}
    assert len(list(check_breaks(frame(figure(69.0, **EARLIER), figure(71.0, **first_day)), BREAK))) == 1
    assert list(check_breaks(frame(figure(69.0, **first_day), figure(71.0)), BREAK)) == []


def test_every_change_of_method_is_told_on_its_own() -> None:
    two = frame(
        {"indicator": "i", "from_date": date(2016, 1, 1), "reason": "Ny enkät"},
        {"indicator": "i", "from_date": date(2015, 6, 1), "reason": "Nytt urval"},
    )
    old = figure(69.0, period_start=date(2014, 1, 1), period_end=date(2014, 12, 31))
    found = check_breaks(frame(old, figure(71.0)), two)
    assert [each.message.rpartition("däremellan. ")[2] for each in found] == ["Ny enkät.", "Nytt urval."]


# ---- precision and order ----

TENTHS = {"printed_decimals": 1}
MANY = range(60)


def test_figures_are_told_as_they_are_printed() -> None:
    heads = [row | TENTHS for row in sexes(3, 4, 9)]
    assert messages(check_sexes(frame(*heads))) == ["Talet 2016: 3,0 kvinnor och 4,0 män är 7, men totalt står 9,0."]
    rows = [figure(9.0, **TENTHS), member("a", 3)]
    assert messages(check_relations(frame(*rows), relation(("part", "a")))) == [
        "Talet är tryckt som 9,0 st, men 3 (A) ger 3 st."
    ]
    assert messages(changed(BEFORE | TENTHS, NOW | {"printed_decimals": 2}, change(7.0))) == [
        "Förändringen av Talet är tryckt som 7, men 10,0 och 14,00 ger 4."
    ]
    assert messages(repeated(figure(5.0, **TENTHS), figure(6.0, printed_decimals=2))) == [
        "Talet, KLK 2016 är 6,00 st på ett ställe men 5,0 st på ett annat."
    ]
    assert messages(check_unknown(frame(UNKNOWN, figure(5.0, **TENTHS)))) == [
        "Talet, KLK 2016 är 5,0 st på ett ställe men ännu inte känt på ett annat."
    ]
    (found,) = check_breaks(frame(figure(69.0, **EARLIER, **TENTHS), figure(71.0, printed_decimals=2)), BREAK)
    assert found.message.startswith("Talet, KLK: 71,00 för 2016 ställs mot 69,0 för 2015")
    levels = frame(target(6.0, decimals=1), target(5.0, "KLK", decimals=2))
    assert [(each.printed, each.other) for each in check_levels(levels)] == [("6,0", "5,00")]


def test_half_a_step_is_that_of_each_figure() -> None:
    tenths = [row | TENTHS for row in sexes(3, 4, 4.2, **PERCENT)]
    assert len(list(check_sexes(frame(*tenths)))) == 1
    assert not list(check_sexes(frame(*tenths[:2], tenths[2] | {"value": 4.1})))
    whole = relation(("part", "a"), ("part", "c"))
    near = [row | PERCENT | TENTHS for row in (figure(7.2), member("a", 3), member("c", 4))]
    assert len(list(check_relations(frame(*near), whole))) == 1
    assert not list(check_relations(frame(near[0] | {"value": 7.1}, *near[1:]), whole))
    # The figure itself is rounded too, not its parts alone.
    counted = [row | {"unit": "count", "printed_decimals": 0} for row in near[1:]]
    assert not list(check_relations(frame(near[0] | {"value": 7.04}, *counted), whole))
    assert len(list(check_relations(frame(near[0] | {"value": 7.06}, *counted), whole))) == 1
    # Also where a share is counted.
    assert share(66.0, 655, 1000, unit="count") == []
    assert len(repeated(figure(4.0, **TENTHS), figure(4.4, **TENTHS))) == 1
    assert repeated(figure(4.0), figure(4.4, **TENTHS)) == []


def test_heads_of_which_either_is_rough_may_change_by_half_a_step_of_each() -> None:
    rough = {"operator": "≈"}
    assert changed(BEFORE | rough, NOW, change(5.0)) == changed(BEFORE, NOW | rough, change(5.0)) == []
    assert len(changed(BEFORE, NOW, change(5.0))) == 1


def test_what_is_told_of_figures_has_six_decimals_at_most() -> None:
    small = 0.00000014
    assert [each.difference for each in check_sexes(frame(*sexes(3 + small, 4, 9)))] == [2.0]
    assert [each.difference for each in check_sexes(frame(*sexes(3.0000016, 4, 9)))] == [1.999998]
    rows = [figure(9.0), member("a", 3 + small)]
    (found,) = check_relations(frame(*rows), relation(("part", "a")))
    assert (found.difference, found.other) == (6.0, "3")
    assert [each.difference for each in changed(BEFORE, NOW | {"value": 14 + small}, change(7.0))] == [3.0]
    assert [each.difference for each in changed(BEFORE, NOW | {"value": 14.0000016}, change(7.0))] == [2.999998]
    assert [each.difference for each in repeated(figure(5.0), figure(6 + small))] == [1.0]
    assert [each.difference for each in check_levels(frame(target(6 + small), target(5.0, "KLK")))] == [1.0]


def test_members_of_everyone_have_no_word_for_whom_they_are_of() -> None:
    women = [figure(9.0, sex="K"), member("a", 3)]
    assert messages(check_relations(frame(*women), relation(("part", "a"), sex="T"))) == [
        "Talet är tryckt som 9 st, men 3 (A) ger 3 st."
    ]


def test_findings_of_figures_come_in_the_order_of_the_document() -> None:
    names = [f"i{n * 37 % 60}" for n in MANY]
    pairs = [figure(value, indicator=name, label=name) for name in names for value in (1.0, 2.0)]
    assert [each.subject for each in repeated(*pairs)] == [f"{name}, KLK 2016" for name in names]
    years = [figure(69.0, indicator=name, label=name) | ends for name in names for ends in (EARLIER, YEAR)]
    marks = [{"indicator": name, "from_date": date(2016, 1, 1), "reason": "Ny"} for name in sorted(names)]
    others = [mark | {"indicator": f"j{n}"} for n, mark in enumerate(marks * 4)]
    found = check_breaks(frame(*years), frame(*marks, *others))
    assert [each.subject for each in found] == [f"{name}, KLK" for name in names]
    units = [figure(1.0, indicator=name, label=name, scale=scale) for name in names for scale in ("percent", "pieces")]
    assert [each.subject for each in check_units(frame(*units), NO_BREAKS)] == [f"{name}, KLK" for name in names]
    levels = [target(value, who, goal=name, label=name) for name in names for value, who in ((1.0, "KLK"), (2.0, "KS"))]
    assert [each.subject for each in check_levels(frame(*levels))] == [f"{name}, mål 2016" for name in names]
    whole = pl.concat(
        [relation(("part", "a")).with_columns(relation=pl.lit(name), indicator=pl.lit(name)) for name in names]
    )
    wholes = check_relations(frame(member("a", 3.0), *pairs), whole)
    assert [each.subject for each in wholes if each.printed == "1"] == [f"{name}, KLK 2016" for name in names]


def test_figures_on_one_line_keep_the_order_in_which_they_were_read() -> None:
    rows = [figure(float(n * 37 % 60), place=f"sid. {n}") for n in MANY]
    (first, *_) = repeated(*rows)
    assert (first.other, first.other_place.split("; ")[0]) == ("0", "sid. 0")
    assert [each.printed for each in repeated(*rows)] == [str(n * 37 % 60) for n in MANY[1:]]


def test_figures_of_several_documents_keep_the_order_in_which_each_was_read() -> None:
    ends = [date(2016, 12, 31), date(2017, 12, 31), date(2018, 12, 31)]
    rows = [figure(float(n), document=f"d{n % 3}", document_end=ends[n % 3], document_title="Året") for n in MANY]
    within = [each for each in repeated(*rows) if each.rule == "repeat"]
    assert [each.printed for each in within] == [str(n) for first in (0, 1, 2) for n in MANY[first + 3 :: 3]]
    assert [each.other for each in within[::19]] == ["0", "1", "2"]


def test_every_series_that_changes_unit_is_told_by_its_first_and_last_figure() -> None:
    rows = [figure(1.0, unit="st"), figure(2.0, unit="par", scale="pairs"), figure(3.0, unit="%", scale="percent")]
    others = [row | {"indicator": "j", "label": "Annat"} for row in rows]
    elsewhere = [row | {"organisation": "SLK"} for row in rows]
    found = list(check_units(frame(*rows, *others, *elsewhere), NO_BREAKS))
    assert [(each.subject, each.other, each.printed) for each in found] == [
        *(("Talet, KLK", "st", "%"), ("Annat, KLK", "st", "%"), ("Talet, SLK", "st", "%")),
    ]


# ---- the very edge ----


def test_a_billionth_is_noise_and_no_more() -> None:
    still = BEFORE, NOW | {"value": 10.0}
    assert changed(*still, change(1e-9)) == []
    assert len(changed(*still, change(1.1e-9))) == 1
    whole = relation(("part", "a"))
    assert list(check_relations(frame(figure(1e-9), member("a", 0)), whole)) == []
    assert len(list(check_relations(frame(figure(1.1e-9), member("a", 0)), whole))) == 1
    assert list(check_sexes(frame(*sexes(0, 0, 1e-9)))) == []
    assert len(list(check_sexes(frame(*sexes(0, 0, 1.1e-9))))) == 1
