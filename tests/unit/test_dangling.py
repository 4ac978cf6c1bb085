"""Rows that speak of what is not there, and trees that lead in a ring."""

from pathlib import Path

import pytest
from tests.damage import rows_of, write
from tests.making import small_project

from analysis.errors import InputFaults
from analysis.intake.sources import read_sources

LEDGER = {"document": "annual-2031", "organisation": "HAMN", "statement": "income_statement"}
FINDING = {"document": "annual-2031", "area_no": "1", "finding": "Bryggan svajar", "followed_in": "annual-2031"}
FOLLOWED = FINDING | {"note": "Lagad."}
NOBODY = "«ingen» – finns inte i dokumentet. Tillåtna: "


def faults_with(folder: Path, *rows: tuple[str, dict[str, str]], settings: str = "format: 2\n") -> list[str]:
    """What is told when rows are added to the files of the harbour office."""
    project = small_project(folder)
    (project.data / "project.yaml").write_text(settings, encoding="utf-8")
    findings = project.data / "sources" / "annual-2031" / "findings.csv"
    findings.write_text("area_no;kind;label;place;source_line\n1;improvement;Bryggan svajar;A;1\n", encoding="utf-8")
    for file, row in rows:
        path = project.data / "reference" / f"{file}.csv"
        known = rows_of(path)
        write(path, [*known, [row.get(name, "") for name in known[0]]])
    try:
        return [str(fault) for fault in read_sources(project.data).warnings]
    except InputFaults as refused:
        return [str(fault) for fault in refused.faults]


NO_ROW = "tabellen har ingen sådan rad i ledger.csv, bara 1–3"
NO_TABLE = "tabellen har inga rader i ledger.csv; rätta organisation eller statement"
DEPARTMENT = {"department": "d", "name": "D", "document": "annual-2031"}
SYMBOL = {"symbol_set": "flaggor", "shape": "arrow_up", "word": "Upp", "position": "9"}
#: A row that is added to a file, and what is told of it.
LOST: list[tuple[str, dict[str, str], str]] = [
    ("ledger_sums", LEDGER | {"total": "9", "parts": "1-2"}, f"rad 3, kolumn total: «9» – {NO_ROW}"),
    ("ledger_sums", LEDGER | {"total": "3", "parts": "1, -77"}, f"rad 3, kolumn parts: «77» – {NO_ROW}"),
    (
        "ledger_sums",
        LEDGER | {"total": "3", "parts": "1", "part_statement": "unit"},
        f"rad 3, kolumn parts: «1» – {NO_TABLE}",
    ),
    (
        "ledger_sums",
        LEDGER | {"total": "3", "parts": "2-1"},
        "rad 3: radnummer i parts går nedifrån och upp: 1-7, inte 7-1",
    ),
    (
        "ledger_sums",
        LEDGER | {"total": "3", "parts": "1-2, -2"},
        "rad 3, kolumn parts: «2» – rad 2 räknas två gånger",
    ),
    (
        "department_lines",
        DEPARTMENT | {"line": "ingen"},
        f"rad 2, kolumn line: {NOBODY}Hyror, Bidrag, Summa intäkter.",
    ),
    (
        "finding_lineage",
        FOLLOWED | {"finding": "ingen", "subject_type": "goal", "subject": "full-hamn"},
        f"rad 2, kolumn finding: {NOBODY}Bryggan svajar.",
    ),
    (
        "finding_lineage",
        FOLLOWED | {"subject_type": "goal", "subject": "ingen"},
        f"rad 2, kolumn subject: {NOBODY}full-hamn, rent-vatten.",
    ),
    (
        "finding_lineage",
        FOLLOWED | {"subject_type": "commitment", "subject": "ny-bryga"},
        "rad 2, kolumn subject: «ny-bryga» – finns inte i dokumentet. Menade du «ny-brygga»?",
    ),
    (
        "symbols",
        SYMBOL | {"subject": "trend", "code": "betr"},
        "rad 14, kolumn code: «betr» – steget betyder ingenting; skriv i meaning vad det betyder. Menade du «better»?",
    ),
    (
        "symbols",
        SYMBOL | {"subject": "completion", "code": "101"},
        "rad 14, kolumn code: «101» – en färdiggrad i hela procent, 0–100",
    ),
]


