"""What git keeps of a notebook and what its chapter is made of: laws over invented notebooks, and odd files."""

import copy
import io
import json
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_output
from tests.making import ROOT

from analysis.notebook_files.git_filter import KERNEL, LANGUAGE, main, without_outputs
from analysis.notebook_files.meaning import meaning_of

Notebook = dict[str, Any]

#: What Jupyter, papermill, VS Code and older editors note in a cell by themselves.
NOTES: dict[str, Any] = {
    "ExecuteTime": {"end_time": "2026-11-30T06:12:49"},
    "collapsed": True,
    "deletable": True,
    "editable": True,
    "execution": {"iopub.status.busy": "2026-11-30T06:12:49.765120Z"},
    "jupyter": {"outputs_hidden": True},
    "papermill": {"duration": 0.017825, "status": "completed"},
    "scrolled": True,
    "slideshow": {"slide_type": ""},
    "tags": [],
    "trusted": True,
}
NOTES_OF_NOTEBOOK: dict[str, Any] = {
    "orig_nbformat": 4,
    "papermill": {"version": "2.7.0", "input_path": "n.ipynb"},
    "signature": "sha256:0",
    "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
}
#: Metadata that somebody chose.
CHOSEN: dict[str, Any] = {
    "editable": False,
    "jupyter": {"source_hidden": True},
    "name": "figur",
    "slideshow": {"slide_type": "slide"},
    "vscode": {"languageId": "sql"},
}
SPECS = [
    KERNEL,
    {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    {"display_name": ".venv", "name": "python3"},
]
OUTPUTS = [
    new_output("stream", name="stdout", text="hej\nåter"),  # type: ignore[no-untyped-call]
    new_output("display_data", data={"text/html": "<p>\n7 %", "image/png": "aGVq"}),  # type: ignore[no-untyped-call]
    new_output("execute_result", data={"application/json": {"a": [1, 2.5]}}, execution_count=3),  # type: ignore[no-untyped-call]
    new_output("error", ename="E", evalue="fel", traceback=["a", "b"]),  # type: ignore[no-untyped-call]
]

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\x0b\x0c\x85\u2028"), max_size=30)
tags = st.lists(st.sampled_from(["parameters", "notebook-only", "a", "b"]), unique=True, max_size=3)


@st.composite
def cells(draw: st.DrawFn) -> Notebook:
    """A cell as git keeps it."""
    kind = draw(st.sampled_from(["code", "markdown", "raw"]))
    chosen = draw(st.sets(st.sampled_from(sorted(CHOSEN))))
    metadata = {name: CHOSEN[name] for name in chosen}
    if named := draw(tags):
        metadata["tags"] = named
    cell: Notebook = {"cell_type": kind, "id": draw(st.uuids()).hex[:8], "metadata": metadata, "source": draw(texts)}
    if kind == "markdown" and draw(st.booleans()):
        cell["attachments"] = {"a.png": {"image/png": "aGVq"}}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


@st.composite
def notebooks(draw: st.DrawFn) -> Notebook:
    """A notebook as git keeps it."""
    metadata = {"kernelspec": KERNEL, "language_info": LANGUAGE} | draw(st.sampled_from([{}, {"toc": {"a": 1}}]))
    return {"cells": draw(st.lists(cells(), max_size=4)), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@st.composite
def saved(draw: st.DrawFn) -> tuple[Notebook, Notebook]:
    """A notebook, and the same after somebody has run and saved it."""
    before = draw(notebooks())
    after = copy.deepcopy(before)
    for cell in after["cells"]:
        for name in draw(st.sets(st.sampled_from(sorted(NOTES)))):
            if name in ("editable", "slideshow", "tags") and name in cell["metadata"]:
                continue
            cell["metadata"][name] = NOTES[name] | cell["metadata"].get(name, {}) if name == "jupyter" else NOTES[name]
        if cell["cell_type"] == "code":
            cell["outputs"] = draw(st.lists(st.sampled_from(OUTPUTS), max_size=3))
            cell["execution_count"] = draw(st.none() | st.integers(1, 99))
    for name in draw(st.sets(st.sampled_from(sorted(NOTES_OF_NOTEBOOK)))):
        after["metadata"][name] = NOTES_OF_NOTEBOOK[name]
    after["metadata"]["kernelspec"] = draw(st.sampled_from(SPECS))
    after["metadata"]["language_info"] = {"name": "python", "version": "3.13.1", "codemirror_mode": {"version": 3}}
    return before, after


def written(notebook: Notebook) -> bytes:
    """A notebook as nbformat, and so JupyterLab, writes it."""
    file = io.StringIO()
    nbformat.write(nbformat.from_dict(notebook), file)  # type: ignore[no-untyped-call]
    return file.getvalue().encode()


@given(saved())
def test_what_git_keeps_is_what_nbformat_would_write_without_the_run(pair: tuple[Notebook, Notebook]) -> None:
    before, after = (written(notebook) for notebook in pair)
    assert without_outputs(after) == before
    assert without_outputs(before) == before


@given(saved(), st.sampled_from([None, 0, 2, 4]), st.booleans(), st.booleans())
def test_it_does_not_depend_on_how_an_editor_writes_json(
    pair: tuple[Notebook, Notebook], indent: int | None, ascii_only: bool, sort: bool
) -> None:
    before, after = pair
    other = json.dumps(after, indent=indent, ensure_ascii=ascii_only, sort_keys=sort).encode()
    assert without_outputs(other) == without_outputs(other.replace(b"\n", b"\r\n")) == written(before)


@given(saved())
def test_a_run_changes_nothing_of_what_a_notebook_means(pair: tuple[Notebook, Notebook]) -> None:
    before, after = (written(notebook) for notebook in pair)
    assert meaning_of(before) == meaning_of(after) == meaning_of(without_outputs(after))


@given(notebooks(), st.data())
def test_neither_do_ids_metadata_nor_the_order_of_tags(notebook: Notebook, data: st.DataObject) -> None:
    other = copy.deepcopy(notebook)
    for cell in other["cells"]:
        cell["id"] = data.draw(st.uuids()).hex[:8]
        kept = data.draw(st.permutations(cell["metadata"].get("tags", [])))
        cell["metadata"] = {"tags": kept} | data.draw(st.dictionaries(st.text(), st.integers(), max_size=2))
        cell["metadata"]["tags"] = kept
    other["metadata"] = {}
    other["nbformat_minor"] = 4
    assert meaning_of(json.dumps(notebook).encode()) == meaning_of(json.dumps(other).encode())


def changed(cell: Notebook, data: st.DataObject) -> Notebook:
    """Change what a cell means in one way."""
    own = set(cell["metadata"].get("tags", []))
    ways = {
        "source": st.just(cell | {"source": cell["source"] + data.draw(texts.filter(bool))}),
        "cell_type": st.sampled_from(sorted({"code", "markdown", "raw"} - {cell["cell_type"]})).map(
            lambda kind: cell | {"cell_type": kind}
        ),
        "tags": st.sets(st.sampled_from("abcd"))
        .filter(lambda other: other != own)
        .map(lambda other: cell | {"metadata": cell["metadata"] | {"tags": sorted(other)}}),
        "attachments": st.just(cell | {"attachments": {"b.png": {"image/png": "aGVq"}}}),
    }
    return data.draw(ways[data.draw(st.sampled_from(sorted(ways)))])


@given(notebooks().filter(lambda notebook: bool(notebook["cells"])), st.data())
def test_any_change_of_a_cell_changes_what_it_means(notebook: Notebook, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(notebook["cells"]) - 1))
    other = copy.deepcopy(notebook)
    other["cells"][place] = changed(other["cells"][place], data)
    assert meaning_of(json.dumps(notebook).encode()) != meaning_of(json.dumps(other).encode())


@given(notebooks(), cells(), st.data())
def test_so_does_a_cell_more_or_less_and_another_order(notebook: Notebook, cell: Notebook, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(notebook["cells"])))
    more = notebook | {"cells": [*notebook["cells"][:place], cell, *notebook["cells"][place:]]}
    assert meaning_of(json.dumps(notebook).encode()) != meaning_of(json.dumps(more).encode())
    turned = more | {"cells": more["cells"][::-1]}
    meant = [
        [(each["cell_type"], each["source"], set(each["metadata"].get("tags", []))) for each in one["cells"]]
        for one in (more, turned)
    ]
    if meant[0] != meant[1]:
        assert meaning_of(json.dumps(more).encode()) != meaning_of(json.dumps(turned).encode())


