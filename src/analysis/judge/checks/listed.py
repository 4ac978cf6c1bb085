"""The lists of a document that a text may mean: all of it, a part, an area, a kind."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from analysis.base.vocabulary import SubjectType
from analysis.judge.checks.finding import Row

PART = "organisation"
#: Ways of telling apart what is listed: all of a document, of a part, of a heading of it.
GROUPS = ((), (PART,), (PART, "process_area"), (PART, "heading"), (PART, "whose"))
#: What tells that a sentence is of another year.
BEFORE = re.compile(r"\b(?:19|20)\d\d\b|\bförra\b|\bfjol\b", re.IGNORECASE)
Counted = Counter[str | None]


class Listed(NamedTuple):
    """What is listed together, and what a text may mean.

    Attributes:
        organisation: Whose part it stands in; nothing for what the whole document lists.
        area: Its area, where it is that of one.
        counted: How much there is of each status or judgement.
    """

    organisation: str | None
    area: str | None
    counted: Counted

    def may_be_all_of(self, row: Row) -> bool:
        """Whether it may be all that a text is about, of its area or its organisation.

        Args:
            row: A text: `organisation`, `subject_type`, `subject`.
        """
        if row["subject_type"] == SubjectType.AREA:
            return bool(self.area == row["subject"])
        return self.area is None and self.is_within(row)

    def is_within(self, row: Row) -> bool:
        """Whether it is of the organisation that a text is about.

        Args:
            row: A text: `organisation`, `subject_type`.
        """
        return row["subject_type"] == SubjectType.ORGANISATION and self.organisation in (None, row["organisation"])


def lists_of(listed: pl.DataFrame, what: str) -> Mapping[str, Sequence[Listed]]:
    """Gather the lists of every document.

    Args:
        listed: `document`, `organisation`, `what`, `process_area`, `heading`, `whose`, `status`.
        what: What is listed: goals, commitments.

    Returns:
        Lists by document.
    """
    lists: defaultdict[str, list[Listed]] = defaultdict(list)
    own = listed.filter(pl.col("what") == what)
    for group in GROUPS:
        for (document, *keys), rows in own.group_by("document", *group, maintain_order=True):
            named = dict(zip(group, map(str, keys), strict=True))
            counted = Counter(rows["status"].to_list())
            lists[str(document)].append(Listed(named.get(PART), named.get("process_area"), counted))
    return lists


def is_of_another_year(row: Row, after: str) -> bool:
    """Whether the rest of a sentence tells that it is of another year than its document.

    Args:
        row: A text: `year`.
        after: What stands after what was found.
    """
    rest = re.split(r"[.!?\n]", after, maxsplit=1)[0]
    years: list[str] = BEFORE.findall(rest)
    return any(year != str(row["year"]) for year in years)
