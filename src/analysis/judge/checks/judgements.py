"""Published assessments of goals and areas against figures, and against the document's own practice."""

from collections.abc import Iterator

import polars as pl

from analysis.base.judged import Unjudged
from analysis.base.vocabulary import AreaAssessment, Assessment, Contradiction, Severity
from analysis.judge.assessment import aim_at, allowance, assess
from analysis.judge.checks.finding import NOISE, Finding, Row, where
from analysis.judge.checks.goal_words import figures_of, goal_finding, in_legend, reach_of, said_to_be
from analysis.judge.interval import interval_of
from analysis.judge.units import Factor
from analysis.words.codes import ASSESSMENTS
from analysis.words.numbers import beside_sign, exact, number, with_unit
from analysis.words.phrases import enumerate_words
from analysis.words.terms import term

#: What a document lacks whose figures do not judge.
LACKING = {
    Unjudged.NO_FIGURES: "inget utfall i siffror",
    Unjudged.NO_OUTCOME: "inget utfall i siffror",
    Unjudged.OLD_OUTCOME: "inget utfall för året i siffror",
    Unjudged.NO_TARGET: "inget mål i siffror",
    Unjudged.OTHER_TARGET: "bara ett mål som gäller en annan organisation",
    Unjudged.PART_OF_YEAR: "inget utfall för den tid som målet gäller",
    Unjudged.UNITS: "inga jämförbara enheter",
    Unjudged.NO_DIRECTION: "ingen riktning för {indicator.the}",
    Unjudged.ONE_END: "ett mål som är ett tal fast {indicator.the} är bäst inom ett intervall",
    Unjudged.BASE: "inget utgångsvärde att jämföra med",
    Unjudged.NO_RANK: "ingen placering",
    Unjudged.AMONG: "ingen uppgift om hur många som jämförs",
    Unjudged.YEARS: "inte alla år som målet gäller",
    Unjudged.METHOD: "år som är mätta på olika sätt",
    Unjudged.LIMIT: "ett mål vars gräns går mot {indicator.the}s riktning",
    Unjudged.SEXES: "inget utfall för kvinnor och män tillsammans",
    Unjudged.ROUGH: "inget tillräckligt noga angivet utfall",
}
#: What is no lack of figures where those of women or men are printed.
UNTOLD = {Unjudged.NO_FIGURES, Unjudged.NO_OUTCOME, Unjudged.OLD_OUTCOME}


def check_assessments(goals: pl.DataFrame) -> Iterator[Finding]:
    """Compare published assessments with the ones that the rule gives.

    Args:
        goals: Rows of the view `goal_detail` with `near_known` (whether the legend has a word for near), `sexes_told`
            (whether an outcome of women or men is printed), and `forecast` and what belongs to it: what the document
            expects of the rest of its year.

    Yields:
        One finding a goal that the figures judge otherwise, those that the document does not evaluate among them, and
        a note for each that is judged without figures, or against its forecast.
    """
    for row in goals.filter(pl.col("assessment_published").is_not_null()).iter_rows(named=True):
        published = Assessment(row["assessment_published"])
        computed = in_legend(row, Assessment(row["assessment_computed"]))
        if computed == published or _is_near_unsaid(row, published, computed) or _is_of_words(row):
            continue
        if computed == Assessment.NOT_EVALUATED:
            yield from _unjudged(row, published)
        else:
            message = f"{_as_published(row, published)}, men {_against_target(row, computed)}."
            difference = row["shortfall"] if row["measures"] == 1 else None
            yield goal_finding(row, Contradiction.ASSESSMENT, (published, computed), message, difference)
    yield from _neither(goals)


