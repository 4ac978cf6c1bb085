"""Contradictions as a table: what is said, the other figure, both places, and who has taken a stand."""

from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, Severity
from analysis.chapter.pieces import Link, Listing, Piece, Said, figure_of, finding_of
from analysis.present.origins import counted
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import days, numbers, texts
from analysis.words.codes import SEVERITIES
from analysis.words.days import day
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import together
from analysis.words.translate import Words, _, later, later_as

KINDS = Words(
    {
        Contradiction.SUM: later_as("motsägelse", "Summa"),
        Contradiction.VARIANCE: later("Avvikelse"),
        Contradiction.REPEAT: later("Samma uppgift, två värden"),
        Contradiction.COUNT: later("Antal"),
        Contradiction.PERCENTAGE: later("Andel"),
        Contradiction.ASSESSMENT: later("Bedömning"),
        Contradiction.TREND: later("Trend"),
        Contradiction.STATUS: later("Status"),
        Contradiction.UNIT: later("Enhet"),
        Contradiction.VALUE: later("Orimligt värde"),
        Contradiction.MISSING: later("Saknas"),
    }
)
#: Rules that find something else than their kind says: what differs is not wrong.
KINDS_BY_RULE = Words({"restated": later("Ändrad sedan tidigare"), "level": later("Olika mål för olika nivåer")})
#: So many places are shown at once.
FEW = 3


def finding_rows_table(findings: pl.DataFrame, caption: str, source: str = "") -> Table:
    """Make the table of contradictions.

    Args:
        findings: Rows of the view `inconsistency`.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a contradiction, with its id so that it can be acknowledged. A column that would only say what the
        caption says, the grade of a list of one grade or that something is lacking, is left out.
    """
    columns = [_message()]
    if findings["severity"].n_unique() > 1:
        columns.append(Column(_("Grad"), lambda row: SEVERITIES[Severity(row["severity"])]))
    if (findings["kind"] != Contradiction.MISSING.value).any():
        columns.append(Column(_("Slag"), _kind))
    columns += [_place(), _acknowledgement()]
    return Table(caption, columns, findings, source=source, derived=True)


def _kind(row: Row) -> str:
    return KINDS_BY_RULE.get(row["rule"]) or KINDS[Contradiction(row["kind"])]


def _message() -> Column:
    """What is set against what: texts, since counts with a word and figures with a sign are contradictions too."""
    compared = [
        texts(_("Vad"), lambda row: row["message"]),
        texts(_("Tryckt"), lambda row: row["printed"]),
        texts(_("Annan uppgift"), lambda row: row["other"]),
        replace(
            numbers(_("Skillnad"), lambda row: None if row["difference"] is None else round(row["difference"], 6)),
            origins=lambda __: [counted("inconsistency", what=_("Skillnad"))],
        ),
    ]
    return Column(_("Vad"), lambda row: swedish(together(row["message"])), row_heading=True, values=compared)


def _place() -> Column:
    values = [
        texts(_("Plats"), lambda row: row["place"]),
        texts(_("Annan plats"), lambda row: row["other_place"], spare=True),
        texts(_("Dokument med annan plats"), lambda row: row["other_title"], spare=True),
    ]
    return Column(_("Platser i dokumentet"), _places, wide=True, values=values)


def _acknowledgement() -> Column:
    values = [
        texts(_("Kvitterad av"), lambda row: row["acknowledged_by"], spare=True),
        days(_("Kvitterad den"), lambda row: row["acknowledged_on"], spare=True),
        texts(_("Kvitterad för att"), lambda row: row["acknowledged_for"], spare=True),
        texts(_("Motsägelsens id"), lambda row: row["finding"]),
    ]
    return Column(_("Kvitterad"), _acknowledged, values=values)


def _places(row: Row) -> list[Piece]:
    own, others = row["place"], (row["other_place"] or "").split(PLACES)
    if row["other_title"]:  # a place says little without its document when the two figures stand in different ones
        own, others = f"{row['document_title']} › {own}", [f"{row['other_title']} › {other}" for other in others]
    places = tuple((Said(swedish(place)),) for place in dict.fromkeys((own, *others)) if place)
    summary = _("{amount} platser", amount=len(places)) if len(places) > FEW else ""
    back = Link(figure_of(row["finding"]), _("Till siffran"), screen_only=True, name=finding_of(row["finding"]))
    return [Listing(places, summary), back] if places else [back]


def _acknowledged(row: Row) -> list[Said]:
    if row["acknowledged_by"] is None:
        return [Said(_("nej, id {finding}", finding=row["finding"]), "muted")]
    who = filled("{name}, {day}", name=swedish(row["acknowledged_by"]), day=day(row["acknowledged_on"]))
    why = swedish(row["acknowledged_for"])
    return [Said(who), *([Said(filled("{why}.", why=why), "muted")] if why else [])]
