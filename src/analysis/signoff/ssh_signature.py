"""Signatures of approvals, made and checked by OpenSSH's own `ssh-keygen` against the keys that a project trusts.

SSH signatures because nothing new is needed: whoever approves has a key or makes one with one command, it may lie in an
agent or on a security key, Windows, macOS and Linux bring the program, and `allowed_signers` is the file that git reads
for signed commits. Anybody checks a kept copy without Årshjul.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import SignoffError
from analysis.intake.approvals import TRUSTED_KEYS
from analysis.signoff.kept_files import printable
from analysis.words.translate import _

PROGRAM = "ssh-keygen"
#: What a signature is for: one of a commit or a mail is none of an approval.
NAMESPACE = "arshjul-approval"
ENDING = ".sig"
#: Checking takes no time; signing may wait for a password or a touch.
SECONDS = 60
LAST_WORDS = 200
_FINGERPRINT = re.compile(r"\bSHA256:[A-Za-z0-9+/]{43}")


def fingerprint_of(key: Path) -> str:
    """Name a key.

    Args:
        key: A private key, or the public one of a key that an agent holds.

    Returns:
        `SHA256:` and 43 characters, as `ssh-keygen -l` says.

    Raises:
        SignoffError: If there is no such key, or no `ssh-keygen`.
    """
    if not key.is_file():
        raise SignoffError(_("Nyckeln {key} finns inte.", key=key), _("Ange en SSH-nyckel: --key ~/.ssh/id_ed25519."))
    said = _asked("-l", "-E", "sha256", "-f", str(key))
    found = _FINGERPRINT.search(said.output)
    if said.code or not found:
        told = _("{key} är ingen SSH-nyckel ({why}).", key=key, why=said.last_words)
        raise SignoffError(told, _("Gör en nyckel med ssh-keygen -t ed25519."))
    return found[0]


def sign(path: Path, key: Path) -> None:
    """Sign a file; the signature is put beside it.

    Args:
        path: The file.
        key: What to sign with; a password is asked for in the terminal.

    Raises:
        SignoffError: If it cannot be signed.
    """
    said = _asked("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path), patient=True)
    if said.code:
        raise SignoffError(
            _("{key} kunde inte underteckna ({why}), och inget är godkänt.", key=key, why=said.last_words),
            _("Kontrollera lösenordet, eller att nyckeln finns i ssh-agent, och försök igen."),
        )


def signer_of(path: Path, fingerprint: str, at: str, data: Path) -> str:
    """Say whose signature a file has.

    Args:
        path: The file; its signature lies beside it.
        fingerprint: Of the key that it is said to be signed with.
        at: When: ISO date and time with time zone; a key must have been trusted then.
        data: The data folder, with the file of trusted keys.

    Returns:
        Who, as the file of trusted keys says.

    Raises:
        SignoffError: If it is not signed with that key, the key is not trusted, or nothing here can check it.
    """
    trusted, signature = data / TRUSTED_KEYS, path.with_name(f"{path.name}{ENDING}")
    for needed in (trusted, signature):
        _need_file(needed)
    when = f"-Overify-time={_moment(at)}"
    known = _asked("-Y", "find-principals", when, "-s", str(signature), "-f", str(trusted))
    for who in known.output.splitlines() if known.code == 0 else ():
        words = ("-Y", "verify", when, "-f", str(trusted), "-I", who, "-n", NAMESPACE, "-s", str(signature))
        checked = _asked(*words, given=path.read_bytes())
        if checked.code == 0:
            _need_same_key(checked.output, fingerprint)
            return printable(who)
        known = checked
    why = known.last_words or _("ingen rad passar")
    told = _("underskriften gäller inte för någon nyckel i data/{file} ({why})", file=TRUSTED_KEYS, why=why)
    raise SignoffError(told)


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y%m%d%H%M%S")
    except OverflowError as error:  # a day at either end of time
        raise SignoffError(_("underskriften går inte att kontrollera: tiden {at} finns inte", at=at)) from error


def trusted_line(key: Path) -> str:
    """Write the line by which a key is trusted, but for who has it.

    Args:
        key: The key.

    Returns:
        A line of `allowed_signers`; only its form where the public key does not lie beside it.
    """
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        # What follows kind and key is a remark, in which ssh-keygen writes user and machine.
        kind, letters = public.read_text(encoding="utf-8").split()[:2]
    except (OSError, ValueError):
        kind, letters = "ssh-ed25519", "AAAA…"
    who = _("namn@kommun.se")
    return f'{who} namespaces="{NAMESPACE}" {kind} {letters}'


def _need_file(path: Path) -> None:
    if path.is_symlink() or not path.is_file():
        raise SignoffError(_("underskriften går inte att kontrollera: {file} saknas", file=path.name))


def _need_same_key(said: str, fingerprint: str) -> None:
    found = _FINGERPRINT.search(said)
    if not found or found[0] != fingerprint:
        raise SignoffError(_("undertecknad med en annan nyckel än raden i approvals.csv säger"))


@dataclass(frozen=True)
class _Said:
    """What the program said, and how it ended."""

    code: int
    output: str
    errors: str

    @property
    def last_words(self) -> str:
        lines = (self.errors or self.output).strip().splitlines()
        return lines[-1].strip()[:LAST_WORDS] if lines else ""


def _asked(*words: str, given: bytes = b"", patient: bool = False) -> _Said:
    program = shutil.which(PROGRAM)
    if program is None:
        raise SignoffError(
            _("ssh-keygen finns inte på den här datorn, så underskrifter kan varken göras eller kontrolleras."),
            _("Installera OpenSSH (Debian: apt-get install openssh-client)."),
        )
    # Times are told in UTC, and its words are those that we look for. A password is asked for in the terminal.
    environment = os.environ | {"TZ": "UTC", "LC_ALL": "C"}
    try:
        ended = subprocess.run(  # noqa: S603 - OpenSSH, with words of ours
            [program, *words],
            env=environment,
            input=given,
            capture_output=True,
            timeout=None if patient else SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise SignoffError(_("ssh-keygen gick inte att köra ({why})", why=type(error).__name__)) from error
    return _Said(ended.returncode, *(each.decode("utf-8", "replace") for each in (ended.stdout, ended.stderr)))
