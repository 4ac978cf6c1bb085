"""A changed outcome shows at the goal that it concerns and nowhere else; what follows from it stands apart."""

import webbrowser
from pathlib import Path

import pytest
from tests.making import within
from tests.pages import Page, read_page
from tests.signed import REPORT, Build, change, correct, marks, replaced, shown

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.commands.review import review
from analysis.errors import CallError, SignoffError

OBSERVATIONS = "observations.csv"
SUBJECTS, DERIVED = "Mål, åtaganden och nyckeltal", "Sammanställningar"
NMI, SAFETY = "Nöjda medborgare, NMI", "Trygg kommun, index"
OTHER = "trygghetsindex;EK;T;year;2016-01-01;2016-12-31;outcome;;41"
TARGET = "nojd-inflytande;KLK;2016;39"
GOAL = "nojda-medborgare;KLK;KS;hallbar-utveckling;demokrati;Nöjda medborgare, NMI;nmi;EK;better"
ONLINE = "Eskilstuna Direkt, e-tjänster och webb"
COMMITMENT = f"eskilstuna-direkt-e-tjanster;KLK;annual_plan;hallbar-utveckling;demokrati;{ONLINE};KLK;done"


def run_again(project: Project) -> Page:
    """Run what is built anew; a draft that differs from what is approved leads to the page of differences."""
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    page = page_of(project)
    return read_page(page if page.exists() else project.output / REPORT / "index.html")


def page_of(project: Project) -> Path:
    return project.output / "review" / f"{REPORT}.html"


def test_a_changed_outcome_shows_at_its_goal_and_nowhere_else(
    approved: Project,
    build_corrected: Build,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    correct(approved)
    build_corrected(approved)
    page = run_again(approved)
    assert shown(page) == {SUBJECTS: [NMI]}
    assert {row[0] for row in page.tables()[0].rows} == {"Utfall", "Över tid", "Värde"}
    assert replaced(page, "del") >= {"56", "56,"}
    (mark,) = marks(approved)
    assert mark.startswith("Utkast – inte godkänt. Senast godkänd: version 1, ")
    assert mark.endswith("av Kommunstyrelsen. Godkänd version 1 Vad som skiljer")
    assert_ordinary(page)
    assert page.texts("head title") == ["Jämförelse med version 1 – Prov two"]
    assert page.texts(".crumbs [aria-current]") == ["Jämförelse med version 1"]
    assert_charts(page)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert (review(REPORT, open_page=False), opened) == (0, [])
    assert (review(REPORT), opened) == (0, [page_of(approved).as_uri()])
    told = capsys.readouterr().out
    assert "2 ändrade siffror, 1 ändrad text och 1 ändrat diagram." in told
    assert f"Mål: {NMI}" in told


def assert_charts(page: Page) -> None:
    """A chart's words are read once, and those of its drawing are not compared: its figures are."""
    names = [str(picture["aria-label"]) for picture in page.all(".sides [role=img]")]
    assert [name.partition(": ")[0] for name in names] == ["Godkänd version 1", "Nu"]
    assert all(len(name) < 120 for name in names)
    (points,) = [table for table in page.tables() if table.caption.startswith("Det som skiljer i diagrammet")]
    assert [row[0] for row in points.rows] == ["2016 Totalt"]


def assert_ordinary(page: Page) -> None:
    """The page of differences keeps the rules of all pages."""
    assert len(page.all("h1")) == 1
    assert page.one(str(page.all("body a")[0]["href"])).name == "main"
    assert all(len(table.select("caption")) == 1 for table in page.all("table"))
    ids = [str(tag["id"]) for tag in page.all("[id]")]
    assert len(ids) == len(set(ids))
    links = [str(tag["href"]) for tag in page.all("a[href], link[rel=stylesheet]") if "#" not in str(tag["href"])]
    assert [link for link in links if not (page.path.parent / link).is_file()] == []


def test_every_kind_of_change_shows_where_it_belongs_and_flips_in_the_counts_that_follow(approved: Project) -> None:
    change(approved, "targets.csv", TARGET, TARGET.replace("39", "38"))
    change(approved, "texts/klk-demokrati.md", "Indexet sjönk i SKL:s", "Indexet föll i SKL:s")
    change(approved, OBSERVATIONS, OTHER, OTHER.replace("41", "40,5"))
    change(approved, "goals.csv", GOAL, GOAL.replace("better", "near"))
    change(approved, "commitments.csv", COMMITMENT, COMMITMENT.replace("done", "ongoing"))
    path = approved.parameters / f"{REPORT}.yaml"
    content = path.read_text(encoding="utf-8").replace("Prov two", "Prov två")
    path.write_text(content.replace("title: Nyckeltal", "title: Alla nyckeltal"), encoding="utf-8")
    build_database(approved)
    page = run_again(approved)
    sections = shown(page)
    assert sections.keys() == {SUBJECTS, DERIVED, "Kapitel"}
    goals = ["Nöjdhet med möjligheten att påverka", "Delaktighetsindex", "Trygg kommun, index"]
    assert sorted(sections[SUBJECTS]) == sorted([*goals, NMI, ONLINE])
    assert {"39", "sjönk", "41"} <= replaced(page, "del")
    assert {"38", "föll", "40,5"} <= replaced(page, "ins")
    assert sections[DERIVED] == [
        "9 av 31 processmål är bättre än målet, 10 sämre",
        "17 av 49 åtaganden är klara, 2 försenade",
        # The counts of the summary no longer agree, which is said below it.
        "Året i korthet",
        "Året i korthet › Att värna demokrati",
        "Motsägelser KLK 2016",
    ]
    assert "«Prov two» heter nu «Prov två»." in page.text
    assert "«Nyckeltal» heter nu «Alla nyckeltal»." in page.text
    assert len(page.all("tr[data-kind=symbol]")) == 3


def test_nothing_approved_says_what_approve_would_do(draft: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(REPORT) == 0
    told = capsys.readouterr().out
    assert "ingen version är godkänd än" in told
    assert f"arshjul approve {REPORT}" in told
    assert not page_of(draft).exists()
    assert marks(draft) == {"Utkast – inte godkänt."}


def test_nothing_changed_is_said_and_no_page_is_written(approved: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(REPORT) == 0
    assert "inget skiljer från godkänd version 1" in capsys.readouterr().out
    assert not page_of(approved).exists()


def test_a_report_that_is_unknown_or_not_made_is_told_plainly(draft: Project) -> None:
    with pytest.raises(CallError, match="Menade du «two»"):
        review("tow")
    (draft.output / REPORT / "report.json").unlink()
    with pytest.raises(SignoffError, match="är inte framtagen"):
        review(REPORT)
