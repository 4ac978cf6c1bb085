"""Links between chapters, what can be searched for, and the report in one file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from tests.pages import read_html

from analysis.marked import swedish
from analysis.publish.links import Told, in_document, in_pages, linked, subjects_in
from analysis.publish.page import _with_sections
from analysis.publish.search import pieces_of, search_script, write_pieces
from analysis.publish.single import write_single
from analysis.speech import ENGLISH, speaking

CHAPTERS = [
    Told("01-kort.html", 1, "", []),
    Told("02-demokrati.html", 2, "demokrati", ["mal-a", "atagande-b"]),
    Told("03-granskning.html", None, "", ["mal-a", "mal-c"]),
    Told("04-alla.html", 3, "", ["atagande-b"]),
]
BODY = """
<div class="prose"><p>Först <b>detta</b> &amp; sedan.</p></div>
<h2 id="mal">Mål</h2><p>Om målen.</p>
<table><tr id="mal-a" data-subject="mal-a"><th scope="row">Nöjda</th><td>39</td>
<td><svg><title>Nej</title></svg>bra</td></tr>
<tr><th>Annat</th><td>5</td></tr></table>
<h3>Mer</h3><p>Sist.</p><script>alert(1)</script>
"""


def test_a_subject_is_found_on_the_first_page_that_tells_of_it() -> None:
    found = in_pages(CHAPTERS)
    assert found["mal-a"] == "02-demokrati.html#mal-a"
    assert found["mal-c"] == "03-granskning.html#mal-c"
    assert found["omrade-demokrati"] == "02-demokrati.html"


def test_in_a_document_links_stay_within_the_page() -> None:
    found = in_document(CHAPTERS)
    assert found["mal-a"] == "#k2-mal-a"
    assert found["omrade-demokrati"] == "#kapitel-2"
    assert "mal-c" not in found


@pytest.mark.parametrize("order", ['href="#mal-a" data-to="mal-a"', 'data-to="mal-a" href="#mal-a"'])
def test_a_link_gets_its_address_whatever_the_order_of_its_attributes(order: str) -> None:
    link = f'<a class="x" {order} title="t">A</a>'
    page = read_html(linked(link, in_pages(CHAPTERS)))
    assert page.one("a").attrs == {"class": ["x"], "href": "02-demokrati.html#mal-a", "title": "t"}


def test_a_link_to_nowhere_is_no_link_and_others_are_left_alone() -> None:
    page = read_html(linked('<a href="#mal-x" data-to="mal-x">X</a> <a href="#y">Y</a>', {}))
    assert [tag.attrs for tag in page.all("a")] == [{}, {"href": "#y"}]


def test_what_has_a_place_of_its_own_is_found() -> None:
    assert subjects_in(BODY) == ["mal-a"]


def test_a_chapter_is_searched_by_heading_and_by_goal() -> None:
    rows = [piece.row for piece in pieces_of("02-x.html", "Kapitel", BODY)]
    assert rows == [
        ["02-x.html", "Kapitel", "Först detta & sedan."],
        ["02-x.html#mal-a", "Nöjda", "39 · bra"],
        ["02-x.html#mal", "Mål", "Om målen. · Annat · 5"],
        ["02-x.html", "Mer", "Sist."],
    ]


def test_a_piece_says_its_language_where_it_is_another_than_the_report_s() -> None:
    row = '<tr id="mal-a"><th><span lang="sv">Nöjda<br>alla</span></th><td>Outcome</td><td>{}</td></tr>'
    both = f'<table>{row.format("39")}{row.format("<p lang=sv></p>")}</table><h2 id="x">Mål</h2><p>Text</p>'
    told = [piece.row[1:] for piece in pieces_of("p.html", swedish_in_english("Demokrati"), both)]
    assert told == [
        ["Nöjdaalla", "Outcome · 39", "sv", ""],
        ["Nöjdaalla", "Outcome", "sv", ""],
        ["Demokrati", "", "sv"],
        ["Mål", "Text"],
    ]
    (piece,) = pieces_of("p.html", "Area", '<p lang="sv">Målet är nått. <em>Allt</em></p><p>Read on</p>')
    assert piece.row == ["p.html", "Area", "Målet är nått. Allt Read on", "", "sv"]


def swedish_in_english(words: str) -> str:
    with speaking(ENGLISH):
        return swedish(words)


def test_a_text_is_read_to_its_end_but_not_where_figures_come_from() -> None:
    told = "Kommunen mäter. " * 200
    sources = '<details class="origins"><summary>Källor</summary><ul><li>rad 5<br></li></ul></details>'
    (piece,) = pieces_of("p.html", "T", f"<p>{told}</p>{sources}<p>Slut</p>")
    assert piece.row[2] == f"{told}Slut"


def test_what_is_found_of_a_goal_says_what_each_figure_is() -> None:
    cells = '<td data-label="Målnivå">3,0 %</td><td data-label="Trend"></td><td data-label="Utfall">1,9 %</td>'
    *_, piece, _section = pieces_of("p.html", "T", f'<table><tr id="mal-hme"><th>HME</th>{cells}</tr></table>')
    assert piece.row[:3] == ["p.html#mal-hme", "HME", "Målnivå: 3,0 % · Utfall: 1,9 %"]


def test_every_heading_has_an_address_of_its_words() -> None:
    page = read_html(_with_sections('<h2>Mål &amp; <i>mått</i></h2><h3 class="x">Åtaganden</h3><h2>Mål mått</h2>'))
    assert [str(tag["id"]) for tag in page.all("h2, h3")] == [
        "avsnitt-mal-matt",
        "avsnitt-ataganden",
        "avsnitt-mal-matt--2",
    ]
    kept = '<h2 id="own">Mål</h2><h4>Djupt</h4>'
    assert _with_sections(kept) == kept


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"])))
def test_any_text_is_found_as_it_was_written(words: str) -> None:
    (piece,) = pieces_of("p.html", "T", f"<p>{escape(words)}</p>")
    assert piece.row[2] == words[:1500]


def test_what_can_be_searched_is_a_script_of_texts_only(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write_pieces(tmp_path / "a", pieces_of("x.html", "</script>", "<p>text</p>"))
    script = search_script(tmp_path, ["a", "unmade"])
    assert json.loads(script.removeprefix("window.arshjulSearch = ").rstrip(";\n")) == {
        "a": [["x.html", "</script>", "text"]]
    }


def test_a_report_in_one_file_needs_nothing_beside_it(tmp_path: Path) -> None:
    document = (
        "<head><title>Hela rapporten – Prov</title>"
        '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
        '<link rel="stylesheet" href="../assets/page.css"><script defer src="../assets/page.js"></script></head>'
        '<header class="site"><a href="../index.html">Årshjul</a></header>'
        '<main><h1>Prov</h1><a class="b" href="index.html">Kapitel</a> <a href="#k1">Ett</a>'
        '<script type="application/json" class="plotly">{"a": "<b>"}</script></main>'
    )
    (tmp_path / "hela.html").write_text(document, encoding="utf-8")
    page = read_html(write_single(tmp_path, "r").read_text(encoding="utf-8"))
    assert list(page.addresses()) == ["#k1"]
    assert page.all("script, link") == []
    assert "--paper" in page.one("style").get_text()
    assert page.texts("title, header, main") == ["Prov", "Årshjul", "Prov Kapitel Ett"]
    assert str(page.one("meta")["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'")
