"""What a system may refuse (a file, a folder, room on a disk), said in a sentence: what, where, and what to do."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from analysis.base.files import UNFINISHED
from analysis.errors import UserError
from analysis.words.translate import _, later

#: No room: a full disk, a used-up quota, a file that may not grow.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: What is wrong with the machine and not with the file: whoever tries the next one is refused as well.
OF_MACHINE = (*_FULL, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO)
_ANOTHER_KIND = later("Flytta undan det som ligger där, och kör igen.")
_MORE_MEMORY = (
    later("Datorns minne räcker inte ({file})."),
    later("Stäng andra program och kör igen, gärna med --workers 1."),
)
_TOO_MANY = (
    later("Fler filer än systemet tillåter är öppna på en gång ({file})."),
    later("Stäng andra program eller höj gränsen (ulimit -n), och kör igen."),
)
_NO_RIGHT = (
    later("{file} får inte läsas eller ändras."),
    later("Ge dig rätt till filen och dess mapp, eller stäng det program som har den öppen, och kör igen."),
)
_NO_ROOM = (
    later("Disken är full, eller så får inget mer skrivas dit ({file})."),
    later("Det som låg färdigt ligger kvar; gör plats och kör igen."),
)
_SAID: dict[int, tuple[str, str]] = {
    errno.ENOENT: (
        later("{file} finns inte; den är flyttad, eller en länk till något som är borta."),
        later("Lägg tillbaka den, eller ta bort länken, och kör igen."),
    ),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EISDIR: (later("{file} är en mapp och ska vara en fil."), _ANOTHER_KIND),
    errno.ENOTDIR: (later("{file} är en fil, eller ligger under en, och ska vara en mapp."), _ANOTHER_KIND),
    errno.EEXIST: (later("{file} är i vägen: den finns redan och är av ett annat slag."), _ANOTHER_KIND),
    errno.ENOTEMPTY: (later("Mappen {file} är i vägen: den är inte tom."), _ANOTHER_KIND),
    errno.ELOOP: (
        later("{file} är en länk som leder i ring."),
        later("Ta bort länken, lägg dit filen själv och kör igen."),
    ),
    errno.EROFS: (
        later("{file} går inte att ändra: disken är skrivskyddad."),
        later("Gör disken skrivbar, eller kopiera projektet till en som är det, och kör igen."),
    ),
    **dict.fromkeys(_FULL, _NO_ROOM),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: _MORE_MEMORY,
    errno.EAGAIN: _MORE_MEMORY,
    errno.ENAMETOOLONG: (
        later("{file} är ett längre namn än systemet tar emot."),
        later("Lägg projektet i en mapp med kortare namn, och kör igen."),
    ),
    errno.EIO: (
        later("Disken svarar med fel ({file})."),
        later("Det som låg färdigt ligger kvar; kontrollera disken och kör igen."),
    ),
    errno.EBUSY: (later("{file} används av något annat."), later("Stäng det program som har den öppen, och kör igen.")),
}
_OTHER = (later("{file} går inte att läsa eller skriva ({reason})."), later("Rätta det och kör igen."))
#: What SQLite calls the same things.
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.ENOSPC,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}
#: How libraries write what the system answered: only words are left of the number.
_WRITTEN = {os.strerror(number): number for number in _SAID}


def in_words(error: OSError, file: str = "") -> UserError:
    """Say what the system refused.

    Args:
        error: As it was raised.
        file: What the file is called; its whole path when left out.

    Returns:
        What is wrong and where, and what to do.
    """
    message, remedy = _SAID.get(_number(error), _OTHER)
    reason = error.strerror or " ".join(str(error).split())[:200] or type(error).__name__
    return UserError(_(message, file=file or _place(error), reason=reason), _(remedy))


def plain(error: UserError | OSError) -> UserError:
    """Say what stopped something, where either a user or the system did.

    Args:
        error: As it was raised.

    Returns:
        What is wrong and where, and what to do.
    """
    return in_words(error) if isinstance(error, OSError) else error


def is_of_machine(error: OSError) -> bool:
    """Say whether the machine is to blame, and not the file that was asked for.

    Args:
        error: What was raised.

    Returns:
        True for a full or write-protected disk, too many open files, too little memory.
    """
    return _number(error) in OF_MACHINE


def as_refusal(error: BaseException | None, path: Path) -> OSError | None:
    """Find what the system answered behind a library's own kind of error.

    Args:
        error: What a database or another library raised, if anything.
        path: The file that it was at.

    Returns:
        The same as an error of the system; nothing where the library itself objects.
    """
    if isinstance(error, OSError):
        return error
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _asked_again(path)
    number = _OF_SQLITE.get(code) or next((each for words, each in _WRITTEN.items() if words in str(error)), None)
    return None if number is None else OSError(number, os.strerror(number), str(path))


def _asked_again(path: Path) -> OSError:
    """What the system itself says of a file that a library could not open: a folder, a link in a circle, no right."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT))
    except OSError as error:
        return error
    # Then it was to be one beside it.
    number = errno.ENOSPC if os.access(path.parent, os.W_OK) else errno.EACCES
    return OSError(number, os.strerror(number), str(path))


def _number(error: OSError) -> int:
    """What the system answered; `shutil` hands on its words alone, those of several files together."""
    return error.errno or next((number for words, number in _WRITTEN.items() if words in str(error)), 0)


def _place(error: OSError) -> str:
    """The file that was asked for; of one that we write beside it first, the folder that it could not be put in."""
    named = error.args[0][0][1] if isinstance(error, shutil.Error) else error.filename2 or error.filename
    if not isinstance(named, str | bytes | os.PathLike):
        return _("okänd fil")
    path = Path(os.fsdecode(named))
    unfinished = [folder for folder in (path, *path.parents) if folder.name.startswith(UNFINISHED)]
    return str(unfinished[-1].parent if unfinished else path)
