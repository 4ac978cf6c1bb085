"""Single figures of every table, read in the document by eye."""

import duckdb
import pytest

from analysis.store.query import ask_sql

GOAL = "FROM goal_status WHERE document = 'annual-2016' AND goal = $goal"
TARGETS = "SELECT year, target FROM goal_target WHERE document = 'annual-2016' AND goal = $goal ORDER BY year"
COMMITMENT = """
SELECT status, completion_pct, owners FROM commitment_status
WHERE document = 'annual-2016' AND commitment = $label
"""
AMOUNTS = """
SELECT measure || ' ' || year(period_end), amount FROM ledger
WHERE document = 'annual-2016' AND organisation = $organisation AND statement = $statement AND line = $line
"""
KEY_FIGURES = """
SELECT DISTINCT sex, value FROM key_figure
WHERE document = 'annual-2016' AND organisation = $organisation AND indicator = $indicator
AND period_type = $kind AND year(period_end) = $year AND measure = 'outcome'
"""


@pytest.mark.parametrize(
    ("goal", "target", "outcome", "previous", "published", "computed", "trend"),
    [
        ("Nöjdhet med möjligheten att påverka", 39, 39, 38, "near", "better", "increased"),
        ("Nöjda medborgare, NMI", 54, 56, None, "better", "better", "increased"),
        ("Arbetstillfällen genom etableringar", 300, 232, None, "near", "worse", "unchanged"),
        ("Företagsklimat enligt Svenskt Näringsliv", 3.2, 3.16, 3.3, "near", "near", "decreased"),
        ("Företagares nöjdhet med service, NKI", 72, 74, 70, "better", "better", "increased"),
        ("Förnybart bränsle i fordonen", 61, 25, None, "worse", "not_evaluated", "increased"),  # August alone
        ("Hållbart medarbetarengagemang", 80, 81.6, None, "better", "better", "unchanged"),
        ("Sjukfrånvaro, total", 7.3, 4.4, 2.1, "better", "better", "decreased"),
        ("Medarbetare födda utanför Norden", 9.1, 4, None, "worse", "worse", "decreased"),
        ("Nytta av internportalen", 40, 78.8, None, "better", "better", "increased"),
        ("Avtalstrohet vid inköp", 71, 75, None, "better", "better", "increased"),
        ("Nöjda politiker, index", 69, None, None, "not_evaluated", "not_evaluated", "none"),
        ("Tillgång till bredband", None, None, 70, "near", "not_evaluated", "increased"),
        ("Förnybara bränslen i fordonsflottan", None, 25, None, None, "not_evaluated", None),
    ],
)
def test_a_goal_with_its_figures_and_words(
    database: duckdb.DuckDBPyConnection,
    goal: str,
    target: float | None,
    outcome: float | None,
    previous: float | None,
    published: str | None,
    computed: str,
    trend: str | None,
) -> None:
    row = ask_sql(database, GOAL, goal=goal).row(0, named=True)
    assert (row["target"], row["outcome"], row["previous_outcome"]) == (target, outcome, previous)
    assert (row["assessment_published"], row["assessment_computed"], row["trend_published"]) == (
        published,
        computed,
        trend,
    )


@pytest.mark.parametrize(
    ("goal", "targets"),
    [
        ("Nöjdhet med möjligheten att påverka", [39, 41, 43, 45]),
        ("Nöjda medborgare, NMI", [54, 55, 56, 58]),
        ("Förnybart bränsle i fordonen", [61, 74, 87, 100]),
        ("Arbetstillfällen genom etableringar", [300, 300, 300, 300]),
        ("Företagsklimat enligt Svenskt Näringsliv", [3.2, 3.3, 3.3, 3.4]),
        ("Stolthet över att arbeta i kommunen", [81.1, 81.5, 81.7, 82]),
        ("Sjukfrånvaro, total", [7.3, 6.8, 6.3, 5.9]),
        ("Antal idéer och förbättringsförslag", [400, 500, 600, 700]),
        ("Avtalstrohet vid inköp", [71, 73, 74, 75]),
    ],
)
def test_targets_of_the_four_years(database: duckdb.DuckDBPyConnection, goal: str, targets: list[float]) -> None:
    assert ask_sql(database, TARGETS, goal=goal).rows() == list(zip(range(2016, 2020), targets, strict=True))


