"""What has been reported in words: one Markdown file of a document that only forms write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.base.files import write_whole
from analysis.base.vocabulary import Section
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
About = tuple[str, str, str, str]


@dataclass(frozen=True)
class Reported:
    """A text that somebody has reported.

    Attributes:
        key: What it is about: kind, subject, organisation, section, and perhaps a line of a statement.
        text: The text.
        where: The form and cell.
    """

    key: Mapping[str, str]
    text: str
    where: str


@dataclass
class ReportedTexts:
    """The texts of the file, each a list of paragraphs by what they are about.

    Attributes:
        texts: By kind, subject, organisation and section: paragraphs by line, where it is about lines.
        places: The forms and cells that they come from.
    """

    texts: dict[About, dict[str, str]] = field(default_factory=dict)
    places: dict[About, list[str]] = field(default_factory=dict)

    def put(self, reported: Reported) -> str:
        """Put in a text.

        Args:
            reported: The text.

        Returns:
            What stood there before.
        """
        key = reported.key
        about = (key["subject_type"], key["subject"], key["organisation"], key["section"])
        lines = self.texts.setdefault(about, {})
        before = lines.get(key.get("line", ""), "")
        lines[key.get("line", "")] = reported.text
        places = self.places.setdefault(about, [])
        if reported.where not in places:
            places.append(reported.where)
        return before


def statement_text(answer: Answer, aside: Mapping[str, Answer]) -> str:
    """Write why a line of a statement differs, or what is done about it with what effect from when.

    Args:
        answer: The text.
        aside: Effect and start, where they are given.

    Returns:
        One paragraph.
    """
    told = " ".join(answer.value.split())
    if answer.asked.column != ACTION:
        return told
    with speaking(SWEDISH):  # texts of a document have one language
        unit = answer.asked.unit or aside[EFFECT].asked.unit if EFFECT in aside else ""
        told += _(" Effekt: {effect} {unit}.", effect=aside[EFFECT].value, unit=unit) if EFFECT in aside else ""
        told += _(" Börjar: {start}.", start=aside[START].value) if START in aside else ""
    return told


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
    about, section, body = ("", "", ""), "", list[str]()
    place = ""
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), "## "]:
        if line.startswith(("## ", "### ")):
            _close(found, about, section, place, body)
            body, section = [], ""
            if line.startswith("### "):
                section = SECTIONS.get(line.removeprefix("### ").strip(), "")
            elif subject := SUBJECT.fullmatch(line):
                about = (subject["kind"], subject["subject"], subject["organisation"])
        elif line.startswith(PLACE):
            place = line.removeprefix(PLACE).removeprefix(FORM)
        elif section:
            body.append(line)
    return found


def _close(found: ReportedTexts, about: tuple[str, str, str], section: str, place: str, body: list[str]) -> None:
    if not section:
        return
    key = (*about, str(section))
    found.places[key] = place.split("; ")
    paragraphs = "\n".join(body).strip().split("\n\n")
    if all(OF_LINE.match(paragraph) for paragraph in paragraphs):
        matches = [(OF_LINE.match(paragraph), paragraph) for paragraph in paragraphs]
        found.texts[key] = {match["line"]: paragraph[match.end() :] for match, paragraph in matches if match}
    else:
        found.texts[key] = {"": "\n\n".join(paragraphs)}


def write_texts(folder: Path, texts: ReportedTexts) -> None:
    """Write the file anew, whole or not at all.

    Args:
        folder: The document's folder.
        texts: What it is to hold; nothing is written of nothing.
    """
    if not texts.texts:
        return
    with speaking(SWEDISH):
        heading = _("Inlämnat med blanketter")
    blocks = [f"# {heading}"]
    for about, lines in sorted(texts.texts.items()):
        kind, subject, organisation, section = about
        told = "\n\n".join(_paragraph(line, text) for line, text in lines.items())
        where = f"{PLACE}{FORM}{'; '.join(texts.places[about])}"
        blocks.append(f"## {kind} {subject} ({organisation})\n{where}\n\n### {HEADINGS[Section(section)]}\n{told}")
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    write_whole(path, "\n\n".join(blocks) + "\n")


def _paragraph(line: str, text: str) -> str:
    """A text, no line of which is taken for a heading of the file."""
    told = SPECIAL.sub(r"\\\1", text.strip())
    told = re.sub(r"\{\{", "{ {", told)
    return f"**{line}**: {told}" if line else told
