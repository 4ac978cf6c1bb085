"""What a reviewer asks of a part of a document: what contradicts what, who decided what, what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from analysis.base.vocabulary import COLUMN, STEP, Contradiction, Severity
from analysis.build.findings import find, places
from analysis.chapter.table import Doubt
from analysis.chapter.text import Contradiction as Told
from analysis.chapter.text import Contradictions
from analysis.judge.checks.finding import table_of
from analysis.present.fragment import Fragment, doubted, nothing
from analysis.present.table import Table
from analysis.present.tables.change_table import change_table
from analysis.present.tables.claim_table import claim_table
from analysis.present.tables.decision_table import judgement_table, override_table
from analysis.present.tables.finding_table import finding_rows_table
from analysis.report.part import Part
from analysis.words.codes import SEVERITIES
from analysis.words.mixed_language import joined, swedish
from analysis.words.numbers import together
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _

#: The rule that finds numbers typed by hand.
TYPED = "typed"


#: The rule that finds comparisons across a change of method.
BREAK = "break"
#: Spaces of any width, and line breaks.
SPACES = r"\s+"
#: The column of a table, at the end of a place.
OF_COLUMN = f"{STEP}{COLUMN}.*$"
#: What tells the row of an input file.
ROW = ["file", "file_row"]


class Review(Part):
    """The questions of whoever signs a report."""

    def contradictions_frame(self) -> pl.DataFrame:
        """Everything in this part that contradicts something, or is lacking.

        Returns:
            Rows of the view `inconsistency`.
        """
        return self._within(find(self._database, parts=[self.part]))

    def contradictions(self, *severities: str) -> Table | Fragment:
        """What contradicts what.

        Args:
            severities: Only these: `error`, `warning`, `rounding`, `note`; all but notes when left out. What is
                lacking contradicts nothing: `missing` and `typed_figures` show that.

        Returns:
            One row a contradiction, or a sentence when there are none.
        """
        chosen = list(severities) or [Severity.ERROR, Severity.WARNING, Severity.ROUNDING]
        lacking = pl.col("kind") == Contradiction.MISSING.value
        found = self.contradictions_frame().filter(
            pl.col("severity").is_in([str(level) for level in chosen]) & ~lacking
        )
        if found.is_empty():
            return nothing(_("Inga sådana motsägelser hittades."))
        caption = _("Motsägelser {where}", where=self._where())
        if severities:
            which = enumerate_words([SEVERITIES[Severity(level)].lower() for level in severities])
            caption = joined([caption, which], ": ")
        return finding_rows_table(found, caption, self.source)

    def errors_in_brief(self) -> Fragment:
        """What does not add up, for readers who do not see the review.

        Returns:
            Every error, with the table that it stands below where it does; a page lists those that it tells nowhere
            else. A sentence when there are none.
        """
        every = self.contradictions_frame().filter(pl.col("severity") == Severity.ERROR.value)
        if every.is_empty():
            return nothing(_("Inget sådant hittades."), optional=True)
        in_tables = set(self._rows("errors_in_tables", **self._key)["finding"])
        items = (_told(row, is_in_table=row["finding"] in in_tables) for row in every.iter_rows(named=True))
        return Fragment(Contradictions(items=tuple(items)))

    def _with_doubts(self, shown: Fragment, texts: pl.DataFrame) -> Fragment:
        """Say below texts which of their figures something else in the document contradicts."""
        return doubted(shown, self._doubts(texts))

    def _with_notes(self, table: Table, texts: pl.DataFrame) -> Table:
        """Say the same below a table whose cells hold the texts."""
        return replace(table, doubts=[*table.doubts, *self._doubts(texts)])

    def _doubts(self, texts: pl.DataFrame) -> list[Doubt]:
        """What does not hold where texts stand: a sentence an error, and one a comparison of what does not compare."""
        own = texts["place"].unique().sort().to_list()
        theirs = places().list.eval(pl.element().str.replace(OF_COLUMN, "").is_in(own)).list.any()
        told = (pl.col("severity") == Severity.ERROR.value) | (pl.col("rule") == BREAK)
        return self._doubts_of(self.contradictions_frame().filter(told & theirs))

    @staticmethod
    def _doubts_of(errors: pl.DataFrame) -> list[Doubt]:
        """What does not add up, all of it wherever it is asked for: a page tells it once."""
        return [Doubt(row["finding"], _doubt(row)) for row in errors.iter_rows(named=True)]

    def missing(self) -> Table | Fragment:
        """What the document leaves out: targets, outcomes, owners.

        Returns:
            One row a gap, or a sentence when there are none.
        """
        found = self._lacking(typed=False)
        if found.is_empty():
            return nothing(_("Inga målnivåer, utfall, symboler eller ansvariga saknas."))
        return finding_rows_table(found, _("Uppgifter som saknas {where}", where=self._where()))

    def typed_figures(self) -> Table | Fragment:
        """Numbers typed by hand in our own texts that nothing in the data supports.

        Returns:
            One row a number, or a sentence when there are none.
        """
        found = self._lacking(typed=True)
        if found.is_empty():
            if self._unsupported().height:
                return nothing(_("Texternas övriga tal kommer ur databasen eller stöds av den."))
            return nothing(_("Alla tal i texterna kommer ur databasen eller stöds av den."))
        return finding_rows_table(found, _("Skrivna för hand, utan stöd {where}", where=self._where()))

    def judgements(self) -> Table | Fragment:
        """The goals whose figures give another judgement than the published one; figures that are missing give none.

        Returns:
            One row a goal, or a sentence when they all agree.
        """
        goals = self._within(self._rows("goals", **self._key, process_area=self.process_area))
        both = [
            pl.col(f"{field}_published").is_not_null() & pl.col(f"{field}_computed").is_not_null()
            for field in ("assessment", "trend")
        ]
        if goals.filter(pl.any_horizontal(both)).is_empty():
            return nothing(_("Inget mål har både en publicerad och en beräknad bedömning."))
        differing = goals.filter(pl.any_horizontal("judged_otherwise", "trend_otherwise"))
        if differing.is_empty():
            return nothing(_("Publicerat och beräknat är lika för alla mål som har båda."))
        counts = [int(differing[name].sum()) for name in ("judged_otherwise", "trend_otherwise")]
        note = _("Bedömningen är en annan för {judged} mål, trenden för {trends}.", judged=counts[0], trends=counts[1])
        caption = _("Publicerat mot beräknat {where}", where=self._where())
        return replace(judgement_table(differing, self.symbols, caption, self.source), notes=[note])

    def overrides(self) -> Table | Fragment:
        """What analysts have set against the rule, and whether the figures are still the same.

        Returns:
            One row an override, or a sentence when there are none.
        """
        rows = self._rows("overrides", **self._key)
        if rows.is_empty():
            return nothing(_("Ingen bedömning eller trend är ändrad för hand."))
        return override_table(rows, self.symbols, _("Ändrade för hand {where}", where=self._where()))

    def unsupported_claims(self) -> Table | Fragment:
        """Figures stated in prose that nothing else in the data supports.

        Returns:
            One row a claim, or a sentence when there are none.
        """
        claims = self._unsupported()
        if self._claims().is_empty():
            return nothing(_("Vi har inte prövat några uppgifter i löptexten."))
        if claims.is_empty():
            return nothing(_("Alla uppgifter som vi har prövat har rader som stöder eller motsäger dem."))
        return claim_table(claims, _("Utan stöd {where}", where=self._where()), self.source)

    def changes(self) -> Table | Fragment:
        """Published values that have changed since the database was first built, in more than their spaces.

        Returns:
            One row a change, the latest first, or a sentence when nothing has changed.
        """
        rows = self._within(self._rows("changes_of", **self._key)).filter(reads_otherwise(), ~is_moved())
        if rows.is_empty():
            return nothing(_("Inget är ändrat."), log=True)
        return change_table(rows, self.symbols, _("Ändringar {where}", where=self._where()))

    def acknowledged(self) -> Table | Fragment:
        """The contradictions that somebody has taken a stand on.

        Returns:
            One row a contradiction, or a sentence when there are none.
        """
        found = self.contradictions_frame().filter(pl.col("acknowledged_by").is_not_null())
        return (
            finding_rows_table(found, _("Kvitterade {where}", where=self._where()))
            if found.height
            else nothing(_("Inget är kvitterat."))
        )

    def _errors_in(self, rows: pl.DataFrame) -> pl.DataFrame:
        """What the checks found that does not add up in the rows of a table of amounts or points."""
        return self._rows("errors_in_tables", **self._key).join(rows.select(ROW), on=ROW)

    def _within(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Those that stand in the reviewed part of the document."""
        if not self._place:
            return rows
        starts = [pl.col("place").str.starts_with(start) for start in self._place.split(", ")]
        return rows.filter(pl.any_horizontal(starts))

    def _claims(self) -> pl.DataFrame:
        return self._within(self._rows("claims", **self._key))

    def _unsupported(self) -> pl.DataFrame:
        """The claims that nothing else in the data can tell right or wrong."""
        return self._claims().filter(pl.col("agrees").is_null())

    def _lacking(self, *, typed: bool) -> pl.DataFrame:
        missing = self.contradictions_frame().filter(pl.col("kind") == Contradiction.MISSING.value)
        return missing.filter((pl.col("rule") == TYPED) == typed)


def _doubt(finding: Mapping[str, Any]) -> str:
    message = swedish(together(finding["message"]))
    if finding["rule"] == BREAK:
        return _("Går inte att jämföra: {message}", message=message)
    return _("Går inte ihop: {message}", message=message)


def _told(finding: Mapping[str, Any], *, is_in_table: bool) -> Told:
    table = swedish(table_of(finding["place"])) if is_in_table else ""
    return Told(finding["finding"], swedish(together(finding["message"])), table)


def is_moved() -> pl.Expr:
    """Tell what is gone in some places and stands, word for word, in as many others.

    Returns:
        Whether that is all that has changed.
    """
    value = pl.coalesce("before", "after").alias("value")
    same = ["changed_at", "fact", "code", "whose", "year", "field", value]
    gone, new = (pl.col(side).is_null().sum().over(same) for side in ("after", "before"))
    return (gone == new) & (gone > 0)


def reads_otherwise() -> pl.Expr:
    """Tell changes in words or figures from those in spaces and line breaks only.

    Returns:
        Whether `before` and `after` read otherwise.
    """
    before, after = (pl.col(name).str.replace_all(SPACES, " ").str.strip_chars() for name in ("before", "after"))
    return before.ne_missing(after)
