"""What holds for every page of every report in a real browser."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from analysis.base.project import Project
from tests.browser.conftest import Looked, Opened

Pages = dict[str, Looked]


def test_all_reports_are_looked_at(looked_at: Pages, site: Project) -> None:
    reports = {path.parent.name for path in site.output.glob("*/report.json")}
    assert {name.partition("/")[0] for name in looked_at} == {*reports, "index.html"}
    assert len(reports) == 8
    assert len(looked_at) > 80


def test_no_page_complains(looked_at: Pages) -> None:
    assert {name: page.complaints for name, page in looked_at.items() if page.complaints} == {}


def test_no_page_asks_for_anything_but_files_beside_it(looked_at: Pages) -> None:
    asked = {url for page in looked_at.values() for url in page.requests}
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_axe_finds_nothing_on_any_page(looked_at: Pages) -> None:
    assert {name: page.faults for name, page in looked_at.items() if page.faults} == {}


def test_no_page_scrolls_sideways_on_a_telephone(looked_at: Pages) -> None:
    assert {name: page.narrow for name, page in looked_at.items() if page.narrow > 320} == {}


def test_every_table_is_seen_whole_on_a_screen(looked_at: Pages) -> None:
    assert {name: page.cut for name, page in looked_at.items() if page.cut} == {}


def test_contrast_is_looked_at_where_a_look_is_new(open_page: Callable[..., Opened], site: Project) -> None:
    page, known = open_page(site.output / "annual-2016-klk" / "02-att-varna-demokrati.html"), set[str]()
    plant = "html => document.querySelector('main p').insertAdjacentHTML('afterend', html)"
    assert page.faults(known) == []
    looks = len(known)
    assert looks > 40
    page.tab.evaluate(plant, "<p style='color: #bbb'>Blekt</p>")
    (fault,) = page.faults(known)
    assert fault.startswith("color-contrast: <p style")
    assert len(known) == looks + 1
    # The same rule as without looks.
    assert page.faults() == [fault]
    assert page.faults(known) == []


def test_no_two_pages_of_a_report_have_the_same_title(looked_at: Pages) -> None:
    titles = Counter((name.rpartition("/")[0], page.title) for name, page in looked_at.items())
    assert [each for each, times in titles.items() if times > 1] == []
    assert all(title for _report, title in titles)


def test_no_table_scrolls_sideways_on_a_telephone(looked_at: Pages) -> None:
    assert {name: page.cut_narrow for name, page in looked_at.items() if page.cut_narrow} == {}


def test_pages_are_light(site: Project) -> None:
    sizes = sorted(path.stat().st_size for path in site.output.glob("*/[0-9]*.html"))
    assert sizes[len(sizes) // 2] <= 45_000
    assert sizes[-1] < 400_000


def test_the_script_that_draws_lies_in_the_folder_once_and_no_page_loads_it_unasked(
    looked_at: Pages, site: Project
) -> None:
    assert [path.parent.name for path in site.output.rglob("plotly*.js")] == ["assets"]
    assert not [name for name, page in looked_at.items() if any("plotly" in url for url in page.requests)]


def test_no_page_is_wider_than_its_own_files(site: Project) -> None:
    pages: list[Path] = sorted(site.output.rglob("*.html"))
    policies = {re.search(r'Security-Policy" content="([^"]*)"', page.read_text(encoding="utf-8")) for page in pages}
    assert all(policy and policy[1].startswith("default-src 'none'") for policy in policies)
    assert not [policy[1] for policy in policies if policy and re.search(r"https?:|\*", policy[1])]
