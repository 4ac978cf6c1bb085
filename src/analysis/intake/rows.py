"""What contracts have in common: which table rows are kept in, from which file they come and where in it."""

from typing import Any, ClassVar

import dataframely as dy

from analysis.intake import columns

#: Columns that say where a row comes from.
PROVENANCE = ("place", "source_line", "file", "file_row")


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
        return {name: known[name] for name in [*(name for name in known if name not in last), *last]}


class ReferenceRow(FileRow):
    """A row of `data/reference/`: what documents share stands in none of them, and its table needs no file."""

    folder: ClassVar[str] = "reference"
    required: ClassVar[bool] = True

    @classmethod
    def stored_columns(cls) -> dict[str, dy.Column]:
        """The columns of the table: those of the file."""
        return {name: column for name, column in cls.columns().items() if not columns.is_added(column)}


class SourceRow(FileRow):
    """A row of `data/sources/<document>/`: from which document, and where in it."""

    folder: ClassVar[str] = "sources"

    document = columns.reference("document", key=True, added=True)
    place = columns.text()
    source_line = dy.Int32(min=1)


class ReviewRow(FileRow):
    """A row of `data/reviews/`: what somebody decided."""

    folder: ClassVar[str] = "reviews"
