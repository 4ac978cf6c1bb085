"""What papermill finds of our engine: its name, and the way to it when it is asked for.

Papermill loads all engines when it is imported itself, whoever imports it: ours, which needs papermill, among them.
"""

from typing import Any


class ArshjulEngine:
    """The engine, loaded when it is used."""

    @classmethod
    def execute_notebook(cls, *arguments: Any, **settings: Any) -> Any:  # noqa: ANN401 - papermill is not typed
        """Execute a notebook, as `papermill.engines.Engine` does."""
        return _engine().execute_notebook(*arguments, **settings)

    @classmethod
    def nb_kernel_name(cls, *arguments: Any) -> Any:  # noqa: ANN401 - as above
        """Name the kernel that a notebook asks for."""
        return _engine().nb_kernel_name(*arguments)

    @classmethod
    def nb_language(cls, *arguments: Any) -> Any:  # noqa: ANN401 - as above
        """Name the language that a notebook is written in."""
        return _engine().nb_language(*arguments)


def _engine() -> Any:  # noqa: ANN401 - as above
    from analysis.kernels.engine import WarmEngine

    return WarmEngine
