"""A new year is configuration, not code: the how-to is followed word for word and its reports read back."""

import filecmp
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.conftest import ROOT, sorted_pages
from tests.howto import Mistake, read_howto
from tests.making import whole_project, within
from tests.pages import Page, ReadTable, amount, read_page, text_of

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import InputFaults
from analysis.intake.rows import SourceRow
from analysis.intake.tables import contracts_of
from analysis.make.plan import plan_reports
from analysis.make.report_ids import known_reports
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

HOWTO = read_howto(ROOT / "docs" / "nytt-dokument.md")
ANNUAL, PLAN, INTERIM = "annual-2023-park", "plan-2024-park", "interim1-2023-park"
#: Chapters that show a trend we lack the symbol of.
LACKING = {"Våra medarbetare", "Nyckeltal"}
LEGEND = {
    "Bedömning av mål": ["I blom", "I knopp", "Vissnar", "Inte bedömd"],
    "Trend": ["Växer", "Står still", "Krymper"],
    "Status för åtaganden": ["Färdigt", "På väg", "Ligger efter"],
    "Bedömning av processområden": ["Frodas", "Gror", "Torkar"],
}
#: Each page explains the symbols that it shows.
SHOWN = {
    "Året i korthet": set(LEGEND),
    "Gröna parker": set(LEGEND),
    "Våra medarbetare": set(LEGEND),
    "Alla åtaganden": {"Status för åtaganden"},
    "Nyckeltal": {"Bedömning av mål", "Trend"},
}
#: A piece of the drawing of each shape that the board chose.
DIAMOND, CIRCLE, DASH, PIE_80 = "M8 .8 15.2 8", '<circle cx="8" cy="8" r="6.5"', 'height="2.8"', "A6.3 6.3 0 1 1"


