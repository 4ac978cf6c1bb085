"""How a report went, as those who are not at the screen are told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """How a report went.

    Attributes:
        report: Its id.
        title: Its title, the id where the parameter file cannot be read.
        faults: What failed; nothing when all went well.
        made: Whether there are new pages; otherwise the former ones are left in place.
    """

    report: str
    title: str
    faults: tuple[str, ...]
    made: bool
