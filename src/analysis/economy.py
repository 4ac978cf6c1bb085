"""The financial tables of a part of a document, as printed, with their variances and what is said of them."""

from dataclasses import replace
from datetime import date

import polars as pl

from analysis.catalogue import Words, _, later
from analysis.errors import ParameterError, nearest
from analysis.language import STATEMENTS
from analysis.marked import joined
from analysis.present.charts import Chart
from analysis.present.fragment import Fragment, nothing
from analysis.present.ledger_table import ledger_table, variance_chart
from analysis.present.tables import Table
from analysis.present.texts import reading
from analysis.review import Review, told
from analysis.vocabulary import Statement, SubjectType

#: Statements of results, where more money left is to the good.
RESULTS = {Statement.INCOME_STATEMENT, Statement.DEPARTMENT, Statement.UNIT}
#: What a printed variance says, by its good side.
SIDES = Words(
    {
        1: later("Plus är bättre än budget, minus sämre."),
        -1: later("Avvikelsen är tryckt som budget minus utfall: minus är bättre än budget, plus sämre."),
    }
)


class Economy(Review):
    """The questions about money."""

    def statement_frame(self, statement: str) -> pl.DataFrame:
        """One financial table as printed.

        Args:
            statement: Code, such as `income_statement`.

        Returns:
            Rows of the view `ledger_detail`.

        Raises:
            ParameterError: If there is no such kind of table.
        """
        if statement not in list(Statement):
            raise ParameterError(
                _("Okänd tabell «{statement}».", statement=statement), nearest(statement, list(Statement))
            )
        return self._rows("ledger", **self._key, statement=statement)

    def statement(self, statement: str) -> Table | Fragment:
        """A financial table laid out as printed.

        Args:
            statement: Code, such as `income_statement`.

        Returns:
            The table, or a sentence when the document has none.
        """
        lines = self.statement_frame(statement)
        title = STATEMENTS[Statement(statement)]
        if lines.is_empty():
            return nothing(_("{title}: ingen sådan tabell finns i dokumentet.", title=title), optional=True)
        table = ledger_table(lines, joined([title, self._where()], " "), self.source, self._until)
        return replace(table, notes=[*table.notes, *told(self._errors_in(lines))])

    def variances(self, statement: str) -> Chart | Fragment:
        """Draw the printed variances of a financial table.

        Args:
            statement: Code, such as `department`.

        Returns:
            A bar chart; its title names the largest variance.
        """
        lines = self.statement_frame(statement)
        rows = lines.filter((pl.col("measure") == "variance") & pl.col("is_leaf") & pl.col("amount").is_not_null())
        if rows.is_empty():
            return nothing(_("Inga avvikelser är redovisade."), optional=True)
        title = joined([STATEMENTS[Statement(statement)], self._where()], " ")
        table = ledger_table(lines, _("{title}, siffrorna i diagrammet", title=title), "", self._until)
        good = _good_side(lines) if statement in RESULTS else 0
        table = replace(table, notes=[*table.notes, *([SIDES[good]] if good else [])])
        return variance_chart(f"avvikelser-{statement}", rows, table, self.source, good, self._until)

    @property
    def _until(self) -> date:
        """The day that the document reports to: what is said of later days is expected."""
        return self.part["period_end"]  # type: ignore[no-any-return]

    def statement_text(self, statement: str) -> Fragment:
        """What the document says about a financial table.

        Args:
            statement: Code, such as `investment`.

        Returns:
            Running text.
        """
        texts = self._texts(SubjectType.STATEMENT).filter(pl.col("subject") == statement)
        return reading(texts) if texts.height else nothing(_("Dokumentet kommenterar inte tabellen."), optional=True)


def _good_side(lines: pl.DataFrame) -> int:
    """Say which sign of a printed variance is to the good; most lines must say so, for some may be misprinted.

    Costs are printed with a minus, so an outcome above the budget is to the good: 1 where the variance is outcome less
    budget, -1 where it is budget less outcome, 0 where it cannot be said.
    """
    key = ["line_no", "period_start", "period_end"]
    wide = lines.pivot("measure", index=key, values="amount", aggregate_function="first")
    if not {"actual", "budget", "variance"} <= set(wide.columns) or not (lines["amount"] < 0).any():
        return 0
    same = (pl.col("actual") - pl.col("budget")).sign() * pl.col("variance").sign()
    share = wide.select(same.filter(same != 0).mean()).item()
    return 0 if share is None or share == 0 else 1 if share > 0 else -1
