"""Every check is asked, and what they find is laid out in their order."""

from datetime import date

import polars as pl
from tests.rows import SPOT, YEAR, Row, cell, figure, frame, goal, with_signs

from analysis.judge.checks import contradictions

EARLIER = {"period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31)}
LISTS = {"owners": pl.List(pl.String), "responsible": pl.List(pl.String)}


def series_found() -> list[Row]:
    """Figures that each say something that another does not bear out."""
    series = [figure(5.0, indicator="told", **EARLIER), figure(7.0, indicator="told"), figure(8.0, indicator="told")]
    series += [figure(9.0, indicator="told", measure="change", compared_to=EARLIER["period_end"])]
    series += [figure(None, indicator="told", missing="not_yet"), figure(1.0, indicator="unit")]
    series += [figure(1.0, indicator="unit", scale="percent")]
    series += [figure(920.0, indicator="far", unit="percent", maximum=100.0)]
    years = [{"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)} for year in (2014, 2015, 2016)]
    series += [figure(v, indicator="sign", **span) for v, span in zip((4.0, 4.0, -4.0), years, strict=True)]
    series += [figure(9.0, indicator="late", period_start=date(2017, 1, 1), period_end=date(2017, 12, 31))]
    half = {"period_end": date(2016, 6, 30), "period_type": "part_year"}
    series += [figure(9.0, indicator="half"), figure(90.0, indicator="half", **half)]
    series += [figure(9.0, indicator="var", measure=what) for what in ("budget", "variance")]
    series += [figure(9.0, indicator="var"), figure(9.0, indicator="both")]
    series += [figure(None, indicator="both", missing="not_reported")]
    series += [figure(75.0, indicator="aim", measure="target", operator="≤", direction="higher")]
    series += [figure(50.5, indicator="share", unit="percent"), figure(7.0, indicator="all")]
    series += [figure(1.0, indicator="one", label="Lika"), figure(2.0, indicator="two", label="Lika")]
    return series


def totals() -> list[Row]:
    """Sides of a balance sheet, a total that its lines give in the outcome alone, a slip, an outcome printed anew."""
    sides: Row = {"statement": "balance_sheet", "is_total": True}
    unit: Row = {"statement": "unit", "organisation": "KS"}
    slip: Row = {"statement": "operating_account", "organisation": "EK"}
    return [
        *(cell(n, 100.0 * n, measure, **slip) for n in (1, 2) for measure in ("actual", "budget")),
        *(cell(3, 4500, **slip), cell(3, 450, "budget", **slip), cell(1, 150, **slip, document="e")),
        *(cell(1, 1000, line="Sida 1", **sides), cell(2, 990.0, line="Sida 2", **sides)),
        *(cell(n, 100.0 * n, measure, **unit) for n in (1, 2) for measure in ("actual", "budget")),
        *(cell(3, 300, is_total=True, **unit), cell(3, 310, "budget", is_total=True, **unit)),
    ]


def every_fact() -> dict[str, pl.DataFrame]:
    """One thing for each check to find, some by the way."""
    lines = [cell(1, 3), cell(2, 9.0), cell(3, 10), cell(3, 8, "budget"), cell(3, 5, "variance")]
    lines.append(cell(4, 4, line="rad 1", statement="other"))
    lines += totals()
    total: Row = {"document": "d", "organisation": "KLK", "statement": "department", "total": 2, "measure": None}
    total |= {"part_statement": "department", "part": 1, "sign": 1, "part_measure": None, "way": 2}
    set_signs: Row = SPOT | {"organisation": "KLK", "statement": "unit", "variance": "favourable", "costs": None}
    set_signs |= {"costs_found": None, "variance_found": "outcome_less_budget", "file_row": 2}
    heads = [figure(float(value), indicator="heads", sex=sex) for value, sex in ((3, "K"), (4, "M"), (9, "T"))]
    series = series_found()
    relation: Row = {"relation": "r", "kind": "sum", "indicator": "heads", "measure": None, "sex": None}
    relation |= {"role": "part", "member": "told", "optional": False}
    share: Row = relation | {"relation": "s", "kind": "share", "indicator": "share"}
    few = [share | {"role": role, "member": member} for role, member in (("part", "some"), ("whole", "all"))]
    level: Row = SPOT | {
        "goal": "g",
        "label": "M",
        "goal_organisation": "KLK",
        "organisation": "KLK",
        "year": 2016,
        "yardstick": 1,
    }
    level |= {"value": 5.0, "decimals": 0, "symbol": "%", "file_row": 1, "scale": "percent"}
    level |= {"factor": 1.0}
    score: Row = SPOT | {"area_no": 1, "question_no": "1.1", "label": "F", "achieved": 9.0, "max": 2.0, "file_row": 1}
    claim: Row = SPOT | {"part": "KLK", "organisation": "KLK", "label": "A", "printed": 1.0, "decimals": 0, "unit": "x"}
    claim |= {"symbol": "", "support": "q", "recomputed": 2.0, "agrees": False, "file_row": 1}
    known: Row = {"indicator": "i", "document_kind": "annual", "year": 2016, "previous_end": None}
    goals = [goal(trend_published="worse", trend_computed="better", previous_outcome=1.0) | known]
    goals += [goal(trend_published="worse", assessment_published="near", shortfall_pct=9.0) | known]
    goals += [goal(assessment_published="worse", shortfall_pct=1.0, target=None, target_asks=None) | known]
    area: Row = SPOT | {"organisation": "KLK", "process_area": "a", "assessment": "full", "name": "D", "file_row": 9}
    done: Row = SPOT | {"label": "Å", "status": "done", "completion": 80.0, "file_row": 4, "owners": []}
    done |= {"status_level": "improved", "status_word": "Ordet", "outcome": 7.0, "previous": 5.0, "target": 4.0}
    done |= {"direction": "lower", "indicator_label": "T", "unit_symbol": "%", "outcome_type": "year"}
    done |= {f"{name}_{what}": None for name in ("outcome", "previous", "target") for what in ("decimals", "operator")}
    done |= {f"{name}_{end}": YEAR[f"period_{end}"] for name in ("outcome", "previous") for end in ("start", "end")}
    done |= {"outcome_place": "q", "level_computed": "worse", "trend_computed": "worse"}
    done |= {"carried_to": None, "document_kind": "annual", "year": 2016, "indicator": None, "measured_for": None}
    done |= {"document_start": YEAR["period_start"], "document_end": YEAR["period_end"]}
    idle: Row = SPOT | {"organisation": "KLK", "label": "A", "responsible": [], "commitment": "c", "file_row": 5}
    idle |= {"measure": "5 st", "commitment_label": "Å"}
    claim |= {"operator": None}
    lost: Row = SPOT | {"part": "KLK", "subject": "status", "amount": 9, "read": 0, "unknown": 1, "places": ["p"]}
    figure_lost: Row = SPOT | {"part": "KLK", "label": "T", "organisation": "KLK", "period_end": date(2016, 12, 31)}
    text: Row = SPOT | {"subject": "T", "file_row": 6}
    text |= {"subject_type": "organisation", "year": 2016, "organisation": "KLK"}
    text |= {"template": "17 bilar. KLK har tre mål. Alla mål nåddes. Alla åtaganden är klara."}
    listed: Row = {"document": "d", "organisation": "KLK", "what": "goal", "process_area": "b", "status": None}
    listed |= {"heading": "h", "whose": None, "status": "worse"}
    late: Row = listed | {"what": "commitment", "status": "delayed"}
    control: Row = SPOT | {"label": "Kontroll", "carried_to": 2015, "year": 2016, "document_kind": "annual"}
    less: Row = SPOT | {"label": "Å", "status": "ongoing", "completion": None, "document_title": "B", "file_row": 1}
    less |= {"earlier_document": "e", "earlier_title": "D", "earlier_status": "done", "earlier_completion": None}
    few_of: Row = relation | {"relation": "l", "indicator": "most", "member": "few"}
    series += [figure(5.0, indicator="few", operator="<"), figure(9.0, indicator="most")]
    return {
        "lines": with_signs(frame(*lines)),
        "conventions": frame(set_signs),
        "sums": frame(total),
        "figures": frame(*heads, *series),
        "relations": frame(relation, *few, few_of),
        "breaks": frame({"indicator": "told", "from_date": date(2016, 1, 1), "reason": "Ny enkät"}),
        "targets": frame(level, level | {"organisation": "KS", "value": 6.0}),
        "scores": frame(score | {"percent": None}),
        "claims": frame(claim),
        "goals": frame(*goals),
        "areas": frame(area),
        "measures": frame(*(row | {"measure_no": 1, "yardstick_step": None} for row in goals)),
        "commitments": frame(done).cast({"owners": LISTS["owners"]}),
        "carried_on": frame(less | {"earlier_place": "q"}),
        "controls": frame(control | {"file_row": 1}),
        "activities": frame(idle).cast({"responsible": LISTS["responsible"]}),
        "symbols": frame(lost | {"file_row": 1}),
        "lost": frame(figure_lost | {"file_row": 1}),
        "texts": frame(text),
        "listed": frame(listed, late),
        "values": frame({"document": "d", "value": 1.0, "money": False}),
    }


def test_every_check_finds_its_own_in_order() -> None:
    found = contradictions(every_fact())
    assert list(dict.fromkeys(found["rule"])) == [
        *("sum", "sum-likely", "balance", "variance", "sign-convention", "repeat", "restated", "tenfold"),
        *(
            "sexes",
            "relation-sum",
            "relation-limit",
            "few",
            "change",
            "own-variance",
            "part-of-year",
            "not-yet",
            "level",
            "unit",
        ),
        *("not-reported", "break"),
        *("name", "range", "sign", "period", "direction"),
        *(
            "score-max",
            "claim",
            "assessment",
            "trend",
            "trend-unfounded",
            "practice",
            "area",
            "status",
            "level-said",
            "carried",
            "carried-on",
        ),
        *("missing-target", "missing-owner", "missing-responsible", "missing-symbol", "missing-figure"),
        *("missing-area", "counted", "counted-goals", "counted-statuses", "typed"),
    ]
    # Amounts and key figures have the same rule for what is repeated.
    assert set(found.filter(rule="repeat")["subject"]) == {"rad 1, KLK 2016", "Talet, KLK 2016"}
