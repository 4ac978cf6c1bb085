"""Follow-up texts as values: in the order of the form, under their names, in the language that they are written in."""

import polars as pl

from analysis.chapter.markup.place import Place
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Prose, Said
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment
from analysis.present.text.evaluation_text import evaluation_text
from analysis.present.text.running_text import comments, headed, reading
from analysis.words.current_language import speaking

SOURCE = "Källa: bilaga 1."


def texts(*rows: tuple[str, str, str]) -> pl.DataFrame:
    frame = pl.DataFrame(list(rows), schema=["subject", "section", "text"], orient="row")
    return frame.with_columns(pl.format("Bilaga 1 › {}", "subject").alias("place"))


def text_of(shown: Fragment) -> Text:
    assert isinstance(shown.value, Text)
    return shown.value


def test_sections_of_one_subject_stand_together_in_the_order_of_the_form() -> None:
    made = comments(texts(("a", "analysis", "Därför."), ("b", "result", "B."), ("a", "result", "Så gick det.")))
    assert list(made) == ["a", "b"]
    assert made["a"] == [Prose("Så gick det.", "Resultat"), Prose("Därför.", "Analys")]


def test_a_lone_section_needs_no_name_unless_it_is_asked_for() -> None:
    assert comments(texts(("b", "result", "B.")))["b"] == [Prose("B.")]
    assert comments(texts(("b", "result", "B.")), named=True)["b"] == [Prose("B.", "Resultat")]


def test_words_of_the_data_are_said_to_be_swedish_in_an_english_report() -> None:
    rows = texts(("a", "analysis", "Därför."), ("a", "result", "Så gick det."))
    with speaking("en"):
        made = comments(rows)["a"]
    assert made == [Prose("Så gick det.", "Result", "sv"), Prose("Därför.", "Analysis", "sv")]


def test_running_text_has_its_source() -> None:
    made = text_of(reading(texts(("KLK", "summary", "Året.")), SOURCE))
    assert (made.role, made.parts, made.source) == ("reading", (Part("", (Prose("Året."),)),), SOURCE)


def test_texts_from_several_places_stand_under_their_headings() -> None:
    made = reading(texts(("Missiv", "summary", "Ett."), ("Ekonomi", "summary", "Två."), ("Ekonomi", "summary", "Tre.")))
    assert text_of(made).parts == (
        Part("Missiv", (Prose("Ett."),)),
        Part("Ekonomi", (Prose("Två."), Prose("Tre."))),
    )


def test_places_that_end_alike_are_told_apart_by_the_step_before() -> None:
    rows = texts(("A › Slut", "summary", "Ett."), ("B › Slut", "summary", "Två."))
    assert [part.heading for part in text_of(reading(rows)).parts] == ["A › Slut", "B › Slut"]


def test_units_are_folded_under_their_names_and_names_are_escaped() -> None:
    made = text_of(headed(texts(("IT <b>", "result", "Mer drift."), ("Växel", "result", "Färre samtal."))))
    assert [(part.heading, part.folded) for part in made.parts] == [("IT <b>", True), ("Växel", True)]
    assert "<b>" not in html_of(made, Place())


def test_no_texts_are_said_to_be_none() -> None:
    none = (Part("", (Said("Ingen text finns.", "muted"),)),)
    areas = pl.DataFrame({"area": ["Ett"], "achieved": [1.0], "max": [2.0]})
    for made in (reading(texts(), SOURCE), headed(texts()), evaluation_text(texts(), areas, SOURCE)):
        assert text_of(made).parts == none
        assert made.plain == "Ingen text finns."


def test_evaluators_texts_stand_below_their_areas_with_the_points_of_each() -> None:
    areas = pl.DataFrame({"area": ["Demokrati", "Ekonomi"], "achieved": [64.0, 7.5], "max": [100.0, 10.0]})
    rows = texts(
        ("Område 1 Demokrati › Allmänt", "summary", "Ett."),
        ("Område 1 Demokrati › Insyn", "summary", "Två."),
        ("Område 2 Ekonomi › Allmänt", "summary", "Tre."),
    )
    made = text_of(evaluation_text(rows, areas, SOURCE))
    assert (made.contents, made.source) == (True, SOURCE)
    assert made.parts == (
        Part("Område 1 Demokrati", (), "64 av 100 poäng", "utvarderat-1"),
        Part("Allmänt", (Prose("Ett."),), level=4),
        Part("Insyn", (Prose("Två."),), level=4),
        Part("Område 2 Ekonomi", (), "7,5 av 10 poäng", "utvarderat-2"),
        Part("Allmänt", (Prose("Tre."),), level=4),
    )
