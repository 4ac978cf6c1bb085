"""Chapters made by the workers of a Dask cluster, by the same calls as by threads of our own."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import suppress
from functools import partial
from typing import Any, ParamSpec, TypeVar

from analysis.base.program import code_fingerprint
from analysis.errors import CallError, ClusterError, UserError
from analysis.words.translate import _, later

P = ParamSpec("P")
T = TypeVar("T")
#: Seconds between looks at whether there are workers.
LOOK = 1.0
#: A scheduler that reads its first chapter imports our program and answers nobody meanwhile: it may take this many
#: times as long as the cluster may be without workers.
BUSY = 10
#: How many times more a chapter is begun when it was stopped by something else than the notebook: a full disk.
RETRIES = 2
GONE = later("Anslutningen till klustrets schemaläggare bröts.")
EMPTY = later("Klustret har inga arbetare kvar.")
DEADLY = later("arbetare efter arbetare dog medan kapitlet kördes; det kan vara kapitlet som tar deras minne")


class ClusterPool(Executor):
    """Dask's own executor, which also tells when the cluster is gone, and closes the connection when it is left.

    Args:
        client: A connected client.
        patience: Seconds that the cluster may be without workers.
    """

    def __init__(self, client: Any, patience: float) -> None:  # noqa: ANN401 - distributed is untyped
        self._client, self._patience = client, patience
        # Every chapter is made, also one that looks like another. Dask itself begins it anew when its worker dies.
        self._executor: Executor = client.get_executor(pure=False, retries=RETRIES)
        self._lock = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self._lost: ClusterError | None = None
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._look_after, daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a call to the cluster.

        Args:
            fn: What is to be called.
            args: Its arguments.
            kwargs: Its named arguments.

        Returns:
            Its future result; `ClusterError` when the cluster is gone.
        """
        outer: Future[T] = Future()
        with self._lock:
            if self._lost:
                outer.set_exception(self._lost)
                return outer
            self._waiting.add(outer)
        try:
            inner = self._executor.submit(fn, *args, **kwargs)
        except Exception as error:  # a connection that is gone is told in many ways
            self._lose(ClusterError(_(GONE) + f" ({error})"))
            return outer
        inner.add_done_callback(partial(self._hand_over, outer))
        outer.add_done_callback(lambda ended: inner.cancel() if ended.cancelled() else None)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - Executor's names
        """Close the connection; the cluster forgets what nobody waits for any longer.

        Args:
            wait: Whether to wait for what was sent.
            cancel_futures: Makes no difference: what is not waited for is forgotten.
        """
        if self._closed.is_set():
            return
        while wait and self._left():
            time.sleep(LOOK / 10)
        self._closed.set()
        self._watch.join(timeout=LOOK)
        with suppress(Exception):  # there may be nobody to take leave of
            self._client.close(timeout=LOOK)

    def _left(self) -> bool:
        with self._lock:
            self._waiting = {future for future in self._waiting if not future.done()}
            return bool(self._waiting)

    def _hand_over(self, outer: Future[T], inner: Future[T]) -> None:
        # Who waits may have given up or been told already.
        with suppress(InvalidStateError):
            if inner.cancelled():
                if not outer.cancelled():
                    self._lose(ClusterError(_(GONE)))
            elif error := inner.exception():
                outer.set_exception(_plain(error))
            else:
                outer.set_result(inner.result())

    def _look_after(self) -> None:
        seen = time.monotonic()
        while not self._closed.wait(LOOK):
            if self._has_workers():
                seen = time.monotonic()
            elif time.monotonic() - seen > self._patience:
                self._lose(ClusterError(_(EMPTY)))
                return

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.sync(self._client.scheduler.ncores, callback_timeout=BUSY * self._patience))
        except Exception:  # a scheduler that does not answer has no workers for us
            return False

    def _lose(self, error: ClusterError) -> None:
        with self._lock:
            self._lost = self._lost or error
            waiting, self._waiting = self._waiting, set()
        for future in waiting:
            with suppress(InvalidStateError):
                future.set_exception(self._lost)


def cluster_pool(address: str) -> ClusterPool:
    """Connect to a cluster whose workers have the same program as we.

    Args:
        address: Address of its scheduler, such as `tcp://host:8786`.

    Returns:
        An executor; leaving it closes the connection.

    Raises:
        CallError: If nobody answers there.
        ClusterError: If it has no workers, or workers of another version.
    """
    import dask
    from distributed import Client

    _silence()
    patience = dask.utils.parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    try:
        # First without a client: one that fails to start waits for itself at exit.
        asyncio.run(_knock(address, patience))
        client: Any = Client(address, timeout=patience, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # each kind of address has its own errors
        raise CallError(
            _("Ingen Dask-schemaläggare svarar på «{address}» ({error}).", address=address, error=type(error).__name__),
            _("Starta den eller rätta adressen."),
        ) from error
    try:
        _compare(client, address, patience)
    except BaseException:
        client.close(timeout=LOOK)
        raise
    return ClusterPool(client, patience)


async def _knock(address: str, patience: float) -> None:
    from distributed.comm.core import connect
    from distributed.security import Security

    safely = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    comm: Any = await connect(address, timeout=patience, **safely)  # type: ignore[no-untyped-call]
    await comm.close()


def _silence() -> None:
    """What Dask would log, we say ourselves; each of its loggers has a level of its own."""
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _compare(client: Any, address: str, patience: float) -> None:  # noqa: ANN401 - distributed is untyped
    """Refuse workers that would make other pages than we."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise ClusterError(
            _("Klustret «{address}» har inga arbetare.", address=address), _("Starta minst en.")
        ) from error
    unfit = []
    for worker, code in sorted(client.run(code_fingerprint, on_error="return").items()):
        if code == code_fingerprint() or isinstance(code, OSError):
            continue  # fit, or it died as it was asked
        known = isinstance(code, str)
        other = _("Arbetaren {worker} har en annan version av Årshjul, Python eller bibliotek.", worker=worker)
        unfit.append(other if known else _("Arbetaren {worker} kan inte läsa in Årshjul.", worker=worker))
    if unfit:
        raise ClusterError("\n".join(unfit), _("Installera samma version där och starta om."))


def _plain(error: BaseException) -> BaseException:
    from distributed import KilledWorker

    return UserError(_(DEADLY)) if isinstance(error, KilledWorker) else error
