"""Values as HTML: laws that hold for any value, and each kind of piece as a browser reads it."""

import re
from collections.abc import Callable

import pytest
from bs4 import Tag
from hypothesis import given
from tests.examples import examples
from tests.pages import Page, read_html
from tests.shown import poisoned, shown_chapters, shown_values
from tests.wellformed import faults_in

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.chart import Chart
from analysis.chapter.markup.body import body_html
from analysis.chapter.markup.pieces import cell, inline, one
from analysis.chapter.markup.place import Place, cell_place
from analysis.chapter.markup.spoken import cell_words, plain_of
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Course, Link, Listing, Moment, Piece, Point, Prose, Said, Share, Sign, Symbol
from analysis.chapter.table import Table
from analysis.words.current_language import ENGLISH, speaking
from analysis.words.mixed_language import MixedText, swedish

ADDRESSES = {"mal-a": "02-mal.html#mal-a", "kapitel-review": "03-granskning.html"}
PLACES: dict[str, Callable[[], Place]] = {
    "page": lambda: Place(ADDRESSES),
    "cell": cell_place,
    "single": lambda: Place(single=True),
    "paper": lambda: Place(paper=True),
}
BETTER = Symbol("assessment", "better", "circle", "Bättre än målet", "good")
WORSE = Symbol("assessment", "worse", "square", "Sämre än målet", "bad")
#: Where the words stand that are read aloud or told when pointed at.
SPOKEN = ("aria-label", "alt", "title", "data-label", "datetime")
WORD = re.compile(r"\w+")
VALUES = examples(60)


def written(*pieces: Piece, place: Place | None = None) -> Page:
    return read_html(str(cell(pieces, place or Place(ADDRESSES))))


def words_of(page: Page) -> str:
    """Everything that a reader of a page can meet, without regard to letters' case."""
    attributes = [str(tag[name]) for tag in page.all("*") for name in SPOKEN if tag.has_attr(name)]
    return " ".join([page.soup.get_text(), page.soup.get_text(" "), *attributes]).lower()


def dangers(page: Page) -> list[Tag]:
    """Elements that run or fetch something."""
    running = "script:not([type='application/json']), img:not([src^='data:']), iframe, object, form"
    return [*page.all(running), *(tag for tag in page.all("*") if any(name.startswith("on") for name in tag.attrs))]


# ---- laws ----


@VALUES
@given(shown_values())
@pytest.mark.parametrize("where", PLACES)
def test_any_value_is_well_formed_wherever_it_stands(where: str, value: Value) -> None:
    assert faults_in(str(html_of(value, PLACES[where]()))) == []


@VALUES
@given(shown_values())
def test_no_markup_of_the_data_gets_through(value: Value) -> None:
    for place in (Place(ADDRESSES), cell_place()):
        assert dangers(read_html(str(html_of(poisoned(value), place)))) == []


@VALUES
@given(shown_values())
def test_every_word_that_is_spoken_can_be_read_or_heard(value: Value) -> None:
    met = words_of(read_html(str(html_of(value, Place(ADDRESSES)))))
    met += " ".join(named_below(value)).lower()
    assert [word for word in WORD.findall(plain_of(value).lower()) if word not in met] == []


def named_below(value: Value) -> list[str]:
    """Headings of columns that stand below their rows: each is said where there is something below."""
    layout = value.layout if isinstance(value, Table | Chart) else ()
    return [str(column.heading) for column in layout if column.look == "below"]


@VALUES
@given(shown_values())
def test_a_cell_of_a_notebook_has_no_anchors_links_or_files(value: Value) -> None:
    page = read_html(str(html_of(value, cell_place())))
    assert page.all("[id], a, [href], script, .files") == []


@VALUES
@given(shown_chapters())
def test_names_of_places_are_given_once_a_page(chapter: Chapter) -> None:
    assert faults_in(str(body_html(chapter, Place(ADDRESSES)))) == []


@VALUES
@given(shown_chapters(), shown_chapters())
def test_names_of_places_are_given_once_in_a_document_of_chapters(one: Chapter, other: Chapter) -> None:
    both = [body_html(each, Place(prefix=f"k{at}", deeper=1, number=at)) for at, each in enumerate((one, other), 1)]
    assert faults_in("".join(both)) == []


# ---- pieces ----


def test_pieces_are_lines_of_their_cell() -> None:
    page = written(Said("4,4 %", "strong"), Said("2015: 2,1 %", "muted"), Said("12", "count"))
    assert str(page.soup) == (
        '<span class="value">4,4 %</span><br/><span class="muted">2015: 2,1 %</span><br/><span class="count">12</span>'
    )


def test_blocks_have_no_line_break_around_them() -> None:
    page = written(Said("Före"), Prose("Ett *stycke*."), Said("Efter"), Listing(((Said("a"),), (Said("b"),))))
    assert page.all("br") == []
    assert page.texts("div.comment p, ul.plain li") == ["Ett stycke .", "a", "b"]


