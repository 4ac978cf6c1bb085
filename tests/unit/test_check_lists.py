"""What is listed and counted: shares of few, one name for two, counts in texts, areas left empty, people by role."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import SPOT, Row, cell, figure, frame

from analysis.intake.own_terms import read_terms
from analysis.judge.checks.amounts import check_amounts
from analysis.judge.checks.counted_goals import check_counted_goals
from analysis.judge.checks.counted_statuses import check_counted_statuses
from analysis.judge.checks.counted_texts import check_counted_texts
from analysis.judge.checks.few import check_few
from analysis.judge.checks.finding import Finding
from analysis.judge.checks.headings import check_headings
from analysis.judge.checks.names import check_names
from analysis.judge.checks.relations import check_relations
from analysis.judge.checks.sums import check_sums
from analysis.words.terms import named_by

# ---- shares of few ----


def relation(kind: str, *members: tuple[str, str], indicator: str = "i") -> pl.DataFrame:
    base: Row = {"relation": "r", "kind": kind, "indicator": indicator, "measure": None, "sex": None, "optional": False}
    return frame(*(base | {"role": role, "member": member} for role, member in members))


WOMEN = relation("share", ("part", "women"), ("whole", "all"))


def share(value: float, whole: float, decimals: int = 1, **other: object) -> list[Finding]:
    percent = {"unit": "percent", "symbol": "%", "label": "Kvinnor", "printed_decimals": decimals}
    everyone = figure(whole, indicator="all", label="Anställda", place="Antal") | other
    return list(check_few(frame(figure(value, **percent), everyone), WOMEN))


def test_a_share_that_no_whole_number_of_so_few_gives_is_told() -> None:
    (one,) = share(45.3, 24)
    assert (one.rule, one.severity, one.printed, one.other) == ("few", "warning", "45,3", "41,7 / 45,8")
    assert (one.place, one.other_place) == ("p", "Antal")
    assert one.message == (
        "Kvinnor är tryckt som 45,3 %, men inget helt antal av 24 (Anställda) ger det: 10 är 41,7 % och 11 är 45,8 %. "
        "Kontrollera andelen och antalet."
    )


@pytest.mark.parametrize(
    ("value", "whole", "decimals", "right"),
    [
        (45.8, 24, 1, True),
        (46, 24, 0, True),
        (45, 24, 0, False),
        (12.5, 8, 1, True),
        (12, 8, 0, True),  # half a step: 12,5 is 13, or 12 where it is cut
        (100, 7, 0, True),
        (0, 7, 0, True),
        (101, 7, 0, False),
        (45.3, 201, 1, True),  # of so many nothing is said
        (45.3, 0, 1, True),
    ],
)
def test_which_shares_are_possible(value: float, whole: float, decimals: int, right: bool) -> None:
    assert (share(value, whole, decimals) == []) is right


@pytest.mark.parametrize(
    "other", [{"unit": "fte"}, {"operator": "≈"}, {"doubted": "yes"}, {"organisation": "KS"}, {"measure": "target"}]
)
def test_only_wholes_that_are_counted_and_sure_say_what_is_possible(other: Row) -> None:
    assert share(45.3, 24, **other) == []


def test_where_the_part_is_printed_too_the_share_is_recomputed_instead() -> None:
    percent = figure(45.3, unit="percent", symbol="%", printed_decimals=1)
    rows = frame(percent, figure(24.0, indicator="all"), figure(11.0, indicator="women"))
    assert not list(check_few(rows, WOMEN))
    assert [one.rule for one in check_relations(rows, WOMEN)] == ["relation-share"]


def test_a_share_that_one_of_several_printed_wholes_gives_is_right() -> None:
    percent = figure(45.8, unit="percent", printed_decimals=1)
    wholes = [figure(value, indicator="all") for value in (23.0, 24.0)]
    assert not list(check_few(frame(percent, *wholes), WOMEN))
    assert list(check_few(frame(percent, wholes[0]), WOMEN))


@given(st.integers(1, 200), st.data(), st.integers(0, 2))
def test_an_honest_share_is_never_accused(whole: int, data: st.DataObject, decimals: int) -> None:
    part = data.draw(st.integers(0, whole))
    assert share(round(100 * part / whole, decimals), whole, decimals) == []


# ---- people by role ----


def test_people_by_role_are_as_many_as_their_total() -> None:
    roles = relation("sum", ("part", "chefer"), ("part", "handlare"), ("part", "assistenter"))
    people = [
        figure(float(value), indicator=who) for who, value in (("chefer", 2), ("handlare", 7), ("assistenter", 4))
    ]
    assert not list(check_relations(frame(figure(13.0), *people), roles))
    (one,) = check_relations(frame(figure(14.0), *people), roles)
    assert (one.severity, one.printed, one.other, one.difference) == ("error", "14", "13", 1.0)
    # Years of work are rounded.
    years = [row | {"unit": "fte", "printed_decimals": 1} for row in (figure(13.1), *people)]
    assert not list(check_relations(frame(*years), roles))


def test_heads_of_a_table_add_up_exactly_and_years_of_work_within_their_rounding() -> None:
    total: Row = {"document": "d", "organisation": "KLK", "statement": "department", "total": 3, "measure": None}
    total |= {"part_statement": "department", "sign": 1, "part_measure": None, "way": 2}
    sums = frame(*(total | {"part": part} for part in (1, 2)))

    def found(*amounts: float, **other: object) -> list[str]:
        lines = [cell(at, amount) | other for at, amount in enumerate(amounts, start=1)]
        return [str(one.severity) for one in check_sums(frame(*lines), sums)]

    assert found(10, 5, 15, unit="count") == []
    assert found(10, 5, 16, unit="count") == ["error"]
    assert found(10.4, 5.3, 15.8, unit="fte", decimals=1) == ["rounding"]
    assert found(10, 5, 16, unit="tkr") == ["rounding"]


# ---- one name for two ----


def named(*rows: Row) -> list[str]:
    return [one.message for one in check_names(frame(*rows))]


def test_two_indicators_of_one_name_with_two_values_are_told() -> None:
    two = figure(7.0, label="Lika ", indicator="b")
    assert named(figure(5.0, label="Lika", indicator="a"), two) == [
        "Två indikatorer heter likadant: Lika , KLK 2016 är 7 st i den ena (b) och 5 st i den andra (a). Ge dem olika "
        "namn, eller rätta den siffra som är fel."
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"value": 5.0},
        {"indicator": "a"},  # a repeat, which has its own rule
        {"heading": "Ekonomi › Övrigt"},
        {"unit": "percent"},
        {"organisation": "KS"},
        {"sex": "K"},
        {"measure": "target"},
        {"document": "e"},
        {"label": "Olika"},
    ],
)
def test_what_differs_in_anything_else_may_be_called_the_same(other: Row) -> None:
    two = {"label": "Övrigt", "heading": "Personal › Övrigt"}
    assert named(figure(5.0, indicator="a", **two), figure(7.0, indicator="b") | two | other) == []


def test_a_coarser_print_under_the_same_name_is_no_other_value() -> None:
    fine, coarse = figure(12.5, indicator="a", printed_decimals=1), figure(13.0, indicator="b")
    assert named(fine | {"label": "Lika"}, coarse | {"label": "Lika"}) == []
    assert len(named(fine | {"label": "Lika"}, coarse | {"label": "Lika", "value": 14.0})) == 1


def amounts(*rows: Row) -> list[tuple[str, str]]:
    return [(one.rule, str(one.severity)) for one in check_amounts(frame(*rows))]


def test_two_lines_of_one_name_in_one_table_are_a_warning() -> None:
    rows = [cell(1, 5.0, line="Hyror"), cell(2, 7.0, line="Hyror")]
    (one,) = check_amounts(frame(*rows))
    assert (one.rule, one.severity) == ("name", "warning")
    assert one.message == (
        "Två rader i samma tabell heter Hyror: Hyror, KLK 2016 är 7 tkr på den ena och 5 tkr på den andra. "
        "Ge raderna olika namn, eller rätta det belopp som är fel."
    )
    assert amounts(rows[0], rows[1] | {"amount": 5.0}) == []


def test_lines_under_headings_of_their_own_may_be_called_the_same() -> None:
    income = cell(1, 5.0, line="Övrigt", heading="Bilaga 1 › Intäkter")
    costs = cell(9, -7.0, line="Övrigt", heading="Bilaga 1 › Kostnader")
    assert amounts(income, costs) == []
    # Nor is a rest of one table the rest of another, though a result is a result wherever it stands.
    assert amounts(income, costs | {"statement": "investment"}) == []
    assert amounts(income | {"line": "Resultat"}, costs | {"statement": "other", "line": "Resultat"}) == [
        ("repeat", "error")
    ]


# ---- what texts count ----


def listed(*amounts: int, what: str = "commitment", **other: object) -> list[Row]:
    """So many commitments done, ongoing and not known."""
    base: Row = {"document": "d", "organisation": "KLK", "what": what, "process_area": "a", "heading": "h"} | other
    statuses = [
        status for status, amount in zip(("done", "ongoing", None), amounts, strict=False) for _ in range(amount)
    ]
    return [base | {"whose": "own", "status": status} for status in statuses]


OWN = {
    "commitment": "en insats, insatsen, insatser, insatserna",
    "goal": "en strategi, strategin, strategier, strategierna",
    "area": "ett fokusfält, fokusfältet, fokusfält, fokusfälten",
    "board": "ett utskott, utskottet, utskott, utskotten",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Av 15 insatser är 13 klara.", [("15", "14")]),
        ("KLK har elva insatser.", [("elva", "14")]),
        ("Utskottets elva insatser är spridda.", [("elva", "14")]),
        ("Elva insatser är klara under fokusfältet.", [("Elva", "13")]),
        ("KLK har elva åtaganden.", [("elva", "14")]),  # as everybody says
        ("KLK har elva egna insatser.", []),
    ],
)
def test_texts_count_what_is_listed_in_the_owners_words(text: str, found: list[tuple[str, str]]) -> None:
    with named_by(read_terms(OWN)[0]):
        assert counted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ingen insats är klar.", [("Ingen", "13 av 14")]),
        ("Alla insatser är klara.", [("Alla", "13 av 14")]),
        ("Ingen insats är försenad.", []),
    ],
)
def test_statuses_of_all_are_said_in_the_owners_words(text: str, found: list[tuple[str, str]]) -> None:
    told = {"subject_type": "organisation", "subject": "KLK", "organisation": "KLK", "year": 2016}
    said = frame(SPOT | told | {"template": text, "file_row": 3})
    with named_by(read_terms(OWN)[0]):
        findings = list(check_counted_statuses(said, frame(*listed(13, 1))))
    assert [(one.printed, one.other) for one in findings] == found
    assert all("insatser" in one.message and "åtagande" not in one.message for one in findings)


def counted(text: str, *rows: Row, about: str = "organisation") -> list[tuple[str, str]]:
    said = frame(SPOT | {"subject_type": about, "subject": "KLK", "template": text, "file_row": 3})
    return [(one.printed, one.other) for one in check_counted_texts(said, frame(*(rows or listed(13, 1))))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Av 14 åtaganden är 13 klara.", []),
        ("Av 15 åtaganden är 13 klara.", [("15", "14")]),
        ("Av 14 åtaganden är 12 klara.", [("12", "13")]),
        ("Av 14 åtaganden är två försenade.", [("två", "0")]),
        ("Tretton av åtagandena är klara.", []),
        ("Fyra av fem åtaganden är klara.", [("fem", "14")]),
        ("13 av 14 åtaganden är klara.", []),
        ("12 av de 14 åtagandena är klara.", [("12", "13")]),
        ("KLK har 14 åtaganden.", []),
        ("KLK har elva åtaganden.", [("elva", "14")]),
        ("KLK har 11 egna åtaganden.", []),  # a kind of them
        ("Elva åtaganden nämns i planen.", []),  # not said to be all
        ('KLK har {{ antal_åtaganden("done") }} åtaganden.', []),
        ("KLK har 9 mål.", []),  # the document lists no goals
        ("Det finns elva åtaganden.", [("elva", "14")]),
        ("Vi arbetar med elva åtaganden under året.", [("elva", "14")]),
        ("Kontoret följer upp elva åtaganden, ett i taget.", [("elva", "14")]),
        ("Kontorets elva åtaganden är spridda.", [("elva", "14")]),
        ("KLK:s elva åtaganden är spridda.", [("elva", "14")]),
        ("Det finns 14 åtaganden. Kontorets 14 åtaganden är spridda.", []),
        ("Det finns tre åtaganden som väntar.", []),  # some of them
        ("Dessutom finns tre åtaganden.", []),
        ("Under hösten avslutas tre åtaganden.", []),
        ("Rapporten redovisar 14 åtaganden.", []),
        ("Elva åtaganden är klara.", [("Elva", "13")]),
        ("Året var bra. Elva åtaganden är klara och ett pågår.", [("Elva", "13")]),
        ("13 åtaganden är klara.", []),
        ("Två åtaganden pågår.", [("Två", "1")]),
        ("Elva åtaganden är klara sedan 2015.", []),
        ("Hos KoU: elva åtaganden är klara.", []),
    ],
)
def test_which_counts_no_list_has(text: str, found: list[tuple[str, str]]) -> None:
    assert counted(text) == found


def test_a_number_of_a_part_a_kind_or_an_area_is_right() -> None:
    rows = [*listed(3, process_area="b"), *listed(4, process_area="c"), *listed(5, organisation="KoU")]
    for number in (3, 4, 5, 7, 12):
        assert counted(f"KLK har {number} åtaganden.", *rows) == []
    assert counted("KLK har 6 åtaganden.", *rows) == [("6", "12")]


def test_unknown_statuses_contradict_nobody_and_a_text_of_a_goal_has_things_of_its_own() -> None:
    assert counted("Av 14 åtaganden är 12 klara.", *listed(11, 1, 2)) == []
    assert counted("Projektet har två åtaganden.", about="goal") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Området har elva åtaganden.", [("elva", "14")]),
        ("Processområdet omfattar elva åtaganden.", [("elva", "14")]),
        ("Alla elva åtaganden är klara.", [("elva", "14")]),
        ("Området har 14 åtaganden.", []),
        ("Vi har elva åtaganden.", [("elva", "14")]),
        ("Det finns elva åtaganden inom området.", [("elva", "14")]),
        ("Kommunen har elva åtaganden.", []),  # of the whole, which somebody else lists
    ],
)
def test_a_text_of_an_area_counts_what_the_area_has(text: str, found: list[tuple[str, str]]) -> None:
    assert counted(text, about="area") == found


def test_process_areas_are_counted_in_looser_words_too_and_fields_of_work_are_not() -> None:
    rows = listed(3, what="area")
    assert counted("Rapporten redovisar åtta processområden.", *rows) == [("åtta", "3")]
    assert counted("Vi arbetar med åtta områden.", *rows) == []


def test_an_unknown_status_may_be_any() -> None:
    assert counted("Tolv åtaganden är klara.", *listed(11, 1, 2)) == []
    assert counted("Tio åtaganden är klara.", *listed(11, 1, 2)) == [("Tio", "11")]


@pytest.mark.parametrize(
    ("what", "noun"),
    [("goal", "processmål"), ("activity", "aktiviteter"), ("control", "kontroller"), ("area", "processområden")],
)
def test_everything_that_is_listed_is_counted(what: str, noun: str) -> None:
    rows = listed(3, what=what)
    assert counted(f"Planen omfattar tre {noun}.", *rows) == []
    assert counted(f"Planen omfattar fyra {noun}.", *rows) == [("fyra", "3")]


def test_what_is_counted_wrongly_is_a_note_with_what_to_do() -> None:
    text = SPOT | {"subject_type": "organisation", "subject": "KLK", "template": "Av 15 åtaganden.", "file_row": 3}
    (one,) = check_counted_texts(frame(text), frame(*listed(14)))
    assert (one.kind, one.severity, one.rule, one.file_row) == ("count", "note", "counted", 3)
    assert one.message == (
        "Texten säger ”Av 15 åtaganden”, men ingen lista i dokumentet har så många; 14 åtaganden finns. "
        "Rätta talet eller listan."
    )


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_text_that_counts_right_is_never_told_of(done: int, ongoing: int) -> None:
    rows = listed(done, ongoing)
    if rows:
        assert (
            counted(f"Av {done + ongoing} åtaganden är {done} klara. KLK har {done + ongoing} åtaganden.", *rows) == []
        )


# ---- areas left empty ----


def areas(*rows: Row) -> list[str]:
    promised = [
        SPOT | {"organisation": "KLK", "process_area": area, "name": name, "place": name, "file_row": at}
        for at, (area, name) in enumerate((("a", "Demokrati"), ("b", "Ekonomi"), ("c", "Kultur")), start=2)
    ]
    return [one.message for one in check_headings(frame(*promised), frame(*rows))]


def test_areas_without_anything_are_one_note() -> None:
    assert areas(*listed(1)) == [
        "Utan mål, åtaganden, kontroller och text står Ekonomi och Kultur i listan över områden. Lägg till det som "
        "saknas, eller ta bort området ur process_areas.csv."
    ]
    assert areas(*listed(1), *listed(1, what="text", process_area="b"), *listed(1, what="goal", process_area="c")) == []


def test_a_list_of_areas_fills_none_of_them_and_a_part_without_lists_promises_nothing() -> None:
    own = [row | {"what": "area"} for row in listed(1, process_area="b")]
    assert len(areas(*listed(1), *own)) == 1
    assert areas(*own) == []


# ---- goals that texts count ----


def judged(*amounts: int, area: str = "a", organisation: str = "KLK", whose: str = "KS") -> list[Row]:
    """So many goals better, near, worse and not judged."""
    base: Row = {"document": "d", "organisation": organisation, "what": "goal", "process_area": area, "heading": "h"}
    names = ("better", "near", "worse", "not_evaluated")
    goals = [name for name, amount in zip(names, amounts, strict=False) for _ in range(amount)]
    return [base | {"whose": whose, "status": name} for name in goals]


def goals_counted(text: str, *rows: Row, about: str = "organisation", subject: str = "KLK") -> list[tuple[str, str]]:
    said: Row = SPOT | {"subject_type": about, "subject": subject, "template": text, "file_row": 3, "year": 2016}
    told = frame(said | {"organisation": "KLK"})
    return [(one.printed, one.other) for one in check_counted_goals(told, frame(*(rows or judged(2, 1, 1))))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alla mål nåddes.", [("Alla", "högst 3")]),
        ("Året var bra. Samtliga processmål är uppnådda.", [("Samtliga", "högst 3")]),
        ("Inga mål missades.", [("Inga", "minst 1")]),
        ("Inget mål nåddes.", [("Inget", "minst 2")]),
        ("Inget mål är uppnått.", [("Inget", "minst 2")]),
        ("Inget mål är missat.", [("Inget", "minst 1")]),
        ("Alla fyra mål uppfylldes.", [("Alla", "högst 3")]),
        ("3 av 4 mål nåddes.", []),  # what is near may be called reached
        ("Två av de fyra målen nåddes.", []),
        ("Bara 1 av 4 mål nåddes.", [("1", "minst 2")]),
        ("3 av 4 mål missades.", [("3", "högst 2")]),
        ("4 av 4 mål nåddes inte.", [("4", "högst 2")]),
        ("Av de fyra målen nåddes fyra.", [("fyra", "högst 3")]),
        ("Av fyra mål är fyra uppnådda.", [("fyra", "högst 3")]),
        ("Av fyra mål är tre uppnådda.", []),
        ("3 av 5 mål nåddes.", []),  # no list of five goals
        ("Inte alla mål nåddes.", []),
        ("Inom trygghet: alla mål nåddes.", []),  # who knows which
        ("Alla mål i området nåddes.", []),
        ("Alla mål nåddes 2015.", []),
        ("Alla mål nåddes under 2016.", [("Alla", "högst 3")]),
        ("Alla mål nåddes inte.", []),
        ("Alla mål nåddes delvis.", []),
        ("Alla mål är viktiga.", []),
        ("Av områdets fyra mål nås fyra.", [("fyra", "högst 3")]),
        ("Av kontorets fyra mål nås tre.", []),
        ("Fyra mål nås.", [("Fyra", "högst 3")]),
        ("Två mål nås inte.", []),
        ("Tre mål missas.", [("Tre", "högst 2")]),
        ("Tre mål nås.", []),
        ("Fyra mål nås först 2030.", []),
        ("För kulturen: fyra mål nås.", []),
    ],
)
def test_what_texts_say_of_goals_follows_from_their_judgements(text: str, found: list[tuple[str, str]]) -> None:
    assert goals_counted(text) == found


def test_what_is_not_judged_may_be_called_either() -> None:
    assert goals_counted("Alla mål nåddes. Inga mål missades.", *judged(2, 0, 0, 2)) == []
    assert goals_counted("Alla mål nåddes. Inga mål missades.", *judged(4)) == []


def test_a_text_means_the_goals_of_its_own_area_or_organisation() -> None:
    rows = [*judged(2, area="b"), *judged(0, 0, 3, area="c")]
    assert goals_counted("Alla mål i området nåddes.", *rows, about="area", subject="b") == []
    assert goals_counted("Alla mål i området nåddes.", *rows, about="area", subject="c") == [("Alla", "0")]
    assert goals_counted("Alla mål nåddes.", *rows) == [("Alla", "2")]
    assert goals_counted("Alla mål nåddes.", *judged(2), *judged(0, 0, 3, organisation="KoU", whose="KF")) == []
    assert goals_counted("Alla mål nåddes.", *rows, about="goal") == []


def test_a_number_alone_may_be_of_an_area_that_a_text_tells_of() -> None:
    rows = [*judged(3, area="b"), *judged(2, 0, 4, area="c")]
    for reached in (3, 2, 5):
        assert goals_counted(f"Bra. {reached} mål nås.", *rows) == []
    assert goals_counted("Bra. 4 mål nås.", *rows) == [("4", "5")]
    assert goals_counted("Tre mål nås.", *rows, about="area", subject="c") == [("Tre", "2")]


def test_goals_counted_wrongly_are_a_note_with_what_to_do() -> None:
    said: Row = SPOT | {"subject_type": "organisation", "subject": "KLK", "template": "3 av 4 mål missades."}
    told = frame(said | {"file_row": 3, "year": 2016, "organisation": "KLK"})
    (one,) = check_counted_goals(told, frame(*judged(3, 0, 1)))
    assert (one.kind, one.severity, one.rule, one.file_row) == ("count", "note", "counted-goals", 3)
    assert one.message == (
        "Texten säger ”3 av 4 mål missades”, men enligt bedömningarna i dokumentet missas 1 av 4 mål. "
        "Rätta texten eller bedömningen."
    )


def test_a_goal_is_not_done_or_delayed() -> None:
    assert counted("3 av 4 mål är klara.", *judged(2, 1, 1)) == []


# ---- statuses that texts tell of ----


def statuses_told(text: str, *rows: Row, about: str = "organisation", subject: str = "KLK") -> list[tuple[str, str]]:
    said: Row = SPOT | {"subject_type": about, "subject": subject, "template": text, "file_row": 3, "year": 2016}
    told = frame(said | {"organisation": "KLK"})
    return [(one.printed, one.other) for one in check_counted_statuses(told, frame(*rows))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alla åtaganden är klara.", [("Alla", "3 av 4")]),
        ("Bra. Samtliga fyra åtaganden är genomförda under året.", [("Samtliga", "3 av 4")]),
        ("Inga åtaganden är klara.", [("Inga", "3 av 4")]),
        ("Inget åtagande är slutfört.", [("Inget", "3 av 4")]),
        ("Inget åtagande är försenat.", []),
        ("Alla åtaganden är försenade.", [("Alla", "0 av 4")]),
        ("Alla åtaganden är inte klara.", []),
        ("Inte alla åtaganden är klara.", []),
        ("Alla åtaganden är klara 2018.", []),
        ("Alla åtaganden är klara utom ett.", []),
        ("Inom kulturen: alla åtaganden är klara.", []),
        ("Alla fem åtaganden är klara.", []),  # no list of five
        ("Alla åtaganden pågår.", [("Alla", "1 av 4")]),
        ("Inga åtaganden är ej påbörjade.", []),
    ],
)
def test_what_texts_say_of_all_commitments_follows_from_their_statuses(text: str, found: list[tuple[str, str]]) -> None:
    assert statuses_told(text, *listed(3, 1)) == found


def test_an_unknown_status_may_be_what_a_text_says_of_all() -> None:
    assert statuses_told("Alla åtaganden är klara.", *listed(3, 0, 1)) == []
    assert statuses_told("Inga åtaganden är klara.", *listed(0, 0, 3)) == []


def test_commitments_of_an_area_are_those_that_its_text_means() -> None:
    rows = [*listed(2, process_area="b"), *listed(0, 3, process_area="c")]
    assert statuses_told("Alla åtaganden är klara.", *rows, about="area", subject="b") == []
    assert statuses_told("Alla åtaganden är klara.", *rows, about="area", subject="c") == [("Alla", "0 av 3")]
    assert statuses_told("Alla åtaganden är klara.", *rows, about="goal") == []


def test_statuses_told_wrongly_are_a_note_with_what_to_do() -> None:
    said: Row = SPOT | {"subject_type": "organisation", "subject": "KLK", "template": "Alla åtaganden är klara."}
    told = frame(said | {"file_row": 3, "year": 2016, "organisation": "KLK"})
    (one,) = check_counted_statuses(told, frame(*listed(3, 1)))
    assert (one.kind, one.severity, one.rule, one.file_row) == ("count", "note", "counted-statuses", 3)
    assert one.message == (
        "Texten säger ”Alla åtaganden är klara”, men enligt statusarna i dokumentet är det 3 av 4 åtaganden. "
        "Rätta texten eller statusen."
    )
