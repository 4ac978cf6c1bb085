"""Översikt: what is counted first, which goals are worse, and how many the figures judge otherwise."""

import duckdb
import polars as pl
import pytest

from analysis.base.vocabulary import SymbolSubject
from analysis.build.database import Built
from analysis.chapter.overview import Count, Glance, Marks
from analysis.present.fragment import Fragment, Several
from analysis.present.symbols import SymbolSet
from analysis.present.text.glance import glance, tally
from analysis.report import Report
from analysis.store.query import ask

WORSE = {
    "mal-delaktighet": "Delaktighetsindex",
    "mal-trygghet": "Trygg kommun, index",
    "mal-e-arkiv": "Påbörjat införande av e-arkiv",
    "mal-fritidsmojligheter": "Nöjdhet med fritidsmöjligheterna",
    "mal-fornybara-branslen": "Förnybart bränsle i fordonen",
    "mal-kontinuitetsplaner": "Kontinuitetsplaner för samhällsviktig verksamhet",
    "mal-handelsindex": "Handelsindex",
    "mal-fodda-utanfor-norden": "Medarbetare födda utanför Norden",
    "mal-jamstalldhetsplan": "Verksamheter med handlingsplan för jämställdhet",
    "mal-processer-formulerade": "Processer med syfte, mål och styrkort",
}
DIFFERING = "För 7 processmål ger siffrorna en annan bedömning än den som rapporten anger. Båda visas vid målet:"
DIFFERING_TRENDS = "För 2 processmål ger siffrorna en annan trend än den som rapporten anger. Båda visas vid målet:"
AREAS = pl.DataFrame(
    {
        "process_area": ["demokrati"],
        "name": ["Demokrati"],
        "assessment": [None],
        "assessment_source": ["lost"],
        "trend": [None],
    },
    schema_overrides={"assessment": pl.String, "trend": pl.String},
)
COMMITMENTS = pl.DataFrame({"process_area": ["demokrati"], "status": ["done"], "status_source": ["printed"]})


@pytest.fixture(scope="module")
def klk(built: Built) -> Fragment:
    """Översikt of KLK 2016."""
    return Report(organisation="KLK", year=2016, database=built.path).at_a_glance()


@pytest.fixture
def symbols(database: duckdb.DuckDBPyConnection) -> SymbolSet:
    """The words of 2016."""
    return SymbolSet(ask(database, "legend", symbol_set="words-2016"))


def goals(*judged: tuple[str, bool]) -> pl.DataFrame:
    """Goals by how they stand and whether their figures say otherwise."""
    rows = [
        ("demokrati", f"mal{place}", f"Mål {place}", "printed", final, final, "weakest", otherwise, False, 1)
        for place, (final, otherwise) in enumerate(judged)
    ]
    names = ["process_area", "goal", "label", "assessment_source", "assessment_published", "assessment_final", "rule"]
    differing = [(name, pl.Boolean()) for name in ("judged_otherwise", "trend_otherwise")]
    counted = ("yardsticks", pl.Int64())
    return pl.DataFrame(rows, schema=[*((name, pl.String()) for name in names), *differing, counted], orient="row")


def overview_of(fragment: Fragment) -> Glance:
    assert isinstance(fragment.value, Glance)
    return fragment.value


def counted(count: object) -> list[tuple[str, int]]:
    """What is counted, in words."""
    assert isinstance(count, Count)
    return [(symbol.word, amount) for symbol, amount in count.counts]


def labels(marks: Marks) -> list[str]:
    return [mark.label for mark in marks.marks]


def test_the_whole_is_counted(klk: Fragment) -> None:
    goals, commitments = overview_of(klk).counts
    assert counted(goals) == [
        ("Bättre än målet", 10),
        ("Nära målet", 5),
        ("Sämre än målet", 10),
        ("Ej utvärderad", 6),
    ]
    assert counted(commitments) == [("Klart, avslutat", 18), ("Pågår", 27), ("Försenat", 2), ("Ej påbörjad", 2)]
    assert [count.what for count in (goals, commitments)] == ["31 processmål", "49 åtaganden"]
    assert [count.heading for count in (goals, commitments)] == ["31 processmål", "49 åtaganden"]


def test_the_goals_that_are_worse_are_listed_with_what_links_to_them(klk: Fragment) -> None:
    worse = overview_of(klk).worse
    assert {mark.subject: mark.label for mark in worse.marks} == WORSE
    assert {mark.symbol.word for mark in worse.marks} == {"Sämre än målet"}
    assert worse.words == ""


def test_how_many_goals_the_figures_judge_otherwise_is_said(klk: Fragment) -> None:
    judged, trends = overview_of(klk).differing
    assert (judged.words, trends.words) == (DIFFERING, DIFFERING_TRENDS)
    assert labels(trends) == [
        "Nöjdhet med fritidsmöjligheterna",
        "Sjukfrånvaro, total",
    ]
    assert labels(judged) == [
        "Nöjdhet med möjligheten att påverka",
        "Trygg kommun, index",
        "Nöjdhet med fritidsmöjligheterna",
        "Arbetstillfällen genom etableringar",
        "Handelsindex",
        "Andel förverkligade idéer",
        "Processer som nått steg 8 av 10",
    ]
    assert klk.plain.splitlines()[:3] == [
        "31 processmål: bättre än målet 10 · nära målet 5 · sämre än målet 10 · ej utvärderad 6",
        "49 åtaganden: klart, avslutat 18 · pågår 27 · försenat 2 · ej påbörjad 2",
        DIFFERING,
    ]


