"""What the sheets of a form look like: their names, their columns, and what is told of each before it is filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.base.vocabulary import PeriodType
from analysis.collect.form import Field
from analysis.collect.lines import (
    ABOUT,
    ACTION,
    ACTUAL,
    ASSESSMENT,
    BUDGET,
    COMMENT,
    COMMITMENTS,
    COMPLETION,
    CONTROLS,
    DONE,
    EARLIER,
    EFFECT,
    FIGURES,
    FORECAST,
    GROUP,
    MEN,
    MONEY,
    OTHERS,
    PRELIMINARY,
    RISK,
    START,
    STATUS,
    TARGET,
    TEXT,
    TEXTS,
    TOTAL,
    UNCHANGED,
    UNIT,
    WHY,
    WOMEN,
    Line,
)
from analysis.words.days import period
from analysis.words.translate import _, later, later_as

#: Computed beside the answers: letters that are left, and what looks like a slip.
LEFT, LOOK = "left", "look"


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        code: What it is found by.
        heading: What stands above it.
        width: How wide it is, in characters.
        hint: What is told of a cell to fill in when it is chosen.
        asked: Whether it holds cells to fill in.
        of: The column whose letters it counts or whose figures it looks at.
    """

    code: str
    heading: str
    width: int
    hint: str = ""
    asked: bool = False
    of: str = ""


def _shown(code: str, heading: str, width: int) -> Column:
    return Column(code, heading, width)


def _asked(code: str, heading: str, width: int, hint: str) -> Column:
    return Column(code, heading, width, hint, asked=True)


_NUMBER = later("Bara ett tal: 4,4 för 4,4 %, utan %-tecken. Lämna tomt om du inte vet: tomt är inte noll.")
_AMOUNT = later("Bara ett tal, i den enhet som står på raden. Samma tecken som i budgeten.")
_LETTERS = later("Högst 600 tecken.")
_UNCHANGED = later("Välj Ja om det som redan står på raden fortfarande gäller.")
_LEFT = Column(LEFT, later("Tecken kvar"), 8)
_SAME = _asked(UNCHANGED, later("Oförändrat"), 11, _UNCHANGED)

