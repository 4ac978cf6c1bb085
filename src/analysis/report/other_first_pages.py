"""What the first page of a plan, a control report and an evaluation answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import AreaAssessment, Assessment, SymbolSubject
from analysis.chapter.pieces import Inline, Link, Listing, Piece, Said, Sign
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment
from analysis.present.symbols import stated_code
from analysis.present.table import COMMITMENT, CONTROL, GOAL, Row, subject_of
from analysis.present.tables.plan_table import unreached_goals
from analysis.present.text.answer import answer, listed_items, named, sentence_of, sentences, verdict
from analysis.present.text.result_told import budget_told
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.evaluation import followed_up, score_areas, total_told
from analysis.report.first_page import decision, distrusted
from analysis.report.goals import IS_GOAL
from analysis.report.money import results_of
from analysis.report.plan import WORDS, goals_against_plan
from analysis.report.tree import nodes_frame
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import count_of, number, percentage
from analysis.words.translate import _, either

#: So many of the strongest and of the weakest are named.
FEW = 3
#: How a control may have gone, the worst first.
FAILED = (AreaAssessment.NOT, AreaAssessment.PARTIAL)
SUBJECTS = {"goal": subject_of("mal", "code"), "commitment": COMMITMENT}


# ---- a plan ----


def first_page_of_plan(part: DocumentPart) -> Fragment:
    """What the first page of a plan answers.

    Returns:
        Where its goals stand today and the decision; budget and priorities; the goals that are furthest from the target
        of the plan's year; what is new; what has no target or nobody responsible; what cannot be trusted.
    """
    goals = goals_against_plan(part)
    own = goals.filter(IS_GOAL)
    ahead = own.filter(pl.col("against_plan").is_in([Assessment.NEAR.value, Assessment.WORSE.value]))
    return answer(
        sentences("", _verdict_of_plan(own)),
        decision(part),
        sentences(_("Budget"), budget_told(results_of(part), part.row["year"])),
        _priorities(part),
        Part(_("Längst kvar till målnivån"), _pieces_of(unreached_goals(ahead, part.symbols)) if ahead.height else ()),
        _new(part),
        Part(_("Utan målnivå eller ansvarig"), tuple(_unsettled(own, commitments_frame(part)))),
        distrusted(part),
    )


def _verdict_of_plan(goals: pl.DataFrame) -> str:
    reached = (goals["against_plan"] == Assessment.BETTER.value).sum()
    told = _("{reached} av {all} {goal.many} når redan målnivån", reached=number(reached), all=number(goals.height))
    return verdict(goals["against_plan"], told)


def _priorities(part: DocumentPart) -> Part:
    """What stands at the top of the goal tree, and how much hangs below."""
    nodes = nodes_frame(part).filter(~pl.col("is_goal"))
    top = nodes.filter(pl.col("depth") == pl.col("depth").min())
    told = [_under(row) for row in top.rows(named=True)]
    return Part(_("Prioriteringar"), (listed_items(told, _("Alla")),) if told else ())


def _under(node: Row) -> tuple[Inline, ...]:
    name = Link(f"omrade-{node['node']}", swedish(node["name"]))
    if not node["goals"]:
        return (name,)
    amount = count_of(node["goals"], *either("{goal.one}", "{goal.many}"))
    return name, Said(filled(": {amount}", amount=amount))


def _pieces_of(shown: Fragment) -> tuple[Piece, ...]:
    return shown.value.parts[0].pieces if isinstance(shown.value, Text) else ()


def _new(part: DocumentPart) -> Part:
    """What no earlier document of the organisation has, where there is one to hold against."""
    rows = part.rows("new_here")
    told = {
        "goal": _("{Goal.many} som inget tidigare dokument har"),
        "commitment": _("{Commitment.many} som inget tidigare dokument har"),
    }
    found = [(rows.filter(kind=kind), SUBJECTS[kind], words) for kind, words in told.items()]
    return Part(_("Nytt"), tuple(_counted(found)))


def _counted(found: Iterable[tuple[pl.DataFrame, Callable[[Row], str], str]]) -> Iterator[Piece]:
    """How many there are of each, and which."""
    for rows, subject, words in found:
        if rows.height:
            yield Said(filled("{words}: {amount}", words=words, amount=number(rows.height)))
            yield named(rows, subject, _("Vilka"))


def _unsettled(goals: pl.DataFrame, tasks: pl.DataFrame) -> Iterator[Piece]:
    without_target = goals.filter(pl.col("target_asks").fill_null(WORDS) == WORDS)
    without_owner = tasks.filter(pl.col("owners").list.len() == 0)
    return _counted(
        [
            (without_target, GOAL, _("{Goal.many} utan målnivå i siffror")),
            (without_owner, COMMITMENT, _("{Commitment.many} utan ansvarig")),
        ]
    )


# ---- internal control ----


def first_page_of_control(part: DocumentPart, place: str = "") -> Fragment:
    """What the first page of a control report answers.

    Args:
        place: How the place of its controls begins, such as `Bilaga 2`; all of the document when left out.

    Returns:
        Verdict and decision; what failed, with what is done about it and when it is looked at again; what was not
        tested; what went well; new risks; what cannot be trusted.
    """
    controls = part.rows("controls")
    new = part.rows("new_here").filter(kind="control")
    return answer(
        sentences("", _verdict_of_controls(controls)),
        decision(part),
        _controls(part, _("Klarades inte"), controls, FAILED),
        _controls(part, _("Går inte att bedöma"), controls, (None,)),
        _controls(part, _("Klarades"), controls, (AreaAssessment.FULL,)),
        Part(_("Nya risker"), tuple(_counted([(new, CONTROL, _("{Control.many} som inget tidigare dokument har"))]))),
        distrusted(part, place),
    )


def _verdict_of_controls(controls: pl.DataFrame) -> str:
    if controls.is_empty():
        return ""
    counts = {code: (controls["assessment"] == code.value).sum() for code in AreaAssessment}
    unknown = controls["assessment"].null_count()
    full = number(counts[AreaAssessment.FULL])
    clauses = [
        _("{amount} av {all} {control.many} klarades", amount=full, all=number(controls.height)),
        _("{amount} klarades delvis", amount=number(counts[AreaAssessment.PARTIAL]))
        if counts[AreaAssessment.PARTIAL]
        else "",
        _("{amount} klarades inte", amount=number(counts[AreaAssessment.NOT])) if counts[AreaAssessment.NOT] else "",
        _("{amount} går inte att bedöma", amount=number(unknown)) if unknown else "",
    ]
    return sentence_of(clauses)


def _controls(part: DocumentPart, heading: str, controls: pl.DataFrame, codes: Sequence[AreaAssessment | None]) -> Part:
    pieces: list[Piece] = []
    for code in codes:
        rows = controls.filter(pl.col("assessment").eq_missing(pl.lit(code and code.value, pl.String)))
        if rows.height:
            shown = stated_code(rows.row(0, named=True), "assessment")
            items = [_control(row, failed=code in FAILED) for row in rows.rows(named=True)]
            pieces += [Sign(part.symbols.symbol(SymbolSubject.CONTROL, shown)), Listing(tuple(items))]
    return Part(heading, tuple(pieces))


def _control(row: Row, *, failed: bool) -> tuple[Inline, ...]:
    """A control; of one that failed what is done about it, and when it is looked at again."""
    name = Link(CONTROL(row), swedish(row["label"]))
    if not failed:
        return (name,)
    action = swedish(row["action"].strip()) if row["action"] else _("Förslag saknas.")
    again = _("Följs upp {when}.", when=row["carried_to"]) if row["carried_to"] else _("Datum saknas.")
    return name, Said(filled(": {action} {again}", action=action, again=again))


# ---- an evaluation ----


def first_page_of_evaluation(part: DocumentPart, indicator: str = "") -> Fragment:
    """What the first page of an outside evaluation answers.

    Args:
        indicator: Code of the indicator of the points that the evaluation gives to the whole.

    Returns:
        The whole and the decision, if any; the strongest and the weakest areas; what has been done since; what cannot
        be trusted.
    """
    areas = score_areas(part).filter(pl.col("percent").is_not_null())
    ordered = areas.sort("percent", descending=True, maintain_order=True)
    return answer(
        sentences("", total_told(part, indicator)),
        decision(part) if part.rows("decisions").height else Part("", ()),
        _areas(_("Starkast"), ordered.head(FEW)),
        _areas(_("Svagast"), ordered.reverse().head(FEW)),
        sentences(_("Sedan dess"), followed_up(part)),
        distrusted(part),
    )


def _areas(heading: str, areas: pl.DataFrame) -> Part:
    items = tuple(_points(row) for row in areas.rows(named=True))
    return Part(heading, (Listing(items),) if items else ())


def _points(row: Row) -> tuple[Inline, ...]:
    told = {"achieved": number(row["achieved"]), "most": number(row["max"]), "share": percentage(row["percent"])}
    points = _("{achieved} av {most} poäng, {share}", **told)
    return Said(swedish(row["area"]), "strong"), Said(filled(": {points}", points=points))
