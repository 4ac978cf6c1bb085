"""The invented municipality that a newcomer begins with: made, built and run by the real program, and read."""

import re
from pathlib import Path

import pytest
from tests.making import said, within
from tests.pages import Page, ReadTable, read_page

from analysis.base.project import Project
from analysis.errors import CallError
from analysis.starter.new_project import EXAMPLE, FOR_EMPTY_ONES, begin_project

#: Names and words of the municipality of this repository, and of the documents that its tests invent.
FOREIGN = re.compile(r"Eskilstuna|\bKLK\b|\bKoU\b|\bEK\b|[Pp]rocess(mål|område)|Sjövik|Parknämnden")
ANNUAL = "bokslut-2025"
REPORTS = (ANNUAL, "bokslut-2024", "delar1-2025", "delar2-2025", "internkontroll-2025", "plan-2025")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example as its README's first command leaves it."""
    folder = tmp_path_factory.mktemp("example")
    ran = within(Project(folder), "new", "prova", "--example")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "arshjul run --build" in said(ran)
    project = Project(folder / "prova")
    ran = within(project, "run", "--build")
    assert ran.returncode == 0, said(ran) + ran.stderr
    return project


def words(project: Project, report: str) -> str:
    """All that a report says, on one page."""
    return read_page(project.output / report / "hela.html").text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_report_is_there_and_speaks_of_nobody_else(made: Project) -> None:
    for report in REPORTS:
        whole = words(made, report)
        assert not FOREIGN.search(whole), (report, FOREIGN.search(whole))
        assert not re.search(r"\b(område|åtagande)", whole), report


def test_what_is_wrong_on_purpose_is_found_and_nothing_else(made: Project) -> None:
    ran = within(made, "check", "--format", "csv")
    assert ran.returncode == 1  # one error that nobody has acknowledged
    rows = ran.stdout.splitlines()[1:]
    errors, warnings = ([row for row in rows if f";{grade};" in row] for grade in ("error", "warning"))
    assert len(errors) == 1 and "25,8 mnkr" in errors[0] and "25,5 mnkr" in errors[0]
    assert len(warnings) == 1 and "Fler bostäder blir färdiga" in warnings[0]
    assert len(rows) == 2


def test_only_notebooks_for_other_documents_lead_nowhere(made: Project) -> None:
    told = said(within(made, "check", "--project")).splitlines()
    assert {line.split(":")[0] for line in told if line} == {
        f"notebooks/{name}.ipynb" for name in ("evaluation", "explore", "units")
    }


def test_nothing_is_due_once_it_has_run(made: Project) -> None:
    assert "Inget är att köra." in said(within(made, "due"))


def row_of(table: ReadTable, begin: str) -> list[str]:
    """The one row whose name is that, or begins with it."""
    rows = [row for row in table.rows if row[0] == begin] or [row for row in table.rows if row[0].startswith(begin)]
    (found,) = rows
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in found]


def chapter(project: Project, name: str) -> Page:
    """A chapter of the annual report, whatever its number."""
    (found,) = (project.output / ANNUAL).glob(f"[0-9][0-9]-{name}.html")
    return read_page(found)


def test_a_goal_has_the_symbol_of_the_municipality_s_own_scale(made: Project) -> None:
    goals = chapter(made, "skola-och-uppvaxt").table("Mål")
    assert {"90 %", "Nära", "Bättre"} <= {*row_of(goals, "Elever är trygga i skolan")}
    assert "Framme" in row_of(goals, "Treorna läser flytande")
    assert "En bit kvar" in " ".join(row_of(goals, "Niorna kommer in på gymnasiet"))


def test_each_level_is_counted_by_itself(made: Project) -> None:
    index = read_page(made.output / "index.html").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "11 mål: framme 4, nära 5, en bit kvar 1, vet inte än 1" in index
    assert "4 delmål: framme 2, nära 1, en bit kvar 1" in index
    assert "8 uppdrag: klart 3, pågår 2, försenat 2, inte påbörjat 1" in index


def test_the_municipality_the_group_and_the_company_are_told_apart(made: Project) -> None:
    economy = chapter(made, "ekonomi")
    balance, income = economy.table("Balansräkning"), economy.table("Resultaträkning")
    assert row_of(balance, "Summa tillgångar, Lönnvalla kommun")[1:] == ["1 423,6", "1 490,7"]
    assert row_of(balance, "Summa tillgångar, Lönnvalla kommunkoncern")[1:] == ["2 257,7", "2 345,7"]
    assert row_of(income, "Bolagets resultat, Lönnvalla Bostäder AB")[1:] == ["9,6", "11,8", "10,0", "1,8"]


def test_women_and_men_have_figures_of_their_own(made: Project) -> None:
    assert "Bland flickor är 86 % trygga, bland pojkar 90 %." in words(made, ANNUAL)
    employed = chapter(made, "medarbetare").table("Antal anställda")
    assert row_of(employed, "Anställda, kvinnor")[1:] == ["1 092 st", "1 104 st"]
    assert row_of(employed, "Anställda, män")[1:] == ["288 st", "296 st"]


def test_what_is_preliminary_or_not_known_says_so(made: Project) -> None:
    assert "preliminär" in " ".join(
        row_of(chapter(made, "klimat-och-vaxande").table("Mål"), "Företag trivs: Företagens omdöme")
    )
    unknown = row_of(chapter(made, "omsorg-och-trygghet").table("Mål"), "Invånare är trygga ute")
    assert "Vet inte än" in unknown and any("2023: 71 %" in cell for cell in unknown)


def test_the_example_is_laid_over_an_empty_project_or_not_there_at_all(tmp_path: Path) -> None:
    plain, example = begin_project(tmp_path / "tomt"), begin_project(tmp_path / "prova", example=True)
    assert files(example) == (files(plain) | files(EXAMPLE)) - {*FOR_EMPTY_ONES}
    before = (example / "README.md").read_bytes()
    with pytest.raises(CallError, match="finns redan"):
        begin_project(example, example=True)
    assert (example / "README.md").read_bytes() == before


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
