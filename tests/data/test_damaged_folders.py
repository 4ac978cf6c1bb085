"""Whole builds of damaged folders: each is refused or told of in words, in time, and the old database survives."""

import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from analysis.base.project import Project
from analysis.base.unseen import UNSEEN
from analysis.build.database import Built, build_database
from analysis.errors import UserError
from tests.damage import DAMAGES, Damage
from tests.making import ROOT, SMALL_DATA

SEED = 20261130
#: Longer than any message, and longer than any build on a busy machine: what takes that long would never end.
LONGEST, PATIENCE = 2_000, 300
VIEWS = [
    *("goal_status", "goal_target", "commitment_status", "process_area_status", "key_figure", "ledger"),
    *("control_status", "evaluation_score", "evaluation_finding", "claim", "inconsistency", "narrative"),
]


class Undamaged:
    """A folder to damage copies of, and what is published of it."""

    def __init__(self, data: Path, built: Built) -> None:
        self.data, self.database = data, built.path.read_bytes()
        self.published = published(built.path)

    def copy(self, folder: Path) -> Project:
        """A copy, with the database that is to survive."""
        project = Project(folder)
        shutil.copytree(self.data, project.data, ignore=shutil.ignore_patterns("*.duckdb*"))
        settings = project.data / "project.yaml"
        if not settings.exists():
            settings.write_text("format: 2\n", encoding="utf-8")
        project.database.write_bytes(self.database)
        return project


def published(database: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {view: sorted(map(repr, connection.execute(f"FROM {view}").fetchall())) for view in VIEWS}


@contextmanager
def in_time() -> Iterator[None]:
    def end(*_: object) -> None:
        raise TimeoutError

    usual = signal.signal(signal.SIGALRM, end)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, usual)


def verdict(damage: Damage, undamaged: Undamaged, folder: Path, chance: random.Random) -> tuple[str, str]:
    """What becomes of a damaged folder, and what was done to it; what is well is `refused`, `told` or `harmless`."""
    project = undamaged.copy(folder)
    done = damage.harm(project.data, chance)
    if not done:
        return "harmless", ""
    try:
        with in_time():
            built = build_database(project)
    except UserError as error:
        return _refused(str(error), project.database.read_bytes() == undamaged.database), done
    if built.warnings or built.reformed:
        return "told", done
    return _passed_over(harmless=damage.harmless and published(project.database) == undamaged.published), done


def _refused(told: str, survived: bool) -> str:
    if not survived:
        return "the old database is gone"
    plain = all(len(line) <= LONGEST and not UNSEEN.search(line) for line in told.splitlines())
    return "refused" if plain else "a message that nobody can read"


def _passed_over(*, harmless: bool) -> str:
    return "harmless" if harmless else "passed over in silence"


def hold(undamaged: Undamaged, folder: Path, how_many: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    order = DAMAGES * (how_many // len(DAMAGES) + 1)
    chosen = chance.sample(DAMAGES, how_many) if how_many < len(DAMAGES) else order[:how_many]
    verdicts: Counter[str] = Counter()
    for number, damage in enumerate(chosen):
        found, done = verdict(damage, undamaged, folder / str(number), chance)
        verdicts[found] += 1
        shutil.rmtree(folder / str(number))
        assert found in ("refused", "told", "harmless"), f"{damage.name}: {done}"
    assert verdicts["refused"] > how_many * 0.8


@pytest.mark.parametrize("how_many", [20, pytest.param(200, marks=pytest.mark.long)])
def test_the_harbour_office_damaged(small: Built, tmp_path: Path, how_many: int) -> None:
    hold(Undamaged(SMALL_DATA, small), tmp_path, how_many, SEED)


@pytest.mark.parametrize("how_many", [5, pytest.param(100, marks=pytest.mark.long)])
def test_the_real_data_damaged(built: Built, tmp_path: Path, how_many: int) -> None:
    hold(Undamaged(ROOT / "data", built), tmp_path, how_many, SEED + 1)
