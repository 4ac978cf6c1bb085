"""Every error class: those a user can act on, shown plainly, and nothing else.

Whatever is not a `UserError` is a fault in Årshjul itself and keeps its traceback.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from analysis.base.files import sheet_of
from analysis.base.unseen import UNSEEN, numbered
from analysis.base.yaml_trouble import DEEPEST, UnreadableYaml, YamlTrouble
from analysis.words.current_language import LANGUAGES
from analysis.words.translate import _, later, n_

#: What a folder of the newest format says of itself.
FORMAT = "format: 2"
#: The longest value that a message shows whole, and how much it shows of others.
LONGEST, CUT = 300, 80
#: As many words to choose from as somebody reads.
MOST = 30


def shown(value: object) -> str:
    """Show what somebody wrote in a message, whatever it is.

    Args:
        value: The value.

    Returns:
        Its beginning, and how long it is where that is not all; what cannot be seen by its number.
    """
    text = str(value)
    told = (
        text if len(text) <= LONGEST else _("{beginning} … ({length} tecken)", beginning=text[:CUT], length=len(text))
    )
    return UNSEEN.sub(lambda found: f"‹{numbered(found)}›", told)


class UserError(Exception):
    """Base class for errors that are shown to the user as a plain message, without a traceback.

    Args:
        message: What is wrong and where, in one or more sentences, in the language of whoever is told.
        remedy: What the user can do about it.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for its own rendering: an analyst sees the message, not our call stack.
        return [_("Fel: {error}", error=self)]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in an input file.

    Attributes:
        file: Path below the data folder.
        row: Row in the file, counted from 1 with the heading as row 1; 0 when the whole file is meant.
        column: Column name, empty when the whole row is meant.
        value: What stands there, as written.
        allowed: What would be accepted.
    """

    file: str
    row: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        row = _(", rad {row}", row=self.row) if self.row else ""
        column = _(", kolumn {column}", column=shown(self.column)) if self.column else ""
        file, sheet = sheet_of(self.file)
        place = shown(file) + (_(", blad {sheet}", sheet=shown(sheet)) if sheet else "") + row + column
        return f"{place}: «{shown(self.value)}» – {self.allowed}" if self.value else f"{place}: {self.allowed}"


class InputFaults(UserError):  # noqa: N818 - what the user sees are the faults
    """The input files have faults; all of them are listed."""

    def __init__(self, faults: list[Fault], remedy: str = "") -> None:
        self.faults = sorted(set(faults))
        amount = len(self.faults)
        head = n_("{amount} fel:", "{amount} fel i filerna:", amount, amount=amount)
        usual = _("Rätta filerna och bygg om. Databasen är orörd.")
        super().__init__(f"{head}\n{_listed(self.faults)}\n", remedy or usual)


def warned(faults: Sequence[Fault]) -> str:
    """Say what a build put up with.

    Args:
        faults: What a folder of the newest format is refused for.

    Returns:
        All of them, and what there is to do.
    """
    head = n_("{amount} varning:", "{amount} varningar:", len(faults), amount=len(faults))
    remedy = _(
        "Databasen är byggd ändå, eftersom data/project.yaml inte säger «{newest}»; då är det fel.", newest=FORMAT
    )
    return f"{head}\n{_listed(faults)}\n{remedy}"


def _listed(faults: Sequence[Fault]) -> str:
    return "\n".join(f"  {fault}" for fault in faults)


class NothingFoundError(UserError):
    """There is nothing of what was asked for; what there is instead is told."""


class DatabaseError(UserError):
    """The database is missing, locked or of another make."""


class ParameterError(UserError):
    """A report or notebook was given a parameter that does not fit."""


class ReportError(UserError):
    """A finished report is damaged."""


class MailError(UserError):
    """A mail could not be sent."""


class ClusterError(UserError):
    """The cluster that was to make the chapters is gone, or cannot make them."""


class BrowserError(UserError):
    """There is no browser to print with, or it did not print."""


class SignoffError(UserError):
    """A report cannot be approved, or what differs cannot be told."""


class CallError(UserError):
    """The command was called the wrong way (exit code 2)."""


_YAML = {
    YamlTrouble.FORM: later("filen går inte att läsa som YAML"),
    YamlTrouble.ENCODING: later("filen är inte UTF-8; spara om den som UTF-8"),
    YamlTrouble.ALIAS: later("hänvisningar (&namn och *namn) godtas inte; skriv värdet där det gäller"),
    YamlTrouble.TAG: later("märken för typer (!!) godtas inte; skriv bara värdet"),
    YamlTrouble.TWICE: later("nyckeln finns två gånger; ta bort den ena"),
    YamlTrouble.DEEP: later("för många nivåer i varandra, fler än {deepest}"),
}
#: What PyYAML makes of `!!`.
_TAG = "tag:yaml.org,2002:"


def told_of_yaml(file: str, error: UnreadableYaml) -> Fault:
    """Say why a file of settings is not read.

    Args:
        file: The file's path, as messages have it.
        error: What is wrong with it.

    Returns:
        The fault.
    """
    told = _(_YAML[error.trouble], deepest=DEEPEST)
    return Fault(file, error.line, "", error.word.replace(_TAG, "!!"), told)


def uneven(found: int, wanted: int) -> tuple[str, str]:
    """Say that a row has another number of cells than its heading.

    Args:
        found: How many it has.
        wanted: How many it should have.

    Returns:
        What stands there, and what would be accepted.
    """
    there = _("{amount} kolumner", amount=found)
    return there, _("{amount} kolumner med semikolon emellan", amount=wanted)


def unseen(found: re.Match[str]) -> str:
    """Say that a text has a character that nobody sees.

    Args:
        found: Where it was found.

    Returns:
        Which it is, and what to do.
    """
    return _("tecknet {character} syns inte eller har gått förlorat; ta bort det", character=numbered(found))


def nearest(word: str, known: list[str]) -> str:
    """Say which known word was probably meant.

    Args:
        word: The word given.
        known: The words that are allowed, in the order to list them.

    Returns:
        A sentence: the nearest word, or the allowed ones when none is near, no more of them than somebody reads.
    """
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.6)
    if close:
        return _("Menade du «{word}»?", word=by_folded[close[0]])
    if len(known) > MOST:
        return _("Tillåtna: {words} och {amount} till.", words=", ".join(known[:MOST]), amount=len(known) - MOST)
    return _("Tillåtna: {words}.", words=", ".join(known)) if known else _("Det finns inget att välja på.")


def known_language(language: str) -> str:
    """Check a language that a user has named.

    Args:
        language: `sv` or `en`.

    Returns:
        The same.

    Raises:
        ParameterError: If there is no such language; the nearest is named.
    """
    if language not in LANGUAGES:
        raise ParameterError(_("Okänt språk «{language}».", language=language), nearest(str(language), list(LANGUAGES)))
    return language
