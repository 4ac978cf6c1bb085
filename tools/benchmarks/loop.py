"""papermill's Python interface in a loop, one exporter kept."""

import papermill
from nbconvert.exporters import HTMLExporter
from work import chapters

exporter = HTMLExporter(exclude_input=True)  # type: ignore[no-untyped-call]
for place, chapter, folder in chapters():
    executed = papermill.execute_notebook(
        chapter["notebook"], str(folder / f"{place}.ipynb"), chapter["parameters"], progress_bar=False
    )
    html, _ = exporter.from_notebook_node(executed)
    (folder / f"{place}.html").write_text(html, encoding="utf-8")