def _neither(goals: pl.DataFrame) -> Iterator[Finding]:
    """Tell of steps that may mean two things, neither of which is what the figures give."""
    if not {"own_word", "assessment_step"} <= {*goals.columns}:
        return
    unsure = pl.col("assessment_published").is_null() & pl.col("assessment_step").is_not_null()
    for row in goals.filter(unsure & pl.col("judged_otherwise")).iter_rows(named=True):
        computed = Assessment(row["assessment_computed"])
        message = f"{_called(row)}, men {_against_target(row, computed)}."
        yield goal_finding(row, Contradiction.ASSESSMENT, (row["assessment_step"], computed), message)


def _called(row: Row, published: Assessment | None = None) -> str:
    """What the document calls a goal: by a step of its own in its own words."""
    word = f"«{row['own_word']}»" if row.get("own_word") else ASSESSMENTS[published or Assessment.NOT_EVALUATED]
    return f"Den publicerade bedömningen av {row['label']} är {word}"


def _is_near_unsaid(row: Row, published: Assessment, computed: Assessment) -> bool:
    """Whether a miss is called near where neither the edition nor the indicator says how far near reaches."""
    missed = (published, computed) == (Assessment.NEAR, Assessment.WORSE)
    return missed and row["measures"] == 1 and row["tolerance"] is None


def _is_of_words(row: Row) -> bool:
    """Whether only print can judge: then no figures are lacking."""
    return bool(row["measures"] == 1 and row["unjudged"] == Unjudged.WORDS)


def check_published_yardsticks(measures: pl.DataFrame) -> Iterator[Finding]:
    """Compare what is published of single yardsticks with what the rule gives, as of goals.

    Args:
        measures: Rows of the view `goal_measure_detail` with `near_known`, `sexes_told` and `own_word`.

    Yields:
        As `check_assessments`, a finding a yardstick.
    """
    rows = measures.filter(pl.col("yardstick_step").is_not_null()).iter_rows(named=True)
    alone = [
        {
            **row,
            "label": ": ".join(filter(None, (row["label"], row["measure_label"]))),
            "assessment_published": row["yardstick_published"],
            "assessment_step": row["yardstick_step"],
            "judged_otherwise": row["yardstick_otherwise"],
            "measures": 1,
            "forecast": None,
        }
        for row in rows
    ]
    if alone:
        yield from check_assessments(pl.DataFrame(alone, infer_schema_length=None))


def _as_published(row: Row, published: Assessment) -> str:
    if published == Assessment.NOT_EVALUATED:
        return f"Dokumentet bedömer inte {row['label']}"
    return _called(row, published)


def _against_target(row: Row, computed: Assessment) -> str:
    """Say where the outcome stands; of several yardsticks how many reach their targets."""
    if row["measures"] > 1:
        unknown = row["measures"] - row["measures_known"]
        told = f"{row['measures_reached']} av {row['measures']} {term('yardstick').many} når målet"
        what = f"{term('yardstick'):okänd|okänt}" if unknown == 1 else "okända"
        told += f", {unknown} är {what}" if unknown else ""
        return f"{term('yardstick').the_many} ger tillsammans {ASSESSMENTS[computed]} ({told})"
    if computed == Assessment.BETTER and row["distance_side"] == 0:
        return "utfallet {} når målet {}".format(*figures_of(row))
    return said_to_be(row, reach_of(row), computed)


def _unjudged(row: Row, published: Assessment) -> Iterator[Finding]:
    """Tell of a judgement that no outcome bears out; a forecast may do that, or speak against it."""
    expected = _expected(row)
    if expected is None or published == Assessment.NOT_EVALUATED:
        yield _unfounded(row, published)
    elif expected not in (published, Assessment.NOT_EVALUATED):
        target = beside_sign(number(row["target"], row["target_decimals"]), row["target_operator"])
        forecast = beside_sign(number(row["forecast"], row["forecast_decimals"]), row["forecast_operator"])
        differ = row["forecast_unit"] != row["target_unit"]
        forecast, target = (
            with_unit(figure, row[f"{name}_symbol"] if differ else None)
            for name, figure in (("forecast", forecast), ("target", target))
        )
        yield _note(
            row,
            "assessment-forecast",
            (published, expected),
            f"{_as_published(row, published)}, men "
            f"{said_to_be(row, f'prognosen {forecast} mot målet {target}', expected)}.",
        )


