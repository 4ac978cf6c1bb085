"""Whatever somebody writes in a text or in a claim's query is answered or told, soon, and never stops the build."""

import time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import fuzzed

from analysis.base.live_figure import EXPRESSION, by_hand, literal_of
from analysis.build.claim_support import check_claims
from analysis.build.database import Built
from analysis.build.live_expression import UnknownError, evaluate
from analysis.build.live_text import render_texts
from analysis.errors import InputFaults
from analysis.store.connection import open_database

#: No input may take more work of this process, in seconds.
SECONDS = 10
#: No answer is longer than what is asked for it.
LONGEST = 500
ANY = st.text(max_size=40)
WORDS = st.sampled_from(
    [
        *("utfall", "mål", "prognos", "förändring", "belopp", "antal_mål", "antal_åtaganden", "utfal", "range"),
        *("lipsum", "random", "dict", "self", "cycler", "joiner", "namespace", "loop", "x", "True", "none", "not"),
    ]
)
NAMES = st.sampled_from(["organisation=", "kon=", "tecken=", "status=", "enhet=", "decimaler=", "stat=", "period="])
CODES = [
    *("batplatser", "badvatten", "HAMN", "SJO", "K", "T", "nej", "done", "don", "better", "income_statement", "tkr"),
    *("Summa intäkter", "actual", "sund-sjo", "2031-06", "mnkr", "percent", ""),
]
QUOTED = st.sampled_from(CODES) | ANY
LITERALS = st.one_of(
    QUOTED.map(lambda text: f'"{text}"'),
    QUOTED.map(lambda text: f"'{text}'"),
    st.sampled_from(["2031", "2030", "0", "1", "9" * 5000, "3.2", "1_0", "0x41", "-1", "[]", "{}", "()", "none"]),
)
SIGNS = st.sampled_from(
    [
        *("(", ")", ",", "|", "~", "+", "**", "*", "%", ".", "[", "]", "{", "}", "=", "==", "if", "else", "is odd"),
        *("|list", "|center(10**9)", "|upper", ".__class__", "9**(9**9)", "(" * 90, "[" * 90, "not " * 99, "\\", '"'),
    ]
)
CALLS = st.builds(
    lambda word, values, end: f"{word}({', '.join(values)}{end}",
    WORDS,
    st.lists(st.one_of(LITERALS, st.builds(str.__add__, NAMES, LITERALS)), max_size=6),
    st.sampled_from([")", "))", "", ",)", ")|length"]),
)
CODE = st.one_of(CALLS, LITERALS, st.lists(WORDS | LITERALS | SIGNS | CALLS, max_size=8).map(" ".join), ANY)
BRACES = st.sampled_from(["{{", "}}", "{{{", "}}}", "{%", "%}", "{#", "#}", "{", "}", "\n", " text ", "7 mål"])
TEXTS = st.lists(st.one_of(BRACES, ANY, CODE.map(lambda code: f"{{{{ {code} }}}}")), min_size=1, max_size=8).map(
    "".join
)


def told(word: str, number: int | str = 1, end: str = "") -> str:
    """A word as live texts have them."""
    return f"{word}{number}{end}"


@given(CODE)
@fuzzed()
def test_an_expression_is_a_word_of_ours_or_typed_or_told(code: str) -> None:
    begun = time.process_time()
    try:
        answer = evaluate(code, {"utfall": told})
    except UnknownError as error:
        assert str(error)
    else:
        asks = code.lstrip(" \t\r\n(").startswith("utfall")
        assert answer == literal_of(code) if literal_of(code) is not None else asks
    assert time.process_time() - begun < SECONDS


@given(TEXTS)
@fuzzed()
def test_what_is_typed_stays_where_it_stands(text: str) -> None:
    typed = by_hand(text)
    assert len(typed) == len(text)
    assert all(one in (other, " ") for one, other in zip(typed, text, strict=True))
    for found in EXPRESSION.finditer(text):
        assert typed[found.start() : found.end()].strip() == (literal_of(found["code"]) or "").strip()


@given(st.lists(TEXTS, min_size=1, max_size=3))
@fuzzed()
def test_a_text_is_put_in_or_told_with_its_line(small: Built, texts: list[str]) -> None:
    about = {"document": "annual-2031", "source_line": 1, "file": "texts/hamnen.md", "text_row": 7}
    begun = time.process_time()
    with open_database(small.path) as connection:
        shown, faults = render_texts(connection, pl.DataFrame([about | {"text": text} for text in texts]))
    assert time.process_time() - begun < SECONDS
    assert all(fault.file == about["file"] and fault.allowed for fault in faults)
    assert all(7 <= fault.row <= 7 + max(text.count("\n") for text in texts) for fault in faults)
    # What stands around an expression may meet where it gives nothing: that is no brace of a text.
    around = [EXPRESSION.sub("·", text) for text in texts]
    assert bool(faults) or not [text for text in around if "{{" in text or "}}" in text]
    assert all(len(text) <= len(as_written) + LONGEST for text, as_written in zip(shown["text"], texts, strict=True))


