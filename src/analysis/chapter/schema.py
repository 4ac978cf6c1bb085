"""The JSON form of everything that a chapter can hold, made from its classes."""

from typing import Any

from pydantic import TypeAdapter

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.codec import MEDIA_TYPE


def json_schema() -> dict[str, Any]:
    """Describe the JSON of values and chapters.

    Returns:
        A JSON schema (2020-12): a value, as notebook outputs hold them, or a whole chapter.
    """
    schema = TypeAdapter(Value | Chapter).json_schema(mode="serialization")
    definitions = schema.get("$defs", {})
    for each in definitions.values():
        each.get("properties", {}).pop("more", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Årshjul, {MEDIA_TYPE}",
        "description": "What a cell of a notebook shows, or a whole chapter of a report. Unknown keys are kept.",
    }
    return head | schema
