"""What is said in two languages: numbers, units, days, words of the data within words of ours, and who speaks what."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Assessment, Measure, Severity
from analysis.words import codes
from analysis.words.current_language import (
    LANGUAGE_VARIABLE,
    UnknownLanguageError,
    current,
    site_language,
    site_speaks,
    speaking,
)
from analysis.words.days import day, moment, month, period
from analysis.words.mixed_language import MixedText, Source, filled, in_swedish, joined, plain, runs_of, swedish
from analysis.words.numbers import (
    after_operator,
    count_of,
    digits,
    exact,
    number,
    numbered,
    percentage,
    quantity,
    rounded,
    signed,
    together,
    unit,
    with_unit,
)
from analysis.words.phrases import enumerate_words
from analysis.words.speaker import spoken
from analysis.words.translate import FOR_TEMPLATES, Phrase, Words, _, either, later, later_as, n_, p_

THIN, HARD, MINUS = "\u202f", "\u00a0", "\u2212"


@pytest.fixture
def english() -> Iterator[None]:
    """Everything is written in English."""
    with speaking("en"):
        yield


# ---- numbers ----


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        *((1234.56789, None, f"1{THIN}234,5679"), (1234.5, 2, f"1{THIN}234,50"), (0.05, 1, "0,1"), (0.5, 0, "1")),
        *(
            (-1234567.0, 0, f"{MINUS}1{THIN}234{THIN}567"),
            (2.5, 3, "2,500"),
            (-0.051, 1, f"{MINUS}0,1"),
            (0.0, 2, "0,00"),
        ),
    ],
)
def test_a_number_in_swedish(value: float, decimals: int | None, written: str) -> None:
    assert number(value, decimals) == written


def test_a_signed_number_has_the_decimals_asked_for() -> None:
    assert [signed(1.0, 1), signed(-1.0, 1), signed(0.0, 1), signed(0.04, 1), signed(0.05, 1)] == [
        *("+1,0", f"{MINUS}1,0", "0,0", "0,0", "+0,1"),
    ]
    assert [signed(11674.0), signed(0.00004), signed(-0.00004), signed(1e-9), signed(1.00004)] == [
        *(f"+11{THIN}674", "+0,00004", f"{MINUS}0,00004", "0", "+1"),
    ]


def test_a_number_is_taken_for_what_it_is_written_as() -> None:
    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert exact(2.675) == Decimal("2.675")
    assert exact(123456789.123456) == Decimal("123456789.123456")
    assert exact(Decimal("0.30000000000000004")) == Decimal("0.30000000000000004")
    assert [exact(7), exact(-(10**30))] == [7, -(10**30)]


@pytest.mark.parametrize(
    ("value", "decimals", "near"),
    [
        *((2.675, 2, "2.68"), (-2.5, 0, "-3"), (2.5, 0, "3"), (0.5, 0, "1"), (1.005, 2, "1.01"), (2.4999, 0, "2")),
        *((-0.04, 1, "0.0"), (-0.0, 0, "0"), (-0.05, 1, "-0.1"), (1e22, 1, "10000000000000000000000.0")),
        (Decimal("2.5"), 0, "3"),
    ],
)
def test_a_number_is_rounded_half_away_from_zero(value: float, decimals: int, near: str) -> None:
    assert str(rounded(value, decimals)) == near


def test_the_largest_number_is_written_in_full() -> None:
    assert len(number(1.7e308, 2).replace(THIN, "")) == 309 + len(",00")


def test_a_number_that_names_something_has_nothing_between_thousands() -> None:
    assert [numbered(2016.0), numbered(2015.5), numbered(1e22), numbered(-0.4)] == ["2016", "2016", f"1{'0' * 22}", "0"]


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        *((3.0, None, "3"), (3.0, 1, "3.0"), (3.25, 1, "3.25"), (0.1, None, "0.1"), (1e-7, None, "0.0000001")),
        *((1e22, None, "10000000000000000000000"), (-0.0, None, "0"), (-0.0, 1, "0.0"), (-0.5, 0, "-0.5")),
        *((100.0, None, "100"), (100.0, 0, "100"), (Decimal("3.10"), None, "3.1"), (Decimal("3.10"), 2, "3.10")),
        *((float("nan"), None, None), (float("inf"), 1, None), (-1234.5, 2, "-1234.50"), (Decimal("-0.00"), 2, "0.00")),
    ],
)
def test_digits_for_files(value: float, decimals: int | None, written: str | None) -> None:
    assert digits(value, decimals) == written


def test_units_in_swedish_are_those_of_the_data() -> None:
    assert [unit(symbol) for symbol in ("tkr", "st", "", None, "furlong")] == ["tkr", "st", "", "", "furlong"]


@pytest.mark.usefixtures("english")
def test_units_in_english_are_translated_where_they_can_be() -> None:
    assert [unit(symbol) for symbol in ("tkr", "mnkr", "st", "", None, "furlong", "%")] == [
        *("SEK thousand", "SEK million", "", "", "", "furlong", "%"),
    ]
    assert [
        unit(symbol) for symbol in ("år", "tim", "poäng", "procentenheter", "årsarbetare", "mån", "veckor", "mil")
    ] == [
        _(later(symbol)) for symbol in ("år", "tim", "poäng", "procentenheter", "årsarbetare", "mån", "veckor", "mil")
    ]


@pytest.mark.parametrize(
    ("figure", "symbol", "written"),
    [
        ("4,4", "%", "4,4 %"),
        ("4", "/5", "4/5"),
        ("4", "/", "4/"),
        ("4", "st", "4 st"),
        ("4", "", "4"),
        ("4", None, "4"),
    ],
)
def test_a_unit_after_a_figure(figure: str, symbol: str | None, written: str) -> None:
    assert with_unit(figure, symbol) == written
    if symbol and not symbol.startswith("/"):
        assert with_unit(figure, symbol, HARD) == written.replace(" ", HARD)


@pytest.mark.usefixtures("english")
def test_a_percentage_and_a_fraction_stand_close_to_their_figure_in_english() -> None:
    assert [with_unit("4.4", symbol) for symbol in ("%", "/5", "st", "tkr", "Mbit/s")] == [
        *("4.4%", "4.4/5", "4.4", "4.4 SEK thousand", "4.4 Mbit/s"),
    ]


def test_a_share_and_a_quantity_do_not_break_before_their_unit() -> None:
    assert [percentage(80.0), percentage(80.25, 1), percentage(80.0, 2)] == [
        f"80{HARD}%",
        f"80,3{HARD}%",
        f"80,00{HARD}%",
    ]
    assert quantity(1500.0, 1, "st", ">") == f">{THIN}1{THIN}500,0{HARD}st"
    assert quantity(1500.0, None, None, "≈") == f"cirka 1{THIN}500"


@pytest.mark.parametrize(
    ("operator", "written"), [("≈", "cirka 5"), (">", f">{THIN}5"), ("≤", f"≤{THIN}5"), ("", "5"), (None, "5")]
)
def test_a_sign_before_a_figure(operator: str | None, written: str) -> None:
    assert after_operator("5", operator) == written


def test_numbers_stay_with_the_short_word_after_them() -> None:
    assert together("Vi har 17 tkr, 5 % och 4 mål 2016 i år.") == f"Vi har 17{HARD}tkr, 5{HARD}% och 4 mål 2016 i år."
    assert together("17 kronor och 3 bilar, 12 mnkr") == f"17 kronor och 3 bilar, 12{HARD}mnkr"


def test_how_many_of_something() -> None:
    assert [count_of(amount, "åtagande", "åtaganden") for amount in (1, 2, 0, 1200)] == [
        *("1 åtagande", "2 åtaganden", "0 åtaganden", f"1{THIN}200 åtaganden"),
    ]


# ---- days ----


def test_days_in_swedish() -> None:
    assert [day(date(2016, 12, 31)), day(date(2017, 3, 1))] == ["31 december 2016", "1 mars 2017"]
    assert moment(datetime(2016, 12, 31, 6, 5)) == "31 december 2016 kl. 06.05"
    assert month(date(2015, 10, 7)) == "okt. 2015"


@pytest.mark.usefixtures("english")
def test_days_in_english() -> None:
    assert moment(datetime(2016, 12, 31, 16, 5)) == "31 December 2016 at 16:05"
    assert month(date(2015, 10, 7)) == "October 2015"
    assert period(date(2016, 1, 1), date(2016, 8, 31), "rolling_12") == "12 months to August 2016"


@pytest.mark.parametrize(
    ("start", "end", "kind", "written"),
    [
        (date(2016, 1, 1), date(2016, 12, 31), "year", "2016"),
        (date(2015, 9, 1), date(2016, 8, 31), "year", "2015–2016"),
        (date(2015, 9, 1), date(2016, 8, 31), "rolling_12", "12 mån till aug. 2016"),
        (date(2016, 8, 1), date(2016, 8, 31), "month", "aug. 2016"),
        (date(2016, 1, 1), date(2016, 12, 31), "point", "dec. 2016"),
        (date(2016, 1, 1), date(2016, 8, 31), "part_year", "jan.–aug. 2016"),
        (date(2015, 9, 1), date(2016, 8, 31), "part_year", "sep. 2015–aug. 2016"),
        (date(2016, 7, 1), date(2016, 9, 30), "quarter", "juli–sep. 2016"),
    ],
)
def test_a_period_as_a_heading_would_have_it(start: date, end: date, kind: str, written: str) -> None:
    assert period(start, end, kind).replace("sept.", "sep.") == written


# ---- phrases ----


@pytest.mark.parametrize(
    ("words", "written"), [([], ""), (["A"], "A"), (["A", "B"], "A och B"), (["A", "B", "C"], "A, B och C")]
)
def test_words_one_after_the_other(words: list[str], written: str) -> None:
    assert enumerate_words(words) == written


@pytest.mark.usefixtures("english")
def test_words_of_the_data_keep_their_language_one_after_the_other() -> None:
    told = enumerate_words([swedish("Mål"), "B", swedish("Nöjda")])
    assert isinstance(told, MixedText)
    assert told.runs == (("Mål", "sv"), (", ", ""), ("B", ""), (" and ", ""), ("Nöjda", "sv"))
    assert runs_of(enumerate_words([swedish("Mål")])) == (("Mål", "sv"),)


# ---- words of the data ----

MIXED = MixedText([("a <", ""), ("Mål &", "sv")])


def test_a_marked_text_is_its_words_and_knows_their_languages() -> None:
    assert MIXED == "a <Mål &"
    assert MIXED.runs == (("a <", ""), ("Mål &", "sv"))
    assert MIXED.__html__() == Markup('a &lt;<span lang="sv">Mål &amp;</span>')
    assert isinstance(MIXED.__html__(), Markup)
    assert type(plain(MIXED)) is str
    assert plain(MIXED) == "a <Mål &"


def test_a_copy_of_a_marked_text_is_plain() -> None:
    copy = pickle.loads(pickle.dumps(MIXED))  # noqa: S301 - made the line before
    assert (type(copy), copy) == (str, "a <Mål &")


def test_a_source_knows_its_documents() -> None:
    source = Source.of(MIXED, (title for title in ("Året", "Planen")))
    assert (source, source.runs, source.documents) == ("a <Mål &", MIXED.runs, ("Året", "Planen"))
    assert Source.of("a", []).runs == (("a", ""),)


def test_the_pieces_of_a_text() -> None:
    assert runs_of(MIXED) == MIXED.runs
    assert runs_of("a") == (("a", ""),)


def test_values_are_put_into_words() -> None:
    assert filled("{a} av {b:.1f}, {c!r} {{x}}", a=1, b=2.0, c="d") == "1 av 2.0, 'd' {x}"
    assert type(filled("{a}", a="b")) is str


def test_values_that_are_marked_are_told_apart_from_the_words_around_them() -> None:
    told = filled("{a}: {m} av {b:.1f}, {c!r} {{x}}{d!s:>3}", a=1, m=MIXED, b=2.0, c="d", d="e")
    assert told == "1: a <Mål & av 2.0, 'd' {x}  e"
    assert isinstance(told, MixedText)
    assert [run for run in told.runs if run[1]] == [("Mål &", "sv")]
    assert ("", "") not in told.runs
    assert told.runs[:4] == (("1", ""), (": ", ""), ("a <", ""), ("Mål &", "sv"))
    with pytest.raises(KeyError):
        filled("{m} {lacking}", m=MIXED)


def test_words_of_the_data_are_marked_where_the_page_has_another_language() -> None:
    assert type(swedish("Mål")) is str
    assert (in_swedish(), type(in_swedish())) == ("", Markup)
    with speaking("en"):
        assert runs_of(swedish("Mål")) == (("Mål", "sv"),)
        assert type(swedish("")) is str
        assert swedish(MIXED) is MIXED
        assert in_swedish() == Markup(' lang="sv"')


def test_joined_words_keep_their_languages() -> None:
    assert joined(word for word in ("a", "b")) == "a, b"
    assert type(joined(["a", "b"])) is str
    told = joined(["x", MIXED, ""], by="; ")
    assert isinstance(told, MixedText)
    assert told.runs == (("x", ""), ("; ", ""), ("a <", ""), ("Mål &", "sv"), ("; ", ""))
    assert joined([MIXED]) == MIXED


# ---- translations ----

NOUN = either("{commitment.one}", "{commitment.many}")


def test_a_message_in_both_languages() -> None:
    assert _("{others} och {last}", others="a", last="b") == "a och b"
    assert _("{others} och {last}") == "{others} och {last}"
    with speaking("en"):
        assert _("") == ""
        assert _("{others} och {last}", others="a", last="b") == "a and b"
        assert _("Detta står inte i katalogen {a}.", a=1) == "Detta står inte i katalogen 1."
        assert runs_of(_("{others} och {last}", others=swedish("å"), last="b")) == (
            ("å", "sv"),
            (" and ", ""),
            ("b", ""),
        )


def test_one_and_several_in_both_languages() -> None:
    assert NOUN == ("{commitment.one}", "{commitment.many}")
    assert [n_(*NOUN, amount) for amount in (0, 1, 2)] == ["åtaganden", "åtagande", "åtaganden"]
    assert n_("{a} bil", "{a} bilar", 2, a=MIXED) == "a <Mål & bilar"
    assert n_("{a} bil", "{a} bilar", 2) == "{a} bilar"
    with speaking("en"):
        assert [n_(*NOUN, amount) for amount in (0, 1, 2)] == ["commitments", "commitment", "commitments"]
        assert [n_("{a} frost", "{a} snö", amount, a=7) for amount in (1, 2)] == ["7 frost", "7 snö"]


def test_a_word_that_means_several_things_has_a_context() -> None:
    noted = later_as("mått", "Mål")
    assert isinstance(noted, Phrase)
    assert (noted, noted.context) == ("Mål", "mått")
    assert later("Mål") == "Mål"
    assert p_("mått", "Mål") == "Mål"
    with speaking("en"):
        assert p_("mått", "Mål") == _(noted) == "Target"
        assert p_("frost", "Mål") == "Mål"
        assert _("Mål") != "Target"


def test_words_of_codes_in_both_languages() -> None:
    words = Words({"a": later("Kvinnor"), "b": later_as("mått", "Mål")})
    assert (dict(words), len(words), list(words)) == ({"a": "Kvinnor", "b": "Mål"}, 2, ["a", "b"])
    with speaking("en"):
        assert dict(words) == {"a": "Women", "b": "Target"}
        assert codes.ASSESSMENTS[Assessment.NEAR] == "near the target"
    assert codes.MEASURES[Measure.TARGET] == codes.MEASURES[LedgerMeasure.TARGET] == "Mål"
    assert codes.SEVERITIES[Severity.ROUNDING] == "Förklaras av avrundning"


def test_templates_find_what_speaks() -> None:
    assert set(FOR_TEMPLATES) == {"_", "n_", "p_", "language", "in_swedish", "swedish"}
    assert FOR_TEMPLATES["language"] is current


# ---- who speaks what ----


def test_a_language_is_spoken_for_a_while() -> None:
    assert current() == "sv"
    with speaking("en"):
        assert current() == "en"
        with speaking("sv"):
            assert current() == "sv"
        assert current() == "en"
    assert current() == "sv"
    with pytest.raises(RuntimeError), speaking("en"):
        raise RuntimeError
    assert current() == "sv"


def test_a_language_that_nobody_speaks_is_told() -> None:
    with pytest.raises(UnknownLanguageError, match=r"^de$"), speaking("de"):
        pass
    assert current() == "sv"


def test_a_process_speaks_the_language_of_the_site_in_all_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    with ThreadPoolExecutor(1) as pool:
        with site_speaks():
            assert [current(), pool.submit(current).result()] == ["en", "en"]
            with speaking("sv"):
                assert [current(), pool.submit(current).result()] == ["sv", "en"]
        assert [current(), pool.submit(current).result()] == ["sv", "sv"]
    with pytest.raises(RuntimeError), site_speaks():
        raise RuntimeError
    assert current() == "sv"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")
    with pytest.raises(UnknownLanguageError, match=r"^de$"), site_speaks():
        pass
    assert current() == "sv"


@pytest.mark.parametrize(("said", "language"), [("en", "en"), ("sv", "sv"), ("", "sv"), (None, "sv")])
def test_the_language_of_the_site(monkeypatch: pytest.MonkeyPatch, said: str | None, language: str) -> None:
    monkeypatch.delenv("ARSHJUL_LANGUAGE", raising=False)
    if said is not None:
        monkeypatch.setenv("ARSHJUL_LANGUAGE", said)
    assert site_language() == language


def guide(said: str) -> object:
    """Something that speaks a language of its own; made anew so that each test meets the program as it is then."""

    class Guide:
        """Speaks its language whatever is spoken around it."""

        language = said

        @spoken
        def told(self, /, *words: str, **more: str) -> list[str]:
            """What is told."""
            return [current(), *words, *more.values()]

        @property
        @spoken
        def title(self, /) -> str:
            return current()

        def aside(self) -> str:
            return current()

    return Guide()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_method_speaks_the_language_of_what_it_belongs_to(language: str) -> None:
    made: Any = guide(language)
    with speaking("sv" if language == "en" else "en"):
        around = current()
        assert made.told("b", c="d") == [language, "b", "d"]
        assert [made.title, made.aside(), current()] == [language, around, around]
    assert (made.told.__name__, made.told.__doc__) == ("told", "What is told.")
