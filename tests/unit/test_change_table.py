"""What has been published otherwise before is told in the words that readers know."""

import shutil
from datetime import datetime
from pathlib import Path

import polars as pl
from tests.conftest import copy_of_data

from analysis.build.database import Built, build_database
from analysis.present.table import Table
from analysis.report import Report
from analysis.report.review import is_moved

SOURCES = "data/sources/annual-2016"
#: What is corrected: file, the row's beginning, what stands there, and what comes instead.
CORRECTED = (
    ("observations.csv", "nmi;EK;T;year;2016-01-01;2016-12-31;outcome;;56;", ";56;", ";55;"),
    ("targets.csv", "hme;KLK;2017;;81;", ";81;", ";81,5;"),
    ("goals.csv", "hme;KLK;KF;", ";better;printed;", ";worse;printed;"),
)
WRITTEN = "Det visar SCB:s mätning."


def test_every_change_is_told_by_its_name_with_words_and_swedish_figures(built: Built, tmp_path: Path) -> None:
    project = copy_of_data(tmp_path)
    shutil.copy(built.path, project.database)
    for name, start, old, new in CORRECTED:
        path = project.root / SOURCES / name
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [row.replace(old, new, 1) if row.startswith(start) else row for row in rows]
        assert changed != rows
        path.write_text("".join(changed), encoding="utf-8")
    text = project.root / SOURCES / "texts/klk-medarbetare.md"
    written = text.read_text(encoding="utf-8")
    assert written.count(WRITTEN) == 1
    text.write_text(written.replace(WRITTEN, WRITTEN.replace("mätning", "**undersökning**")), encoding="utf-8")
    build_database(project)
    table = Report(organisation="KLK", year=2016, database=project.database).changes()
    assert isinstance(table, Table)
    told = [tuple(str(column.cell(row)) for column in table.columns[:4]) for row in table.frame.to_dicts()]
    assert sorted(told) == [
        ("Hållbart medarbetarengagemang", "Bedömning", "Bättre än målet", "Sämre än målet"),
        ("Hållbart medarbetarengagemang, KLK 2017", "Mål", "81", "81,5"),
        (
            "Medarbetare födda utanför Norden",
            "Text",
            "… männen. Det visar SCB:s mätning. KLK når inte kommunens …",
            "… männen. Det visar SCB:s undersökning. KLK når inte kommunens …",
        ),
        ("Nöjd medborgar-index, EK 2016", "Utfall", "56", "55"),
    ]


def test_what_is_only_moved_has_not_changed() -> None:
    told = {
        "changed_at": datetime(2026, 1, 1),
        "fact": "text",
        "code": "hme",
        "whose": None,
        "year": None,
        "field": "text",
    }
    rows = pl.DataFrame([told | {"before": "Lika", "after": None}, told | {"before": None, "after": "Lika"}])
    assert rows.filter(~is_moved()).is_empty()
    assert rows.with_columns(code=pl.Series(["hme", "npi"])).filter(~is_moved()).height == 2
    assert rows.with_columns(before=pl.Series(["Olika", None])).filter(~is_moved()).height == 2
