"""The how-to as data: the files, commands and mistakes that its text shows."""

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.base.project import Project

FILE = re.compile(
    r"^`(?P<file>[^`\n]+)`\n\n```(?P<kind>csv|yaml|markdown)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
MISTAKE = re.compile(
    r"Om `(?P<old>[^`]+)` blir `(?P<new>[^`]+)` i\s`(?P<file>[^`]+)`:\n\n```text\n(?P<told>.*?)\n```", re.DOTALL
)
SHARED = "data/reference/"


@dataclass(frozen=True)
class Mistake:
    """Something that the how-to does wrong on purpose.

    Attributes:
        file: Path below the project folder.
        old: What stands there.
        new: What is written instead.
        told: The message that follows.
    """

    file: str
    old: str
    new: str
    told: str


@dataclass(frozen=True)
class HowTo:
    """The text of a how-to."""

    text: str

    @property
    def files(self) -> dict[str, str]:
        """Content by path below the project folder, in the order of the text."""
        return {found["file"]: found["content"] for found in FILE.finditer(self.text)}

    @property
    def fences(self) -> list[tuple[str, str]]:
        """Kind and content of every fenced block."""
        return [(found["kind"], found["content"]) for found in FENCE.finditer(self.text)]

    @property
    def commands(self) -> list[list[str]]:
        """The words of each command, without the name of the program."""
        lines = [line for kind, content in self.fences if kind == "bash" for line in content.splitlines()]
        return [line.split()[1:] for line in lines]

    @property
    def mistakes(self) -> list[Mistake]:
        """The mistakes with their messages."""
        return [
            Mistake(found["file"], found["old"], found["new"], found["told"]) for found in MISTAKE.finditer(self.text)
        ]

    def write(self, project: Project) -> None:
        """Do what a controller does: add rows to the shared files, make the others."""
        for file, content in self.files.items():
            path = project.root / file
            if file.startswith(SHARED):
                _append(path, content)
            else:
                assert not path.exists(), file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8")


def _append(path: Path, content: str) -> None:
    """Add rows last; the heading of the how-to must be the heading of the file."""
    heading, rows = content.split("\n", 1)
    before = path.read_text(encoding="utf-8-sig")
    assert before.splitlines()[0] == heading, path.name
    path.write_text(before.rstrip("\n") + "\n" + rows, encoding="utf-8-sig")


def read_howto(path: Path) -> HowTo:
    return HowTo(path.read_text(encoding="utf-8"))
