"""What must hold between the columns of a row: said once in SQL, for frames and for the tables of the database.

The schemas name a rule by the attribute that it is kept in; its words are what a person sees when it is broken.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from analysis.base.slug import DEVICES
from analysis.base.vocabulary import OriginKind
from analysis.intake.origins import is_of_one_kind
from analysis.words.translate import later


@dataclass(frozen=True, eq=False)
class Rule:
    """What must hold, in the three ways that it is said.

    Attributes:
        constraint: For a table: a constraint in SQL.
        expression: For a frame: a Boolean expression.
        told: For a person: what to say when it does not hold.
    """

    constraint: str
    expression: pl.Expr
    told: str

    def __call__(self, _contract: type[dy.Schema]) -> pl.Expr:
        """How dataframely asks for the expression."""
        return self.expression


def condition(sql: str, told: str) -> Rule:
    """A condition over the columns of each row."""
    return Rule(f"CHECK ({sql})", pl.sql_expr(sql), told)


def _sourced(column: str, told: str) -> Rule:
    """A symbol is printed or read from the text; where there is none, its source says why, or nothing."""
    source = f"{column}_source"
    # A step that may mean two things stands beside a column that is empty, once it is known what steps mean.
    given = column if column == "completion" else f"coalesce({column}_step, {column})"
    return condition(f"{source} IS NULL OR ({given} IS NOT NULL) = ({source} IN ('printed', 'prose'))", told)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _unique(columns: tuple[str, ...], told: str) -> Rule:
    """Columns that together tell rows apart, beside the key."""
    return Rule(f"UNIQUE ({', '.join(columns)})", pl.struct(columns).is_unique(), told)


VALUE_OR_MISSING = dy.rule()(
    condition(
        "(value IS NULL) = (missing IS NOT NULL)",
        later("antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera"),
    )
)
AMOUNT_OR_MISSING = dy.rule()(
    condition(
        "(amount IS NULL) = (missing IS NOT NULL)",
        later("antingen ett tal i amount eller en orsak i missing, inte båda och inte ingendera"),
    )
)
PERIOD_IN_ORDER = dy.rule()(
    condition("period_start <= period_end", later("period_start får inte ligga efter period_end"))
)
PERIOD_OF_YEAR = dy.rule()(
    condition("date_part('year', period_end) = year", later("period_end ska ligga i året i kolumnen year"))
)
YEARS_IN_ORDER = dy.rule()(condition("first_year <= last_year", later("first_year får inte ligga efter last_year")))
TOLERANCE_HAS_KIND = dy.rule()(
    condition("tolerance IS NULL OR tolerance_kind IS NOT NULL", later("en tolerans behöver en tolerance_kind"))
)
RANGE_IN_ORDER = dy.rule()(
    condition("minimum IS NULL OR maximum IS NULL OR minimum < maximum", later("minimum ska vara mindre än maximum"))
)
NEAR_BOTH_WAYS = dy.rule()(
    condition(
        "(near_higher IS NULL) = (near_lower IS NULL)",
        later("near_higher och near_lower anges tillsammans: gränsen när högre är bättre, och när lägre är det"),
    )
)
ASSESSMENT_HAS_SOURCE = dy.rule()(
    _sourced(
        "assessment",
        later("tom bedömning ska ha källan lost, not_printed, not_set eller ingen, annars printed eller prose"),
    )
)
TREND_HAS_SOURCE = dy.rule()(
    _sourced(
        "trend",
        later("tom trend ska ha källan lost, not_printed, not_set eller ingen, annars printed eller prose"),
    )
)
STATUS_HAS_SOURCE = dy.rule()(
    _sourced(
        "status",
        later("tom status ska ha källan lost, not_printed, not_set eller ingen, annars printed eller prose"),
    )
)
COMPLETION_HAS_SOURCE = dy.rule()(
    _sourced(
        "completion",
        later("tom färdiggrad ska ha källan lost, not_printed, not_set eller ingen, annars printed eller prose"),
    )
)
INDICATOR_HAS_ORGANISATION = dy.rule()(
    condition(
        "(indicator IS NULL) = (measured_for IS NULL)",
        later("indicator och measured_for fylls i tillsammans eller inte alls"),
    )
)
#: A document's folder bears its id, on every system.
IS_NO_DEVICE = dy.rule()(
    condition(
        f"lower(document) NOT IN ({_quoted((*DEVICES, 'index'))})",
        later("så heter en enhet i Windows, eller en sida; välj ett annat id"),
    )
)
SUCCEEDED_BY_ANOTHER = dy.rule()(
    condition("organisation <> successor", later("en organisation kan inte ta över efter sig själv"))
)
#: The label is what the public views call a goal or a commitment.
LABEL_IS_UNIQUE = dy.rule()(
    _unique(
        ("document", "organisation", "label"),
        later("samma label finns på en annan rad för organisationen; gör dem olika"),
    )
)
WEB_HAS_DAY = dy.rule()(
    condition(
        "(web IS NULL) = (read_on IS NULL)",
        later("web och read_on anges tillsammans: sidans adress och dagen då den lästes"),
    )
)
ONLY_PRINTED = dy.rule()(
    condition(
        is_of_one_kind(OriginKind.PRINTED),
        later("source_line, page, web och read_on hör till tryckta uppgifter; töm dem, eller rätta origin_kind"),
    )
)
ONLY_REPORTED = dy.rule()(
    condition(
        is_of_one_kind(OriginKind.REPORTED),
        later(
            "form, cell, reported_by och reported_on hör till inrapporterade uppgifter; töm dem, eller rätta "
            "origin_kind"
        ),
    )
)
ONLY_FETCHED = dy.rule()(
    condition(
        is_of_one_kind(OriginKind.FETCHED),
        later("source, question, fetched_on och revision hör till hämtade uppgifter; töm dem, eller rätta origin_kind"),
    )
)
ONLY_IMPORTED = dy.rule()(
    condition(
        is_of_one_kind(OriginKind.IMPORTED),
        later("from_file, from_row och profile hör till inlästa uppgifter; töm dem, eller rätta origin_kind"),
    )
)
_ENDS = pl.element().str.split("-").list.eval(pl.element().cast(pl.Int64, strict=False))
LINES_IN_ORDER = dy.rule()(
    Rule(
        "TRUE",  # the file alone has ranges: its table has a row a part
        pl.col("parts").str.extract_all("[0-9]+-[0-9]+").list.eval(_ENDS.list.first() <= _ENDS.list.last()).list.all(),
        later("radnummer i parts går nedifrån och upp: 1-7, inte 7-1"),
    )
)
#: What tells yardsticks of a goal apart.
YARDSTICK_IS_SAID_ONCE = dy.rule()(
    _unique(
        ("document", "goal", "indicator", "measured_for", "sex", "period_type"),
        later(
            "samma {yardstick.one} finns på en annan rad för {goal.short.the}; skilj dem åt med sex eller period_type"
        ),
    )
)
PLACE_IS_AMONG = dy.rule()(
    condition('"of" IS NULL OR value IS NULL OR value <= "of"', later("platsen i value är högre än antalet i of"))
)
#: A sum may be said once a measure, a table and a way that its lines make it, and no more.
SUM_IS_SAID_ONCE = dy.rule()(
    _unique(
        ("document", "organisation", "statement", "total", "measure", "part_statement", "parts", "part_measure"),
        later("samma summa finns på en annan rad; ta bort den ena"),
    )
)


def rules_of(contract: type[dy.Schema]) -> dict[str, Rule]:
    """Gather the rules of a contract.

    Args:
        contract: The contract; rules of those that it is made of count.

    Returns:
        Its rules by name.
    """
    found = {
        name: getattr(rule, "validation_fn", None) for kind in contract.__mro__ for name, rule in vars(kind).items()
    }
    return {name: rule for name, rule in found.items() if isinstance(rule, Rule)}
