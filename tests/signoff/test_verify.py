"""Whatever is done to a kept version is told, file by file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.signed import REPORT

from analysis.base.project import Project
from analysis.commands.verify import verify
from analysis.errors import CallError
from analysis.intake.approvals import APPROVALS


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def linked(path: Path) -> None:
    """The same words in a file that anybody may change."""
    copy = path.parents[4] / "copy.html"
    shutil.copyfile(path, copy)
    path.unlink()
    path.symlink_to(copy)


def forged(kept: Path) -> None:
    """A page is changed and the list of files is made to agree."""
    edit(kept / "hela.html", "56", "65")
    path = kept / "approval.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["name"] = "Någon annan"
    path.write_text(json.dumps(about), encoding="utf-8")


TAMPER: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda kept: edit(kept / "hela.html", "56", "65"), "hela.html: ändrad efter godkännandet"),
    "missing": (lambda kept: (kept / "assets" / "page.css").unlink(), "assets/page.css: saknas"),
    "added": (lambda kept: (kept / "ny.html").write_text("ny"), "ny.html: tillagd efter godkännandet"),
    "linked": (lambda kept: linked(kept / "index.html"), "index.html: ändrad efter godkännandet"),
    "manifest": (
        forged,
        "approval.json: ändrad; raden i approvals.csv säger en annan kontrollsumma",
    ),
    "no manifest": (lambda kept: (kept / "approval.json").unlink(), "approval.json: saknas"),
    "spoiled manifest": (lambda kept: (kept / "approval.json").write_text("[]"), "approval.json: går inte att läsa"),
    "gone": (shutil.rmtree, "exemplaret saknas i output/approved/two/1"),
}


@pytest.fixture
def kept(approved: Project) -> Path:
    """The kept copy, its owner having made it writable."""
    folder = approved.output / "approved" / REPORT / "1"
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize("way", TAMPER)
def test_tampering_is_told(kept: Path, way: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify() == 0
    assert "filer, oförändrade sedan godkännandet." in capsys.readouterr().out
    tamper, expected = TAMPER[way]
    tamper(kept)
    assert verify(REPORT) == 1
    assert f"two version 1: {expected}" in capsys.readouterr().out


def test_a_version_that_nobody_has_approved_is_told(
    kept: Path, approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(kept, kept.with_name("2"))
    assert verify() == 1
    assert "output/approved/two/2: finns utan rad i approvals.csv" in capsys.readouterr().out
    shutil.rmtree(kept.with_name("2"))
    (approved.data / APPROVALS).unlink()
    assert verify() == 1
    assert "output/approved/two/1: finns utan rad" in capsys.readouterr().out


def test_nothing_approved_is_no_fault_and_an_unknown_report_is_a_wrong_call(
    draft: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify() == 0
    assert "Inget är godkänt än." in capsys.readouterr().out
    with pytest.raises(CallError, match="Menade du «two»"):
        verify("tow")
