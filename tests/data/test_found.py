"""What the checks find in the five documents, held against a list that was read by hand without the program."""

import duckdb
import polars as pl
import pytest

from analysis.store.query import ask_sql

#: Document, kind and a piece of the message: hard contradictions that a reader found in the printed documents alone.
BY_HAND = [
    ("annual-2016", "sum", "SUMMA INTÄKTER är 359 380 tkr, men 6 poster ger 358 479"),
    ("annual-2016", "sum", "SUMMA KOSTNADER är −353 409 tkr"),
    ("annual-2016", "sum", "SUMMA KOSTNADER är −343 980 tkr"),
    ("annual-2016", "sum", "SUMMA ÅRETS RESULTAT är 17 869 tkr, men 2 poster ger 17 872"),
    ("annual-2016", "sum", "SUMMA ÅRETS RESULTAT är 15 398 tkr, men 2 poster ger 15 400 (utfall"),
    ("annual-2016", "sum", "100 Summa alla verksamheter är −287 379 tkr"),
    ("annual-2016", "sum", "100 Summa alla verksamheter är −285 902 tkr"),
    ("annual-2016", "sum", "100 Summa alla verksamheter är 18 698 tkr, men 7 poster ger 20 283"),
    ("annual-2016", "sum", "SUMMA INTÄKTER är 11 674 tkr"),
    ("annual-2016", "sum", "SUMMA KOSTNADER är 3 726 tkr"),
    ("annual-2016", "sum", "SUMMA ÅRETS RESULTAT är 15 398 tkr, men 2 poster ger 15 400 (avvikelse"),
    ("annual-2016", "variance", "Resultat är 3,6 mnkr, men Summa i Budget per organisationsdel ger −3,6"),
    ("annual-2016", "repeat", "Personalkostnader lägre än budget: texten säger 5 mnkr"),
    ("annual-2016", "repeat", "Resultat, KoU 2015 är 9,4 mnkr på ett ställe men 9,9 mnkr på ett annat"),
    ("annual-2016", "repeat", "texten säger 273,4"),
    ("annual-2016", "repeat", "Bemötande och tillgänglighet, index, EK 2015 är 53 på ett ställe men 50 på ett annat"),
    (
        "annual-2016",
        "repeat",
        "Förslag till effektiviseringar i koncernen, KoU 2016 är 18 st på ett ställe men 16 st på ett annat",
    ),
    ("annual-2016", "repeat", "Körda mil per år för livsmedel, KoU 2016"),
    ("annual-2016", "repeat", "Överskott, Löneservice (cirka): texten säger 1,6 mnkr"),
    ("annual-2016", "percentage", "Processer med beskrivning, syfte och mål är tryckt som 94 %"),
    ("annual-2016", "percentage", "Stopp på rutterna, OLC är tryckt som cirka −12 %, men 11 400 och 9 500 ger −16,7 %"),
    ("annual-2016", "percentage", "Tillsvidareanställda, andel är tryckt som 91,9 %"),
    ("annual-2016", "percentage", "Tillsvidareanställda, andel är tryckt som 91,6 %"),
    ("annual-2016", "assessment", "Den publicerade bedömningen av Nöjdhet med möjligheten att påverka är nära målet"),
    ("annual-2016", "assessment", "Den publicerade bedömningen av Arbetstillfällen genom etableringar är nära målet"),
    ("annual-2016", "trend", "Trenden för Sjukfrånvaro, total är publicerad som minskad"),
    ("annual-2016", "trend", "Trenden för Nöjdhet med fritidsmöjligheterna är publicerad som oförändrad"),
    (
        "annual-2016",
        "trend",
        "Trenden för Hållbart medarbetarengagemang är publicerad som oförändrad, men inget tidigare",
    ),
    ("annual-2016", "trend", "Kundnöjdhet (NKI), KoU: 71 för 2016 ställs mot 69 för 2014"),
    (
        "annual-2016",
        "status",
        "Åtagandet Lägre sjukfrånvaro har statusen «Pågår eller förbättring utan att nivån nåtts»",
    ),
    ("annual-2016", "status", "Åtagandet Satsning på jobb, utbildning och trainee"),
    ("annual-2016", "status", "Åtagandet Bättre stöd vid komplexa behov"),
    ("plan-2019", "unit", "Samma siffror, tryckta i enheter som skiljer tusen gånger"),
    ("plan-2019", "count", "Processmål vars målvärde ännu inte är uppnått"),
    ("plan-2019", "repeat", "Rubriken för Hållbart medarbetarengagemang sätter målet 83"),
    ("plan-2019", "repeat", "Rubriken för Sjukfrånvaro, total sätter målet 5,9"),
    ("plan-2019", "repeat", "Rubriken för Antal idéer och förbättringsförslag sätter målet 700"),
    ("plan-2019", "repeat", "texten säger 387,8"),
    ("interim1-2020", "repeat", "Tillsvidareanställda, KLK mars 2020 är 108 st på ett ställe men 98 st på ett annat"),
    ("interim1-2020", "repeat", "Året som intäkterna budgeteras för"),
    ("interim1-2020", "repeat", "Budgeterat resultat som utfallet jämförs med: "),
    ("interim1-2020", "count", "Åtaganden: antal: texten säger 24 st"),
    ("annual-2022", "percentage", "Kvinnor bland tillsvidareanställda är tryckt som 76,5 %"),
    (
        "annual-2022",
        "sum",
        "Förändringen av Tillsvidareanställda är tryckt som 1 st, men 21 (Nyanställda) minus 18",
    ),
    ("annual-2022", "repeat", "Sjukfrånvaro, total, KLK 2020 är 2,8 % på ett ställe men 3,1 % på ett annat"),
    ("annual-2022", "repeat", "Sjukfrånvaro, total, KLK 2021 är 2,8 % på ett ställe men 3,0 % på ett annat"),
    (
        "annual-2022",
        "value",
        "Tillgänglighetsindex, eskilstuna.se, EK 2022 är 121, men indikatorn kan inte vara över 100",
    ),
    ("annual-2022", "assessment", "Ekonomi bedöms uppnå målen"),
    ("evaluation-2011", "percentage", "5.5: 9 av 20 poäng är 45,0 %, men 37 % står"),
    ("evaluation-2011", "percentage", "Område 5: 64 av 100 poäng"),
    ("evaluation-2011", "repeat", "Mötesgruppen för alla chefer"),
]
#: Differences that the reader worked out to be rounding and nothing else.
ROUNDED = [
    ("annual-2016", "Avvikelsen för 4040 HR är tryckt som 3 075 tkr"),
    ("annual-2022", "Summa KOSTNADER är −504,5 mnkr"),
    ("annual-2022", "Avvikelsen för Lokalkostnader är tryckt som −0,9 mnkr"),
    ("interim1-2020", "Summa Kommunstyrelsen är 16,4 mnkr"),
    ("evaluation-2011", "Område 2: 54 poäng, men frågorna ger 55"),
]


