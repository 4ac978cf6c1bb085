"""A data folder made up row by row: what a test says nothing of is the same everywhere, or not there at all."""

import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.store.connection import open_database
from analysis.store.query import ask_sql
from tests.making import SMALL_DATA

#: The document that figures stand in unless told otherwise, and whose they are.
DOCUMENT, WHO = "d", "XK"
SPOT = {"place": "A › B", "source_line": 5}
SOURCES = {
    "parts": "organisation title symbol_set place source_line near_higher near_lower near_set_by",
    "process_areas": "organisation process_area printed_name position assessment trend assessment_source trend_source"
    " place source_line",
    "goals": "goal organisation decided_by perspective strategic_goal process_area label wording indicator measured_for"
    " assessment assessment_source trend trend_source place source_line level parent owners sex period_type base_year"
    " base_value",
    "nodes": "organisation node level parent label wording owners assessment assessment_source trend trend_source place"
    " source_line",
    "tags": "subject_type subject tag place source_line",
    "goal_indicators": "goal indicator measured_for place source_line yardstick sex period_type base_year base_value"
    " assessment assessment_source trend trend_source",
    "targets": "goal organisation year period_start period_end operator value missing unit place source_line yardstick"
    " set_by kind upper base_year base_value of first_year last_year words",
    "observations": "indicator organisation sex period_type period_start period_end measure operator value missing unit"
    " compared_to preliminary place source_line note doubted of assumed",
    "ledger": "organisation statement line_no line is_total measure period_start period_end amount missing unit place"
    " source_line",
    "commitments": "commitment organisation kind perspective strategic_goal process_area label wording owners status"
    " status_source completion carried_to indicator measured_for place source_line parent",
    "controls": "control organisation process_area risk label frequency method assessment assessment_source action"
    " carried_to place source_line",
}
REFERENCE = {
    "tags": "tag name kind",
    "documents": "document kind year title period_start period_end reference",
    "organisations": "organisation name kind parent people",
    "units": "unit symbol name scale_of factor kind",
    "indicators": "indicator label unit decimals direction tolerance tolerance_kind source definition lag_years"
    " third_answer about_width topic charted minimum maximum",
    "indicator_relations": "relation kind indicator role member sex optional measure",
    "symbols": "symbol_set subject code shape word position level meaning colour from_percent word_en",
    "method_breaks": "indicator from_date reason",
    "process_areas": "process_area name perspective position",
    "ledger_sums": "document organisation statement total measure part_statement parts part_measure",
}
UNITS = [
    *(("percent", "%", "procent", "procent", "1"), ("count", "st", "antal", "", ""), ("index", "", "index", "", "")),
    *(("kr", "kr", "kronor", "kr", "1"), ("tkr", "tkr", "tusen kronor", "kr", "1000")),
    *(("mnkr", "mnkr", "miljoner kronor", "kr", "1000000"), ("promille", "‰", "promille", "procent", "0,1")),
    *(("min", "min", "minuter", "tid", "1"), ("h", "h", "timmar", "tid", "60")),
]
#: What is told of an indicator and not of its goal.
ABOUT = ("direction", "tolerance", "tolerance_kind", "about_width")
ASSESSMENTS = {
    "better": ("circle", "Nått"),
    "near": ("diamond", "Nära"),
    "worse": ("square", "Missat"),
    "not_evaluated": ("dash", "Ej bedömt"),
}
TRENDS = {"better": ("arrow_up", "Uppåt"), "unchanged": ("arrow_flat", "Stilla"), "worse": ("arrow_down", "Nedåt")}
STATUSES = {"done": ("circle", "Klart"), "ongoing": ("diamond", "Pågår")}
SYMBOLS = [
    ("ord", subject, code, shape, word)
    for subject, legend in (("assessment", ASSESSMENTS), ("trend", TRENDS), ("status", STATUSES))
    for code, (shape, word) in legend.items()
]


