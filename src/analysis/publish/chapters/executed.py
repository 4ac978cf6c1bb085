"""An executed notebook into a chapter: the texts of its cells and what they show, as data."""

from collections.abc import Iterator

from nbformat import NotebookNode

from analysis.chapter.chapter import Block, Chapter, Outputs, Passage, Value
from analysis.chapter.codec import MEDIA_TYPE, value_from_json
from analysis.publish.chapters.foreign_outputs import Where, foreign_value
from analysis.publish.chapters.offered_code import offered
from analysis.publish.chapters.still_pictures import with_still
from analysis.words.current_language import current
from analysis.words.translate import cell_text

#: Cells that only an analyst in JupyterLab needs.
NOTEBOOK_ONLY = "notebook-only"
UNSHOWN = {NOTEBOOK_ONLY, "parameters", "injected-parameters"}
#: Before the kind of mark that a text explains, in the tags of its cell; the text is left out where none is shown.
EXPLAINS = "explains-"
TITLE = "# "


def chapter_of(notebook: NotebookNode, title: str, name: str, area: str = "") -> Chapter:
    """Read what an executed notebook shows.

    Args:
        notebook: The notebook.
        title: Heading of the chapter.
        name: Name of the notebook, without ending.
        area: Code of the process area that all of it is about; empty for none.

    Returns:
        The chapter, in the language of the moment; the notebook's own title is left out, for the chapter has one.

    Raises:
        Unshowable: If a cell shows something that no reader could see.
        UnreadableValue: If an output of ours is none.
    """
    return Chapter(title=title, language=current(), blocks=tuple(_blocks(notebook)), notebook=name, area=area)


def _blocks(notebook: NotebookNode) -> Iterator[Block]:
    first = True
    for number, cell in enumerate(notebook.cells, start=1):
        if UNSHOWN & set(cell.metadata.get("tags", [])):
            continue
        if cell.cell_type == "markdown":
            text = cell_text(cell.source.strip())
            yield Passage(_without_title(text) if first else text, _explains(cell))
            first = False
        elif cell.cell_type == "code":
            values = tuple(_values(cell, Where(cell.execution_count or number, cell.source)))
            if values:
                yield Outputs(values, offered(cell.source.strip(), cell.metadata.get("tags", [])))


def _values(cell: NotebookNode, where: Where) -> Iterator[Value]:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        value = value_from_json(data[MEDIA_TYPE]) if MEDIA_TYPE in data else foreign_value(output, where)
        if value is not None:
            yield with_still(value)


def _explains(cell: NotebookNode) -> tuple[str, ...]:
    tags = cell.metadata.get("tags", [])
    return tuple(tag.removeprefix(EXPLAINS) for tag in tags if tag.startswith(EXPLAINS))


def _without_title(text: str) -> str:
    return text.partition("\n")[2].lstrip("\n") if text.startswith(TITLE) else text
