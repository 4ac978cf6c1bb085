"""What texts call the things that a document lists: the owner's words, and those that everybody uses."""

import re
from collections.abc import Iterable, Iterator

from analysis.words.terms import NEUTRAL, Term, term

#: Whose a list may be, besides what ends as such names do.
OWNERS = ("municipality", "board", "administration", "department", "unit", "area")
NAMED = (
    r"\w*(?:kontor|bolag|förbund|områd)ets|\w*(?:förvaltning|nämnd|kommun|enhet|avdelning|styrels|plan|rapport)ens"
    r"|\w+:s"
)


def several(code: str) -> str:
    """Say what texts call one or several of something that they count.

    Args:
        code: Of a term.

    Returns:
        A pattern.
    """
    return _any(form for each in _terms(code) for form in (each.one, each.many, each.the_many))


def the_one(code: str) -> str:
    """Say what texts call the thing that they are about.

    Args:
        code: Of a term.

    Returns:
        A pattern.
    """
    return _any(each.the for each in _terms(code))


def owner() -> str:
    """Say how texts name whose a list is.

    Returns:
        A pattern of what ends as the names of such do.
    """
    own = _any(f"{each.the}s" for code in OWNERS for each in _terms(code))
    return rf"(?:{NAMED}|{own})"


def _terms(code: str) -> Iterator[Term]:
    for known in (term(code), NEUTRAL.term(code)):
        yield known
        yield known.short


def _any(words: Iterable[str]) -> str:
    """The longest first: an ending may be more than the word."""
    distinct = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, distinct))})"
