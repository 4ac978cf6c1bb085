"""An English report in a browser: accessible, and its buttons and the search speak its language."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from analysis.base.project import Project
from tests.browser.conftest import look_at, looking
from tests.english import CHAPTERS, make_english

TITLES = ("The year in brief", "Employees", "Economy")


@pytest.fixture(scope="module")
def brief(english: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small report in English of chapters that are made already; nobody may change it."""
    project = Project(tmp_path_factory.mktemp("english"))
    shutil.copytree(english.root, project.root, dirs_exist_ok=True)
    shutil.rmtree(project.output / "english")
    return make_english(project, *(each for each in CHAPTERS if each["title"] in TITLES))


def test_axe_finds_nothing_on_english_pages(browser: Browser, brief: Project, light_looks: set[str]) -> None:
    files = sorted((brief.output / "english").glob("*.html"))
    with looking(browser) as page:
        seen = {path.name: look_at(page, path, light_looks) for path in files}
    assert len(seen) == 6
    assert {name: page.faults + page.complaints for name, page in seen.items() if page.faults + page.complaints} == {}
    assert {name: page.narrow for name, page in seen.items() if page.narrow > 320} == {}


def test_the_button_of_a_chart_speaks_english(brief: Project, open_page: Callable[..., Any]) -> None:
    tab = open_page(brief.output / "english" / "02-employees.html").tab
    button = tab.get_by_role("button", name="Explore the chart").first
    # What the caption marks as Swedish is so here.
    assert tab.locator("button.interactive .visually-hidden [lang=sv]").count() > 0
    button.click()
    expect(tab.get_by_role("button", name="Show as a picture").first).to_be_visible()


def test_the_first_page_counts_hits_in_its_own_language(brief: Project, open_page: Callable[..., Any]) -> None:
    tab = open_page(brief.output / "index.html").tab
    found = tab.locator(".found")
    tab.get_by_label("Sök i rubriker").fill("sjukfrånvaro, total")
    expect(found).to_have_text("4 träffar. 1 av 1 rapporter.")
    assert tab.get_by_role("link", name="Sjukfrånvaro, total").first.get_attribute("lang") is None
    assert tab.locator(".hits .muted > [lang=en]").count() > 3
    tab.get_by_label("Sök i rubriker").fill("in brief")
    expect(tab.locator(".hits li > a > span[lang=en]").first).to_be_visible()
    tab.get_by_label("Sök i rubriker").fill("zzz")
    expect(found).to_have_text("Inget hittades. 1 av 1 rapporter.")
