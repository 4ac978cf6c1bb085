"""The real command, the way a user and a scheduler call it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.making import (
    COMMAND,
    SMALL,
    Call,
    CallIn,
    arshjul,
    said,
    small_project,
    whole_project,
    within,
    write_notebook,
    write_report,
)

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built


@pytest.fixture(scope="module")
def ready(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with its database and one tiny report beside the real ones."""
    project = whole_project(tmp_path_factory.mktemp("ready"), built)
    write_notebook(project, "hello", "print(organisation, year)")
    write_report(project, "tiny", {"notebook": "hello", "title": "Hej"})
    return project


@pytest.fixture
def call(call_in: CallIn, ready: Project) -> Call:
    """Call the command within this process, which is quicker where only words and exit code matter."""
    return call_in(ready)


def test_build_makes_the_database_and_says_where(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    ran = arshjul(project, "build")
    assert ran.returncode == 0
    assert str(project.database) in said(ran)
    assert project.database.exists()


def test_build_of_wrong_data_lists_the_faults_and_fails(call: Call, project: Project) -> None:
    (project.data / "reference" / "units.csv").write_text("unit\n", encoding="utf-8")
    ran = call("build", project=project)
    assert ran.returncode == 1
    assert "reference/units.csv" in said(ran)


def test_list_shows_every_report_with_its_title_and_chapters(ready: Project) -> None:
    ran = within(ready, "list")
    assert ran.returncode == 0
    rows = {words[1]: words for words in (line.split() for line in said(ran).splitlines()) if len(words) > 2}
    assert {"annual-2016-klk", "annual-2016-kou", "tiny"} <= set(rows)
    assert "15" in rows["annual-2016-klk"]


def test_list_tells_of_a_wrong_parameter_file_and_shows_the_others(call: Call, built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    write_report(project, "wrong", {"notebook": "sumary", "title": "S"})
    ran = call("list", project=project)
    assert ran.returncode == 1
    assert "wrong.yaml: okänd notebook «sumary». Menade du «summary»?" in said(ran)
    assert "annual-2016-kou" in ran.stdout


def test_run_of_one_report_makes_that_report_only(ready: Project) -> None:
    ran = arshjul(ready, "run", "tiny")
    assert ran.returncode == 0
    assert "tiny  1/1  Hej: klart på" in said(ran)
    assert str(ready.output / "index.html") in ran.stdout
    assert [path.parent.name for path in ready.output.glob("*/report.json")] == ["tiny"]


def test_check_lists_the_contradictions_and_fails_where_one_is_an_error(ready: Project) -> None:
    ran = within(ready, "check")
    assert ran.returncode == 1
    assert "motsägelser" in said(ran)
    assert "Arbetstillfällen genom etableringar" in ran.stdout


def test_check_of_warnings_only_is_well(call: Call) -> None:
    ran = call("check", "--severity", "warning")
    assert ran.returncode == 0
    assert "error" not in said(ran)


@pytest.mark.parametrize(
    ("shown_as", "start"), [("json", "[{"), ("csv", "document;kind;"), ("html", '<div class="arshjul" lang="sv">')]
)
def test_check_answers_in_other_forms(call: Call, shown_as: str, start: str) -> None:
    ran = call("check", "--severity", "warning", "--format", shown_as)
    assert ran.returncode == 0
    assert ran.stdout.startswith(start)
    assert "Arbetstillfällen genom etableringar" in ran.stdout


def test_check_of_one_report_and_kind_shows_those_only(call: Call) -> None:
    ran = call("check", "annual-2016-kou", "--kind", "variance", "--format", "csv")
    assert ran.returncode == 1
    rows = [row.split(";")[:4] for row in ran.stdout.splitlines()[1:]]
    assert rows == [["annual-2016", "variance", "error", "Resultat, avvikelse 2016"]]


def test_a_finding_is_acknowledged_until_its_figures_change(small: Built, tmp_path: Path) -> None:
    project = small_project(tmp_path, small)
    write_notebook(project, "hello", "print(organisation, year)")
    write_report(project, "harbour", {"notebook": "hello", "title": "Hej"}, **SMALL)
    asked = ("check", "harbour", "--kind", "variance")
    (found,) = json.loads(within(project, *asked, "--format", "json").stdout)
    ran = within(
        project, "acknowledge", found["finding"], "--name", "controller", "--reason", "Tabellen räknar tvärtom"
    )
    assert ran.returncode == 0, ran.stderr
    assert within(project, "build").returncode == 0
    ran = within(project, *asked)
    assert ran.returncode == 0
    assert "0 fel som ingen har kvitterat" in said(ran)
    again = within(project, "acknowledge", found["finding"], "--name", "x", "--reason", "y")
    assert again.returncode == 2
    assert "redan kvitterad av controller" in said(again)
    ledger = project.data / "sources" / "annual-2031" / "ledger.csv"
    rows = ledger.read_text(encoding="utf-8").split("\n")
    at = next(
        number
        for number, row in enumerate(rows)
        if row.startswith("HAMN;income_statement;3;Summa intäkter;yes;variance")
    )
    ledger.write_text("\n".join([*rows[:at], rows[at].replace(";8;", ";9;"), *rows[at + 1 :]]), encoding="utf-8")
    assert within(project, "build").returncode == 0
    ran = within(project, "check", "harbour")
    assert ran.returncode == 1
    assert "gäller inte längre" in said(ran)


def test_an_acknowledgement_stands_on_a_row_of_its_own_whatever_the_last_row_ended_with(
    built: Built, tmp_path: Path
) -> None:
    project = whole_project(tmp_path, built)
    asked = ("check", "annual-2016-kou", "--format", "json", "--severity", "error")
    first, second, *_ = (found["finding"] for found in json.loads(within(project, *asked).stdout))
    file = project.data / "reviews" / "acknowledgements.csv"
    for finding in (first, second):
        ran = within(project, "acknowledge", finding, "--name", "controller", "--reason", "Granskad")
        assert ran.returncode == 0, ran.stderr
        file.write_text(file.read_text(encoding="utf-8").removesuffix("\n"), encoding="utf-8")
    assert [row.split(";")[0] for row in file.read_text(encoding="utf-8-sig").split("\n")][-2:] == [first, second]


def test_explain_says_where_a_figure_comes_from(call: Call) -> None:
    ran = call("explain", "bemotande-index", "2015")
    assert ran.returncode == 0
    assert "Bemötande och tillgänglighet, index, utfall EK 2015: 50" in said(ran)
    assert "data/sources/annual-2016/observations.csv, rad" in said(ran)
    assert "Motsägs" in ran.stdout
    ran = call("explain", "bemotande-index", "1999")
    assert ran.returncode == 1
    assert said(ran).startswith("Inga uppgifter om «bemotande-index» för 1999. Det finns för 2")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sjukfrnvaro"], "Inget heter «sjukfrnvaro». Menade du något av dessa? "),
        (["sjukfr"], " namn innehåller «sjukfr». Menade du något av dessa? "),
        (["sjukfranvaro", "--organisation", "KLKK"], "Okänd organisation «KLKK». Menade du «KLK»?"),
        (["---"], ""),
        ([""], "Skriv en kod eller ett namn."),
        (["%s{x}[bold]"], "Inget heter «%s{x}[bold]»."),
        (["sjukfranvaro", "tjugo"], "--year ska vara ett heltal, inte «tjugo»."),
    ],
)
def test_explain_of_something_unknown_is_a_wrong_call(call: Call, words: list[str], told: str) -> None:
    ran = call("explain", *words)
    assert ran.returncode == 2
    assert told in said(ran)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["0123456789", "--name", "x", "--reason", "y"], "Ingen motsägelse har id «0123456789»"),
        (["0123456789", "--name", "x"], "--reason saknas. Skriv «arshjul acknowledge FINDING --name … --reason …»."),
    ],
)
def test_an_acknowledgement_of_nothing_is_a_wrong_call(call: Call, words: list[str], told: str) -> None:
    ran = call("acknowledge", *words)
    assert ran.returncode == 2
    assert told in said(ran)


