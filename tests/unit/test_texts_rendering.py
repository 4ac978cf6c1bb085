"""Follow-up texts on a page: Markdown is rendered, everything else in them is harmless."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages import read_html

from analysis.present.fragment import markdown
from analysis.present.texts import comments, headed, reading

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


def texts(*rows: tuple[str, str, str]) -> pl.DataFrame:
    frame = pl.DataFrame(list(rows), schema=["subject", "section", "text"], orient="row")
    return frame.with_columns(pl.format("Bilaga 1 › {}", "subject").alias("place"))


def test_markdown_becomes_paragraphs_and_lists() -> None:
    page = read_html(markdown("Ett *viktigt* ord.\n\n- ett\n- två"))
    assert (page.texts("p"), page.texts("em"), page.texts("li")) == (["Ett viktigt ord."], ["viktigt"], ["ett", "två"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_in_a_text_is_shown_as_text(attack: str) -> None:
    page = read_html(markdown(attack))
    assert {tag.name for tag in page.soup.find_all(True)} <= {"p"}
    assert page.soup.get_text().strip() == attack


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_runs_code_is_dead(link: str) -> None:
    assert read_html(markdown(link)).all("[href], [src]") == []


def test_an_image_is_not_fetched() -> None:
    assert read_html(markdown("![bild](https://example.org/x.png)")).all("img") == []


@pytest.mark.parametrize("heading", ["# Rubrik", "Rubrik\n======", "###### Rubrik"])
def test_a_text_cannot_put_a_heading_into_the_outline_of_the_page(heading: str) -> None:
    page = read_html(markdown(heading))
    assert page.all("h1, h2, h3, h4, h5, h6") == []
    assert "Rubrik" in page.soup.get_text()


@given(st.text(st.sampled_from("<>&\"'/!-[]()*_`#:ajvscript \n"), max_size=80))
def test_no_text_makes_more_than_harmless_elements(text: str) -> None:
    made = read_html(markdown(text)).soup.find_all(True)
    assert {tag.name for tag in made} <= HARMLESS
    assert all(set(tag.attrs) <= {"href", "start", "class", "title"} for tag in made)


def test_sections_of_one_subject_stand_together_in_the_order_of_the_form() -> None:
    made = comments(texts(("a", "analysis", "Därför."), ("b", "result", "B."), ("a", "result", "Så gick det.")))
    assert list(made) == ["a", "b"]
    assert read_html(made["a"]).texts("p") == ["Resultat", "Så gick det.", "Analys", "Därför."]


def test_a_lone_section_needs_no_name() -> None:
    assert read_html(comments(texts(("b", "result", "B.")))["b"]).texts("p") == ["B."]


def test_running_text_ends_with_its_source() -> None:
    page = read_html(str(reading(texts(("KLK", "summary", "Året.")), "Källa: bilaga 1.").html))
    assert page.texts("p") == ["Året.", "Källa: bilaga 1."]


def test_texts_from_several_places_stand_under_their_headings() -> None:
    made = reading(texts(("Missiv", "summary", "Ett."), ("Ekonomi", "summary", "Två."), ("Ekonomi", "summary", "Tre.")))
    page = read_html(str(made.html))
    assert page.texts("h3, p") == ["Missiv", "Ett.", "Ekonomi", "Två.", "Tre."]
    assert page.texts("h3") == ["Missiv", "Ekonomi"]


def test_units_are_disclosures_under_their_names_and_names_are_escaped() -> None:
    made = headed(texts(("IT <b>", "result", "Mer drift."), ("Växel", "result", "Färre samtal.")))
    page = read_html(str(made.html))
    assert page.texts("details > summary") == ["IT <b>", "Växel"]
    assert page.all("summary b") == []


def test_no_texts_are_said_to_be_none() -> None:
    for made in (reading(texts()), headed(texts())):
        assert read_html(str(made.html)).texts("p") == ["Ingen text finns."]
