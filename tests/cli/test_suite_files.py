"""Files of the suite in a project of one's own: a newer program renews them, and leaves what somebody has changed."""

import json
from pathlib import Path

import pytest
from tests.making import ROOT, said, within

from analysis.base.project import Project
from analysis.errors import CallError, UserError
from analysis.notebook_files.meaning import meaning_of
from analysis.starter.brought import FILE, FILES, fingerprint, read_brought
from analysis.starter.first_values import values_of, with_values
from analysis.starter.new_project import begin_project
from analysis.starter.renewal import Fate, renew
from analysis.starter.suite_files import is_the_suite

SUMMARY, GUIDE, TEMPLATE = "notebooks/summary.ipynb", "data/README.md", "data/mall/goals.csv"


@pytest.fixture
def begun(tmp_path: Path) -> Project:
    return Project(begin_project(tmp_path / "minkommun"))


def text_of(project: Project, place: str) -> str:
    return (project.root / place).read_text(encoding="utf-8")


def write(project: Project, place: str, content: str) -> None:
    (project.root / place).write_text(content, encoding="utf-8")


def brought_by_an_older_program(project: Project, place: str, content: str) -> None:
    """As if an earlier program had brought this content."""
    write(project, place, content)
    lock = json.loads(text_of(project, FILE))
    lock[FILES][place] = fingerprint(place, content)
    write(project, FILE, json.dumps(lock))


def became(project: Project, *take: str) -> dict[str, Fate]:
    return {each.place: each.fate for each in renew(project.root, take) if each.fate is not Fate.CURRENT}


def with_cell(content: str, source: str) -> str:
    notebook = json.loads(content)
    notebook["cells"].append({"cell_type": "markdown", "id": "own", "metadata": {}, "source": [source]})
    return json.dumps(notebook)


def test_nothing_becomes_of_a_new_project(begun: Project) -> None:
    before = text_of(begun, FILE)
    assert became(begun) == {}
    assert text_of(begun, FILE) == before
    assert {SUMMARY, GUIDE, TEMPLATE} <= read_brought(begun.root).keys()


def test_what_nobody_has_changed_is_renewed_and_keeps_what_the_project_begins_with(begun: Project) -> None:
    now = text_of(begun, SUMMARY)
    brought_by_an_older_program(begun, SUMMARY, with_cell(now, "Så hette det förr."))
    write(begun, SUMMARY, with_values(text_of(begun, SUMMARY), {"year": "2031", "organisation": '"HAMN"'}))
    brought_by_an_older_program(begun, GUIDE, "Så stod det förr.\n")
    brought_by_an_older_program(begun, TEMPLATE, "kod;namn\n")
    assert became(begun) == dict.fromkeys((SUMMARY, GUIDE, TEMPLATE), Fate.RENEWED)
    assert values_of(text_of(begun, SUMMARY)) == values_of(now) | {"organisation": '"HAMN"', "year": "2031"}
    assert fingerprint(SUMMARY, text_of(begun, SUMMARY)) == fingerprint(SUMMARY, now)
    assert "det förr" not in text_of(begun, SUMMARY) + text_of(begun, GUIDE)
    assert became(begun) == {}


def test_what_somebody_has_changed_or_removed_stays_so_until_the_suite_s_is_taken(begun: Project) -> None:
    own, suites = with_cell(text_of(begun, SUMMARY), "Vår egen fråga."), text_of(begun, SUMMARY)
    write(begun, SUMMARY, own)
    (begun.root / GUIDE).unlink()
    for _twice in range(2):
        assert became(begun) == {SUMMARY: Fate.CHANGED, GUIDE: Fate.REMOVED}
    assert (text_of(begun, SUMMARY), (begun.root / GUIDE).exists()) == (own, False)
    ran = within(begun, "upgrade")
    assert ran.returncode == 0, ran.stderr
    assert f"{SUMMARY}: ändrad av er och lämnad som den är." in said(ran)
    assert f"«arshjul upgrade --take {GUIDE}»" in said(ran)
    assert within(begun, "upgrade", "--take", SUMMARY, GUIDE).returncode == 0
    assert text_of(begun, f"ersatta/{SUMMARY}") == own
    assert meaning_of(text_of(begun, SUMMARY).encode()) == meaning_of(suites.encode())
    assert (begun.root / GUIDE).exists()
    assert became(begun) == {}
    write(begun, SUMMARY, own + "\n")
    assert became(begun, SUMMARY) == {SUMMARY: Fate.TAKEN}
    assert text_of(begun, "ersatta/notebooks/summary-2.ipynb") == own + "\n"


def test_outputs_and_first_values_are_no_change(begun: Project) -> None:
    notebook = json.loads(with_values(text_of(begun, SUMMARY), {"year": "1999"}))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "hej"}]}
    write(begun, SUMMARY, json.dumps(notebook))
    assert became(begun) == {}


def test_files_that_the_suite_has_not_had_before_are_added_and_those_it_no_longer_has_are_left(begun: Project) -> None:
    lock = json.loads(text_of(begun, FILE))
    del lock[FILES][GUIDE]
    lock[FILES]["notebooks/old.ipynb"] = "0"
    write(begun, FILE, json.dumps(lock))
    (begun.root / GUIDE).unlink()
    write(begun, "notebooks/old.ipynb", "{}")
    assert became(begun) == {GUIDE: Fate.ADDED, "notebooks/old.ipynb": Fate.DROPPED}
    assert (text_of(begun, "notebooks/old.ipynb"), became(begun)) == ("{}", {})


def test_a_project_that_nothing_was_written_down_of_keeps_whatever_differs(begun: Project) -> None:
    (begun.root / FILE).unlink()
    write(begun, GUIDE, "Vår egen.\n")
    write(begun, SUMMARY, "ingen notebook")
    assert became(begun) == {GUIDE: Fate.CHANGED, SUMMARY: Fate.CHANGED}
    assert (begun.root / FILE).exists()
    assert became(begun) == {GUIDE: Fate.CHANGED, SUMMARY: Fate.CHANGED}


def test_what_cannot_be_meant_is_told(begun: Project) -> None:
    with pytest.raises(CallError, match=r"Sviten har ingen fil «notebooks/sumary\.ipynb»"):
        renew(begun.root, ["notebooks/sumary.ipynb"])
    write(begun, FILE, "{")
    with pytest.raises(UserError, match="går inte att läsa"):
        renew(begun.root)


def test_the_suite_brings_nothing_to_its_own_repository() -> None:
    assert is_the_suite(ROOT)
    assert renew(ROOT) == []
