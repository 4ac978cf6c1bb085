"""Figures of the operational plan of KLK and the business plan of KoU for 2019, read in the document by eye."""

import duckdb
import pytest

from analysis.store.query import ask_sql

#: Goal, indicator, target 2018, outcome to August 2018, target 2019, and the target of the municipality in the title.
GOALS = [
    ("Nöjda politiker, index", "npi", 71, 83, 72, 72),
    ("Trygg kommun, index", "trygghetsindex", 44, 40, 45, 45),
    ("Nöjdhet med möjligheten att påverka", "nii", 43, 41, 45, None),
    ("Delaktighetsindex", "delaktighetsindex", 70, 48, 75, 75),
    ("Föreningars förtroende för stödet", "forening-fortroende", 89, 74, 90, None),
    ("Tillgång till bredband", "bredband-100", 83, 77, 87, None),
    ("Tätare stad, bostäder i planer", "fortatning-bostader", 600, 299, None, None),
    ("Förmåga att hantera större händelser och kriser", "kontinuitetsplaner", None, None, None, None),
    ("Nystartade företag", "nystartade-foretag", 500, 281, 500, 500),
    ("Arbetstillfällen genom etableringar", "etablering-jobb", 300, 84, 300, 300),
    ("Företagsklimat enligt Svenskt Näringsliv", "foretagsklimat", 3.3, 3.3, 3.4, 3.4),
    ("Företagares nöjdhet med service, NKI", "nki-foretagare", 74, 77, 75, 75),
    ("Handelsindex", "handelsindex", None, None, None, 100),
    ("Förnybart bränsle i fordonen", "fornybara-branslen", 87, 30, 100, None),
    ("Verksamheter med handlingsplan för jämställdhet", "jamstalldhetsplan", 0, 0, 100, None),
    ("Antal idéer och förbättringsförslag", "forbattringsforslag", 35, 2, 35, 700),
    ("Anställda på miljöcertifierad arbetsplats", "miljocertifierad", 100, 100, 100, None),
    ("Andel förverkligade idéer", "forverkligade-forslag", 12, 0, 12, 10),
    ("Nöjda medborgare, NMI", "nmi", 56, 57, 58, None),
    ("Nytta av internportalen", "internportal-nytta", 79, 82, 80, 70),
    ("Svar på e-post inom 2 dagar", "epost-svar-2-dagar", 93, 92, 95, 95),
    ("Telefonkontakt med handläggare inom 2 minuter", "svar-2-min", 75, 75, 80, 80),
    ("Gott bemötande i telefon", "gott-bemotande", 87, 90, 90, 90),
    ("Lätt att hitta på eskilstuna.se", "hitta-pa-webben", 95, 93, 100, 98),
    ("Hållbart medarbetarengagemang", "hme", 84, 79.8, 85, 83),
    ("Sjukfrånvaro, total", "sjukfranvaro", 3, 3.2, 3, 5.9),
    ("Medarbetare födda utanför Norden", "fodda-utanfor-norden", 6, 3, 8, None),
    ("Stolthet över att arbeta i kommunen", "stolthet", 94.5, 92.7, 95, None),
    ("Avtalstrohet vid inköp", "avtalstrohet", 75, 95, 75, 75),
]
TARGETS = """
SELECT organisation || ' ' || year, target FROM goal_target
WHERE document = 'plan-2019' AND goal = $goal AND target IS NOT NULL
"""
STATUS = "SELECT target, outcome, previous_outcome FROM goal_status WHERE document = 'plan-2019' AND goal = $goal"
OUTCOMES = """
SELECT DISTINCT value FROM key_figure
WHERE document = 'plan-2019' AND indicator = $indicator AND measure = 'outcome' AND year(period_end) = 2018
AND period_type <> 'rolling_12' AND value IS NOT NULL
"""
OWNERS = """
SELECT owners, kind FROM commitment_status
WHERE document = 'plan-2019' AND organisation = $who AND commitment = $label
"""
EVERYBODY = ["KS", "ALLA-NAMNDER", "ALLA-BOLAG"]


