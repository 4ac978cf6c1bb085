"""What the tests of sign-off share: the report's name, data changed, pages read."""

import re
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from analysis.base.project import Project
from analysis.intake.approvals import APPROVALS, Approval, add_approval, read_approvals
from analysis.signoff.kept_copy import settle, stage
from tests.pages import Page, read_page, text_of

REPORT = "two"
OUTCOME = "nmi;EK;T;year;2016-01-01;2016-12-31;outcome;;56"
Build = Callable[[Project], None]
BLANK = "\n" + ";" * 17 + "\n"


def change(project: Project, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a data file of 2016."""
    path = project.data / "sources" / "annual-2016" / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def correct(project: Project) -> None:
    """Correct one outcome from 56 to 57 where all rows have moved, which changes nothing that a reader is told."""
    change(project, "observations.csv", "\n", BLANK)
    change(project, "observations.csv", OUTCOME, OUTCOME.replace("56", "57"))


def rewrite(project: Project, *approvals: Approval) -> None:
    """Write the file of approvals anew, as somebody may who has it before him."""
    (project.data / APPROVALS).unlink(missing_ok=True)
    for approval in approvals:
        add_approval(project.data, approval)


def keep_again(project: Project, fingerprint: str = "", key: Path | None = None) -> Approval:
    """Keep the report as it lies as the next version, whatever it says, as an approval does."""
    latest = read_approvals(project.data)[-1]
    at, version = "2026-11-30T12:00:00+01:00", latest.version + 1
    new = Approval(REPORT, version, "KS", at, latest.content, "", "På nytt", latest.manifest, fingerprint)
    staged, sealed = stage(project, new, None, None, key)
    add_approval(project.data, sealed)
    settle(project, sealed, staged)
    return sealed


def marks(project: Project) -> set[str]:
    """What the pages of the report say of where it stands; the report in one file says it without links."""
    folder = project.output / REPORT
    alone = read_page(folder / f"{REPORT}.html")
    assert alone.all("aside.state a") == []
    pages = {mark_of(read_page(path)) for path in folder.glob("*.html") if path != alone.path}
    assert all(mark.startswith(mark_of(alone)) for mark in pages)
    return pages


def mark_of(page: Page) -> str:
    return text_of(page.one("aside.state"))


def shown(page: Page) -> dict[str, list[str]]:
    """The entries of a page of differences by section."""
    sections = page.soup.select("main > section")
    return {
        text_of(section.select("h2")[0]): [text_of(heading) for heading in section.select("h3")] for section in sections
    }


def replaced(page: Page, tag: str) -> set[str]:
    """What is marked as gone, or as new."""
    words = [BeautifulSoup(str(found), "html.parser") for found in page.all(tag)]
    return {re.sub(r"^(utgår|tillkommer): ", "", " ".join(found.get_text(" ").split())) for found in words}
