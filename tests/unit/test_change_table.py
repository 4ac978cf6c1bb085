"""What has been published otherwise before is told in the words that readers know."""

from datetime import datetime
from pathlib import Path

import polars as pl
from tests.making import small_project

from analysis.build.database import Built, build_database
from analysis.present.table import Table
from analysis.report import Report
from analysis.report.review import is_moved

SOURCES = "data/sources/annual-2031"
#: What is corrected: file, the row's beginning, what stands there, and what comes instead.
CORRECTED = (
    ("observations.csv", "badvatten;SJO;T;year;2031-01-01;2031-12-31;outcome;;66;", ";66;", ";65;"),
    ("targets.csv", "full-hamn;HAMN;2032;;92;", ";92;", ";92,5;"),
    ("goals.csv", "rent-vatten;HAMN;SJO;", ";better;printed;", ";worse;printed;"),
)
WRITTEN = "Det visar hamnkaptenens mätning."


def test_every_change_is_told_by_its_name_with_words_and_swedish_figures(small: Built, tmp_path: Path) -> None:
    project = small_project(tmp_path, small)
    for name, start, old, new in CORRECTED:
        path = project.root / SOURCES / name
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [row.replace(old, new, 1) if row.startswith(start) else row for row in rows]
        assert changed != rows
        path.write_text("".join(changed), encoding="utf-8")
    text = project.root / SOURCES / "texts/hamnen.md"
    written = text.read_text(encoding="utf-8")
    assert written.count(WRITTEN) == 1
    text.write_text(written.replace(WRITTEN, WRITTEN.replace("mätning", "**undersökning**")), encoding="utf-8")
    build_database(project)
    table = Report(organisation="HAMN", year=2031, database=project.database).changes()
    assert isinstance(table, Table)
    told = [tuple(str(column.cell(row)) for column in table.columns[:4]) for row in table.frame.to_dicts()]
    assert sorted(told) == [
        ("Badvattenindex, SJO 2031", "Utfall", "66", "65"),
        ("Båtplatserna är uthyrda, HAMN 2032", "Mål", "92\N{NO-BREAK SPACE}%", "92,5\N{NO-BREAK SPACE}%"),
        ("Vattnet går att bada i", "Bedömning", "Medvind", "Motvind"),
        (
            "Vattnet går att bada i",
            "Text",
            "… kallt. Det visar hamnkaptenens mätning. Badet vid udden var …",
            "… kallt. Det visar hamnkaptenens undersökning. Badet vid udden var …",
        ),
    ]


def test_what_is_only_moved_has_not_changed() -> None:
    told = {
        "changed_at": datetime(2026, 1, 1),
        "fact": "text",
        "code": "hme",
        "whose": None,
        "year": None,
        "field": "text",
        "unit_before": None,
        "unit_after": None,
    }
    rows = pl.DataFrame([told | {"before": "Lika", "after": None}, told | {"before": None, "after": "Lika"}])
    assert rows.filter(~is_moved()).is_empty()
    assert rows.with_columns(code=pl.Series(["hme", "npi"])).filter(~is_moved()).height == 2
    assert rows.with_columns(before=pl.Series(["Olika", None])).filter(~is_moved()).height == 2
