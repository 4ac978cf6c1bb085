"""How a run's progress is shown: a live bar on a terminal, plain lines in a log, JSON lines for machines."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Self

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


class Shown(AbstractContextManager["Shown"]):
    """Shows nothing; the others show more."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def tell(self, progress: Progress) -> None:
        """Show that one chapter more is done.

        Args:
            progress: The chapter.
        """


class Lines(Shown):
    """A line a chapter."""

    def tell(self, progress: Progress) -> None:
        """Show that one chapter more is done.

        Args:
            progress: The chapter.
        """
        console.print(_line(progress), markup=False)


class JsonLines(Shown):
    """A JSON object a chapter."""

    def tell(self, progress: Progress) -> None:
        """Show that one chapter more is done.

        Args:
            progress: The chapter.
        """
        print(json.dumps(asdict(progress), ensure_ascii=False), flush=True)


class Bar(Shown):
    """A bar that grows, with what was last done beside it; failures stay as lines."""

    def __enter__(self) -> Self:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            MofNCompleteColumn(),
            BarColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._bar = Progress(*columns, console=console, transient=True)
        self._task = self._bar.add_task("", total=None)
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, progress: Progress) -> None:
        """Show that one chapter more is done.

        Args:
            progress: The chapter.
        """
        if progress.outcome == "failed":
            console.print(_line(progress), markup=False, style="red")
        what = f"{progress.report}  {progress.title}"
        self._bar.update(self._task, completed=progress.done, total=progress.total, description=what)


def _line(progress: Progress) -> str:
    verdict = WORDS.get(progress.outcome) or _("klart på {seconds} s", seconds=number(progress.seconds, 1))
    return f"{progress.report}  {progress.done}/{progress.total}  {progress.title}: {verdict}"


def _automatic() -> Shown:
    return Bar() if console.is_terminal else Lines()


#: The ways to show progress, by the words of the command line.
SHOWN_AS: dict[str, Callable[[], Shown]] = {"auto": _automatic, "bar": Bar, "lines": Lines, "json": JsonLines}