@pytest.mark.parametrize(
    ("label", "status", "completion", "owners"),
    [
        ("Bättre insyn, dialog och inflytande", "ongoing", 10, ["KLK"]),
        ("Eskilstuna Direkt, e-tjänster och webb", "done", 100, ["KLK"]),
        ("Dagvattenplan påbörjas", "delayed", 0, ["KS", "KLK"]),
        ("Påbörja nya bostäder", "done", 100, ["KLK", "KFAST"]),
        ("Utbildning om barnkonventionen", "not_started", 0, ["KS", "KLK"]),
        ("Satsning på jobb, utbildning och trainee", "ongoing", 100, ["KLK"]),
        ("Lägre sjukfrånvaro", "ongoing", None, ["KoU"]),
        ("Nöjdare kunder", "done", None, ["KoU"]),
    ],
)
def test_a_commitment_with_status_and_completion(
    database: duckdb.DuckDBPyConnection, label: str, status: str, completion: float | None, owners: list[str]
) -> None:
    assert ask_sql(database, COMMITMENT, label=label).rows() == [(status, completion, owners)]


@pytest.mark.parametrize(
    ("organisation", "statement", "line", "actual_2015", "actual_2016", "budget", "variance"),
    [
        ("KLK", "income_statement", "Försäljningsintäkter", 35048, 40047, 35994, 4053),
        ("KLK", "income_statement", "Taxor och avgifter", -1, 4, None, None),
        ("KLK", "income_statement", "SUMMA INTÄKTER", 371281, 359380, 347706, 11674),
        ("KLK", "income_statement", "Personalkostnader", -82820, -81204, -86853, 5649),
        ("KLK", "income_statement", "SUMMA KOSTNADER", -353409, -343980, -347706, 3726),
        ("KLK", "income_statement", "RESULTAT inklusive över-/underskott", 19469, 18698, 0, 18698),
        ("KLK", "department", "4020 Ledning", -93234, -102081, -109334, 7253),
        ("KLK", "department", "4050 Valfärd", -46109, -25644, -29064, 3420),
        ("KLK", "department", "100 Summa alla verksamheter", -287379, -285902, -304600, 18698),
        ("KoU", "income_statement", "Verksamhetens intäkter", 272.6, 293.5, 273.3, 20.2),
        ("KoU", "income_statement", "personalkostnader", -125.6, -141.5, -145.0, 3.5),
        ("KoU", "income_statement", "Resultat", 9.9, 7.0, 3.4, 3.6),
        ("KoU", "unit", "Rekrytering", 2.6, -1.0, -0.3, 0.7),
        ("KoU", "unit", "KoU IT", 7.0, 2.5, 3.3, 0.8),
        ("KoU", "unit", "Summa", 9.9, 7.0, 3.4, -3.6),
        ("KoU", "investment", "Nettoinvesteringar totalt", 10.5, 26.4, 25.5, -0.9),
    ],
)
def test_a_line_of_a_financial_table(
    database: duckdb.DuckDBPyConnection,
    organisation: str,
    statement: str,
    line: str,
    actual_2015: float,
    actual_2016: float,
    budget: float | None,
    variance: float | None,
) -> None:
    cells = ask_sql(database, AMOUNTS, organisation=organisation, statement=statement, line=line).rows()
    printed = {"actual 2015": actual_2015, "actual 2016": actual_2016, "budget 2016": budget, "variance 2016": variance}
    assert dict(cells) == printed


