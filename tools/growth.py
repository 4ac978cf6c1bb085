"""Runs and data that grow: time a notebook and memory of the processes should not.

Process-area chapters are made by the real command, many and many more, from the database as built and from one that
also holds invented figures of every municipality. Results go to docs/growth.md, single figures to output/measured.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb
import psutil

from analysis.base.project import ROOT_VARIABLE, Project, find_project
from analysis.make.plan import plan_reports
from measured import keep

COMMAND = [sys.executable, "-c", "from analysis.cli import main; main()"]
REPORTS = ["annual-2016-klk", "annual-2016-kou", "annual-2022-ks"]
BLOW_UP = Path(__file__).with_name("growth.sql")
FACTS = re.compile(r"<footer.*?</footer>|Framtagen [^<]*? UTC\.", re.DOTALL)
MEGA = 1e6
BIG, REAL = "uppblåst", "verklig"


@dataclass(frozen=True)
class Measured:
    """One run.

    Attributes:
        database: Which.
        chapters: How many notebooks it made.
        seconds: Wall time.
        coordinator: Most memory that the command itself had, MB.
        server: Most memory that the process had from which kernels are forked, MB.
    """

    database: str
    chapters: int
    seconds: float
    coordinator: float
    server: float


def main() -> None:
    """Measure, write down, say; exit 1 when pages come out otherwise from the large database."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, nargs="+", default=[50, 200, 1000], help="how many chapters")
    words.add_argument("--big", type=int, nargs="+", default=[50, 200], help="the same, from the large database")
    words.add_argument("--large", type=Path, help="a large database that is at hand; else it is made")
    words.add_argument("--docs", type=Path, help="folder of the table; docs/ when left out")
    chosen = words.parse_args()
    source = find_project()
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        project = _copy(source, Path(folder))
        measured = [_measure(project, REAL, count) for count in chosen.runs]
        pages = _pages(project)
        if chosen.large:
            shutil.copyfile(chosen.large, project.database)
        rows = _count(project.database) if chosen.large else blow_up(project.database)
        same = _pages(project) == pages
        measured += [_measure(project, BIG, count) for count in chosen.big]
    write(chosen.docs or source.root / "docs", measured, rows, same=same)
    sys.exit(not same)


def blow_up(database: Path) -> int:
    """Add invented figures of every municipality to a built database.

    Args:
        database: The file.

    Returns:
        How many figures it then has.
    """
    with duckdb.connect(str(database)) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(BLOW_UP.read_text(encoding="utf-8"))
    return _count(database)


def _count(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM observation").fetchone() or (0,)
    return int(rows)


def _copy(source: Project, folder: Path) -> Project:
    for name in ("notebooks", "parameters"):
        shutil.copytree(source.root / name, folder / name)
    (folder / "data").mkdir()
    project = Project(folder)
    shutil.copyfile(source.database, project.database)
    return project


def _pages(project: Project) -> dict[str, str]:
    """Make the real reports and read their pages, without what tells of the run."""
    _arshjul(project, *REPORTS, "--force").wait()
    pages = [path for report in REPORTS for path in sorted((project.output / report).glob("*.html"))]
    return {str(path): FACTS.sub("", path.read_text(encoding="utf-8")) for path in pages}


def _arshjul(project: Project, *words: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {ROOT_VARIABLE: str(project.root)}
    return subprocess.Popen([*COMMAND, "run", *words], env=environment, cwd=project.root, stdout=subprocess.DEVNULL)


def _measure(project: Project, database: str, count: int) -> Measured:
    """Make a report of so many process areas, and watch the command from outside."""
    planned, _ = plan_reports(project, REPORTS)
    jobs = [job for report in planned for job in report.jobs if job.notebook.stem == "process_area"]
    chapters = [
        {"notebook": job.notebook.stem, "title": f"{job.title} {place}", "parameters": dict(job.parameters)}
        for place, job in ((place, jobs[place % len(jobs)]) for place in range(count))
    ]
    about = {"report": "growth", "title": "Mätning", "parameters": {}, "chapters": chapters}
    (project.parameters / "growth.yaml").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    began = time.monotonic()
    with _arshjul(project, "growth", "--force") as process:
        coordinator, server = _watched(process)
    seconds = time.monotonic() - began
    made = json.loads((project.output / "growth" / "report.json").read_text(encoding="utf-8"))["chapters"]
    if process.returncode or len(made) != count:
        raise SystemExit(f"Bara {len(made)} av {count} kapitel gick att ta fram.")
    measured = Measured(database, count, seconds, coordinator, server)
    print(measured, flush=True)
    return measured


def _watched(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Sample the memory of the command and of its fork server until the command has ended."""
    coordinator = server = 0
    command = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            coordinator = max(coordinator, command.memory_info().rss)
            server = max([server, *(child.memory_info().rss for child in command.children())])
        except psutil.Error:
            continue
        time.sleep(0.1)
    return coordinator / MEGA, server / MEGA


def write(folder: Path, measured: list[Measured], rows: int, *, same: bool) -> None:
    """Write what was measured as data and as a table.

    Args:
        folder: The folder of documents.
        measured: What was measured.
        rows: How many figures the large database has.
        same: Whether the real reports came out the same from it.
    """
    about = {
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} kärnor, {platform.system()}",
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "rows": rows,
        "same": same,
    }
    stored = {"about": about, "measured": [asdict(each) for each in measured]}
    keep("growth", stored)
    verdict = "lika" if same else "OLIKA"
    lines = [
        "# Växande körningar och data",
        "",
        "`tools/growth.py` gör en rapport av så många processområden med `arshjul run --force` och mäter processernas",
        f"minne utifrån. Den uppblåsta databasen har {rows} observationer: de verkliga och påhittade för 290 kommuner,",
        f"200 indikatorer, 25 år och tre kön. De verkliga rapporterna kom ut **{verdict}** ur båda.",
        "",
        "| Databas | Notebookar | Sekunder | Per notebook | Körningens minne, MB | Gaffelserverns minne, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {each.database} | {each.chapters} | {each.seconds:.1f} | {each.seconds / each.chapters:.3f} "
            f"| {each.coordinator:.0f} | {each.server:.0f} |"
            for each in measured
        ),
        "",
        f"Maskin: {about['machine']}. Python {about['python']}, DuckDB {about['duckdb']}.",
    ]
    (folder / "growth.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
