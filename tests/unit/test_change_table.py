"""What has been published otherwise before is told in the words that readers know."""

import shutil
from pathlib import Path

from tests.conftest import copy_of_data

from analysis.build import Built, build_database
from analysis.present.tables import Table
from analysis.report import Report

SOURCES = "data/sources/annual-2016"
#: What is corrected: file, the row's beginning, what stands there, and what comes instead.
CORRECTED = (
    ("observations.csv", "nmi;EK;T;year;2016-01-01;2016-12-31;outcome;;56;", ";56;", ";55;"),
    ("targets.csv", "hme;KLK;2017;;81;", ";81;", ";81,5;"),
    ("goals.csv", "hme;KLK;KF;", ";better;printed;", ";worse;printed;"),
)


def test_every_change_is_told_by_its_name_with_words_and_swedish_figures(built: Built, tmp_path: Path) -> None:
    project = copy_of_data(tmp_path)
    shutil.copy(built.path, project.database)
    for name, start, old, new in CORRECTED:
        path = project.root / SOURCES / name
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [row.replace(old, new, 1) if row.startswith(start) else row for row in rows]
        assert changed != rows
        path.write_text("".join(changed), encoding="utf-8")
    build_database(project)
    table = Report(organisation="KLK", year=2016, database=project.database).changes()
    assert isinstance(table, Table)
    told = [tuple(str(column.cell(row)) for column in table.columns[:4]) for row in table.frame.to_dicts()]
    assert sorted(told) == [
        ("Hållbart medarbetarengagemang", "Bedömning", "Bättre än målet", "Sämre än målet"),
        ("Hållbart medarbetarengagemang, KLK 2017", "Mål", "81", "81,5"),
        ("Nöjd medborgar-index, EK 2016", "Utfall", "56", "55"),
    ]
