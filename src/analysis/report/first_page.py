"""What the first page of a report answers: what is to be decided, what came out, what is unknown, what to distrust."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import Assessment, Contradiction, DocumentState, Section, Severity, Status, SubjectType
from analysis.chapter.pieces import Said
from analysis.chapter.text import Part
from analysis.present.fragment import Fragment
from analysis.present.text.answer import (
    answer,
    commitments,
    missed_goals,
    reached_goals,
    sentence_of,
    sentences,
    unknown_goals,
    untrusted,
    verdict,
    written,
)
from analysis.present.text.result_told import expected_short, unjudged_told
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import contradictions_frame
from analysis.report.goals import IS_GOAL, goal_measures_frame, goals_frame
from analysis.report.interim import late_commitments
from analysis.report.money import results_of, told_of_result
from analysis.words.days import day
from analysis.words.mixed_language import swedish
from analysis.words.numbers import number
from analysis.words.translate import _


def first_page(part: DocumentPart) -> Fragment:
    """What the first page of an annual report answers.

    Returns:
        Verdict, decision and result; the goals that miss their target, furthest first, with why; those that reach it;
        what is carried over; what nobody knows; what cannot be trusted.
    """
    goals, tasks = judged_goals(part), commitments_frame(part)
    carried = tasks.filter(pl.col("carried_to").is_not_null())
    return answer(
        sentences("", state_told(part), verdict_of_goals(goals), verdict_of_commitments(tasks)),
        decision(part),
        sentences(_("Ekonomi"), *_result(part)),
        missed_goals(_("Nådde inte målnivån"), goals, part.symbols, reasons(part)),
        reached_goals(_("Nådde målnivån"), goals, part.symbols),
        commitments(_("Förs vidare"), carried, part.symbols, _("{Commitment.short.many}")),
        Part(_("Det ingen vet"), tuple(unknown_goals(goals, part.symbols))),
        distrusted(part),
    )


def first_page_of_interim(part: DocumentPart) -> Fragment:
    """What the first page of an interim report answers.

    Returns:
        Verdict and decision; the forecast and what is done about it; the goals at risk; what is late; what goes well;
        what is uncertain; what cannot be trusted.
    """
    goals, tasks = judged_goals(part), commitments_frame(part)
    late, _reasons = late_commitments(part)
    done = commitments("", tasks.filter(status=Status.DONE.value), part.symbols, _("{Commitment.short.many}"))
    well = reached_goals(_("Går bra"), goals, part.symbols)
    unsure = [*unknown_goals(goals, part.symbols), *_without_status(tasks)]
    return answer(
        sentences("", state_told(part), verdict_of_goals(goals), verdict_of_commitments(tasks)),
        decision(part),
        _forecast(part),
        missed_goals(_("{Goal.many} i riskzonen"), goals, part.symbols, None),
        commitments(_("Sent, eller på väg att bli det"), late, part.symbols, _("{Commitment.short.many}")),
        replace(well, pieces=(*well.pieces, *done.pieces)),
        Part(_("Osäkert"), tuple(unsure)),
        distrusted(part),
    )


def _result(part: DocumentPart) -> Sequence[str]:
    """The result against its budget; where nobody knows what is a result, the last total and its budget."""
    told = [sentence for sentence in told_of_result(part) if sentence]
    return told or [unjudged_told(results_of(part), part.row["year"])]


def _forecast(part: DocumentPart) -> Part:
    """What is expected, and what somebody has written will be done where that is worse than the budget."""
    told = sentences(_("Prognos mot budget"), *_result(part))
    actions = part.texts(SubjectType.STATEMENT).filter(section=Section.ACTION.value)["text"].to_list()
    if not (actions or expected_short(results_of(part))):
        return told
    return replace(told, pieces=(*told.pieces, Said(_("Åtgärder"), "strong"), *written("", actions).pieces))


def _without_status(tasks: pl.DataFrame) -> Sequence[Said]:
    unknown = tasks["status"].null_count()
    told = _(
        "{amount} av {all} {commitment.many} saknar känd status.", amount=number(unknown), all=number(tasks.height)
    )
    return [Said(told)] if unknown else []


def decision(part: DocumentPart) -> Part:
    """What is to be decided, as somebody wrote it."""
    return written(_("Att besluta"), part.rows("decisions")["text"].to_list())


def distrusted(part: DocumentPart, place: str = "") -> Part:
    """What contradicts what, the gravest first, where the place begins so."""
    return untrusted(_("Går inte att lita på"), misleading(part).filter(pl.col("place").str.starts_with(place)))


def misleading(part: DocumentPart) -> pl.DataFrame:
    """Errors and warnings: what contradicts something. What is lacking contradicts nothing."""
    grave = pl.col("severity").is_in([Severity.ERROR.value, Severity.WARNING.value])
    lacking = pl.col("kind") == Contradiction.MISSING.value
    return contradictions_frame(part).filter(grave & ~lacking)


def reasons(part: DocumentPart) -> dict[str, str]:
    """Why goals came out as they did, where somebody wrote it, by goal."""
    texts = part.texts(SubjectType.GOAL).filter(section=Section.REASON.value)
    return dict(texts.select("subject", "text").iter_rows())


def judged_goals(part: DocumentPart) -> pl.DataFrame:
    """Every goal with its weakest yardstick.

    Returns:
        Rows of the view `goal_measure_detail`, one a goal, with `shown`, `final` and `otherwise`: the step and the
        judgement of the goal, and whether its figures judge otherwise.
    """
    goals = goals_frame(part).filter(IS_GOAL)
    judged = goals.select("goal", shown="assessment_shown", final="assessment_final", otherwise="judged_otherwise")
    rows = goal_measures_frame(part).sort("shortfall_pct", descending=True, nulls_last=True, maintain_order=True)
    weakest = rows.unique("goal", keep="first", maintain_order=True)
    return judged.join(weakest, on="goal", how="left", maintain_order="left")


def state_told(part: DocumentPart) -> str:
    """Say of a living document whether figures still come in, or when it was closed by which decision."""
    if part.row["state"] == DocumentState.OPEN:
        return _("Dokumentet är öppet: uppgifter kan tillkomma och ändras.")
    if part.row["closed_on"] is None:
        return ""
    return _("Stängt {day}: {decision}.", day=day(part.row["closed_on"]), decision=swedish(part.row["decision"]))


def verdict_of_goals(goals: pl.DataFrame) -> str:
    """Say how many goals reach their target."""
    reached = (goals["final"] == Assessment.BETTER.value).sum()
    told = _("{reached} av {all} {goal.many} når målnivån", reached=number(reached), all=number(goals.height))
    return verdict(goals["final"], told)


def verdict_of_commitments(tasks: pl.DataFrame) -> str:
    """Say how many commitments are done, late and unknown; nothing where there are none."""
    if tasks.is_empty():
        return ""
    counts = {code: (tasks["status"] == code.value).sum() for code in Status}
    unknown = tasks["status"].null_count()
    if unknown == tasks.height:
        return _("Status saknas för alla {all} {commitment.many}.", all=number(unknown))
    told = {
        Status.ONGOING: _("{amount} pågår", amount=number(counts[Status.ONGOING])),
        Status.DELAYED: _("{amount} är efter plan", amount=number(counts[Status.DELAYED])),
        Status.NOT_STARTED: _("{amount} har inte börjat", amount=number(counts[Status.NOT_STARTED])),
    }
    done = _("{done} av {all} {commitment.many} är gjorda", done=number(counts[Status.DONE]), all=number(tasks.height))
    clauses = [done, *(words for code, words in told.items() if counts[code])]
    clauses += [_("status saknas för {amount}", amount=number(unknown))] if unknown else []
    return sentence_of(clauses)
