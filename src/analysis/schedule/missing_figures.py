"""Who has not delivered figures for a report."""

from dataclasses import dataclass

from analysis.base.project import Project
from analysis.make.plan import parts_of
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.words.numbers import number
from analysis.words.translate import either, n_

#: What is missing in one and in several of what.
MISSING = {
    "outcome": either(
        "{who}: {amount} {goal.short.one} saknar utfall: {names}",
        "{who}: {amount} {goal.short.many} saknar utfall: {names}",
    ),
    "status": either(
        "{who}: {amount} {commitment.one} saknar status: {names}",
        "{who}: {amount} {commitment.many} saknar status: {names}",
    ),
}


@dataclass(frozen=True)
class Undelivered:
    """What one organisation has not delivered in one process area.

    Attributes:
        document: Id of the document.
        organisation: Code of the organisation.
        organisation_name: Its name.
        area: Printed name of the process area, empty where there is none.
        what: `outcome` of goals or `status` of commitments.
        names: The goals or commitments.
    """

    document: str
    organisation: str
    organisation_name: str
    area: str
    what: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        who = f"{self.organisation_name} ({self.organisation})" + (f", {self.area}" if self.area else "")
        amount = len(self.names)
        return n_(*MISSING[self.what], amount, who=who, amount=number(amount), names=", ".join(self.names))


def undelivered(project: Project, reports: list[str]) -> list[Undelivered]:
    """List what is missing in the documents that reports are about.

    Args:
        project: The project.
        reports: Ids of reports.

    Returns:
        One row an organisation, process area and kind, each document's part once.

    Raises:
        DatabaseError: If there is no database.
        ParameterError: If a parameter file cannot be read, or names what the data lacks.
    """
    parts = dict.fromkeys((part["document"], part["organisation"]) for part in parts_of(project, reports))
    with open_database(project.database) as connection:
        found = [ask_rows(connection, "undelivered", document=document, organisation=who) for document, who in parts]
    return [
        Undelivered(**row | {"area": row["area"] or "", "names": tuple(row["names"])}) for rows in found for row in rows
    ]
