"""Kernels forked from a warm process: fresh, apart from each other, and told of when they die."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_event_loop

from analysis.kernels import forked
from analysis.kernels.forked import SETTING
from analysis.kernels.provisioner import can_fork
from analysis.make.execute import Failure, execute
from analysis.make.plan import Job

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
LIMIT = 120.0
Ran = tuple[Failure | None, list[str]]
Run = Callable[..., Ran]

FORKED, ORDINARY = "1", "0"
#: Kernels that tell each other which process they are.
WAITING = """
import os, time
def tell(path):
    with open(path + ".new", "w") as file:
        file.write(str(os.getpid()))
    os.replace(path + ".new", path)
def told(path):
    return open(path).read() if os.path.exists(path) else ""
def wait(come):
    while not come():
        time.sleep(0.02)
"""


def notebook_of(*cells: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    """A notebook of code cells."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])  # type: ignore[no-untyped-call]
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


def said(executed: Path) -> list[str]:
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"] if executed.exists() else []
    return ["".join("".join(output.get("text", "")) for output in cell.get("outputs", [])).strip() for cell in cells]


@pytest.fixture(params=[FORKED, ORDINARY], ids=["forked", "ordinary"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to start a kernel; the ordinary one is what a system without fork has."""
    monkeypatch.setenv(SETTING, request.param)
    return str(request.param)


@pytest.fixture
def run(tmp_path: Path, way: str) -> Run:
    """Execute cells as a chapter of a report."""

    def ran(*cells: str, seconds: float = LIMIT) -> Ran:
        path, executed = tmp_path / "prov.ipynb", tmp_path / "executed.ipynb"
        executed.unlink(missing_ok=True)
        nbformat.write(notebook_of(*cells), path)  # type: ignore[no-untyped-call]
        failure = execute(Job(path, {}, "Prov", "prov", seconds=seconds), executed, {"ARSHJUL_PROV": "här"})
        return failure, said(executed)

    return ran


def test_a_kernel_computes_with_polars_and_duckdb(run: Run) -> None:
    failure, (_, frame, rows) = run(
        "import polars as pl, duckdb",
        "print(pl.DataFrame({'a': [1, 1, 2], 'b': [1, 2, 3]}).lazy().group_by('a').agg(pl.col('b').sum())"
        ".collect().sort('a').rows())",
        "print(duckdb.sql('SELECT sum(range) FROM range(1000000)').fetchall())",
    )
    assert failure is None
    assert (frame, rows) == ("[(1, 3), (2, 3)]", "[(499999500000,)]")


def test_a_kernel_gets_its_environment_and_the_folder_of_its_caller(run: Run) -> None:
    failure, (first,) = run("import os; print(os.environ['ARSHJUL_PROV'], os.getcwd())")
    assert (failure, first) == (None, f"här {Path.cwd()}")


def test_nothing_leaks_from_one_kernel_to_the_next(run: Run) -> None:
    mark = (
        "import os, sys, random, analysis.base.vocabulary as v, babel.numbers\n"
        "print(os.getpid(), 'left' in globals(), hasattr(v, 'left'), 'LEFT' in os.environ, '/left' in sys.path)\n"
        "print(random.random())\n"
        "left = v.left = 1; os.environ['LEFT'] = '1'; sys.path.append('/left'); os.chdir('/')"
    )
    (_, (first,)), (_, (second,)) = run(mark), run(mark)
    pids = {text.split()[0] for text in (first, second)}
    numbers = {text.split()[-1] for text in (first, second)}
    assert len(pids) == len(numbers) == 2
    assert [text.split()[1:5] for text in (first, second)] == [["False"] * 4] * 2


def test_a_failing_cell_is_told_with_its_number(run: Run) -> None:
    failure, _ = run("a = 1", "a / 0", "print('aldrig')")
    assert failure is not None
    assert (failure.cell, failure.source, failure.reason, failure.may_pass) == (
        2,
        "a / 0",
        "ZeroDivisionError: division by zero",
        False,
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os._exit(7)", "kärnan avslutade sig själv med felkod 7"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "troligen för att minnet tog slut"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "signal SIGSEGV"),
    ],
)
def test_a_kernel_that_dies_is_told_with_cell_and_cause(run: Run, code: str, reason: str) -> None:
    failure, _ = run("a = 1", code)
    assert failure is not None
    assert (failure.cell, failure.source, failure.may_pass) == (2, code, True)
    assert reason in failure.reason


def test_a_kernel_that_takes_too_long_is_stopped(run: Run) -> None:
    failure, _ = run("import threading; threading.Event().wait()", seconds=4)
    assert failure is not None
    assert (failure.reason, failure.may_pass) == ("notebooken hann inte klart på 4 sekunder och avbröts", False)


def test_a_kernel_that_dies_leaves_the_others_alone(tmp_path: Path) -> None:
    """The second kernel is started before the first one dies and works on after it."""
    path, other, first, second = (tmp_path / name for name in ("prov.ipynb", "other.ipynb", "first", "second"))
    dies = f"{WAITING}tell({str(first)!r}); wait(lambda: told({str(second)!r}))", "os._exit(1)"
    nbformat.write(notebook_of(*dies), path)  # type: ignore[no-untyped-call]
    gone = f"lambda: told({str(first)!r}) and not os.path.exists('/proc/' + told({str(first)!r}))"
    lives = f"{WAITING}tell({str(second)!r}); wait({gone}); print('klar')"
    nbformat.write(notebook_of(lives), other)  # type: ignore[no-untyped-call]
    command = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from pathlib import Path\n"
        "from analysis.make.execute import execute; from analysis.make.plan import Job\n"
        "jobs = [Job(Path(p), {}, p, 'x') for p in sys.argv[1:]]\n"
        "with ThreadPoolExecutor(2) as pool:\n"
        "    done = list(pool.map(lambda job: execute(job, job.notebook.with_suffix('.out'), {}), jobs))\n"
        "print([failure and failure.reason for failure in done])"
    )
    ran = subprocess.run([sys.executable, "-c", command, path, other], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['kärnan avslutade sig själv med felkod 1', None]"
    assert said(other.with_suffix(".out")) == ["klar"]


@pytest.fixture
def process(tmp_path: Path) -> Iterator[forked.ForkedProcess]:
    """A forked kernel that waits for a connection nobody makes."""
    made = fork("-f", str(tmp_path / "one.json"))
    yield made
    made.kill()
    made.wait(timeout=60)


def fork(*arguments: str) -> forked.ForkedProcess:
    return forked.fork_kernel([*arguments, "--log-level=CRITICAL"], os.environ, str(Path.cwd()), [0, 1, 2])


def test_a_forked_process_tells_how_it_ended(process: forked.ForkedProcess) -> None:
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.05)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(timeout=60) == process.poll() == -signal.SIGKILL


def test_kernels_end_with_their_server_and_the_next_one_gets_a_new_one(
    process: forked.ForkedProcess, tmp_path: Path
) -> None:
    server = psutil.Process(process.pid).parent()
    assert server is not None
    server.kill()
    assert process.wait(timeout=60) == -signal.SIGKILL
    again = fork("-f", str(tmp_path / "two.json"))
    assert psutil.Process(again.pid).parent() != server
    again.kill()
    again.wait(timeout=60)


def test_a_server_that_dies_before_it_is_reached_is_followed_by_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usual = forked.warm_up
    died: list[int] = []

    def dying(kind: str) -> Path:
        """Start a server that is killed before anybody connects, the first time."""
        path = usual(kind)
        if not died:
            process = forked._servers[kind].process
            process.kill()
            died.append(process.wait())
        return path

    monkeypatch.setattr(forked, "warm_up", dying)
    kernel = fork("-f", str(tmp_path / "one.json"))
    assert died == [-signal.SIGKILL]
    assert kernel.poll() is None
    kernel.kill()
    kernel.wait(timeout=60)


def test_changed_code_is_not_forked_from_what_was_imported_before(
    process: forked.ForkedProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(forked, "_stamp", time.time)
    again = fork("-f", str(tmp_path / "two.json"))
    assert psutil.Process(again.pid).ppid() != psutil.Process(process.pid).ppid()
    again.kill()
    again.wait(timeout=60)
    assert process.poll() is None


def test_server_and_kernels_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    command = (
        "import os, time; from analysis.kernels.forked import fork_kernel\n"
        f"arguments = ['-f', {str(tmp_path / 'k.json')!r}, '--log-level=CRITICAL']\n"
        "print(fork_kernel(arguments, os.environ, '/', [0, 2, 2]).pid, flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        kernel = psutil.Process(int(program.stdout.readline()))
        server = kernel.parent()
        assert server is not None
        program.kill()
    gone, alive = psutil.wait_procs([kernel, server], timeout=60)
    assert (len(gone), alive) == (2, [])


def test_a_server_that_was_used_refuses_to_fork(tmp_path: Path) -> None:
    """Threads started by a query would be missing in the child, their locks held for ever."""
    path = tmp_path / "s"
    command = (
        "import sys, threading; from analysis.kernels import server\n"
        "server.importlib.import_module = lambda name: None\n"
        "serve = server.ForkServer.serve\n"
        "def used(self):\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    return serve(self)\n"
        "server.ForkServer.serve = used\n"
        f"sys.argv = ['server', {str(path)!r}, 'kernels']; server.main()"
    )
    with subprocess.Popen([sys.executable, "-c", command], stdin=subprocess.PIPE) as process:
        connection = socket.socket(socket.AF_UNIX)
        # The file is there as soon as the server has bound it, a moment before the server listens.
        while connection.connect_ex(str(path)) != 0:
            assert process.poll() is None
            time.sleep(0.01)
        message = json.dumps({"arguments": [], "env": {}, "cwd": "/"}).encode() + b"\n"
        socket.send_fds(connection, [message], [0, 1, 2])
        assert json.loads(connection.recv(1000)) == {"error": "the server has threads"}
        connection.close()
        process.communicate()


def test_only_kernels_of_this_interpreter_and_its_settings_are_forked() -> None:
    ours = [sys.executable, "-m", "ipykernel_launcher", "-f", "x"]
    assert can_fork(ours, os.environ) is (sys.platform == "linux")
    assert not can_fork(["/usr/bin/other", *ours[1:]], os.environ)
    assert not can_fork([sys.executable, "-m", "bash_kernel"], os.environ)
    assert not can_fork(ours, os.environ | {SETTING: "0"})
    assert not can_fork(ours, os.environ | {"PYTHONHASHSEED": "7"})


@pytest.fixture
def kernel() -> Iterator[KernelManager]:
    """A kernel as JupyterLab starts it, by the kernel specification that is installed."""
    # The event loop that jupyter_client makes for this thread.
    with closing(ensure_event_loop()):
        manager = KernelManager(kernel_name="arshjul")
        manager.start_kernel()
        yield manager
        manager.shutdown_kernel(now=True)


def interrupt(kernel: KernelManager) -> None:
    with closing(ensure_event_loop()):
        kernel.interrupt_kernel()


def test_an_analyst_may_interrupt_and_restart_the_kernel(kernel: KernelManager) -> None:
    client = kernel.client()
    client.start_channels()

    def answer(code: str, *, interrupted: bool = False) -> str:
        said: list[str] = []

        def hear(got: dict[str, Any]) -> None:
            said.append(str(got["content"]))
            if interrupted and got["content"].get("text", "").startswith("begun"):
                threading.Thread(target=interrupt, args=[kernel]).start()

        client.execute_interactive(code, timeout=LIMIT, output_hook=hear)
        return "".join(said)

    try:
        client.wait_for_ready(timeout=LIMIT)
        first = answer("import os; print('pid', os.getpid()); kept = 1")
        assert "KeyboardInterrupt" in answer("print('begun', flush=True)\nwhile True: pass", interrupted=True)
        assert "1" in answer("print(kept)")
        kernel.restart_kernel(now=True)
        client.wait_for_ready(timeout=LIMIT)
        second = answer("import os; print('pid', os.getpid()); kept")
        assert "NameError" in second
        assert re.findall(r"pid \d+", first) != re.findall(r"pid \d+", second)
    finally:
        client.stop_channels()


# ---- papermill's own test notebooks ----

#: These sleep for a minute and for half of one.
SLEEPERS = {"keyboard_interrupt", "gcs-simple_notebook"}
#: One of each kind: papermill below papermill, errors, ends, logs, reports. The others are run by `make test-long`.
SAMPLE = {"binder", "broken1", "report_mode_test", "simple_execute", "sysexit", "systemexit", "test_logging"}
#: Bars and mutterings.
TIMED = re.compile(r"\[IPKernelApp\] WARNING [^\n]*\n|\r?Executing: +\d+%\|[^|]*\| \d+/\d+ \[[^]]*\]")
NOTEBOOKS = Path(papermill.__path__[0]) / "tests" / "notebooks"


def python_notebooks() -> Iterator[Path]:
    for path in sorted(NOTEBOOKS.rglob("*.ipynb")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if path.stem not in SLEEPERS and content.get("metadata", {}).get("kernelspec", {}).get("name", "").startswith(
            "python"
        ):
            yield path


def outcome(path: Path, kernel: str, target: Path) -> object:
    """What came of a notebook: its outputs without times and addresses, or its error."""
    try:
        executed = papermill.execute_notebook(
            str(path), str(target), kernel_name=kernel, progress_bar=False, cwd=str(path.parent)
        )
    except Exception as error:  # whatever it is, it must be the same
        return type(error).__name__, getattr(error, "ename", ""), getattr(error, "evalue", str(error)[:80])
    shown = [output for cell in executed.cells for output in cell.get("outputs", [])]
    # What is printed in pieces comes in as many messages as it happens to; a bar says how far it happened to be, and
    # how fast; and what a kernel below it mutters may come between any two of its letters.
    printed = TIMED.sub("", "".join(output.text for output in shown if output.output_type == "stream"))
    return printed, [(each.output_type, sorted(each.get("data", {}))) for each in shown if each.output_type != "stream"]


def sampled(path: Path) -> Any:  # noqa: ANN401 - pytest has no type for it
    return pytest.param(path, id=path.stem, marks=[] if path.stem in SAMPLE else pytest.mark.long)


@pytest.mark.parametrize("path", [sampled(path) for path in python_notebooks()])
def test_a_notebook_of_papermill_comes_out_as_with_the_ordinary_kernel(path: Path, tmp_path: Path) -> None:
    ours, theirs = (outcome(path, kernel, tmp_path / f"{kernel}.ipynb") for kernel in ("arshjul", "python3"))
    assert ours == theirs
