"""The command that keeps outputs out of git, or takes them out of files."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checkouts import Checkout, committed, save
from tests.making import ROOT, Call, CallIn, said, small_project

from analysis.base.project import Project
from analysis.notebook_files.git_setup import ATTRIBUTES, SETTING, WORKBOOKS, filter_command


@pytest.fixture
def call(call_in: CallIn, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command in the project."""
    monkeypatch.chdir(checkout.project.root)
    return call_in(checkout.project)


def test_installing_twice_is_installing_once(checkout: Checkout, call: Call) -> None:
    first, second = call("tidy", "--install"), call("tidy", "--install")
    assert (first.returncode, second.returncode) == (0, 0)
    assert ".gitattributes" in said(first)
    assert ".gitattributes" not in said(second)
    assert checkout.git("config", "--get-all", SETTING).splitlines() == [filter_command(Path(sys.executable))]
    written = (checkout.project.root / ".gitattributes").read_text(encoding="utf-8")
    assert written == f"{ATTRIBUTES}\n"


def test_a_line_is_added_to_what_is_there_and_only_where_no_filter_is_named(checkout: Checkout, call: Call) -> None:
    own = checkout.project.root / ".gitattributes"
    own.write_text("*.png binary", encoding="utf-8")
    call("tidy", "--install")
    assert own.read_text(encoding="utf-8") == f"*.png binary\n{ATTRIBUTES}\n"
    own.write_text("*.ipynb filter=nbstripout\n", encoding="utf-8")
    call("tidy", "--install")
    assert own.read_text(encoding="utf-8") == f"*.ipynb filter=nbstripout\n{WORKBOOKS}\n"


def test_this_repository_names_the_filter_itself(tmp_path: Path, call_in: CallIn) -> None:
    checkout = committed(tmp_path / "repo")
    shutil.copy(ROOT / ".gitattributes", checkout.top)
    assert ".gitattributes" not in said(call_in(checkout.project)("tidy", "--install"))
    assert (checkout.top / ".gitattributes").read_bytes() == (ROOT / ".gitattributes").read_bytes()
    save(checkout.notebooks[0])
    assert checkout.git("status", "--porcelain") == "?? .gitattributes\n"


def test_outputs_added_without_the_filter_are_found_before_they_are_committed(checkout: Checkout, call: Call) -> None:
    (checkout.top / ".gitattributes").write_text(f"{ATTRIBUTES}\n", encoding="utf-8")
    save(checkout.project.notebooks / "staff.ipynb")
    checkout.git("add", "--all")
    ran = call("tidy", "--staged")
    assert ran.returncode == 1
    assert "år 2026/uppföljning/notebooks/staff.ipynb är på väg in i git med utdata." in said(ran)
    assert said(ran).count("på väg in") == 1
    call("tidy", "--install")
    checkout.git(*shlex.split(said(ran).partition("och sedan «git ")[2].partition("»")[0]))
    assert call("tidy", "--staged").returncode == 0
    assert checkout.git("status", "--porcelain").split() == ["A", ".gitattributes"]


def test_notebooks_that_are_not_to_be_filtered_may_keep_their_outputs(checkout: Checkout, call: Call) -> None:
    save(checkout.notebooks[0])
    checkout.git("add", "--all")
    assert call("tidy", "--staged").returncode == 0


def test_a_project_without_git_is_told_so(tmp_path: Path, call_in: CallIn, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path)
    for folder in (project.data, project.notebooks, project.parameters):
        folder.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    call = call_in(project)
    for words in ("--install", "--staged"):
        ran = call("tidy", words)
        assert ran.returncode == 0
        assert "ligger inte i git" in said(ran)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ligger inte i git" in said(call("tidy", "--install"))


def test_a_repository_that_git_refuses_is_told_in_its_words(checkout: Checkout, call: Call) -> None:
    (checkout.top / ".git" / "config").write_text("[core\n", encoding="utf-8")
    ran = call("tidy", "--install")
    assert ran.returncode == 1
    assert "git säger nej: fatal: bad config line 1" in said(ran)


