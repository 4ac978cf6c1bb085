"""The ordinary ways to Excel and frames, beside ours: Polars reads a workbook, DuckDB gives frames."""

from pathlib import Path

import duckdb
import polars as pl
import xlsxwriter

from analysis.build.database import Built


def test_polars_reads_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "min.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Mål")
        page.write_row(0, 0, ["Mål", "Utfall"])
        page.write_row(1, 0, ["Trygg hamn", 4.4])
    assert pl.read_excel(path, sheet_name="Mål").rows() == [("Trygg hamn", 4.4)]


def test_duckdb_gives_frames_of_the_database_that_others_read(small: Built) -> None:
    with duckdb.connect(str(small.path), read_only=True) as connection:
        asked = connection.sql("SELECT document, goal FROM goal_status ORDER BY ALL LIMIT 2")
        assert asked.pl().columns == ["document", "goal"]
        assert asked.arrow().read_all().num_rows == 2
