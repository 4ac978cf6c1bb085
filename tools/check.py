"""Every check and test in one go: all of them run, all failures are told, the exit code says whether one failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
#: Many tests wait for somebody else, so there is one worker more than there are processors.
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "tests": ["pytest", f"--numprocesses={(os.cpu_count() or 1) + 1}", *(sys.argv[1:] or ["-q"])],
}


def main() -> int:
    """Run the checks.

    Returns:
        0 when all passed, else 1.
    """
    verdicts = {name: _run(name, command) for name, command in CHECKS.items()}
    print()
    for name, (code, seconds) in verdicts.items():
        print(f"{name:8} {'ok' if code == 0 else 'FAILED'} {seconds:.1f} s")
    return int(any(code for code, _ in verdicts.values()))


def _run(name: str, command: list[str]) -> tuple[int, float]:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False)
    return done.returncode, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
