"""The words of the interface gathered from code, templates and notebooks into the catalogues.

`python tools/messages.py` writes `src/analysis/locale/en/LC_MESSAGES/arshjul.po`, the English of everything, and
`sv/…/arshjul.po`, what notebooks say with the owner's terms where the usual ones stand: a notebook is one file for
every owner. Translations stay, messages that are gone go, new ones stand there without a translation and are listed.
"""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import docstring_parser
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from analysis.cli import COMMANDS as PLACES
from analysis.words.current_language import ENGLISH, SWEDISH
from analysis.words.terms import FORMS, NEUTRAL

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src" / "analysis" / "locale"
#: The usual words: a text of a notebook that has one of them is asked for with the owner's.
USUAL = re.compile(
    r"\b(?:{})\b".format("|".join({getattr(NEUTRAL.term(code), form) for code in NEUTRAL.codes() for form in FORMS})),
    re.IGNORECASE,
)
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
HEADERS = {
    ENGLISH: """\
# English words of the interface. Swedish is the source and stands in code, templates and notebooks.
# `python tools/messages.py` brings the list up to date.""",
    SWEDISH: """\
# What notebooks say, with the owner's terms where the usual words stand (`words/terms.py`). A word that is no term,
# such as the "mål" of a figure, stays as it is. `python tools/messages.py` brings the list up to date.""",
}

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


# Babel takes a function for an extractor's name, which its types do not say.
IN_NOTEBOOKS: Mapping[Path, Any] = {ROOT / "notebooks": [("**.ipynb", cells)]}
EVERYWHERE: Mapping[Path, Any] = {
    ROOT / "src" / "analysis": [("**.py", "python"), ("**.j2", "jinja2")],
    ROOT / "src" / "analysis" / "commands": [("**.py", helps)],
    **IN_NOTEBOOKS,
}


def gathered() -> Catalog:
    """Find every message.

    Returns:
        A catalogue without translations.
    """
    return _found(EVERYWHERE)


def naming() -> Catalog:
    """Find the texts of notebooks that name things.

    Returns:
        A catalogue without the texts as they stand with terms.
    """
    every, catalogue = _found(IN_NOTEBOOKS), Catalog(domain="arshjul", fuzzy=False)
    for message in every:
        if message.id and USUAL.search(str(message.id)):
            catalogue.add(message.id, locations=message.locations)
    return catalogue


def _found(ways: Mapping[Path, Any]) -> Catalog:
    catalogue = Catalog(domain="arshjul", fuzzy=False)
    for folder, ways_in in ways.items():
        found = extract_from_dir(str(folder), method_map=ways_in, keywords=KEYWORDS)
        for file, _line, message, _comments, context in sorted(found, key=lambda each: (each[0], each[1])):
            catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def known(language: str = ENGLISH) -> Catalog:
    """Read a catalogue.

    Args:
        language: `en` or `sv`.

    Returns:
        The catalogue as it lies in the repository.
    """
    with _catalogue(language).open("rb") as file:
        return read_po(file, locale=language, domain="arshjul")


def main() -> int:
    """Bring the catalogues up to date.

    Returns:
        0 when every message has a translation, else 1.
    """
    lacking = [*_up_to_date(ENGLISH, gathered()), *_up_to_date(SWEDISH, naming())]
    print(*lacking, sep="\n")
    return 1 if lacking else 0


def _up_to_date(language: str, messages: Catalog) -> list[object]:
    """Write a catalogue anew; gives what lacks a translation."""
    catalogue = known(language) if _catalogue(language).exists() else Catalog(locale=language, domain="arshjul")
    begun = catalogue.creation_date
    catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.creation_date = begun  # or no two runs would write the same file
    catalogue.header_comment = HEADERS[language]
    catalogue.fuzzy = False
    with _catalogue(language).open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, omit_header=False, ignore_obsolete=True)
    return [message.id for message in catalogue if message.id and not is_said(message.string)]


def _catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "arshjul.po"


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
