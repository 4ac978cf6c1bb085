"""How many goals, commitments, activities, controls and areas texts count, against how many are listed."""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from analysis.base.live_figure import by_hand
from analysis.base.vocabulary import Contradiction, Severity, Status, SubjectType
from analysis.judge.checks.called import owner, several, the_one
from analysis.judge.checks.finding import Finding, Row, where
from analysis.judge.checks.listed import Counted, lists_of

NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
AMOUNT = rf"\d{{1,3}}|{'|'.join(NUMBERS)}"
#: What is listed.
LISTED = ("goal", "commitment", "activity", "control", "area")
#: What says how far a commitment has come.
SAID = {
    Status.DONE: r"(?:helt )?(?:klara|avslutade|slutförda|genomförda)",
    Status.ONGOING: r"(?:pågår|pågående)",
    Status.DELAYED: r"försenade",
    Status.NOT_STARTED: r"(?:inte|ej) påbörjade",
}
HOW = "|".join(f"(?P<{status}>{words})" for status, words in SAID.items())
HOLDS = "har|omfattar|innehåller|består av"
FOLLOWS = "arbetar med|följer upp|redovisar"
#: A sentence begins, and nothing more is said of which ones are meant.
START = r"(?:^|[.!?]\s+|\n)"
#: In looser words areas may be any fields of work, but for those that have a word of their own.
NO_FIELDS = r"(?!\w+ områden)"


def check_counted_texts(texts: pl.DataFrame, listed: pl.DataFrame) -> Iterator[Finding]:
    """Find texts that count what a document lists otherwise than its lists do.

    A text may mean a part, an area or a kind of goals; a number that some list has is never told of.

    Args:
        texts: `document`, `place`, `subject_type`, `subject`, `template`, `file`, `file_row`.
        listed: `document`, `organisation`, `what`, `process_area`, `heading`, `whose`, `status`: a row a goal,
            commitment, activity, control and area.

    Yields:
        One note a number that no list of the document gives.
    """
    lists = {what: lists_of(listed, what) for what in LISTED}
    counted, whole, some = _of_all(), _whole(), _some()
    for row in texts.iter_rows(named=True):
        text = by_hand(row["template"])
        known = {what: [each.counted for each in lists[what].get(row["document"], ())] for what in LISTED}
        seen: set[int] = set()
        for pattern in (*counted, *whole.get(row["subject_type"], ())):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                if found.start("all") not in seen:
                    seen.add(found.start("all"))
                    yield from _judge(row, found, known)
        if row["subject_type"] in whole:
            for found in re.finditer(some, text, re.IGNORECASE):
                yield from _judge_some(row, found, known["commitment"])


def end() -> str:
    """Say how a sentence goes on that says nothing more of which ones are meant.

    Returns:
        A pattern.
    """
    when = rf"året|år|planen|årsplanen|perioden|{the_one('area')}|\d{{4}}"
    return rf"(?=\s*(?:[.,;:!?\n]|$)| (?:och|men|medan) | (?:under|för|i|inom) (?:{when})\b)"


def _thing() -> str:
    what = "|".join(f"(?P<{what}>{several(what)})" for what in LISTED)
    return rf"(?P<all>{AMOUNT}) (?:{what})\b"


def _of_all() -> tuple[str, str]:
    """A number right before its noun, where the words around it say that it is of all there are."""
    thing = _thing()
    return (
        rf"\b(?P<some>{AMOUNT}) av (?:de |dess )?{thing}(?: (?:är|har) (?:{HOW})\b)?",
        rf"\bav (?:de |dess )?{thing}(?: (?:är|har) (?P<some>{AMOUNT}) (?:{HOW})\b)?",
    )


def _some() -> str:
    """So many are done, of however many there are."""
    return rf"{START}(?P<some>{AMOUNT}) (?P<commitment>{several('commitment')}) (?:är |har )?(?:{HOW}){end()}"


def _whole() -> Mapping[SubjectType, Sequence[str]]:
    """What is said of all that are listed, by what a text is about."""
    thing = _thing()
    loosely = (
        rf"{START}(?:det finns|vi har|(?:\w+ ){{1,3}}(?:{FOLLOWS})) (?:de )?{NO_FIELDS}{thing}{end()}",
        rf"\b{owner()} {NO_FIELDS}{thing}",
    )
    has = rf"\b(?:{HOLDS}|alla|samtliga) (?:de )?{thing}"
    area_has = rf"\b(?:{the_one('area')} (?:{HOLDS})|alla|samtliga) (?:de )?{thing}"
    return {SubjectType.ORGANISATION: (has, *loosely), SubjectType.AREA: (area_has, *loosely)}


def _judge(row: Row, found: re.Match[str], lists: Mapping[str, Sequence[Counted]]) -> Iterator[Finding]:
    parts = found.groupdict()
    what = next(what for what in LISTED if parts[what])
    known = lists[what]
    total = number_of(parts["all"])
    fitting = [counted for counted in known if counted.total() == total]
    if known and not fitting:
        yield _finding(row, found, parts["all"], sorted({counted.total() for counted in known})[-1], parts[what])
        return
    # Goals are not done or delayed: what is said of them is held against their judgements instead.
    status = next((status for status in SAID if parts.get(status) and what == "commitment"), None)
    told = [counted for counted in fitting if None not in counted]
    if status and parts.get("some") and told and not any(each[status] == number_of(parts["some"]) for each in told):
        yield _finding(row, found, parts["some"], told[0][status], f"{parts[what]} {parts[status]}")


def _judge_some(row: Row, found: re.Match[str], known: Sequence[Counted]) -> Iterator[Finding]:
    """So many of however many: a list that has as many bears it out, and one with an unknown status may."""
    parts = found.groupdict()
    status = next(status for status in SAID if parts[status])
    said = number_of(parts["some"])
    if known and not any(counted[status] <= said <= counted[status] + counted[None] for counted in known):
        most = max(counted[status] for counted in known)
        yield _finding(row, found, parts["some"], most, f"{parts['commitment']} {parts[status]}")


def number_of(said: str) -> int:
    """Read a number in digits or a word.

    Args:
        said: What `AMOUNT` finds.
    """
    return int(said) if said.isdigit() else NUMBERS.index(said.lower())


def _finding(row: Row, found: re.Match[str], said: str, listed: int, what: str) -> Finding:
    quoted = " ".join(found.group().strip(".!? \n").split())
    return Finding(
        **where(row),
        kind=Contradiction.COUNT,
        severity=Severity.NOTE,
        rule="counted",
        subject=str(row["subject"]),
        printed=said,
        other=str(listed),
        message=f"Texten säger ”{quoted}”, men ingen lista i dokumentet har så många; "
        f"{listed} {what} finns. Rätta talet eller listan.",
    )
