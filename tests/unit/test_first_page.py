"""What a report's first page answers: verdict, decision, money, misses and hits alike, what is unknown and doubted."""

from pathlib import Path

import pytest
from tests.invented import Invented

from analysis.build.database import Built, build_database
from analysis.chapter.chapter import Chapter, Outputs
from analysis.chapter.pieces import Link
from analysis.chapter.text import Text
from analysis.present.fragment import Fragment
from analysis.report import Report
from analysis.signoff.chapter_blocks import read_blocks


def lines_of(shown: Fragment) -> list[str]:
    """What is said, a line a paragraph or item."""
    return shown.plain.replace("\N{NO-BREAK SPACE}", " ").split("\n")


def below(lines: list[str], heading: str, count: int) -> list[str]:
    """The lines after a heading."""
    at = lines.index(heading) + 1
    return lines[at : at + count]


WRITTEN = """# Texter

## organisation XK (XK)
Plats: A › Beslut · rad 5

### Beslut
Nämnden godkänner bokslutet.

## goal sent (XK)
Plats: A › B · rad 5

### Orsak
Bron är *stängd*.
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four goals: missed by 40 and by 20 per cent, reached by 10, and without an outcome."""
    made = Invented(tmp_path_factory.mktemp("first"))
    for code, outcome in (("nara", "80"), ("sent", "60"), ("klar", "110")):
        made.judged_goal(code, outcome, "100", unit="count")
    made.indicator("tyst", "count")
    made.goal("tyst", "tyst")
    made.target("tyst", "5", unit="count")
    project = made.write()
    texts = project.data / "sources" / "d" / "texts"
    texts.mkdir(exist_ok=True)
    (texts / "a.md").write_text(WRITTEN, encoding="utf-8")
    build_database(project)
    return project.database


@pytest.fixture(scope="module")
def answered(bridge: Path) -> Fragment:
    """What the first page of that report answers."""
    return Report(organisation="XK", year=2023, database=bridge).first_page()


def test_the_verdict_comes_first_and_counts_every_goal_once(answered: Fragment) -> None:
    assert lines_of(answered)[0] == "1 av 4 processmål når målnivån, 2 når den inte och 1 går inte att bedöma."


def test_misses_are_told_furthest_first_and_hits_in_the_same_way(answered: Fragment) -> None:
    lines = lines_of(answered)
    assert below(lines, "Nådde inte målnivån", 4) == [
        "Missat",
        "Mål sent: 60 st mot målet 100 st, 40,0 % under målet. Orsak: Bron är stängd.",
        "Mål nara: 80 st mot målet 100 st, 20,0 % under målet.",
        "Orsak saknas för 1 av 2 processmål.",
    ]
    assert below(lines, "Nådde målnivån", 2) == ["Nått", "Mål klar: 110 st mot målet 100 st, 10,0 % över målet."]
    assert below(lines, "Det ingen vet", 2)[1] == "Mål tyst: utfall i siffror saknas"


def test_what_is_to_be_decided_is_what_somebody_wrote(answered: Fragment, small: Built) -> None:
    assert below(lines_of(answered), "Att besluta", 1) == ["Nämnden godkänner bokslutet."]
    harbour = Report(organisation="HAMN", year=2031, database=small.path).first_page()
    assert below(lines_of(harbour), "Att besluta", 1) == ["Förslag saknas."]


def test_every_goal_leads_to_its_place(answered: Fragment) -> None:
    assert isinstance(answered.value, Text)
    pieces = [piece for part in answered.value.parts for piece in part.pieces if piece.kind == "listing"]
    found = [piece.subject for listing in pieces for item in listing.items for piece in item if isinstance(piece, Link)]
    assert found == ["mal-sent", "mal-nara", "mal-klar", "mal-tyst"]


def test_sign_off_tells_a_new_decision_and_leaves_the_rest_to_the_compilations(answered: Fragment) -> None:
    chapter = Chapter(title="Året", language="sv", blocks=(Outputs((answered.value,)),))
    typed = [block.cells[0].words for block in read_blocks("Året", chapter) if block.cells and not block.derived]
    assert "Nämnden godkänner bokslutet." in typed
    assert not any("mot målet" in words for words in typed)


@pytest.mark.parametrize(
    ("which", "asked", "verdict", "heading", "told"),
    [
        (
            {"organisation": "KS", "year": 2020},
            "first_page_of_interim",
            "Status saknas för alla 23 åtaganden.",
            "Prognos mot budget",
            "Prognosen för 2020 är 7,8 mnkr, 7,8 mnkr bättre än budget.",
        ),
        (
            {"organisation": "KLK", "year": 2019},
            "first_page_of_plan",
            "4 av 29 processmål når redan målnivån, 4 är nära, 8 når den inte och 13 går inte att bedöma.",
            "Längst kvar till målnivån",
            "Delaktighetsindex: 48 (36,0 % under målet 75)",
        ),
        (
            {"organisation": "KS", "year": 2022},
            "first_page_of_control",
            "1 av 7 kontroller klarades, 1 klarades inte och 5 går inte att bedöma.",
            "Klarades inte",
            "Webbplatser enligt DOS-lagen: Resultatet har skickats till berörda förvaltningar och bolag, som själva "
            "åtgärdar. Följs upp 2024.",
        ),
        (
            {"organisation": "EK", "year": 2011},
            "first_page_of_evaluation",
            "Summan av områdenas poäng är 503 av 800 (vår summering; källans total saknas).",
            "Starkast",
            "Politisk styrning och kontroll: 81 av 100 poäng, 81 %",
        ),
    ],
)
def test_each_kind_of_report_answers_what_is_asked_of_it(
    built: Built, which: dict[str, object], asked: str, verdict: str, heading: str, told: str
) -> None:
    lines = lines_of(getattr(Report(database=built.path, **which), asked)())  # type: ignore[arg-type]
    assert lines[0] == verdict
    assert told in below(lines, heading, 2)


def test_figures_that_judge_otherwise_say_so_beside_the_printed_judgement(built: Built) -> None:
    lines = lines_of(Report(organisation="KLK", year=2016, database=built.path).first_page())
    assert "Handelsindex: 93 % mot målet 96, 3 under målet. Siffrorna ger en annan bedömning: Nära målet." in lines
    assert below(lines, "Går inte att lita på", 1) == ["12 fel och 17 varningar."]


def test_an_auditor_is_told_what_is_judged_and_which_deficits_lack_an_action(built: Built) -> None:
    lines = lines_of(Report(organisation="KoU", year=2016, database=built.path).for_auditors())
    assert below(lines, "Processmål", 1) == [
        "0 av 1 processmål är bedömda, 0 går att pröva med siffror och 1 går inte att bedöma."
    ]
    assert below(lines, "Ändrat för hand", 1) == ["Ingen bedömning eller trend är ändrad för hand."]
    short = below(lines, "Underskott utan åtgärd", 7)
    assert short[0] == "Upphandling inkl. juridik: −0,4 mnkr, 0,4 mnkr sämre än budgeten"
    assert len(short) == 7
