"""The pages of sign-off in a real browser: quiet, accessible, narrow and printed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from tests.chromium import PATIENCE
from tests.signed import REPORT

from analysis.base.project import Project
from analysis.signoff.approve import approve
from analysis.signoff.mark_pages import mark_anew

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
KEPT = f"approved/{REPORT}/2"
PAGES = {
    "review": f"review/{REPORT}.html",
    "draft": f"{REPORT}/hela.html",
    "kept": f"{KEPT}/index.html",
    "corrections": f"{KEPT}/rattelser.html",
}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")


@pytest.fixture(scope="module")
def output(signed: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report approved twice and changed once more, its chapters edited as a run would."""
    project = Project(tmp_path_factory.mktemp("shown"))
    shutil.copytree(signed.root, project.root, dirs_exist_ok=True)
    edit(project, "56", "57")
    approve(project, REPORT, "Kommunstyrelsen", "Rättat utfall")
    edit(project, "57", "58")
    return project.output


def edit(project: Project, old: str, new: str) -> None:
    chapter = next((project.output / REPORT / "chapters").glob("*demokrati.json"))
    content = chapter.read_text(encoding="utf-8")
    assert f'"{old}"' in content
    chapter.write_text(content.replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
    mark_anew(project, REPORT)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_sign_off_is_accessible_narrow_and_says_its_state_in_print(
    browser: Browser, output: Path, kind: str
) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(PATIENCE)
    missing: list[str] = []
    tab.on("requestfailed", lambda request: missing.append(request.url))
    tab.goto((output / PAGES[kind]).as_uri(), wait_until="load")
    assert missing == []
    found = Axe().run(tab, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []
    buttons = tab.locator("button.interactive").all_text_contents()
    assert len(set(buttons)) == len(buttons) > 0 or kind in ("kept", "draft")
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.reload(wait_until="load")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.emulate_media(media="print")
    assert kind == "review" or tab.locator("aside.state").is_visible()
    tab.close()
