"""What a second reading by fresh eyes found: what is rightly told of, and right documents that were accused."""

from collections.abc import Callable

import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project

MINUS = "\N{MINUS SIGN}"
QUARTERS = ("01-01/2023-03-31", "04-01/2023-06-30", "07-01/2023-09-30", "10-01/2023-12-31")
Case = Callable[[Invented], None]


def by_quarter(made: Invented, code: str, year: str, *quarters: str, unit: str = "count") -> None:
    made.indicator(code, unit)
    for days, value in zip(QUARTERS, quarters, strict=False):
        made.figure(code, f"2023-{days}", value, unit, period_type="quarter")
    made.figure(code, "2023", year, unit)


def within_a_year(made: Invented) -> None:
    by_quarter(made, "persons", "180", "100", "110", "120", "110")
    by_quarter(made, "too-many", "450", "100", "110", "120", "110")
    by_quarter(made, "net", "80", "40", f"{MINUS}10", "20", "30")
    made.indicator("households", "count")
    made.figure("households", "2023-05-01/2023-05-31", "120", "count", period_type="month")
    made.figure("households", "2023", "100", "count")
    made.indicator("longer", "count")
    made.figure("longer", "2023-01-01/2023-04-30", "120", "count")
    made.figure("longer", "2023-01-01/2023-08-31", "100", "count")
    made.indicator("rolling")
    made.figure("rolling", "2023", "4,5")
    made.figure("rolling", "2023", "5,4", period_type="rolling_12")
    made.figure("rolling", "2023-12-31/2023-12-31", "6,1", period_type="point")


def more_than_all(made: Invented) -> None:
    for code, women, everyone, unit in (
        *(("women", "30", "24", "count"), ("women-fit", "20", "24", "count"), ("women-rate", "30", "24", "percent")),
    ):
        made.indicator(code, unit)
        made.figure(code, "2023", women, unit, sex="K")
        made.figure(code, "2023", everyone, unit)


def two_years(made: Invented) -> None:
    for code, unit, before, now in (
        *(("leap", "percent", "4,6", "44"), ("grown", "count", "46", "440"), ("thousand", "tkr", "1200", "1,3")),
        ("wages", "count", "1300", "1250000"),
    ):
        made.indicator(code, unit)
        made.figure(code, "2022", before, unit)
        made.figure(code, "2023", now, unit)


def withheld(made: Invented) -> None:
    for code, why in (("hidden", "secret"), ("senseless", "not_applicable"), ("elsewhere", "secret")):
        made.indicator(code)
        made.figure(code, "2023", "3")
        when = "2022" if code == "elsewhere" else "2023"
        made.figure(code, when, "", missing=why, place="Dokument d › Annan plats")
    made.indicator("soon")
    made.figure("soon", "2023", "71", preliminary="yes")
    made.figure("soon", "2023", "", missing="not_yet", place="Dokument d › Annan plats")


def judged(made: Invented) -> None:
    made.judged_goal(
        "near-unsaid", "97", "100", assessment="near", assessment_source="printed", tolerance="", tolerance_kind=""
    )
    made.judged_goal("near-said", "90", "100", assessment="near", assessment_source="printed")
    for code, before, now in (("step", "4,4", "4,5"), ("steps", "4,4", "4,6")):
        made.judged_goal(code, now, "4,0", trend="unchanged", trend_source="printed")
        made.figure(code, "2022", before)
    made.judged_goal("slight", "125410", "100000", trend="unchanged", trend_source="printed")
    made.figure("slight", "2022", "125400")
    # What is near 80 reaches "cirka 80"; what is not does not.
    made.judged_goal("about", "79,8", "80", target_operator="≈", assessment="better", assessment_source="printed")
    made.judged_goal(
        "width", "77", "80", target_operator="≈", about_width="3", assessment="better", assessment_source="printed"
    )
    made.judged_goal(
        "beyond", "76,9", "80", target_operator="≈", about_width="3", assessment="better", assessment_source="printed"
    )
    made.judged_goal("council", "90", "80")
    made.goal("board", "council")
    made.target("board", "95")


def areas(made: Invented) -> None:
    for code, said, published in (
        *(("full", "full", ("worse", "worse")), ("some", "full", ("better", "worse")), ("fine", "full", ("better",))),
        *(("none", "not", ("better", "better")), ("unknown", "not", ("better", ""))),
    ):
        made.reference("process_areas", process_area=code, name=f"Område {code}", perspective="p", position=2)
        about = {"printed_name": f"Område {code}", "assessment": said, "assessment_source": "prose"}
        made.source("process_areas", organisation=WHO, process_area=code, position=2, trend_source="lost", **about)
        for number, word in enumerate(published):
            source = "printed" if word else "lost"
            made.goal(f"{code}-{number}", process_area=code, assessment=word, assessment_source=source)


