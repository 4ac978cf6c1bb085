"""What must hold between the columns of a row: said once in SQL, for frames and for the tables of the database.

The schemas name a rule by the attribute that it is kept in; its words are what a person sees when it is broken.
"""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from analysis.words.translate import later


@dataclass(frozen=True)
class Condition:
    """What must hold in each row.

    Attributes:
        sql: The condition, over the columns of one row.
        told: What to say when it does not hold.
    """

    sql: str
    told: str

    def __call__(self, _contract: type[dy.Schema]) -> pl.Expr:
        """The condition for a frame."""
        return pl.sql_expr(self.sql)

    @property
    def constraint(self) -> str:
        """The condition for a table."""
        return f"CHECK ({self.sql})"


@dataclass(frozen=True)
class Unique:
    """Columns that together tell rows apart, beside the key.

    Attributes:
        columns: Their names.
        told: What to say when two rows have them alike.
    """

    columns: tuple[str, ...]
    told: str

    def __call__(self, _contract: type[dy.Schema]) -> pl.Expr:
        """The condition for a frame."""
        return pl.struct(self.columns).is_unique()

    @property
    def constraint(self) -> str:
        """The condition for a table."""
        return f"UNIQUE ({', '.join(self.columns)})"


VALUE_OR_MISSING = dy.rule()(
    Condition(
        "(value IS NULL) = (missing IS NOT NULL)",
        later("antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera"),
    )
)
AMOUNT_OR_MISSING = dy.rule()(
    Condition(
        "(amount IS NULL) = (missing IS NOT NULL)",
        later("antingen ett tal i amount eller en orsak i missing, inte båda och inte ingendera"),
    )
)
PERIOD_IN_ORDER = dy.rule()(
    Condition("period_start <= period_end", later("period_start får inte ligga efter period_end"))
)
YEARS_IN_ORDER = dy.rule()(Condition("first_year <= last_year", later("first_year får inte ligga efter last_year")))
TOLERANCE_HAS_KIND = dy.rule()(
    Condition("tolerance IS NULL OR tolerance_kind IS NOT NULL", later("en tolerans behöver en tolerance_kind"))
)
ASSESSMENT_HAS_SOURCE = dy.rule()(
    Condition(
        "(assessment IS NULL) = (assessment_source = 'lost')",
        later("tom bedömning ska ha källan lost, annars printed eller prose"),
    )
)
TREND_HAS_SOURCE = dy.rule()(
    Condition(
        "(trend IS NULL) = (trend_source = 'lost')", later("tom trend ska ha källan lost, annars printed eller prose")
    )
)
STATUS_HAS_SOURCE = dy.rule()(
    Condition(
        "(status IS NULL) = (status_source = 'lost')",
        later("tom status ska ha källan lost, annars printed eller prose"),
    )
)
INDICATOR_HAS_ORGANISATION = dy.rule()(
    Condition(
        "(indicator IS NULL) = (measured_for IS NULL)",
        later("indicator och measured_for fylls i tillsammans eller inte alls"),
    )
)
#: The label is what the public views call a goal or a commitment.
LABEL_IS_UNIQUE = dy.rule()(
    Unique(
        ("document", "organisation", "label"),
        later("samma label finns på en annan rad för organisationen; gör dem olika"),
    )
)


def rules_of(contract: type[dy.Schema]) -> dict[str, Condition | Unique]:
    """Gather the rules of a contract.

    Args:
        contract: The contract; rules of those that it is made of count.

    Returns:
        Its rules by name.
    """
    found = {
        name: getattr(rule, "validation_fn", None) for kind in contract.__mro__ for name, rule in vars(kind).items()
    }
    return {name: rule for name, rule in found.items() if isinstance(rule, Condition | Unique)}
