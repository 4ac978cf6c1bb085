"""Key figures that are printed several times: in several units, preliminary, measured anew, and targets set anew."""

from datetime import date

import pytest
from tests.rows import Row, figure, frame

from analysis.judge.checks.repeats import check_levels, check_repeats

THIN = "\N{NARROW NO-BREAK SPACE}"
LATER: Row = {"document": "e", "document_end": date(2017, 12, 31), "document_title": "Nästa år"}
#: Units as the data have them.
TKR: Row = {"unit": "tkr", "symbol": "tkr", "scale": "kr", "factor": 1000.0}
MNKR: Row = {"unit": "mnkr", "symbol": "mnkr", "scale": "kr", "factor": 1e6, "printed_decimals": 1}
MINUTES: Row = {"unit": "min", "symbol": "min", "scale": "tid", "factor": 1.0}
HOURS: Row = {"unit": "h", "symbol": "h", "scale": "tid", "factor": 60.0, "printed_decimals": 1}
PERCENT: Row = {"unit": "percent", "symbol": "%", "scale": None}


def said(*rows: Row) -> list[tuple[str, str]]:
    return [(str(found.severity), found.message) for found in check_repeats(frame(*rows))]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (figure(1340.0, **TKR), figure(1.3, **MNKR), []),
        (figure(90.0, **MINUTES), figure(1.5, **HOURS), []),
        (
            figure(1400.0, **TKR),
            figure(1.3, **MNKR),
            [("error", f"Talet, KLK 2016 är 1,3 mnkr på ett ställe men 1{THIN}400 tkr på ett annat.")],
        ),
        (
            figure(1.3, **MNKR),
            figure(1400.0, **TKR, **LATER),
            [("warning", f"Talet, KLK 2016 är 1{THIN}400 tkr i ”Nästa år”, men 1,3 mnkr i ”Året”.")],
        ),
        # A thousandth is the same figure printed in a wrong unit, and no coarser print of it.
        (
            figure(1300.0, **TKR),
            figure(1300.0, **MNKR),
            [("error", f"Talet, KLK 2016 är 1{THIN}300,0 mnkr på ett ställe men 1{THIN}300 tkr på ett annat.")],
        ),
        # Nothing is held together without common ground.
        (figure(46.0, **PERCENT), figure(45.0), []),
        (figure(46.0, **PERCENT), figure(45.0, **LATER), []),
        (
            figure(1340.0, **TKR, operator="<"),
            figure(1.4, **MNKR),
            [("warning", f"Talet, KLK 2016 är <1{THIN}340 tkr på ett ställe men 1,4 mnkr på ett annat.")],
        ),
        (figure(1340.0, **TKR, operator="≈"), figure(1.3, **MNKR), []),
    ],
)
def test_figures_are_held_together_in_one_unit_and_printed_in_their_own(
    one: Row, other: Row, found: list[tuple[str, str]]
) -> None:
    assert said(one, other) == found


def test_a_difference_is_told_in_the_unit_of_the_figure() -> None:
    (found,) = check_repeats(frame(figure(1400.0, **TKR), figure(1.3, **MNKR)))
    assert found.difference == -0.1


def test_a_change_in_percent_has_no_unit_to_bring_to_another() -> None:
    one, other = figure(4.0, measure="change_pct", **TKR), figure(5.0, measure="change_pct", **PERCENT)
    assert said(one, other) == [
        ("error", "Förändringen 2016 för Talet, KLK är 5 % på ett ställe men 4 % på ett annat.")
    ]


def test_a_preliminary_value_that_became_final_accuses_nobody() -> None:
    early, final = figure(72.0, preliminary=True, **PERCENT), figure(70.4, printed_decimals=1, **PERCENT)
    assert said(early, final) == [
        ("note", "Talet, KLK 2016 är 72 % på ett ställe men 70,4 % på ett annat (72: preliminär).")
    ]
    assert said(early, final | LATER) == [
        ("note", "Talet, KLK 2016 är 70,4 % i ”Nästa år”, men 72 % i ”Året” (72: preliminär).")
    ]
    # A final value is not made uncertain by a later preliminary one.
    assert [severity for severity, _ in said(early | {"preliminary": None}, final | LATER | {"preliminary": True})] == [
        "warning"
    ]


@pytest.mark.parametrize(
    ("why", "severity"),
    [
        ({"measured_anew": [date(2016, 1, 1)]}, "note"),
        ({"measured_anew": [date(2016, 7, 1)]}, "note"),
        ({"measured_anew": [date(2014, 1, 1)]}, "warning"),
        ({"measured_anew": [date(2017, 1, 1)]}, "warning"),
        ({"note": "Omräknat"}, "note"),
        ({}, "warning"),
    ],
)
def test_a_later_value_with_a_reason_is_at_most_a_note(why: Row, severity: str) -> None:
    assert [level for level, _ in said(figure(71.0), figure(64.0, **LATER | why))] == [severity]


def test_a_target_set_anew_belongs_to_the_report_and_not_to_the_plan_of_the_same_year() -> None:
    plan: Row = {"document": "p", "document_kind": "plan", "document_title": "Planen", "measure": "target"}
    year = figure(80.0, measure="target")
    expected = [("note", "Målet 2016 för Talet, KLK är 80 st i ”Året”, men 90 st i ”Planen”.")]
    for rows in ((figure(90.0, **plan), year), (year, figure(90.0, **plan))):
        assert said(*rows) == expected
    # The plan is older than a report of a part of its year too, and younger than the report of the year before.
    part = year | {"document_kind": "interim", "document_end": date(2016, 8, 31), "document_title": "Delåret"}
    assert said(part, figure(90.0, **plan)) == [
        ("note", "Målet 2016 för Talet, KLK är 80 st i ”Delåret”, men 90 st i ”Planen”.")
    ]
    before = year | {"document_end": date(2015, 12, 31), "document_title": "Förra året"}
    assert said(before, figure(90.0, **plan)) == [
        ("note", "Målet 2016 för Talet, KLK är 90 st i ”Planen”, men 80 st i ”Förra året”.")
    ]


def test_levels_of_a_goal_are_held_together_in_one_unit() -> None:
    level: Row = {"document": "d", "place": "p", "file": "f.csv", "file_row": 1, "goal": "g", "label": "Målet"}
    level |= {"goal_organisation": "KLK", "organisation": "KLK", "year": 2016, "decimals": 0, "yardstick": 1}
    own = level | TKR | {"value": 1000.0}
    other = level | MNKR | {"value": 1.0, "organisation": "EK"}
    assert list(check_levels(frame(own, other))) == []
    (found,) = check_levels(frame(own, other | {"value": 2.0}))
    assert found.message == f"Rubriken för Målet sätter målet 2 mnkr för EK 2016, tabellen 1{THIN}000 tkr för KLK."
    assert list(check_levels(frame(own, other | PERCENT))) == []
