"""What is answered in a form: cells as values of the data folder, or why one is none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.base.unseen import UNSEEN
from analysis.collect.form import DONE_ROW, REASON_ROW, Field, FieldKind
from analysis.collect.lines import LONGEST, UNCHANGED, YES
from analysis.collect.read_form import Cell, Returned
from analysis.errors import unseen
from analysis.words.numbers import number
from analysis.words.translate import _

#: A figure as people write one: perhaps a sign before it, blanks between thousands, a unit behind it.
FIGURE = re.compile(
    r"(?P<operator>[<>≤≥]?) *(?P<digits>[-−+]?\d{1,3}(?:[  ' ]\d{3})+(?:,\d+)?|[-−+]?\d+(?:[.,]\d+)?)"
    r" *(?P<unit>%|[a-zåäöA-ZÅÄÖ/.²]{1,14})?"
)
#: Digits that may be thousands as well as decimals.
THOUSANDS = re.compile(r"[-−+]?\d{1,3}\.\d{3}")
BETWEEN = re.compile(r"['\s]")
YES_WORDS, NO_WORDS = ("ja", "yes", "x", "klar", "true", "1"), ("", "nej", "no", "false", "0")
LONGEST_FIGURE, LONGEST_CELL = 20, 60
BRACES = "{{"


@dataclass(frozen=True)
class Answer:
    """What somebody has answered.

    Attributes:
        asked: The question.
        value: The answer, as the data folder has it.
        operator: What stood before a figure.
        address: The cell.
        unchanged: Whether it says that what was known holds.
    """

    asked: Field
    value: str
    operator: str
    address: str
    unchanged: bool = False


@dataclass(frozen=True)
class Wrong:
    """A cell that is no answer.

    Attributes:
        cell: The cell.
        why: Why not, and what to do.
    """

    cell: Cell
    why: str


@dataclass(frozen=True)
class Answers:
    """A form, sorted: every cell is taken, blank, refused, or on a sheet that is not said to be filled in.

    Attributes:
        returned: The form.
        taken: The answers.
        wrong: The cells that are none.
        blank: Cells with nothing in them, or with what was issued.
        waiting: Cells of sheets that are not done.
        reasons: Why a sheet has nothing to tell, by sheet, with its cell.
    """

    returned: Returned
    taken: tuple[Answer, ...]
    wrong: tuple[Wrong, ...]
    blank: tuple[Cell, ...]
    waiting: tuple[Cell, ...]
    reasons: Mapping[str, tuple[str, str]]


def answers_of(returned: Returned) -> Answers:
    """Sort the cells of a form.

    Args:
        returned: The form.

    Returns:
        Its answers, and all that is none.
    """
    ends = [cell for cell in returned.cells if cell.asked.row in (DONE_ROW, REASON_ROW)]
    reasons = {
        cell.asked.sheet: (cell.text, cell.address) for cell in ends if cell.asked.row == REASON_ROW and cell.text
    }
    done = {cell.asked.sheet for cell in ends if cell.asked.row == DONE_ROW and _is_yes(cell.text)} | {*reasons}
    same = {cell.asked.row for cell in returned.cells if cell.asked.column == UNCHANGED and _is_yes(cell.text)}
    taken: list[Answer] = []
    wrong: list[Wrong] = []
    blank: list[Cell] = []
    waiting: list[Cell] = []
    for cell in returned.cells:
        if cell in ends or cell.asked.column == UNCHANGED:
            blank.append(cell)
        elif cell.asked.sheet not in done:
            waiting.append(cell)
        else:
            _sort(cell, taken, wrong, blank, unchanged=cell.asked.row in same)
    return Answers(returned, tuple(taken), tuple(wrong), tuple(blank), tuple(waiting), reasons)


def _sort(cell: Cell, taken: list[Answer], wrong: list[Wrong], blank: list[Cell], *, unchanged: bool) -> None:
    """Put a cell of a sheet that is done where it belongs."""
    asked = cell.asked
    if cell.why:
        wrong.append(Wrong(cell, cell.why))
        return
    read = read_value(asked, cell.text)
    if isinstance(read, Wrong):
        wrong.append(Wrong(cell, read.why))
        return
    value, operator = read
    known = read_value(asked, asked.issued)
    as_issued = not isinstance(known, Wrong) and known == (value, operator)
    if asked.issued and not value:
        wrong.append(Wrong(cell, _("är tömd, men {value} är känt; skriv det som gäller nu", value=asked.issued)))
    elif value and not as_issued:
        taken.append(Answer(asked, value, operator, cell.address))
    elif as_issued and unchanged and value:
        taken.append(Answer(asked, value, operator, cell.address, unchanged=True))
    else:
        blank.append(cell)


def read_value(asked: Field, text: str) -> tuple[str, str] | Wrong:
    """Read what stands in a cell as what it is asked for.

    Args:
        asked: The question.
        text: The text of the cell.

    Returns:
        The value as the data folder has it and the sign before it, or why it is none.
    """
    cell = Cell(asked, text, "")
    if found := UNSEEN.search(text):
        return Wrong(cell, unseen(found))
    told = {FieldKind.NUMBER: _figure, FieldKind.CHOICE: _choice, FieldKind.FLAG: _flag, FieldKind.TEXT: _text}
    read = told[asked.kind](asked, text.strip())
    return Wrong(cell, read) if isinstance(read, str) else read


def _figure(asked: Field, text: str) -> tuple[str, str] | str:
    if not text:
        return "", ""
    found = FIGURE.fullmatch(text[:LONGEST_CELL])
    if not found:
        return _("är inget tal; skriv till exempel {example}, utan ord", example="4,4")
    if THOUSANDS.fullmatch(found["digits"]):
        return _("kan vara tusental eller decimaler; skriv decimalkomma, eller inget mellan tusental")
    digits = BETWEEN.sub("", found["digits"]).replace("−", "-").replace(".", ",").removeprefix("+")
    return _impossible(asked, digits) or (digits, found["operator"])


def _impossible(asked: Field, digits: str) -> str:
    """Why a figure cannot be; nothing where it may."""
    if len(digits) > LONGEST_FIGURE:
        return _("är längre än något tal; skriv det med högst {most} siffror", most=number(LONGEST_FIGURE))
    value = float(digits.replace(",", "."))
    if asked.low is not None and value < asked.low:
        return _("är omöjligt: lägst {limit}", limit=number(asked.low))
    if asked.high is not None and value > asked.high:
        return _("är omöjligt: högst {limit}", limit=number(asked.high))
    return ""


def _choice(asked: Field, text: str) -> tuple[str, str] | str:
    wanted = text.casefold()
    for code, word in asked.choices:
        if wanted in (code.casefold(), word.casefold()):
            return code, ""
    if not text:
        return "", ""
    return _("finns inte i listan: {words}", words=", ".join(word for _code, word in asked.choices))


def _flag(_asked: Field, text: str) -> tuple[str, str] | str:
    if text.casefold() in NO_WORDS:
        return "", ""
    return (YES, "") if _is_yes(text) else _("ska vara Ja eller tomt")


def _text(_asked: Field, text: str) -> tuple[str, str] | str:
    if len(text) > LONGEST:
        return _("är {length} tecken; högst {most}", length=number(len(text)), most=number(LONGEST))
    # Between such braces the data folder has expressions that are worked out.
    return _("innehåller {braces}; skriv det på annat sätt", braces=BRACES) if BRACES in text else (text, "")


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in YES_WORDS


def of_row(answers: Iterable[Answer], sheet: str, row: str) -> dict[str, Answer]:
    """Find the answers of a line.

    Args:
        answers: Answers of a form.
        sheet: The sheet.
        row: The line.

    Returns:
        Its answers by column.
    """
    return {each.asked.column: each for each in answers if (each.asked.sheet, each.asked.row) == (sheet, row)}
