"""The wheel: what is installed from it is the whole suite, and builds a project."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.making import small_project

from analysis.base.project import ROOT_VARIABLE
from analysis.starter.suite_files import suite_files

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "analysis"
#: What JupyterLab and its server find beside the package.
SHARED = ("share/jupyter/kernels/arshjul/kernel.json", "share/jupyter/labextensions/arshjul/package.json")
SERVER = "etc/jupyter/jupyter_server_config.d/arshjul.json"


def pip(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (made,) = folder.glob("arshjul-*.whl")
    return made


@pytest.mark.long
def test_it_holds_every_file_of_the_suite(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        f"analysis/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours - held == set()
    assert {f"analysis/suite/{place}" for place, _path in suite_files()} - held == set()
    beside = {name.partition(".data/data/")[2] for name in held}
    assert {*SHARED, SERVER} - beside == set()


@pytest.mark.long
def test_what_is_installed_from_it_builds_a_project(wheel: Path, tmp_path: Path) -> None:
    project, installed = small_project(tmp_path / "project"), tmp_path / "installed"
    pip("install", "--quiet", "--no-deps", "--target", str(installed), str(wheel))
    environment = os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONPATH": str(installed)}
    code = "import sys, analysis.cli as cli; assert sys.argv.pop(1) in cli.__file__; cli.main()"
    built = subprocess.run(
        [sys.executable, "-c", code, str(installed), "build"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (built.returncode, built.stderr) == (0, "")
    assert project.database.exists()
