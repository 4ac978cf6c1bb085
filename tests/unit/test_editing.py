"""What publishing decides of a chapter: what it explains, leaves out, tells once, and what its files are called."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from tests.examples import examples
from tests.shown import shown_chapters

from analysis.build.database import Built
from analysis.chapter.chapter import Block, Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart, Dot, Line
from analysis.chapter.foreign import Picture
from analysis.chapter.markup.charts import drawing
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Said, Sign, Symbol
from analysis.chapter.table import Column, Doubt, Row, Shown, Table
from analysis.chapter.text import Part, Text
from analysis.present import chart as charts
from analysis.present.fragment import Several
from analysis.publish.chapters.editing import (
    edited,
    explaining_what_is_shown,
    sections,
    with_files,
    without_empty_sections,
)
from analysis.report import Report

CHAPTERS = examples(60)
BETTER = Symbol("assessment", "better", "circle", "Bättre", "good")
LOST = Symbol("assessment", "", "empty", "Okänd")
RISING = Symbol("trend", "up", "arrow_up", "Ökad")
LEGEND = Legend(
    groups=(
        Group("assessment", "Bedömning", (BETTER, LOST)),
        Group("trend", "Trend", (RISING, replace(LOST, subject="trend"))),
        Group("", "Förkortningar", names=(("KLK", "Kontoret"),)),
    )
)
NOTHING = Text(role="nothing", parts=(Part("", (Said("Inga mål."),)),), optional=True)
TEXT = Text(role="reading", parts=(Part("", (Said("Text."),)),))


def chapter(*blocks: Block) -> Chapter:
    return Chapter(title="Mål", language="sv", blocks=blocks)


def shows(*values: Value) -> Outputs:
    return Outputs(values)


def table(*symbols: Symbol, heading: str = "Processmål", **more: object) -> Table:
    rows = tuple(Row((None,), ((Sign(symbol),),)) for symbol in symbols)
    return Table(heading=heading, columns=(Column("A"),), layout=(Shown("A"),), rows=rows, **more)  # type: ignore[arg-type]


def chart(*dots: Dot, **more: object) -> Chart:
    return Chart(key="k", heading="Så", summary="Så.", picture={}, series=(Line("a", points=dots),), **more)  # type: ignore[arg-type]


def legends(made: Chapter) -> list[list[tuple[str, list[str]]]]:
    found = (value for value in made.values if isinstance(value, Legend))
    return [[(group.subject, [symbol.code for symbol in group.symbols]) for group in each.groups] for each in found]


# ---- what is explained ----


def test_a_legend_explains_no_more_than_the_page_shows() -> None:
    made = explaining_what_is_shown(chapter(shows(LEGEND), shows(table(BETTER))))
    assert legends(made) == [[("assessment", ["better"]), ("", [])]]


def test_the_unknown_is_explained_where_it_is_shown_of_that_kind() -> None:
    made = explaining_what_is_shown(chapter(shows(LEGEND), shows(table(LOST, RISING))))
    assert legends(made) == [[("assessment", ["better", ""]), ("trend", ["up"]), ("", [])]]


def test_symbols_are_found_however_deep_they_stand_but_not_in_legends() -> None:
    deep = Table(heading="x", columns=(), layout=(Shown("A", symbol=RISING),), rows=())
    picture = Picture(heading="", text="x", media="image/png", data="", table=deep)
    assert legends(explaining_what_is_shown(chapter(shows(LEGEND, picture)))) == [[("trend", ["up"]), ("", [])]]
    assert legends(explaining_what_is_shown(chapter(shows(LEGEND, LEGEND)))) == [[("", [])], [("", [])]]


def test_a_legend_left_empty_goes_with_its_section() -> None:
    symbols = Legend(groups=LEGEND.groups[:2])
    made = edited(chapter(Passage("## Teckenförklaring"), shows(symbols), Passage("## Mål"), shows(TEXT)), "01")
    assert made.blocks == (Passage("## Mål"), shows(TEXT))


def test_a_text_about_hollow_points_stands_where_there_are_some() -> None:
    explained = Passage("En ihålig punkt …", ("hollow",))
    filled, hollow = chart(Dot("2016", "3")), chart(Dot("2015", "2"), Dot("2016", "3", hollow=True))
    assert explaining_what_is_shown(chapter(explained, shows(filled))).blocks == (shows(filled),)
    assert explaining_what_is_shown(chapter(explained, shows(hollow))).blocks == (explained, shows(hollow))


def test_a_text_stands_where_everything_is_shown_that_it_explains() -> None:
    both = Passage("Symbolerna …", ("assessment", "trend"))
    assert both not in explaining_what_is_shown(chapter(both, shows(table(BETTER)))).blocks
    assert both in explaining_what_is_shown(chapter(both, shows(table(BETTER, RISING)))).blocks


def test_a_chart_has_hollow_points_just_where_its_drawing_has(built: Built) -> None:
    found: Counter[bool] = Counter()
    for organisation, year in (("KLK", 2016), ("KoU", 2016), ("KS", 2022)):
        shown = Report(organisation=organisation, year=year, database=built.path).goal_charts()
        assert isinstance(shown, Several)
        for each in shown:
            assert isinstance(each, charts.Chart)
            value = each.value
            has_hollow = any(dot.hollow for line in value.series for dot in line.points)
            assert has_hollow == ('data-kind="hollow"' in str(drawing(value))), value.heading
            found[has_hollow] += 1
    assert min(found[True], found[False]) > 0


# ---- sections ----


def test_a_section_that_only_says_what_is_lacking_goes() -> None:
    made = without_empty_sections(
        chapter(Passage("Inledning."), Passage("## Mål"), shows(NOTHING), Passage("## Text\n\nMer."), shows(TEXT))
    )
    assert made.blocks == (Passage("Inledning."), Passage("## Text\n\nMer."), shows(TEXT))


def test_of_a_section_that_has_something_only_the_sentence_goes() -> None:
    made = without_empty_sections(chapter(Passage("## Mål"), shows(NOTHING), shows(TEXT), Passage("Slut.")))
    assert made.blocks == (Passage("## Mål"), shows(TEXT), Passage("Slut."))


def test_what_a_document_must_have_is_said_to_be_lacking() -> None:
    needed = replace(NOTHING, optional=False)
    blocks = (Passage("## Mål"), shows(needed), Passage("## Om\n\nBara text."))
    assert without_empty_sections(chapter(*blocks)).blocks == blocks


def test_sections_begin_at_headings_of_the_second_level() -> None:
    blocks = (Passage("Först."), Passage("### Under"), Passage("## A"), shows(TEXT), Passage("Text\n\n## B"))
    assert [len(section) for section in sections(chapter(*blocks))] == [2, 3]


# ---- files ----


def test_files_are_named_after_page_place_and_heading() -> None:
    columns = {
        "columns": (Column("A"),),
        "rows": (
            Row(
                ("1",),
                (),
            ),
        ),
    }
    figures = chart(Dot("2016", "3"), caption="Siffror 2016", **columns)
    drawn = Picture(heading="", text="x", media="image/png", data="", table=table(heading="Bakom"))
    made = with_files(chapter(shows(table(), table()), shows(TEXT, figures, chart()), shows(drawn)), "02-mal")
    assert files_of(made) == [
        "02-mal-1-processmal",
        "02-mal-2-processmal",
        "02-mal-3-siffror-2016",
        "02-mal-4-bakom",
    ]


def test_a_heading_without_letters_or_with_many_still_gives_a_name() -> None:
    made = with_files(chapter(shows(table(heading="§ – ?"), table(heading="å" * 80))), "01")
    assert files_of(made) == ["01-1", f"01-2-{'a' * 40}"]


def files_of(made: Chapter) -> list[str]:
    return [found.file for found in map(table_in, made.values) if found is not None]


# ---- all of it ----


def test_a_contradiction_is_told_where_it_is_met_first() -> None:
    doubt = Doubt("f1", "Går inte ihop: 3 och 4.")
    made = edited(chapter(shows(table(doubts=(doubt,))), shows(replace(TEXT, doubts=(doubt,)))), "01")
    assert [value.doubts for value in made.values if isinstance(value, Table | Text)] == [(doubt,), ()]


@CHAPTERS
@given(shown_chapters())
def test_editing_again_changes_nothing(made: Chapter) -> None:
    once = edited(made, "01")
    assert edited(once, "01") == once


@CHAPTERS
@given(shown_chapters())
def test_nothing_goes_but_explanations_and_what_is_lacking(made: Chapter) -> None:
    kept = [
        value
        for value in made.values
        if not isinstance(value, Legend) and not (isinstance(value, Text) and value.optional)
    ]
    left = [value for value in edited(made, "01").values if not isinstance(value, Legend)]
    shown = [value for value in left if not (isinstance(value, Text) and value.optional)]
    if len(shown) > len(kept):  # nothing is left, which a sentence says
        assert {value.role for value in kept if isinstance(value, Text)} <= {"report"}
        *shown, said = shown
        assert isinstance(said, Text)
        assert said.role == "nothing"
    assert [(value.kind, value.heading) for value in shown] == [(value.kind, value.heading) for value in kept]


@CHAPTERS
@given(shown_chapters())
def test_every_table_that_is_shown_can_be_taken_away_by_a_name_of_its_own(made: Chapter) -> None:
    tables = [table_in(value) for value in edited(made, "01").values]
    names = [found.file for found in tables if found is not None]
    assert all(name.startswith("01-") for name in names)
    assert len(set(names)) == len(names)


def table_in(value: Value) -> Table | None:
    if isinstance(value, Chart):
        return value.table if value.rows else None
    return value if isinstance(value, Table) else value.table if isinstance(value, Picture) else None


def test_a_chapter_that_nothing_is_left_of_says_so_in_a_sentence() -> None:
    whose = Text(role="report", parts=(Part("Rapporten", ()),))
    bare = chapter(Passage("# Mål"), shows(whose), Passage("## Mål"), shows(NOTHING))
    *left, last = without_empty_sections(bare).blocks
    assert left == [Passage("# Mål"), shows(whose)]
    assert isinstance(last, Outputs)
    (said,) = last.values
    assert isinstance(said, Text)
    assert (said.role, said.optional, said.parts[0].pieces) == (
        "nothing",
        False,
        (Said("Dokumentet har inget om detta."),),
    )
    full = chapter(Passage("# Mål"), shows(whose), Passage("## Mål"), shows(TEXT), Passage("## Annat"), shows(NOTHING))
    assert without_empty_sections(full).blocks == full.blocks[:4]
