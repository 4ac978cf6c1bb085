"""A chapter tells each contradiction once, and loses none."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from analysis.chapter.chapter import Block, Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.table import Doubt, Table
from analysis.chapter.text import Contradiction, Contradictions, Part, Text
from analysis.publish.chapters.telling import told_once
from analysis.words.current_language import current
from analysis.words.mixed_language import MixedText

FINDINGS = [f"f{number}" for number in range(8)]
TABLES = ["", "Resultaträkning, tkr", "Resultat per avdelning, tkr"]
#: Where each of them stands: that follows from the finding, whatever shows it.
TABLE_OF = {finding: TABLES[at % 3] for at, finding in enumerate(FINDINGS)}


def doubts(*findings: str) -> tuple[Doubt, ...]:
    return tuple(Doubt(finding, f"Går inte ihop: {finding}") for finding in findings)


def text(*findings: str) -> Text:
    return Text(role="reading", parts=(Part("", ()),), doubts=doubts(*findings))


def table(*findings: str) -> Table:
    return Table(heading="Belopp", columns=(), layout=(), rows=(), doubts=doubts(*findings))


def chart(*findings: str) -> Chart:
    return Chart(key="k", heading="Så", summary="Så.", picture={}, doubts=doubts(*findings))


def errors(*findings: str) -> Contradictions:
    return Contradictions(
        items=tuple(Contradiction(each, f"{each} stämmer inte.", TABLE_OF[each]) for each in findings)
    )


def chapter(*values: Value, language: str = "sv") -> Chapter:
    blocks: list[Block] = [Passage("# Året"), *(Outputs((value,)) for value in values)]
    return Chapter(title="Året", language=language, blocks=tuple(blocks))


def told(*values: Value, language: str = "sv") -> list[Value]:
    return list(told_once(chapter(*values, language=language)).values)


def findings_of(values: Sequence[Value]) -> list[list[str]]:
    return [
        [item.finding for item in value.items]
        if isinstance(value, Contradictions)
        else [doubt.finding for doubt in value.doubts]
        for value in values
        if isinstance(value, Contradictions | Table | Chart | Text)
    ]


def test_a_doubt_is_told_below_what_shows_it_first() -> None:
    shown = told(text("f0", "f1"), table("f1", "f2"), chart("f2", "f3"), text("f0", "f3"))
    assert findings_of(shown) == [["f0", "f1"], ["f2"], ["f3"], []]


def test_a_list_has_what_is_told_nowhere_else_and_counts_the_rest() -> None:
    shown = told(text("f0"), errors("f0", "f1", "f2", "f3", "f4"))
    assert findings_of(shown) == [["f0"], ["f3"]]
    assert isinstance(shown[1], Contradictions)
    assert shown[1].rest == (
        "Här står 1 av 5 fel. 1 till står under texterna ovan. "
        "3 till gäller Resultaträkning, tkr (2) och Resultat per avdelning, tkr (1) och står under tabellerna."
    )


def test_a_list_of_all_has_nothing_to_count() -> None:
    (shown,) = told(errors("f0", "f3", "f6"))
    assert shown == errors("f0", "f3", "f6")


def test_one_table_is_one_table() -> None:
    (shown,) = told(errors("f0", "f1"))
    assert isinstance(shown, Contradictions)
    assert shown.rest == "Här står 1 av 2 fel. 1 till gäller Resultaträkning, tkr (1) och står under tabellen."


def test_what_a_doubt_of_the_page_tells_is_not_said_to_stand_elsewhere() -> None:
    shown = told(table("f1"), errors("f1"))
    assert isinstance(shown[1], Contradictions)
    assert shown[1].rest == "Här står 0 av 1 fel. 1 till står under texterna ovan."


def test_the_rest_is_told_in_the_language_of_the_chapter_and_names_of_tables_stay_swedish() -> None:
    before = current()
    named = Contradiction("f1", "f1", MixedText([(TABLES[1], "sv")]))
    (shown,) = told(Contradictions(items=(named,)), language="en")
    assert isinstance(shown, Contradictions)
    assert isinstance(shown.rest, MixedText)
    assert ("Resultaträkning, tkr", "sv") in shown.rest.runs
    assert "Här står" not in shown.rest
    assert current() == before


def test_texts_of_the_notebook_stay() -> None:
    made = chapter(text("f0"), text("f0"))
    assert told_once(made).blocks[0] == made.blocks[0]


SOME = st.lists(st.sampled_from(FINDINGS), unique=True, max_size=5)
DOUBTED = st.builds(lambda kind, some: kind(*some), st.sampled_from([text, table, chart]), SOME)


@given(st.lists(DOUBTED, max_size=5), SOME, st.lists(DOUBTED, max_size=2))
def test_telling_once_loses_no_finding(before: list[Value], listed: list[str], after: list[Value]) -> None:
    shown = told(*before, errors(*listed), *after)
    every = {finding for each in findings_of([*before, *after]) for finding in each}
    found = findings_of(shown)
    told_by_doubts = [finding for at, each in enumerate(found) for finding in each if at != len(before)]
    in_list = found[len(before)]
    # Each doubt once, and no other than before.
    assert sorted(told_by_doubts) == sorted(every)
    # Each error once: in the list, by a doubt, or below the table that it names; all of them are counted.
    elsewhere = [finding for finding in listed if finding not in every and TABLE_OF[finding]]
    assert sorted([*in_list, *elsewhere, *every.intersection(listed)]) == sorted(listed)
    value = shown[len(before)]
    assert isinstance(value, Contradictions)
    assert value.rest.startswith(f"Här står {len(in_list)} av {len(listed)} fel.") == (len(in_list) < len(listed))


@given(st.lists(DOUBTED, max_size=5), SOME)
def test_what_is_told_once_is_told_once_again(values: list[Value], listed: list[str]) -> None:
    once = told_once(chapter(*values))
    assert told_once(once) == once
