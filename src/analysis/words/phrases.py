"""Words put together in the language of the moment."""

from analysis.words.mixed_language import joined
from analysis.words.translate import _


def enumerate_words(words: list[str]) -> str:
    """Join words with commas and "och".

    Args:
        words: One or more words.

    Returns:
        For example "KS, KLK och KoU".
    """
    if len(words) <= 1:
        return "".join(words) if not words else words[0]
    return _("{others} och {last}", others=joined(words[:-1]), last=words[-1])
