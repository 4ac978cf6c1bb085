"""Everything that is published of a small report: links in its texts work, and no byte says whose machine made it."""

import getpass
import io
import re
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from tests.chromium import CHROMIUM
from tests.making import ROOT, SMALL, said, small_project, within, write_notebook, write_report
from tests.pages import read_page

from analysis.base.project import Project
from analysis.build.database import Built

REPORT = "hamn"
WEB, MAIL = "https://www.example.org/hamn?a=1&b=2#c", "mailto:hamn@example.org"
LINKS = f"Se [kommunens sida]({WEB}), [bryggan](www.example.org/b), [protokollet](protokoll.pdf) och [skriv]({MAIL})."
PRINTS = "import os, sys, warnings\nprint(os.getcwd(), sys.executable, os.__file__)\nwarnings.warn('varning')"
#: What a cell itself says is published as it is written; what its error says of a file is not.
FAILS = "open('/mnt/enhet/' + 'xq' + 'anna17/saknas.csv')"


@dataclass(frozen=True)
class Published:
    """A project whose report is made, printed and approved, and another one that failed."""

    project: Project
    told: str

    @property
    def folders(self) -> list[Path]:
        return [self.project.output / REPORT, self.project.output / "approved" / REPORT / "1"]


@pytest.fixture(scope="module")
def published(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The harbour office with links in a text, a notebook that prints where it is and one that fails."""
    project = small_project(tmp_path_factory.mktemp("xqanna17"), small)
    text = project.data / "sources" / "annual-2031" / "texts" / "hamnen.md"
    text.write_text(text.read_text(encoding="utf-8").replace("Bryggan vid", f"{LINKS} Bryggan vid"), encoding="utf-8")
    for name in ("process_area", "review"):
        (project.notebooks / f"{name}.ipynb").write_bytes((ROOT / "notebooks" / f"{name}.ipynb").read_bytes())
    write_notebook(project, "prints", PRINTS)
    write_notebook(project, "fails", PRINTS, FAILS)
    area: dict[str, object] = {"notebook": "process_area", "title": "Område", "parameters": {"process_area": "hamnen"}}
    write_report(project, REPORT, area, {"notebook": "prints", "title": "Utskrift"}, **SMALL)
    write_report(project, "trasig", {"notebook": "fails", "title": "Trasigt"}, area, **SMALL)
    built = within(project, "build")
    assert built.returncode == 0, said(built)
    assert within(project, "run", REPORT).returncode == 0
    assert within(project, "run", "trasig").returncode == 1
    told = [said(built)]
    paper = [] if CHROMIUM else ["--no-pdf"]
    for words in ([("pdf", REPORT)] if CHROMIUM else []) + [
        ("approve", REPORT, "--name", "KS", "--reason", "beslut", *paper),
        ("export",),
        ("verify",),
    ]:
        ran = within(project, *words)
        assert ran.returncode == 0, said(ran)
        told.append(said(ran))
    return Published(project, "\n".join(told))


def test_the_build_tells_what_leads_nowhere(published: Published) -> None:
    assert "«www.example.org/b» – en länk börjar med https://" in published.told
    assert "till exempel https://www.example.org/b" in published.told
    assert "«protokoll.pdf» – en länk börjar med" in published.told


def test_links_lead_from_every_page_of_report_and_approved_copy(published: Published) -> None:
    for folder in published.folders:
        for path in [*folder.glob("*omrade.html"), folder / "hela.html", folder / f"{REPORT}.html"]:
            links = {str(link["href"]): link.get_text() for link in read_page(path).all("a[href]")}
            assert (links[WEB], links[MAIL]) == ("kommunens sida", "skriv"), path
            assert {"bryggan", "protokollet"} & set(links.values()) == set()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")
def test_links_lead_from_the_pdf_of_report_and_approved_copy(published: Published) -> None:
    for folder in published.folders:
        if folder == published.folders[0]:
            continue  # an approval takes the draft's PDF away
        with pikepdf.open(folder / f"{REPORT}.pdf") as pdf:
            notes = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
            led = {str(link.A.URI) for link in notes if "/A" in link}
            assert {WEB, MAIL} <= led
            assert all(re.match("https?://|mailto:", each) for each in led)
            assert all(str(link.Contents) for link in notes)


def test_files_say_where_links_lead(published: Published) -> None:
    for folder in published.folders:
        (book,) = folder.glob("tables/*processmal*.xlsx")
        cells = [str(cell.value) for row in openpyxl.load_workbook(book).worksheets[0].iter_rows() for cell in row]
        wanted = f"Se kommunens sida ({WEB}), bryggan, protokollet och skriv ({MAIL})."
        assert [wanted in each for each in cells if "kommunens sida" in each] == [True]
        assert wanted in book.with_suffix(".csv").read_text(encoding="utf-8")


def pieces(path: Path) -> Iterator[bytes]:
    """All that a file says: as it lies, and unpacked."""
    yield path.read_bytes()
    if path.suffix in (".xlsx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            yield repr({name: str(value) for name, value in pdf.docinfo.items()}).encode()
            for each in pdf.objects:
                is_stream = isinstance(each, pikepdf.Stream)
                yield each.read_bytes() if is_stream and each.get("/Subtype") != "/Image" else repr(each).encode()


def test_no_byte_says_on_whose_machine_it_was_made(published: Published) -> None:
    files = [path for path in published.project.output.rglob("*") if path.is_file() and ".arshjul" not in path.parts]
    assert {".html", ".json", ".ipynb", ".xlsx", ".csv", ".js"} <= {path.suffix for path in files}
    root = published.project.root
    folders = {str(each) for each in (root, root.resolve(), *root.parents, ROOT, Path.home()) if len(each.parts) > 1}
    # A name of two letters stands in any file.
    names = [f"{getpass.getuser()}@", f"@{socket.gethostname()}", "xqanna17"]
    names += [each for each in (socket.gethostname(),) if len(each) > 4]
    words = [*(f"{folder}/" for folder in folders), *names]
    found = {
        (path.relative_to(root).as_posix(), word)
        for path in files
        for piece in pieces(path)
        for word in words
        if word.encode() in piece
    }
    assert sorted(found) == []
