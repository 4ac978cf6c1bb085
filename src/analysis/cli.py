"""The command `arshjul`: which commands there are, and what is said when a call is wrong."""

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from cyclopts import App, CycloptsError, Group

from analysis.base.files import left_behind
from analysis.errors import CallError, UserError, known_language
from analysis.refusals import in_words
from analysis.terminal import BROKEN_OFF, FAILED, WELL, WRONG_CALL, say_error
from analysis.words.current_language import SWEDISH, current, site_language, site_speaks
from analysis.words.terms import Terminology, project_names
from analysis.words.translate import _, later

if TYPE_CHECKING:
    from cyclopts.help import DefaultFormatter

#: Where each command lives, and its line in the list of commands.
COMMANDS = {
    "new": ("new:new", later("Börja ett nytt projekt: notebooks, vägledningar och tomma tabeller, färdiga att fylla.")),
    "notebook": (
        "notebook:notebook",
        later("Börja en egen notebook i notebooks/egna: kärna, parametrar och en första fråga."),
    ),
    "open": (
        "open:open_chapter",
        later("Öppna ett kapitel i JupyterLab, med sina parametrar, att ändra och köra i."),
    ),
    "receive": (
        "receive:receive",
        later(
            "Ta emot ifyllda blanketter: visa vad som är nytt, ändrat eller ser fel ut, och för in det i data/sources."
        ),
    ),
    "close": (
        "close:close",
        later("Stäng ett öppet dokument när det är beslutat: filerna fryses. Senare ändringar är rättelser med skäl."),
    ),
    "build": ("build:build", later("Bygg databasen av filerna i data/.")),
    "run": ("run:run", later("Ta fram rapporter, alla om ingen nämns. Det som inte ändrats tas inte fram igen.")),
    "runs": ("runs:runs", later("Visa de senaste körningarna, eller en av dem kapitel för kapitel.")),
    "due": (
        "due:due",
        later(
            "Visa kalendern: vad som ska köras, vad som är försenat och vem som inte har lämnat uppgifter.\n\n"
            "Felkod 1 när något ska köras, annars 0. Med --run: 0 när allt gick bra, 1 när något misslyckades."
        ),
    ),
    "forms": (
        "forms:forms",
        later("Lämna ut blanketter i Excel till dem som vet: siffror, läge, ekonomi och texter."),
    ),
    "schedule": (
        "schedule:schedule",
        later("Kör kalendern som tjänst: ta igen det som missats, kör sedan efter klockan."),
    ),
    "pdf": ("pdf:pdf", later("Skriv ut framtagna rapporter som PDF och kontrollera att alla kan läsa dem.")),
    "export": ("export:export", later("Skriv databasens vyer som öppna data (CSV med datapaket) i output/oppna-data.")),
    "list": ("list:list_reports", later("Visa vilka rapporter som finns och vad de bygger på.")),
    "check": (
        "check:check",
        later("Visa motsägelser i de publicerade uppgifterna. Felkod 1 när ett fel inte är kvitterat."),
    ),
    "acknowledge": (
        "acknowledge:acknowledge",
        later("Kvittera en motsägelse. Kvitteringen gäller så länge uppgifterna är desamma."),
    ),
    "review": (
        "review:review",
        later("Visa vad som skiljer en rapport från den senast godkända versionen, sida vid sida."),
    ),
    "approve": (
        "approve:approve",
        later("Godkänn en rapport som den är nu. Den sparas oföränderlig, och sidorna märks som godkända."),
    ),
    "verify": (
        "verify:verify",
        later(
            "Kontrollera att det som godkänts är oförändrat. Felkod 1 när något har ändrats, saknas eller lagts till."
        ),
    ),
    "upgrade": (
        "upgrade:upgrade",
        later(
            "Förnya svitens filer i projektet och läs äldre godkännanden med dagens regel. "
            "Det ni har ändrat lämnas.\n\n"
            "Felkod 1 när en rapport inte längre säger det som godkändes."
        ),
    ),
    "explain": (
        "explain:explain",
        later("Visa var en siffra kommer ifrån, vad den ersatte och vad som säger emot den."),
    ),
    "tidy": ("tidy:tidy", later("Ta bort utdata ur notebookar, eller låt git göra det; ge tabeller formen tillbaka.")),
}
#: jsonschema takes it to check addresses, if it is there; reading its grammar takes longer than running a notebook.
UNNEEDED = ("rfc3987_syntax",)


