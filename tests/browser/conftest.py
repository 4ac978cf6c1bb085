"""A browser, and every page of every report opened in it once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from playwright.sync_api import Page as Tab

from analysis.base.project import Project
from analysis.publish.report_names import DOCUMENT
from tests.chromium import ARGUMENTS, CHROMIUM, PATIENCE, RULES

CUT = """[...document.querySelectorAll(".table")].filter(box => box.scrollWidth > box.clientWidth + 1)
  .map(box => box.querySelector("caption").textContent)"""
#: Contrast takes longer than all other rules; a whole document has the colours of its chapters, which are looked at.
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
#: How a tab shows a page unless a test asks for something else.
AS_USUAL: dict[str, Any] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"


#: What axe can see of a letter's contrast: its element and all that it lies in, by tag and class; what these paint
#: behind it; its colour, size and weight. Marks one element of every look that is not known yet, and gives the looks.
LOOKS = """known => {
  const looks = new Set(known), chains = new Map([[null, ["", ""]]]), found = [];
  const chain = it => {
    if (!chains.has(it)) {
      const [path, ground] = chain(it.parentElement), own = getComputedStyle(it);
      const painted = [own.backgroundColor, own.backgroundImage, own.opacity].join();
      const name = [it.tagName, ...[...it.classList].sort()].join(".");
      chains.set(it, [`${name}<${path}`, painted === "rgba(0, 0, 0, 0),none,1" ? ground : `${painted}<${ground}`]);
    }
    return chains.get(it);
  };
  const written = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const holders = new Set(document.querySelectorAll("input, select, textarea"));
  while (written.nextNode()) if (written.currentNode.data.trim()) holders.add(written.currentNode.parentElement);
  document.querySelectorAll("[data-look]").forEach(it => delete it.dataset.look);
  for (const holder of holders) {
    if (!holder.checkVisibility({ visibilityProperty: true })) continue;
    const own = getComputedStyle(holder);
    const look = [...chain(holder), own.color, own.fontSize, own.fontWeight].join("|");
    if (looks.has(look)) continue;
    looks.add(look);
    found.push(look);
    holder.dataset.look = "";
  }
  return found;
}"""
ONLY_NEW_LOOKS = "axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-look]' }] })"


@dataclass
class Opened:
    """A page in the browser and everything that it complained about or asked for."""

    tab: Tab
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def count(self, selector: str) -> int:
        return self.tab.locator(selector).count()

    def faults(self, known: set[str] | None = None, **options: Any) -> list[str]:  # noqa: ANN401 - options of axe
        """What axe-core finds, a line a rule.

        Contrast takes as long as all other rules together. With looks that are known, it is held to those elements
        that look like none of them; their looks are added.
        """
        if not self.tab.evaluate("'axe' in window"):
            self.tab.evaluate(AXE_SCRIPT)
        if known is not None:
            known.update(self.tab.evaluate(LOOKS, sorted(known)))
            self.tab.evaluate(ONLY_NEW_LOOKS)
        found = self.tab.evaluate("options => axe.run(options).then(found => found.violations)", RULES | options)
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


@dataclass(frozen=True)
class Looked:
    """What was seen of a page that was opened once, wide and then narrow."""

    title: str
    complaints: list[str]
    requests: list[str]
    faults: list[str]
    cut: list[str]
    narrow: int
    cut_narrow: list[str]


# Of the folder, not of the session: Playwright keeps an event loop, and other tests want one of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; name one in CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def light_looks() -> set[str]:
    """What letters look like on the light pages that were looked at, in whatever language."""
    return set()


@pytest.fixture(scope="package")
def looked_at(browser: Browser, site: Project, light_looks: set[str]) -> dict[str, Looked]:
    """Every page of every report."""
    files = sorted(path for path in site.output.rglob("*.html") if ".arshjul" not in path.parts)
    with looking(browser) as page:
        return {path.relative_to(site.output).as_posix(): look_at(page, path, light_looks) for path in files}


@contextmanager
def looking(browser: Browser) -> Iterator[Opened]:
    """One tab for many pages: a new one takes as long as a look at a page, and so does sending axe to each page."""
    with browser.new_context() as context:
        context.add_init_script(AXE_SCRIPT)
        yield watched(context.new_page())


def look_at(page: Opened, path: Path, known: set[str]) -> Looked:
    page.complaints, page.requests = [], []
    page.tab.set_viewport_size({"width": 1280, "height": 720})
    page.tab.goto(path.as_uri())
    # A report in one file has the same content as the whole document beside it, which is looked at.
    whole = NO_CONTRAST if path.name == DOCUMENT else {}
    faults = [] if path.stem == path.parent.name else page.faults(known, **whole)
    cut = list(page.tab.evaluate(CUT))
    page.tab.set_viewport_size({"width": 320, "height": 640})
    narrow = int(page.tab.evaluate(SIDEWAYS))
    cut_narrow = list(page.tab.evaluate(CUT))
    return Looked(page.tab.title(), page.complaints, page.requests, faults, cut, narrow, cut_narrow)


def watched(tab: Tab) -> Opened:
    page = Opened(tab)
    tab.set_default_timeout(PATIENCE)
    tab.on("console", lambda message: page.complaints.append(message.text) if message.type != "log" else None)
    tab.on("pageerror", lambda error: page.complaints.append(str(error)))
    tab.on("requestfailed", lambda request: page.complaints.append(request.url))
    tab.on("request", lambda request: page.requests.append(request.url))
    return page


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Iterator[Callable[[bool], BrowserContext]]:
    """Two browsers of their own, with scripts and without: to make one takes longer than to look at a page in it."""
    made: dict[bool, BrowserContext] = {}

    def context_of(scripts: bool) -> BrowserContext:
        if scripts not in made:
            made[scripts] = browser.new_context(java_script_enabled=scripts)
        return made[scripts]

    yield context_of
    for context in made.values():
        context.close()


@pytest.fixture(scope="package")
def tabs(contexts: Callable[[bool], BrowserContext]) -> Callable[[bool], list[Opened]]:
    """Tabs that nobody uses, with scripts and without: a new one takes longer than most looks at a page."""
    free: dict[bool, list[Opened]] = {True: [], False: []}
    return lambda scripts: free[scripts]


@pytest.fixture
def open_page(
    contexts: Callable[[bool], BrowserContext], tabs: Callable[[bool], list[Opened]]
) -> Iterator[Callable[..., Opened]]:
    """Open pages, each in a tab that nobody else has meanwhile. Pages keep nothing, so tabs can be used again."""
    taken: list[tuple[bool, Opened]] = []

    def opened(path: Path, width: int = 1280, *, scripts: bool = True, **media: Any) -> Opened:  # noqa: ANN401 - of Playwright
        page = tabs(scripts).pop() if tabs(scripts) else watched(contexts(scripts).new_page())
        taken.append((scripts, page))
        page.tab.set_viewport_size({"width": width, "height": 900})
        page.tab.emulate_media(**(AS_USUAL | media))
        page.tab.mouse.move(0, 0)
        page.complaints, page.requests = [], []
        page.tab.goto(path.as_uri())
        return page

    yield opened
    for scripts, page in taken:
        tabs(scripts).append(page)
