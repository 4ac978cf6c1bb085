"""What a plan says of goals: targets ahead and where things stand; and of whom its commitments are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import Any

import polars as pl

from analysis.base.vocabulary import Assessment, Missing, SymbolSubject, TargetKind
from analysis.chapter.pieces import Link, Listing, Piece, Said, Sign
from analysis.chapter.table import Origin
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment, listed
from analysis.present.goal_text import target_text as goal_target
from analysis.present.origins import of_row, traced
from analysis.present.sentences import distance
from analysis.present.symbols import SymbolSet
from analysis.present.table import GOAL, CellOf, Column, Row, Table, indicator_of
from analysis.present.typed_values import Values, days, printed, texts
from analysis.words.codes import MISSING
from analysis.words.days import period
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import count_of, quantity, unit
from analysis.words.phrases import enumerate_words
from analysis.words.targets import kind_of_goal
from analysis.words.targets import written as targets_written
from analysis.words.translate import Words, _, either, later

HEADINGS = Words({"strategic_goal": later("{Strategic_goal.one}"), "area": later("{Area.one}")})
DISTANCE = ("distance", "distance_decimals", "distance_kind", "distance_side")
BELOW = (Assessment.WORSE, Assessment.NEAR)


def plan_goal_table(
    goals: pl.DataFrame,
    targets: pl.DataFrame,
    outcomes: pl.DataFrame,
    symbols: SymbolSet,
    caption: str,
    source: str,
    told: Sequence[str] = (),
) -> Table:
    """Lay out the goals of a plan: a target a year, the latest outcome, and how it stands.

    Args:
        goals: `goal`, `label`, `organisation`, `year`, `strategic_goal`, `area`, `against_plan` (latest outcome against
            the target of the plan's year), `against_own_year` (against that of its own year), `latest_year`.
        targets: `goal`, `year`, `organisation`, `target`, `operator`, `decimals`, `missing`, `symbol`.
        outcomes: `goal`, `value`, `printed_decimals`, `symbol`, `operator`, `partial` and the period.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the figures come from.
        told: What is to be known of the document's own table, sentences below ours.

    Returns:
        One row a goal; a target set for another organisation than the goal's own has a line of its own in the cell.
    """
    cells: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for target in targets.iter_rows(named=True):
        cells[target["goal"], target["year"]].append(target)
    latest = {row["goal"]: row for row in outcomes.iter_rows(named=True)}
    years = targets["year"].unique().sort()
    columns = [Column(_("{Goal.short.one}"), lambda row: swedish(row["label"]), row_heading=True), *belonging(goals)]
    columns += [
        Column(_("Mål {year}", year=year), _target_cell(cells, year), numeric=True, values=_target_values(cells, year))
        for year in years
    ]
    aimed = {place for place, found in cells.items() if any(target["missing"] is None for target in found)}
    columns += _columns_of_outcomes(latest, aimed, symbols)
    others = targets.join(goals.select("goal", own="organisation"), on="goal").filter(
        pl.col("organisation") != pl.col("own")
    )
    codes = others["organisation"].unique(maintain_order=True)
    notes = [
        *told,
        *(_("{code}: målet för hela {municipality.the}, ur {goal.short.the}s rubrik.", code=code) for code in codes),
    ]
    return Table(caption, columns, goals, notes=notes, source=source, cards=True, subject=GOAL, measure=indicator_of)


def _columns_of_outcomes(
    latest: Mapping[str, Row], aimed: Set[tuple[str, int]], symbols: SymbolSet
) -> Iterator[Column]:
    """The latest outcome, where it stands, and what is to be known of it where anything is."""
    yield Column(
        _("Senaste utfall"),
        lambda row: _outcome(latest.get(row["goal"])),
        numeric=True,
        values=_outcome_values(latest),
    )
    yield Column(
        _("Läge mot målen"),
        lambda row: _judged(row, latest.get(row["goal"]), symbols, has_target=(row["goal"], row["year"]) in aimed),
        values=[
            symbols.words(_("Läge mot målet för utfallets år"), SymbolSubject.ASSESSMENT, "against_own_year"),
            symbols.words(_("Läge mot planens mål"), SymbolSubject.ASSESSMENT, "against_plan"),
        ],
    )

    def note(row: Row) -> str | None:
        return latest.get(row["goal"], {}).get("note")

    if any(row["note"] for row in latest.values()):
        heading = _("{heading}, anmärkning", heading=_("Senaste utfall"))
        yield Column(
            _("Anmärkning"),
            lambda row: swedish(note(row) or ""),
            below=True,
            values=[texts(heading, note, spare=True)],
        )


def belonging(rows: pl.DataFrame) -> list[Column]:
    """Say which strategic goal and process area rows belong to.

    Args:
        rows: `strategic_goal`, `area`.

    Returns:
        One column, none where the rows do not differ.
    """
    names = [name for name in ("strategic_goal", "area") if rows[name].n_unique() > 1]
    values = [texts(HEADINGS[name], itemgetter(name)) for name in names]
    return [Column(_("Hör till"), lambda row: _belongs(row, names), values=values)] if names else []


def _belongs(row: Row, names: Sequence[str]) -> str:
    return swedish(", ".join(dict.fromkeys(row[name] for name in names if row[name])))


def _target_values(cells: Mapping[tuple[str, int], list[Row]], year: int) -> list[Values]:
    """The goal's own target as a number; why it is missing, and targets of other organisations, as remarks."""

    def own(row: Row) -> list[Row]:
        return [target for target in cells.get((row["goal"], year), []) if _is_own(target, row)]

    def first(row: Row, name: str) -> Any:  # noqa: ANN401 - any column of the frame
        figures = [target for target in own(row) if _is_level(target)]
        return figures[0][name] if figures else None

    def remarks(row: Row) -> str:
        others = [target for target in cells.get((row["goal"], year), []) if target not in own(row)]
        missing = [target_text(target) for target in own(row) if not _is_level(target)]
        again = [target_text(target) for target in own(row) if _is_level(target)][1:]
        return "; ".join([*missing, *again, *map(_of_others, others)])

    def origins(row: Row) -> list[Origin]:
        return [origin for target in own(row) if _is_level(target) for origin in of_row(target)][:1]

    heading = _("Mål {year}", year=year)
    level = printed(
        heading,
        lambda row: first(row, "target"),
        lambda row: first(row, "operator"),
        lambda row: first(row, "decimals"),
    )
    return [
        *traced(level, origins),
        texts(_("{heading}, enhet", heading=heading), lambda row: unit(first(row, "symbol"))),
        texts(_("{heading}, anmärkning", heading=heading), remarks, spare=True),
    ]


def _outcome_values(latest: Mapping[str, Row]) -> list[Values]:
    def of(row: Row, name: str) -> Any:  # noqa: ANN401 - any column of the frame
        return latest.get(row["goal"], {}).get(name)

    heading = _("Senaste utfall")
    outcome = printed(
        heading,
        lambda row: of(row, "value"),
        lambda row: of(row, "operator"),
        lambda row: of(row, "printed_decimals"),
    )
    return [
        *traced(outcome, lambda row: of_row(latest.get(row["goal"], {}))),
        texts(_("{heading}, enhet", heading=heading), lambda row: unit(of(row, "symbol"))),
        days(_("{heading}, från och med", heading=heading), lambda row: of(row, "period_start")),
        days(_("{heading}, till och med", heading=heading), lambda row: of(row, "period_end")),
    ]


def _target_cell(cells: Mapping[tuple[str, int], list[Row]], year: int) -> CellOf:
    def cell(row: Row) -> list[Piece]:
        found = cells.get((row["goal"], year), [])
        own = [target_text(target) for target in found if _is_own(target, row)]
        others = [_of_others(target) for target in found if not _is_own(target, row)]
        # A target that is taken away may be left standing in the goal's title, where the whole municipality's stands.
        if any(target["missing"] == Missing.REMOVED for target in found):
            others = [_("{target}, kvar i rubriken", target=other) for other in others]
        return [*map(Said, own), *(Said(other, "muted") for other in others)]

    return cell


def _is_own(target: Row, goal: Row) -> bool:
    """Whether a target is the goal's own: for its first yardstick, set by and for its own organisation."""
    own = goal["organisation"]
    return bool(target.get("measure_no", 1) == 1 and target["organisation"] == own == target.get("set_by", own))


def _is_level(target: Row) -> bool:
    return target["target"] is not None and target.get("kind") in (None, TargetKind.LEVEL)


def _of_others(target: Row) -> str:
    """A target of somebody else, or of a further yardstick, with whose it is."""
    whose = target["organisation"]
    if target.get("set_by", whose) != whose:
        whose = target["set_by_name"]
    if target.get("measure_no", 1) > 1:
        whose = target["measure_label"] or whose
    return f"{whose}: {target_text(target)}"


def target_text(target: Row) -> str:
    """Write one target.

    Args:
        target: `target`, `operator`, `decimals`, `missing`, `symbol`, and what else `words/targets.py` asks for.

    Returns:
        What it asks for, or why there is none.
    """
    if target["missing"] is not None:
        return MISSING[Missing(target["missing"])]
    return targets_written({**target, "value": target["target"]})


def _judged(row: Row, outcome: Row | None, symbols: SymbolSet, *, has_target: bool) -> list[Sign]:
    """Where the latest outcome stands: against the target of its own year first, then against the plan's."""
    if outcome and outcome["partial"]:
        unjudged = symbols.symbol(SymbolSubject.ASSESSMENT, row["against_plan"])
        none_set = [] if has_target else [_("inget mål för {year}", year=row["year"])]
        reasons = [*none_set, _("en del av året jämförs inte med helårets mål")]
        return [Sign(unjudged, remarks=tuple(reasons))]
    judged = {row["latest_year"]: row["against_own_year"], row["year"]: row["against_plan"]}
    known = {year: code for year, code in judged.items() if code != Assessment.NOT_EVALUATED}
    if not known:
        return [Sign(symbols.symbol(SymbolSubject.ASSESSMENT, row["against_plan"]))]
    if len(known) > 1 and len(set(known.values())) == 1:
        known = {"–".join(map(str, known)): row["against_plan"]}
    return [Sign(symbols.symbol(SymbolSubject.ASSESSMENT, code), label=str(year)) for year, code in known.items()]


def _outcome(row: Row | None) -> str | list[Said]:
    if row is None:
        return _("inget i siffror")
    value = quantity(row["value"], row["printed_decimals"], row["symbol"], row["operator"])
    when = period(row["period_start"], row["period_end"], row["period_type"])
    return [Said(value, "strong"), Said(when, "muted")]


def amounts(commitments: int, activities: int) -> Fragment:
    """Count what a plan is going to do.

    Args:
        commitments: How many commitments it has.
        activities: How many activities they have.

    Returns:
        One line; nothing of what there is none of.
    """
    told = [count_of(commitments, *either("{commitment.one}", "{commitment.many}"))] if commitments else []
    told += [count_of(activities, *either("{activity.one}", "{activity.many}"))] if activities else []
    return Fragment(Text(role="amounts", parts=(Part("", (Said(enumerate_words(told)),)),)))


def unreached_goals(goals: pl.DataFrame, symbols: SymbolSet) -> Fragment:
    """List the goals that a plan's targets are ahead of, each leading to its row in the table of goals.

    Args:
        goals: Rows of the view `goal_detail` with `latest`, the outcome, and `against_plan`, near or worse.
        symbols: The symbols of the edition.

    Returns:
        A list for each symbol, the furthest from its target first: the goal, and how far it is from that.
    """
    ordered = goals.sort("plan_distance_pct", descending=True, nulls_last=True, maintain_order=True)
    shown = [(code, ordered.filter(against_plan=code.value)) for code in BELOW]
    groups = [
        (Sign(symbols.symbol(SymbolSubject.ASSESSMENT, code)), _linked(rows, _gap))
        for code, rows in shown
        if rows.height
    ]
    return listed(*(piece for group in groups for piece in group))


def _linked(goals: pl.DataFrame, told: Callable[[Row], str]) -> Listing:
    """Goals, each leading to its row in the table of goals, with what is said of it."""
    return Listing(
        tuple(
            (Link(GOAL(row), swedish(row["label"])), Said(filled(": {told}", told=told(row))))
            for row in goals.iter_rows(named=True)
        )
    )


def _gap(row: Row) -> str:
    """How far the latest outcome is from the target of the plan's year, as far as the two can be compared."""
    told = {
        "outcome": quantity(row["latest"], row["latest_decimals"], row["latest_symbol"], row["latest_operator"]),
        "target": goal_target(row),
    }
    if kind_of_goal(row) is TargetKind.DIRECTION:
        return _("{outcome} mot mål: {target}", **told)
    if row["plan_distance"] is None:
        return _("{outcome} mot målet {target}", **told)
    far = {name: row[f"plan_{name}"] for name in DISTANCE} | {"within_rounding": None}
    return _("{outcome} ({distance} {target})", **told, distance=distance({**row, **far}))


def untargeted_goals(goals: pl.DataFrame, every: int, year: int) -> Fragment:
    """List the goals that have no target in figures, each leading to its row in the table of goals.

    Args:
        goals: Rows of the view `goal_detail` without target.
        every: How many goals there are.
        year: The year of the plan.

    Returns:
        How many they are of all, and why each has none.
    """
    sentence = _(
        "{some} av {all} {goal.short.many} har ingen målnivå i siffror för {year}:",
        some=goals.height,
        all=every,
        year=year,
    )
    return listed(Said(sentence), _linked(goals, _why_no_target))


def _why_no_target(row: Row) -> str:
    if kind_of_goal(row) is TargetKind.WORDS:
        return goal_target(row)
    return MISSING[Missing(row["target_missing"])] if row["target_missing"] else _("ingen i siffror")


def owners_text(commitment: Row) -> str:
    """Write owners, those that are several organisations together by their names.

    Args:
        commitment: `owners`, their codes; `owner_groups`, a name for each of them that is several, else nothing.

    Returns:
        For example "KS, alla nämnder och alla bolag".
    """
    together = commitment["owner_groups"] or [None] * len(commitment["owners"])
    named = [
        swedish(name[:1].lower() + name[1:]) if name else owner
        for owner, name in zip(commitment["owners"], together, strict=True)
    ]
    return enumerate_words(named) or _("ingen angiven")
