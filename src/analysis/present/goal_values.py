"""The figures of a goal as typed values: target, outcome, what the outcome was before, and how far it is."""

from analysis.catalogue import _
from analysis.language import unit
from analysis.present.sentences import difference, distance, unit_note
from analysis.present.values import Values, numbers, printed, texts, whole

# Target and outcome may be printed in different units, so each says its own.


def target() -> tuple[Values, ...]:
    """The columns of a goal's target.

    Returns:
        Figure, sign and unit.
    """
    return (
        *printed(_("Målnivå"), lambda row: row["target"], lambda row: row["target_operator"]),
        texts(_("Målnivå, enhet"), lambda row: unit(row["target_symbol"]) if row["target"] is not None else None),
        texts(_("Målnivå, gäller"), lambda row: row["target_only_for_name"], spare=True),
    )


def outcome() -> tuple[Values, ...]:
    """The columns of a goal's outcome.

    Returns:
        Figure, sign and unit.
    """
    return (
        *printed(_("Utfall"), lambda row: row["outcome"], lambda row: row["outcome_operator"]),
        texts(_("Utfall, enhet"), lambda row: unit(row["outcome_symbol"]) if row["outcome"] is not None else None),
    )


def compared() -> tuple[Values, ...]:
    """The columns of what an outcome is compared with.

    Returns:
        The outcome before, its year, how far the outcome is from the target, and what to know of the units.
    """
    return (
        numbers(_("Föregående utfall"), lambda row: row["previous_outcome"]),
        whole(_("Föregående utfall, år"), lambda row: row["previous_end"] and row["previous_end"].year),
        numbers(_("Utfall minus målnivå"), difference),
        texts(_("Avstånd till målnivån"), distance),
        texts(_("Enheter, anmärkning"), unit_note, spare=True),
    )