class Invented:
    """Rows of a data folder, file by file, and the folder that they become.

    Args:
        folder: An empty folder.
        settings: What `project.yaml` says, nothing for no such file.
    """

    def __init__(self, folder: Path, settings: str = "") -> None:
        self.project = Project(folder)
        self.settings = settings
        self.rows: defaultdict[tuple[str, str], list[Mapping[str, object]]] = defaultdict(list)
        self.document(DOCUMENT, 2023)
        self.reference("organisations", organisation=WHO, name="Exempelkommun", kind="municipality")
        for unit, symbol, name, scale, factor in UNITS:
            self.reference("units", unit=unit, symbol=symbol, name=name, scale_of=scale, factor=factor)
        for position, (family, subject, code, shape, word) in enumerate(SYMBOLS, start=1):
            said = {"subject": subject, "code": code, "shape": shape, "word": word, "position": position}
            self.reference("symbols", symbol_set=family, **said)
        self.reference("process_areas", process_area="a", name="Området", perspective="p", position=1)
        self.source("process_areas", organisation=WHO, process_area="a", printed_name="Området", position=1,
                    assessment_source="lost", trend_source="lost")  # fmt: skip

    def reference(self, file: str, **row: object) -> None:
        """Add a row to a file that documents share."""
        self.rows["reference", file].append(row)

    def source(self, file: str, document: str = DOCUMENT, **row: object) -> None:
        """Add a row to a file of a document."""
        self.rows[f"sources/{document}", file].append(SPOT | row)

    def document(
        self,
        code: str,
        year: int,
        kind: str = "annual",
        near: tuple[str, ...] = ("", "", ""),
        symbols: str = "ord",
        **days: str,
    ) -> None:
        """Add a document with one part; `near` has its own limits of what is near a target, and who has set them."""
        period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"} | days
        self.reference("documents", document=code, kind=kind, year=year, title=f"Dokument {code}", **period)
        own = dict(zip(("near_higher", "near_lower", "near_set_by"), near, strict=False))
        self.source("parts", code, organisation=WHO, title="Del", symbol_set=symbols, place="A", **own)

    def indicator(self, code: str, unit: str = "percent", direction: str = "higher", **other: Any) -> None:  # noqa: ANN401 - cells of any kind
        """Add an indicator."""
        usual = {"label": f"Mått {code}", "decimals": 1, "tolerance": "5", "tolerance_kind": "relative"}
        self.reference("indicators", indicator=code, unit=unit, direction=direction, **usual | other)

    def goal(self, code: str, indicator: str = "", document: str = DOCUMENT, **other: Any) -> None:  # noqa: ANN401 - cells of any kind
        """Add a goal, measured by an indicator where one is named."""
        usual = {"organisation": WHO, "perspective": "p", "process_area": "a", "label": f"Mål {code}"}
        usual |= {"assessment_source": "lost", "trend_source": "lost", "indicator": indicator}
        row = usual | {"measured_for": WHO if indicator else ""} | other
        self.source("goals", document, **row | {"goal": code})

    def target(self, goal: str, value: str, unit: str = "percent", operator: str = "", **other: Any) -> None:  # noqa: ANN401 - cells of any kind
        """Add a goal's target for the document's year."""
        row: dict[str, Any] = {"goal": goal, "organisation": WHO, "year": 2023, "value": value, "unit": unit}
        row["operator"] = operator
        self.source("targets", **row | other)

    def figure(self, indicator: str, when: str, value: str, unit: str = "percent", **other: Any) -> None:  # noqa: ANN401 - cells of any kind
        """Add a printed figure; the period is a year, or two days with a slash between."""
        start, end = when.split("/") if "/" in when else (f"{when}-01-01", f"{when}-12-31")
        usual = {
            "organisation": WHO,
            "sex": "T",
            "period_type": "part_year" if "/" in when else "year",
            "measure": "outcome",
        }
        row = {"indicator": indicator, "period_start": start, "period_end": end, "value": value, "unit": unit}
        document = str(other.pop("document", DOCUMENT))
        self.source("observations", document, **usual | row | other)

    def judged_goal(self, code: str, outcome: str, target: str, unit: str = "percent", **other: Any) -> None:  # noqa: ANN401 - cells of any kind
        """Add a goal with an indicator, an outcome and a target of its own."""
        about = {name: other.pop(name) for name in ABOUT if name in other}
        signs = {name: str(other.pop(name, "")) for name in ("outcome_operator", "target_operator")}
        units = {name: str(other.pop(name, unit)) for name in ("outcome_unit", "target_unit")}
        self.indicator(code, unit, **about)
        self.goal(code, code, **other)
        self.figure(code, "2023", outcome, units["outcome_unit"], operator=signs["outcome_operator"])
        self.target(code, target, units["target_unit"], signs["target_operator"])

    def write(self) -> Project:
        """Write the folder."""
        data = self.project.data
        shutil.copytree(SMALL_DATA / "reference", data / "reference", dirs_exist_ok=True)
        for table in ("perspectives", "strategic_periods"):
            (data / "reference" / f"{table}.csv").unlink()
        heading = {"strategic_period": "2020-2023", "first_year": 2020, "last_year": 2023}
        _write(data / "reference" / "strategic_periods.csv", " ".join(heading), [heading])
        view = {"perspective": "p", "name": "Perspektivet", "strategic_period": "2020-2023", "position": 1}
        _write(data / "reference" / "perspectives.csv", " ".join(view), [view])
        for name in ("ledger_sums", "indicator_relations", "commitment_lineage", "finding_lineage", "department_lines"):
            path = data / "reference" / f"{name}.csv"
            path.write_text(path.read_text(encoding="utf-8-sig").split("\n")[0] + "\n", encoding="utf-8-sig")
        for file, columns in REFERENCE.items():
            _write(data / "reference" / f"{file}.csv", columns, self.rows["reference", file])
        for (folder, file), rows in self.rows.items():
            if folder != "reference":
                _write(data / folder / f"{file}.csv", SOURCES[file], rows)
        if self.settings:
            (data / "project.yaml").write_text(self.settings, encoding="utf-8")
        for own in (self.project.notebooks, self.project.parameters):
            own.mkdir(exist_ok=True)
        return self.project

    def build(self) -> Project:
        """Write the folder and build its database."""
        build_database(self.write())
        return self.project


def _write(path: Path, columns: str, rows: list[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = columns.split()
    unknown = {name for row in rows for name in row} - set(names)
    assert not unknown or unknown <= set(SPOT), unknown
    lines = [";".join(names), *(";".join(_cell(row.get(name)) for name in names) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def asked(project: Project, sql: str) -> pl.DataFrame:
    """Ask the database of a project."""
    with open_database(project.database) as connection:
        return ask_sql(connection, sql)


def one(project: Project, sql: str) -> dict[str, object]:
    """Ask for one row."""
    return asked(project, sql).row(0, named=True)


def connected(project: Project) -> duckdb.DuckDBPyConnection:
    """A connection of one's own."""
    return duckdb.connect(str(project.database), read_only=True)
