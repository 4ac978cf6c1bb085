"""Women and men against the total: what is counted adds up, levels lie in between."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, Severity, Sex
from analysis.judge.checks.finding import NOISE, Finding, Row, weighed, where
from analysis.judge.checks.meant import is_limited, meant
from analysis.judge.checks.one_unit import brought, have_one_ground, value_in
from analysis.judge.checks.rounding import reach, verdict
from analysis.judge.checks.units import adds_up, is_counted
from analysis.words.numbers import PERCENT, beside_sign, exact, number, with_unit

KEY = ("document", "indicator", "organisation", "period_type", "period_start", "period_end", "measure")
#: What is true of a whole must be true of women and men too; changes and variances may go their own ways.
MEASURES = {Measure.OUTCOME, Measure.BUDGET, Measure.FORECAST, Measure.TARGET}
SEX_WORDS = {Sex.WOMEN: "kvinnor", Sex.MEN: "män"}
#: All there is, in percent.
WHOLE = 100
#: From nothing to tell to what cannot be.
GRAVITY = (None, Severity.ROUNDING, Severity.ERROR)


def check_sexes(figures: pl.DataFrame) -> Iterator[Finding]:
    """Hold every total against the women and men printed for the same period.

    Args:
        figures: Rows of the view `key_figure_detail` with `third_answer`: whether people may be neither.

    Yields:
        One finding a total that no printed pair of women and men fits; `rounding` where printed precision explains it.
        Where there is a third answer nobody knows how many gave it, and nothing is said.
    """
    wanted = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null() & ~pl.col("third_answer"))
    whole = wanted.filter((pl.col("sex").n_unique() == len(Sex)).over(*KEY))
    groups: defaultdict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in whole.filter(pl.col("measure").is_in([m.value for m in MEASURES])).iter_rows(named=True):
        groups[tuple(row[name] for name in KEY)][row["sex"]].append(row)
    yield from _more_than_all(figures)
    for group in groups.values():
        for total in group[Sex.TOTAL]:
            pairs = [pair for pair in product(group[Sex.WOMEN], group[Sex.MEN]) if have_one_ground((total, *pair))]
            judged = [(_judge(total, *pair), pair) for pair in pairs]
            if not judged:
                continue
            severity, pair = min(judged, key=lambda each: GRAVITY.index(each[0]))
            if severity:
                yield _finding(total, *pair, severity)


def _more_than_all(figures: pl.DataFrame) -> Iterator[Finding]:
    """Tell of women or men who are more than all, where only one of them is printed: whoever else there is."""
    wanted = figures.filter(
        (pl.col("value") >= 0) & pl.col("doubted").is_null() & (pl.col("measure") == Measure.OUTCOME.value)
    )
    groups: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in wanted.iter_rows(named=True):
        groups[tuple(row[name] for name in KEY)].append(row)
    for rows in groups.values():
        totals = [row for row in rows if row["sex"] == Sex.TOTAL and adds_up(row)]
        parts = [row for row in rows if row["sex"] != Sex.TOTAL]
        yield from _both_more(totals, parts)
        if totals and len({row["sex"] for row in parts}) == 1:
            over = [(total, part) for part in parts for total in totals if _is_over(part, total)]
            if len(over) == len(parts) * len(totals):
                yield _over(*over[0])


def _both_more(totals: list[Row], parts: list[Row]) -> Iterator[Finding]:
    """Tell of women and men who together are more than all, where people may be neither: then they are fewer."""
    pairs = product(*([row for row in parts if row["sex"] == sex] for sex in (Sex.WOMEN, Sex.MEN)))
    every = [(total, *pair) for total, pair in product(totals, pairs) if total["third_answer"]]
    plain = [rows for rows in every if have_one_ground(rows) and not any(row["operator"] for row in rows)]
    if plain and all(_summed(*rows) > rows[0]["value"] + _reach(*rows) + NOISE for rows in plain):
        total, women, men = plain[0]
        yield _finding(total, women, men, Severity.ERROR)


def _is_over(part: Row, total: Row) -> bool:
    signs = {part["operator"], total["operator"]} - {None}
    return not signs and have_one_ground((part, total)) and value_in(part, total) > total["value"] + _reach(total, part)


def _over(total: Row, part: Row) -> Finding:
    who = SEX_WORDS[part["sex"]]
    printed, other = (with_unit(number(row["value"], row["printed_decimals"]), row["symbol"]) for row in (part, total))
    what = f"{total['label']}, {total['organisation']} {total['period_end'].year}"
    return Finding(
        **where(part),
        kind=Contradiction.SUM,
        severity=weighed(Severity.ERROR, total, part),
        rule="sexes",
        subject=what,
        printed=printed,
        other=other,
        difference=round(value_in(part, total) - total["value"], 6),
        other_place=total["place"],
        message=f"{what}: {who} är {printed}, men alla tillsammans är {other}.",
    )


def _judge(total: Row, women: Row, men: Row) -> Severity | None:
    """How women and men fit their total, in the way that its unit asks for; in either way where nobody knows which."""
    rows = (total, women, men)
    adding = adds_up(total)
    if is_limited(*rows):
        return None if _can_be(*rows, adding=adding is not False) else Severity.ERROR
    if _is_distribution(*rows):
        return None
    if adding is False or (adding is None and _between(*rows) is None):
        return _between(*rows)
    signed = any(row["operator"] for row in rows)
    exact = all(is_counted(row) and row["factor"] == 1 for row in rows) and not signed
    found = verdict(total["value"] - _summed(*rows), 0.0 if exact else _reach(*rows))
    return None if signed and found == Severity.ROUNDING else found


def _is_distribution(total: Row, women: Row, men: Row) -> bool:
    """Whether it is told how many of all are women and how many are men: together they are a hundred percent."""
    percent = total["symbol"] == PERCENT and total["value"] == WHOLE
    return percent and abs(_summed(total, women, men) - WHOLE) <= _reach(total, women, men) + NOISE


def _can_be(total: Row, women: Row, men: Row, *, adding: bool) -> bool:
    """Whether some figures are what all three say, where a limit is one of them: fewer than five may be three."""
    whole, hers, his = (meant(row, total, counted=adding) for row in (total, women, men))
    return whole.meets(hers.plus(his) if adding else hers.around(his))


def _between(total: Row, women: Row, men: Row) -> Severity | None:
    slack = _reach(total, women, men)
    low, high = sorted((value_in(women, total), value_in(men, total)))
    return None if low - slack - NOISE <= total["value"] <= high + slack + NOISE else Severity.ERROR


def _summed(total: Row, women: Row, men: Row) -> float:
    """Women and men together, in the unit of their total."""
    return value_in(women, total) + value_in(men, total)


def _reach(*rows: Row) -> float:
    """How far rounding can have moved figures from each other, in the unit of the first, their total."""
    total = rows[0]
    if all(is_counted(row) and not row["operator"] and row["factor"] == 1 for row in rows):
        return 0.0
    return sum(brought(reach(row["value"], row["printed_decimals"], row["operator"]), row, total) for row in rows)


def _printed(total: Row, women: Row, men: Row) -> tuple[list[str], str | None]:
    """The three as printed, and the unit of what is added up; with units only where they are not the same."""
    rows = (total, women, men)
    units = len({row["symbol"] for row in rows}) > 1
    figures = [beside_sign(number(row["value"], row["printed_decimals"]), row["operator"]) for row in rows]
    written = [with_unit(figure, row["symbol"] if units else None) for figure, row in zip(figures, rows, strict=True)]
    return written, total["symbol"] if units else None


def _together(total: Row, women: Row, men: Row, unit: str | None) -> str:
    """What women and men are together; of limits the end that the total lies beyond."""
    summed = round(_summed(total, women, men), 6)
    if not is_limited(women, men):
        return with_unit(number(summed), unit)
    both = meant(women, total, counted=True).plus(meant(men, total, counted=True))
    over = exact(total["value"]) >= both.high
    end, is_open = (both.high, both.high_open) if over else (both.low, both.low_open)
    # Of things counted, fewer than five are four at most.
    step = 1 if is_open and all(map(is_counted, (women, men))) else 0
    return f"{'högst' if over else 'minst'} {with_unit(number(float(end - step if over else end + step)), unit)}"


def _finding(total: Row, women: Row, men: Row, severity: Severity) -> Finding:
    printed, unit = _printed(total, women, men)
    label, year = total["label"], total["period_end"].year
    adding = adds_up(total) is not False
    summed = round(_summed(total, women, men), 6)
    said = (
        f"{printed[1]} kvinnor och {printed[2]} män är {_together(total, women, men, unit)}, "
        f"men totalt står {printed[0]}"
        if adding
        else f"totalt {printed[0]} ligger inte mellan kvinnor {printed[1]} och män {printed[2]}"
    )
    explained = " Avrundning kan förklara skillnaden." if severity == Severity.ROUNDING else ""
    return Finding(
        **where(total),
        kind=Contradiction.SUM if adding else Contradiction.PERCENTAGE,
        severity=weighed(severity, total, women, men),
        rule="sexes",
        subject=f"{label}, {total['organisation']} {year}",
        printed=printed[0],
        other=number(summed) if adding else f"{printed[1]} / {printed[2]}",
        difference=round(total["value"] - summed, 6) if adding else None,
        other_place=women["place"],
        message=f"{label} {year}: {said}.{explained}",
    )
