"""What an owner calls things, read from `words:` in a project's settings."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from analysis.errors import nearest
from analysis.words.current_language import ENGLISH, SWEDISH
from analysis.words.terms import READ, SHORT, FormsError, Term, Terminology
from analysis.words.translate import Words, later
from analysis.words.usual_terms import FIRST_FORMAT, USUAL

#: What may be said of a term besides its Swedish forms: in which language, and whether for where the context says more.
PLACES: Mapping[str, tuple[str, bool]] = {
    SWEDISH: (SWEDISH, False),
    ENGLISH: (ENGLISH, False),
    SHORT: (SWEDISH, True),
    f"{SHORT}_{ENGLISH}": (ENGLISH, True),
}
_SWEDISH_FORMS = later("fyra former åtskilda med komma, som «en strategi, strategin, strategier, strategierna»")
_WRONG = Words(
    {
        (SWEDISH, "count"): _SWEDISH_FORMS,
        (SWEDISH, "article"): later(
            "den första formen ska börja med en eller ett, som «en strategi, strategin, strategier, strategierna»"
        ),
        (SWEDISH, "gender"): later("en och bestämd form på -n, eller ett och bestämd form på -t"),
        (ENGLISH, "count"): later("två former åtskilda med komma, som «strategy, strategies»"),
        "form": _SWEDISH_FORMS,
        "swedish": later("svenska ord i raden sv, som «sv: en strategi, strategin, strategier, strategierna»"),
        "words": later("en rad för varje ord, som «goal: en strategi, strategin, strategier, strategierna»"),
    }
)
#: A fault: the value, and what is right.
Wrong = tuple[object, str]


def read_terms(told: object, levels: Collection[str] = ()) -> tuple[Terminology, list[Wrong]]:
    """Read what an owner calls things.

    Args:
        told: What stands under `words:`: by code either Swedish forms, or those with English and short ones.
        levels: Codes of the owner's own levels, which may have words besides what everybody has.

    Returns:
        The words that are right, and what is wrong with the others.
    """
    if not isinstance(told, Mapping):
        return Terminology(), [("words", _WRONG["words"])]
    known = list(dict.fromkeys([*USUAL[SWEDISH], *levels]))
    faults: list[Wrong] = [(code, nearest(str(code), known)) for code in told if code not in known]
    own: dict[tuple[str, str], Term] = {}
    for code in known:
        if code in told:
            terms, wrong = _terms_of(code, told[code])
            own |= {(language, code): term for language, term in terms.items()}
            faults += wrong
    return Terminology(own), faults


def first_terms() -> Terminology:
    """What things are called in a folder of the first format, which says nothing of it.

    Returns:
        The words that the program had then.
    """
    return read_terms(FIRST_FORMAT)[0]


def _terms_of(code: str, told: object) -> tuple[Mapping[str, Term], list[Wrong]]:
    """The terms of one code by language."""
    written = {SWEDISH: told} if isinstance(told, str) else told
    if not isinstance(written, Mapping):
        return {}, [(f"{code}: {told or ''}", _WRONG["form"])]
    faults: list[Wrong] = [
        (f"{code}: {place}", nearest(str(place), list(PLACES))) for place in written if place not in PLACES
    ]
    if SWEDISH not in written:
        faults.append((code, _WRONG["swedish"]))
    read: dict[tuple[str, bool], Term] = {}
    for place, where in PLACES.items():
        if place in written:
            found = _read(where[0], written[place])
            if isinstance(found, Term):
                read[where] = found
            else:
                faults.append((f"{code}: {written[place]}", found))
    full = {language: term for (language, brief), term in read.items() if not brief}
    return {language: replace(term, briefly=read.get((language, True))) for language, term in full.items()}, faults


def _read(language: str, written: object) -> Term | str:
    """The term, or what is right instead."""
    read: Callable[[str], Term] = READ[language]
    try:
        return read(str(written))
    except FormsError as error:
        return _WRONG[language, str(error)]
