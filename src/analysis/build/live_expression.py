"""What stands in the braces of a text: a word of ours with its values, or something typed by hand, and nothing else."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from inspect import Parameter, signature

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from analysis.base.live_figure import literal_of
from analysis.errors import nearest
from analysis.words.translate import _

#: No word of ours with all its values is longer.
LONGEST = 400
EXAMPLE = 'utfall("nmi", 2016)'
_LANGUAGE = Environment(autoescape=True)
Value = str | int
Words = Mapping[str, Callable[..., str]]


class UnknownError(Exception):
    """What an expression asks for is not there, or is there with several values: told to the writer as a fault."""


@dataclass(frozen=True)
class Asked:
    """A word with its values.

    Attributes:
        word: The word.
        values: Values in order.
        named: Values by name.
    """

    word: str
    values: tuple[Value, ...]
    named: Mapping[str, Value]


def evaluate(code: str, words: Words) -> str:
    """Answer an expression.

    Nothing is run but our own words, so an answer takes as long as they take, and is as large as they make it.

    Args:
        code: What stands between the braces.
        words: The words, each with what answers it; the annotations of its parameters say what it takes.

    Returns:
        What the text says there.

    Raises:
        UnknownError: If the expression is none, or has no answer; with what is wrong and the nearest right word.
    """
    if (typed := literal_of(code)) is not None:
        return typed
    asked = _read(code)
    if asked.word not in words:
        raise UnknownError(_("okänt ord i uttrycket.") + f" {nearest(asked.word, list(words))}")
    answer = words[asked.word]
    _check(asked, signature(answer).parameters)
    return answer(*asked.values, **asked.named)


def _check(asked: Asked, taken: Mapping[str, Parameter]) -> None:
    """A word takes values of certain names and kinds."""
    for name in asked.named:
        if name not in taken:
            told = _("okänt namn i {word}: «{name}».", word=asked.word, name=name)
            raise UnknownError(f"{told} {nearest(name, list(taken))}")
    given = [*list(taken)[: len(asked.values)], *asked.named]
    needed = [name for name, parameter in taken.items() if parameter.default is Parameter.empty]
    if len(asked.values) > len(taken) or len(set(given)) < len(given) or set(needed) - set(given):
        told = _(
            "uttrycket har fel antal värden; {word} tar {names} och behöver {needed}",
            word=asked.word,
            names=", ".join(taken),
            needed=", ".join(needed) or _("inget"),
        )
        raise UnknownError(told)
    for name, value in zip(given, [*asked.values, *asked.named.values()], strict=True):
        if not isinstance(value, taken[name].annotation):
            text = _("{name} ska stå inom citattecken", name=name)
            raise UnknownError(_("{name} ska vara ett heltal", name=name) if isinstance(value, str) else text)


@lru_cache(maxsize=1024)
def _read(code: str) -> Asked:
    """Read an expression once: texts repeat some, and so does who builds again."""
    if len(code) > LONGEST:
        raise UnknownError(_("uttrycket är längre än {most} tecken", most=LONGEST))
    with suppress(TemplateSyntaxError, RecursionError, ValueError):  # too deep is as unreadable as too odd
        return _asked(_parsed(code))
    raise UnknownError(_("uttrycket går inte att läsa; skriv ett ord med sina värden, som {example}", example=EXAMPLE))


def _asked(call: nodes.Expr) -> Asked:
    """A word with its values; nothing else is asked for."""
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name) or call.dyn_args or call.dyn_kwargs:
        raise ValueError(call)
    named = {each.key: _value(each.value) for each in call.kwargs}
    if len(named) < len(call.kwargs):
        raise ValueError(call)
    return Asked(call.node.name, tuple(map(_value, call.args)), named)


def _parsed(code: str) -> nodes.Expr:
    """Read one expression and nothing after it; it is never run."""
    parser = Parser(_LANGUAGE, code, state="variable")
    expression = parser.parse_expression()
    if not parser.stream.eos:
        raise ValueError(code)
    return expression


def _value(node: nodes.Expr) -> Value:
    """A text in quotes or a whole number; yes and no are whole numbers to Python only."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str | int) and not isinstance(node.value, bool):
        return node.value
    raise ValueError(node)
