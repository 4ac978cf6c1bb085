"""Chapters made by the workers of a real Dask cluster, also when some or all of it dies in the middle of a run."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import dask
import psutil
import pytest
from tests.cluster import PATIENCE, Cluster, cluster_in
from tests.making import COMMAND, ROOT, SMALL, arshjul, small_project, within, write_notebook, write_report
from tests.waiting import wait_for

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.errors import CallError, ClusterError
from analysis.make.cluster import cluster_pool
from analysis.memory.journal import FAILED, MADE, ChapterEntry, Journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed as Unix kills them")
Chapter = dict[str, object]
OLD = "<h1>Gårdagens rapport</h1>"
#: Tells which kernel it is and waits until somebody lets it go on; the one who comes second need not wait.
SLOW = """
import os, time
from pathlib import Path
marks = Path({folder!r})
first = not list(marks.iterdir())
(marks / str(os.getpid())).touch()
while first and not (marks / "go").exists():
    time.sleep(0.05)
print("klart", organisation)
"""
GOALS = "from analysis.report import Report\nReport(organisation=organisation, year=year).goals()"
ASKING: Chapter = {"notebook": "asking", "title": "Mål"}
SLOWLY: Chapter = {"notebook": "slow", "title": "Långsamt"}
HELLO: Chapter = {"notebook": "hello", "title": "Hej"}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PATIENCE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, one of them looked after by a nanny; nobody may kill any."""
    with cluster_in(tmp_path_factory.mktemp("dask") / "cluster", workers=1) as made:
        made.add_worker("--nanny")
        made.await_workers(2)
        yield made
        # Kernels, and the processes that they are forked from, end with the workers.
        assert made.dismiss() == []
        left = {path.name for path in made.temporary.iterdir()} - {f"arshjul-{os.getuid()}", "dask-scratch-space"}
        assert left == set()


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Cluster]]:
    """A cluster with workers that may be killed: what is left of one is completed, so that nobody starts two of all."""
    made: list[Cluster] = []
    with ExitStack() as all_of_them:

        def completed() -> Cluster:
            if not made or made[-1].scheduler.poll() is not None:
                folder = tmp_path_factory.mktemp("struck") / "cluster"
                made.append(all_of_them.enter_context(cluster_in(folder, workers=0)))
            made[-1].complete(2)
            return made[-1]

        yield completed


@pytest.fixture
def mortal(struck: Callable[[], Cluster]) -> Cluster:
    """Two workers to kill."""
    return struck()


def project_of(small: Built, folder: Path, **reports: list[Chapter]) -> Project:
    """A project with these reports only, made of small notebooks, one of which asks the database."""
    project = small_project(folder, small)
    (folder / "marks").mkdir()
    write_notebook(project, "slow", SLOW.format(folder=str(folder / "marks")))
    write_notebook(project, "hello", "print(organisation, year)")
    write_notebook(project, "asking", GOALS)
    for report, chapters in reports.items():
        write_report(project, report, *chapters, **SMALL)
        (project.output / report).mkdir(parents=True)
        (project.output / report / "index.html").write_text(OLD, encoding="utf-8")
    return project


def pages_of(project: Project) -> dict[str, str]:
    """Every finished file that a reader opens, without the id of the run; unfinished folders come and go meanwhile."""
    folders = [project.output, *(path for path in project.output.glob("[!.]*") if path.is_dir())]
    return {
        path.relative_to(project.output).as_posix(): re.sub(r"körning \w{8}", "", path.read_text(encoding="utf-8"))
        for folder in folders
        for path in folder.glob("*.html")
    }


def chapters_of(project: Project) -> list[ChapterEntry]:
    journal = Journal(project.state)
    return journal.chapters(journal.runs()[0].run)


def left_over(project: Project, *folders: Path) -> list[Path]:
    """What a run should have cleared away."""
    looked_at = [project.state / name for name in ("share", "work")] + list(folders)
    hidden = [path for path in project.output.iterdir() if path.name.startswith(".") and path != project.state]
    return [path for folder in looked_at if folder.exists() for path in folder.rglob("*")] + hidden


# ---- well ----


def test_reports_come_out_as_they_do_on_this_machine(cluster: Cluster, small: Built, tmp_path: Path) -> None:
    reports: dict[str, list[Chapter]] = {"one": [ASKING, HELLO], "two": [HELLO]}
    here, there = (project_of(small, tmp_path / name, **reports) for name in ("here", "there"))
    assert within(here, "run").returncode == 0
    ran = within(there, "run", "--cluster", cluster.address)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert pages_of(there) == pages_of(here)
    told = [(each.report, each.title, each.outcome, each.attempts) for each in chapters_of(there)]
    assert told == [(each.report, each.title, each.outcome, each.attempts) for each in chapters_of(here)]
    assert len(told) == 3
    assert left_over(there) == []
    # What a chapter asked the database has travelled too.
    assert "one: oförändrad" in within(there, "run").stdout


