"""The words of the interface gathered from code, templates and notebooks into the English catalogue.

`python tools/messages.py` writes `src/analysis/locale/en/LC_MESSAGES/arshjul.po`: translations stay, messages that are
gone go, new ones stand there without a translation and are listed.
"""

import ast
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import docstring_parser
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from analysis.cli import COMMANDS as PLACES

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src" / "analysis" / "locale" / "en" / "LC_MESSAGES" / "arshjul.po"
#: What notes a message, and which of its arguments is one; "c" is the context.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "later": None,
    "n_": (1, 2),
    "either": (1, 2),
    "p_": ((1, "c"), 2),
    "later_as": ((1, "c"), 2),
}
#: The functions that are commands.
COMMANDS = {place.partition(":")[2] for place, _what in PLACES.values()}
HEADER = """\
# English words of the interface. Swedish is the source and stands in code, templates and notebooks.
# `python tools/messages.py` brings the list up to date."""

Found = tuple[int, str, str | tuple[str, ...], list[str]]


def cells(file: IO[bytes], keywords: Iterable[str], tags: object, options: Mapping[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Find what a notebook says to its readers: its texts, a cell each, and captions that it gives tables.

    Args:
        file: The notebook.
        keywords: Not used.
        tags: Not used.
        options: Not used.

    Yields:
        Messages as Babel takes them from an extractor.
    """
    for place, cell in enumerate(json.load(file)["cells"], start=1):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield place, "_", source.strip(), []
        else:
            yield from ((place, "_", caption, []) for caption in _captions(source))


def _captions(source: str) -> Iterator[str]:
    for found in ast.walk(ast.parse(source)):
        if isinstance(found, ast.keyword) and found.arg == "caption" and isinstance(found.value, ast.Constant):
            yield str(found.value.value)


def helps(file: IO[bytes], keywords: Iterable[str], tags: object, options: Mapping[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Find what commands say of their parameters: their docstrings are their help.

    Args:
        file: A module of commands.
        keywords: Not used.
        tags: Not used.
        options: Not used.

    Yields:
        Messages as Babel takes them from an extractor.
    """
    commands = [node for node in ast.parse(file.read()).body if isinstance(node, ast.FunctionDef)]
    for command in commands:
        if not command.name.startswith("_") and is_command(command):
            told = docstring_parser.parse(ast.get_docstring(command) or "")
            yield from ((command.lineno, "_", " ".join((each.description or "").split()), []) for each in told.params)


def is_command(function: ast.FunctionDef) -> bool:
    """Say whether a function is a command: the others explain themselves to programmers, in English.

    Args:
        function: A public function of a module of commands.

    Returns:
        True for those that `analysis.cli` names.
    """
    return function.name in COMMANDS


def gathered() -> Catalog:
    """Find every message.

    Returns:
        A catalogue without translations.
    """
    catalogue = Catalog(domain="arshjul", header_comment=HEADER, fuzzy=False)
    # Babel takes a function for an extractor's name, which its types do not say.
    ways: Mapping[Path, Any] = {
        ROOT / "src" / "analysis": [("**.py", "python"), ("**.j2", "jinja2")],
        ROOT / "src" / "analysis" / "commands": [("**.py", helps)],
        ROOT / "notebooks": [("**.ipynb", cells)],
    }
    for folder, ways_in in ways.items():
        found = extract_from_dir(str(folder), method_map=ways_in, keywords=KEYWORDS)
        for file, _line, message, _comments, context in sorted(found, key=lambda each: (each[0], each[1])):
            catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def known() -> Catalog:
    """Read the English catalogue.

    Returns:
        The catalogue as it lies in the repository.
    """
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="arshjul")


def main() -> int:
    """Bring the catalogue up to date.

    Returns:
        0 when every message has a translation, else 1.
    """
    catalogue = known() if CATALOGUE.exists() else Catalog(locale="en", domain="arshjul")
    begun = catalogue.creation_date
    catalogue.update(gathered(), no_fuzzy_matching=True)
    catalogue.creation_date = begun  # or no two runs would write the same file
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, omit_header=False, ignore_obsolete=True)
    lacking = [message.id for message in catalogue if message.id and not is_said(message.string)]
    print(*lacking, sep="\n")
    return 1 if lacking else 0


def is_said(said: str | Sequence[str] | None) -> bool:
    """Say whether a message has a translation.

    Args:
        said: Its translation, or one a plural form.

    Returns:
        True when every form has one.
    """
    return bool(said) and all(said or ())


if __name__ == "__main__":
    sys.exit(main())
