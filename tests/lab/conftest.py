"""A real JupyterLab, and a notebook with real outputs of every kind open in it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.sign import NotebookNotary
from playwright.sync_api import Browser, Error, Locator, ViewportSize, expect, sync_playwright
from playwright.sync_api import Page as Tab

from analysis.build.database import Built
from tests.chromium import ARGUMENTS, CHROMIUM, PATIENCE, RULES
from tests.lab.cells import ROOT, Bundle, bundles_of, cell_of, notebook_of

EXTENSION = ROOT / "src" / "analysis" / "lab" / "extension"
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
WIDE: ViewportSize = {"width": 1280, "height": 900}
#: Nothing is asked of other servers, every cell is drawn at once, and nothing is in the way.
SETTINGS: dict[str, dict[str, Any]] = {
    "apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
    "apputils-extension/themes": {"theme": LIGHT},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}
#: Words that lie on each other, or that stand outside the output that they belong to.
COLLISIONS = """output => {
  const hidden = ".visually-hidden, .modebar";
  const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(hidden);
  const walker = document.createTreeWalker(output, NodeFilter.SHOW_TEXT), frame = output.getBoundingClientRect();
  const boxes = [], faults = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const said = node.data.trim(), holder = node.parentElement, range = document.createRange();
    if (!said || ["STYLE", "SCRIPT"].includes(holder.tagName) || !seen(holder)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      boxes.push([said, box]);
      const outside = box.right > frame.right + 1 || box.left < frame.left - 1;
      if (outside && !holder.closest(".table")) faults.push(`outside: ${said}`);
    }
  }
  boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 4) faults.push(`on each other: ${one} | ${other}`);
  }));
  return faults;
}"""
#: Whether every cell has a number: before it runs it has none, while it runs it has a star.
DONE = """() => [...document.querySelectorAll(".jp-CodeCell .jp-InputArea-prompt")]
  .every(one => /\\d/.test(one.textContent))"""
#: Boxes that scroll sideways, with whether a keyboard reaches them.
SIDEWAYS = """output => [output, ...output.querySelectorAll("*")]
  .filter(box => box.scrollWidth > box.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
  .map(box => [box.className, box.tabIndex >= 0])"""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab server of its own: folder, settings and signatures touch nobody else's.

    Attributes:
        url: Where it listens.
        folder: What it serves.
        data: Where it keeps which notebooks are trusted.
    """

    url: str
    folder: Path
    data: Path

    def put(self, name: str, notebook: Bundle, *, trusted: bool = True) -> str:
        """Write a notebook, signed as `jupyter trust` does or not; return its name."""
        # A signature is of what a notebook holds, whatever it is called: its name makes it another one.
        named = notebook | {"metadata": notebook["metadata"] | {"title": name}}
        (self.folder / name).write_text(json.dumps(named), encoding="utf-8")
        if trusted:
            notary = NotebookNotary(data_dir=str(self.data))  # type: ignore[no-untyped-call]
            # What is signed is the notebook as it is read.
            notary.sign(nbformat.read(self.folder / name, as_version=4))  # type: ignore[no-untyped-call]
            notary.store.close()
        return name


#: What React says in JupyterLab's own frame when its side bar is shut while it is drawn, unless a script of ours is in
#: the stack.
OF_THE_SHELL, OURS = "Failed to execute 'removeChild' on 'Node'", "labextensions/arshjul"


#: Opens a notebook as a click does, but for what JupyterLab's factory of notebooks says of kernels.
WITHOUT_KERNEL = """async name => {
  await jupyterapp.restored;
  jupyterapp.docRegistry.getWidgetFactory("notebook")._preferKernel = false;
  await jupyterapp.commands.execute("docmanager:open", { path: name, factory: "Notebook" });
}"""


@dataclass
class Opened:
    """A notebook open in JupyterLab, and all that its tab complained about or asked for."""

    tab: Tab
    url: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.tab.on(
            "console", lambda message: self.complaints.append(message.text) if message.type == "error" else None
        )
        self.tab.on("pageerror", self._complain)
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("requestfailed", lambda request: self.failed.append(request.url))
        self.tab.on("response", lambda answer: self.failed.append(answer.url) if answer.status >= 400 else None)

    def _complain(self, error: Error) -> None:
        if OF_THE_SHELL not in str(error) or OURS in str(error.stack):
            self.complaints.append(str(error))

    def strangers(self) -> list[str]:
        """What was asked of other servers than this one."""
        return [url for url in self.requests if urlsplit(url).hostname not in {urlsplit(self.url).hostname, None, ""}]

    def show(self, name: str, outputs: int, *, kernel: bool = False) -> None:
        """Open a notebook in a workspace of its own and wait until this many outputs are drawn.

        It has no kernel unless cells of it are to be run: to start one for each takes as long as all looks at it.
        """
        self.tab.goto(f"{self.url}/lab/workspaces/{Path(name).stem}{f'/tree/{name}' if kernel else ''}?reset")
        if not kernel:
            self.tab.wait_for_function("window.jupyterapp?.docRegistry.getWidgetFactory('notebook')")
            self.tab.evaluate(WITHOUT_KERNEL, name)
        self.tab.wait_for_function("window.jupyterapp?.shell.currentWidget?.content?.widgets?.length")
        self.tab.evaluate("jupyterapp.shell.collapseLeft()")
        self.await_outputs(outputs)

    def await_outputs(self, outputs: int) -> None:
        """Wait until this many outputs have something in them."""
        self.tab.wait_for_function(
            "n => document.querySelectorAll('.jp-OutputArea-output:not(:empty)').length >= n",
            arg=outputs,
        )

    def run_all(self, seconds: float = 240) -> None:
        """Run every cell and wait until all of them are done."""
        # Before the session is ready, JupyterLab would ask which kernel is meant.
        self.tab.evaluate("jupyterapp.shell.currentWidget.sessionContext.ready")
        # The command answers when all is done, however long that takes: it is not waited for.
        self.tab.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        self.tab.wait_for_function(DONE, timeout=seconds * 1000)

    def wear(self, theme: str) -> None:
        """Change the theme and wait until it is there."""
        self.tab.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
        self.tab.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)

    def output(self, about: str) -> Locator:
        """The output of the cell that is called this."""
        cell = self.tab.locator(".jp-CodeCell", has=self.tab.locator(".jp-InputArea", has_text=cell_of(about)))
        return cell.locator(".jp-OutputArea-output").first

    def style(self, about: str, selector: str, name: str) -> str:
        """What the style of an element in an output is in the end."""
        element = self.output(about).locator(selector).first
        return str(element.evaluate("(node, name) => getComputedStyle(node).getPropertyValue(name)", name))

    def collisions(self, about: str) -> list[str]:
        """Words of an output that lie on each other, or outside it."""
        return list(self.output(about).evaluate(COLLISIONS))

    def sideways(self, about: str) -> list[list[Any]]:
        """Class of everything in an output that scrolls sideways, with whether a keyboard reaches it."""
        return list(self.output(about).evaluate(SIDEWAYS))

    def faults(self) -> list[str]:
        """What axe-core finds in outputs, a line a rule; JupyterLab itself is not looked at."""
        self.tab.evaluate("document.querySelectorAll('.jp-OutputArea-output').forEach(one => one.dataset.looked = '')")
        options = RULES | {"rules": {"region": {"enabled": False}, "heading-order": {"enabled": False}}}
        found = Axe().run(self.tab, context={"include": [["[data-looked]"]]}, options=options).response["violations"]
        return [f"{rule['id']}: {node['html'][:140]}" for rule in found for node in rule["nodes"]]

    def picture(self, about: str, file: Path) -> None:
        """Save what an output looks like."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.output(about).screenshot(path=file)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def write_settings(folder: Path) -> None:
    for name, settings in SETTINGS.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")


def await_server(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 240) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/api", timeout=60):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


def end(server: subprocess.Popen[bytes], seconds: float = 10) -> None:
    """End a server with its kernels: asked moments before, it may wait for ever for idle threads of anyio's."""
    server.terminate()
    try:
        server.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=120)


