"""How a run's progress is shown: a live bar on a terminal, plain lines in a log, JSON lines for machines."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass

from analysis.terminal import console
from analysis.words.numbers import number
from analysis.words.translate import Words, _, later

WORDS = Words({"failed": later("misslyckades"), "unchanged": later("oförändrat")})


@dataclass(frozen=True)
class Progress:
    """One chapter more is done.

    Attributes:
        report: Id of its report.
        title: Its heading.
        outcome: `made`, `unchanged` or `failed`.
        seconds: How long it took.
        done: How many chapters of the whole run are done.
        total: How many there are.
    """

    report: str
    title: str
    outcome: str
    seconds: float
    done: int
    total: int


#: Shows that one chapter more is done.
Tell = Callable[[Progress], None]


@contextmanager
def as_lines() -> Iterator[Tell]:
    """A line a chapter."""
    yield lambda progress: console.print(_line(progress), markup=False)


@contextmanager
def as_json() -> Iterator[Tell]:
    """A JSON object a chapter."""
    yield lambda progress: print(json.dumps(asdict(progress), ensure_ascii=False), flush=True)


@contextmanager
def as_bar() -> Iterator[Tell]:
    """A bar that grows, with what was last done beside it; failures stay as lines."""
    from rich import progress as bars

    columns = (
        bars.MofNCompleteColumn(),
        bars.BarColumn(),
        bars.TimeElapsedColumn(),
        bars.TextColumn("{task.description}", markup=False),
    )
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(progress: Progress) -> None:
            if progress.outcome == "failed":
                console.print(_line(progress), markup=False, style="red")
            what = f"{progress.report}  {progress.title}"
            bar.update(task, completed=progress.done, total=progress.total, description=what)

        yield tell


def _line(progress: Progress) -> str:
    verdict = WORDS.get(progress.outcome) or _("klart på {seconds} s", seconds=number(progress.seconds, 1))
    return f"{progress.report}  {progress.done}/{progress.total}  {progress.title}: {verdict}"


def _automatic() -> AbstractContextManager[Tell]:
    return as_bar() if console.is_terminal else as_lines()


#: The ways to show progress, by the words of the command line.
SHOWN_AS: dict[str, Callable[[], AbstractContextManager[Tell]]] = {
    "auto": _automatic,
    "bar": as_bar,
    "lines": as_lines,
    "json": as_json,
}
