"""Where a published value comes from: document, place, file and row, who brought it when, and what it replaced."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from analysis.base.files import sheet_of
from analysis.base.project import Project
from analysis.base.vocabulary import PLACES, Contradiction, DocumentKind, Measure
from analysis.build.commits import WHOLE, entered
from analysis.build.known_names import Name, folded, meant
from analysis.build.past import Change, Past, parts_of
from analysis.build.published_words import earlier, of_key, said, title, value
from analysis.errors import CallError, NothingFoundError, nearest
from analysis.store.connection import open_database
from analysis.store.history import BETWEEN
from analysis.store.query import ask
from analysis.words.days import stamp
from analysis.words.mixed_language import filled, swedish
from analysis.words.phrases import enumerate_words
from analysis.words.translate import Words, _, later

Row = Mapping[str, Any]
Things = set[tuple[str, str]]

#: The pages of a report, by the name that they usually have.
PAGES = Words(
    {
        "summary": later("Året i korthet"),
        "area": later("{Area.one}"),
        "commitments": later("{Commitment.many}"),
        "scorecard": later("{Key_figure.many}"),
        "development": later("Utveckling över åren"),
        "economy": later("Ekonomi"),
        "control": later("{Internal_control.one}"),
        "evaluation": later("Utvärdering"),
        "plan": later("Plan"),
        "interim": later("Läget"),
        "units": later("{Unit.the_many} under året"),
        "review": later("Granskning"),
    }
)
FIGURES = ("observation", "target", "amount")
#: Which of them show what, in annual reports.
SHOWN = {
    "goal": ("summary", "area", "scorecard"),
    "target": ("area", "scorecard"),
    "override": ("area", "review"),
    "commitment": ("summary", "area", "commitments"),
    "area": ("summary",),
    "node": ("summary",),
    "amount": ("economy",),
    "control": ("control",),
    "claim": ("scorecard",),
    "score": ("evaluation",),
}
#: The same for texts, by what they are about.
TEXTS = {"control": ("control",), "line": ("economy", "units"), "organisation": ("summary",)}
#: Documents of these kinds have one page for goals, commitments and texts.
ONE_PAGE = {DocumentKind.PLAN: "plan", DocumentKind.INTERIM: "interim"}
#: What of a thing a contradiction of some kind concerns; its name, owners and texts stand beside that.
CONCERNED = {
    Contradiction.ASSESSMENT: ("assessment",),
    Contradiction.TREND: ("trend",),
    Contradiction.STATUS: ("status", "completion"),
}
NAME = "label"
#: The line of what stands on none.
NO_LINE = "0"
BESIDE = (NAME, "owners", "text")
#: The check that holds both sexes against the total: it concerns all three.
BOTH_SEXES = "sexes"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Origin:
    """One published value and where it comes from.

    Attributes:
        said: What it is and what it says, in words.
        document: Id of the document.
        place: Where it stands there.
        file: Input file below the project, and row; empty for what is gone.
        entered: Commit and day that the row was last written, if git knows.
        earlier: The outcome of an earlier period that a trend compares with.
        replaced: What it was before, with when that was changed, the latest first.
        doubts: Contradictions that the value is part of.
        shown_by: Which pages of reports show it.
    """

    said: str
    document: str
    place: str
    file: str
    entered: str
    earlier: str
    replaced: list[str]
    doubts: list[str]
    shown_by: list[str]


def explain(project: Project, what: str, year: int | None = None, organisation: str = "") -> list[Origin]:
    """Tell where published values come from.

    Args:
        project: The project.
        what: Code or name of an indicator, a goal, a commitment, an area, a control, a claim or a question of an
            evaluation, or the name of a line in a financial table; å, ä, ö, case and blanks do not matter.
        year: Only values of that year.
        organisation: Only values of that organisation, by code or name.

    Returns:
        One origin a value, in the order of documents and files, those that are gone last.

    Raises:
        CallError: If nothing has that name, or several might be meant; the nearest are named.
        NothingFoundError: If there is nothing of that year and organisation; what there is is named.
    """
    with open_database(project.database) as connection:
        asked = ("explained", "known_names", "history", "inconsistencies", "organisations")
        rows, names, history, doubts, organisations = (ask(connection, name) for name in asked)
    known = [Name(**row) for row in names.iter_rows(named=True)]
    things = meant(what, known)
    past = Past(history)
    found = [row for row in rows.iter_rows(named=True) if _is_about(row, things)]
    gone = [row for row in _gone(past, known, rows) if (row["subject"], row["code"]) in things]
    whose = _organisation(organisation, organisations)
    chosen = _chosen([*found, *gone], what, year, whose)
    told = _Telling(project, past, rows, doubts, set(organisations["organisation"]))
    # What something is called stands in all that is said of it; only another name tells more.
    return [origin for row in chosen if (origin := told.origin(row)).replaced or row["field"] != NAME]


def _is_about(row: Row, things: Things) -> bool:
    """Whether a value is published of a thing; a target is one of its indicator too, an outcome one of its goal."""
    if (row["subject"], row["code"]) in things:
        return True
    if row["fact"] == "target" and ("indicator", row["indicator"]) in things:
        return True
    return any(("goal", goal) in things for goal in row["goals"] or [])


def _gone(past: Past, known: Iterable[Name], rows: pl.DataFrame) -> Iterator[Row]:
    """What stands no more, as far as its key and what is left of its thing tell."""
    # What is gone altogether has no other name than its code.
    names = {(name.subject, name.code): name.name for name in sorted(known, key=lambda name: name.name != name.code)}
    years = dict(rows.select("document", "document_year").iter_rows())
    whose = dict(rows.select(pl.concat_str("document", "key", separator=BETWEEN), "organisation").iter_rows())
    for change in past.gone():
        fact, document, key, field = change.which
        row = of_key(fact, key, field, names) | {"document": document, "key": key, "place": change.place or ""}
        row["year"] = row["year"] or years.get(document)
        row["organisation"] = row["organisation"] or whose.get(f"{document}{BETWEEN}{key}")
        yield row | {"gone": True}


def _organisation(asked: str, known: pl.DataFrame) -> str:
    """The code of an organisation that somebody has named."""
    if not asked:
        return ""
    for code, name in known.iter_rows():
        if folded(asked) in (folded(code), folded(name)):
            return str(code)
    codes = known["organisation"].to_list()
    raise CallError(_("Okänd organisation «{word}».", word=asked), nearest(asked, codes))


def _chosen(rows: list[Row], what: str, year: int | None, whose: str) -> list[Row]:
    of_year = [row for row in rows if not year or row["year"] == year]
    chosen = [row for row in of_year if _is_of(row, whose)]
    if chosen:
        return chosen
    asked = " ".join(str(part) for part in (whose, year) if part)
    of_one = [row for row in rows if _is_of(row, whose)]
    if whose and not of_one:
        there = sorted({row["organisation"] for row in rows if row["organisation"]})
    else:
        there = [str(each) for each in sorted({row["year"] for row in of_one if row["year"]})]
    if not rows or not there:
        raise NothingFoundError(_("Det finns inga publicerade uppgifter om «{what}».", what=what))
    nothing = _("Inga uppgifter om «{what}» för {asked}.", what=what, asked=asked)
    raise NothingFoundError(nothing, _("Det finns för {there}.", there=enumerate_words(there)))


def _is_of(row: Row, whose: str) -> bool:
    """A goal's own target is one for whom its outcomes are measured too."""
    return not whose or whose in (row["organisation"], row.get("measured_for"))


