"""The financial tables of a part of a document, as printed, with their variances and what is said of them."""

from dataclasses import replace

import polars as pl

from analysis.catalogue import _
from analysis.errors import ParameterError, nearest
from analysis.language import STATEMENTS
from analysis.marked import joined
from analysis.present.charts import Chart
from analysis.present.fragment import Fragment, nothing
from analysis.present.ledger_table import ledger_table, variance_chart
from analysis.present.tables import Table
from analysis.present.texts import reading
from analysis.review import Review
from analysis.vocabulary import Statement, SubjectType


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
        return ledger_table(lines, joined([title, self._where()], " "), self.source)

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
        table = ledger_table(lines, joined([STATEMENTS[Statement(statement)], self._where()], " "), "")
        if _plus_is_better(lines):
            table = replace(table, notes=[*table.notes, _("Plus är bättre än budget, minus sämre.")])
        return variance_chart(f"avvikelser-{statement}", rows, table, self.source)

    def statement_text(self, statement: str) -> Fragment:
        """What the document says about a financial table.

        Args:
            statement: Code, such as `investment`.

        Returns:
            Running text.
        """
        texts = self._texts(SubjectType.STATEMENT).filter(pl.col("subject") == statement)
        return reading(texts) if texts.height else nothing(_("Dokumentet kommenterar inte tabellen."), optional=True)


def _plus_is_better(lines: pl.DataFrame) -> bool:
    """Whether variances are outcome less budget with costs as minus, so that what is above is to the good.

    Most lines must say so: some may be misprinted.
    """
    if not (lines["amount"] < 0).any():
        return False
    key = ["line_no", "period_start", "period_end"]
    wide = lines.pivot("measure", index=key, values="amount", aggregate_function="first")
    if not {"actual", "budget", "variance"} <= set(wide.columns):
        return False
    step = (pl.col("actual") - pl.col("budget")).sign()
    return bool(wide.select((step == pl.col("variance").sign()).drop_nulls().mean() > 0.5).item())  # noqa: PLR2004
