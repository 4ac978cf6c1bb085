"""What is wrong with a call, in words: cyclopts itself only speaks English, and of its own matters."""

from collections.abc import Callable, Iterator
from functools import singledispatch
from inspect import Parameter, signature
from typing import Any

from cyclopts import CycloptsError
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from analysis.errors import nearest
from analysis.words.translate import _


def wrong_call(error: CycloptsError, commands: list[str]) -> tuple[str, str]:
    """Say what is wrong with a call.

    Args:
        error: As it was raised.
        commands: Every command.

    Returns:
        A sentence or two, and the command whose help says more.
    """
    command = " ".join(["arshjul", *(error.command_chain or ())])
    return _told(error, commands, command), command


@singledispatch
def _told(_error: CycloptsError, _commands: list[str], _command: str) -> str:
    return _("Anropet går inte att tolka.")


@_told.register
def _unknown_command(error: UnknownCommandError, commands: list[str], _command: str) -> str:
    word = (error.unused_tokens or ["?"])[0]
    return _("Okänt kommando «{word}».", word=word) + f" {nearest(word, commands)}"


@_told.register
def _unknown_option(error: UnknownOptionError, _commands: list[str], _command: str) -> str:
    word = error.token.keyword or error.token.value
    return _("Okänt val «{word}».", word=word) + f" {nearest(word, list(_options(error)))}"


@_told.register
def _missing(error: MissingArgumentError, _commands: list[str], command: str) -> str:
    argument = error.argument
    name = argument.name if argument else "?"
    if name in (error.unused_tokens or ()):
        return _("{name} saknar sitt värde.", name=name)
    call = " ".join([command, *(_shown(each) for each in _parameters(error.target) if _is_needed(each))])
    told = name if argument and argument.field_info.is_keyword_only else _in_place(name)
    return _("{name} saknas. Skriv «{call}».", name=told, call=call)


@_told.register
def _of_another_kind(error: CoercionError, _commands: list[str], _command: str) -> str:
    name, value = (error.argument.name if error.argument else "?"), (error.token.value if error.token else "")
    if error.target_type is int:
        return _("{name} ska vara ett heltal, inte «{value}».", name=name, value=value)
    if error.target_type is bool:
        return _("{name} står utan värde, inte med «{value}».", name=name, value=value)
    return _("{name} kan inte vara «{value}».", name=name, value=value)


@_told.register
def _repeated(error: RepeatArgumentError, _commands: list[str], _command: str) -> str:
    return _("{name} står två gånger.", name=error.token.keyword)


@_told.register
def _too_many(error: UnusedCliTokensError, _commands: list[str], command: str) -> str:
    return _("{command} tar inte emot «{words}».", command=command, words=" ".join(error.unused_tokens or ()))


def _options(error: UnknownOptionError) -> Iterator[str]:
    """Those of the command itself: what another one takes is no use to it."""
    for each in _parameters(error.target):
        if each.kind is each.KEYWORD_ONLY:
            yield f"--{each.name}".replace("_", "-")
        if each.default is True:
            yield f"--no-{each.name}".replace("_", "-")
    yield from ("--help", "--version")


def _parameters(command: Callable[..., Any] | None) -> Iterator[Parameter]:
    yield from signature(command).parameters.values() if command else ()


def _is_needed(parameter: Parameter) -> bool:
    return parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL


def _shown(parameter: Parameter) -> str:
    return f"--{parameter.name} …" if parameter.kind is parameter.KEYWORD_ONLY else _in_place(parameter.name)


def _in_place(name: str) -> str:
    return name.lstrip("-").upper()
