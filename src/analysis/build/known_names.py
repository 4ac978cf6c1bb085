"""What is meant by a name that somebody has typed: å is a, case and blanks do not matter, what is near is suggested."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from analysis.errors import CallError
from analysis.words.mixed_language import swedish
from analysis.words.translate import Words, _, later, n_

#: So many are suggested.
SUGGESTED = 6
#: What is less alike than this is no suggestion.
ALIKE = 0.45
#: What there is to ask about.
KINDS = Words(
    {
        "indicator": later("{key_figure.one}"),
        "goal": later("{goal.short.one}"),
        "commitment": later("{commitment.one}"),
        "area": later("{area.one}"),
        "node": later("nod i målträdet"),
        "control": later("{control.one}"),
        "claim": later("uppgift i löptexten"),
        "line": later("rad i en ekonomisk tabell"),
        "score": later("fråga i utvärderingen"),
    }
)


@dataclass(frozen=True)
class Name:
    """A name of something that can be asked about.

    Attributes:
        subject: What kind of thing it is.
        code: Its code.
        name: One of its names.
    """

    subject: str
    code: str
    name: str


def folded(text: str) -> str:
    """Write a text the way that names are compared.

    Args:
        text: Any text.

    Returns:
        Letters and digits only, small and without rings and dots: "sjukfranvaro" for "Sjuk-frånvaro".
    """
    # A letter taken apart may be a capital again, and a small one may be taken apart once more.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def meant(what: str, known: Iterable[Name]) -> set[tuple[str, str]]:
    """Find what somebody asks about.

    Args:
        what: What was typed.
        known: Every name that there is.

    Returns:
        Kind and code of all that has that code or name; of the only one that has it as a part of a name where none has
        all of it.

    Raises:
        CallError: If nothing has that name, or several have it as a part of theirs; what is nearest is named.
    """
    names = list(known)
    asked = folded(what)
    if not asked:
        raise CallError(_("Skriv en kod eller ett namn."), _suggestion(names[:SUGGESTED]))
    whole = {(name.subject, name.code) for name in names if asked in (folded(name.code), folded(name.name))}
    if whole:
        return whole
    within = [name for name in names if asked in folded(name.name) or asked in folded(name.code)]
    things = {(name.subject, name.code) for name in within}
    if len(things) > 1:
        told = _("{amount} namn innehåller «{what}».", amount=len(things), what=what)
        raise CallError(told, _suggestion(sorted(within, key=lambda name: len(name.name))))
    if things:
        return things
    raise CallError(_("Inget heter «{what}».", what=what), _suggestion(_nearest(asked, names)))


def _nearest(asked: str, names: list[Name]) -> list[Name]:
    likeness = {name: max(_likeness(asked, name.code), _likeness(asked, name.name)) for name in names}
    near = [name for name in names if likeness[name] >= ALIKE]
    return sorted(near, key=lambda name: -likeness[name])


def _likeness(asked: str, name: str) -> float:
    """How alike two names are; the beginning of a longer one counts as much as the whole of it."""
    other = folded(name)
    return max(SequenceMatcher(None, asked, each).ratio() for each in {other, other[: len(asked)]})


def _suggestion(names: list[Name]) -> str:
    """The first of some names, each thing once."""
    things = list({(name.subject, name.code): name for name in reversed(names)}.values())[::-1]
    if not things:
        return _("Koder och namn står i tabellerna på sidorna och i filerna i data/.")
    told = ", ".join(_told(name) for name in things[:SUGGESTED])
    more = len(things) - SUGGESTED
    rest = " " + n_("Och {amount} till.", "Och {amount} till.", more, amount=more) if more > 0 else ""
    return _("Menade du något av dessa? {names}.", names=told) + rest


def _told(name: Name) -> str:
    kind = KINDS[name.subject]
    if folded(name.code) == folded(name.name):
        return _("{name} ({kind})", name=swedish(name.name), kind=kind)
    return _("{name} ({kind} {code})", name=swedish(name.name), kind=kind, code=name.code)
