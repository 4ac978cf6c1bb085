"""The page of an area begins with the area's own symbol and trend, or does without where nobody judges it."""

from pathlib import Path
from typing import Any

from tests.invented import DOCUMENT, Invented

from analysis.chapter.pieces import Sign
from analysis.chapter.text import Text
from analysis.present.fragment import Fragment
from analysis.present.table import Table
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking


def state(folder: Path, **judged: str) -> Table | Fragment:
    made = Invented(folder)
    made.reference("symbols", symbol_set="ord", subject="area", code="full", shape="circle", word="Nås", position=90)
    made.reference("process_areas", process_area="b", name="Annat", perspective="p", position=2)
    usual: dict[str, Any] = {
        "printed_name": "Annat",
        "position": 2,
        "assessment_source": "not_printed",
        "trend_source": "not_printed",
    }
    made.source("process_areas", organisation="XK", process_area="b", **usual | judged)
    with speaking(SWEDISH):
        database = made.build().database
        return Report(organisation="XK", year=2023, document=DOCUMENT, process_area="b", database=database).area_state()


def test_an_area_says_its_own_symbol_and_trend_alone(tmp_path: Path) -> None:
    shown = state(tmp_path, assessment="full", trend="better", assessment_source="printed", trend_source="printed")
    assert isinstance(shown, Table)
    (row,) = shown.value.rows
    signs = [piece.symbol.word for cell in row.words for piece in cell if isinstance(piece, Sign)]
    assert signs == ["Nås", "Uppåt"]
    assert shown.caption == "Läget XK 2023, Annat"


def test_an_area_that_nobody_judges_says_so_in_a_notebook_only(tmp_path: Path) -> None:
    shown = state(tmp_path)
    assert isinstance(shown, Fragment)
    assert isinstance(shown.value, Text)
    assert shown.value.optional
