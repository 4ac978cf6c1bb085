"""What the checks of texts, points, gaps and claims say, to the letter, and the figures that they rest on."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, date
from typing import Any

import polars as pl
import pytest
from tests.rows import SPOT, YEAR, Row, frame, told

from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, as_frame, period_of, span, table_of, where
from analysis.judge.checks.gaps import check_gaps, check_lost
from analysis.judge.checks.rounding import Printed, half_step, holds, reach, same_figure, verdict
from analysis.judge.checks.scores import check_scores
from analysis.judge.checks.stated import check_claims
from analysis.judge.checks.typed import check_typed
from analysis.judge.claims import agrees, judge_prose
from analysis.judge.delay import delayed_sentences, due_year
from analysis.judge.interval import roundness
from analysis.words.numbers import exact


def messages(findings: Iterable[Finding]) -> list[str]:
    return [found.message for found in findings]


# ---- findings ----

FOUND = Finding("d", Contradiction.SUM, Severity.NOTE, "r", "s", "1", "2", "m")


def test_findings_are_laid_out_each_once_and_in_order_with_blanks_for_what_is_empty() -> None:
    other = Finding("e", Contradiction.COUNT, Severity.ERROR, "q", "t", "", "", "n", 0.5, "p", "o", "x", "f", 3, "KLK")
    assert as_frame([FOUND, other, FOUND]).rows() == [
        ("d", "sum", "note", "r", "s", "1", "2", "m", None, None, None, None, None, 0, None),
        ("e", "count", "error", "q", "t", "", "", "n", 0.5, "p", "o", "x", "f", 3, "KLK"),
    ]


def test_no_findings_are_a_table_with_every_column_and_its_type() -> None:
    names = "document kind severity rule subject printed other message difference place other_place other_document"
    numbers = {"difference": pl.Float64, "file_row": pl.Int64}
    assert dict(as_frame([]).schema) == {
        name: numbers.get(name, pl.String) for name in [*names.split(), "file", "file_row", "part"]
    }


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (date(2016, 1, 1), date(2018, 12, 31), "2016–2018"),
        (date(2016, 3, 1), date(2016, 3, 31), "mars 2016"),
        (date(2016, 1, 1), date(2016, 1, 31), "jan. 2016"),
        (date(2016, 12, 1), date(2016, 12, 31), "dec. 2016"),
        (date(2016, 1, 1), date(2016, 3, 31), "jan.–mars 2016"),
        (date(2016, 2, 1), date(2016, 12, 31), "feb.–dec. 2016"),
    ],
)
def test_the_period_of_an_amount(start: date, end: date, written: str) -> None:
    assert span(start, end) == written


def test_a_year_and_a_month_are_no_month() -> None:
    assert span(date(2015, 3, 1), date(2016, 3, 31)) != "mars 2016"


def test_the_period_of_a_figure_is_of_its_kind() -> None:
    assert period_of(YEAR | {"period_type": "year"}) == "2016"
    assert period_of(YEAR | {"period_type": "month"}) == "dec. 2016"


@pytest.mark.parametrize(
    ("heading", "place", "table"),
    [
        ("Bilaga › Tabell 1", "Bilaga › Tabell 1 › Utfall", "Tabell 1"),
        ("Tabell 1", "Tabell 1 › kolumn A › kolumn B", "Tabell 1"),
        (None, "Bilaga › Tabell 1", "Tabell 1"),
        (None, "kolumn A", "kolumn A"),
    ],
)
def test_the_table_of_an_amount_is_the_last_step_of_its_heading(heading: str | None, place: str, table: str) -> None:
    assert table_of({"heading": heading, "place": place}) == table


def test_where_a_figure_stands_is_four_things() -> None:
    row = SPOT | {"file_row": 7, "value": 1}
    assert where(row) == {"document": "d", "place": "p", "file": "f.csv", "file_row": 7}


# ---- precision ----


def test_half_of_a_printed_step() -> None:
    assert [half_step(decimals) for decimals in (0, 1, 2, -2, None)] == pytest.approx([0.5, 0.05, 0.005, 50.0, 0.5])


@pytest.mark.parametrize(
    ("value", "step"),
    [
        *((5800, 100), (-5800, 100), (30, 10), (12, 1), (1.6, 0.1), (2000, 1000), (0.25, 0.01), (0.125, 0.001)),
        *((10.5, 0.1), (100.0, 100), (7, 1), (101, 1), (0.1235, 0.0001), (0.0, 1), (0.0004, 0.0001)),
    ],
)
def test_how_rough_a_figure_is(value: float, step: float) -> None:
    assert roundness(exact(value)) == exact(float(step))


def test_how_far_a_printed_figure_reaches() -> None:
    assert [reach(5800, 0), reach(5800, 1, ">"), reach(5800, 0, "≈"), reach(30, None)] == pytest.approx(
        [0.5, 0.05, 50, 0.5]
    )


@pytest.mark.parametrize(
    ("difference", "slack", "severity"),
    [
        *((0.0, 0.0, None), (0.9e-9, 0.0, None), (-0.9e-9, 0.0, None), (1.1e-9, 0.0, "error"), (1e-9, 0.0, None)),
        *(
            (1.0, 1.0, "rounding"),
            (-1.0, 1.0, "rounding"),
            (1.0 + 0.9e-9, 1.0, "rounding"),
            (1.0 + 1.1e-9, 1.0, "error"),
        ),
        *((-1.1, 1.0, "error"), (0.9e-9, 1.0, None)),
    ],
)
def test_the_verdict_on_a_difference(difference: float, slack: float, severity: str | None) -> None:
    assert verdict(difference, slack) == severity


@pytest.mark.parametrize(
    ("value", "limit", "sign", "kept"),
    [
        *((5.0, 5.0, ">", False), (5.1, 5.0, ">", True), (4.9, 5.0, ">", False)),
        *((5.0, 5.0, "<", False), (4.9, 5.0, "<", True), (5.1, 5.0, "<", False)),
        *((5.0, 5.0, "≥", True), (4.9, 5.0, "≥", False), (5.1, 5.0, "≥", True)),
        *((5.0, 5.0, "≤", True), (5.1, 5.0, "≤", False), (4.9, 5.0, "≤", True)),
        *((55.0, 50.0, "≈", True), (45.0, 50.0, "≈", True), (55.1, 50.0, "≈", False), (44.9, 50.0, "≈", False)),
        *((5.0, 5.0, None, True), (5 + 0.9e-9, 5.0, "", True), (5 + 1.1e-9, 5.0, None, False), (4.9, 5.0, None, False)),
    ],
)
def test_what_a_sign_says_of_a_value(value: float, limit: float, sign: str | None, kept: bool) -> None:
    assert holds(value, limit, sign) is kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Printed(4.0, 0), Printed(4.4, 1), True),
        (Printed(4.0, 0), Printed(4.5, 1), True),
        (Printed(4.0, 0), Printed(4.6, 1), False),
        (Printed(4.0, 0), Printed(4.4, 0), False),  # printed alike they are alike
        (Printed(4.0, 0), Printed(4.0, 0), True),
        (Printed(4.0, None), Printed(4.4, 0), False),
        (Printed(4.0, None), Printed(4.4, 1), True),
        (Printed(4.0), Printed(4.0 + 0.9e-9), True),
        (Printed(4.0), Printed(4.0 + 1.1e-9), False),
        (Printed(4.0, 0), Printed(4.5 + 0.9e-9, 1), True),
        (Printed(70, 0, ">"), Printed(71, 0), True),
        (Printed(70, 0, ">"), Printed(69, 0), False),
        (Printed(70, 0, ">"), Printed(70, 0), True),  # it is the limit that is told
        (Printed(70, 0, "<"), Printed(69, 0), True),
        (Printed(70, 0, "<"), Printed(71, 0), False),
        (Printed(70, 0, ">"), Printed(60, 0, "<"), False),  # nothing is above the one and below the other
        (Printed(70, 0, ">"), Printed(80, 0, "<"), True),
    ],
)
def test_when_two_prints_can_be_of_one_figure(one: Printed, other: Printed, same: bool) -> None:
    assert same_figure(one, other) is same
    assert same_figure(other, one) is same


@pytest.mark.parametrize(
    ("printed", "recomputed", "slack", "same"),
    [
        *(
            (4.0, 4.5, 0.0, True),
            (4.0, 4.5 + 0.9e-9, 0.0, True),
            (4.0, 4.5 + 1.1e-9, 0.0, False),
            (4.0, 3.5, 0.0, True),
        ),
        *((4.0, 4.6, 0.1, True), (4.0, 4.7, 0.1, False)),
    ],
)
def test_a_claim_agrees_within_its_own_step_and_that_of_its_rows(
    printed: float, recomputed: float, slack: float, same: bool
) -> None:
    figures = frame({"p": printed, "d": 0, "r": recomputed, "s": slack})
    assert figures.select(agrees(*(pl.col(name) for name in "pdrs"))).item() is same


def test_figures_in_prose_are_held_against_the_same_figure_elsewhere() -> None:
    row: Row = {
        "printed": 4.0,
        "decimals": 0,
        "operator": None,
        "recomputed": 4.4,
        "other_decimals": 1,
        "other_operator": None,
        "document": "d",
        "claim": "Resor",
        "source_line": 3,
        "file": "observations.csv",
        "other_document": "d",
        "other_shown_in": "table",
        "other_doubted": None,
        "other_line": 9,
        "other_place": "A",
    }
    others: list[Row] = [
        {},
        {"decimals": 1},
        {"other_decimals": 0},
        {"recomputed": None},
        {"printed": 5.0},
        {"operator": "<", "printed": 5.0},
        {"other_operator": "<", "recomputed": 5.0},
        {"operator": ">", "printed": 5.0},
        {"other_operator": ">", "recomputed": 5.0},
    ]
    judged = judge_prose(frame(*(row | other | {"file_row": at} for at, other in enumerate(others, start=2))))
    assert judged["agrees"].to_list() == [True, False, False, None, False, True, True, False, False]
    assert judged.columns == [*row, "file_row", "agrees"]
    nobody = judge_prose(frame(row | {"recomputed": None, "file_row": 2}))
    assert nobody["agrees"].dtype == pl.Boolean
    assert nobody["agrees"].to_list() == [None]
    # Of several places the same document's table goes first, whatever order they come in.
    places: list[Row] = [
        {"other_document": "e", "recomputed": 1.0},
        {"other_shown_in": "text", "recomputed": 2.0},
        {"other_doubted": "misprint", "recomputed": 3.0, "other_line": 4},
        {"other_line": 8, "recomputed": 4.0},
        {"recomputed": 5.0},
    ]
    for rows in (places, places[::-1]):
        held = judge_prose(frame(*(row | place | {"file_row": 2} for place in rows)))
        assert held.select("recomputed", "agrees").rows() == [(4.0, True)]


# ---- claims ----


def claim(**other: object) -> Row:
    row: Row = SPOT | {
        "part": "KLK",
        "operator": None,
        "organisation": "KLK",
        "label": "Antal mål (sid. 3)",
        "printed": 48.0,
        "decimals": 0,
    }
    row |= {
        "unit": "count",
        "symbol": "st",
        "unit_kind": "count",
        "support": "q",
        "recomputed": 49.0,
        "agrees": False,
        "file_row": 5,
    }
    return row | other


def test_a_claim_that_its_rows_contradict_is_told() -> None:
    assert told(check_claims(frame(claim()))) == [
        {
            "document": "d",
            "kind": "count",
            "severity": "error",
            "rule": "claim",
            "subject": "Antal mål (sid. 3)",
            "printed": "48",
            "other": "49",
            "message": "Antal mål (sid. 3): texten säger 48 st, men dokumentets egna uppgifter ger 49 st.",
            "difference": -1.0,
            "place": "p",
            "file": "f.csv",
            "file_row": 5,
            "part": "KLK",
        }
    ]
    assert list(check_claims(frame(claim(agrees=True)))) == []
    assert list(check_claims(frame(claim(agrees=None), claim(agrees=True)))) == []


@pytest.mark.parametrize(
    ("symbol", "unit_kind", "kind"),
    [("bilar", "count", "count"), ("%", "level", "percentage"), ("tkr", "amount", "repeat"), ("", "name", "repeat")],
)
def test_what_a_claim_contradicts_follows_from_its_unit(symbol: str, unit_kind: str, kind: str) -> None:
    (found,) = check_claims(frame(claim(symbol=symbol, unit_kind=unit_kind)))
    assert found.kind == kind


def test_a_number_that_names_something_has_no_thousands() -> None:
    (found,) = check_claims(frame(claim(unit_kind="name", symbol="", printed=2016.0, recomputed=2015.0)))
    assert (found.printed, found.other) == ("2016", "2015")
    assert found.message == "Antal mål (sid. 3): texten säger 2016, men dokumentets egna uppgifter ger 2015."


def test_a_recomputed_figure_is_written_without_the_noise_of_the_machine() -> None:
    (found,) = check_claims(frame(claim(printed=0.5, decimals=2, recomputed=0.1 + 0.2)))
    assert (found.printed, found.other, found.difference) == ("0,50", "0,3", 0.2)
    (found,) = check_claims(frame(claim(printed=0.5, decimals=2, recomputed=0.33333333)))
    assert (found.other, found.difference) == ("0,3333", 0.166667)


@pytest.mark.parametrize(
    ("places", "said", "elsewhere"),
    [
        (("b",), " Samma tal står på ett ställe till.", "b"),
        (("b", "c"), " Samma tal står på två ställen till.", "b; c"),
        (("b", "c", "d"), " Samma tal står på tre ställen till.", "b; c; d"),
        (("b", "c", "b", "d"), " Samma tal står på 4 ställen till.", "b; c; d"),
    ],
)
def test_a_claim_made_in_several_places_is_told_once_without_its_place(
    places: tuple[str, ...], said: str, elsewhere: str
) -> None:
    rows = [claim(), *(claim(place=place, label=f"Antal mål ({place})", file_row=9) for place in places)]
    (found,) = check_claims(frame(*rows))
    assert found.message == f"Antal mål: texten säger 48 st, men dokumentets egna uppgifter ger 49 st.{said}"
    assert (found.other_place, found.file_row, found.subject) == (elsewhere, 5, "Antal mål (sid. 3)")


def test_only_the_bracket_at_the_end_is_the_place() -> None:
    (found, *_) = check_claims(frame(claim(label="Andel (%) av mål (sid. 3)"), claim(place="q")))
    assert found.message.startswith("Andel (%) av mål: texten")


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"part": "SLK"},
        {"organisation": "SLK"},
        {"printed": 47.0},
        {"decimals": 1},
        {"unit": "tkr"},
        {"support": "r"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_claim_is_told_on_its_own(other: Row) -> None:
    assert len(list(check_claims(frame(claim(), claim() | other)))) == 2


# ---- typed figures ----


#: What thousands are multiplied by to be millions, thousands and ones.
THOUSANDS = [1e-3, 1.0, 1e3]


def typed(text: str, *known: float, factors: Sequence[float] | None = None, document: str = "d") -> list[Finding]:
    values = [{"document": document, "value": value, "factors": factors} for value in (*known, 900_001.0)]
    row = SPOT | {"subject": "Texten", "template": text, "file_row": 6}
    return list(check_typed(frame(row), frame(*values)))


def test_a_number_that_nothing_supports_is_told_with_the_words_around_it() -> None:
    assert told(typed("Vi har 17 bilar.")) == [
        {
            "document": "d",
            "kind": "missing",
            "severity": "note",
            "rule": "typed",
            "subject": "Texten",
            "printed": "17",
            "message": "Talet 17 i texten stöds inte av någon uppgift: ”…Vi har 17 bilar.…”.",
            "place": "p",
            "file": "f.csv",
            "file_row": 6,
        }
    ]


def test_as_many_whole_words_as_there_is_room_for_stand_around_it() -> None:
    before, after = "abcdefghi " * 8, " abcdefghi" * 8
    (found,) = typed(f"{before}17{after}")
    assert found.message == (
        f"Talet 17 i texten stöds inte av någon uppgift: ”…{'abcdefghi ' * 4}17{' abcdefghi' * 4}…”."
    )
    (found,) = typed(f"x{before}17{after}x")
    assert found.message.count("abcdefghi") == 8
    (found,) = typed(f"{'abcdefghi ' * 3}abcdefghij 17 {'b' * 40}")
    assert "”…abcdefghi abcdefghi abcdefghij 17…”" in found.message
    (found,) = typed("Se {{ goals.count }} och 17 {{ goals.count }} bilar")
    assert found.message.endswith("”…Se … och 17 … bilar…”.")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("17 bilar", ["17"]),
        ("17,5 procent", ["17,5"]),
        ("1 700 kronor", ["1 700"]),
        ("1\u00a0700 kronor", ["1\u00a0700"]),
        ("1\u202f700 000,5 kronor", ["1\u202f700 000,5"]),
        ("17 och 18", ["17", "18"]),
        ("3 bilar", []),
        ("4 bilar", ["4"]),
        ("3,5 bilar", ["3,5"]),
        ("år 1990 och 2035", []),
        ("år 1989 och 2036", ["1989", "2036"]),
        ("1990,5 mil", ["1990,5"]),
        ("den 17 mars", []),
        ("den 17 maj och 18 augusti", []),
        ("17 december, 18 oktober, 19 september", []),
        ("ISO 9001 och Windows 10 men inte 9001", ["9001"]),
        ("Office 365", []),
        ("Officen 365", ["365"]),
        ("kapitel 5.5", []),
        ("17-talet", []),
        ("5. kapitlet", []),
        ("Vi har 5. Sedan", ["5"]),
        ("skala 1–10, där 10 är bäst", []),
        ("10 av 1–12", ["10"]),
        ("§ 17 och §17", ["17"]),
        ("a17", []),
        ("{{ goals.count }} mål", []),
    ],
)
def test_which_numbers_are_figures(text: str, printed: list[str]) -> None:
    assert [found.printed for found in typed(text)] == printed


@pytest.mark.parametrize(
    ("text", "known", "factors", "supported"),
    [
        ("17 bilar", 17.0, None, True),
        ("17 bilar", -17.0, None, True),
        ("17,5 bilar", 17.5, [1.0], True),
        ("17 bilar", 17000.0, None, False),
        ("17 bilar", 17000.0, [1.0], False),
        ("17 mnkr", 17000.0, THOUSANDS, True),
        ("17 mnkr", 17_000_000.0, [1e-6, 1e-3, 1.0], True),
        ("17 000 tkr", 17.0, [1.0, 1e3, 1e6], True),
        ("17 000 000 kr", 17.0, [1.0, 1e3, 1e6], True),
        ("17 000 000 mnkr", 17.0, THOUSANDS, False),
        ("17 mnkr", 170.0, THOUSANDS, False),
        ("0,333333 mnkr", 333.333, THOUSANDS, True),
        ("4,333333 mnkr", 4.3333333, THOUSANDS, True),
        ("5 bussar", 10.0, [0.5, 1.0], True),
    ],
)
def test_what_supports_a_number(text: str, known: float, factors: list[float] | None, supported: bool) -> None:
    assert (typed(text, known, factors=factors) == []) is supported
    assert len(typed(text, known, factors=factors, document="e")) == 1


def test_a_value_that_is_not_known_supports_nothing() -> None:
    row = SPOT | {"subject": "Texten", "template": "17 bilar", "file_row": 6}
    assert len(list(check_typed(frame(row), frame({"document": "d", "value": None, "factors": [1.0]})))) == 1


# ---- points ----


def score(**other: object) -> Row:
    row: Row = SPOT | {"area_no": 5, "question_no": "5.5", "label": "Jämförelser", "achieved": 9.0, "max": 20.0}
    return row | {"percent": 45.0, "file_row": 2} | other


def scored(*rows: Row) -> list[Finding]:
    return list(check_scores(frame(*rows)))


def test_points_that_are_not_worth_their_percent_are_told() -> None:
    assert told(scored(score(percent=37.0))) == [
        {
            "document": "d",
            "kind": "percentage",
            "severity": "error",
            "rule": "score-percent",
            "subject": "5.5 Jämförelser",
            "printed": "37",
            "other": "45",
            "message": "5.5: 9 av 20 poäng är 45,0 %, men 37 % står.",
            "difference": -8.0,
            "place": "p",
            "file": "f.csv",
            "file_row": 2,
        }
    ]


def test_more_points_than_there_are_is_told_and_so_is_their_percent() -> None:
    found = scored(score(achieved=21.0, percent=37.0))
    assert [(each.rule, each.kind, each.printed, each.other, each.difference) for each in found] == [
        ("score-max", "sum", "21", "20", 1.0),
        ("score-percent", "percentage", "37", "105", -68.0),
    ]
    assert messages(found)[0] == "5.5: fler poäng än det går att få."
    assert [each.rule for each in scored(score(achieved=21.0, percent=None))] == ["score-max"]
    assert scored(score(achieved=20.0, percent=100.0)) == []


@pytest.mark.parametrize(
    ("percent", "right"), [(45.0, True), (48.0, True), (48.1, False), (42.0, True), (41.9, False), (None, True)]
)
def test_half_a_point_and_half_a_percent_explain_a_share(percent: float | None, right: bool) -> None:
    assert (scored(score(percent=percent)) == []) is right


def test_blank_points_say_nothing_and_shares_are_written_with_a_decimal() -> None:
    assert scored(score(achieved=None), score(max=None), score(max=0.0)) == []
    (found,) = scored(score(achieved=1.0, max=3.0, percent=80.0))
    assert (found.other, found.difference) == ("33,3", 46.7)


def area(**other: object) -> Row:
    return score(question_no=None, label="Område", achieved=18.0, max=40.0, file_row=9) | other


QUESTIONS = (score(question_no="5.1"), score(question_no="5.2"))


def test_an_area_is_the_sum_of_its_questions() -> None:
    assert scored(*QUESTIONS, area()) == []
    found = scored(*QUESTIONS, area(achieved=21.0, max=41.0, percent=None))
    assert told(found[:1]) == [
        {
            "document": "d",
            "kind": "sum",
            "severity": "error",
            "rule": "score-achieved",
            "subject": "5 Område",
            "printed": "21",
            "other": "18",
            "message": "Område 5: 21 poäng, men frågorna ger 18.",
            "difference": 3.0,
            "place": "p",
            "file": "f.csv",
            "file_row": 9,
        }
    ]
    assert [(each.rule, each.message) for each in found[1:]] == [
        ("score-max", "Område 5: 41 möjliga poäng, men frågorna ger 40.")
    ]


@pytest.mark.parametrize(
    ("achieved", "severity"),
    [(19.5, "rounding"), (16.5, "rounding"), (19.6, "error"), (18.0, None), (18 + 0.9e-9, None)],
)
def test_rounding_of_points_explains_the_sum_of_an_area(achieved: float, severity: str | None) -> None:
    found = scored(*QUESTIONS, area(achieved=achieved, percent=None))
    assert [each.severity for each in found] == ([severity] if severity else [])
    if severity == "rounding":
        assert found[0].message.endswith(", men frågorna ger 18, vilket avrundning kan förklara.")
    # What can be had is not rounded.
    assert [each.severity for each in scored(*QUESTIONS, area(max=40.5, percent=None))] == ["error"]


def test_an_area_with_blank_questions_or_none_is_not_summed_and_one_column_does_not_hide_the_other() -> None:
    assert scored(area(achieved=30.0, percent=75.0)) == []
    blank = scored(*QUESTIONS, score(question_no="5.3", achieved=None), area(achieved=30.0, percent=None, max=70.0))
    assert [each.rule for each in blank] == ["score-max"]
    assert [each.rule for each in scored(*QUESTIONS, area(achieved=None, max=50.0))] == ["score-max"]
    others = [score(area_no=6), score(document="e")]
    assert scored(*QUESTIONS, *others, area()) == []


def test_an_area_is_named_by_its_number() -> None:
    assert messages(scored(area(percent=80.0))) == ["Område 5: 18 av 40 poäng är 45,0 %, men 80 % står."]


# ---- what is left out ----


def goal(**other: object) -> Row:
    row: Row = SPOT | {"organisation": "KLK", "label": "Målet", "indicator": "i", "outcome": 1.0, "target": 2.0}
    row |= {"sexes_told": False}
    row |= {"document_kind": "annual", "year": 2016, "previous_end": None, "file_row": 3} | other
    return {"target_asks": None if row["target"] is None else "level"} | row


def commitment(*owners: str, **other: object) -> Row:
    return SPOT | {"label": "Åtagandet", "owners": list(owners), "file_row": 4} | other


def activity(label: str, *responsible: str, **other: object) -> Row:
    row: Row = SPOT | {"organisation": "KLK", "label": label, "responsible": list(responsible), "commitment": "c"}
    return row | {"measure": "Minst 5 st", "commitment_label": "Åtagandet", "file_row": 5} | other


LISTS: dict[str, Any] = {"owners": pl.List(pl.String), "responsible": pl.List(pl.String)}


def gaps(goals: Iterable[Row] = (), commitments: Iterable[Row] = (), activities: Iterable[Row] = ()) -> list[Finding]:
    def laid(rows: Iterable[Row], like: Row) -> pl.DataFrame:
        made = frame(*rows, like)
        return made.cast({name: kind for name, kind in LISTS.items() if name in made.columns}).head(made.height - 1)

    return list(
        check_gaps(laid(goals, goal()), laid(commitments, commitment("a")), laid(activities, activity("b", "a")))
    )


def test_a_goal_without_target_and_outcome_is_told() -> None:
    found = gaps([goal(target=None), goal(outcome=None, label="Andra"), goal()])
    assert told(found[:1]) == [
        {
            "document": "d",
            "kind": "missing",
            "severity": "note",
            "rule": "missing-target",
            "subject": "Målet",
            "message": "Målet Målet har ingen målnivå i siffror för 2016.",
            "place": "p",
            "file": "f.csv",
            "file_row": 3,
        }
    ]
    assert [(each.rule, each.message) for each in found[1:]] == [
        ("missing-outcome", "Målet Andra har inget utfall för 2016.")
    ]
    late = gaps([goal(outcome=None, previous_end=date(2014, 12, 31))])
    assert messages(late) == ["Målet Målet har inget utfall för 2016; senaste värdet är från 2014."]
    assert gaps([goal(outcome=None, document_kind="interim")]) == []
    assert gaps([goal(outcome=None, sexes_told=True)]) == []  # women and men are printed, and no total
    assert [each.rule for each in gaps([goal(target=None, document_kind="interim")])] == ["missing-target"]


def test_goals_without_any_figures_are_one_note_a_part() -> None:
    bare = {"indicator": None, "outcome": None, "target": None}
    rows = [goal(**bare, label=f"Mål {n}", place=f"sid. {n}", file_row=n) for n in (1, 2)]
    rows += [goal(**bare, organisation="SLK"), goal(**bare, document="e"), goal(**bare, document_kind="plan")]
    found = gaps(rows)
    assert told(found[:1]) == [
        {
            "document": "d",
            "kind": "missing",
            "severity": "note",
            "rule": "missing-figures",
            "subject": "Mål",
            "message": "2 mål har varken målnivå eller utfall i siffror för 2016: Mål 1 och Mål 2.",
            "place": "sid. 1",
            "other_place": "sid. 2",
            "file": "f.csv",
            "file_row": 1,
        }
    ]
    assert messages(found[1:]) == ["1 mål har varken målnivå eller utfall i siffror för 2016: Målet."] * 2
    for known in ({"outcome": 1.0}, {"target": 1.0}):
        assert gaps([goal(**bare | known)]) == []


def test_a_commitment_without_owner_is_told() -> None:
    (found,) = gaps(commitments=[commitment(part="KLK"), commitment("KLK")])
    assert (found.rule, found.subject, found.message, found.part, found.file_row) == (
        *("missing-owner", "Åtagandet", "Åtagandet Åtagandet har ingen ansvarig.", "KLK", 4),
    )
    (found,) = gaps(commitments=[commitment(part=None)])
    assert found.part == ""


def test_activities_without_anyone_responsible_are_one_note_a_part() -> None:
    rows = [
        activity("Ett", place="sid. 1"),
        activity("Två", "KLK"),
        activity("Tre", place="sid. 3"),
        activity("Fyra", place="sid. 1"),
    ]
    found = gaps(activities=rows)
    assert told(found) == [
        {
            "document": "d",
            "kind": "missing",
            "severity": "note",
            "rule": "missing-responsible",
            "subject": "Aktiviteter",
            "message": "3 av 4 aktiviteter anger ingen ansvarig: Ett, Tre och Fyra.",
            "place": "sid. 1",
            "other_place": "sid. 3",
            "file": "f.csv",
            "file_row": 5,
        }
    ]
    apart = gaps(activities=[activity("Ett"), activity("Två", organisation="SLK"), activity("Tre", document="e")])
    assert messages(apart) == [f"1 av 1 aktiviteter anger ingen ansvarig: {name}." for name in ("Ett", "Två", "Tre")]
    assert messages(gaps(activities=[activity("Ett") | {"responsible": None}])) == [
        "1 av 1 aktiviteter anger ingen ansvarig: Ett."
    ]


def test_measures_without_a_level_are_told_once_a_commitment() -> None:
    loose = {"measure": "Fler bilar"}
    rows = [activity("Ett", "KLK", **loose), activity("Två", "KLK", measure="Annat")]
    (found,) = gaps(activities=rows)
    assert (found.rule, found.subject) == ("missing-level", "Mått")
    assert found.message == "Måtten på 1 åtagande har ingen nivå: Fler bilar (Åtagandet)."
    rows.append(activity("Tre", "KLK", **loose, commitment="c2", commitment_label="Andra", place="sid. 2"))
    (found,) = gaps(activities=rows)
    assert found.message == "Måtten på 2 åtaganden har ingen nivå: Fler bilar (Åtagandet); Fler bilar (Andra)."
    assert found.other_place == "sid. 2"
    assert gaps(activities=[activity("Ett", "KLK"), activity("Två", "KLK", **loose)]) == []
    assert gaps(activities=[activity("Ett", "KLK", measure=None)]) == []


def lost(subject: str = "status", read: int = 0, unknown: int = 0, **other: object) -> Row:
    row: Row = SPOT | {"part": "KLK", "subject": subject, "amount": 9, "read": read, "unknown": unknown}
    return row | {"places": ["p", "q", "q", "r"], "file_row": 8} | other


def symbols(row: Row) -> pl.DataFrame:
    return frame(row).cast({"amount": pl.Int64})


NO_FIGURES = pl.DataFrame(schema=["document"])


def test_symbols_that_were_lost_are_told() -> None:
    assert told(check_lost(symbols(lost(read=1, unknown=2)), NO_FIGURES)) == [
        {
            "document": "d",
            "kind": "missing",
            "severity": "note",
            "rule": "missing-symbol",
            "subject": "Åtaganden",
            "message": "Symbolen för 2 av 9 åtaganden följde inte med i vårt textutdrag. "
            "1 av 9 åtaganden är läst ur texten.",
            "place": "p",
            "other_place": "q; r",
            "file": "f.csv",
            "file_row": 8,
            "part": "KLK",
        }
    ]


@pytest.mark.parametrize(
    ("subject", "read", "unknown", "said"),
    [
        ("status", 2, 0, "2 av 9 åtaganden är lästa ur texten."),
        ("assessment", 0, 1, "Symbolen för 1 av 9 processmål följde inte med i vårt textutdrag."),
        (
            "area",
            2,
            1,
            "Symbolen för 1 av 9 processområden följde inte med i vårt textutdrag. "
            "2 av 9 processområden är lästa ur texten.",
        ),
        ("control", 0, 2, "Symbolen för 2 av 9 kontroller följde inte med i vårt textutdrag."),
    ],
)
def test_how_many_symbols_the_text_tells_instead(subject: str, read: int, unknown: int, said: str) -> None:
    assert messages(check_lost(symbols(lost(subject, read, unknown)), NO_FIGURES)) == [said]


def test_figures_that_were_lost_are_told() -> None:
    row = SPOT | {
        "part": "KLK",
        "label": "Talet",
        "organisation": "KLK",
        "period_end": date(2016, 12, 31),
        "file_row": 8,
    }
    (found,) = check_lost(pl.DataFrame(schema=["subject"]), frame(row))
    assert (found.rule, found.subject, found.other_place, found.part) == (
        "missing-figure",
        "Talet, KLK 2016",
        "",
        "KLK",
    )
    assert found.message == "Talet, KLK 2016 finns i dokumentet men följde inte med i vårt textutdrag."


# ---- delay ----


@pytest.mark.parametrize(
    ("name", "year", "due"),
    [
        ("Till 2022", 2020, 2022),
        ("2019 till 2022 och 2021", 2020, 2022),
        ("Översyn av 2019", 2020, 2020),
        ("Åtagandet", 2020, 2020),
        ("Under flera år", 2020, MAXYEAR),
        ("FLERÅRIG plan 2022", 2020, MAXYEAR),
        ("1922", 2020, 2020),
        ("Rum 3000", 2020, 2020),
    ],
)
def test_until_when_a_commitment_is_to_last(name: str, year: int, due: int) -> None:
    assert due_year(name, year) == due


@pytest.mark.parametrize(
    ("text", "delayed"),
    [
        ("Arbetet PÅGÅR till 2021.", True),
        ("Arbetet pågår till 2020.", False),
        ("Under delår 2 2021.", True),
        ("Under delår 2 2020.", False),
        ("Pågår till 2020 och fortsätter in i 2021.", True),
        ("Det är FÖRSENAT.", True),
        ("Om inte det försenas går det.", False),
        ("Om inte det går, försenas det.", True),
        ("Det löper under 2021, om inte allt går fort.", True),
        ("Allt följer planen.", False),
    ],
)
def test_which_sentences_tell_of_delay(text: str, delayed: bool) -> None:
    assert delayed_sentences([f"  {text}  "], 2020) == ([text] if delayed else [])


def test_every_delayed_sentence_of_every_text_is_found_in_order() -> None:
    texts = ["Det dröjer. Bra! Vi avvaktar? Ja.", "", "Skjuts fram.\nKlart."]
    assert delayed_sentences(texts, 2020) == ["Det dröjer.", "Vi avvaktar?", "Skjuts fram."]


# ---- precision and order ----

MANY = range(60)
NAMES = [f"n{n * 37 % 60}" for n in MANY]


def test_what_is_told_has_six_decimals_at_most() -> None:
    assert [each.difference for each in check_claims(frame(claim(recomputed=49.00000014)))] == [-1.0]
    assert [each.difference for each in scored(score(achieved=21.00000014, percent=None))] == [1.0]
    assert [each.difference for each in scored(score(achieved=21.0000016, percent=None))] == [1.000002]


def test_findings_come_in_the_order_of_the_document() -> None:
    assert [each.subject for each in check_claims(frame(*(claim(label=name, support=name) for name in NAMES)))] == NAMES
    rows = [activity("A", organisation=name, place=name) for name in NAMES]
    assert [each.place for each in gaps(activities=rows)] == NAMES
    bare = {"indicator": None, "outcome": None, "target": None}
    assert [each.place for each in gaps([goal(**bare, organisation=name, place=name) for name in NAMES])] == NAMES
    loose = [activity("A", "KLK", commitment=name, commitment_label=name, measure="Fler") for name in NAMES]
    (found,) = gaps(activities=loose)
    assert found.message.removeprefix("Måtten på 60 åtaganden har ingen nivå: ") == (
        "; ".join(f"Fler ({name})" for name in NAMES) + "."
    )


def test_a_goal_with_an_indicator_is_told_by_what_it_lacks_and_not_as_one_without_figures() -> None:
    assert [each.rule for each in gaps([goal(outcome=None, target=None)])] == ["missing-target", "missing-outcome"]


def test_expressions_at_the_ends_of_what_is_shown_are_left_out() -> None:
    (found,) = typed("{{ mål.antal }} 17 {{ bilar.antal }}")
    assert found.message.endswith("”…17…”.")
    (found,) = typed("X 17 X")
    assert found.message.endswith("”…X 17 X…”.")


@pytest.mark.parametrize(
    ("printed", "decimals", "recomputed", "same"),
    [(4.0, 1, 4.05, True), (4.0, 1, 4.06, False), (4.0, 2, 4.005, True), (4.0, 2, 4.006, False)],
)
def test_a_claim_is_as_exact_as_it_is_printed(printed: float, decimals: int, recomputed: float, same: bool) -> None:
    figures = frame({"p": printed, "d": decimals, "r": recomputed, "s": 0.0})
    assert figures.select(agrees(*(pl.col(name) for name in "pdrs"))).item() is same


def test_two_prints_are_as_exact_as_the_coarser_one() -> None:
    assert not same_figure(Printed(4.0, 1), Printed(4.4, 2))
    assert same_figure(Printed(4.0, 1), Printed(4.04, 2))
    assert same_figure(Printed(400.0, -2), Printed(440.0, 0))


# ---- the very edge ----


def test_a_billionth_is_noise_and_no_more() -> None:
    assert [verdict(1.0 + 1e-9, 1.0), verdict(1e-9, 0.0)] == ["rounding", None]
    assert [holds(1e-9, 0.0, None), holds(1.1e-9, 0.0, None)] == [True, False]
    assert [same_figure(Printed(0.0), Printed(value)) for value in (1e-9, 1.1e-9)] == [True, False]
    figures = frame({"p": 0.5 + 1e-9, "d": 0, "r": 0.0, "s": 0.0})
    assert figures.select(agrees(*(pl.col(name) for name in "pdrs"))).item() is True


def test_a_billionth_of_a_point_is_noise_and_no_more() -> None:
    nothing = {"achieved": 0.0, "max": 20.0}
    assert scored(score(percent=3.0 + 1e-9, **nothing)) == []
    assert len(scored(score(percent=3.0 + 1.1e-9, **nothing))) == 1
    question = score(percent=0.0, **nothing)
    assert scored(question, area(achieved=1e-9, max=20.0, percent=None)) == []
    edge = scored(question, area(achieved=1.0 + 1e-9, max=20.0, percent=None))
    assert [each.severity for each in edge] == ["rounding"]
