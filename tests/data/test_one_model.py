"""Documents of eleven years in one model: series that join, breaks of method, lineage and owners."""

from datetime import date

import duckdb
import pytest

from analysis.store.query import ask_sql

SERIES = """
SELECT period_end, period_type, value, document FROM series
WHERE indicator = $indicator AND organisation = $organisation AND sex = 'T' ORDER BY period_end
"""
CHAIN = """
SELECT l.to_document || ' ' || t.label FROM commitment_lineage AS l
JOIN commitment AS f ON f.document = l.from_document AND f.commitment = l.from_commitment
JOIN commitment AS t ON t.document = l.to_document AND t.commitment = l.to_commitment
WHERE f.label = $label
"""
ACROSS = """
SELECT b.document, b.label FROM goal_detail AS b JOIN indicator_break AS k USING (indicator)
WHERE b.trend_computed IS NOT NULL AND k.from_date <= b.outcome_start
AND coalesce(b.previous_end, b.printed_change_from) < k.from_date
"""


@pytest.mark.parametrize(
    ("indicator", "organisation", "points"),
    [
        (
            "sjukfranvaro",
            "KLK",
            [
                (2015, "year", 2.1, "annual-2016"),
                (2016, "year", 4.4, "annual-2016"),
                (2018, "part_year", 3.2, "plan-2019"),
                (2018, "rolling_12", 3.1, "plan-2019"),
                (2019, "rolling_12", 2.6, "interim1-2020"),
                (2020, "rolling_12", 2.5, "interim1-2020"),
                (2020, "year", 3.1, "annual-2022"),
                (2021, "year", 3.0, "annual-2022"),
                (2022, "year", 1.9, "annual-2022"),
            ],
        ),
        (
            "hme",
            "KLK",
            [
                (2016, "year", 81.6, "annual-2016"),
                (2018, "year", 79.8, "plan-2019"),
                (2020, "year", 77, "annual-2022"),
                (2021, "year", 86, "annual-2022"),
                (2022, "year", 79, "annual-2022"),
            ],
        ),
        (
            "stolthet",
            "KLK",
            [
                (2016, "year", 93.8, "annual-2016"),
                (2018, "year", 92.7, "plan-2019"),
                (2020, "year", 73, "annual-2022"),
                (2021, "year", 86, "annual-2022"),
                (2022, "year", 83, "annual-2022"),
            ],
        ),
        (
            "avtalstrohet",
            "KLK",
            [
                (2016, "year", 75, "annual-2016"),
                (2018, "part_year", 95, "plan-2019"),
                (2020, "year", 90, "annual-2022"),
                (2021, "year", 87, "annual-2022"),
                (2022, "year", 92, "annual-2022"),
            ],
        ),
        ("trygghetsindex", "EK", [(2016, "year", 41, "annual-2016"), (2018, "year", 40, "plan-2019")]),
        (
            "nii",
            "EK",
            [
                (2015, "year", 38, "annual-2016"),
                (2016, "year", 39, "annual-2016"),
                (2018, "year", 41, "plan-2019"),
            ],
        ),
        ("bredband-100", "EK", [(2015, "month", 70, "annual-2016"), (2018, "year", 77, "plan-2019")]),
        ("nystartade-foretag", "EK", [(2016, "year", 538, "annual-2016"), (2018, "part_year", 281, "plan-2019")]),
        ("npi", "EK", [(2018, "year", 83, "plan-2019")]),
    ],
)
def test_a_series_joins_across_documents(
    database: duckdb.DuckDBPyConnection, indicator: str, organisation: str, points: list[tuple[int, str, float, str]]
) -> None:
    found = ask_sql(database, SERIES, indicator=indicator, organisation=organisation).rows()
    assert [(end.year, kind, value, document) for end, kind, value, document in found] == points


