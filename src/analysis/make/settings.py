"""How reports are made: where, how many at a time, and how it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """How reports are made.

    Attributes:
        progress: How progress is shown: `auto`, `bar`, `lines` or `json`.
        force: Whether unchanged chapters are made again.
        workers: How many notebooks run at a time; cores and memory decide when left out.
        cluster: Address of a Dask scheduler, empty for this machine.
        share: Folder or address that the cluster's workers reach.
    """

    progress: str = "auto"
    force: bool = False
    workers: int | None = None
    cluster: str = ""
    share: str = ""


ORDINARY = Settings()
