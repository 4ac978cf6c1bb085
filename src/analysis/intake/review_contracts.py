"""Frame contracts of `data/reviews/`: what people decided about the figures, each decision guarded by them."""

import dataframely as dy

from analysis.base import vocabulary as words
from analysis.intake import columns
from analysis.intake.rows import ReviewRow


class Acknowledgements(ReviewRow, table="acknowledgement", file="acknowledgements.csv"):
    """Contradictions that somebody has looked at; the id changes with the figures, so a new figure is a new one."""

    finding = dy.String(primary_key=True, regex=r"^[0-9a-f]{10}$")
    document = columns.reference("document")
    subject = columns.text()
    name = columns.text()
    date = columns.day()
    reason = columns.text()


class Overrides(ReviewRow, table="override", file="overrides.csv"):
    """Assessments and trends set against the rule, with the figures that they were set for."""

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    field = columns.one_of(words.Judged, key=True)
    value = columns.text()
    name = columns.text()
    date = columns.day()
    reason = columns.text()
    outcome = columns.number()
    target = columns.number()
    previous = columns.number()


class Closings(ReviewRow, table="closing", file="closings.csv"):
    """Documents that take no more figures in, with the decision behind it; a later row is a correction."""

    document = columns.reference("document", key=True)
    closed_on = columns.day(key=True)
    decision = columns.text(longest=200)
    reason = columns.text(nullable=True)
    seal = dy.String(primary_key=True, regex=r"^[0-9a-f]{64}$")
