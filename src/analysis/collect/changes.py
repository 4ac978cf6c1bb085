"""What answers would change in a document's files: new, changed, the same, or in conflict with what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from analysis.base.vocabulary import Missing, Sex
from analysis.collect.answers import Answer, Answers
from analysis.collect.csv_rows import Cells, CsvRows, read_rows
from analysis.collect.form import Form
from analysis.collect.lines import COMMENT, EFFECT, PRELIMINARY, START, TOTAL
from analysis.collect.reported_texts import Reported, ReportedTexts, read_texts, statement_text
from analysis.intake.contracts import Commitments, Controls, Ledger, Observations
from analysis.intake.document_header import DocumentHeader, read_header
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
        why: Why it is in conflict.
    """

    answer: Answer
    kind: Kind
    before: str = ""
    why: str = ""


@dataclass
class DocumentFiles:
    """The files of a document that answers go into, changed in memory.

    Attributes:
        folder: The document's folder.
        header: What the document says of all its rows.
        tables: Rows by table.
        texts: What has been reported in words.
    """

    folder: Path
    header: DocumentHeader
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


def read_files(folder: Path, name: str) -> DocumentFiles:
    """Read what answers are held against.

    Args:
        folder: The document's folder, found valid.
        name: Its path below the data folder.

    Returns:
        Its files.
    """
    header, _faults = read_header(folder, name)
    return DocumentFiles(folder, header, texts=read_texts(folder))


def apply(files: DocumentFiles, answers: Answers, on: date) -> list[Change]:
    """Let answers change a document's files, in memory.

    Args:
        files: The files; nothing is written.
        answers: The answers of one form.
        on: The day when they were received.

    Returns:
        What each of them does; one in conflict has changed nothing.
    """
    form = answers.returned.form
    lines: dict[tuple[str, str], dict[str, Answer]] = {}
    for answer in answers.taken:
        lines.setdefault((answer.asked.sheet, answer.asked.row), {})[answer.asked.column] = answer
    found = [change for line in lines.values() for change in _line(files, line, form, on)]
    _say_why_not(files, answers, form, on)
    return found


def _line(files: DocumentFiles, line: Mapping[str, Answer], form: Form, on: date) -> list[Change]:
    told = dict(line)
    aside = {name: told.pop(name) for name in (PRELIMINARY, COMMENT, EFFECT, START) if name in told}
    more = {each.asked.name: each.value for name, each in aside.items() if name in (PRELIMINARY, COMMENT)}
    changes = []
    for answer in told.values():
        own = more if answer.asked.table == "observations" else {}
        own = own if answer.asked.column == TOTAL else {name: value for name, value in own.items() if name != "note"}
        changes.append(
            _text(files, answer, aside, form) if answer.asked.table == TEXTS else _figure(files, answer, own, form, on)
        )
    if aside and not told:
        changes += [_alone(files, answer, form, on) for answer in aside.values() if answer.asked.name in more]
    return changes


def _figure(files: DocumentFiles, answer: Answer, more: Cells, form: Form, on: date) -> Change:
    """An answer as a row of its own, or as a cell of one that is there."""
    table, asked = answer.asked.table, answer.asked
    rows = files.rows(table)
    there = rows.matching(asked.key, files.usual(table))
    values = {asked.name: answer.value} | ({"operator": answer.operator} if table == "observations" else {})
    if len(there) > 1:
        return Change(answer, Kind.CONFLICT, why=_("uppgiften står på {amount} rader i filen", amount=len(there)))
    if not there and table not in OWN_ROWS:
        return Change(answer, Kind.CONFLICT, why=_("raden finns inte längre i dokumentets fil"))
    row = there[0] if there else None
    before = "" if row is None else row.get(asked.name, "")
    if row is not None and before and (why := _taken_by_others(row, before, answer, form)):
        return Change(answer, Kind.CONFLICT, before, why)
    if row is not None and before == answer.value and not answer.unchanged and _says(row, more):
        return Change(answer, Kind.SAME, before)
    origin = _origin(form, answer, on)
    if row is None:
        unit = {"unit": asked.unit} if asked.unit else {}
        rows.add(_blanks({**asked.key, **values, **unit, **more, **origin}, files.usual(table), TABLES[table]))
        return Change(answer, Kind.NEW)
    rows.change(
        row, {**values, **({"missing": ""} if row.get("missing") else {}), **more, **_no_other_origin(row), **origin}
    )
    return Change(answer, Kind.CHANGED if before else Kind.NEW, before)


