"""A report that is being run: what is done of it so far, what stopped it, and how it went."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.errors import UserError
from analysis.make.execute import Failure
from analysis.make.plan import PlannedReport
from analysis.memory import journal
from analysis.memory.chapter_cache import Kept
from analysis.memory.recorded_questions import Asked
from analysis.refusals import in_words, is_of_machine
from analysis.words.translate import _


@dataclass
class Begun:
    """A report that is being run: what is done of it so far, by the chapters' places.

    Attributes:
        planned: What is to be made.
        kept: Finished chapters.
        failures: Chapters that could not be made.
        broken: What was executed of them.
        bodies: Finished chapters as data.
        asked: What all chapters asked the database.
        answers: A fingerprint of what the database answered each.
        made: How many chapters were executed.
        lost: Why it cannot come out at all: then the old report is left.
    """

    planned: PlannedReport
    kept: dict[int, Kept] = field(default_factory=dict)
    failures: dict[int, Failure] = field(default_factory=dict)
    broken: dict[int, Path] = field(default_factory=dict)
    bodies: dict[int, Path] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    made: int = 0
    lost: str = ""

    @property
    def id(self) -> str:
        """The report's id."""
        return self.planned.report

    def keep(self, place: int, kept: Kept) -> None:
        """Note a finished chapter; what all chapters asked is noted once, however many of them did.

        Args:
            place: The chapter's place.
            kept: What was made.
        """
        self.asked.update((question.question, question) for question in kept.asked)
        self.answers[place] = kept.answers
        self.kept[place] = replace(kept, asked=[])

    @contextmanager
    def refused(self) -> Iterator[None]:
        """Give the report up where the system refuses it a place, a file or room; others go on.

        Yields:
            Nothing.
        """
        try:
            yield
        except OSError as error:
            self.lost = str(in_words(error))

    def stopped_by(self, error: Exception) -> str:
        """Say what stopped a chapter on its way: a shared folder that is gone, a notebook that may not be read.

        Args:
            error: What was raised. If the machine is to blame the report is given up: one with a hole would take the
                place of the old one, which is whole.

        Returns:
            Why.
        """
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, OSError) and error.errno is not None:
            told = str(in_words(error))
            self.lost = told if is_of_machine(error) else self.lost
            return told
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        return _("kapitlet kunde inte tas emot eller lämnas ({reason})", reason=reason)


@dataclass(frozen=True)
class ReportResult:
    """How a report went.

    Attributes:
        report: Its id.
        path: Its first page, nothing when no chapter came out and the old report was left in place.
        failures: Chapters that could not be made.
        busy: Whether another run was at it.
        lost: Why it will not come out whole: the cluster is gone, the disk is full. The old report was left in place,
            unless the new one has a path.
        made: How many chapters were executed; the others were unchanged.
    """

    report: str
    path: Path | None
    failures: list[Failure] = field(default_factory=list)
    busy: bool = False
    lost: str = ""
    made: int = 0

    @property
    def outcome(self) -> str:
        """The journal's word for it."""
        if self.busy:
            return journal.BUSY
        if self.path is None:
            return journal.FAILED
        if self.failures or self.lost:
            return journal.PARTLY
        return journal.MADE if self.made else journal.UNCHANGED
