"""Texts of the data on a page: Markdown is rendered, everything else in them is harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages import read_html

from analysis.chapter.markup.markdown import prose

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Text <b onclick=alert(1)>fet</b>",
    "<svg/onload=alert(1)>",
    "</div></main><h1>Ny rubrik</h1>",
    "<!-- dold -->",
]
LINKS = [
    "[klicka](javascript:alert(1))",
    "[klicka](JaVaScRiPt:alert(1))",
    "[klicka](vbscript:x)",
    "[klicka](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[klicka][a]\n\n[a]: javascript:alert(1)",
]
HARMLESS = {"p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "br", "hr", "a"}


def test_markdown_becomes_paragraphs_and_lists() -> None:
    page = read_html(prose("Ett *viktigt* ord.\n\n- ett\n- två"))
    assert (page.texts("p"), page.texts("em"), page.texts("li")) == (["Ett viktigt ord."], ["viktigt"], ["ett", "två"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_in_a_text_is_shown_as_text(attack: str) -> None:
    page = read_html(prose(attack))
    assert {tag.name for tag in page.soup.find_all(True)} <= {"p"}
    assert page.soup.get_text().strip() == attack


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_runs_code_is_dead(link: str) -> None:
    assert read_html(prose(link)).all("[href], [src]") == []


def test_an_image_is_not_fetched() -> None:
    assert read_html(prose("![bild](https://example.org/x.png)")).all("img") == []


@pytest.mark.parametrize("heading", ["# Rubrik", "Rubrik\n======", "###### Rubrik"])
def test_a_text_cannot_put_a_heading_into_the_outline_of_the_page(heading: str) -> None:
    page = read_html(prose(heading))
    assert page.all("h1, h2, h3, h4, h5, h6") == []
    assert "Rubrik" in page.soup.get_text()


@given(st.text(st.sampled_from("<>&\"'/!-[]()*_`#:ajvscript \n"), max_size=80))
def test_no_text_makes_more_than_harmless_elements(text: str) -> None:
    made = read_html(prose(text)).soup.find_all(True)
    assert {tag.name for tag in made} <= HARMLESS
    assert all(set(tag.attrs) <= {"href", "start", "class", "title"} for tag in made)


def test_every_paragraph_says_its_language_where_the_page_has_another() -> None:
    page = read_html(prose("Ett.\n\n- två\n- tre", "sv"))
    assert [(tag.name, tag.get("lang")) for tag in page.soup.find_all(True)] == [
        ("p", "sv"),
        ("ul", "sv"),
        ("li", None),
        ("li", None),
    ]
