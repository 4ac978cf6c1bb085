"""What a text of a PDF says: its glyphs turned into letters by the maps that its fonts carry."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Object, String

CHARACTERS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
HEX = r"<([0-9A-Fa-f]+)>\s*"
#: Stands for a glyph that a font does not explain.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Letters:
    """The letters of one page's fonts, each font read once.

    Args:
        fonts: The fonts of the page's resources, by name.
    """

    def __init__(self, fonts: Object) -> None:
        self._fonts = fonts
        self._read: dict[str, dict[int, str]] = {}

    def said(self, text: Sequence[Any]) -> str:
        """Read a text object.

        Args:
            text: Its instructions.

        Returns:
            Its letters, as its fonts explain them.
        """
        letters: dict[int, str] = {}
        said = ""
        for instruction in text:
            if str(instruction.operator) == "Tf":
                letters = self._of(str(instruction.operands[0]))
            for codes in _strings(instruction.operands):
                pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
                said += "".join(letters.get(int.from_bytes(pair, "big"), UNKNOWN) for pair in pairs)
        return said

    def _of(self, font: str) -> dict[int, str]:
        if font not in self._read:
            found = self._fonts.get(font)
            stream = None if found is None else found.get("/ToUnicode")
            self._read[font] = {} if stream is None else _letters(stream.read_bytes().decode("latin-1"))
        return self._read[font]


def _strings(operands: Sequence[Any]) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, String):
            yield bytes(operand)
        elif isinstance(operand, Array):
            yield from (bytes(part) for part in operand if isinstance(part, String))


def _letters(told: str) -> dict[int, str]:
    letters = {
        int(code, 16): bytes.fromhex(letter).decode("utf-16-be", "replace")
        for block in CHARACTERS.findall(told)
        for code, letter in re.findall(HEX * 2, block)
    }
    for block in RANGES.findall(told):
        for first, last, letter in re.findall(HEX * 3, block):
            begin = int(first, 16)
            letters |= {code: chr(int(letter, 16) + code - begin) for code in range(begin, int(last, 16) + 1)}
    return letters