class _Telling:
    """What all origins of one answer share."""

    def __init__(
        self, project: Project, past: Past, rows: pl.DataFrame, doubts: pl.DataFrame, organisations: set[str]
    ) -> None:
        self._past = past
        self._doubts = doubts.to_dicts()
        self._organisations = organisations
        self._owners = {(row["file"], row["file_row"]): row for row in rows.iter_rows(named=True)}
        self._measured = {row["indicator"] for row in rows.iter_rows(named=True) if row["fact"] == "goal"}
        self._entered = cache(lambda file, is_whole: entered(project.root, file, is_whole=is_whole))

    def origin(self, row: Row) -> Origin:
        """Put together what is known of one value."""
        changes = self._past.of((row["fact"], row["document"], row["key"], row["field"]))
        replaced = [_changed(row, change) for change in changes]
        if row.get("gone"):
            told = filled("{title}: {value}", title=title(row), value=_("borttaget"))
            return Origin(told, row["document"], row["place"], "", "", "", replaced, [], [])
        name, sheet = sheet_of(row["file"])
        file, table = f"data/{name}", _("{workbook}, blad {sheet}", workbook=name, sheet=sheet) if sheet else name
        beside = row["field"] in BESIDE
        doubts = [] if beside else [doubt["message"] for doubt in self._doubts if self._concerns(doubt, row)]
        return Origin(
            said(row),
            row["document"],
            _spot(row),
            _("data/{file}, rad {row}", file=table, row=row["file_row"]),
            self._entered(file, is_whole=bool(sheet)).get(WHOLE if sheet else row["file_row"], _("inte i git än")),
            earlier(row),
            replaced,
            doubts,
            _pages(row, measured=row["indicator"] in self._measured, reviewed=bool(doubts or replaced)),
        )

    def _concerns(self, doubt: Row, row: Row) -> bool:
        """Whether a contradiction was found at a value, or concerns one of its kind that is printed where it says."""
        if (doubt["file"], doubt["file_row"]) == (row["file"], row["file_row"]):
            return row["fact"] in FIGURES or row["field"] in CONCERNED.get(doubt["kind"], (row["field"],))
        places = [*(doubt["place"] or "").split(PLACES), *(doubt["other_place"] or "").split(PLACES)]
        subject = doubt["subject"]
        if row["document"] not in (doubt["document"], doubt["other_document"]) or row["place"] not in places:
            return False
        if row["fact"] not in FIGURES:
            return False
        if subject != row["name"] and not subject.startswith(f"{row['name']}, "):
            return False
        rest = subject.removeprefix(row["name"])
        years, named = set(YEAR.findall(rest)), set(re.findall(r"[\w-]+", rest)) & self._organisations
        if (years and str(row["year"]) not in years) or (named and row["organisation"] not in named):
            return False
        owner = self._owners.get((doubt["file"], doubt["file_row"]), row)
        return bool(doubt["rule"] == BOTH_SEXES or owner["sex"] == row["sex"])


