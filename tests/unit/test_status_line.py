"""What the page of all reports tells of each: the counts that its first chapter begins with."""

from analysis.build.database import Built
from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.overview import Count
from analysis.chapter.pieces import Said, Symbol
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment, Several
from analysis.publish.chapters.status_line import status_lines_of
from analysis.report import Report

HARD = "\N{NO-BREAK SPACE}"
UNKNOWN = Symbol("status", "", "empty", "Okänd")
DONE = Symbol("status", "done", "circle", "Klart", "good")


def told(*shown: Value) -> list[str]:
    return status_lines_of(Chapter(title="Året i korthet", language="sv", blocks=(Passage("Text."), Outputs(shown))))


def values_of(shown: Fragment | Several) -> list[Value]:
    return [each.value for each in (shown if isinstance(shown, Several) else [shown])]


def counted(*counts: tuple[Symbol, int]) -> Count:
    return Count(heading="23 åtaganden", what="23 åtaganden", counts=counts)


def test_the_counts_of_the_first_chapter_are_told_a_line_each(built: Built) -> None:
    klk = Report(organisation="KLK", year=2016, database=built.path)
    assert told(*values_of(klk.at_a_glance())) == [
        f"31 processmål: bättre än målet{HARD}10, nära målet{HARD}5, sämre än målet{HARD}10, ej utvärderad{HARD}6",
        f"49 åtaganden: klart, avslutat{HARD}18, pågår{HARD}27, försenat{HARD}2, ej påbörjad{HARD}2",
    ]


def test_of_the_unknown_only_how_many_they_are_is_told() -> None:
    assert told(counted((UNKNOWN, 23))) == ["23 åtaganden"]
    assert told(counted((DONE, 3), (UNKNOWN, 20))) == [f"23 åtaganden: klart{HARD}3, okänd{HARD}20"]


def test_a_line_of_amounts_is_told_but_no_other_text() -> None:
    amounts = Part("", (Said("12 åtaganden och 28 aktiviteter"),))
    assert told(Text(role="amounts", parts=(amounts,)), Text(role="overview", parts=(amounts,))) == [
        "12 åtaganden och 28 aktiviteter"
    ]
    assert told() == []


def test_a_plan_says_whose_judgement_it_is_and_how_much_it_is_going_to_do(built: Built) -> None:
    klk = Report(organisation="KLK", year=2019, database=built.path)
    assert told(*values_of(klk.plan_at_a_glance())) == [
        "29 processmål (utfall 2018 mot mål 2019, vår beräkning): "
        f"når målet{HARD}4, nära målet{HARD}4, når inte målet{HARD}8, går inte att bedöma{HARD}13",
        "33 åtaganden",
    ]
    kou = Report(organisation="KoU", year=2019, database=built.path)
    assert told(*values_of(kou.plan_at_a_glance())) == ["12 åtaganden och 28 aktiviteter"]
