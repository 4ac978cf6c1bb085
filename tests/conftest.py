"""Fixtures that every kind of test shares: the real data folder, copied, built once, and broken on purpose."""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

# Several workers share the processors as it is; of a library that is not loaded yet.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
# Notebooks that tests publish are signed there, not among those that somebody trusts.
os.environ.setdefault("JUPYTER_DATA_DIR", tempfile.mkdtemp(prefix="arshjul-jupyter-"))
# Nobody here, and nobody whom we start, needs the grammar of addresses: to read it takes over a second.
sys.path.insert(0, str(Path(__file__).parent / "unneeded"))
os.environ["PYTHONPATH"] = os.pathsep.join([sys.path[0], os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)

import duckdb
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.errors import Fault, InputFaults
from analysis.intake.own_terms import first_terms
from analysis.intake.sources import read_sources
from analysis.store.connection import open_database
from analysis.words.terms import project_names
from tests.checkouts import Checkout, committed
from tests.english import CHAPTERS, make_english
from tests.examples import USUAL
from tests.making import Call, CallIn, arshjul, small_project, whole_project, within
from tests.pages import Page, read_page

ROOT = Path(__file__).parents[1]
Once = Callable[[str, Callable[[Path], Any]], Any]
SEED = ROOT.parent / "shared" / "seeds" / "000_8dd31586e1a4daa5.txt"

# The same examples every time, so that a change is what fails; `make test-long` takes others, and more of them.
# How fast the machine is says nothing of a law: neither deadlines nor complaints of slowness.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("usual", PATIENT, max_examples=USUAL, derandomize=True)
settings.register_profile("quick", PATIENT, max_examples=USUAL // 5, derandomize=True)
settings.register_profile("long", PATIENT, max_examples=10 * USUAL, print_blob=True)
settings.load_profile("usual")
#: What takes more than moments: a build, a run, a process of its own. `pytest --quick` leaves it to the others.
HEAVY = {
    "built",
    "small",
    "site",
    "taken",
    "project",
    "made",
    "made_first",
    "refused",
    "checkout",
    "run",
    "process",
    "kernel",
    "browser",
}
FORKING = {"test_forked_kernels.py", "test_kernels.py", "test_streams.py", "test_files.py"}


#: Folders whose tests share what takes long to make and cannot be shared by workers: one worker has all of them.
TOGETHER = {"browser", "lab"}


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist has no types
    """Keep what shares an expensive fixture with one worker, and give each other file to the first that is free.

    The marks of pytest-xdist for this (`xdist_group`) do nothing since pytest 9.2: it names tests in another way.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = Path(file).parent.name
        return folder if folder in TOGETHER else file


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer what `make check` runs."""
    parser.addoption("--quick", action="store_true", help="only unit tests that take moments")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes more than moments, if that is asked for."""
    if config.getoption("--quick"):
        kept = [item for item in items if is_quick(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def is_quick(item: pytest.Item) -> bool:
    """Whether a test needs neither database, run nor process."""
    heavy = HEAVY & set(getattr(item, "fixturenames", ()))
    return item.path.parent.name == "unit" and item.path.name not in FORKING and not heavy


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Tell pytest-xdist how tests are shared out."""
    return ByFile(config, log)


def copy_of_data(folder: Path) -> Project:
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("*.duckdb*", ".*"))
    for name in ("notebooks", "parameters"):
        (folder / name).mkdir()
    return Project(folder)


@pytest.fixture(scope="session", autouse=True)
def our_words() -> Iterator[None]:
    """What a test asks of a part without any report is said in the words of our own documents."""
    with project_names(first_terms):
        yield


@pytest.fixture(scope="session")
def data() -> Path:
    """The reviewed data folder itself, to read from."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def seed_lines() -> list[str]:
    """The lines of the document that annual-2016 was transcribed from."""
    if not SEED.exists():
        pytest.skip("the source document lies outside the repository and is not here")
    return SEED.read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make something in a folder that all workers see, whoever needs it first; the others wait and get the same."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], Any]) -> Any:  # noqa: ANN401 - whatever is made
        kept = common / f"{name}.pickle"
        with FileLock(common / f"{name}.lock"):
            if not kept.exists():
                folder = common / name
                # What somebody failed to make is made again, so that each worker tells why.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(kept.read_bytes())  # noqa: S301 - a worker of this very run wrote it

    return made


@pytest.fixture(scope="session")
def built(once: Once) -> Built:
    """The real database, built once; nobody may change it."""
    return cast(Built, once("built", lambda folder: build_database(copy_of_data(folder))))


@pytest.fixture(scope="session")
def small(once: Once) -> Built:
    """The database of the harbour office, built once; nobody may change it."""
    return cast(Built, once("small", lambda folder: build_database(small_project(folder))))


@pytest.fixture(scope="session")
def database(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """The real database as every reader opens it."""
    with open_database(built.path) as connection:
        yield connection


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A project in a folder of a repository, its name as people name folders."""
    return committed(tmp_path / "Förrådet vårt", "år 2026/uppföljning")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of its own with the real data, for tests that break them; who builds them takes the small ones."""
    return copy_of_data(tmp_path)


@pytest.fixture
def edit(project: Project) -> Callable[[str, str, str], int]:
    """Replace the first occurrence of a text in a data file; gives the row where it stood."""

    def replace(file: str, old: str, new: str) -> int:
        path = project.data / file
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{file} no longer holds {old!r}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return content[: content.index(old)].count("\n") + 1

    return replace


@pytest.fixture
def faults(project: Project) -> Callable[[], list[Fault]]:
    """Read the project's data folder, which must be rejected, and give its faults."""

    def collect() -> list[Fault]:
        with pytest.raises(InputFaults) as rejected:
            read_sources(project.data)
        return rejected.value.faults

    return collect


@pytest.fixture(scope="session")
def site(built: Built, once: Once) -> Project:
    """A project with every report of the repository, run once by the real command; nobody may change it."""

    def make(folder: Path) -> Path:
        project = whole_project(folder, built)
        shutil.copytree(ROOT / "parameters", project.parameters, dirs_exist_ok=True)
        ran = arshjul(project, "run")
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
        return project.root

    return Project(once("site", make))


@pytest.fixture(scope="session")
def english(built: Built, once: Once) -> Project:
    """A project with one report, in English, of every notebook and of one of our own; nobody may change it."""

    def make(folder: Path) -> Path:
        own: dict[str, object] = {"notebook": "own", "title": "A notebook of our own"}
        return make_english(whole_project(folder, built), *CHAPTERS, own).root

    return Project(once("english", make))


@pytest.fixture(scope="session")
def pages(site: Project) -> dict[str, list[Page]]:
    """The finished pages of every report in the order of its chapters, the contents first."""
    reports = [path.parent for path in sorted(site.output.glob("*/report.json"))]
    return {report.name: [read_page(path) for path in sorted_pages(report)] for report in reports}


def sorted_pages(report: Path) -> list[Path]:
    return [report / "index.html", *sorted(report.glob("[0-9]*.html"))]


@pytest.fixture(scope="session")
def every_page(site: Project, pages: dict[str, list[Page]]) -> list[Page]:
    """All finished pages, the page that leads to the reports first."""
    known = [page for report in pages.values() for page in report]
    others = sorted(set(site.output.rglob("*.html")) - {page.path for page in known} - {site.output / "index.html"})
    return [read_page(site.output / "index.html"), *known, *(read_page(path) for path in others)]


@pytest.fixture
def call_in() -> CallIn:
    """Make a way to call the command within this process in a project, unless the call names another one."""

    def calling(usual: Project) -> Call:
        def called(*words: str, project: Project = usual) -> subprocess.CompletedProcess[str]:
            return within(project, *words)

        return called

    return calling
