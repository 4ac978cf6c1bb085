"""Follow-ups of others, made up after theirs: smileys, positive costs, arrows without targets, targets below zero."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.invented import WHO, Invented, asked
from tests.making import ROOT, within, write_report

from analysis.base.project import Project

#: Chapters that every municipality has; those that ask for codes of ours are left out.
CHAPTERS = ["summary", "process_area", "scorecard", "commitments", "economy", "staff", "units", "development", "review"]


def made(folder: Path, project: Invented) -> Project:
    """Build it, and make a report of every chapter."""
    built = project.build()
    for name in CHAPTERS:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", built.notebooks)
    further = {"process_area": {"process_area": "a"}}
    chapters = [{"notebook": name, "title": name.title(), "parameters": further.get(name, {})} for name in CHAPTERS]
    write_report(built, "prov", *chapters, organisation=WHO, year=2023)
    ran = within(built, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return built


def chapters_of(project: Project) -> dict[str, Any]:
    folder = project.output / "prov" / "chapters"
    return {path.stem[3:]: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def said(project: Project, chapter: str) -> str:
    """Everything that a chapter says, blanks as blanks."""
    return " ".join(json.dumps(chapters_of(project)[chapter], ensure_ascii=False).split())


def status(project: Project) -> dict[str, tuple[object, ...]]:
    rows = asked(project, "SELECT goal, assessment_final, trend_final, outcome, unit FROM goal_status").rows()
    return {str(goal): tuple(rest) for goal, *rest in rows}


def commitments(project: Invented, *statuses: str) -> None:
    for number, word in enumerate(statuses, start=1):
        about = {"kind": "own", "perspective": "p", "process_area": "a", "label": f"Uppdrag {number}", "owners": WHO}
        row = {"commitment": f"u{number}", "organisation": WHO, "status": word, "status_source": "printed"}
        project.source("commitments", **about | row)


@pytest.fixture(scope="module")
def smileys(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A municipality that prints glad, calm and sad faces, and counts in pieces of its own."""
    project = Invented(tmp_path_factory.mktemp("smileys"), "format: 2\n")
    project.rows["reference", "symbols"].clear()
    faces = {"better": ("circle", "Glad"), "near": ("diamond", "Lugn"), "worse": ("square", "Ledsen")}
    for position, (code, (shape, word)) in enumerate(faces.items(), start=1):
        row = {"symbol_set": "ord", "subject": "assessment", "code": code, "shape": shape, "word": word}
        project.reference("symbols", **row, position=position)
    for code, word in (("done", "Färdigt"), ("delayed", "Dröjer")):
        row = {"symbol_set": "ord", "subject": "status", "code": code, "shape": "circle", "word": word}
        project.reference("symbols", **row, position=9)
    project.reference("units", unit="stycken", symbol="st", name="antal")
    project.judged_goal(
        "glad", "37", "30", "stycken", assessment="better", assessment_source="printed", trend_source=""
    )
    project.figure("glad", "2022", "35", "stycken")
    project.judged_goal("ledsen", "4,9", "4,0", direction="lower", assessment="worse", assessment_source="printed",
                        trend_source="")  # fmt: skip
    project.indicator("tertial", "stycken")
    project.goal("tertial", "tertial", assessment_source="", trend_source="")
    project.figure("tertial", "2023-01-01/2023-04-30", "40", "stycken")
    project.target("tertial", "100", "stycken")
    commitments(project, "done", "delayed")
    return made(tmp_path_factory.mktemp("x"), project)


