"""Runs that are killed, broken off, kept apart or out of room leave what was whole, and say so plainly."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from filelock import FileLock
from tests.making import COMMAND, ROOT, SMALL, small_project, within, write_notebook, write_report
from tests.waiting import wait_for

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.memory.journal import Journal
from analysis.memory.leftovers import clear_dead, hold_mark

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and environments of processes")
MARK = "ARSHJUL_TEST"
#: Says that it runs, and takes its time.
SLOW = "import time\nfrom pathlib import Path\nPath({mark!r}).touch()\ntime.sleep(60)"
#: Goes on when somebody lets it; what reaches files is made anew each time.
WAITS = """
import time
from pathlib import Path
while not Path({go!r}).exists():
    time.sleep(0.05)
"""
GOALS = "from analysis.report import Report\nReport(organisation=organisation, year=year).goals()"


@pytest.fixture(scope="module")
def project(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two small reports, both made once, and one notebook that takes its time."""
    made = small_project(tmp_path_factory.mktemp("kills"), small)
    write_notebook(made, "goals", GOALS)
    write_notebook(made, "slow", SLOW.format(mark=str(made.root / MARK)))
    write_report(made, "one", {"notebook": "goals", "title": "Mål"}, **SMALL)
    write_report(made, "other", {"notebook": "goals", "title": "Mål"}, **SMALL)
    ran = within(made, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words_of(folder: Path) -> dict[str, str]:
    """What the pages of a report say, whichever run made them."""
    return {path.name: re.sub(r"körning \w{8}", "", path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}


def leftovers(project: Project) -> list[Path]:
    own = [path for name in ("work", "alive") for path in (project.state / name).glob("*")]
    return [*own, *project.output.rglob(".tmp-*"), *project.output.glob(".old-*")]


@contextmanager
def started(project: Project, *words: str, before: Callable[[], None] | None = None) -> Iterator[subprocess.Popen[str]]:
    """The real command on its way, in a session of its own."""
    environment = os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONUTF8": "1", MARK: str(project.root)}
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=project.root,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509 - a limit, nothing more
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def marked(project: Project) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(project.root):
                found.append(process)
        except psutil.Error:
            continue
    return found


@contextmanager
def slowly(project: Project, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The real command on its way, the kernel of the slow notebook at work."""
    (project.root / MARK).unlink(missing_ok=True)
    with started(project, "run", "slow", *words) as process:
        wait_for((project.root / MARK).exists)
        yield process


@pytest.mark.long
def test_a_few_kills_leave_nothing_torn_nothing_lost_and_nothing_different(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "kills.py"), "--kills", "10", "--tiny", "--docs", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    kills = json.loads((tmp_path / "kills.json").read_text(encoding="utf-8"))["kills"]
    assert len(kills) == 10
    assert "| **Alla** | 10 | 0 | 0 | 0 | 0 |" in (tmp_path / "kills.md").read_text(encoding="utf-8")


def test_a_run_that_is_killed_half_way_leaves_what_was_whole_and_the_next_one_ends_it(project: Project) -> None:
    """One moment of those that the campaign above takes by chance: one chapter is finished, the other at work."""
    go = project.root / "go"
    write_notebook(project, "waits", WAITS.format(go=str(go)))
    write_report(
        project, "half", {"notebook": "goals", "title": "Mål"}, {"notebook": "waits", "title": "Väntar"}, **SMALL
    )
    go.touch()
    assert within(project, "run", "half").returncode == 0
    before = words_of(project.output / "half")
    go.unlink()
    with started(project, "run", "half", "--force", "--progress", "json") as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["title"] == "Mål"
        os.killpg(process.pid, signal.SIGKILL)
    wait_for(lambda: not marked(project))
    assert words_of(project.output / "half") == before
    go.touch()
    ran = within(project, "run", "half", "--progress", "json")
    told = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    assert {row["title"]: row["outcome"] for row in told} == {"Mål": "unchanged", "Väntar": "made"}
    assert words_of(project.output / "half") == before
    assert leftovers(project) == []
    assert [entry.outcome for entry in Journal(project.state).runs(2)] == ["made", "broken"]
    (project.parameters / "half.yaml").unlink()


def test_two_runs_of_one_report_are_kept_apart_and_another_report_still_comes_out(project: Project) -> None:
    before = files(project.output / "one")
    with FileLock(project.state / "locks" / "one.lock"):
        ran = within(project, "run", "--force")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "one: En annan körning håller redan på med rapporten; den lämnas orörd." in ran.stdout
    assert files(project.output / "one") == before
    entry = Journal(project.state).runs(1)[0]
    assert entry.reports == {"other": "made"}


def test_two_real_runs_at_a_time(project: Project) -> None:
    write_report(project, "slow", {"notebook": "slow", "title": "Långsamt"}, **SMALL)
    with slowly(project, "one", "--force") as first:
        second = within(project, "run", "one", "other", "--force")
        assert first.poll() is None
    assert (second.returncode, second.stderr) == (1, "")
    assert "one: En annan körning" in second.stdout
    assert Journal(project.state).runs(1)[0].reports == {"other": "made"}
    # The killed one is told of as broken, and what it left is gone once somebody has looked.
    assert Journal(project.state).runs(2)[1].outcome == "broken"
    clear_dead(project)
    assert leftovers(project) == []


def test_ctrl_c_ends_at_once_with_a_plain_word(project: Project) -> None:
    write_report(project, "slow", {"notebook": "slow", "title": "Långsamt"}, **SMALL)
    with slowly(project) as process:
        process.send_signal(signal.SIGINT)
        said, error = process.communicate(timeout=240)
    assert process.returncode == 130
    assert error.strip() == (
        "Avbrutet. Det som låg färdigt ligger kvar; kör samma kommando igen så fortsätter det där det var."
    )
    assert "Traceback" not in said
    assert not (project.output / "slow").exists()
    wait_for(lambda: not marked(project))
    assert leftovers(project) == []
    assert Journal(project.state).runs(1)[0].outcome == "broken"


@pytest.mark.parametrize("room", [2_000, 20_000])
def test_a_full_disk_leaves_the_old_report_and_is_told_plainly(project: Project, room: int) -> None:
    before = files(project.output / "one")
    limit = (room, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    with started(
        project, "run", "one", "--force", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    ) as it:
        said, error = it.communicate(timeout=240)
    assert it.returncode == 1
    assert "Traceback" not in said + error
    assert error.strip().replace("\n", " ").startswith("Disken är full")
    assert files(project.output / "one") == before
    assert within(project, "run", "one").returncode == 0
    assert leftovers(project) == []


def test_the_living_keep_what_is_theirs(project: Project) -> None:
    with hold_mark(project, "aaaaaaaa"):
        for name in ("aaaaaaaa", "bbbbbbbb"):
            (project.state / "work" / name).mkdir(parents=True)
        unfinished = project.output / ".tmp-report-12345678"
        unfinished.mkdir()
        clear_dead(project)
        assert [path.name for path in (project.state / "work").iterdir()] == ["aaaaaaaa"]
        assert unfinished.exists()
    assert leftovers(project) == [unfinished]
    clear_dead(project)
    assert leftovers(project) == []
