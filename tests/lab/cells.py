"""Notebooks whose outputs are those that reports and an analyst's own code give."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analysis.chapter.codec import MEDIA_TYPE
from analysis.chapter.markup.cells import HTML, PLAIN
from analysis.present.foreign.show import show
from analysis.report import Report

ROOT = Path(__file__).parents[2]
AREA = "Att värna demokrati"

Bundle = dict[str, Any]
Made = Callable[[Path], Any]


def _klk(database: Path, **more: str) -> Report:
    return Report(organisation="KLK", year=2016, database=database, **more)


def _ks(database: Path) -> Report:
    return Report(organisation="KS", year=2022, database=database)


#: What a frame holds that is hard to show: long words, large and missing figures, a row without a name.
FRAME = pl.DataFrame(
    {
        "label": [
            "Kontinuitetsplaner för samhällsviktig verksamhet och handlingsplaner för jämställdhet",
            "Handel",
            None,
        ],
        "value": [1234567.5, -3.25, None],
        "unit": ["kronor", "percent", "st"],
    }
)
#: Every kind of output by its name; several of a kind where they look different.
KINDS: dict[str, Made] = {
    "huvud": _klk,
    "överblick": lambda data: _klk(data).at_a_glance(),
    "teckenförklaring": lambda data: _klk(data).legend("area", "trend", "assessment", "status"),
    "förkortningar": lambda data: _klk(data).abbreviations(),
    "staplar": lambda data: _klk(data).goals_chart(),
    "avvikelser": lambda data: _klk(data).variances("income_statement"),
    "mål": lambda data: _klk(data, process_area=AREA).goals(),
    "linjer": lambda data: _klk(data, process_area=AREA).goal_charts(),
    "många linjer": lambda data: _klk(data).series("sjukfranvaro").chart(),
    "grupper": lambda data: _klk(data).sex_chart("sjukfranvaro"),
    "åtaganden": lambda data: _klk(data, process_area=AREA).commitments(),
    "breda belopp": lambda data: _klk(data).statement("income_statement"),
    "text": lambda data: _klk(data).summary_text(),
    "vikt tabell": lambda data: _klk(data).headline_counts(),
    "motsägelser": lambda data: _klk(data).errors_in_brief(),
    "granskning": lambda data: _klk(data).judgements(),
    "räkning": lambda data: _ks(data).controls_at_a_glance(),
    "kontroller": lambda data: _ks(data).controls(),
    "english": lambda data: _klk(data, process_area=AREA, language="en").goal_charts(),
    "ram": lambda _data: show(FRAME),
    "egen figur": lambda _data: show(
        go.Figure(go.Scatter(x=[1, 2], y=[1.5, 3])), text="Från 1,5 till 3.", title="Stiger"
    ),
}
NAMES = tuple(KINDS)
#: Which of several things is meant.
AT = {"linjer": 1, "english": 1, "räkning": 0}


def bundles_of(database: Path) -> dict[str, Bundle]:
    """What the cells of a notebook give, of every kind, from the real database."""
    made = {name: make(database) for name, make in KINDS.items()}
    return {name: (one[AT[name]] if name in AT else one)._repr_mimebundle_() for name, one in made.items()}


def html_bundle(html: str) -> Bundle:
    """An output that says it is ours, whatever its HTML is."""
    return {MEDIA_TYPE: {"kind": "text"}, HTML: html, PLAIN: ""}


def cell_of(name: str) -> str:
    """The code of the cell that a name belongs to."""
    return f"visa({json.dumps(name, ensure_ascii=False)})"


def notebook_of(bundles: dict[str, Bundle], *codes: str, kernel: str = "python3") -> Bundle:
    """A notebook with a cell a bundle, and cells that are not run yet."""
    shown = {
        cell_of(name): [{"output_type": "display_data", "metadata": {}, "data": one}] for name, one in bundles.items()
    }
    made = [
        {"cell_type": "code", "metadata": {}, "source": code, "execution_count": place, "outputs": outputs}
        for place, (code, outputs) in enumerate(shown.items(), start=1)
    ]
    made += [
        {"cell_type": "code", "metadata": {}, "source": code, "execution_count": None, "outputs": []} for code in codes
    ]
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    return {"cells": made, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 4}
