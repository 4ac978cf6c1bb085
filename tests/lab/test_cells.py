"""What the values of notebook cells look like and let a reader do in a real JupyterLab."""

import filecmp
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
import nh3
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Locator, ViewportSize, expect
from playwright.sync_api import Page as Tab

from analysis.build.database import Built
from analysis.chapter.codec import MEDIA_TYPE
from analysis.chapter.markup.cells import HTML, PLAIN, PLOTLY, SVG
from analysis.chapter.markup.palette import TOKENS
from tests.chromium import PATIENCE
from tests.lab.cells import NAMES, ROOT, Bundle, html_bundle, notebook_of
from tests.lab.conftest import COLLISIONS, DARK, EXTENSION, LIGHT, SIDEWAYS, Lab, Opened
from tests.waiting import wait_for

LIMIT = 4096
NARROW: ViewportSize = {"width": 520, "height": 900}
CHARTS = ("linjer", "många linjer", "grupper", "staplar", "avvikelser")
TABLES = ("mål", "åtaganden", "breda belopp", "kontroller", "granskning", "ram")
GOOD = {LIGHT: "rgb(0, 105, 92)", DARK: "rgb(87, 199, 179)"}
INK = {LIGHT: "rgba(0, 0, 0, 0.87)", DARK: "rgb(255, 255, 255)"}
RANGE = (
    "plot => [...plot._fullLayout.xaxis.range, ...plot._fullLayout.yaxis.range].map(end => Math.round(end * 100) / 100)"
)
#: What VS Code says of tables, and of the ground, in the pages that it shows outputs in.
VSCODE = """body { background: #1e1e1e; --vscode-editor-foreground: #ccc; --vscode-editor-background: #1e1e1e; }
table, th, tr { vertical-align: middle; text-align: right; } th, td { padding: 4px 8px; }
tbody th { font-weight: normal; }
thead { background: #8884; } tr:nth-child(even) { background: #8882; } svg { max-width: 100%; height: auto; }"""
DRAWN = "matplotlib"
#: An analyst's own notebook: what is not ours, shown by our kernel; the last of it is broken.
OWN = {
    "report": """from pathlib import Path
from analysis.report import Report
import plotly.graph_objects as go
import polars as pl
report = Report(organisation="KLK", year=2016, database=Path("{database}"))""",
    "chart": "report.sex_chart('sjukfranvaro')",
    "frame": "pl.DataFrame({{'label': ['Kontinuitetsplaner', 'Handel'], 'value': [1234567.5, -3.0]}})",
    "figure": "report.show(go.Figure(go.Scatter(x=[1, 2], y=[1.5, 3])), text='Från 1,5 till 3.', title='Stiger')",
    DRAWN: """import matplotlib
matplotlib.use("agg")
from matplotlib import pyplot
figure, axes = pyplot.subplots(figsize=(8, 3))
axes.plot([3, 1, 2])
report.show(figure, text="En ritad linje")""",
    "broken": "report.show(go.Figure())",
}
#: The forms of a value that a host chooses among when ours is not there.
ALONE = {"html": HTML, "figur": PLOTLY, "bild": SVG}
RUN = "window.hacked = 1"
EVIL = f'<div class="table" onclick="{RUN}"><svg onload="{RUN}"></svg><script>{RUN}</script><p>Kvar</p></div>'


@pytest.fixture(scope="package")
def bare(lab: Lab, open_in_lab: Callable[..., Opened], bundles: dict[str, Bundle]) -> Opened:
    """The values as JupyterLab shows them without our extension: HTML and nothing else; then one in each other form."""
    chart = bundles["linjer"]
    alone = {name: {form: chart[form]} for name, form in ALONE.items()}
    alone["ord"] = {MEDIA_TYPE: {"kind": "text"}, PLAIN: "Bara <b>text</b>"}
    shown = only(bundles, HTML) | alone
    return open_in_lab(lab.put("bare.ipynb", notebook_of(shown)), len(shown))


