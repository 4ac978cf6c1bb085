"""How what a report is about stands, in a line each: what the page that leads to it tells of it."""

from bs4 import BeautifulSoup, Tag

from analysis.catalogue import _

#: Counts by symbol, and plain ones.
COUNTS = "ul.tally, p.amounts"


def standing_in(html: str) -> list[str]:
    """Read the counts that a chapter begins with.

    Args:
        html: Content of the chapter.

    Returns:
        For example "31 processmål: bättre än målet 10, nära målet 5", in the language of the chapter; only how many
        there are where nothing else is known of them.
    """
    if 'class="tally"' not in html and 'class="amounts"' not in html:
        return []
    return [_line(counts) for counts in BeautifulSoup(html, "html.parser").select(COUNTS)]


def _line(counts: Tag) -> str:
    if counts.name == "p":
        return " ".join(counts.get_text().split())
    words = [" ".join(word.get_text().split()).lower() for word in counts.select(".symbol")]
    if not set(words) - {_("Okänd").lower()}:
        return str(counts["aria-label"])
    amounts = [amount.get_text() for amount in counts.select("strong")]
    told = ", ".join(f"{word}\N{NO-BREAK SPACE}{amount}" for word, amount in zip(words, amounts, strict=True))
    return f"{counts['aria-label']}: {told}"
