"""Values to JSON and back; keys that this version does not know survive."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from analysis.chapter.chapter import Chapter, Value

#: The form in which a notebook output holds a value.
MEDIA_TYPE = "application/vnd.arshjul.v2+json"


class UnreadableValue(Exception):  # noqa: N818 - what it is, told to whoever reads a notebook
    """JSON that is no value of a chapter."""


def to_json(value: Value | Chapter) -> dict[str, Any]:
    """Write a value.

    Args:
        value: A value, or a whole chapter.

    Returns:
        What `json` can write; every key is there, empty or not.
    """
    kind: Any = type(value)
    written: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    _give_back(written)
    return written


def value_from_json(stored: Mapping[str, Any]) -> Value:
    """Read a value.

    Args:
        stored: What `to_json` wrote, perhaps by a later version of the program.

    Returns:
        The value.

    Raises:
        UnreadableValue: If it is none.
    """
    return _read(Value, stored)  # type: ignore[no-any-return]


def chapter_from_json(stored: Mapping[str, Any]) -> Chapter:
    """Read a chapter.

    Args:
        stored: What `to_json` wrote.

    Returns:
        The chapter.

    Raises:
        UnreadableValue: If it is none.
    """
    return _read(Chapter, stored)  # type: ignore[no-any-return]


def prepare() -> None:
    """Make ready for every kind of value now instead of when it is first written."""
    union, *_about = get_args(Value)
    for kind in get_args(union):
        _adapter(kind)


def _read(kind: Any, stored: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any kind of value
    try:
        return _adapter(kind).validate_python(stored)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableValue(f"{where}: {first['msg']}") from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any kind of value
    return TypeAdapter(kind)


def _give_back(written: Any) -> None:  # noqa: ANN401 - anything that JSON has
    """Put the keys that nobody knew where they were found."""
    if isinstance(written, dict):
        for value in written.values():
            _give_back(value)
        if isinstance(more := written.get("more"), dict):
            del written["more"]
            written.update({key: value for key, value in more.items() if key not in written})
    elif isinstance(written, list):
        for value in written:
            _give_back(value)
