"""What a report's first page answers: what its first chapter sums up, with ways on, and nothing of its own."""

from typing import Literal

from bs4 import BeautifulSoup
from markupsafe import Markup
from tests.pages import text_of

from analysis.chapter.chapter import Block, Chapter, Outputs, Passage, Value
from analysis.chapter.markup.place import Place
from analysis.chapter.overview import Card, Count, Glance, Group, Legend, Mark, Marks
from analysis.chapter.pieces import Said, Symbol
from analysis.chapter.text import Part, Text
from analysis.publish.html.answer import answer_html

WORSE = Symbol("assessment", "worse", "square", "Motvind", "bad")
GOALS = Count(heading="3 mål", what="3 mål", counts=((WORSE, 2),))
MARKS = (Mark("mal-a", "Båtplatser", WORSE), Mark("mal-b", "Badvatten", WORSE))
GLANCE = Glance(
    counts=(GOALS,),
    notes=("Läst ur texten.",),
    worse=Marks("", MARKS),
    differing=(),
    cards=(Card("omrade-h", "Hamnen", (), MARKS, GOALS, GOALS),),
)
LEGEND = Legend(groups=(Group("assessment", "Bedömning", (WORSE,)),))


def told(words: str, role: Literal["overview", "nothing"] = "overview") -> Text:
    return Text(role=role, parts=(Part("", (Said(words),)),))


def answered(*values: Value, addresses: dict[str, str] | None = None) -> Markup:
    blocks: list[Block] = [Passage("# Året\n"), *(Outputs((value,)) for value in values)]
    return answer_html(Chapter(title="Året", language="sv", blocks=tuple(blocks)), Place(addresses or {}))


def test_the_summary_stands_there_and_leads_on_without_cards_and_rules() -> None:
    written = answered(GLANCE, told("Resultatet är 5 tkr."), LEGEND, addresses={"mal-a": "02-hamnen.html#mal-a"})
    words = text_of(BeautifulSoup(written, "html.parser"))
    assert '<a href="02-hamnen.html#mal-a">Båtplatser</a>' in written
    assert "Badvatten" in words
    assert "Resultatet är 5 tkr." in words
    assert "Hamnen" not in words
    assert "Läst ur texten" not in words


def test_what_comes_after_the_summary_stays_in_the_chapter() -> None:
    written = text_of(BeautifulSoup(answered(GOALS, LEGEND, told("Längre ned.")), "html.parser"))
    assert "3 mål" in written
    assert "Längre ned." not in written
    assert "Bedömning" not in written


def test_a_chapter_that_sums_up_nothing_answers_nothing() -> None:
    assert answered() == ""
    assert answered(LEGEND, GOALS) == ""
    assert answered(told("Det saknas.", role="nothing"), GOALS) == ""
