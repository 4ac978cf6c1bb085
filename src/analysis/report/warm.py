"""Everything that a notebook needs before its first cell, done once by the process that kernels are forked from.

Only what is pure Python is used here; Polars and DuckDB are imported and left alone.
"""

from datetime import date

import analysis.report.indicator_series
import analysis.report.report  # noqa: F401 - imported to be there
from analysis.chapter.codec import prepare as prepare_values
from analysis.chapter.markup.template import prepare_templates
from analysis.present.chart import new_figure
from analysis.words.days import day
from analysis.words.numbers import number


def warm() -> None:
    """Load what the first chart, the first table and the first date would load."""
    figure = new_figure(100)
    figure.add_scatter(x=[1], y=[1], marker={"line": {"width": 1}}, line={"width": 1})
    figure.add_bar(x=[1], y=[1], marker={"line": {"width": 1}})
    figure.add_annotation(text="1", font={"size": 1})
    figure.add_shape(line={"width": 1})
    figure.to_json()
    day(date(2000, 1, 1))
    number(1.5, 1)
    prepare_templates()
    prepare_values()


warm()
