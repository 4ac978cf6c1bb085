"""Goals with every kind of target, and with yardsticks of every kind: what is printed of each."""

from typing import Any

from tests.invented import WHO, Invented

COUNCIL, MINUS = "KF", "\N{MINUS SIGN}"
#: What a target of each kind needs beside its value.
RANGE: dict[str, Any] = {"kind": "range", "upper": "90"}
SINCE: dict[str, Any] = {"kind": "direction", "base_year": 2021, "unit": ""}
PLACES: dict[str, Any] = {"kind": "rank", "unit": "", "of": 290}
MEAN: dict[str, Any] = {"kind": "mean", "first_year": 2022, "last_year": 2023}
WORDS: dict[str, Any] = {"kind": "words", "unit": "", "words": "god ekonomisk hushållning"}
#: A document that says nothing of near, so that figures either reach or miss.
STRICT = {"tolerance": "", "tolerance_kind": ""}


def fill(made: Invented) -> None:
    """Add every goal."""
    made.reference("organisations", organisation=COUNCIL, name="Fullmäktige", kind="board")
    made.reference("units", unit="plats", symbol="", name="plats", scale_of="", factor="", kind="rank")
    for part in (_ranges, _movements, _ranks, _means, _words, _yardsticks):
        part(made)


def goal(made: Invented, code: str, outcome: str = "", direction: str = "higher", **about: str) -> None:
    """Add a goal with an indicator, and its outcome where it has one."""
    made.indicator(code, direction=direction, **STRICT | about)
    made.goal(code, code)
    if outcome:
        made.figure(code, "2023", outcome)


def _ranges(made: Invented) -> None:
    outcomes = {"in": "85", "low": "80", "high": "90", "under": "79", "over": "91,5"}
    for code, outcome in outcomes.items():
        goal(made, f"range-{code}", outcome, "range")
        made.target(f"range-{code}", "80", **RANGE)
    goal(made, "range-near", "78", "range", tolerance="5", tolerance_kind="relative")
    made.target("range-near", "80", **RANGE)
    goal(made, "range-sign", "", "range")
    made.figure("range-sign", "2023", "85", operator=">")
    made.target("range-sign", "80", **RANGE)
    goal(made, "range-none", "85", "none")
    made.target("range-none", "80", **RANGE)
    goal(made, "range-below", "-3", "range")
    made.target("range-below", "-5", kind="range", upper="-2")
    goal(made, "one-end", "85", "range")
    made.target("one-end", "80")


def _movements(made: Invented) -> None:
    outcomes = {"up": "76", "still": "74", "down": "72"}
    for code, outcome in outcomes.items():
        goal(made, f"rise-{code}", outcome)
        made.figure(f"rise-{code}", "2021", "74")
        made.target(f"rise-{code}", "", **SINCE)
        goal(made, f"fall-{code}", outcome, "lower")
        made.figure(f"fall-{code}", "2021", "74")
        made.target(f"fall-{code}", "", **SINCE)
        goal(made, f"keep-{code}", outcome)
        made.target(f"keep-{code}", "", operator="≥", kind="direction", base_value="74")
    made.indicator("rise-unit", "mnkr", **STRICT)
    made.goal("rise-unit", "rise-unit")
    made.figure("rise-unit", "2021", "1 200", "tkr")
    made.figure("rise-unit", "2023", "1,3", "mnkr")
    made.target("rise-unit", "", **SINCE)
    goal(made, "rise-part", "")
    made.figure("rise-part", "2021", "90")
    made.figure("rise-part", "2021-01-01/2021-08-31", "50")
    made.figure("rise-part", "2023-01-01/2023-08-31", "55")
    made.target("rise-part", "", period_start="2023-01-01", period_end="2023-08-31", **SINCE)
    goal(made, "rise-apart", "")
    made.figure("rise-apart", "2021", "50")
    made.figure("rise-apart", "2023-01-01/2023-08-31", "55")
    made.target("rise-apart", "", period_start="2023-01-01", period_end="2023-08-31", **SINCE)
    goal(made, "rise-anew", "76")
    made.figure("rise-anew", "2021", "74")
    made.target("rise-anew", "", **SINCE)
    made.reference("method_breaks", indicator="rise-anew", from_date="2022-06-01", reason="Ny enkät")
    made.indicator("rise-own", **STRICT)
    made.goal("rise-own", "rise-own", base_value="74")
    made.figure("rise-own", "2023", "76")
    made.target("rise-own", "", unit="", kind="direction")


