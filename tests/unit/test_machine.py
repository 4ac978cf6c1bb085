"""What an executed notebook says of the machine: nothing, whatever was printed or went wrong."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notebook_files.machine import without_machine

OWN = Path("/srv/anna berg/projekt")
HOME, TEMP = Path.home(), Path(tempfile.gettempdir())
FOLDERS = [OWN, HOME, TEMP, Path(sys.prefix), Path(json.__file__).parents[1]]


def told(outputs: list[dict[str, Any]], **metadata: Any) -> Any:  # noqa: ANN401 - a notebook
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": outputs}
    notebook = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.loads(without_machine(json.dumps(notebook), OWN))


def printed(text: str) -> str:
    (output,) = told([{"output_type": "stream", "name": "stdout", "text": text}])["cells"][0]["outputs"]
    return str(output["text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"läser {OWN}/data/a.csv", "läser data/a.csv"),
        (f"'{OWN}'", "'.'"),
        (f"file://{OWN}/a.html", "a.html"),
        (f"file://{OWN.as_uri().removeprefix('file://')}/a.html", "a.html"),
        (f"\x1b[0;32m{OWN}/a.py\x1b[0m:3", "\x1b[0;32ma.py\x1b[0m:3"),
        (f"{TEMP}/ipykernel_1/2.py:1: UserWarning", "ipykernel_1/2.py:1: UserWarning"),
        (f"{OWN}et/a", f"{OWN}et/a"),
        (f"https://example.org{OWN}/a", f"https://example.org{OWN}/a"),
        ("och/eller 1/2 /tmpfil", "och/eller 1/2 /tmpfil"),
    ],
)
def test_a_path_is_named_from_the_folder_that_it_lies_below(text: str, expected: str) -> None:
    assert printed(text) == expected


@given(
    st.sampled_from(FOLDERS), st.sampled_from(["", " ", "'", '"', "(", "\n", "se: ", "="]), st.sampled_from(["/x", ""])
)
def test_no_known_folder_is_left_wherever_it_is_said(folder: Path, before: str, after: str) -> None:
    text = f"{before}{folder}{after}"
    notebook = told(
        [
            {
                "output_type": "display_data",
                "data": {"text/html": f"<p>{text}</p>", "application/json": {text: [text]}},
            },
            {"output_type": "stream", "name": "stderr", "text": [text, "\n"]},
            {"output_type": "error", "ename": "E", "evalue": text, "traceback": [f"File {folder}/a.py:1, in f()"]},
        ],
        papermill={"input_path": f"{folder}/a.ipynb", "output_path": f"{folder}/b.ipynb", "parameters": {"a": text}},
    )
    assert str(folder) not in json.dumps(notebook, ensure_ascii=False)


def test_an_error_names_files_wherever_they_lie() -> None:
    evalue = "[Errno 2] No such file or directory: '/mnt/enhet/anna/a.csv'"
    traceback = ["\x1b[0;31mFile \x1b[0;32m/mnt/enhet/anna/b.py:3\x1b[0m x = a / b / c", r"C:\Users\anna\c.py"]
    error = {"output_type": "error", "ename": "FileNotFoundError", "evalue": evalue, "traceback": traceback}
    (output,) = told([error])["cells"][0]["outputs"]
    assert output["evalue"] == "[Errno 2] No such file or directory: 'a.csv'"
    assert output["traceback"] == ["\x1b[0;31mFile \x1b[0;32mb.py:3\x1b[0m x = a / b / c", "c.py"]


def test_what_papermill_knows_of_its_surroundings_is_left_out_and_its_parameters_stay() -> None:
    papermill = {"environment_variables": {"USER": "anna"}, "parameters": {"year": 2016}, "version": "2.7.0"}
    kept = told([], papermill=papermill)["metadata"]["papermill"]
    assert kept == {"parameters": {"year": 2016}, "version": "2.7.0"}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_what_names_no_folder_is_left_as_it_is(value: object) -> None:
    outputs = [{"output_type": "display_data", "data": {"application/json": value}}]
    assert told(outputs)["cells"][0]["outputs"] == outputs


def test_half_a_notebook_is_none() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        without_machine('{"cells": [', OWN)
