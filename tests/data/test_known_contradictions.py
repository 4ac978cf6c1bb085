"""Where the four later documents contradict themselves, and that nothing else in them does not add up."""

import duckdb
import pytest

from analysis.store.query import ask_sql

NOT_AGREEING = {
    ("plan-2019", "Driftram i Årsplan 2019 (missivet)", 387.8, 373.1),
    (
        "plan-2019",
        "Processmål vars målvärde ännu inte är uppnått (planen säger inte vilka; omräknat: senaste värdet sämre än "
        "målet för 2019, utan antal för del av år)",
        6,
        17,
    ),
    ("interim1-2020", "Åtaganden: antal (missivet)", 24, 23),
    ("interim1-2020", "Åtaganden: alla (statustabellen)", 24, 23),
    ("interim1-2020", "Året som intäkterna budgeteras för (sammanfattningen)", 2019, 2020),
    ("interim1-2020", "Budgeterat resultat som utfallet jämförs med (missivet)", 0, 0.7),
    ("interim1-2020", "Budgeterat resultat som utfallet jämförs med (sammanfattningen)", 0, 0.7),
    ("annual-2022", "Samordnande processmål inom Effektiv organisation (missivet)", 6, 5),
    ("annual-2022", "Samordnande processmål inom Effektiv organisation (sammanställningen)", 6, 5),
}
UNSUPPORTED = {
    "Åtaganden: bedöms bli klara 2020 (missivet)",
    "Åtaganden: pågår och bedöms inte bli klara 2020 (missivet)",
    "Åtaganden: klart, avslutat (statustabellen)",
    "Åtaganden: pågår (statustabellen)",
}
REPEATED = """
SELECT list(DISTINCT value ORDER BY value) FROM key_figure
WHERE document = $document AND organisation = $organisation AND indicator = $indicator AND sex = 'T'
AND year(period_end) = $year AND period_type = $kind AND measure = 'outcome' AND operator IS NULL
"""


def test_every_claim_agrees_but_the_known_ones(database: duckdb.DuckDBPyConnection) -> None:
    query = (
        "SELECT document, label, printed, recomputed FROM claim_detail WHERE document <> 'annual-2016' AND NOT agrees"
    )
    assert set(ask_sql(database, query).rows()) == NOT_AGREEING


def test_every_known_contradiction_is_an_inconsistency(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT c.document, c.label FROM claim_detail AS c JOIN inconsistency AS i ON i.document = c.document
        AND i.rule = 'claim' AND list_contains(string_split(concat_ws('; ', i.place, i.other_place), '; '), c.place)"""
    assert set(ask_sql(database, query).rows()) >= {(document, claim) for document, claim, *_ in NOT_AGREEING}


def test_what_a_document_corrects_itself_is_not_its_error(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT printed, agrees, label FROM claim_detail
        WHERE document = 'plan-2019' AND code = 'sammanfattning-medarbetare-augusti'"""
    assert ask_sql(database, query).rows() == [
        (90, True, "Medarbetare i augusti 2018 (planen rättar 76 i delårsrapport 2)")
    ]


def test_only_the_lost_status_leaves_claims_without_support(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT label FROM claim_detail WHERE document <> 'annual-2016' AND agrees IS NULL"
    assert set(ask_sql(database, query).to_series()) == UNSUPPORTED


@pytest.mark.parametrize(
    ("document", "agreeing"), [("plan-2019", 11), ("interim1-2020", 8), ("annual-2022", 35), ("evaluation-2011", 11)]
)
def test_the_other_claims_are_recomputed(database: duckdb.DuckDBPyConnection, document: str, agreeing: int) -> None:
    query = "SELECT count(*) FROM claim_detail WHERE document = $document AND agrees"
    assert ask_sql(database, query, document=document).item() == agreeing


def test_one_area_of_the_evaluation_has_points_that_are_not_its_percent(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT area_no, achieved, percent FROM evaluation_area WHERE achieved <> percent"
    assert ask_sql(database, query).rows() == [(5, 64, 62)]


def test_one_question_explains_it(database: duckdb.DuckDBPyConnection) -> None:
    # Points are rounded to whole ones and percent too: more than both can explain is a misprint.
    query = """SELECT question_no, achieved, max, percent FROM evaluation_score
        WHERE abs(achieved - percent * max / 100) > 0.5 + 0.005 * max"""
    assert ask_sql(database, query).rows() == [("5.5", 9, 20, 37)]


@pytest.mark.parametrize(
    ("document", "organisation", "indicator", "year", "kind", "values"),
    [
        ("interim1-2020", "KLK", "anstallda-tillsvidare", 2020, "point", [98, 108]),
        ("annual-2022", "KLK", "sjukfranvaro", 2020, "year", [2.8, 3.1]),
        ("annual-2022", "KLK", "sjukfranvaro", 2021, "year", [2.8, 3.0]),
        ("evaluation-2011", "EK", "chefsmoten-alla-chefer", 2011, "year", [250, 350]),
    ],
)
def test_a_figure_printed_twice_with_different_values_is_kept_twice(
    database: duckdb.DuckDBPyConnection,
    document: str,
    organisation: str,
    indicator: str,
    year: int,
    kind: str,
    values: list[float],
) -> None:
    found = ask_sql(
        database,
        REPEATED,
        document=document,
        organisation=organisation,
        indicator=indicator,
        year=year,
        kind=kind,
    )
    assert found.to_series().to_list() == [values]


def test_the_share_of_women_is_not_what_the_same_paragraph_counts(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT DISTINCT indicator, sex, value FROM key_figure WHERE document = 'annual-2022'
        AND organisation = 'KLK' AND indicator IN ('andel-kvinnor', 'anstallda-tillsvidare')
        AND measure = 'outcome' AND year(period_end) = 2022"""
    printed = {(indicator, sex): value for indicator, sex, value in ask_sql(database, query).rows()}
    women, staff = printed["anstallda-tillsvidare", "K"], printed["anstallda-tillsvidare", "T"]
    assert printed["andel-kvinnor", "T"] == 76.5
    assert round(100 * women / staff, 1) == 65.7


@pytest.mark.parametrize(("year", "unit"), [(2017, "tkr"), (2018, "tkr"), (2019, "tkr")])
def test_a_wrong_unit_stays_as_printed(database: duckdb.DuckDBPyConnection, year: int, unit: str) -> None:
    # "Alla belopp i tkr" stands above the table, but what was left of the frames is told in millions.
    query = """SELECT DISTINCT unit FROM ledger
        WHERE document = 'plan-2019' AND statement = 'department' AND year(period_end) = $year"""
    assert ask_sql(database, query, year=year).to_series().to_list() == [unit]


def test_a_figure_that_the_scorecard_does_not_know_yet_is_told(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT document, printed, message FROM inconsistency WHERE rule = 'not-yet'"
    said = "Hållbart medarbetarengagemang (HME), KLK 2018 är 79,8 på ett ställe men ännu inte känt på ett annat."
    assert ask_sql(database, query).rows() == [("plan-2019", "79,8", said)]
