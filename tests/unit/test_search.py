"""What can be searched for: headings, goals and texts of every chapter, each with where it stands."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pages import read_html
from tests.shown import shown_chapters
from tests.written import chapter

from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext
from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.place import Place
from analysis.chapter.overview import Card, Count, Glance, Marks
from analysis.chapter.pieces import Cell, Course, Listing, Moment, Point, Prose, Said, Sign, Symbol
from analysis.chapter.table import Column, Doubt, Origin, Row, Shown, Table
from analysis.chapter.text import Contradiction, Contradictions, Part, Text
from analysis.publish.html.search_index import pieces_of, search_script, write_pieces
from analysis.publish.html.search_words import families, folded
from analysis.words.current_language import ENGLISH, SWEDISH, speaking
from analysis.words.mixed_language import swedish

BETTER = Symbol("assessment", "better", "circle", "Bättre", "good")
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1)


def rows(*blocks: Passage | Value) -> list[list[str]]:
    wrapped = (block if isinstance(block, Passage) else Outputs((block,)) for block in blocks)
    return [piece.row for piece in pieces_of("02-x.html", "Kapitel", chapter("Kapitel", *wrapped))]


def table(*cells: tuple[Cell, ...], subject: str = "", **more: object) -> Table:
    layout = (Shown("Mål", "row"), Shown("Utfall", "number"), Shown("Trend"))
    made = tuple(Row((None,) * 3, words, subject=subject) for words in cells)
    return Table(heading="Processmål", columns=(Column("A"),) * 3, layout=layout, rows=made, **more)  # type: ignore[arg-type]


def cells(*words: str) -> tuple[Cell, ...]:
    return tuple((Said(word),) if word else () for word in words)


def text(*parts: Part, **more: object) -> Text:
    return Text(role="reading", parts=parts, **more)  # type: ignore[arg-type]


def test_a_chapter_is_searched_by_heading_and_by_goal() -> None:
    goals = table(cells("Nöjda", "39", "bra"), subject="mal-a")
    others = table(cells("Annat", "5", ""))
    assert rows(
        Passage("Först **detta** & sedan."), Passage("## Mål\n\nOm målen."), goals, others, Passage("### Mer")
    ) == [
        ["02-x.html", "Kapitel", "Först detta & sedan."],
        ["02-x.html#avsnitt-mal", "Mål", "Om målen. Processmål Processmål Annat · 5"],
        ["02-x.html#mal-a", "Nöjda", "Utfall: 39 · Trend: bra"],
        ["02-x.html#avsnitt-mer", "Mer", ""],
    ]


def test_what_is_found_of_a_goal_says_what_each_figure_is_and_leaves_out_what_is_not_there() -> None:
    drawn: tuple[Cell, ...] = (
        (Said("HME"),),
        (Said("1,9 %", "strong"), Said("2015: 2 %", "muted"), Sign(BETTER, "Beräknat", ("39 når 39.",))),
        (Course((Point("2015", "2 %", 2015.5, 2), Point("2016", "3 %", 2016.5, 3))),),
    )
    *_, found = rows(table(drawn, subject="mal-hme"))
    assert found == ["02-x.html#mal-hme", "HME", "Utfall: 1,9 % 2015: 2 % Beräknat: Bättre 39 når 39."]


def test_a_goal_is_told_once_where_it_is_met_first() -> None:
    goals = table(cells("Nöjda", "39", ""), subject="mal-a")
    again = table(cells("Nöjda", "40", ""), subject="mal-a")
    assert [row[0] for row in rows(goals, again)] == ["02-x.html", "02-x.html#mal-a"]
    assert rows(goals, again)[0][2] == "Processmål Processmål Nöjda · 40"


def test_headings_below_the_third_level_are_words_of_their_section() -> None:
    assert rows(Passage("## A\n\n#### Djupt\n\n- ett\n- två")) == [
        ["02-x.html", "Kapitel", ""],
        ["02-x.html#avsnitt-a", "A", "Djupt ett två"],
    ]


def test_parts_of_texts_are_found_by_their_headings() -> None:
    parts = (
        Part("Mål", (Prose("Bra *år*."),), remark="5 av 6"),
        Part("Ledning", (), subject="utvarderat-1"),
        Part("Delmål", (Prose("Nått."),), level=4),
        Part("Demokrati", (Prose("Delaktiga.", "Året"), Said("Slut.")), folded=True),
    )
    assert rows(Passage("## Mål"), text(*parts, source="Källa: missivet.", doubts=(Doubt("f", "Går inte ihop."),))) == [
        ["02-x.html", "Kapitel", ""],
        ["02-x.html#avsnitt-mal", "Mål", ""],
        ["02-x.html#avsnitt-mal--2", "Mål", "5 av 6 Bra år."],
        ["02-x.html#utvarderat-1", "Ledning", "Delmål Nått. Demokrati"],
        ["02-x.html#avsnitt-aret", "Året", "Delaktiga. Slut. Källa: missivet. Går inte ihop."],
    ]


def test_areas_of_the_year_at_a_glance_are_found_with_their_counts() -> None:
    counted = Count(heading="2 mål", what="2 mål", counts=((BETTER, 2),))
    card = Card("omrade-a", "Demokrati", (BETTER,), (), counted, Count(heading="0", what="0", counts=()))
    glance = Glance(counts=(counted,), notes=("Beräknat.",), worse=Marks("", ()), differing=(), cards=(card,))
    assert rows(glance) == [
        ["02-x.html", "Kapitel", "2 mål: bättre 2 Beräknat."],
        ["02-x.html#avsnitt-demokrati", "Demokrati", "Bättre 2 mål: bättre 2"],
    ]


def test_where_figures_come_from_and_what_is_drawn_is_not_searched() -> None:
    points = (Point("2015", "2 %", 2015.5, 2), Point("2016", "3 %", 2016.5, 3))
    rowed = Row((None,), ((Said("Nöjda"),), (Course(points),)))
    origins = (Origin("Nöjda", "Bilaga 1", "data/a.csv", 2),)
    made = Table(heading="T", columns=(), layout=(Shown("A"), Shown("B")), rows=(rowed,), origins=origins)
    assert "Bilaga 1" not in rows(made)[0][2]


def test_of_a_chart_what_it_states_and_its_figures_are_searched() -> None:
    chart = Chart(
        key="k",
        heading="Sjukfrånvaron stiger",
        summary="Från 2 till 3.",
        picture={},
        caption="Siffror",
        layout=(Shown("År", "row"), Shown("Utfall")),
        rows=(Row((None,), cells("2016", "3 %"), subject="mal-a"),),
        notes=("Preliminärt.",),
        source="Källa.",
    )
    assert rows(chart) == [["02-x.html", "Kapitel", "Sjukfrånvaron stiger Preliminärt. Siffror 2016 · 3 % Källa."]]


def test_lists_moments_contradictions_and_foreign_tables_are_searched() -> None:
    listed = Listing(((Said("sid. 1"),), (Said("sid. 2"),)), summary="2 platser")
    moment = Moment("2016-12-31T06:30:00Z")
    errors = Contradictions(items=(Contradiction("f", "A är 3 men 4."),), rest="Här står 1 av 2 fel.")
    found = rows(text(Part("", (listed, moment))), errors, Hypertext(heading="Ram", html="<p>hej</p>", text="hej"))
    assert found == [
        [
            "02-x.html",
            "Kapitel",
            "2 platser sid. 1 sid. 2 2016-12-31 06:30 UTC A är 3 men 4. Här står 1 av 2 fel. Ram hej",
        ]
    ]


def test_a_piece_says_its_language_where_it_is_another_than_the_reports() -> None:
    with speaking(ENGLISH):
        goal, title = swedish("Nöjda alla"), swedish("Demokrati")
    told: tuple[tuple[Cell, ...], ...] = (((Said(goal),), (Said("39"),), ()),)
    found = pieces_of(
        "p.html", title, chapter("x", Outputs((table(*told, subject="mal-a"),)), Passage("## Goals\n\nText"))
    )
    assert [piece.row[1:] for piece in found] == [
        ["Demokrati", "Processmål", "sv", ""],
        ["Nöjda alla", "Utfall: 39", "sv", ""],
        ["Goals", "Text"],
    ]
    (piece,) = pieces_of(
        "p.html", "Area", chapter("x", Outputs((text(Part("", (Prose("Målet är nått.", language="sv"),))),)))
    )
    assert piece.row == ["p.html", "Area", "Målet är nått.", "", "sv"]


@pytest.mark.parametrize("long", ["Kommunen mäter. " * 200])
def test_a_text_is_read_to_its_end(long: str) -> None:
    assert rows(text(Part("", (Said(long), Said("Slut")))))[0][2] == f"{long}Slut"


@given(WORDS)
def test_any_text_is_found_as_it_was_written(words: str) -> None:
    assert rows(text(Part("", (Said(words),))))[0][2] == words


def test_what_can_be_searched_is_a_script_of_texts_only(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write_pieces(tmp_path / "a", pieces_of("x.html", "</script>", chapter("x", Passage("text"))))
    script = search_script(tmp_path, {"a": SWEDISH, "unmade": SWEDISH})
    found, words = (json.loads(line.partition(" = ")[2].rstrip(";")) for line in script.splitlines())
    assert found == {"a": [["x.html", "</script>", "text"]]}
    assert words == {"script": [""], "text": [""]}


def test_forms_of_a_word_are_known_as_such_in_each_language() -> None:
    known = families({SWEDISH: ["Medborgarna når målen, medborgare och MÅLET"], ENGLISH: ["company, companies"]})
    assert known["medborg"] == ["are", "arna"]
    assert known["mal"] == ["en", "et"]
    assert known["compan"] == ["ies", "y"]


@given(WORDS)
def test_folding_keeps_the_place_of_every_letter(words: str) -> None:
    assert len(folded(words)) == len(words.lower())


@examples(60)
@given(shown_chapters())
def test_what_is_found_leads_to_every_heading_and_named_row_of_the_page_in_order(made: Chapter) -> None:
    page = read_html(str(body_html(made, Place())))
    found = list(pieces_of("p.html", "Kapitel", made))
    named = [str(tag["id"]) for tag in page.all("h2[id]:not(.finding), h3[id]:not(.finding)")]
    rowed = [str(tag["id"]) for tag in page.all("tr[id]")]
    anchors = list(dict.fromkeys(piece.anchor for piece in found if piece.anchor))
    assert [anchor for anchor in anchors if anchor in named] == named
    assert set(anchors) <= {str(tag["id"]) for tag in page.all("[id]")}
    assert set(rowed) <= set(anchors)
