"""Key figures that stand in running text: one row a figure, with where it stands."""

import polars as pl

from analysis.base.vocabulary import Measure, Missing, Sex
from analysis.chapter.pieces import Said
from analysis.present.doubts import remarks
from analysis.present.origins import of_row
from analysis.present.table import Column, Row, Table, indicator_of
from analysis.present.tables.figure_table import earlier_than, figure_text
from analysis.present.typed_values import Values, days, printed, texts
from analysis.words.codes import MEASURES, MISSING, SEXES
from analysis.words.days import period
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import unit
from analysis.words.translate import _, p_


def text_figures(figures: pl.DataFrame, caption: str, source: str) -> Table:
    """List the figures that stand in running text, with their places.

    Args:
        figures: Rows of the view `key_figure_detail`.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a figure, in the order of the document.
    """
    columns = [
        Column(_("{Key_figure.one}"), lambda row: swedish(row["label"]), row_heading=True),
        Column(p_("vem", "Gäller"), lambda row: swedish(row["organisation_name"])),
        Column(_("Period"), _when, values=_period_values()),
        Column(_("Vad"), _noted, values=_what_values()),
        Column(_("Värde"), figure_text, numeric=True, values=_value_values()),
        Column(_("Plats i dokumentet"), lambda row: swedish(row["place"]), wide=True),
    ]
    frame = figures.filter(~pl.col("in_table"))
    return Table(caption, columns, frame, source=source, folded=True, measure=indicator_of, row_origins=of_row)


def _noted(row: Row) -> list[Said]:
    note = [Said(filled("{note}.", note=swedish(row["note"])), "muted")] if row["note"] else []
    return [Said(_what(row)), *note]


def _what(row: Row) -> str:
    sex = "" if row["sex"] == Sex.TOTAL else f", {SEXES[Sex(row['sex'])].lower()}"
    since = [] if row["compared_to"] is None else [_("från {earlier}", earlier=earlier_than(row))]
    return ", ".join([joined([MEASURES[Measure(row["measure"])], *since], " ") + sex, *remarks(row)])


def _when(row: Row) -> str:
    return period(row["period_start"], row["period_end"], row["period_type"])


def _remarks(row: Row) -> str:
    return "; ".join(filter(None, (row["note"], *remarks(row))))


# The columns of a figure in running text.


def _period_values() -> list[Values]:
    return [
        texts(_("Period"), _when),
        days(_("Från och med"), lambda row: row["period_start"]),
        days(_("Till och med"), lambda row: row["period_end"]),
    ]


def _what_values() -> list[Values]:
    return [
        texts(_("Mått"), lambda row: MEASURES[Measure(row["measure"])], ours=True),
        texts(_("Kön"), lambda row: SEXES[Sex(row["sex"])], ours=True),
        texts(_("Anmärkning"), _remarks, spare=True),
    ]


def _value_values() -> list[Values]:
    return [
        *printed(
            _("Värde"), lambda row: row["value"], lambda row: row["operator"], lambda row: row["printed_decimals"]
        ),
        texts(_("Enhet"), lambda row: unit(row["symbol"])),
        texts(
            _("Saknas"),
            lambda row: None if row["value"] is not None else MISSING[Missing(row["missing"])],
            spare=True,
        ),
    ]