@pytest.fixture(scope="package")
def stripped(lab: Lab, open_in_lab: Callable[..., Opened], bundles: dict[str, Bundle]) -> Opened:
    """The same as somebody else's: what a host leaves that takes styles and drawings away and keeps their letters."""
    shown = only(bundles, HTML) | {"evil": html_bundle(EVIL)}
    return open_in_lab(lab.put("stripped.ipynb", notebook_of(shown), trusted=False), len(shown))


@pytest.fixture(scope="package")
def narrow(lab: Lab, open_in_lab: Callable[..., Opened], bundles: dict[str, Bundle]) -> Opened:
    return open_in_lab(lab.put("narrow.ipynb", notebook_of(bundles)), len(bundles), viewport=NARROW)


@pytest.fixture(params=[LIGHT, DARK])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["values", "bare"])
def trusted(request: pytest.FixtureRequest) -> Opened:
    """With our extension and without it."""
    opened: Opened = request.getfixturevalue(request.param)
    return opened


def has_matplotlib() -> bool:
    return find_spec("matplotlib") is not None


def words_of(value: dict[str, Any]) -> list[str]:
    """What the rows of a table or a chart say, as readers are to see it."""
    said = [piece for row in value.get("rows", ()) for cell in row["words"] for piece in cell]
    return [piece["words"] for piece in said if piece["kind"] == "said" and piece["words"]]


def only(bundles: dict[str, Bundle], *types: str) -> dict[str, Bundle]:
    return {name: {kind: bundle[kind] for kind in types} for name, bundle in bundles.items()}


@contextmanager
def explored(page: Opened, name: str) -> Iterator[Locator]:
    """A chart that Plotly draws, until the still one is back."""
    output = page.output(name)
    output.scroll_into_view_if_needed()
    output.get_by_role("button", name=re.compile("Utforska|Explore")).click()
    plot = output.locator(".js-plotly-plot")
    plot.locator(".nsewdrag").first.wait_for()
    try:
        yield plot
    finally:
        output.get_by_role("button", name=re.compile("Visa som bild|Show as")).click()


def drag(tab: Tab, plot: Locator, across: float) -> None:
    """Draw a box over the middle of a chart, and wait until its axis says so."""
    before = plot.evaluate(RANGE)
    box = plot.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    left, top = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3
    tab.mouse.move(left, top)
    tab.mouse.down()
    tab.mouse.move(left + box["width"] * across, top + box["height"] * across, steps=5)
    tab.mouse.up()
    wait_for(lambda: plot.evaluate(RANGE) != before)
    tab.wait_for_timeout(500)  # Plotly waits for a second click


# Which renderer shows what


def test_every_value_is_shown_by_our_renderer(values: Opened, untrusted: Opened) -> None:
    for page in (values, untrusted):
        assert page.tab.locator(".jp-OutputArea-output:not(.jp-RenderedArshjul)").count() == 0
        assert page.tab.locator(".jp-RenderedArshjul").count() == len(NAMES)


def test_without_our_type_the_host_chooses(bare: Opened) -> None:
    expected = {"html": "jp-RenderedHTML", "figur": "jp-RenderedPlotly", "bild": "jp-RenderedSVG"}
    assert {
        name: kind for name, kind in expected.items() if kind not in str(bare.output(name).get_attribute("class"))
    } == {}
    assert bare.output("bild").locator("img, svg").first.is_visible()


def test_a_value_without_html_is_told_in_plain_text(bare: Opened) -> None:
    assert bare.output("ord").locator("pre").inner_text() == "Bara <b>text</b>"


