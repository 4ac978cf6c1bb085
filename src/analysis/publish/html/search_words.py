"""What a search knows of words: which are forms of one, whatever a reader types of them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile

import snowballstemmer

from analysis.words.current_language import ENGLISH, SWEDISH

STEMMERS = {SWEDISH: "swedish", ENGLISH: "english"}
#: Shorter words are found by their beginning, and have no other forms worth knowing.
SHORTEST = 3
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def folded(words: str) -> str:
    """Write words without what a keyboard may lack.

    Args:
        words: The words.

    Returns:
        The same letters, small and without marks above or below: "ATT NÅ" is "att na".
    """
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in words.lower())


def families(texts: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Sort the words of texts by what they are forms of.

    Args:
        texts: Texts by language.

    Returns:
        The endings of each beginning that forms share, all folded: `{"medborg": ["are", "arna"]}`.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, those in texts.items():
        for beginning, endings in _families(language, those):
            found[beginning] |= endings
    return {beginning: sorted(endings) for beginning, endings in sorted(found.items())}


def _families(language: str, texts: Iterable[str]) -> Iterable[tuple[str, set[str]]]:
    words = sorted({word for text in texts for word in WORD.findall(text.lower())})
    stems = snowballstemmer.stemmer(STEMMERS[language]).stemWords(words)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word, stem in zip(words, stems, strict=True):
        forms[folded(stem)].append(folded(word))
    for stem, those in forms.items():
        # An English stem may end in a letter that its forms do not have: companies, company.
        beginning = _shared([stem, *those])
        if len(beginning) >= SHORTEST:
            yield beginning, {word[len(beginning) :] for word in those}


def _shared(words: list[str]) -> str:
    """The beginning that words have in common: that of the first and the last of the alphabet."""
    first, last = min(words), max(words)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _other in alike)