@pytest.mark.parametrize("form", ["{}", "file://{}"], ids=["folder", "address"])
def test_database_and_results_travel_by_any_folder_or_address(
    cluster: Cluster, small: Built, tmp_path: Path, form: str
) -> None:
    project = project_of(small, tmp_path / "project", one=[ASKING, HELLO])
    share = tmp_path / "delad mapp"
    ran = within(project, "run", "--cluster", cluster.address, "--share", form.format(share))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [each.outcome for each in chapters_of(project)] == [MADE] * 2
    assert left_over(project, share) == []
    kept = list(cluster.temporary.glob("arshjul-*/*.duckdb"))
    assert [path.read_bytes() for path in kept] == ([small.path.read_bytes()] if "://" in form else [])
    for path in kept:
        path.unlink()


def test_a_failing_cell_is_told_as_it_is_on_this_machine(cluster: Cluster, small: Built, tmp_path: Path) -> None:
    project = project_of(small, tmp_path / "project", one=[HELLO, {"notebook": "raising", "title": "Fel"}])
    write_notebook(project, "raising", "1 / 0")
    ran = within(project, "run", "--cluster", cluster.address)
    assert (ran.returncode, "Traceback" in ran.stdout + ran.stderr) == (1, False)
    for words in ("raising.ipynb", "organisation=HAMN", "1 / 0", "ZeroDivisionError: division by zero"):
        assert words in ran.stdout
    assert "1 kapitel kunde inte tas fram" in pages_of(project)["one/index.html"]
    assert left_over(project) == []


def test_leaving_the_pool_closes_the_connection(cluster: Cluster) -> None:
    pool = cluster_pool(cluster.address)
    with pool:
        assert sorted(pool.map(abs, [-1, -2])) == [1, 2]
        with pytest.raises(ValueError, match="invalid literal"):
            pool.submit(int, "x").result()
    assert pool._client.status == "closed"


def test_a_thousand_calls_that_look_alike_are_a_thousand_calls(cluster: Cluster) -> None:
    with cluster_pool(cluster.address) as pool:
        pids = [future.result() for future in [pool.submit(os.urandom, 16) for _ in range(1_000)]]
    assert len(set(pids)) == 1_000


# ---- somebody dies ----


def test_a_worker_that_is_killed_with_a_chapter_leaves_it_to_another(
    mortal: Cluster, small: Built, tmp_path: Path
) -> None:
    chapters: list[Chapter] = [SLOWLY, *[HELLO] * 5, ASKING]
    project = project_of(small, tmp_path / "project", one=chapters, two=[HELLO])
    with running(project, mortal) as run:
        kernel = slow_kernel(project)
        server = kernel.parents()[0]
        worker_of(mortal, kernel).kill()
        said, wrong = run.communicate(timeout=240)
    assert (run.returncode, wrong) == (0, ""), said
    told = chapters_of(project)
    assert [each.outcome for each in told] == [MADE] * 8
    assert len({(each.report, each.chapter) for each in told}) == 8
    assert said.count("Långsamt") == 1
    assert len(list((tmp_path / "project" / "marks").iterdir())) == 2
    assert len(list((project.output / "one").glob("[0-9]*.html"))) == 7
    assert OLD not in pages_of(project).values()
    assert left_over(project) == []
    assert psutil.wait_procs([kernel, server], timeout=60)[1] == []


def all_workers(cluster: Cluster) -> None:
    for worker in cluster.workers:
        worker.kill()


def the_scheduler(cluster: Cluster) -> None:
    cluster.scheduler.kill()


@pytest.mark.parametrize(
    ("kill", "words"),
    [
        (all_workers, "Klustret har inga arbetare kvar"),
        pytest.param(the_scheduler, "Anslutningen till klustrets schemaläggare", marks=pytest.mark.long),
    ],
)
def test_a_cluster_that_dies_is_told_and_leaves_the_old_report(
    mortal: Cluster, small: Built, tmp_path: Path, kill: Callable[[Cluster], None], words: str
) -> None:
    project = project_of(small, tmp_path / "project", all=[HELLO], cut=[SLOWLY, HELLO])
    with running(project, mortal) as run:
        kernel = slow_kernel(project)
        wait_for(lambda: [path for path in pages_of(project) if path.startswith("all/01")])
        kill(mortal)
        # That it ends at all is what is told here; how soon depends on the machine.
        said, wrong = run.communicate(timeout=240)
    assert (run.returncode, wrong, "Traceback" in said) == (1, "", False)
    assert f"cut: {words}" in said
    assert "Den förra rapporten ligger kvar" in said
    assert "all: " not in said
    assert pages_of(project)["cut/index.html"] == OLD
    journal = Journal(project.state).runs()[0]
    assert (journal.outcome, journal.reports) == (FAILED, {"all": MADE, "cut": FAILED})
    assert left_over(project) == []
    mortal.end()
    assert psutil.wait_procs([kernel], timeout=60)[1] == []


