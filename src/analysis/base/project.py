"""Where things lie in a project folder. Imports nothing from the package."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT_VARIABLE = "ARSHJUL_ROOT"
DATABASE_VARIABLE = "ARSHJUL_DATABASE"
#: What a project says of itself, below its data folder.
SETTINGS_FILE = "project.yaml"
#: What its pages and files look like, beside that.
THEME_FILE = "theme.yaml"
#: Where its documents lie below the data folder, and what is said there once of all rows of one.
SOURCES, HEADER_FILE = "sources", "document.yaml"
#: Where tables without rows lie, to be copied: no data.
TEMPLATES = "mall"
#: Set where nobody looks at a notebook as it runs: publishing fills in what readers see.
DATA_ONLY = "ARSHJUL_DATA_ONLY"
#: Where analysts keep notebooks of their own, below those of the suite.
OWN_NOTEBOOKS = "egna"


@dataclass(frozen=True)
class Project:
    """The folders of one project.

    Attributes:
        root: Folder that holds `data/`, `notebooks/` and `parameters/`.
    """

    root: Path

    @property
    def data(self) -> Path:
        """Folder of the reviewed source files."""
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The DuckDB file, built from `data`, never committed; a run's kernels read the snapshot that it names."""
        return Path(os.environ.get(DATABASE_VARIABLE) or self.data / "arshjul.duckdb")

    @property
    def notebooks(self) -> Path:
        """Folder of the notebooks, one question each."""
        return self.root / "notebooks"

    @property
    def own_notebooks(self) -> Path:
        """Folder of the notebooks that analysts have made; the suite brings and changes nothing there."""
        return self.notebooks / OWN_NOTEBOOKS

    @property
    def notebook_files(self) -> list[Path]:
        """Every notebook that may be a chapter: the suite's, then analysts' own, each in the order of their names."""
        return [path for folder in (self.notebooks, self.own_notebooks) for path in sorted(folder.glob("*.ipynb"))]

    def notebook_name(self, notebook: Path) -> str:
        """What a parameter file calls a notebook: its path below `notebooks/` without ending."""
        return notebook.relative_to(self.notebooks).with_suffix("").as_posix()

    @property
    def parameters(self) -> Path:
        """Folder with one YAML file a report."""
        return self.root / "parameters"

    @property
    def output(self) -> Path:
        """Folder of finished pages, never committed."""
        return self.root / "output"

    @property
    def state(self) -> Path:
        """Folder of what runs remember: finished chapters, journal, locks; never committed."""
        return self.output / ".arshjul"


def find_project(start: Path | None = None) -> Project:
    """Find the project folder from where the user stands.

    Args:
        start: Folder to start from; the current folder when left out.

    Returns:
        The project named by the environment variable `ARSHJUL_ROOT`, else the nearest folder upwards that holds
        `data/`, `notebooks/` and `parameters/`, else the starting folder itself.
    """
    if named := os.environ.get(ROOT_VARIABLE):
        return Project(Path(named).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if all((folder / name).is_dir() for name in ("data", "notebooks", "parameters")):
            return Project(folder)
    return Project(here)