def test_check_takes_every_id_that_it_prints(call: Call) -> None:
    whole = list(csv.DictReader(call("check", "--format", "csv").stdout.splitlines(), delimiter=";"))
    for column in ("document", "finding"):
        word = whole[-1][column]
        shown = list(csv.DictReader(call("check", word, "--format", "csv").stdout.splitlines(), delimiter=";"))
        assert shown == [row for row in whole if row[column] == word]


def test_check_of_a_note_shows_it(call: Call) -> None:
    notes = list(
        csv.DictReader(call("check", "--severity", "note", "--format", "csv").stdout.splitlines(), delimiter=";")
    )
    shown = call("check", notes[0]["finding"], "--format", "csv")
    assert list(csv.DictReader(shown.stdout.splitlines(), delimiter=";")) == notes[:1]
    assert shown.returncode == 0


def test_check_of_an_unknown_id_names_the_nearest(call: Call) -> None:
    ran = call("check", "annual-201")
    assert ran.returncode == 2
    assert "Okänt id «annual-201». Menade du «annual-20" in said(ran)


def test_check_of_an_unknown_severity_names_the_nearest(call: Call) -> None:
    ran = call("check", "--severity", "warnin")
    assert ran.returncode == 2
    assert "Menade du «warning»?" in said(ran)


