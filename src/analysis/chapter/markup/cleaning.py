"""HTML of other libraries, cleaned of everything that could run, fetch or spoil a page."""

import re
from html import unescape

import nh3

from analysis.chapter.markup.markdown import ABROAD

#: What text and tables are made of, and nothing that runs, fetches, moves or is filled in.
TAGS = {
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("div", "p", "span", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code"),
    *("a", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "abbr", "time"),
    *("h4", "h5", "h6", "details", "summary"),
}
CELLS = {"colspan", "rowspan"}
ATTRIBUTES = {
    "*": {"lang", "dir", "style"},
    "a": {"href"},
    "td": CELLS,
    "th": {*CELLS, "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
    "abbr": {"title"},
    "time": {"datetime"},
}
#: How words stand, but neither colours nor sizes: those are the page's, in light and in dark.
STYLES = {"text-align", "font-weight", "font-style", "white-space"}
#: Of these the content goes too.
WHOLE = {"script", "style", "template", "title", "head", "noscript"}
#: What is shown by other means than text: without them something would be missing.
UNSHOWABLE = re.compile(
    r"<(script|iframe|frame|object|embed|canvas|svg|math|img|picture|video|audio|form|input|button|select|textarea)\b",
    re.IGNORECASE,
)
#: Headings above those of a page's own sections are moved below them.
HEADINGS = re.compile(r"(</?)h[1-3]\b", re.IGNORECASE)
CELL_END, LINE_END = re.compile(r"</t[hd]>"), re.compile(r"</(?:tr|p|div|li|dt|dd|caption|h[4-6]|pre|summary)>|<[bh]r>")
BLANKS, LINES = re.compile(r"[ \n]+"), re.compile(r"\s*\n\s*")


def unshowable(html: str) -> str:
    """Find what cleaning would take away although readers are meant to see it.

    Args:
        html: HTML of another library.

    Returns:
        The name of the first such element, such as `svg`; empty where nothing would be missing.
    """
    found = UNSHOWABLE.search(html)
    return found[1].lower() if found else ""


def cleaned(html: str) -> str:
    """Clean HTML.

    Args:
        html: HTML of another library.

    Returns:
        Text and tables, safe on any page.
    """
    clean: str = nh3.clean(
        HEADINGS.sub(r"\1h4", html),
        tags=TAGS,
        clean_content_tags=WHOLE,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        filter_style_properties=STYLES,
        strip_comments=True,
    )
    return clean.strip()


def _kept(_element: str, name: str, value: str) -> str | None:
    """A link leads to another site, or nowhere: what lies beside a notebook does not lie beside a page."""
    return value if name != "href" or ABROAD.match(value) else None


def words_of(clean: str) -> str:
    """Take the words of cleaned HTML.

    Args:
        clean: What `cleaned` gave.

    Returns:
        Plain text, a line a row or paragraph, cells apart by tabs.
    """
    flat = BLANKS.sub(" ", clean)
    marked = LINE_END.sub("\n", CELL_END.sub("\t", flat))
    plain = unescape(nh3.clean(marked, tags=set()))
    return "\n".join(line.strip("\t ").replace(" \t", "\t").replace("\t ", "\t") for line in LINES.split(plain) if line)
