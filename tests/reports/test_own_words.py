"""A region that calls everything by words of its own: no usual word, and none of ours, on any page, file or search."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.figure_words import COMMENTS_OF_FIGURES, MEANT_OTHERWISE
from tests.making import ROOT, SMALL, small_project, within, write_report
from tests.pages import read_page
from tests.reports.test_missing_parts import FILES, FURTHER, SOURCE, WITH

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.present.fragment import Fragment
from analysis.present.table import Table
from analysis.report import Report
from analysis.words.current_language import ENGLISH, LANGUAGE_VARIABLE, SWEDISH
from analysis.words.usual_terms import FIRST_FORMAT, USUAL

WORDS = {
    "perspective": ("en inriktning, inriktningen, inriktningar, inriktningarna", "direction, directions"),
    "strategic_goal": ("en ledstjärna, ledstjärnan, ledstjärnor, ledstjärnorna", "guiding star, guiding stars"),
    "area": ("ett målområde, målområdet, målområden, målområdena", "field, fields"),
    "evaluation_area": ("en dimension, dimensionen, dimensioner, dimensionerna", "dimension, dimensions"),
    "goal": ("en strategi, strategin, strategier, strategierna", "strategy, strategies"),
    "part_goal": ("en delstrategi, delstrategin, delstrategier, delstrategierna", "sub-strategy, sub-strategies"),
    "yardstick": ("en mätning, mätningen, mätningar, mätningarna", "measurement, measurements"),
    "commitment": ("ett uppdrag, uppdraget, uppdrag, uppdragen", "assignment, assignments"),
    "activity": ("ett steg, steget, steg, stegen", "step, steps"),
    "key_figure": ("ett mätetal, mätetalet, mätetal, mätetalen", "metric, metrics"),
    "indicator": ("en mätare, mätaren, mätare, mätarna", "gauge, gauges"),
    "control": ("en kontrollpunkt, kontrollpunkten, kontrollpunkter, kontrollpunkterna", "checkpoint, checkpoints"),
    "internal_control": (
        "en egenkontroll, egenkontrollen, egenkontroller, egenkontrollerna",
        "self-check, self-checks",
    ),
    "municipality": ("en region, regionen, regioner, regionerna", "region, regions"),
    "council": ("en församling, församlingen, församlingar, församlingarna", "assembly, assemblies"),
    "board": ("ett utskott, utskottet, utskott, utskotten", "committee, committees"),
    "administration": ("ett kontor, kontoret, kontor, kontoren", "office, offices"),
    "department": ("en sektion, sektionen, sektioner, sektionerna", "section, sections"),
    "unit": ("en grupp, gruppen, grupper, grupperna", "team, teams"),
}
SETTINGS = "format: 2\nadding_up: {area: share, whole: weakest}\nwords:\n" + "".join(
    f"  {code}:\n    sv: {swedish}\n    en: {english}\n" for code, (swedish, english) in WORDS.items()
)
#: What the made-up documents themselves say, in words of the region.
OF_DATA = {
    "› Mål": "› Läge",
    "› Åtaganden": "› Uppdrag",
    "› Internkontroll": "› Koll",
    "Sjöviks kommun": "Region Sjövik",
}
AREA_TEXT = "\n## area hamnen (HAMN)\nPlats: Del 1 › Hamnen · rad 20\n\n### Analys\nMålområdet har nio uppdrag.\n"
#: A unit is what figures are counted in too, and a measure which figure it is: those stay.
OF_FIGURES = {SWEDISH: re.compile("enhet|mått"), ENGLISH: re.compile("unit|yardstick")}
#: What texts of notebooks and findings say of targets.
OF_TARGETS = (
    "Streckad linje är målet",
    "nära målet",
    "med målen som trappsteg",
    "Senare planer kan ha andra mål",
    "{region}s mål när",
    "når målet",
)
LANGUAGES = (SWEDISH, ENGLISH)


def banned(language: str) -> re.Pattern[str]:
    """Every usual word but those of figures, and ours."""
    ours = [written for told in FIRST_FORMAT.values() for place, written in told.items() if place == language]
    forms = {form.strip() for written in (*USUAL[language].values(), *ours) for form in written.split(",")}
    words = {re.sub(r"^(?:en|ett) ", "", form) for form in forms if not OF_FIGURES[language].search(form)}
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})\b", re.IGNORECASE)


def own_words(folder: Path, *without: str) -> Project:
    """The harbour office as a part of such a region, each notebook a chapter, in both languages."""
    project = small_project(folder)
    for name, content in FURTHER.items():
        (project.data / SOURCE / name).write_text(content, encoding="utf-8")
    for path in [path for path in project.data.rglob("*") if path.is_file()]:
        text = path.read_text(encoding="utf-8-sig")
        for old, new in OF_DATA.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    with (project.data / SOURCE / "texts" / "hamnen.md").open("a", encoding="utf-8") as file:
        file.write(AREA_TEXT)
    if without:  # the sums of a ledger that is not there
        sums = project.data / "reference" / "ledger_sums.csv"
        sums.write_text(sums.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
    for name in {each for file in without for each in (file, *WITH.get(file, []))}:
        path = project.data / SOURCE / name
        shutil.rmtree(path, ignore_errors=True) if name == "texts" else path.unlink(missing_ok=True)
    (project.data / "project.yaml").write_text(SETTINGS, encoding="utf-8")
    further: dict[str, dict[str, str]] = {
        "process_area": {"process_area": "hamnen"},
        "explore": {"indicator": "batplatser"},
        "node": {"level": "perspective", "node": "sund-sjo"},
    }
    notebooks = [
        path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if not (without and path.stem in further)
    ]
    for path in notebooks:
        shutil.copy(path, project.notebooks)
    chapters = [
        {"notebook": path.stem, "title": f"Del {number}", "parameters": further.get(path.stem, {})}
        for number, path in enumerate(notebooks, start=1)
    ]
    for language in LANGUAGES:
        write_report(project, f"prov-{language}", *chapters, language=language, **SMALL)
    ran = within(project, "run", "--build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return project


@pytest.fixture(scope="module", params=["whole", "bare"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A document with everything, and one with nothing: what is said of either."""
    return own_words(tmp_path_factory.mktemp(request.param), *(FILES if request.param == "bare" else ()))


