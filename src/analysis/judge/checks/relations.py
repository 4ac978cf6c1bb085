"""Indicators that hang together: a whole of its parts, a share of one in another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import product

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, RelationKind, RelationRole, Severity, Sex
from analysis.judge.checks.finding import NOISE, Finding, Row, weighed, where
from analysis.judge.checks.one_unit import have_one_ground, slack_in, value_in
from analysis.judge.checks.rounding import half_step
from analysis.judge.checks.units import is_counted
from analysis.words.numbers import number, with_unit
from analysis.words.phrases import enumerate_words

#: Whose figure it is, and for which period: December says nothing of the year.
MOMENT = ("document", "organisation", "period_start", "period_end")
HUNDRED = 100
#: Measures that are made of the same of their members.
LIKEWISE = {Measure.FORECAST, Measure.BUDGET, Measure.TARGET}
Key = tuple[object, ...]


def check_relations(figures: pl.DataFrame, relations: pl.DataFrame) -> Iterator[Finding]:
    """Recompute wholes and shares wherever a document prints what they are made of.

    Args:
        figures: Rows of the view `key_figure_detail`.
        relations: `relation`, `kind`, `indicator` (what is recomputed), `measure` (of that; outcome when empty),
            `role`, `member` (its outcome), `sex` (the member's, when not the same), `optional`.

    Yields:
        One finding a figure that no printed values of its members give.
    """
    used = figures.filter(pl.col("value").is_not_null() & pl.col("operator").is_null() & pl.col("doubted").is_null())
    known: defaultdict[str, defaultdict[Key, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in used.iter_rows(named=True):
        known[row["measure"]][row["indicator"], row["sex"], *(row[name] for name in MOMENT)].append(row)
    for __, members in relations.group_by("relation", maintain_order=True):
        rows: list[Row] = list(members.iter_rows(named=True))
        results = known[rows[0]["measure"] or Measure.OUTCOME]
        for key, found in list(results.items()):
            if key[0] == rows[0]["indicator"]:
                yield from _check(found, known[_measure_of_members(rows[0]["measure"])], key, rows)
        yield from _parts_over_wholes(known[Measure.OUTCOME], rows)


def _measure_of_members(measure: str | None) -> str:
    """What figures are made of: what is expected of what is expected, a change of outcomes."""
    return measure if measure in LIKEWISE else Measure.OUTCOME


def _check(results: list[Row], known: Mapping[Key, list[Row]], key: Key, members: list[Row]) -> Iterator[Finding]:
    kind = members[0]["kind"]
    for result in results:
        found = [(member, known.get(_key_of(member, key, result), [])) for member in members]
        if any(not values and not member["optional"] for member, values in found):
            continue
        present = [(member, values) for member, values in found if values]
        roles = [member["role"] for member, __ in present]
        choices = product(*(values for __, values in present))
        answers = [(_recompute(result, kind, roles, each), each) for each in choices if _comparable(result, kind, each)]
        if not answers:
            continue
        nearest, choice = min(answers, key=lambda pair: abs(pair[0] - result["value"]))
        if abs(result["value"] - nearest) > _slack(result, kind, roles, choice) + NOISE:
            yield _finding(result, nearest, choice, kind, roles)


def _parts_over_wholes(known: Mapping[Key, list[Row]], members: list[Row]) -> Iterator[Finding]:
    """Tell of things counted that are more than what they are a part of, whether or not all parts are printed."""
    by_role = {role: [row["member"] for row in members if row["role"] == role] for role in RelationRole}
    if by_role[RelationRole.MINUS] or members[0]["measure"] not in (None, Measure.OUTCOME):
        return
    wholes = {members[0]["indicator"]} if members[0]["kind"] == RelationKind.SUM else {*by_role[RelationRole.WHOLE]}
    for key in [key for key in known if key[0] in by_role[RelationRole.PART]]:
        for name in wholes if len(wholes) == 1 else ():
            pairs = list(product(known[key], known.get((name, *key[1:]), ())))
            # Of what is full to more than its places, the share says so.
            over = any(row["value"] > HUNDRED for row in known.get((members[0]["indicator"], *key[1:]), ()))
            told = over and members[0]["kind"] == RelationKind.SHARE
            if pairs and not told and all(_is_over(part, whole) for part, whole in pairs):
                yield _over(*pairs[0])


def _is_over(part: Row, whole: Row) -> bool:
    counted = is_counted(part) and is_counted(whole) and have_one_ground((part, whole))
    return counted and min(part["value"], whole["value"]) >= 0 and value_in(part, whole) > whole["value"] + NOISE


def _over(part: Row, whole: Row) -> Finding:
    printed, other = (with_unit(number(row["value"], row["printed_decimals"]), row["symbol"]) for row in (part, whole))
    what = f"{part['label']}, {part['organisation']} {part['period_end'].year}"
    return Finding(
        **where(part),
        kind=Contradiction.SUM,
        severity=weighed(Severity.ERROR, part, whole),
        rule="relation-part",
        subject=what,
        printed=printed,
        other=other,
        difference=round(value_in(part, whole) - whole["value"], 6),
        other_place=whole["place"],
        message=f"{what} är {printed}, men {whole['label']}, som det är en del av, är {other}.",
    )


def _key_of(member: Row, key: Key, result: Row) -> Key:
    """Where a member is looked for: for the figure's own period; what a change is made of came after its start."""
    indicator, sex, (document, organisation, start, end) = member["member"], member["sex"] or key[1], key[2:]
    if result["measure"] == Measure.CHANGE and result["compared_to"]:
        start = result["compared_to"] + timedelta(days=1)
    return indicator, sex, document, organisation, start, end


def _comparable(result: Row, kind: str, choice: tuple[Row, ...]) -> bool:
    """Whether there is one unit to count in: for a share that of its members, which need not be its own."""
    return have_one_ground(choice if kind == RelationKind.SHARE else (result, *choice))


def _recompute(result: Row, kind: str, roles: list[str], choice: tuple[Row, ...]) -> float:
    parts, whole = _parts_and_whole(result if kind == RelationKind.SUM else choice[0], roles, choice)
    if kind == RelationKind.SUM:
        return parts
    return HUNDRED * parts / whole if whole else float("nan")


def _parts_and_whole(to: Row, roles: list[str], choice: tuple[Row, ...]) -> tuple[float, float]:
    """The sum of the parts, and that of what they are parts of, in the unit of a figure."""
    signs = {RelationRole.PART: 1, RelationRole.MINUS: -1, RelationRole.WHOLE: 0}
    values = [(RelationRole(role), value_in(row, to)) for role, row in zip(roles, choice, strict=True)]
    whole = sum(value for role, value in values if role == RelationRole.WHOLE)
    return float(sum(signs[role] * value for role, value in values)), float(whole)


def _slack(result: Row, kind: str, roles: list[str], choice: tuple[Row, ...]) -> float:
    """How far rounding of all that is printed can move a figure from what is recomputed."""
    if kind == RelationKind.SUM:
        return slack_in(result, result) + sum(slack_in(row, result) for row in choice)
    parts, whole = _parts_and_whole(choice[0], roles, choice)
    if not whole:
        return half_step(result["printed_decimals"])
    reaches = [(role, slack_in(row, choice[0])) for role, row in zip(roles, choice, strict=True)]
    moved = sum(reach * abs(parts / whole if role == RelationRole.WHOLE else 1) for role, reach in reaches)
    return half_step(result["printed_decimals"]) + HUNDRED * moved / abs(whole)


def _name(row: Row, result: Row) -> str:
    """The member's label; women or men are named where the figure itself is about everyone."""
    sexes = {Sex.WOMEN: ", kvinnor", Sex.MEN: ", män"}
    return str(row["label"]) + (sexes.get(row["sex"], "") if row["sex"] != result["sex"] else "")


def _member(row: Row, result: Row, *, units: bool) -> str:
    """A member as printed, with its unit where not all have the same."""
    printed = with_unit(number(row["value"], row["printed_decimals"]), row["symbol"] if units else None)
    return f"{printed} ({_name(row, result)})"


def _share(members: Iterable[tuple[str, str]]) -> str:
    """What is divided by what: "67 (women) av 102 (all) är"."""
    named = list(members)
    parts = [name for role, name in named if role != RelationRole.WHOLE]
    wholes = [name for role, name in named if role == RelationRole.WHOLE]
    return f"{enumerate_words(parts)} av {enumerate_words(wholes)} är"


def _sum(members: Iterable[tuple[str, str]]) -> str:
    """What is added to what: "9 (begun) minus 8 (ended) ger"."""
    signs = {RelationRole.PART: "plus", RelationRole.MINUS: "minus"}
    ordered = sorted(members, key=lambda member: member[0] == RelationRole.MINUS)
    said = " ".join(f"{signs[RelationRole(role)]} {name}" for role, name in ordered)
    return f"{said} ger".removeprefix("plus ")


def _finding(result: Row, answer: float, choice: tuple[Row, ...], kind: str, roles: list[str]) -> Finding:
    decimals = result["printed_decimals"] or 0
    difference = result["value"] - answer
    share = kind == RelationKind.SHARE
    # Cut instead of rounded: less than one step of the last printed digit.
    near = share and abs(difference) < 2 * half_step(decimals)
    printed = number(result["value"], decimals)
    recomputed = number(round(answer, 6), decimals if share else None)
    changed = "Förändringen av " if result["measure"] == Measure.CHANGE else ""
    units = len({row["symbol"] for row in (choice if share else (result, *choice))}) > 1
    members = zip(roles, [_member(row, result, units=units) for row in choice], strict=True)
    sum_of = _share(members) if share else _sum(members)
    return Finding(
        **where(result),
        kind=Contradiction.PERCENTAGE if share else Contradiction.SUM,
        severity=weighed(Severity.WARNING if near else Severity.ERROR, result, *choice),
        rule=f"relation-{kind}",
        subject=f"{result['label']}, {result['organisation']} {result['period_end'].year}",
        printed=printed,
        other=recomputed,
        difference=round(difference, 6),
        other_place=choice[0]["place"],
        message=f"{changed}{result['label']} är tryckt som {with_unit(printed, result['symbol'])}, men {sum_of} "
        f"{with_unit(recomputed, result['symbol'])}." + (" Talet är avkortat eller fel avrundat." if near else ""),
    )