def _ranks(made: Invented) -> None:
    for code, place in {"top": "34", "edge": "50", "far": "51"}.items():
        goal(made, f"rank-{code}", "85")
        made.figure(f"rank-{code}", "2023", place, unit="", measure="rank", of=290)
        made.target(f"rank-{code}", "50", **PLACES)
    for code, place in {"in": "72", "out": "73"}.items():
        goal(made, f"share-{code}", "85")
        made.figure(f"share-{code}", "2023", place, unit="", measure="rank", of=290)
        made.target(f"share-{code}", "25", kind="rank")
    goal(made, "share-among", "85")
    made.figure("share-among", "2023", "72", unit="", measure="rank")
    made.target("share-among", "25", kind="rank")
    goal(made, "rank-none", "85")
    made.target("rank-none", "50", **PLACES)
    made.indicator("rank-own", "plats", "lower", **STRICT)
    made.goal("rank-own", "rank-own")
    made.figure("rank-own", "2023", "3", "plats", of=26)
    made.target("rank-own", "5", unit="plats", kind="rank")


def _means(made: Invented) -> None:
    for code, figures in {"met": ("3,2", "2,8"), "missed": ("3,2", "2,79")}.items():
        goal(made, f"mean-{code}", figures[1])
        made.figure(f"mean-{code}", "2022", figures[0])
        made.target(f"mean-{code}", "3,0", **MEAN)
    goal(made, "mean-so-far", "3,3")
    made.figure("mean-so-far", "2022", "3,2")
    made.target("mean-so-far", "3,0", **MEAN | {"last_year": 2025})
    goal(made, "mean-gap", "3,3")
    made.target("mean-gap", "3,0", **MEAN)
    goal(made, "mean-anew", "3,3")
    made.figure("mean-anew", "2022", "3,2")
    made.target("mean-anew", "3,0", **MEAN)
    made.reference("method_breaks", indicator="mean-anew", from_date="2023-01-01", reason="Ny enkät")


def _words(made: Invented) -> None:
    made.goal("words", "", assessment="better", assessment_source="printed")
    made.target("words", "", **WORDS)
    goal(made, "words-figure", "85")
    made.target("words-figure", "", **WORDS)


def _yardsticks(made: Invented) -> None:
    """Women and men, two organisations, a part of the year and the whole; the owner's target and the council's."""
    made.indicator("y", **STRICT)
    made.goal("y", "y", sex="K")
    made.figure("y", "2023", "80", sex="K")
    made.figure("y", "2023", "70", sex="M")
    further: dict[str, Any] = {"goal": "y", "indicator": "y", "measured_for": WHO}
    made.source("goal_indicators", sex="M", assessment="better", assessment_source="printed", **further)
    made.target("y", "75")
    made.target("y", "85", set_by=COUNCIL)
    made.target("y", "75", yardstick=2)
    made.indicator("z", **STRICT)
    made.goal("z", "")
    for number, kind in ((1, "part_year"), (2, "year")):
        made.source("goal_indicators", goal="z", indicator="z", measured_for=WHO, yardstick=number, period_type=kind)
    made.source("goal_indicators", goal="z", indicator="z", measured_for=COUNCIL, yardstick=3)
    made.figure("z", "2023-01-01/2023-08-31", "40")
    made.figure("z", "2023", "61")
    made.figure("z", "2023", "90", organisation=COUNCIL)
    made.target("z", "40", yardstick=1, period_start="2023-01-01", period_end="2023-08-31")
    made.target("z", "60", yardstick=2)
    made.target("z", "95", yardstick=3)
    goal(made, "theirs", "80")
    made.target("theirs", "85", set_by=COUNCIL)
