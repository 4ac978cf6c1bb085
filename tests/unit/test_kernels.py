"""Kernels of a run: they work, leave nothing behind and do not hear each other."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from stat import S_IRWXG, S_IRWXO, S_IRWXU

import pytest
from jupyter_client.asynchronous.client import AsyncKernelClient

from analysis.kernels.manager import PrivateKernelManager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no private transport on Windows")


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for temporary files, so that what is left behind shows."""
    # The path of a socket may have about 100 letters; pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="k", ignore_cleanup_errors=True) as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


async def started() -> tuple[PrivateKernelManager, AsyncKernelClient]:
    manager = PrivateKernelManager(kernel_name="python3")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=120)
    return manager, client


async def answer(client: AsyncKernelClient, code: str) -> str:
    said: list[str] = []
    await client.execute_interactive(
        code, timeout=120, output_hook=lambda message: said.append(message["content"].get("text", ""))
    )
    return "".join(said).strip()


async def stop(manager: PrivateKernelManager, client: AsyncKernelClient) -> None:
    client.stop_channels()
    await manager.shutdown_kernel(now=True)


def test_a_kernel_answers_over_a_folder_that_only_the_user_may_open(folders: Path) -> None:
    async def scenario() -> tuple[str, str, list[int]]:
        manager, client = await started()
        modes = [folder.stat().st_mode & (S_IRWXU | S_IRWXG | S_IRWXO) for folder in folders.glob("arshjul-*")]
        try:
            return await answer(client, "print(1 + 1)"), manager.transport, modes
        finally:
            await stop(manager, client)

    assert asyncio.run(scenario()) == ("2", "ipc", [0o700])


def test_a_kernel_leaves_no_folder_behind(folders: Path) -> None:
    async def scenario() -> None:
        await stop(*await started())

    asyncio.run(scenario())
    assert list(folders.glob("arshjul-*")) == []


def test_two_kernels_at_a_time_do_not_mix() -> None:
    async def scenario() -> list[str]:
        pairs = [await started(), await started()]
        try:
            await asyncio.gather(answer(pairs[0][1], "name = 'KLK'"), answer(pairs[1][1], "name = 'KoU'"))
            return list(await asyncio.gather(*(answer(client, "print(name)") for _, client in pairs)))
        finally:
            for pair in pairs:
                await stop(*pair)

    assert asyncio.run(scenario()) == ["KLK", "KoU"]