def test_all_goals_of_the_plan_are_here(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT goal, indicator FROM goal_status WHERE document = 'plan-2019' AND organisation = 'KLK'"
    assert set(ask_sql(database, query).rows()) == {(goal, indicator) for goal, indicator, *_ in GOALS}
    assert len(GOALS) == 29


@pytest.mark.parametrize(("goal", "indicator", "target_2018", "outcome", "target_2019", "title"), GOALS)
def test_a_goal_of_the_plan(
    database: duckdb.DuckDBPyConnection,
    goal: str,
    indicator: str,
    target_2018: float | None,
    outcome: float | None,
    target_2019: float | None,
    title: float | None,
) -> None:
    printed = {"KLK 2018": target_2018, "KLK 2019": target_2019, "EK 2019": title}
    known = dict(ask_sql(database, TARGETS, goal=goal).rows())
    assert known == {key: value for key, value in printed.items() if value is not None}
    assert ask_sql(database, STATUS, goal=goal).row(0)[:2] == (target_2019, None)
    assert ask_sql(database, OUTCOMES, indicator=indicator).to_series().to_list() == [outcome] * (outcome is not None)


def test_a_plan_shows_where_its_goals_stand_today(database: duckdb.DuckDBPyConnection) -> None:
    printed = {goal: outcome for goal, _, _, outcome, _, _ in GOALS if outcome is not None}
    # Nothing is printed for the trade index; the annual report of 2016 has 93. Sick leave: see the next test.
    printed |= {"Handelsindex": 93}
    query = (
        "SELECT goal, previous_outcome FROM goal_status WHERE document = 'plan-2019' AND previous_outcome IS NOT NULL"
    )
    known = dict(ask_sql(database, query).rows())
    del known["Sjukfrånvaro, total"], printed["Sjukfrånvaro, total"]
    assert known == printed


def test_sick_leave_stands_where_the_goal_says(database: duckdb.DuckDBPyConnection) -> None:
    assert ask_sql(database, STATUS, goal="Sjukfrånvaro, total").row(0)[2] == 3.2


def test_a_plan_judges_nothing(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT DISTINCT assessment_published, assessment_computed, trend_published, trend_computed
        FROM goal_status WHERE document = 'plan-2019'"""
    assert ask_sql(database, query).rows() == [(None, "not_evaluated", None, None)]


@pytest.mark.parametrize(
    ("indicator", "year", "measure", "value"),
    [
        ("hme", 2019, "target", 85),
        ("hme", 2018, "outcome", None),
        ("sjukfranvaro", 2019, "target", 3),
        ("sjukfranvaro", 2018, "outcome", 3.2),
        ("avtalstrohet", 2019, "target", 75),
        ("avtalstrohet", 2018, "outcome", 95),
    ],
)
def test_a_cell_of_the_scorecard(
    database: duckdb.DuckDBPyConnection, indicator: str, year: int, measure: str, value: float | None
) -> None:
    query = """SELECT value FROM key_figure_detail WHERE document = 'plan-2019' AND place LIKE '%Styrkort%'
        AND indicator = $indicator AND year(period_end) = $year AND measure = $measure"""
    assert ask_sql(database, query, indicator=indicator, year=year, measure=measure).rows() == [(value,)]


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        ("Resultat, avvikelse mot budget", {"variance 2018-08-31": 25328, "target 2019-12-31": 0}),
        ("Resultat, prognos helår mot budget helår", {"variance 2018-12-31": 15000, "target 2019-12-31": 0}),
        ("Driftram för kommunstyrelsen enligt Årsplan 2019", {"budget 2019-12-31": 373.1}),
        ("Budgetregleringsposter i Kompletteringar till Årsplan 2019", {"budget 2019-12-31": 14.7}),
        ("Driftram 2019, totalt", {"budget 2019-12-31": 387.8}),
    ],
)
def test_an_amount_of_the_plan(database: duckdb.DuckDBPyConnection, line: str, amounts: dict[str, float]) -> None:
    query = """SELECT measure || ' ' || period_end, amount FROM ledger
        WHERE document = 'plan-2019' AND organisation = 'KLK' AND statement = 'other' AND line = $line"""
    assert dict(ask_sql(database, query, line=line).rows()) == amounts


@pytest.mark.parametrize(
    ("line", "left_2017", "left_2018", "budget"),
    [
        ("Ledningsstaben", 2.6, 7.2, 139158),
        ("Ekonomi o kvalitet", 5.6, 1, 52501),
        ("HR", 0.4, 0.6, 64308),
        ("Välfärd", 1.8, 0.5, 21140),
        ("Näringsliv", 6.6, 3.7, 40524),
        ("Kommunikation o delaktighet", 0, 0, 31373),
        ("Miljö o samhällsbyggnad", 11, 2, 38796),
        ("Totalt", 28, 15, 387800),
    ],
)
def test_a_department_of_the_plan(
    database: duckdb.DuckDBPyConnection, line: str, left_2017: float, left_2018: float, budget: float
) -> None:
    query = """SELECT year(period_end), amount FROM ledger
        WHERE document = 'plan-2019' AND organisation = 'KLK' AND statement = 'department' AND line = $line"""
    assert dict(ask_sql(database, query, line=line).rows()) == {2017: left_2017, 2018: left_2018, 2019: budget}


def test_the_investment_budget_of_kou_adds_up(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT is_total, sum(amount), count(*) FROM ledger
        WHERE document = 'plan-2019' AND organisation = 'KoU' AND statement = 'investment' GROUP BY ALL ORDER BY ALL"""
    assert ask_sql(database, query).rows() == [(False, 26500000, 3), (True, 26500000, 1)]


@pytest.mark.parametrize(
    ("organisation", "counts"), [("KLK", {"annual_plan": 16, "own": 17}), ("KoU", {"annual_plan": 6, "own": 6})]
)
def test_commitments_of_the_plan_by_origin(
    database: duckdb.DuckDBPyConnection, organisation: str, counts: dict[str, int]
) -> None:
    query = """SELECT kind, count(*) FROM commitment_status
        WHERE document = 'plan-2019' AND organisation = $organisation AND status IS NULL GROUP BY ALL"""
    assert dict(ask_sql(database, query, organisation=organisation).rows()) == counts


@pytest.mark.parametrize(
    ("organisation", "label", "owners", "kind"),
    [
        (
            "KLK",
            "Effektiv process för verksamhetslokaler",
            ["KS", "SBN", "VON", "SN", "BUN", "KFAST"],
            "annual_plan",
        ),
        ("KLK", "Utbildningar efter företagens kompetensbehov", ["AVN", "KS", "MSP", "DEAB", "ELE"], "annual_plan"),
        ("KLK", "Kompetensförsörjningsplaner i styrningen", ["KS"], "annual_plan"),
        ("KLK", "Verksamheter för språk och integration", ["AVN", "ALLA-NAMNDER"], "annual_plan"),
        ("KLK", "En kommun fri från våld", EVERYBODY, "annual_plan"),
        ("KLK", "Plan för storskalig evakuering", ["KS", "KLK"], "own"),
        ("KoU", "Samlad måltidsorganisation", ["KoU"], "own"),
    ],
)
def test_a_commitment_of_the_plan(
    database: duckdb.DuckDBPyConnection, organisation: str, label: str, owners: list[str], kind: str
) -> None:
    assert ask_sql(database, OWNERS, who=organisation, label=label).rows() == [(owners, kind)]


@pytest.mark.parametrize(
    ("commitment", "activities"),
    [
        ("kundnojdhet-kou", [["MC"], ["MC"], ["MC"]]),
        ("maltidsorganisation-kou", [[]]),
        ("miljoinformation-kou", [["KC", "EC"]] * 2),
        ("jamstalldhetsintegrering-kou", [["HRC"]] * 2),
        ("tillit-gapanalys-kou", [[], [], []]),
        ("effektiviseringar-kou", [["OC", "EKC"]] * 2),
        ("sjukfranvaro-kou", [["EC", "HRC"]] * 5),
        ("kompetensforsorjning-kou", [["HRC"]]),
    ],
)
def test_activities_of_a_commitment_with_those_responsible(
    database: duckdb.DuckDBPyConnection, commitment: str, activities: list[list[str]]
) -> None:
    query = "SELECT responsible FROM activity_detail WHERE commitment = $commitment ORDER BY activity_no"
    assert ask_sql(database, query, commitment=commitment).to_series().to_list() == activities


def test_every_commitment_of_kou_has_activities(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT organisation, count(*), count(DISTINCT commitment) FROM activity_detail
        WHERE document = 'plan-2019' GROUP BY ALL"""
    assert ask_sql(database, query).rows() == [("KoU", 28, 12)]
