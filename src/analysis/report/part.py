"""One part of a document in the database: what an organisation reported for a year."""

from pathlib import Path
from typing import Any

import polars as pl

from analysis.base.project import find_project
from analysis.base.vocabulary import SubjectType
from analysis.chapter.pieces import Said
from analysis.chapter.text import Part as TextPart
from analysis.chapter.text import Text
from analysis.errors import known_language
from analysis.parameters import choose_area, choose_part
from analysis.present.fragment import Fragment
from analysis.present.symbols import SymbolSet
from analysis.store.answers import Value
from analysis.store.connection import open_database
from analysis.store.query import ask
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.days import day
from analysis.words.mixed_language import Source, joined, swedish
from analysis.words.speaker import Speaker
from analysis.words.translate import _


class Part(Speaker):
    """What one organisation reported for one year.

    Args:
        organisation: Code of the organisation, such as `KLK`.
        year: Reporting year.
        process_area: Code of a process area, to see that area only.
        document: Id of the document, where the organisation has several for the year; the annual report otherwise.
        place: How the place in the document begins of what is reviewed, such as `Bilaga 2` or, for several,
            `Missiv, Bilaga 1`; all of it when left out.
        database: The DuckDB file; found from the project folder when left out.
        language: `sv` or `en`, the language of everything that the notebook shows but the words of the data.

    Attributes:
        part: The row of the view `document_part`.
        areas: The process areas in printed order.
        process_area: The chosen area's code, or nothing for all.
        symbols: The edition's symbols.

    Raises:
        ParameterError: If organisation, year, process area or document are not in the database; the nearest is named.
        DatabaseError: If there is no database yet.
    """

    def __init__(
        self,
        *,
        organisation: str,
        year: int,
        process_area: str | None = None,
        document: str = "",
        place: str = "",
        database: Path | str | None = None,
        language: str = SWEDISH,
    ) -> None:
        self._language, self._place = language, place
        with speaking(known_language(language)):
            self._database = Path(database) if database else find_project().database
            self.part = choose_part(self._rows("parts"), organisation, year, document)
            self._key: dict[str, Value] = {"document": self.part["document"], "organisation": organisation}
            self.areas = self._rows("areas", **self._key)
            self.process_area = choose_area(self.areas, process_area) if process_area else None
            self.symbols = SymbolSet(self._rows("legend", symbol_set=self.part["symbol_set"]))

    @property
    def source(self) -> str:
        """Where the figures come from, as a line below tables and charts."""
        reference = f", {self.part['reference']}" if self.part["reference"] else ""
        title = f"{self.part['document_title']}{reference}"
        return Source.of(_("Källa: {titles}.", titles=swedish(title)), [title])

    @property
    def title(self) -> str:
        """Heading of a page about this report, or about its process area."""
        if self.process_area is None:
            return str(self.part["title"])
        return str(self.areas.filter(pl.col("process_area") == self.process_area)["name"].item())

    def about(self) -> Fragment:
        """What this report is about.

        Returns:
            Its title, the organisation, the period and the source.
        """
        facts = (
            swedish(self.part["organisation_name"]),
            f"{day(self.part['period_start'])}–{day(self.part['period_end'])}",
            self.source,
        )
        return Fragment(Text(role="report", parts=(TextPart(swedish(self.title), tuple(map(Said, facts))),)))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return self.about()._repr_mimebundle_()

    def _rows(self, query: str, **values: Value) -> pl.DataFrame:
        with open_database(self._database) as connection:
            return ask(connection, query, **values)

    def _texts(self, subject_type: SubjectType) -> pl.DataFrame:
        return self._rows("texts", **self._key, subject_type=subject_type.value)

    def _texts_about(self, subject_type: SubjectType, subjects: pl.Series) -> pl.DataFrame:
        return self._texts(subject_type).filter(pl.col("subject").is_in(subjects.implode()))

    def _where(self) -> str:
        whole = f"{self.part['organisation']} {self.part['year']}"
        return joined([whole, swedish(self.title)]) if self.process_area else whole
