"""A plugin for pytest: it collects tests once, and runs them for each mutant in a fork of that process.

Mutmut makes the mutants and knows which tests pass through which; its own loop starts pytest anew for each of them,
which takes ten times as long as the tests. `tools/mutants.py` loads this one.
"""

import gc
import json
import os
import signal
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

#: Where the plan lies and what came of it, in the copy that mutmut made.
PLAN, ENDS = "MUTANT_PLAN", "MUTANT_ENDS"
#: Where the code finds which mutant it is to be.
UNDER_TEST = "MUTANT_UNDER_TEST"
#: A mutant that takes longer runs in circles.
SECONDS = 60
SURVIVED, KILLED = 0, 1


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests of every mutant instead of every test once.

    Args:
        session: What was collected.

    Returns:
        That nobody else needs to run anything.
    """
    items = {item.nodeid: item for item in session.items}
    plan: Mapping[str, list[str]] = json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8"))
    gc.collect()
    gc.freeze()
    with Path(os.environ[ENDS]).open("a", encoding="utf-8", buffering=1) as ends:
        for mutant, tests in plan.items():
            chosen = [items[name] for name in tests if name in items]
            ends.write(json.dumps([mutant, _end(session, mutant, chosen)]) + "\n")
    return True


def _end(session: pytest.Session, mutant: str, items: list[pytest.Item]) -> int:
    """Run tests in a fork until one fails."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.environ[UNDER_TEST] = mutant
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        os._exit(KILLED if session.testsfailed else SURVIVED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """End a mutant with the first test that fails, before anybody writes down why: that takes longest of all.

    Yields:
        While the test runs.

    Returns:
        What it gave.
    """
    try:
        return (yield)
    except BaseException:
        os._exit(KILLED)
