"""Laws of the comparison: nothing differs from itself, both sides agree, every word is read, what differs is told."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chapters import built
from tests.examples import examples
from tests.signed import REPORT

from analysis.base.project import Project
from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart, Dot, Line
from analysis.chapter.foreign import Picture
from analysis.chapter.pieces import Listing, Said
from analysis.chapter.table import Row, Shown, Table
from analysis.chapter.text import Part, Text
from analysis.signoff.blocks import Block
from analysis.signoff.changes import Differences, Kind, words_apart
from analysis.signoff.differences import differences
from analysis.signoff.report_on_disk import ChapterText, ReportText, read_report, report_text
from analysis.words.translate import _

WORD = st.sampled_from(["ett", "två", "tre", "56", "57", "4,4 %"])
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
LAYOUT = (Shown("Mål", "row"), Shown("Utfall", "number"), Shown("Nivå", "number"))


def row(subject: str, heading: str, cells: tuple[str, ...]) -> Row:
    return Row((), tuple((Said(words),) for words in (heading, *cells)), subject)


ROW = st.builds(row, st.sampled_from(["", "mal-a", "mal-b", "atagande-c"]), WORD, st.tuples(TEXT, TEXT))


def table(caption: str, rows: list[Row]) -> Table:
    return Table(heading=caption, columns=(), layout=LAYOUT, rows=tuple(rows))


def chart(title: str, spoken: str, subject: str) -> Chart:
    figures = table("siffror", [row("", "2016", (title, spoken))])
    return Chart(
        key="ett",
        heading=title,
        summary=spoken,
        picture={},
        series=(Line("Totalt", points=(Dot("2016", title),)),),
        caption=figures.heading,
        layout=LAYOUT,
        rows=figures.rows,
        subject=subject,
    )


def listed(words: str) -> Text:
    return Text(role="reading", parts=(Part(words, (Said(words), Listing(((Said(words),),)))),))


PIECE = st.one_of(
    TEXT.map(Passage),
    TEXT.map(lambda words: Passage(f"## {words}")),
    st.one_of(
        TEXT.map(listed),
        st.builds(table, TEXT, st.lists(ROW, max_size=4)),
        st.builds(chart, TEXT, TEXT, st.sampled_from(["mal-a", "mal-b"])),
    ).map(lambda value: Outputs((value,))),
)


def chapter(title: str, *blocks: Any) -> ChapterText:  # noqa: ANN401 - texts and outputs
    return ChapterText(title, f"{title}.html", True, Chapter(title=title, language="sv", blocks=blocks))


CHAPTER = st.builds(lambda title, pieces: chapter(title, *pieces), WORD, st.lists(PIECE, max_size=5))


def report(chapters: list[ChapterText]) -> ReportText:
    return report_text("Prov", chapters, {})


REPORTS = st.lists(CHAPTER, max_size=3, unique_by=lambda chapter: chapter.title).map(report)


def told(found: Differences, *, swapped: bool = False) -> set[object]:
    """All that a page of differences says, without its order."""
    rows: list[object] = []
    for entry in found.entries:
        for change in entry.changes:
            ends = (change.after, change.before) if swapped else (change.before, change.after)
            rows.append((change.kind, *ends))
        for each in entry.charts:
            both = (each.after, each.before) if swapped else (each.before, each.after)
            rows.append(tuple(side and side.cells for side in both))
    return set(rows)


@given(REPORTS)
def test_nothing_differs_from_itself(one: ReportText) -> None:
    assert not differences(one, one)
    assert not differences(one, replace(one, content="another hash of the same words")).subjects


@examples(60)
@given(REPORTS, REPORTS)
def test_what_one_side_lost_the_other_gained(one: ReportText, other: ReportText) -> None:
    there, back = differences(one, other), differences(other, one)
    assert told(there) == told(back, swapped=True)
    assert len(there.chapters) == len(back.chapters)


@examples(60)
@given(REPORTS, REPORTS)
def test_something_is_told_just_when_a_reader_sees_another_thing(one: ReportText, other: ReportText) -> None:
    assert bool(differences(one, other)) == (one.content != other.content)


def fitting(value: Any) -> Any:  # noqa: ANN401 - any value of a chapter
    """The same, each row of a table with one cell a column."""
    if isinstance(value, Picture):
        return replace(value, table=value.table and fitting(value.table))
    if not isinstance(value, Table | Chart):
        return value
    width = len(value.layout)
    rows = tuple(replace(each, words=(*each.words, *[()] * width)[:width]) for each in value.rows)
    return replace(value, rows=rows)


@pytest.mark.parametrize("kind", get_args(get_args(Value)[0]))
@given(st.data())
def test_every_word_that_is_seen_stands_in_a_block(kind: type, data: st.DataObject) -> None:
    read = chapter("Ett", Outputs((fitting(data.draw(built(kind))),)))
    assert words_in(read.words) <= words_in_blocks(read)


def words_in(text: str) -> set[str]:
    """Its words, without what only parts them."""
    return {word.strip(":·;, ").casefold() for word in text.split()} - {""}


def words_in_blocks(read: ChapterText) -> set[str]:
    return words_in(" ".join(f"{block.words} {names_of(block)}" for block in read.blocks))


def names_of(block: Block) -> str:
    """What names its cells: the headings of a table, what stands before a figure."""
    return " ".join(cell.name for cell in block.cells)


def test_every_word_of_a_real_report_stands_in_a_block(made: Project) -> None:
    text = read_report(made.output / REPORT)
    assert text is not None
    for each in text.chapters:
        assert isinstance(each, ChapterText)
        assert words_in(each.words) <= words_in_blocks(each)
    assert not differences(text, text)


def test_the_same_change_in_two_places_is_one_with_two_places() -> None:
    def both(value: str) -> list[ChapterText]:
        goals = Outputs((table("Mål 2016", [row("mal-a", "NMI", (value, "54"))]),))
        return [chapter(title, goals) for title in ("Ett", "Två")]

    found = differences(report(both("56")), report(both("57")))
    (entry,) = found.subjects
    (change,) = entry.changes
    assert (entry.heading, _(entry.what), change.kind) == ("NMI", "Mål", Kind.FIGURE)
    assert change.places == ("Ett › Mål 2016", "Två › Mål 2016")
    assert (found.others, found.derived, found.chapters) == ([], [], [])


def test_a_goal_that_moved_to_another_chapter_has_moved() -> None:
    def both(*titles: str) -> list[ChapterText]:
        others = table("Mål", [row("mal-z", "Annat", ("1", "2"))])
        own = table("Mål 2", [row("mal-a", "NMI", ("56", "54"))])
        return [chapter(title, Outputs((others, own) if title == titles[0] else (others,))) for title in ("Ett", "Två")]

    found = differences(report(both("Ett")), report(both("Två")))
    moved = [change for entry in found.subjects for change in entry.changes]
    assert [(change.name, change.places) for change in moved] == [("Flyttad", ("Ett › Mål 2 → Två › Mål 2",))]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("56 i år", "57 i år", [(True, "56"), (False, "i år")], [(True, "57"), (False, "i år")]),
        ("lika", "lika", [(False, "lika")], [(False, "lika")]),
        ("ett två", "två", [(True, "ett"), (False, "två")], [(False, "två")]),
    ],
)
def test_words_are_laid_side_by_side(before: str, after: str, left: object, right: object) -> None:
    assert words_apart(before, after) == (left, right)
