"""Figures stated in prose, against what the rows give."""

import re

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import UnitKind
from analysis.chapter.table import Kind
from analysis.present.origins import counted, of_row
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import Values, texts
from analysis.words.codes import STATEMENTS
from analysis.words.mixed_language import joined, swedish
from analysis.words.numbers import beside_sign, numbered, quantity, rounded, unit
from analysis.words.translate import Words, _, later

#: More rows than this are folded away.
LONG = 12
#: What a claim's support asks of.
ASKED = re.compile(r"\bFROM (?P<view>\w+)")
OF_STATEMENT = re.compile(r"\bstatement = '(?P<name>[\w-]+)'")
LISTS = Words(
    {
        "ledger": later("Beloppen"),
        "key_figure": later("{Key_figure.the_many}"),
        "goal_status": later("Listan över {goal.short.many}"),
        "commitment_status": later("Listan över {commitment.many}"),
        "control_status": later("Listan över {control.many}"),
        "control_detail": later("Listan över {control.many}"),
        "evaluation_score": later("Poängen fråga för fråga"),
    }
)
VERDICTS = Words({True: later("stämmer"), False: later("stämmer inte"), None: later("går inte att kontrollera")})


def claim_table(claims: pl.DataFrame, caption: str, source: str) -> Table:
    """Show printed and recomputed figures side by side.

    Args:
        claims: Rows of the view `claim_detail`.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a claim.
    """
    columns = [
        Column(_("Uppgift i texten"), lambda row: swedish(row["label"]), row_heading=True),
        Column(
            _("Tryckt"),
            _printed,
            numeric=True,
            values=[
                Values(_("Tryckt"), lambda row: row["printed"], Kind.NUMBER, printed=lambda row: row["decimals"]),
                texts(_("Enhet"), lambda row: unit(row["symbol"])),
            ],
        ),
        Column(
            _("Omräknat"),
            _recomputed,
            numeric=True,
            values=[
                Values(
                    _("Omräknat"),
                    _recomputed_value,
                    Kind.NUMBER,
                    printed=_recomputed_decimals,
                    origins=lambda row: [counted(_asked_view(row), what=_("Omräknat"))],
                )
            ],
        ),
        Column(_("Jämfört med"), _compared_with, worded=True),
        Column(_("Jämförelse"), lambda row: VERDICTS[row["agrees"]]),
        Column(_("Plats i dokumentet"), lambda row: swedish(row["place"]), wide=True),
    ]
    told = joined([caption, _verdict(claims)], ": ") if claims["agrees"].any() else caption
    return Table(told, columns, claims, source=source, folded=claims.height > LONG, derived=True, row_origins=of_row)


def _asked_view(row: Row) -> str:
    asked = ASKED.search(row["support"] or "")
    return asked["view"] if asked else "claim"


def _compared_with(row: Row) -> str:
    """Name what the figure was recomputed from: the list that is asked, or the statement whose amounts are."""
    if row["recomputed"] is None:
        return ""
    asked = ASKED.search(row["support"] or "")
    if asked is None:
        return ""
    statement = OF_STATEMENT.search(row["support"])
    if asked["view"] != "ledger" or statement is None:
        return LISTS.get(asked["view"], "")
    if statement["name"] == Statement.OTHER:
        return _("Belopp på annan plats i texten")
    known = statement["name"] in list(Statement)
    return STATEMENTS[Statement(statement["name"])] if known else swedish(row["own_statement"] or statement["name"])


def _verdict(claims: pl.DataFrame) -> str:
    """How many agree, so that nobody needs to count."""
    agrees, differs, unknown = (
        claims.filter(pl.col("agrees").eq_missing(value)).height for value in (True, False, None)
    )
    told = [_("{amount} av {all} stämmer", amount=agrees, all=claims.height)]
    if differs:
        told.append(_("{amount} stämmer inte", amount=differs))
    if unknown:
        told.append(_("{amount} går inte att kontrollera", amount=unknown))
    return ", ".join(told)


def _printed(row: Row) -> str:
    return beside_sign(_number(row, row["printed"], row["decimals"], row["symbol"]), row["operator"])


def _recomputed_value(row: Row) -> float | None:
    """As exact as it is shown: what agrees is shown with the decimals of the printed figure."""
    recomputed: float | None = row["recomputed"]
    return recomputed if recomputed is None or not row["agrees"] else float(rounded(recomputed, row["decimals"]))


def _recomputed_decimals(row: Row) -> int | None:
    return row["decimals"] if row["agrees"] else None


def _recomputed(row: Row) -> str:
    if row["recomputed"] is None:
        return ""
    return _number(row, row["recomputed"], _recomputed_decimals(row))


def _number(row: Row, value: float, decimals: int | None, symbol: str | None = None) -> str:
    return numbered(value) if row["unit_kind"] == UnitKind.NAME else quantity(value, decimals, symbol)
