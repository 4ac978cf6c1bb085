"""Totals of financial tables against the lines that they sum."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Contradiction, Severity, UnitKind
from analysis.judge.checks.finding import Finding, Row, difference_of, span, table_of, where, written_amount
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.checks.rounding import half_step, verdict
from analysis.judge.checks.variances import turned
from analysis.judge.units import amount_in_ground, between, to_ground
from analysis.words.codes import MEASURES
from analysis.words.numbers import exact, number

THOUSAND = 1000
#: What does not add up.
SHARE = LedgerMeasure.VARIANCE_PERCENT
#: Marks a line whose blank variance is taken to be its outcome.
FILLED = "filled"
Key = tuple[object, ...]


def check_sums(lines: pl.DataFrame, sums: pl.DataFrame) -> Iterator[Finding]:
    """Recompute every total, for each measure and period that it is printed for.

    A variance whose sign is wrong counts for what was meant: it is told of where it stands.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale, `unit_kind`, `variance_is`
            and `plus_is_good`.
        sums: `document`, `organisation`, `statement`, `total` (line number), `measure`, `part_statement`, `part` (line
            number), `sign`, `part_measure`; empty measures mean every measure. Each `way` is tried by itself.

    Yields:
        One finding a total that its lines do not give; `rounding` where printed precision explains it.
    """
    meant = turned(lines)
    every = {_key(row): _as_meant(row, meant) for row in lines.iter_rows(named=True)}
    cells = {key: filled for key, row in every.items() if (filled := _filled(row, every)) is not None}
    wanted: defaultdict[Key, list[Row]] = defaultdict(list)
    for part in sums.iter_rows(named=True):
        line = (part["document"], part["organisation"], part["statement"], part["total"])
        wanted[(*line, part["measure"], part["part_statement"], part["way"])].append(part)
    totals: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in (row for row in every.values() if row["amount"] is not None and row["measure"] != SHARE):
        totals[row["document"], row["organisation"], row["statement"], row["line_no"]].append(row)
    for group, parts in wanted.items():
        for total in totals[group[:4]]:
            if group[4] is None or group[4] == total["measure"]:
                found = [(part, cell) for part in parts if (cell := cells.get(_part_key(total, part)))]
                ways = [_compare(total, way) for way in _ways(total, found)]
                yield from min((list(way) for way in ways), key=len)


def _as_meant(row: Row, meant: Mapping[Key, Decimal]) -> Row:
    variance = row["measure"] == LedgerMeasure.VARIANCE
    amount = meant.get((row["file"], row["file_row"])) if variance else None
    return row if amount is None else {**row, "amount": float(amount)}


def _ways(total: Row, parts: Sequence[tuple[Row, Row]]) -> list[list[tuple[int, Row]]]:
    """How parts count: as given, but variances that say by their sign what is good are added, costs too."""
    as_given = [(part["sign"], row) for part, row in parts]
    if total["measure"] != LedgerMeasure.VARIANCE or any(_is_of_variances(part) for part, __ in parts):
        return [as_given]
    signs = [total["plus_is_good"] * row["plus_is_good"] for __, row in parts]
    if all(signs):
        return [[(sign, row) for sign, (__, row) in zip(signs, parts, strict=True)]]
    return [as_given, [(1, row) for __, row in parts]]


def _is_of_variances(part: Row) -> bool:
    """Whether a sum is given for variances alone, or takes lines of another table: it counts as it is given."""
    return any((part["measure"], part["part_measure"], part["statement"] != part["part_statement"]))


def _filled(row: Row, every: Mapping[Key, Row]) -> Row | None:
    """A line; a blank variance of a line without budget is its outcome."""
    if row["amount"] is not None:
        return row
    outcome, budget = (every.get(_key({**row, "measure": measure})) for measure in ("actual", "budget"))
    unbudgeted = row["measure"] == LedgerMeasure.VARIANCE and budget is not None and budget["amount"] is None
    if unbudgeted and outcome is not None and outcome["amount"] is not None:
        amount = outcome["amount"] * (row["variance_is"] or 1)
        return {**row, "amount": amount, "decimals": outcome["decimals"], FILLED: True}
    return None


def _key(row: Row) -> Key:
    return (*(row[name] for name in ("document", "organisation", "statement", "line_no", "measure")), *_period(row))


def _part_key(total: Row, part: Row) -> Key:
    measure = part["part_measure"] or total["measure"]
    line = (part["document"], part["organisation"], part["part_statement"], part["part"], measure)
    return (*line, *_period(total))


def _period(row: Row) -> Key:
    return row["period_start"], row["period_end"]


def _compare(total: Row, parts: list[tuple[int, Row]]) -> Iterator[Finding]:
    if not parts or not have_one_ground([total, *(row for __, row in parts)]):
        return
    own = to_ground(total)
    summed = float(own.back(sum((sign * amount_in_ground(row) for sign, row in parts), Decimal(0))))
    steps = [float(between(row, total).of(exact(half_step(row["decimals"])))) for __, row in parts]
    slack = 0.0 if _counted(total, *(row for __, row in parts)) else half_step(total["decimals"]) + sum(steps)
    difference = total["amount"] - summed
    severity = verdict(difference, slack)
    # The same figure printed more coarsely elsewhere is no contradiction, and nothing to explain.
    alike = all(abs(step - half_step(total["decimals"])) < half_step(total["decimals"]) / 2 for step in steps)
    if severity is None or (severity == Severity.ROUNDING and not alike):
        return
    kind, said = _kind(total, summed, slack, severity)
    names = _named(total, [row for __, row in parts])
    shown = number(round(summed, 6), None if len(parts) == 1 else total["decimals"])
    column = f"{_measure(total)} {span(total['period_start'], total['period_end'])}"
    yield Finding(
        **where(total),
        kind=kind,
        severity=severity,
        rule="sum",
        subject=f"{total['line']}, {column}",
        printed=number(total["amount"], total["decimals"]),
        other=shown,
        difference=round(difference, 6),
        other_place=parts[0][1]["place"],
        message=f"{total['line']} är {written_amount(total)}, men {names} ger "
        f"{shown} ({column}). {said}{_assumed(parts)}",
    )


def _counted(*rows: Row) -> bool:
    """Whether all are of whole things, which are not rounded."""
    return all(row["unit_kind"] == UnitKind.COUNT and not row["decimals"] for row in rows)


def _named(total: Row, parts: list[Row]) -> str:
    """What a total is held against, and in which table where that is another one."""
    names = parts[0]["line"] if len(parts) == 1 else f"{len(parts)} poster"
    table = table_of(parts[0])
    return names if table == table_of(total) else f"{names} i {table}"


def _assumed(parts: list[tuple[int, Row]]) -> str:
    """Say which cells of the table are blank and counted all the same."""
    filled = sum(FILLED in row for __, row in parts)
    if not filled:
        return ""
    if filled == 1:
        return " En tom cell är räknad som utfallet, för raden har ingen budget."
    return f" {filled} tomma celler är räknade som utfallet, för raderna har ingen budget."


def _kind(total: Row, summed: float, slack: float, severity: Severity) -> tuple[Contradiction, str]:
    amount = total["amount"]
    if severity == Severity.ROUNDING:
        return Contradiction.SUM, "Avrundning av posterna kan förklara skillnaden."
    if amount and abs(amount + summed) <= slack:
        kind = Contradiction.VARIANCE if total["measure"] == LedgerMeasure.VARIANCE else Contradiction.SUM
        return kind, "Talen är lika men har omvänt tecken."
    # Of a figure so small that rounding may have made all of it, nobody can say what it is a thousandth of.
    told = min(abs(amount), abs(summed)) > slack
    if told and min(abs(amount - summed * THOUSAND), abs(amount * THOUSAND - summed)) <= slack * THOUSAND:
        return Contradiction.UNIT, "Samma siffror, tryckta i enheter som skiljer tusen gånger."
    return Contradiction.SUM, difference_of(round(amount - summed, 6), total)


def _measure(row: Row) -> str:
    return MEASURES[LedgerMeasure(row["measure"])].lower()
