"""One turn of the wheel: what is due runs once, two turns never overlap, and nothing fails in silence."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from tests.post import HOST, free_port, post_office

from analysis.base.project import Project
from analysis.make.verdict import Verdict
from analysis.memory.journal import MADE, Journal
from analysis.schedule.calendar import Calendar
from analysis.schedule.run_due import DueRun, run_due

WHEN = {"period": "2016", "data_cutoff": "2017-01-20", "deadline": "2017-02-10", "board_date": "2017-02-21"}


def calendar(port: int | None = None) -> Calendar:
    entry = {"id": "en", "report": "tiny", "schedule": "0 6 * * *"} | WHEN
    mail = {"to": "a@kommun.example", "from": "b@kommun.example", "host": HOST, "port": port, "starttls": False}
    return Calendar.model_validate({"entries": [entry]} | ({"mail": mail} if port else {}))


class Runner:
    """Runs nothing, remembers everything."""

    def __init__(self, project: Project) -> None:
        self.memory = Journal(project.state)
        self.ran: list[list[str]] = []

    def __call__(self, reports: list[str]) -> list[Verdict]:
        self.ran.append(reports)
        run = uuid4().hex
        self.memory.begin(run, "", "")
        for report in reports:
            self.memory.begin_report(run, report)
            self.memory.end_report(run, report, MADE)
        return [Verdict(report, report, (), made=True) for report in reports]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_second_turn_finds_nothing_to_do(project: Project) -> None:
    runner = Runner(project)
    turns = [run_due(project, calendar(), runner.memory, runner, wait=False) for _ in range(2)]
    assert [len(turn.verdicts) for turn in turns] == [1, 0]
    assert runner.ran == [["tiny"]]


def test_turns_at_the_same_time_run_what_is_due_once(project: Project) -> None:
    runner = Runner(project)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(run_due, project, calendar(), runner.memory, runner, wait=True) for _ in range(8)]
    assert sorted(len(turn.result().verdicts) for turn in asked) == [0] * 7 + [1]
    assert runner.ran == [["tiny"]]


def test_who_does_not_wait_leaves_the_work_to_the_one_who_runs(project: Project) -> None:
    runner, running, go_on = Runner(project), Event(), Event()

    def slow(reports: list[str]) -> list[Verdict]:
        running.set()
        go_on.wait(30)
        return runner(reports)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(run_due, project, calendar(), runner.memory, slow, wait=True)
        running.wait(30)
        second = run_due(project, calendar(), runner.memory, runner, wait=False)
        go_on.set()
    assert second == DueRun([], busy=True)
    assert (first.result().well, runner.ran) == (True, [["tiny"]])


def broken(_: Any) -> list[Verdict]:  # noqa: ANN401 - never looked at
    raise RuntimeError("disken är full")


def test_a_fault_of_ours_is_mailed_and_keeps_its_traceback(project: Project) -> None:
    with post_office() as office, pytest.raises(RuntimeError, match="disken är full"):
        run_due(project, calendar(office.port), Journal(project.state), broken, wait=False)
    told = office.messages[0].get_content()
    assert "tiny (tiny): misslyckades. Den förra rapporten ligger kvar." in told
    assert "Oväntat fel i Årshjul: RuntimeError: disken är full" in told


def test_a_fault_that_could_not_be_mailed_says_that_too(project: Project) -> None:
    with pytest.raises(RuntimeError) as raised:
        run_due(project, calendar(free_port()), Journal(project.state), broken, wait=False)
    assert "ingen server svarar där" in raised.value.__notes__[0]
