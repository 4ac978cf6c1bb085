"""What a notebook is given must be what it declares, and what is asked must be a question: told before anything is."""

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from inspect import Signature, signature
from typing import ParamSpec, TypeVar

from IPython import get_ipython

from analysis.errors import ParameterError, nearest
from analysis.parameters import check_names
from analysis.words.translate import _

#: How the cell begins that papermill writes values into.
INJECTED = "# Parameters"
P = ParamSpec("P")
T = TypeVar("T")


class UnknownQuestionError(ParameterError, AttributeError):
    """A report is asked for something that it does not know."""


def check_given() -> None:
    """Check that papermill gave this notebook nothing that its parameters cell does not declare.

    Raises:
        ParameterError: Naming what was given and the nearest parameter.
    """
    shell = get_ipython()
    cells: list[str] = list(shell.user_ns.get("In", ())) if shell else []
    injected = [place for place, cell in enumerate(cells) if cell.startswith(INJECTED)]
    if not injected:
        return
    # Where nothing is set before, there is no parameters cell, or it is such a cell of somebody's own.
    if declared := [name for cell in cells[: injected[-1]] for name in _assigned(cell)]:
        check_names(dict.fromkeys(_assigned(cells[injected[-1]])), declared, _("Notebooken"))


def _assigned(cell: str) -> Iterator[str]:
    """The names that a cell sets; one that is no Python alone, as magics are not, sets none."""
    with suppress(SyntaxError, ValueError):
        for line in ast.parse(cell).body:
            targets = line.targets if isinstance(line, ast.Assign) else []
            targets = [line.target] if isinstance(line, ast.AnnAssign) else targets
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def called_rightly(method: Callable[P, T]) -> Callable[P, T]:
    """Let a method say what it takes to whoever calls it with something else.

    Args:
        method: The method.

    Returns:
        The same, which tells of a wrong call in words.
    """
    taken = signature(method)

    @wraps(method)
    def called(*arguments: P.args, **options: P.kwargs) -> T:
        try:
            taken.bind(*arguments, **options)
        except TypeError:
            raise _wrong(method.__name__, taken, list(options)) from None
        return method(*arguments, **options)

    return called


def _wrong(name: str, taken: Signature, given: list[str]) -> ParameterError:
    _self, *known = taken.parameters
    told = "Report" if name == "__init__" else name
    for other in given:
        if other not in known:
            return ParameterError(
                _("{question} har inget värde som heter «{name}».", question=told, name=other), nearest(other, known)
            )
    usage = ", ".join(f"{each}=…" for each in known)
    return ParameterError(
        _("{question} har fått för få eller för många värden.", question=told),
        _("Skriv {question}({usage}); de som har ett värde från början får utelämnas.", question=told, usage=usage),
    )