def test_a_symbol_is_a_shape_and_a_word_and_what_is_said_of_it() -> None:
    page = written(Sign(BETTER, remarks=("Framgår av texten.",)))
    assert page.one(".symbol svg")["aria-hidden"] == "true"
    assert page.texts(".symbol span, .muted") == ["Bättre än målet", "Framgår av texten."]
    assert len(page.all("br")) == 1


def test_symbols_of_several_years_stand_in_a_row_each_with_its_year() -> None:
    page = written(Sign(BETTER, "2016"), Sign(WORSE, "2017"))
    assert [" ".join(found.split()) for found in page.texts(".standing")] == [
        "2016: Bättre än målet 2017: Sämre än målet"
    ]
    assert page.all("br") == []


def test_another_judgement_stands_apart_with_whose_it_is_and_why() -> None:
    page = written(Sign(BETTER), Sign(WORSE, "Beräknat", ("39 är under 40.",), differs=True), Said("Sist"))
    assert page.texts("div.differs > .computed, div.differs > .muted") == [
        "Beräknat: Sämre än målet",
        "39 är under 40.",
    ]
    assert page.all("br") == []


def test_a_link_leads_to_where_its_subject_is_told_about() -> None:
    (link,) = written(Link("mal-a", "Nöjda")).all("a")
    assert (link["href"], link.get_text(), link.get("class")) == ("02-mal.html#mal-a", "Nöjda", None)


@pytest.mark.parametrize("place", [cell_place(), Place(single=True), Place()])
def test_a_link_to_nowhere_is_its_words(place: Place) -> None:
    assert str(written(Link("mal-a", "Nöjda & glada"), place=place).soup) == "Nöjda &amp; glada"
    assert str(written(Link("mal-a", "Läs mer", screen_only=True), place=place).soup) == ""


def test_what_leads_to_other_pages_only_is_left_out_where_nothing_lies_beside() -> None:
    alone = Place({"mal-a": "#mal-a"}, single=True)
    assert str(written(Link("mal-a", "Läs mer", screen_only=True), place=alone).soup) == ""
    assert written(Link("mal-a", "Läs mer", screen_only=True)).one("a.on-screen").get_text() == "Läs mer"


def test_a_share_is_told_and_drawn() -> None:
    page = written(Share(62.5, "62,5 %"))
    assert page.soup.get_text() == "62,5 %"
    assert page.one(".bar[aria-hidden=true] > span")["style"] == "width: 62.5%"


def test_a_moment_can_be_read_by_a_machine() -> None:
    page = written(Moment("2016-12-31T06:30:00Z", "körning 4"))
    assert page.one("time").attrs == {"datetime": "2016-12-31T06:30:00Z"}
    assert page.texts("time, .muted") == ["2016-12-31", "06:30 UTC, körning 4"]


def test_a_course_names_its_figures() -> None:
    points = (Point("2015", "2 %", 2015.5, 2), Point("2016", "3 %", 2016.5, 3))
    assert written(Course(points, "2015–2016")).one("svg[role=img]")["aria-label"] == "2015: 2 %; 2016: 3 %"


def test_a_folded_list_is_opened_by_its_summary_and_stands_open_on_paper() -> None:
    places = Listing(((Said("sid. 1"), Link("mal-a", " Nöjda")), (Said("sid. 2"),)), summary="2 platser")
    page = written(places)
    assert page.texts("summary, li") == ["2 platser", "sid. 1 Nöjda", "sid. 2"]
    assert not page.one("details").has_attr("open")
    assert written(places, place=Place(paper=True)).one("details").has_attr("open")
    assert written(Listing(())).all("*") == []


def test_a_text_of_the_data_is_markdown_without_html_pictures_and_headings() -> None:
    page = written(Prose("# Stort\n\n**Bra** <b>nej</b>\n\n![bild](x.png)", "Uppföljning"))
    assert page.texts("p") == ["Uppföljning", "# Stort", "Bra <b>nej</b>", "!bild"]
    assert page.all("h1, b, img") == []
    assert page.one("strong").get_text() == "Bra"


def test_a_text_in_another_language_says_which_on_every_block() -> None:
    page = written(Prose("Ett.\n\n- två", language="sv"))
    assert [tag.name for tag in page.all("[lang=sv]")] == ["p", "ul"]


def test_words_are_told_apart_by_language() -> None:
    assert str(inline(MixedText([("Goal ", ""), ("<Nöjda>", "sv")]))) == 'Goal <span lang="sv">&lt;Nöjda&gt;</span>'
    with speaking(ENGLISH):
        assert str(one(Said(swedish("Nöjda"), "muted"), Place())) == (
            '<span class="muted"><span lang="sv">Nöjda</span></span>'
        )


def test_words_of_a_cell_are_a_line_a_piece() -> None:
    pieces = (Sign(BETTER, "2016", ("Enligt texten.",)), Prose("Ett\n\ntvå", "Mer"), Share(5, "5 %"), Said(""))
    assert cell_words(pieces) == "2016: Bättre än målet\nEnligt texten.\nMer\nEtt\ntvå\n5 %"