def test_files_lose_their_outputs_on_disk(checkout: Checkout, call: Call) -> None:
    path = checkout.project.notebooks / "staff.ipynb"
    before = path.read_bytes()
    save(path)
    assert "utdata borttagna" in said(call("tidy", "notebooks/staff.ipynb"))
    assert path.read_bytes() == before
    assert "inget att ta bort" in said(call("tidy", str(path)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Säg vilka notebookar"),
        (["notebooks/staff.ipynb", "x.ipynb"], "x.ipynb finns inte."),
        (["notebooks/staff.ipynb", "data"], "data är varken notebook eller CSV-fil."),
    ],
)
def test_a_wrong_call_changes_nothing(checkout: Checkout, call: Call, words: list[str], told: str) -> None:
    path = checkout.project.notebooks / "staff.ipynb"
    save(path)
    before = path.read_bytes()
    ran = call("tidy", *words)
    assert (ran.returncode, told in said(ran)) == (2, True)
    assert path.read_bytes() == before


def first_word(command: str) -> str:
    """The first word as the shell that git calls reads it."""
    return subprocess.run(
        ["sh", "-c", f'set -- {command}; printf %s "$1"'], capture_output=True, check=True
    ).stdout.decode()


def test_windows_paths_are_written_as_its_shell_reads_them() -> None:
    python = PureWindowsPath(r"C:\Users\Åsa Ek\pay$\.venv\Scripts\python.exe")
    command = filter_command(python)
    assert command == r'"C:/Users/Åsa Ek/pay\$/.venv/Scripts/python.exe" -I -m analysis.notebook_files.git_filter'
    assert first_word(command) == python.as_posix()


@given(st.text(st.characters(exclude_characters="\0\n", exclude_categories=["Cs"]), min_size=1))
def test_a_shell_reads_the_path_whatever_is_in_it(name: str) -> None:
    python = PurePosixPath("/", name)
    assert first_word(filter_command(python)) == python.as_posix()


AMOUNTS = "data/sources/annual-2031/ledger.csv"


@pytest.fixture
def saved(checkout: Checkout) -> Path:
    """A table of the harbour office, committed, then saved by a spreadsheet and corrected in one place."""
    small_project(checkout.project.root / "nytt")
    shutil.copytree(checkout.project.root / "nytt" / "data", checkout.project.data, dirs_exist_ok=True)
    shutil.rmtree(checkout.project.root / "nytt")
    checkout.git("add", "--all")
    checkout.git("commit", "-m", "Siffror")
    path = checkout.project.root / AMOUNTS
    written = path.read_text(encoding="utf-8-sig")
    assert written.count("1 410") == 1
    path.write_text(written.replace("1 400", "1400").replace("1 410", "1411"), encoding="utf-8")
    return path


def test_a_table_that_a_spreadsheet_saved_is_told_of_and_gets_its_form_back(
    checkout: Checkout, call: Call, saved: Path
) -> None:
    built = call("build")
    assert built.returncode == 0
    assert "sources/annual-2031/ledger.csv, rad 3: 1 rad har ändrat form men inte värde" in said(built)
    assert f"(här «1 400» till «1400»). Kör «arshjul tidy {AMOUNTS}»" in said(built)
    tidied = call("tidy", AMOUNTS)
    assert (tidied.returncode, said(tidied)) == (0, f"{AMOUNTS}: 1 rad har fått formen tillbaka\n")
    changes = checkout.git("diff", "--unified=0", "--", str(saved)).splitlines()
    assert [line[:1] for line in changes if line.startswith(("+HAMN", "-HAMN"))] == ["-", "+"]
    assert "1411" in saved.read_text(encoding="utf-8")
    assert said(call("tidy", AMOUNTS)) == f"{AMOUNTS}: formen är som när filen checkades in\n"
    assert "ändrat form" not in said(call("build"))


def test_a_table_outside_git_or_the_project_has_no_form_to_get_back(
    checkout: Checkout, call: Call, saved: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "a.csv"
    shutil.copy(saved, elsewhere)
    ran = call("tidy", str(elsewhere))
    assert ran.returncode == 2
    assert "ligger inte i projektet, eller projektet inte i git" in said(ran)
    shutil.rmtree(checkout.top / ".git")
    assert call("tidy", AMOUNTS).returncode == 2
