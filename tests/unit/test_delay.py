"""Which follow-ups tell of delay: words that say so, and no others."""

import pytest

from analysis.build.database import Built
from analysis.chapter.pieces import Link
from analysis.judge.delay import delayed_sentences, due_year
from analysis.present.table import Table
from analysis.report import Report


@pytest.mark.parametrize(
    "sentence",
    [
        "Webbsidan är försenad.",
        "Takten är lägre.",
        "Mässan ställdes in.",
        "Målen blir svåra att nå.",
        "Arbetet pågår till 2022.",
        "Inflyttning sker under delår 1 2021.",
    ],
)
def test_a_sentence_that_tells_of_delay_or_of_a_later_year_is_found(sentence: str) -> None:
    assert delayed_sentences([f"Först något annat. {sentence} Sedan mer."], 2020) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Arbetet följer planen, om inte pandemin försenar.",
        "Arbetet pågår till 2020.",
        "Prioriteringarna för 2021 ska bli färdiga.",
        "Processen går några månader snabbare.",
        "",
    ],
)
def test_what_would_delay_only_if_something_happens_and_what_follows_the_plan_is_not(sentence: str) -> None:
    assert delayed_sentences([sentence], 2020) == []


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("Effektiviseringar och högre intäkter till 2022", 2022),
        ("Plattform för kulturlivet 2020–2022", 2022),
        ("Översyn av bokslutet 2019", 2020),
        ("Hållbart resande", 2020),
    ],
)
def test_a_commitment_that_names_a_later_year_is_late_only_after_it(name: str, due: int) -> None:
    assert due_year(name, 2020) == due
    assert delayed_sentences([f"Arbetet pågår till {due}."], due_year(name, 2020)) == []
    assert delayed_sentences([f"Arbetet pågår till {due + 1}."], due_year(name, 2020)) != []


def test_the_interim_report_names_those_whose_text_tells_of_delay_and_says_why(built: Built) -> None:
    table = Report(organisation="KS", year=2020, document="interim1-2020", database=built.path).late_or_said_to_be()
    assert isinstance(table, Table)
    assert table.frame["code"].to_list() == [
        *("tillvaxt-jobb-kompetens", "naringsliv-service-digitalt", "prioriterade-stadsdelar", "hallbart-resande"),
        *("jamstallda-tjanster", "forandringskommunikation", "medarbetarskap-policy"),
    ]
    assert table.notes == [
        "Texterna är valda på ord som tyder på försening, och på arbete som går över åtagandets eget slutår."
    ]
    # The whole follow-up stands with the commitment, where the name leads.
    links = [piece for row in table.value.rows for piece in row.words[0]]
    assert [link.subject for link in links if isinstance(link, Link)] == [
        f"atagande-{code}" for code in table.frame["code"]
    ]
    assert {row.subject for row in table.value.rows} == {""}


@pytest.mark.parametrize("name", ["Prioriterade stadsdelar under flera år", "Flerårig satsning"])
def test_what_lasts_for_several_years_has_no_end_that_work_can_pass(name: str) -> None:
    assert delayed_sentences(["Inflyttning kan ske under delår 1 2021."], due_year(name, 2020)) == []
    assert delayed_sentences(["Inflyttningen är försenad."], due_year(name, 2020)) != []
