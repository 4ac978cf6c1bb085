"""A page explains the abbreviations that its texts use, and only those."""

import duckdb
import pytest

from analysis.store.query import ask, ask_sql


def explained(database: duckdb.DuckDBPyConnection, document: str, organisation: str, place: str = "") -> dict[str, str]:
    return dict(ask(database, "abbreviations", document=document, organisation=organisation, place=place).rows())


@pytest.mark.parametrize(
    ("document", "organisation", "codes"),
    [
        ("annual-2016", "KLK", {"KS", "HME", "NKI", "PUG", "PLG", "UC", "SBA", "ESEM"}),
        ("annual-2022", "KS", {"SEF", "PUG", "AD", "KUL", "KLASSA"}),
        ("interim1-2020", "KS", {"UET", "UF", "NKI", "PUG", "PM3"}),
    ],
)
def test_what_the_texts_use_is_explained(
    database: duckdb.DuckDBPyConnection, document: str, organisation: str, codes: set[str]
) -> None:
    assert codes <= explained(database, document, organisation).keys()


def test_what_the_texts_do_not_use_is_left_out(database: duckdb.DuckDBPyConnection) -> None:
    assert not {"UET", "AD", "ALLA-BOLAG"} & explained(database, "annual-2016", "KLK").keys()


def test_every_abbreviation_is_used_somewhere(database: duckdb.DuckDBPyConnection) -> None:
    parts = ask_sql(database, "SELECT document, organisation FROM document_part").rows()
    used = {code for part in parts for code in explained(database, *part)}
    assert set(ask_sql(database, "SELECT abbreviation FROM abbreviation").to_series()) <= used


def test_an_appendix_explains_what_it_says_itself(database: duckdb.DuckDBPyConnection) -> None:
    whole, appendix = explained(database, "annual-2022", "KS"), explained(database, "annual-2022", "KS", "Bilaga 2")
    assert appendix.keys() == {"AD", "DOS", "KLASSA", "KLK", "KS", "KUL", "SEF"}
    assert len(whole) > 2 * len(appendix)
