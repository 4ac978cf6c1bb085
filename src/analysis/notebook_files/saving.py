"""What Jupyter's server does when a notebook has been saved: git looks at it again (`git_filter.look_again`).

The server loads this by `saving.json`, which is installed beside the kernel. For editors that save by themselves, such
as VS Code, `arshjul tidy --install` does the same.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.errors import UserError
from analysis.notebook_files.git_setup import look_again


def after_saving(*, os_path: str, model: dict[str, Any], contents_manager: object) -> None:  # noqa: ARG001 - Jupyter's
    """Let git look at a notebook again; whatever git says, the notebook is saved.

    Args:
        os_path: The file.
        model: What was saved.
        contents_manager: Who saved it.
    """
    path = Path(os_path)
    if model["type"] == "notebook":
        # No git, no repository, somebody else at the index.
        with suppress(UserError, OSError):
            look_again(path.parent, path.name)


def _load_jupyter_server_extension(server: Any) -> None:  # noqa: ANN401 - the server is what it is
    server.contents_manager.register_post_save_hook(after_saving)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]
