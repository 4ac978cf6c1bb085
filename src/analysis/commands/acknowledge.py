"""The command `arshjul acknowledge`: somebody takes a stand on a contradiction."""

from analysis.build.findings import acknowledge as acknowledge_finding
from analysis.terminal import WELL, console, open_project
from analysis.words.translate import _


def acknowledge(finding: str, *, name: str, reason: str) -> int:
    """Kvittera en motsägelse. Kvitteringen gäller så länge uppgifterna är desamma.

    Args:
        finding: Motsägelsens id, se arshjul check.
        name: Vem som kvitterar, gärna som roll.
        reason: Varför uppgifterna får stå.
    """
    path = acknowledge_finding(open_project(), finding, name, reason)
    console.print(_("Kvitterad i {path}. Den syns efter arshjul build.", path=path), markup=False)
    return WELL
