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
    query = "SELECT subject, printed, other FROM inconsistency WHERE document = 'annual-2016' AND rule = 'trend'"
    assert set(ask_sql(database, query).rows()) == {
        ("Nöjdhet med fritidsmöjligheterna", "unchanged", "increased"),
        ("Sjukfrånvaro, total", "decreased", "increased"),
    }


def messages(database: duckdb.DuckDBPyConnection, rule: str) -> list[tuple[str, str]]:
    query = "SELECT severity, message FROM inconsistency WHERE rule = $rule ORDER BY message"
    plain = str.maketrans("\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}", "  ")
    return [(severity, message.translate(plain)) for severity, message in ask_sql(database, query, rule=rule).rows()]


def test_a_status_said_to_be_an_improvement_is_held_against_the_figure(database: duckdb.DuckDBPyConnection) -> None:
    assert messages(database, "level-said") == [
        (
            "warning",
            "Åtagandet Lägre sjukfrånvaro har statusen «Pågår eller förbättring utan att nivån nåtts», "
            "men Sjukfrånvaro, total är 7,2 % 2016 mot 5,8 % 2015 och målet ≤ 4 %.",
        )
    ]


def test_trends_without_anything_to_compare_with_are_told(database: duckdb.DuckDBPyConnection) -> None:
    nothing = "men inget tidigare värde går att jämföra med."
    assert messages(database, "trend-first") == [
        (
            "warning",
            f"Trenden för Hållbart medarbetarengagemang är publicerad som oförändrad, {nothing} "
            "Första mätvärdet för förvaltningen.",
        ),
        (
            "warning",
            f"Trenden för Medarbetare födda utanför Norden är publicerad som minskad, {nothing} "
            "Tidigare räknades utländsk bakgrund, vilket är ett vidare begrepp.",
        ),
    ]
    [(severity, message)] = messages(database, "trend-unfounded")
    assert severity == "note"
    assert message.startswith("Trenden för 12 mål är publicerad utan att dokumentet har ett tidigare värde i siffror")
    # A printed change is something to compare with, for whomever it is printed.
    assert "Nytta av internportalen" not in message
    assert "stolta" not in message.lower()


def test_text_that_compares_across_a_change_of_method_is_told(database: duckdb.DuckDBPyConnection) -> None:
    assert messages(database, "break") == [
        (
            "warning",
            "Kundnöjdhet (NKI), KoU: 71 för 2016 ställs mot 69 för 2014, men mätningen gjordes om däremellan. "
            "Kundundersökningen gjordes om 2016 enligt åtagandet om nöjda kunder.",
        )
    ]


def test_commitments_that_the_document_measures(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT commitment, outcome, previous, target_operator, target FROM commitment_measure ORDER BY commitment"
    assert ask_sql(database, query).rows() == [
        ("bemotande-index-54", 58, 50, None, 54),
        ("bostadsbyggande", 480, None, "≥", 300),
        ("minska-sjukfranvaron", 7.2, 5.8, "≤", 4),
        ("nojda-kunder", 71, None, ">", 70),  # 70 the year before was measured in another way
        ("oka-ekologiska-livsmedel", 41.3, None, "≥", 50),
    ]


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