def test_an_own_notebook_is_shown_whole_in_our_kernel_and_what_is_broken_is_told(
    lab: Lab, open_in_lab: Callable[..., Opened], built: Built
) -> None:
    own = {name: code.format(database=built.path) for name, code in OWN.items() if name != DRAWN or has_matplotlib()}
    page = open_in_lab(lab.put("own.ipynb", notebook_of({}, *own.values(), kernel="arshjul")), 0, kernel=True)
    page.run_all()
    page.await_outputs(len(own) - 1)
    outputs = dict(zip(list(own)[1:], page.tab.locator(".jp-OutputArea-output").all(), strict=True))
    faults = [fault for output in outputs.values() for fault in output.evaluate(COLLISIONS)]
    assert (faults, page.complaints) == ([], [])
    frame = outputs["frame"]
    assert frame.locator("td.number").all_inner_texts() == ["1\u202f234\u202f567,5", "\N{MINUS SIGN}3,0"]
    assert "shape" not in frame.inner_text()
    assert outputs["chart"].locator("svg.drawing").is_visible()
    # It is drawn when a reader comes near.
    outputs["figure"].scroll_into_view_if_needed()
    outputs["figure"].locator(".js-plotly-plot .scatterlayer").first.wait_for()
    assert outputs["figure"].locator(".plot").get_attribute("aria-label") == "Stiger. Från 1,5 till 3."
    if DRAWN in outputs:
        image = outputs[DRAWN].get_by_role("img", name="En ritad linje")
        assert image.evaluate("img => img.naturalWidth > 300 && img.clientWidth <= img.closest('.arshjul').clientWidth")
    assert "Figuren saknar text." in outputs["broken"].inner_text()
    assert "Traceback" not in outputs["broken"].inner_text()
    page.tab.set_viewport_size({"width": 520, "height": 900})
    # Plotly draws itself anew a while after the window has changed.
    plot = outputs["figure"].locator(".js-plotly-plot").element_handle()
    page.tab.wait_for_function("plot => plot.querySelector('.main-svg').clientWidth <= plot.clientWidth", arg=plot)
    page.tab.wait_for_function(f"output => ({SIDEWAYS})(output).length === 0", arg=outputs["figure"].element_handle())
    assert [output.evaluate(SIDEWAYS) for output in outputs.values() if output.locator(".arshjul").count()] == [
        [] for name in outputs if name != "broken"
    ]


# Outputs that nobody vouches for


def test_words_and_figures_are_left_of_an_untrusted_value(untrusted: Opened) -> None:
    chart = untrusted.output("linjer")
    assert chart.locator("svg").count() == chart.locator("style").count() == 0
    assert "Kvinnor – 2016: 60" in chart.locator(".picture").inner_text()
    assert "2015: 38; 2016: 39; 2018: 41" in (untrusted.output("mål").text_content() or "")
    assert (
        "Nöjdhet med möjligheten att påverka: Nära målet"
        in untrusted.output("överblick").locator(".marks").first.inner_text()
    )
    assert {name: found for name in NAMES if (found := untrusted.collisions(name))} == {}


def test_without_styles_and_drawings_every_figure_is_read(stripped: Opened, bundles: dict[str, Bundle]) -> None:
    for name, bundle in bundles.items():
        output = stripped.output(name)
        assert output.locator("svg, style").count() == 0
        shown = " ".join((output.text_content() or "").split())
        lost = [words for words in words_of(bundle[MEDIA_TYPE]) if " ".join(words.split()) not in shown]
        assert (name, lost) == (name, [])
        assert (name, stripped.collisions(name)) == (name, [])


def test_letters_of_a_drawing_that_is_taken_away_are_said_to_be_that(stripped: Opened) -> None:
    for name in ("linjer", "grupper", "staplar"):
        assert stripped.output(name).locator(".picture").inner_text().startswith("Ord i bilden:")
    assert "Att värna demokrati 5 " in (stripped.output("staplar").text_content() or "")
    assert "Words in the picture:" in stripped.output("english").inner_text()
    marks = stripped.output("överblick").inner_text()
    assert "Nöjdhet med möjligheten att påverka: Nära målet" in marks


def test_the_strictest_cleaner_leaves_every_figure(bundles: dict[str, Bundle]) -> None:
    for name, bundle in bundles.items():
        left = " ".join(unescape(re.sub("<[^>]+>", " ", nh3.clean(bundle[HTML]))).split())
        lost = [words for words in words_of(bundle[MEDIA_TYPE]) if " ".join(words.split()) not in left]
        assert (name, lost) == (name, [])


