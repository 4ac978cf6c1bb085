"""How long runs take on this machine, side by side with the tools of the field, in one go; ratios travel better.

Each way runs the same notebooks with the same parameters, as a process of its own from a cold start, and turns them
into HTML. Results go to docs/bench.md and docs/bench.svg, single figures to output/measured.
"""

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import psutil
from jinja2 import Environment, FileSystemLoader

from analysis.base.project import Project, find_project
from analysis.make.plan import Job, plan_reports
from as_marimo import as_marimo
from measured import keep

BIN = Path(sys.executable).parent
WAYS = Path(__file__).parent / "benchmarks"
UNNEEDED = Path(__file__).parents[1] / "tests" / "unneeded"
#: What only one way has installed: papermill would load it for all of them.
HIDDEN = (UNNEEDED, WAYS / "absent")
REPORT = "annual-2022-ks"
AREAS = 200
ROUNDS = 3
#: Slow ways do a part of a long batch, in this proportion to what the slowest one does.
SLOW = {"commands": 1, "marimo_export": 1, "loop": 5}
LIBRARIES = (
    "papermill",
    "nbclient",
    "nbconvert",
    "ipykernel",
    "ploomber-engine",
    "marimo",
    "polars",
    "duckdb",
    "plotly",
)


@dataclass(frozen=True)
class Timing:
    """How long one way took for one piece of work.

    Attributes:
        work: What was done.
        way: How.
        seconds: Median wall time.
        runs: How many notebooks.
        measured: How many of them were really run; the rest is in proportion.
    """

    work: str
    way: str
    seconds: float
    runs: int
    measured: int


