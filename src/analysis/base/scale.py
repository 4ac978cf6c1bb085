"""Scales of assessment: what a step may look like and what it means, in the codes that the public views keep."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from analysis.base.vocabulary import AreaAssessment, Assessment, Status, SymbolSubject, Trend


class Meaning(StrEnum):
    """What a step of an owner's scale says, whatever it is called."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


class Tone(StrEnum):
    """What a colour tells."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    ACTIVE = "active"
    NEUTRAL = "neutral"


class Shape(StrEnum):
    """The shapes that a symbol can have; a gauge is a ring that is filled as far as the percent that it stands for."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangle_down"
    STAR = "star"
    CHECK = "check"
    CROSS = "cross"
    HALF = "half"
    DASH = "dash"
    EMPTY = "empty"
    GAUGE = "gauge"
    PIE_0 = "pie_0"
    PIE_20 = "pie_20"
    PIE_25 = "pie_25"
    PIE_40 = "pie_40"
    PIE_50 = "pie_50"
    PIE_60 = "pie_60"
    PIE_75 = "pie_75"
    PIE_80 = "pie_80"
    PIE_100 = "pie_100"
    LEVEL_0 = "level_0"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    ARROW_STEEP_UP = "arrow_steep_up"
    ARROW_UP = "arrow_up"
    ARROW_FLAT = "arrow_flat"
    ARROW_DOWN = "arrow_down"
    ARROW_STEEP_DOWN = "arrow_steep_down"
    SMILE_WIDE = "smile_wide"
    SMILE = "smile"
    SMILE_FLAT = "smile_flat"
    FROWN = "frown"
    FROWN_DEEP = "frown_deep"
    LIGHT_BOTTOM = "light_bottom"
    LIGHT_LOWER = "light_lower"
    LIGHT_MIDDLE = "light_middle"
    LIGHT_UPPER = "light_upper"
    LIGHT_TOP = "light_top"
    LIGHT_OFF = "light_off"


_PERCENT = re.compile(r"([0-9]{1,3}(?:,[0-9]{1,2})?) ?%?")
#: What nobody knows has no code.
NOBODY_KNOWS = ""
_OF_AREAS: Mapping[str, tuple[str, ...]] = {
    Meaning.REACHED: (AreaAssessment.FULL,),
    Meaning.PARTLY: (AreaAssessment.PARTIAL,),
    Meaning.NOT: (AreaAssessment.NOT,),
    Meaning.UNKNOWN: (NOBODY_KNOWS,),
}
#: What a meaning is called where the public views speak of it; a commitment that is not kept may be either of two.
_CALLED: Mapping[SymbolSubject, Mapping[str, tuple[str, ...]]] = {
    SymbolSubject.ASSESSMENT: {
        Meaning.REACHED: (Assessment.BETTER,),
        Meaning.PARTLY: (Assessment.NEAR,),
        Meaning.NOT: (Assessment.WORSE,),
        Meaning.UNKNOWN: (Assessment.NOT_EVALUATED,),
    },
    SymbolSubject.AREA: _OF_AREAS,
    SymbolSubject.CONTROL: _OF_AREAS,
    SymbolSubject.STATUS: {
        Meaning.REACHED: (Status.DONE,),
        Meaning.PARTLY: (Status.ONGOING,),
        Meaning.NOT: (Status.DELAYED, Status.NOT_STARTED),
        Meaning.UNKNOWN: (NOBODY_KNOWS,),
    },
    SymbolSubject.TREND: {Meaning.UNKNOWN: (Trend.NONE,)},
}
#: The codes that the public views know, by what they speak of; a completion is a figure.
KNOWN_CODES: Mapping[SymbolSubject, tuple[str, ...]] = {
    SymbolSubject.ASSESSMENT: tuple(Assessment),
    SymbolSubject.TREND: tuple(Trend),
    SymbolSubject.STATUS: tuple(Status),
    SymbolSubject.AREA: tuple(AreaAssessment),
    SymbolSubject.COMPLETION: tuple(str(percent) for percent in range(101)),
    SymbolSubject.CONTROL: tuple(AreaAssessment),
}
#: The colour of what a step means, where the scale says none; a step that may mean two things has none.
_TONES: Mapping[str, Tone] = {
    Assessment.BETTER: Tone.GOOD,
    Assessment.NEAR: Tone.CAUTION,
    Assessment.WORSE: Tone.BAD,
    AreaAssessment.FULL: Tone.GOOD,
    AreaAssessment.PARTIAL: Tone.CAUTION,
    AreaAssessment.NOT: Tone.BAD,
    Status.DONE: Tone.GOOD,
    Status.ONGOING: Tone.ACTIVE,
    Status.DELAYED: Tone.BAD,
}


def meanings_of(subject: SymbolSubject) -> list[str]:
    """List the words that a scale may use for what its steps mean.

    Args:
        subject: What the scale speaks of.

    Returns:
        `reached`, `partly` … where the subject has those, and the codes of the public views.
    """
    if subject == SymbolSubject.COMPLETION:
        return []
    return [str(word) for word in (*_CALLED[subject], *KNOWN_CODES[subject])]


def meant(subject: SymbolSubject, code: str, words: Iterable[str]) -> list[str]:
    """Say what a step means in the codes of the public views.

    Args:
        subject: What the step speaks of.
        code: Its code, which is what it means where nothing else is said.
        words: What its scale says that it means; words that are none are left out.

    Returns:
        One code, several where it may be one or another; the empty one for what nobody knows.
    """
    called, known = _CALLED.get(subject, {}), KNOWN_CODES[subject]
    told = [each for word in words for each in called.get(word, (word,))]
    found = dict.fromkeys(str(each) for each in told if each in known or each == NOBODY_KNOWS)
    return list(found) or ([code] if code in known else [])


def one_meaning(codes: Iterable[str]) -> str | None:
    """What the public views say of a step: nothing where it may mean two things, or where nobody knows."""
    only = list(codes)
    return only[0] or None if len(only) == 1 else None


def percent_of(written: str) -> float | None:
    """Read a step that is the percent reached.

    Args:
        written: For example `75`, `75 %` or `112,5`.

    Returns:
        The number; nothing where it is another step.
    """
    found = _PERCENT.fullmatch(written)
    return float(found[1].replace(",", ".")) if found else None


def is_unknown(codes: Iterable[str]) -> bool:
    """Whether a step says no more than that nobody knows."""
    return {*codes} in ({NOBODY_KNOWS}, {str(Assessment.NOT_EVALUATED)}, {str(Trend.NONE)})


def tone_of(subject: SymbolSubject, codes: Iterable[str]) -> Tone:
    """The colour role of what a step means.

    Args:
        subject: What it speaks of.
        codes: What it means.

    Returns:
        Neutral where it may mean two things, and where it says nothing good or bad.
    """
    code = one_meaning(codes)
    if subject == SymbolSubject.TREND:
        return {Trend.BETTER: Tone.GOOD, Trend.WORSE: Tone.BAD}.get(Trend(code), Tone.NEUTRAL) if code else Tone.NEUTRAL
    return _TONES.get(code or "", Tone.NEUTRAL)
