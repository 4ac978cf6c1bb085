"""What the page of all reports tells of each: the counts that its first chapter begins with."""

from analysis.build import Built
from analysis.publish.standing import standing_in
from analysis.report import Report

HARD = "\N{NO-BREAK SPACE}"


def test_the_counts_of_the_first_chapter_are_told_a_line_each(built: Built) -> None:
    klk = Report(organisation="KLK", year=2016, database=built.path)
    assert standing_in(str(klk.at_a_glance().html)) == [
        f"31 processmål: bättre än målet{HARD}10, nära målet{HARD}5, sämre än målet{HARD}10, ej utvärderad{HARD}6",
        f"49 åtaganden: klart, avslutat{HARD}18, pågår{HARD}27, försenat{HARD}2, ej påbörjad{HARD}2",
    ]


def test_of_the_unknown_only_how_many_they_are_is_told() -> None:
    lost = (
        '<ul class="tally" aria-label="23 åtaganden"><li><strong>23</strong><span class="symbol">Okänd</span></li></ul>'
    )
    assert standing_in(lost) == ["23 åtaganden"]
    assert standing_in('<p class="amounts">12 åtaganden och 28 aktiviteter</p>') == ["12 åtaganden och 28 aktiviteter"]
    assert standing_in("<p>Ingen räkning.</p>") == []


def test_a_plan_says_whose_judgement_it_is_and_how_much_it_is_going_to_do(built: Built) -> None:
    klk = Report(organisation="KLK", year=2019, database=built.path)
    assert standing_in(str(klk.plan_at_a_glance().html)) == [
        "29 processmål (utfall 2018 mot mål 2019, vår beräkning): "
        f"når målet{HARD}6, nära målet{HARD}4, når inte målet{HARD}13, går inte att bedöma{HARD}6",
        "33 åtaganden",
    ]
    kou = Report(organisation="KoU", year=2019, database=built.path)
    assert standing_in(str(kou.plan_at_a_glance().html)) == ["12 åtaganden och 28 aktiviteter"]
