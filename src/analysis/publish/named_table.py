"""The tables of a chapter, named after it: what the files of each are called, and the links that lead to them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape
from nbformat import NotebookNode

from analysis.slug import slug
from analysis.typed_table import TABLE_JSON, TypedTable

#: Folder of the files beside a report's pages.
FOLDER = "tables"
#: What the templates find the files of an output by.
METADATA = "arshjul"
CAPTION_LENGTH = 40
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
#: The links below a table, for where they lead nowhere or are no part of what is said.
LINKS = re.compile(r'<p class="files"[^>]*>.*?</p>\n?', re.DOTALL)


@dataclass(frozen=True)
class NamedTable:
    """A table and what its files are called.

    Attributes:
        name: Without folder and ending; safe as a file name, unique in its report.
        table: The table.
    """

    name: str
    table: TypedTable


def name_tables(cells: Sequence[NotebookNode], chapter: str) -> list[NamedTable]:
    """Find the tables that cells show and note at each output what its files are called.

    Args:
        cells: The cells that become a page; metadata of their outputs is added.
        chapter: Name of the page without ending.

    Returns:
        The tables in the order of the page.
    """
    tables: list[NamedTable] = []
    for output in _with_table(cells):
        table = TypedTable.from_json(output["data"][TABLE_JSON])
        short = slug(table.caption, CAPTION_LENGTH)
        name = "-".join(filter(None, [chapter, str(len(tables) + 1), short]))
        output["metadata"][METADATA] = {"path": f"{FOLDER}/{name}", "caption": _caption(output, table)}
        tables.append(NamedTable(name, table))
    return tables


def write_tables(path: Path, tables: Sequence[NamedTable]) -> None:
    """Keep the tables of a chapter until its report is published.

    Args:
        path: The file.
        tables: The tables.
    """
    stored = [{"name": each.name, "table": each.table.as_json()} for each in tables]
    path.write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")


def read_tables(path: Path) -> list[NamedTable]:
    """Read the tables of a chapter.

    Args:
        path: What `write_tables` wrote.

    Returns:
        The tables.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    return [NamedTable(each["name"], TypedTable.from_json(each["table"])) for each in stored]


def _caption(output: NotebookNode, table: TypedTable) -> str:
    """A table's caption as its page shows it: escaped, with words in another language marked."""
    shown = CAPTION.search(output["data"].get("text/html", ""))
    return shown[1] if shown else str(escape(table.caption))


def _with_table(cells: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    for cell in cells:
        yield from (output for output in cell.get("outputs", []) if TABLE_JSON in output.get("data", {}))
