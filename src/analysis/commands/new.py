"""The command `arshjul new`: a project of one's own."""

from pathlib import Path

from analysis.errors import CallError
from analysis.starter.new_project import begin_project
from analysis.terminal import WELL, console
from analysis.words.translate import _


def new(name: str, *, example: bool = False) -> int:
    """Börja ett nytt projekt: notebooks, vägledningar och tomma tabeller, färdiga att fylla.

    Args:
        name: Projektets mapp, som inte får finnas eller ska vara tom.
        example: Med en påhittad kommuns dokument och rapporter, att titta på och ändra i.
    """
    if not name.strip():
        raise CallError(_("Säg vad projektets mapp ska heta."))
    made = begin_project(Path(name), example=example)
    console.print(_("Projektet är skapat: {folder}", folder=made), markup=False)
    if example:
        console.print(_("Gå till mappen och skriv arshjul run --build. Sedan visar README.md runt."), markup=False)
    else:
        console.print(_("Börja med README.md i mappen. Där står hur det första dokumentet läggs till."), markup=False)
    return WELL
