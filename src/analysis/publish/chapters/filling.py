"""What people see of an executed notebook that was made with nobody looking: filled in from its data."""

from nbformat import NotebookNode

from analysis.chapter.codec import MEDIA_TYPE, value_from_json
from analysis.chapter.markup.cells import HTML, filled_in


def filled_notebook(notebook: NotebookNode) -> None:
    """Write the HTML of every value that a notebook holds as data alone, in the language of the moment.

    Args:
        notebook: The executed notebook; it is changed.
    """
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    for output in outputs:
        data = output.get("data", {})
        if MEDIA_TYPE in data and HTML not in data:
            data.update(filled_in(value_from_json(data[MEDIA_TYPE])))
