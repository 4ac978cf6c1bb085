"""Every finished page looked at in a browser: faults, requests, lowest contrast in light and dark, sizes.

Reports are to be made first (`make report`). Results go to docs/pages.md, single figures to output/measured.
"""

import os
import shutil
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Request, sync_playwright

from analysis.base.project import find_project
from measured import keep

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": LEVELS}, "preload": False}
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
KILO = 1000


@dataclass(frozen=True)
class Seen:
    """One page in one colour scheme.

    Attributes:
        page: Its path below the output folder.
        scheme: `light` or `dark`.
        size: Bytes.
        faults: Rules of axe-core that it breaks.
        asked: Addresses outside its folder that it asked for.
        narrow: How wide it is in a window of 320 pixels.
        contrast: The lowest contrast of any text.
        where: The element that has it.
    """

    page: str
    scheme: str
    size: int
    faults: list[str]
    asked: list[str]
    narrow: int
    contrast: float
    where: str


def main() -> None:
    """Look at all pages, write down, say."""
    project = find_project()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        contexts = {scheme: browser.new_context(color_scheme=scheme) for scheme in SCHEMES}
        seen = [each for scheme, context in contexts.items() for each in _look(context, project.output, scheme)]
    docs = project.root / "docs"
    keep("pages", [asdict(each) for each in seen])
    (docs / "pages.md").write_text(told(seen), encoding="utf-8")
    print(told(seen))


def _look(context: BrowserContext, output: Path, scheme: str) -> Iterator[Seen]:
    for path in sorted(path for path in output.rglob("*.html") if ".arshjul" not in path.parts):
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", partial(_note, asked))
        tab.goto(path.as_uri(), wait_until="load")
        found = Axe().run(tab, options=RULES).response
        tab.set_viewport_size({"width": 320, "height": 640})
        contrast, where = min(_contrasts(found), default=(21.0, ""))
        yield Seen(
            path.relative_to(output).as_posix(),
            scheme,
            path.stat().st_size,
            [rule["id"] for rule in found["violations"]],
            [url for url in asked if not url.startswith(("file:", "data:"))],
            int(tab.evaluate(SIDEWAYS)),
            contrast,
            where,
        )
        tab.close()


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def _contrasts(found: Mapping[str, Any]) -> Iterator[tuple[float, str]]:
    for rule in [*found["passes"], *found["violations"]]:
        if rule["id"] == "color-contrast":
            for node in rule["nodes"]:
                ratios = [check["data"]["contrastRatio"] for check in node["any"] if check["data"]]
                yield from ((ratio, node["html"][:80]) for ratio in ratios if ratio)


def told(seen: list[Seen]) -> str:
    """Say what was seen.

    Args:
        seen: Every page in both colour schemes.

    Returns:
        Markdown.
    """
    light = [each for each in seen if each.scheme == SCHEMES[0]]
    chapters = [each.size for each in light if each.page.rpartition("/")[2][:1].isdigit()]
    largest = max((each for each in light if each.size in chapters), key=lambda each: each.size)
    lowest = {each.scheme: each for each in sorted(seen, key=lambda each: -each.contrast)}
    words = {"light": "ljust", "dark": "mörkt"}
    lines = [
        "# Sidorna, granskade",
        "",
        "`tools/pages.py` öppnar varje färdig sida i Chromium, ljust och mörkt, och låter axe-core granska den (WCAG",
        "2.1 och 2.2, A och AA, och god sed). Kör `make report` först.",
        "",
        "| Vad | Mätt |",
        "| --- | --- |",
        f"| sidor | {len(light)} |",
        f"| fel enligt axe-core | {sum(len(each.faults) for each in seen)} |",
        f"| anrop till andra värdar | {sum(len(each.asked) for each in seen)} |",
        f"| bredast i ett fönster på 320 punkter | {max(each.narrow for each in seen)} |",
        *(f"| lägsta kontrast, {words[name]} | {each.contrast:.2f}:1 ({each.page}) |" for name, each in lowest.items()),
        f"| kapitelsida, median | {statistics.median(chapters) / KILO:.0f} kB |",
        f"| största kapitelsida | {largest.size / KILO:.0f} kB ({largest.page}) |",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
