"""What readers can take away of a chapter: its tables, and what is said of their figures."""

from collections.abc import Iterator

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Picture
from analysis.chapter.markup.spoken import kept_in
from analysis.chapter.pieces import Mark
from analysis.chapter.table import Kind, Table
from analysis.words.translate import later

#: Folder of the files beside a report's pages.
FOLDER = "tables"
#: What a note can stand at.
NUMBERS = (Kind.NUMBER, Kind.WHOLE)
#: What is said of where a figure comes from.
ORIGINS = (later("Uppgift"), later("Plats i dokumentet"), later("Fil och rad"))


def tables_of(chapter: Chapter) -> list[Table]:
    """Gather every table that readers can take away: tables, and those behind charts and pictures.

    Args:
        chapter: A published chapter, whose tables are named.

    Returns:
        Those that have a name for their files, in the order of the chapter.
    """
    found = (_table_of(value) for value in chapter.values)
    return [table for table in found if table is not None and table.file and table.columns]


def _table_of(value: Value) -> Table | None:
    if isinstance(value, Chart):
        return value.table
    if isinstance(value, Picture):
        return value.table
    return value if isinstance(value, Table) else None


def sentences_of(table: Table) -> list[str]:
    """Gather what is said of a table's figures.

    Args:
        table: The table.

    Returns:
        Its lead, notes, doubts and source.
    """
    return list(_sentences(table))


def _sentences(table: Table) -> Iterator[str]:
    doubts = (doubt.words for doubt in table.doubts)
    yield from (str(words) for words in (table.lead, *table.notes, *doubts, table.source) if words)


def noted(table: Table) -> dict[tuple[int, int], str]:
    """Say what casts doubt on the figures of a table.

    Args:
        table: The table.

    Returns:
        What a note says, by the row and column of its figure: the first number of the cell that has the mark.
    """
    found: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.rows):
        for words, shown in zip(row.words, table.layout, strict=True):
            marks = [piece for piece in words if isinstance(piece, Mark)]
            numbers = [place for place in shown.columns if table.columns[place].kind in NUMBERS]
            if marks and shown.columns:
                found[at, (*numbers, *shown.columns)[0]] = "\n".join(map(_note, marks))
    return found


def _note(mark: Mark) -> str:
    return "\n".join(str(words) for words in (mark.word, mark.told, *mark.places) if words)


def origins_of(table: Table) -> list[tuple[str, ...]]:
    """Say where each figure of a table comes from.

    Args:
        table: The table.

    Returns:
        A text for each of `ORIGINS`, a row an origin.
    """
    return [(str(origin.what), str(origin.place), kept_in(origin)) for origin in table.origins]
