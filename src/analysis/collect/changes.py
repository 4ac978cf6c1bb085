"""What answers would change in a document's files: new, changed, the same, or in conflict with what stands there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from analysis.base.project import SOURCES
from analysis.base.vocabulary import Measure, Missing, OriginKind
from analysis.collect.answers import Answer, Answers
from analysis.collect.csv_rows import Cells, CsvRows, read_rows
from analysis.collect.form import Form
from analysis.collect.lines import ACTION, COMMENT, EFFECT, MEN, PRELIMINARY, START, TOTAL, WOMEN
from analysis.collect.reported_texts import ReportedTexts, about_of, read_texts, statement_text
from analysis.intake.contracts import Commitments, Controls, Ledger, Observations
from analysis.intake.document_header import DocumentHeader, read_header
from analysis.intake.origins import COLUMNS as ORIGINS
from analysis.intake.rows import SourceRow
from analysis.words.translate import _

#: The tables that answers become rows of, by what fields call them.
TABLES: Mapping[str, type[SourceRow]] = {
    "observations": Observations,
    "commitments": Commitments,
    "controls": Controls,
    "ledger": Ledger,
}
#: Tables where an answer is a row of its own; in others the row is there already.
OWN_ROWS = ("observations", "ledger")
TEXTS = "texts"
#: The form, row and column of a cell.
Asked = tuple[str, str, str]


class Kind(StrEnum):
    """What an answer does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Change:
    """What one answer does.

    Attributes:
        answer: The answer.
        kind: What it does.
        before: What stood there.
        after: What stands there now.
        why: Why it is in conflict.
    """

    answer: Answer
    kind: Kind
    before: str = ""
    after: str = ""
    why: str = ""


@dataclass
class DocumentFiles:
    """The files of a document that answers go into, changed in memory.

    Attributes:
        folder: The document's folder.
        header: What the document says of all its rows.
        tables: Rows by table.
        texts: What has been reported in words.
        taken: What was last taken from a cell of a form, by form, row and column.
    """

    folder: Path
    header: DocumentHeader
    taken: Mapping[Asked, str]
    tables: dict[str, CsvRows] = field(default_factory=dict)
    texts: ReportedTexts = field(default_factory=ReportedTexts)

    def rows(self, table: str) -> CsvRows:
        """Give the rows of a table, read when they are first asked for."""
        if table not in self.tables:
            self.tables[table] = read_rows(self.folder / TABLES[table].read_from)
        return self.tables[table]

    def usual(self, table: str) -> Mapping[str, str]:
        """What the document says of blank cells of a table."""
        return self.header.values(TABLES[table])


def read_files(data: Path, document: str, register: CsvRows) -> DocumentFiles:
    """Read what answers are held against.

    Args:
        data: The data folder, found valid.
        document: The document.
        register: What has been taken before.

    Returns:
        Its files.
    """
    folder = data / SOURCES / document
    header, _faults = read_header(folder, f"{SOURCES}/{document}")
    taken = {(row["form"], row["row"], row["column"]): row["value"] for row in register.rows}
    return DocumentFiles(folder, header, taken, texts=read_texts(folder))


@dataclass(frozen=True)
class _Taking:
    """A form being taken in on a day."""

    files: DocumentFiles
    form: Form
    on: date

    def origin(self, address: str) -> Cells:
        told = dict.fromkeys(ORIGINS, "")
        reported = {"form": self.form.form, "cell": address, "reported_by": self.form.owner}
        return {**told, "origin_kind": OriginKind.REPORTED.value, **reported, "reported_on": self.on.isoformat()}


def apply(files: DocumentFiles, answers: Answers, on: date) -> list[Change]:
    """Let answers change a document's files, in memory.

    Args:
        files: The files; nothing is written.
        answers: The answers of one form.
        on: The day when they were received.

    Returns:
        What each of them does; one in conflict has changed nothing.
    """
    taking = _Taking(files, answers.returned.form, on)
    lines: dict[tuple[str, str], dict[str, Answer]] = {}
    for answer in answers.taken:
        lines.setdefault((answer.asked.sheet, answer.asked.row), {})[answer.asked.column] = answer
    found = [change for line in lines.values() for change in _line(taking, line)]
    _say_why_not(taking, answers)
    return found


def _line(taking: _Taking, line: Mapping[str, Answer]) -> Iterator[Change]:
    """What is said beside an answer goes with it; alone it goes to what is there."""
    figures = [line[sex] for sex in (TOTAL, WOMEN, MEN) if sex in line]
    for column, answer in line.items():
        if column in (EFFECT, START):
            if ACTION not in line:
                yield Change(answer, Kind.CONFLICT, why=_("står utan någon åtgärd; skriv vad som görs"))
        elif column in (PRELIMINARY, COMMENT):
            if not any(_goes_with(answer, figure) for figure in figures):
                yield _beside_known(taking, answer)
        elif answer.asked.table == TEXTS:
            yield _text(taking, answer, line)
        else:
            beside = [line[name] for name in (PRELIMINARY, COMMENT) if name in line]
            yield _value(taking, answer, {each.asked.name: each.value for each in beside if _goes_with(each, answer)})


