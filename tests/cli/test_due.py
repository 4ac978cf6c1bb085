"""The calendar the way cron, a service manager and a tired controller meet it."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.making import (
    COMMAND,
    Call,
    CallIn,
    arshjul,
    said,
    whole_project,
    within,
    write_good_and_bad,
    write_notebook,
    write_report,
)
from tests.post import HOST, Post, free_port, post_office

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.memory.journal import Journal
from analysis.publish.chromium import find_browser

#: Long over: what has not been made by then is late.
THEN = {"period": "helår 2016", "data_cutoff": "2017-01-20", "deadline": "2017-02-10", "board_date": "2017-02-21"}
PATIENCE = 240


def write_calendar(project: Project, *reports: str, port: int | None = None, **keys: Any) -> None:  # noqa: ANN401
    """Plan reports for early 2017, as a calendar that mails to a port of this machine."""
    entries = [
        {"id": f"post-{report}", "report": report, "schedule": "0 6 * * 1-5"} | THEN | keys for report in reports
    ]
    mail = {"to": "controller@kommun.example", "from": "arshjul@kommun.example", "host": HOST, "starttls": False}
    content: dict[str, Any] = {"entries": entries} | ({"mail": mail | {"port": port}} if port else {})
    text = yaml.safe_dump(content, allow_unicode=True)
    (project.parameters / "calendar.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def planned(built: Built, tmp_path: Path) -> Project:
    """A project with one report that goes well and one with a cell that fails."""
    return project_in(tmp_path, built)


def project_in(folder: Path, built: Built) -> Project:
    project = whole_project(folder, built)
    write_good_and_bad(project)
    return project


@pytest.fixture
def paperless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a browser: to print takes as long as all the rest, and is tried where the PDF is looked at."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def office() -> Iterator[Post]:
    with post_office() as post:
        yield post


@pytest.fixture
def call(call_in: CallIn, planned: Project) -> Call:
    """Call the command within this process, which is quicker where nothing is run."""
    return call_in(planned)


def row_of(ran: subprocess.CompletedProcess[str], entry: str) -> list[str]:
    (row,) = [line for line in ran.stdout.splitlines() if f" {entry} " in line]
    return [cell.strip() for cell in re.split("[│|]", row)[1:-1]]


def test_due_shows_when_what_is_made_and_who_has_not_delivered(planned: Project, call: Call) -> None:
    write_calendar(planned, "annual-2016-klk", "tiny")
    ran = call("due")
    assert ran.returncode == 1
    shown = ["post-tiny", "tiny", "helår 2016", "2017-01-20", "2017-02-10", "2017-02-21", "nu", "–", "försenad"]
    assert row_of(ran, "post-tiny") == shown
    assert "2 att köra, varav 2 försenade." in said(ran)
    missing = "annual-2016: Kommunledningskontoret (KLK), Att värna demokrati: 1 mål saknar utfall: Delaktighetsindex"
    # Both reports are about the same part of the document, whose gaps are told once.
    assert ran.stdout.count(missing) == 1
    # Nothing is made: the database was only looked at.
    assert [path.name for path in planned.state.iterdir()] == ["snapshots"]
    assert list(planned.output.iterdir()) == [planned.state]


@pytest.mark.parametrize(
    ("at", "code", "coming", "state"),
    [
        ("2017-01-20T05:59", 0, "2017-01-20 06:00", "kommande"),
        ("2017-01-20T06:00", 1, "nu", "att köra"),
        ("2017-01-20T05:00:00+00:00", 1, "nu", "att köra"),
        ("2017-02-11", 1, "nu", "försenad"),
    ],
)
def test_another_moment_can_be_asked_about(
    planned: Project, call: Call, at: str, code: int, coming: str, state: str
) -> None:
    write_calendar(planned, "tiny")
    ran = call("due", "--at", at)
    assert ran.returncode == code
    assert (row_of(ran, "post-tiny")[-3], row_of(ran, "post-tiny")[-1]) == (coming, state)
    assert ("Inget är att köra." in said(ran)) == (code == 0)


def test_what_is_due_is_run_and_mailed_once(planned: Project, call: Call, office: Post) -> None:
    write_calendar(planned, "tiny", port=office.port)
    ran = arshjul(planned, "due", "--run")
    assert ran.returncode == 0, said(ran)
    assert "tiny  1/1  Hej: klart på" in said(ran)
    page = planned.output / "tiny" / "index.html"
    assert page.with_name("tiny.pdf").exists() == (find_browser() is not None)
    made = page.stat().st_mtime_ns
    (message,) = office.messages
    assert message["Subject"] == "Årshjul: Prov tiny är framtagen"
    content = message.get_content()
    assert f"Sidorna: {planned.output / 'index.html'}" in content
    assert "Kommunledningskontoret (KLK), Processkvalitet: 1 mål saknar utfall" in content
    again = call("due", "--run")
    assert (again.returncode, said(again)) == (0, "Inget är att köra.\n")
    assert (page.stat().st_mtime_ns, len(office.messages)) == (made, 1)
    shown = call("due")
    assert shown.returncode == 0
    assert row_of(shown, "post-tiny")[-1] == "klar"


def test_a_run_by_hand_counts(planned: Project, call: Call) -> None:
    write_calendar(planned, "tiny")
    assert within(planned, "run", "tiny").returncode == 0
    assert said(call("due", "--run")) == "Inget är att köra.\n"


@pytest.mark.usefixtures("paperless")
def test_a_failure_is_mailed_with_cell_and_reason_and_only_it_is_run_again(planned: Project, office: Post) -> None:
    (planned.parameters / "wrong.yaml").write_text("report: wrong\ntitel: x\n", encoding="utf-8")
    write_calendar(planned, "bad", "tiny", "wrong", port=office.port)
    ran = within(planned, "due", "--run")
    assert ran.returncode == 1
    (message,) = office.messages
    assert message["Subject"] == "Årshjul: 2 av 3 rapporter misslyckades"
    told = message.get_content().replace("\r\n", "\n")
    assert "Prov bad (bad): misslyckades. Den förra rapporten ligger kvar." in told
    assert "  Kapitlet «Trasigt» kunde inte tas fram.\n    Notebook: raising.ipynb" in told
    assert "    Cell 4:\n      before / 0\n    Orsak: ZeroDivisionError: division by zero" in told
    assert "Prov tiny (tiny): framtagen." in told
    assert "wrong.yaml: nyckeln title saknas" in told
    assert "okänd nyckel titel. Menade du «title»?" in told
    assert "ZeroDivisionError" in said(ran)
    again = within(planned, "due", "--run")
    assert again.returncode == 1
    assert "Kör bad, wrong." in said(again)


def test_pages_that_cannot_be_printed_are_mailed(
    planned: Project, office: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    write_calendar(planned, "tiny", port=office.port)
    ran = within(planned, "due", "--run")
    assert ran.returncode == 1
    assert (planned.output / "tiny" / "index.html").exists()
    (message,) = office.messages
    told = message.get_content().replace("\r\n", "\n")
    assert "CHROMIUM är «/nowhere/chromium», men där finns ingen webbläsare." in told


@pytest.mark.usefixtures("paperless")
def test_a_mail_that_cannot_be_sent_is_told_and_does_not_undo_the_run(planned: Project, call: Call) -> None:
    port = free_port()
    write_calendar(planned, "tiny", port=port)
    ran = within(planned, "due", "--run")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert f"Mejlet till controller@kommun.example gick inte att skicka genom {HOST}:{port}" in ran.stderr
    assert (planned.output / "tiny" / "index.html").exists()
    assert said(call("due", "--run")) == "Inget är att köra.\n"


def test_without_database_the_calendar_is_shown_and_the_failure_of_a_run_is_mailed(
    planned: Project, call: Call, office: Post
) -> None:
    write_calendar(planned, "tiny", port=office.port)
    planned.database.unlink()
    assert "Bygg den med «arshjul build»" in said(call("due"))
    ran = call("due", "--run")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "Databasen arshjul.duckdb finns inte" in office.messages[0].get_content()


@pytest.mark.usefixtures("paperless")
def test_the_database_is_built_first_and_faults_in_the_data_are_mailed(
    planned: Project, call: Call, office: Post
) -> None:
    write_calendar(planned, "tiny", port=office.port)
    (planned.data / "reference" / "units.csv").write_text("unit\n", encoding="utf-8")
    ran = within(planned, "due", "--run", "--build")
    assert ran.returncode == 1
    told = office.messages[0].get_content()
    assert "Databasen kunde inte byggas om; rapporterna bygger på den förra." in told
    assert "reference/units.csv" in told
    assert row_of(call("due"), "post-tiny")[-1] == "försenad"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["due", "--at", "igår"], "Okänd tidpunkt «igår». Skriv till exempel --at 2022-04-01T08:00."),
        (["due", "--run", "--at", "2022-04-01"], "--at visar bara"),
        (["due", "--rnu"], "Okänt val «--rnu». Menade du «--run»?"),
        (["shedule"], "Okänt kommando «shedule». Menade du «schedule»?"),
    ],
)
def test_a_wrong_call_is_told(planned: Project, call: Call, words: list[str], told: str) -> None:
    write_calendar(planned, "tiny")
    ran = call(*words)
    assert ran.returncode == 2
    assert told in said(ran)


@pytest.mark.parametrize("words", [["due"], ["due", "--run"], ["schedule"]])
def test_a_wrong_calendar_is_told(planned: Project, call: Call, words: list[str]) -> None:
    write_calendar(planned, "tiny", schedule="0 6 * * mån")
    ran = call(*words)
    assert ran.returncode == 1
    assert "calendar.yaml: entries.«post-tiny».schedule är «0 6 * * mån»" in said(ran)


def test_a_memory_that_cannot_be_read_is_told(planned: Project, call: Call) -> None:
    write_calendar(planned, "tiny")
    planned.state.mkdir(parents=True)
    (planned.state / "runs.sqlite").write_text("{" * 1000, encoding="utf-8")
    ran = call("due")
    assert ran.returncode == 1
    assert "Minnet av tidigare körningar går inte att läsa" in said(ran)


class Served:
    """The service as a process of its own, and what it has said so far."""

    def __init__(self, project: Project) -> None:
        environment = os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONUTF8": "1", "COLUMNS": "300"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "schedule"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=project.root,
        )
        self.said = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, words: str, times: int = 1) -> None:
        until = time.monotonic() + PATIENCE
        while self.said.count(words) < times:
            assert time.monotonic() < until, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.leave()

    def leave(self) -> int:
        code = self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def serve(planned: Project) -> Iterator[Callable[[], Served]]:
    """Start the service; none is left behind."""
    started: list[Served] = []

    def start() -> Served:
        started.append(Served(planned))
        return started[-1]

    yield start
    for served in started:
        if served.process.poll() is None:
            served.process.kill()
            served.leave()


def test_the_service_catches_up_once_and_ends_when_told(
    planned: Project, call: Call, serve: Callable[[], Served], office: Post
) -> None:
    write_calendar(planned, "tiny", port=office.port)
    served = serve()
    served.wait_for("Körningen är klar.")
    other = call("schedule")
    assert other.returncode == 1
    assert "En schemaläggare är redan i gång" in said(other)
    assert said(call("due", "--run")) == "Inget är att köra.\n"
    assert served.end() == 0
    assert "Schemaläggaren är avslutad." in served.said
    again = serve()
    again.wait_for("Inget är att köra.")
    assert again.end(signal.SIGINT) == 0
    assert (len(office.messages), "Traceback" in served.said + again.said) == (1, False)


@pytest.mark.usefixtures("paperless")
def test_the_service_ends_after_the_running_report(planned: Project, call: Call, serve: Callable[[], Served]) -> None:
    go = planned.root / "go"
    waiting = f"while not Path({str(go)!r}).exists():\n    time.sleep(0.05)"
    write_notebook(planned, "hello", "import time\nfrom pathlib import Path", waiting, "print(organisation, year)")
    write_calendar(planned, "tiny")
    served = serve()
    served.wait_for("Kör tiny.")
    ran = call("due", "--run")
    assert (ran.returncode, said(ran)) == (0, "En annan körning pågår; den tar hand om det som är att köra.\n")
    served.process.send_signal(signal.SIGTERM)
    served.wait_for("Avslutar")
    go.touch()
    assert served.leave() == 0
    assert served.said.index("Avslutar") < served.said.index("klart på") < served.said.index("är avslutad")
    assert Journal(planned.state).last_success("tiny") is not None


@pytest.fixture(scope="module")
def going_on(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Served]]:
    """A service that has nothing to do until somebody changes its calendar, on a machine without a browser."""
    planned = project_in(tmp_path_factory.mktemp("service"), built)
    write_report(planned, "other", {"notebook": "hello", "title": "Hej"})
    later = datetime.now(UTC) + timedelta(days=2)
    days: dict[str, Any] = dict.fromkeys(("data_cutoff", "deadline", "board_date"), f"{later:%Y-%m-%d}")
    write_calendar(planned, "tiny", **days | {"schedule": "0 6 * * *"})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CHROMIUM", raising=False)
        patch.setenv("PATH", str(planned.root))
        served = Served(planned)
    try:
        served.wait_for("Inget är att köra.")
        yield planned, served
        assert served.end() == 0
        assert "Traceback" not in served.said
    finally:
        if served.process.poll() is None:
            served.process.kill()
            served.leave()


def test_the_service_reads_a_changed_calendar_and_keeps_the_old_one_when_it_is_wrong(
    going_on: tuple[Project, Served],
) -> None:
    planned, served = going_on
    well = served.said.count("Körningen är klar.")
    write_calendar(planned, "tiny", schedule="0 6 * * mån")
    served.wait_for("Den förra kalendern gäller.")
    assert served.said.count("Körningen är klar.") == well
    write_calendar(planned, "tiny")
    served.wait_for("Körningen är klar.", well + 1)


def test_the_service_goes_on_after_a_failure(going_on: tuple[Project, Served], office: Post) -> None:
    planned, served = going_on
    well = served.said.count("Körningen är klar.\n")
    write_calendar(planned, "bad", port=office.port)
    served.wait_for("Körningen är klar, men något misslyckades.")
    write_calendar(planned, "other", port=office.port)
    served.wait_for("Körningen är klar.\n", well + 1)
    assert [message["Subject"] for message in office.messages] == [
        "Årshjul: Prov bad misslyckades",
        "Årshjul: Prov other är framtagen",
    ]
