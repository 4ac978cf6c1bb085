"""Laws of what a value was before, and of names: whatever is built in whatever order, each value keeps its own past."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from analysis.base.vocabulary import Assessment, Missing, Status, Trend
from analysis.build.known_names import Name, folded, meant
from analysis.build.past import Past, parts_of
from analysis.build.published_words import value
from analysis.errors import CallError
from analysis.store.history import changes

BEGAN = datetime(2026, 11, 30, 12, 5)
SEXES, PLACES, LINES = ("K", "M", "T"), ("Del 1 › A", "Del 2 | B › kolumn C"), (41, 42)

#: What one build publishes: a value for each sex at one place and line, or none.
figures = st.dictionaries(
    st.tuples(st.sampled_from(SEXES), st.sampled_from(PLACES), st.sampled_from(LINES)),
    st.sampled_from(["1.0", "2.5", "not_reported"]),
    max_size=6,
)
builds = st.lists(figures, min_size=2, max_size=6)


def key(sex: str, place: str, line: int) -> str:
    return f"x | KLK | {sex} | 2022-01-01 | 2022-12-31 | outcome | {place} | {line}"


def published(build: dict[tuple[str, str, int], str]) -> pl.DataFrame:
    rows = [("observation", "d", key(*at), "value", told, "tkr", at[1]) for at, told in build.items()]
    names = ["fact", "document", "key", "field", "value", "unit", "place"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def history_of(made: list[dict[tuple[str, str, int], str]]) -> pl.DataFrame:
    """What builds write down, the second and third within one second."""
    when = [BEGAN + timedelta(seconds=number // 2) for number in range(len(made))]
    told = [
        changes(published(before), published(after), at, f"data {number}", None)
        for number, (before, after, at) in enumerate(zip(made, made[1:], when, strict=False))
    ]
    # Units are shown by what is written after figures, which the query adds.
    return pl.concat(told).rename({"unit_before": "symbol_before", "unit_after": "symbol_after"})


@given(builds)
@examples(50)
def test_a_past_leads_from_what_is_published_back_without_a_gap_and_within_its_own_key(
    made: list[dict[tuple[str, str, int], str]],
) -> None:
    past = Past(history_of(made))
    for at, now in made[-1].items():
        found = past.of(("observation", "d", key(*at), "value"))
        expected: str | None = now
        for change in found:
            assert change.after == expected
            expected = change.moved.before if change.moved else change.before
            assert parts_of(*change.which[::2])["sex"] == at[0]
        assert [change.number for change in found] == sorted((change.number for change in found), reverse=True)


@given(builds)
@examples(50)
def test_what_is_gone_stood_once_stands_no_more_and_was_not_moved(
    made: list[dict[tuple[str, str, int], str]],
) -> None:
    past = Past(history_of(made))
    gone = {change.which[2] for change in past.gone()}
    every, now = {key(*at) for build in made for at in build}, {key(*at) for at in made[-1]}
    found = [change for each in every for change in past.of(("observation", "d", each, "value"))]
    moved = {change.moved.which[2] for change in found if change.moved}
    assert gone <= every - now
    assert every - now - gone <= moved


@given(st.sampled_from(SEXES), st.sampled_from(PLACES), st.sampled_from(LINES))
def test_a_key_is_taken_apart_whatever_stands_in_it(sex: str, place: str, line: int) -> None:
    parts = parts_of("observation", key(sex, place, line))
    assert (parts["indicator"], parts["sex"], parts["place"], parts["line"]) == ("x", sex, place, str(line))


@given(st.lists(st.text("ab |", min_size=1, max_size=8), min_size=1, max_size=3))
def test_the_name_of_a_line_may_hold_what_stands_between_parts(words: list[str]) -> None:
    name = " | ".join(words)
    parts = parts_of("amount", f"KLK | unit | 7 | {name} | actual | 2016-01-01 | 2016-12-31")
    assert (parts["name"], parts["line"], parts["measure"], parts["period_end"]) == (name, "7", "actual", "2016-12-31")


@pytest.mark.parametrize(
    "fact", ["observation", "amount", "text", "target", "area", "score", "goal", "of a later program"]
)
@given(key=st.text(max_size=30))
def test_any_key_is_taken_apart(fact: str, key: str) -> None:
    parts_of(fact, key)


names = st.builds(
    Name, st.sampled_from(["indicator", "goal", "line"]), st.text("abå-", min_size=1, max_size=6), st.text(max_size=12)
)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper().replace(" ", "-")).isalnum() or not folded(text)


@given(st.text(max_size=12), st.lists(names, max_size=8))
def test_a_name_finds_something_or_is_told_to_be_none(what: str, known: list[Name]) -> None:
    try:
        found = meant(what, known)
    except CallError as wrong:
        assert wrong.remedy
    else:
        assert found <= {(name.subject, name.code) for name in known}
        assert found


@given(st.lists(names.filter(lambda name: bool(folded(name.code))), min_size=1, max_size=8))
def test_every_code_finds_what_has_it(known: list[Name]) -> None:
    for name in known:
        assert (name.subject, name.code) in meant(name.code.upper(), known)


@given(st.floats(-1e12, 1e12, allow_subnormal=False), st.integers(0, 3), st.sampled_from(["", "<", "≥"]))
def test_a_figure_of_the_history_is_said_with_comma_and_no_fewer_decimals_than_now(
    figure: float, decimals: int, operator: str
) -> None:
    row = {"fact": "observation", "field": "value", "decimals": decimals}
    told = value(row, f"{operator}{figure!r}")
    assert "." not in told
    assert "e" not in told
    assert len(told.partition(",")[2]) >= decimals


@pytest.mark.parametrize(
    ("fact", "field", "codes"),
    [
        ("goal", "assessment", Assessment),
        ("goal", "trend", Trend),
        ("commitment", "status", Status),
        ("observation", "value", Missing),
        ("target", "value", Missing),
        ("amount", "amount", Missing),
        ("area", "assessment", ("full", "partial", "not")),
        ("control", "assessment", ("full", "partial", "not")),
        ("override", "trend", Trend),
    ],
)
def test_every_code_has_a_word(fact: str, field: str, codes: type[Assessment]) -> None:
    for code in codes:
        assert value({"fact": fact, "field": field}, code) != code