def plain(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("document", "kind", "said"), BY_HAND)
def test_a_contradiction_read_by_hand_is_found(
    database: duckdb.DuckDBPyConnection, document: str, kind: str, said: str
) -> None:
    sql = "SELECT message FROM inconsistency WHERE document = $document AND kind = $kind"
    found = [plain(message) for message in ask_sql(database, sql, document=document, kind=kind)["message"]]
    assert any(said in message for message in found), found


@pytest.mark.parametrize(("document", "said"), ROUNDED)
def test_a_rounded_difference_is_explained_as_such(
    database: duckdb.DuckDBPyConnection, document: str, said: str
) -> None:
    sql = "SELECT severity, message FROM inconsistency WHERE document = $document"
    found = {
        severity for severity, message in ask_sql(database, sql, document=document).rows() if said in plain(message)
    }
    assert found == {"rounding"}


def test_nearly_every_grave_finding_is_one_that_a_reader_made_too(database: duckdb.DuckDBPyConnection) -> None:
    """What is told as error or warning beside the list above is looked at one by one and counted here."""
    sql = "SELECT document, message FROM inconsistency WHERE severity IN ('error', 'warning')"
    told = [(document, plain(message)) for document, message in ask_sql(database, sql).rows()]
    beside = [row for row in told if not any(row[0] == document and said in row[1] for document, _, said in BY_HAND)]
    assert len(told) - len(beside) >= 4 / 5 * len(told), beside


def test_every_figure_in_prose_that_disagrees_is_told_of_and_no_other(database: duckdb.DuckDBPyConnection) -> None:
    """A claim with rows of its own by the rule `claim`, a key figure by the rules of repeats, wherever it is told."""
    wrong = ask_sql(database, "SELECT DISTINCT document, claim AS subject, place FROM claim WHERE NOT agrees")
    rules = "('claim', 'repeat', 'restated')"
    told = ask_sql(database, f"SELECT DISTINCT document, subject, rule FROM inconsistency WHERE rule IN {rules}")
    assert wrong.height > 0
    again = ask_sql(database, "SELECT document, unnest(string_split(other_place, '; ')) AS place FROM inconsistency")
    left = wrong.join(told, on="subject", how="anti").join(again.drop_nulls(), on=["document", "place"], how="anti")
    assert left.rows() == []
    own = told.filter(pl.col("rule") == "claim")
    assert own.join(wrong, on=["document", "subject"], how="anti").rows() == []


def test_every_finding_has_an_id_a_sentence_and_a_place(database: duckdb.DuckDBPyConnection) -> None:
    found = ask_sql(database, "FROM inconsistency")
    assert found["finding"].is_unique().all()
    assert found.select("message", "subject", "place").null_count().row(0) == (0, 0, 0)
    assert found["message"].str.ends_with(".").all()
    assert set(found["part"].unique()) == {"KLK", "KoU", "KS", "EK"}
