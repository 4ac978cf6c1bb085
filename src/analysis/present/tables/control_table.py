"""Internal control: risk, control, result and action in one row."""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import STEP, Direction, SymbolSource, SymbolSubject
from analysis.chapter.pieces import Piece, Said
from analysis.present.fragment import verbatim
from analysis.present.symbols import SymbolSet, stated_code
from analysis.present.table import CONTROL, Column, Content, Row, Table, as_cell
from analysis.present.typed_values import texts
from analysis.words.codes import SYMBOL_REMARKS
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import count_of, quantity
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, either, n_, p_


def control_table(
    controls: pl.DataFrame, symbols: SymbolSet, results: Mapping[str, Content], caption: str, source: str
) -> Table:
    """Make the table of controls.

    Args:
        controls: Rows of the view `control_detail`.
        symbols: The symbols of the edition.
        results: What was found, by control code.
        caption: What the table shows.
        source: Where it comes from.

    Returns:
        One row a control.
    """
    columns = [
        Column(_("{Control.one}"), lambda row: swedish(row["label"]), row_heading=True),
        Column(_("Risk"), lambda row: swedish(row["risk"])),
        Column(
            _("Gäller, och hur ofta"),
            _scope,
            values=[
                texts(p_("vem", "Gäller"), lambda row: row["scope"]),
                texts(_("Hur ofta"), lambda row: row["frequency"]),
            ],
        ),
        Column(
            _("Bedömning"),
            lambda row: _assessment(row, symbols),
            values=[
                symbols.words(_("Bedömning"), SymbolSubject.CONTROL, "assessment"),
                symbols.remarks(_("Bedömning"), _remarks),
            ],
        ),
        Column(
            _("Metod, resultat och åtgärd"),
            lambda row: _result(row, results),
            below=True,
            values=[
                texts(_("Metod"), lambda row: row["method"]),
                texts(_("Resultat"), lambda row: results.get(row["code"])),
                texts(_("Åtgärd"), lambda row: row["action"]),
            ],
        ),
    ]
    return Table(caption, columns, controls, source=source, subject=CONTROL)


def lost_symbols(controls: pl.DataFrame, figures: pl.DataFrame) -> list[str]:
    """Say how many symbols are lost or read from the text, and where printed figures show that a target was missed.

    Args:
        controls: Rows of the view `control_detail`.
        figures: Rows of the view `key_figure_detail` of the same document.

    Returns:
        Nothing where every symbol is printed; else a sentence, and one more where any target was missed.
    """
    read = controls.filter(assessment_source=SymbolSource.PROSE.value).height
    unknown = controls.filter(assessment_source=SymbolSource.LOST.value)
    if not read + unknown.height:
        return []
    missed = [told for control in unknown.iter_rows(named=True) if (told := _missed(control, figures))]
    said = _not_printed(read, unknown.height, count_of(controls.height, *either("{control.one}", "{control.many}")))
    if not missed:
        return said
    return [*said, _("Enligt siffrorna i texten nåddes målet inte: {controls}.", controls=enumerate_words(missed))]


def _not_printed(read: int, lost: int, controls: str) -> list[str]:
    told = [
        _("Symbolen för {lost} av {controls} följde inte med i vårt textutdrag.", lost=lost, controls=controls)
        if lost
        else "",
        n_(
            "Bedömningen av {amount} av {controls} är läst ur texten.",
            "Bedömningarna av {amount} av {controls} är lästa ur texten.",
            read,
            amount=read,
            controls=controls,
        )
        if read
        else "",
    ]
    return [each for each in told if each]


def _missed(control: Row, figures: pl.DataFrame) -> str:
    """Name a control with the outcome that misses its target; empty when none does."""
    own = figures.filter(pl.col("place").str.starts_with(control["place"] + STEP) & pl.col("value").is_not_null())
    same = ["indicator", "organisation", "period_end"]
    targets = own.filter(measure="target").unique(same, keep="first", maintain_order=True)
    held = own.filter(measure="outcome").join(targets.select(*same, target="value", limit="operator"), on=same)
    below = (pl.col("value") < pl.col("target")) & (pl.col("direction") == Direction.HIGHER.value)
    above = (pl.col("value") > pl.col("target")) & (pl.col("direction") == Direction.LOWER.value)
    missed = held.filter(below | above)
    if missed.is_empty():
        return ""
    row = missed.row(0, named=True)
    return _(
        "{control} ({outcome} mot målet {target})",
        control=swedish(control["label"]),
        outcome=quantity(row["value"], row["printed_decimals"], row["symbol"]),
        target=quantity(row["target"], None, row["symbol"], row["limit"]),
    )


def _scope(row: Row) -> list[Said]:
    often = [Said(filled("{note}.", note=swedish(row["frequency"])), "muted")] if row["frequency"] else []
    return [Said(swedish(row["scope"])), *often]


def _assessment(row: Row, symbols: SymbolSet) -> list[Piece]:
    return symbols.stated(
        SymbolSubject.CONTROL, stated_code(row, "assessment"), row["assessment_source"], _remarks(row)
    )


def _remarks(row: Row) -> list[str]:
    carried = _("Kan gå vidare till {where}.", where=row["carried_to"]) if row["carried_to"] else ""
    return [text for text in (SYMBOL_REMARKS[SymbolSource(row["assessment_source"])], carried) if text]


def _result(row: Row, results: Mapping[str, Content]) -> list[Piece]:
    method = [verbatim(row["method"], _("Metod"))] if row["method"] else []
    action = [verbatim(row["action"], _("Åtgärd"))] if row["action"] else []
    return [*method, *as_cell(results.get(row["code"], "")), *action]