@pytest.fixture(scope="module")
def park(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which a controller has followed the how-to, all its commands run; nobody may change it."""
    project = followed(built, tmp_path_factory.mktemp("park"))
    *commands, check = [within(project, *words) for words in HOWTO.commands]
    assert [(ran.returncode, ran.stderr) for ran in commands] == [(0, "")] * len(commands)
    assert_check(check)
    return project


@pytest.fixture(scope="module")
def annual(park: Project) -> dict[str, Page]:
    """The chapters of the annual report by title."""
    return {page.title: page for page in map(read_page, sorted_pages(park.output / ANNUAL)[1:])}


@pytest.fixture(scope="module")
def plan(park: Project) -> dict[str, Page]:
    """The chapters of the plan by title."""
    return {page.title: page for page in map(read_page, sorted_pages(park.output / PLAN)[1:])}


@pytest.fixture(scope="module")
def told(park: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines that a reader is answered with to each kind of mistake of the how-to; the same kind is made at once."""
    project = Project(tmp_path_factory.mktemp("mistaken") / "project")
    shutil.copytree(park.root, project.root, ignore=shutil.ignore_patterns("output"))
    return {kind: answer(project, kind) for kind in sorted({kind_of(mistake) for mistake in HOWTO.mistakes})}


def kind_of(mistake: Mistake) -> str:
    """Unknown codes are told once every file can be read, steps once codes are known, parameters with the reports."""
    if mistake.file.startswith("parameters/"):
        return "parameter"
    if "inget sådant steg" in mistake.told:
        return "step"
    return "code" if "okänd kod" in mistake.told else "cell"


def answer(project: Project, kind: str) -> list[str]:
    """Make the mistakes of one kind, read the project as the command does, and put everything right again."""
    right: dict[Path, str] = {}
    for mistake in (found for found in HOWTO.mistakes if kind_of(found) == kind):
        path = project.root / mistake.file
        content = path.read_text(encoding="utf-8")
        right.setdefault(path, content)
        assert mistake.old in content, mistake
        path.write_text(content.replace(mistake.old, mistake.new, 1), encoding="utf-8")
    said = wrong_parameters(project) if kind == "parameter" else wrong_data(project)
    for path, content in right.items():
        path.write_text(content, encoding="utf-8")
    return said


def wrong_parameters(project: Project) -> list[str]:
    return [str(error) for error in plan_reports(project, known_reports(project))[1]]


def wrong_data(project: Project) -> list[str]:
    before = project.database.read_bytes()
    with pytest.raises(InputFaults) as rejected:
        build_database(project)
    assert project.database.read_bytes() == before
    return [str(fault) for fault in rejected.value.faults]


def followed(built: Built, folder: Path) -> Project:
    project = whole_project(folder, built)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    HOWTO.write(project)
    return project


def assert_check(check: CompletedProcess[str]) -> None:
    """The documents contradict themselves, the new one in its foreword and in one assessment."""
    assert check.returncode == 1
    own = [line for line in check.stdout.splitlines() if ANNUAL in line]
    assert [" ".join(line.replace("│", " ").split()[1:5]) for line in own] == [
        "count error 160 150",
        "assessment warning near worse",
    ]


def legend_of(page: Page) -> dict[str, list[str]]:
    """What the symbols mean, kind by kind; abbreviations are no symbols."""
    groups = [[text_of(item) for item in found.select("li")] for found in page.all(".legend ul")]
    named = dict(zip(page.texts(".legend-heading"), groups, strict=True))
    return {heading: group for heading, group in named.items() if heading != "Förkortningar"}


def drawing_of(page: Page, word: str) -> str:
    """How the first symbol with a word is drawn."""
    return next(str(found) for found in page.all(".symbol") if text_of(found) == word)


def rows(table: ReadTable) -> list[list[str]]:
    return [table.headings, *table.rows]


# ---- the how-to ----


def test_the_how_to_shows_only_files_commands_and_mistakes_that_are_tried() -> None:
    shown = [kind for kind, _ in HOWTO.fences]
    assert len(HOWTO.files) == sum(kind in ("csv", "yaml", "markdown") for kind in shown)
    assert len(HOWTO.mistakes) == shown.count("text") >= 8
    assert [words[0] for words in HOWTO.commands] == ["build", "run", "check"]
    assert set(shown) == {"csv", "yaml", "markdown", "bash", "text"}


def test_the_how_to_needs_data_and_parameters_only() -> None:
    assert {Path(file).parts[0] for file in HOWTO.files} == {"data", "parameters"}


def test_the_how_to_names_only_files_that_the_program_reads() -> None:
    sources = {Path(file).name for file in HOWTO.files if file.startswith("data/sources/") and file.endswith(".csv")}
    read = {contract.read_from for contract in contracts_of(SourceRow)}
    assert sources == read - {
        "nodes.csv",
        "tags.csv",
        "controls.csv",
        "scores.csv",
        "findings.csv",
        "statements.csv",
        "texts/*.md",
    }


def test_the_new_rows_have_codes_of_their_own() -> None:
    known = {
        line.split(";")[0]
        for path in (ROOT / "data" / "reference").glob("*.csv")
        for line in path.read_text(encoding="utf-8-sig").splitlines()
    }
    assert not known & {"PARK", "PARKF", "parker", "parkbetyg", "nya-trad", "park-2023", ANNUAL, PLAN}


@pytest.mark.parametrize("mistake", HOWTO.mistakes, ids=lambda mistake: mistake.told.split(":")[0])
def test_a_mistake_is_told_in_the_words_of_the_how_to(told: dict[str, list[str]], mistake: Mistake) -> None:
    assert [line for line in told[kind_of(mistake)] if line.endswith(mistake.told)] != []


# ---- nothing but configuration ----


def test_the_notebooks_are_the_shared_ones_untouched(park: Project) -> None:
    names = [path.name for path in (ROOT / "notebooks").glob("*.ipynb")]
    same, different, missing = filecmp.cmpfiles(ROOT / "notebooks", park.notebooks, names, shallow=False)
    assert (sorted(same), different, missing) == (sorted(names), [], [])


def test_the_other_documents_keep_their_rows(park: Project, built: Built) -> None:
    tables = ("goal_status", "commitment_status", "process_area_status", "key_figure", "ledger", "claim")
    for table in tables:
        sql = f"SELECT document, count(*) FROM {table} GROUP BY document"
        with open_database(built.path) as connection:
            before = dict(ask_sql(connection, sql).rows())
        with open_database(park.database) as connection:
            after = dict(ask_sql(connection, sql).rows())
        assert {name: rows for name, rows in after.items() if name not in (ANNUAL, PLAN, INTERIM)} == before, table
        assert set(after) - set(before) <= {ANNUAL, PLAN, INTERIM}


def test_the_commitment_that_goes_on_is_chained(park: Project) -> None:
    sql = f"SELECT from_commitment, to_document FROM commitment_lineage WHERE from_document = '{ANNUAL}'"
    with open_database(park.database) as connection:
        assert ask_sql(connection, sql).rows() == [("lekplatser", PLAN)]


# ---- the annual report ----


def test_there_is_a_chapter_for_every_area_under_its_printed_name(annual: dict[str, Page]) -> None:
    assert list(annual) == [
        "Året i korthet",
        "Gröna parker",
        "Våra medarbetare",
        "Alla åtaganden",
        "Nyckeltal",
        "Anställda och sjukfrånvaro",
        "Ekonomi",
    ]


def test_the_areas_are_judged_in_the_boards_own_words(annual: dict[str, Page]) -> None:
    table = annual["Året i korthet"].table("Processområden PARK 2023")
    assert rows(table) == [
        ["Processområde", "Perspektiv", "Bedömning", "Trend"],
        ["Gröna parker", "Hållbar utveckling", "Gror", "Växer"],
        [
            "Våra medarbetare",
            "Effektiv organisation",
            "Frodas Framgår av texten.",
            "Står still",
        ],
    ]


def test_goals_and_commitments_are_counted_in_the_boards_own_words(annual: dict[str, Page]) -> None:
    page = annual["Året i korthet"]
    assert rows(page.table("Processmål efter bedömning PARK 2023")) == [
        ["Processområde", "I blom", "I knopp", "Vissnar", "Inte bedömd", "Summa"],
        ["Gröna parker", "1", "1", "0", "0", "2"],
        ["Våra medarbetare", "0", "0", "0", "1", "1"],
        ["Totalt", "1", "1", "0", "1", "3"],
    ]
    assert rows(page.table("Åtaganden efter status PARK 2023")) == [
        ["Processområde", "Färdigt", "På väg", "Ligger efter", "Summa"],
        ["Gröna parker", "1", "0", "1", "2"],
        ["Våra medarbetare", "0", "1", "0", "1"],
        ["Totalt", "1", "1", "1", "3"],
    ]
    assert page.texts(".finding") == [
        "1 av 3 processmål är bättre än målet, 0 sämre",
        "1 av 3 åtaganden är klara, 1 försenat",
    ]


def test_stated_counts_are_recomputed(annual: dict[str, Page]) -> None:
    table = annual["Året i korthet"].table("Antal som dokumentet anger")
    assert [row[:5] for row in table.rows] == [
        ["Processmål: antal", "3 st", "3", "Listan över mål", "stämmer"],
        ["Åtaganden: klara", "1 st", "1", "Listan över åtaganden", "stämmer"],
        ["Planterade träd (förordet)", "160 st", "150", "Nyckeltalen", "stämmer inte"],
        ["Besökare på parkdagen", "400 st", "", "", "går inte att kontrollera"],
    ]


def test_a_reached_goal_stands_with_target_outcome_and_words(annual: dict[str, Page]) -> None:
    goal = annual["Gröna parker"].table("Processmål").row("Nöjdare parkbesökare")
    assert goal["Målnivå"] == "80 %"
    assert goal["Utfall"] == "84 % 2022: 81 % 4 procentenheter över målet"
    assert (goal["Bedömning"], goal["Trend"]) == ("I blom", "Växer")


def test_a_missed_goal_shows_what_the_figures_say_beside_what_was_published(annual: dict[str, Page]) -> None:
    goal = annual["Gröna parker"].table("Processmål").row("Fler träd i staden: Nyplanterade träd")
    told = "150 st mot målet 200 st, alltså 25,0 % under målet; publicerat I knopp"
    whole = "Målet som helhet, beräknat: Vissnar 0 av 2 mått når målnivån, 1 är okänt, det svagaste avgör"
    assert goal["Bedömning"] == f"I knopp Beräknat: Vissnar {told} {whole}"
    assert goal["Trend"] == "Krymper"
    assert goal["Kommentar"] == "Torkan i juni stoppade planteringen i fem veckor."


def test_a_further_indicator_of_a_goal_has_a_row_of_its_own(annual: dict[str, Page]) -> None:
    goal = annual["Gröna parker"].table("Processmål").row("Fler träd i staden: Nyplanterade buskar")
    assert (goal["Målnivå"], goal["Utfall"]) == ("ingen i siffror", "90 st")
    assert (goal["Bedömning"], goal["Kommentar"]) == ("Går inte att bedöma: mål i siffror saknas.", "")
    assert goal["Trend"] == "Inget tidigare värde att jämföra med."


def test_a_goal_without_indicator_is_told_without_figures(annual: dict[str, Page]) -> None:
    goal = annual["Våra medarbetare"].table("Processmål").row("Alla har en utvecklingsplan")
    assert list(goal.values())[1:5] == [
        "ingen i siffror",
        "inget i siffror",
        "Inte bedömd",
        "Okänd Symbolen följde inte med i vårt textutdrag.",
    ]
    assert annual["Våra medarbetare"].all(".chart") == []


def test_every_goal_whose_figures_can_be_compared_has_its_chart(annual: dict[str, Page]) -> None:
    page = annual["Gröna parker"]
    assert page.texts(".finding") == [
        "Nöjdare parkbesökare: 84 %, bättre än målet 80 %",
        "Fler träd i staden: Nyplanterade träd: 150 st, vilket är 25,0 % under målet 200 st",
    ]
    assert page.table("Nöjdare parkbesökare: 84 %").rows == [
        ["2022", "Totalt", "81"],
        ["2023", "Kvinnor", "86"],
        ["2023", "Män", "82"],
        ["2023", "Totalt", "84"],
        *target_rows(page.table("Nöjdare parkbesökare: 84 %")),
    ]


def target_rows(table: ReadTable) -> list[list[str]]:
    """The targets of a series, of which the year's own is one; a later document may add its years."""
    found = [row for row in table.rows if row[1] == "Mål"]
    assert ["2023", "Mål", "80"] in found
    return found


def test_commitments_stand_with_owner_status_and_completion(annual: dict[str, Page]) -> None:
    table = annual["Alla åtaganden"].table("Åtaganden PARK 2023")
    every = next(t for t in annual["Alla åtaganden"].tables() if t.caption == "Åtaganden PARK 2023")
    assert rows(every) == [
        ["Åtagande", "Hör till", "Ansvarig", "Slag", "Status", "Färdiggrad"],
        ["Parkplan för hela staden", "Gröna parker", "PARK och SBN", "Ur årsplanen", "Färdigt", "100 %"],
        ["Tre nya lekplatser", "Gröna parker", "PARK", "Eget", "Ligger efter Förs över till 2024.", "20 %"],
        [
            "Utomhusdagar för alla anställda",
            "Våra medarbetare",
            "alla nämnder",
            "Ur årsplanen",
            "På väg Framgår av texten.",
            "80 %",
        ],
    ]
    assert table.caption.startswith("Åtaganden PARK 2023: ligger efter")
    assert [row[0] for row in table.rows] == ["Tre nya lekplatser"]
    assert table.rows[0][-1] == "En lekplats är påbörjad, två väntar på mark."


def test_the_scorecard_has_goals_tables_and_claims(annual: dict[str, Page]) -> None:
    page = annual["Nyckeltal"]
    assert [row[0] for row in page.table("Målens nyckeltal").rows] == [
        "Nöjdare parkbesökare",
        "Fler träd i staden: Nyplanterade träd",
        "Fler träd i staden: Nyplanterade buskar",
        "Alla har en utvecklingsplan",
    ]
    # What is counted is told in the chapter that opens the report.
    assert [row[:5] for row in page.table("Upprepade uppgifter").rows] == [
        ["Avvikelse mot budget", "−70 tkr", "−70", "Beloppen", "stämmer"],
    ]


def test_women_and_men_stand_apart_and_what_is_secret_says_so(annual: dict[str, Page]) -> None:
    page = annual["Anställda och sjukfrånvaro"]
    assert rows(page.table("Antal anställda PARK 2023")) == [
        ["Nyckeltal", "Utfall dec. 2023"],
        ["Anställda, totalt", "24 st"],
        ["Anställda, totalt, kvinnor", "14 st"],
        ["Anställda, totalt, män", "10 st"],
    ]
    assert rows(page.table("Sjukfrånvaro PARK 2023")) == [
        ["Nyckeltal", "Utfall 2023"],
        ["Sjukfrånvaro, total", "3,6 %"],
        ["Sjukfrånvaro, total, kvinnor", "4,1 %"],
        ["Sjukfrånvaro, total, män", "3,0 %"],
        ["Sjukfrånvaro, 15 dagar och mer, kvinnor", "1,2 %"],
        ["Sjukfrånvaro, 15 dagar och mer, män", "sekretess"],
    ]


def test_the_income_statement_stands_with_its_variances(annual: dict[str, Page]) -> None:
    page = annual["Ekonomi"]
    statement = next(table for table in page.tables() if table.caption.startswith("Resultaträkning"))
    assert [row[0] for row in statement.rows] == ["Intäkter", "Kostnader", "Resultat"]
    assert [[amount(value) for value in row[1:]] for row in statement.rows] == [
        [1250, 1200, 50],
        [-9620, -9500, -120],
        [-8370, -8300, -70],
    ]
    # Two bars would say no more than the table does.
    assert page.texts(".finding") == []
    assert page.texts("tr.total th")[0] == "Resultat"
    assert "Bevattningen kostade mer än budgeterat." in page.text


def test_texts_stand_where_they_belong(annual: dict[str, Page]) -> None:
    assert "Parkerna fick fler besökare än något år tidigare." in annual["Året i korthet"].text
    assert "Området når två av tre delmål." in annual["Gröna parker"].text
    assert "Området når två av tre delmål." not in annual["Våra medarbetare"].text


# ---- symbols ----


@pytest.mark.parametrize(
    "chapter", ["Året i korthet", "Gröna parker", "Våra medarbetare", "Alla åtaganden", "Nyckeltal"]
)
def test_the_legend_is_the_boards_own(annual: dict[str, Page], chapter: str) -> None:
    unknown = ["Okänd, symbolen följde inte med i vårt textutdrag"]
    explained = legend_of(annual[chapter])
    lacking = {"Trend"} if chapter in LACKING else set()
    assert explained == {heading: LEGEND[heading] + unknown * (heading in lacking) for heading in explained}
    assert set(explained) == SHOWN[chapter]


def test_the_symbols_have_the_boards_own_shapes(annual: dict[str, Page]) -> None:
    page = annual["Året i korthet"]
    shapes = {"I blom": DIAMOND, "I knopp": CIRCLE, "Vissnar": DASH, "På väg": CIRCLE, "Gror": PIE_80}
    assert {word: shape in drawing_of(page, word) for word, shape in shapes.items()} == dict.fromkeys(shapes, True)


def test_no_word_of_another_edition_is_on_the_pages(annual: dict[str, Page]) -> None:
    for page in annual.values():
        assert not {"Bättre än målet", "Nära målet", "Sämre än målet", "Klart, avslutat", "Försenat"} & set(
            page.texts(".symbol")
        )


# ---- the plan ----


def test_the_plan_holds_targets_and_latest_outcomes_against_each_other(plan: dict[str, Page]) -> None:
    page = plan["Mål och åtaganden"]
    assert rows(page.table("Processmål PARK 2024")) == [
        ["Mål", "Mål 2024", "Senaste utfall", "Läge mot målen"],
        ["Nöjdare parkbesökare", "88 %", "84 % 2023", "2024: I knopp"],
        ["Fler träd i staden", "ännu inget värde", "inget i siffror", "Inte bedömd"],
    ]
    assert page.texts(".overview li a") == ["Nöjdare parkbesökare", "Fler träd i staden"]
    assert "1 av 2 mål har ingen målnivå i siffror för 2024: Fler träd i staden : ännu inget värde" in page.text


def test_the_plan_says_who_does_what_and_what_nobody_does(plan: dict[str, Page]) -> None:
    page = plan["Mål och åtaganden"]
    commitments = next(table for table in page.tables() if table.caption == "Åtaganden PARK 2024")
    assert [row[:3] for row in commitments.rows] == [
        ["Tre nya lekplatser", "Eget", "PARK och PARKF"],
        ["Trädplan till 2030", "Ur årsplanen", "ingen angiven"],
    ]
    assert commitments.rows[0][3] == (
        "Beställ lekredskap (trädgårdsmästare) Mått: Antal öppnade lekplatser Kom överens om mark (PARK, SBN)"
    )
    assert [row[0] for row in page.table("Åtaganden utan ansvarig").rows] == ["Trädplan till 2030"]


def test_the_interim_report_of_the_same_year_is_a_report_of_its_own(park: Project) -> None:
    page = next(page for page in map(read_page, sorted_pages(park.output / INTERIM)) if page.title.startswith("Läget"))
    assert rows(page.table("Åtaganden PARK 2023"))[1][:5] == [
        "Parkplan för hela staden",
        "PARK och SBN",
        "Ur årsplanen",
        "På väg",
        "20 %",
    ]


def test_the_indicator_of_both_documents_is_one_series(plan: dict[str, Page]) -> None:
    page = plan["Utveckling över åren"]
    own = [found for found in page.texts(".finding") if ", PARK:" in found]
    assert [found.replace("\N{NO-BREAK SPACE}", " ") for found in own] == [
        "Nöjda parkbesökare, PARK: från 81 % (2022) till 84 % (2023)"
    ]
    assert page.table("Nöjda parkbesökare, PARK").rows == [
        ["2022", "Totalt", "81"],
        ["2023", "Kvinnor", "86"],
        ["2023", "Män", "82"],
        ["2023", "Totalt", "84"],
        ["2023", "Mål", "80"],
        ["2024", "Mål", "88"],
    ]


# ---- whole documents and the first page ----


@pytest.mark.parametrize(("report", "sections"), [(ANNUAL, 8), (PLAN, 3)])
def test_the_whole_document_has_every_chapter_and_one_legend(park: Project, report: str, sections: int) -> None:
    page = read_page(park.output / report / "hela.html")
    chapters = [read_page(path) for path in sorted_pages(park.output / report)[1:]]
    titles = [f"{place} {chapter.title}" for place, chapter in enumerate(chapters, start=1)]
    assert page.texts("main section > h2") == ["I korthet", "Teckenförklaring", *titles]
    assert len(titles) + 1 == sections
    assert [str(link["href"]) for link in page.all("p.contents > a, ol.contents > li > a")] == [
        f"#{heading['id']}" for heading in page.all("main section > h2")[1:]
    ]
    assert set(legend_of(page)) == (set(LEGEND) if report == ANNUAL else {"Bedömning av mål"})
    assert len(page.all(".legend")) == 1
    assert page.tables() == [table for chapter in chapters for table in chapter.tables()]


def test_the_first_page_leads_to_both_reports(park: Project) -> None:
    links = read_page(park.output / "index.html").texts("main a")
    assert {"Verksamhetsberättelse 2023, Parknämnden", "Verksamhetsplan 2024, Parknämnden"} <= set(links)


def test_the_steps_of_the_how_to_are_numbered() -> None:
    steps = [line for line in HOWTO.text.splitlines() if line.startswith("## ") and line[3].isdigit()]
    assert [int(step.split(".")[0][3:]) for step in steps] == list(range(1, len(steps) + 1))
