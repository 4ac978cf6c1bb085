"""Mutation testing: some test must fail when a rule is changed.

First deliberate changes, each of a rule that once could be changed without any test noticing, then every small change
that mutmut knows in the rooms `judge`, `words` and `chapter`. All of it happens in a copy. `docs/mutants.md` tells the
result and explains what survives. `make mutants` installs mutmut by its lock and runs this.
"""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deliberate_changes import CHANGES, Change
from mutant_loop import ENDS, PLAN, SURVIVED, UNDER_TEST

ROOT = Path(__file__).parents[1]
UNIT = "tests/unit"
DELIBERATE = "deliberate"
#: How mutmut ends the name of a mutant, before its number.
OF = "__mutmut_"
#: Decorators that may as well be called afterwards.
LIFTED = ("property", "cache", "contextmanager")
#: No mutant at all: the tests must pass.
CONTROL = "nothing is changed"


@dataclass(frozen=True)
class Room:
    """A room of the house and what is run against its mutants.

    Attributes:
        first: Some mutant; mutmut prepares all of them before it tries one.
        tests: Files of tests that need no database; of them those that pass through a mutant's function are run.
        remembers: Whether functions keep their answers, so that mutmut sees only the first test pass through: all
            tests are run then, those last that it did not see.
    """

    first: str
    tests: tuple[str, ...]
    remembers: bool = False


ROOMS: Mapping[str, Room] = {
    "judge": Room(
        "analysis.judge.trend.x_change__mutmut_1",
        (
            *("test_laws_ledger", "test_laws_figures", "test_laws_judgements", "test_laws_findings"),
            *("test_laws_every_check", "test_laws_signs", "test_trend"),
            *("test_sign_conventions", "test_laws_money"),
        ),
    ),
    "words": Room("analysis.words.numbers.x_signed__mutmut_1", ("test_laws_words", "test_laws_signs"), remembers=True),
    "chapter": Room("analysis.chapter.schema.x_json_schema__mutmut_1", ("test_laws_chapter",), remembers=True),
}
#: Our own conftest builds databases and loads everything; mutants need neither, and fewer examples of a property.
CONFTEST = '''"""Tests of mutants: nothing that takes long."""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")

from hypothesis import HealthCheck, settings

settings.register_profile("mutants", max_examples=15, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck))
settings.load_profile("mutants")
LONG = {"built", "database", "project", "data", "reports"}


def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[item for item in items if LONG & set(item.fixturenames)])
    items[:] = [item for item in items if not LONG & set(item.fixturenames)]
'''
#: The process that mutants are forked from has only imported: Polars must not have begun to work in it.
SETTINGS = """[mutmut]
source_paths =
    src
only_mutate =
    src/analysis/{room}/*
process_isolation = forkserver
pytest_add_cli_args_test_selection =
    {tests}
pytest_add_cli_args =
    -p
    no:cacheprovider
    -p
    no:xdist
    -o
    addopts=--import-mode=importlib
track_dependencies = false
use_git_change_detection = false
timeout_constant = 5.0
"""


def main(wanted: list[str]) -> int:
    """Run what is asked for, everything where nothing is.

    Args:
        wanted: Names of rooms, and `deliberate`.

    Returns:
        How many deliberate changes no test noticed.
    """
    unnoticed = 0
    if not wanted or DELIBERATE in wanted:
        unnoticed = sum(not noticed(change) for change in CHANGES)
    for room in ROOMS:
        if not wanted or room in wanted:
            run_room(room)
    return unnoticed


# ---- deliberate changes ----


def noticed(change: Change) -> bool:
    """Make a deliberate change in a copy and run its tests there.

    Args:
        change: The change.

    Returns:
        Whether a test failed that did not fail without it.
    """
    with tempfile.TemporaryDirectory(prefix="arshjul-mutant-") as folder:
        place = Path(folder)
        copy_project(place, (change.tests.removesuffix(".py"),))
        file = place / "src" / "analysis" / change.file
        code = file.read_text(encoding="utf-8")
        if code.count(change.old) != 1:
            print(f"?      {change.what}: {change.file} does not have {change.old!r} once")
            return False
        file.write_text(code.replace(change.old, change.new), encoding="utf-8")
        found = pass_unchanged(change.tests) and not tests_pass(place, change.tests)
    print(f"{'killed' if found else 'ALIVE '} {change.what} ({change.file}; {change.tests})", flush=True)
    return found


@cache
def pass_unchanged(tests: str) -> bool:
    """Run tests in a copy in which nothing is changed.

    Args:
        tests: A file of tests.

    Returns:
        Whether all passed.
    """
    with tempfile.TemporaryDirectory(prefix="arshjul-mutant-") as folder:
        copy_project(Path(folder), (tests.removesuffix(".py"),))
        return tests_pass(Path(folder), tests)