@pytest.mark.parametrize("amount", [1, 2])
def test_goals_that_the_figures_judge_otherwise_are_counted_and_listed(symbols: SymbolSet, amount: int) -> None:
    found = goals(("better", False), *[("near", True)] * amount)
    (differing,) = overview_of(glance(AREAS, found, COMMITMENTS, symbols)).differing
    assert differing.words == (
        f"För {amount} processmål ger siffrorna en annan bedömning än den som rapporten anger. Båda visas vid målet:"
    )
    assert labels(differing) == [f"Mål {place + 1}" for place in range(amount)]


def test_nothing_worse_and_nothing_differing_leaves_the_list_out(symbols: SymbolSet) -> None:
    shown = overview_of(glance(AREAS, goals(("better", False)), COMMITMENTS, symbols))
    assert (shown.worse.marks, shown.differing, shown.notes) == ((), (), ())


def test_counts_are_always_told_even_where_all_are_alike(symbols: SymbolSet) -> None:
    codes = pl.Series(["ongoing"] * 5)
    assert tally(codes, symbols, SymbolSubject.STATUS).plain == "5 åtaganden: pågår 5"
    assert tally(codes.head(1), symbols, SymbolSubject.STATUS).plain == "1 åtagande: pågår 1"


def test_a_tally_has_what_is_good_first_and_the_unknown_last(symbols: SymbolSet) -> None:
    codes = pl.Series([None, "not_evaluated", "worse", "better", "near", "better"])
    assert tally(codes, symbols, SymbolSubject.ASSESSMENT).plain == (
        "6 processmål: bättre än målet 2 · nära målet 1 · sämre än målet 1 · ej utvärderad 1 · okänd 1"
    )


def test_a_tally_says_by_whose_judgement_where_that_is_not_the_documents(symbols: SymbolSet) -> None:
    ours = tally(pl.Series(["better"]), symbols, SymbolSubject.ASSESSMENT, "vår beräkning").value
    assert isinstance(ours, Count)
    assert (ours.heading, ours.what) == ("1 processmål (vår beräkning)", "1 processmål")


def test_a_card_has_its_own_counts(klk: Fragment) -> None:
    cards = {card.name: card for card in overview_of(klk).cards}
    assert cards["Medarbetare"].goals.words == "4 processmål: bättre än målet 3 · sämre än målet 1"
    assert len(cards["Medarbetare"].marks) == 4
    assert len(cards) == 9


def test_controls_begin_with_a_tally(built: Built) -> None:
    shown = Report(organisation="KS", year=2022, database=built.path).controls_at_a_glance()
    assert isinstance(shown, Several)
    first, second = shown
    assert first.plain == "7 kontroller: utan anmärkning 1 · inte tillfredsställande 1 · okänd 5"
    assert second.plain.splitlines()[:2] == [
        "Symbolen för 5 av 7 kontroller följde inte med i vårt textutdrag.",
        "Bedömningen av 1 av 7 kontroller är läst ur texten.",
    ]
    assert counted(first.value) == [("Utan anmärkning", 1), ("Inte tillfredsställande", 1), ("Okänd", 5)]


def test_a_document_without_controls_says_so(built: Built) -> None:
    said = Report(organisation="KLK", year=2016, database=built.path).controls_at_a_glance()
    assert isinstance(said, Fragment)
    assert said.plain == "Dokumentet redovisar ingen internkontroll."


def test_symbols_that_nobody_printed_are_said_to_be_read_from_the_text(symbols: SymbolSet) -> None:
    read = pl.lit("prose")
    fragment = glance(
        AREAS.with_columns(assessment=pl.lit("full"), assessment_source=read),
        goals(("better", False), ("near", False)).with_columns(assessment_source=read),
        COMMITMENTS,
        symbols,
    )
    told = "Läst ur texten: 1 processområde och 2 processmål."
    assert overview_of(fragment).notes == (told,)
    assert told in fragment.plain


def test_judgements_that_are_ours_are_said_to_be_and_the_weakest_measure_decides(built: Built) -> None:
    ks = Report(organisation="KS", year=2022, database=built.path).at_a_glance()
    ours, weakest = overview_of(ks).notes[-2:]
    assert ours == "Beräknat ur siffrorna, för att rapporten själv inte bedömer dem: 3 processmål."
    assert weakest == "Har ett sådant mål flera mått avgör det svagaste."
    cards = {card.name: card for card in overview_of(ks).cards}
    assert cards["Medarbetare"].goals.words == "1 processmål: sämre än målet 1"
    # One symbol a goal.
    assert [(mark.label, mark.symbol.word) for mark in cards["Medarbetare"].marks] == [
        ("Hållbart arbetsliv", "Sämre än målet")
    ]