def said(text: str) -> str:
    """A text without what is said of figures in words that usually are terms too."""
    # Addresses and parameters are codes, and so are lines of a notebook.
    text = re.sub(r"\b(?:kontroll|nod)-[\w-]+|\b(?:indicator|level) = \w+|\breport\.\w+\([^()]*\)", " ", text)
    # So are the names of files, which are the same for everybody.
    text = re.sub(r"\bdata/[\w/-]+[.]csv", " ", text)
    text = re.sub(r"[\s│]+", " ", text)
    for message in sorted({*MEANT_OTHERWISE, *COMMENTS_OF_FIGURES, *OF_TARGETS}, key=len, reverse=True):
        pattern = re.sub(r"\\\{[^{}]*\\\}", '[^.;<>"]{1,80}?', re.escape(message))
        text = re.sub(rf"(?<!\w){pattern}(?!\w)", " ", text)
    return text


def values_of(told: object) -> Iterator[str]:
    """The texts of JSON; its keys are codes."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from values_of(each)


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """All that is published of a report but its notebooks, which are one file for every owner."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            page = re.sub(r"<(script|style)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            yield (
                path.name,
                re.sub(r'\b(?:id|href|class|for|data-[a-z-]+|aria-(?:labelledby|describedby))="[^"]*"', " ", page),
            )
        elif path.suffix == ".csv":
            yield path.name, path.read_text(encoding="utf-8-sig")
        elif path.suffix == ".json" and path.parent.name != "chapters":
            yield path.name, " · ".join(values_of(json.loads(path.read_text(encoding="utf-8"))))
        elif path.suffix == ".json":
            chapter = json.loads(path.read_text(encoding="utf-8"))
            shown = [value for block in chapter["blocks"] for value in block.get("values", ())]
            yield path.name, " · ".join(text for value in shown for text in values_of(value.get("picture")))
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                parts = [
                    name
                    for name in book.namelist()
                    if "sharedStrings" in name or "worksheets" in name or "workbook.xml" in name
                ]
                yield path.name, " ".join(book.read(name).decode() for name in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_usual_word_is_on_any_page_or_file(made: Project, language: str) -> None:
    pattern = banned(language)
    found = {
        (name, match.group(), text[max(0, match.start() - 60) : match.end() + 40])
        for name, whole in texts_of(made.output / f"prov-{language}")
        for text in [said(whole)]
        for match in pattern.finditer(text)
    }
    assert found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_usual_word_is_in_open_data_on_the_first_page_or_in_the_search(made: Project, language: str) -> None:
    with patch.dict(os.environ, {LANGUAGE_VARIABLE: language}):
        for command in ("export", "run"):
            assert within(made, command).returncode == 0
    headings = {SWEDISH: "Uppföljning av strategier", ENGLISH: "Follow-up of strategies"}
    front = read_page(made.output / "index.html").text
    assert headings[language] in front
    assert [match.group() for match in banned(language).finditer(said(front))] == []
    search = (made.output / "assets" / "search.js").read_text(encoding="utf-8")
    for name, whole in [("search.js", search), *texts_of(made.output / "oppna-data")]:
        assert [match.group() for match in banned(SWEDISH).finditer(said(whole))] == [], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "call", [("check",), ("list",), ("explain", "batplatser"), ("explain", "x"), ("--help",)], ids=" ".join
)
def test_no_usual_word_is_in_what_commands_say(made: Project, call: tuple[str, ...], language: str) -> None:
    with patch.dict(os.environ, {LANGUAGE_VARIABLE: language}):
        ran = within(made, *call)
    told = said(ran.stdout + ran.stderr)
    assert told.strip()
    assert [match.group() for match in banned(language).finditer(told)] == []


