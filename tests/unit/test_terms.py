"""What an owner calls things: read from the settings, named by messages, one owner beside another."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.own_terms import first_terms, read_terms
from analysis.intake.project_settings import read_settings
from analysis.words.current_language import ENGLISH, SWEDISH, speaking
from analysis.words.mixed_language import MixedText
from analysis.words.terms import (
    FORMS,
    NEUTRAL,
    Terminology,
    current_terms,
    named_by,
    project_names,
    swedish_term,
    term,
    terms_in,
)
from analysis.words.translate import _, n_
from analysis.words.usual_terms import USUAL

OWN = {
    "goal": "en strategi, strategin, strategier, strategierna",
    "area": {"sv": "ett målområde, målområdet, målområden, målområdena", "en": "target area, target areas"},
    "beslut": "ett beslut, beslutet, beslut, besluten",
}


@pytest.fixture(autouse=True)
def neutral() -> Iterator[None]:
    """Nobody's words."""
    with named_by(NEUTRAL):
        yield


def own() -> Terminology:
    terms, faults = read_terms(OWN, levels=["beslut"])
    assert faults == []
    return terms


def told(words: object, levels: tuple[str, ...] = ()) -> list[str]:
    return [f"{value}: {right}" for value, right in read_terms(words, levels)[1]]


# ---- forms ----


def test_a_term_has_every_form_and_its_gender() -> None:
    with named_by(own()):
        found = term("goal")
    assert [getattr(found, form) for form in FORMS] == ["strategi", "strategin", "strategier", "strategierna"]
    assert (f"{found:Ingen|Inget}", f"{term('goal'):Ingen|Inget}") == ("Ingen", "Inget")


def test_what_nobody_says_has_its_usual_word_in_both_languages() -> None:
    assert (term("commitment").many, term("key_figure").the) == ("åtaganden", "nyckeltalet")
    with speaking(ENGLISH):
        assert (term("commitment").many, term("key_figure").the, f"{term('area'):a|an}") == (
            "commitments", "the key figure", "an",
        )  # fmt: skip


def test_every_usual_term_has_words_in_both_languages() -> None:
    assert USUAL[SWEDISH].keys() == USUAL[ENGLISH].keys()
    assert read_terms(USUAL[SWEDISH])[1] == []


def test_a_level_of_ones_own_has_its_word_and_without_one_its_code() -> None:
    with named_by(own()):
        assert (term("beslut").the_many, term("del_mal").many) == ("besluten", "del mal")


def test_a_level_may_have_capitals_in_its_code() -> None:
    words = read_terms({"FO": "ett fokusområde, fokusområdet, fokusområden, fokusområdena"}, levels=["FO"])[0]
    with named_by(words):
        assert (term("FO").many, term("Goal").many) == ("fokusområden", "Mål")


def test_a_term_without_english_has_the_usual_english_and_else_its_swedish_marked_as_such() -> None:
    with named_by(own()), speaking(ENGLISH):
        assert (term("goal").many, term("area").many) == ("goals", "target areas")
        said = _("{what.the} är satt", what=term("beslut"))
        assert isinstance(said, MixedText)
        assert said.runs[0] == ("beslutet", "sv")


# ---- messages ----


def test_a_message_names_a_term_itself_with_what_agrees_with_it() -> None:
    message = "{goal:Ingen|Inget} {goal.one} i {area.the} {where} har {commitment.many}. {Goal.the_many} finns."
    with named_by(own()):
        assert _(message, where="KLK") == "Ingen strategi i målområdet KLK har åtaganden. Strategierna finns."
    assert _(message, where="KLK") == "Inget mål i området KLK har åtaganden. Målen finns."
    assert n_("{goal.one}", "{goal.many}", 2) == "mål"


