"""Scales and a theme of an owner's own, run and opened: accessible in every look, and told by the owner's own words."""

import shutil
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from analysis.base.project import Project
from tests.browser.conftest import AS_USUAL, look_at, looking
from tests.invented import Invented
from tests.making import ROOT, within, write_report
from tests.scales import AREAS, ARROWS, FOUR, STATUSES, every_scale, years

THEME = """\
colours:
  good: {light: "#1b5e20", dark: "#8bd18f"}
  bad: {light: "#8e0038", dark: "#ff9db5"}
  link: {light: "#5b2a86", dark: "#d3b3f2"}
  paper: {light: "#fffdf8", dark: "#15171c"}
typeface: {body: Verdana, headings: Georgia}
logo: {file: vapen.svg, alt: Exempelkommuns vapen}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M2 2h28v20z" fill="#5b2a86"/></svg>'
NARROW = 320
CHAPTERS = [{"notebook": "summary", "title": "Året"}]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a four-step scale, one in percent, and a theme, run as a user runs it."""
    made = every_scale(Invented(tmp_path_factory.mktemp("egen"), "format: 2\nadding_up: {area: weakest}\n"))
    project = made.write()
    (project.data / "theme.yaml").write_text(THEME, encoding="utf-8")
    (project.data / "vapen.svg").write_text(LOGO, encoding="utf-8")
    shutil.copy(ROOT / "notebooks" / "summary.ipynb", project.notebooks)
    for name in ("fyra", "andel"):
        write_report(project, name, *CHAPTERS, organisation="XK", year=years()[name])
    ran = within(project, "run", "--build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return project


def test_axe_finds_nothing_in_light_and_dark(own: Project, browser: Browser) -> None:
    files = sorted(path for name in ("fyra", "andel") for path in (own.output / name).glob("*.html"))
    with looking(browser) as page:
        for scheme in ("light", "dark"):
            page.tab.emulate_media(**AS_USUAL | {"color_scheme": scheme})
            known: set[str] = set()
            seen = {path: look_at(page, path, known) for path in [*files, own.output / "index.html"]}
            faults = {path.name: looked.faults + looked.complaints for path, looked in seen.items()}
            assert {name: found for name, found in faults.items() if found} == {}
            assert {path.name: looked.narrow for path, looked in seen.items() if looked.narrow > NARROW} == {}


def test_pages_wear_the_theme_and_ask_nobody_else(own: Project, browser: Browser) -> None:
    with looking(browser) as opened:
        for scheme, good in (("light", "#1b5e20"), ("dark", "#8bd18f")):
            opened.tab.emulate_media(**AS_USUAL | {"color_scheme": scheme})
            for name in ("01-aret.html", "fyra.html"):
                opened.tab.goto((own.output / "fyra" / name).as_uri())
                said = "getComputedStyle(document.documentElement).getPropertyValue('--good').trim()"
                assert opened.tab.evaluate(said) == good
                assert "Verdana" in opened.tab.evaluate("getComputedStyle(document.body).fontFamily")
                logo = opened.tab.get_by_role("img", name="Exempelkommuns vapen")
                assert logo.evaluate("picture => picture.complete && picture.naturalWidth > 0")


def test_the_whole_is_told_by_the_owners_steps(own: Project) -> None:
    page = (own.output / "fyra" / "01-aret.html").read_text(encoding="utf-8")
    assert all(step.word in page for step in (*FOUR, *AREAS, *ARROWS, *STATUSES))
    percents = (own.output / "andel" / "01-aret.html").read_text(encoding="utf-8")
    assert "5\N{NO-BREAK SPACE}% – Långt kvar" in percents
    with ZipFile(own.output / "fyra" / "fyra.xlsx") as book:
        assert "Området lyckas" in book.read("xl/sharedStrings.xml").decode()
        assert "Verdana" in book.read("xl/styles.xml").decode()


def test_a_theme_that_changes_makes_the_pages_anew(own: Project) -> None:
    assert "oförändrad" in within(own, "run", "--build").stdout
    theme = own.data / "theme.yaml"
    theme.write_text(THEME.replace("#1b5e20", "#33691e"), encoding="utf-8")
    within(own, "run", "--build")
    assert "--good: #33691e" in (own.output / "assets" / "page.css").read_text(encoding="utf-8")
    assert "#33691e" in (own.output / "fyra" / "fyra.html").read_text(encoding="utf-8")
    theme.write_text(THEME.replace("#1b5e20", "#ffeb3b"), encoding="utf-8")
    refused = within(own, "run", "--build")
    assert "good syns för dåligt mot paper" in refused.stdout + refused.stderr
