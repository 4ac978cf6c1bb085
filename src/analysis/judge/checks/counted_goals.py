"""How many goals texts say are reached or missed, against how the goals that are listed are judged."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from analysis.base.live_figure import by_hand
from analysis.base.vocabulary import Assessment, Contradiction, Severity, SubjectType
from analysis.judge.checks.called import owner, several, the_one
from analysis.judge.checks.counted_texts import AMOUNT, START, end, number_of
from analysis.judge.checks.finding import Finding, Row, where
from analysis.judge.checks.listed import Counted, Listed, is_of_another_year, lists_of
from analysis.words.terms import term

MISSED = (
    r"missas|missades|har missats|är missade|är missat|(?:upp)?(?:nås|nåddes|fylls|fylldes) (?:inte|ej)"
    r"|(?:är|har|blev) (?:inte|ej) (?:upp)?(?:nådda|nått|nåtts|fyllda|fyllt|fyllts)"
)
REACHED = (
    r"(?:upp)?(?:nåddes|nås|fylldes|fylls)|(?:är|har|blev) (?:helt )?(?:upp)?(?:nådda|nått|nåtts|fyllda|fyllt|fyllts)"
)
#: What is missed is told first, for a "not" may come after the word.
HOW = rf"(?:(?P<missed>{MISSED})|(?P<reached>{REACHED}))\b(?! (?:inte|ej|delvis|nästan))"
NONE = ("inga", "inget", "ingen")


def check_counted_goals(texts: pl.DataFrame, listed: pl.DataFrame) -> Iterator[Finding]:
    """Find texts that say of goals what their judgements do not.

    What is near its target, or not judged, may be called either. With a number any list of that length may be meant;
    without one all goals of the text's own organisation or area.

    Args:
        texts: `document`, `year`, `place`, `organisation`, `subject_type`, `subject`, `template`, `file`, `file_row`.
        listed: `document`, `organisation`, `what`, `process_area`, `heading`, `whose`, `status`: what stands of the
            judgement of each goal.

    Yields:
        One note a statement that no such list bears out.
    """
    lists, patterns = lists_of(listed, "goal"), (*_numbered(), _every())
    for row in texts.iter_rows(named=True):
        text = by_hand(row["template"])
        for pattern in patterns:
            for found in re.finditer(pattern, text, re.IGNORECASE):
                if not is_of_another_year(row, text[found.end() :]):
                    yield from _judge(row, found, lists.get(row["document"], ()))


def _numbered() -> Sequence[str]:
    noun = several("goal")
    of = rf"\bav (?:de |dess |våra |{owner()} )?(?P<all>{AMOUNT}) {noun}"
    passive, past = "(?:upp)?(?:nås|nåddes|fylls|fylldes)", "(?:upp)?(?:nådda|nåtts|fyllda|fyllts)"
    return (
        rf"\b(?P<some>{AMOUNT}) av (?:de |dess |våra )?(?P<all>{AMOUNT}) {noun} {HOW}",
        rf"{of} (?:(?P<reached>{passive})|(?P<missed>missas|missades)) (?P<some>{AMOUNT})\b",
        rf"{of} (?:är|har) (?P<some>{AMOUNT}) (?:(?P<reached>{past})|(?P<missed>missade))\b",
        rf"{START}(?P<some>{AMOUNT}) {noun} {HOW}{end()}",
    )


def _every() -> str:
    """Without a number all goals are meant that the text is about: nothing before it in its sentence may say which."""
    return (
        rf"{START}(?P<every>alla|samtliga|{'|'.join(NONE)})(?: de| våra)?(?: (?P<all>{AMOUNT}))? {several('goal')}"
        rf"(?P<here> (?:i|inom) {the_one('area')})? {HOW}"
    )


def _judge(row: Row, found: re.Match[str], lists: Sequence[Listed]) -> Iterator[Finding]:
    parts = found.groupdict()
    if _is_unclear(row, parts):
        return
    meant = [each.counted for each in lists if _is_meant(row, each, parts)]
    missed = bool(parts["missed"])
    if meant and not any(_may_be(judged, _said(parts, judged), missed=missed) for judged in meant):
        yield _finding(row, found, max(meant, key=Counter.total), missed=missed)


def _is_unclear(row: Row, parts: Mapping[str, str | None]) -> bool:
    """Whether nobody can tell which goals are meant, or how many: "alla nåddes inte" are most often some of them."""
    elsewhere = parts.get("here") and row["subject_type"] != SubjectType.AREA
    every = (parts.get("every") or "").lower()
    negated = re.search(r"\b(?:inte|ej)\b", parts["missed"] or "")
    return bool(elsewhere or (every and negated))


def _is_meant(row: Row, goals: Listed, parts: Mapping[str, str | None]) -> bool:
    if number := parts.get("all"):
        return goals.counted.total() == number_of(number)
    # A number may be that of an area that the text tells of.
    return goals.may_be_all_of(row) or (bool(parts.get("some")) and goals.is_within(row))


def _said(parts: Mapping[str, str | None], judged: Counted) -> int:
    """How many a text says are reached or missed."""
    if some := parts.get("some"):
        return number_of(some)
    return 0 if (parts["every"] or "").lower() in NONE else judged.total()


def _may_be(judged: Counted, said: int, *, missed: bool) -> bool:
    least, most = _between(judged, missed=missed)
    return least <= said <= most


def _between(judged: Counted, *, missed: bool) -> tuple[int, int]:
    """How many goals are missed, or reached, at least and at most."""
    least, others = (Assessment.WORSE, Assessment.BETTER) if missed else (Assessment.BETTER, Assessment.WORSE)
    return judged[least], judged.total() - judged[others]


def _finding(row: Row, found: re.Match[str], judged: Counted, *, missed: bool) -> Finding:
    least, most = _between(judged, missed=missed)
    parts = found.groupdict()
    said, quoted = _said(parts, judged), " ".join(found.group().strip(".!? \n").split())
    amount = str(least) if least == most else f"minst {least}" if said < least else f"högst {most}"
    told = f"{'missas' if missed else 'nås'} {amount} av {judged.total()} {term('goal').short.many}"
    return Finding(
        **where(row),
        kind=Contradiction.COUNT,
        severity=Severity.NOTE,
        rule="counted-goals",
        subject=str(row["subject"]),
        printed=parts.get("some") or parts.get("every") or "",
        other=amount,
        message=f"Texten säger ”{quoted}”, men enligt bedömningarna i dokumentet {told}. "
        "Rätta texten eller bedömningen.",
    )