def _expected(row: Row) -> Assessment | None:
    """What the forecast says of the target; nothing where there is none, or no unit that both have."""
    if row["forecast"] is None or row["target"] is None or row["measures"] > 1:
        return None
    to_target, of_indicator = (
        None if row[name] is None else Factor(exact(row[name]), exact(row["target_factor"]))
        for name in ("forecast_factor", "indicator_factor")
    )
    if to_target is None:
        return None
    target, tolerance = exact(row["target"]), None if row["tolerance"] is None else exact(row["tolerance"])
    printed = {"value": target, "operator": row["target_operator"], "decimals": row["target_decimals"]}
    width = of_indicator and row.get("about_width") and of_indicator.of(exact(row["about_width"]))
    near = allowance(target, of_indicator, tolerance, row["tolerance_kind"])
    aim = aim_at({**printed, "width": width}, near=near)
    forecast = interval_of(exact(row["forecast"]), row["forecast_operator"], row["forecast_decimals"])
    return in_legend(row, assess(forecast.each(to_target.of), aim, row["direction"]))


def _unfounded(row: Row, published: Assessment) -> Finding:
    return _note(
        row,
        "assessment-unfounded",
        (published, ""),
        f"{_called(row, published)}, men dokumentet har {_lacking(row)}.",
    )


def _lacking(row: Row) -> str:
    """What a document lacks whose figures do not judge a goal."""
    if row["measures"] > 1:
        return f"bara {row['measures_known']} av {row['measures']} {term('yardstick').many} som går att bedöma"
    why = Unjudged.SEXES if row["sexes_told"] and row["unjudged"] in UNTOLD else row["unjudged"]
    return LACKING.get(why, "inget som siffrorna kan bedömas med").format(indicator=term("indicator"))


def _note(row: Row, rule: str, words: tuple[str, str], message: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.NOTE,
        rule=rule,
        subject=row["label"],
        printed=words[0],
        other=words[1],
        message=message,
    )


def check_practice(goals: pl.DataFrame) -> Iterator[Finding]:
    """Find misses that a document judges otherwise than a larger miss of its own.

    Args:
        goals: Rows of the view `goal_detail`.

    Yields:
        One finding a goal called worse than its target though a goal that misses more is called near, the pair that
        lies furthest apart. What is published as figures give it, each within its own tolerance, is no practice.
    """
    as_computed = pl.col("assessment_published") == pl.col("assessment_computed")
    near_within = (pl.col("assessment_published") == Assessment.NEAR.value) & pl.col("tolerance").is_not_null()
    missed = goals.filter((pl.col("shortfall_pct") > NOISE) & ~(as_computed & near_within).fill_null(value=False))
    for __, rows in missed.group_by("document", "organisation", maintain_order=True):
        near = rows.filter(pl.col("assessment_published") == Assessment.NEAR.value).sort("shortfall_pct")
        worse = rows.filter(pl.col("assessment_published") == Assessment.WORSE.value)
        for row in worse.iter_rows(named=True):
            milder = near.filter(pl.col("shortfall_pct") > row["shortfall_pct"] + NOISE)
            if milder.height:
                yield _unequal(row, milder.row(-1, named=True))


def _unequal(row: Row, milder: Row) -> Finding:
    own, others = (f"{number(found['shortfall_pct'], 1)} %" for found in (row, milder))
    return Finding(
        **where(row),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.WARNING,
        rule="practice",
        subject=row["label"],
        printed=own,
        other=others,
        difference=round(row["shortfall_pct"] - milder["shortfall_pct"], 6),
        other_place=milder["place"],
        message=f"{row['label']} missar målet med {own} och kallas sämre än målet, men {milder['label']} missar med "
        f"{others} och kallas nära målet.",
    )