@pytest.mark.long
def test_a_chapter_that_kills_every_worker_is_told_and_the_others_come_out(
    tmp_path: Path, small: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with cluster_in(tmp_path / "cluster", workers=2) as cluster:
        project = project_of(small, tmp_path / "project", one=[{"notebook": "deadly", "title": "Dödligt"}, HELLO])
        write_notebook(
            project,
            "deadly",
            "import os, psutil, time; psutil.Process(os.getppid()).parent().kill(); time.sleep(60)",
        )
        ran = arshjul(project, "run", "--cluster", cluster.address)
        assert sum(worker.poll() is None for worker in cluster.workers) == 1
    assert (ran.returncode, ran.stderr, "Traceback" in ran.stdout) == (1, "", False)
    assert "Kapitlet «Dödligt» kunde inte tas fram" in ran.stdout
    assert "arbetare efter arbetare dog" in ran.stdout
    assert {each.title: each.outcome for each in chapters_of(project)} == {"Dödligt": FAILED, "Hej": MADE}
    assert left_over(project) == []


# ---- wrong from the start ----


def test_a_cluster_that_is_not_there_is_a_wrong_call(small: Built, tmp_path: Path) -> None:
    project = project_of(small, tmp_path / "project", one=[HELLO])
    ran = within(project, "run", "--cluster", "tcp://127.0.0.1:9")
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    assert "Ingen Dask-schemaläggare svarar på «tcp://127.0.0.1:9»" in ran.stderr
    assert pages_of(project)["one/index.html"] == OLD


@pytest.mark.parametrize("address", ["tcp://127.0.0.1", "ingen adress", "udp://a:1", "tls://127.0.0.1:9"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(CallError, match=f"svarar på «{address}»"):
        cluster_pool(address)


def test_workers_that_are_missing_or_of_another_version_are_named(tmp_path: Path) -> None:
    other, none = tmp_path / "other", tmp_path / "none"
    shutil.copytree(ROOT / "src", other)
    (other / "analysis" / "new.py").touch()
    (none / "analysis").mkdir(parents=True)
    (none / "analysis" / "__init__.py").touch()
    with cluster_in(tmp_path / "cluster", workers=0) as cluster:
        brief = dask.config.set({"distributed.comm.timeouts.connect": "3s"})
        with brief, pytest.raises(ClusterError, match=f"Klustret «{cluster.address}» har inga arbetare"):
            cluster_pool(cluster.address)
        for path in (other, none):
            cluster.add_worker(PYTHONPATH=str(path))
        cluster.await_workers(2)
        with pytest.raises(ClusterError) as refused:
            cluster_pool(cluster.address)
    told = sorted(re.sub(r"tcp://\S+:\d+", "X", line) for line in refused.value.message.splitlines())
    assert told == [
        "Arbetaren X har en annan version av Årshjul, Python eller bibliotek.",
        "Arbetaren X kan inte läsa in Årshjul.",
    ]


# ---- a chapter that is stopped by something else than itself, on this machine ----


def test_what_stops_a_chapter_on_its_way_leaves_the_others_alone(small: Built, tmp_path: Path) -> None:
    project = project_of(small, tmp_path / "project", one=[{"notebook": "spoiler", "title": "Spår"}, HELLO])
    write_notebook(project, "spoiler", "import os; os.mkdir(os.environ['ARSHJUL_TRACE'])")
    ran = within(project, "run")
    assert (ran.returncode, "Traceback" in ran.stdout + ran.stderr) == (1, False)
    assert " är en mapp och ska vara en fil. " in ran.stdout
    assert {each.title: each.outcome for each in chapters_of(project)} == {"Spår": FAILED, "Hej": MADE}


def test_a_working_folder_that_is_gone_is_told_for_each_chapter(small: Built, tmp_path: Path) -> None:
    project = project_of(small, tmp_path / "project", one=[{"notebook": "wrecker", "title": "Rivet"}, HELLO])
    wreck = "import os, shutil; from pathlib import Path\nwork = Path(os.environ['ARSHJUL_TRACE']).parent.parent\n"
    write_notebook(project, "wrecker", f"{wreck}shutil.rmtree(work); work.touch()")
    ran = within(project, "run", "--workers", "1")
    assert (ran.returncode, "Traceback" in ran.stdout + ran.stderr) == (1, False)
    assert "Kapitlet «Hej» kunde inte tas fram" in ran.stdout
    assert pages_of(project)["one/index.html"] == OLD


# ---- helpers ----


class running:  # noqa: N801 - reads as a phrase
    """A run that goes on in the background."""

    def __init__(self, project: Project, cluster: Cluster) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "run", "--cluster", cluster.address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONUTF8": "1", "COLUMNS": "300"},
            cwd=project.root,
        )

    def __enter__(self) -> "subprocess.Popen[str]":
        return self._process.__enter__()

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.__exit__(None, None, None)


def slow_kernel(project: Project) -> psutil.Process:
    """Wait for the slow chapter and give its kernel."""
    marks = project.root / "marks"
    wait_for(lambda: list(marks.iterdir()))
    return psutil.Process(int(next(marks.iterdir()).name))


def worker_of(cluster: Cluster, kernel: psutil.Process) -> "subprocess.Popen[bytes]":
    above = {process.pid for process in kernel.parents()}
    (worker,) = [worker for worker in cluster.workers if worker.pid in above]
    return worker
