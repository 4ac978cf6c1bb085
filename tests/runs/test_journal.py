"""The history of runs."""

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.making import SMALL, small_project, within, write_notebook, write_report

from analysis.build.database import Built
from analysis.memory.journal import ChapterEntry, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal."""
    return Journal(tmp_path)


def test_a_run_is_told_from_beginning_to_end(journal: Journal) -> None:
    journal.begin("a1", "data", "code")
    assert [(entry.run, entry.outcome, entry.ended) for entry in journal.runs()] == [("a1", "running", None)]
    journal.begin_report("a1", "tiny")
    chapter = ChapterEntry("tiny", "01-hej", "Hej", "made", 1.5, 1, "f00")
    journal.add("a1", chapter)
    journal.end_report("a1", "tiny", "made")
    journal.end("a1", "made")
    (entry,) = journal.runs()
    assert (entry.outcome, entry.reports, entry.chapters) == ("made", {"tiny": "made"}, 1)
    assert entry.ended is not None
    assert journal.chapters("a1") == [chapter]


def test_only_a_report_that_came_out_whole_is_a_success(journal: Journal) -> None:
    assert journal.last_success("tiny") is None
    for run, outcome in (("a", "partly"), ("b", "failed"), ("c", "running")):
        journal.begin(run, "", "")
        journal.begin_report(run, "tiny")
        journal.end_report(run, "tiny", outcome)
    assert journal.last_success("tiny") is None
    before = datetime.now(UTC)
    journal.begin("d", "", "")
    journal.begin_report("d", "tiny")
    journal.end_report("d", "tiny", "unchanged")
    found = journal.last_success("tiny")
    assert found is not None
    assert before <= found <= datetime.now(UTC)
    assert journal.last_success("other") is None


def test_a_run_whose_program_was_killed_is_told_as_broken(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from analysis.memory.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1])); journal.begin('k', '', ''); journal.begin_report('k', 'tiny')"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
    journal = Journal(tmp_path)
    assert [entry.outcome for entry in journal.runs()] == ["broken"]
    journal.begin("next", "", "")
    assert {entry.run: entry.outcome for entry in journal.runs()} == {"next": "running", "k": "broken"}
    assert journal.runs()[1].reports == {"tiny": "broken"}


def test_what_a_chapter_last_took_is_what_it_usually_takes(journal: Journal) -> None:
    journal.begin("a", "", "")
    journal.begin("b", "", "")
    for run, chapter, outcome, seconds in (
        ("a", "01-x", "made", 3.0),
        ("a", "02-y", "made", 1.0),
        ("b", "01-x", "made", 2.0),
        ("b", "02-y", "unchanged", 0.0),
        ("b", "03-z", "failed", 9.0),
    ):
        journal.add(run, ChapterEntry("tiny", chapter, "", outcome, seconds))
    assert journal.usual_seconds("tiny") == {"01-x": 2.0, "02-y": 1.0}
    assert journal.usual_seconds("other") == {}


def test_what_takes_longest_is_begun_first(small: Built, tmp_path: Path) -> None:
    project = small_project(tmp_path, small)
    write_notebook(project, "well", "print(1)")
    write_report(project, "tiny", *({"notebook": "well", "title": title} for title in "abcd"), **SMALL)
    journal = Journal(project.state)
    journal.begin("a", "", "")
    for chapter, seconds in (("01-a", 1.0), ("02-b", 2.0), ("04-d", 3.0)):
        journal.add("a", ChapterEntry("tiny", chapter, "", "made", seconds))
    lines = within(project, "run", "tiny", "--workers", "1", "--progress", "json").stdout.splitlines()
    begun = [json.loads(line)["title"] for line in lines if line.startswith("{")]
    # Nobody knows how long c takes.
    assert begun == ["c", "d", "b", "a"]


def test_several_writers_lose_nothing(journal: Journal) -> None:
    def write(name: str) -> None:
        journal.begin(name, "", "")
        for number in range(20):
            journal.add(name, ChapterEntry("tiny", f"{number:02}", "Hej", "made"))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [len(journal.chapters(name)) for name in "abcd"] == [20] * 4


def test_the_command_shows_runs_and_one_of_them(small: Built, tmp_path: Path) -> None:
    project = small_project(tmp_path, small)
    assert "Inget är kört än" in within(project, "runs").stdout
    write_notebook(project, "well", "print(1)")
    write_notebook(project, "dying", "import os; os._exit(3)")
    chapters = ({"notebook": name, "title": name, "time_limit": 60} for name in ("well", "dying"))
    write_report(project, "tiny", *chapters, **SMALL)
    ran = within(project, "run", "tiny")
    assert ran.returncode == 1
    assert "kärnan avslutade sig själv med felkod 3" in ran.stdout
    listed = within(project, "runs").stdout
    assert "tiny delvis" in listed
    run = next(line.split("│")[1].strip() for line in listed.splitlines() if "tiny" in line)
    shown = within(project, "runs", run[:4]).stdout
    dying = next(line for line in shown.splitlines() if "dying" in line)
    # What may pass is tried three times.
    assert [cell.strip() for cell in dying.split("│")][5] == "3"
    assert "felkod 3" in dying
    wrong = within(project, "runs", "zzzz")
    assert (wrong.returncode, "Okänd körning «zzzz»" in wrong.stderr) == (2, True)
