"""What may be asked of a printed figure because of the kind of its unit."""

from collections.abc import Mapping
from typing import Any

from analysis.judge import units
from analysis.judge.checks.rounding import half_step


def is_counted(row: Mapping[str, Any]) -> bool:
    """Whether a figure is of whole things, which are counted and not rounded.

    Args:
        row: `unit_kind`, `printed_decimals`.

    Returns:
        False also for averages of counts, which are printed with decimals.
    """
    return units.is_counted(row["unit_kind"], row["printed_decimals"])


def adds_up(row: Mapping[str, Any]) -> bool | None:
    """Whether parts of a figure add up to it.

    Args:
        row: `unit_kind`, `printed_decimals`.

    Returns:
        True for counts and stocks, False for levels, which lie between those of their parts; nothing where it can be
        either: an amount or an average may be the sum or the price of each.
    """
    return units.adds_up(row["unit_kind"], row["printed_decimals"])


def rounding_of(row: Mapping[str, Any]) -> float:
    """How far rounding can have moved a figure.

    Args:
        row: `unit_kind`, `printed_decimals`.

    Returns:
        Nothing for what is counted, else half of the last printed digit's step.
    """
    return 0.0 if is_counted(row) else half_step(row["printed_decimals"])
