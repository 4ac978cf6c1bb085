"""One part of a document in the database, what an organisation reported for a year: what every question shares."""

from datetime import date
from pathlib import Path

import polars as pl

from analysis.base.project import find_project
from analysis.base.vocabulary import SubjectType
from analysis.parameters import choose_area, choose_node, choose_part, choose_tag
from analysis.present.symbols import SymbolSet
from analysis.store.answers import Value
from analysis.store.connection import open_database
from analysis.store.named import needs_of
from analysis.store.query import ask
from analysis.words.mixed_language import Source, joined, swedish
from analysis.words.translate import _

#: What queries name of a part.
OWN = {"document", "organisation", "process_area", "level", "node", "tag"}


class DocumentPart:
    """What one organisation reported for one year.

    Args:
        organisation: Code of the organisation, such as `KLK`.
        year: Reporting year.
        process_area: Code of a process area, to see that area only.
        document: Id of the document, where the organisation has several for the year; the annual report otherwise.
        place: How the place in the document begins of what is reviewed; all of it when empty.
        database: The DuckDB file; found from the project folder when left out.
        node: Level and code of a node of the goal tree, to see what hangs below it only; the level may be empty.
        tag: Code of a tag, to see what carries it only.

    Attributes:
        database: The DuckDB file.
        row: The row of the view `document_part`.
        document: Id of the document.
        organisation: Code of the organisation.
        areas: The process areas in printed order.
        process_area: The chosen area's code, or nothing for all.
        level: The level of the chosen node, or nothing for all.
        node: Its code.
        tag: The chosen tag's code, or nothing for all.
        place: How the place in the document begins of what is reviewed.
        symbols: The edition's symbols.

    Raises:
        ParameterError: If organisation, year, process area or document are not in the database; the nearest is named.
        DatabaseError: If there is no database yet.
    """

    def __init__(
        self,
        organisation: str,
        year: int,
        process_area: str | None,
        document: str,
        place: str,
        database: Path | str | None,
        node: tuple[str, str] = ("", ""),
        tag: str = "",
    ) -> None:
        self.database = Path(database) if database else find_project().database
        self.row = choose_part(self.rows("parts").rows(named=True), organisation, year, document)
        self.document, self.organisation, self.place = str(self.row["document"]), organisation, place
        self.areas = self.rows("areas")
        self.process_area = choose_area(self.areas.rows(named=True), process_area) if process_area else None
        self.level: str | None = None
        self.node: str | None = None
        if node[1]:
            self.level, self.node = choose_node(self.rows("nodes").rows(named=True), *node)
        self.tag = choose_tag(self.rows("tags").rows(named=True), tag) if tag else None
        self.symbols = SymbolSet(self.rows("legend", symbol_set=self.row["symbol_set"]))

    def rows(self, query: str, **values: Value) -> pl.DataFrame:
        """Ask the database.

        Args:
            query: Name of a query in `queries.sql`; what it names of `document`, `organisation` and `process_area` is
                this part's.
            values: What else it names.

        Returns:
            The rows.
        """
        own = {name: getattr(self, name) for name in OWN & needs_of(query) - values.keys()}
        with open_database(self.database) as connection:
            return ask(connection, query, **own, **values)

    def texts(self, subject_type: SubjectType) -> pl.DataFrame:
        """What the part says about one kind of subjects.

        Args:
            subject_type: The kind.

        Returns:
            `subject_type`, `subject`, `section`, `text`, `place`, `source_line`; a row a section.
        """
        return self.rows("texts", subject_type=subject_type.value)

    def texts_about(self, subject_type: SubjectType, subjects: pl.Series) -> pl.DataFrame:
        """What the part says about some subjects.

        Args:
            subject_type: Their kind.
            subjects: Their codes.

        Returns:
            Rows as `texts` gives.
        """
        return self.texts(subject_type).filter(pl.col("subject").is_in(subjects.implode()))

    @property
    def source(self) -> str:
        """Where the figures come from, as a line below tables and charts."""
        reference = f", {self.row['reference']}" if self.row["reference"] else ""
        title = f"{self.row['document_title']}{reference}"
        return Source.of(_("Källa: {titles}.", titles=swedish(title)), [title])

    @property
    def title(self) -> str:
        """Heading of a page about this report, or about its process area."""
        return self.chosen or str(self.row["title"])

    @property
    def chosen(self) -> str:
        """The name of the chosen area, node or tag; empty for all."""
        if self.tag is not None:
            return str(self.rows("tags").filter(pl.col("tag") == self.tag)["name"].item())
        if self.node is not None:
            own = (pl.col("level") == self.level) & (pl.col("node") == self.node)
            return str(self.rows("nodes").filter(own)["name"].item())
        if self.process_area is not None:
            return str(self.areas.filter(pl.col("process_area") == self.process_area)["name"].item())
        return ""

    @property
    def where(self) -> str:
        """What ends a caption: whose figures, of which year, of which area."""
        whole = f"{self.row['organisation']} {self.row['year']}"
        return joined([whole, swedish(self.chosen)]) if self.chosen else whole

    @property
    def until(self) -> date:
        """The day that the document reports to: what is said of later days is expected."""
        return self.row["period_end"]  # type: ignore[no-any-return] # rows are untyped
