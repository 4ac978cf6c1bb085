"""The browser that tests look with: where it is, how it is started, what axe-core is asked."""

import os
import shutil

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: Milliseconds that something may take to come: many, for a machine that has other things to do.
PATIENCE = 120_000
#: All that axe-core knows of WCAG 2.1 and 2.2, A and AA, and what it calls best practice.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    # What it would fetch to look at styles, pages forbid.
    "preload": False,
}
