"""What an owner calls things: a term by its code, in every form that a sentence needs.

A message names a term itself, so that whoever says it need not: `_("Dokumentet har inga {commitment.many}.")`. After
the code stands the form (`one`, `the`, `many`, `the_many`), before it `short` where the sentence has told already what
it is about (`{area.short.the}`). A code with a capital is a term that begins a sentence: `{Commitment.many}`. What
agrees with a term has both its forms: `{goal:Ingen|Inget} {goal.one}`; in English `{goal:a|an}`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from analysis.words.current_language import ENGLISH, SWEDISH, current
from analysis.words.mixed_language import MixedText, swedish
from analysis.words.usual_terms import USUAL

FORMS = ("one", "the", "many", "the_many")
SHORT = "short"
COMMON, NEUTER = "en", "ett"
VOWELS = tuple("aeiou")
#: What in a message names a term: with a form, or with what agrees with it.
_NAMED = re.compile(rf"\{{([A-Za-z][a-z_]*)(?=[.:])(?:\.(?:{SHORT}|{'|'.join(FORMS)})\b)*(?::[^{{}}|]*\|[^{{}}|]*)?\}}")


@dataclass(frozen=True)
class Term:
    """What a thing is called in one language.

    Attributes:
        one: Indefinite, as after "ett" or "a": mål.
        the: Definite: målet, in English "the goal".
        many: Indefinite plural: mål.
        the_many: Definite plural: målen.
        second: Whether what agrees with it has its second form: a neuter in Swedish, in English what "an" is before.
        briefly: What it is called where the context says the rest; nothing where that is the same.
    """

    one: str
    the: str
    many: str
    the_many: str
    second: bool = False
    briefly: "Term | None" = None

    @property
    def short(self) -> "Term":
        """The term where the context says the rest."""
        return self.briefly or self

    @property
    def is_marked(self) -> bool:
        """Whether its words are of another language than the page."""
        return isinstance(self.one, MixedText)

    def each(self, change: Callable[[str], str]) -> "Term":
        """Change every form.

        Args:
            change: What is done with one.

        Returns:
            The same term in other letters.
        """
        one, the, many, the_many = (change(getattr(self, form)) for form in FORMS)
        return Term(one, the, many, the_many, self.second, self.briefly and self.briefly.each(change))

    def __format__(self, agreeing: str) -> str:
        """Choose the word that agrees: `en|ett`; without a choice the term for one."""
        first, __, second = agreeing.partition("|")
        return (second if self.second else first) if agreeing else str(self.one)


@dataclass(frozen=True)
class Terminology:
    """What an owner calls things.

    Attributes:
        own: Terms by language and code; what is not there has its usual word.
    """

    own: Mapping[tuple[str, str], Term] = field(default_factory=dict)

    def term(self, code: str) -> Term:
        """Find a term in the language of the moment.

        Args:
            code: Its code: one of the usual ones, or of a level of the owner's own.

        Returns:
            The owner's word, else the usual one, else the owner's Swedish one as such, else the code.
        """
        language = current()
        if found := self.own.get((language, code)) or _usual(language).get(code):
            return found
        other = self.own.get((SWEDISH, code))
        return other.each(swedish) if other else _of_code(code)

    def codes(self) -> Collection[str]:
        """Every code that has a word.

        Returns:
            The usual codes, and those of the owner's own.
        """
        return {*USUAL[SWEDISH], *(code for __, code in self.own)}


NEUTRAL = Terminology()
#: The words of a whole process, such as a command, found when one is asked for.
_PROCESS: dict[str, Callable[[], Terminology]] = {"terms": lambda: NEUTRAL}
#: The words of a piece of work, such as a report in a notebook beside one of another owner.
_NAMED_BY: ContextVar[Terminology | None] = ContextVar("terms", default=None)


def current_terms() -> Terminology:
    """Say whose words are written now.

    Returns:
        Those of the piece of work, else of the process, else the usual ones.
    """
    return _NAMED_BY.get() or _PROCESS["terms"]()


def term(code: str) -> Term:
    """Find what something is called now, and in the language of the moment.

    Args:
        code: `goal`, `area`, `commitment` …, or the code of a level of the goal tree; with a capital where the term
            begins a sentence.

    Returns:
        The term with its forms.
    """
    terms = current_terms()
    if code[0].islower() or (SWEDISH, code) in terms.own:
        return terms.term(code)
    return terms.term(code[0].lower() + code[1:]).each(_with_capital)


@contextmanager
def named_by(terms: Terminology) -> Iterator[None]:
    """Call things by an owner's words for a while; other threads go on with theirs.

    Args:
        terms: The owner's words.

    Yields:
        While it holds.
    """
    token = _NAMED_BY.set(terms)
    try:
        yield
    finally:
        _NAMED_BY.reset(token)


@contextmanager
def project_names(find: Callable[[], Terminology]) -> Iterator[None]:
    """Let a whole process, all its threads included, call things by the words of its project: a command does.

    Args:
        find: Gives them, each time that a word is needed: the project may be built anew meanwhile.

    Yields:
        While it holds.
    """
    former, _PROCESS["terms"] = _PROCESS["terms"], find
    try:
        yield
    finally:
        _PROCESS["terms"] = former


def usually_named(find: Callable[[], Terminology]) -> None:
    """Let a process that is a notebook's call things by its project's words wherever nobody says whose.

    Args:
        find: Gives them, each time that a word is needed: the project may be built anew meanwhile.
    """
    _PROCESS["terms"] = find


def terms_in(message: str) -> Mapping[str, Term]:
    """Find the terms that a message names.

    Args:
        message: A message with its fields.

    Returns:
        Terms by the field's name; with a capital where that has one.
    """
    return {name: term(name) for name in _names_in(message)}


class FormsError(ValueError):
    """A term is not written as forms; the message is the key of what is wrong."""


def swedish_term(written: str) -> Term:
    """Read a Swedish term.

    Args:
        written: Its forms as a dictionary has them: "ett mål, målet, mål, målen".

    Returns:
        The term.

    Raises:
        FormsError: `count` if there are not four forms, `article` if the first has no article, `gender` if article and
            definite form do not agree.
    """
    forms = _forms(written)
    if len(forms) != len(FORMS):
        raise FormsError("count")
    article, __, one = forms[0].partition(" ")
    if article not in (COMMON, NEUTER) or not one:
        raise FormsError("article")
    if not _agrees(article, one, forms[1]):
        raise FormsError("gender")
    __, the, many, the_many = forms
    return Term(one, the, many, the_many, article == NEUTER)


def english_term(written: str) -> Term:
    """Read an English term.

    Args:
        written: For one and for several: "goal, goals".

    Returns:
        The term.

    Raises:
        FormsError: `count` if there are not two forms.
    """
    forms = _forms(written)
    if len(forms) != len(("one", "many")):
        raise FormsError("count")
    one, many = forms
    return Term(one, f"the {one}", many, f"the {many}", one.lower().startswith(VOWELS))


#: How a term of each language is read.
READ: Mapping[str, Callable[[str], Term]] = {SWEDISH: swedish_term, ENGLISH: english_term}


def _forms(written: str) -> list[str]:
    forms = [" ".join(form.split()) for form in written.split(",")]
    return forms if all(forms) else []


def _agrees(article: str, one: str, the: str) -> bool:
    """Whether a definite form ends as its gender does, in any of its words; one like the indefinite may be either."""
    ending = "t" if article == NEUTER else "n"
    return the == one or any(word.endswith(ending) for word in the.split())


@cache
def _usual(language: str) -> Mapping[str, Term]:
    return {code: READ[language](written) for code, written in USUAL[language].items()}


def _of_code(code: str) -> Term:
    words = code.replace("_", " ").replace("-", " ")
    return Term(words, words, words, words)


@cache
def _names_in(message: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_NAMED.findall(message)))


def _with_capital(words: str) -> str:
    told = words[:1].upper() + words[1:]
    return swedish(told) if isinstance(words, MixedText) else told