# ---- forms ----

#: Sentences of a document that has nothing, and of one that has much, by page.
NAMED = {
    ("bare", SWEDISH): (
        "Dokumentet har inga uppdrag.",
        "Planen har varken strategier eller uppdrag.",
        "Ingen strategi har både en publicerad och en beräknad bedömning.",
    ),
    ("bare", ENGLISH): (
        "The document has no assignments.",
        "The plan has neither strategies nor assignments.",
        "No strategy has both a published and a computed judgement.",
    ),
    ("whole", SWEDISH): (
        "Strategiernas mätetal",
        "Målområdet som helhet",
        "Utveckling per strategi",
        "Alla uppdrag",
        "1 av 2 uppdrag är klara",
        "Texten säger ”Målområdet har nio uppdrag”, men ingen lista i dokumentet har så många; 2 uppdrag finns.",
    ),
    ("whole", ENGLISH): (
        "Metrics of the strategies",
        "The field as a whole",
        "Development by strategy",
        "All assignments",
        "1 of 2 assignments are done",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_have_the_right_forms(made: Project, language: str) -> None:
    kind = made.root.name.rstrip("0123456789")
    told = read_page(made.output / f"prov-{language}" / "hela.html").text
    assert [sentence for sentence in NAMED[kind, language] if sentence not in told] == []


# ---- whose they are, and since when ----


def test_two_reports_beside_each_other_have_each_their_words(made: Project, small: Built) -> None:
    shown = [Report(database=path, **SMALL).scorecard() for path in (made.database, small.path)]
    if made.root.name.startswith("whole"):
        tables = [table.value for table in shown if isinstance(table, Table)]
        assert [table.heading.split()[0] for table in tables] == ["Strategiernas", "Målens"]
        assert [table.columns[0].heading for table in tables] == ["Strategi", "Mål"]
    else:
        assert isinstance(shown[0], Fragment)
        assert shown[0].plain == "Inga strategier är bedömda eller har utfall för året."


def test_other_words_are_on_every_page_after_the_next_build_and_nothing_is_made_again_without(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    shutil.copy(ROOT / "notebooks" / "commitments.ipynb", project.notebooks)
    write_report(project, "prov", {"notebook": "commitments", "title": "Del"}, **SMALL)
    heard = []
    for word in ("ett uppdrag, uppdraget, uppdrag, uppdragen", "en insats, insatsen, insatser, insatserna"):
        (project.data / "project.yaml").write_text(f"format: 2\nwords:\n  commitment: {word}\n", encoding="utf-8")
        assert within(project, "run", "--build").returncode == 0
        heard.append(read_page(project.output / "prov" / "01-del.html").text)
        again = within(project, "run", "--build")
        assert "oförändrad" in again.stdout.lower()
    assert ["Alla uppdrag" in heard[0], "Alla insatser" in heard[1]] == [True, True]
    assert ["insats" in heard[0], "uppdrag" in heard[1]] == [False, False]
