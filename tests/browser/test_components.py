"""What the main components look like, held against pictures that somebody has looked at.

Letters differ a little from machine to machine, so pictures are compared small: a shape, colour or line that is gone,
moved or new is seen, a letter's edge is not. `SNAPSHOTS=new pytest tests/browser/test_components.py` takes new
pictures: look at them before they are committed.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from analysis.base.project import Project
from tests.browser.conftest import Opened

Open = Callable[..., Opened]
PICTURES = Path(__file__).parent / "pictures"
NEW = os.environ.get("SNAPSHOTS") == "new"
#: Pixels of a component that become one of the picture that is compared.
GRAIN = 8
#: How much the picture's sides, all of it, and its most different spot may differ (share of the side; of 255; of 255).
SIDES, MEAN, SPOT = 0.12, 7.0, 110.0
#: The same for all of a line chart, which is mostly air: without lines, marks and words it differs by 2.9.
AIRY_MEAN = 2.0
AIRY = {"trend", "trend-narrow"}
SUMMARY, AREA = "annual-2016-klk/01-aret-i-korthet.html", "annual-2016-klk/02-att-varna-demokrati.html"
STAFF = "annual-2022-ks/13-anstallda-och-sjukfranvaro.html"
COMPONENTS = {
    "mark": (AREA, "aside.state", 1000),
    "crumbs": (AREA, "header.site", 1000),
    "legend": (AREA, ".legend", 1000),
    "goal": (AREA, "table.cards >> nth=0", 1280),
    "goal-card": (AREA, "table.cards >> nth=0", 320),
    "worse": (SUMMARY, ".overview >> nth=0", 1000),
    "trend": (AREA, "figure.chart .picture >> nth=2", 1280),
    "trend-narrow": (AREA, "figure.chart .picture >> nth=2", 320),
    "counts": (SUMMARY, "figure.chart .picture >> nth=0", 1000),
    "tally": (SUMMARY, ".tally >> nth=0", 1000),
    "area": (SUMMARY, ".glance > li >> nth=0", 1000),
    "sexes": (STAFF, "figure.chart .picture >> nth=1", 1000),
    "finder": ("index.html", ".finder", 1000),
    "report": ("index.html", ".reports > li >> nth=1", 1000),
}


@pytest.fixture(scope="module")
def tab_of(browser: Browser, site: Project) -> Iterator[Callable[[str, int], Tab]]:
    """Each page in each width once: nothing that is looked at here changes it, and a tab takes longer than a look."""
    tabs: dict[tuple[str, int], Tab] = {}
    with browser.new_context() as context:

        def opened(page: str, width: int) -> Tab:
            if (page, width) not in tabs:
                tabs[page, width] = tab = context.new_page()
                tab.set_viewport_size({"width": width, "height": 900})
                tab.goto((site.output / page).as_uri())
            return tabs[page, width]

        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_looks_as_it_did(
    tab_of: Callable[[str, int], Tab], name: str, scheme: Literal["light", "dark"]
) -> None:
    page, selector, width = COMPONENTS[name]
    tab = tab_of(page, width)
    tab.emulate_media(color_scheme=scheme)
    seen = coarse(tab.locator(selector).screenshot(animations="disabled"))
    kept = PICTURES / f"{name}-{scheme}.png"
    if NEW:
        kept.parent.mkdir(exist_ok=True)
        seen.save(kept, optimize=True)
    with Image.open(kept) as before:
        mean, spot = difference(before.convert("RGB"), seen)
    most = AIRY_MEAN if name in AIRY else MEAN
    assert (mean <= most, spot <= SPOT) == (True, True), f"{name}: {mean:.1f}, {spot:.1f}"


def coarse(picture: bytes) -> Image.Image:
    """The picture as somebody sees it who has taken off the glasses."""
    with Image.open(io.BytesIO(picture)) as image:
        size = (max(1, image.width // GRAIN), max(1, image.height // GRAIN))
        return image.convert("RGB").resize(size, Image.Resampling.BOX)


def difference(before: Image.Image, after: Image.Image) -> tuple[float, float]:
    """How much two pictures differ, all in all and at the most different spot; too large when their sides do."""
    for one, other in zip(before.size, after.size, strict=True):
        if abs(one - other) > max(2, SIDES * one):
            return 255.0, 255.0
    different = ImageChops.difference(before, after.resize(before.size, Image.Resampling.BOX)).convert("L")
    return ImageStat.Stat(different).mean[0], float(different.getextrema()[1])  # type: ignore[arg-type]


def test_a_component_that_changes_is_seen(open_page: Open, site: Project) -> None:
    tab = open_page(site.output / AREA, width=1280).tab
    chart = tab.locator("figure.chart .picture").nth(2)
    before = coarse(chart.screenshot())
    assert difference(before, coarse(chart.screenshot())) == (0.0, 0.0)
    drawn = chart.locator("polyline, .mark, text")
    drawn.evaluate_all("parts => parts.forEach(part => part.remove())")
    mean, spot = difference(before, coarse(chart.screenshot()))
    assert spot > SPOT or mean > AIRY_MEAN
    tab.add_style_tag(content=".picture { height: 90px; overflow: hidden; }")
    assert difference(before, coarse(chart.screenshot())) == (255.0, 255.0)
