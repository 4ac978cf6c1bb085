"""Status symbols: a shape and a word always, each edition with its own legend."""

import itertools
import re

import duckdb
import pytest
from tests.pages import Page, read_html, text_of

from analysis.base.scale import Shape, Tone
from analysis.base.vocabulary import SymbolSubject
from analysis.build.database import Built
from analysis.chapter.markup.palette import COLOURS
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.shapes import with_word
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Symbol
from analysis.present.fragment import Fragment
from analysis.present.symbols import SymbolSet
from analysis.report import Report
from analysis.store.query import ask

ASSESSMENT, TREND, STATUS = SymbolSubject.ASSESSMENT, SymbolSubject.TREND, SymbolSubject.STATUS

NEAR = (
    "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är högst 5\u00a0% av målvärdet från målet. "
    "Gränsen är Årshjuls egen, inte dokumentets."
)

#: The words of the two printed legends, what is good first; trends in printed order.
PRINTED = {
    ("words-2016", ASSESSMENT): ["Bättre än målet", "Nära målet", "Sämre än målet", "Ej utvärderad"],
    ("words-2016", STATUS): ["Klart, avslutat", "Pågår", "Försenat", "Ej påbörjad"],
    ("words-2016", TREND): ["Inget värde angivet", "Ökad", "Oförändrad", "Minskad"],
    ("shapes-2016", ASSESSMENT): ["Bättre än målet", "Nära målet", "Sämre än målet"],
    ("shapes-2016", STATUS): [
        "Klart, avslutat eller nivån nådd",
        "Pågår eller förbättring utan att nivån nåtts",
        "Försenat, oförändrat eller sämre",
        "Ej påbörjat eller ännu inget resultat",
    ],
    ("shapes-2016", TREND): ["Sämre", "Oförändrad", "Bättre"],
}


def symbols_of(database: duckdb.DuckDBPyConnection, name: str) -> SymbolSet:
    return SymbolSet(ask(database, "legend", symbol_set=name))


def subjects_of(symbols: SymbolSet) -> int:
    """How many subjects an edition has symbols for."""
    return sum(bool(symbols.of(subject)) for subject in SymbolSubject)


def drawn(symbol: Symbol) -> Page:
    return read_html(str(with_word(symbol)))


def drawing(symbol: Symbol) -> str:
    return re.sub(r"\s+", " ", str(drawn(symbol).one("svg").decode_contents()))


def colour(symbol: Symbol) -> str:
    return COLOURS[Tone(symbol.tone)]


def page_of(shown: Fragment) -> Page:
    return read_html(str(html_of(shown.value, Place())))


@pytest.fixture(params=["words-2016", "shapes-2016"])
def symbols(request: pytest.FixtureRequest, database: duckdb.DuckDBPyConnection) -> SymbolSet:
    """Each symbol family of 2016."""
    return symbols_of(database, request.param)


@pytest.mark.parametrize(("name", "subject"), PRINTED)
def test_an_edition_has_the_words_of_its_printed_legend_what_is_good_first(
    database: duckdb.DuckDBPyConnection, name: str, subject: SymbolSubject
) -> None:
    assert [symbol.word for symbol in symbols_of(database, name).of(subject)] == PRINTED[name, subject]


@pytest.mark.parametrize(
    ("code", "shape"),
    [("better", "circle"), ("near", "diamond"), ("worse", "square")],
)
def test_both_families_draw_an_assessment_with_the_same_shape(symbols: SymbolSet, code: str, shape: str) -> None:
    assert symbols.symbol(ASSESSMENT, code).shape == shape


@pytest.mark.parametrize("subject", SymbolSubject)
def test_every_symbol_has_a_drawing_and_a_word(symbols: SymbolSet, subject: SymbolSubject) -> None:
    for symbol in [*symbols.of(subject), symbols.symbol(subject, None)]:
        page = drawn(symbol)
        assert page.one("svg")["aria-hidden"] == "true"
        assert page.soup.get_text().strip() == symbol.word != ""


