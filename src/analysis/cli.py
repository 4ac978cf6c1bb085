"""The command `arshjul`: which commands there are, and what is said when a call is wrong."""

import os
import sqlite3
import sys
from importlib.metadata import version
from typing import NoReturn

from cyclopts import App, CycloptsError, Group
from cyclopts.exceptions import CoercionError, MissingArgumentError, UnknownCommandError, UnknownOptionError

from analysis.console import BROKEN_OFF, FAILED, WELL, WRONG_CALL, say_error
from analysis.errors import FULL, CallError, UserError, is_full, nearest

OPTIONS = [
    *("--build", "--force", "--workers", "--cluster", "--share", "--progress", "--pdf", "--pdf-if-possible"),
    *(
        "--run",
        "--at",
        "--severity",
        "--kind",
        "--format",
        "--name",
        "--reason",
        "--organisation",
        "--open",
        "--no-open",
        "--help",
        "--version",
    ),
]
#: Where each command lives, and its line in the list of commands.
COMMANDS = {
    "build": ("build:build", "Bygg databasen av filerna i data/."),
    "run": ("run:run", "Ta fram rapporter, alla om ingen nämns. Det som inte ändrats tas inte fram igen."),
    "runs": ("runs:runs", "Visa de senaste körningarna, eller en av dem kapitel för kapitel."),
    "due": (
        "calendar:due",
        "Visa kalendern: vad som ska köras, vad som är försenat och vem som inte har lämnat uppgifter.\n\n"
        "Felkod 1 när något ska köras, annars 0. Med --run: 0 när allt gick bra, 1 när något misslyckades.",
    ),
    "schedule": ("calendar:schedule", "Kör kalendern som tjänst: ta igen det som missats, kör sedan efter klockan."),
    "pdf": ("pdf:pdf", "Skriv ut framtagna rapporter som PDF och kontrollera att alla kan läsa dem."),
    "export": ("export:export", "Skriv databasens vyer som öppna data (CSV med datapaket) i output/oppna-data."),
    "list": ("list:list_reports", "Visa vilka rapporter som finns och vad de bygger på."),
    "check": ("check:check", "Visa motsägelser i de publicerade uppgifterna. Felkod 1 när ett fel inte är kvitterat."),
    "acknowledge": (
        "check:acknowledge",
        "Kvittera en motsägelse. Kvitteringen gäller så länge uppgifterna är desamma.",
    ),
    "review": (
        "signoff:review",
        "Visa vad som skiljer en rapport från den senast godkända versionen, sida vid sida.",
    ),
    "approve": (
        "signoff:approve",
        "Godkänn en rapport som den är nu. Den sparas oföränderlig, och sidorna märks som godkända.",
    ),
    "verify": (
        "signoff:verify",
        "Kontrollera att det som godkänts är oförändrat. Felkod 1 när något har ändrats, saknas eller lagts till.",
    ),
    "explain": ("explain:explain", "Visa var en siffra kommer ifrån, vad den ersatte och vad som säger emot den."),
}
app = App(
    name="arshjul",
    help="Årshjul: från publicerade siffror till sidor som alla kan läsa.",
    usage="arshjul KOMMANDO [VAL]",
    help_flags=["--help", "-h"],
    version=version("arshjul"),
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,
    group_commands=Group("Kommandon"),
    group_parameters=Group("Val"),
    group_arguments=Group("Argument"),
)
app["--help"].help = "Visa den här hjälpen."
app["--version"].help = "Visa versionen."
for name, (place, what) in COMMANDS.items():
    app.command(f"analysis.commands.{place}", name=name, help=what)


def main() -> None:
    """Run the command line; exit 0 all well, 1 something failed and was said, 2 the call was wrong, 130 Ctrl-C."""
    try:
        code = app(exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        code = _say_wrong_call(_in_swedish(error))
    except CallError as error:
        code = _say_wrong_call(str(error))
    except UserError as error:
        say_error(str(error))
        code = FAILED
    except KeyboardInterrupt:
        _end_at_once()
    except (OSError, sqlite3.OperationalError) as error:
        if not is_full(error):
            raise
        say_error(FULL)
        code = FAILED
    sys.exit(code or WELL)


def _end_at_once() -> NoReturn:
    """Say that the user broke off, and end without waiting for notebooks: their kernels end with us."""
    say_error("\nAvbrutet. Det som låg färdigt ligger kvar; kör samma kommando igen så fortsätter det där det var.")
    sys.stdout.flush()
    os._exit(BROKEN_OFF)


def _say_wrong_call(message: str) -> int:
    say_error(f"{message} Se «arshjul --help».")
    return WRONG_CALL


def _in_swedish(error: CycloptsError) -> str:
    """Say what is wrong with a call; cyclopts itself only speaks English."""
    if isinstance(error, UnknownCommandError):
        word = (error.unused_tokens or ["?"])[0]
        return f"Okänt kommando «{word}». {nearest(word, [name for name in app if not name.startswith('-')])}"
    if isinstance(error, UnknownOptionError):
        word = error.token.keyword or error.token.value
        return f"Okänt val «{word}». {nearest(word, OPTIONS)}"
    if isinstance(error, MissingArgumentError):
        return "Ett argument saknas."
    if isinstance(error, CoercionError):
        return "Ett värde är av fel slag."
    return "Anropet går inte att tolka."
