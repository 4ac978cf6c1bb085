"""Questions of one's own: SQL against the database that the pages come from, and what there is to ask."""

import re
from difflib import get_close_matches

import duckdb
import polars as pl

from analysis.build.known_names import folded
from analysis.errors import ParameterError, nearest
from analysis.report.document_part import DocumentPart
from analysis.store.answers import Value
from analysis.store.connection import open_database
from analysis.store.query import ask, ask_sql
from analysis.words.translate import _

#: How DuckDB names what it does not find.
NO_TABLE = re.compile(r"(?:Table|View|relation) (?:with name )?\"?(\w+)\"? does not exist")
NO_COLUMN = re.compile(r"(?:Referenced column|column named) \"(\w+)\"")
NO_FUNCTION = re.compile(r"Function with name \"?(\w+)\"? does not exist")
NEAR = re.compile(r"syntax error at or near \"(.+?)\"$", re.MULTILINE)


def sql(part: DocumentPart, /, statement: str, **values: Value) -> pl.DataFrame:
    """Ask the database in SQL; nothing can be changed, and nothing outside it reached.

    Args:
        statement: One SELECT statement; `$name` stands for a value.
        values: The values by name.

    Returns:
        The rows as a frame of Polars.

    Raises:
        ParameterError: If it is no single SELECT, names what is not there, or cannot be worked out.
    """
    with open_database(part.database) as connection:
        try:
            _check_select(connection, statement)
            return ask_sql(connection, statement, **values)
        except duckdb.Error as error:
            raise _told(connection, str(error)) from None


def schema(part: DocumentPart, word: str = "") -> pl.DataFrame:
    """List the views and columns that can be asked with `sql`, each with what it is for.

    Args:
        word: The name of a view, or part of what a view, a column or its meaning says; å, ä, ö and case do not matter.

    Returns:
        `view`, `column`, `meaning`; a row a view comes first, its column blank.
    """
    with open_database(part.database) as connection:
        known = ask(connection, "commented_columns")
    wanted = folded(word)
    named = [folded(view) == wanted for view in known["view"]]
    if any(named):
        return known.filter(pl.Series(named))
    said = [wanted in folded(" ".join(filter(None, row))) for row in known.iter_rows()]
    return known.filter(pl.Series(said, dtype=pl.Boolean))


def _check_select(connection: duckdb.DuckDBPyConnection, statement: str) -> None:
    kinds = [each.type for each in connection.extract_statements(statement)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise ParameterError(
            _("Frågan är inte en enda SELECT; databasen läses bara."), _("Skriv den som «SELECT … FROM goal_status».")
        )


def _told(connection: duckdb.DuckDBPyConnection, said: str) -> ParameterError:
    """Say in words what the database answers in its own."""
    known = ask(connection, "commented_columns")
    if found := NO_TABLE.search(said):
        views = known["view"].unique(maintain_order=True).to_list()
        return ParameterError(_("Det finns ingen vy «{name}».", name=found[1]), _near(found[1], views))
    if found := NO_COLUMN.search(said):
        columns = known["column"].drop_nulls().unique(maintain_order=True).to_list()
        return ParameterError(
            _("Det finns ingen kolumn «{name}» i det som frågan läser.", name=found[1]), _near(found[1], columns)
        )
    if found := NO_FUNCTION.search(said):
        return ParameterError(_("Databasen har ingen funktion «{name}».", name=found[1]), _remedy())
    if found := NEAR.search(said):
        return ParameterError(_("Frågan går inte att läsa vid «{word}».", word=found[1]), _remedy())
    return ParameterError(_("Databasen kan inte svara: {error}", error=said.partition("\n")[0]), _remedy())


def _near(word: str, known: list[str]) -> str:
    """The name that was probably meant; where none is near, how to find it and no long list."""
    return nearest(word, known) if get_close_matches(word.casefold(), known, n=1) else _remedy()


def _remedy() -> str:
    return _("Se vad som finns med report.schema().")
