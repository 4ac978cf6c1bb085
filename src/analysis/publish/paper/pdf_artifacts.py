"""What a page of a PDF shows and does not say: rules, backgrounds, page numbers. A screen reader passes them by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import (
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Object,
    Operator,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

from analysis.publish.paper.pdf_text import Letters

#: Operators that begin and end marked content.
BEGIN, END = ("BDC", "BMC"), "EMC"
PATH_BEGINS = ("m", "re")
PAINTS = ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n")
#: Nothing of a page's own text stands nearer than this to an edge of the paper, in points: page numbers do.
MARGIN = 40.0


def mark_artifacts(pdf: Pdf, page: Object, hidden: str) -> None:
    """Mark what stands outside the tags and says nothing.

    Args:
        pdf: The document.
        page: One of its pages; changed in place. Words that are not tagged and stand where a page's own words do are
            left as they are, for the checks to find.
        hidden: Words that may stand there untagged, since the page keeps them from assistive technology; no blanks.
    """
    instructions = list(parse_content_stream(page))
    width, height = (float(side) for side in list(page.MediaBox)[2:])
    letters = Letters(page.get("/Resources", Dictionary()).get("/Font", Dictionary()))
    marked = list(_marked(instructions, _Place(width, height, letters, hidden)))
    if len(marked) > len(instructions):
        page.Contents = pdf.make_stream(unparse_content_stream(marked))


@dataclass
class _Place:
    """Where the next text is written, and in what letters."""

    width: float
    height: float
    letters: Letters
    hidden: str
    now: Matrix = field(default_factory=Matrix)
    kept: list[Matrix] = field(default_factory=list)

    def follow(self, operator: str, operands: Sequence[Any]) -> None:
        if operator == "q":
            self.kept.append(self.now)
        elif operator == "Q" and self.kept:
            self.now = self.kept.pop()
        elif operator == "cm":
            self.now = Matrix(*(float(each) for each in operands)) @ self.now

    def is_in_margin(self, text: Sequence[Any]) -> bool:
        """Whether a text object begins in the margin of the page."""
        moves = [each for each in text if str(each.operator) in ("Tm", "Td")]
        at = self.now
        for move in moves[:2]:
            numbers = [float(each) for each in move.operands]
            at = (Matrix(*numbers) if str(move.operator) == "Tm" else Matrix(1, 0, 0, 1, *numbers)) @ at
        return not (MARGIN < at.e < self.width - MARGIN and MARGIN < at.f < self.height - MARGIN)


def _marked(instructions: list[Any], place: _Place) -> Iterator[Any]:
    begin = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    end = ContentStreamInstruction([], Operator(END))
    depth = 0
    until: tuple[str, ...] = ()
    for number, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        place.follow(operator, instruction.operands)
        depth += (operator in BEGIN) - (operator == END)
        if depth == 0 and not until:
            until = _end_of(instructions, number, operator, place)
            if until:
                yield begin
        yield instruction
        if until and operator in until:
            until = ()
            yield end


def _end_of(instructions: list[Any], number: int, operator: str, place: _Place) -> tuple[str, ...]:
    """What ends the artifact that begins here; nothing when none does."""
    if operator in PATH_BEGINS:
        return PAINTS
    if operator != "BT":
        return ()
    text = _text_from(instructions, number)
    silent = place.is_in_margin(text) or "".join(place.letters.said(text).split()) in place.hidden
    return ("ET",) if silent else ()


def _text_from(instructions: list[Any], number: int) -> list[Any]:
    """One text object, as far as it is not tagged."""
    text = []
    for instruction in instructions[number:]:
        if str(instruction.operator) in (*BEGIN, "ET"):
            break
        text.append(instruction)
    return text
