"""Where a figure comes from."""

from analysis.build.provenance import explain as explain_figure
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


def explain(what: str, year: int | None = None, *, organisation: str = "") -> int:
    """Visa var en siffra kommer ifrån: dokument, plats, fil, rad, incheckning, tidigare värden och motsägelser.

    Args:
        what: Indikatorns kod eller namn, eller radens namn i en ekonomisk tabell.
        year: Bara siffror för det året.
        organisation: Bara siffror för den organisationen.
    """
    origins = explain_figure(open_project(), what, year, organisation)
    for origin in origins:
        console.print(origin.said, style="bold", markup=False)
        place = f"{origin.document} › {origin.place}"
        facts = [(_("Dokument"), place), (_("Fil"), origin.file), (_("Infört"), origin.entered)]
        facts += [(_("Ersatte"), text) for text in origin.replaced] + [(_("Motsägs"), text) for text in origin.doubts]
        for name, text in [*facts, (_("Visas av"), ", ".join(origin.shown_by))]:
            console.print(f"  {name:<9} {text}", markup=False)
    if not origins:
        console.print(_("Inga siffror för det året och den organisationen."))
    return WELL if origins else FAILED
