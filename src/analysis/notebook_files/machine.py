"""What an executed notebook says of the machine that ran it, taken out before anybody else reads it."""

import json
import os
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: What papermill notes of its surroundings.
SURROUNDINGS = ("environment_variables",)
#: A folder so near the root is a word like any other.
SHORTEST = len("/a/")
#: Colours in a traceback end with a letter, which is no part of what stands behind them.
_COLOUR = r"\x1b\[[0-9;]*m"
#: Where a traceback says that a file lies, on any machine; what comes last is its name.
_SOMEWHERE = re.compile(
    rf"({_COLOUR}|(?<![\w.~:/\\-]))(?:[A-Za-z]:)?(?:[/\\][^\s/\\'\":<>|\x1b]+)+[/\\](?=[^\s/\\'\":<>|\x1b])"
)


def without_machine(content: str, *folders: Path) -> str:
    """Take out of an executed notebook where files lie on the machine that ran it.

    Args:
        content: The notebook.
        folders: Folders that it was run in and read from, beside those of the user and of Python.

    Returns:
        The notebook: what lies below one of the folders is named from there on.

    Raises:
        ValueError: If it is none, or only half of one.
    """
    notebook = json.loads(content)
    for name in SURROUNDINGS:
        notebook.get("metadata", {}).get("papermill", {}).pop(name, None)
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                output.update({name: _named(output[name]) for name in ("evalue", "traceback") if name in output})
    told = _Told(*folders).of(notebook)
    return json.dumps(told)


def _named(told: Any) -> Any:  # noqa: ANN401 - what a notebook holds
    """Leave only the names of files, wherever they lie, in what is said of an error."""
    return [_named(each) for each in told] if isinstance(told, list) else _SOMEWHERE.sub(r"\1", str(told))


class _Told:
    """What may be told of paths: those below known folders are written from there on."""

    def __init__(self, *folders: Path) -> None:
        self._forms = sorted(set(_forms(*folders)), key=len, reverse=True)
        known = "|".join(map(re.escape, self._forms))
        self._pattern = re.compile(rf"({_COLOUR}|(?<![\w.~-]))(?:file://)?(?:{known})(?:[/\\]+|(?![\w.-]))")

    def of(self, value: Any) -> Any:  # noqa: ANN401 - what a notebook holds
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.of(each) for each in value]
        return {self._text(name): self.of(each) for name, each in value.items()} if isinstance(value, dict) else value

    def _text(self, text: str) -> str:
        # Nearly no text has any, and looking for them costs less than matching.
        return self._pattern.sub(_rest, text) if any(form in text for form in self._forms) else text


def _rest(found: re.Match[str]) -> str:
    return found[1] if found[0].endswith(("/", "\\")) else f"{found[1]}."


def _forms(*folders: Path) -> Iterator[str]:
    """The folders as programs write them: with the user's home shortened, with either slash, in an address."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - who has no home is no fault here
    python = {sys.prefix, sys.base_prefix, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))}
    usual = (*map(Path, sorted(python)), Path(tempfile.gettempdir()), Path(__file__).parents[2], home, Path.cwd())
    for folder in {kind for each in (*folders, *usual) for kind in (each, each.resolve())}:
        plain = str(folder)
        if len(plain) < SHORTEST or not folder.is_absolute():
            continue
        yield from (plain, plain.replace("\\", "\\\\"), folder.as_posix(), folder.as_uri().removeprefix("file://"))
        if folder.is_relative_to(home) and folder != home:
            yield f"~/{folder.relative_to(home).as_posix()}"
