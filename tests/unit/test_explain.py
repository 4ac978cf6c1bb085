"""Every published value explains itself: its own changes and nobody else's, in Swedish words, figures and time."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from tests.editions import Case, Edition, Editions
from tests.making import small_project

from analysis.base.project import Project
from analysis.base.vocabulary import Assessment, Measure, Missing, Status, Trend
from analysis.build.database import Built
from analysis.build.provenance import Origin, explain
from analysis.errors import CallError, NothingFoundError
from analysis.store.connection import open_database
from analysis.store.named import named_queries
from analysis.store.query import ask, ask_sql
from analysis.words.current_language import ENGLISH, speaking

WHEN = r", \d{4}-\d\d-\d\d kl\. \d\d\.\d\d"
PLACE = "Del 1 › Badet › Mål"
WOMEN = f"badvatten;SJO;K;year;2031-01-01;2031-12-31;outcome;;64;;index;;;{PLACE};41;;"
MEN = f"badvatten;SJO;M;year;2031-01-01;2031-12-31;outcome;;68,0;;index;;;{PLACE};41;;"
MEASURES = ("actual", "budget", "variance")


@pytest.fixture(scope="module")
def project(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The harbour office with its database."""
    return small_project(tmp_path_factory.mktemp("hamnen"), small)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Every edition after all that was changed in it, and built, one change after the other."""
    return Editions(tmp_path_factory.mktemp("ändrat"), CHANGED)


def origins(
    made: Editions,
    case: Case,
    what: str,
    year: int | None = None,
    organisation: str = "",
    project: Project | None = None,
) -> list[Origin]:
    """What is explained of an edition, the years being those of the first one."""
    edition = made.editions[case]
    asked = year and int(edition.dated(str(year)))
    found = explain(project or made.project, what, asked, organisation)
    return [
        replace(
            origin,
            said=edition.undated(origin.said),
            earlier=edition.undated(origin.earlier),
            replaced=[edition.undated(text) for text in origin.replaced],
        )
        for origin in found
        if origin.document == edition.document
    ]


def told(origins: list[Origin]) -> dict[str, list[str]]:
    """What each value has replaced, without when."""
    return {origin.said: [re.sub(WHEN, "", text) for text in origin.replaced] for origin in origins}


def changed_for_both(edition: Edition) -> Iterator[None]:
    """The figures of one document, place, line, period and measure, changed in one build."""
    edition.append("observations.csv", WOMEN, MEN)
    yield
    edition.edit("observations.csv", (";outcome;;64;", ";outcome;;5,1;"), (";outcome;;68,0;", ";outcome;;3,0;"))


def test_women_and_men_each_have_their_own_history(made: Editions) -> None:
    assert told(origins(made, changed_for_both, "badvatten", 2031, "SJO")) == {
        "Badvattenindex, utfall SJO 2031: 66": [],
        "Badvattenindex, utfall SJO 2031, kvinnor: 5,1": ["64,0 → 5,1"],
        "Badvattenindex, utfall SJO 2031, män: 3,0": ["68,0 → 3,0"],
        "Vattnet går att bada i, mål HAMN 2031: 60": [],
    }


def a_year_and_a_variance(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("observations.csv", (";2030-12-31;outcome;;71;", ";2030-12-31;outcome;;72;"))
    edition.edit("ledger.csv", ("variance;2031-01-01;2031-12-31;8;", "variance;2031-01-01;2031-12-31;5;"))


def test_organisations_periods_and_measures_each_have_their_own(made: Editions) -> None:
    found = told(origins(made, a_year_and_a_variance, "badvatten"))
    assert {said: past for said, past in found.items() if past} == {"Badvattenindex, utfall SJO 2030: 72": ["71 → 72"]}
    found = told(origins(made, a_year_and_a_variance, "Summa intäkter"))
    assert {said: past for said, past in found.items() if past} == {
        "Summa intäkter, avvikelse HAMN 2031: 5\N{NO-BREAK SPACE}tkr": [
            "8\N{NO-BREAK SPACE}tkr → 5\N{NO-BREAK SPACE}tkr"
        ]
    }


def targets(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("targets.csv", ("full-hamn;HAMN;2031;;90;", "full-hamn;HAMN;2031;≥;87,5;"))
    edition.edit("targets.csv", ("full-hamn;HAMN;2032;;92;", "full-hamn;HAMN;2032;;;not_yet"))


def test_a_target_tells_what_it_replaced_by_its_indicator_and_by_its_goal(made: Editions) -> None:
    for asked in ("batplatser", "Uthyrda båtplatser", "full-hamn", "båtplatserna är uthyrda"):
        found = told(origins(made, targets, asked))
        this, following = (said for said in found if "Båtplatserna är uthyrda, mål HAMN" in said)
        assert this == "Båtplatserna är uthyrda, mål HAMN 2031: ≥\N{NARROW NO-BREAK SPACE}87,5\N{NO-BREAK SPACE}%"
        assert found[this] == ["90,0\N{NO-BREAK SPACE}% → ≥\N{NARROW NO-BREAK SPACE}87,5\N{NO-BREAK SPACE}%"]
        assert following == "Båtplatserna är uthyrda, mål HAMN 2032: saknas (ännu inget värde)"
        assert found[following] == ["92\N{NO-BREAK SPACE}% → ännu inget värde"]


def judgements(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("goals.csv", (";near;printed;increased;", ";worse;printed;decreased;"))


def test_a_goal_tells_its_judgements_its_targets_and_the_outcome_that_it_is_judged_by(made: Editions) -> None:
    found = origins(made, judgements, "full-hamn")
    assert told(found) == {
        "Uthyrda båtplatser, utfall HAMN 2031: 87\N{NO-BREAK SPACE}%": [],
        "Båtplatserna är uthyrda, bedömning HAMN 2031: sämre än målet": ["nära målet → sämre än målet"],
        "Båtplatserna är uthyrda, trend HAMN 2031: minskad": ["ökad → minskad"],
        "Båtplatserna är uthyrda, mål HAMN 2031: 90\N{NO-BREAK SPACE}%": [],
        "Båtplatserna är uthyrda, mål HAMN 2032: 92\N{NO-BREAK SPACE}%": [],
        "Båtplatserna är uthyrda, text (analys) HAMN 2031: «Uthyrningen steg från 84\N{NO-BREAK SPACE}% till "
        "87\N{NO-BREAK SPACE}%. Bryggan vid Lillnäs gav fler platser.»": [],
    }
    (outcome,) = [origin for origin in found if "utfall" in origin.said]
    assert outcome.earlier == "84\N{NO-BREAK SPACE}% (2030), Del 1 › Hamnen › Mål"


def another_name(edition: Edition) -> Iterator[None]:
    """A name that no other edition has, so that only its past knows it afterwards."""
    edition.edit("goals.csv", ("Vattnet går att bada i", "Vattnet är rent nog"))
    yield
    edition.edit("goals.csv", ("Vattnet är rent nog", "Rent vatten vid badet"))


def test_another_name_is_told_and_the_old_one_still_found(made: Editions) -> None:
    for asked in ("rent-vatten", "Rent vatten vid badet", "vattnet är rent nog"):
        found = told(origins(made, another_name, asked))
        assert found["Rent vatten vid badet, namn HAMN 2031: Rent vatten vid badet"] == [
            "Vattnet är rent nog → Rent vatten vid badet"
        ]


def test_a_contradicted_judgement_is_not_a_contradicted_trend(built: Built, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (project := Project(tmp_path)).database.symlink_to(built.path)
    doubted = {origin.said for origin in explain(project, "nojd-inflytande", 2016) if origin.doubts}
    assert doubted == {"Nöjdhet med möjligheten att påverka, bedömning KLK 2016: nära målet"}


def status_area_and_claim(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("commitments.csv", (";ongoing;printed;40;", ";done;printed;100;"))
    edition.edit("process_areas.csv", ("badet;Badet;2;;;lost;lost;", "badet;Badet;2;full;better;printed;printed;"))
    edition.edit("claims.csv", (";1 505;tkr;", ";1 500;tkr;"))


def test_a_commitment_an_area_and_a_claim_tell_theirs(made: Editions) -> None:
    found = told(origins(made, status_area_and_claim, "badtrappa"))
    assert found["En trappa ned i vattnet, status HAMN 2031: klart"] == ["pågår → klart"]
    assert found["En trappa ned i vattnet, färdiggrad HAMN 2031: 100\N{NO-BREAK SPACE}%"] == [
        "40\N{NO-BREAK SPACE}% → 100\N{NO-BREAK SPACE}%"
    ]
    assert told(origins(made, status_area_and_claim, "badet")) == {
        "Badet, bedömning HAMN 2031: Uppnår målen": ["inget → Uppnår målen"],
        "Badet, trend HAMN 2031: bättre": ["inget → bättre"],
    }
    assert told(origins(made, status_area_and_claim, "intäkter enligt missivet")) == {
        "Intäkter enligt missivet, tryckt HAMN 2031: 1\N{NARROW NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr": [
            "1\N{NARROW NO-BREAK SPACE}505\N{NO-BREAK SPACE}tkr → 1\N{NARROW NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr"
        ]
    }


def a_row_moved(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("observations.csv", ("2031-12-31;outcome;;66;", "2031-12-31;outcome;;65;"))
    yield
    elsewhere = "outcome;;65;;index;;;Del 1 › Badet › Text;44;"
    edition.edit("observations.csv", (f"outcome;;65;;index;;;{PLACE};41;", elsewhere))
    yield
    edition.edit("observations.csv", (elsewhere, "outcome;;64;;index;;;Del 1 › Badet › Text;45;"))
    yield
    edition.edit("observations.csv", ("2031-12-31;outcome;;64;", "2031-12-31;outcome;;63,5;"))


def test_a_row_that_is_moved_keeps_its_history(made: Editions) -> None:
    assert told(origins(made, a_row_moved, "badvatten", 2031))["Badvattenindex, utfall SJO 2031: 63,5"] == [
        "64,0 → 63,5",
        "65,0 → 64,0, flyttad från rad 44",
        f"flyttad från {PLACE}, rad 41",
        "66,0 → 65,0",
    ]


def two_rows_moved(edition: Edition) -> Iterator[None]:
    edition.append("observations.csv", WOMEN, MEN)
    yield
    edition.edit("observations.csv", *((row, row.replace(";41;", ";43;")) for row in (WOMEN, MEN)))


def test_two_rows_that_are_moved_together_are_told_apart(made: Editions) -> None:
    found = told(origins(made, two_rows_moved, "badvatten", 2031, "SJO"))
    assert found["Badvattenindex, utfall SJO 2031, kvinnor: 64"] == ["flyttad från rad 41"]
    assert found["Badvattenindex, utfall SJO 2031, män: 68,0"] == ["flyttad från rad 41"]
    assert found["Badvattenindex, utfall SJO 2031: 66"] == []


def a_line_moved_and_renamed(edition: Edition) -> Iterator[None]:
    """Of a name that no other edition has."""
    edition.edit("ledger.csv", *((f";2;Bidrag;;{each};", f";2;Gåvor;;{each};") for each in MEASURES))
    yield
    edition.edit("ledger.csv", *((f";2;Gåvor;;{each};", f";4;Gåvor;;{each};") for each in MEASURES))
    yield
    edition.edit("ledger.csv", *((f";4;Gåvor;;{each};", f";4;Stöd;;{each};") for each in MEASURES))


def test_a_line_of_a_table_that_is_moved_or_renamed_keeps_its_history(made: Editions) -> None:
    found = told(origins(made, a_line_moved_and_renamed, "stod"))
    assert found["Stöd, utfall HAMN 2031: 95\N{NO-BREAK SPACE}tkr"] == ["hette «Gåvor»", "flyttad från rad 2"]
    with pytest.raises(NothingFoundError):
        explain(made.project, "Gåvor")


def gone(edition: Edition) -> Iterator[None]:
    yield
    edition.edit(
        "observations.csv",
        ("badvatten;SJO;T;year;2029-01-01;2029-12-31;outcome;;70;;index;;;Del 1 › Badet › Mål;41;;\n", ""),
    )
    edition.edit("goals.csv", (";near;printed;", ";;lost;"))


def test_what_is_gone_is_told(made: Editions) -> None:
    origin = origins(made, gone, "badvatten", 2029)[0]
    assert (origin.said, origin.file) == ("Badvattenindex, utfall SJO 2029: borttaget", "")
    assert re.fullmatch(f"70 → borta{WHEN}", origin.replaced[0])
    assert told(origins(made, gone, "full-hamn"))["Båtplatserna är uthyrda, bedömning HAMN 2031: borttaget"] == [
        "nära målet → borta"
    ]


def one_figure(edition: Edition) -> Iterator[None]:
    yield
    edition.edit("observations.csv", ("2031-12-31;outcome;;66;", "2031-12-31;outcome;;65;"))


def test_the_time_is_that_of_the_clock_on_the_wall(made: Editions, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    project = Project(tmp_path)
    shutil.copy(made.project.database, project.database)

    def changed() -> Origin:
        (found,) = [each for each in origins(made, one_figure, "badvatten", 2031, "SJO", project) if each.replaced]
        return found

    set_clock(project, "2026-11-30 12:05:00")
    assert changed().said == "Badvattenindex, utfall SJO 2031: 65"
    assert changed().replaced == ["66 → 65, 2026-11-30 kl. 13.05"]
    set_clock(project, "2026-06-30 22:30:00")
    assert changed().replaced == ["66 → 65, 2026-07-01 kl. 00.30"]
    with speaking(ENGLISH):
        english = changed()
    assert (english.said, english.replaced) == (
        "Badvattenindex, outcome SJO 2031: 65",
        ["66 → 65, 2026-07-01 at 00:30"],
    )


def set_clock(project: Project, when: str) -> None:
    with duckdb.connect(str(project.database)) as connection:
        connection.execute("UPDATE history SET changed_at = $when::TIMESTAMP", {"when": when})


YEARLY = ";T;year;2031-01-01;2031-12-31;outcome;;87;;percent;;;Del 1 › Hamnen › Mål;21;;"
ROLLING = YEARLY.replace(";year;", ";rolling_12;").replace(";87;", ";60;")
QUARTER, PART = (
    f";T;{kind};2031-01-01;2031-03-31;outcome;;{value};;percent;;;Del 1 › Hamnen › Mål;21;;"
    for kind, value in (("quarter", 50), ("part_year", 55))
)


def periods_of_the_same_days(edition: Edition) -> Iterator[None]:
    (edition.source / "texts" / "hamnen.md").unlink()
    edition.append("observations.csv", *(f"batplatser;HAMN{row}" for row in (ROLLING, QUARTER, PART)))
    yield
    edition.edit("observations.csv", (";outcome;;60;", ";outcome;;61;"), (";outcome;;55;", ";outcome;;56;"))


def test_kinds_of_periods_of_the_same_days_each_have_their_own(made: Editions) -> None:
    found = told(origins(made, periods_of_the_same_days, "batplatser", 2031, "HAMN"))
    assert sorted(past for past in found.values() if past) == [
        ["55\N{NO-BREAK SPACE}% → 56\N{NO-BREAK SPACE}%"],
        ["60\N{NO-BREAK SPACE}% → 61\N{NO-BREAK SPACE}%"],
    ]
    kept = "SELECT before, after FROM history WHERE fact = 'observation' AND document = $document ORDER BY before"
    assert made.asked(periods_of_the_same_days, kept) == [("55.0", "56.0"), ("60.0", "61.0")]


def printed_twice(edition: Edition) -> Iterator[None]:
    """Women's figure, and not alike: that says nothing of men's, at the same place."""
    edition.append("observations.csv", WOMEN, MEN)
    yield
    elsewhere = WOMEN.replace(f"{PLACE};41", "Del 1 › Badet › Text;44").replace(";64;", ";63;")
    edition.append("observations.csv", elsewhere)


def test_a_contradiction_is_told_of_its_own_figures_only(made: Editions) -> None:
    found = origins(made, printed_twice, "badvatten", 2031, "SJO")
    doubts = {origin.said: len(origin.doubts) for origin in found}
    assert doubts["Badvattenindex, utfall SJO 2031, kvinnor: 64"] > 0
    assert doubts["Badvattenindex, utfall SJO 2031, kvinnor: 63"] > 0
    assert doubts["Badvattenindex, utfall SJO 2031, män: 68,0"] == 0


CHANGED: list[Case] = [
    changed_for_both,
    a_year_and_a_variance,
    targets,
    judgements,
    another_name,
    status_area_and_claim,
    a_row_moved,
    two_rows_moved,
    a_line_moved_and_renamed,
    gone,
    one_figure,
    printed_twice,
    periods_of_the_same_days,
]


@pytest.mark.parametrize(
    "asked",
    ["batplatser", "BATPLATSER", "Uthyrda båtplatser", "uthyrdabatplatser", "uthyrda-BATPLATSER", " Uthyrda  båt "],
)
def test_rings_dots_case_blanks_and_hyphens_do_not_matter(project: Project, asked: str) -> None:
    assert explain(project, asked)[0].said.startswith("Uthyrda båtplatser, utfall HAMN 2029: 81")


@pytest.mark.parametrize(
    ("asked", "message", "remedy"),
    [
        ("bad", "4 namn innehåller «bad».", "Badet (processområde)"),
        ("batplatsar", "Inget heter «batplatsar».", "Uthyrda båtplatser (nyckeltal batplatser)"),
        ("batplatsar", "Inget heter «batplatsar».", "Båtplatserna är uthyrda (mål full-hamn)"),
        ("badvattn", "Inget heter «badvattn».", "Badvattenindex (nyckeltal badvatten)"),
        ("", "Skriv en kod eller ett namn.", "("),
        ("–", "Skriv en kod eller ett namn.", "("),
        ("☃ 中", "Inget heter «☃ 中».", "Koder och namn står i tabellerna på sidorna och i filerna i data/."),
    ],
)
def test_what_is_not_known_is_told_with_what_is_near(project: Project, asked: str, message: str, remedy: str) -> None:
    with pytest.raises(CallError) as wrong:
        explain(project, asked)
    assert wrong.value.message == message
    assert remedy in wrong.value.remedy


@pytest.mark.parametrize(
    ("year", "organisation", "told_instead"),
    [
        (1999, "", "Inga uppgifter om «badvatten» för 1999. Det finns för 2029, 2030 och 2031."),
        (None, "bib", "Inga uppgifter om «badvatten» för BIB. Det finns för HAMN och SJO."),
        (2031, "Biblioteket", "Inga uppgifter om «badvatten» för BIB 2031. Det finns för HAMN och SJO."),
        (2030, "hamnkontoret", "Inga uppgifter om «badvatten» för HAMN 2030. Det finns för 2031."),
    ],
)
def test_a_year_or_an_organisation_without_values_is_told_with_those_there_are(
    project: Project, year: int | None, organisation: str, told_instead: str
) -> None:
    with pytest.raises(NothingFoundError) as nothing:
        explain(project, "badvatten", year, organisation)
    assert str(nothing.value) == told_instead


def test_an_unknown_organisation_is_told_with_the_nearest(project: Project) -> None:
    with pytest.raises(CallError, match=r"Okänd organisation «HAM». Menade du «HAMN»\?"):
        explain(project, "badvatten", organisation="HAM")


CODES = {*map(str, (*Assessment, *Status, *Trend, *Missing, *Measure))} - {"budget", "forecast"}


def test_no_inside_words_are_said(built: Built, tmp_path: Path) -> None:
    """Neither codes nor names of queries and views: a controller knows none of them."""
    inside = {
        word for word in CODES if "_" in word or word in ("better", "worse", "near", "done", "ongoing", "outcome")
    }
    inside |= set(named_queries()) & {name for name in named_queries() if "_" in name}
    with open_database(built.path) as connection:
        inside |= {
            name
            for (name,) in ask_sql(connection, "SELECT view_name FROM duckdb_views() WHERE NOT internal").rows()
            if "_" in name
        }
        known = ask(connection, "known_names").filter(subject="goal")["code"].unique().sort().to_list()
    project = Project(tmp_path)
    (tmp_path / "data").mkdir()
    project.database.symlink_to(built.path)
    for code in [*known[::15], "sjukfranvaro", "Resultat", "sjukfranvaro-kou", "dos-lagen", "5.5", "medarbetare"]:
        for origin in explain(project, code):
            words = set(re.findall(r"[\w]+", f"{origin.said} {' '.join(origin.replaced + origin.shown_by)}"))
            assert not words & inside, origin


@pytest.mark.parametrize("which", ["built", "small"])
def test_every_published_value_can_be_explained(which: str, request: pytest.FixtureRequest) -> None:
    """The keys of what is explained are those that the history is kept by."""
    made: Built = request.getfixturevalue(which)
    with open_database(made.path) as connection:
        key = ["fact", "document", "key", "field", "value"]
        explained = ask(connection, "explained").select(key).sort(key)
        assert explained.equals(ask_sql(connection, "FROM published").select(key).sort(key))
