"""What contracts have in common: which table rows are kept in, from which file they come and where in it."""

from typing import Any, ClassVar

import dataframely as dy

from analysis.base import vocabulary as words
from analysis.base.project import SOURCES
from analysis.intake import columns, origins, rules

#: Columns that say where a row stands among the files.
FILE, ROW = "file", "file_row"
#: Columns that say where a row comes from, last in its table.
PROVENANCE = ("place", "source_line", *origins.LATER, "origin", FILE, ROW)


class StoredRow(dy.Schema):
    """A row of a table of the database.

    Attributes:
        stored_in: The table; nothing for rows that the build makes others of.
    """

    stored_in: ClassVar[str] = ""

    def __init_subclass__(cls, *, table: str = "", **others: Any) -> None:  # noqa: ANN401 - handed on as they are
        super().__init_subclass__(**others)
        cls.stored_in = table

    @classmethod
    def stored_columns(cls) -> dict[str, dy.Column]:
        """The columns of the table, in its order."""
        return cls.columns()


class FileRow(StoredRow):
    """A row of an input file, with its place in the file, which is added when it is read.

    Attributes:
        folder: Folder below `data/`.
        read_from: The file's name, or a pattern of names.
        required: Whether the file must be there.
    """

    folder: ClassVar[str] = ""
    read_from: ClassVar[str] = ""
    required: ClassVar[bool] = False

    file = dy.String(metadata={"added": True})
    file_row = dy.Int32(min=2, metadata={"added": True})

    def __init_subclass__(cls, *, file: str = "", **others: Any) -> None:  # noqa: ANN401 - handed on as they are
        super().__init_subclass__(**others)
        cls.read_from = file

    @classmethod
    def stored_columns(cls) -> dict[str, dy.Column]:
        """The columns of the table, last those that say where a row comes from."""
        known = cls.columns()
        last = [name for name in PROVENANCE if name in known]
        kept = [name for name in known if name not in last and not columns.is_kept_elsewhere(known[name])]
        return {name: known[name] for name in [*kept, *last]}


class ReferenceRow(FileRow):
    """A row of `data/reference/`: what documents share stands in none of them, and its table needs no file."""

    folder: ClassVar[str] = "reference"
    required: ClassVar[bool] = True

    @classmethod
    def stored_columns(cls) -> dict[str, dy.Column]:
        """The columns of the table: those of the file, and what the build adds to them."""
        return {name: column for name, column in cls.columns().items() if name not in (FILE, ROW)}


class SourceRow(FileRow):
    """A row of `data/sources/<document>/`: from which document, and where in it."""

    folder: ClassVar[str] = SOURCES

    document = columns.reference("document", key=True, added=True)
    place = columns.text(optional=True)
    #: Line 0 is none.
    source_line = columns.line_of_source()
    origin_kind = columns.one_of(words.OriginKind, optional=True)
    page = columns.origin()
    web = columns.address()
    read_on = columns.day(nullable=True, optional=True)
    form = columns.origin()
    cell = columns.origin()
    reported_by = columns.origin()
    reported_on = columns.day(nullable=True, optional=True)
    source = columns.origin()
    question = columns.origin()
    fetched_on = columns.day(nullable=True, optional=True)
    revision = columns.origin()
    from_file = columns.origin()
    from_row = columns.origin()
    profile = columns.origin()
    origin = dy.String(nullable=True, metadata={"added": True})

    web_has_day = rules.WEB_HAS_DAY
    only_printed = rules.ONLY_PRINTED
    only_reported = rules.ONLY_REPORTED
    only_fetched = rules.ONLY_FETCHED
    only_imported = rules.ONLY_IMPORTED


class ReviewRow(FileRow):
    """A row of `data/reviews/`: what somebody decided."""

    folder: ClassVar[str] = "reviews"
