"""What speaks a language of its own, whatever is written around it: two reports may stand in one notebook."""

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from analysis.words.current_language import speaking


class Speaker:
    """Something whose public methods and properties write in its own language; what it keeps in `_language`.

    What they give knows that language itself (`Table.language`), so that it can be made and shown later.
    """

    _language: str

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401 - whatever a class statement may say
        """Let what a subclass adds speak its language."""
        super().__init_subclass__(**options)
        for name, member in list(vars(cls).items()):
            if not name.startswith("_"):
                setattr(cls, name, _in_own_language(member))


def _in_own_language(member: object) -> object:
    if isinstance(member, FunctionType):
        return _spoken(member)
    if isinstance(member, property) and member.fget:
        return property(_spoken(member.fget), member.fset, member.fdel, member.__doc__)
    return member


def _spoken(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def spoken(self: Speaker, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - those of the method
        with speaking(self._language):
            return method(self, *arguments, **options)

    return spoken
