"""The command `arshjul close`: a living document is frozen."""

from datetime import date

from analysis.errors import CallError
from analysis.terminal import WELL, console, open_project
from analysis.words.translate import _


def close(document: str, *, decision: str, on: str = "", reason: str = "") -> int:
    """Stäng ett öppet dokument när det är beslutat: filerna fryses. Senare ändringar är rättelser med skäl.

    Args:
        document: Dokumentets id.
        decision: Beslutet, till exempel «KS § 101».
        on: Dagen för beslutet, som 2026-09-22; annars i dag.
        reason: Varför ett stängt dokument rättas.
    """
    from analysis.collect.closing import close_document

    corrected = close_document(open_project(), document, decision, reason, _day(on))
    told = (
        _("Rättelsen av {document} är införd.", document=document)
        if corrected
        else _("{document} är stängt.", document=document)
    )
    console.print(told, markup=False)
    console.print(_("Det syns på sidorna efter arshjul run --build."))
    return WELL


def _day(written: str) -> date:
    if not written:
        return date.today()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CallError(_("«{day}» är ingen dag; skriv till exempel 2026-09-22.", day=written)) from error