def check_areas(areas: pl.DataFrame, measures: pl.DataFrame) -> Iterator[Finding]:
    """Find areas said to reach their goals though one misses its target, or to miss them though all reach theirs.

    Args:
        areas: Rows of the view `area_detail` with `file` and `file_row`.
        measures: Rows of the view `goal_measure_detail`.

    Yields:
        One finding an area, naming the goal that misses most, or those that are reached.
    """
    said = areas.filter(pl.col("assessment").is_in([AreaAssessment.FULL.value, AreaAssessment.NOT.value]))
    for area in said.iter_rows(named=True):
        goals = measures.filter(
            (pl.col("document") == area["document"])
            & (pl.col("organisation") == area["organisation"])
            & (pl.col("process_area") == area["process_area"])
        )
        yield from _missed_in(area, goals) if area["assessment"] == AreaAssessment.FULL else _reached_in(area, goals)


def _missed_in(area: Row, goals: pl.DataFrame) -> Iterator[Finding]:
    missed = goals.filter(pl.col("assessment_computed") == Assessment.WORSE.value).sort("shortfall_pct")
    said = goals.filter(pl.col("assessment_published") == Assessment.WORSE.value)
    if missed.height:
        goal = missed.row(-1, named=True)
        message = f"{_said_of(area)}, men {goal['label']} gör det inte: {reach_of(goal)}."
        also = [name for name in missed["label"].unique(maintain_order=True) if name != goal["label"]]
        more = f" Inte heller {enumerate_words(also)}." if also else ""
        yield _area_finding(area, goal, (AreaAssessment.FULL, Assessment.WORSE), message + more)
    elif said.height:
        each, goal = said["label"].unique(maintain_order=True).to_list(), said.row(0, named=True)
        message = f"{_said_of(area)}, men {_published_as(each, Assessment.WORSE)}."
        yield _area_finding(area, goal, (AreaAssessment.FULL, Assessment.WORSE), message)


def _reached_in(area: Row, goals: pl.DataFrame) -> Iterator[Finding]:
    """Nothing is said where a single goal may have been missed, or is not known."""
    if goals.is_empty():
        return
    each, goal = goals["label"].unique(maintain_order=True).to_list(), goals.row(0, named=True)
    if (goals["goal_computed"] == Assessment.BETTER.value).all():
        noun = term("goal").short
        reached = (
            f"alla {len(each)} {noun.many} når sina målvärden" if len(each) > 1 else f"{noun.the} når sitt målvärde"
        )
        message = f"{_said_of(area)}, men {reached}: {enumerate_words(each)}."
        yield _area_finding(area, goal, (AreaAssessment.NOT, Assessment.BETTER), message)
    elif goals["assessment_published"].fill_null("").eq(Assessment.BETTER.value).all():
        message = f"{_said_of(area)}, men {_published_as(each, Assessment.BETTER)}."
        yield _area_finding(area, goal, (AreaAssessment.NOT, Assessment.BETTER), message)


def _said_of(area: Row) -> str:
    reaches = "" if area["assessment"] == AreaAssessment.FULL else "inte "
    return f"{area['name']} bedöms {reaches}uppnå {term('goal').short.the_many}"


def _published_as(goals: list[str], word: Assessment) -> str:
    """Which goals are published as what."""
    return f"{enumerate_words(goals)} är {'publicerat' if len(goals) == 1 else 'publicerade'} som {ASSESSMENTS[word]}"


def _area_finding(area: Row, goal: Row, words: tuple[str, str], message: str) -> Finding:
    return Finding(
        **where(area),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.WARNING,
        rule="area",
        subject=area["name"],
        printed=words[0],
        other=words[1],
        other_place=goal["outcome_place"] or "",
        message=message,
    )