def test_a_short_form_is_the_whole_one_where_there_is_none() -> None:
    with named_by(first_terms()):
        told = _("{Area.many}: {area.short.the}, {commitment.short.many}, {goal.short:en|ett} {goal.short.one}")
        assert told == "Processområden: området, åtaganden, ett mål"
        assert _("{goal.short:en sådan|ett sådant}") == "ett sådant"


def test_a_value_of_that_name_goes_before_the_term() -> None:
    assert _("{area} och {area.one}", area=term("goal")) == "mål och mål"


@given(st.text(alphabet="{}abc.|: ", max_size=30))
def test_what_names_no_term_is_left_as_it_is(text: str) -> None:
    if not terms_in(text):
        assert _(text) == text


# ---- whose they are ----


def test_words_are_those_of_a_piece_of_work_and_no_other_threads() -> None:
    heard: dict[str, str] = {}
    both = threading.Barrier(2)

    def speak(name: str, terms: Terminology) -> None:
        with named_by(terms):
            both.wait()
            heard[name] = term("goal").one
            both.wait()

    threads = [threading.Thread(target=speak, args=each) for each in (("own", own()), ("neutral", NEUTRAL))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"own": "strategi", "neutral": "mål"}


def test_a_command_has_its_projects_words_in_every_thread_and_those_of_now() -> None:
    heard, words = [], [own(), first_terms()]
    with project_names(lambda: words.pop(0)):
        for _time in range(2):
            thread = threading.Thread(target=lambda: heard.append(term("goal").one))
            thread.start()
            thread.join()
    assert (heard, current_terms()) == (["strategi", "processmål"], NEUTRAL)


# ---- settings ----


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"gaol": OWN["goal"]}, "gaol: Menade du «goal»?"),
        ({"goal": "ett mål, målet, mål"}, "goal: ett mål, målet, mål: fyra former åtskilda med komma"),
        ({"goal": "ett mål, , mål, målen"}, "goal: ett mål, , mål, målen: fyra former"),
        (
            {"goal": "mål, målet, mål, målen"},
            "goal: mål, målet, mål, målen: den första formen ska börja med en eller ett",
        ),
        ({"goal": "en mål, målet, mål, målen"}, "goal: en mål, målet, mål, målen: en och bestämd form på -n"),
        ({"goal": {"sv": OWN["goal"], "en": "strategy"}}, "goal: strategy: två former"),
        ({"goal": {"en": "strategy, strategies"}}, "goal: svenska ord i raden sv"),
        ({"goal": {"sv": OWN["goal"], "de": "Ziel"}}, "goal: de: "),
        ({"goal": None}, "goal: : fyra former"),
        ({"goal": ["mål"]}, "goal: ['mål']: fyra former"),
        ("mål", "words: en rad för varje ord"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_right(words: object, said: str) -> None:
    (fault,) = told(words)
    assert fault.startswith(said)


@pytest.mark.parametrize(
    "written",
    [
        "ett strategiskt mål, det strategiska målet, strategiska mål, de strategiska målen",
        "ett kommunfullmäktige, kommunfullmäktige, kommunfullmäktige, kommunfullmäktige",
        "ett mål för god ekonomi, målet för god ekonomi, mål för god ekonomi, målen för god ekonomi",
        "ett tema, temat, teman, temana",
    ],
)
def test_terms_of_several_words_and_unusual_forms_are_taken(written: str) -> None:
    assert swedish_term(written).second


def test_settings_have_words_and_a_folder_of_the_first_format_those_of_then(tmp_path: Path) -> None:
    assert read_settings(tmp_path)[0].terms == first_terms()
    (tmp_path / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    assert read_settings(tmp_path)[0].terms == NEUTRAL
    (tmp_path / "project.yaml").write_text(
        "format: 2\nwords:\n  goal: en strategi, strategin, strategier, strategierna\n  area: x\n", encoding="utf-8"
    )
    settings, faults = read_settings(tmp_path)
    assert settings.terms.own[SWEDISH, "goal"].many == "strategier"
    assert [str(fault) for fault in faults] and "fyra former" in str(faults[0])