def far_targets(made: Invented) -> None:
    for code, unit, outcomes, target in (
        *(("aim-tenth", "percent", ("84", "85"), "8,5"), ("aim-once", "percent", ("85",), "8,5")),
        *(("aim-unit", "tkr", ("81000",), "80"), ("aim", "percent", ("30", "31"), "80")),
    ):
        made.indicator(code, unit)
        made.goal(code, code)
        made.target(code, target, unit)
        for year, value in zip(("2023", "2022"), outcomes, strict=False):
            made.figure(code, year, value, unit)


def wholes(made: Invented) -> None:
    for code, kind, part, whole in (
        ("part-more", "sum", "150", "140"),
        ("part-share", "share", "120", "100"),
        ("part-fit", "sum", "90", "140"),
    ):
        for name in (code, f"{code}-part", f"{code}-rest", f"{code}-all"):
            made.indicator(name, "percent" if (name, kind) == (code, "share") else "count")
        roles = (
            ("part", f"{code}-part"),
            ("part" if kind == "sum" else "whole", f"{code}-{'rest' if kind == 'sum' else 'all'}"),
        )
        for role, member in roles:
            made.reference("indicator_relations", relation=code, kind=kind, indicator=code, role=role, member=member)
        made.figure(f"{code}-part", "2023", part, "count")
        made.figure(code if kind == "sum" else f"{code}-all", "2023", whole, "count")


def money(made: Invented) -> None:
    def line(no: int, name: str, **amounts: str) -> None:
        for measure, amount in amounts.items():
            unit = "percent" if amount.endswith("%") else "tkr"
            row = {"line": name, "measure": measure, "amount": amount.rstrip("%"), "unit": unit, "line_no": str(no)}
            days = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
            made.source(
                "ledger",
                organisation=WHO,
                statement=statement,
                is_total="",
                place="Dokument d › Tabell › kolumn x",
                **row,
                **days,
            )

    statement = "operating_account"
    line(1, "Skola", actual="110", budget="100", variance="10%")
    line(2, "Vård", actual="12100", budget="12,1")
    statement = "project_fund"
    line(1, "Anslaget", appropriation="100", used="80", variance="30")
    line(2, "Rätt", appropriation="100", used="80", variance="20")
    # Percent of the budget, as most lines show; one slipped a decimal.
    statement = "department"
    line(1, "Park", actual="110", budget="100", variance="-10,0%")
    line(2, "Bad", actual="200", budget="190", variance="5,3%")
    line(3, "Gata", actual="90", budget="100", variance="1,0%")
    # What is left of an appropriation, and a forecast beside an outcome: the share is of what fits.
    statement = "development_fund"
    line(1, "Lån", appropriation="200", used="150", variance="25,0%")
    line(2, "Bidrag", appropriation="400", used="300", variance="25,0%")
    line(3, "Stöd", appropriation="500", used="400", variance="2,0%")
    statement = "investment"
    line(1, "Buss", actual="900", forecast="1100", budget="1000", variance="10,0%")
    line(2, "Tåg", actual="700", forecast="1050", budget="1000", variance="5,0%")
    # Both printed beside each other.
    statement = "cash_flow"
    line(1, "Kusten", actual="110", budget="100", variance="10", variance_percent="7,0%")
    line(2, "Udden", actual="105", budget="100", variance="5", variance_percent="5,0%")
    line(3, "Skären", actual="90", budget="100", variance="-10", variance_percent="-10,0%")
    line(4, "Summa", actual="305", budget="300", variance="5", variance_percent="1,7%")
    made.reference("ledger_sums", document="d", organisation=WHO, statement=statement, total="4", parts="1-3")
    # Percent of something else: nobody can say what is wrong.
    statement = "unit"
    line(1, "Norr", actual="1100", budget="1000", variance="9,1%")
    line(2, "Söder", actual="1200", budget="1000", variance="16,7%")
    line(3, "Öster", actual="1000", budget="800", variance="20,0%")


def long_ago(made: Invented) -> None:
    for code, year, value in (("century", "1923", "90"), ("history", "1970", "90"), ("base", "1950", "100")):
        made.indicator(code, "count")
        made.figure(code, year, value, "count")
        made.figure(code, "2023", "95", "count")
    made.reference("units", unit="points", symbol="procentenheter", name="procentenheter", kind="level")
    for code, variance in (("points-wrong", f"{MINUS}8"), ("points", f"{MINUS}5")):
        made.indicator(code)
        made.figure(code, "2023", "80")
        made.figure(code, "2023", "85", measure="target")
        made.figure(code, "2023", variance, "points", measure="variance")


