"""Runs killed at random moments: no torn file, nothing lost, nothing run twice to a different result.

A report is made by the real command in a project of its own; before each kill a figure in the database is changed, or
everything is asked for anew, so that there is work to do. Then the whole session is killed, all that lies on disk is
looked at, and the run is made again to its end. Results go to docs/kills.md, single figures to
output/measured. Linux only.
"""

import argparse
import json
import os
import platform
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb
import psutil

from analysis.base.project import ROOT_VARIABLE, Project, find_project
from analysis.memory.journal import MADE, RUNNING, UNCHANGED, Journal
from kills_look import contents_of, faults_at_once, leftovers
from kills_place import REPORT, STATES, make_place
from measured import keep

COMMAND = "from analysis.cli import main; main()"
#: Tells the processes of a kill apart from all others on the machine.
MARK = "ARSHJUL_KILL"
#: Seconds that kernels and the process that they are forked from have to end.
GRACE = 10.0
#: One kill in so many asks for everything anew instead of changing a figure.
FORCED = 4
#: Where in a run most kills fall: chapters are being taken and published, and more can break than while it loads.
PUBLISHING = 0.85


@dataclass
class Kill:
    """One kill and what was found.

    Attributes:
        number: Which in order.
        after: Seconds after the start.
        forced: Whether everything was asked for anew.
        stage: How far the run had come, by its journal.
        kept: How many chapters it had finished and written down.
        torn: Files that were neither old nor new.
        lost: What had been there and was not, or was run twice.
        differing: Pages that came out otherwise than in an uninterrupted run.
        left: Processes and files that remained.
    """

    number: int
    after: float
    forced: bool
    stage: str = ""
    kept: int = 0
    torn: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def breaches(self) -> list[str]:
        """All that was wrong."""
        return [*self.torn, *self.lost, *self.differing, *self.left]


class Series:
    """Kills of one report, one after another.

    Args:
        project: The project that is run in.
        temporary: Folder for what the processes keep outside the project.
        seed: Of the random moments.
    """

    def __init__(self, project: Project, temporary: Path, seed: int) -> None:
        self._project = project
        self._temporary = temporary
        self._random = random.Random(seed)  # noqa: S311 - moments, no secrets
        self._journal = Journal(project.state)
        self._state = 0
        self._wanted: list[dict[str, str]] = []
        self.seconds = 0.0

    def prepare(self) -> None:
        """Make the report from every state of the database without interruption, and time a whole run."""
        for state in range(len(STATES)):
            self._change(state)
            self._finish("--force")
            self._wanted.append(contents_of(self._project.output / REPORT))
        if len({json.dumps(wanted) for wanted in self._wanted}) < len(STATES):
            raise SystemExit("Ett ändrat tal syns inte på någon sida.")
        self._state = len(STATES) - 1
        began = time.monotonic()
        self._finish("--force")
        self.seconds = time.monotonic() - began

    def kill(self, number: int) -> Kill:
        """Kill one run, look, run again, look.

        Args:
            number: Which kill in order.

        Returns:
            What was found.
        """
        forced, before = self._random.randrange(FORCED) == 0, self._state
        if not forced:
            self._change(self._random.choice([state for state in range(len(STATES)) if state != before]))
        kill = Kill(number, self._random.triangular(0, self.seconds, PUBLISHING * self.seconds), forced)
        runs = self._runs()
        self._start_and_kill(kill)
        allowed = [self._wanted[before], self._wanted[self._state]]
        kill.torn += faults_at_once(self._project, allowed)
        kill.lost += [f"körningen {run} saknas i journalen" for run in runs - self._runs()]
        killed = sorted(self._runs() - runs)
        kill.stage, kept = self._stage(killed)
        kill.kept = len(kept)
        self._finish()
        again = self._runs() - runs - set(killed)
        kill.lost += [f"{chapter} kördes två gånger" for chapter in kept if chapter in self._chapters(again, MADE)]
        kill.differing += self._differing()
        kill.left += leftovers(self._project, self._temporary)
        return kill

    def _change(self, state: int) -> None:
        """Put the database of a state in place, as a build does."""
        new = self._project.database.with_suffix(".new")
        shutil.copyfile(self._project.root / "original.duckdb", new)
        with duckdb.connect(str(new)) as connection:
            for statement in STATES[state]:
                connection.execute(statement)
        new.replace(self._project.database)
        self._state = state

    def _environment(self, mark: str = "") -> dict[str, str]:
        own = {ROOT_VARIABLE: str(self._project.root), "TMPDIR": str(self._temporary), MARK: mark}
        return os.environ | own

    def _start(self, mark: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, "run", REPORT, *words],
            env=self._environment(mark),
            cwd=self._project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _finish(self, *words: str) -> None:
        said, _ = (process := self._start("", *words)).communicate()
        if process.returncode:
            raise SystemExit(f"Körningen gick inte till sitt slut:\n{said.decode()}")

    def _start_and_kill(self, kill: Kill) -> None:
        mark = f"{os.getpid()}-{kill.number}"
        with self._start(mark, *(["--force"] if kill.forced else [])) as process:
            time.sleep(kill.after)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        deadline = time.monotonic() + GRACE
        while (alive := list(_marked(mark))) and time.monotonic() < deadline:
            time.sleep(0.02)
        kill.left += [f"processen {process.pid} lever än" for process in alive]

    def _runs(self) -> set[str]:
        return {run.run for run in self._journal.runs(1_000_000)}

    def _chapters(self, runs: set[str], outcome: str) -> set[str]:
        return {each.chapter for run in runs for each in self._journal.chapters(run) if each.outcome == outcome}

    def _stage(self, killed: list[str]) -> tuple[str, set[str]]:
        """Say by the journal how far the killed run came, and which chapters it had made."""
        if not killed:
            return "före journalen", set()
        run = next(run for run in self._journal.runs() if run.run == killed[0])
        made = self._chapters({run.run}, MADE)
        done = len(made) + len(self._chapters({run.run}, UNCHANGED))
        total = len(json.loads((self._project.output / REPORT / "report.json").read_text(encoding="utf-8"))["chapters"])
        if run.ended:
            return "körningen var klar", made
        if run.reports.get(REPORT) not in {None, RUNNING}:
            return "efter bytet", made
        return ("publiceringen" if done == total else f"{done} av {total} kapitel"), made

    def _differing(self) -> list[str]:
        found, wanted = contents_of(self._project.output / REPORT), self._wanted[self._state]
        return [page for page in sorted(found.keys() | wanted.keys()) if found.get(page) != wanted.get(page)]


