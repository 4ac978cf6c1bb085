"""What has a language and an owner's words, whatever is written around it: two reports may stand in one notebook."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from analysis.words.current_language import speaking
from analysis.words.terms import current_terms, named_by


class Speaker(Protocol):
    """Something that has a language; what has an owner besides says what that one calls things (`terms`)."""

    @property
    def language(self) -> str:
        """`sv` or `en`."""


P = ParamSpec("P")
S = TypeVar("S", bound=Speaker)
T = TypeVar("T")


def spoken(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let a method write in the language and the words of what it belongs to.

    What it gives knows that language itself (`Table.language`), so that it can be made and shown later.

    Args:
        method: The method.

    Returns:
        The same in that language.
    """

    @wraps(method)
    def said(speaker: S, /, *arguments: P.args, **options: P.kwargs) -> T:
        with speaking(speaker.language), named_by(getattr(speaker, "terms", None) or current_terms()):
            return method(speaker, *arguments, **options)

    return said
