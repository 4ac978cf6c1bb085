"""Where a figure comes from."""

from analysis.build.provenance import Origin
from analysis.build.provenance import explain as explain_figure
from analysis.terminal import WELL, console, open_project
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _


def explain(what: str, year: int | None = None, *, organisation: str = "") -> int:
    """Visa var en uppgift kommer ifrån: dokument, plats, fil, rad, incheckning, tidigare värden och motsägelser.

    Args:
        what: Kod eller namn på det som uppgiften gäller, eller en rad i en ekonomisk tabell.
        year: Bara uppgifter för det året.
        organisation: Bara uppgifter för den organisationen, kod eller namn.
    """
    for origin in explain_figure(open_project(), what, year, organisation):
        console.print(origin.said, style="bold", markup=False)
        facts = _facts(origin)
        width = max(len(name) for name, _text in facts)
        for name, text in facts:
            console.print(f"  {name:<{width}}  {text}", markup=False)
    return WELL


def _facts(origin: Origin) -> list[tuple[str, str]]:
    place = f"{origin.document} › {origin.place}" if origin.place else origin.document
    facts = [(_("Dokument"), place), (_("Fil"), origin.file), (_("Infört"), origin.entered)]
    facts += [(_("Jämförs med"), origin.earlier)] + [(_("Ändrat"), text) for text in origin.replaced]
    facts += [(_("Motsägs"), text) for text in origin.doubts]
    facts += [(_("Visas på"), enumerate_words(origin.shown_by))]
    return [(name, text) for name, text in facts if text]
