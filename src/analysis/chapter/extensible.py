"""Values that a later version of the program may know more of: what is unknown is kept, not lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict, PlainSerializer, PlainValidator, WithJsonSchema

from analysis.words.mixed_language import MixedText, runs_of


@dataclass(frozen=True, kw_only=True)
class Extensible:
    """Something that keeps the keys which this version does not know.

    Attributes:
        more: Those keys with what they hold, as JSON has it.
    """

    __pydantic_config__ = ConfigDict(extra="allow")

    more: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather what reading left beside the known attributes."""
        kind: Any = type(self)
        known = _names(kind)
        unknown = {key: value for key, value in vars(self).items() if key not in known}
        for key in unknown:
            del self.__dict__[key]
        if unknown:
            object.__setattr__(self, "more", {**self.more, **unknown})


@cache
def _names(kind: Any) -> frozenset[str]:  # noqa: ANN401 - any class of ours
    return frozenset(each.name for each in fields(kind))


def _read(words: object) -> str:
    if isinstance(words, str):
        return words
    if not isinstance(words, list) or not all(map(_is_run, words)):
        raise ValueError("words are a text, or pieces of text with their languages")
    return MixedText((text, language) for text, language in words)


def _is_run(run: object) -> bool:
    return isinstance(run, list) and [type(part) for part in run] == [str, str]


def _write(words: str) -> object:
    is_marked = isinstance(words, MixedText) and any(language for __, language in words.runs)
    return [list(run) for run in runs_of(words)] if is_marked else str(words)


#: A text. Its JSON is the text itself or, where some of it is in another language, pieces with their languages; an
#: empty language is that of the chapter.
Words = Annotated[
    str,
    PlainValidator(_read),
    PlainSerializer(_write),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
                },
            ]
        }
    ),
]
