"""Pages used as a reviewer would: by keyboard alone, in the dark, on paper, without a script, on a telephone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.base.project import Project
from tests.browser.conftest import SIDEWAYS, Opened

Open = Callable[..., Opened]
#: Words of row headings that stand on two lines; one may be divided after its hyphen.
BROKEN_WORDS = r"""() => {
  const broken = new Set();
  for (const heading of document.querySelectorAll("details.folded tbody th")) {
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\s\u2013\/-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.add(word[0]);
    }
  }
  return [...broken];
}"""
KINDS = {
    "summary": "annual-2016-klk/01-aret-i-korthet.html",
    "process area": "annual-2016-klk/02-att-varna-demokrati.html",
    "commitments": "annual-2022-ks/11-alla-ataganden.html",
    "scorecard": "annual-2016-klk/12-nyckeltal.html",
    "staff": "annual-2022-ks/13-anstallda-och-sjukfranvaro.html",
    "economy": "annual-2016-kou/11-resultat-och-investeringar.html",
    "units": "annual-2016-kou/12-enheterna-under-aret.html",
    "development": "annual-2022-ks/15-utveckling-over-aren.html",
    "review": "annual-2022-ks/16-granskning.html",
    "controls": "control-2022-ks/01-kontroller-2022.html",
    "evaluation": "evaluation-2011/01-utvarderingen.html",
    "interim": "interim1-2020-ks/01-laget-efter-forsta-kvartalet.html",
    "plan": "plan-2019-klk/01-mal-och-ataganden.html",
    "contents": "annual-2022-ks/index.html",
    "index": "index.html",
    "document": "plan-2019-klk/hela.html",
    "one file": "plan-2019-klk/plan-2019-klk.html",
}
CHARTED = ["summary", "process area", "staff", "economy", "development", "evaluation"]
AREA = KINDS["process area"]
DRAWN = """[...document.querySelectorAll('figure.chart')].map(figure =>
  [...figure.querySelectorAll('.picture > svg, .bars')].reduce((sum, it) => sum + it.clientHeight, 0))"""
INSIDE = "document.querySelector('main').contains(document.activeElement)"


@pytest.fixture
def page_of(site: Project) -> Callable[[str], Path]:
    return lambda kind: site.output / KINDS.get(kind, kind)


@pytest.fixture(scope="module")
def dark_looks() -> set[str]:
    """What letters look like on the dark pages that were looked at."""
    return set()


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_dark_every_letter_has_contrast(
    open_page: Open, page_of: Callable[[str], Path], kind: str, dark_looks: set[str]
) -> None:
    page = open_page(page_of(kind), color_scheme="dark")
    assert page.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"
    assert page.faults(dark_looks, runOnly=["color-contrast", "link-in-text-block"]) == []


@pytest.mark.parametrize("kind", CHARTED)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_every_chart_is_drawn(open_page: Open, page_of: Callable[[str], Path], kind: str, scripts: bool) -> None:
    page = open_page(page_of(kind), scripts=scripts)
    assert page.count("figure.chart") >= 1
    assert page.count("figure.chart .picture[role=img][aria-label]") == page.count("figure.chart")
    assert page.complaints == []
    pictures = page.tab.locator(".picture")
    heights = [pictures.nth(at).bounding_box() for at in range(pictures.count())]
    assert all(box and box["height"] > 80 for box in heights)


@pytest.mark.parametrize("kind", ["summary", "staff", "process area"])
@pytest.mark.parametrize("width", [320, 1280])
def test_letters_of_a_drawing_stay_on_the_page(
    open_page: Open, page_of: Callable[[str], Path], kind: str, width: int
) -> None:
    page = open_page(page_of(kind), width=width)
    outside = page.tab.evaluate(
        f"""[...document.querySelectorAll('.drawing text, .bars text, .bar-row')].map(it => it.getBoundingClientRect())
        .filter(box => box.width && (box.left < -1 || box.right > {width + 1})).length"""
    )
    assert outside == 0


def test_the_code_that_makes_a_table_is_unfolded_and_copied_by_keyboard(
    open_page: Open, page_of: Callable[[str], Path]
) -> None:
    page = open_page(page_of("process area"))
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fold = page.tab.locator("details.code", has_text="report.goals()")
    assert not fold.locator("code").is_visible()
    fold.locator("summary").press("Enter")
    button = fold.get_by_role("button", name="Kopiera")
    button.press("Enter")
    fold.get_by_role("button", name="Kopierat").wait_for()
    assert page.tab.evaluate("navigator.clipboard.readText()") == "report.goals()"
    # Where a page may not copy, a click chooses all of it.
    fold.locator("code").click()
    assert page.tab.evaluate("getSelection().toString().trim()") == "report.goals()"
    assert page.faults(runOnly=["wcag2a", "wcag2aa"]) == []


def test_a_card_begins_with_its_judgement(open_page: Open, page_of: Callable[[str], Path]) -> None:
    cells = open_page(page_of("controls"), width=320).tab.locator("table.cards tbody tr").first.locator("th, td")
    at = {cells.nth(n).get_attribute("data-label"): cells.nth(n).bounding_box() for n in range(cells.count())}
    tops = {label: box["y"] for label, box in at.items() if box}
    assert sorted(tops, key=lambda label: tops[label])[:3] == [None, "Bedömning", "Risk"]


def test_a_ledger_shows_every_amount_on_a_telephone(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("economy"), width=320)
    cells = page.tab.locator("table").first.locator("tbody td:not(:empty)")
    labels = {cells.nth(n).get_attribute("data-label") for n in range(cells.count())}
    assert {"Budget 2016, mnkr", "Utfall 2015, mnkr", "Utfall 2016, mnkr", "Avvikelse 2016, mnkr"} <= labels
    assert "Budget 2016, mnkr" in cells.nth(2).evaluate("cell => getComputedStyle(cell, '::before').content")
    assert not page.tab.locator(".minor").count()


def test_words_of_the_first_column_of_a_long_table_are_whole_but_one_of_thirty_letters(
    open_page: Open, site: Project
) -> None:
    page = open_page(site.output / "annual-2016-klk" / "12-nyckeltal.html", width=1280)
    page.tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.tab.evaluate(BROKEN_WORDS) == ["vuxenutbildningsförvaltningen"]


def test_a_symbol_that_a_bar_has_no_room_for_is_left_out_on_a_telephone(
    open_page: Open, page_of: Callable[[str], Path]
) -> None:
    page = open_page(page_of("summary"), width=320)
    tight = page.tab.locator(".bars svg.tight")
    assert tight.count() > 0
    assert not any(tight.nth(n).is_visible() for n in range(tight.count()))
    page.tab.set_viewport_size({"width": 1280, "height": 900})
    assert tight.first.is_visible()


@pytest.mark.parametrize("kind", ["contents", "process area"])
def test_the_foot_of_a_page_begins_where_its_content_does(
    open_page: Open, page_of: Callable[[str], Path], kind: str
) -> None:
    page = open_page(page_of(kind), width=1280)
    content, foot = (page.tab.locator(found).bounding_box() for found in (".layout > :first-child", "footer summary"))
    assert content
    assert foot
    assert foot["x"] == content["x"]


@pytest.mark.parametrize("kind", ["summary", "process area", "development", "index", "contents"])
def test_a_page_reflows_at_double_size(open_page: Open, page_of: Callable[[str], Path], kind: str) -> None:
    page = open_page(page_of(kind), width=640)
    page.tab.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.tab.evaluate(SIDEWAYS) <= 640


def test_the_skip_link_leads_to_the_content_by_keyboard(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("process area"))
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("document.activeElement.className") == "skip"
    assert page.tab.locator("a.skip").first.bounding_box() is not None
    page.tab.keyboard.press("Enter")
    ground = page.tab.evaluate("getComputedStyle(document.querySelector('main:target')).backgroundColor")
    assert ground == "rgba(0, 0, 0, 0)"
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate(INSIDE)


def test_a_second_skip_link_leads_to_the_chapters_and_shows_where_the_keyboard_is(
    open_page: Open, page_of: Callable[[str], Path]
) -> None:
    page = open_page(page_of("process area"))
    page.tab.get_by_role("link", name="Till kapitlen").press("Enter")
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("document.activeElement.closest('nav').className") == "chapters"
    # Drawn outside the link, it would be cut by the list's own edge.
    assert page.tab.evaluate("getComputedStyle(document.activeElement).outlineOffset") == "-3px"
    assert open_page(page_of("contents")).tab.get_by_text("Till kapitlen").count() == 0


@pytest.mark.parametrize("kind", ["summary", "process area", "index"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    open_page: Open, page_of: Callable[[str], Path], kind: str
) -> None:
    page = open_page(page_of(kind))
    wanted = page.tab.evaluate(
        """[...document.querySelectorAll('a[href], summary, button, input, select, [tabindex="0"]')]
        .filter(it => it.checkVisibility({contentVisibilityAuto: true}))
        .map((it, at) => (it.dataset.stop = at, at)).length"""
    )
    reached: list[str] = []
    for _ in range(wanted + 2):
        page.tab.keyboard.press("Tab")
        stop = page.tab.evaluate("document.activeElement.dataset.stop ?? ''")
        if stop == "":
            break
        reached.append(stop)
        outline = page.tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.tab.evaluate("document.activeElement.outerHTML")
    assert reached == [str(at) for at in range(wanted)]
    assert wanted > 15


@pytest.mark.parametrize("kind", ["process area", "units", "economy", "scorecard"])
def test_every_disclosure_opens_by_keyboard(open_page: Open, page_of: Callable[[str], Path], kind: str) -> None:
    page = open_page(page_of(kind), width=390)
    closed = page.count("details:not([open])")
    for number in range(page.count("details")):
        page.tab.locator("details > summary").nth(number).press("Enter")
    assert (closed, page.count("details:not([open])")) == (page.count("details[open]"), 0)
    assert closed > 0


def test_a_chart_is_explored_only_when_asked_for_and_put_back(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("process area"))
    button = page.tab.get_by_role("button").first
    assert button.inner_text().startswith("Utforska diagrammet")
    button.press("Enter")
    page.tab.locator(".plot svg.main-svg").first.wait_for()
    assert page.count(".picture[hidden]") == 1
    assert [url.rsplit("/", 1)[1] for url in page.requests if "plotly" in url] == ["plotly.min.js"]
    assert page.faults() == []
    button.press("Enter")
    assert (page.count(".picture[hidden]"), page.count(".plot:not([hidden])")) == (0, 0)
    assert page.complaints == []


def test_an_explored_chart_has_the_colours_of_the_page(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("summary"), color_scheme="dark")
    page.tab.get_by_role("button").first.click()
    page.tab.locator(".plot svg.main-svg").first.wait_for()
    fills = page.tab.locator(".plot .bg").evaluate_all("boxes => boxes.map(box => getComputedStyle(box).fill)")
    assert set(fills) == {"rgb(20, 24, 28)"}
    assert page.tab.locator(".plot .main-svg").first.evaluate("it => it.style.background") == "rgb(20, 24, 28)"
    bar = page.tab.locator(".plot .points path").first.bounding_box()
    assert bar
    page.tab.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    told = page.tab.locator(".plot .hoverlayer path").first
    told.wait_for()
    assert told.evaluate("it => getComputedStyle(it).fill") == "rgb(20, 24, 28)"
    words = page.tab.locator(".plot .hoverlayer text").first
    assert words.evaluate("it => getComputedStyle(it).fill") == "rgb(231, 235, 238)"
    page.tab.keyboard.press("Escape")
    told.wait_for(state="detached")


def test_a_series_is_not_hidden_by_what_only_a_mouse_can_do(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("summary"))
    page.tab.get_by_role("button").first.click()
    name = page.tab.locator(".plot .legendtoggle").first
    name.wait_for(state="attached")
    before = page.count(".plot .points path")
    name.dispatch_event("mousedown")
    name.dispatch_event("mouseup")
    page.tab.wait_for_timeout(500)  # Plotly waits for a second click
    assert page.count(".plot .points path") == before > 0


def test_a_chart_that_cannot_be_explored_says_so_and_stays(
    open_page: Open, page_of: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("page.css", "page.js"):
        shutil.copy(page_of("index").parent / "assets" / name, tmp_path / "assets")
    (tmp_path / "report").mkdir()
    page = open_page(Path(shutil.copy(page_of("process area"), tmp_path / "report")))
    button = page.tab.get_by_role("button").first
    button.click()
    page.tab.get_by_role("alert").wait_for()
    button.click()
    told = page.tab.get_by_role("alert").all_inner_texts()
    assert told == ["Diagrammet kan inte utforskas: filen plotly.min.js saknas eller går inte att läsa."]
    assert (page.count(".picture[hidden]"), page.count(".plot:not([hidden])")) == (0, 0)
    assert button.inner_text().startswith("Utforska diagrammet")


@pytest.mark.parametrize("kind", ["process area", "units", "scorecard"])
def test_print_opens_every_disclosure_and_closes_it_again(
    open_page: Open, page_of: Callable[[str], Path], kind: str
) -> None:
    page = open_page(page_of(kind), width=390)
    page.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    during = page.count("details:not([open])")
    page.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert (during, page.count("details[open]")) == (0, 0)


def test_a_printed_page_holds_its_charts_and_leaves_long_lists_to_the_screen(
    open_page: Open, page_of: Callable[[str], Path]
) -> None:
    page = open_page(page_of("process area"), color_scheme="dark")
    paper = page.tab.pdf(format="A4")
    page.tab.emulate_media(media="print")
    page.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    lists = page.tab.locator("figure.chart table").evaluate_all("tables => tables.map(t => t.offsetHeight)")
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page") >= 3
    assert lists == [0] * 3
    assert page.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.tab.evaluate("getComputedStyle(document.querySelector('nav.chapters')).display") == "none"
    assert all(height > 80 for height in page.tab.evaluate(DRAWN))


@pytest.mark.parametrize("kind", ["process area", "units", "scorecard"])
def test_no_chart_is_divided_between_pages_of_paper(open_page: Open, page_of: Callable[[str], Path], kind: str) -> None:
    page = open_page(page_of(kind))
    page.tab.emulate_media(media="print")
    breaks = "charts => charts.map(chart => getComputedStyle(chart).breakInside)"
    assert set(page.tab.locator("figure.chart").evaluate_all(breaks)) <= {"avoid"}


def test_words_stand_at_a_distance_from_the_figures_before_them(
    open_page: Open, page_of: Callable[[str], Path]
) -> None:
    page = open_page(page_of("process area"))
    air = "cells => cells.map(cell => getComputedStyle(cell).paddingLeft)"
    assert set(page.tab.locator("td.number + td:not(.number)").evaluate_all(air)) == {"24px"}


def test_every_page_of_a_report_is_reached_by_next(
    open_page: Open, page_of: Callable[[str], Path], site: Project
) -> None:
    page = open_page(page_of("index"))
    page.tab.get_by_role("link", name="Verksamhetsberättelse 2016, Kommunledningskontoret", exact=True).click()
    page.tab.locator("main ol a").first.click()
    seen = [page.tab.url]
    while page.count("a[rel=next]"):
        page.tab.locator("a[rel=next]").click()
        seen.append(page.tab.url)
    assert len(set(seen)) == len(seen) == len(list((site.output / "annual-2016-klk").glob("[0-9]*.html")))
    page.tab.locator(".crumbs a").nth(1).click()
    assert page.tab.url.endswith("annual-2016-klk/index.html")


#: The place where what is to be known first ends: the third of the goals that are furthest from their target.
THIRD = """() => {
  const heading = [...document.querySelectorAll('.first h2')].find(each => each.textContent == 'Nådde inte målnivån');
  const items = [];
  for (let each = heading.nextElementSibling; each && each.tagName != 'H2'; each = each.nextElementSibling)
    items.push(...[...each.querySelectorAll('li')].filter(item => !item.closest('.mark')));
  return items[Math.min(2, items.length - 1)].getBoundingClientRect().bottom;
}"""


@pytest.mark.parametrize("report", ["annual-2016-klk", "annual-2022-ks"])
def test_state_verdict_decision_result_and_the_three_worst_stand_on_one_screen_of_a_telephone(
    open_page: Open, page_of: Callable[[str], Path], report: str
) -> None:
    page = open_page(page_of(f"{report}/index.html"), width=390)
    assert page.tab.evaluate(THIRD) <= 844
    assert page.tab.evaluate("document.querySelector('.state').getBoundingClientRect().top") >= 0
    assert page.tab.locator(".first h2").all_inner_texts()[:3] == ["Att besluta", "Ekonomi", "Nådde inte målnivån"]


def test_a_goal_at_a_glance_leads_to_its_row(open_page: Open, page_of: Callable[[str], Path]) -> None:
    page = open_page(page_of("summary"), color_scheme="dark", forced_colors="none")
    page.tab.locator(".marks a").first.click()
    assert "02-att-varna-demokrati.html#mal-" in page.tab.url
    page.tab.locator("tr:target").wait_for()
    box = page.tab.locator("tr:target").bounding_box()
    assert box
    assert 0 <= box["y"] < 900
    assert page.faults(runOnly=["color-contrast"]) == []
    page.tab.emulate_media(forced_colors="active")
    line = "getComputedStyle(document.querySelector('tr:target')).borderLeft"
    assert page.tab.evaluate(line).startswith("4px solid")


@pytest.mark.parametrize(("width", "is_open"), [(390, False), (1280, True)])
def test_the_chapters_come_first_for_eye_and_keyboard_and_are_folded_on_a_telephone(
    open_page: Open, page_of: Callable[[str], Path], width: int, *, is_open: bool
) -> None:
    page = open_page(page_of("process area"), width=width)
    chapters, main = page.tab.locator("nav.chapters"), page.tab.locator("main")
    assert chapters.locator("ol").is_visible() is is_open
    assert chapters.evaluate("(nav, main) => nav.compareDocumentPosition(main)", main.element_handle()) & 4
    ours, theirs = chapters.bounding_box(), main.bounding_box()
    assert ours is not None
    assert theirs is not None
    assert ours["y"] + ours["height"] <= theirs["y"] or ours["x"] + ours["width"] <= theirs["x"]
    if not is_open:
        assert ours["height"] < 60
        page.tab.keyboard.press("Tab")
        chapters.locator("summary").press("Enter")
    assert chapters.get_by_role("link", name="Innehåll").is_visible()
    assert page.faults() == []
