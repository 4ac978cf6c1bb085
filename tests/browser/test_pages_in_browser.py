"""Finished pages in a real browser: drawn, quiet, narrow, printed, and reachable by keyboard and screen reader."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab
from tests.pages import read_page

from analysis.project import Project

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TITLES = {
    "summary": "Året i korthet",
    "process area": "Att främja näringsliv och arbete",
    "area of many goals": "Processkvalitet",
    "commitments": "Alla åtaganden",
    "scorecard": "Nyckeltal",
    "staff": "Anställda och sjukfrånvaro",
    "economy": "Resultat och investeringar",
    "contents": "Verksamhetsberättelse 2016, Kommunledningskontoret",
}
KINDS = [*TITLES, "index", "units", "economy of KoU"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
CHARTED = ["summary", "process area", "staff", "economy", "economy of KoU"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")


@dataclass
class Opened:
    """A page in the browser and everything that it complained about or asked for."""

    tab: Tab
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def count(self, selector: str) -> int:
        return self.tab.locator(selector).count()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def paths(site: Project) -> dict[str, Path]:
    """The page of each kind."""
    klk = {read_page(path).title: path for path in (site.output / "annual-2016-klk").glob("*.html")}
    kou = {read_page(path).title: path for path in (site.output / "annual-2016-kou").glob("*.html")}
    others = {
        "index": site.output / "index.html",
        "units": kou["Enheterna under året"],
        "economy of KoU": kou["Resultat och investeringar"],
    }
    return {kind: klk[title] for kind, title in TITLES.items()} | others


@pytest.fixture(scope="module")
def opened(browser: Browser, paths: dict[str, Path]) -> Iterator[dict[str, Opened]]:
    """Every kind of page in a window of ordinary width, drawn and quiet."""
    found = {kind: open_page(browser, path) for kind, path in paths.items()}
    yield found
    for page in found.values():
        page.tab.close()


@pytest.fixture(params=KINDS)
def page(request: pytest.FixtureRequest, opened: dict[str, Opened]) -> Opened:
    """Each kind of page; tests that change it open their own."""
    return opened[request.param]


def open_page(browser: Browser, path: Path, width: int = 1280) -> Opened:
    page = Opened(browser.new_page(viewport={"width": width, "height": 900}))
    page.tab.on("console", lambda message: page.complaints.append(message.text) if message.type != "log" else None)
    page.tab.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.tab.on("requestfailed", lambda request: page.complaints.append(request.url))
    page.tab.on("request", lambda request: page.requests.append(request.url))
    page.tab.goto(path.as_uri(), wait_until="load")
    page.tab.wait_for_function("[...document.querySelectorAll('.plot')].every(p => p.querySelector('svg.main-svg'))")
    return page


def test_a_page_opens_without_complaint(page: Opened) -> None:
    assert page.complaints == []


def test_a_page_asks_for_nothing_but_files_beside_it(page: Opened) -> None:
    assert [url for url in page.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_every_chart_is_drawn(page: Opened) -> None:
    drawn = page.tab.evaluate("[...document.querySelectorAll('.plot')].map(p => p.querySelector('svg').clientHeight)")
    assert len(drawn) == page.count("figure.chart")
    assert all(height > 80 for height in drawn)


@pytest.mark.parametrize("kind", CHARTED)
def test_pages_that_should_have_charts_have_them(opened: dict[str, Opened], kind: str) -> None:
    assert opened[kind].count("svg.main-svg") >= 2


def test_a_page_keeps_the_rules_of_wcag(page: Opened) -> None:
    found = Axe().run(page.tab, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_telephone_does_not_scroll_sideways(browser: Browser, paths: dict[str, Path], kind: str) -> None:
    page = open_page(browser, paths[kind], width=320)
    width = page.tab.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    page.tab.close()
    assert width <= 320


def test_the_skip_link_leads_to_the_content_by_keyboard(browser: Browser, paths: dict[str, Path]) -> None:
    page = open_page(browser, paths["process area"])
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("document.activeElement.className") == "skip"
    assert page.tab.locator("a.skip").bounding_box() is not None
    page.tab.keyboard.press("Enter")
    page.tab.keyboard.press("Tab")
    inside = page.tab.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.tab.close()
    assert inside


@pytest.mark.parametrize("kind", ["process area", "units", "economy", "scorecard"])
def test_every_disclosure_opens_by_keyboard(browser: Browser, paths: dict[str, Path], kind: str) -> None:
    page = open_page(browser, paths[kind])
    closed = page.count("details:not([open])")
    for number in range(page.count("details")):
        page.tab.locator("details > summary").nth(number).press("Enter")
    opened = page.count("details[open]")
    page.tab.close()
    assert (closed, opened) == (opened, closed)
    assert opened > 0


@pytest.mark.parametrize("kind", ["process area", "units", "scorecard"])
def test_print_opens_every_disclosure_and_closes_it_again(browser: Browser, paths: dict[str, Path], kind: str) -> None:
    page = open_page(browser, paths[kind])
    page.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    during = page.count("details:not([open])")
    page.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = page.count("details[open]")
    page.tab.close()
    assert (during, after) == (0, 0)


def test_a_printed_page_holds_the_figures_of_its_charts(
    browser: Browser, paths: dict[str, Path], tmp_path: Path
) -> None:
    page = open_page(browser, paths["process area"])
    paper = page.tab.pdf(format="A4")
    page.tab.emulate_media(media="print")
    page.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown = page.tab.locator("figure.chart table").evaluate_all("tables => tables.map(t => t.offsetHeight)")
    page.tab.close()
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page") >= 3
    assert len(shown) == 5
    assert all(height > 20 for height in shown)


def test_every_page_of_a_report_is_reached_by_next(browser: Browser, paths: dict[str, Path], site: Project) -> None:
    page = open_page(browser, paths["index"])
    page.tab.get_by_role("link", name="Kommunledningskontoret").click()
    page.tab.locator("main ol a").first.click()
    seen = [page.tab.url]
    while page.count("a[rel=next]"):
        page.tab.locator("a[rel=next]").click()
        seen.append(page.tab.url)
    page.tab.close()
    assert len(set(seen)) == len(seen) == len(list((site.output / "annual-2016-klk").glob("[0-9]*.html")))
