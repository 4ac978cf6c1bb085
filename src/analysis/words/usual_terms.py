"""The words that things have where an owner says nothing: neutral ones, and those of the first format."""

from collections.abc import Mapping

from analysis.words.current_language import ENGLISH, SWEDISH

#: Forms by code as they are written in a project's settings: one, the one, many, the many; in English one and many.
Written = Mapping[str, str]
#: What municipalities, boards and regions all understand.
USUAL: Mapping[str, Written] = {
    SWEDISH: {
        "perspective": "ett perspektiv, perspektivet, perspektiv, perspektiven",
        "strategic_goal": "ett strategiskt mål, det strategiska målet, strategiska mål, de strategiska målen",
        "area": "ett område, området, områden, områdena",
        "evaluation_area": "ett område, området, områden, områdena",
        "goal": "ett mål, målet, mål, målen",
        "part_goal": "ett delmål, delmålet, delmål, delmålen",
        "yardstick": "ett mått, måttet, mått, måtten",
        "commitment": "ett åtagande, åtagandet, åtaganden, åtagandena",
        "activity": "en aktivitet, aktiviteten, aktiviteter, aktiviteterna",
        "key_figure": "ett nyckeltal, nyckeltalet, nyckeltal, nyckeltalen",
        "indicator": "en indikator, indikatorn, indikatorer, indikatorerna",
        "control": "en kontroll, kontrollen, kontroller, kontrollerna",
        "internal_control": "en internkontroll, internkontrollen, internkontroller, internkontrollerna",
        "municipality": "en kommun, kommunen, kommuner, kommunerna",
        "council": "ett kommunfullmäktige, kommunfullmäktige, kommunfullmäktige, kommunfullmäktige",
        "board": "en nämnd, nämnden, nämnder, nämnderna",
        "administration": "en förvaltning, förvaltningen, förvaltningar, förvaltningarna",
        "department": "en avdelning, avdelningen, avdelningar, avdelningarna",
        "unit": "en enhet, enheten, enheter, enheterna",
    },
    ENGLISH: {
        "perspective": "perspective, perspectives",
        "strategic_goal": "strategic goal, strategic goals",
        "area": "area, areas",
        "evaluation_area": "area, areas",
        "goal": "goal, goals",
        "part_goal": "part goal, part goals",
        "yardstick": "yardstick, yardsticks",
        "commitment": "commitment, commitments",
        "activity": "activity, activities",
        "key_figure": "key figure, key figures",
        "indicator": "indicator, indicators",
        "control": "control, controls",
        "internal_control": "internal control, internal controls",
        "municipality": "municipality, municipalities",
        "council": "council, councils",
        "board": "board, boards",
        "administration": "administration, administrations",
        "department": "department, departments",
        "unit": "unit, units",
    },
}
#: What the program called them when it knew of one municipality only: a folder of the first format keeps its pages.
FIRST_FORMAT: Mapping[str, Mapping[str, str]] = {
    "area": {
        "sv": "ett processområde, processområdet, processområden, processområdena",
        "en": "process area, process areas",
        "short": "ett område, området, områden, områdena",
        "short_en": "area, areas",
    },
    "goal": {
        "sv": "ett processmål, processmålet, processmål, processmålen",
        "en": "process goal, process goals",
        "short": "ett mål, målet, mål, målen",
        "short_en": "goal, goals",
    },
}
