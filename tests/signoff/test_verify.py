"""Whatever is done to a kept version is told, file by file."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.checkouts import Checkout
from tests.signed import REPORT, keep_again, rewrite

from analysis.base.project import Project
from analysis.commands.verify import verify
from analysis.errors import CallError, InputFaults
from analysis.intake.approvals import APPROVALS, READINGS, Approval, read_approvals
from analysis.signoff.kept_files import digest
from analysis.signoff.seal import SEAL, write_seal


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


def led_elsewhere(folder: Path, elsewhere: Path) -> None:
    """A folder with the same content where anybody may change it."""
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere, target_is_directory=True)


def exchanged(kept: Path) -> None:
    """Two pages with each other's names."""
    one, other = kept / "index.html", kept / "hela.html"
    one.rename(kept / "x")
    other.rename(one)
    (kept / "x").rename(other)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def notebook_of(kept: Path) -> Path:
    return min((kept / "notebooks").iterdir())


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
    "one character less": (lambda kept: cut(kept / "two.html"), "two.html: ändrad efter godkännandet"),
    "emptied": (lambda kept: (kept / "two.xlsx").write_bytes(b""), "two.xlsx: ändrad efter godkännandet"),
    "exchanged": (exchanged, "hela.html: ändrad efter godkännandet"),
    "renamed": (lambda kept: (kept / "hela.html").rename(kept / "Hela.html"), "hela.html: saknas"),
    "notebook": (lambda kept: edit(notebook_of(kept), "parameters", "parametrar"), "notebooks/"),
    "hidden file": (lambda kept: (kept / ".htaccess").write_text("x"), ".htaccess: tillagd efter godkännandet"),
    "empty folder": (lambda kept: (kept / "nytt").mkdir(), "nytt: mapp tillagd efter godkännandet"),
    "folder within": (lambda kept: (kept / "assets" / "a").mkdir(), "assets/a: mapp tillagd efter godkännandet"),
    "file in a folder": (lambda kept: (kept / "chapters" / "x.json").write_text("{}"), "chapters/x.json: tillagd"),
    "signature": (lambda kept: (kept / "approval.json.sig").write_text("x"), "approval.json.sig: tillagd"),
    "linked folder": (
        lambda kept: led_elsewhere(kept / "assets", kept.parents[3] / "a"),
        "assets: tillagd efter godkännandet; den är en länk till något annat",
    ),
    "link beside": (lambda kept: (kept / "ny").symlink_to("index.html"), "ny: tillagd efter godkännandet; den är en"),
    "link to nothing": (lambda kept: (kept / "ny").symlink_to("inget"), "ny: tillagd efter godkännandet; den är en"),
    "linked seal": (
        lambda kept: led_elsewhere(kept / "approval.json", kept.parents[3] / "a"),
        "approval.json: ändrad efter godkännandet; den är en länk",
    ),
    "linked copy": (
        lambda kept: led_elsewhere(kept, kept.parents[3] / "a"),
        "output/approved/two/1: är en länk till något annat",
    ),
    "linked report": (
        lambda kept: led_elsewhere(kept.parent, kept.parents[2] / "a"),
        "output/approved/two/1: är en länk till något annat",
    ),
    "pipe": (lambda kept: piped(kept / "hela.html"), "hela.html: ändrad efter godkännandet; den är ingen vanlig fil"),
    "name that a terminal obeys": (lambda kept: (kept / "a\x1b[2K").write_text(""), r"a\x1b[2K: tillagd"),
    "name that is no text": (lambda kept: Path(os.fsdecode(bytes(kept) + b"/\xff")).touch(), r"\udcff: tillagd"),
    "seal that never ends": (
        lambda kept: (kept / "approval.json").write_text("[" * 100_000),
        "approval.json: går inte att läsa",
    ),
    "seal that is a pipe": (lambda kept: piped(kept / "approval.json"), "approval.json: går inte att läsa"),
    "seal of other values": (
        lambda kept: edit(kept / "approval.json", "KSKF/2017:75", "KSKF/2017:76"),
        "approval.json: ändrad; raden i approvals.csv säger en annan kontrollsumma",
    ),
    "seal without a file": (
        lambda kept: edit(kept / "approval.json", '"hela.html"', '"annan.html"'),
        "approval.json: ändrad; raden",
    ),
}
#: Columns of the row, each with another value that it may hold.
ROW = {
    "name": "Någon annan",
    "at": "2016-12-31T12:00:00+01:00",
    "reason": "Ett annat beslut",
    "content": f"2:{'a' * 64}",
    "manifest": "b" * 64,
    "previous": "c" * 64,
    "key": f"SHA256:{'A' * 43}",
    "report": "other",
    "version": 2,
}


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


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