def _spot(row: Row) -> str:
    """Where a value stands, and what else is known of where it comes from."""
    return ", ".join(dict.fromkeys(filter(None, (row["place"], row.get("origin")))))


def _changed(row: Row, change: Change) -> str:
    """What one change did, when, and at which commit."""
    now = _after(row, change) if change.after is not None else _("borta")
    told = filled("{before} → {after}", before=_before(row, change), after=now)
    if change.moved:
        told = _moved(row, change, change.moved)
    when = stamp(change.when)
    if change.commit:
        return filled("{told}, {when}, {commit}", told=told, when=when, commit=change.commit)
    return filled("{told}, {when}", told=told, when=when)


def _moved(row: Row, new: Change, old: Change) -> str:
    """A row that stood somewhere else before: where, and what it said there if that was something else."""
    before, after = (parts_of(change.which[0], change.which[2]) for change in (old, new))
    if before.get("name") != after.get("name"):
        told = _("hette «{name}»", name=swedish(before["name"]))
    elif before.get("place") != after.get("place") and before["line"] == NO_LINE:
        told = _("stod förut: {place}", place=swedish(before["place"]))
    elif before.get("place") != after.get("place"):
        told = _("flyttad från {place}, rad {line}", place=swedish(before["place"]), line=before["line"])
    else:
        told = _("flyttad från rad {line}", line=before["line"])
    if (old.before, old.units[0]) == (new.after, new.units[1]):
        return told
    return filled("{before} → {after}, {told}", told=told, before=_before(row, old), after=_after(row, new))


def _before(row: Row, change: Change) -> str:
    return value(row, change.before, change.units[0])


def _after(row: Row, change: Change) -> str:
    return value(row, change.after, change.units[1])


def _pages(row: Row, *, measured: bool, reviewed: bool) -> list[str]:
    """Which pages show a value, in the order of a report."""
    if row["fact"] == "observation":
        shown = {"scorecard"} | ({"area"} if measured else set())
        shown |= {"development"} if row["measure"] == Measure.OUTCOME else set()
    elif row["fact"] == "text":
        shown = set(TEXTS.get(row["subject"], ("area",)))
    else:
        shown = set(SHOWN[row["fact"]])
    if row["document_kind"] in ONE_PAGE and shown & {"area", "commitments"}:
        shown = shown - {"area", "summary", "commitments"} | {ONE_PAGE[row["document_kind"]]}
    return [PAGES[name] for name in PAGES if name in shown or (reviewed and name == "review")]