def _marked(mark: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                yield process
        except psutil.Error:
            continue


def main() -> None:
    """Kill, look, write down, say; exit 1 when anything was wrong."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=100, help="how many runs are killed")
    words.add_argument("--seed", type=int, default=1, help="of the random moments")
    words.add_argument("--tiny", action="store_true", help="a report of three small chapters instead of the real one")
    words.add_argument("--docs", type=Path, help="folder of the table; docs/ when left out")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        temporary = Path(folder) / "tmp"
        temporary.mkdir()
        source = find_project()
        series = Series(make_place(source, Path(folder) / "project", tiny=chosen.tiny), temporary, chosen.seed)
        series.prepare()
        print(f"En hel körning tar {series.seconds:.1f} s", flush=True)
        kills = []
        for number in range(1, chosen.kills + 1):
            kills.append(series.kill(number))
            _say(kills[-1])
    write(chosen.docs or source.root / "docs", kills, series.seconds, chosen.seed)
    sys.exit(any(kill.breaches for kill in kills))


def _say(kill: Kill) -> None:
    what = "allt på nytt" if kill.forced else "ett ändrat tal"
    print(f"{kill.number:4}  {kill.after:5.2f} s  {what:15} {kill.stage:20} {'; '.join(kill.breaches)}", flush=True)


def write(folder: Path, kills: list[Kill], seconds: float, seed: int) -> None:
    """Write what was found as data and as a table.

    Args:
        folder: The folder of documents.
        kills: What was found.
        seconds: How long a whole run takes.
        seed: Of the random moments.
    """
    whole = f"{seconds:.1f}".replace(".", ",")
    about = {
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} kärnor, {platform.system()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "seconds": round(seconds, 2),
        "seed": seed,
    }
    stored = {"about": about, "kills": [asdict(kill) for kill in kills]}
    keep("kills", stored)
    stages = Counter(kill.stage for kill in kills)
    lines = [
        "# Avbrutna körningar",
        "",
        f"`tools/kills.py` startar `arshjul run` {len(kills)} gånger och dödar hela sessionen (SIGKILL) vid en slumpad",
        f"tidpunkt, oftast sent, av de {whole} sekunder som en hel körning tar (frö {seed}).",
        "Före varje gång ändras tal i databasen, eller så begärs allt på nytt (`--force`). Genast efteråt granskas",
        "allt som ligger på disk: varje sida, notebook, hylla och journal ska vara hel, gammal eller ny. Sedan körs",
        "samma kommando till slut och sidorna jämförs med en körning som ingen avbröt.",
        "",
        "| Dödad | Gånger | Trasigt | Förlorat eller kört igen | Annat resultat | Kvarlämnat |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(_row(stage, [kill for kill in kills if kill.stage == stage]) for stage in sorted(stages, key=_order)),
        _row("**Alla**", kills),
        "",
        f"Kapitel som dödade körningar hann göra klara och som inte kördes igen: {sum(kill.kept for kill in kills)}.",
        f"Maskin: {about['machine']}. Python {about['python']}, SQLite {about['sqlite']}.",
    ]
    (folder / "kills.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[9:]))


def _order(stage: str) -> tuple[int, int]:
    stages = ("före journalen", "kapitel", "publiceringen", "efter bytet", "körningen var klar")
    kind = "kapitel" if stage.endswith("kapitel") else stage
    return stages.index(kind), int(stage.split(maxsplit=1)[0]) if kind == "kapitel" else 0


def _row(stage: str, kills: list[Kill]) -> str:
    counts = [sum(len(getattr(kill, name)) for kill in kills) for name in ("torn", "lost", "differing", "left")]
    return f"| {stage} | {len(kills)} | " + " | ".join(str(count) for count in counts) + " |"


if __name__ == "__main__":
    main()
