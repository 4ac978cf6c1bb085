"""What looks like a slip while a form is filled in, told beside it at once; what comes back is looked at again."""

from collections.abc import Iterator, Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from analysis.collect.form import Field
from analysis.collect.lines import COMPLETION, DONE, FAR, MEN, STATUS, TOTAL, WOMEN
from analysis.words.translate import _


def slip_formula(row: int, places: Mapping[str, int], fields: Mapping[str, Field]) -> str:
    """Write the formula that tells of a slip on a line.

    Args:
        row: The line's row, counted from 0.
        places: Where columns stand.
        fields: The line's cells by column.

    Returns:
        An Excel formula; it gives an empty text while nothing looks wrong.
    """
    cells = {code: xl_rowcol_to_cell(row, at) for code, at in places.items()}
    told = '""'
    for condition, words in reversed([*_figures(cells, fields), *_commitments(cells, fields)]):
        told = f'IF({condition},"{words.replace(chr(34), chr(34) * 2)}",{told})'
    return f"={told}"


def _figures(cells: Mapping[str, str], fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    for column in (TOTAL, WOMEN, MEN):
        field = fields.get(column)
        known = [abs(value) for value in field.earlier if value] if field else []
        if known:
            cell = cells[column]
            yield (
                f"AND(ISNUMBER({cell}),{cell}<>0,ABS({cell})<{min(known) / FAR!r})",
                _("Mycket lägre än förut. Är det rätt enhet? 4,4 % skrivs 4,4."),
            )
            yield (
                f"AND(ISNUMBER({cell}),ABS({cell})>{max(known) * FAR!r})",
                _("Mycket högre än förut. Är det rätt enhet?"),
            )
    if TOTAL in fields and WOMEN in fields and MEN in fields:
        total, women, men = (cells[column] for column in (TOTAL, WOMEN, MEN))
        yield f"AND(ISBLANK({total}),COUNT({women},{men})>0)", _("Totalt saknas.")


def _commitments(cells: Mapping[str, str], fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    if STATUS in fields and COMPLETION in fields:
        status, done, text = (cells[column] for column in (STATUS, COMPLETION, DONE))
        yield f'AND({status}="",OR(ISNUMBER({done}),{text}<>""))', _("Välj läge i listan.")
        yield f'AND({status}<>"",{text}="")', _("Berätta vad som har gjorts.")
        finished = next((word for code, word in fields[STATUS].choices if code == "done"), "")
        if finished:
            word = finished.replace('"', '""')
            yield f'AND({status}="{word}",ISNUMBER({done}),{done}<100)', _("Läget säger klart, men inte 100 %.")
