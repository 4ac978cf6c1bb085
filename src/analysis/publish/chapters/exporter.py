"""`jupyter nbconvert --to arshjul-chapter`: an executed notebook as the JSON of its chapter."""

import json
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from analysis.chapter.codec import MEDIA_TYPE, to_json
from analysis.publish.chapters.executed import chapter_of


class ChapterExporter(Exporter):
    """Converts an executed notebook to the JSON of its chapter: `jupyter nbconvert --to arshjul-chapter`."""

    export_from_notebook = "Årshjul"
    output_mimetype = MEDIA_TYPE
    file_extension = ".json"

    def from_notebook_node(  # type: ignore[override]  # every exporter gives a text here
        self,
        nb: NotebookNode,
        resources: Any = None,  # noqa: ANN401 - nbconvert's own
        **kwargs: Any,  # noqa: ANN401 - nbconvert's own
    ) -> tuple[str, Any]:
        """Convert a notebook.

        Args:
            nb: The executed notebook; it is not changed.
            resources: What nbconvert knows of it: its name.
            kwargs: Further words of nbconvert.

        Returns:
            The chapter as JSON, and the resources.

        Raises:
            Unshowable: If a cell shows something that no reader could see.
        """
        shown, resources = super().from_notebook_node(nb, resources, **kwargs)
        name = str((resources.get("metadata") or {}).get("name", ""))
        return json.dumps(to_json(chapter_of(shown, name, name)), ensure_ascii=False), resources