def test_nothing_of_an_untrusted_value_is_run(stripped: Opened) -> None:
    stripped.output("evil").get_by_text("Kvar").click()
    assert stripped.tab.evaluate("window.hacked") is None
    assert stripped.output("evil").locator("[onclick], svg, script").count() == 0


def test_an_untrusted_chart_can_be_explored(untrusted: Opened) -> None:
    with explored(untrusted, "linjer") as plot:
        assert plot.locator(".scatterlayer").count() > 0


# What values look like


def test_the_style_of_a_value_is_small(bundles: dict[str, Bundle]) -> None:
    styles = {name: re.findall("<style>(.*?)</style>", bundle[HTML], re.DOTALL) for name, bundle in bundles.items()}
    sizes = {name: len("".join(found).encode()) for name, found in styles.items()}
    assert {name: size for name, size in sizes.items() if not 0 < size <= LIMIT} == {}


@pytest.mark.parametrize("name", TABLES)
def test_words_are_left_and_figures_right(trusted: Opened, name: str) -> None:
    assert trusted.style(name, "tbody th", "text-align") == "left"
    assert trusted.style(name, "caption", "text-align") == "left"
    assert trusted.style(name, "tbody tr", "background-color") == "rgba(0, 0, 0, 0)"
    assert trusted.style(name, "table", "margin-left") == "0px"
    if trusted.output(name).locator("td.number").count():
        assert trusted.style(name, "td.number", "text-align") == "right"
        assert trusted.style(name, "td.number", "font-variant-numeric") == "tabular-nums"


def test_drawings_have_their_size(trusted: Opened) -> None:
    assert [trusted.style(name, "svg.drawing", "height") for name in ("linjer", "grupper")] == ["218px", "268px"]
    assert trusted.style("mål", "svg.spark", "height") == "22px"
    assert trusted.style("staplar", ".bar-row > svg", "height") == "24px"
    assert trusted.style("åtaganden", ".bar", "height") == "6px"


def test_colours_are_those_of_the_theme(trusted: Opened, theme: str) -> None:
    trusted.wear(theme)
    assert trusted.style("linjer", ".symbol svg", "color") == GOOD[theme]
    assert trusted.style("linjer", ".arshjul", "color") == INK[theme]
    assert trusted.style("linjer", ".arshjul", "background-color") == "rgba(0, 0, 0, 0)"
    assert trusted.style("linjer", "text.note", "stroke") == trusted.style("linjer", ".arshjul", "--paper").replace(
        "#111", "rgb(17, 17, 17)"
    ).replace("white", "rgb(255, 255, 255)")


def test_words_do_not_lie_on_each_other(trusted: Opened, narrow: Opened) -> None:
    faults = {name: trusted.collisions(name) + narrow.collisions(name) for name in NAMES}
    assert {name: found for name, found in faults.items() if found} == {}


def test_axe_finds_no_fault(values: Opened, theme: str) -> None:
    values.wear(theme)
    assert values.faults() == []


def test_axe_finds_no_fault_where_it_is_narrow_or_untrusted(narrow: Opened, untrusted: Opened) -> None:
    assert narrow.faults() == []
    assert untrusted.faults() == []


def test_axe_looks_at_outputs(values: Opened) -> None:
    values.output("text").evaluate("node => node.insertAdjacentHTML('beforeend', '<img src=\"data:,\" class=planted>')")
    found = values.faults()
    values.output("text").evaluate("node => node.querySelector('.planted').remove()")
    assert [fault.split(":")[0] for fault in found] == ["image-alt"]


def test_rows_are_cards_where_it_is_narrow(narrow: Opened) -> None:
    assert narrow.style("mål", "thead", "display") == "none"
    assert "Målnivå" in str(
        narrow.output("mål").locator("td.number").first.evaluate("node => getComputedStyle(node, '::before').content")
    )


