"""One indicator through every document: what an analyst looks at, draws and takes away."""

from pathlib import Path
from typing import Any

import polars as pl

from analysis.base.project import find_project
from analysis.base.vocabulary import Sex
from analysis.errors import ParameterError, nearest
from analysis.present.chart import Chart
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.doubts import also, remark
from analysis.present.one_unit import in_one_unit, left_out
from analysis.present.origins import of_row
from analysis.present.series import Series, sources
from analysis.present.table import Column, Table, plain_column
from analysis.present.typed_values import days, printed, texts
from analysis.store.answers import Value
from analysis.store.connection import open_database
from analysis.store.own_terms import terms_of
from analysis.store.query import ask
from analysis.words.codes import SEXES
from analysis.words.current_language import current
from analysis.words.days import period
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import number, quantity, unit
from analysis.words.speaker import spoken
from analysis.words.translate import _


def list_indicators(database: Path, search: str = "") -> pl.DataFrame:
    """List the indicators that have figures.

    Args:
        database: The DuckDB file.
        search: Part of a code or label, in any case.

    Returns:
        `indicator`, `label`, `organisation`, `figures` (how many), `first_day`, `last_day`, `unit`, `source`.
    """
    found = _rows(database, "indicators")
    shown = found.select("indicator", "label", "organisation", "figures", "first_day", "last_day", "unit", "source")
    wanted = search.lower()
    text = pl.concat_str(pl.col("indicator"), pl.lit(" "), pl.col("label")).str.to_lowercase()
    return shown.filter(text.str.contains(wanted, literal=True))


class IndicatorSeries:
    """Outcomes and targets of one indicator of one organisation.

    Args:
        database: The DuckDB file.
        indicator: Code of the indicator.
        organisation: Whose figures.

    Attributes:
        frame: Outcomes: `sex`, `period_type`, `period_start`, `period_end`, `operator`, `value`, `printed_decimals`,
            `unit`, `unit_symbol`, `document`, `place`, `also_printed` (other values printed for the same period),
            `doubted`, `preliminary`, `document_title`; ordered by time.
        targets: `year`, `target`, `printed_decimals`, `level` (`own`, or `municipality` for the council's for all).

    Raises:
        ParameterError: If there are no such figures; the message names the nearest indicator or the organisations.
    """

    def __init__(self, database: Path, indicator: str, organisation: str) -> None:
        self.language, self.terms = current(), terms_of(database)
        self._about = _describe(_rows(database, "indicators"), indicator, organisation)
        self._breaks = _rows(database, "indicator_breaks").filter(pl.col("indicator") == indicator)
        self._conversions = _rows(database, "unit_conversions")
        self.frame = _rows(database, "series", indicator=indicator, organisation=organisation)
        self.targets = _rows(database, "indicator_targets", indicator=indicator, organisation=organisation)

    @property
    @spoken
    def title(self) -> str:
        """The indicator and whose it is."""
        about = self._about
        return filled("{label}, {organisation}", label=swedish(about["label"]), organisation=about["organisation"])

    @spoken
    def chart(self) -> Chart:
        """Draw the series.

        Returns:
            A trend chart.
        """
        about, unit = self._about, pl.lit(self._about["unit"])
        outcomes, apart = in_one_unit(self.frame, self._conversions, unit)
        series = Series(
            outcomes,
            in_one_unit(self.targets, self._conversions, unit, "target").rows,
            self._breaks,
            about["symbol"] or "",
            about["tolerance"],
            about["tolerance_kind"],
            about["direction"],
            left_out=left_out(apart, self._conversions),
            kind=about["unit_kind"],
        )
        return trend_chart(about["indicator"], self._finding(), series, sources(self.frame, about["source"]))

    @spoken
    def table(self) -> Table:
        """Lay out the series with the place of every figure.

        Returns:
            One row a figure.
        """
        columns = [
            Column(
                _("Period"),
                _when,
                row_heading=True,
                values=[
                    texts(_("Period"), _when),
                    days(_("Från och med"), lambda row: row["period_start"]),
                    days(_("Till och med"), lambda row: row["period_end"]),
                ],
            ),
            Column(_("Kön"), lambda row: SEXES[Sex(row["sex"])]),
            Column(
                _("Utfall"),
                lambda row: self._figure(row, None),
                numeric=True,
                values=[
                    *printed(
                        _("Utfall"),
                        lambda row: row["value"],
                        lambda row: row["operator"],
                        lambda row: row["printed_decimals"],
                    ),
                    texts(_("Enhet"), lambda row: unit(row["unit_symbol"])),
                    texts(_("Även tryckt"), lambda row: ", ".join(map(number, row["also_printed"] or ())), spare=True),
                    texts(_("Anmärkning"), remark, spare=True),
                ],
            ),
            plain_column(_("Dokument"), "document"),
            plain_column(_("Plats"), "place", wide=True),
        ]
        return Table(self.title, columns, self.frame, row_origins=of_row)

    @spoken
    def export(self, folder: Path | None = None) -> list[Path]:
        """Write the series as CSV and Excel.

        Args:
            folder: Where to write, `output/export` in the project when left out; made when it is missing.

        Returns:
            The two files. The CSV opens right in Swedish Excel: semicolons, decimal commas, UTF-8 with BOM.
        """
        target = folder or find_project().output / "export"
        target.mkdir(parents=True, exist_ok=True)
        name = f"{self._about['indicator']}-{self._about['organisation']}".lower()
        files = [target / f"{name}.csv", target / f"{name}.xlsx"]
        _flat(self.frame).write_csv(files[0], separator=";", decimal_comma=True, include_bom=True)
        _flat(self.frame).write_excel(
            files[1], worksheet=self._about["indicator"][:31], autofit=True, freeze_panes="A2"
        )
        return files

    def _finding(self) -> str:
        last = self.frame.filter(pl.col("sex") == Sex.TOTAL.value).tail(1)
        if last.is_empty():
            return self.title
        row = last.row(0, named=True)
        figure = self._figure(row, row["unit_symbol"])
        return filled("{title}: {figure}, {when}", title=self.title, figure=figure, when=_when(row))

    def _figure(self, row: dict[str, Any], symbol: str | None) -> str:
        """A figure as printed, with its sign and what casts doubt on it."""
        kind = self._about["unit_kind"]
        return quantity(row["value"], row["printed_decimals"], symbol, row["operator"], kind) + also(row)

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return self.table()._repr_mimebundle_()


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists do not fit in a cell."""
    others = pl.col("also_printed").list.eval(pl.element().cast(pl.String).str.replace(".", ",", literal=True))
    return frame.with_columns(others.list.join(" | "))


def _when(row: dict[str, Any]) -> str:
    return period(row["period_start"], row["period_end"], row["period_type"])


def _describe(known: pl.DataFrame, indicator: str, organisation: str) -> dict[str, Any]:
    own = known.filter(pl.col("indicator") == indicator)
    if own.is_empty():
        codes = known["indicator"].unique(maintain_order=True).to_list()
        raise ParameterError(
            _("{indicator:Okänd|Okänt} {indicator.one} «{given}».", given=indicator), nearest(indicator, codes)
        )
    found = own.filter(pl.col("organisation") == organisation)
    if found.is_empty():
        having = ", ".join(own["organisation"])
        raise ParameterError(
            _("«{indicator}» har inga siffror för {organisation}.", indicator=indicator, organisation=organisation),
            _("Organisationer med siffror: {organisations}.", organisations=having),
        )
    return found.row(0, named=True)


def _rows(database: Path, query: str, **values: Value) -> pl.DataFrame:
    with open_database(database) as connection:
        return ask(connection, query, **values)
