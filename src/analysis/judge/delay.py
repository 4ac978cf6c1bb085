"""Which follow-ups speak of delay: a rule over words, since a text says so where symbols are lost."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR

#: Beginnings of words, and phrases, with which follow-ups tell that something takes longer or may not be done.
SAYING_SO = (
    *("försen", "senare än", "senarelägg", "uppskjut", "avvakta", "dröj", "takten är", "väntar på grund"),
    *("skjuta upp", "skjuts upp", "skjutits upp", "skjuta fram", "skjuts fram", "skjutits fram"),
    *("ställdes in", "ställts in", "har stoppat", "inte kunnat", "inte hunnit", "inte bli klar", "inte når så långt"),
    *("svåra att nå", "på grund av coronaviruset", "pandemin stör", "pandemin påverkar"),
)
#: What would happen only if something else does is no delay.
IF_NOT = re.compile(r"\bom inte\b[^.,;]*", re.IGNORECASE)
WORDS = re.compile("|".join(map(re.escape, SAYING_SO)), re.IGNORECASE)
#: Work that goes on until a named year, or is done in the first, second or third report of one.
UNTIL = re.compile(
    r"\b(?:pågår|fortsätter|löper) (?:in )?(?:till|i|under) (20\d\d)|\bunder delår \d (20\d\d)", re.IGNORECASE
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
YEAR = re.compile(r"\b20\d\d\b")
#: What a commitment is called that has no end year.
MANY_YEARS = re.compile(r"\bflera år\b|\bflerårig", re.IGNORECASE)


def due_year(name: str, year: int) -> int:
    """Tell until when a commitment is to last.

    Args:
        name: The commitment's name, which may have years of its own: "Effektiviseringar till 2022".
        year: The year that it is reported for.

    Returns:
        The latest of them, or the last year of all where the name tells of several; work that goes on until then is on
        schedule.
    """
    if MANY_YEARS.search(name):
        return MAXYEAR
    return max([year, *(int(found) for found in YEAR.findall(name))])


def delayed_sentences(texts: Iterable[str], year: int) -> list[str]:
    """Find the sentences that tell of delay, or of work that goes on after the year.

    Args:
        texts: Follow-ups of one commitment.
        year: The year that the commitment is to last until.

    Returns:
        The sentences in their order.
    """
    return [sentence for text in texts for sentence in SENTENCE.split(text.strip()) if _tells(sentence, year)]


def _tells(sentence: str, year: int) -> bool:
    later = any(int(found[1] or found[2]) > year for found in UNTIL.finditer(sentence))
    return later or WORDS.search(IF_NOT.sub("", sentence)) is not None
