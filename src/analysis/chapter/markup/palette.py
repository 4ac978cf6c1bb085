"""Colours: few, distinguishable for the colour-blind, and always beside a shape and a word."""

from analysis.base.scale import Tone
from analysis.base.vocabulary import Sex, TargetLevel

#: Dark enough for 4.5:1 against white; blue-green, amber and vermilion differ in lightness for every kind of sight.
COLOURS: dict[Tone, str] = {
    Tone.GOOD: "#00695c",
    Tone.CAUTION: "#9a5b00",
    Tone.BAD: "#b3261e",
    Tone.ACTIVE: "#1f5f99",
    Tone.NEUTRAL: "#5b6570",
}
INK = "#1c2329"
PAPER = "#fff"
MUTED = "#5b6570"
RULE = "#c9d1d8"
#: Lines from words to their points: no colour of any figure, lighter than every line of figures.
LEADER = "#98a3ad"
#: Behind letters that may lie on a line.
HALO = "rgba(255,255,255,.8)"
BAND = "rgba(154, 91, 0, 0.14)"
WOMEN = "#6a3d8f"
MEN = "#b06000"
TOTAL = "#1f5f99"
SEX_COLOURS = {Sex.TOTAL: TOTAL, Sex.WOMEN: WOMEN, Sex.MEN: MEN}
TARGET_COLOURS = {TargetLevel.OWN: INK, TargetLevel.MUNICIPALITY: MUTED}
#: Names under which the page's style says what a colour looks like, in light and in dark.
TOKENS: dict[str, str] = {
    **{colour: tone.value for tone, colour in COLOURS.items()},
    INK: "ink",
    PAPER: "paper",
    RULE: "rule",
    LEADER: "leader",
    BAND: "band",
    WOMEN: "women",
    MEN: "men",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
