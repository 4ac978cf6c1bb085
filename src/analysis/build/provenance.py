"""Where a figure comes from: document, place, file and row, the commit that brought it, and what it replaced."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from analysis.base.project import Project
from analysis.base.vocabulary import LedgerMeasure, Measure, PeriodType, Sex
from analysis.build.findings import places
from analysis.errors import CallError, nearest
from analysis.store.connection import open_database
from analysis.store.named import named_queries
from analysis.store.query import ask
from analysis.words.codes import MEASURES, SEXES
from analysis.words.days import period
from analysis.words.numbers import quantity
from analysis.words.translate import _, p_

SECONDS = 10
HASH = 40
#: How the names of queries begin that feed the checks.
CHECK = "check_"


@dataclass(frozen=True)
class Origin:
    """One printed figure and where it comes from.

    Attributes:
        said: The figure in words.
        document: Id of the document.
        place: Where it stands there.
        file: Input file below the project, and row.
        entered: Commit and day that the row was last written, if git knows.
        replaced: Earlier values with when they were replaced, the latest first.
        doubts: Contradictions that the figure is part of.
        shown_by: Named queries that show it, with the views that they read.
    """

    said: str
    document: str
    place: str
    file: str
    entered: str
    replaced: list[str]
    doubts: list[str]
    shown_by: list[str]


def commit_of(root: Path) -> str | None:
    """Say which commit a project folder stands at.

    Args:
        root: The project folder.

    Returns:
        Its short id, with a plus sign when files have been changed since; nothing outside git.
    """
    head = _git(root, "rev-parse", "--short", "HEAD")
    return head + ("+" if _git(root, "status", "--porcelain", "data") else "") if head else None


def explain(project: Project, what: str, year: int | None = None, organisation: str = "") -> list[Origin]:
    """Tell where figures come from.

    Args:
        project: The project.
        what: Code or label of an indicator, or the name of a line in a financial table.
        year: Only figures whose period ends that year.
        organisation: Only figures of that organisation.

    Returns:
        One origin a printed figure, in the order of documents and places.

    Raises:
        CallError: If nothing has that name; the nearest is named.
    """
    with open_database(project.database) as connection:
        figures, lines = ask(connection, "check_figures"), ask(connection, "check_lines")
        history, doubts = ask(connection, "history"), ask(connection, "inconsistencies")
        goals = ask(connection, "check_goals")
    named = figures.filter((pl.col("indicator") == what) | (pl.col("label").str.to_lowercase() == what.lower()))
    amounts = lines.filter(pl.col("line").str.to_lowercase() == what.lower())
    if named.is_empty() and amounts.is_empty():
        known = [*figures["indicator"].unique(maintain_order=True), *lines["line"].unique(maintain_order=True)]
        raise CallError(_("Ingen indikator och ingen rad heter «{what}».", what=what), nearest(what, known))
    chosen = [(_said(row), row) for row in _wanted(named, year, organisation)]
    chosen += [(_said_amount(row), row) for row in _wanted(amounts, year, organisation)]
    measured = set(goals["indicator"].drop_nulls())
    return [_origin(project, said, row, history, doubts, measured) for said, row in chosen]


def _wanted(rows: pl.DataFrame, year: int | None, organisation: str) -> list[dict[str, Any]]:
    right_year = pl.col("period_end").dt.year() == year if year else pl.lit(value=True)
    right_one = pl.col("organisation") == organisation if organisation else pl.lit(value=True)
    return rows.filter(right_year & right_one).to_dicts()


def _said(row: dict[str, Any]) -> str:
    value = (
        p_("siffra", "saknas")
        if row["value"] is None
        else quantity(row["value"], row["printed_decimals"], row["symbol"], row["operator"])
    )
    when = period(row["period_start"], row["period_end"], row["period_type"])
    who = "" if row["sex"] == Sex.TOTAL else f", {SEXES[Sex(row['sex'])].lower()}"
    return f"{row['label']}, {MEASURES[Measure(row['measure'])].lower()} {row['organisation']} {when}{who}: {value}"


def _said_amount(row: dict[str, Any]) -> str:
    value = p_("siffra", "saknas") if row["amount"] is None else quantity(row["amount"], row["decimals"], row["symbol"])
    when = period(row["period_start"], row["period_end"], PeriodType.PART_YEAR)
    measure = MEASURES[LedgerMeasure(row["measure"])].lower()
    return f"{row['line']}, {measure} {row['organisation']} {when}: {value}"


def _origin(
    project: Project, said: str, row: dict[str, Any], history: pl.DataFrame, doubts: pl.DataFrame, measured: set[str]
) -> Origin:
    # All cells of a column stand at one place: amounts are told apart by their line.
    name = row.get("line") or row["indicator"]
    mine = pl.col("key").str.contains(f"{name} |", literal=True)
    earlier = history.filter((pl.col("document") == row["document"]) & (pl.col("place") == row["place"]) & mine)
    nothing, gone = _("inget"), _("borta")
    replaced = [
        f"{change['before'] or nothing} → {change['after'] or gone}, {change['changed_at']:%Y-%m-%d %H:%M} UTC"
        + (f", {change['commit_id']}" if change["commit_id"] else "")
        for change in reversed(earlier.to_dicts())
    ]
    own = (pl.col("document") == row["document"]) & pl.col("subject").str.starts_with(row.get("line") or row["label"])
    own &= places().list.contains(row["place"])
    return Origin(
        said,
        row["document"],
        row["place"],
        _("data/{file}, rad {row}", file=row["file"], row=row["file_row"]),
        _blame(project.root, f"data/{row['file']}", row["file_row"]),
        replaced,
        doubts.filter(own)["message"].to_list(),
        _queries(row, measured),
    )


def _queries(row: dict[str, Any], measured: set[str]) -> list[str]:
    """The named queries that read a view which holds the figure; the build's own checks show nothing."""
    views = _views(row, measured)
    asked = {name: sql for name, sql in named_queries().items() if not name.startswith(CHECK)}
    read = {name: [view for view in views if re.search(rf"\b{view}\b", sql)] for name, sql in asked.items()}
    return [f"{name} ({', '.join(found)})" for name, found in read.items() if found]


def _views(row: dict[str, Any], measured: set[str]) -> list[str]:
    if "statement" in row:
        return ["ledger_detail"]
    over_time = "series" if row["measure"] == Measure.OUTCOME else "indicator_target"
    of_goal = row["indicator"] in measured and row["sex"] == Sex.TOTAL
    return ["key_figure_detail", over_time, *(["goal_detail", "goal_measure_detail"] if of_goal else [])]


def _blame(root: Path, file: str, row: int) -> str:
    """Commit and day of the last change of a row; whoever wrote it stays in git."""
    told = _git(root, "blame", "--porcelain", "-L", f"{row},{row}", "--", file)
    if not told:
        return _("inte i git än")
    commit = told[:HASH]
    if set(commit) == {"0"}:
        return _("ändrad, inte incheckad än")
    return f"{commit[:10]}, {_git(root, 'show', '-s', '--format=%cs', commit)}"


def _git(root: Path, *words: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [git, "-C", str(root), *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
