"""What findings say of a goal: its figures, who set the limit for near, and where it stands."""

from analysis.base.vocabulary import Assessment, Contradiction, Severity, TargetKind, ToleranceKind
from analysis.judge.checks.finding import Finding, Row, where
from analysis.words.codes import ASSESSMENTS
from analysis.words.numbers import beside_sign, number, with_unit
from analysis.words.targets import of_goal, written

#: Women and men in the words of findings.
SEXES = {"women": "kvinnor", "men": "män"}


def figures_of(row: Row) -> tuple[str, str]:
    """Write the outcome and the target of a goal, as printed.

    Args:
        row: A row of the view `goal_measure_detail` that has both.

    Returns:
        Both, with their units where these are not the same; an outcome of an earlier year with that year.
    """
    if row.get("target_asks") not in (None, TargetKind.LEVEL):
        return _held_against(row), written(of_goal(row))
    target = beside_sign(number(row["target"], row["target_decimals"]), row["target_operator"])
    year = f" ({row['outcome_end'].year})" if row.get("outcome_late") else ""
    return outcome_of(row, "target") + year, with_unit(target, _symbol(row, "target", "outcome"))


def _held_against(row: Row) -> str:
    """The outcome, or the mean of several years where that is what is asked for."""
    if row["mean"] is None:
        return outcome_of(row, "target")
    return number(row["mean"], row["mean_decimals"])


def outcome_of(row: Row, beside: str) -> str:
    """Write the outcome of a goal, as printed.

    Args:
        row: A row of the view `goal_measure_detail` with an outcome.
        beside: What it is written beside, `target` or `previous`: the unit is told where that one has another.

    Returns:
        For example "70", or "kvinnor 80 och män 77" where no total is printed.
    """
    return _told(row, "outcome", row["outcome"], _symbol(row, "outcome", beside))


def previous_of(row: Row) -> str:
    """Write the outcome that a goal's is compared with, as `outcome_of` does.

    Args:
        row: A row of the view `goal_measure_detail` with an earlier outcome.
    """
    symbol = row["previous_symbol"] if row["previous_unit"] != row["outcome_unit"] else None
    return _told(row, "previous", row["previous_outcome"], symbol)


def _told(row: Row, which: str, value: float | None, symbol: str | None) -> str:
    if value is not None:
        printed = beside_sign(number(value, row[f"{which}_decimals"]), row[f"{which}_operator"])
        return with_unit(printed, symbol)
    told = [f"{name} {figure}" for sex, name in SEXES.items() if (figure := _of_sex(row, which, sex, symbol))]
    return " och ".join(told)


def _of_sex(row: Row, which: str, sex: str, shared: str | None) -> str:
    """The figure of women or men, with its own unit where the other has another; empty where there is none."""
    value, decimals, sign = (row[f"{which}_{sex}{ending}"] for ending in ("", "_decimals", "_operator"))
    if value is None:
        return ""
    units = row[f"{which}_women_unit"], row[f"{which}_men_unit"]
    differs = None not in units and units[0] != units[1]
    return with_unit(beside_sign(number(value, decimals), sign), row[f"{which}_{sex}_symbol"] if differs else shared)


def _symbol(row: Row, which: str, other: str) -> str | None:
    """The unit of a figure, where the one that it stands beside has another; a bare one is of no other."""
    return row[f"{which}_symbol"] if row[f"{other}_symbol"] and row[f"{which}_unit"] != row[f"{other}_unit"] else None


def reach_of(row: Row) -> str:
    """Write what is held against what.

    Args:
        row: A row of the view `goal_measure_detail` that has both.
    """
    return "utfallet {} mot målet {}".format(*figures_of(row))


def said_to_be(row: Row, said: str, computed: Assessment) -> str:
    """Say what figures make of a goal, and whose limit it is that tells near from worse.

    Args:
        row: `tolerance`, `tolerance_kind`, `near_known` (whether the legend has a word for near), `near_higher`.
        said: What is held against what.
        computed: What that gives.
    """
    told = f"{said} är {ASSESSMENTS[computed]}"
    if computed == Assessment.BETTER or not row["tolerance"] or not row["near_known"]:
        return told
    relative = row["tolerance_kind"] == ToleranceKind.RELATIVE
    limit = f"{number(row['tolerance'])} % av målvärdet" if relative else number(row["tolerance"])
    whose = "Årshjuls" if row.get("near_higher") is None else "dokumentets"
    return f"{told}, med {whose} gräns för nära, {limit}"


def in_legend(row: Row, computed: Assessment) -> Assessment:
    """Say a judgement in the words that the edition has.

    Args:
        row: `near_known`.
        computed: What figures give.

    Returns:
        Worse for what is near, where the legend has no word for that.
    """
    return Assessment.WORSE if computed == Assessment.NEAR and not row["near_known"] else computed


def goal_finding(
    row: Row,
    kind: Contradiction,
    words: tuple[str, str],
    message: str,
    difference: float | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    """Tell of a goal.

    Args:
        row: A row of the view `goal_detail`.
        kind: What contradicts what; the rule's name too.
        words: What is published and what is found.
        message: The sentence.
        difference: How far apart they are.
        severity: How grave it is.
    """
    return Finding(
        **where(row),
        kind=kind,
        severity=severity,
        rule=str(kind),
        subject=row["label"],
        printed=str(words[0]),
        other=str(words[1]),
        difference=None if difference is None else round(difference, 6),
        other_place=row["outcome_place"] or "",
        message=message,
    )
