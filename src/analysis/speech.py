"""Which language is written now: of a process, such as a kernel, or of a piece of work among others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from analysis.errors import ParameterError, nearest

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = (SWEDISH, ENGLISH)
#: In which language the page that leads to all reports is written.
LANGUAGE_VARIABLE = "ARSHJUL_LANGUAGE"
#: The language of a whole process, such as the kernel of a notebook: what one cell sets holds for the next.
_PROCESS = {"language": SWEDISH}
#: The language of a piece of work, for a process that publishes reports in several.
_SPOKEN: ContextVar[str] = ContextVar("language", default="")


def current() -> str:
    """Say which language is written now.

    Returns:
        `sv` or `en`.
    """
    return _SPOKEN.get() or _PROCESS["language"]


def use(language: str) -> None:
    """Choose the language of this process; for a kernel, which makes one chapter.

    Args:
        language: `sv` or `en`.

    Raises:
        ParameterError: If there is no such language.
    """
    _PROCESS["language"] = _known(language)


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
    """Say which language the page that leads to all reports has.

    Returns:
        What the environment variable `ARSHJUL_LANGUAGE` says, else Swedish.
    """
    return _known(os.environ.get(LANGUAGE_VARIABLE) or SWEDISH)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ParameterError(f"Okänt språk «{language}».", nearest(str(language), list(LANGUAGES)))
    return language
