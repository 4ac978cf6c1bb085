"""Plans, interim report, internal control, evaluation and series: pages read back against the database."""

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import duckdb
import pytest
from bs4 import Tag
from tests.conftest import sorted_pages
from tests.pages import Page, amount, below_of, lines_of, read_html, read_page, text_of, told_of

from analysis.base.project import Project
from analysis.base.vocabulary import Missing, PeriodType, TargetLevel
from analysis.present.series import moment
from analysis.publish.html.document import SHORT_CONTENTS
from analysis.store.query import ask_sql
from analysis.words.codes import MISSING, SEXES, TARGET_LEVELS

PLAN, BUSINESS_PLAN, INTERIM = "plan-2019-klk", "plan-2019-kou", "interim1-2020-ks"
CONTROL, EVALUATION, ANNUAL = "control-2022-ks", "evaluation-2011", "annual-2022-ks"
CHAPTERS = {PLAN: 3, BUSINESS_PLAN: 3, INTERIM: 4, CONTROL: 1, EVALUATION: 1, ANNUAL: 15}
SYMBOL_SETS = {
    PLAN: "none",
    BUSINESS_PLAN: "none",
    INTERIM: "words-2020",
    CONTROL: "symbols-2022",
    ANNUAL: "symbols-2022",
}
#: The headings of a legend in their order.
LEGEND = {
    "assessment": "Bedömning av mål",
    "trend": "Trend",
    "status": "Status för åtaganden",
    "area": "Bedömning av processområden",
    "completion": "Färdiggrad",
    "control": "Bedömning av kontroller",
}
#: A reader meets one order, whatever the edition's legend has.
GOOD_FIRST = {
    "assessment": ["better", "near", "worse", "not_evaluated"],
    "status": ["done", "ongoing", "delayed", "not_started"],
    "area": ["full", "partial", "not"],
    "control": ["full", "partial", "not"],
}
OWN_WORDS = ["Bättre än målet", "Nära målet", "Sämre än målet", "Går inte att bedöma"]
OWNERS = {"alla nämnder": "ALLA-NAMNDER", "alla bolag": "ALLA-BOLAG"}
#: The kind of symbols that our extract of a document lost some of: only then is there one to explain.
LACKING = {CONTROL: "control", INTERIM: "status"}
UNKNOWN = "Okänd, symbolen följde inte med i vårt textutdrag"
LOST = "Symbolen följde inte med i vårt textutdrag."
TWO_DOCUMENTS = """
SELECT indicator, organisation FROM key_figure WHERE measure = 'outcome' AND value IS NOT NULL
GROUP BY indicator, organisation HAVING count(DISTINCT document) > 1
"""

Row = dict[str, Any]
Pages = dict[str, list[Page]]


@pytest.fixture(scope="session")
def kinds(site: Project) -> Pages:
    """The finished pages of each report, the contents first."""
    return {name: [read_page(path) for path in sorted_pages(site.output / name)] for name in CHAPTERS}


@pytest.fixture(scope="session")
def documents(site: Project) -> dict[str, Page]:
    """The whole document of each report."""
    return {name: read_page(site.output / name / "hela.html") for name in CHAPTERS}


def chapter(pages: list[Page], title: str) -> Page:
    return next(page for page in pages if page.title == title)


def adopted(pages: list[Page]) -> list[Page]:
    """The chapters that are part of the document that a board adopts."""
    return [page for page in pages[1:] if page.title != "Granskning"]


def rows_of(database: duckdb.DuckDBPyConnection, sql: str, **values: str) -> list[Row]:
    return list(ask_sql(database, sql, **values).iter_rows(named=True))


def words_of(database: duckdb.DuckDBPyConnection, report: str, subject: str) -> dict[str, str]:
    """The printed word of each code of an edition, what is good first; others in the order of its legend."""
    sql = "SELECT code, word FROM legend WHERE symbol_set = $symbol_set AND subject = $subject ORDER BY position"
    printed = dict(ask_sql(database, sql, symbol_set=SYMBOL_SETS[report], subject=subject).rows())
    return {code: printed[code] for code in GOOD_FIRST.get(subject, printed) if code in printed}


def lines(page: Page, caption: str) -> dict[str, Page]:
    """The rows of a table by their heading, each as a page of its own."""
    (table,) = [found for found in page.all("table") if text_of(found.select("caption")[0]) == caption]
    return {
        text_of(row.select("th")[0]): read_html(f"<table>{row}{below_of(row) or ''}</table>") for row in lines_of(table)
    }


def cell(line: Page, heading: str) -> Page:
    return read_html(str(line.one(f'td[data-label="{heading}"]')))


def value_of(line: Page, heading: str) -> str:
    return told_of(line.one(f'td[data-label="{heading}"]'))


def owner_codes(said: str) -> list[str]:
    """Owners as a page writes them, back to codes."""
    return [] if said == "ingen angiven" else [OWNERS.get(word, word) for word in re.split(", | och ", said)]


# ---- plans ----


