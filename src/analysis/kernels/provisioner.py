"""How jupyter_client starts our kernels: forked where the system can, else as any other kernel."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.kernels.forked import ForkError, fork_kernel, is_possible
from analysis.kernels.streams import aside

LAUNCHER = ["-m", "ipykernel_launcher"]
#: Ways to lead a stream that a fork cannot follow.
OF_POPEN = {subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL}


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking a process that has imported the analysis stack.

    Everything else - signals, waiting, interrupting, restarting - is what jupyter_client does with any local kernel.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - as above us
        """Start a kernel.

        Args:
            cmd: The command that would start it the ordinary way.
            kwargs: What `subprocess.Popen` takes.

        Returns:
            How to reach it.
        """
        kwargs["stdout"] = aside(kwargs.get("stdout"))
        env = kwargs.get("env") or dict(os.environ)
        outputs = [kwargs.get(name) for name in ("stdout", "stderr")]
        if not can_fork(cmd, env) or any(output in OF_POPEN for output in outputs):
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            with Path(os.devnull).open() as nothing:
                streams = [nothing.fileno(), *(_descriptor(output, 1 + at) for at, output in enumerate(outputs))]
                process = await asyncio.to_thread(fork_kernel, cmd[3:], env, cwd, streams)
        except (ForkError, OSError) as error:
            self.log.warning("The kernel could not be forked and starts the ordinary way: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment] # all that is asked of a Popen
        self.pid = self.pgid = process.pid
        self.cwd = cwd
        return self.connection_info


def can_fork(cmd: list[str], env: Mapping[str, str]) -> bool:
    """Whether a fork of our server would be the kernel that a command starts.

    Args:
        cmd: Command of the kernel.
        env: Its environment.

    Returns:
        False where the system has no fork, where the command is another interpreter or program, and where the
        environment has other settings for Python than ours.
    """
    if not is_possible(env):
        return False
    # Another thread may take something out of the environment meanwhile.
    names = [name for name in {*env, *list(os.environ)} if name.startswith("PYTHON")]
    return cmd[:3] == [sys.executable, *LAUNCHER] and all(env.get(name) == os.environ.get(name) for name in names)


def _descriptor(output: Any, standard: int) -> int:  # noqa: ANN401 - a file, a descriptor or nothing
    if output is None:
        return standard
    return output if isinstance(output, int) else int(output.fileno())
