"""What a report can be asked: by question, each with what it answers and how it is written."""

from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from typing import NamedTuple

import polars as pl

from analysis.build.known_names import folded
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Column, Table
from analysis.words.translate import Words, _, later


class Question(NamedTuple):
    """One question.

    Attributes:
        name: The method of the report.
        told: What it answers, in Swedish.
        example: What stands between its parentheses.
    """

    name: str
    told: str
    example: str = ""


HOW_IT_GOES, COMMITMENTS, FIGURES, MONEY, DOUBTS, OWN = range(6)
GROUPS = Words(
    {
        HOW_IT_GOES: later("Hur går det?"),
        COMMITMENTS: later("Vad är gjort?"),
        FIGURES: later("Hur ser siffrorna ut?"),
        MONEY: later("Hur går ekonomin?"),
        DOUBTS: later("Går det att lita på?"),
        OWN: later("Egna frågor"),
    }
)
#: Every question that an analyst asks first; what pages are put together from stands in the notebooks.
QUESTIONS = {
    HOW_IT_GOES: [
        Question("first_page", later("Det som rapportens första sida svarar på")),
        Question("at_a_glance", later("Läget i korthet")),
        Question("goals", later("Alla {goal.many} med målnivå, utfall, bedömning och kommentar")),
        Question("worsened", later("Vad som har blivit sämre, längst från målet först")),
        Question("improved", later("Vad som har blivit bättre")),
        Question("rank", later("{Goal.many} efter avstånd till målet")),
        Question("unreached", later("Vad i en plan som inte når årets målnivå än")),
        Question("area_status", later("Bedömning och trend för varje {area.one}")),
        Question("goal_tree", later("Målträdet med varje nivås bedömning")),
    ],
    COMMITMENTS: [
        Question("commitments", later("Alla {commitment.many} med ansvarig, status och text")),
        Question("late", later("Vad som är sent, och vems det är")),
        Question("commitments_with_status", later("De {commitment.many} som har en viss status"), '"delayed"'),
        Question("without_owner", later("{Commitment.many} utan ansvarig")),
        Question("controls", later("{Internal_control.the}s {control.many} med resultat")),
    ],
    FIGURES: [
        Question("indicators", later("Vilka {key_figure.many} som finns; sök på en del av namnet"), '"nöjd"'),
        Question("series", later("{key_figure:En|Ett} {key_figure.one} genom alla år och dokument"), '"sjukfranvaro"'),
        Question("by_sex", later("Kvinnor och män bredvid varandra")),
        Question("sex_chart", later("Kvinnor och män ritade, år för år"), '"sjukfranvaro"'),
        Question("printed_tables", later("Dokumentets egna tabeller")),
        Question("development", later("Utvecklingen över åren")),
    ],
    MONEY: [
        Question("result_in_short", later("Resultatet i korthet")),
        Question("statement", later("En ekonomisk tabell"), '"income_statement"'),
        Question("variances", later("Avvikelser mot budget"), '"income_statement"'),
    ],
    DOUBTS: [
        Question("contradictions", later("Uppgifter som motsäger varandra")),
        Question("missing", later("Uppgifter som saknas, och varför")),
        Question("unsupported_claims", later("Siffror i text som inget stöder")),
        Question("for_auditors", later("Det som en revisor frågar först")),
        Question("overrides", later("Bedömningar som är ändrade för hand")),
        Question("changes", later("Vad som har ändrats sedan det byggdes första gången")),
    ],
    OWN: [
        Question("sql", later("En egen fråga i SQL; svaret är en Polars-tabell"), '"SELECT * FROM goal_status"'),
        Question("schema", later("Vilka vyer och kolumner som finns, och vad de är till för"), '"key_figure"'),
        Question("join_excel", later("Ett eget Excelblad bredvid databasens uppgifter"), '"min.xlsx", on="Mål"'),
        Question("show", later("Visa en egen tabell eller figur som sidorna gör"), 'figur, text="…"'),
        Question("goals_frame", later("{Goal.many} som Polars-tabell; alla frågor på _frame ger sådana")),
    ],
}


def help_with(word: str = "") -> Table | Fragment:
    """List the questions that a report answers, by what one wants to know.

    Args:
        word: Only questions that say this in name or words; å, ä, ö and case do not matter.

    Returns:
        One row a question: what it answers and how it is written. A sentence where none says the word.
    """
    rows = [row for row in _rows() if folded(word) in folded(f"{row['told']} {row['written']} {row['group']}")]
    if not rows:
        return nothing(_("Ingen fråga handlar om «{word}». Skriv report.help() för att se alla.", word=word))
    columns = [
        Column(_("Vad svaret visar"), lambda row: row["told"], row_heading=True),
        Column(_("Så skrivs frågan"), lambda row: row["written"], worded=True),
        Column(_("Hör till"), lambda row: row["group"]),
    ]
    return Table(_("Frågor till rapporten"), columns, pl.DataFrame(rows))


def usage(question: Callable[..., object]) -> str:
    """Say how a question is called, to whoever names it without parentheses.

    Args:
        question: The method.

    Returns:
        What it answers, where that is told, and how it is written.
    """
    told = {row["name"]: row for row in _rows()}.get(question.__name__)
    if told is not None:
        return _("{told}. Skriv {written}", told=told["told"], written=told["written"])
    needed = [name for name, each in signature(question).parameters.items() if each.default is Parameter.empty]
    return _("Skriv {written}", written=f"report.{question.__name__}({', '.join(f'{name}=…' for name in needed)})")


def _rows() -> Iterator[dict[str, str]]:
    for group, questions in QUESTIONS.items():
        for each in questions:
            written = f"report.{each.name}({each.example})"
            yield {"name": each.name, "told": _(each.told), "written": written, "group": GROUPS[group]}