def _goes_with(beside: Answer, answer: Answer) -> bool:
    """Whether a mark or a comment is of a figure: a comment is of one, the mark of all outcomes of the line."""
    key, other = beside.asked.key, answer.asked.key
    alike = beside.asked.column == PRELIMINARY and key.get("measure") == other.get("measure")
    return key == other or alike


def _value(taking: _Taking, answer: Answer, beside: Cells) -> Change:
    """An answer as a row of its own, or as a cell of one that is there."""
    table, asked = answer.asked.table, answer.asked
    rows, usual = taking.files.rows(table), taking.files.usual(table)
    there = rows.matching(asked.key, usual)
    if len(there) > 1:
        return Change(answer, Kind.CONFLICT, why=_("uppgiften står på {amount} rader i filen", amount=len(there)))
    values = {asked.name: answer.value, **beside} | ({"operator": answer.operator} if table == "observations" else {})
    if there:
        return _changed(taking, answer, there[0], values)
    if table not in OWN_ROWS:
        return Change(answer, Kind.CONFLICT, why=_("raden finns inte längre i dokumentets fil"))
    unit = {"unit": asked.unit} if asked.unit else {}
    rows.add(_blanks({**asked.key, **values, **unit, **taking.origin(answer.address)}, usual, TABLES[table]))
    return Change(answer, Kind.NEW, after=answer.value)


def _beside_known(taking: _Taking, answer: Answer) -> Change:
    """A mark or a comment without a figure goes to the figure that is there."""
    there = taking.files.rows("observations").matching(answer.asked.key, taking.files.usual("observations"))
    if len(there) != 1:
        return Change(answer, Kind.CONFLICT, why=_("det finns ingen siffra som det gäller"))
    return _changed(taking, answer, there[0], {answer.asked.name: answer.value})


def _changed(taking: _Taking, answer: Answer, row: Cells, values: Cells) -> Change:
    """A row that is there with other values, unless somebody else has changed it."""
    name = answer.asked.name
    before = row.get(name, "")
    if why := _in_the_way(taking, before, answer, answer.value, row.get("reported_by", "")):
        return Change(answer, Kind.CONFLICT, before, why=why)
    says_so = all(row.get(each, "") == value for each, value in values.items())
    if says_so and not (answer.unchanged and row.get("form") != taking.form.form):
        return Change(answer, Kind.SAME, before, before)
    # Why there was none, and where a symbol came from, is said of what stood there.
    blank = {each: "" for each in ("missing", f"{name}_source") if row.get(each)}
    rows = taking.files.rows(answer.asked.table)
    rows.change(row, {**blank, **values, **_known_only(taking.origin(answer.address), row)})
    return Change(answer, Kind.CHANGED if before else Kind.NEW, before, answer.value)


def _known_only(origin: Cells, row: Cells) -> Cells:
    """What says where a row comes from now; of another origin only that it does not hold any more."""
    return {name: value for name, value in origin.items() if value or row.get(name)}


def _in_the_way(taking: _Taking, before: str, answer: Answer, after: str, by: str) -> str:
    """Why an answer does not go over what stands there; nothing where it may.

    It goes over what the form was issued with, and over what was last taken from this very cell.
    """
    asked = answer.asked
    last = taking.files.taken.get((taking.form.form, asked.row, asked.column))
    if before in ("", after, asked.issued, last):
        return ""
    if by and by != taking.form.owner:
        return _("{who} har redan lämnat {value}", who=by, value=before)
    return _("värdet är ändrat till {value} sedan blanketten togs fram", value=before)


def _text(taking: _Taking, answer: Answer, line: Mapping[str, Answer]) -> Change:
    texts, about = taking.files.texts, about_of(answer.asked.key)
    text = statement_text(answer, line) if about.line else answer.value
    before = texts.text(about)
    if why := _in_the_way(taking, before, answer, text, ""):
        return Change(answer, Kind.CONFLICT, before, why=why)
    if before == text:
        return Change(answer, Kind.SAME, before, before)
    texts.put(about, text, f"{taking.form.form}, {answer.address}")
    return Change(answer, Kind.CHANGED if before else Kind.NEW, before, text)


def _say_why_not(taking: _Taking, answers: Answers) -> None:
    """A sheet with nothing to tell says so of every figure that it asks for and that nobody has given."""
    rows, usual = taking.files.rows("observations"), taking.files.usual("observations")
    told: set[str] = set()
    for cell in answers.returned.cells:
        asked = cell.asked
        reason, address = answers.reasons.get(asked.sheet, ("", ""))
        is_figure = asked.name == "value" and asked.key.get("measure") == Measure.OUTCOME.value
        if reason and is_figure and not cell.text and asked.row not in told:
            told.add(asked.row)
            if not rows.matching(asked.key, usual):
                why = {"missing": Missing.NOT_REPORTED.value, "unit": asked.unit, "note": reason}
                rows.add(_blanks({**asked.key, **why, **taking.origin(address)}, usual, Observations))


def _blanks(values: Cells, usual: Mapping[str, str], contract: type[SourceRow]) -> Cells:
    """A row in the order of its table; a cell that is to be blank says so where the document has a value for those."""
    known = list(contract.columns())
    filled = {name: value for name, value in values.items() if value}
    told = {**{name: "-" for name in usual if name in known and name not in filled}, **filled}
    return {name: told[name] for name in sorted(told, key=known.index)}
