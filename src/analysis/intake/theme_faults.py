"""What is wrong with a theme, in words: which role on which ground, how well it is seen and what is needed."""

from math import floor
from pathlib import Path

from analysis.base.logo import LARGEST, LogoTrouble
from analysis.base.project import THEME_FILE
from analysis.base.theme import LIGHT, ThemeTrouble, Wrong, read_theme
from analysis.errors import Fault, nearest
from analysis.words.numbers import number
from analysis.words.translate import Words, _, later

_KILO = 1000
TOLD = Words(
    {
        ThemeTrouble.COLOUR: later('en färg skrivs med sex siffror inom citattecken, som "#00695c"'),
        ThemeTrouble.FACE: later("namnet på ett typsnitt i läsarens system: bokstäver, siffror och mellanslag"),
        ThemeTrouble.ALT: later("skriv i alt vad logotypen visar, högst 120 tecken; den som inte ser den hör det"),
        ThemeTrouble.FORM: later("filen ska ha rader som «colours:», «typeface:» och «logo:», se data/README.md"),
        LogoTrouble.KIND: later("logotypen ska vara en SVG- eller PNG-fil"),
        LogoTrouble.MISSING: later("filen finns inte; lägg den i data/ bredvid theme.yaml och skriv bara dess namn"),
        LogoTrouble.NO_PICTURE: later("filen är ingen hel bild; spara den på nytt som SVG eller PNG"),
        LogoTrouble.SIZE: later("bilden säger inte hur stor den är; spara den med viewBox"),
    }
)


def theme_faults(data: Path) -> list[Fault]:
    """Find what is wrong with the theme.

    Args:
        data: The data folder.

    Returns:
        One fault a key; nothing where there is no theme.
    """
    return [Fault(THEME_FILE, 0, "", _written(wrong), _told(wrong)) for wrong in read_theme(data)[1]]


def _written(wrong: Wrong) -> str:
    """What stands in the file, below the keys that lead to it."""
    return ": ".join(filter(None, (wrong.where, wrong.value)))


def _told(wrong: Wrong) -> str:
    if wrong.why == ThemeTrouble.KEY:
        return nearest(wrong.value, list(wrong.known))
    if wrong.why == ThemeTrouble.CONTRAST:
        return _contrast(wrong)
    if wrong.why == LogoTrouble.LARGE:
        return _("logotypen är för stor; högst {most} kB", most=LARGEST // _KILO)
    if wrong.why == LogoTrouble.ACTIVE:
        return _("logotypen har något som körs eller hämtas ({what}); spara den utan", what=wrong.known[0])
    return TOLD[wrong.why]


def _contrast(wrong: Wrong) -> str:
    ground, colour = wrong.known
    return _(
        "{role} syns för dåligt mot {ground} ({colour}) i {mode}: {ratio}:1, det behövs {needed}:1",
        role=wrong.where.split(".")[1],
        ground=ground,
        colour=colour,
        mode=_("ljust läge") if wrong.where.endswith(LIGHT) else _("mörkt läge"),
        # Never rounded up to what it does not reach.
        ratio=number(floor(wrong.ratio * 100) / 100, 2),
        needed=number(wrong.needed, 1),
    )
