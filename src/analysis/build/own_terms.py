"""What the owner of a project calls things: into its database, and for whoever speaks of the project."""

from functools import lru_cache

import duckdb
import polars as pl

from analysis.base.project import Project
from analysis.build.computed_tables import Terms
from analysis.errors import DatabaseError
from analysis.intake.project_settings import read_settings
from analysis.store.own_terms import terms_of
from analysis.store.snapshots import State, state_of
from analysis.words.terms import Term, Terminology


def project_terms(project: Project) -> Terminology:
    """Say what the owner of a project calls things.

    Args:
        project: The project.

    Returns:
        The words of its database, so that all that is said of it agrees; those of its settings where none is built.
    """
    return _known(project, state_of(project.database) if project.database.exists() else None)


@lru_cache(maxsize=1)
def _known(project: Project, _state: State | None) -> Terminology:
    """Read them once for each state of the database."""
    try:
        return terms_of(project.database)
    except (DatabaseError, duckdb.Error, OSError):  # none yet, or one that an older program built
        return read_settings(project.data)[0].terms


def term_rows(terms: Terminology) -> pl.DataFrame:
    """Lay out what an owner calls things.

    Args:
        terms: The owner's words.

    Returns:
        A row a term as the database keeps it.
    """
    each = [(place, False, term) for place, term in terms.own.items()]
    each += [(place, True, term.briefly) for place, term in terms.own.items() if term.briefly]
    rows = [_row(language, code, term, brief=brief) for (language, code), brief, term in each]
    columns = {name: column.dtype for name, column in Terms.stored_columns().items()}
    return pl.DataFrame(rows, schema=columns, orient="row")


def _row(language: str, code: str, term: Term, *, brief: bool) -> tuple[str | bool, ...]:
    return (language, code, brief, term.one, term.the, term.many, term.the_many, term.second)
