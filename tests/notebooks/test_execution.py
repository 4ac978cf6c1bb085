"""Every notebook runs as it stands with plain papermill: by our kernel, which it names; for KLK by an ordinary one."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import papermill
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop, run_sync
from tests.making import whole_project

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.notebook_files.git_filter import without_outputs

NOTEBOOKS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
OF_2016 = {"summary", "process_area", "commitments", "scorecard", "staff", "economy", "units", "explore"}
AREAS = {"KLK": "naringsliv-arbete", "KoU": "miljo-samhallsbyggnad"}
AS_IT_STANDS = "as it stands"
#: The organisation whose notebooks are run in an ordinary kernel.
ORDINARY = "KLK"
RUNS = [(name, organisation) for name in NOTEBOOKS for organisation in (AREAS if name in OF_2016 else [AS_IT_STANDS])]

Runs = dict[tuple[str, str], "Future[Any]"]


@pytest.fixture(scope="module")
def project_of_runs(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project to run in."""
    return whole_project(tmp_path_factory.mktemp("papermill"), built)


@pytest.fixture(scope="module")
def runs(project_of_runs: Project) -> Iterator[Runs]:
    """Start every notebook for every organisation, two at a time."""
    made: Runs = {run: Future() for run in RUNS}
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setenv(ROOT_VARIABLE, str(project_of_runs.root))
        pool.submit(execute_in_turn, project_of_runs, {run: made[run] for run in RUNS if run[1] == ORDINARY})
        yield made | {run: pool.submit(execute, project_of_runs, *run) for run in RUNS if run[1] != ORDINARY}


@pytest.fixture(params=RUNS, ids="-".join)
def executed(request: pytest.FixtureRequest, runs: Runs) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Each executed notebook; a failing cell raises here."""
    return runs[request.param].result()


def execute(project: Project, name: str, organisation: str, **where: object) -> Any:  # noqa: ANN401 - papermill is untyped
    # Each thread gets an event loop from nbclient, which leaves it open.
    with closing(ensure_event_loop()):
        return execute_here(project, name, organisation, **where)


class OrdinaryKernel(AsyncKernelManager):
    """An ordinary kernel for notebooks one after another, which keeps the way to it that papermill made."""

    way: Any

    def client(self, **kwargs: Any) -> Any:  # noqa: ANN401 - of papermill and jupyter_client
        self.way = super().client(**kwargs)
        return self.way

    def forget(self) -> None:
        """Know nothing of what was run; what was imported stays."""
        run_sync(self.way.execute_interactive)("get_ipython().reset(new_session=True)", silent=True)
        self.way.stop_channels()


def execute_in_turn(project: Project, runs: Runs) -> None:
    """Execute notebooks in one ordinary kernel: to start one takes longer than most notebooks.

    For the other organisation each of them gets a kernel of its own.
    """
    kernel = OrdinaryKernel(kernel_name="python3")
    with closing(ensure_event_loop()):
        for (name, organisation), run in runs.items():
            try:
                run.set_result(execute_here(project, name, organisation, km=kernel))
            except Exception as error:  # whoever asks for the notebook is told
                run.set_exception(error)
            kernel.forget()
        run_sync(kernel.shutdown_kernel)(now=True)


def execute_here(project: Project, name: str, organisation: str, **where: object) -> Any:  # noqa: ANN401 - papermill is untyped
    values = {} if organisation == AS_IT_STANDS else {"organisation": organisation, "year": 2016}
    if name == "process_area":
        values["process_area"] = AREAS[organisation]
    source, target = project.notebooks / f"{name}.ipynb", project.root / f"{name}-{organisation}.ipynb"
    # What it has executed is written when all is done: to write it after every cell too takes as long as half of them.
    usual = {"progress_bar": False, "request_save_on_cell_execute": False, "cwd": str(project.root)}
    return papermill.execute_notebook(str(source), str(target), values, **usual, **where)


def test_it_runs_from_top_to_bottom_without_a_word_of_complaint(executed: Any) -> None:  # noqa: ANN401
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [output for output in outputs if output.output_type in ("error", "stream")] == []


def test_every_answer_can_also_be_read_as_plain_text(executed: Any) -> None:  # noqa: ANN401
    shown = [output.data for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(shown) >= 1
    assert all(data.get("text/plain", "").strip() for data in shown)


@pytest.mark.parametrize("name", sorted({name for name, organisation in RUNS if organisation == AS_IT_STANDS}))
def test_what_git_keeps_of_it_is_what_it_was_before(name: str, project_of_runs: Project, runs: Runs) -> None:
    runs[name, AS_IT_STANDS].result()
    executed = (project_of_runs.root / f"{name}-{AS_IT_STANDS}.ipynb").read_bytes()
    before = (project_of_runs.notebooks / f"{name}.ipynb").read_bytes()
    assert len(executed) > len(before)
    assert without_outputs(executed) == without_outputs(before)


def test_explore_leaves_a_csv_and_an_excel_file(project_of_runs: Project, runs: Runs) -> None:
    assert runs["explore", "KoU"].result() is not None
    names = {path.name for path in (project_of_runs.output / "export").iterdir()}
    assert {"sjukfranvaro-kou.csv", "sjukfranvaro-kou.xlsx"} <= names
