"""Every figure of every table and chart of every report leads to where it comes from, in one step."""

import csv
import json
from collections.abc import Iterator
from itertools import islice

import pytest

from analysis.base.project import Project
from analysis.chapter.chapter import Chapter
from analysis.chapter.chart import Chart
from analysis.chapter.codec import chapter_from_json
from analysis.chapter.table import COMPUTED, OWN, Kind, Origin, Table

NUMBERS = (Kind.NUMBER, Kind.WHOLE)
Spot = tuple[int, int]


@pytest.fixture(scope="module")
def tables(site: Project) -> list[Table]:
    """Every table and what stands behind every chart, of every report."""
    return [
        table for path in sorted(site.output.glob("[!.]*/chapters/*.json")) for table in tables_of(path.read_text())
    ]


def tables_of(written: str) -> Iterator[Table]:
    """The tables of a chapter, those behind charts among them."""
    chapter: Chapter = chapter_from_json(json.loads(written))
    for value in chapter.values:
        if isinstance(value, Table | Chart):
            yield value if isinstance(value, Table) else value.table


def numbers(table: Table) -> Iterator[Spot]:
    """Row and column of every number."""
    for at, row in enumerate(table.rows):
        for place, (column, figure) in enumerate(zip(table.columns, row.figures, strict=True)):
            if column.kind in NUMBERS and figure is not None:
                yield at, place


def of(table: Table) -> dict[Spot, list[Origin]]:
    """Where each number comes from; what is counted as a whole has one origin for all that no other names."""
    whole = [origin for origin in table.origins if origin.origin_kind in (COMPUTED, OWN) and not origin.figures]
    named: dict[Spot, list[Origin]] = {}
    for origin in table.origins:
        for spot in origin.figures:
            named.setdefault((spot[0], spot[1]), []).append(origin)
    return {spot: named.get(spot, whole) for spot in numbers(table)}


def test_no_figure_is_without_an_origin(tables: list[Table]) -> None:
    without = [f"{table.heading}: {spot}" for table in tables for spot, origins in of(table).items() if not origins]
    assert without == []
    assert sum(len(of(table)) for table in tables) > 3000


def test_an_origin_says_file_and_row_or_the_view_that_it_is_worked_out_from(tables: list[Table]) -> None:
    told = [origin for table in tables for origins in of(table).values() for origin in origins]
    assert [each for each in told if not (each.place and (each.view or (each.file and each.row)))] == []
    # Only what counts or compares is counted as a whole: the figures of a document never hide behind a view.
    whole = [
        table for table in tables for origin in table.origins if origin.origin_kind == COMPUTED and not origin.figures
    ]
    assert {str(table.origins[0].view) for table in whole} == {"goal_status", "commitment_status"}


def test_the_row_that_is_named_holds_the_figure(site: Project, tables: list[Table]) -> None:
    """Also where several rows of a file hold the same value: each row is named by the figure that is its own."""
    checked = 0
    for table in tables:
        for (at, place), origins in of(table).items():
            figure = table.rows[at].figures[place]
            facts = [origin for origin in origins if origin.file.endswith(("observations.csv", "targets.csv"))]
            if table.columns[place].kind is Kind.NUMBER and facts and not table.derived:
                rows = [row_of(site, origin) for origin in facts]
                assert any(same(figure, row["value"]) for row in rows), (table.heading, figure, facts)
                checked += 1
    assert checked > 800


def row_of(site: Project, origin: Origin) -> dict[str, str]:
    """A row of an input file, counted as people and spreadsheets do."""
    with (site.root / origin.file).open(encoding="utf-8-sig", newline="") as file:
        return next(islice(csv.DictReader(file, delimiter=";"), (origin.row or 0) - 2, None))


def same(figure: object, written: str) -> bool:
    """Whether a figure is what a file holds, in whatever unit it is shown."""
    digits = "".join(written.split()).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return bool(digits) and float(str(figure)) == pytest.approx(float(digits))