@given(notebooks())
def test_a_text_may_be_one_or_a_list_of_lines(notebook: Notebook) -> None:
    one = json.dumps(notebook).encode()
    assert meaning_of(one) == meaning_of(written(notebook))
    assert without_outputs(one) == written(notebook)


GOOD = (ROOT / "notebooks" / "staff.ipynb").read_bytes()


def one(cell: bytes) -> bytes:
    """A notebook of one cell."""
    return b'{"nbformat": 4, "cells": [' + cell + b'], "metadata": {}}'


ODD = {
    "empty": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "BOM": b"\xef\xbb\xbf" + GOOD,
    "list": b"[]",
    "number": b"7",
    "no cells": b'{"nbformat": 4, "metadata": {}}',
    "no format": b'{"cells": [], "metadata": {}}',
    "format 3": b'{"nbformat": 3, "worksheets": [{"cells": []}], "metadata": {}}',
    "format 5": b'{"nbformat": 5, "cells": [], "metadata": {}}',
    "format in words": b'{"nbformat": "4", "cells": []}',
    "cells are no list": b'{"nbformat": 4, "cells": {"a": 1}, "metadata": {}}',
    "cell is no object": one(b'"a"'),
    "cell without kind": one(b'{"source": ""}'),
    "cell without text": one(b'{"cell_type": "code", "metadata": {}}'),
    "text is a number": one(b'{"cell_type": "code", "metadata": {}, "source": 7}'),
    "metadata is a list": b'{"nbformat": 4, "cells": [], "metadata": []}',
    "kernel is a word": b'{"nbformat": 4, "cells": [], "metadata": {"kernelspec": "arshjul"}}',
    "half a character": one(b'{"cell_type": "raw", "metadata": {}, "source": "\\ud800"}'),
    "not a number": b'{"nbformat": 4, "cells": [], "metadata": {"a": NaN}}',
    "too deep": b'{"nbformat": 4, "cells": [], "metadata": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    "torn": GOOD[:-100],
    "conflict": b"<<<<<<< HEAD\n" + GOOD,
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_what_is_no_notebook_goes_through_unchanged(content: bytes) -> None:
    assert without_outputs(content) == content


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_what_is_no_notebook_has_a_meaning_of_its_own(content: bytes) -> None:
    assert meaning_of(content) == meaning_of(content)
    assert meaning_of(content) != meaning_of(GOOD)
    if "cells" not in str(content[:60]):
        assert meaning_of(content) != meaning_of(content + b" ")


@given(st.binary(max_size=60))
def test_whatever_the_bytes_nothing_is_lost(content: bytes) -> None:
    assert without_outputs(content) == content
    assert len(meaning_of(content)) == 16


@pytest.mark.parametrize("name", ["ir", "conda-env-geo-py", "bash"])
def test_a_kernel_of_ones_own_is_kept(name: str) -> None:
    metadata = {"kernelspec": {"name": name, "display_name": name}, "language_info": {"name": "R", "version": "4.5"}}
    content = written({"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    assert without_outputs(content) == content


def test_outputs_that_are_no_json_are_taken_out_all_the_same() -> None:
    """Python writes NaN, which JSON does not know."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "execution_count": 1}
    output = {"output_type": "display_data", "metadata": {}, "data": {"application/json": [float("nan")]}}
    notebook: Notebook = {"cells": [cell | {"outputs": [output]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    kept = json.loads(without_outputs(json.dumps(notebook).encode()))
    assert kept["cells"][0]["outputs"] == []


def test_it_is_a_filter_from_byte_to_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = io.BytesIO(GOOD.replace(b"\n", b"\r\n")), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(source))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(target))
    main()
    assert target.getvalue() == GOOD


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_of_ours_keeps_all_that_it_says(path: Path) -> None:
    before, after = (
        json.loads(content)["cells"] for content in (path.read_bytes(), without_outputs(path.read_bytes()))
    )
    assert [(each["id"], each["source"]) for each in before] == [(each["id"], each["source"]) for each in after]
