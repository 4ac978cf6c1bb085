"""What has been reported in words: one Markdown file of a document that only forms write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analysis.base.files import write_whole
from analysis.base.vocabulary import Section, SubjectType
from analysis.collect.answers import Answer
from analysis.collect.lines import ACTION, EFFECT, START
from analysis.intake.texts import SECTIONS
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.translate import _

#: The file below a document's folder.
FILE = "texts/blanketter.md"
HEADINGS = {section: heading for heading, section in SECTIONS.items()}
SUBJECT = re.compile(r"## (?P<kind>\w+) (?P<subject>.+) \((?P<organisation>[^()]+)\)")
PLACE, FORM = "Plats: ", "Blankett "
#: Where a text of a line of a statement begins.
OF_LINE = re.compile(r"\*\*(?P<line>.+?)\*\*: ")
#: The beginning of a line that would be a heading, or a place.
SPECIAL = re.compile(r"^(#+ |Plats:)", re.MULTILINE)


class About(NamedTuple):
    """What a text is about.

    Attributes:
        kind: The kind of its subject.
        subject: The subject.
        organisation: Whose it is.
        section: The part of a text.
        line: The line of a statement that it is about; empty for the whole subject.
    """

    kind: str
    subject: str
    organisation: str
    section: str
    line: str = ""

    @property
    def block(self) -> "About":
        """What it is about together with the texts of other lines: they share a heading."""
        return self._replace(line="")


@dataclass
class ReportedTexts:
    """The texts of the file.

    Attributes:
        texts: By what they are about.
        places: The forms and cells that those under a heading come from.
        changed: Whether anything was put in.
    """

    texts: dict[About, str] = field(default_factory=dict)
    places: dict[About, list[str]] = field(default_factory=dict)
    changed: bool = False

    def text(self, about: About) -> str:
        """Say what stands there; nothing where nothing does."""
        return self.texts.get(about, "")

    def put(self, about: About, text: str, where: str) -> None:
        """Put in a text.

        Args:
            about: What it is about.
            text: The text.
            where: The form and cell that it comes from.
        """
        self.texts[about], self.changed = text, True
        places = self.places.setdefault(about.block, [])
        if where not in places:
            places.append(where)


def about_of(key: Mapping[str, str]) -> About:
    """Say what a text is about that a form asks for.

    Args:
        key: The key of its cell.

    Returns:
        The same in one word.
    """
    return About(key["subject_type"], key["subject"], key["organisation"], key["section"], key.get("line", ""))


def statement_text(answer: Answer, line: Mapping[str, Answer]) -> str:
    """Write why a line of a statement differs, or what is done about it with what effect from when.

    Args:
        answer: The text.
        line: The answers of its line by column, effect and start among them.

    Returns:
        One paragraph.
    """
    told = " ".join(answer.value.split())
    if answer.asked.column != ACTION:
        return told
    with speaking(SWEDISH):  # texts of a document have one language
        if effect := line.get(EFFECT):
            told += " " + _("Effekt: {effect} {unit}.", effect=effect.value, unit=effect.asked.unit)
        if start := line.get(START):
            told += " " + _("Börjar: {start}.", start=start.value)
    return told


#: Before the first heading.
NOWHERE = About("", "", "", "")


def read_texts(folder: Path) -> ReportedTexts:
    """Read what has been reported before.

    Args:
        folder: The document's folder.

    Returns:
        The texts; none where nothing has been.
    """
    found = ReportedTexts()
    path = folder / FILE
    if not path.exists():
        return found
    about, places, body = NOWHERE, list[str](), list[str]()
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), "## "]:
        if line.startswith(("## ", "### ")):
            _close(found, about, places, body)
            body, subject = [], SUBJECT.fullmatch(line)
            heading = line.removeprefix("### ").strip() if line.startswith("### ") else ""
            about = About(**subject.groupdict(), section="") if subject else about._replace(section=_section(heading))
        elif line.startswith(PLACE):
            places = line.removeprefix(PLACE).removeprefix(FORM).split("; ")
        else:
            body.append(line)
    return found


def _section(heading: str) -> str:
    return str(SECTIONS.get(heading, ""))


def _close(found: ReportedTexts, about: About, places: list[str], body: list[str]) -> None:
    if not about.section:
        return
    found.places[about] = [*places]
    text = "\n".join(body).strip()
    if about.kind == SubjectType.STATEMENT:
        told = ((OF_LINE.match(each), each) for each in text.split("\n\n"))
        found.texts |= {about._replace(line=line["line"]): each[line.end() :] for line, each in told if line}
    else:
        found.texts[about] = text


def write_texts(folder: Path, texts: ReportedTexts) -> None:
    """Write the file anew, whole or not at all.

    Args:
        folder: The document's folder.
        texts: What it is to hold.
    """
    with speaking(SWEDISH):
        heading = _("Inlämnat med blanketter")
    blocks = [f"# {heading}"]
    for about in sorted(texts.places):
        under = "\n\n".join(_paragraph(each, text) for each, text in texts.texts.items() if each.block == about)
        where = f"{PLACE}{FORM}{'; '.join(texts.places[about])}"
        title = f"## {about.kind} {about.subject} ({about.organisation})"
        blocks.append(f"{title}\n{where}\n\n### {HEADINGS[Section(about.section)]}\n{under}")
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    write_whole(path, "\n\n".join(blocks) + "\n")


def _paragraph(about: About, text: str) -> str:
    """A text, no line of which is taken for a heading of the file."""
    told = SPECIAL.sub(r"\\\1", text.strip())
    return f"**{about.line}**: {told}" if about.line else told
