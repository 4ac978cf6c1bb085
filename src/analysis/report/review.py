"""What a reviewer asks: what contradicts what, who decided what, what is missing, what has changed."""

from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Table
from analysis.present.tables.change_table import change_table
from analysis.present.tables.claim_table import claim_table
from analysis.present.tables.decision_table import judgement_table, override_table
from analysis.present.tables.finding_table import finding_rows_table
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import contradictions_frame, within
from analysis.report.goals import origins_of_goals
from analysis.words.codes import SEVERITIES
from analysis.words.mixed_language import joined
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _

#: The rule that finds numbers typed by hand.
TYPED = "typed"
#: Spaces of any width, and line breaks.
SPACES = r"\s+"


def contradictions(part: DocumentPart, *severities: str) -> Table | Fragment:
    """What contradicts what.

    Args:
        severities: Only these: `error`, `warning`, `rounding`, `note`; all but notes when left out. What is
            lacking contradicts nothing: `missing` and `typed_figures` show that.

    Returns:
        One row a contradiction, or a sentence when there are none.
    """
    chosen = list(severities) or [Severity.ERROR, Severity.WARNING, Severity.ROUNDING]
    lacking = pl.col("kind") == Contradiction.MISSING.value
    found = contradictions_frame(part).filter(pl.col("severity").is_in([str(level) for level in chosen]) & ~lacking)
    if found.is_empty():
        return nothing(_("Inga sådana motsägelser hittades."))
    caption = _("Motsägelser {where}", where=part.where)
    if severities:
        which = enumerate_words([SEVERITIES[Severity(level)].lower() for level in severities])
        caption = joined([caption, which], ": ")
    return finding_rows_table(found, caption, part.source)


def missing(part: DocumentPart) -> Table | Fragment:
    """What the document leaves out: targets, outcomes, owners.

    Returns:
        One row a gap, or a sentence when there are none.
    """
    found = _lacking(part, typed=False)
    if found.is_empty():
        return nothing(_("Inga målnivåer, utfall, symboler eller ansvariga saknas."))
    return finding_rows_table(found, _("Uppgifter som saknas {where}", where=part.where))


def typed_figures(part: DocumentPart) -> Table | Fragment:
    """Numbers typed by hand in our own texts that nothing in the data supports.

    Returns:
        One row a number, or a sentence when there are none.
    """
    found = _lacking(part, typed=True)
    if found.is_empty():
        if _unsupported(part).height:
            return nothing(_("Texternas övriga tal kommer ur databasen eller stöds av den."))
        return nothing(_("Alla tal i texterna kommer ur databasen eller stöds av den."))
    return finding_rows_table(found, _("Skrivna för hand, utan stöd {where}", where=part.where))


def judgements(part: DocumentPart) -> Table | Fragment:
    """The goals whose figures give another judgement than the published one; figures that are missing give none.

    Returns:
        One row a goal, or a sentence when they all agree.
    """
    goals = within(part, part.rows("goals"))
    both = [
        pl.col(f"{field}_published").is_not_null() & pl.col(f"{field}_computed").is_not_null()
        for field in ("assessment", "trend")
    ]
    if goals.filter(pl.any_horizontal(both)).is_empty():
        return nothing(_("{goal.short:Ingen|Inget} {goal.short.one} har både en publicerad och en beräknad bedömning."))
    differing = goals.filter(pl.any_horizontal("judged_otherwise", "trend_otherwise"))
    if differing.is_empty():
        return nothing(_("Publicerat och beräknat är lika för alla {goal.short.many} som har båda."))
    counts = [int(differing[name].sum()) for name in ("judged_otherwise", "trend_otherwise")]
    note = _(
        "Bedömningen är en annan för {judged} {goal.short.many}, trenden för {trends}.",
        judged=counts[0],
        trends=counts[1],
    )
    caption = _("Publicerat mot beräknat {where}", where=part.where)
    return replace(judgement_table(differing, part.symbols, caption, part.source, origins_of_goals(part)), notes=[note])


def overrides(part: DocumentPart) -> Table | Fragment:
    """What analysts have set against the rule, and whether the figures are still the same.

    Returns:
        One row an override, or a sentence when there are none.
    """
    rows = part.rows("overrides")
    if rows.is_empty():
        return nothing(_("Ingen bedömning eller trend är ändrad för hand."))
    return override_table(rows, part.symbols, _("Ändrade för hand {where}", where=part.where))


def unsupported_claims(part: DocumentPart) -> Table | Fragment:
    """Figures stated in prose that nothing else in the data supports.

    Returns:
        One row a claim, or a sentence when there are none.
    """
    claims = _unsupported(part)
    if _claims(part).is_empty():
        return nothing(_("Vi har inte prövat några uppgifter i löptexten."))
    if claims.is_empty():
        return nothing(_("Alla uppgifter som vi har prövat har rader som stöder eller motsäger dem."))
    return claim_table(claims, _("Utan stöd {where}", where=part.where), part.source)


def changes(part: DocumentPart) -> Table | Fragment:
    """Published values that have changed since the database was first built, in more than their spaces.

    Returns:
        One row a change, the latest first, or a sentence when nothing has changed.
    """
    rows = within(part, part.rows("changes_of")).filter(reads_otherwise(), ~is_moved())
    if rows.is_empty():
        return nothing(_("Inget är ändrat."), log=True)
    return change_table(rows, part.symbols, _("Ändringar {where}", where=part.where))


def acknowledged(part: DocumentPart) -> Table | Fragment:
    """The contradictions that somebody has taken a stand on.

    Returns:
        One row a contradiction, or a sentence when there are none.
    """
    found = contradictions_frame(part).filter(pl.col("acknowledged_by").is_not_null())
    return (
        finding_rows_table(found, _("Kvitterade {where}", where=part.where))
        if found.height
        else nothing(_("Inget är kvitterat."))
    )


def _claims(part: DocumentPart) -> pl.DataFrame:
    return within(part, part.rows("claims"))


def _unsupported(part: DocumentPart) -> pl.DataFrame:
    """The claims that nothing else in the data can tell right or wrong."""
    return _claims(part).filter(pl.col("agrees").is_null())


def _lacking(part: DocumentPart, *, typed: bool) -> pl.DataFrame:
    missing = contradictions_frame(part).filter(pl.col("kind") == Contradiction.MISSING.value)
    return missing.filter((pl.col("rule") == TYPED) == typed)


def is_moved() -> pl.Expr:
    """Tell what is gone in some places and stands, word for word, in as many others.

    Returns:
        Whether that is all that has changed.
    """
    value = pl.coalesce("before", "after").alias("value")
    unit = pl.coalesce("unit_before", "unit_after").alias("unit")
    same = ["changed_at", "fact", "code", "whose", "year", "field", value, unit]
    gone, new = (pl.col(side).is_null().sum().over(same) for side in ("after", "before"))
    return (gone == new) & (gone > 0)


def reads_otherwise() -> pl.Expr:
    """Tell changes in words or figures from those in spaces and line breaks only.

    Returns:
        Whether `before` and `after` read otherwise, or are of other units.
    """
    before, after = (pl.col(name).str.replace_all(SPACES, " ").str.strip_chars() for name in ("before", "after"))
    return before.ne_missing(after) | pl.col("unit_before").ne_missing(pl.col("unit_after"))
