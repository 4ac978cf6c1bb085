"""The figures of a goal as typed values: target, outcome, what the outcome was before, and how far it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from analysis.base.vocabulary import TargetKind
from analysis.chapter.table import Kind
from analysis.present.goal_origins import GoalOrigins, of_difference, of_mean, origin_of_figure
from analysis.present.goal_text import remarks_of, target_text
from analysis.present.origins import of_row, traced
from analysis.present.sentences import difference, distance, unit_note
from analysis.present.series import Row, when
from analysis.present.sparkline import Course
from analysis.present.typed_values import Values, numbers, printed, texts, whole
from analysis.words.numbers import unit
from analysis.words.targets import kind_of_goal
from analysis.words.translate import _

#: What is a number in its own column, and what is not there at all.
LEVEL = (None, TargetKind.LEVEL)

# Target and outcome may be printed in different units, so each says its own.


def target(known: GoalOrigins) -> tuple[Values, ...]:
    """The columns of a goal's target.

    Args:
        known: Where it comes from.

    Returns:
        Figure, sign and unit, and what else is printed as the same.
    """
    told = (
        *printed(
            _("Målnivå"),
            lambda row: row["target"],
            lambda row: row["target_operator"],
            lambda row: row["target_decimals"],
        ),
        texts(_("Målnivå, enhet"), lambda row: unit(row["target_symbol"]) if _has_unit(row) else None),
        texts(_("Målnivå, i ord"), lambda row: None if kind_of_goal(row) in LEVEL else target_text(row), spare=True),
        *(replace(numbers(*column), spare=True) for column in _numbers_of_kinds()),
        texts(_("Målnivå, gäller"), lambda row: row["target_only_for_name"], spare=True),
        texts(_("Målnivå, anmärkning"), lambda row: "; ".join(remarks_of(row, "target")), spare=True),
    )
    return traced(told, origin_of_figure(known, "target"))


def _has_unit(row: Row) -> bool:
    return row["target"] is not None or kind_of_goal(row) in (TargetKind.RANGE, TargetKind.MEAN, TargetKind.RANK)


def _numbers_of_kinds() -> Iterator[tuple[str, Callable[[Row], object]]]:
    """The numbers of targets that are not one number."""

    def of(kind: TargetKind, name: str) -> Callable[[Row], object]:
        return lambda row: row[name] if kind_of_goal(row) is kind else None

    yield _("Målnivå, från"), of(TargetKind.RANGE, "target_value")
    yield _("Målnivå, till"), of(TargetKind.RANGE, "target_upper")
    yield _("Målnivå, utgångsvärde"), of(TargetKind.DIRECTION, "target_base")
    yield _("Målnivå, placering"), of(TargetKind.RANK, "target_value")
    yield _("Målnivå, snitt"), of(TargetKind.MEAN, "target_value")


def outcome(known: GoalOrigins) -> tuple[Values, ...]:
    """The columns of a goal's outcome.

    Args:
        known: Where it comes from.

    Returns:
        Figure, sign and unit, and what casts doubt on the figure.
    """
    told = (
        *printed(
            _("Utfall"),
            lambda row: row["outcome"],
            lambda row: row["outcome_operator"],
            lambda row: row["outcome_decimals"],
        ),
        texts(_("Utfall, enhet"), lambda row: unit(row["outcome_symbol"]) if row["outcome"] is not None else None),
        *_by_sex(_("Utfall"), "outcome", known),
        replace(whole(_("Utfall, plats av"), lambda row: row["outcome_of"]), spare=True),
        replace(numbers(_("Utfall, snitt"), lambda row: row["mean"]), spare=True, origins=of_mean),
        texts(_("Utfall, anmärkning"), lambda row: "; ".join(remarks_of(row, "outcome")), spare=True),
    )
    return traced(told, origin_of_figure(known, "outcome"))


def _by_sex(heading: str, which: str, known: GoalOrigins) -> list[Values]:
    """The columns of women's and men's figures, where any row has them instead of a total."""
    sexes = {"women": _("{heading}, kvinnor", heading=heading), "men": _("{heading}, män", heading=heading)}
    return [
        values
        for sex, called in sexes.items()
        for values in traced(_of_sex(called, f"{which}_{sex}"), origin_of_figure(known, f"{which}_{sex}"))
    ]


def _of_sex(heading: str, name: str) -> tuple[Values, ...]:
    number, sign = printed(
        heading,
        lambda row: row[name],
        lambda row: row[f"{name}_operator"],
        lambda row: row[f"{name}_decimals"],
    )
    own = texts(_("{heading}, enhet", heading=heading), lambda row: unit(row[f"{name}_symbol"]), spare=True)
    return replace(number, spare=True), sign, own


def compared(known: GoalOrigins) -> tuple[Values, ...]:
    """The columns of what an outcome is compared with.

    Args:
        known: Where it comes from.

    Returns:
        The outcome before, its year, how far the outcome is from the target, and what to know of the units.
    """
    before = _("Föregående utfall")
    told = (
        Values(before, lambda row: row["previous_outcome"], Kind.NUMBER, printed=lambda row: row["previous_decimals"]),
        texts(_("Föregående utfall, enhet"), _unit_before),
        *_by_sex(before, "previous", known),
        texts(_("Föregående utfall, anmärkning"), lambda row: "; ".join(remarks_of(row, "previous")), spare=True),
        whole(_("Föregående utfall, år"), lambda row: row["previous_end"] and row["previous_end"].year),
        replace(numbers(_("Utfall minus målnivå"), difference), origins=of_difference),
        texts(_("Avstånd till målnivån"), distance),
        texts(_("Enheter, anmärkning"), unit_note, spare=True),
    )
    return traced(told, origin_of_figure(known, "previous"))


def _unit_before(row: Row) -> str | None:
    return unit(row["previous_symbol"]) if row["previous_outcome"] is not None else None


def over_time(courses: Sequence[tuple[tuple[str, int], Course]]) -> list[Values]:
    """The columns of what courses show, one a period.

    Args:
        courses: Goal and measure with their outcomes; those that are shown.

    Returns:
        Figures with their signs, in order of time.
    """
    found = {(key, when(point)): point for key, course in courses for point in course}
    in_order = sorted(found.values(), key=lambda point: (point["period_end"], point["period_start"]))
    periods = dict.fromkeys(map(when, in_order))
    return [values for period in periods for values in _of_period(period, found)]


def _of_period(period: str, found: dict[tuple[tuple[str, int], str], Row]) -> tuple[Values, ...]:
    def point(row: Row) -> Row:
        return found.get(((row["goal"], row["measure_no"]), period), {})

    def taken(row: Row, name: str) -> object:
        return point(row).get(name)

    told = printed(
        _("Utfall {period}", period=period),
        lambda row: taken(row, "value"),
        lambda row: taken(row, "operator"),
        lambda row: taken(row, "printed_decimals"),  # type: ignore[arg-type,return-value]
    )
    return traced(told, lambda row: of_row(point(row)))
