"""One thing goes wrong: the rest comes out, the message is plain, nothing half done is published."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.making import whole_project, within, write_notebook, write_report
from tests.pages import read_page

from analysis.base.project import Project
from analysis.build.database import Built

OLD = "<h1>Gårdagens rapport</h1>"
HELLO = "print(organisation, year)"


@dataclass(frozen=True)
class Troubled:
    """A run in which several things went wrong."""

    project: Project
    ran: subprocess.CompletedProcess[str]

    @property
    def output(self) -> Path:
        return self.project.output


def publish_yesterday(project: Project, *reports: str) -> None:
    """Leave a report of yesterday with a page that today's no longer has."""
    for report in reports:
        folder = project.output / report
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(OLD, encoding="utf-8")
        (folder / "99-borttaget.html").write_text(OLD, encoding="utf-8")


def only_reports(project: Project) -> None:
    for path in project.parameters.glob("*.yaml"):
        path.unlink()


@pytest.fixture(scope="module")
def troubled(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    """One report with a raising cell and a broken file, one of nothing else, two with wrong parameters, one healthy."""
    project = whole_project(tmp_path_factory.mktemp("troubled"), built)
    only_reports(project)
    write_notebook(project, "hello", HELLO)
    write_notebook(project, "raising", HELLO, "before = 1\nbefore / 0", HELLO)
    (project.notebooks / "broken.ipynb").write_text("detta är inte JSON", encoding="utf-8")
    well, fails, broken = ({"notebook": name, "title": f"Kapitel {name}"} for name in ("hello", "raising", "broken"))
    write_report(project, "mixed", well, fails, broken, well)
    write_report(project, "hopeless", fails)
    write_report(project, "healthy", well)
    write_report(project, "misspelt", well | {"titel": "x"})
    write_report(project, "unknown-area", {"notebook": "process_area", "title": "P"}, process_area="ekonmi")
    publish_yesterday(project, "mixed", "hopeless", "misspelt")
    return Troubled(project, within(project, "run"))


def test_the_run_says_by_its_exit_code_that_something_failed(troubled: Troubled) -> None:
    assert troubled.ran.returncode == 1


def test_nobody_is_shown_a_traceback(troubled: Troubled) -> None:
    assert "Traceback" not in troubled.ran.stdout + troubled.ran.stderr


def test_the_other_chapters_and_reports_come_out(troubled: Troubled) -> None:
    assert read_page(troubled.output / "healthy" / "index.html").title == "Prov healthy"
    contents = read_page(troubled.output / "mixed" / "index.html")
    made = [str(link["href"]) for link in contents.all("main ol a")]
    assert len(made) == 2
    assert all("KLK 2016" in read_page(troubled.output / "mixed" / file).text for file in made)


def test_the_contents_say_what_is_missing(troubled: Troubled) -> None:
    contents = read_page(troubled.output / "mixed" / "index.html")
    assert "2 kapitel kunde inte tas fram" in contents.text
    missing = [text for text in contents.texts("main ol li") if "kunde inte tas fram" in text]
    assert [text[:15] for text in missing] == ["Kapitel raising", "Kapitel broken "]


def test_previous_and_next_go_past_what_is_missing(troubled: Troubled) -> None:
    contents = read_page(troubled.output / "mixed" / "index.html")
    first, last = (str(link["href"]) for link in contents.all("main ol a"))
    assert read_page(troubled.output / "mixed" / first).one("a[rel=next]")["href"] == last
    assert read_page(troubled.output / "mixed" / last).one("a[rel=prev]")["href"] == first


def test_a_failing_cell_is_told_with_notebook_cell_and_parameters(troubled: Troubled) -> None:
    told = troubled.ran.stdout
    assert "Kapitlet «Kapitel raising» kunde inte tas fram" in told
    for words in ("raising.ipynb", "organisation=KLK, year=2016", "before / 0", "ZeroDivisionError: division by zero"):
        assert words in told


def test_the_number_of_the_failing_cell_finds_it_in_the_executed_notebook(troubled: Troubled) -> None:
    (path,) = (troubled.output / "mixed" / "notebooks").glob("*raising*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    (failing,) = [cell["execution_count"] for cell in cells if "before / 0" in "".join(cell["source"])]
    assert f"Cell {failing}:" in troubled.ran.stdout


def test_a_notebook_that_is_no_notebook_is_told_without_a_cell(troubled: Troubled) -> None:
    told = troubled.ran.stdout.split("Kapitlet «Kapitel broken»", maxsplit=1)[1].split("\n\n")[0]
    assert "broken.ipynb" in told
    assert "gick inte att köra" in told
    assert "Cell" not in told


def test_wrong_parameter_files_are_told_with_the_nearest_right_word(troubled: Troubled) -> None:
    said = troubled.ran.stdout + troubled.ran.stderr
    assert "misspelt.yaml: okänd nyckel chapters.0.titel. Menade du «title»?" in said
    assert "Okänt processområde «ekonmi». Menade du «ekonomi»?" in said


def test_a_wrong_area_is_told_with_the_file_that_has_it(troubled: Troubled) -> None:
    (line,) = [line for line in troubled.ran.stdout.splitlines() if "ekonmi" in line]
    assert "unknown-area" in line


def test_the_old_report_stays_when_nothing_came_out(troubled: Troubled) -> None:
    assert (troubled.output / "hopeless" / "index.html").read_text(encoding="utf-8") == OLD
    assert (troubled.output / "misspelt" / "index.html").read_text(encoding="utf-8") == OLD
    assert "hopeless: inget kapitel gick att ta fram, den förra rapporten ligger kvar" in troubled.ran.stdout


def test_a_finished_report_replaces_the_old_one_as_a_whole(troubled: Troubled) -> None:
    assert not (troubled.output / "mixed" / "99-borttaget.html").exists()


def test_no_half_made_folder_is_left(troubled: Troubled) -> None:
    made = [path for path in troubled.output.rglob("*") if troubled.project.state not in (path, *path.parents)]
    hidden = [path for path in made if path.name.startswith(".")]
    assert hidden == []


def test_a_broken_file_keeps_the_old_database_and_the_reports_still_come_out(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    only_reports(project)
    write_notebook(project, "hello", HELLO)
    write_report(project, "healthy", {"notebook": "hello", "title": "Hej"})
    goals = project.data / "sources" / "annual-2016" / "goals.csv"
    content = goals.read_text(encoding="utf-8")
    row = content[: content.index(";near;")].count("\n") + 1
    goals.write_text(content.replace(";near;", ";nearly;", 1), encoding="utf-8")
    ran = within(project, "run", "--build")
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1
    assert f"sources/annual-2016/goals.csv, rad {row}, kolumn assessment: «nearly»" in said
    assert "Databasen kunde inte byggas om" in said
    assert project.database.read_bytes() == built.path.read_bytes()
    assert (project.output / "healthy" / "index.html").exists()


def test_a_first_build_that_fails_stops_with_the_faults(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    project.database.unlink()
    (project.data / "reference" / "units.csv").write_text("unit\n", encoding="utf-8")
    ran = within(project, "run", "--build")
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    assert "reference/units.csv" in ran.stderr
    assert not project.output.exists()


def test_a_missing_database_is_told_with_the_command_that_builds_it(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    project.database.unlink()
    ran = within(project, "run")
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    assert "arshjul build" in ran.stdout + ran.stderr
