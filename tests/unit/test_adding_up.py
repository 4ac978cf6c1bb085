"""Several judgements become one: what each rule says, and laws that hold for both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.base.judged import AddingUp
from analysis.judge.adding_up import add_up

RANK = {"worse": 0, "near": 1, "better": 2}
known = st.lists(st.sampled_from(["worse", "near", "better"]), min_size=1, max_size=6)
parts = st.lists(st.sampled_from(["worse", "near", "better", "not_evaluated", None]), max_size=6)
rules = st.sampled_from(list(AddingUp))


@pytest.mark.parametrize(
    ("judged", "weakest", "share"),
    [
        (["better", "worse"], "worse", "near"),
        (["better", "better"], "better", "better"),
        (["better", "near"], "near", "near"),
        (["near", "worse"], "worse", "worse"),
        (["near", "near"], "near", "near"),
        (["better", None], "not_evaluated", "not_evaluated"),
        (["worse", None], "worse", "not_evaluated"),
        (["better", "worse", None], "worse", "near"),
        ([None], "not_evaluated", "not_evaluated"),
        ([], "not_evaluated", "not_evaluated"),
    ],
)
def test_what_the_rules_say(judged: list[str | None], weakest: str, share: str) -> None:
    assert [str(add_up(judged, rule).assessment) for rule in (AddingUp.WEAKEST, AddingUp.SHARE)] == [weakest, share]


def test_what_it_rests_on_is_told() -> None:
    assert tuple(add_up(["better", "worse", None, "not_evaluated"], AddingUp.SHARE))[1:] == (4, 2, 1)


@given(parts, rules)
def test_order_says_nothing(judged: list[str | None], rule: AddingUp) -> None:
    assert add_up(judged, rule) == add_up(judged[::-1], rule)


@given(parts, rules, known)
def test_knowing_more_never_turns_a_judgement_into_another(
    judged: list[str | None], rule: AddingUp, found: list[str]
) -> None:
    before = add_up(judged, rule)
    learnt = iter(found)
    after = add_up([part if part in RANK else next(learnt, part) for part in judged], rule)
    assert before.assessment in ("not_evaluated", after.assessment)
    assert after.known >= before.known


@given(known, rules, st.data())
def test_a_better_part_never_makes_a_worse_whole(judged: list[str], rule: AddingUp, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(judged) - 1))
    raised = [*judged[:place], "better", *judged[place + 1 :]]
    assert RANK[add_up(raised, rule).assessment] >= RANK[add_up(judged, rule).assessment]


@given(st.sampled_from(list(RANK)), st.integers(1, 5), rules)
def test_what_all_say_the_whole_says(part: str, amount: int, rule: AddingUp) -> None:
    assert add_up([part] * amount, rule).assessment == part


def test_a_scale_without_a_step_for_some_takes_all() -> None:
    for parts, judged in ((["better", "worse"], "worse"), (["better", "better"], "better"), (["worse"], "worse")):
        assert add_up(parts, AddingUp.SHARE, some=False).assessment == judged
    assert add_up(["better", None], AddingUp.SHARE, some=False).assessment == "not_evaluated"
    assert add_up(["worse", None], AddingUp.SHARE, some=False).assessment == "worse"