def test_only_tables_scroll_sideways_and_a_keyboard_reaches_them(narrow: Opened) -> None:
    for name in NAMES:
        assert all(box == ["table", True] for box in narrow.sideways(name)), name
    table = narrow.output("breda belopp").locator(".table")
    table.focus()
    narrow.tab.keyboard.press("ArrowRight")
    narrow.tab.wait_for_function("box => box.scrollLeft > 0", arg=table.element_handle())


# What a reader can do with a chart


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_can_be_explored_and_is_a_picture_again(values: Opened, name: str) -> None:
    output = values.output(name)
    with explored(values, name):
        assert not output.locator(".picture").is_visible()
        assert output.locator(".finding").is_visible()
        assert output.locator("summary").first.is_visible()
        assert values.collisions(name) == []
    assert output.locator(".picture").is_visible()
    assert output.locator(".js-plotly-plot").count() == 0


def test_zoom_changes_the_axes_and_reset_brings_them_back(values: Opened) -> None:
    with explored(values, "linjer") as plot:
        whole_range = plot.evaluate(RANGE)
        drag(values.tab, plot, 0.4)
        zoomed = plot.evaluate(RANGE)
        assert zoomed[1] - zoomed[0] < 0.6 * (whole_range[1] - whole_range[0])
        plot.get_by_role("button", name="Flytta").click()
        drag(values.tab, plot, 0.2)
        moved = plot.evaluate(RANGE)
        assert moved[0] < zoomed[0]
        assert moved[1] - moved[0] == pytest.approx(zoomed[1] - zoomed[0], abs=0.03)
        plot.get_by_role("button", name="Återställ").click()
        wait_for(lambda: plot.evaluate(RANGE) == whole_range)
        values.tab.wait_for_timeout(500)  # as above


def test_a_point_says_what_it_is(values: Opened) -> None:
    with explored(values, "linjer") as plot:
        point = plot.locator(".scatterlayer .point").first.bounding_box()
        assert point is not None
        values.tab.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
        plot.locator(".hoverlayer .hovertext").first.wait_for()


def test_a_chart_is_downloaded_in_the_colours_of_the_theme(values: Opened) -> None:
    with explored(values, "linjer") as plot, values.tab.expect_download() as download:
        plot.get_by_role("button", name="Ladda ner som PNG").click()
    assert download.value.suggested_filename == "diagram-nojda-medborgare.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_mode_bar_is_swedish_and_sends_nothing_away(values: Opened) -> None:
    with explored(values, "linjer") as plot:
        swedish = plot.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    with explored(values, "english") as plot:
        english = plot.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    assert swedish == ["Ladda ner som PNG", "Zooma", "Flytta", "Zooma in", "Zooma ut", "Återställ"]
    assert english == ["Download plot as a PNG", "Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes"]


def test_an_explored_chart_follows_the_theme(values: Opened) -> None:
    values.wear(LIGHT)
    with explored(values, "linjer") as plot:
        white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
        for theme, ground, ink in ((LIGHT, white, black), (DARK, "rgb(17, 17, 17)", white), (LIGHT, white, black)):
            values.wear(theme)
            expect(plot.locator(".main-svg").first).to_have_css("background-color", ground)
            expect(plot.locator(".xtick text").first).to_have_css("fill", ink)
        assert values.faults() == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_keyboard_explores_a_chart(values: Opened, key: str) -> None:
    output = values.output("linjer")
    output.get_by_role("button", name="Utforska").focus()
    values.tab.keyboard.press(key)
    output.locator(".js-plotly-plot .nsewdrag").first.wait_for()
    assert values.tab.evaluate("document.activeElement.className") == "interactive"
    assert values.tab.locator(".jp-Notebook.jp-mod-editMode").count() == 0
    values.tab.keyboard.press("Shift+Tab")
    assert values.tab.evaluate("document.activeElement.dataset.title") == "Återställ"
    values.tab.keyboard.press("Tab")
    values.tab.keyboard.press(key)
    assert output.locator(".picture").is_visible()
    values.tab.keyboard.press("Tab")
    values.tab.keyboard.press(key)
    assert output.locator("details[open]").count() == 1
    values.tab.keyboard.press(key)


