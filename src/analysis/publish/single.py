"""A whole report in one file that needs nothing beside it: to send by e-mail and to keep."""

import re
from importlib import resources
from pathlib import Path

from analysis.publish.document import DOCUMENT
from analysis.publish.named_table import LINKS

STYLE = re.compile(r'<link rel="stylesheet"[^>]*>')
#: Scripts and the figures that they draw from.
SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
TITLE = re.compile(r"(?<=<title>)[^<]*")
HEADING = re.compile(r"<h1>([^<]*)</h1>")
POLICY = re.compile(r'(?<=http-equiv="Content-Security-Policy" content=")[^"]*')
#: Links that lead nowhere without the other pages, words and all.
ON_SCREEN = re.compile(r' ?<a\b[^>]* class="on-screen"[^>]*>.*?</a>', re.DOTALL)
#: Links to other files of the report; those within the page remain.
LINK = re.compile(r'<a (?=[^>]*href="(?!#))[^>]*>(?P<words>.*?)</a>', re.DOTALL)


def write_single(folder: Path, report: str) -> Path:
    """Write the whole document as one file.

    Args:
        folder: The report's folder; the document is there.
        report: Id of the report, which the file is named after.

    Returns:
        The file.
    """
    page = (folder / DOCUMENT).read_text(encoding="utf-8")
    css = (resources.files("analysis.publish") / "assets" / "page.css").read_text(encoding="utf-8")
    page = POLICY.sub("default-src 'none'; style-src 'unsafe-inline'; img-src data:", page)
    # It stands alone, so its title needs to tell it from no other page.
    page = TITLE.sub(lambda found: name[1] if (name := HEADING.search(page)) else found[0], page, count=1)
    page = STYLE.sub(lambda _: f"<style>\n{css}</style>", page)
    page = LINK.sub(lambda found: found["words"], LINKS.sub("", ON_SCREEN.sub("", SCRIPT.sub("", page))))
    path = folder / f"{report}.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