@pytest.mark.parametrize(("file", "row", "told"), LOST)
def test_a_row_that_speaks_of_what_is_not_there_is_told(
    tmp_path: Path, file: str, row: dict[str, str], told: str
) -> None:
    assert faults_with(tmp_path / "new", (file, row)) == [f"reference/{file}.csv, {told}"]
    assert faults_with(tmp_path / "old", (file, row), settings="format: 1\n") == [f"reference/{file}.csv, {told}"]


def test_what_is_there_is_not_told(tmp_path: Path) -> None:
    rows = [
        ("ledger_sums", LEDGER | {"total": "3", "parts": "2, 1"}),
        ("department_lines", DEPARTMENT | {"line": "Hyror"}),
        ("finding_lineage", FOLLOWED | {"subject_type": "goal", "subject": "full-hamn"}),
        ("finding_lineage", FOLLOWED | {"subject_type": "unit", "subject": "vilken-som-helst"}),
    ]
    assert faults_with(tmp_path, *rows) == []


RING = "raderna leder runt till samma igen; ta bort den rad som är fel"
TAKES_OVER = {"from_date": "2031-01-01"}


@pytest.mark.parametrize("settings", ["format: 1\n", "format: 2\n"])
def test_a_ring_is_refused_in_every_format(tmp_path: Path, settings: str) -> None:
    rows = [
        ("organisation_lineage", TAKES_OVER | {"organisation": "SJO", "successor": "BIB"}),
        ("organisation_lineage", TAKES_OVER | {"organisation": "BIB", "successor": "HAMN"}),
        ("organisation_lineage", TAKES_OVER | {"organisation": "HAMN", "successor": "BIB"}),
        ("organisations", {"organisation": "A", "name": "A", "kind": "board", "parent": "A"}),
    ]
    assert faults_with(tmp_path, *rows, settings=settings) == [
        f"reference/organisation_lineage.csv, rad 3, kolumn successor: «HAMN» – {RING}",
        f"reference/organisation_lineage.csv, rad 4, kolumn successor: «BIB» – {RING}",
        f"reference/organisations.csv, rad 5, kolumn parent: «A» – {RING}",
    ]


def test_a_commitment_that_goes_on_as_itself_is_told(tmp_path: Path) -> None:
    row = {"from_document": "annual-2031", "to_document": "annual-2031"}
    told = faults_with(
        tmp_path, ("commitment_lineage", row | {"from_commitment": "ny-brygga", "to_commitment": "ny-brygga"})
    )
    assert told == [f"reference/commitment_lineage.csv, rad 2, kolumn to_commitment: «ny-brygga» – {RING}"]


def test_faults_of_several_kinds_are_told_at_once(tmp_path: Path) -> None:
    """A cell that is wrong hides no reference that is, unless the reference is to what that file declares."""
    rows = [
        ("perspectives", {"perspective": "p", "name": "P", "strategic_period": "2099-2103", "position": "0"}),
        ("method_breaks", {"indicator": "ingen", "from_date": "2031-02-30", "reason": "x"}),
        ("method_breaks", {"indicator": "ingen", "from_date": "2031-02-28", "reason": "x"}),
        ("process_areas", {"process_area": "c", "name": "C", "perspective": "p", "position": "3"}),
    ]
    assert [fault.partition(" – ")[0] for fault in faults_with(tmp_path, *rows)] == [
        "reference/method_breaks.csv, rad 2, kolumn from_date: «2031-02-30»",
        "reference/method_breaks.csv, rad 3, kolumn indicator: «ingen»",
        "reference/perspectives.csv, rad 3, kolumn position: «0»",
    ]
