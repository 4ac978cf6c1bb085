"""Chapters made by the workers of a Dask cluster, by the same calls as by threads of our own."""

from concurrent.futures import Executor
from typing import Any

from analysis.errors import CallError

SECONDS = 10
#: How many workers may die with a chapter before the chapter is held to be the cause.
DEATHS = 3


def cluster_pool(address: str) -> Executor:
    """Connect to a cluster.

    Args:
        address: Address of its scheduler, such as `tcp://host:8786`.

    Returns:
        An executor; leaving it closes the connection.

    Raises:
        CallError: If nobody answers there.
    """
    from distributed import Client

    try:
        client: Any = Client(address, timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise CallError(
            f"Ingen Dask-schemaläggare svarar på «{address}».", "Starta den eller rätta adressen."
        ) from error
    pool: Executor = client.get_executor(pure=False, retries=DEATHS)
    return pool
