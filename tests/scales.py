"""Scales of assessment as real follow-ups have them, and one document a scale with everything that it can say."""

from collections.abc import Sequence
from typing import NamedTuple

from tests.invented import WHO, Invented


class Step(NamedTuple):
    """A step: its code, shape, word, what it means, and what the public views call that."""

    code: str
    shape: str
    word: str
    meaning: str = ""
    view: str | None = None
    colour: str = ""
    least: str = ""


FOUR = (
    Step("uppfyllt", "circle", "Uppfyllt", "reached", "better"),
    Step("hog", "level_3", "I hög grad uppfyllt", "partly", "near"),
    Step("lag", "level_1", "I låg grad uppfyllt", "partly", "near"),
    Step("inte", "cross", "Inte uppfyllt", "not", "worse"),
)
SMILEYS = (
    Step("5", "smile_wide", "Mycket bra", "reached", "better"),
    Step("4", "smile", "Bra", "reached", "better"),
    Step("3", "smile_flat", "Varken eller", "partly", "near"),
    Step("2", "frown", "Dåligt", "not", "worse"),
    Step("1", "frown_deep", "Mycket dåligt", "not", "worse", "bad"),
)
TWO = (
    Step("ja", "check", "Målet nås", "reached", "better"),
    Step("nej", "cross", "Målet nås inte", "not", "worse"),
)
LIGHTS = (
    Step("gron", "light_bottom", "Grönt ljus", "reached", "better"),
    Step("grongul", "light_lower", "Grönt till gult", "partly", "near"),
    Step("gul", "light_middle", "Gult ljus", "partly", "near"),
    Step("gulrod", "light_upper", "Gult till rött", "partly, not", None, "caution"),
    Step("rod", "light_top", "Rött ljus", "not", "worse"),
    Step("tidigt", "dash", "För tidigt att bedöma", "unknown", "not_evaluated"),
)
PERCENT = (
    Step("klart", "gauge", "Målet nått", "reached", "better", "", "100"),
    Step("vag", "gauge", "På god väg", "partly", "near", "", "75"),
    Step("langt", "gauge", "Långt kvar", "not", "worse", "", "0"),
    Step("ej", "dash", "Mäts nästa år", "unknown", "not_evaluated"),
)
DOUBTFUL = (
    Step("nar", "circle", "Når målet", "reached", "better"),
    Step("delvis", "half", "Delvis eller kan inte mätas", "partly, unknown", None),
    Step("ej", "square", "Når inte målet", "not", "worse"),
)
SCALES: dict[str, Sequence[Step]] = {
    "fyra": FOUR,
    "smil": SMILEYS,
    "tva": TWO,
    "ljus": LIGHTS,
    "andel": PERCENT,
    "dubbel": DOUBTFUL,
    "ingen": (),
}
ARROWS = (
    Step("upp", "arrow_steep_up", "Går åt rätt håll", "better", "better"),
    Step("lika", "arrow_flat", "Står still", "unchanged", "unchanged"),
    Step("ned", "arrow_steep_down", "Går åt fel håll", "worse", "worse"),
)
AREAS = (
    Step("stjarna", "star", "Området lyckas", "reached", "full"),
    Step("gnista", "triangle", "Området är på väg", "partly", "partial"),
    Step("moln", "triangle_down", "Området halkar efter", "not", "not"),
)
STATUSES = (
    Step("genomford", "pie_100", "Genomförd", "reached", "done"),
    Step("startad", "pie_50", "Startad", "partly", "ongoing"),
    Step("ejgjord", "pie_0", "Ej genomförd", "not", None),
)
CONTROLS = (
    Step("a", "level_4", "God kontroll", "reached", "full"),
    Step("b", "level_3", "Mindre brister", "partly", "partial"),
    Step("c", "level_2", "Brister", "partly", "partial"),
    Step("d", "level_1", "Allvarliga brister", "not", "not"),
)
#: Figures that a rule judges: better, near (within the document's own limits), worse, and none at all.
FIGURES = {"better": "100", "near": "90", "worse": "50", "not_evaluated": ""}
FIRST_YEAR = 2000


def years() -> dict[str, int]:
    """The year of each document: one that no other one tells of."""
    return {name: FIRST_YEAR + 3 * number for number, name in enumerate(SCALES)}


def add_scale(made: Invented, family: str, subject: str, steps: Sequence[Step]) -> None:
    """Add a scale to the legends."""
    for position, step in enumerate(steps, start=1):
        made.reference(
            "symbols",
            symbol_set=family,
            subject=subject,
            code=step.code,
            shape=step.shape,
            word=step.word,
            position=position,
            meaning=step.meaning,
            colour=step.colour,
            from_percent=step.least,
        )


def written(step: Step) -> str:
    """What a document prints of a step: the percent where it has one, else its code."""
    return str(min(int(step.least) + 5, 100)) if step.least else step.code


def add_document(made: Invented, name: str, year: int) -> None:
    """Add a document that uses every step of its scale, beside every judgement that figures give."""
    made.document(name, year, near=("80", "120", WHO), symbols=name if SCALES[name] else "")
    steps = SCALES[name]
    for step in steps or (Step("", "", ""),):
        for judged, outcome in FIGURES.items():
            code = f"{name}-{step.code or 'tom'}-{judged}"
            made.indicator(code, "count", tolerance="5")
            said = {"assessment": written(step), "assessment_source": ""} if step.code else {"assessment_source": ""}
            made.goal(code, code, name, **said, trend_source="")
            made.source("targets", name, goal=code, organisation=WHO, year=year, value="100", unit="count")
            if outcome:
                made.figure(code, str(year), outcome, "count", document=name)


def every_scale(made: Invented) -> Invented:
    """Add a document a scale; the first one has scales for everything else as well."""
    for name, year in years().items():
        if SCALES[name]:
            add_scale(made, name, "assessment", SCALES[name])
        add_document(made, name, year)
    for subject, steps in {"trend": ARROWS, "area": AREAS, "status": STATUSES, "control": CONTROLS}.items():
        add_scale(made, "fyra", subject, steps)
    for number, step in enumerate(AREAS):
        code = f"omrade{number}"
        made.reference("process_areas", process_area=code, name=step.word, perspective="p", position=2 + number)
        made.source("process_areas", "fyra", organisation=WHO, process_area=code, printed_name=f"Område {number}",
                    position=2 + number, assessment=step.code, trend=ARROWS[number].code)  # fmt: skip
    for step in STATUSES:
        made.source("commitments", "fyra", commitment=step.code, organisation=WHO, kind="own", perspective="p",
                    process_area="omrade0", label=f"Åtagande {step.code}", status=step.code)  # fmt: skip
    for step in CONTROLS:
        made.source("controls", "fyra", control=step.code, organisation=WHO, risk="Risk", label=f"Kontroll {step.code}",
                    assessment=step.code)  # fmt: skip
    return made
