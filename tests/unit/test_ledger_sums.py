"""What is said of sums in a file, through a real build: several rows for one total are several ways to it."""

from pathlib import Path

import pytest
from tests.invented import DOCUMENT, WHO, Invented, asked

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.errors import InputFaults

HEADING = "document;organisation;statement;total;measure;part_statement;parts;part_measure"
Lines = dict[str, tuple[str, str]]


def project_of(folder: Path, statement: str, lines: Lines, *sums: str) -> Project:
    """A document with one table of outcomes and budgets; a name that begins with = is a total."""
    invented = Invented(folder)
    for number, (name, amounts) in enumerate(lines.items(), start=1):
        for measure, amount in zip(("actual", "budget"), amounts, strict=True):
            invented.source("ledger", organisation=WHO, statement=statement, line_no=number, line=name.lstrip("="),
                            is_total="yes" if name.startswith("=") else "", measure=measure, amount=amount,
                            period_start="2023-01-01", period_end="2023-12-31", unit="tkr",
                            place=f"A › Tabell › kolumn {measure}", source_line=60 + number)  # fmt: skip
    project = invented.write()
    rows = [HEADING, *(f"{DOCUMENT};{WHO};{statement};{each}" for each in sums)]
    (project.data / "reference" / "ledger_sums.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project


def found(project: Project) -> list[tuple[str, str]]:
    build_database(project)
    query = "SELECT severity, message FROM inconsistency WHERE kind IN ('sum', 'variance', 'unit') ORDER BY ALL"
    return [(str(severity), str(message)) for severity, message in asked(project, query).iter_rows()]


SCHOOLS: Lines = {"Skola": ("10", "20"), "Vård": ("30", "40"), "=Summa": ("40", "60")}
ONCE = ("3;actual;;1-2;", "3;budget;;1-2;")


def test_rows_of_one_sum_may_differ_in_measure_alone_and_are_not_said_twice(tmp_path: Path) -> None:
    assert found(project_of(tmp_path / "once", "department", SCHOOLS, *ONCE)) == []
    with pytest.raises(InputFaults, match="samma summa finns på en annan rad; ta bort den ena"):
        build_database(project_of(tmp_path / "twice", "department", SCHOOLS, *ONCE, ONCE[0]))


def test_two_ways_to_a_total_are_not_added_together(tmp_path: Path) -> None:
    balance: Lines = {"Mark": ("70", "60"), "Kassa": ("5", "9"), "=Tillgångar": ("75", "69"), "=Skulder": ("70", "69")}
    assert found(project_of(tmp_path, "balance_sheet", balance, "3;;;1-2;", "3;;;4;")) == [
        ("error", "Tillgångar är 75 tkr, men Skulder ger 70 (utfall 2023). Skillnaden är 5 tkr.")
    ]
