"""Reports in two languages in one notebook: each speaks its own, whatever is made or shown between."""

import inspect
from dataclasses import dataclass
from typing import Any

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.table import Doubt
from analysis.errors import ParameterError
from analysis.present.chart import Chart
from analysis.present.fragment import Several, doubted, overview
from analysis.present.table import Column, Table
from analysis.report import Report
from analysis.report.indicator_series import IndicatorSeries
from analysis.words.current_language import current, speaking
from analysis.words.speaker import spoken


@pytest.fixture
def reports(built: Built) -> tuple[Report, Report]:
    """The same report in Swedish and in English."""
    swedish, english = (Report(organisation="KLK", year=2016, database=built.path, language=it) for it in ("sv", "en"))
    return swedish, english


def shown(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a notebook shows
    bundle: dict[str, Any] = thing._repr_mimebundle_()
    return bundle


def test_making_and_asking_a_report_changes_no_language(built: Built) -> None:
    before = current()
    report = Report(organisation="KLK", year=2016, database=built.path, language="en")
    shown(report)
    shown(report.goals())
    assert current() == before == "sv"


def test_an_unknown_language_is_told(built: Built) -> None:
    with pytest.raises(ParameterError, match="Okänt språk «de»"):
        Report(organisation="KLK", year=2016, database=built.path, language="de")
    assert current() == "sv"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("goals", ("Kommentar", "Comment")),
        ("commitments", ("Färdiggrad", "Completion")),
        ("contradictions", ("Platser i dokumentet", "Places in the document")),
        ("abbreviations", ("Förkortningar", "Abbreviations")),
        ("legend", ("Bedömning av mål", "Assessment of goals")),
        ("changes", ("Inget är ändrat.", "Nothing has changed.")),
    ],
)
def test_each_speaks_its_language_however_they_are_interleaved(
    reports: tuple[Report, Report], name: str, words: tuple[str, str]
) -> None:
    made = [getattr(report, name)() for report in reports]
    for which in (1, 0, 1, 0):
        html, plain = shown(made[which])["text/html"], made[which].plain
        assert f'lang="{("sv", "en")[which]}"' in html
        assert (words[which] in html, words[1 - which] in html) == (True, False)
        assert (words[which] in plain, words[1 - which] in plain) == (True, False)


def test_a_report_says_in_its_language_what_it_is_about(reports: tuple[Report, Report]) -> None:
    assert [report.about().plain.splitlines() for report in reports] == [
        [
            "Verksamhetsberättelse 2016, Kommunledningskontoret",
            "Kommunledningskontoret",
            "1 januari 2016–31 december 2016",
            "Källa: Kommunstyrelsens verksamhetsberättelse 2016, KSKF/2017:75.",
        ],
        [
            "Verksamhetsberättelse 2016, Kommunledningskontoret",
            "Kommunledningskontoret",
            "1 January 2016–31 December 2016",
            "Source: Kommunstyrelsens verksamhetsberättelse 2016, KSKF/2017:75.",
        ],
    ]


def test_cells_are_made_in_the_language_of_their_table_whenever_that_is() -> None:
    with speaking("en"):
        table = Table("x", [Column("y", lambda _row: current())], pl.DataFrame({"figure": [1]}))
    assert [cell_words(row.words[0]) for row in table.value.rows] == ["en"]


def test_charts_and_several_things_speak_the_language_of_their_report(reports: tuple[Report, Report]) -> None:
    swedish, english = (report.goal_charts() for report in reports)
    assert isinstance(swedish, Several)
    assert isinstance(english, Several)
    assert {chart.language for chart in swedish} == {"sv"}
    assert {chart.language for chart in english} == {"en"}
    assert 'lang="en"' in shown(english[0])["text/html"]
    assert 'lang="sv"' in shown(swedish[0])["text/html"]


def test_a_series_speaks_the_language_of_the_report_that_gave_it(reports: tuple[Report, Report]) -> None:
    swedish, english = (report.series("sjukfranvaro") for report in reports)
    for each, heading in ((english, "Outcome"), (swedish, "Utfall"), (english, "Outcome")):
        assert heading in [column.heading for column in each.table().columns]
        assert heading in shown(each)["text/plain"]
    assert isinstance(english.chart(), Chart)
    assert isinstance(swedish, IndicatorSeries)


def test_what_a_notebook_meets_keeps_its_signature_and_description() -> None:
    assert list(inspect.signature(Report.commitments).parameters) == ["part", "texts"]
    assert list(inspect.signature(object.__new__(Report).commitments).parameters) == ["texts"]
    assert (Report.commitments.__doc__ or "").startswith("The table of commitments.")
    assert (inspect.getdoc(Report.source) or "").startswith("Where the figures come from")


@dataclass
class Own:
    """What an analyst has written beside the report."""

    language: str

    @spoken
    def asked(self, mark: str = "") -> str:
        return current() + mark

    @property
    @spoken
    def known(self) -> str:
        return current()


def test_an_analysts_own_questions_speak_the_language_too() -> None:
    assert [Own(language).asked("!") for language in ("en", "sv")] == ["en!", "sv!"]
    assert (Own("en").known, current()) == ("en", "sv")


def test_a_sentence_knows_its_language() -> None:
    with speaking("en"):
        said = overview("Nothing.")
    assert (said.language, doubted(said, [Doubt("f", "No.")]).language) == ("en", "en")