def _says(row: Mapping[str, str], more: Mapping[str, str]) -> bool:
    return all(row.get(name, "") == value for name, value in more.items())


def _taken_by_others(row: Mapping[str, str], before: str, answer: Answer, form: Form) -> str:
    """Why an answer does not go over what stands there; nothing where it may."""
    if before in (answer.value, answer.asked.issued) or row.get("form") == form.form:
        return ""
    if other := row.get("reported_by"):
        return _("{who} har redan lämnat {value}", who=other, value=before)
    return _("värdet är ändrat till {value} sedan blanketten togs fram", value=before)


def _alone(files: DocumentFiles, answer: Answer, form: Form, on: date) -> Change:
    """A mark or a comment without a figure goes to the figure that is there."""
    key = {**answer.asked.key, "sex": Sex.TOTAL.value, "measure": "outcome"}
    rows = files.rows("observations")
    there = rows.matching(key, files.usual("observations"))
    if len(there) != 1:
        return Change(answer, Kind.CONFLICT, why=_("det finns ingen siffra som det gäller"))
    before = there[0].get(answer.asked.name, "")
    if before == answer.value:
        return Change(answer, Kind.SAME, before)
    rows.change(there[0], {answer.asked.name: answer.value, **_no_other_origin(there[0]), **_origin(form, answer, on)})
    return Change(answer, Kind.CHANGED if before else Kind.NEW, before)


def _say_why_not(files: DocumentFiles, answers: Answers, form: Form, on: date) -> None:
    """A sheet with nothing to tell says so of every figure that it asks for."""
    for cell in answers.returned.cells:
        asked = cell.asked
        if asked.table != "observations" or asked.column != TOTAL or asked.sheet not in answers.reasons or cell.text:
            continue
        reason, address = answers.reasons[asked.sheet]
        rows, usual = files.rows(asked.table), files.usual(asked.table)
        if not rows.matching(asked.key, usual):
            answer = Answer(asked, "", "", address)
            told = {"missing": Missing.NOT_REPORTED.value, "unit": asked.unit, "note": reason}
            rows.add(_blanks({**asked.key, **told, **_origin(form, answer, on)}, usual, Observations))


def _text(files: DocumentFiles, answer: Answer, aside: Mapping[str, Answer], form: Form) -> Change:
    asked = answer.asked
    value = statement_text(answer, aside) if "line" in asked.key else answer.value
    reported = Reported(asked.key, value, f"{form.form}, {answer.address}")
    before = files.texts.put(reported)
    if before == value:
        return Change(answer, Kind.SAME, before)
    return Change(answer, Kind.CHANGED if before else Kind.NEW, before)


def _origin(form: Form, answer: Answer, on: date) -> Cells:
    return {
        "origin_kind": "reported",
        "form": form.form,
        "cell": answer.address,
        "reported_by": form.owner,
        "reported_on": on.isoformat(),
    }


#: What tells another origin of a row than a form.
OTHER_ORIGINS = (
    "source_line", "page", "web", "read_on", "source", "question", "fetched_on", "revision", "from_file", "from_row",
    "profile", "place",
)  # fmt: skip


def _no_other_origin(row: Mapping[str, str]) -> Cells:
    return {name: "" for name in OTHER_ORIGINS if row.get(name)}


def _blanks(values: Cells, usual: Mapping[str, str], contract: type[SourceRow]) -> Cells:
    """A row in the order of its table; a cell that is to be blank says so where the document has a value for those."""
    known = list(contract.columns())
    told = {**{name: "-" for name in usual if name in known and name not in values}, **values}
    return {name: told[name] for name in sorted(told, key=known.index)}
