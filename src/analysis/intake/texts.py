"""Follow-up texts: Markdown files into rows of subject, section and text."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import dataframely as dy
import polars as pl

from analysis.base.unseen import UNSEEN
from analysis.base.vocabulary import Section, SubjectType
from analysis.errors import Fault, unseen
from analysis.intake.contracts import Narratives
from analysis.intake.csv_file import validate
from analysis.intake.csv_text import unreadable
from analysis.intake.document_header import NOTHING_SAID, DocumentHeader
from analysis.intake.origins import tells_origin, with_origins
from analysis.words.translate import _, later

UNKNOWN = "?"
SECTIONS = {
    "Sammanfattning": Section.SUMMARY,
    "Resultat": Section.RESULT,
    "Analys": Section.ANALYSIS,
    "Slutsats": Section.CONCLUSION,
    "Lärdom": Section.LESSON,
    "Beslut": Section.DECISION,
    "Orsak": Section.REASON,
    "Åtgärd": Section.ACTION,
}
SUBJECT = re.compile(r"^## +(?P<type>\w+) +(?P<subject>.+?) +\((?P<organisation>[^()]+)\)$")
PLACE = re.compile(r"^Plats: *(?P<place>(?! )(?:(?!· *rad\b).)+?)(?: *· *rad *(?P<line>[0-9]+))?$")
SUBJECT_FORM = later("en rubrik som «## goal kod (KLK)»; slag: {kinds}")
PLACE_FORM = later("en rad som «{example}» under rubriken")
#: What is longer is neither: to look for them in it would take its time.
LONGEST_LINE = 1000
PLACE_EXAMPLE = "Plats: Bilaga 1 › Ekonomi · rad 812"


@dataclass
class _Reader:
    """Walks through the lines of one file and collects rows and faults."""

    name: str
    document: str
    has_origin: bool = False
    rows: list[dict[str, str | None]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    subject: dict[str, str | None] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    section: str = ""
    section_row: int = 0
    text_row: int = 0

    def read(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, start=1):
            self._take(number, line.rstrip())
        self._close_section()

    def _take(self, number: int, line: str) -> None:
        if found := UNSEEN.search(line):
            self._fault(number, line, unseen(found))
        if line.startswith("## "):
            self._open_subject(number, line)
        elif line.startswith("### "):
            self._open_section(number, line)
        elif line.startswith("Plats:"):
            self._set_place(number, line)
        elif self.section or not self.subject:
            self._read_on(number, line)
        elif line.strip() and not line.startswith("# "):
            sections = ", ".join([*SECTIONS][1:3])
            self._fault(number, line, _("text får stå först under en rubrik 3 ({sections} …)", sections=sections))

    def _read_on(self, number: int, line: str) -> None:
        if line.strip() and not any(self.body):
            self.text_row = number
        self.body.append(line)

    def _open_subject(self, number: int, line: str) -> None:
        self._close_section()
        found = SUBJECT.match(line[:LONGEST_LINE])
        self.subject = found.groupdict() if found else {}
        if not found:
            self._fault(number, line, _(SUBJECT_FORM, kinds=", ".join(SubjectType)))

    def _set_place(self, number: int, line: str) -> None:
        if found := PLACE.match(line[:LONGEST_LINE]):
            self.subject |= found.groupdict()
        else:
            self._fault(number, line, _(PLACE_FORM, example=PLACE_EXAMPLE))

    def _open_section(self, number: int, line: str) -> None:
        self._close_section()
        heading = line.removeprefix("### ").strip()
        self.section, self.section_row = SECTIONS.get(heading, UNKNOWN), number
        if self.section == UNKNOWN:
            self._fault(number, heading, _("tillåtna delar: {words}", words=", ".join(SECTIONS)))
        if self.subject and not self._is_placed:
            self._fault(number, heading, _(PLACE_FORM, example=PLACE_EXAMPLE))

    def _close_section(self) -> None:
        text = "\n".join(self.body).strip()
        if self.section == UNKNOWN:
            text = ""
        elif self.section and not text:
            self._fault(self.section_row, "", _("rubriken saknar text"))
        if self.section and text and "organisation" in self.subject and self._is_placed:
            self.rows.append(self._row(text))
        self.body, self.section = [], ""

    @property
    def _is_placed(self) -> bool:
        return self.has_origin or "place" in self.subject

    def _row(self, text: str) -> dict[str, str | None]:
        return {
            "file": self.name,
            "file_row": str(self.section_row),
            "text_row": str(self.text_row),
            "document": self.document,
            "place": self.subject.get("place"),
            "source_line": self.subject.get("line"),
            "organisation": self.subject["organisation"],
            "subject_type": self.subject["type"],
            "subject": self.subject["subject"],
            "section": self.section,
            "text": text,
        }

    def _fault(self, number: int, value: str, allowed: str) -> None:
        self.faults.append(Fault(self.name, number, "", value, allowed))


def read_texts(
    path: Path, name: str, document: str, header: DocumentHeader = NOTHING_SAID
) -> tuple[dy.DataFrame[Narratives], list[Fault]]:
    """Read one Markdown file of follow-up texts.

    Args:
        path: The file, in the form that `data/README.md` describes.
        name: Path below the data folder, used in messages.
        document: Id of the document that the texts follow up.
        header: What that document says of all its rows.

    Returns:
        One row a section, and every fault.
    """
    raw, faults = read_text_rows(path, name, document, header)
    valid, broken = validate(raw, Narratives)
    return valid, faults + broken


def read_text_rows(
    path: Path, name: str, document: str, header: DocumentHeader = NOTHING_SAID
) -> tuple[pl.DataFrame, list[Fault]]:
    """Read one Markdown file as it is written, for `validate`.

    Args:
        path: As above.
        name: As above.
        document: As above.
        header: As above.

    Returns:
        One row a section, and what is wrong with the form of the file.
    """
    values = header.values(Narratives)
    reader = _Reader(name, document, has_origin=tells_origin(values))
    try:
        reader.read(path.read_text(encoding="utf-8-sig").split("\n"))
    except OSError as error:
        reader.faults.append(unreadable(name, error))
    except UnicodeDecodeError:
        reader.faults.append(Fault(name, 0, "", "", _("filen är inte UTF-8; spara om den som UTF-8")))
    raw = pl.DataFrame(reader.rows, schema=dict.fromkeys(Narratives.column_names(), pl.String))
    return with_origins(raw, values).with_columns(pl.col("file_row").cast(pl.Int64)), reader.faults
