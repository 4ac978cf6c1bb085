"""Limits, preliminary figures and third answers in sums: what can be is never accused, what cannot be is told."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import Row, figure, frame

from analysis.judge.checks.carried_on import check_carried_on
from analysis.judge.checks.changes import check_changes
from analysis.judge.checks.limited_relations import check_limited_relations
from analysis.judge.checks.parts_of_year import check_parts_of_year
from analysis.judge.checks.relations import check_relations
from analysis.judge.checks.repeats import check_repeats
from analysis.judge.checks.sexes import check_sexes

BASE: Row = {"relation": "r", "measure": None, "sex": None, "optional": False}
SUM = frame(*(BASE | {"kind": "sum", "indicator": "all", "role": "part", "member": name} for name in ("a", "b")))
SHARE = frame(
    *(
        BASE | {"kind": "share", "indicator": "share", "role": role, "member": name}
        for role, name in (("part", "a"), ("whole", "b"))
    )
)
FEWER = {"operator": "<"}
PERCENT = {"unit": "percent", "symbol": "%", "indicator": "share", "label": "Andelen"}


def limited(whole: float, part: float, relation: pl.DataFrame = SUM, **other: object) -> list[str]:
    rows = [figure(part, indicator="b", label="B"), figure(5.0, indicator="a", label="A", **FEWER)]
    result = figure(whole, **PERCENT) if relation is SHARE else figure(whole, indicator="all", label="Alla")
    return [one.message for one in check_limited_relations(frame(result | other, *rows), relation)]


@pytest.mark.parametrize(("whole", "told"), [(41, False), (45, False), (46, True), (52, True), (40, True)])
def test_fewer_than_five_and_others_are_no_more_than_that(whole: float, told: bool) -> None:
    assert bool(limited(whole, 41)) is told


def test_a_limit_that_cannot_be_is_told_in_words() -> None:
    assert limited(52, 41) == ["Alla är tryckt som 52 st, men <5 st (A) och 41 st (B) kan inte ge det."]
    assert limited(30, 40, SHARE) == ["Andelen är tryckt som 30 %, men <5 st (A) av 40 st (B) kan inte ge det."]


@pytest.mark.parametrize(("share", "told"), [(0, False), (10, False), (12, False), (13, True), (30, True)])
def test_a_share_of_fewer_than_five_is_at_most_four_of_all(share: float, told: bool) -> None:
    assert bool(limited(share, 40, SHARE)) is told


@given(few=st.integers(0, 4), others=st.integers(0, 500))
def test_whatever_the_few_are_a_right_total_and_a_right_share_are_never_accused(few: int, others: int) -> None:
    assert limited(few + others, others) == []
    if others:
        assert limited(round(100 * few / others), others, SHARE) == []


QUARTERS = [(1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31)]


def year_of(whole: float, *parts: tuple[float, str | None], **other: object) -> list[str]:
    spans = [{"period_start": date(2016, a, 1), "period_end": date(2016, b, day)} for a, b, day in QUARTERS]
    rows = [
        figure(value, operator=sign, period_type="quarter", **(span | other))
        for span, (value, sign) in zip(spans, parts, strict=True)
    ]
    return [one.severity for one in check_parts_of_year(frame(figure(whole), *rows))]


def test_quarters_of_which_some_are_few_make_a_year_that_they_can_make() -> None:
    few = (5, "<"), (5, "<"), (6, None), (7, None)
    assert year_of(40, *few) == ["error"]
    assert year_of(21, *few) == []
    assert year_of(13, *few) == []


def test_what_is_preliminary_may_become_another() -> None:
    parts = (30, None), (29, None), (27, None), (33, None)
    assert year_of(125, *parts) == ["error"]
    assert year_of(125, *parts, preliminary="yes") == ["note"]
    sexes = [figure(value, sex=sex, preliminary=early) for sex, value, early in (("K", 3.0, "yes"), ("M", 4.0, None))]
    assert [one.severity for one in check_sexes(frame(*sexes, figure(9.0)))] == ["note"]
    both = [row | {"preliminary": "yes"} for row in (*sexes, figure(9.0))]
    assert [one.severity for one in check_sexes(frame(*both))] == ["error"]
    before = figure(5.0, period_start=date(2015, 1, 1), period_end=date(2015, 12, 31), preliminary="yes")
    change = figure(9.0, measure="change", compared_to=date(2015, 12, 31))
    assert [one.severity for one in check_changes(frame(before, change, figure(7.0)))] == ["note"]


def test_women_and_men_are_no_more_than_all_though_some_are_neither() -> None:
    def told(women: float, men: float) -> list[str]:
        rows = [figure(value, sex=sex, third_answer=True) for sex, value in (("K", women), ("M", men), ("T", 100.0))]
        return [one.message for one in check_sexes(frame(*rows))]

    assert told(60, 50) == ["Talet 2016: 60 kvinnor och 50 män är 110, men totalt står 100."]
    assert told(50, 45) == told(50, 50) == []


def test_women_and_men_as_shares_of_all_are_a_hundred_together() -> None:
    def told(women: float, men: float, total: float = 100.0) -> list[str]:
        rows = [figure(value, sex=sex, **PERCENT) for sex, value in (("K", women), ("M", men), ("T", total))]
        return [one.severity for one in check_sexes(frame(*rows))]

    assert told(79, 21) == told(78.6, 21.4) == []
    assert told(79, 31) == ["error"]
    assert told(79, 21, 90) == ["error"]


def test_at_most_so_many_are_told_as_that() -> None:
    rows = [figure(5.0, sex="K", **FEWER), figure(12.0, sex="M"), figure(17.0)]
    (one,) = check_sexes(frame(*rows))
    assert one.message == "Talet 2016: <5 kvinnor och 12 män är högst 16, men totalt står 17."


def test_what_is_full_to_more_than_its_places_says_so_itself() -> None:
    rows = [figure(21.0, indicator="a"), figure(20.0, indicator="b")]
    assert [one.rule for one in check_relations(frame(*rows), SHARE)] == ["relation-part"]
    assert not list(check_relations(frame(*rows, figure(105.0, **PERCENT)), SHARE))


def test_what_is_expected_is_made_of_what_is_expected() -> None:
    expected = SUM.with_columns(measure=pl.lit("forecast"))
    rows = [figure(value, indicator=name, measure="forecast") for name, value in (("a", 30.0), ("b", 12.0))]
    assert [
        one.other for one in check_relations(frame(*rows, figure(52.0, indicator="all", measure="forecast")), expected)
    ] == ["42"]
    assert not list(check_relations(frame(*rows, figure(42.0, indicator="all", measure="forecast")), expected))


@pytest.mark.parametrize(
    ("measure", "severities"), [("forecast", []), ("budget", ["note"]), ("target", ["note"]), ("outcome", ["warning"])]
)
def test_documents_expect_anew_and_decide_anew(measure: str, severities: list[str]) -> None:
    rows = [figure(value, measure=measure, document=name) for name, value in (("d", 45.0), ("e", 46.0))]
    assert [one.severity for one in check_repeats(frame(*rows))] == severities


def test_changes_from_different_years_are_different_figures() -> None:
    rows = [
        figure(value, measure="change", compared_to=date(year, 12, 31)) for value, year in ((9.0, 2010), (2.0, 2015))
    ]
    assert not list(check_repeats(frame(*rows)))
    assert len(list(check_repeats(frame(*(row | {"compared_to": date(2015, 12, 31)} for row in rows))))) == 1


# ---- commitments that a later document carries on ----


def carried(before: str | None, now: str | None, share: float | None = None, later: float | None = None) -> list[str]:
    row: Row = {"document": "e", "document_title": "Bokslut", "label": "Å", "status": now, "completion": later}
    row |= {"earlier_document": "d", "earlier_title": "Delår", "earlier_status": before, "earlier_completion": share}
    row |= {"place": "p", "file": "f.csv", "file_row": 2, "earlier_place": "q"}
    return [one.message for one in check_carried_on(frame(row))]


@pytest.mark.parametrize(
    ("before", "now", "share", "later", "told"),
    [
        ("done", "ongoing", None, None, True),
        ("ongoing", "not_started", None, None, True),
        ("done", "not_started", None, None, True),
        ("ongoing", "delayed", None, None, False),
        ("not_started", "done", None, None, False),
        ("ongoing", "ongoing", 80.0, 60.0, True),
        ("ongoing", "done", 80.0, 100.0, False),
        ("done", None, None, None, False),
        (None, "ongoing", 90.0, 30.0, True),
        ("ongoing", "ongoing", 80.0, None, False),
    ],
)
def test_what_has_come_less_far_than_before_is_told(
    before: str | None, now: str | None, share: float | None, later: float | None, told: bool
) -> None:
    assert bool(carried(before, now, share, later)) is told


def test_what_has_come_less_far_is_a_note_of_both_documents() -> None:
    assert carried("done", "ongoing", 100.0, 40.0) == [
        "Åtagandet Å: klart, färdigt till 100 % i ”Delår”, men pågår, färdigt till 40 % i ”Bokslut”. "
        "Det kan stämma om det görs om varje år."
    ]