@pytest.mark.parametrize(
    ("statement", "line", "amounts"),
    [
        ("investment", "Totala investeringar", {"actual 2015": -2541, "actual 2016": -37113}),
        ("investment", "Eskilstuna tågdepå", {"actual 2016": 33778}),
        (
            "project_fund",
            "403000 Modern kommun",
            {"appropriation 2016": 4000, "used 2016": 2500, "requested 2017": 1500},
        ),
        ("development_fund", "Avsättning till utvecklingsfonden", {"requested 2016": 3.3}),
        ("variance_explanation", "Oförutsett, budgeterat men inte använt", {"variance 2016": 5.3}),
    ],
)
def test_an_amount_outside_the_large_tables(
    database: duckdb.DuckDBPyConnection, statement: str, line: str, amounts: dict[str, float]
) -> None:
    organisation = "KoU" if statement == "development_fund" else "KLK"
    assert dict(ask_sql(database, AMOUNTS, organisation=organisation, statement=statement, line=line).rows()) == amounts


@pytest.mark.parametrize(
    ("organisation", "indicator", "kind", "year", "figures"),
    [
        ("KLK", "anstallda", "point", 2016, {"T": 81, "K": 54, "M": 27}),
        ("KLK", "anstallda-tillsvidare", "point", 2016, {"T": 76, "K": 52, "M": 24}),
        ("KLK", "sjukfranvaro", "year", 2016, {"T": 4.4, "K": 5.9, "M": 1.3}),
        ("KLK", "sjukfranvaro", "year", 2015, {"T": 2.1, "K": 2.7, "M": 1.3}),
        ("KoU", "anstallda", "point", 2016, {"K": 174, "M": 132, "T": 306}),
        ("KoU", "anstallda", "point", 2015, {"K": 142, "M": 102, "T": 244}),
        ("KoU", "anstallda-visstid", "point", 2016, {"K": 14, "M": 11, "T": 25}),
        ("KoU", "anstallda-tillsvidare-andel", "point", 2015, {"K": 91.5, "M": 95.1, "T": 93.0}),
        ("KoU", "sjukfranvaro", "rolling_12", 2016, {"K": 9.3, "M": 4.4, "T": 7.2}),
        ("KoU", "sjukfranvaro-15", "rolling_12", 2015, {"K": 5.4, "M": 1.3, "T": 3.6}),
        ("EK", "nmi", "year", 2016, {"T": 56, "K": 60, "M": 53}),
        ("EK", "trygghetsindex", "year", 2016, {"T": 41, "K": 39, "M": 44}),
        ("KoU", "it-tillganglighet-databaser", "year", 2016, {"T": 99.9959}),
        ("KoU", "kommunhalsan-timmar", "year", 2016, {"T": 14445}),
        ("KoU", "rekrytering-ansokningar", "year", 2016, {"T": 29179}),
    ],
)
def test_a_key_figure_by_sex(
    database: duckdb.DuckDBPyConnection,
    organisation: str,
    indicator: str,
    kind: str,
    year: int,
    figures: dict[str, float],
) -> None:
    found = ask_sql(database, KEY_FIGURES, organisation=organisation, indicator=indicator, kind=kind, year=year)
    assert dict(found.rows()) == figures


@pytest.mark.parametrize(
    ("indicator", "operator", "value"),
    [
        ("kundnojdhet", ">", 70),
        ("grona-inkop", ">", 5),
        ("grona-inkop-livsmedel", ">", 65.5),
        ("enheter-styrkort", None, 11),
    ],
)
def test_a_target_of_the_scorecard_keeps_its_sign(
    database: duckdb.DuckDBPyConnection, indicator: str, operator: str | None, value: float
) -> None:
    query = (
        "SELECT operator, value FROM key_figure WHERE organisation = 'KoU' AND measure = 'target' AND indicator = $code"
    )
    assert ask_sql(database, query, code=indicator).rows() == [(operator, value)]


def test_a_blank_cell_is_not_zero(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT year(period_end) AS year, measure FROM key_figure
        WHERE indicator = 'effektiviseringsforslag' AND value IS NULL ORDER BY ALL"""
    assert ask_sql(database, query).rows() == [(2014, "outcome"), (2015, "outcome"), (2016, "target")]