def limits(made: Invented) -> None:
    """Women, men and all, some of them kept back as fewer than five."""
    for code, unit, women, men, everyone in (
        *(("few-men", "count", "14", "<5", "17"), ("few-both", "count", "<5", "<5", "7")),
        *(("few-all", "count", "14", "3", "<20"), ("many", "count", ">10", "5", "20")),
        *(("full-time", "h", "14,5", "<5,0", "17,0"), ("few-wrong", "count", "14", "<5", "25")),
        *(("few-less", "count", "14", "<5", "10"), ("few-over", "count", "14", "7", "<20")),
        *(("rate-limit", "percent", ">95", "90", "93"), ("rate-wrong", "percent", ">95", "90", "80")),
    ):
        made.indicator(code, unit)
        for sex, told in (("K", women), ("M", men), ("T", everyone)):
            sign = told[0] if told[0] in "<>" else ""
            made.figure(code, "2023", told.lstrip("<>"), unit, sex=sex, operator=sign)


CASES: tuple[Case, ...] = (
    within_a_year,
    more_than_all,
    two_years,
    withheld,
    judged,
    areas,
    far_targets,
    wholes,
    money,
    long_ago,
    limits,
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Invented(tmp_path_factory.mktemp("andra"), "format: 2\nadding_up: {goal: weakest}\n")
    for fill in CASES:
        fill(made)
    return made.build()


def said_of(document: Project, about: str) -> list[tuple[str, str]]:
    """Severity and message of every finding whose subject has a word."""
    rows = asked(document, "SELECT severity, subject, message FROM inconsistency ORDER BY ALL").rows()
    return [(severity, message) for severity, subject, message in rows if about in subject.replace(",", "").split()]


PEOPLE = "Det kan stämma om samma person räknas i flera delar men en gång för året."


@pytest.mark.parametrize(
    ("about", "severity", "message"),
    [
        (
            "persons",
            "note",
            "Mått persons, XK 2023 är 180 st, men årets delar, 100 st, 110 st, 120 st och 110 st, är tillsammans 440 "
            f"st. {PEOPLE}",
        ),
        (
            "too-many",
            "error",
            "Mått too-many, XK 2023 är 450 st, men årets delar, 100 st, 110 st, 120 st och 110 st, är tillsammans "
            "440 st.",
        ),
        (
            "households",
            "note",
            "Mått households, XK maj 2023 är 120 st, men hela 2023 är 100 st. En del av året är inte mer än hela, om "
            "året inte är ett medeltal.",
        ),
        (
            "longer",
            "warning",
            "Mått longer, XK jan.–apr. 2023 är 120 st, men hela jan.–aug. 2023 är 100 st. En del av året kan inte vara "
            "mer än hela, om det inte är ett läge vid en tidpunkt (enhetens slag: «stock»).",
        ),
        ("rolling", "error", "Mått rolling, XK 12 mån till dec. 2023 är 5,4 % på ett ställe men 4,5 % på ett annat."),
        ("women", "error", "Mått women, XK 2023: kvinnor är 30 st, men alla tillsammans är 24 st."),
        (
            "leap",
            "note",
            "Mått leap, XK 2023 är 44 %, men det är ungefär tio gånger värdet för 2022, 4,6 %. "
            "Kontrollera siffrorna och decimaltecknet.",
        ),
        (
            "thousand",
            "warning",
            "Mått thousand, XK 2023 är 1,3 tkr, men det är ungefär en tusendel av värdet för 2022, "
            "1\N{NARROW NO-BREAK SPACE}200 tkr. Kontrollera enheten.",
        ),
        ("hidden", "warning", "Mått hidden, XK 2023 är 3 % på ett ställe men sekretess på ett annat."),
        (
            "senseless",
            "warning",
            "Mått senseless, XK 2023 är 3 % på ett ställe men ej tillämpligt på ett annat.",
        ),
        (
            "near-said",
            "warning",
            "Den publicerade bedömningen av Mål near-said är nära målet, men utfallet 90 mot målet 100 är sämre än "
            "målet, med Årshjuls gräns för nära, 5 % av målvärdet.",
        ),
        (
            "slight",
            "note",
            "Trenden för Mål slight är publicerad som oförändrad, men värdet gick från "
            "125\N{NARROW NO-BREAK SPACE}400 till 125\N{NARROW NO-BREAK SPACE}410.",
        ),
        (
            "beyond",
            "warning",
            "Den publicerade bedömningen av Mål beyond är bättre än målet, men utfallet 76,9 mot målet ≈80 är nära "
            "målet, med Årshjuls gräns för nära, 5 % av målvärdet.",
        ),
        ("council", "note", "Målet 2023 för Mått council, XK är 95 % på ett ställe men 80 % på ett annat."),
        ("steps", "warning", "Trenden för Mål steps är publicerad som oförändrad, men värdet gick från 4,4 till 4,6."),
        (
            "full",
            "warning",
            "Område full bedöms uppnå målen, men Mål full-0 och Mål full-1 är publicerade som sämre än målet.",
        ),
        ("some", "warning", "Område some bedöms uppnå målen, men Mål some-1 är publicerat som sämre än målet."),
        (
            "none",
            "warning",
            "Område none bedöms inte uppnå målen, men Mål none-0 och Mål none-1 är publicerade som bättre än målet.",
        ),
        (
            "century",
            "warning",
            "Mått century, XK 1923 är tryckt som utfall, men dokumentet gäller 2023. Kontrollera årtalet.",
        ),
        (
            "points-wrong",
            "warning",
            f"Avvikelsen för Mått points-wrong, XK 2023 är tryckt som {MINUS}8 procentenheter, men utfallet 80 % mot "
            "målet 85 % skiljer 5 procentenheter.",
        ),
        ("few-wrong", "error", "Mått few-wrong 2023: 14 kvinnor och <5 män är högst 18, men totalt står 25."),
        ("few-less", "error", "Mått few-less 2023: 14 kvinnor och <5 män är minst 14, men totalt står 10."),
        ("few-over", "error", "Mått few-over 2023: 14 kvinnor och 7 män är 21, men totalt står <20."),
        ("rate-wrong", "error", "Mått rate-wrong 2023: totalt 80 ligger inte mellan kvinnor >95 och män 90."),
        (
            "aim-tenth",
            "note",
            "Målet 2023 för Mått aim-tenth, XK är 8,5 %: ungefär en tiondel av utfallet för 2023, 84 %. Kontrollera "
            "siffrorna och decimaltecknet.",
        ),
        (
            "aim-unit",
            "warning",
            "Målet 2023 för Mått aim-unit, XK är 80 tkr: ungefär en tusendel av utfallet för 2023, "
            "81\N{NARROW NO-BREAK SPACE}000 tkr. Kontrollera enheten.",
        ),
        (
            "part-more-part",
            "error",
            "Mått part-more-part, XK 2023 är 150 st, men Mått part-more, som det är en del av, är 140 st.",
        ),
        (
            "part-share-part",
            "error",
            "Mått part-share-part, XK 2023 är 120 st, men Mått part-share-all, som det är en del av, är 100 st.",
        ),
        (
            "Vård",
            "warning",
            "Vård, XK: utfall 2023 är 12\N{NARROW NO-BREAK SPACE}100 tkr, men budget 2023 är 12,1 tkr. "
            "Kontrollera enheten.",
        ),
        ("Stöd", "error", "Avvikelsen för Stöd är tryckt som 2,0 %, men 400 tkr mot anslag 500 tkr skiljer 20,00 %."),
        (
            "Kusten",
            "error",
            "Avvikelsen för Kusten är tryckt som 7,0 %, men 110 tkr mot budget 100 tkr skiljer 10,00 %.",
        ),
        ("Gata", "error", "Avvikelsen för Gata är tryckt som 1,0 %, men 90 tkr mot budget 100 tkr skiljer 10,00 %."),
        ("Anslaget", "error", "Avvikelsen för Anslaget är tryckt som 30 tkr, men 80 mot anslag 100 ger 20."),
    ],
)
def test_what_cannot_be_is_told(document: Project, about: str, severity: str, message: str) -> None:
    assert said_of(document, about) == [(severity, message)]


@pytest.mark.parametrize(
    "about",
    [
        "net",
        "women-fit",
        "women-rate",
        "grown",
        "elsewhere",
        "near-unsaid",
        "step",
        "fine",
        "unknown",
        "aim-once",
        "aim",
        "part-fit-part",
        "history",
        "soon",
        "about",
        "width",
        "base",
        "points",
        "Skola",
        "Rätt",
        "Park",
        "Bad",
        "Norr",
        "Söder",
        "Bidrag",
        "Buss",
        "Tåg",
        "Udden",
        "Skären",
        "Summa",
        "Öster",
    ],
)
def test_what_can_be_is_not(document: Project, about: str) -> None:
    assert said_of(document, about) == []