def main() -> None:
    """Measure, write down, say."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--areas", type=int, default=AREAS, help="how many process-area runs the batch has")
    words.add_argument("--commands", type=int, default=8, help="how many of them the slow commands really run")
    words.add_argument("--rounds", type=int, default=ROUNDS, help="how often each way does one notebook and the report")
    chosen = words.parse_args()
    project = find_project()
    subprocess.run([BIN / "arshjul", "build"], check=True, cwd=project.root, stdout=subprocess.DEVNULL)
    timings: list[Timing] = []
    for timing in measure(project, chosen.areas, chosen.commands, chosen.rounds):
        timings.append(timing)
        print(f"{timing.work:34} {timing.way:34} {timing.seconds:8.2f} s", flush=True)
    write(project.root / "docs", timings)


def measure(project: Project, areas: int, commands: int, rounds: int) -> Iterator[Timing]:
    """Time every way on every piece of work, all of them in turn in each round.

    Args:
        project: The project, its database built.
        areas: How many process-area runs the batch has.
        commands: How many of them the slowest way really runs.
        rounds: How often each way does one notebook and the report; the batch is done once.

    Yields:
        One timing a piece of work and way.
    """
    (report,), _ = plan_reports(project, [REPORT])
    whole = report.jobs
    one = [job for job in whole if job.notebook.stem == "process_area"][:1]
    batch = list(_areas(project, areas))
    for work, jobs, share, times in (
        ("en notebook", one, 1, rounds),
        ("rapporten", whole, len(whole), rounds),
        (f"{areas} områden", batch, commands, 1),
    ):
        parts = {way: jobs[: min(share * SLOW[way], len(jobs))] if way in SLOW else jobs for way in OTHERS}
        with ExitStack() as folders:
            root = Path(folders.enter_context(tempfile.TemporaryDirectory()))
            _copy(project, root, jobs, as_document=jobs is whole)
            converted = Path(folders.enter_context(tempfile.TemporaryDirectory()))
            described = {way: _described(way, part, converted) for way, part in parts.items()}
            ways: dict[str, Callable[[], float]] = {
                **{way: partial(_other, project, way, about) for way, about in described.items()},
                "ours": partial(_ours, root, "--force"),
                "again": partial(_ours, root),
            }
            seconds: dict[str, list[float]] = {way: [] for way in ways}
            for _round in range(times):
                for way, action in ways.items():
                    seconds[way].append(action())
        for way, measured in seconds.items():
            count = len(parts.get(way, jobs))
            yield Timing(work, NAMES[way], statistics.median(measured) * len(jobs) / count, len(jobs), count)


NAMES = {
    "commands": "papermill + jupyter nbconvert",
    "marimo_export": "marimo export html",
    "loop": "papermill i en slinga",
    "ploomber": "ploomber-engine",
    "floor": "golvet: cellerna i varma forkar",
    "pages_only": "arshjul, bara sidor",
    "ours": "arshjul, allt",
    "again": "arshjul, oförändrat",
}
OTHERS = [way for way in NAMES if (WAYS / f"{way}.py").exists()]


def _areas(project: Project, count: int) -> Iterator[Job]:
    """Every process area of every report that has such, again and again, until there are enough."""
    planned, _ = plan_reports(project, ["annual-2016-klk", "annual-2016-kou", REPORT])
    jobs = [job for report in planned for job in report.jobs if job.notebook.stem == "process_area"]
    for place in range(count):
        yield jobs[place % len(jobs)]


def _described(way: str, jobs: list[Job], converted: Path) -> str:
    """What a way is given on standard input."""
    work: list[dict[str, object]] = []
    for place, job in enumerate(jobs):
        about: dict[str, object] = {"notebook": str(job.notebook), "parameters": dict(job.parameters)}
        if way == "marimo_export":
            about["marimo"] = str(as_marimo(job.notebook, job.parameters, converted / str(place)))
        work.append(about)
    return json.dumps(work)


def _other(project: Project, way: str, described: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ARSHJUL_ROOT": str(project.root), "PLOOMBER_STATS_ENABLED": "false"}
        hidden = (UNNEEDED,) if way == "ploomber" else HIDDEN
        seconds = _seconds([sys.executable, WAYS / f"{way}.py", folder], environment, described, hidden)
        made, wanted = len(list(Path(folder).glob("*.html"))), len(json.loads(described))
        if made != wanted:
            raise SystemExit(f"{way} gjorde {made} sidor av {wanted}")
    return seconds


def _copy(project: Project, root: Path, jobs: list[Job], *, as_document: bool) -> None:
    """Make a copy of the project that has a report of just these chapters."""
    for name in ("notebooks", "parameters"):
        shutil.copytree(project.root / name, root / name)
    (root / "data").mkdir()
    shutil.copy(project.database, root / "data")
    chapters = [
        {
            "notebook": job.notebook.stem,
            "title": job.title,
            "parameters": dict(job.parameters),
            "in_document": job.in_document and as_document,
        }
        for job in jobs
    ]
    about = {"report": "bench", "title": "Mätning", "parameters": {}, "chapters": chapters}
    (root / "parameters" / "bench.yaml").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _ours(root: Path, *words: str) -> float:
    """Run the real command."""
    return _seconds([BIN / "arshjul", "run", "bench", *words], os.environ | {"ARSHJUL_ROOT": str(root)})


def _seconds(
    command: Sequence[str | Path], environment: Mapping[str, str], given: str = "", hidden: Sequence[Path] = HIDDEN
) -> float:
    """Time a command; what `arshjul` leaves out of its libraries, the others leave out too."""
    environment = {**environment, "PYTHONPATH": os.pathsep.join(map(str, hidden))}
    began = time.monotonic()
    done = subprocess.run(command, input=given, text=True, check=False, env=environment, capture_output=True)
    seconds = time.monotonic() - began
    if done.returncode:
        raise SystemExit(done.stderr)
    return seconds


def write(folder: Path, timings: list[Timing]) -> None:
    """Write what was measured as data, as a table and as a chart.

    Args:
        folder: The folder of documents.
        timings: What was measured.
    """
    memory = psutil.virtual_memory().total / 1e9
    about = {
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} kärnor, {memory:.0f} GB, {platform.system()}",
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    stored = {"about": about, "timings": [asdict(timing) for timing in timings]}
    keep("bench", stored)
    templates = Environment(loader=FileSystemLoader(WAYS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters["log10"] = math.log10
    works = list(dict.fromkeys(timing.work for timing in timings))
    groups = [(work, [timing for timing in timings if timing.work == work]) for work in works]
    pages = {
        work: next(timing.seconds for timing in rows if timing.way == NAMES["pages_only"]) for work, rows in groups
    }
    for name in ("bench.md", "bench.svg"):
        page = templates.get_template(f"{name}.j2").render(about=about, groups=groups, pages=pages)
        (folder / name).write_text(page + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