def test_faces_keep_their_words_and_a_third_of_a_year_is_not_held_against_the_year(smileys: Project) -> None:
    assert status(smileys) == {
        "Mål glad": ("better", "better", 37.0, "stycken"),
        "Mål ledsen": ("worse", None, 4.9, "percent"),
        "Mål tertial": ("not_evaluated", None, 40.0, "stycken"),
    }
    shown = said(smileys, "process-area")
    assert all(word in shown for word in ("Glad", "Ledsen", "Färdigt", "Dröjer"))
    # A family without trends has arrows of its own, in words of trends; nothing was lost.
    assert "Bättre än målet" not in said(smileys, "summary")
    assert "följde inte med" not in shown + said(smileys, "summary")


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A municipality whose costs are printed without a minus, and whose deficits are."""
    project = Invented(tmp_path_factory.mktemp("kostnader"), "format: 2\n")
    project.judged_goal("fargen", "91", "95", assessment="near", assessment_source="printed", trend_source="")
    lines = {"Skola": ("100", "120", "-20"), "Omsorg": ("210", "205", "5"), "Teknik": ("60", "69", "-9")}
    for number, (line, amounts) in enumerate(lines.items(), start=1):
        for measure, amount in zip(("budget", "actual", "variance"), amounts, strict=True):
            row: dict[str, Any] = {
                "organisation": WHO,
                "statement": "department",
                "line_no": number,
                "line": line,
                "measure": measure,
            }
            days = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
            project.source("ledger", **row | days, amount=amount, unit="mnkr", place=f"A › Ekonomi › {measure}")
    for measure, amount in (("actual", "812"), ("budget", "790")):
        row = {
            "organisation": WHO,
            "statement": "balance_sheet",
            "line_no": 1,
            "line": "Tillgångar",
            "measure": measure,
        }
        days = {"period_start": "2023-12-31", "period_end": "2023-12-31"}
        project.source("ledger", **row | days, amount=amount, unit="mnkr", place=f"A › Balans › {measure}")
    return made(tmp_path_factory.mktemp("x"), project)


def test_a_deficit_is_worse_than_the_budget_and_nothing_is_accused(costs: Project) -> None:
    shown = said(costs, "economy")
    assert "Skola, sämre än budget (−20 mnkr)" in shown
    assert "Tillgångar" in shown
    assert asked(costs, "FROM inconsistency WHERE severity IN ('error', 'warning')").is_empty()
    assert status(costs)["Mål fargen"][0] == "near"


@pytest.fixture(scope="module")
def arrows(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A region that prints arrows and no targets."""
    project = Invented(tmp_path_factory.mktemp("pilar"), "format: 2\n")
    rows = project.rows["reference", "symbols"]
    rows[:] = [row for row in rows if row["subject"] == "trend"]
    for code, now, before, printed in (("vantan", "31", "28", "worse"), ("vard", "88", "86", "better")):
        project.indicator(code, direction="lower" if code == "vantan" else "higher")
        project.goal(code, code, assessment_source="", trend=printed, trend_source="printed")
        project.figure(code, "2023", now)
        project.figure(code, "2022", before)
    return made(tmp_path_factory.mktemp("x"), project)


def test_arrows_stand_without_targets_and_nothing_is_said_to_be_lost(arrows: Project) -> None:
    assert {goal: row[:2] for goal, row in status(arrows).items()} == {
        "Mål vantan": ("not_evaluated", "worse"),
        "Mål vard": ("not_evaluated", "better"),
    }
    everything = " ".join(said(arrows, chapter) for chapter in chapters_of(arrows))
    assert "Nedåt" in everything
    assert "följde inte med" not in everything
    assert asked(arrows, "FROM inconsistency WHERE severity IN ('error', 'warning')").is_empty()


@pytest.fixture(scope="module")
def negative(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A region that aims at a deficit."""
    project = Invented(tmp_path_factory.mktemp("minus"), "format: 2\n")
    project.judged_goal("resultat", "-24", "-10", "mnkr", assessment_source="", trend_source="")
    project.figure("resultat", "2022", "-31 000", "tkr")
    project.judged_goal("underskott", "-9,8", "-10,0", "mnkr", assessment_source="", trend_source="")
    return made(tmp_path_factory.mktemp("x"), project)


def test_a_larger_deficit_than_the_target_is_worse_and_a_smaller_one_than_last_year_an_improvement(
    negative: Project,
) -> None:
    assert status(negative) == {
        "Mål resultat": ("worse", "better", -24.0, "mnkr"),
        "Mål underskott": ("better", None, -9.8, "mnkr"),
    }
    shown = said(negative, "process-area")
    assert "140,0 % under målet" in shown
    assert "2022: −31 000 tkr" in shown
