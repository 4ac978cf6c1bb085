"""Notebooks run and saved as JupyterLab does it leave git clean, whoever calls git and from where."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any
from urllib.request import Request, urlopen

import pytest
from tests.checkouts import LEARNT, SOURCES, Checkout, outputs_of, save
from tests.making import ROOT, Call, CallIn

from analysis.notebook_files.git_setup import SETTING, filter_command


@pytest.fixture
def call(call_in: CallIn, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command in the project."""
    monkeypatch.chdir(checkout.project.root)
    return call_in(checkout.project)


def test_running_and_saving_every_notebook_leaves_git_clean_and_outputs_on_disk(checkout: Checkout, call: Call) -> None:
    assert call("tidy", "--install").returncode == 0
    checkout.git("add", "--all")
    checkout.git("commit", "--quiet", "--message=Filter")
    for path in checkout.notebooks:
        save(path)
    assert checkout.git("status", "--porcelain") == checkout.git("diff") == ""
    assert all(outputs_of(path) >= 2 for path in checkout.notebooks)
    # Touched or not: git looks again and finds the same.
    checkout.git("add", "--all")
    assert checkout.git("status", "--porcelain") == ""


def test_saving_again_and_looking_between_leaves_it_clean(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    for word in ("kort", "mycket längre", "å"):
        save(checkout.notebooks[0], word=word)
        assert checkout.git("status", "--porcelain", "*.ipynb") == ""
        assert checkout.git("status", "--porcelain", "*.ipynb") == ""


def test_branches_can_be_changed_with_outputs_on_disk(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    path = checkout.project.notebooks / "staff.ipynb"
    checkout.git("switch", "--quiet", "--create=other")
    path.write_bytes(path.read_bytes().replace(b"## Antal", b"## Hur m\xc3\xa5nga"))
    checkout.git("commit", "--quiet", "--all", "--message=Annan rubrik")
    checkout.git("switch", "--quiet", "main")
    save(path)
    checkout.git("switch", "--quiet", "other")
    assert outputs_of(path) == 0


def test_an_editor_without_the_hook_is_made_up_for_by_installing(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    save(checkout.notebooks[0], hook=False)
    call("tidy", "--install")
    assert checkout.git("status", "--porcelain", "*.ipynb") == ""


def test_looking_again_changes_nothing_else_in_the_index(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    hidden, usual = checkout.notebooks[:2]
    new = checkout.project.notebooks / "ny[1]*?.ipynb"
    shutil.copy(usual, new)
    checkout.git("add", "--intent-to-add", str(new))
    checkout.git("update-index", "--skip-worktree", str(hidden))
    checkout.git("update-index", "--chmod=+x", str(usual))
    before = checkout.git("ls-files", "-v", "--stage")
    for path in (hidden, usual, new):
        save(path)
    call("tidy", "--install")
    assert checkout.git("ls-files", "-v", "--stage") == before
    assert checkout.git("diff", "--cached", "--name-only").split("/")[-1].strip('"\n') == usual.name
    assert new.name in checkout.git("-c", "core.quotePath=false", "status", "--porcelain")


def test_a_notebook_is_saved_whatever_git_says(checkout: Checkout, call: Call, tmp_path: Path) -> None:
    call("tidy", "--install")
    (checkout.top / ".git" / "index.lock").touch()
    stray = Path(shutil.copy(SOURCES[0], tmp_path))
    for path in (checkout.notebooks[0], stray):
        save(path)
        assert outputs_of(path) >= 2


@pytest.fixture
def server(checkout: Checkout, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address and the token of a Jupyter server on the project, which knows of us what is installed with us."""
    settings, runtime = tmp_path / "etc" / "jupyter_server_config.d", tmp_path / "runtime"
    settings.mkdir(parents=True)
    shutil.copy(ROOT / "src" / "analysis" / "notebook_files" / "saving.json", settings / "arshjul.json")
    environment = {"JUPYTER_CONFIG_PATH": str(settings.parent), "JUPYTER_RUNTIME_DIR": str(runtime)}
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--port-retries=50"]
    with subprocess.Popen(command, cwd=checkout.project.root, env=os.environ | environment, stderr=PIPE) as process:
        try:
            # The file is there before it is written.
            while not (told := _told_by(runtime)) and process.poll() is None:
                time.sleep(0.05)
            yield json.loads(told)["url"], json.loads(told)["token"]
        finally:
            process.terminate()
            process.communicate()


def _told_by(runtime: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in runtime.glob("jpserver-*.json"))


def asked(server: tuple[str, str], path: str, model: object = None) -> Any:  # noqa: ANN401 - JSON
    """Read a notebook from the server as JupyterLab does, or save it."""
    address, token = server
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    data = None if model is None else json.dumps(model).encode()
    request = Request(  # noqa: S310 - our own server
        f"{address}api/contents/{path}", data, headers, method="GET" if data is None else "PUT"
    )
    with urlopen(request, timeout=120) as answer:  # noqa: S310 - as above
        return json.load(answer)


def test_the_server_of_jupyterlab_saves_so(checkout: Checkout, call: Call, server: tuple[str, str]) -> None:
    call("tidy", "--install")
    checkout.git("status")  # which notes the sizes
    model = asked(server, "notebooks/staff.ipynb")
    for place, cell in enumerate(model["content"]["cells"], start=1):
        if cell["cell_type"] == "code":
            output = {"output_type": "stream", "name": "stdout", "text": "hej\nåter\n"}
            cell |= {"execution_count": place, "outputs": [output]}
    model["content"]["metadata"] |= LEARNT
    asked(server, "notebooks/staff.ipynb", model)
    assert outputs_of(checkout.project.notebooks / "staff.ipynb") >= 2
    assert checkout.git("status", "--porcelain", "*.ipynb") == ""


def test_what_was_changed_is_all_that_git_shows(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    checkout.git("add", "--all")
    path = checkout.project.notebooks / "staff.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("## Antal anställda", "## Så många är vi"), encoding="utf-8"
    )
    save(path)
    lines = [line for line in checkout.git("diff").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == ['-    "## Antal anställda"', '+    "## Så många är vi"']


def test_the_filter_cares_for_no_environment(checkout: Checkout, call: Call, tmp_path: Path) -> None:
    call("tidy", "--install")
    (checkout.top / "json.py").write_text("raise SystemExit('fel json')", encoding="utf-8")
    path = checkout.notebooks[0]
    before = checkout.stored(path)
    save(path)
    for environment in ({}, {"PYTHONHOME": "/x", "PYTHONPATH": str(checkout.top), "VIRTUAL_ENV": str(tmp_path)}):
        assert checkout.git("add", str(path), **environment) == ""
        assert checkout.stored(path) == before


def test_a_clone_without_the_filter_works(checkout: Checkout, call: Call, tmp_path: Path) -> None:
    call("tidy", "--install")
    checkout.git("add", "--all")
    checkout.git("commit", "--quiet", "--message=Filter")
    checkout.git("clone", "--quiet", str(checkout.top), str(tmp_path / "clone"))
    clone = Checkout(tmp_path / "clone", "år 2026/uppföljning")
    assert [path.read_bytes() for path in clone.notebooks] == [path.read_bytes() for path in checkout.notebooks]
    save(clone.notebooks[0])
    assert clone.git("add", "--all") == ""
    assert outputs_of(clone.notebooks[0]) >= 2
    assert clone.stored(clone.notebooks[0]) == clone.notebooks[0].read_bytes()


def test_an_environment_that_is_gone_stops_nobody(checkout: Checkout, call: Call) -> None:
    call("tidy", "--install")
    checkout.git("config", SETTING, filter_command(Path("/nowhere/bin/python")))
    path = checkout.notebooks[0]
    save(path)
    assert "failed" in checkout.git("add", str(path))
    assert checkout.stored(path) == path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"\xef\xbb\xbf{}\n", b'{"nbformat": 3, "worksheets": []}\n'])
def test_what_is_no_notebook_is_stored_as_it_is(checkout: Checkout, call: Call, content: bytes) -> None:
    call("tidy", "--install")
    path = checkout.project.notebooks / "odd.ipynb"
    path.write_bytes(content)
    checkout.git("add", "--all")
    assert checkout.stored(path) == content