def tests_pass(place: Path, tests: str) -> bool:
    """Run tests in a copy.

    Args:
        place: The copy.
        tests: A file of tests.

    Returns:
        Whether all passed.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["-o", "addopts=--import-mode=importlib", f"{UNIT}/{tests}"]
    return subprocess.run(command, cwd=place, env=environment(place), capture_output=True, check=False).returncode == 0


def copy_project(place: Path, tests: tuple[str, ...]) -> None:
    """Copy what tests of a room need.

    Args:
        place: Where to.
        tests: Names of test files.
    """
    shutil.copytree(ROOT / "src", place / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (place / UNIT).mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    for helper in ("__init__.py", "chapters.py", "rows.py"):
        shutil.copy(ROOT / "tests" / helper, place / "tests")
    for name in tests:
        shutil.copy(ROOT / UNIT / f"{name}.py", place / UNIT)


def environment(place: Path) -> dict[str, str]:
    """What a run in a copy must know: its own code goes before the installed one.

    Args:
        place: The copy.

    Returns:
        The environment.
    """
    return os.environ | {"PYTHONPATH": f"{place / 'src'}{os.pathsep}{place}", "PYTHONDONTWRITEBYTECODE": "1"}


# ---- every change that mutmut knows ----


def run_room(room: str) -> None:
    """Change every function of a room in every way that mutmut knows, and tell what no test noticed.

    Args:
        room: Name of the room.
    """
    if importlib.util.find_spec("mutmut") is None:
        sys.exit("mutmut is not installed: .venv/bin/python -m pip install mutmut")
    place = Path(tempfile.mkdtemp(prefix=f"arshjul-mutants-{room}-"))
    copy_project(place, ROOMS[room].tests)
    for file in (place / "src" / "analysis" / room).rglob("*.py"):
        file.write_text(undecorated(file.read_text(encoding="utf-8")), encoding="utf-8")
    tests = "\n    ".join(f"{UNIT}/{name}.py" for name in ROOMS[room].tests)
    (place / "setup.cfg").write_text(SETTINGS.format(room=room, tests=tests), encoding="utf-8")
    # Mutmut makes all mutants and learns which tests pass through which function, and tries one.
    mutmut(place, "run", "--max-children", "1", ROOMS[room].first)
    plan = plan_of(place)
    every = sorted({test for tests in plan.values() for test in tests})
    if ROOMS[room].remembers:
        plan = {name: list(dict.fromkeys([*tests, *every])) for name, tests in plan.items()}
    ends = try_all(place, {CONTROL: every} | plan)
    if ends.pop(CONTROL, None) != SURVIVED:
        sys.exit(f"{room}: the tests do not pass as it is; see {place}")
    alive = [name for name in plan if not plan[name] or ends.get(name) == SURVIVED]
    print(f"{room}: {len(plan)} mutants, {len(alive)} survived ({len(alive) / max(len(plan), 1):.1%}); all in {place}")
    for module, number in sorted(Counter(name.rpartition(".")[0] for name in alive).items()):
        print(f"  {module}: {number}")
    for name in alive:
        shown = mutmut(place, "show", name).splitlines()
        changed = [line for line in shown if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))]
        print(f"  {name}", *changed, sep="\n    ", flush=True)


def undecorated(code: str) -> str:
    """Decorate functions after they are defined and not before: mutmut leaves decorated ones alone.

    Args:
        code: A module.

    Returns:
        The same, which does the same.
    """
    lines = code.splitlines()
    tree = ast.parse(code)
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (node for body in bodies for node in body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            (decorator,) = node.decorator_list
            name = ast.unparse(decorator)
            if name in LIFTED:
                lines[decorator.lineno - 1] = ""
                after = " " * node.col_offset + f"{node.name} = {name}({node.name})"
                lines[(node.end_lineno or 0) - 1] += f"\n{after}"
    return "\n".join(lines) + "\n"


def mutmut(place: Path, *words: str) -> str:
    """Call mutmut.

    Args:
        place: The copy to call it in; it puts a copy of its own first.
        words: What to do.

    Returns:
        What it says.
    """
    command, surroundings = [str(Path(sys.executable).with_name("mutmut")), *words], os.environ | {"PYTHONPATH": "."}
    return subprocess.run(command, cwd=place, env=surroundings, capture_output=True, check=False).stdout.decode()


def plan_of(place: Path) -> dict[str, list[str]]:
    """Say which tests may notice each mutant.

    Args:
        place: The copy that mutmut made mutants in.

    Returns:
        Names of mutants, each with the tests that pass through its function, the fastest first.
    """
    known = json.loads((place / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    through, seconds = known["tests_by_mangled_function_name"], known["duration_by_test"]
    mutants = [
        name
        for meta in sorted((place / "mutants").rglob("*.meta"))
        for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    ]
    return {name: sorted(through.get(name.rpartition(OF)[0], ()), key=lambda test: seconds[test]) for name in mutants}


def try_all(place: Path, plan: Mapping[str, list[str]]) -> dict[str, int]:
    """Run the tests of every mutant.

    Args:
        place: The copy.
        plan: Mutants with their tests.

    Returns:
        How each ended.
    """
    paths = {PLAN: place / "plan.json", ENDS: place / "ends.jsonl"}
    paths[PLAN].write_text(json.dumps(plan), encoding="utf-8")
    surroundings = environment(place / "mutants") | {name: str(path) for name, path in paths.items()}
    surroundings |= {UNDER_TEST: "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    surroundings["PYTHONPATH"] += f"{os.pathsep}{ROOT / 'tools'}"
    command = [sys.executable, "-m", "pytest", "-p", "mutant_loop", "-p", "no:terminal", "-p", "no:cacheprovider"]
    command += ["-o", "addopts=--import-mode=importlib", UNIT]
    subprocess.run(command, cwd=place / "mutants", env=surroundings, capture_output=True, check=False)
    ends: dict[str, int] = dict(map(json.loads, paths[ENDS].read_text(encoding="utf-8").splitlines()))
    return ends


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