def application() -> App:
    """Put the command together, its help in the language of the moment.

    Returns:
        The command with its commands, none of them loaded.
    """
    app = App(
        name="arshjul",
        help=_("Årshjul: från publicerade siffror till sidor som alla kan läsa."),
        usage=_("arshjul KOMMANDO [VAL]"),
        help_flags=["--help", "-h"],
        version=_version,
        version_flags=["--version"],
        suppress_keyboard_interrupt=False,
        help_formatter=None if current() == SWEDISH else _translated_help(),
        group_commands=Group(_("Kommandon")),
        group_parameters=Group(_("Val")),
        group_arguments=Group(_("Argument")),
    )
    app["--help"].help = _("Visa den här hjälpen.")
    app["--version"].help = _("Visa versionen.")
    for name, (place, what) in COMMANDS.items():
        app.command(f"analysis.commands.{place}", name=name, help=_(what))
    return app


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - for whoever asks for it

    return version("arshjul")


def _translated_help() -> "DefaultFormatter":
    """Show help as always, what a command's docstring says of its parameters in another language than Swedish."""
    from analysis.commands.translated_help import TranslatedHelp  # noqa: PLC0415 - for help only

    return TranslatedHelp()


def main() -> None:
    """Run the command line; exit 0 all well, 1 something failed and was said, 2 the call was wrong, 130 Ctrl-C."""
    try:
        known_language(site_language())
        with site_speaks(), project_names(_terms):
            code = _run()
    except UserError as error:
        say_error(str(error))  # there is no such language to say it in
        code = FAILED
    sys.exit(code or WELL)


def _terms() -> Terminology:
    """What the owner of the project calls things that the user stands in."""
    from analysis.base.project import find_project  # noqa: PLC0415 - most commands name nothing
    from analysis.build.own_terms import project_terms  # noqa: PLC0415 - the same

    return project_terms(find_project())


def _run() -> int | None:
    _leave_out_unneeded()
    app = application()
    try:
        code: int | None = app(exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        return _say_wrong_call(*_what_is_wrong(error, list(COMMANDS)))
    except CallError as error:
        return _say_wrong_call(str(error))
    except UserError as error:
        say_error(str(error))
        return FAILED
    except KeyboardInterrupt:
        _end_at_once()
    except BrokenPipeError:
        _end_unheard()
    except OSError as error:
        say_error(str(in_words(error)))
        return FAILED
    finally:
        _tell_of_leftovers()
    return code


def _tell_of_leftovers() -> None:
    """Name what could not be removed: it harms nothing, but nobody else will take it away."""
    for path in sorted(left_behind):
        if os.path.lexists(path):
            say_error(_("{path} gick inte att ta bort och behövs inte; ta bort den när det går.", path=path))
    left_behind.clear()


def _end_unheard() -> NoReturn:
    """End where nobody reads on (`arshjul check | head`): there is no one left to say anything to."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FAILED)


def _leave_out_unneeded() -> None:
    """Let imports of unneeded modules fail, which those who ask for them take as "not installed"."""
    for name in UNNEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def _end_at_once() -> NoReturn:
    """Say that the user broke off, and end without waiting for notebooks: their kernels end with us."""
    told = _("Avbrutet. Det som låg färdigt ligger kvar; kör samma kommando igen så fortsätter det där det var.")
    say_error(f"\n{told}")
    sys.stdout.flush()
    os._exit(BROKEN_OFF)


def _what_is_wrong(error: CycloptsError, commands: list[str]) -> tuple[str, str]:
    from analysis.commands.wrong_call import wrong_call  # noqa: PLC0415 - for wrong calls only

    return wrong_call(error, commands)


def _say_wrong_call(message: str, command: str = "arshjul") -> int:
    say_error(f"{message} " + _("Se «{command} --help».", command=command))
    return WRONG_CALL
