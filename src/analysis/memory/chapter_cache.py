"""Finished chapters, kept by what they were made of: what a killed run had done is not done again."""

import hashlib
import json
import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from analysis.base.files import digest_of, move_whole, remove, write_whole
from analysis.memory.recorded_questions import Answers, Asked, as_asked, is_traceable
from analysis.notebook_files.meaning import meaning_of

DAYS = 86_400
#: How long a chapter that no run has used is kept, and a notebook that another has taken the place of.
KEPT, REPLACED = 30 * DAYS, DAYS


class Job(Protocol):
    """What a chapter is made of, but for the data and the program."""

    @property
    def notebook(self) -> Path:
        """The notebook file."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Values by name."""


@dataclass(frozen=True)
class Kept:
    """A finished chapter.

    Attributes:
        notebook: The executed notebook.
        asked: What it asked the database, and the answers.
        made: Facts of the run that made it.
        digest: Hash of the executed notebook.
    """

    notebook: Path
    asked: list[Asked]
    made: Mapping[str, Any]
    digest: str

    @property
    def answers(self) -> str:
        """One fingerprint of all that the database answered."""
        said = "".join(sorted(question.answer for question in self.asked))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


class ChapterCache:
    """The folder of finished chapters.

    Args:
        folder: Where they are kept.
        code: Fingerprint of the program.
    """

    def __init__(self, folder: Path, code: str) -> None:
        self._folder = folder
        self._code = code
        folder.mkdir(parents=True, exist_ok=True)

    def key(self, job: Job) -> str:
        """Name what a chapter is made of, but for the data.

        Args:
            job: The chapter.

        Returns:
            A hash of what the notebook means, parameters and program.
        """
        return chapter_key(job.notebook.read_bytes(), job.parameters, self._code)

    def find(self, job: Job, answers: Answers) -> Kept | None:
        """Find a chapter that would come out the same.

        Args:
            job: The chapter.
            answers: The database of today.

        Returns:
            The finished chapter, if notebook, parameters, program and every answer are the same.
        """
        if not is_traceable(job.notebook.read_text(encoding="utf-8", errors="replace")):
            return None
        kept = self.get(self.key(job))
        return kept if kept and answers.same(kept.asked) else None

    def get(self, key: str) -> Kept | None:
        """Read a chapter, whatever the data are now.

        Args:
            key: What it was made of.

        Returns:
            The chapter, if it is there and whole.
        """
        about = self._about(key)
        try:
            stored = json.loads(about.read_text(encoding="utf-8"))
            notebook = self._notebook(key, stored["digest"])
            if digest_of(notebook) != stored["digest"]:
                return None
        except (OSError, ValueError, KeyError):
            return None
        about.touch()
        return Kept(notebook, as_asked(stored["asked"]), stored["made"], stored["digest"])

    def put(self, job: Job, executed: Path, asked: list[Asked], made: Mapping[str, Any]) -> Kept:
        """Keep a finished chapter; it takes the place of one made of the same things.

        Args:
            job: The chapter.
            executed: The executed notebook, which is moved here.
            asked: What it asked.
            made: Facts of the run that made it.

        Returns:
            The chapter.
        """
        key, digest = self.key(job), digest_of(executed)
        notebook = self._notebook(key, digest)
        # The old chapter stands until the new one's facts take its place; another run may be reading its notebook.
        move_whole(executed, notebook)
        stored = {"digest": digest, "made": dict(made), "asked": [asdict(question) for question in asked]}
        write_whole(self._about(key), json.dumps(stored, ensure_ascii=False))
        return Kept(notebook, asked, made, digest)

    def tidy(self) -> None:
        """Remove chapters that no run has used for a month, and notebooks that are no chapter's any more."""
        now = time.time()
        for about in self._folder.glob("[!.]*.json"):
            if _changed(about) < now - KEPT:
                remove(about)
        replaced = [path for path in self._folder.glob("[!.]*.ipynb") if _changed(path) < now - REPLACED]
        for notebook in replaced:
            if not self._is_in_use(notebook):
                remove(notebook)

    def _is_in_use(self, notebook: Path) -> bool:
        key, __, digest = notebook.stem.partition("-")
        try:
            stored = json.loads(self._about(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(stored.get("digest") == digest)

    def _about(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _notebook(self, key: str, digest: str) -> Path:
        return self._folder / f"{key}-{digest}.ipynb"


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf  # another run was faster


def chapter_key(notebook: bytes, parameters: Mapping[str, Any], code: str) -> str:
    """Name what a chapter is made of, but for the data.

    Args:
        notebook: Content of the notebook file, of which only what it means counts: saving outputs changes nothing.
        parameters: Values by name.
        code: Fingerprint of the program.

    Returns:
        Twenty hexadecimal digits.
    """
    values = json.dumps(dict(parameters), sort_keys=True)
    return hashlib.sha256(b"\0".join(part.encode() for part in (meaning_of(notebook), values, code))).hexdigest()[:20]
