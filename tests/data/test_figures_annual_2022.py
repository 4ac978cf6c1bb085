"""Figures of the annual report of 2022 and its report on internal control, read in the document by eye."""

import duckdb
import pytest

from analysis.store.query import ask_sql

AREAS = {
    "naringsliv-arbete": ("full", "unchanged", 3),
    "utbildning": ("full", "better", 1),
    "demokrati": ("partial", "unchanged", 4),
    "kultur-fritid": ("full", "unchanged", 0),
    "skydd-beredskap": ("partial", "better", 1),
    "miljo-samhallsbyggnad": ("full", "unchanged", 5),
    "processkvalitet": ("partial", "unchanged", 4),
    "medarbetare": ("partial", "unchanged", 1),
    "ekonomi": ("full", "worse", 3),
}
YEARS = """
SELECT DISTINCT year(period_end), value FROM key_figure
WHERE document = 'annual-2022' AND organisation = 'KLK' AND indicator = $indicator AND sex = $sex
AND period_type = 'year' AND measure = 'outcome' AND operator IS NULL
"""
TARGETS = """
SELECT year, target FROM goal_target WHERE document = 'annual-2022' AND goal = $goal ORDER BY year
"""


def test_assessment_and_trend_of_the_nine_areas(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT process_area, assessment, trend FROM process_area_status WHERE document = 'annual-2022'"
    assert set(ask_sql(database, query).rows()) == {(area, *words) for area, (*words, _) in AREAS.items()}


def test_the_assessment_is_told_in_prose_and_the_trend_is_an_arrow(database: duckdb.DuckDBPyConnection) -> None:
    query = (
        "SELECT assessment_source, trend_source, count(*) FROM area_detail WHERE document = 'annual-2022' GROUP BY ALL"
    )
    assert ask_sql(database, query).rows() == [("prose", "printed", 9)]


def test_goals_by_area(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT process_area, count(*) FROM goal_status WHERE document = 'annual-2022' GROUP BY ALL"
    known = dict(ask_sql(database, query).rows())
    assert known == {area: count for area, (*_, count) in AREAS.items() if count}
    assert sum(known.values()) == 22


def test_goals_by_perspective(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT perspective, count(*) FROM goal_status WHERE document = 'annual-2022' GROUP BY ALL"
    assert dict(ask_sql(database, query).rows()) == {"hallbar-utveckling": 14, "effektiv-organisation": 8}


def test_commitments_by_status(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT status, count(*) FROM commitment_status WHERE document = 'annual-2022' GROUP BY ALL"
    assert dict(ask_sql(database, query).rows()) == {"done": 13, "delayed": 1}


@pytest.mark.parametrize(
    ("label", "status", "source", "owners"),
    [
        ("Planerna för digital transformation", "delayed", "prose", ["KS", "ALLA-NAMNDER", "ALLA-BOLAG"]),
        ("Klimatprogram mot 2045", "done", "prose", ["KS", "ALLA-NAMNDER", "ALLA-BOLAG"]),
        ("Trafikplan och parkering i centrum", "done", "printed", ["KS", "SBN", "KFAST"]),
        ("Arbetssätt enligt Effektivare administration", "done", "printed", ["SEN", "ALLA-NAMNDER"]),
        (
            "Krafttag mot utanförskap och för trygghet",
            "done",
            "printed",
            [
                "KS",
                "AVN",
                "FSN",
                "GSN",
                "GN",
                "KFN",
                "MRN",
                "SBN",
                "SN",
                "TSN",
                "VON",
                "SEN",
                "KFAST",
                "DEAB",
                "ELE",
                "EEM",
            ],
        ),
        (
            "Logistikparken, Gunnarskäl och nya bostäder",
            "done",
            "printed",
            ["KS", "SBN", "EEM", "ELE", "MRN", "KFN"],
        ),
    ],
)
def test_a_commitment_of_2022(
    database: duckdb.DuckDBPyConnection, label: str, status: str, source: str, owners: list[str]
) -> None:
    query = """SELECT status, status_source, owners, completion FROM commitment_detail
        WHERE document = 'annual-2022' AND label = $label"""
    assert ask_sql(database, query, label=label).rows() == [(status, source, owners, None)]


@pytest.mark.parametrize(
    ("indicator", "outcomes"),
    [
        ("hme", {(2020, 77), (2021, 86), (2022, 79)}),
        ("hme-ledarskap", {(2021, 85), (2022, 78)}),
        ("stolthet", {(2020, 73), (2021, 86), (2022, 83)}),
        ("avtalstrohet", {(2020, 90), (2021, 87), (2022, 92)}),
        ("avtalstrohet-ny-metod", {(2022, 84)}),
        ("ekonomi-i-balans", {(2020, 100), (2021, 86), (2022, 86)}),
        ("personalomsattning-extern", {(2021, 11.93), (2022, 17.05)}),
        ("personalomsattning-intern", {(2021, 13.01), (2022, 2.13)}),
        # The table of indicators and the table by sex print different totals for 2020 and 2021; both are kept.
        ("sjukfranvaro", {(2020, 3.1), (2020, 2.8), (2021, 3.0), (2021, 2.8), (2022, 1.9)}),
    ],
)
def test_an_indicator_over_the_years(
    database: duckdb.DuckDBPyConnection, indicator: str, outcomes: set[tuple[int, float]]
) -> None:
    assert set(ask_sql(database, YEARS, indicator=indicator, sex="T").rows()) == outcomes


@pytest.mark.parametrize(
    ("sex", "outcomes"), [("K", {2020: 3.6, 2021: 3.9, 2022: 2.4}), ("M", {2020: 1.1, 2021: 0.4, 2022: 0.9})]
)
def test_sick_leave_by_sex(database: duckdb.DuckDBPyConnection, sex: str, outcomes: dict[int, float]) -> None:
    assert dict(ask_sql(database, YEARS, indicator="sjukfranvaro", sex=sex).rows()) == outcomes


@pytest.mark.parametrize(
    ("goal", "targets"),
    [
        ("Hållbart arbetsliv", [(2022, 3), (2023, 3)]),
        ("Effektiva upphandlingar", [(2022, 84), (2023, 85)]),
        ("Avdelningar med ekonomi i balans", [(2022, 100), (2023, 100)]),
        ("Påbörjade bostäder varje år", [(2022, 600)]),
    ],
)
def test_targets_of_a_goal(database: duckdb.DuckDBPyConnection, goal: str, targets: list[tuple[int, float]]) -> None:
    assert ask_sql(database, TARGETS, goal=goal).rows() == targets


@pytest.mark.parametrize(("indicator", "target"), [("hme", 83), ("stolthet", 95)])
def test_targets_of_indicators_without_a_goal(
    database: duckdb.DuckDBPyConnection, indicator: str, target: float
) -> None:
    query = """SELECT year(period_end), value FROM key_figure
        WHERE document = 'annual-2022' AND indicator = $indicator AND measure = 'target' ORDER BY ALL"""
    assert ask_sql(database, query, indicator=indicator).rows() == [(2022, target), (2023, target)]


@pytest.mark.parametrize(
    ("goal", "outcome", "previous"),
    [
        ("Påbörjade bostäder varje år", 1193, 480),
        ("Avdelningar med ekonomi i balans", 86, 86),
        ("Effektiva upphandlingar", 92, 87),
    ],
)
def test_a_goal_with_an_indicator(
    database: duckdb.DuckDBPyConnection, goal: str, outcome: float, previous: float
) -> None:
    query = "SELECT outcome, previous_outcome FROM goal_status WHERE document = 'annual-2022' AND goal = $goal"
    assert ask_sql(database, query, goal=goal).rows() == [(outcome, previous)]


@pytest.mark.parametrize(
    ("goal", "target", "assessment"),
    [
        ("Påbörjade bostäder varje år", 600, "better"),
        ("Avdelningar med ekonomi i balans", 100, "worse"),
        ("Effektiva upphandlingar", 84, "better"),
    ],
)
def test_a_goal_is_judged_by_the_target_of_the_organisation_that_it_is_measured_for(
    database: duckdb.DuckDBPyConnection, goal: str, target: float, assessment: str
) -> None:
    query = "SELECT target, assessment_computed FROM goal_status WHERE document = 'annual-2022' AND goal = $goal"
    assert ask_sql(database, query, goal=goal).rows() == [(target, assessment)]


def test_a_goal_with_three_yardsticks_is_as_its_weakest(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT {columns} FROM {view} WHERE document = 'annual-2022' AND goal = 'Hållbart arbetsliv'"
    figures = "indicator, outcome, previous_outcome, target, assessment_computed"
    rows = ask_sql(database, query.format(columns=figures, view="goal_yardstick") + " ORDER BY yardstick").rows()
    assert rows == [
        ("sjukfranvaro", 1.9, 3.0, 3.0, "better"),
        ("hme", 79.0, 86.0, 83.0, "near"),
        ("stolthet", 83.0, 86.0, 95.0, "worse"),
    ]
    judged = "outcome, target, assessment_computed, assessment_final, yardsticks"
    whole = [(None, None, "worse", "worse", 3)]
    assert ask_sql(database, query.format(columns=judged, view="goal_status")).rows() == whole


@pytest.mark.parametrize(
    ("indicator", "kind", "figures"),
    [
        ("anstallda", "point", {("T", 117)}),
        ("anstallda-tillsvidare", "point", {("T", 102), ("K", 67), ("M", 35)}),
        ("anstallda-visstid", "point", {("T", 11)}),
        ("andel-kvinnor", "point", {("T", 76.5)}),
        ("medelalder", "point", {("T", 47.6)}),
        ("nyanstallda", "year", {("T", 21)}),
        ("avgangar", "year", {("T", 18)}),
    ],
)
def test_staff_of_2022(
    database: duckdb.DuckDBPyConnection, indicator: str, kind: str, figures: set[tuple[str, float]]
) -> None:
    query = """SELECT DISTINCT sex, value FROM key_figure WHERE document = 'annual-2022' AND organisation = 'KLK'
        AND indicator = $indicator AND period_type = $kind AND year(period_end) = 2022 AND measure = 'outcome'"""
    assert set(ask_sql(database, query, indicator=indicator, kind=kind).rows()) == figures


@pytest.mark.parametrize(
    ("line", "actual_2021", "actual", "budget", "variance"),
    [
        ("Kommunersättning/skolpeng", 409.7, 461.5, 461.5, 0.0),
        ("Övriga intäkter", 61.4, 68.6, 43.0, 25.6),
        ("Summa INTÄKTER", 471.1, 530.1, 504.5, 25.6),
        ("Personalkostnader", -109.7, -114.1, -121.5, 7.4),
        ("Lokalkostnader", -5.6, -6.7, -5.9, -0.9),
        ("Övriga kostnader", -336.6, -393.8, -377.2, -16.6),
        ("Summa KOSTNADER", -451.9, -514.6, -504.5, -10.0),
        ("FINANSNETTO", -0.1, 0.0, None, 0.0),
        ("Summa RR verksamhetsrapportering", 19.1, 15.6, 0.0, 15.6),
    ],
)
def test_a_line_of_the_income_statement(
    database: duckdb.DuckDBPyConnection,
    line: str,
    actual_2021: float,
    actual: float,
    budget: float | None,
    variance: float,
) -> None:
    query = """SELECT measure || ' ' || year(period_end), amount FROM ledger
        WHERE document = 'annual-2022' AND statement = 'income_statement' AND unit = 'mnkr' AND line = $line"""
    printed = {"actual 2021": actual_2021, "actual 2022": actual, "budget 2022": budget, "variance 2022": variance}
    assert dict(ask_sql(database, query, line=line).rows()) == printed


@pytest.mark.parametrize(
    ("line", "actual", "actual_2021", "forecast"),
    [
        ("Ledningsstaben", -1155, 4893, 800),
        ("Ekonomi och kvalitet", 4076, 3479, 3580),
        ("HR", 2504, 6231, 2800),
        ("Social hållbarhet", 1772, 623, 1530),
        ("Näringsliv", 4040, 3289, 3900),
        ("Kommunikation, IT och digitalisering", 1992, -238, 800),
        ("Miljö och samhällsbyggnad", 2351, 851, 2300),
        ("Totalt", 15580, 19128, 15710),
    ],
)
def test_a_department_of_2022(
    database: duckdb.DuckDBPyConnection, line: str, actual: float, actual_2021: float, forecast: float
) -> None:
    query = """SELECT measure || ' ' || year(period_end), amount FROM ledger
        WHERE document = 'annual-2022' AND statement = 'department' AND unit = 'tkr' AND line = $line"""
    printed = {"actual 2022": actual, "actual 2021": actual_2021, "forecast 2022": forecast}
    assert dict(ask_sql(database, query, line=line).rows()) == printed


def test_the_list_that_explains_the_deviation(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT amount FROM ledger_detail
        WHERE document = 'annual-2022' AND statement = 'variance_explanation' ORDER BY line_no"""
    amounts = ask_sql(database, query).to_series().to_list()
    assert amounts == [4.8, 7.4, -1.3, -1.3, 1.0, 1.0, 2.6, 1.4]
    assert sum(amounts) == pytest.approx(15.6)


def test_the_investment_of_2022(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT measure, amount, unit FROM ledger
        WHERE document = 'annual-2022' AND statement = 'investment' ORDER BY measure"""
    assert ask_sql(database, query).rows() == [("actual", 541000, "kr"), ("budget", 500000, "kr")]


@pytest.mark.parametrize(
    ("code", "organisation", "area", "assessment", "source", "carried_to"),
    [
        ("dos-lagen", "KS", "demokrati", "not", "prose", 2024),
        ("anvandarinvolvering", "KLK", "processkvalitet", None, "lost", None),
        ("infosak-utbildning", "KS", "processkvalitet", None, "lost", 2024),
        ("klassning-it", "KS", "processkvalitet", None, "lost", 2024),
        ("molntjanster", "KS", "processkvalitet", None, "lost", 2024),
        ("sam", "KS", "medarbetare", None, "lost", 2024),
        ("delegation-attest", "KLK", "ekonomi", "full", "printed", None),
    ],
)
def test_a_control(
    database: duckdb.DuckDBPyConnection,
    code: str,
    organisation: str,
    area: str,
    assessment: str | None,
    source: str,
    carried_to: int | None,
) -> None:
    query = """SELECT d.organisation, s.process_area, s.assessment, d.assessment_source, d.carried_to, s.carried_over
        FROM control_detail AS d JOIN control_status AS s ON s.control = d.label WHERE d.code = $code"""
    assert ask_sql(database, query, code=code).rows() == [
        (organisation, area, assessment, source, carried_to, carried_to is not None)
    ]


@pytest.mark.parametrize(
    ("indicator", "organisation", "figures"),
    [
        ("webbplatser-granskade", "EK", {("outcome", 37)}),
        ("webbplatser-granskade", "ALLA-BOLAG", {("outcome", 4)}),
        ("webbplatser-orangea", "EK", {("outcome", 15)}),
        ("webbplatser-moln-utanfor-eu", "EK", {("outcome", 21)}),
        ("tillganglighet-eskilstuna-se", "EK", {("outcome", 121)}),
        ("infosak-utbildade-andel", "EK", {("outcome", 63), ("target", 100)}),
        ("infosak-utbildade", "EK", {("outcome", 5405)}),
        ("it-komponenter-klassade-andel", "EK", {("outcome", 50.73), ("target", 90)}),
        ("it-komponenter-klassade", "EK", {("outcome", 104)}),
        ("it-komponenter", "EK", {("outcome", 205)}),
    ],
)
def test_a_measured_value_of_a_control(
    database: duckdb.DuckDBPyConnection, indicator: str, organisation: str, figures: set[tuple[str, float]]
) -> None:
    query = """SELECT DISTINCT measure, value FROM key_figure
        WHERE document = 'annual-2022' AND indicator = $indicator AND organisation = $organisation"""
    assert set(ask_sql(database, query, indicator=indicator, organisation=organisation).rows()) == figures