@contextmanager
def started(home: Path, *command: str) -> Iterator[Lab]:
    """A server in a folder of its own for as long as it is needed."""
    folder, data, settings = (home / name for name in ("project", "data", "settings"))
    for one in (folder, data):
        one.mkdir(parents=True)
    write_settings(settings)
    port = free_port()
    places = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    places |= {"JUPYTERLAB_SETTINGS_DIR": str(settings), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--no-browser",
    ]
    # The extension as it stands here, not as it was when the environment was made.
    shutil.copytree(EXTENSION, home / "labextensions" / "arshjul")
    options += [f"--LabApp.extra_labextensions_path={home / 'labextensions'}"]
    options += [
        "--IdentityProvider.token=",
        "--allow-root",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.extension_manager=readonly",
    ]
    log = home / "log"
    with log.open("wb") as told:
        server = subprocess.Popen([*command, *options], cwd=folder, env=os.environ | places, stdout=told, stderr=told)
        try:
            url = f"http://127.0.0.1:{port}"
            await_server(url, server, log)
            yield Lab(url, folder, data)
        finally:
            end(server)


# Of the folder, not of the session: Playwright keeps an event loop, and other tests want one of their own.
@pytest.fixture(scope="package")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with started(tmp_path_factory.mktemp("lab"), sys.executable, "-m", "jupyterlab") as one:
        yield one


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; name one in CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def open_in_lab(lab: Lab, chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a notebook in a tab of its own; tabs are closed when all tests of the folder are done."""
    # One browser for all tabs, so that what JupyterLab consists of is fetched and compiled once.
    with chromium.new_context() as context:
        context.set_default_timeout(PATIENCE)

        def opened(name: str, outputs: int, viewport: ViewportSize = WIDE, *, kernel: bool = False) -> Opened:
            tab = context.new_page()
            tab.set_viewport_size(viewport)
            page = Opened(tab, lab.url)
            page.watch()
            page.show(name, outputs, kernel=kernel)
            return page

        yield opened


@pytest.fixture(scope="package")
def bundles(built: Built) -> dict[str, Bundle]:
    """What cells give, of every kind of value, by a name."""
    return bundles_of(built.path)


@pytest.fixture(scope="package")
def values(lab: Lab, open_in_lab: Callable[..., Opened], bundles: dict[str, Bundle]) -> Opened:
    """A notebook with an output of every kind, trusted, in one tab for all tests."""
    return open_in_lab(lab.put("values.ipynb", notebook_of(bundles)), len(bundles))


@pytest.fixture(scope="package")
def untrusted(lab: Lab, open_in_lab: Callable[..., Opened], bundles: dict[str, Bundle]) -> Opened:
    """The same notebook as somebody else's: nobody vouches for its outputs."""
    return open_in_lab(lab.put("untrusted.ipynb", notebook_of(bundles), trusted=False), len(bundles))