@pytest.mark.parametrize(("words", "nearest"), [(["bild"], "build"), (["lst"], "list"), (["chek"], "check")])
def test_an_unknown_command_is_told_in_swedish_with_the_nearest(call: Call, words: list[str], nearest: str) -> None:
    ran = call(*words)
    assert ran.returncode == 2
    assert f"Okänt kommando «{words[0]}». Menade du «{nearest}»?" in said(ran)
    assert "--help" in ran.stderr


@pytest.mark.parametrize(
    ("words", "option", "nearest"),
    [(["run", "--bild"], "--bild", "--build"), (["check", "--sevrity"], "--sevrity", "--severity")],
)
def test_an_unknown_option_is_told_in_swedish_with_the_nearest(
    call: Call, words: list[str], option: str, nearest: str
) -> None:
    ran = call(*words)
    assert ran.returncode == 2
    assert f"Okänt val «{option}»" in said(ran)
    assert nearest in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["approve"], "REPORT saknas. Skriv «arshjul approve REPORT --name … --reason …»."),
        (["approve", "x", "--name", "y"], "--reason saknas. Skriv «arshjul approve REPORT --name … --reason …»."),
        (["approve", "x", "--reason", "--name", "y"], "--reason saknar sitt värde."),
        (["explain"], "WHAT saknas. Skriv «arshjul explain WHAT»."),
        (["check", "--format"], "--format saknar sitt värde."),
        (["list", "x", "y"], "arshjul list tar inte emot «x y»."),
        (["build", "data"], "arshjul build tar inte emot «data»."),
        (["run", "--build=ja"], "--build står utan värde, inte med «ja»."),
        (["run", "--workers", "två"], "--workers ska vara ett heltal, inte «två»."),
        (["acknowledge", "x", "--name", "y", "--name", "z"], "--name står två gånger."),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong_with_it(call: Call, words: list[str], told: str) -> None:
    ran = call(*words)
    assert ran.returncode == 2
    assert said(ran) == f"{told} Se «arshjul {words[0]} --help».\n"


def test_an_option_of_another_command_is_none_of_this_one(call: Call) -> None:
    ran = call("build", "--force")
    assert ran.returncode == 2
    assert said(ran) == "Okänt val «--force». Tillåtna: --help, --version. Se «arshjul build --help».\n"


@pytest.mark.parametrize(("report", "told"), [("annual-2016-kl", "Menade du «annual-2016-klk»?"), ("../x", "../x")])
def test_an_unknown_report_is_a_wrong_call_and_names_the_nearest(call: Call, report: str, told: str) -> None:
    ran = call("run", report)
    assert told in said(ran)
    assert ran.returncode == 2


@pytest.mark.parametrize("words", [[], ["--help"], ["run", "--help"], ["check", "-h"]])
def test_help_is_shown(call: Call, words: list[str]) -> None:
    ran = call(*words)
    assert ran.returncode == 0
    assert "arshjul" in said(ran)
    assert len(ran.stdout.splitlines()) > 3


def test_help_names_every_command(call: Call) -> None:
    shown = call("--help").stdout
    assert all(command in shown for command in ("build", "run", "list", "check"))


@pytest.mark.parametrize("command", ["list", "check", "run"])
def test_a_folder_that_is_no_project_is_told(call: Call, tmp_path: Path, command: str) -> None:
    ran = call(command, project=Project(tmp_path))
    assert ran.returncode == 1
    assert "ingen projektmapp" in said(ran)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    code = f"import os, sys; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1]); sys.argv[1:] = ['list']; {COMMAND}"
    (tmp_path / "gone").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != ROOT_VARIABLE}
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "gone"], capture_output=True, text=True, env=environment, check=False
    )
    assert (ran.returncode, "Mappen som du står i finns inte längre." in said(ran)) == (1, True)


@pytest.mark.parametrize("command", ["run", "list"])
def test_a_project_without_reports_is_told(call: Call, small: Built, tmp_path: Path, command: str) -> None:
    ran = call(command, project=small_project(tmp_path, small))
    assert ran.returncode == 1
    assert "Det finns inga rapporter i" in said(ran)


def test_the_installed_script_is_the_same_command(ready: Project) -> None:
    script = Path(sys.executable).with_name("arshjul.exe" if sys.platform == "win32" else "arshjul")
    environment = os.environ | {ROOT_VARIABLE: str(ready.root)}
    ran = subprocess.run(
        [script, "bild"], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    assert ran.returncode == 2
    assert "Menade du «build»?" in ran.stderr
