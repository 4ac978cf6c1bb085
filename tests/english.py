"""One report in English with every notebook in it, and what is Swedish on a page where it should not be."""

import re
from collections.abc import Iterator

from bs4 import Comment

from analysis.base.project import Project
from tests.making import within, write_notebook, write_report
from tests.pages import Page

LETTERS = re.compile("[åäöÅÄÖ]")
#: The product's name, and codes: of an owner, of a process area, of a chapter in what is to be typed.
NAMES = re.compile("Årshjul|ÖFNES|(process_area|node) = [a-z-]+|arshjul open [0-9a-z -]+")
#: What a reader does not see as text of the page: what is marked as Swedish, and the window's title.
MARKED = "[lang=sv], [translate=no], title, script, style"
KS_2022 = {"organisation": "KS", "year": 2022}
CONTROLS = {"place": "Bilaga 2", "risk_text": "beslutsunderlag"}
CHAPTERS: tuple[dict[str, object], ...] = (
    {"notebook": "summary", "title": "The year in brief"},
    {"notebook": "process_area", "title": "Employees", "parameters": {"process_area": "medarbetare"}},
    {"notebook": "commitments", "title": "All commitments"},
    {
        "notebook": "node",
        "title": "Perspective",
        "parameters": {"level": "perspective", "node": "hallbar-utveckling"},
    },
    {"notebook": "tag", "title": "Tag"},
    {"notebook": "scorecard", "title": "Key figures"},
    {"notebook": "staff", "title": "Staff and sick leave"},
    {"notebook": "economy", "title": "Economy"},
    {"notebook": "units", "title": "Units", "parameters": {"organisation": "KoU"}},
    {"notebook": "plan", "title": "Plan 2019", "parameters": {"year": 2019}},
    {"notebook": "interim", "title": "Interim report 2020", "parameters": {"organisation": "KS", "year": 2020}},
    {
        "notebook": "control",
        "title": "Internal control 2022",
        "parameters": KS_2022 | {"place": "Bilaga 2", "risk_text": "beslutsunderlag"},
    },
    {"notebook": "evaluation", "title": "Evaluation 2011", "parameters": {"organisation": "EK", "year": 2011}},
    {"notebook": "development", "title": "Development", "parameters": KS_2022},
    {"notebook": "process_area", "title": "Area", "for_each": "process_area", "parameters": {"organisation": "KoU"}},
    {"notebook": "review", "title": "Review", "in_document": False},
)
#: A notebook that knows of no language.
SWEDISH_CELL = "from analysis.report import Report\n\nReport(organisation=organisation, year=year).commitments_chart()"


def make_english(project: Project, *chapters: dict[str, object]) -> Project:
    """Run one report in English; the project has no other."""
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    write_notebook(project, "own", SWEDISH_CELL)
    write_report(project, "english", *chapters, language="en")
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project


def unmarked(page: Page) -> Iterator[str]:
    """Texts of a page that are not said to be Swedish."""
    marked = {id(text) for element in page.all(MARKED) for text in element.find_all(string=True)}
    for text in page.soup.find_all(string=True):
        if id(text) not in marked and not isinstance(text, Comment) and str(text).strip():
            yield " ".join(str(text).split())


def swedish_in(page: Page, words: frozenset[str]) -> list[str]:
    """Texts with Swedish letters, or with words that only Swedish messages have, that are not marked as Swedish."""
    texts = [NAMES.sub("", text) for text in unmarked(page)]
    return [text for text in texts if LETTERS.search(text) or words & set(re.findall(r"[^\W\d_]{3,}", text.lower()))]
