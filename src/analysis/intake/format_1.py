"""What the first format says in words and the newest in columns: the one door where words are still read.

A folder without `data/project.yaml` is of the first format. Its documents were Eskilstuna's, and so are the words.
"""

import polars as pl

from analysis.base.vocabulary import Counted, OrganisationKind, ShownIn

#: The step of a place that is a column of a table begins so.
COLUMN = " › kolumn "
#: Steps of tables of commitments and goals, whose columns of comments are prose.
BESIDE = "› (Åtaganden|Processmål) ›"
#: How the note of a figure begins that is the first of its kind.
FIRST = "Första mät"
#: How the codes of claims end that count commitments, and how their labels tell that they are expected.
COUNTED = r"ataganden-(antal|done|ongoing)$"
EVERY = "antal"
EXPECTED = "bedöms"
#: How the codes of all boards and of all companies begin.
EVERYBODY = "ALLA-"


def shown_in(place: pl.Expr) -> pl.Expr:
    """How a figure is printed, by the words of its place."""
    of_goal = place.str.contains(BESIDE)
    column = pl.when(of_goal).then(pl.lit(ShownIn.GOAL.value)).otherwise(pl.lit(ShownIn.TABLE.value))
    return pl.when(place.str.contains(COLUMN, literal=True)).then(column).otherwise(pl.lit(ShownIn.TEXT.value))


def heading(place: pl.Expr) -> pl.Expr:
    """Where the table stands that a figure is printed in; nothing outside tables."""
    return pl.when(place.str.contains(COLUMN, literal=True)).then(place.str.split(COLUMN).list.first())


def first_of_its_kind(note: pl.Expr) -> pl.Expr:
    """Whether the note of a figure says that nothing was measured before it."""
    return note.str.starts_with(FIRST)


def counted(claim: pl.Expr) -> pl.Expr:
    """Which commitments a claim counts; nothing where it counts none."""
    return claim.str.extract(COUNTED).replace(EVERY, Counted.EVERY.value)


def expected(label: pl.Expr) -> pl.Expr:
    """Whether a claim tells what is expected."""
    return label.str.contains(EXPECTED, literal=True)


def collective(organisation: pl.Expr, kind: pl.Expr) -> pl.Expr:
    """Whether a code stands for several organisations together."""
    return (kind.cast(pl.String) == OrganisationKind.GROUP.value) & organisation.str.starts_with(EVERYBODY)
