"""The engine without messages gives what papermill's own gives, and leaves to that what it cannot do."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import nbformat
import papermill
import papermill.tests
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from analysis.kernels import engine
from analysis.kernels.engine import ENGINE, FloodError
from analysis.kernels.engine_entry import ArshjulEngine
from analysis.kernels.forked import SETTING

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
THEIRS = Path(papermill.tests.__file__).parent / "notebooks"
#: What no two runs have alike: addresses, times, processes and folders of temporary files.
CHANGING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]{8,}|ipykernel_\d+|\d+(?:\.\d+)? ?[nµmu]?s\b"
    r"|/tmp/[\w./-]+|pid \d+"
)
#: What papermill itself writes of a run.
OF_A_RUN = {"duration", "start_time", "end_time", "output_path", "input_path"}
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Execute a notebook with an engine and read what was written, as far as two runs have it alike."""

    def ran(notebook: Path, name: str | None, **settings: Any) -> dict[str, Any]:  # noqa: ANN401 - papermill's
        written = tmp_path / f"{name}.ipynb"
        failure = ""
        try:
            papermill.execute_notebook(
                notebook, written, engine_name=name, progress_bar=False, cwd=notebook.parent, **settings
            )
        except PapermillExecutionError as error:
            failure = f"{error.exec_count} {error.ename} {error.evalue}"
        return {"failure": failure, **alike(json.loads(written.read_text(encoding="utf-8")))}

    return ran


def alike(notebook: dict[str, Any]) -> dict[str, Any]:
    """What two runs of a notebook have in common."""
    cells = [cell for cell in notebook["cells"] if "papermill-error-cell-tag" not in cell["metadata"].get("tags", [])]
    about = {name: value for name, value in notebook["metadata"].items() if name not in ("papermill", "widgets")}
    return {"metadata": about, "cells": [_cell(cell) for cell in cells]}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    about = dict(cell["metadata"])
    about["papermill"] = {name: value for name, value in about.get("papermill", {}).items() if name not in OF_A_RUN}
    about["execution"] = sorted(about.get("execution", {}))
    told = [cell["cell_type"], "".join(cell["source"]), about]
    return {"told": told, "count": cell.get("execution_count"), "outputs": _outputs(cell.get("outputs", []))}


def _outputs(outputs: list[dict[str, Any]]) -> list[Any]:
    """Outputs, each stream of a cell whole: how it is cut into pieces is a matter of time."""
    streams: dict[str, str] = {}
    rest: list[Any] = []
    for output in outputs:
        if output["output_type"] == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + "".join(output["text"])
        else:
            rest.append(json.loads(CHANGING.sub("~", json.dumps(output))))
    return [*({name: CHANGING.sub("~", text)} for name, text in sorted(streams.items())), *rest]


def notebook_of(folder: Path, *cells: str, kernel: str = "python3") -> Path:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])  # type: ignore[no-untyped-call]
    made.metadata.kernelspec = {"name": kernel, "display_name": "Python 3", "language": "python"}
    path = folder / "prov.ipynb"
    nbformat.write(made, path)  # type: ignore[no-untyped-call]
    return path


