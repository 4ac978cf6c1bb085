"""How a run shows that it goes on: to somebody at a terminal, to a log, to a program."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.making import COMMAND, SMALL, small_project, within, write_notebook, write_report

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built

pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")


@pytest.fixture(scope="module")
def project(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report of three chapters of which one fails."""
    made = small_project(tmp_path_factory.mktemp("progress"), small)
    write_notebook(made, "well", "print(1)")
    write_notebook(made, "fails", "1 / 0")
    write_report(made, "tiny", *({"notebook": name, "title": name} for name in ("well", "fails", "well")), **SMALL)
    return made


def test_a_program_gets_one_json_object_a_chapter(project: Project) -> None:
    ran = within(project, "run", "tiny", "--force", "--progress", "json")
    rows = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    assert [row["done"] for row in rows] == [1, 2, 3]
    assert {row["total"] for row in rows} == {3}
    assert sorted((row["title"], row["outcome"]) for row in rows) == [
        ("fails", "failed"),
        ("well", "made"),
        ("well", "made"),
    ]
    assert all(row["seconds"] > 0 and row["report"] == "tiny" for row in rows)


def test_a_log_gets_one_plain_line_a_chapter(project: Project) -> None:
    ran = within(project, "run", "tiny", "--force")
    assert "\x1b" not in ran.stdout
    lines = [line for line in ran.stdout.splitlines() if re.match(r"tiny  \d/3  ", line)]
    assert len(lines) == 3
    assert [line for line in lines if line.endswith("fails: misslyckades")]
    assert len([line for line in lines if re.search(r"well: klart på \d+,\d s$", line)]) == 2


def test_somebody_at_a_terminal_sees_a_bar_and_what_failed(project: Project) -> None:
    said = at_terminal(project, "run", "tiny", "--force")
    assert "\x1b[" in said
    assert "3/3" in said
    assert "fails: misslyckades" in said
    assert "klart på" not in said
    assert "Traceback" not in said


def at_terminal(project: Project, *words: str) -> str:
    """Run the command with a terminal of its own and give all that was written there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {ROOT_VARIABLE: str(project.root), "TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ):
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:  # the last program with the terminal has left it
                break
            if not more:
                break
            said += more
    os.close(ours)
    return said.decode("utf-8", errors="replace")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--progress", "jsn"], "Okänt val «jsn». Menade du «json»?"),
        (["--workers", "0"], "--workers ska vara 1 eller mer."),
        (["--workers", "många"], "--workers ska vara ett heltal, inte «många»."),
    ],
)
def test_a_wrong_word_is_told_before_anything_runs(project: Project, words: list[str], told: str) -> None:
    ran = within(project, "run", "tiny", *words)
    assert (ran.returncode, told in ran.stderr) == (2, True), ran.stderr


def test_a_chapter_has_the_time_that_its_report_gives_it(small: Built, tmp_path: Path) -> None:
    project = small_project(tmp_path, small)
    write_notebook(project, "slow", "import time", "time.sleep(60)")
    write_report(project, "tiny", {"notebook": "slow", "title": "slow", "time_limit": 6}, **SMALL)
    ran = within(project, "run", "tiny")
    assert ran.returncode == 1
    assert "notebooken hann inte klart på 6 sekunder och avbröts" in ran.stdout
    assert "time.sleep(60)" in ran.stdout
