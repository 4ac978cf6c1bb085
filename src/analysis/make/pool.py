"""Threads that notebooks are run from: how many, how what is done is taken, and how all of them end at once."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue

import psutil

from analysis.make.chapter_task import Done

#: Memory that a kernel with its share of the runner may need; forked kernels share what they imported.
KERNEL_BYTES = 400_000_000
#: Kernels wait for the runner and the runner for kernels: one more than there are cores keeps all of them busy.
AHEAD = 1
#: Seconds between looks at whether the user has broken off.
LISTENING = 0.2


def worker_count() -> int:
    """Say how many notebooks this machine can run at a time.

    Returns:
        As many as it has cores and one ahead, or as there is memory for.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = int(psutil.virtual_memory().available) // KERNEL_BYTES
    return max(1, min(cores + AHEAD, room))


def finished(futures: list[Future[Done]]) -> Iterator[Future[Done]]:
    """Give futures as they are done; the waits are short, so that Ctrl-C is heard everywhere.

    Args:
        futures: What is waited for; emptied, so that nothing of what has been taken is kept.

    Yields:
        One future at a time, the first that is done first.
    """
    if threading.current_thread() is threading.main_thread():
        # Polars has put a handler of its own before Python's, and keeps what it hears to itself.
        signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT) or signal.default_int_handler)
    done: SimpleQueue[Future[Done]] = SimpleQueue()
    left = len(futures)
    while futures:
        futures.pop().add_done_callback(done.put)
    while left:
        with suppress(Empty):
            yield done.get(timeout=LISTENING)
            left -= 1


@contextmanager
def at_once(pool: Executor) -> Iterator[Executor]:
    """Use a pool; when the run breaks, what has not begun is not begun, and nobody waits for what has.

    Args:
        pool: The pool; closed afterwards.

    Yields:
        The pool.
    """
    try:
        yield pool
    except BaseException:
        if isinstance(pool, ThreadPoolExecutor):
            pool.shutdown(wait=False, cancel_futures=True)
        else:
            pool.shutdown(wait=False)
        raise
    pool.shutdown()
