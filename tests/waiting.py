"""Waiting for what comes by itself, however long a busy machine takes."""

import time

#: So long that what has not come by then does not come.
SECONDS = 120.0


def wait_for(come: object, seconds: float = SECONDS) -> None:
    """Wait until a question is answered with yes."""
    assert callable(come)
    deadline = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
