"""What the document says about itself, and where it contradicts itself."""

import duckdb

from analysis.store.query import ask_sql


def test_every_claim_agrees_but_the_known_ones(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT label, printed, recomputed FROM claim_detail WHERE document = 'annual-2016' AND NOT agrees"
    found = {claim: (printed, recomputed) for claim, printed, recomputed in ask_sql(database, query).rows()}
    assert found == {
        "Personalkostnader lägre än budget (missivet)": (5, 3.5),
        "Personalkostnader lägre än budget, KoU": (5, 3.5),
        "Personalkostnader under budget enligt åtagandet": (5, 3.5),
        "Överskott, Löneservice (cirka)": (1.6, 1.9),
        "Intäktsbudget för helåret enligt åtagandet": (273.4, 273.3),
    }


def test_only_one_claim_has_no_rows_to_support_it(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT label FROM claim_detail WHERE document = 'annual-2016' AND agrees IS NULL"
    assert ask_sql(database, query).rows() == [("Övriga kommuner i Modellkommunprojektet",)]


def test_most_of_the_claims_are_recomputed(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT count(*) FROM claim_detail WHERE document = 'annual-2016' AND agrees"
    assert ask_sql(database, query).item() >= 74


def test_published_assessments_that_the_figures_contradict(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT subject, printed, other FROM inconsistency WHERE document = 'annual-2016' AND rule = 'assessment'"
    assert set(ask_sql(database, query).rows()) == {
        ("Nöjdhet med möjligheten att påverka", "near", "better"),
        ("Trygg kommun, index", "worse", "near"),
        ("Nöjdhet med fritidsmöjligheterna", "worse", "near"),
        ("Arbetstillfällen genom etableringar", "near", "worse"),
        ("Handelsindex", "worse", "near"),
        ("Andel förverkligade idéer", "not_evaluated", "better"),
        ("Processer som nått steg 8 av 10", "near", "worse"),
    }


def test_published_trends_that_the_figures_contradict(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT subject, printed, other FROM inconsistency WHERE document = 'annual-2016' AND kind = 'trend'"
    assert set(ask_sql(database, query).rows()) == {
        ("Nöjdhet med fritidsmöjligheterna", "unchanged", "increased"),
        ("Sjukfrånvaro, total", "decreased", "increased"),
    }


def test_every_claim_that_disagrees_is_an_inconsistency(database: duckdb.DuckDBPyConnection) -> None:
    wrong = ask_sql(database, "SELECT place FROM claim_detail WHERE NOT agrees").to_series()
    query = """SELECT unnest(string_split(concat_ws('; ', place, other_place), '; '))
        FROM inconsistency WHERE rule = 'claim' AND severity = 'error'"""
    assert set(wrong) == set(ask_sql(database, query).to_series())


def test_the_same_claim_in_several_places_is_one_finding_with_all_of_them(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT message, place, other_place FROM inconsistency WHERE subject LIKE 'Personalkostnader%'"
    assert ask_sql(database, query).rows() == [
        (
            "Personalkostnader lägre än budget: texten säger 5 mnkr, men dokumentets egna uppgifter ger "
            "3,5 mnkr. Samma tal står på två ställen till.",
            "Missiv › Konsult och uppdrags ekonomi 2016",
            "Bilaga 2 › Verksamhetsberättelse 2016 KoU › Ekonomi; "
            "Bilaga 2 › Effektiv organisation › Ekonomi › Åtaganden › kolumn Kommentar",
        )
    ]


def test_figures_are_kept_as_printed_when_the_document_repeats_itself_differently(
    database: duckdb.DuckDBPyConnection,
) -> None:
    query = """SELECT DISTINCT value FROM key_figure WHERE indicator = 'effektiviseringsforslag'
        AND measure = 'outcome' AND value IS NOT NULL ORDER BY value"""
    assert ask_sql(database, query).to_series().to_list() == [16, 18]
