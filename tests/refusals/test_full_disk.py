"""A disk that is full at any write leaves the old database and pages whole, is told in a sentence, and is got over."""

import re
from itertools import cycle
from pathlib import Path

import pytest

from analysis.base.project import Project
from analysis.store.connection import open_database
from analysis.store.query import ask
from tests.refusals.conftest import Ended, Refusing

#: Every how many writes one is tried where a sample is enough: primes, so that no beat is missed.
STEPS = {"build": 311, "run": 401, "approve": 151}
COMMANDS = {
    "build": ("build",),
    "run": ("run", "--force", "--workers", "1"),
    "approve": ("approve", "one", "--name", "x", "--reason", "y", "--no-pdf"),
}
FULL, DONE = "Disken är full", "Rapporten är godkänd och exemplaret sparat"
#: The disk stays full, or has room again for the next write.
WAYS: tuple[dict[str, str], ...] = ({}, {"REFUSE_ONCE": "1"})


def words_of(project: Project) -> dict[str, str]:
    """What the pages of all reports say, whichever run made them."""
    paths = [path for path in project.output.glob("[!.]*/*.html") if path.parent.name != "approved"]
    told = {str(path.relative_to(project.output)): path.read_text(encoding="utf-8") for path in sorted(paths)}
    return {name: re.sub(r"körning \w{8}", "", text) for name, text in told.items()}


def published(project: Project) -> list[tuple[object, ...]]:
    with open_database(project.database) as connection:
        return sorted(map(tuple, ask(connection, "published_values").rows()), key=repr)


def leftovers(project: Project) -> list[Path]:
    own = [path for name in ("work", "alive", "share", "print") for path in (project.state / name).glob("*")]
    return [*own, *project.root.rglob(".tmp-*"), *project.output.glob(".old-*")]


def try_it(refusing: Refusing, command: str, first: int, way: dict[str, str]) -> Ended:
    """Refuse a write, look at what is left, and do it again where nothing is refused."""
    project, words = refusing.project, COMMANDS[command]
    refusing.restore()
    before, figures = words_of(project), published(project)
    ended = refusing(*words, first=first, environment=way)
    assert ended.said
    if ended.code:
        assert FULL in ended.said
    assert published(project) == figures
    if command != "approve":  # an approved report says so
        assert words_of(project) == before
    if DONE in ended.said:  # what it says is to be done is done
        refusing.well("run", "one")
    again = refusing(*words)
    assert again.code == 0 or "är redan godkänd" in again.said, again
    if command == "approve":
        refusing.well("verify")
        refusing.well("run")
    assert leftovers(project) == []
    assert words_of(project).keys() == before.keys()
    return ended


@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_full_at_some_writes(refusing: Refusing, command: str) -> None:
    refusing.restore()
    tried = range(1, refusing.well(*COMMANDS[command]).calls, STEPS[command])
    refused = [try_it(refusing, command, first, way) for first, way in zip(tried, cycle(WAYS), strict=False)]
    assert any(ended.code for ended in refused)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=["stays full", "once"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_full_at_any_write(refusing: Refusing, command: str, way: dict[str, str]) -> None:
    refusing.restore()
    calls = refusing.well(*COMMANDS[command]).calls
    for first in range(1, calls + 1):
        try_it(refusing, command, first, way)