def test_breaks_of_method(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT indicator, year(from_date) FROM indicator_break"
    assert dict(ask_sql(database, query).rows()) == {
        "npi": 2016,
        "fodda-utanfor-norden": 2016,
        "kundnojdhet": 2016,
    }


def test_no_computed_trend_crosses_a_break(database: duckdb.DuckDBPyConnection) -> None:
    assert ask_sql(database, ACROSS).rows() == []


@pytest.mark.parametrize(
    ("indicator", "organisation", "before", "after"),
    [("kundnojdhet", "KoU", 2, 1), ("fodda-utanfor-norden", "KLK", 0, 2), ("npi", "EK", 0, 1)],
)
def test_a_break_parts_a_series(
    database: duckdb.DuckDBPyConnection, indicator: str, organisation: str, before: int, after: int
) -> None:
    points = ask_sql(database, SERIES, indicator=indicator, organisation=organisation)["period_end"]
    query = "SELECT from_date FROM indicator_break WHERE indicator = $indicator"
    first_day: date = ask_sql(database, query, indicator=indicator).item()
    assert (sum(day < first_day for day in points), sum(day >= first_day for day in points)) == (before, after)


def test_contract_compliance_by_the_new_method_is_another_indicator(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT indicator, value FROM series WHERE indicator LIKE 'avtalstrohet%'
        AND organisation = 'KLK' AND year(period_end) = 2022 ORDER BY indicator"""
    assert ask_sql(database, query).rows() == [("avtalstrohet", 92), ("avtalstrohet-ny-metod", 84)]
    # Both the outcome of 2022 and the target of 2023 are by the earlier method: nothing breaks between them.
    noted = (
        """SELECT note FROM key_figure_detail WHERE indicator = 'avtalstrohet' AND value = 92 AND note IS NOT NULL"""
    )
    assert ask_sql(database, noted).rows() == [
        ("Omräknat till den tidigare mätmetoden. Den nya ger 84\N{NO-BREAK SPACE}%",)
    ]


@pytest.mark.parametrize(
    ("label", "onward"),
    [
        ("Plan för storskalig evakuering", {"interim1-2020 Plan för storskalig evakuering"}),
        ("Börja revidera klimatplanen", {"interim1-2020 Klimatplan tas fram"}),
        ("Klimatplan tas fram", {"annual-2022 Klimatprogram mot 2045"}),
        (
            "Effektivisera och öka intäkterna inför 2020",
            {
                "interim1-2020 Effektiviseringar och högre intäkter till 2022",
                "plan-2019 Effektivisera och öka intäkterna inför 2020",
            },
        ),
        ("Tvåårig plan för digital transformation", {"annual-2022 Planerna för digital transformation"}),
    ],
)
def test_a_commitment_is_carried_on(database: duckdb.DuckDBPyConnection, label: str, onward: set[str]) -> None:
    assert set(ask_sql(database, CHAIN, label=label).to_series()) == onward


def test_a_commitment_is_only_carried_forward(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT l.from_commitment FROM commitment_lineage AS l
        JOIN document AS a ON a.document = l.from_document JOIN document AS b ON b.document = l.to_document
        WHERE a.year > b.year"""
    assert ask_sql(database, query).rows() == []


def test_what_became_of_kou(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT successor, from_date FROM organisation_lineage WHERE organisation = 'KoU'"
    assert ask_sql(database, query).rows() == [("SEN", date(2019, 1, 1))]


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("medarbetare", {"Medarbetare", "Attraktiv arbetsgivare"}),
        ("ekonomi", {"Ekonomi", "Stabil ekonomi"}),
        ("utbildning", {"Utbildning"}),
        (
            "miljo-samhallsbyggnad",
            {"Miljö och samhällsbyggnad", "Hållbar samhällsbyggnad"},
        ),
        ("processkvalitet", {"Processkvalitet", "Kvalitet", "God kvalitet och värdeskapande processer"}),
    ],
)
def test_an_area_keeps_its_code_when_its_name_changes(
    database: duckdb.DuckDBPyConnection, area: str, names: set[str]
) -> None:
    query = "SELECT DISTINCT name FROM area_name WHERE document <> 'annual-2016' AND process_area = $area"
    assert set(ask_sql(database, query, area=area).to_series()) == names


def test_a_target_in_a_title_and_a_target_in_a_table_are_two_targets(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT organisation, target FROM goal_target WHERE document = 'plan-2019' AND year = 2019
        AND goal = 'Antal idéer och förbättringsförslag' ORDER BY organisation"""
    assert ask_sql(database, query).rows() == [("EK", 700), ("KLK", 35)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("evakuering-kapacitet", "evakuering-personer"),
        ("anstallda-tim", "anstallda-timavlonade"),
        ("pensionsavgangar", "avgangar-pension"),
    ],
)
def test_one_thing_has_one_code(database: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    query = "SELECT DISTINCT indicator FROM key_figure WHERE indicator IN ($one, $other)"
    assert len(ask_sql(database, query, one=one, other=other)) == 1
