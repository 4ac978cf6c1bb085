"""What an analyst asks in a line: what moved, what is late, what there is, and SQL of one's own, each told in words."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from analysis.base.vocabulary import Direction
from analysis.build.database import Built
from analysis.errors import ParameterError
from analysis.judge.trend import gain_of, judge_trend
from analysis.report import Report
from analysis.report.guide import QUESTIONS, Question, usage

#: Questions that need something of one's own.
NEEDING = {"show", "join_excel"}
EVERY = [question for questions in QUESTIONS.values() for question in questions]


@pytest.fixture(scope="module")
def harbour(small: Built) -> Report:
    """The harbour office in 2031: berths let went from 84 to 87 of 90, bathing water fell from 71 to 66 of 60."""
    return Report(organisation="HAMN", year=2031, database=small.path)


@pytest.fixture(scope="module")
def office(built: Built) -> Report:
    """The council office in 2016."""
    return Report(organisation="KLK", year=2016, database=built.path)


def first_cells(plain: str) -> list[str]:
    """What the rows of a table begin with."""
    return [line.split("\t")[0] for line in plain.split("\n")[2:] if "\t" in line]


@given(st.integers(-1, 1), st.sampled_from(Direction), st.sampled_from(["value", "improvement"]))
def test_a_gain_is_the_same_whichever_scale_tells_it(step: int, direction: Direction, scale: str) -> None:
    good = {Direction.HIGHER: step > 0, Direction.LOWER: step < 0}.get(direction) if step else None
    assert gain_of(judge_trend(step, direction, scale), direction) is good


def test_what_got_worse_and_what_got_better_are_told_with_how_far_each_is(harbour: Report) -> None:
    worse, better = harbour.worsened().plain, harbour.improved().plain
    assert first_cells(worse) == ["Vattnet går att bada i"]
    assert "66 2030: 71 10,0 % över målet" in worse
    assert first_cells(better) == ["Båtplatserna är uthyrda"]
    assert first_cells(harbour.rank().plain) == ["Båtplatserna är uthyrda", "Vattnet går att bada i"]


def test_figures_go_before_the_printed_trend(office: Report) -> None:
    # Printed as decreased, which is good of sick leave; the figures rise from 2,1 to 4,4.
    assert "Sjukfrånvaro, total" in first_cells(office.worsened().plain)
    assert "Sjukfrånvaro, total" not in first_cells(office.improved().plain)


def test_what_is_late_says_whose_it_is(office: Report, harbour: Report) -> None:
    told = office.late().plain
    assert "Dagvattenplan påbörjas\tAtt tillgodose behovet av miljö- och samhällsbyggnadsarbete\tKS och KLK" in told
    assert harbour.late().plain == "Varken status eller text säger att något åtagande är försenat."


def test_women_and_men_stand_below_their_total(office: Report, harbour: Report) -> None:
    rows = first_cells(office.by_sex().plain)
    place = rows.index("Sjukfrånvaro, total")
    assert rows[place : place + 3] == [
        "Sjukfrånvaro, total",
        "Sjukfrånvaro, total, kvinnor",
        "Sjukfrånvaro, total, män",
    ]
    assert harbour.by_sex().plain == "Kvinnor och män är inte redovisade var för sig."


def test_sql_gives_a_frame_and_takes_values(harbour: Report) -> None:
    asked = "SELECT target, outcome FROM goal_status WHERE goal = $goal"
    assert harbour.sql(asked, goal="Vattnet går att bada i").rows() == [(60.0, 66.0)]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT * FROM goal_statsu", "Det finns ingen vy «goal_statsu». Menade du «goal_status»?"),
        (
            "SELECT targte FROM goal_status",
            "Det finns ingen kolumn «targte» i det som frågan läser. Menade du «target»?",
        ),
        (
            "SELECT g.zzz FROM goal_status AS g",
            "Det finns ingen kolumn «zzz» i det som frågan läser. Se vad som finns med report.schema().",
        ),
        ("SELECT zzz(1)", "Databasen har ingen funktion «zzz». Se vad som finns med report.schema()."),
        ("SELCT 1", "Frågan går inte att läsa vid «SELCT». Se vad som finns med report.schema()."),
        ("SET threads = 2", "Frågan är inte en enda SELECT; databasen läses bara."),
        ("SELECT 1; SELECT 2", "Frågan är inte en enda SELECT; databasen läses bara."),
        ("", "Frågan är inte en enda SELECT; databasen läses bara."),
        ("FROM read_csv('/etc/passwd')", "Databasen kan inte svara: Permission Error"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told(harbour: Report, statement: str, told: str) -> None:
    with pytest.raises(ParameterError) as raised:
        harbour.sql(statement)
    assert str(raised.value).startswith(told)


@examples(4)
@given(st.text(max_size=40))
def test_whatever_is_asked_is_answered_or_told(harbour: Report, statement: str) -> None:
    try:
        harbour.sql(statement)
    except ParameterError as error:
        assert len(str(error)) < 500


def test_the_schema_tells_every_view_and_column(harbour: Report) -> None:
    every = harbour.schema()
    assert every["meaning"].null_count() == 0
    assert set(harbour.schema("goal_target")["view"]) == {"goal_target"}
    assert harbour.schema("goal_target")["column"][:5].to_list() == [
        None,
        "document",
        "organisation",
        "process_area",
        "goal",
    ]
    assert {"goal_target", "goal_status"} <= set(harbour.schema("MÅLNIVÅ")["view"])
    assert harbour.schema("malniva").equals(harbour.schema("målnivå"))
    assert harbour.schema("zebra").is_empty()


@pytest.mark.parametrize("question", [each for each in EVERY if each.name not in NEEDING], ids=lambda each: each.name)
def test_every_question_that_help_lists_is_answered_as_it_is_written(office: Report, question: Question) -> None:
    line = f"report.{question.name}({question.example})"
    assert eval(line, {"report": office}) is not None  # noqa: S307 - our own lines


def test_help_finds_a_question_by_its_words(harbour: Report) -> None:
    assert "report.by_sex()" in harbour.help("man bredvid").plain
    assert len(first_cells(harbour.help().plain)) == len(EVERY)
    told = "Ingen fråga handlar om «zebra». Skriv report.help() för att se alla."
    assert harbour.help("zebra").plain == told


def test_a_question_without_parentheses_says_how_it_is_asked(harbour: Report, small: Built) -> None:
    assert usage(harbour.sex_chart) == 'Kvinnor och män ritade, år för år. Skriv report.sex_chart("sjukfranvaro")'
    assert usage(harbour.area_text) == "Skriv report.area_text()"
    line = (
        f"from analysis.report import Report; Report(organisation='HAMN', year=2031, database={str(small.path)!r}).late"
    )
    command = [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c", line]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Vad som är sent, och vems det är. Skriv report.late()" in ran.stdout
