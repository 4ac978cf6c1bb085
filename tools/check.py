"""Every check and test in one go: all of them run, all failures are told, the exit code says whether one failed.

`--quick` is for while one works: all checks, and the tests that take moments. `--long` is for before something is done:
campaigns of kills, deaths and misprints, and every law with other examples and ten times as many. `--tests` leaves the
checks out. Words after that go to pytest.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
}
#: Many tests wait for somebody else, so there are two workers more than there are processors.
TESTS = ["pytest", "-q", f"--numprocesses={(os.cpu_count() or 1) + 2}"]
QUICK = ["--quick", "--hypothesis-profile=quick"]
LONG = ["-m", "long or hypothesis", "--hypothesis-profile=long"]


def main() -> int:
    """Run the checks.

    Returns:
        0 when all passed, else 1.
    """
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--quick", action="store_true", help="all checks, and the tests that take moments")
    words.add_argument("--long", action="store_true", help="only what `make test` takes a sample of")
    words.add_argument("--tests", action="store_true", help="only tests")
    chosen, rest = words.parse_known_args()
    tests = [*TESTS, *(QUICK if chosen.quick else []), *(LONG if chosen.long else []), *rest]
    checks = {} if chosen.long or chosen.tests else CHECKS
    verdicts = {name: _run(name, command) for name, command in (checks | {"tests": tests}).items()}
    print()
    for name, (code, seconds) in verdicts.items():
        print(f"{name:8} {'ok' if code == 0 else 'FAILED'} {seconds:.1f} s")
    return int(any(code for code, _ in verdicts.values()))


def _run(name: str, command: list[str]) -> tuple[int, float]:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    # What Python compiles is kept whatever the environment says: else each process of a test compiles all of it again.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment, check=False)
    return done.returncode, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