@pytest.mark.parametrize("subject", SymbolSubject)
def test_symbols_differ_without_colour(symbols: SymbolSet, subject: SymbolSubject) -> None:
    drawn = [drawing(symbol) for symbol in [*symbols.of(subject), symbols.symbol(subject, None)]]
    assert all(one != other for one, other in itertools.combinations(drawn, 2))


@pytest.mark.parametrize("subject", SymbolSubject)
def test_the_unknown_gets_the_empty_symbol_and_no_judging_colour(symbols: SymbolSet, subject: SymbolSubject) -> None:
    unknown = symbols.symbol(subject, None)
    assert (unknown.shape, unknown.word) == (Shape.EMPTY, "Okänd")
    judged = {colour(symbols.symbol(ASSESSMENT, code)) for code in ("better", "near", "worse")}
    assert colour(unknown) not in judged


def test_a_code_that_an_edition_never_printed_claims_nothing(database: duckdb.DuckDBPyConnection) -> None:
    symbol = symbols_of(database, "shapes-2016").symbol(ASSESSMENT, "not_evaluated")
    assert (symbol.shape, symbol.word) == (Shape.DASH, "Går inte att bedöma")


def test_a_rising_value_is_neither_good_nor_bad_but_an_improvement_is_good(
    database: duckdb.DuckDBPyConnection,
) -> None:
    words, arrows = symbols_of(database, "words-2016"), symbols_of(database, "shapes-2016")
    assert colour(words.symbol(TREND, "increased")) == colour(words.symbol(TREND, "decreased"))
    assert colour(arrows.symbol(TREND, "better")) == colour(arrows.symbol(ASSESSMENT, "better"))


def test_the_legend_names_every_symbol_and_the_unknown(symbols: SymbolSet) -> None:
    listed = page_of(symbols.legend()).texts("li .symbol")
    for subject in SymbolSubject:
        assert {symbol.word for symbol in symbols.of(subject)} <= set(listed)
    assert sum(word.startswith("Okänd") for word in listed) == subjects_of(symbols)


def test_the_legend_can_be_read_as_plain_text(symbols: SymbolSet) -> None:
    assert symbols.legend().plain.count("Okänd") == subjects_of(symbols)


@pytest.mark.parametrize(
    ("name", "subject", "codes"),
    [
        ("words-2016", ASSESSMENT, ["better", "near", "worse", "not_evaluated"]),
        ("words-2020", STATUS, ["done", "ongoing", "delayed", "not_started"]),
        ("symbols-2022", SymbolSubject.AREA, ["full", "partial", "not"]),
        ("symbols-2022", SymbolSubject.CONTROL, ["full", "partial", "not"]),
        ("symbols-2022", SymbolSubject.COMPLETION, ["0", "20", "80", "100"]),
    ],
)
def test_what_is_good_comes_first_but_completion_rises_as_printed(
    database: duckdb.DuckDBPyConnection, name: str, subject: SymbolSubject, codes: list[str]
) -> None:
    assert [symbol.code for symbol in symbols_of(database, name).of(subject)] == codes


def test_the_legend_of_assessments_says_what_near_is_and_no_other_does(built: Built) -> None:
    legend = Report(organisation="KLK", year=2016, database=built.path).legend()
    page = page_of(legend)
    assert [note.get_text() for note in page.all(".legend .note")] == [NEAR]
    told = {text_of(group.select(".legend-heading")[0]) for group in page.all(".legend > div") if group.select(".note")}
    assert told == {"Bedömning av mål"}
    heading, note, *others = legend.plain.splitlines()
    assert (heading.partition(":")[0], note) == ("Bedömning av mål", NEAR)
    assert NEAR not in others


def test_a_legend_without_assessments_does_not_speak_of_near(built: Built) -> None:
    legend = Report(organisation="KLK", year=2016, database=built.path).legend("status", "trend")
    assert "nära målet" not in legend.plain.lower()


@pytest.mark.parametrize("subject", SymbolSubject)
def test_a_symbol_stands_out_from_white_paper(symbols: SymbolSet, subject: SymbolSubject) -> None:
    assert all(contrast(colour(symbol)) >= 4.5 for symbol in symbols.of(subject))


def contrast(written: str) -> float:
    """Contrast of a colour against white, by the formula of WCAG."""
    parts = [int(written[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
