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
        ParameterError: If there is no such language.
    """
    former, _PROCESS["language"] = _PROCESS["language"], site_language()
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
    """
    token = _SPOKEN.set(_known(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def site_language() -> str:
    """Say which language the page that leads to all reports has, what commands say and the mails that they send.

    Returns:
        What the environment variable `ARSHJUL_LANGUAGE` says, else Swedish.
    """
    return _known(os.environ.get(LANGUAGE_VARIABLE) or SWEDISH)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        from analysis.catalogue import _  # noqa: PLC0415 - both ask which language is written
        from analysis.errors import ParameterError, nearest  # noqa: PLC0415 - see above

        raise ParameterError(_("Okänt språk «{language}».", language=language), nearest(str(language), list(LANGUAGES)))
    return language
