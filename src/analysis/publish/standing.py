"""How what a report is about stands, in a line each: what the page that leads to it tells of it."""

from bs4 import BeautifulSoup

from analysis.catalogue import _

TALLY = "ul.tally"


def standing_in(html: str) -> list[str]:
    """Read the counts that a chapter begins with.

    Args:
        html: Content of the chapter.

    Returns:
        For example "31 processmål: bättre än målet 10, nära målet 5", in the language of the chapter; nothing for
        counts of which nothing is known.
    """
    if 'class="tally"' not in html:
        return []
    lines = []
    for tally in BeautifulSoup(html, "html.parser").select(TALLY):
        counts = [
            (" ".join(word.get_text().split()).lower(), amount.get_text())
            for word, amount in zip(tally.select(".symbol"), tally.select("strong"), strict=True)
        ]
        if {word for word, _amount in counts} - {_("Okänd").lower()}:
            told = ", ".join(f"{word}\N{NO-BREAK SPACE}{amount}" for word, amount in counts)
            lines.append(f"{tally['aria-label']}: {told}")
    return lines
