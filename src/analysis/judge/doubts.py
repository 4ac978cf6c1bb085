"""What casts doubt on the figures of a goal: their document says so, expects others, or prints several."""

from collections.abc import Iterable, Sequence
from typing import Any

from analysis.base.vocabulary import Measure
from analysis.judge.facts import Row
from analysis.judge.figures import period_of
from analysis.judge.outcome import Outcome
from analysis.judge.series import others_printed
from analysis.judge.units import Units

Values = dict[str, Any]
#: What a document says of a figure itself.
SAID = ("preliminary", "doubted")


def outcome_doubts(name: str, outcome: Outcome | None, figures: Sequence[Row], units: Units) -> Values:
    """Say what casts doubt on an outcome, and on each of women's and men's that it is made of.

    Args:
        name: What the columns begin with.
        outcome: The outcome.
        figures: Figures of the indicator and organisation that is measured.
        units: Every unit.

    Returns:
        `_preliminary`, `_doubted` (that any of its figures is) and `_also_printed`, the other values that its document
        prints for the same; the same for `_women` and `_men`.
    """
    sexes = outcome.sexes if outcome else None
    women, men = (sexes.women, sexes.men) if sexes else (None, None)
    whole = None if outcome is None or sexes else outcome.row
    rows = [row for row in (whole, women, men) if row]
    return {
        **_doubts(name, rows, whole, figures, units),
        **_doubts(f"{name}_women", [women] if women else [], women, figures, units),
        **_doubts(f"{name}_men", [men] if men else [], men, figures, units),
    }


def _doubts(name: str, rows: Sequence[Row], one: Row | None, figures: Sequence[Row], units: Units) -> Values:
    same = [row for row in figures if one and _is_another(row, one)]
    return {
        **{f"{name}_{doubt}": any(row[doubt] for row in rows) for doubt in SAID},
        f"{name}_also_printed": others_printed(one, same, units) if one else [],
    }


def _is_another(row: Row, outcome: Row) -> bool:
    """Whether a document prints a figure for what it prints an outcome for, that one among them."""
    return bool(row["measure"] == outcome["measure"] and row["sex"] == outcome["sex"] and _is_as_said(row, outcome))


def _is_as_said(row: Row, other: Row) -> bool:
    """Whether a figure is of the same document and period as another."""
    return bool(
        row["value"] is not None and row["document"] == other["document"] and period_of(row) == period_of(other)
    )


def other_targets(target: Row | None, targets: Iterable[Row], totals: Iterable[Row], units: Units) -> list[float]:
    """Find what else a document prints as the same target.

    Args:
        target: The target that holds.
        targets: Those that are set for the same.
        totals: Figures of the indicator and organisation that the target is for.
        units: Every unit.

    Returns:
        The other values in its unit, rising.
    """
    if target is None or target["value"] is None:
        return []
    printed = [*targets, *(row for row in totals if row["measure"] == Measure.TARGET)]
    return others_printed(target, (row for row in printed if _is_as_said(row, target)), units)