def test_every_goal_of_the_plan_stands_with_its_targets_of_both_years(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    shown = lines(kinds[PLAN][1], "Processmål KLK 2019")
    sql = "SELECT goal, label, organisation FROM goal_detail WHERE document = 'plan-2019' AND organisation = 'KLK'"
    goals = rows_of(database, sql)
    assert len(goals) == 29
    assert sorted(shown) == sorted(goal["label"] for goal in goals)
    targets = rows_of(database, "SELECT * FROM target_detail WHERE document = 'plan-2019'")
    for goal in goals:
        for year in (2018, 2019):
            own = [row for row in targets if (row["goal"], row["year"]) == (goal["goal"], year)]
            expected = sorted((row["organisation"], figure_or_reason(row)) for row in own)
            said = value_of(shown[goal["label"]], f"Mål {year}")
            assert targets_in(said, goal["organisation"]) == expected, (goal["label"], year)


def figure_or_reason(target: Row) -> float | str:
    return MISSING[Missing(target["missing"])] if target["value"] is None else float(target["value"])


def targets_in(said: str, own: str) -> list[tuple[str, float | str]]:
    """Targets of a cell by organisation; the goal's own stands first, without a name."""
    named = [part for part in re.split(r"(?=\bEK: )", said) if part]
    pairs = [part.split(": ") if ": " in part else [own, part] for part in named]
    found = [(who, amount(what), what.strip()) for who, what in pairs]
    return sorted((who, words if value is None else value) for who, value, words in found)


def test_targets_in_a_title_for_the_municipality_are_not_those_of_the_office(kinds: Pages) -> None:
    shown = lines(kinds[PLAN][1], "Processmål KLK 2019")
    assert value_of(shown["Nöjda politiker, index"], "Mål 2019") == "72 EK: 72"
    assert value_of(shown["Handelsindex"], "Mål 2019") == "borttaget EK: 100, kvar i rubriken"
    both = [label for label, line in shown.items() if "EK: " in value_of(line, "Mål 2019")]
    assert len(both) > 5


def test_every_goal_of_the_plan_stands_with_its_latest_outcome(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    shown = lines(kinds[PLAN][1], "Processmål KLK 2019")
    sql = """SELECT g.label, list(k.value) AS figures, any_value(k.period_end) AS until FROM goal_detail AS g
    LEFT JOIN (SELECT * FROM key_figure WHERE document = 'plan-2019' AND sex = 'T' AND measure = 'outcome'
        AND value IS NOT NULL AND period_type <> 'rolling_12'
        QUALIFY period_end = max(period_end) OVER (PARTITION BY indicator, organisation)
    ) AS k ON k.indicator = g.indicator AND k.organisation = g.measured_for
    WHERE g.document = 'plan-2019' AND g.organisation = 'KLK' GROUP BY g.label"""
    goals = rows_of(database, sql)
    assert len(goals) == 29
    for goal in goals:
        said = cell(shown[goal["label"]], "Senaste utfall")
        assert latest_figure(said) in goal["figures"], goal["label"]
        assert not goal["until"] or str(goal["until"].year) in said.texts(".muted")[0], goal["label"]


def latest_figure(said: Page) -> float | None:
    """The figure of a cell; nothing where the plan prints none."""
    if not said.all(".value"):
        assert said.texts("td") == ["inget i siffror"]
        return None
    return amount(said.one(".value").get_text())


def test_the_standing_of_a_goal_follows_from_the_figures_in_its_own_row(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    words = words_of(database, PLAN, "assessment")
    sql = """SELECT label, measured_for, direction, target_operator, tolerance, tolerance_kind FROM goal_detail
    WHERE document = 'plan-2019' AND organisation = 'KLK'"""
    shown = lines(kinds[PLAN][1], "Processmål KLK 2019")
    judged = 0
    for goal in rows_of(database, sql):
        line = shown[goal["label"]]
        outcome = latest_figure(cell(line, "Senaste utfall"))
        targets = {year: target_of(line, goal["measured_for"], year) for year in (2018, 2019)}
        expected = {
            year: words[judgement(goal, outcome, target)]
            for year, target in targets.items()
            if isinstance(target, float) and outcome is not None
        }
        said = value_of(line, "Läge mot målen")
        if said in (OF_PART_OF_YEAR, WITHOUT_TARGET):
            assert value_of(line, "Senaste utfall").endswith("jan.–aug. 2018"), goal["label"]
        elif expected:
            judged += 1
            assert standings(line) == expected, goal["label"]
        else:
            assert said == words["not_evaluated"], goal["label"]
    assert judged == 16


PART_OF_YEAR = "en del av året jämförs inte med helårets mål"
OF_PART_OF_YEAR = f"Går inte att bedöma {PART_OF_YEAR}"
WITHOUT_TARGET = f"Går inte att bedöma inget mål för 2019 {PART_OF_YEAR}"


def place_of(link: Tag) -> str:
    """Where on its own page a link leads."""
    return "#" + str(link["href"]).partition("#")[2]


def judgement(goal: Row, outcome: float, target: float) -> str:
    """The rule of the documentation, on figures of less than three decimals."""
    ahead = round((outcome - target) * {"higher": 1, "lower": -1}[goal["direction"]], 6)
    near = goal["tolerance"] * (abs(target) / 100 if goal["tolerance_kind"] == "relative" else 1)
    if ahead > 0 or (ahead == 0 and goal["target_operator"] != ">"):
        return "better"
    return "near" if ahead >= -round(near, 6) else "worse"


def standings(line: Page) -> dict[int, str]:
    """The word for each year that an outcome is held against; none where nothing is judged."""
    found = cell(line, "Läge mot målen")
    years, words = found.texts(".muted"), found.texts(".symbol")
    if not years or years[-1] == PART_OF_YEAR:
        return {}
    pairs = zip(years, words, strict=True)
    return {int(year): word for named, word in pairs for year in named.removesuffix(":").split("–")}


def target_of(line: Page, measured_for: str, year: int) -> float | str:
    """The target that counts: the goal's own, or the one for those who are measured."""
    found = dict(targets_in(value_of(line, f"Mål {year}"), "KLK"))
    return found.get("KLK", found.get(measured_for, ""))


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Nöjda politiker, index", "2018–2019: Når målet"),
        ("Nöjdhet med möjligheten att påverka", "2018: Nära målet 2019: Når inte målet"),
        ("Nystartade företag", OF_PART_OF_YEAR),
        ("Tätare stad, bostäder i planer", WITHOUT_TARGET),
        ("Handelsindex", "Går inte att bedöma"),
    ],
)
def test_a_standing_names_its_years_once_where_they_are_alike(kinds: Pages, label: str, told: str) -> None:
    assert value_of(lines(kinds[PLAN][1], "Processmål KLK 2019")[label], "Läge mot målen") == told


def test_a_part_of_a_year_is_not_judged(kinds: Pages) -> None:
    shown = lines(kinds[PLAN][1], "Processmål KLK 2019")
    unjudged = [label for label, line in shown.items() if value_of(line, "Läge mot målen").endswith(PART_OF_YEAR)]
    until = {label: value_of(line, "Senaste utfall") for label, line in shown.items()}
    assert len(unjudged) == 11
    assert {label for label in shown if until[label].endswith("jan.–aug. 2018")} == set(unjudged)
    # The symbol is that of the count above the table.
    symbols = [cell(line, "Läge mot målen").texts(".symbol")[-1] for line in shown.values()]
    (counted,) = [item for item in kinds[PLAN][1].texts(".tally li") if "Går inte att bedöma" in item]
    assert amount(counted) == symbols.count("Går inte att bedöma") == 13


def test_the_lists_of_what_lacks_hold_exactly_the_goals_that_lack_it(kinds: Pages) -> None:
    page = kinds[PLAN][1]
    everything = lines(page, "Processmål KLK 2019")
    below = [name for name, line in everything.items() if standings(line).get(2019) in BELOW]
    assert len(below) == 12
    reached, untargeted = (part for part in page.all(".overview") if part.select("li"))
    listed = [text_of(item) for item in reached.select("li")]
    assert Counter(found.partition(":")[0].strip() for found in listed) == Counter(below)
    # Only how far it is: the goal itself stands once, where its link leads.
    assert "Trygg kommun, index : 40 (11,1 % under målet 45)" in [
        found.replace("\N{NO-BREAK SPACE}", " ") for found in listed
    ]
    for link in page.all(".overview li a"):
        assert text_of(page.one(place_of(link)).select("th")[0]) == text_of(link)
    without = [name for name, line in everything.items() if isinstance(target_of(line, "EK", 2019), str)]
    assert [text_of(link) for link in untargeted.select("li a")] == without
    assert text_of(untargeted) == (
        "3 av 29 mål har ingen målnivå i siffror för 2019: Tätare stad, bostäder i planer : ännu inget värde "
        "Förmåga att hantera större händelser och kriser : borttaget Handelsindex : borttaget"
    )
    assert [table.caption for table in page.tables() if "målnivå" in table.caption] == []


BELOW = ("Nära målet", "Når inte målet")


@pytest.mark.parametrize(
    ("report", "document", "organisation", "column", "caption", "how_many"),
    [
        (PLAN, "plan-2019", "KLK", "Ansvariga", "Åtaganden KLK 2019", 33),
        (BUSINESS_PLAN, "plan-2019", "KoU", "Ansvariga", "Åtaganden KoU 2019", 12),
        (INTERIM, "interim1-2020", "KS", "Ansvarig", "Åtaganden KS 2020", 23),
    ],
)
def test_every_commitment_stands_with_its_owners(
    database: duckdb.DuckDBPyConnection,
    kinds: Pages,
    report: str,
    document: str,
    organisation: str,
    column: str,
    caption: str,
    how_many: int,
) -> None:
    sql = """SELECT label, owners, kind FROM commitment_detail
    WHERE document = $document AND organisation = $organisation"""
    commitments = rows_of(database, sql, document=document, organisation=organisation)
    shown = lines(kinds[report][1], caption)
    assert len(commitments) == len(shown) == how_many
    kind = {"own": "Eget", "annual_plan": "Ur årsplanen"}
    for row in commitments:
        line = shown[row["label"]]
        assert owner_codes(value_of(line, column)) == row["owners"], row["label"]
        assert value_of(line, "Slag") == kind[row["kind"]], row["label"]


def test_every_activity_stands_with_its_commitment_and_who_is_responsible(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    sql = "SELECT * FROM activity_detail WHERE document = 'plan-2019' ORDER BY commitment, activity_no"
    activities = rows_of(database, sql)
    names = {
        row["role"]: row["name"] for row in rows_of(database, "SELECT * FROM role_name WHERE document = 'plan-2019'")
    }
    people = [", ".join(names.get(role, role) for role in row["responsible"] or []) for row in activities]
    expected = Counter(
        (row["commitment_label"], row["label"] + (f" ({who})" if who else ""))
        for row, who in zip(activities, people, strict=True)
    )
    assert "Dokumentet förklarar inte koden för ansvarig: MC." in kinds[BUSINESS_PLAN][1].texts(".note")
    shown = lines(kinds[BUSINESS_PLAN][1], "Åtaganden KoU 2019")
    told = {label: cell(line, "Vad planen säger, och aktiviteter") for label, line in shown.items()}
    assert expected.total() == 28
    assert (
        Counter((label, plain(said)) for label, page in told.items() for said in page.texts("ul.plain li")) == expected
    )
    # What measures all activities of a commitment is said once.
    measured = {row["commitment_label"]: row["measure"] for row in activities if row["measure"]}
    assert len(measured) > 3
    for label, page in told.items():
        expected_measures = [f"Mått: {measured[label]}"] if label in measured else []
        assert [said for said in page.texts(".muted") if said.startswith("Mått")] == expected_measures


def test_activities_that_name_nobody_are_listed_with_their_commitment(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    page = kinds[BUSINESS_PLAN][1]
    sql = """SELECT label, commitment_label FROM activity_detail
    WHERE document = 'plan-2019' AND coalesce(len(responsible), 0) = 0"""
    idle = rows_of(database, sql)
    assert len(idle) == 5
    assert page.texts(".overview p") == ["Aktiviteter som inte anger någon ansvarig, 5 av 28:"]
    assert Counter(map(plain, page.texts(".overview li"))) == Counter(
        f"{row['label']} ({row['commitment_label']})" for row in idle
    )
    for link in page.all(".overview li a"):
        assert text_of(page.one(place_of(link)).select("th")[0]) == text_of(link)


def plain(said: str) -> str:
    return said.replace("( ", "(").replace(" )", ")")


# ---- interim report ----


def test_every_commitment_of_the_interim_report_says_what_was_done_and_once_that_no_status_is_known(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    sql = """SELECT c.label, c.status_source, t.text FROM commitment_detail AS c
    LEFT JOIN text_detail AS t ON t.document = c.document AND t.subject_type = 'commitment' AND t.subject = c.code
    WHERE c.document = 'interim1-2020'"""
    page = kinds[INTERIM][1]
    shown = lines(page, "Åtaganden KS 2020")
    assert "Status" not in page.table("Åtaganden KS 2020").headings
    once = f"Status är okänd för alla åtaganden: symbolerna {LOST.removeprefix('Symbolen ')}"
    assert page.texts(".note").count(once) == 1
    for row in rows_of(database, sql):
        line = shown[row["label"]]
        assert row["status_source"] == "lost"
        assert row["text"] is None or first_words(row["text"]) in value_of(line, "Uppföljning"), row["label"]


def first_words(text: str) -> str:
    return " ".join(re.split(r"[*\[`_\n]", text)[0].split(". ")[0].split())


@pytest.mark.parametrize("statement", ["income_statement", "department", "variance_explanation"])
def test_every_amount_of_the_interim_report_stands_in_its_table(
    database: duckdb.DuckDBPyConnection, kinds: Pages, statement: str
) -> None:
    titles = {
        "income_statement": "Resultaträkning",
        "department": "Resultat per avdelning",
        "variance_explanation": "Vad avvikelsen består av",
    }
    sql = """SELECT line, amount FROM ledger_detail
    WHERE document = 'interim1-2020' AND statement = $statement AND amount IS NOT NULL"""
    expected = Counter((row["line"], row["amount"]) for row in rows_of(database, sql, statement=statement))
    assert expected.total() > 3
    table = kinds[INTERIM][3].table(f"{titles[statement]}, KS 2020")
    shown = Counter((row[0], amount(value)) for row in table.rows for value in row[1:] if value)
    assert shown == expected
    # Each stands once: the first chapter says the result in words.
    assert not any(titles[statement] in found.caption for found in kinds[INTERIM][1].tables())


def test_the_interim_report_opens_with_what_it_says_of_the_year_and_of_money(kinds: Pages) -> None:
    page = kinds[INTERIM][1]
    assert page.texts(".overview p") == [
        "Enligt rapporten bedöms 19 åtaganden bli klara 2020 och 5 inte. "
        "Vilka framgår inte, för symbolerna följde inte med i vårt textutdrag.",
        "Rapporten uppger 24 åtaganden men räknar upp 23.",
        "Resultatet för jan.–mars 2020 är 17,1 mnkr, 16,4 mnkr bättre än budgeten på 0,7 mnkr.",
        "Prognosen för 2020 är 7,8 mnkr, 7,8 mnkr bättre än budget.",
        "Hela resultaträkningen och avdelningarna finns i ett senare kapitel.",
    ]
    assert page.html.index("Enligt rapporten bedöms") < page.html.index('class="tally"')


def test_a_commitment_whose_text_tells_of_delay_leads_to_its_only_follow_up(kinds: Pages) -> None:
    page = kinds[INTERIM][1]
    shown = lines(page, "Åtaganden vars text tyder på försening KS 2020")
    whole = lines(page, "Åtaganden KS 2020")
    assert len(shown) == 7
    for label, line in shown.items():
        assert text_of(page.one(place_of(line.one("th a"))).select("th")[0]) == label
        for sentence in cell(line, "Vad texten säger").texts("li"):
            assert first_words(sentence) in value_of(whole[label], "Uppföljning")
        assert len(value_of(line, "Vad texten säger")) < len(value_of(whole[label], "Uppföljning"))


def test_the_summary_of_the_covering_letter_is_not_said_over_again(kinds: Pages) -> None:
    assert kinds[INTERIM][1].texts(".reading .part")[0] == "Sammanfattning delår 1 2020"


def test_lines_and_columns_without_amounts_are_said_below_their_table(kinds: Pages) -> None:
    table = kinds[INTERIM][3].table("Övriga belopp i texten, KS 2020")
    assert [row[0] for row in table.rows] == ["Driftram", "Förbättrad ekonomi för koncernen till 2022"]
    assert len(table.headings) == 3
    notes = kinds[INTERIM][3].texts(".note")
    assert "Posten ”Köp av verksamhet” är tryckt utan belopp." in notes
    assert (
        "Posterna ”Prognostiserad intäktsminskning”, ”Prognostiserad kostnadsökning” och ”Prognostiserad "
        "kostnadsminskning” är tryckta utan belopp." in notes
    )
    assert "Investeringar, KS 2020" not in [found.caption for found in kinds[INTERIM][3].tables()]


def test_what_stands_below_a_chart_of_variances_is_what_it_draws(kinds: Pages) -> None:
    page = kinds[INTERIM][3]
    drawn = page.table("Resultat per avdelning, KS 2020, siffrorna i diagrammet")
    assert [drawn.headings, *drawn.rows] == [
        ["Post", "Väntad avvikelse 2020, mnkr"],
        ["KS/kommunledningskontoret", "0,0"],
        ["KLK Ledning", "2,3"],
        ["KLK Ekonomi och kvalitet", "1,3"],
        ["KLK HR", "1,0"],
        ["KLK Välfärd", "1,6"],
        ["KLK Näringsliv", "0,0"],
        ["KLK Kommunikation, IT och digitalisering", "0,4"],
        ["KLK Miljö och samhällsbyggnad", "1,2"],
    ]
    (told,) = page.all("figure .origins")
    assert all(line in str(told) for line, _amount in drawn.rows)


def test_a_chapter_of_figures_tells_only_of_what_it_has(kinds: Pages) -> None:
    tables, counts = "Nyckeltalen i dokumentets tabeller", "Antal som dokumentet anger jämförs i kapitlet som inleder"
    told = {name: kinds[name][number].text for name, number in ((BUSINESS_PLAN, 3), (PLAN, 2), (INTERIM, 4))}
    assert {name: (tables in text, counts in text) for name, text in told.items()} == {
        BUSINESS_PLAN: (False, False),
        PLAN: (True, True),
        INTERIM: (True, True),
    }
    for name in (PLAN, INTERIM):
        assert "Antal som dokumentet anger" in " ".join(table.caption for table in kinds[name][1].tables())


def test_a_chart_of_two_bars_is_left_to_its_table(kinds: Pages) -> None:
    assert not any("KOSTNADER" in title for title in kinds[INTERIM][3].texts(".finding"))
    assert any("KLK Ledning" in title for title in kinds[INTERIM][3].texts(".finding"))


def test_forecast_and_budget_of_the_interim_report_stand_side_by_side(kinds: Pages) -> None:
    table = kinds[INTERIM][3].table("Resultaträkning")
    for heading in ("Utfall 2019", "Utfall 2020", "Budget 2020", "Prognos 2020", "Avvikelse 2020"):
        assert any(heading.split()[0] in found and heading.split()[1] in found for found in table.headings), heading


# ---- internal control ----


def test_every_control_stands_with_risk_result_and_action(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    controls = rows_of(database, "SELECT * FROM control_detail WHERE document = 'annual-2022'")
    shown = lines(kinds[CONTROL][1], "Internkontroll KS 2022")
    assert len(controls) == len(shown) == 7
    for row in controls:
        line = shown[row["label"]]
        assert value_of(line, "Risk") == row["risk"]
        assert value_of(line, "Gäller, och hur ofta").startswith(row["organisation_name"])
        assert (row["frequency"] or "") in value_of(line, "Gäller, och hur ofta")
        done = value_of(line, "Metod, resultat och åtgärd")
        # Spaces as `lines` reads them on a page.
        method, action = (" ".join((row[name] or "").split()) for name in ("method", "action"))
        assert done.startswith(f"Metod {method} Resultat" if method else "")
        assert done.endswith(action)


def test_every_control_has_its_assessment_in_the_words_of_2022(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    words = words_of(database, CONTROL, "control") | {"": "Okänd"}
    assert list(words.values())[:3] == ["Utan anmärkning", "Delvis tillfredsställande", "Inte tillfredsställande"]
    shown = lines(kinds[CONTROL][1], "Internkontroll KS 2022")
    remarks = {"printed": "", "prose": "Framgår av texten", "lost": LOST}
    for row in rows_of(database, "SELECT * FROM control_detail WHERE document = 'annual-2022'"):
        line = cell(shown[row["label"]], "Bedömning")
        assert line.texts(".symbol") == [words[row["assessment"] or ""]], row["label"]
        assert remarks[row["assessment_source"]] in text_of(line.one("td"))


def test_the_controls_are_counted_first(kinds: Pages) -> None:
    page = kinds[CONTROL][1]
    assert page.one(".tally")["aria-label"] == "7 kontroller"
    assert page.texts(".tally li") == ["1 Utan anmärkning", "1 Inte tillfredsställande", "5 Okänd av 7 kontroller"]
    shown = lines(page, "Internkontroll KS 2022")
    assert Counter(cell(line, "Bedömning").texts(".symbol")[0] for line in shown.values()) == {
        "Utan anmärkning": 1,
        "Inte tillfredsställande": 1,
        "Okänd": 5,
    }
    assert page.html.index('class="tally"') < page.html.index("<table")


def test_a_control_says_in_whose_capacity_it_is_made(kinds: Pages) -> None:
    shown = lines(kinds[CONTROL][1], "Internkontroll KS 2022")
    written = [value_of(line, "Gäller, och hur ofta") for line in shown.values()]
    known = ("Kommunstyrelsens uppsiktsplikt", "Kommunledningskontoret som egen förvaltning")
    capacities = {said: sum(cell.startswith(said) for cell in written) for said in known}
    assert capacities == {"Kommunstyrelsens uppsiktsplikt": 5, "Kommunledningskontoret som egen förvaltning": 2}


def test_targets_that_two_documents_set_differently_are_called_targets_of_named_documents(kinds: Pages) -> None:
    said = [
        text_of(line.one("td:nth-of-type(2)"))
        for name, line in lines(chapter(kinds[PLAN], "Granskning"), "Motsägelser KLK 2019: upplysning").items()
        if name.replace("\N{NO-BREAK SPACE}", " ").startswith("Målet 2018 för Sjukfrånvaro, total, KLK är 3,0 % i ”")
    ]
    assert len(said) == 1
    assert "Kommunstyrelsens plan 2019 med affärsplanen för KoU › Bilaga 1 ›" in said[0]
    assert "Kommunstyrelsens verksamhetsberättelse 2016 › Bilaga 1 ›" in said[0]


def test_lost_symbols_are_told_with_the_targets_that_figures_say_were_missed(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    sql = "SELECT 1 AS one FROM control_detail WHERE document = 'annual-2022' AND assessment_source = "
    read, unknown = (list(rows_of(database, f"{sql}'{source}'")) for source in ("prose", "lost"))
    assert [said.replace("\N{NO-BREAK SPACE}", " ") for said in kinds[CONTROL][1].texts(".overview p")] == [
        f"Symbolen för {len(unknown)} av 7 kontroller {LOST.removeprefix('Symbolen ')}",
        f"Bedömningen av {len(read)} av 7 kontroller är läst ur texten.",
        "Enligt siffrorna i texten nåddes målet inte: Grundutbildning i informationssäkerhet (63 % mot målet 100 %) "
        "och Klassning av it-komponenter (50,73 % mot målet ≥ 90 %).",
    ]


def test_what_goes_on_to_2024_is_said_of_those_controls_and_no_other(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    sql = "SELECT label FROM control_detail WHERE document = 'annual-2022' AND carried_to = 2024"
    expected = {row["label"] for row in rows_of(database, sql)}
    shown = lines(kinds[CONTROL][1], "Internkontroll KS 2022")
    assert 0 < len(expected) < 7
    assert {label for label, line in shown.items() if "2024" in value_of(line, "Bedömning")} == expected


def test_every_follow_up_of_a_control_is_on_its_row(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    sql = """SELECT c.label, t.text FROM control_detail AS c
    JOIN text_detail AS t ON t.document = c.document AND t.subject = c.code AND t.subject_type = 'control'"""
    shown = lines(kinds[CONTROL][1], "Internkontroll KS 2022")
    texts = rows_of(database, sql)
    assert len(texts) >= 7
    for row in texts:
        assert first_words(row["text"]) in value_of(shown[row["label"]], "Metod, resultat och åtgärd")


# ---- evaluation ----


def test_the_eight_areas_stand_with_their_points(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    table = kinds[EVALUATION][1].table("Poäng per område 2011")
    areas = rows_of(database, "SELECT * FROM evaluation_area ORDER BY area_no")
    assert len(areas) == 8
    expected = [(f"{row['area_no']}. {row['area']}", row["achieved"], row["max"], row["percent"]) for row in areas]
    assert [(row[0], *map(amount, row[1:4])) for row in table.rows] == expected
    assert [amount(row[4]) for row in table.rows] == [row["summed"] for row in areas]


def test_the_profile_names_the_strongest_and_the_weakest_area(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    areas = sorted(rows_of(database, "SELECT area, percent FROM evaluation_area"), key=lambda row: row["percent"])
    (title,) = kinds[EVALUATION][1].texts(".finding")
    strongest, weakest = title.removeprefix("Starkast: ").split(". Svagast: ")
    assert (strongest.rsplit(",", 1)[0], weakest.rsplit(",", 1)[0]) == (areas[-1]["area"], areas[0]["area"])
    assert (amount(strongest), amount(weakest)) == (areas[-1]["percent"], areas[0]["percent"])


def test_all_45_questions_stand_with_their_points(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    table = kinds[EVALUATION][1].table("Alla frågor 2011")
    questions = rows_of(database, "SELECT * FROM evaluation_score")
    assert len(questions) == len(table.rows) == 45
    expected = Counter(
        (f"{row['question_no']} {row['question']}", row["area"], row["achieved"], row["max"], row["percent"])
        for row in questions
    )
    assert Counter((*row[:2], *map(amount, row[2:])) for row in table.rows) == expected


@pytest.mark.parametrize(("caption", "order"), [("De fem starkaste", -1), ("De fem svagaste", 1)])
def test_the_strongest_and_weakest_questions_are_those_with_such_shares(
    database: duckdb.DuckDBPyConnection, kinds: Pages, caption: str, order: int
) -> None:
    shares = sorted((row["percent"] for row in rows_of(database, "FROM evaluation_score")), key=lambda p: p * order)
    shown = [amount(row[-1]) for row in kinds[EVALUATION][1].table(caption).rows]
    assert shown == shares[:5]


def test_every_finding_stands_under_its_area_and_kind(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    headings = {"strength": "Styrkor", "partly": "Finns delvis", "improvement": "Att förbättra"}
    findings = rows_of(database, "SELECT area_no, kind, finding FROM evaluation_finding")
    shown = [
        (int(name.split(".")[0]), kind, finding)
        for name, line in lines(kinds[EVALUATION][1], "Iakttagelser per område 2011").items()
        for kind, heading in headings.items()
        for finding in cell(line, heading).texts("li")
    ]
    assert len(findings) > 50
    assert Counter(shown) == Counter((row["area_no"], row["kind"], row["finding"]) for row in findings)


def test_what_later_documents_show_stands_with_its_finding(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    shown = lines(kinds[EVALUATION][1], "Vad senare dokument visar om iakttagelserna 2011")
    followups = rows_of(database, "FROM finding_followup")
    expected = Counter(
        (row["finding"], f"{row['followed_year']}: {' '.join(row['note'].split())}") for row in followups
    )
    assert len(shown) < expected.total()
    assert expected == Counter(
        (finding, said)
        for finding, line in shown.items()
        for said in cell(line, "Vad senare dokument visar").texts("li")
    )


def test_the_evaluation_begins_with_its_result_and_ends_with_its_method(kinds: Pages) -> None:
    assert (kinds[EVALUATION][1].texts("main h2")[0], kinds[EVALUATION][1].texts("main h2")[-1]) == (
        "Profil",
        "Om utvärderingen",
    )
    assert kinds[EVALUATION][1].texts(".overview p")[0].startswith("Summan av områdenas poäng är 503 av 800")


def test_the_areas_of_the_evaluators_text_can_be_reached_on_the_page_and_in_the_document(
    kinds: Pages, documents: dict[str, Page]
) -> None:
    for page, level in ((kinds[EVALUATION][1], "h3"), (documents[EVALUATION], "h4")):
        links = page.all(".reading ul a[href]")
        assert [page.one(place_of(link)).name for link in links] == [level] * 8


# ---- annual report of 2022 ----


def test_the_nine_process_areas_stand_with_assessment_and_trend(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    areas = rows_of(database, "SELECT * FROM area_detail WHERE document = 'annual-2022' ORDER BY position")
    shown = lines(kinds[ANNUAL][1], "Processområden KS 2022")
    assert len(areas) == 9
    assert list(shown) == [row["name"] for row in areas]
    for row in areas:
        for heading, subject, code in (("Bedömning", "area", "assessment"), ("Trend", "trend", "trend")):
            words = words_of(database, ANNUAL, subject)
            said = cell(shown[row["name"]], heading)
            assert said.texts(".symbol") == [words[row[code]]], row["name"]
            assert said.all(".muted") == [], row["name"]
    # No symbol of the assessments is left in any row, so that is said once.
    assert {(row["assessment_source"], row["trend_source"]) for row in areas} == {("prose", "printed")}
    remark = "Bedömning, alla rader: Framgår av texten."
    assert kinds[ANNUAL][1].texts(".note").count(remark) == 1


def test_status_counts_of_2022_equal_the_list(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    sql = "SELECT status, count(*) AS how_many FROM commitment_status WHERE document = 'annual-2022' GROUP BY status"
    expected = {row["status"]: row["how_many"] for row in rows_of(database, sql)}
    total = kinds[ANNUAL][1].table("Åtaganden efter status").row("Totalt")
    words = words_of(database, ANNUAL, "status")
    assert {code: amount(total[word]) for code, word in words.items()} == expected
    assert amount(total["Summa"]) == 14


# ---- legends ----


@pytest.mark.parametrize("report", list(SYMBOL_SETS))
def test_the_legend_has_the_printed_words_what_is_good_first(
    database: duckdb.DuckDBPyConnection, documents: dict[str, Page], report: str
) -> None:
    page = documents[report]
    headings = page.texts(".legend-heading")
    groups = [[text_of(item) for item in found.select("li")] for found in page.all(".legend ul")]
    shown = dict(zip(headings, groups, strict=True))
    shown.pop("Förkortningar", None)
    expected = {
        heading: [*words_of(database, report, subject).values(), *([UNKNOWN] if LACKING.get(report) == subject else [])]
        for subject, heading in LEGEND.items()
        if words_of(database, report, subject) and (subject == "control") == (report == CONTROL)
    }
    if report == ANNUAL:
        # Computed assessments stand on its pages, and the edition printed no symbols for goals: ours are explained.
        expected["Bedömning av mål"] = OWN_WORDS
    # The document says nothing of completion for any commitment, so no page shows such a symbol.
    expected.pop("Färdiggrad", None)
    if report == BUSINESS_PLAN:
        expected.pop("Bedömning av mål")  # it sets no goals
    assert shown == expected


def test_codes_of_organisations_are_explained(documents: dict[str, Page]) -> None:
    page = documents[PLAN]
    (box,) = page.all(".legend ul[aria-label=Förkortningar]")
    assert page.texts(".legend-heading")[-1] == "Förkortningar"
    told = [text_of(item) for item in box.select("li")]
    assert {"EK Eskilstuna kommun", "KLK Kommunledningskontoret", "KoU Konsult och uppdrag"} <= set(told)
    assert told == sorted(told)


@pytest.mark.parametrize("title", ["Demokrati", "Ekonomi", "Alla åtaganden"])
def test_no_page_explains_completion_where_it_shows_none(kinds: Pages, title: str) -> None:
    assert "Färdiggrad" not in chapter(kinds[ANNUAL], title).texts(".legend-heading")


@pytest.mark.parametrize("report", [PLAN, CONTROL, ANNUAL])
def test_a_review_without_symbols_has_no_legend(kinds: Pages, report: str) -> None:
    page = chapter(kinds[report], "Granskning")
    assert page.all(".legend") == []
    assert "Teckenförklaring" not in page.texts("main h2")


def test_abbreviations_come_after_all_symbols(documents: dict[str, Page]) -> None:
    assert all(page.texts(".legend-heading")[-1:] in ([], ["Förkortningar"]) for page in documents.values())


# ---- series ----


def test_every_indicator_of_two_documents_is_drawn_once(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    sql = f"""SELECT DISTINCT d.label, t.organisation FROM ({TWO_DOCUMENTS}) AS t
    JOIN indicator_detail AS d USING (indicator)"""
    expected = [f"{row['label']}, {row['organisation']}" for row in rows_of(database, sql)]
    page = chapter(kinds[ANNUAL], "Utveckling över åren")
    assert len(expected) >= 30
    drawn = [title.partition(":")[0] for title in page.texts(".finding")]
    undrawn = [name for name in expected if name not in drawn]
    assert sorted([*drawn, *undrawn]) == sorted(expected)
    assert len(page.all("script.plotly")) == len(drawn) > 24
    # What has nothing to be held against is named instead.
    told = " ".join(text for text in page.texts("main p") if text.startswith("Det här ritas inte"))
    assert [name for name in undrawn if name not in told] == []


@pytest.mark.parametrize(
    "title",
    [
        "Sjukfrånvaro, total, KLK: från 2,1 % (2015) till 1,9 % (2022)",
        "Avtalstrohet vid inköp, KLK: från 75 % (2016) till 92 % (2022)",
        "Medarbetare födda utanför Norden, KLK: 4 % (2016), senast 3 % (jan.–aug. 2018)",
        "Arbetstillfällen genom företagsetableringar, EK: 232 st (2016), senast 84 st (jan.–aug. 2018)",
        "Trygghetsindex, EK: från 41 (2016) till 40 (2018)",
    ],
)
def test_a_series_says_in_its_title_where_it_went(kinds: Pages, title: str) -> None:
    assert title.replace(" %", "\N{NO-BREAK SPACE}%") in [
        found.replace(" %", "\N{NO-BREAK SPACE}%")
        for found in chapter(kinds[ANNUAL], "Utveckling över åren").texts(".finding")
    ]


def test_series_that_reach_the_year_come_before_those_that_end_earlier(kinds: Pages) -> None:
    page = chapter(kinds[ANNUAL], "Utveckling över åren")
    assert page.texts("main h2") == ["Hur har det gått?", "Serier fram till rapportåret", "Serier som slutar tidigare"]
    titles = page.texts(".finding")
    reaching = [title for title in titles if "2022)" in title]
    assert reaching == titles[: len(reaching)]
    assert len(reaching) == 9


def test_every_point_and_target_of_a_series_stands_in_the_table_of_its_chart(
    database: duckdb.DuckDBPyConnection, kinds: Pages
) -> None:
    outcomes = f"""SELECT d.label, s.organisation, s.sex, s.value FROM series AS s
    JOIN (SELECT DISTINCT indicator, label FROM indicator_detail) AS d USING (indicator)
    WHERE (s.indicator, s.organisation) IN (SELECT (indicator, organisation) FROM ({TWO_DOCUMENTS}))"""
    targets = """SELECT d.label, t.organisation, t.target, t.level FROM indicator_target AS t
    JOIN (SELECT DISTINCT indicator, label FROM indicator_detail) AS d USING (indicator)"""
    tables = chapter(kinds[ANNUAL], "Utveckling över åren").tables()
    drawn = {table.caption: table for table in tables if table.headings[0] != "Indikator"}
    expected = Counter(
        (f"{row['label']}, {row['organisation']}", SEXES[row["sex"]], row["value"])
        for row in rows_of(database, outcomes)
        if f"{row['label']}, {row['organisation']}" in drawn
    )
    expected += Counter(
        (name, TARGET_LEVELS[TargetLevel(row["level"])], row["target"])
        for row in rows_of(database, targets)
        if (name := f"{row['label']}, {row['organisation']}") in drawn
    )
    shown = Counter(
        (name, row[1], amount(row[2].partition(" (även")[0])) for name, table in drawn.items() for row in table.rows
    )
    assert shown == expected


def test_no_line_is_drawn_across_a_change_of_method(database: duckdb.DuckDBPyConnection, kinds: Pages) -> None:
    sql = "SELECT DISTINCT d.label, b.from_date FROM indicator_break AS b JOIN indicator_detail AS d USING (indicator)"
    breaks = [
        (row["label"], moment(row["from_date"], row["from_date"], PeriodType.POINT)) for row in rows_of(database, sql)
    ]
    seen = set()
    for title, traces in drawings(chapter(kinds[ANNUAL], "Utveckling över åren")):
        for label, moment_of_break in breaks:
            if title.partition(":")[0].rsplit(", ", 1)[0] == label:
                seen.add(label)
                across = [xs for xs in traces if min(xs) < moment_of_break <= max(xs)]
                assert across == [], title
    assert "Medarbetare födda utanför Norden" in seen


def drawings(page: Page) -> list[tuple[str, list[list[float]]]]:
    """Title of each chart with the places on the time axis of every line of outcomes."""
    titles = page.texts(".finding")
    figures = [json.loads(script.get_text())["data"] for script in page.all("script.plotly")]
    lines_of = [
        [[float(x) for x in trace["x"]] for trace in traces if trace.get("mode") == "lines+markers"]
        for traces in figures
    ]
    return list(zip(titles, lines_of, strict=True))


def test_targets_are_drawn_as_steps(kinds: Pages) -> None:
    steps = 0
    for script in chapter(kinds[ANNUAL], "Utveckling över åren").all("script.plotly"):
        for trace in json.loads(script.get_text())["data"]:
            if trace.get("name") == "Mål":
                steps += 1
                pairs = list(zip(trace["x"], trace["y"], strict=True))
                assert all(
                    start[1] == end[1] and end[0] == start[0] + 1
                    for start, end in zip(pairs[::2], pairs[1::2], strict=True)
                )
    assert steps > 20


# ---- whole documents ----


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_the_whole_document_holds_every_chapter_numbered_in_order(
    kinds: Pages, documents: dict[str, Page], report: str
) -> None:
    page, chapters = documents[report], adopted(kinds[report])
    assert len(chapters) == CHAPTERS[report]
    titles = [chapter.title for chapter in chapters]
    legend = ["Teckenförklaring"] if report in SYMBOL_SETS else []
    first, *headings = page.texts("main section > h2")
    assert first == "I korthet"
    assert headings == [*legend, *(f"{place} {title}" for place, title in enumerate(titles, start=1))]
    assert chapters_led_to(page) == headings


def chapters_led_to(page: Page) -> list[str]:
    """Headings that the first step of the contents leads to, each link as it says."""
    links = page.all("p.contents > a, ol.contents > li > a")
    led_to = [text_of(page.one(str(link["href"]))) for link in links]
    assert [link.get_text() for link in links] == led_to
    return led_to


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_short_contents_name_sections_as_well(documents: dict[str, Page], report: str) -> None:
    page = documents[report]
    links = page.all("ol.contents ol a")
    sections = page.texts("main section h3")
    wanted = [each for each in sections if re.match(r"\d+\.\d+ ", each)]
    few = len(page.all("ol.contents > li")) + len(wanted) <= SHORT_CONTENTS
    assert [link.get_text() for link in links] == (wanted if few else [])
    assert [text_of(page.one(str(link["href"]))) for link in links] == (wanted if few else [])


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_sections_are_numbered_within_their_chapter(kinds: Pages, documents: dict[str, Page], report: str) -> None:
    own = [
        [text_of(heading) for heading in chapter.all("main h2") if text_of(heading) != "Teckenförklaring"]
        for chapter in adopted(kinds[report])
    ]
    expected = [
        f"{chapter}.{section} {title}"
        for chapter, titles in enumerate(own, start=1)
        for section, title in enumerate(titles, start=1)
    ]
    assert documents[report].texts("main section:not(.first) h3") == expected


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_the_whole_document_has_one_main_heading_and_unbroken_order(documents: dict[str, Page], report: str) -> None:
    levels = [int(found.name[1]) for found in documents[report].all("h1, h2, h3, h4, h5, h6")]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_ids_of_the_whole_document_are_unique_and_every_reference_leads_somewhere(
    documents: dict[str, Page], report: str
) -> None:
    page = documents[report]
    ids = [str(found["id"]) for found in page.all("[id]")]
    assert len(set(ids)) == len(ids)
    named = [name for found in page.all("[aria-labelledby]") for name in str(found["aria-labelledby"]).split()]
    linked = [address[1:] for address in page.addresses() if address.startswith("#")]
    assert set(named + linked) <= set(ids)


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_the_whole_document_has_one_legend_that_explains_every_symbol(documents: dict[str, Page], report: str) -> None:
    page = documents[report]
    assert len(page.all(".legend")) == (1 if report in SYMBOL_SETS else 0)
    explained = {word.split(",")[0] for word in page.texts(".legend .symbol")}
    used = {word.split(",")[0] for word in page.texts(".symbol")}
    assert used <= explained


@pytest.mark.parametrize("report", list(CHAPTERS))
def test_the_whole_document_holds_every_table_and_chart_of_its_chapters(
    kinds: Pages, documents: dict[str, Page], report: str
) -> None:
    page = documents[report]
    tables = [table for chapter in adopted(kinds[report]) for table in chapter.tables()]
    assert page.tables() == tables
    assert len(page.all("script.plotly")) == sum(
        len(chapter.all("script.plotly")) for chapter in adopted(kinds[report])
    )
    for table in page.all("table"):
        assert {heading.get("scope") for heading in table.select("thead th")} == {"col"}


def test_nothing_of_the_whole_document_is_fetched_from_elsewhere(documents: dict[str, Page], site: Project) -> None:
    for page in documents.values():
        assert [address for address in page.addresses() if "://" in address] == []
        assert str(site.root) not in page.html
        files = {address.split("#")[0] for address in page.addresses() if not address.startswith("data:")} - {""}
        assert [file for file in files if not (page.path.parent / file).is_file()] == []


def test_the_whole_document_says_what_is_on_the_web_only_and_one_file_has_no_dead_labels(site: Project) -> None:
    folder = site.output / "annual-2016-klk"
    whole, single = (read_page(folder / name) for name in ("hela.html", "annual-2016-klk.html"))
    for page in (whole, single):
        assert "Bara på webben: Granskning." in page.texts("nav p")
        assert any("Här står 1 av 12 fel." in said for said in page.texts("p"))
    assert "Kapitel för kapitel" in whole.html
    assert "Kapitel för kapitel" not in single.html
    assert "Alla fel finns i Granskning" not in single.html
    first = read_page(folder / "01-aret-i-korthet.html")
    (link,) = [link for link in first.all("a") if link.get_text() == "Alla fel finns i Granskning"]
    assert link["href"] == "15-granskning.html"


@pytest.mark.parametrize(
    ("report", "title", "note"),
    [
        (PLAN, "Mål och åtaganden", "Processmålens tal har inga kolumnrubriker i vårt textutdrag."),
        (
            ANNUAL,
            "Resultat och investeringar",
            "Den är läst ur texten, som anger intäkter och resultat i miljoner kronor.",
        ),
        (ANNUAL, "Anställda och sjukfrånvaro", "Sjukfrånvaro, total, utfall 2022 (även tryckt: < 2 %): Strax under 2"),
        (INTERIM, "Utfall och prognos", "Den är läst ur texten, som anger årets prognos i mnkr."),
        (EVALUATION, "Utvärderingen", "cirka 1/3"),
    ],
)
def test_what_the_document_does_not_print_is_told_once(kinds: Pages, report: str, title: str, note: str) -> None:
    words = re.sub(r"\s+", " ", chapter(kinds[report], title).text)
    assert words.count(note) == 1


def test_the_covering_letter_leaves_counts_to_the_summary(kinds: Pages) -> None:
    words = re.sub(r"\s+", " ", chapter(kinds[ANNUAL], "Året i korthet").text)
    assert words.count("Av 14 åtaganden är 13 klara.") == 1
    assert words.count("hör 14 till Hållbar utveckling och 6 till Effektiv organisation") == 1
    assert words.count("fem till uppsiktsplikten och två till KLK") <= 1
    assert "Kontroller i uppställningen över bedömningar (internkontrollens sammanfattning)" in words
