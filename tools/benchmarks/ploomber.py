"""ploomber-engine: every notebook in this very process, nothing kept apart."""

from nbconvert.exporters import HTMLExporter
from ploomber_engine import execute_notebook
from work import chapters

exporter = HTMLExporter(exclude_input=True)  # type: ignore[no-untyped-call]
for place, chapter, folder in chapters():
    executed = execute_notebook(
        chapter["notebook"],
        str(folder / f"{place}.ipynb"),
        parameters=chapter["parameters"],
        progress_bar=False,
        verbose=False,
    )
    html, _ = exporter.from_notebook_node(executed)
    (folder / f"{place}.html").write_text(html, encoding="utf-8")
