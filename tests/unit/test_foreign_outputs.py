"""What cells show that is not ours: each becomes a value of its chapter, or says why it cannot; nothing vanishes."""

import html
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chapter.chapter import Value
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.cleaning import cleaned, unshowable, words_of
from analysis.chapter.markup.spoken import plain_of
from analysis.chapter.pieces import Prose
from analysis.chapter.text import Text
from analysis.present.foreign.own_figures import own_figures
from analysis.publish.chapters.foreign_outputs import Unshowable, Where, foreign_value

PLOTLY = "application/vnd.plotly.v1+json"
HERE = Where(7, "figur = new_figure(300)\n\nfigur\n")
TABLE = "<table border='1'><tr><th>a</th></tr><tr><td>1</td></tr></table>"


def shown(data: dict[str, Any], **metadata: object) -> Value | None:
    return foreign_value({"output_type": "display_data", "data": data, "metadata": metadata}, HERE)


def printed(text: str, name: str = "stdout") -> str | None:
    value = foreign_value({"output_type": "stream", "name": name, "text": text}, HERE)
    assert value is None or (isinstance(value, Text) and value.role == "printed")
    return None if value is None else plain_of(value).strip("\n")


def test_what_code_prints_is_shown_and_what_it_warns_of_is_not() -> None:
    assert printed("ett\ntvå\n") == "ett\ntvå"
    assert printed("varning\n", "stderr") is None
    assert printed(" \n") is None


def test_printed_text_is_what_a_terminal_leaves() -> None:
    assert printed("\x1b[1;31mrött\x1b[0m\n") == "rött"
    assert printed("10 %\r50 %\r100 %\r\nklart") == "100 %\nklart"


def test_a_value_that_only_has_words_is_printed() -> None:
    value = shown({"text/plain": "[PosixPath('output/export/x.csv')]"})
    assert isinstance(value, Text)
    assert value.role == "printed"
    assert "x.csv" in plain_of(value)
    assert shown({}) is None


def test_a_table_of_another_library_is_cleaned() -> None:
    value = shown({"text/html": ["<style>td {color: red}</style>", TABLE], "text/plain": "a\n1"})
    assert isinstance(value, Hypertext)
    assert value.html == "<table><tbody><tr><th>a</th></tr><tr><td>1</td></tr></tbody></table>"
    assert value.text == "a\n1"


def test_html_that_only_sets_style_shows_nothing() -> None:
    assert (
        shown({"text/html": "<style>td {color: red}</style>", "text/plain": "<IPython.core.display.HTML object>"})
        is None
    )


def test_markdown_is_prose_with_its_headings() -> None:
    value = shown(
        {"text/markdown": "Först *detta*.\n\n# Rubrik *ett*\n\n- a\n- b\n\nTvå\n---\nslut\n", "text/plain": "x"}
    )
    assert isinstance(value, Text)
    assert [(part.heading, part.pieces) for part in value.parts] == [
        ("", (Prose("Först *detta*."),)),
        ("Rubrik ett", (Prose("- a\n- b"),)),
        ("Två", (Prose("slut"),)),
    ]


def test_markdown_in_a_code_block_has_no_headings() -> None:
    value = shown({"text/markdown": "```\n# ingen rubrik\n```"})
    assert isinstance(value, Text)
    assert [part.heading for part in value.parts] == [""]


def test_a_table_in_markdown_is_a_table() -> None:
    value = shown({"text/markdown": "Före\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"})
    assert isinstance(value, Hypertext)
    assert value.text == "Före\na\tb\n1\t2"


@pytest.mark.parametrize("media", ["image/png", "image/svg+xml"])
def test_a_picture_needs_words(media: Literal["image/png", "image/svg+xml"]) -> None:
    picture = Picture(heading="", text="Vad den visar", media=media, data="iVBO", origins=own_figures(""))
    assert shown({media: "iVBO"}, alt="Vad den visar") == picture
    assert shown({media: "iVBO"}, **{media: {"alt": "Vad den visar"}}) == picture
    with pytest.raises(Unshowable, match=r"Cell 7 \(figur\) visar en bild utan text.*report.show\(figuren, text="):
        shown({media: "iVBO", "text/plain": "<Figure>"}, **{media: {"width": 10}})