def test_nothing_is_asked_of_other_servers_and_nothing_fails(values: Opened, untrusted: Opened, narrow: Opened) -> None:
    for page in (values, untrusted, narrow):
        assert page.strangers() == []
        assert page.failed == []
        assert page.complaints == []


# Other hosts


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_nbconvert_shows_the_same(chromium: Browser, bundles: dict[str, Bundle], template: str) -> None:
    exporter = HTMLExporter(template_name=template)  # type: ignore[no-untyped-call]
    html, _resources = exporter.from_notebook_node(nbformat.from_dict(notebook_of(bundles)))  # type: ignore[no-untyped-call]
    with chromium.new_page(color_scheme="dark") as tab:
        tab.set_default_timeout(PATIENCE)
        # Scripts for formulas, which nbconvert fetches.
        tab.route("http*://**", lambda route: route.abort())
        tab.set_content(html, wait_until="domcontentloaded")
        seen = "(node, name) => getComputedStyle(node).getPropertyValue(name)"
        assert tab.locator(".arshjul tbody th").first.evaluate(seen, "text-align") == "left"
        assert tab.locator("svg.drawing").first.evaluate(seen, "height") == "218px"
        # The one says that it is light; the other says nothing, so the ground is ours.
        ground = "rgba(0, 0, 0, 0)" if template == "lab" else "rgb(20, 24, 28)"
        assert tab.locator(".arshjul").first.evaluate(seen, "background-color") == ground


def test_vs_code_shows_the_same(chromium: Browser, bundles: dict[str, Bundle]) -> None:
    made = "".join(bundle[HTML] for bundle in bundles.values())
    with chromium.new_page() as tab:
        tab.set_default_timeout(PATIENCE)
        tab.set_content(f'<!doctype html><style>{VSCODE}</style><body class="vscode-dark">{made}')
        seen = "(node, name) => getComputedStyle(node).getPropertyValue(name)"
        assert tab.locator("tbody th").first.evaluate(seen, "text-align") == "left"
        assert tab.locator("tbody th").first.evaluate(seen, "font-weight") == "600"
        assert tab.locator("thead").first.evaluate(seen, "background-color") == "rgba(0, 0, 0, 0)"
        assert tab.locator("svg.drawing").first.evaluate(seen, "height") == "218px"
        assert tab.locator("figure .symbol svg").first.evaluate(seen, "color") == GOOD[DARK]
        assert tab.locator(".arshjul").first.evaluate(seen, "color") == "rgb(204, 204, 204)"


# The extension and the program


def test_colours_of_the_extension_are_those_of_the_palette() -> None:
    script = (EXTENSION / "static" / "remoteEntry.js").read_text(encoding="utf-8")
    table = re.search(r"const COLOURS = \{(.*?)\n  \};", script, re.DOTALL)
    assert table is not None
    names: dict[str, str] = json.loads("{" + table[1].strip().rstrip(",") + "}")
    grounds = {"#ffffff": "paper", "rgba(255,255,255,.8)": "paper"}
    assert names == TOKENS | grounds


def test_every_colour_of_the_palette_has_a_light_and_a_dark_form() -> None:
    style = (EXTENSION / "static" / "cell.css").read_text(encoding="utf-8")
    assert {name for name in TOKENS.values() if f"--{name}:" not in style} == set()


def test_the_extension_is_installed_as_it_is_here() -> None:
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "arshjul"
    files = [str(path.relative_to(EXTENSION)) for path in EXTENSION.rglob("*") if path.is_file()]
    same, *others = filecmp.cmpfiles(EXTENSION, installed, files, shallow=False)
    assert others == [[], []], "pip install --no-deps --no-build-isolation --editable ."
    assert sorted(same) == sorted(files)


def test_the_extension_has_the_version_of_the_program() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert f'version = "{package["version"]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
