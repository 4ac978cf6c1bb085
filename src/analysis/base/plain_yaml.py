"""YAML as people write it: keys, lists and words. What only programs write, or what hides something, is refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from analysis.base.yaml_trouble import DEEPEST, UnreadableYaml, YamlTrouble

#: Whole numbers and decimals as everybody reads them: YAML has 0x1F, 1_000, 010 for eight and 190:20 for 11 420 too.
_NUMBERS = {
    "tag:yaml.org,2002:int": r"[-+]?(0|[1-9][0-9]{0,17})",
    "tag:yaml.org,2002:float": r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}",
}
_WORDS = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


class _Plain(yaml.composer.Composer):
    """Nodes without aliases, tags, keys that come twice and levels without end."""

    levels = 0

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - PyYAML has no types
        event = self.peek_event()  # type: ignore[attr-defined] # of the parser that each loader has
        line = event.start_mark.line + 1
        if anchor := getattr(event, "anchor", None):
            raise UnreadableYaml(YamlTrouble.ALIAS, line, anchor)
        if tag := getattr(event, "tag", None):
            raise UnreadableYaml(YamlTrouble.TAG, line, tag)
        if self.levels >= DEEPEST:
            raise UnreadableYaml(YamlTrouble.DEEP, line)
        self.levels += 1
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node

    def compose_mapping_node(self, anchor: Any) -> Any:  # noqa: ANN401 - PyYAML has no types
        node = super().compose_mapping_node(anchor)
        seen = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableYaml(YamlTrouble.FORM, key.start_mark.line + 1)
            if key.value in seen:
                raise UnreadableYaml(YamlTrouble.TWICE, key.start_mark.line + 1, key.value)
            seen.add(key.value)
        return node


class _Values(_Plain, yaml.SafeLoader):
    """Numbers, yes and no, nothing, and texts."""


class _Texts(_Plain, yaml.BaseLoader):
    """Every value as it is written."""


_Values.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag in _WORDS]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _pattern in _NUMBERS.items():
    _Values.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), [*"-+0123456789"])


def read_yaml(path: Path, *, as_texts: bool = False) -> Any:  # noqa: ANN401 - whatever the file says
    """Read a file of settings.

    Args:
        path: The file.
        as_texts: Whether every value stays as it is written.

    Returns:
        What it says: texts, numbers, true and false, nothing, and lists and dictionaries of them.

    Raises:
        UnreadableYaml: If it is no YAML, or says it in a way that is not read.
        OSError: If it cannot be opened.
    """
    with _told():
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Texts if as_texts else _Values)  # noqa: S506 - both make plain values only


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise UnreadableYaml(YamlTrouble.ENCODING) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableYaml(YamlTrouble.FORM, mark.line + 1 if mark else 0) from error