_COLUMNS = {
    FIGURES: (
        _shown(GROUP, later("{Area.one}"), 15),
        _shown(ABOUT, later("Vad siffran gäller"), 36),
        _shown(EARLIER, later("Senaste värden"), 19),
        _shown(TARGET, later_as("mått", "Mål"), 13),
        _asked(TOTAL, later("Totalt"), 11, _NUMBER),
        _asked(WOMEN, later("Kvinnor"), 11, _NUMBER),
        _asked(MEN, later("Män"), 11, _NUMBER),
        _asked(FORECAST, later("Väntat vid årets slut"), 12, _NUMBER),
        _shown(UNIT, later("Enhet"), 9),
        _asked(PRELIMINARY, later("Preliminär"), 11, later("Välj Ja om siffran kan komma att ändras.")),
        _asked(COMMENT, later("Kommentar"), 32, _LETTERS),
        _SAME,
        Column(LOOK, later("Stämmer det?"), 22),
    ),
    COMMITMENTS: (
        _shown(GROUP, later("{Area.one}"), 15),
        _shown(ABOUT, later("{Commitment.one}"), 36),
        _shown(OTHERS, later("Även ansvariga"), 14),
        _asked(STATUS, later("Läge"), 18, later("Välj i listan.")),
        _asked(COMPLETION, later("Färdigt, % (0–100)"), 12, later("Ett tal mellan 0 och 100, utan %-tecken.")),
        _asked(DONE, later("Vad har gjorts?"), 52, _LETTERS),
        replace(_LEFT, of=DONE),
        _SAME,
        Column(LOOK, later("Stämmer det?"), 22),
    ),
    MONEY: (
        _shown(GROUP, later("Tabell"), 16),
        _shown(ABOUT, later("Rad"), 26),
        _shown(BUDGET, later("Budget för året"), 12),
        _asked(ACTUAL, later("Utfall"), 12, _AMOUNT),
        _asked(FORECAST, later("Väntat vid årets slut"), 12, _AMOUNT),
        _shown(UNIT, later("Enhet"), 8),
        _asked(WHY, later("Varför avviker det?"), 30, _LETTERS),
        _asked(ACTION, later("Åtgärd mot underskott"), 26, later("Bara vid underskott. Högst 600 tecken.")),
        _asked(EFFECT, later("Väntad effekt"), 11, _AMOUNT),
        _asked(START, later("Gäller från"), 11, later("Till exempel 2026-10.")),
        _SAME,
    ),
    CONTROLS: (
        _shown(RISK, later("Risk"), 34),
        _shown(ABOUT, later("{Control.one}"), 34),
        _asked(ASSESSMENT, later("Resultat"), 20, later("Välj i listan.")),
        _asked(ACTION, later("Åtgärd"), 50, _LETTERS),
        replace(_LEFT, of=ACTION),
        _SAME,
    ),
    TEXTS: (
        _shown(ABOUT, later("Vad texten handlar om"), 32),
        _asked(TEXT, later("Text"), 90, _LETTERS),
        replace(_LEFT, of=TEXT),
    ),
}  # fmt: skip
_NAMES = {
    FIGURES: later("Siffror"),
    COMMITMENTS: later("{Commitment.many}"),
    MONEY: later("Ekonomi"),
    CONTROLS: later("{Control.many}"),
    TEXTS: later("Texter"),
}
_TOLD = {
    FIGURES: later("Fyll i de gula cellerna. Skriv 4,4 för 4,4 %, utan %-tecken. Det du inte vet lämnar du tomt."),
    COMMITMENTS: later("Välj läge i listan och berätta med några meningar vad som har gjorts."),
    MONEY: later("Fyll i utfallet för {period}. Resten fyller du bara i där det avviker från budgeten."),
    CONTROLS: later("Välj resultat i listan. Skriv vad som görs åt det som inte fungerar."),
    TEXTS: later("Skriv högst 600 tecken."),
}
_TOLD_WITH_FORECAST = later(
    "Fyll i utfallet för {period} och vad du väntar dig för hela året. Resten fyller du bara i där det avviker från "
    "budgeten."
)
#: The answers at the end of a sheet stand in its second column.
_ROOM_FOR_ENDS = 22
#: What is left out where no line has anything in it.
_WHERE_USED = (GROUP, EARLIER, TARGET, OTHERS)


def name_of(sheet: str) -> str:
    """Name a sheet as people see it.

    Args:
        sheet: Its code.

    Returns:
        Its name, in the owner's words.
    """
    return _(_NAMES[sheet])


def told_of(sheet: str, lines: Sequence[Line]) -> str:
    """Say how a sheet is filled in.

    Args:
        sheet: Its code.
        lines: Its lines.

    Returns:
        A sentence or three.
    """
    if sheet != MONEY:
        return _(_TOLD[sheet])
    fields = [*_fields(lines)]
    key = next(each.key for each in fields if each.column == ACTUAL)
    start, end = (date.fromisoformat(key[name]) for name in ("period_start", "period_end"))
    whole = (start, end) == (date(end.year, 1, 1), date(end.year, 12, 31))
    told = _TOLD_WITH_FORECAST if any(each.column == FORECAST for each in fields) else _TOLD[MONEY]
    return _(told, period=period(start, end, PeriodType.YEAR if whole else PeriodType.PART_YEAR))


def columns_of(sheet: str, lines: Sequence[Line]) -> list[Column]:
    """Choose the columns of a sheet: those that some line has something in.

    Args:
        sheet: Its code.
        lines: Its lines.

    Returns:
        Columns in order, headings and hints in the language of the moment.
    """
    used = [column for column in _COLUMNS[sheet] if _is_used(column, lines)]
    used[1] = replace(used[1], width=max(used[1].width, _ROOM_FOR_ENDS))
    return [replace(column, heading=_(column.heading), hint=_(column.hint) if column.hint else "") for column in used]


def _is_used(column: Column, lines: Sequence[Line]) -> bool:
    if column.asked:
        return any(each.column == column.code for each in _fields(lines))
    if column.code in _WHERE_USED:
        said = {line.shown.get(column.code, "") for line in lines}
        return len(said) > 1 if column.code == GROUP else any(said)
    return True


def _fields(lines: Sequence[Line]) -> Iterator[Field]:
    for line in lines:
        yield from line.fields