@pytest.mark.parametrize("column", ROW)
def test_a_changed_value_of_the_row_is_told(approved: Project, column: str, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = read_approvals(approved.data)
    rewrite(approved, replace(row, **{column: ROW[column]}))  # type: ignore[arg-type] # of that column's type
    assert told_by_verify(capsys) != ""


def told_by_verify(capsys: pytest.CaptureFixture[str]) -> str:
    """What verify says is wrong; nothing where it ends well."""
    capsys.readouterr()
    try:
        return capsys.readouterr().out if verify() else ""
    except InputFaults as faults:
        return str(faults)


def test_the_column_that_differs_is_named_with_both_values(
    approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = read_approvals(approved.data)
    rewrite(approved, replace(row, name="Någon annan"))
    assert verify() == 1
    told = "two version 1: approvals.csv, kolumn name: raden säger «Någon annan», det godkända «Kommunstyrelsen»"
    assert told in capsys.readouterr().out


def test_a_row_that_is_gone_or_there_twice_is_told(approved: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = read_approvals(approved.data)
    rewrite(approved, row, row)
    assert "samma rapport och version finns på en annan rad" in told_by_verify(capsys)
    rewrite(approved)
    assert "finns utan rad i approvals.csv" in told_by_verify(capsys)


def test_a_row_that_git_remembers_is_missed_with_its_copy_gone_too(
    kept: Path, approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout = Checkout(approved.root)
    checkout.git("init", "--quiet", "--initial-branch=main")
    checkout.git("add", "--force", f"data/{APPROVALS}")
    checkout.git("commit", "--quiet", "--message=Godkänd")
    assert told_by_verify(capsys) == ""
    (row,) = read_approvals(approved.data)
    rewrite(approved)
    shutil.rmtree(kept)
    told = " ".join(told_by_verify(capsys).split())
    commit = checkout.git("rev-parse", "HEAD")[:10]
    assert "two version 1: raden är borta ur approvals.csv, eller utbytt; rader tas aldrig bort. Hämta" in told
    assert f"git show {commit}:data/{APPROVALS}" in told
    checkout.git("commit", "--quiet", "--all", "--message=Inget har hänt")
    assert "raden är borta" in told_by_verify(capsys)
    rewrite(approved, replace(row, manifest="b" * 64))
    assert "two version 1: raden är borta ur approvals.csv, eller utbytt" in told_by_verify(capsys)


def test_another_content_is_not_slipped_in_beside_the_row(
    approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    heading, reading = "report;version;content;mapped_at", f"{REPORT};1;2:{'a' * 64};2026-11-23T14:05:00+01:00"
    (approved.data / READINGS).write_text(f"{heading}\n{reading}\n", encoding="utf-8")
    assert "content_versions.csv ger versionen ett annat innehåll" in told_by_verify(capsys)


def test_each_version_holds_the_one_before_and_a_chain_that_is_cut_is_told(
    kept: Path, approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    first = read_approvals(approved.data)[0]
    second = keep_again(approved)
    assert second.previous == first.manifest == digest(kept / SEAL)
    assert told_by_verify(capsys) == ""
    rewrite(approved, first, replace(second, previous=""))
    assert "kolumn previous" in told_by_verify(capsys)
    # Whoever changes the first version and all that holds its hash in the row has the second one against him.
    edit(kept / "hela.html", "56", "65")
    again = sealed_anew(kept, replace(first, reason="Ett annat beslut"))
    rewrite(approved, again, second)
    assert "two version 2: kedjan är bruten" in told_by_verify(capsys)


def test_a_row_that_an_earlier_program_wrote_is_valid_and_begins_a_chain(
    kept: Path, approved: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = read_approvals(approved.data)
    path = kept / SEAL
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({name: about[name] for name in about if name not in ("form", "previous", "key")}))
    old = replace(row, manifest=digest(path))
    rewrite(approved, old)
    assert told_by_verify(capsys) == ""
    assert keep_again(approved).previous == old.manifest
    assert told_by_verify(capsys) == ""
    rewrite(approved, replace(old, reason="Ett annat beslut"), *read_approvals(approved.data)[1:])
    assert "kolumn reason" in told_by_verify(capsys)


def sealed_anew(kept: Path, approval: Approval) -> Approval:
    """A copy that was changed, sealed as the program does it."""
    (kept / SEAL).unlink()
    return replace(approval, manifest=digest(write_seal(kept, approval)))


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
