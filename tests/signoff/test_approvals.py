"""The file of approvals: read, added to, and rejected with row, column and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.making import said, within

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.commands.verify import verify
from analysis.errors import InputFaults
from analysis.intake.approvals import APPROVALS, HEADING, Approval, add_approval, read_approvals

ONE = Approval("klk", 1, "Kommunstyrelsen; §12", "2026-11-23T14:05:00+01:00", "a" * 64, "b" * 64, 'Beslut "12"')
ROW = f"klk;1;KS;2026-11-23T14:05:00+01:00;{'a' * 64};{'b' * 64};Beslut"
FAULTS = {
    "version": (ROW.replace("klk;1", "klk;ett"), "rad 2, kolumn version: «ett» – 1, 2, 3 …"),
    "order": (ROW.replace("klk;1", "klk;2"), "rad 2, kolumn version: «2» – version 1 ska stå på en rad före"),
    "twice": (f"{ROW}\n{ROW}", "rad 3: «klk, 1» – samma rapport och version finns på en annan rad"),
    "date": (ROW.replace("T14:05:00+01:00", ""), "rad 2, kolumn at: «2026-11-23» – datum, klockslag och tidszon"),
    "hash": (ROW.replace("a" * 64, "1,2E+55"), "rad 2, kolumn content: «1,2E+55» – 64 tecken"),
    "name": (ROW.replace(";KS;", ";;"), "rad 2, kolumn name: får inte vara tomt; vem som godkände"),
    "columns": (ROW + ";mer", "rad 2: «8 kolumner» – 7 kolumner med semikolon emellan"),
    "quotes": (ROW.replace(";KS;", ';"KS"x;'), "filen går inte att läsa som CSV"),
}


def test_what_is_added_is_read_back_and_rows_before_it_stay(tmp_path: Path) -> None:
    two = replace(ONE, version=2, reason="Rättelse")
    add_approval(tmp_path, ONE)
    path = add_approval(tmp_path, two)
    assert read_approvals(tmp_path) == [ONE, two]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfreport;version;name;at;content;manifest;reason\n")
    assert ONE.day == "2026-11-23"


def test_a_missing_file_and_blank_rows_are_no_fault(tmp_path: Path) -> None:
    assert read_approvals(tmp_path) == []
    write(tmp_path, f"{ROW}\n\n;;;;;;")
    assert len(read_approvals(tmp_path)) == 1


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    rows, expected = FAULTS[kind]
    write(tmp_path, rows)
    with pytest.raises(InputFaults) as rejected:
        read_approvals(tmp_path)
    assert f"{APPROVALS}" in str(rejected.value)
    assert expected in str(rejected.value)


def test_wrong_headings_are_told(tmp_path: Path) -> None:
    write(tmp_path, "", heading="report;versoin;name;at;content;manifest")
    with pytest.raises(InputFaults) as rejected:
        read_approvals(tmp_path)
    assert "rad 1, kolumn versoin: «versoin» – Menade du «version»?" in str(rejected.value)
    assert "rad 1, kolumn reason: kolumnen saknas" in str(rejected.value)


def test_a_run_and_a_build_reject_a_bad_file_and_change_nothing(draft: Project) -> None:
    write(draft.data, FAULTS["version"][0])
    before = draft.database.stat().st_mtime_ns
    told = "reviews/approvals.csv, rad 2, kolumn version: «ett»"
    ran = within(draft, "run")
    assert (ran.returncode, told in said(ran)) == (1, True)
    for rejecting in (verify, lambda: build_database(draft)):
        with pytest.raises(InputFaults, match=told):
            rejecting()
    assert draft.database.stat().st_mtime_ns == before


def write(data: Path, rows: str, heading: str = ";".join(HEADING)) -> None:
    path = data / APPROVALS
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{heading}\n{rows}\n", encoding="utf-8")