VIEWS = [
    "ledger",
    "goal_status",
    "key_figure",
    "commitment_status",
    "narrative",
    "goal",
    "range(9)",
    "(VALUES (1)) t(x)",
]
COLUMNS = ["amount", "line", "value", "status", "document", "unit", "period_end", "*", "owners", "text", "year"]
ATOMS = st.sampled_from(
    [*COLUMNS, "1", "24", "0.5", "'tkr'", "NULL", "1e308", "'nan'::DOUBLE", "$document", "$x", "true", "1e999", "?"]
)
AROUND = [
    *(
        "max({})",
        "sum({})",
        "count({})",
        "avg({})",
        "count(DISTINCT {})",
        "round({}, 1)",
        "abs({})",
        "{} / 7",
        "{} * 1e9",
    ),
    *("-{}", "{}::INTEGER", "({})", "CASE WHEN {} THEN 1 END", "coalesce({}, 0)", "(SELECT {} FROM ledger)", "{} + {}"),
    *("repeat({}, 1000000000)", "range({})", "list_sum(range(2000000000))", "[{}]", "{} || {}", "unnest({})", "avg()"),
    *("year({})", "{} IN (1, 'a')", "{} LIKE '%a%'", "sum({}) OVER ()", "({}, {})", "{}.x", "{}[1]", "row({})"),
    *(
        "count(*) FILTER ({})",
        "EXISTS (SELECT {})",
        "{} IS NULL",
        "{} ^ {}",
        "ln({})",
        "sqrt({})",
        "x -> {}",
        "error({})",
    ),
]
VALUES = st.recursive(
    ATOMS, lambda inner: st.builds(lambda around, each: around.replace("{}", each), st.sampled_from(AROUND), inner)
)
JOINED = st.lists(st.sampled_from(VIEWS), min_size=1, max_size=2).map(
    lambda views: ", ".join(
        f"{view} AS v{number}" if view.isidentifier() else view for number, view in enumerate(views)
    )
)
ENDS = [
    *("WHERE document = $document", "", "WHERE document = $document AND line = 'Summa intäkter'", "LIMIT 1"),
    *("WHERE document = $document GROUP BY ALL", "WHERE document = $document ORDER BY 1", "; SELECT 1", "-- slut"),
    *("WHERE v0.document = $document HAVING count(*) > 1", "UNION SELECT 1", "QUALIFY row_number() OVER () = 1", "/*"),
]
SELECTS = st.builds(
    lambda values, views, end: f"SELECT {', '.join(values)} FROM {views} {end}",
    st.lists(VALUES, min_size=1, max_size=2),
    JOINED,
    st.sampled_from(ENDS),
)
WHOLE = [
    *(
        "{}",
        "WITH x AS ({}) SELECT count(*) FROM x",
        "SELECT a FROM ({}) AS t(a)",
        "SELECT ({})",
        "({}) UNION ALL ({})",
    ),
    *("WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT * FROM x) {}", "EXPLAIN {}", "DESCRIBE {}", "{};{}", "FROM ({})"),
]
CUTS = st.tuples(st.integers(0, 200), st.integers(0, 6), ANY)


def mangled(query: str, around: str, cut: tuple[int, int, str]) -> str:
    """A query within another one, with something of it replaced by something else."""
    at, length, put = cut
    whole = around.replace("{}", query)
    return whole[:at] + put + whole[at + length :] if length else whole


QUERIES = st.builds(mangled, SELECTS, st.sampled_from(WHOLE), CUTS)


@given(QUERIES)
@fuzzed()
def test_a_query_gives_a_finite_number_or_is_told_with_its_row(small: Built, query: str) -> None:
    row = {"document": "annual-2031", "claim": "c", "printed": 1505.0, "decimals": 0, "unit": "tkr", "support": query}
    claims = pl.DataFrame([row | {"file": "claims.csv", "file_row": 7}])
    begun = time.process_time()
    with open_database(small.path) as connection:
        try:
            found = check_claims(connection, claims, strict=True)[0].row(0, named=True)
        except InputFaults as error:
            assert all((fault.row, fault.column) == (7, "support") and fault.allowed for fault in error.faults)
        else:
            assert abs(found["recomputed"]) < float("inf")
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count(*) FROM ledger a, ledger b, ledger c, ledger d, ledger e, ledger f, ledger g, ledger h, "
        "ledger i, ledger j, ledger k WHERE a.document = $document",
        "WITH RECURSIVE t AS (SELECT 1 AS n FROM ledger UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
        "SELECT count(*) FROM ledger WHERE document = $document AND line = repeat('a', 4000000000)",
        f"SELECT {'amount + ' * 440}1 FROM ledger WHERE document = $document",
        f"SELECT x FROM {'(SELECT x FROM ' * 100}(SELECT amount AS x FROM ledger){')' * 100}",
    ],
    ids=["a cross join", "itself", "a long text", "a deep sum", "queries in queries"],
)
def test_a_query_without_end_is_ended(small: Built, query: str) -> None:
    """Copies of it take no longer than two of them."""
    row = {"document": "annual-2031", "claim": "c", "printed": 1505.0, "decimals": 0, "unit": "tkr", "support": query}
    claims = pl.DataFrame([row | {"file": "claims.csv", "file_row": line} for line in range(2, 22)])
    begun = time.process_time()
    with open_database(small.path) as connection, pytest.raises(InputFaults):
        check_claims(connection, claims, strict=True)
    assert time.process_time() - begun < SECONDS
