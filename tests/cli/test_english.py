"""The real command in English, by the setting of the site; what it builds and counts is the same in both languages."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from tests.making import Call, CallIn, arshjul, said, whole_project, write_good_and_bad, write_report

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.errors import Fault, InputFaults
from analysis.make.verdict import Verdict
from analysis.schedule.cron import ZONE
from analysis.schedule.mail import MailSettings, compose
from analysis.schedule.missing_figures import Undelivered
from analysis.store.connection import open_database
from analysis.words.current_language import LANGUAGE_VARIABLE, UnknownLanguageError, current, site_speaks, speaking

COMMANDS = (
    *(
        "acknowledge",
        "approve",
        "build",
        "check",
        "due",
        "explain",
        "export",
        "forms",
        "list",
        "pdf",
        "review",
        "run",
        "runs",
    ),
    *("schedule", "tidy", "verify"),
)


@pytest.fixture(scope="module")
def ready(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a tiny report, and one with a cell that fails."""
    project = whole_project(tmp_path_factory.mktemp("ready"), built)
    write_good_and_bad(project)
    return project


@pytest.fixture
def call(call_in: CallIn, ready: Project, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command within this process, in English."""
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    monkeypatch.setenv("COLUMNS", "160")
    return call_in(ready)


def row_of(ran: subprocess.CompletedProcess[str], name: str) -> list[str]:
    (row,) = [line for line in ran.stdout.splitlines() if f" {name} " in line]
    return [cell.strip() for cell in row.replace("|", "│").split("│")[1:-1]]


def test_the_real_command_speaks_english_by_a_setting_of_the_environment(
    ready: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    lines = arshjul(ready, "--help").stdout.splitlines()
    assert lines[0] == "Usage: arshjul COMMAND [OPTIONS]"
    assert lines[2].rstrip() == "Årshjul: from published figures to pages that everyone can read."
    assert "─ Commands ─" in lines[4]
    assert row_of(subprocess.CompletedProcess([], 0, "\n".join(lines)), "list") == [
        "list         Show which reports there are and what they are built on."
    ]
    ran = arshjul(ready, "bild")
    assert (ran.returncode, ran.stderr) == (2, "Unknown command “bild”. Did you mean “build”? See “arshjul --help”.\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_help_has_swedish_letters(call: Call, command: str) -> None:
    shown = call(command, "--help").stdout
    assert set(shown.lower().replace("årshjul", "")) & set("åäö") == set()


def test_help_of_a_command_tells_what_each_of_its_options_does(call: Call) -> None:
    shown = call("review", "--help").stdout
    assert "Show what differs between a report and its latest approved version, side by side." in shown
    assert "Id of the report. [required]" in shown
    assert "Open the page in the browser; --no-open only writes it. [default: True]" in shown
    assert "─ Options ─" in shown


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["run", "tny"], 2, "Unknown report “tny”. Did you mean “tiny”? See “arshjul --help”.\n"),
        (["run", "--bild"], 2, "Unknown option “--bild”. Did you mean “--build”? See “arshjul run --help”.\n"),
        (
            ["acknowledge", "x"],
            2,
            "--name is missing. Write “arshjul acknowledge FINDING --name … --reason …”. "
            "See “arshjul acknowledge --help”.\n",
        ),
        (["list", "x"], 2, "arshjul list does not take “x”. See “arshjul list --help”.\n"),
        (
            ["check", "--severity", "warnin"],
            2,
            "Unknown severity: “warnin”. Did you mean “warning”? See “arshjul --help”.\n",
        ),
        (["run", "--workers", "0"], 2, "--workers must be 1 or more. See “arshjul --help”.\n"),
        (["due"], 1, "There is no calendar: {parameters}/calendar.yaml. See docs/schemalaggning.md.\n"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_in_english(
    call: Call, ready: Project, words: list[str], code: int, told: str
) -> None:
    ran = call(*words)
    assert (ran.returncode, ran.stderr) == (code, told.format(parameters=ready.parameters))


def test_a_folder_that_is_no_project_is_told_in_english(call: Call, tmp_path: Path) -> None:
    told = f"{tmp_path} is not a project folder. Go to the folder with data/, notebooks/ and parameters/.\n"
    assert call("list", project=Project(tmp_path)).stderr == told


def test_a_run_is_told_in_english_chapter_by_chapter(call: Call, ready: Project) -> None:
    ran = call("run", "tiny", "bad")
    assert ran.returncode == 1
    lines = said(ran).splitlines()
    assert next(line for line in lines if line.startswith("tiny  ")).partition(": ")[2].startswith("done in ")
    at = lines.index("The chapter “Trasigt” could not be made.")
    assert lines[at + 1 : at + 6] == [
        "  Notebook: raising.ipynb",
        "  Parameters: organisation=KLK, year=2016",
        "  Cell 4:",
        "    before / 0",
        "  Reason: ZeroDivisionError: division by zero",
    ]
    assert f"Open {ready.output / 'index.html'}" in lines
    assert "tiny: unchanged since it was last made." in said(call("run", "tiny")).splitlines()
    assert row_of(call("list"), "tiny") == ["tiny", "Prov tiny", "1", "output/tiny/index.html"]
    shown = call("runs").stdout
    assert all(name in shown for name in ("Began (UTC)", "Took", "New chapters", "tiny made", "bad failed"))


def test_contradictions_and_origins_are_told_in_english_and_their_texts_are_data(call: Call) -> None:
    ran = call("check", "annual-2016-kou", "--kind", "variance")
    assert ran.stdout.splitlines()[-1] == "1 contradictions, 1 errors that nobody has acknowledged."
    assert "Other figure" in ran.stdout
    assert (
        "Resultat, avvikelse 2016" in call("check", "annual-2016-kou", "--kind", "variance", "--format", "csv").stdout
    )
    ran = call("explain", "bemotande-index", "2015")
    assert "Bemötande och tillgänglighet, index, outcome EK 2015: 50" in ran.stdout
    assert "  File      data/sources/annual-2016/observations.csv, row" in ran.stdout
    assert "  Disputed  " in ran.stdout
    assert "  Shown on  Key figures, Development over the years and Review" in ran.stdout
    assert call("explain", "bemotande-index", "1999").stderr.startswith(
        "Nothing of “bemotande-index” for 1999. There is for 2"
    )


def test_a_database_built_in_english_holds_what_one_built_in_swedish_does(
    call: Call, built: Built, tmp_path: Path
) -> None:
    project = whole_project(tmp_path, built)
    ran = call("build", project=project)
    rows = sum(built.rows.values())
    assert ran.stdout == f"The database is built: {project.database}\n{rows} rows, data {built.fingerprint}.\n"
    for table in ("contradiction", "text", "claim_check", "prose_claim", "published"):
        assert rows_of(project.database, table) == rows_of(built.path, table), table


def rows_of(database: Path, table: str) -> list[tuple[object, ...]]:
    with open_database(database) as connection:
        return connection.execute(f"FROM {table} ORDER BY ALL").fetchall()


def test_faults_of_files_are_told_in_english(call: Call, project: Project) -> None:
    for name in ("units", "indicators"):
        (project.data / "reference" / f"{name}.csv").write_text("unit\n", encoding="utf-8")
    ran = call("build", project=project)
    assert ran.returncode == 1
    lines = ran.stderr.splitlines()
    assert lines[0].endswith(" faults in the files:")
    assert "  reference/units.csv, row 1, column name: the column is missing" in lines
    assert lines[-1] == " Correct the files and build again. The database is untouched."


def test_a_wrong_parameter_file_is_told_in_english(call: Call, built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    write_report(project, "wrong", {"notebook": "sumary", "title": "S"})
    write_report(project, "odd", {"notebook": "summary", "titel": "S"})
    ran = call("list", project=project)
    assert ran.returncode == 1
    assert "wrong.yaml: unknown notebook “sumary”. Did you mean “summary”?" in said(ran)
    assert "odd.yaml: the key chapters.0.title is missing; unknown key chapters.0.titel. Did you mean “title”?" in said(
        ran
    )


def test_threads_of_a_command_speak_its_language_and_the_process_its_own_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    with site_speaks():
        assert current() == "en"
        with speaking("sv"):
            assert current() == "sv"
    assert current() == "sv"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")
    with pytest.raises(UnknownLanguageError), site_speaks():
        pass


def test_a_mail_is_in_english() -> None:
    settings = MailSettings.model_validate({"to": "a@b.example", "from": "c@d.example", "host": "localhost"})
    verdicts = [
        Verdict("tiny", "Tiny", (), made=True),
        Verdict("bad", "Bad", ("first\nsecond",), made=True),
        Verdict("worse", "Worse", ("third",), made=False),
    ]
    with speaking("en"):
        missing = ["annual-2016: KLK"]
        mail = compose(settings, verdicts, missing, datetime(2017, 2, 10, 6, 30, tzinfo=ZONE), Path("/out/index.html"))
    assert mail["Subject"] == "Årshjul: 2 of 3 reports failed"
    assert mail.get_content().split("\r\n\r\n" if "\r\n" in mail.get_content() else "\n\n") == [
        "2 of 3 reports failed.\nThe run was done 10 February 2017 at 06:30.",
        "Tiny (tiny): made.",
        "Bad (bad): failed. What could be made is made.\n  first\n  second",
        "Worse (worse): failed. The former report is still there.\n  third",
        "The pages: /out/index.html",
        "Have not delivered figures:\n  annual-2016: KLK\n",
    ]


def test_one_and_several_are_told_apart() -> None:
    who = ("annual-2016", "KLK", "Kommunledningskontoret", "Demokrati")
    with speaking("en"):
        one, two = (str(Undelivered(*who, "outcome", names)) for names in (("NMI",), ("NMI", "HME")))
        fault = Fault("a.csv", 0, "", "", "x")
        faults = str(InputFaults([fault])).splitlines()[0]
    assert one == "Kommunledningskontoret (KLK), Demokrati: 1 goal lacks an outcome: NMI"
    assert two == "Kommunledningskontoret (KLK), Demokrati: 2 goals lack an outcome: NMI, HME"
    assert faults == "1 fault:"
