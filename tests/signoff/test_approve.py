"""Approving: what is refused, what is written down, what pages say, and that it is whole or not at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from filelock import FileLock
from tests.making import COMMAND, said, within
from tests.pages import read_page
from tests.signed import REPORT, Build, correct, mark_of, marks

from analysis.base.files import UNFINISHED
from analysis.base.project import ROOT_VARIABLE, Project
from analysis.commands.approve import approve
from analysis.errors import CallError, SignoffError
from analysis.intake.approvals import APPROVALS, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.make.pdfs import make_pdf
from analysis.publish.chromium import find_browser, need_browser
from analysis.publish.paper import print_report
from analysis.publish.paper.print_report import Printed, printed_from
from analysis.signoff.approve import approvable
from analysis.signoff.approve import approve as approve_report
from analysis.signoff.kept_copy import recover, stage
from analysis.signoff.mark_pages import held
from analysis.signoff.verify import verify


def sign(name: str = "Kommunstyrelsen", reason: str = "Rättat utfall") -> int:
    return approve(REPORT, name=name, reason=reason, pdf=False)


def test_an_approval_is_written_down_kept_and_told_on_every_page(approved: Project, made: Project) -> None:
    (row,) = read_approvals(approved.data)
    assert (row.report, row.version, row.name, row.reason) == (REPORT, 1, "Kommunstyrelsen", "KSKF/2017:75")
    (mark,) = marks(approved)
    assert mark == f"Godkänd version 1, {row.day}, av Kommunstyrelsen. Det godkända exemplaret"
    about = json.loads((approved.output / REPORT / "report.json").read_text(encoding="utf-8"))
    assert (about["state"], about["version"], about["content"]) == ("approved", 1, row.content)
    path = f"approved/{REPORT}/1/index.html"
    assert about["approvals"] == [
        {"version": 1, "name": "Kommunstyrelsen", "at": row.at, "reason": "KSKF/2017:75", "path": path}
    ]
    assert (approved.output / path).is_file()
    assert fingerprint_of(approved.data) == fingerprint_of(made.data)


def test_the_kept_copy_stands_on_its_own_and_is_read_only(approved: Project) -> None:
    kept = approved.output / "approved" / REPORT / "1"
    pages = [read_page(path) for path in kept.glob("*.html")]
    assert {page.path.name for page in pages} == {path.name for path in (approved.output / REPORT).glob("*.html")}
    for page in pages:
        assert mark_of(page).startswith("Godkänd version 1, ")
        assert page.texts("head title")[0].startswith("Godkänd version 1 – ")
        addresses = {address.partition("#")[0] for address in page.addresses() if not address.startswith("data:")}
        assert [each for each in addresses if each and not (kept / each).is_file()] == [], page.path.name
        outside = {address for address in addresses if address.startswith("..")}
        assert outside <= {"../../../index.html"}
    assert sorted(path.name for path in (kept / "notebooks").iterdir())
    assert {oct(path.stat().st_mode)[-3:] for path in kept.rglob("*")} == {"444", "555"}
    assert {oct(path.stat().st_mode)[-3:] for path in kept.rglob("*") if path.is_file()} == {"444"}


def test_an_unchanged_run_after_an_approval_makes_nothing_and_changes_no_file(approved: Project) -> None:
    folder = approved.output / REPORT
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    ran = within(approved, "run")
    assert (ran.returncode, "two: oförändrad" in said(ran)) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    forced = within(approved, "run", "--force")
    assert forced.returncode == 0
    (mark,) = marks(approved)
    assert mark.startswith("Godkänd version 1, ")
    assert all(not found.faults for found in verify(approved, []))


def test_an_approval_that_git_takes_away_or_brings_back_changes_marks_without_running(approved: Project) -> None:
    path = approved.data / APPROVALS
    content = path.read_bytes()
    path.unlink()
    assert "oförändrad" in said(within(approved, "run"))
    assert marks(approved) == {"Utkast – inte godkänt."}
    path.write_bytes(content)
    assert "oförändrad" in said(within(approved, "run"))
    (mark,) = marks(approved)
    assert mark.startswith("Godkänd version 1, ")


def test_a_second_version_lists_what_was_corrected(approved: Project, build_corrected: Build) -> None:
    correct(approved)
    assert "Databasen är inte byggd av dagens data och program" in refusal()
    build_corrected(approved)
    assert "en ny körning skulle ändra den" in refusal()
    assert within(approved, "run").returncode == 0
    assert sign() == 0
    first, second = read_approvals(approved.data)
    assert (first.version, second.version, second.reason) == (1, 2, "Rättat utfall")
    kept = approved.output / "approved" / REPORT / "2"
    corrections = read_page(kept / "rattelser.html")
    assert corrections.title == "Rättelser i version 2"
    assert corrections.texts("h3") == ["Nöjda medborgare, NMI"]
    assert "Rättat utfall" in corrections.text
    contents = read_page(kept / "index.html")
    assert [tag["href"] for tag in contents.all("main ul.ways a")] == ["hela.html", "two.html", "rattelser.html"]
    assert mark_of(contents).endswith("Rättelser sedan version 1")
    (mark,) = marks(approved)
    assert mark.startswith("Godkänd version 2, ")
    assert [found.faults for found in verify(approved, [])] == [(), ()]


def refusal() -> str:
    with pytest.raises(SignoffError) as refused:
        sign()
    return str(refused.value)


def test_what_is_approved_already_is_not_approved_again(approved: Project) -> None:
    assert "är redan godkänd: innehållet är version 1" in refusal()
    assert len(read_approvals(approved.data)) == 1


def test_nobody_and_no_reason_is_a_wrong_call(draft: Project) -> None:
    for name, reason in ((" ", "skäl"), ("KS", "")):
        with pytest.raises(CallError, match="måste ha ett innehåll"):
            sign(name, reason)
    assert not (draft.output / "approved" / REPORT).exists()


def test_a_report_with_a_missing_chapter_is_refused(draft: Project) -> None:
    path = draft.output / REPORT / "report.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["chapters"][1]["failed"] = True
    path.write_text(json.dumps(about), encoding="utf-8")
    assert "saknar kapitel som inte kunde tas fram: «Året i korthet»" in refusal()


def test_a_page_that_somebody_has_touched_is_refused(draft: Project) -> None:
    page = next((draft.output / REPORT).glob("*demokrati.html"))
    page.write_text(page.read_text(encoding="utf-8").replace(">56<", ">65<"), encoding="utf-8")
    assert "en ny körning skulle ändra den" in refusal()


def test_errors_that_nobody_has_acknowledged_are_listed_and_do_not_stop(
    draft: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign() == 0
    told = capsys.readouterr().out
    assert "fel i uppgifterna har ingen kvitterat" in told
    assert f"{REPORT}: version 1 är godkänd av Kommunstyrelsen" in told


def test_a_run_and_an_approval_keep_out_of_each_others_way(draft: Project) -> None:
    with FileLock(draft.state / "locks" / f"{REPORT}.lock"):
        ran = within(draft, "approve", REPORT, "--name", "KS", "--reason", "beslut", "--no-pdf")
    assert (ran.returncode, "En körning håller på med two." in said(ran)) == (1, True)


# ---- killed on the way ----


@pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine; name one in CHROMIUM")
def test_the_kept_copy_is_printed_with_its_own_mark_and_a_draft_s_pdf_is_gone(made: Project, tmp_path: Path) -> None:
    project = Project(tmp_path)
    shutil.copytree(made.root, tmp_path, dirs_exist_ok=True)
    draft = project.output / REPORT / f"{REPORT}.pdf"
    assert make_pdf(project, REPORT, need_browser()).faults == []
    page = printed_from(draft)
    with held(project, REPORT):
        done = approve_report(project, REPORT, "Kommunstyrelsen", "KSKF/2017:75", need_browser())
    assert not draft.exists()
    assert draft.name not in (project.output / REPORT / "index.html").read_text(encoding="utf-8")
    kept = done.folder / draft.name
    assert printed_from(kept) not in {page, ""}
    assert kept.name in (done.folder / "index.html").read_text(encoding="utf-8")
    assert read_page(done.folder / "index.html").texts("head title") == ["Godkänd version 1 – Innehåll – Prov two"]
    assert all(not found.faults for found in verify(project, []))


def test_a_copy_whose_pdf_not_everyone_can_read_is_refused_and_leaves_nothing(
    draft: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Printed(draft.root / "finished.pdf", 1, "", ("En bild saknar alternativtext.",))
    monkeypatch.setattr(print_report, "printed", lambda *_: nullcontext(silent))
    with held(draft, REPORT), pytest.raises(SignoffError, match="saknar alternativtext"):
        approve_report(draft, REPORT, "Kommunstyrelsen", "KSKF/2017:75", "chromium")
    assert (read_approvals(draft.data), staged(draft)) == ([], [])
    with held(draft, REPORT):
        done = approve_report(draft, REPORT, "Kommunstyrelsen", "KSKF/2017:75")
    assert not (done.folder / f"{REPORT}.pdf").exists()


def staged(project: Project) -> list[str]:
    return [path.name for path in (project.output / "approved" / REPORT).glob(f"{UNFINISHED}*")]


def test_a_copy_without_a_row_is_removed_and_one_with_a_row_gets_its_name(approved: Project) -> None:
    (row,) = read_approvals(approved.data)
    kept = approved.output / "approved" / REPORT / "1"
    kept.rename(kept.with_name(f"{UNFINISHED}1-aaaaaaaa"))
    content = approvable(approved, REPORT).content
    stage(approved, type(row)(REPORT, 2, "KS", row.at, content, "", "aldrig beslutat"), None, None)
    assert len(staged(approved)) == 2
    recover(approved, REPORT)
    assert staged(approved) == []
    assert [path.name for path in kept.parent.iterdir()] == ["1"]
    assert all(not found.faults for found in verify(approved, []))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_approval_that_is_killed_leaves_nothing_or_all(draft: Project) -> None:
    words = [sys.executable, "-c", COMMAND, "approve", REPORT, "--name", "KS", "--reason", "beslut", "--no-pdf"]
    environment = os.environ | {ROOT_VARIABLE: str(draft.root), "PYTHONUTF8": "1"}
    folder = draft.output / "approved" / REPORT
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(folder.glob(f"{UNFINISHED}*/approval.json")):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    recover(draft, REPORT)
    found = verify(draft, [])
    assert staged(draft) == []
    assert len(found) == len(read_approvals(draft.data))
    assert all(not version.faults for version in found)
    if found:
        assert "oförändrad" in said(within(draft, "run"))
        (mark,) = marks(draft)
        assert mark.startswith("Godkänd version 1, ")
    else:
        assert sign() == 0


def test_the_first_page_tells_drafts_and_approved_versions_apart(made: Project, approved: Project) -> None:
    draft, signed = (
        read_page(project.output / "index.html").one(f".reports > li[data-report={REPORT}]")
        for project in (made, approved)
    )
    assert (draft["data-state"], signed["data-state"]) == ("Utkast", "Godkänd")
    (row,) = read_approvals(approved.data)
    assert f"Godkänd version 1 av Prov {REPORT} {row.day} av Kommunstyrelsen" in " ".join(signed.get_text().split())
    links = [str(link["href"]) for link in signed.find_all("a") if "approved" in str(link["href"])]
    assert links == [f"approved/{REPORT}/1/index.html"]
    assert (approved.output / links[0]).exists()
