"""Which language is written now: of a process, such as a command, or of a piece of work among others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = (SWEDISH, ENGLISH)
#: In which language the page that leads to all reports is written, and what commands say.
LANGUAGE_VARIABLE = "ARSHJUL_LANGUAGE"
#: The language of a whole process, such as a command.
_PROCESS = {"language": SWEDISH}
#: The language of a piece of work, for a process that publishes reports in several.
_SPOKEN: ContextVar[str] = ContextVar("language", default="")


class UnknownLanguageError(ValueError):
    """There is no such language; whoever takes one from a user asks `errors.known_language` first."""


def current() -> str:
    """Say which language is written now.

    Returns:
        `sv` or `en`.
    """
    return _SPOKEN.get() or _PROCESS["language"]


@contextmanager
def site_speaks() -> Iterator[None]:
    """Let a whole process, all its threads included, speak the language of the site for a while: a command does.

    Yields:
        While it holds.

    Raises:
        UnknownLanguageError: If there is no such language.
    """
    former, _PROCESS["language"] = _PROCESS["language"], as_language(site_language())
    try:
        yield
    finally:
        _PROCESS["language"] = former


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in a language for a while; other threads go on in theirs.

    Args:
        language: `sv` or `en`.

    Yields:
        While it holds.

    Raises:
        UnknownLanguageError: If there is no such language.
    """
    token = _SPOKEN.set(as_language(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def site_language() -> str:
    """Say which language the page that leads to all reports has, what commands say and the mails that they send.

    Returns:
        What the environment variable `ARSHJUL_LANGUAGE` says, else Swedish.
    """
    return os.environ.get(LANGUAGE_VARIABLE) or SWEDISH


def as_language(language: str) -> str:
    """Take a word for a language, wherever it comes from.

    Args:
        language: `sv` or `en`.

    Returns:
        The same.

    Raises:
        UnknownLanguageError: If there is no such language.
    """
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    return language
