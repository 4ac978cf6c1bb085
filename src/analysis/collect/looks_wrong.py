"""What looks wrong in answers, though it may be right: told before anything is written, and never changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.base.vocabulary import Sex, Status
from analysis.collect.answers import Answer
from analysis.collect.form import FieldKind
from analysis.collect.lines import COMMITMENTS, DONE, FAR, MEN, MONEY, STATUS, TOTAL, WOMEN
from analysis.words.numbers import number
from analysis.words.translate import _

#: What is left of a sum in binary arithmetic.
EQUAL = 1e-9


def doubts(answers: Sequence[Answer]) -> Mapping[str, list[str]]:
    """Tell what looks wrong.

    Args:
        answers: The answers of a form.

    Returns:
        What is said, by the cell that it is said of.
    """
    told: dict[str, list[str]] = {}
    lines: dict[tuple[str, str], dict[str, Answer]] = {}
    for answer in answers:
        lines.setdefault((answer.asked.sheet, answer.asked.row), {})[answer.asked.column] = answer
        if answer.asked.kind is FieldKind.NUMBER and answer.asked.earlier:
            _note(told, answer, _beside_earlier(answer))
    for line in lines.values():
        for answer, words in (*_sexes(line), *_without_text(line)):
            _note(told, answer, [words])
    return told


def _note(told: dict[str, list[str]], answer: Answer, words: Iterable[str]) -> None:
    if said := list(words):
        told.setdefault(answer.address, []).extend(said)


def as_number(value: str) -> float:
    """Read a figure of the data folder.

    Args:
        value: Its digits, with a comma.

    Returns:
        The number.
    """
    return float(value.replace(",", "."))


def _beside_earlier(answer: Answer) -> Iterator[str]:
    value, earlier = as_number(answer.value), answer.asked.earlier
    known = [abs(each) for each in earlier if each]
    if not value or not known:
        return
    if value * earlier[0] < 0:
        yield _("tecknet är ett annat än tidigare ({earlier})", earlier=number(earlier[0]))
    elif abs(value) > max(known) * FAR:
        yield _("är mycket högre än tidigare ({earlier}); är det rätt enhet?", earlier=number(earlier[0]))
    elif abs(value) < min(known) / FAR:
        yield _("är mycket lägre än tidigare ({earlier}); 4,4 % skrivs 4,4", earlier=number(earlier[0]))


def _sexes(line: Mapping[str, Answer]) -> Iterator[tuple[Answer, str]]:
    """A total lies between women and men, where they are shares; is no less than either, where they are counted."""
    if not {TOTAL, WOMEN, MEN} <= {*line} or line[TOTAL].asked.sheet == MONEY:
        return
    whole, women, men = (as_number(line[sex].value) for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
    if women == men == whole or min(women, men) <= whole <= max(women, men):
        return
    if abs(women + men - whole) > EQUAL:
        told = _("totalen ({total}) ligger varken mellan kvinnor och män eller är deras summa", total=number(whole))
        yield line[TOTAL], told


def _without_text(line: Mapping[str, Answer]) -> Iterator[tuple[Answer, str]]:
    status = line.get(STATUS)
    if status and status.asked.sheet == COMMITMENTS and status.value == Status.DELAYED and DONE not in line:
        yield status, _("är efter plan utan att det står varför")
