"""Sign-off of a report in English, by whoever has the command in English; what is written down stays as written."""

import shutil
from pathlib import Path

import pytest
from tests.making import Call, CallIn, whole_project, write_report
from tests.pages import Page, read_page, text_of
from tests.signed import REPORT, Build, correct, mark_of, marks, replaced, shown
from tests.unit.test_catalogue import swedish_words

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.intake.approvals import APPROVALS, read_approvals
from analysis.signoff.mark_pages import mark_anew
from analysis.words.current_language import LANGUAGE_VARIABLE

AREA = {"notebook": "process_area", "title": "Democracy", "parameters": {"process_area": "demokrati"}}
SIGN = ("--name", "Kommunstyrelsen", "--reason", "Rättat utfall", "--no-pdf")


@pytest.fixture(scope="module")
def written(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one report in English, not yet made; nobody may change it."""
    project = whole_project(tmp_path_factory.mktemp("english"), built)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    write_report(project, REPORT, AREA, language="en")
    return project


@pytest.fixture
def english(written: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same in a folder of its own, and the command in English."""
    shutil.copytree(written.root, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    return Project(tmp_path)


@pytest.fixture
def call(english: Project, call_in: CallIn) -> Call:
    """Call the command within this process."""
    return call_in(english)


def told(mark: str) -> str:
    """What a mark says; a name that is marked as Swedish has no blank after it."""
    return mark.replace(" .", ".")


def state_of(page: Page) -> list[str]:
    """Words of the mark of approval that are not said to be Swedish."""
    mark = page.one("aside.state")
    for name in mark.select("[lang=sv]"):
        name.decompose()
    return text_of(mark).lower().split()


def marked_of(page: Page) -> dict[str, list[str]]:
    """The headings of a page of differences that are said to be Swedish."""
    return {
        text_of(section.select("h2")[0]): [text_of(name) for name in section.select("h3 [lang=sv]")]
        for section in page.all("main > section")
    }


def test_a_report_is_approved_reviewed_and_corrected_in_english(
    english: Project, call: Call, build_corrected: Build
) -> None:
    assert call("run").stderr == ""
    assert marks(english) == {"Draft – not approved."}
    assert (
        call("review", REPORT).stdout.splitlines()[0]
        == "two: no version is approved yet, so there is nothing to compare with."
    )
    ran = call("approve", REPORT, *SIGN)
    (row,) = read_approvals(english.data)
    assert (row.name, row.reason) == ("Kommunstyrelsen", "Rättat utfall")
    assert f"two: version 1 is approved by Kommunstyrelsen, {row.day}." in ran.stdout.splitlines()
    assert "errors in the figures are acknowledged by nobody (arshjul check two):" in ran.stdout
    (mark,) = marks(english)
    assert told(mark) == f"Approved version 1, {row.day}, by Kommunstyrelsen. The approved copy"
    kept = read_page(english.output / "approved" / REPORT / "1" / "index.html")
    assert told(mark_of(kept)) == f"Approved version 1, {row.day}, by Kommunstyrelsen."
    assert kept.one("aside.state [lang=sv]").get_text() == "Kommunstyrelsen"
    assert kept.one("aside.state")["aria-label"] == "Status of the report"
    again = call("approve", REPORT, *SIGN)
    first = f"two is approved already: its content is version 1, {row.day}, by Kommunstyrelsen."
    assert (again.returncode, again.stderr) == (1, f"{first} No new version is needed.\n")
    assert call("verify").stdout.endswith(" files, unchanged since the approval.\n")

    correct(english)
    build_corrected(english)
    assert call("run").stderr == ""
    (mark,) = marks(english)
    assert told(mark) == (
        f"Draft – not approved. Latest approved: version 1, {row.day}, by Kommunstyrelsen. "
        "Approved version 1 What differs"
    )
    ran = call("review", REPORT, "--no-open")
    against, goal, leads = ran.stdout.splitlines()
    assert against.startswith(f"two: against approved version 1, {row.day}, by Kommunstyrelsen. ")
    assert " changed figure" in against
    assert goal == "  Goal: Nöjda medborgare, NMI"
    assert leads == f"Open {english.output / 'review' / 'two.html'}"
    page = read_page(english.output / "review" / f"{REPORT}.html")
    assert (page.one("html")["lang"], page.texts("main > p.kicker")) == ("en", ["Review before approval"])
    compared = f"Approved version 1, {row.day}, by Kommunstyrelsen, against the report as it is now. The approved copy."
    assert told(page.texts("main > p:not(.kicker)")[0]).replace(" ,", ",") == compared
    assert shown(page) == {"Goals, commitments and key figures": ["Nöjda medborgare, NMI"]} == marked_of(page)
    headings = ["What", "Approved version 1", "Now", "Where it stands"]
    assert page.tables()[0].headings == headings
    assert {row[0] for row in page.tables()[0].rows} == {"Outcome", "Over time"}
    assert {found.get_text() for found in page.all("del .visually-hidden")} == {"removed: "}

    assert "Corrections since version 1: " in call("approve", REPORT, *SIGN).stdout
    folder = english.output / "approved" / REPORT / "2"
    corrections = read_page(folder / "rattelser.html")
    assert corrections.title == "Corrections in version 2"
    assert "Rättat utfall" in corrections.texts("main > p [lang=sv]")
    assert "Reason for the new version: Rättat utfall" in corrections.text
    assert "added: 57" in replaced(corrections, "ins")
    assert "Corrections since version 1" in mark_of(read_page(folder / "index.html"))
    words = swedish_words()
    assert [word for path in folder.glob("*.html") for word in state_of(read_page(path)) if word in words] == []


def test_what_is_done_to_a_kept_version_is_told_in_english(english: Project, call: Call) -> None:
    assert call("verify").stdout == "Nothing is approved yet.\n"
    assert call("verify", "tow").stderr == "Unknown report “tow”. Did you mean “two”? See “arshjul --help”.\n"
    not_made = "two is not made, or was made by an older Årshjul. Run arshjul run two first.\n"
    assert call("review", REPORT).stderr == not_made
    assert call("run").returncode == 0
    empty = call("approve", REPORT, "--name", " ", "--reason", "y", "--no-pdf")
    assert empty.stderr == "Both --name and --reason must have a content. See “arshjul --help”.\n"
    assert call("approve", REPORT, *SIGN).returncode == 0
    kept = english.output / "approved" / REPORT / "1"
    for path in (kept, *kept.rglob("*")):
        path.chmod(0o755)
    (kept / "index.html").write_text("x", encoding="utf-8")
    (kept / "new.html").write_text("x", encoding="utf-8")
    (kept / "assets" / "page.css").unlink()
    ran = call("verify")
    assert (ran.returncode, ran.stdout.splitlines()) == (
        1,
        [
            "two version 1: assets/page.css: is missing",
            "two version 1: index.html: changed after the approval",
            "two version 1: new.html: added after the approval",
        ],
    )
    (english.data / APPROVALS).unlink()
    unknown = "output/approved/two/1: is there without a row in approvals.csv, nobody has approved it"
    assert call("verify").stdout == f"two version 1: {unknown}\n"


def test_a_swedish_report_speaks_swedish_also_where_the_command_speaks_english(
    approved: Project, call_in: CallIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    (row,) = read_approvals(approved.data)
    shown_by_review = call_in(approved)("review", REPORT).stdout
    assert shown_by_review == f"two: nothing differs from approved version 1, {row.day}, by Kommunstyrelsen.\n"
    mark_anew(approved, REPORT)
    assert marks(approved) == {f"Godkänd version 1, {row.day}, av Kommunstyrelsen. Det godkända exemplaret"}