def test_a_bare_figure_fails_its_chapter_and_says_what_to_do() -> None:
    """Case D6: such a figure used to vanish, and the run said that all went well."""
    with pytest.raises(Unshowable) as refused:
        shown({PLOTLY: {"data": [], "layout": {}}, "text/html": "<div></div>", "text/plain": "Figure()"})
    assert str(refused.value) == (
        "Cell 7 (figur) visar ett diagram (Plotly) utan text, och det går inte att ge ut. "
        'Skriv report.show(figuren, text="…") med det som den som inte ser den ska få veta.'
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"image/jpeg": "x"}, "en bild utan text"),
        ({"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}, "ett reglage"),
        ({"application/javascript": "alert(1)"}, "något som ritas med JavaScript"),
        ({"text/latex": "$x$"}, "en formel"),
        ({"application/vnd.vegalite.v5+json": {}}, "application/vnd.vegalite.v5"),
        ({"application/json": {}}, "application/json"),
        ({"text/html": "<div id='x'></div><script>draw()</script>"}, "HTML med <script>"),
        ({"text/html": f"{TABLE}<IMG src='http://x'>"}, "HTML med <img>"),
        ({"text/html": "<iframe src='https://kartan.example'></iframe>"}, "HTML med <iframe>"),
    ],
)
def test_what_cannot_stand_on_a_page_fails_with_its_name(data: dict[str, Any], what: str) -> None:
    with pytest.raises(Unshowable) as refused:
        shown(data | {"text/plain": "x"})
    assert str(refused.value).startswith(f"Cell 7 (figur) visar {what}")
    assert "notebook-only" in refused.value.remedy


def test_an_error_that_a_notebook_lives_on_with_is_told() -> None:
    output = {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": []}
    with pytest.raises(Unshowable, match=r"Cell 7 \(figur\) slutade med ett fel: ZeroDivisionError: division by zero"):
        foreign_value(output, HERE)


def test_a_cell_is_told_by_number_notebook_and_last_line() -> None:
    assert Where(7).words == "Cell 7"
    assert Where(7, "\n\n", "control").words == "Cell 7 (control)"
    assert Where(7, "a\nb", "control").words == "Cell 7 (control: b)"
    assert Where(7, "x" * 100).words == f"Cell 7 ({'x' * 60}…)"


# ---- cleaning ----


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<b onclick='x()'>a</b>", "<b>a</b>"),
        (
            "<p style='text-align: right; color: red; background: url(http://x)'>a</p>",
            '<p style="text-align:right">a</p>',
        ),
        ("<td>fritt</td>", "fritt"),
        ("<a href='javascript:x()'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        ("<a href='granne.html'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        (
            "<a href='https://example.org/?a=1'>a</a>",
            '<a href="https://example.org/?a=1" rel="noopener noreferrer">a</a>',
        ),
        ("<div id='x' class='y' data-subject='mal-x'>a</div>", "<div>a</div>"),
        ("<h1>a</h1>", "<h4>a</h4>"),
        ("<!-- x -->a", "a"),
        ("<meta http-equiv='refresh' content='0'><link rel='stylesheet' href='x'><base href='/'>a", "a"),
    ],
)
def test_cleaned_html_runs_fetches_and_spoils_nothing(dirty: str, clean: str) -> None:
    assert cleaned(dirty) == clean


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    assert not any(sign in cleaned(html.escape(text)) for sign in "<>")


@given(st.text(st.sampled_from("<>/=\"' abcdefhijklmnoprstuvx:;!-&\n"), max_size=200))
def test_whatever_is_cleaned_is_clean(text: str) -> None:
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert not unshowable(clean)


@given(st.lists(st.text("abcåäö<&>", min_size=1), min_size=1))
def test_the_words_of_a_table_are_those_of_its_cells(cells: list[str]) -> None:
    row = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    assert words_of(cleaned(f"<table><tr>{row}</tr></table>")) == "\t".join(cells)
