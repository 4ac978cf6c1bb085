"""How many examples a law is tried with: the profile says it (`tests/conftest.py`); a slow law takes a share of it."""

from hypothesis import settings

#: What shares are counted of.
USUAL = 100


#: How many inputs a fuzzer gets, where there is time.
FUZZ = 10_000


def fuzzed() -> settings:
    """Settings of a fuzzer: ten thousand inputs in the long profile, and a sample of them in the others."""
    tried = settings.get_current_profile_name()
    return settings(max_examples=FUZZ if tried == "long" else settings.get_profile(tried).max_examples)


def examples(number: int) -> settings:
    """Settings of a law that is tried with this many of the usual hundred examples."""
    tried = settings.get_current_profile_name()
    return settings(max_examples=max(1, number * settings.get_profile(tried).max_examples // USUAL))
