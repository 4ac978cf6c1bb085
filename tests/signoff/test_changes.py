"""Laws of the comparison: nothing differs from itself, both sides agree, every word is read, what differs is told."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.signed import REPORT

from analysis.project import Project
from analysis.signoff.changes import Differences, Kind, words_apart
from analysis.signoff.differences import differences
from analysis.signoff.mark import put_mark
from analysis.signoff.reading import read_blocks
from analysis.signoff.words import ChapterText, ReportText, content_of, read_report, words_of

WORD = st.sampled_from(["ett", "två", "tre", "56", "57", "4,4 %"])
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@dataclass(frozen=True)
class Row:
    subject: str
    heading: str
    cells: tuple[str, ...]

    @property
    def html(self) -> str:
        about = f' data-subject="{self.subject}"' if self.subject else ""
        cells = "".join(f'<td class="number">{cell}</td>' for cell in self.cells)
        return f'<tr{about}><th scope="row">{self.heading}</th>{cells}</tr>'


ROW = st.builds(Row, st.sampled_from(["", "mal-a", "mal-b", "atagande-c"]), WORD, st.tuples(TEXT, TEXT))


def table(caption: str, rows: list[Row]) -> str:
    heads = "<tr><th>Mål</th><th>Utfall</th><th>Nivå</th></tr>"
    body = "".join(row.html for row in rows)
    return f"<table><caption>{caption}</caption><thead>{heads}</thead><tbody>{body}</tbody></table>"


def chart(title: str, spoken: str, subject: str) -> str:
    picture = f'<svg role="img" aria-label="{spoken}"><text>ritat</text></svg>'
    figures = table("siffror", [Row("", "2016", (title, spoken))])
    return f'<figure class="chart" data-subject="{subject}"><p class="finding">{title}</p>{picture}{figures}</figure>'


PIECE = st.one_of(
    TEXT.map(lambda text: f"<p>{text}</p>"),
    TEXT.map(lambda text: f"<h2>{text}</h2>"),
    TEXT.map(lambda text: f"<div>{text}<ul><li>{text}</li></ul></div>"),
    st.builds(table, TEXT, st.lists(ROW, max_size=4)),
    st.builds(chart, TEXT, TEXT, st.sampled_from(["mal-a", "mal-b"])),
)
CHAPTER = st.builds(
    lambda title, pieces: ChapterText(title, f"{title}.html", in_document=True, body="".join(pieces)),
    WORD,
    st.lists(PIECE, max_size=5),
)


def report(chapters: list[ChapterText]) -> ReportText:
    return ReportText("Prov", chapters, content_of("Prov", chapters), {})


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


@settings(max_examples=60)
@given(REPORTS, REPORTS)
def test_what_one_side_lost_the_other_gained(one: ReportText, other: ReportText) -> None:
    there, back = differences(one, other), differences(other, one)
    assert told(there) == told(back, swapped=True)
    assert len(there.chapters) == len(back.chapters)


@settings(max_examples=60)
@given(REPORTS, REPORTS)
def test_something_is_told_just_when_a_reader_sees_another_thing(one: ReportText, other: ReportText) -> None:
    assert bool(differences(one, other)) == (one.content != other.content)


@given(CHAPTER)
def test_every_word_that_is_seen_stands_in_a_block(chapter: ChapterText) -> None:
    read = Counter(" ".join(block.words for block in read_blocks(chapter)).split())
    assert set(chapter.words.split()) <= set(read) | {"siffror", "Mål", "Utfall", "Nivå", "2016"}


def test_every_word_of_a_real_report_stands_in_a_block(made: Project) -> None:
    text = read_report(made.output / REPORT)
    assert text is not None
    for chapter in text.chapters:
        blocks = read_blocks(chapter)
        told = " ".join([*(block.words for block in blocks), *(cell.name for block in blocks for cell in block.cells)])
        read = {word.strip(":(),") for word in told.split()}
        # What folds a table or chart open says nothing of its own.
        seen = {word.strip(":(),") for word in re.sub(r"[(]\d+ rader[)]", "", words_of(chapter.body)).split()}
        assert seen - read - {""} <= FOLDS, chapter.title
    assert not differences(text, text)


FOLDS = {"rader", "Siffrorna", "siffrorna", "diagrammet", "Period", "Vad", "Värde", "Var", "kommer", "ifrån", "i"}
#: What paper says of a table that it leaves out.
FOLDS |= {"finns", "på", "webbsidan", "och", "arbetsboken"}


def test_what_is_no_content_is_not_read() -> None:
    body = '<p>sedd</p><script>1</script><table data-log><tr><td>dold</td></tr></table><svg aria-hidden="true">x</svg>'
    assert words_of(body) == "sedd"
    assert words_of("(data/sources/a/b.csv, rad 17)") == words_of("(data/sources/a/b.csv, rad 18)")
    assert words_of('<div role="img" aria-label="Totalt&#58; 4"></div>') == "Totalt: 4"


def test_the_same_change_in_two_places_is_one_with_two_places() -> None:
    def chapters(value: str) -> list[ChapterText]:
        body = table("Mål 2016", [Row("mal-a", "NMI", (value, "54"))])
        return [ChapterText(title, f"{title}.html", in_document=True, body=body) for title in ("Ett", "Två")]

    found = differences(report(chapters("56")), report(chapters("57")))
    (entry,) = found.subjects
    (change,) = entry.changes
    assert (entry.heading, entry.what, change.kind) == ("NMI", "Mål", Kind.FIGURE)
    assert change.places == ("Ett › Mål 2016", "Två › Mål 2016")
    assert (found.others, found.derived, found.chapters) == ([], [], [])


def test_a_goal_that_moved_to_another_chapter_has_moved() -> None:
    def chapters(*titles: str) -> list[ChapterText]:
        row = table("Mål", [Row("mal-a", "NMI", ("56", "54"))])
        bodies = {title: table("Mål", [Row("mal-z", "Annat", ("1", "2"))]) for title in ("Ett", "Två")}
        bodies[titles[0]] += row.replace("<caption>Mål", "<caption>Mål 2")
        return [ChapterText(title, f"{title}.html", in_document=True, body=body) for title, body in bodies.items()]

    found = differences(report(chapters("Ett")), report(chapters("Två")))
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


def test_a_mark_takes_the_place_of_another() -> None:
    page = '<p>a</p><aside class="state" aria-label="L"></aside><main>x</main>'
    once = put_mark(page, '<aside class="state draft"><p>\\1 Utkast</p></aside>')
    assert put_mark(once, '<aside class="state"></aside>') == page.replace(' aria-label="L"', "")
    assert "\\1 Utkast" in once
