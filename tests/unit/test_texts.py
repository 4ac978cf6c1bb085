"""Follow-up texts in Markdown."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from analysis.errors import Fault
from analysis.intake.origins import KIND, LATER
from analysis.intake.texts import read_texts

#: What a printed text says nothing of.
WORDS = [name for name in (*LATER, "origin") if name != KIND]

NAME = "sources/annual-2016/texts/klk-demokrati.md"
SUBJECT = "## goal nojd-inflytande (KLK)"
PLACE = "Plats: Bilaga 1 › Att värna demokrati › Processmål · rad 238"
HEAD = f"# Att värna demokrati\n\n{SUBJECT}\n{PLACE}\n\n"

Read = Callable[[str], tuple[pl.DataFrame, list[Fault]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a text as a Markdown file and read it."""

    def written(content: str) -> tuple[pl.DataFrame, list[Fault]]:
        path = tmp_path / "klk-demokrati.md"
        path.write_text(content, encoding="utf-8")
        return read_texts(path, NAME, "annual-2016")

    return written


def test_a_section_becomes_a_row(read: Read) -> None:
    frame, faults = read(HEAD + "### Analys\nIndex steg från 38 till 39.\n\nArbetet fortsätter.\n")
    assert faults == []
    assert frame.row(0, named=True) == {
        "file": NAME,
        "file_row": 6,
        "document": "annual-2016",
        "place": "Bilaga 1 › Att värna demokrati › Processmål",
        "source_line": 238,
        "organisation": "KLK",
        "subject_type": "goal",
        "subject": "nojd-inflytande",
        "section": "analysis",
        "text": "Index steg från 38 till 39.\n\nArbetet fortsätter.",
        "text_row": 7,
        "origin_kind": "printed",
    } | dict.fromkeys(WORDS)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Sammanfattning", "summary"),
        ("Resultat", "result"),
        ("Analys", "analysis"),
        ("Slutsats", "conclusion"),
        ("Lärdom", "lesson"),
    ],
)
def test_every_heading_of_the_readme_is_known(read: Read, heading: str, section: str) -> None:
    frame, _ = read(f"{HEAD}### {heading}\nText.\n")
    assert frame["section"].to_list() == [section]


def test_sections_of_one_subject_share_its_place(read: Read) -> None:
    frame, _ = read(HEAD + "### Resultat\nEtt.\n### Slutsats\nTvå.\n")
    assert frame.select("section", "source_line", "text").rows() == [
        ("result", 238, "Ett."),
        ("conclusion", 238, "Två."),
    ]


def test_a_subject_may_be_a_row_name_with_spaces(read: Read) -> None:
    frame, _ = read(
        HEAD.replace("goal nojd-inflytande (KLK)", "unit Fordon inkl. café (KoU)") + "### Resultat\nText.\n"
    )
    assert frame.select("subject_type", "subject", "organisation").rows() == [("unit", "Fordon inkl. café", "KoU")]


def test_an_unknown_section_is_told_with_the_allowed_ones(read: Read) -> None:
    _, faults = read(HEAD + "### Analyss\n")
    assert faults == [
        Fault(
            NAME,
            6,
            "",
            "Analyss",
            "tillåtna delar: Sammanfattning, Resultat, Analys, Slutsats, Lärdom, Beslut, Orsak, Åtgärd",
        )
    ]


def test_an_unknown_section_is_one_fault_whatever_stands_below_it(read: Read) -> None:
    _, faults = read(HEAD + "### Analysen\nEn rad.\n\nTvå rader.\n### Resultat\nText.\n")
    assert [(fault.row, fault.value) for fault in faults] == [(6, "Analysen")]


@pytest.mark.parametrize("heading", ["## nojd-inflytande (KLK)", "## goal nojd-inflytande", "## goal (KLK)"])
def test_a_heading_that_names_no_subject_is_told(read: Read, heading: str) -> None:
    _, faults = read(f"# Att värna demokrati\n\n{heading}\n")
    kinds = "goal, commitment, area, statement, organisation, unit, control, node"
    assert faults == [Fault(NAME, 3, "", heading.rstrip(), f"en rubrik som «## goal kod (KLK)»; slag: {kinds}")]


def test_an_unknown_kind_of_subject_is_told(read: Read) -> None:
    _, faults = read(HEAD.replace("## goal", "## mål") + "### Analys\nText.\n")
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [(6, "subject_type", "mål")]


def test_a_place_needs_no_line(read: Read) -> None:
    frame, faults = read(HEAD.replace(PLACE, "Plats: Bilaga 1 › Ekonomi") + "### Analys\nText.\n")
    assert (frame.select("place", "source_line", "origin_kind").rows(), faults) == (
        [("Bilaga 1 › Ekonomi", 0, "printed")],
        [],
    )


@pytest.mark.parametrize("place", ["Plats:", "Plats: Bilaga 1 · rad tolv"])
def test_a_place_without_words_or_with_another_line_is_told(read: Read, place: str) -> None:
    _, faults = read(HEAD.replace(PLACE, place))
    assert faults == [Fault(NAME, 4, "", place, "en rad som «Plats: Bilaga 1 › Ekonomi · rad 812» under rubriken")]


def test_a_section_without_place_is_told(read: Read) -> None:
    frame, faults = read(HEAD.replace(PLACE, "") + "### Analys\nText.\n")
    assert (frame.height, [(fault.row, fault.value) for fault in faults]) == (0, [(6, "Analys")])


def test_a_heading_without_text_is_told(read: Read) -> None:
    _, faults = read(HEAD + "### Resultat\n\n### Analys\nText.\n")
    assert faults == [Fault(NAME, 6, "", "", "rubriken saknar text")]


def test_text_outside_a_section_is_told(read: Read) -> None:
    _, faults = read(HEAD + "Lösryckt text.\n")
    assert faults == [Fault(NAME, 6, "", "Lösryckt text.", "text får stå först under en rubrik 3 (Resultat, Analys …)")]


def test_the_same_section_twice_is_told(read: Read) -> None:
    _, faults = read(HEAD + "### Analys\nEtt.\n### Analys\nTvå.\n")
    assert [fault.row for fault in faults] == [6, 8]


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "klk-demokrati.md"
    path.write_bytes(HEAD.encode("cp1252", errors="replace"))
    assert read_texts(path, NAME, "annual-2016")[1] == [
        Fault(NAME, 0, "", "", "filen är inte UTF-8; spara om den som UTF-8")
    ]


def test_every_text_of_the_annual_report_is_read(data: Path) -> None:
    paths = sorted((data / "sources" / "annual-2016" / "texts").glob("*.md"))
    found = [read_texts(path, path.name, "annual-2016") for path in paths]
    headings = sum(path.read_text(encoding="utf-8").count("\n### ") for path in paths)
    assert sum(frame.height for frame, _ in found) == headings
    assert [faults for _, faults in found if faults] == []


def test_a_heading_without_organisation_is_told_and_its_text_left_out(read: Read) -> None:
    frame, faults = read(HEAD.replace(" (KLK)", "") + "### Analys\nIndex steg från 38 till 39.\n")
    assert frame.is_empty()
    assert [fault.row for fault in faults] == [3]


def test_a_blank_place_is_told(read: Read) -> None:
    _, faults = read(HEAD.replace("Bilaga 1 › Att värna demokrati › Processmål", "") + "### Analys\nText.\n")
    assert faults[0].row == 4