def forbid(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Let one of the two ways not be gone."""

    def gone(*__: object, **___: object) -> None:
        pytest.fail(f"{way} was used")

    monkeypatch.setattr(engine, "Cells" if way == "a fork" else "PrivateKernelManager", gone)


#: Everything that a cell can give.
CELLS = (
    "print('ett'); print('två')",
    "import sys; print('fel', file=sys.stderr); 1 + 1",
    "from IPython.display import HTML, Markdown, JSON, display, clear_output, update_display\n"
    "display(HTML('<b>a</b>'), Markdown('*b*'), JSON({'c': 1}), metadata={'d': 'e'})",
    "told = display('förr', display_id='sagt'); None",
    "told.update('nu'); update_display(HTML('<i>nu</i>'), display_id='sagt')",
    "print('bort'); clear_output(wait=True); print('kvar')",
    "print('bort'); display(1); clear_output(); display(2)",
    "class Both:\n"
    "    def _repr_mimebundle_(self, **__):\n"
    "        return {'text/plain': 'p', 'text/html': '<p>'}, {'text/html': {'m': 1}}\n"
    "Both()",
    "%%capture kept\nprint('fångat')",
    "kept.stdout, _, Out[2], In[1]",
    "import os, subprocess",
    "%%bash\necho skal",
    "!echo utrop",
    "%env ARSHJUL_PROV=1",
    "await __import__('asyncio').sleep(0.01); print('väntat')",
    "import asyncio\n"
    "async def later():\n"
    "    return 7\n"
    "task = asyncio.ensure_future(later()); asyncio.get_running_loop() is not None",
    "await task",
    "type(get_ipython()).__name__, hasattr(get_ipython(), 'kernel'), get_ipython().__class__.__module__",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.gcf().axes[0].get_title()",
    "len.__doc__[:10]",
    "import warnings; warnings.warn('obs')",
    "int?",
    "import logging; logging.warning('logg')",
    "__name__, '' in sys.path, os.environ['TERM'], os.environ['MPLBACKEND'], bool(sys.flags.dev_mode)",
    "",
    "x = 5;",
    "x",
    "raise ValueError('stopp')",
    "print('aldrig')",
)


def test_what_cells_give_is_what_papermills_own_engine_gives(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = notebook_of(tmp_path, *CELLS)
    theirs = run(path, None)
    forbid(monkeypatch, "a kernel with sockets")
    ours = run(path, ENGINE)
    for at, (own, other) in enumerate(zip(ours["cells"], theirs["cells"], strict=True)):
        assert own == other, CELLS[at]
    assert ours == theirs
    assert ours["failure"] == "27 ValueError stopp"


def test_what_programs_and_libraries_print_stands_where_it_was_printed(run: Run, tmp_path: Path) -> None:
    """Ordinary kernels hear of it on the side, at times after the cell is done."""
    path = notebook_of(
        tmp_path,
        "import os, subprocess; os.write(1, b'under\\n'); os.write(2, b'fel under\\n'); None",
        "print('före'); subprocess.run(['echo', 'program']); os.system('echo skal'); print('efter')",
        "from IPython.display import display\nprint('a'); os.write(1, b'b\\n'); display(1); os.write(1, b'c\\n'); None",
    )
    outputs = [cell["outputs"] for cell in run(path, ENGINE)["cells"]]
    assert outputs[0] == [{"stderr": "fel under\n"}, {"stdout": "under\n"}]
    assert outputs[1] == [{"stdout": "före\nprogram\nskal\nefter\n"}]
    written = json.loads((tmp_path / f"{ENGINE}.ipynb").read_text(encoding="utf-8"))["cells"][2]["outputs"]
    assert ["".join(each.get("text") or each["data"]["text/plain"]) for each in written] == ["a\nb\n", "1", "c\n"]


@pytest.mark.parametrize(
    ("cell", "failure"),
    [
        ("input('?')", "StdinNotImplementedError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("a b", "SyntaxError"),
        ("%nosuchmagic", ""),
        ("class Bad:\n    def __repr__(self):\n        raise ValueError('visas inte')\nBad()", "ValueError"),
    ],
)
def test_failures_are_the_same(run: Run, tmp_path: Path, cell: str, failure: str) -> None:
    path = notebook_of(tmp_path, cell, "print('efter')")
    ours = run(path, ENGINE)
    assert ours == run(path, None)
    assert failure in ours["failure"]


def _theirs() -> list[Path]:
    found = []
    for path in sorted(THEIRS.glob("**/*.ipynb")):
        about = json.loads(path.read_text(encoding="utf-8")).get("metadata", {})
        if about.get("kernelspec", {}).get("name") == "python3":
            found.append(path)
    return found


@pytest.mark.long
@pytest.mark.parametrize("path", _theirs(), ids=lambda path: path.stem)
def test_papermills_own_notebooks_come_out_the_same(run: Run, path: Path) -> None:
    assert run(path, ENGINE) == run(path, None)


def test_a_widget_that_talks_back_gets_a_kernel_with_sockets(run: Run, tmp_path: Path) -> None:
    """What its cells gave before that is forgotten, and made again there."""
    path = notebook_of(
        tmp_path,
        "print('ett')",
        "import comm; told = comm.create_comm(target_name='prov', data={'state': {'a': 1}}); print('två')",
    )
    ours = run(path, ENGINE)
    assert ours == run(path, None)
    assert [cell["outputs"] for cell in ours["cells"]] == [[{"stdout": "ett\n"}], [{"stdout": "två\n"}]]


def test_a_system_or_a_setting_that_forbids_forks_gets_a_kernel_with_sockets(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = notebook_of(tmp_path, "1 + 1")
    forked = run(path, ENGINE)
    forbid(monkeypatch, "a fork")
    assert run(path, ENGINE, environment={SETTING: "0"}) == forked
    profile = tmp_path / "ipython" / "profile_default" / "startup"
    profile.mkdir(parents=True)
    (profile / "first.py").write_text("told = 'av användaren'", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    own = run(notebook_of(tmp_path, "told"), ENGINE)
    assert own["cells"][0]["outputs"][0]["data"]["text/plain"] == ["'av användaren'"]


def test_a_cell_may_take_as_long_as_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, "a kernel with sockets")
    path = notebook_of(tmp_path, "print('hinner')", "import time; time.sleep(60)")
    with pytest.raises(CellTimeoutError, match="after 1 seconds"):
        run(path, ENGINE, execution_timeout=1)


def test_a_notebook_that_writes_without_end_is_ended(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, "a kernel with sockets")
    monkeypatch.setattr(engine, "FLOOD", 1_000_000)
    with pytest.raises(FloodError):
        run(notebook_of(tmp_path, "while True:\n    print('mer' * 1000)"), ENGINE)


def test_a_notebook_that_shows_more_than_a_page_is_ended(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "a kernel with sockets")
    monkeypatch.setattr(engine, "FLOOD", 1_000_000)
    with pytest.raises(FloodError):
        run(notebook_of(tmp_path, "from IPython.display import HTML; HTML('mer' * 1_000_000)"), ENGINE)


def test_programs_that_a_cell_left_behind_end_with_its_notebook(run: Run, tmp_path: Path) -> None:
    left = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"
    outputs = run(notebook_of(tmp_path, left), ENGINE)["cells"][0]["outputs"]
    _gone, alive = psutil.wait_procs(_process(int(outputs[0]["stdout"])), timeout=20)
    assert alive == []


def _process(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid)]
    except psutil.NoSuchProcess:
        return []


def test_papermills_command_knows_the_engine(tmp_path: Path) -> None:
    written = tmp_path / "ut.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook_of(tmp_path, "6 * 7")), str(written)]
    subprocess.run([*command, "--engine", ENGINE, "--no-progress-bar"], check=True, capture_output=True, timeout=120)
    (cell,) = json.loads(written.read_text(encoding="utf-8"))["cells"]
    assert cell["outputs"][0]["data"]["text/plain"] == ["42"]


def test_papermill_finds_the_engine_of_the_installed_package() -> None:
    (entry,) = entry_points(group="papermill.engine", name=ENGINE)
    assert entry.load() is ArshjulEngine
